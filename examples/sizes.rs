//! How large the codes of invented people are: `cargo run --example sizes --features qr-draw`.
//!
//! One row for each text: the signed message and the body that carries it, the characters, the version of the symbol at
//! each level of error correction, and how wide it is printed. Beside them what the same message would take raw, as a zlib
//! stream, and in the bare Claim 169 envelope.

#[path = "people/mod.rs"]
mod people;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use khyber_pass::qr::{Level, Symbol};
use khyber_pass::{Disclosure, Issuer, QrText, ServiceCode, SigningKey, Timestamp, Validity};
use std::error::Error;
use std::io::Write;

/// A card printer of 300 dpi, four dots for each module.
const MILLIMETRES_A_MODULE: f64 = 4.0 * 25.4 / 300.0;

fn main() -> Result<(), Box<dyn Error>> {
    let issuer = Issuer::new("PK-KP", SigningKey::from_seed(&[31; 32]))?; // a TEST key
    let validity = Validity::days_from(Timestamp::new(1_767_225_600)?, 1_826)?;
    println!(
        "Bytes, characters and versions of invented people. Width at level M with the border of four modules,"
    );
    println!(
        "four dots of a 300 dpi printer for each module. Beside it: characters and version at level M.\n"
    );
    println!(
        "                   message   body        chars    L  M  Q  H     width |    raw        zlib       bare Claim 169"
    );
    for (number, draft) in people::all(validity)?.iter().enumerate() {
        row(&format!("P{}", number + 1), &issuer.issue(draft)?)?;
    }
    println!();
    let record = people::p1(validity)?;
    row("P1, no services", &issuer.issue(&people::p1_without_services(validity)?)?)?;
    row("P1, five services", &issuer.issue(&people::p1_with_five_services(validity)?)?)?;
    println!();
    for (name, variant) in [
        ("P1 full", Disclosure::Full),
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
    let body = base45::decode(text.strip_prefix("KP1:").unwrap_or_default())?.len();
    let version = |level| Ok::<_, Box<dyn Error>>(Symbol::with_level(text, level)?.version());
    let levels = [version(Level::L)?, version(Level::M)?, version(Level::Q)?, version(Level::H)?];
    let [l, m, q, h] = levels.map(|version| format!("{version:2}"));
    let width = (Symbol::new(text)?.modules() + 8) as f64 * MILLIMETRES_A_MODULE;
    let beside = |text: &str| {
        Ok::<_, Box<dyn Error>>(format!("{:4} v{:<2}", text.len(), Symbol::new(text)?.version()))
    };
    println!(
        "{name:18} {:7} {body:6} ({:2} %) {:6}   {l} {m} {q} {h}   {width:4.1} mm | {}   {}   {}",
        message.len(),
        100 * body / message.len(),
        text.len(),
        beside(&format!("KP1:{}", base45::encode(message)))?,
        beside(&format!("KP1:{}", base45::encode(&zlib(message)?)))?,
        beside(&text.to_bare_claim169()?)?,
    );
    Ok(())
}

fn zlib(bytes: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut zlib = ZlibEncoder::new(Vec::new(), Compression::best());
    zlib.write_all(bytes)?;
    Ok(zlib.finish()?)
}
