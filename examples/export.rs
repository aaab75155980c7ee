//! Issues the eight invented people for programs that are not ours: one JSON object a line.
//!
//! ```sh
//! cargo run --example export                  # signed with the TEST key below
//! cargo run --example export -- --key KEY.pem # signed with your own key
//! cargo run --example export -- --pem DIR     # writes the key pair to DIR instead
//! ```

mod people;

use khyber_pass::{Draft, Issuer, SigningKey, Timestamp, Validity};
use serde_json::{Value, json};
use std::error::Error;
use std::{env, fs, path::Path};

const ISSUER: &str = "PK-KP";
/// 2026-01-02T00:00:00Z.
const ISSUED_AT: i64 = 1_767_312_000;
const DAYS: u32 = 1_826;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] => export(test_key()),
        ["--key", file] => export(SigningKey::from_pem(&fs::read_to_string(file)?)?),
        ["--pem", folder] => write_pem(&test_key(), Path::new(folder)),
        _ => Err("usage: export [--key FILE.pem | --pem DIR]".into()),
    }
}

/// A TEST key: everybody can compute it.
fn test_key() -> SigningKey {
    SigningKey::from_seed(&[31; 32])
}

fn export(key: SigningKey) -> Result<(), Box<dyn Error>> {
    let public_key = key.public_key();
    let issuer = Issuer::new(ISSUER, key)?;
    let validity = Validity::days_from(Timestamp::new(ISSUED_AT)?, DAYS)?;
    for (number, draft) in (1..).zip(people::all(validity)?) {
        let text = issuer.issue(&draft)?;
        let line = json!({
            "name": format!("P{number}"),
            "text": text.as_str(),
            "bare": text.to_bare_claim169()?,
            "message": hex(text.message()),
            "public_key": hex(public_key.as_bytes()),
            "expected": expected(&draft, validity),
        });
        println!("{line}");
    }
    Ok(())
}

/// What a reader must find, from the record and not from the text.
fn expected(draft: &Draft, validity: Validity) -> Value {
    let person = draft.identity();
    let born = person.and_then(|person| person.birth_date());
    let digits = |year, month, day| format!("{year:04}{month:02}{day:02}");
    let services: Vec<u64> = draft.entitlements().iter().map(|granted| granted.service().number()).collect();
    json!({
        "full_name": person.map(|person| person.full_name().as_signed_str()),
        "second_name": person.and_then(|person| person.second_name()).map(|name| name.as_signed_str()),
        "id": person.and_then(|person| person.number()).map(|number| number.as_signed_str()),
        "birth_date": born.map(|b| digits(b.year(), b.month().unwrap_or(0), b.day().unwrap_or(0))),
        "gender": person.and_then(|person| person.gender()).map(|gender| gender.number()),
        "issuer": ISSUER,
        "iat": validity.issued_at().seconds(),
        "exp": validity.expires_at().seconds(),
        "services": services,
    })
}

fn write_pem(key: &SigningKey, folder: &Path) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(folder)?;
    fs::write(folder.join("private.pem"), key.to_pem()?.as_bytes())?;
    fs::write(folder.join("public.pem"), key.public_key().to_pem()?)?;
    Ok(())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
