//! How the cost of verifying grows: with the message, with the trust list, with the status list.
//!
//! ```sh
//! cargo bench --bench growth
//! ```
//!
//! All rows of a table are measured in turns, each beside the bare signature over as many bytes.

#[path = "../tests/common/mod.rs"]
mod common;
mod measure;

use common::{DAY, NOW, PROVINCE, START, STATUS, at, entry, five_years, key, now, people, store_with};
use ed25519_dalek::{Signer, SigningKey};
use khyber_pass::{
    Entitlement, Issuer, Policy, ServiceCode, StatusListInfo, StatusReference, StatusRegister, StatusStore,
    TrustList, TrustStore, Usage, Verifier,
};
use measure::{Row, medians};
use std::error::Error;
use std::hint::black_box;

const ROUNDS: usize = 40;
const TIMES_A_ROUND: u32 = 10;

/// What is measured: how it is called, the text, and the desk that verifies it.
type Case = (String, String, Verifier);

fn main() -> Result<(), Box<dyn Error>> {
    table("services on the card", messages()?);
    table("keys on the trust list", lists()?);
    table("entries of the status list", statuses()?);
    loading()
}

fn table(what: &str, cases: Vec<Case>) {
    let secret = SigningKey::from_bytes(&[PROVINCE; 32]);
    let public = secret.verifying_key();
    let bare: Vec<_> = cases
        .iter()
        .map(|(_, text, _)| vec![7; text.len() * 2 / 3])
        .map(|signed| (secret.sign(&signed), signed))
        .collect();
    let mut rows: Vec<Row<'_>> = Vec::new();
    for ((_, text, desk), (signature, signed)) in cases.iter().zip(&bare) {
        rows.push(("", Box::new(|| assert!(desk.verify_at(black_box(text), now()).is_ok()))));
        rows.push(("", Box::new(|| assert!(public.verify_strict(black_box(signed), signature).is_ok()))));
    }
    let times = medians(&rows, ROUNDS, TIMES_A_ROUND);
    println!("{what:<28} characters   verify      bare signature   ratio");
    for ((name, text, _), times) in cases.iter().zip(times.chunks(2)) {
        if let [whole, bare] = times {
            let (whole, bare) = (whole * 1e6, bare * 1e6);
            println!("{name:<28} {:>10} {whole:>8.1} us {bare:>13.1} us {:>9.2} x", text.len(), whole / bare);
        }
    }
    println!();
}

fn messages() -> Result<Vec<Case>, Box<dyn Error>> {
    let desk = common::verifier(ServiceCode::SEHAT_CARD);
    let issuer = Issuer::new("PK-KP", key(PROVINCE))?;
    let mut draft = people::p1(five_years())?;
    let mut cases = Vec::new();
    for services in 2..=16_u64 {
        if [2, 4, 8, 16].contains(&services) {
            cases.push((services.to_string(), issuer.issue(&draft)?.to_string(), desk.clone()));
        }
        let more = Entitlement::new(ServiceCode::new(20_000 + services))?
            .with_reference(&format!("REF-TEST-{services:06}"))?;
        draft = draft.with_entitlement(more.with_category("CATEGORY")?);
    }
    Ok(cases)
}

fn lists() -> Result<Vec<Case>, Box<dyn Error>> {
    let text = Issuer::new("PK-KP", key(PROVINCE))?.issue(&people::p1(five_years())?)?;
    let case = |keys: u8| {
        let desk = Verifier::new(store_with(list(keys)), Policy::for_service(ServiceCode::SEHAT_CARD));
        (keys.to_string(), text.to_string(), desk)
    };
    Ok([1, 12, 60].map(case).into())
}

/// The province last, so that all others are passed over.
fn list(keys: u8) -> TrustList {
    let others = (1..keys).map(|n| entry(100 + n, &format!("PK-KP/OFFICE-{n}")));
    others
        .chain([entry(PROVINCE, "PK-KP")])
        .fold(common::empty_list(), |list, entry| list.with_entry(entry).unwrap())
}

fn statuses() -> Result<Vec<Case>, Box<dyn Error>> {
    let mut cases = Vec::new();
    for entries in [1 << 10, 1 << 17, 1 << 24] {
        let info = StatusListInfo { list: 3, entries, bits: 2, uri: None };
        let office = entry(STATUS, "PK-KP/STATUS").with_usage(Usage::STATUS).with_status_lists(3, 3)?;
        let list = common::empty_list().with_entry(entry(PROVINCE, "PK-KP").with_status_lists(3, 3)?)?;
        let list = list.with_entry(office)?.with_status_list(info.clone())?;
        let trust = store_with(list.clone());
        let mut register = StatusRegister::new("pk-kp-test")?.with_list(info)?;
        let token = &register.snapshot(at(START + DAY), at(NOW + DAY), None)?[0];
        let mut status = StatusStore::empty();
        assert!(status.apply(&[token.sign(&key(STATUS))?], &trust).is_complete());
        let desk = Verifier::new(trust, Policy::for_service(ServiceCode::SEHAT_CARD)).with_status(status);
        let draft = people::p1(five_years())?.with_status(StatusReference { list: 3, index: 900 });
        cases.push((
            entries.to_string(),
            Issuer::listed(&list, key(PROVINCE))?.issue(&draft)?.to_string(),
            desk,
        ));
    }
    Ok(cases)
}

/// Taking in a trust list: each key is parsed and checked, and two signatures are verified.
fn loading() -> Result<(), Box<dyn Error>> {
    let documents = [12, 60].map(|keys| (keys, common::list_bytes(&list(keys), &common::LIST_KEYS[1..])));
    let pinned = common::pinned();
    let rows: Vec<Row<'_>> = documents
        .iter()
        .map(|(_, document)| -> Row<'_> {
            ("", Box::new(|| drop(black_box(TrustStore::open(&pinned, black_box(document), now())))))
        })
        .collect();
    println!("keys on the trust list       bytes      load       a key");
    for ((keys, document), time) in documents.iter().zip(medians(&rows, ROUNDS, TIMES_A_ROUND)) {
        let time = time * 1e6;
        println!("{keys:<24} {:>9} {time:>8.0} us {:>7.1} us", document.len(), time / f64::from(*keys));
    }
    Ok(())
}
