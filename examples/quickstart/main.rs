//! The main job, from keys to verdicts: `cargo run --example quickstart --all-features`.
//!
//! Makes a province with TEST keys, issues for three invented people, draws the QR pictures into
//! `quickstart-out/`, reads them back from the files, verifies each for a purpose, and shows
//! refusals.

mod desk;
#[path = "../people/mod.rs"]
mod people;
mod province;

use desk::Desk;
use khyber_pass::qr::{Symbol, scan_picture};
use khyber_pass::{Code, Draft, Entitlement, Issuer, QrText, ServiceCode, Validity, Verifier};
use province::Province;
use std::error::Error;
use std::fs;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new("quickstart-out");
    fs::create_dir_all(folder)?;

    println!("== The province signs a trust list");
    let province = Province::found()?;
    fs::write(folder.join("root.cbor"), &province.root)?;
    fs::write(folder.join("list.cbor"), &province.list)?;
    let desk = Desk::open(&province)?;

    println!("\n== The office issues, the desks verify from the pictures");
    let validity = Validity::days_from(province.today, 1_826)?;
    let office = Issuer::listed(&province.trust_list, province.office_key()?)?;
    let adult = office.issue(&people::p1(validity)?)?;
    let child = office.issue(&people::p5(validity)?)?;
    let elder = office.issue(&people::p3(validity)?)?;
    for (name, text, service) in [
        ("adult", &adult, ServiceCode::SEHAT_CARD),
        ("adult", &adult, ServiceCode::DRIVING_LICENCE),
        ("child", &child, ServiceCode::ENROLMENT),
        ("elder", &elder, ServiceCode::SENIOR_CITIZEN),
    ] {
        let scanned = draw_and_read_back(folder, name, text)?;
        desk.show(&scanned, service)?;
    }

    println!("\n== What is refused");
    let verifier = desk.verifier(ServiceCode::SEHAT_CARD);
    desk.refuse("one character altered", &forged(&adult, &verifier), ServiceCode::SEHAT_CARD)?;

    let arms = Entitlement::new(ServiceCode::ARMS_LICENCE)?.with_reference("AL-TEST-0001")?;
    let clinic = Issuer::new("PK-KP/HEALTH", province.clinic_key()?)?;
    let outside = clinic.issue(&Draft::of_entitlements(vec![arms], validity))?;
    desk.refuse("an arms licence signed by the health key", &outside, ServiceCode::ARMS_LICENCE)?;

    let long_ago = Validity::days_from(province.opened, 30)?;
    let expired = office.issue(&people::p1(long_ago)?)?;
    desk.refuse("a code that expired", &expired, ServiceCode::SEHAT_CARD)?;
    desk.refuse("a school child's code at the hospital", &child, ServiceCode::SEHAT_CARD)?;
    desk.refuse("another kind of code", "HC1:6BFOXN%TSMAHN-H", ServiceCode::SEHAT_CARD)?;

    println!("\nThe pictures are in {}/. Every key above is a TEST key.", folder.display());
    Ok(())
}

/// Writes NAME.png and NAME.txt, and takes the text from the picture file again.
fn draw_and_read_back(folder: &Path, name: &str, text: &QrText) -> Result<String, Box<dyn Error>> {
    let symbol = Symbol::new(text)?;
    let picture = folder.join(name).with_extension("png");
    fs::write(&picture, symbol.to_png(6)?)?;
    fs::write(picture.with_extension("svg"), symbol.to_svg())?;
    fs::write(picture.with_extension("txt"), text.as_str())?;
    let (version, level, length) = (symbol.version(), symbol.level(), text.len());
    println!("\n{}: {length} characters, version {version}-{level:?}", picture.display());

    let scanned = scan_picture(&fs::read(&picture)?)?;
    match scanned.as_slice() {
        [scanned] if *scanned == **text => Ok(scanned.clone()),
        other => Err(format!("{} texts came back from {}", other.len(), picture.display()).into()),
    }
}

/// Alters one character so that the text can still be unpacked: only the signature tells.
fn forged(text: &str, verifier: &Verifier) -> String {
    let altered = |place: usize| {
        let letter = if text.get(place..=place) == Some("A") { "B" } else { "A" };
        let mut altered = text.to_owned();
        altered.replace_range(place..=place, letter);
        altered
    };
    let only_signature_tells = |text: &String| {
        let refused = verifier.verify_at(text, province::clock());
        refused.is_err_and(|no| no.code() == Code::CoseSignature)
    };
    (4..text.len()).rev().map(altered).find(only_signature_tells).unwrap_or_else(|| altered(10))
}
