//! A year of trust, as officers would read it: `cargo run --example trust_list`.
//!
//! A first list, a new key, a stolen key, a new root, a verifier that was offline for sixty days, and a
//! device clock that somebody set back. All keys are TEST keys; every date is an argument.

#[path = "people/mod.rs"]
mod people;

use khyber_pass::multipart::{self, Parts, Recovery};
use khyber_pass::{
    Clock, Error, Issuer, KeyState, ListEntry, PinnedRoot, Policy, PreparedDocument, Risk, Role, Root,
    Scopes, ServiceCode, SigningKey, Timestamp, TrustBundle, TrustList, TrustStore, Validity, Verifier,
};

/// 2026-01-01T00:00:00Z.
const JANUARY: i64 = 1_767_225_600;
const DAY: i64 = 86_400;

fn main() -> Result<(), Error> {
    println!("== 1 January: a root, a list with one office");
    let root = root(1, 1, [1, 2, 3], [11, 12, 13])?;
    let pinned = PinnedRoot::from_bytes(&sign(root.prepare()?, &[1, 2])?)?;
    let first = list(1, 1, 0, vec![office(21, 0, KeyState::Active)?])?;
    let mut trust = TrustStore::open(&pinned, &sign(first.prepare()?, &[11, 12])?, day(0)?)?;
    let card = issue(21, 10)?;
    verdict("a card of 11 January, on 1 February", &trust, &card, day(31)?);

    println!("\n== 1 April: the office gets a new key, the old one retires");
    let second = list(2, 1, 90, vec![office(21, 0, KeyState::Retired)?, office(22, 90, KeyState::Active)?])?;
    let second = sign(second.prepare()?, &[12, 13])?;
    println!("{}", trust.apply(&[&second], day(90)?));
    let new_card = issue(22, 95)?;
    verdict("the card of January", &trust, &card, day(100)?);
    verdict("a card of the new key", &trust, &new_card, day(100)?);
    let offline = trust.clone();

    println!("\n== 1 May: the new key is found stolen since 20 April");
    let stolen = KeyState::RevokedSince(moment(110)?);
    let third = list(3, 1, 120, vec![office(21, 0, KeyState::Retired)?, office(22, 90, stolen)?])?;
    let third = sign(third.prepare()?, &[11, 13])?;
    println!("{}", trust.apply(&[&third], day(121)?));
    verdict("a card of 6 April", &trust, &new_card, day(125)?);
    verdict("a card that the thief dates 1 May", &trust, &issue(22, 120)?, day(125)?);
    println!("somebody brings back the list of April:");
    println!("{}", trust.apply(&[&second], day(126)?));

    println!("\n== 1 June: two list keys are lost; a new root names new ones and raises the epoch");
    let next = self::root(2, 2, [1, 2, 4], [14, 15, 16])?;
    let next = sign(next.prepare()?, &[1, 2, 4])?;
    let fourth =
        list(1, 2, 151, vec![office(21, 0, KeyState::Retired)?, office(23, 151, KeyState::Active)?])?;
    let fourth = sign(fourth.prepare()?, &[14, 16])?;
    println!("{}", trust.apply(&[&fourth, &third, &next], day(152)?));
    let stored = trust.export();
    let trust = TrustStore::load(&stored, &pinned)?;
    println!("stored in {} bytes, verified again from the pinned root", stored.len());

    println!("\n== A verifier that heard nothing for sixty days, on 30 May");
    let june_card = issue(23, 149)?;
    verdict("the card of January", &offline, &card, day(150)?);
    verdict("a card of a key it does not know", &offline, &june_card, day(150)?);
    let relief = Policy::field(ServiceCode::SEHAT_CARD, Risk::Low);
    verdict_under("the same desk, as field team", &offline, relief, &card, day(150)?);
    let counter = Policy::counter(ServiceCode::SEHAT_CARD);
    verdict_under("the same desk, as hospital counter", &offline, counter, &card, day(150)?);

    println!("\n== A device clock that was set back to 1970, and one a year ahead");
    verdict("the card of January", &trust, &card, Clock::device(Timestamp::new(1)?));
    verdict("the card of January", &trust, &card, day(365 + 160)?);
    let short = issue_for(21, 10, 100)?;
    verdict("a card that ended in April, by no clock at all", &trust, &short, Clock::unknown());
    verdict("the same, by a clock a year ahead", &trust, &issue_for(23, 155, 60)?, day(365 + 160)?);

    println!("\n== A list with three signatures and its root, as one text");
    [12, 24, 60].into_iter().try_for_each(size)
}

/// Prints how large the bundle of a root and a list of so many keys is, and whether one symbol holds it.
fn size(keys: u8) -> Result<(), Error> {
    let offices = (0..keys).map(|n| office(100 + n, 0, KeyState::Active)).collect::<Result<_, _>>()?;
    let list = sign(list(1, 1, 0, offices)?.prepare()?, &[11, 12, 13])?;
    let root = sign(root(1, 1, [1, 2, 3], [11, 12, 13])?.prepare()?, &[1, 2, 3])?;
    let bytes = root.len() + list.len();
    let text = TrustBundle::new(vec![root, list])?.to_long_text()?;
    let one = Parts::MaxChars(4_296);
    let parts = multipart::split(&text, Parts::MaxChars(600), Recovery::ParityPart)?;
    let symbols = if multipart::split(&text, one, Recovery::None)?.len() == 1 {
        "one symbol"
    } else {
        "several symbols"
    };
    println!(
        "{keys} keys: {bytes} bytes, {} characters: {symbols}, or {} of 600 characters",
        text.len(),
        parts.len()
    );
    Ok(())
}

fn verdict(what: &str, trust: &TrustStore, text: &str, clock: Clock) {
    verdict_under(what, trust, Policy::for_service(ServiceCode::SEHAT_CARD), text, clock);
}

fn verdict_under(what: &str, trust: &TrustStore, policy: Policy, text: &str, clock: Clock) {
    println!("{what}:");
    match Verifier::new(trust.clone(), policy).verify_at(text, clock) {
        Ok(card) => {
            println!("  Trusted, issued by {}", card.issuer());
            card.caveats().iter().for_each(|caveat| println!("    note: {}", caveat.message()));
        }
        Err(no) => println!("  {} [{}] {}", no.class(), no.code(), no.code().message()),
    }
}

fn root(version: u64, epoch: u64, root: [u8; 3], list: [u8; 3]) -> Result<Root, Error> {
    let role = |seeds: [u8; 3]| Role::new(2, seeds.map(|seed| key(seed).public_key()).to_vec());
    let span = Validity::days_from(moment(0)?, 1_095)?;
    Ok(Root::new("pk-kp-test", span, role(root), role(list))?.with_version(version, epoch)?)
}

fn list(version: u64, epoch: u64, issued: i64, offices: Vec<ListEntry>) -> Result<TrustList, Error> {
    let span = Validity::days_from(moment(issued)?, 180)?;
    let list = TrustList::new("pk-kp-test", span, moment(issued + 60)?)?.with_version(version, epoch)?;
    Ok(offices.into_iter().try_fold(list, TrustList::with_entry)?)
}

fn office(seed: u8, from: i64, state: KeyState) -> Result<ListEntry, Error> {
    let window = Validity::days_from(moment(from)?, 100)?;
    Ok(ListEntry::new(key(seed).public_key(), "PK-KP", window, moment(4_000)?)?
        .with_name("Citizen Facilitation Centre (TEST)")?
        .with_scopes(Scopes::none().with_range(0, 17))
        .with_longest_lifetime_days(1_826)?
        .with_state(state))
}

fn issue(seed: u8, on: i64) -> Result<String, Error> {
    issue_for(seed, on, 1_000)
}

fn issue_for(seed: u8, on: i64, days: u32) -> Result<String, Error> {
    let draft = people::p1(Validity::days_from(moment(on)?, days)?)?;
    Ok(Issuer::new("PK-KP", key(seed))?.issue(&draft)?.to_string())
}

fn sign(document: PreparedDocument, seeds: &[u8]) -> Result<Vec<u8>, Error> {
    let signed = seeds.iter().try_fold(document, |document, seed| document.sign(&key(*seed)))?;
    Ok(signed.finish())
}

fn key(seed: u8) -> SigningKey {
    SigningKey::from_seed(&[seed; 32])
}

fn moment(day: i64) -> Result<Timestamp, Error> {
    Ok(Timestamp::new(JANUARY + day * DAY)?)
}

fn day(day: i64) -> Result<Clock, Error> {
    Ok(Clock::device(moment(day)?))
}
