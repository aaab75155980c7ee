//! A trust list of sixty keys on paper and on a screen: `cargo run --example sheets --features qr-draw,qr-scan`.
//!
//! Writes `sheets-out/`: a page to print (SVG and PNG), an animated PNG to hold a camera to, and one card planned for a printer.
//! Then it plays a verifier that scans the page with one symbol torn off. All keys are TEST keys.

use khyber_pass::multipart::Assembler;
use khyber_pass::qr::{Animation, Dpi, Medium, Page, Sheets, Surface, scan_picture};
use khyber_pass::{
    Clock, ListEntry, PinnedRoot, Role, Root, SigningKey, Timestamp, TrustBundle, TrustList, TrustStore,
    Validity,
};
use sha2::{Digest, Sha256};
use std::error::Error;
use std::fs;
use std::path::Path;

/// 2026-01-01T00:00:00Z.
const JANUARY: i64 = 1_767_225_600;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new("sheets-out");
    fs::create_dir_all(folder)?;
    let (root, list) = (root()?, list(60)?);
    let text = TrustBundle::new(vec![root.clone(), list])?.to_long_text()?;
    println!("a root and a list of 60 keys: {} characters", text.len());

    println!("\n== On paper");
    let sheets = Sheets::new(&text, Page::a4(Dpi::new(300)?))?;
    let (version, level) = sheets.version();
    println!("{} symbols, {} needed, version {version}-{level:?}", sheets.len(), sheets.needed());
    println!(
        "{} page, {} dots a module ({})",
        sheets.pages(),
        sheets.module_size().dots(),
        sheets.module_size().length()
    );
    for page in 0..sheets.pages() {
        let file = |end: &str| folder.join(format!("page-{}.{end}", page + 1));
        fs::write(file("svg"), sheets.to_svg(page, "Trust list 1 (TEST)").unwrap_or_default())?;
        fs::write(file("png"), sheets.to_png(page).transpose()?.unwrap_or_default())?;
    }

    println!("\n== On a screen");
    let animation = Animation::new(&text, &Surface::new(Medium::Screen, Dpi::new(160)?))?;
    fs::write(folder.join("screen.png"), animation.to_apng(4)?)?;
    let round = animation.period() * u32::try_from(animation.len())?;
    println!("{} symbols, each for {:?}: once around in {round:?}", animation.len(), animation.period());

    println!("\n== Scanned backwards, symbol 2 is torn off");
    let mut camera = Assembler::new();
    let torn = sheets.symbols().enumerate().filter(|(at, _)| *at != 1);
    for (_, symbol) in torn.collect::<Vec<_>>().into_iter().rev() {
        let scanned = scan_picture(&symbol.to_png_printed(sheets.module_size())?)?;
        let progress = camera.add(&scanned[0])?;
        print!("{} of {}  ", progress.have, progress.of);
    }
    let arrived = camera.whole().ok_or("it is not complete")?;
    let clock = Clock::device(Timestamp::new(JANUARY + 86_400)?);
    let mut trust = TrustStore::rooted(&PinnedRoot::from_bytes(&root)?);
    print!("\n{}", trust.apply(TrustBundle::from_text(arrived)?.documents(), clock));

    println!("\n== A credential on a card");
    let text = fs::read_to_string("examples/data/adult.txt")?;
    let plan = Surface::new(Medium::Card, Dpi::new(300)?).plan(text.trim_end().len())?;
    println!("{plan}");
    let symbol = plan.draw(text.trim_end())?;
    fs::write(folder.join("card.png"), symbol.to_png_printed(plan.module_size())?)?;
    fs::write(folder.join("card.svg"), symbol.to_svg_captioned(plan.module_size(), "SPECIMEN"))?;
    for surface in [Surface::new(Medium::Receipt, Dpi::new(203)?), Surface::new(Medium::Card, Dpi::new(203)?)]
    {
        let plan = surface.plan(900)?;
        println!("900 characters on {:?}: {plan}", surface.medium());
        plan.warnings().iter().for_each(|warning| println!("  warning: {warning}"));
        plan.proposals().iter().for_each(|proposal| println!("  perhaps: {proposal}"));
    }
    Ok(())
}

fn key(name: &str) -> SigningKey {
    SigningKey::from_seed(&Sha256::digest(name).into())
}

fn root() -> Result<Vec<u8>, Box<dyn Error>> {
    let role = |names: [&str; 3]| Role::new(2, names.map(|name| key(name).public_key()).to_vec());
    let span = Validity::days_from(Timestamp::new(JANUARY)?, 1_095)?;
    let root = Root::new("pk-kp-test", span, role(["R1", "R2", "R3"]), role(["L1", "L2", "L3"]))?;
    Ok(root.prepare()?.sign(&key("R1"))?.sign(&key("R2"))?.finish())
}

fn list(keys: usize) -> Result<Vec<u8>, Box<dyn Error>> {
    let moment = |days: i64| Timestamp::new(JANUARY + days * 86_400);
    let mut list = TrustList::new("pk-kp-test", Validity::days_from(moment(0)?, 120)?, moment(30)?)?;
    for n in 1..=keys {
        let signing = Validity::days_from(moment(0)?, 90)?;
        let office = key(&format!("OFFICE {n}")).public_key();
        list =
            list.with_entry(ListEntry::new(office, &format!("PK-KP/OFFICE-{n}"), signing, moment(2_000)?)?)?;
    }
    Ok(list.prepare()?.sign(&key("L1"))?.sign(&key("L3"))?.finish())
}
