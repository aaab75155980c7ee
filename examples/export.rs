//! Issues the eight invented people for programs that are not ours: one JSON object a line.
//!
//! ```sh
//! cargo run --example export                  # signed with the TEST key below
//! cargo run --example export -- --key KEY.pem # signed with your own key
//! cargo run --example export -- --pem DIR     # writes the key pair to DIR instead
//! cargo run --example export -- --documents DIR # writes documents of every kind to DIR instead
//! ```

mod people;

use khyber_pass::text::{Address, Language, Name};
use khyber_pass::{
    Assurance, Clock, CredentialDigest, Day, Disclosure, Draft, Entitlement, EntitlementStatus, Face,
    Guardian, Issuer, KeyState, ListEntry, Phone, PinnedRoot, PreparedDocument, Relation, Role, RoleName,
    Root, Scopes, ServiceCode, SigningKey, StandardStatus, StatusListInfo, StatusReference, StatusRegister,
    StatusStore, Timestamp, TrustBundle, TrustList, TrustStore, Usage, Validity,
};
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
        ["--documents", folder] => write_documents(Path::new(folder)),
        _ => Err("usage: export [--key FILE.pem | --pem DIR | --documents DIR]".into()),
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

/// Names and bytes.
type Documents = Vec<(String, Vec<u8>)>;

/// Documents for the grammar, each named by its kind. All keys are TEST keys.
fn write_documents(folder: &Path) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(folder)?;
    let credentials = credentials()?.into_iter().map(|(name, bytes)| (format!("message-{name}"), bytes));
    for (name, bytes) in credentials.chain(trust_documents()?).chain(status_documents()?) {
        fs::write(folder.join(name + ".cbor"), bytes)?;
    }
    Ok(())
}

fn credentials() -> Result<Documents, Box<dyn Error>> {
    let issuer = Issuer::new(ISSUER, test_key())?;
    let validity = Validity::days_from(Timestamp::new(ISSUED_AT)?, DAYS)?;
    let mut drafts = vec![("everything".to_owned(), everything(validity)?)];
    for (number, draft) in (1..).zip(people::all(validity)?) {
        let service = draft.entitlements().first().ok_or("a person without entitlements")?.service();
        for (name, variant) in [
            ("full", Disclosure::Full),
            ("card", Disclosure::Card),
            ("service", Disclosure::Service(service)),
            ("age", Disclosure::Age),
            ("entitlements", Disclosure::Entitlements),
        ] {
            drafts.push((format!("p{number}-{name}"), draft.disclose(variant)?));
        }
    }
    drafts.into_iter().map(|(name, draft)| Ok((name, issuer.issue(&draft)?.message().to_vec()))).collect()
}

/// Every field that an issuer can write.
fn everything(validity: Validity) -> Result<Draft, Box<dyn Error>> {
    let person = people::p1(validity)?.identity().ok_or("no person")?.clone();
    let guardian = Guardian::new(Relation::Father, Name::new("Farzi Khan", Language::ENGLISH)?)
        .with_second_name(Name::new("فرضی خان", Language::URDU)?);
    let person = person
        .with_guardian(guardian)
        .with_address(Address::new("House 1\nNamuna Street\nSwat", Language::ENGLISH)?)
        .with_second_address(Address::new("نمونہ گلی", Language::URDU)?)
        .with_phone(Phone::new("+92 300 0000001")?)
        .with_face(Face::new([vec![0xFF, 0xD8, 0xFF, 0xE0], vec![0; 600]].concat())?);
    let granted = Entitlement::new(ServiceCode::new(u64::MAX))?
        .with_reference("REF/TEST-1")?
        .with_status(EntitlementStatus::Lifetime)
        .with_days(Day::new(0)?, Day::new(2_932_896)?)?
        .with_department(99)
        .with_category("LTV")?
        .with_quantity(u64::MAX)
        .with_office("PK-KP-173")?;
    let validity = validity.with_not_before(Timestamp::new(ISSUED_AT + 60)?)?;
    Ok(Draft::new(person, validity)
        .with_entitlement(granted)
        .with_cti(vec![7; 16])
        .with_serial("KP-TEST-0001")
        .with_assurance(Assurance::Biometric)
        .with_status(StatusReference { list: 1, index: 5 })
        .with_standard_status(StandardStatus { uri: "kp:s/1".to_owned(), index: 5 }))
}

fn trust_documents() -> Result<Documents, Box<dyn Error>> {
    let first = sign(root(1, 1, [1, 2, 3])?.prepare()?, &[1, 2])?;
    let reserved = root(1, 1, [1, 2, 3])?
        .with_role(RoleName::Beacon, role(1, &[81]))?
        .with_role(RoleName::Emergency, role(2, &[82, 83]))?;
    let newest = sign(root(2, 2, [1, 2, 4])?.prepare()?, &[1, 2, 4])?;
    let latest = sign(root(u64::MAX, u64::MAX, [1, 2, 3])?.prepare()?, &[1, 2, 3])?;
    let empty = sign(list(1, 1)?.prepare()?, &[11])?;
    let many = (0..12)
        .try_fold(list(1, 1)?, |list, n| list.with_entry(entry(100 + n)?).map_err(Box::<dyn Error>::from))?;
    let many = sign(many.prepare()?, &[11, 12, 13])?;
    let next = sign(list(1, 2)?.with_entry(entry(100)?)?.prepare()?, &[12])?;

    let pinned = PinnedRoot::from_bytes(&first)?;
    let clock = Clock::device(Timestamp::new(ISSUED_AT + 86_400)?);
    let rooted = TrustStore::rooted(&pinned).export();
    let mut store = TrustStore::open(&pinned, &many, clock)?;
    let held = store.export();
    store.apply(&[&newest, &next], clock);
    let bundle = TrustBundle::new(vec![first.clone(), newest.clone(), many.clone()])?.to_bytes();
    let documents = [
        ("root-first", first),
        ("root-all-roles", sign(reserved.prepare()?, &[1, 2, 3])?),
        ("root-second", newest),
        ("root-last", latest),
        ("list-empty", empty),
        ("list-twelve", many),
        ("list-next", next),
        ("list-everything", sign(full_list()?.prepare()?, &[11, 12])?),
        ("bundle", bundle),
        ("state-rooted", rooted),
        ("state-list", held),
        ("state-updated", store.export()),
    ];
    Ok(documents.into_iter().map(|(name, bytes)| (name.to_owned(), bytes)).collect())
}

/// Tokens of one and two bits, deltas, and what a verifier stores of them.
fn status_documents() -> Result<Documents, Box<dyn Error>> {
    let day = |day: i64| Timestamp::new(ISSUED_AT + day * 86_400);
    let info = |list, bits| StatusListInfo { list, entries: 5_000, bits, uri: None };
    let office = seeded(140);
    let entry = entry(140)?.with_usage(Usage::STATUS.and(Usage::DELTA)).with_status_lists(1, 2)?;
    let list = list(1, 1)?.with_entry(entry)?.with_status_list(info(1, 1))?.with_status_list(info(2, 2))?;
    let pinned = PinnedRoot::from_bytes(&sign(root(1, 1, [1, 2, 3])?.prepare()?, &[1, 2])?)?;
    let clock = Clock::device(day(1)?);
    let trust = TrustStore::open(&pinned, &sign(list.prepare()?, &[11])?, clock)?;

    let mut register = StatusRegister::new("pk-kp-test")?.with_list(info(1, 1))?.with_list(info(2, 2))?;
    register.revoke(&[StatusReference { list: 1, index: 4_999 }])?;
    let tokens = register.snapshot(day(1)?, day(61)?, Some(86_400))?;
    let tokens = tokens.iter().map(|token| token.sign(&office)).collect::<Result<Vec<_>, _>>()?;
    register.suspend(&[StatusReference { list: 2, index: 0 }, StatusReference { list: 2, index: 300 }])?;
    register.reinstate(&[StatusReference { list: 1, index: 4_999 }])?;
    let delta = register.delta(day(2)?)?.sign(&office)?;
    let mut status = StatusStore::empty();
    status.apply(&[tokens.clone(), vec![delta.clone()]].concat(), &trust);
    let documents = [
        ("token-one-bit", tokens.first().cloned().unwrap_or_default()),
        ("token-two-bits", tokens.last().cloned().unwrap_or_default()),
        ("delta-first", delta),
        ("kept-empty", StatusStore::empty().export()),
        ("kept-all", status.export()),
    ];
    Ok(documents.into_iter().map(|(name, bytes)| (name.to_owned(), bytes)).collect())
}

fn root(version: u64, epoch: u64, keys: [u8; 3]) -> Result<Root, Box<dyn Error>> {
    let span = Validity::days_from(Timestamp::new(ISSUED_AT)?, 1_095)?;
    Ok(Root::new("pk-kp-test", span, role(2, &keys), role(1, &[11, 12, 13]))?.with_version(version, epoch)?)
}

fn role(threshold: usize, seeds: &[u8]) -> Role {
    Role::new(threshold, seeds.iter().map(|seed| seeded(*seed).public_key()).collect())
}

fn list(version: u64, epoch: u64) -> Result<TrustList, Box<dyn Error>> {
    let span = Validity::days_from(Timestamp::new(ISSUED_AT)?, 180)?;
    let refresh_by = Timestamp::new(ISSUED_AT + 60 * 86_400)?;
    Ok(TrustList::new("pk-kp-test", span, refresh_by)?.with_version(version, epoch)?)
}

/// Every state and usage, denied credentials, status lists.
fn full_list() -> Result<TrustList, Box<dyn Error>> {
    let since = KeyState::RevokedSince(Timestamp::new(ISSUED_AT + 1)?);
    let states = [KeyState::Active, KeyState::Retired, KeyState::Revoked, since, KeyState::Suspended];
    let usages = [Usage::CREDENTIAL, Usage::STATUS, Usage::SPECIMEN];
    let mut list = list(u64::MAX, 1)?;
    for (seed, state) in (100..).zip(states) {
        list = list.with_entry(entry(seed)?.with_state(state))?;
    }
    for (seed, usage) in (110..).zip(usages) {
        list = list.with_entry(entry(seed)?.with_usage(usage.and(Usage::STATUS)))?;
        list = list.with_entry(entry(seed + 10)?.with_usage(usage))?;
    }
    let scopes = Scopes::none().with(ServiceCode::IDENTITY).with_range(24, 65_535);
    list =
        list.with_entry(entry(130)?.with_scopes(scopes).with_status_lists(1, 1)?.with_status_lists(3, 9)?)?;
    list = list.with_entry(entry(131)?.with_scopes(Scopes::none()))?;
    let info = |list, entries, bits, uri: Option<&str>| {
        let uri = uri.map(str::to_owned);
        StatusListInfo { list, entries, bits, uri }
    };
    Ok(list
        .with_status_list(info(1, 1_048_576, 1, None))?
        .with_status_list(info(65_535, 16_777_216, 2, Some("kp:s/other")))?
        .with_denied(CredentialDigest::from_bytes([1; 16]))
        .with_denied(CredentialDigest::from_bytes([2; 16])))
}

fn entry(seed: u8) -> Result<ListEntry, Box<dyn Error>> {
    let window = Validity::days_from(Timestamp::new(ISSUED_AT)?, 90)?;
    let verify_until = Timestamp::new(ISSUED_AT + 4_000 * 86_400)?;
    Ok(ListEntry::new(seeded(seed).public_key(), ISSUER, window, verify_until)?
        .with_name("Citizen Facilitation Centre (TEST)")?
        .with_scopes(Scopes::none().with_range(0, 17)))
}

fn sign(document: PreparedDocument, seeds: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let signed = seeds.iter().try_fold(document, |document, seed| document.sign(&seeded(*seed)))?;
    Ok(signed.finish())
}

fn seeded(seed: u8) -> SigningKey {
    SigningKey::from_seed(&[seed; 32])
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
