//! How large the codes of eight invented people are: `cargo run --example sizes --features qr-draw`.
//!
//! The body a text would have raw, as a zlib stream, and as it is; then the versions of the symbol
//! at level M for each of them.

#[path = "people/mod.rs"]
mod people;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use khyber_pass::qr::Symbol;
use khyber_pass::{Disclosure, Issuer, QrText, ServiceCode, SigningKey, Timestamp, Validity};
use std::error::Error;
use std::io::Write;

fn main() -> Result<(), Box<dyn Error>> {
    let issuer = Issuer::new("PK-KP", SigningKey::from_seed(&[31; 32]))?; // a TEST key
    let validity = Validity::days_from(Timestamp::new(1_767_225_600)?, 1_826)?;
    println!(
        "                  | message |        body in bytes        |  characters and version at level M"
    );
    println!(
        "                  |   bytes |   raw   zlib  dictionary    |     raw        zlib     dictionary"
    );
    for (number, draft) in people::all(validity)?.iter().enumerate() {
        row(&format!("P{}", number + 1), &issuer.issue(draft)?)?;
    }
    let record = people::p1(validity)?;
    for (name, variant) in [
        ("P1 card", Disclosure::Card),
        ("P1 Sehat Card", Disclosure::Service(ServiceCode::SEHAT_CARD)),
        ("P1 age", Disclosure::Age),
        ("P1 services only", Disclosure::Entitlements),
    ] {
        row(name, &issuer.issue(&record.disclose(variant)?)?)?;
    }
    Ok(())
}

fn row(name: &str, text: &QrText) -> Result<(), Box<dyn Error>> {
    let message = text.message();
    let mut zlib = ZlibEncoder::new(Vec::new(), Compression::best());
    zlib.write_all(message)?;
    let zlib = zlib.finish()?;
    let raw_text = format!("KP1:{}", base45::encode(message));
    let zlib_text = format!("KP1:{}", base45::encode(&zlib));
    let size = |text: &str| {
        Ok::<_, Box<dyn Error>>(format!("{:4} v{:<2}", text.len(), Symbol::new(text)?.version()))
    };
    println!(
        "{name:17} | {:7} | {:5}  {:5}  {:5} ({:2} %)   | {}    {}    {}",
        message.len(),
        message.len(),
        zlib.len(),
        base45::decode(text.strip_prefix("KP1:").unwrap_or_default())?.len(),
        100 * (text.len() - 4) / (raw_text.len() - 4),
        size(&raw_text)?,
        size(&zlib_text)?,
        size(text)?,
    );
    Ok(())
}
