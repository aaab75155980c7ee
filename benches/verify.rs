//! What verifying and issuing cost beside the signatures they cannot do without.
//!
//! ```sh
//! cargo bench --bench verify
//! ```
//!
//! Everything is measured in turns, in seven processes one after the other; the figures are medians over them.

#[path = "../tests/common/mod.rs"]
mod common;
mod measure;
mod sizes;

use common::{PROVINCE, five_years, key, now, people, status_list, store_with, verifier};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use flate2::{Compress, Compression, FlushCompress};
use khyber_pass::{
    Issuer, Policy, QrText, ServiceCode, SignedCredential, StatusReference, StatusRegister, StatusStore,
    Verifier,
};
use measure::{Row, is_one, line, medians, over_processes, print_numbers, verdict};
use std::cell::RefCell;
use std::error::Error;
use std::hint::black_box;

const PROCESSES: usize = 7;
const ROUNDS: usize = 150;
const TIMES_A_ROUND: u32 = 20;

fn main() -> Result<(), Box<dyn Error>> {
    if is_one() {
        return one();
    }
    let times = over_processes(PROCESSES)?;
    let names = NAMES.iter().zip(&times);
    let time =
        |name: &str| names.clone().find(|(known, _)| **known == name).map_or(f64::NAN, |(_, time)| *time);
    println!("verifying: P1, two services; median of {PROCESSES} processes of {ROUNDS} rounds each\n");
    let bare = time("verify_strict alone");
    for (name, goal) in VERIFYING {
        line(name, time(name), time(name) / bare, goal);
    }
    println!("\nrefusing, beside accepting the same text");
    let accepted = time("verify, dictionary");
    for (name, goal) in REFUSING {
        line(name, time(name), time(name) / accepted, goal);
    }
    println!("\nissuing");
    let floor = time("sign alone") + time("deflate alone");
    line("sign alone", time("sign alone"), time("sign alone") / floor, None);
    line("deflate alone", time("deflate alone"), time("deflate alone") / floor, None);
    line("issue", time("issue"), time("issue") / floor, Some(1.3));
    allocations()?;
    sizes::print(DICTIONARY)
}

/// In the order in which a process measures them.
const NAMES: [&str; 15] = [
    "verify_strict alone",
    "parse, dictionary",
    "verify, dictionary",
    "verify, raw",
    "verify, bare Claim 169",
    "verify, with a status list",
    "refuse a character that is no Base45",
    "refuse an unknown key",
    "refuse a wrong signature",
    "refuse what has expired",
    "refuse another purpose",
    "refuse what is revoked",
    "sign alone",
    "deflate alone",
    "issue",
];

const VERIFYING: [(&str, Option<f64>); 6] = [
    ("verify_strict alone", None),
    ("parse, dictionary", None),
    ("verify, dictionary", Some(1.10)),
    ("verify, raw", Some(1.05)),
    ("verify, bare Claim 169", None),
    ("verify, with a status list", None),
];

const REFUSING: [(&str, Option<f64>); 6] = [
    ("refuse a character that is no Base45", Some(1.05)),
    ("refuse an unknown key", Some(1.05)),
    ("refuse a wrong signature", Some(1.05)),
    ("refuse what has expired", Some(1.05)),
    ("refuse another purpose", Some(1.05)),
    ("refuse what is revoked", Some(1.05)),
];

fn one() -> Result<(), Box<dyn Error>> {
    let draft = people::p1(five_years())?;
    let issuer = Issuer::new("PK-KP", key(PROVINCE))?;
    let text = issuer.issue(&draft)?;
    let (public, signed, signature) = bare(&text);
    let raw = raw(&text);
    let claim169 = text.to_bare_claim169()?;
    let desk = verifier(ServiceCode::SEHAT_CARD);
    let (with_status, good, revoked) = status()?;
    let typo = text.as_str().replacen("KP1:", "KP1:_", 1);
    let unknown = Issuer::new("PK-KP", key(99))?.issue(&draft)?;
    let forged = forged(&text);
    let expired = issuer.issue(&people::p1(common::days(common::START, 5))?)?;
    let other = verifier(ServiceCode::ARMS_LICENCE);
    let verify = |desk: &Verifier, text: &str, is_good: bool| {
        assert_eq!(desk.verify_at(text, now()).is_ok(), is_good);
    };
    let deflater = RefCell::new(Compress::new(Compression::best(), false));
    let deflate = || {
        let mut stream = deflater.borrow_mut();
        stream.reset();
        let _ = stream.set_dictionary(DICTIONARY);
        let mut out = Vec::with_capacity(text.message().len() + 64);
        let _ = stream.compress_vec(black_box(text.message()), &mut out, FlushCompress::Finish);
        black_box(out);
    };
    let secret = SigningKey::from_bytes(&[PROVINCE; 32]);
    let rows: [Row<'_>; NAMES.len()] = [
        (NAMES[0], Box::new(|| drop(black_box(public.verify_strict(black_box(&signed), &signature))))),
        (NAMES[1], Box::new(|| drop(black_box(SignedCredential::parse(black_box(&text)))))),
        (NAMES[2], Box::new(|| verify(&desk, black_box(&text), true))),
        (NAMES[3], Box::new(|| verify(&desk, black_box(&raw), true))),
        (NAMES[4], Box::new(|| verify(&desk, black_box(&claim169), true))),
        (NAMES[5], Box::new(|| verify(&with_status, black_box(&good), true))),
        (NAMES[6], Box::new(|| verify(&desk, black_box(&typo), false))),
        (NAMES[7], Box::new(|| verify(&desk, black_box(&unknown), false))),
        (NAMES[8], Box::new(|| verify(&desk, black_box(&forged), false))),
        (NAMES[9], Box::new(|| verify(&desk, black_box(&expired), false))),
        (NAMES[10], Box::new(|| verify(&other, black_box(&text), false))),
        (NAMES[11], Box::new(|| verify(&with_status, black_box(&revoked), false))),
        (NAMES[12], Box::new(|| assert!(black_box(secret.sign(black_box(&signed))) == signature))),
        (NAMES[13], Box::new(deflate)),
        (NAMES[14], Box::new(|| drop(black_box(issuer.issue(black_box(&draft)))))),
    ];
    print_numbers(&medians(&rows, ROUNDS, TIMES_A_ROUND));
    Ok(())
}

/// How often memory is asked for, when the desk has verified before.
fn allocations() -> Result<(), Box<dyn Error>> {
    let text = Issuer::new("PK-KP", key(PROVINCE))?.issue(&people::p1(five_years())?)?;
    let desk = verifier(ServiceCode::SEHAT_CARD);
    println!();
    for (name, text) in [("dictionary", text.to_string()), ("raw", raw(&text))] {
        desk.verify_at(&text, now())?;
        let counted = allocation_counter::measure(|| drop(black_box(desk.verify_at(&text, now()))));
        let verdict = verdict(counted.count_total <= 20);
        println!(
            "allocations of one verify, {name:<12} {:>3}, {} bytes at most at a time   goal 20, {verdict}",
            counted.count_total, counted.bytes_max
        );
    }
    Ok(())
}

/// As many bytes under a signature as are under that of the text.
fn bare(text: &QrText) -> (VerifyingKey, Vec<u8>, Signature) {
    let key = SigningKey::from_bytes(&[PROVINCE; 32]);
    // The array, its first text and the heads are about as long as the tag, the heads and the signature are not.
    let signed = text.message()[..text.message().len() - 64 + 14].to_vec();
    (key.verifying_key(), signed.clone(), key.sign(&signed))
}

fn raw(text: &QrText) -> String {
    format!("KP1:{}", base45::encode(text.message()))
}

/// The last bit of the signature, which is at the end of the message.
fn forged(text: &QrText) -> String {
    let mut message = text.message().to_vec();
    if let Some(last) = message.last_mut() {
        *last ^= 1;
    }
    format!("KP1:{}", base45::encode(&message))
}

/// A desk that holds status list 3, a good card and a revoked one.
fn status() -> Result<(Verifier, String, String), Box<dyn Error>> {
    let trust = store_with(status_list());
    let mut register = StatusRegister::new("pk-kp-test")?.with_list(common::status_info(3, 1_000, 2))?;
    register.revoke(&[StatusReference { list: 3, index: 7 }])?;
    let token =
        &register.snapshot(common::at(common::START + 86_400), common::at(common::NOW + 86_400), None)?[0];
    let mut status = StatusStore::empty();
    status.apply(&[token.sign(&key(common::STATUS))?], &trust);
    let desk = Verifier::new(trust, Policy::for_service(ServiceCode::SEHAT_CARD)).with_status(status);
    let issuer = Issuer::listed(&status_list(), key(PROVINCE))?;
    let draft = people::p1(five_years())?;
    let card = |index| issuer.issue(&draft.clone().with_status(StatusReference { list: 3, index }));
    Ok((desk, card(8)?.to_string(), card(7)?.to_string()))
}

const DICTIONARY: &[u8] = include_bytes!("../src/spec/dictionary/dictionary-1.bin");
