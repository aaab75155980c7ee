//! Taking back one credential, with no network at the desk: `cargo run --example revoke`.
//!
//! Three cards are issued, each with an entry of its own in a status list. One card is taken back and one suspended; a
//! desk learns it from a file of a few hundred bytes. Then the suspended one is given back. All keys are TEST
//! keys; every date is an argument.

#[path = "people/mod.rs"]
mod people;

use khyber_pass::{
    Clock, Draft, Error, IndexAllocator, Issuer, ListEntry, PinnedRoot, Policy, PreparedStatus, Risk, Role,
    Root, Scopes, ServiceCode, SigningKey, StatusListInfo, StatusReference, StatusRegister, Timestamp,
    TrustList, TrustStore, Usage, Validity, Verifier,
};

/// 2026-01-01T00:00:00Z.
const JANUARY: i64 = 1_767_225_600;
const DAY: i64 = 86_400;
const SEHAT: ServiceCode = ServiceCode::SEHAT_CARD;

fn main() -> Result<(), Error> {
    let list = trust_list()?;
    let signed = list.prepare()?.sign(&key(2))?.finish();
    let trust = TrustStore::open(&pinned()?, &signed, clock(0)?)?;

    println!("== 1 January: three cards, each with an entry of its own");
    let mut allocator = IndexAllocator::new(STATUS.list, STATUS.entries, [7; 32])?; // a TEST secret
    let entries = allocate(&mut allocator, 3);
    let issuer = Issuer::listed(&list, key(11))?;
    let drafts: [fn(Validity) -> Result<Draft, Error>; 3] = [people::p1, people::p2, people::p3];
    let mut cards = Vec::new();
    for (draft, entry) in drafts.iter().zip(&entries) {
        let draft = draft(Validity::days_from(moment(0)?, 1_000)?)?.with_status(*entry);
        cards.push(issuer.issue(&draft)?.to_string());
        println!(
            "a card of {} characters, entry {} of list {}",
            cards.last().map_or(0, String::len),
            entry.index,
            entry.list
        );
    }

    println!(
        "\n== The first list is published; entries that belong to nobody are revoked in it, to hide how few real ones are"
    );
    let mut register = StatusRegister::new("pk-kp-test")?.with_list(STATUS)?;
    register.revoke(&allocate(&mut allocator, 200))?;
    let tokens = register.snapshot(moment(1)?, moment(61)?, Some(7 * 86_400))?;
    let token = sign(&tokens[0], &list)?;
    println!("a token of {} bytes for {} entries", token.len(), STATUS.entries);
    let mut desk = Verifier::new(trust.clone(), Policy::for_service(SEHAT));
    verdicts("a desk without it", &desk, &cards, 2)?;
    let field = Verifier::new(trust, Policy::field(SEHAT, Risk::Low));
    verdicts("a field team without it", &field, &cards, 2)?;
    print!("\nthe desk loads it: {}", desk.apply(&[&token], clock(2)?));
    verdicts("the desk", &desk, &cards, 2)?;

    println!("\n== 4 January: the first card is taken back, the second suspended");
    let table = format!(
        "list,index,action\n{},{},revoke\n{},{},suspend\n",
        entries[0].list, entries[0].index, entries[1].list, entries[1].index
    );
    println!("{} entries changed, by a table:\n{table}", register.apply_csv(&table)?);
    let delta = sign(&register.delta(moment(3)?)?, &list)?;
    print!("the desk loads a delta of {} bytes: {}", delta.len(), desk.apply(&[&delta], clock(4)?));
    verdicts("the desk", &desk, &cards, 4)?;

    println!("\n== 6 January: the second card is given back");
    register.reinstate(&entries[1..2])?;
    let next = sign(&register.delta(moment(5)?)?, &list)?;
    print!("the desk loads it: {}", desk.apply(&[&next], clock(6)?));
    verdicts("the desk", &desk, &cards, 6)?;

    println!("\n== Somebody brings back the delta of 4 January, and a list that nobody signed");
    let mut forged = token.clone();
    if let Some(last) = forged.last_mut() {
        *last ^= 1;
    }
    print!("{}", desk.apply(&[&delta, &forged], clock(6)?));
    verdicts("the desk", &desk, &cards, 6)?;

    println!("\n== Seventy days later, without any news");
    verdicts("the desk", &desk, &cards, 76)?;
    let (_, report) = desk.report_at(&cards[1], clock(76)?);
    print!("\nthe report of the second card:\n{report}");
    Ok(())
}

const STATUS: StatusListInfo = StatusListInfo { list: 0, entries: 1 << 20, bits: 2, uri: None };

fn verdicts(who: &str, desk: &Verifier, cards: &[String], day: i64) -> Result<(), Error> {
    println!("{who}:");
    for (card, name) in cards.iter().zip(["first", "second", "third"]) {
        match desk.verify_at(card, clock(day)?) {
            Ok(card) => {
                let notes: Vec<String> = card.caveats().iter().map(|caveat| format!(" [{caveat}]")).collect();
                println!("  {name:6}  Trusted{}", notes.concat());
            }
            Err(no) => println!("  {name:6}  {} [{}] {}", no.class(), no.code(), no.code().message()),
        }
    }
    Ok(())
}

/// An issuing office writes the state into a new file, and renames it over the old one.
fn allocate(allocator: &mut IndexAllocator, count: usize) -> Vec<StatusReference> {
    allocator.allocate(count, |_state| Ok::<(), ()>(())).unwrap_or_default()
}

/// Signs what verifiers will take.
fn sign(document: &PreparedStatus, list: &TrustList) -> Result<Vec<u8>, Error> {
    let office = key(12);
    Ok(document.clone().within(list, &office.public_key())?.sign(&office)?)
}

fn pinned() -> Result<PinnedRoot, Error> {
    let role = |seed| Role::new(1, vec![key(seed).public_key()]);
    let root = Root::new("pk-kp-test", Validity::days_from(moment(0)?, 730)?, role(1), role(2))?;
    Ok(PinnedRoot::from_bytes(&root.prepare()?.sign(&key(1))?.finish())?)
}

/// One key issues cards and points to list 0; another one signs that list and its deltas.
fn trust_list() -> Result<TrustList, Error> {
    let window = Validity::days_from(moment(0)?, 90)?;
    let issuer = ListEntry::new(key(11).public_key(), "PK-KP", window, moment(2_000)?)?
        .with_scopes(Scopes::none().with_range(0, 17))
        .with_longest_lifetime_days(1_826)?
        .with_status_lists(0, 0)?;
    let office = ListEntry::new(key(12).public_key(), "PK-KP/STATUS", window, moment(2_000)?)?
        .with_usage(Usage::STATUS.and(Usage::DELTA))
        .with_status_lists(0, 0)?;
    let list = TrustList::new("pk-kp-test", Validity::days_from(moment(0)?, 180)?, moment(90)?)?;
    Ok(list.with_entry(issuer)?.with_entry(office)?.with_status_list(STATUS)?)
}

fn key(seed: u8) -> SigningKey {
    SigningKey::from_seed(&[seed; 32])
}

fn moment(day: i64) -> Result<Timestamp, Error> {
    Ok(Timestamp::new(JANUARY + day * DAY)?)
}

fn clock(day: i64) -> Result<Clock, Error> {
    Ok(Clock::device(moment(day)?))
}
