//! Others on the same person: `cargo run --release --manifest-path benches/peers/Cargo.toml`.
//!
//! Everything is measured in turns, in five processes one after the other; the figures are medians over them.

#[path = "../../../tests/common/mod.rs"]
mod common;
#[path = "../../measure/mod.rs"]
mod measure;

use claim169_core::{Claim169, CwtMeta, Decoder, Encoder, Gender};
use common::{PROVINCE, five_years, key, now, people, verifier};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use khyber_pass::{Issuer, ServiceCode};
use measure::{Row, is_one, line, medians, over_processes, print_numbers};
use std::error::Error;
use std::hint::black_box;

const PROCESSES: usize = 5;
const ROUNDS: usize = 60;
const TIMES_A_ROUND: u32 = 20;

/// In the order in which a process measures them; the first four beside the first, the others beside the fifth.
const NAMES: [&str; 8] = [
    "verify_strict alone",
    "khyber-pass, verify, dictionary",
    "khyber-pass, verify, bare Claim 169",
    "claim169-core, decode the same bare text",
    "sign alone",
    "khyber-pass, issue, two services",
    "khyber-pass, issue, no services",
    "claim169-core, encode the same, no services",
];

fn main() -> Result<(), Box<dyn Error>> {
    if is_one() {
        return one();
    }
    let times = over_processes(PROCESSES)?;
    println!("P1; median of {PROCESSES} processes of {ROUNDS} rounds each");
    for (names, times) in NAMES.chunks(4).zip(times.chunks(4)) {
        println!();
        names.iter().zip(times).for_each(|(name, time)| line(name, *time, time / times[0], None));
    }
    let (ours, theirs) = (issuer()?.issue(&people::p1_without_services(five_years())?)?, encoded(&secret())?);
    println!("\ncharacters, no services: khyber-pass {}, claim169-core {}", ours.len(), theirs.len());
    Ok(())
}

fn one() -> Result<(), Box<dyn Error>> {
    let (issuer, desk, secret) = (issuer()?, verifier(ServiceCode::SEHAT_CARD), secret());
    let (record, plain) = (people::p1(five_years())?, people::p1_without_services(five_years())?);
    let text = issuer.issue(&record)?;
    let bare = text.to_bare_claim169()?;
    let public = secret.verifying_key();
    let (signed, signature) = signed(&text, &secret);
    let decode = |text: &str| {
        let decoder = Decoder::new(text).verify_with_ed25519(public.as_bytes()).unwrap();
        assert!(decoder.without_timestamp_validation().decode().is_ok());
    };
    let rows: [Row<'_>; NAMES.len()] = [
        (NAMES[0], Box::new(|| assert!(strictly(&public, black_box(&signed), &signature)))),
        (NAMES[1], Box::new(|| assert!(desk.verify_at(black_box(&text), now()).is_ok()))),
        (NAMES[2], Box::new(|| assert!(desk.verify_at(black_box(&bare), now()).is_ok()))),
        (NAMES[3], Box::new(|| decode(black_box(&bare)))),
        (NAMES[4], Box::new(|| assert!(black_box(secret.sign(black_box(&signed))) == signature))),
        (NAMES[5], Box::new(|| drop(black_box(issuer.issue(black_box(&record)).unwrap())))),
        (NAMES[6], Box::new(|| drop(black_box(issuer.issue(black_box(&plain)).unwrap())))),
        (NAMES[7], Box::new(|| drop(black_box(encoded(black_box(&secret)).unwrap())))),
    ];
    print_numbers(&medians(&rows, ROUNDS, TIMES_A_ROUND));
    Ok(())
}

fn issuer() -> Result<Issuer, Box<dyn Error>> {
    Ok(Issuer::new("PK-KP", key(PROVINCE))?)
}

fn secret() -> SigningKey {
    SigningKey::from_bytes(&[PROVINCE; 32]) // a TEST key
}

/// About as many bytes as are under the signature of the message.
fn signed(message: &khyber_pass::QrText, secret: &SigningKey) -> (Vec<u8>, Signature) {
    let signed = message.message()[..message.message().len() - 64 + 14].to_vec();
    let signature = secret.sign(&signed);
    (signed, signature)
}

fn strictly(key: &VerifyingKey, signed: &[u8], signature: &Signature) -> bool {
    key.verify_strict(signed, signature).is_ok()
}

/// The identity of P1. There are no entitlements in Claim 169, and no guardian in a second script.
fn encoded(secret: &SigningKey) -> Result<String, Box<dyn Error>> {
    let person = Claim169::new()
        .with_id("1000000000011")
        .with_version("KP1")
        .with_language("eng")
        .with_full_name("Namuna Khan")
        .with_date_of_birth("19900315")
        .with_gender(Gender::Male)
        .with_nationality("PK")
        .with_guardian("Farzi Khan")
        .with_secondary_full_name("نمونہ خان")
        .with_secondary_language("urd")
        .with_location_code("PK-KP-173")
        .with_country_of_issuance("PK");
    let validity = five_years();
    let frame = CwtMeta::new()
        .with_issuer("PK-KP")
        .with_issued_at(validity.issued_at().seconds())
        .with_expires_at(validity.expires_at().seconds());
    Ok(Encoder::new(person, frame).sign_with_ed25519(secret.as_bytes())?.encode()?.qr_data)
}
