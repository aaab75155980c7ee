//! Ceremonies: descriptions, working files, differences, five people and three signatures.

#![cfg(feature = "ceremony")]

mod common;

use common::{
    DAY, HEALTH, LIST_KEYS, PROVINCE, ROOT_KEYS, START, at, days, empty_list, entry, health_entry, key,
};
use khyber_pass::ceremony::{
    At, CeremonyError, Contents, ListDescription, Part, RootDescription, describe, describe_root, diff,
    diff_roots,
};
use khyber_pass::{
    Code, CredentialDigest, DocumentError, FieldError, KeyError, KeyState, ListEntry, PinnedRoot, Place,
    PreparedDocument, Role, RoleName, Root, Scopes, ServiceCode, Signature, StatusListInfo, TrustError,
    TrustList, TrustStore, Usage,
};
use proptest::prelude::*;

const ROOT: &str = include_str!("../examples/data/ceremony-root.toml");
const LIST: &str = include_str!("../examples/data/ceremony-list.toml");
/// The five people who sign root documents in the samples.
const PEOPLE: [u8; 5] = [41, 42, 43, 44, 45];

fn list_of(text: &str) -> TrustList {
    ListDescription::from_toml(text).unwrap().into_list()
}

fn root_of(text: &str) -> Root {
    RootDescription::from_toml(text).unwrap().into_root()
}

/// The error of a list in which one line was changed.
fn refused(from: &str, to: &str) -> CeremonyError {
    assert!(LIST.contains(from), "{from}");
    ListDescription::from_toml(&LIST.replacen(from, to, 1)).unwrap_err()
}

fn refused_root(from: &str, to: &str) -> CeremonyError {
    assert!(ROOT.contains(from), "{from}");
    RootDescription::from_toml(&ROOT.replacen(from, to, 1)).unwrap_err()
}

fn in_key(number: usize, issuer: &str) -> Part {
    Part::Key { number, issuer: Some(issuer.to_owned()) }
}

fn at_field(part: Part, field: &'static str, item: impl Into<Option<usize>>) -> At {
    At { part, field, item: item.into() }
}

fn value(at: At, found: &str, wanted: &'static str) -> CeremonyError {
    CeremonyError::Value { at, found: found.to_owned(), wanted }
}

#[test]
fn the_sample_says_what_it_says() {
    let described = list_of(LIST);
    let wide = Scopes::none().with(ServiceCode::IDENTITY).with_range(1, 17);
    let province = ListEntry::new(key(31).public_key(), "PK-KP", days(START, 90), at(2_114_294_400)).unwrap();
    let province = province.with_scopes(wide).with_longest_lifetime_days(3_650).unwrap();
    let health =
        ListEntry::new(key(32).public_key(), "PK-KP/HEALTH", days(START, 90), at(1_956_441_600)).unwrap();
    let health = health
        .with_name("Department of Health (TEST)")
        .unwrap()
        .with_scopes(Scopes::none().with(ServiceCode::IDENTITY).with(ServiceCode::SEHAT_CARD))
        .with_longest_lifetime_days(1_826)
        .unwrap()
        .with_status_lists(0, 0)
        .unwrap()
        .with_status_lists(8, 11)
        .unwrap()
        .with_usage(Usage::CREDENTIAL.and(Usage::STATUS));
    let window = khyber_pass::Validity::new(at(START + 30_600), at(START + 90 * DAY)).unwrap();
    let training =
        ListEntry::new(key(33).public_key(), "PK-KP/TRAINING", window, at(START + 90 * DAY)).unwrap();
    let training = training
        .with_name("نمونہ")
        .unwrap()
        .with_state(KeyState::RevokedSince(at(START + 14 * DAY + DAY / 2)))
        .with_longest_lifetime_seconds(90_000)
        .unwrap()
        .with_usage(Usage::SPECIMEN);
    let built = [province, health, training]
        .into_iter()
        .fold(empty_list(), |list, entry| list.with_entry(entry).unwrap())
        .with_denied(CredentialDigest::from_bytes(core::array::from_fn(|i| i as u8)))
        .with_status_list(StatusListInfo { list: 0, entries: 1 << 20, bits: 1, uri: None })
        .unwrap()
        .with_status_list(StatusListInfo {
            list: 8,
            entries: 65_536,
            bits: 2,
            uri: Some("https://status.example/8".to_owned()),
        })
        .unwrap();
    assert_eq!(diff(&built, &described).to_string(), "nothing changed\n");
    assert_eq!(described, built);
    let role = |threshold, seeds| common::role(threshold, seeds);
    let root = Root::new("pk-kp-test", days(START, 730), role(3, &PEOPLE), role(2, &LIST_KEYS)).unwrap();
    assert_eq!(root_of(ROOT), root);
}

#[test]
fn a_description_of_what_was_described_is_the_same() {
    let (list, root) = (list_of(LIST), root_of(ROOT));
    assert_eq!(list_of(&describe(&list)), list);
    assert_eq!(ListDescription::of(list.clone()).to_toml(), describe(&list));
    assert_eq!(describe(&list_of(&describe(&list))), describe(&list));
    assert_eq!(root_of(&describe_root(&root)), root);
    let four = root.with_role(RoleName::Emergency, common::role(1, &[51, 52])).unwrap();
    let four = four.with_role(RoleName::Beacon, common::role(1, &[53])).unwrap();
    assert_eq!(root_of(&describe_root(&four)), four);
}

#[test]
fn a_description_reads_like_this() {
    let list = empty_list().with_entry(health_entry()).unwrap();
    let text = r#"# Trust list. Dates are the first second of a day in UTC.
domain = "pk-kp-test"
epoch = 1
version = 1
issued = "2026-01-01"
refresh-by = "2026-02-10"
expires = "2026-05-01"

[[key]] # kid KID
key = "KEY"
issuer = "PK-KP/HEALTH"
name = "Department of Health (TEST)"
scopes = ["identity", 1]
signs-from = "2026-01-01"
signs-until = "2026-04-01"
verify-until = "2036-12-14"
state = "active"
longest-lifetime-days = 3650
"#;
    let key = key(HEALTH).public_key();
    let text = text.replace("KID", &key.kid().to_string()).replace("KEY", &hex(key.as_bytes()));
    assert_eq!(describe(&list), text);
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn json_has_the_same_shape() {
    let json = serde_json::json!({
        "domain": "pk-kp-test", "epoch": 1, "version": 18_446_744_073_709_551_615_u64,
        "issued": "2026-01-01", "refresh-by": "2026-02-10", "expires": "2026-05-01",
        "key": [{
            "key": key(PROVINCE).public_key().to_pem().unwrap(),
            "issuer": "PK-KP", "scopes": ["0-65535"],
            "signs-from": "2026-01-01", "signs-until": "2026-04-01", "verify-until": "2036-12-14",
            "state": "active", "longest-lifetime-days": 3650,
        }],
    });
    let described: ListDescription = serde_json::from_value(json.clone()).unwrap();
    let list = empty_list().with_version(u64::MAX, 1).unwrap();
    assert_eq!(described.list(), &list.with_entry(entry(PROVINCE, "PK-KP")).unwrap());
    assert_eq!(list_of(&described.to_toml()), *described.list());
    let wrong = json.to_string().replace("active", "lost");
    let error = serde_json::from_str::<ListDescription>(&wrong).unwrap_err().to_string();
    assert!(error.starts_with("key 1 (PK-KP), state: found \"lost\", wanted \"active\", "), "{error}");
    let twice = json.to_string().replace("\"version\"", "\"epoch\"");
    let error = serde_json::from_str::<ListDescription>(&twice).unwrap_err().to_string();
    assert!(error.starts_with("the field \"epoch\" stands twice"), "{error}");
    let error = serde_json::from_str::<RootDescription>("[1, null]").unwrap_err().to_string();
    assert_eq!(error, "document, as a whole: found a list of 2, wanted a table");
}

#[test]
fn what_is_not_toml_says_where() {
    let error = refused("epoch = 1\n", "name = \"نمونہ\" epoch = 1\n");
    let CeremonyError::Syntax { line, column, message } = &error else { panic!("{error}") };
    assert_eq!((*line, *column), (4, 16), "{message}");
    assert_eq!(error.code(), Code::CeremonySyntax);
    assert_eq!(khyber_pass::Error::from(error).code(), Code::CeremonySyntax);
    let twice = refused("epoch = 1\n", "epoch = 1\nepoch = 2\n");
    assert!(matches!(twice, CeremonyError::Syntax { line: 5, .. }), "{twice}");
}

#[test]
fn unknown_and_missing_fields_are_refused() {
    let CeremonyError::Unknown { part, field, .. } = refused("state = \"active\"", "sttae = \"active\"")
    else {
        panic!()
    };
    assert_eq!((part, field.as_str()), (in_key(1, "PK-KP"), "sttae"));
    let error = refused("bits = 1", "bit = 1");
    assert_eq!(error.to_string(), "status list 1: unknown field bit; known are list, entries, bits, uri");
    assert_eq!(error.code(), Code::CeremonyField);
    assert!(matches!(
        refused("epoch = 1", "serial = 1"),
        CeremonyError::Unknown { part: Part::Document, .. }
    ));
    let since = refused("state = { revoked-since =", "state = { since =");
    assert!(matches!(since, CeremonyError::Unknown { known: ["revoked-since"], .. }));
    let role = refused_root("threshold = 3", "treshold = 3");
    assert_eq!(role.to_string(), "role root: unknown field treshold; known are threshold, keys");
    let other = refused_root("[roles.root]", "[roles.rot]");
    assert_eq!(other.to_string(), "document: unknown field rot; known are root, list, beacon, emergency");

    let missing = |part, field| CeremonyError::Missing { part, field };
    assert_eq!(refused("epoch = 1\n", ""), missing(Part::Document, "epoch"));
    assert_eq!(refused("scopes = [\"identity\", 1]\n", ""), missing(in_key(2, "PK-KP/HEALTH"), "scopes"));
    let unnamed = missing(Part::Key { number: 1, issuer: None }, "issuer");
    assert_eq!(refused("issuer = \"PK-KP\"\n", ""), unnamed);
    assert_eq!(unnamed.to_string(), "key 1: issuer is missing");
    let lifetime = missing(in_key(1, "PK-KP"), "longest-lifetime-days");
    assert_eq!(refused("longest-lifetime-days = 3650\n", ""), lifetime);
    assert_eq!(refused_root("threshold = 2\n", ""), missing(Part::Role(RoleName::List), "threshold"));
}

#[test]
fn dates_are_days_or_seconds_in_utc() {
    let wanted = "a date such as 2026-01-01 or 2026-01-01T00:00:00Z";
    for wrong in [
        "2026-02-30",
        "2026-1-1",
        "26-01-01",
        "01-01-2026",
        "2026-01-01T00:00:00",
        "2026-01-01T24:00:00Z",
        "2026-01-01T00:00:60Z",
        "2026-01-01T00:00:00+05:00",
        "2026-01-01 ",
        "1970-01-01",
        "10000-01-01",
        "",
    ] {
        let error = refused("issued = \"2026-01-01\"", &format!("issued = \"{wrong}\""));
        assert_eq!(error, value(at_field(Part::Document, "issued", None), &format!("\"{wrong}\""), wanted));
        assert_eq!(error.code(), Code::CeremonyValue);
    }
    let error = refused("issued = \"2026-01-01\"", "issued = 20260101");
    assert_eq!(error, value(at_field(Part::Document, "issued", None), "20260101", wanted));
    let local = refused("signs-until = 2026-04-01\n", "signs-until = 2026-04-01T00:00:00+05:00\n");
    let place = at_field(in_key(3, "PK-KP/TRAINING"), "signs-until", None);
    assert_eq!(local, value(place, "\"2026-04-01T00:00:00+05:00\"", wanted));
}

#[test]
fn dates_come_one_after_the_other() {
    let document = |field| at_field(Part::Document, field, None);
    let later = "a later date than the one before it";
    let expires = refused("expires = \"2026-05-01\"", "expires = \"2026-01-01\"");
    assert_eq!(expires, value(document("expires"), "\"2026-01-01\"", later));
    let refresh = refused("refresh-by = \"2026-02-10\"", "refresh-by = \"2026-05-02\"");
    let wanted = "a date after issued and not after expires";
    assert_eq!(refresh, value(document("refresh-by"), "\"2026-05-02\"", wanted));
    let key = |field| at_field(in_key(1, "PK-KP"), field, None);
    let window = refused("signs-until = \"2026-04-01\"", "signs-until = \"2025-04-01\"");
    assert_eq!(window, value(key("signs-until"), "\"2025-04-01\"", later));
    let verify = refused("verify-until = \"2036-12-31\"", "verify-until = \"2026-03-31\"");
    assert_eq!(verify, value(key("verify-until"), "\"2026-03-31\"", "no date before signs-until"));
    let long = refused("expires = \"2026-05-01\"", "expires = \"2026-07-01\"");
    assert_eq!(long, CeremonyError::Rule { part: Part::Document, error: TrustError::Window });
    assert_eq!(long.code(), Code::TrustWindow);
    assert_eq!(refused_root("2028-01-01", "2032-01-01"), long);
}

#[test]
fn words_and_numbers_are_those_of_the_table() {
    let first = |field, item: Option<usize>| at_field(in_key(1, "PK-KP"), field, item);
    let state = refused("state = \"active\"", "state = \"Active\"");
    let CeremonyError::Value { at, found, wanted } = &state else { panic!() };
    assert_eq!((at, found.as_str()), (&first("state", None), "\"Active\""));
    assert!(wanted.contains("\"suspended\" or { revoked-since"));

    let scopes = |text: &str| refused("scopes = [\"identity\", \"1-17\"]", &format!("scopes = {text}"));
    let backwards = "a range whose first number is not above its last";
    assert_eq!(scopes("[\"31-24\"]"), value(first("scopes", Some(1)), "\"31-24\"", backwards));
    for (text, found) in [
        ("[1, 65536]", "65536"),
        ("[1, -1]", "-1"),
        ("[1, \"sehat-card\"]", "\"sehat-card\""),
        ("[1, \"1 - 2\"]", "\"1 - 2\""),
        ("[1, \"1-\"]", "\"1-\""),
        ("[1, \"+1\"]", "\"+1\""),
        ("[1, \"\"]", "\"\""),
        ("[1, [2, 3]]", "a list of 2"),
        ("[1, 1.0]", "a number with a fraction"),
        ("[1, true]", "true"),
    ] {
        let error = scopes(text);
        let CeremonyError::Value { at, found: shown, .. } = &error else { panic!("{error}") };
        assert_eq!((at, shown.as_str()), (&first("scopes", Some(2)), found));
    }
    assert_eq!(scopes("\"identity\""), value(first("scopes", None), "\"identity\"", "a list"));
    let identity = refused("status-lists = [0,", "status-lists = [\"identity\",");
    let health = |field, item: Option<usize>| at_field(in_key(2, "PK-KP/HEALTH"), field, item);
    let wanted = "a status list from 0 to 65535, or a range such as \"0-3\"";
    assert_eq!(identity, value(health("status-lists", Some(1)), "\"identity\"", wanted));

    let usage = refused("\"status-lists\"]", "\"status\"]");
    let wanted = "\"credentials\", \"status-lists\", \"deltas\", \"assertions\" or \"specimen\"";
    assert_eq!(usage, value(health("usage", Some(2)), "\"status\"", wanted));
    let none = refused("[\"credentials\", \"status-lists\"]", "[]");
    assert_eq!(none, value(health("usage", None), "a list of 0", "a list of at least one usage"));

    let both =
        refused("longest-lifetime-days = 3650", "longest-lifetime-days = 1\nlongest-lifetime-seconds = 1");
    assert_eq!(both, value(first("longest-lifetime-days", None), "1", "either days or seconds"));
    let days = refused("= 3650", "= -1");
    assert_eq!(days, value(first("longest-lifetime-days", None), "-1", "a number of days"));
    let place = Place { part: "entry", key: 9 };
    let part = in_key(1, "PK-KP");
    let rule = CeremonyError::Rule { part, error: TrustError::Field(FieldError::Value { place }) };
    assert_eq!(refused("= 3650", "= 0"), rule);
    assert_eq!(refused("= 3650", "= 7301"), rule);

    let bits = refused("bits = 1", "bits = 3");
    assert_eq!(bits, value(at_field(Part::StatusList { number: 1 }, "bits", None), "3", "1 or 2"));
    let denied = refused("000102030405060708090a0b0c0d0e0f", "0001");
    assert_eq!(denied, value(at_field(Part::Document, "denied", 1), "\"0001\"", "32 hex digits"));
    let version = refused("version = 1", "version = \"1\"");
    assert_eq!(version, value(at_field(Part::Document, "version", None), "\"1\"", "a whole number"));
    let zero = refused("version = 1", "version = 0");
    let place = Place { part: "list", key: 4 };
    let error = TrustError::Field(FieldError::Value { place });
    assert_eq!(zero, CeremonyError::Rule { part: Part::Document, error });
}

#[test]
fn what_readers_would_refuse_is_refused_here() {
    // Readers take at most 256 items in an array.
    let scopes = refused("scopes = [\"identity\", 1]", &format!("scopes = [{}]", "1, ".repeat(257)));
    let denied = "\"000102030405060708090a0b0c0d0e0f\"";
    let denied = refused(denied, &format!("{denied}, ").repeat(257));
    for error in [scopes, denied] {
        assert!(matches!(error, CeremonyError::Rule { .. }), "{error}");
        assert_eq!(error.code(), Code::TrustMalformed);
    }
}

#[test]
fn keys_are_good_and_stand_once() {
    let first = at_field(in_key(1, "PK-KP"), "key", None);
    let province = hex(key(31).public_key().as_bytes());
    let weak = refused(&province, "0100000000000000000000000000000000000000000000000000000000000000");
    assert_eq!(weak, CeremonyError::Key { at: first.clone(), error: KeyError::Weak });
    assert_eq!(weak.to_string(), "key 1 (PK-KP), key: the public key is weak");
    assert_eq!(weak.code(), Code::KeyWeak);
    let pem = refused("BEGIN PUBLIC KEY", "BEGIN PRIVATE KEY");
    let second = at_field(in_key(2, "PK-KP/HEALTH"), "key", None);
    assert_eq!(pem, CeremonyError::Key { at: second, error: KeyError::Pem });
    // What should be a key may be a secret: it is not repeated.
    let short = refused(&province, &province[1..]);
    let wanted = "a public key as 64 hex digits or as PEM";
    assert_eq!(short, value(first.clone(), "a text of 63 characters", wanted));
    assert_eq!(list_of(&LIST.replace(&province, &province.to_uppercase())), list_of(LIST));

    let third = hex(key(33).public_key().as_bytes());
    let at = at_field(in_key(3, "PK-KP/TRAINING"), "key", None);
    let twice = refused(&third, &province);
    assert_eq!(twice, CeremonyError::Twice { at, first: Box::new(first) });
    assert_eq!(twice.to_string(), "key 3 (PK-KP/TRAINING), key: the same key stands in key 1 (PK-KP), key");
    assert_eq!(twice.code(), Code::TrustKeyDuplicate);
    let people = PEOPLE.map(|seed| hex(key(seed).public_key().as_bytes()));
    let place = |role, item| at_field(Part::Role(role), "keys", item);
    let in_role = refused_root(&people[3], &people[1]);
    let (second, fourth) = (place(RoleName::Root, 2), place(RoleName::Root, 4));
    assert_eq!(in_role, CeremonyError::Twice { at: fourth, first: Box::new(second.clone()) });
    assert_eq!(in_role.code(), Code::TrustKeyDuplicate);
    let in_two = refused_root(&hex(key(23).public_key().as_bytes()), &people[1]);
    assert_eq!(in_two, CeremonyError::Twice { at: place(RoleName::List, 3), first: Box::new(second) });
    assert_eq!(in_two.to_string(), "role list, keys, item 3: the same key stands in role root, keys, item 2");
    assert_eq!(in_two.code(), Code::TrustKeyOverlap);
}

#[test]
fn a_threshold_is_at_least_one_and_can_be_reached() {
    for threshold in [0, 6] {
        let error = refused_root("threshold = 3", &format!("threshold = {threshold}"));
        let rule = TrustError::ThresholdInvalid { role: RoleName::Root, threshold, keys: 5 };
        assert_eq!(error, CeremonyError::Rule { part: Part::Role(RoleName::Root), error: rule });
        assert_eq!(error.code(), Code::TrustThresholdInvalid);
    }
    let none = refused_root("threshold = 2", "threshold = -2");
    let at = at_field(Part::Role(RoleName::List), "threshold", None);
    assert_eq!(none, value(at, "-2", "a whole number"));
}

#[test]
fn a_stranger_s_text_cannot_forge_a_line() {
    let name = "A\"\n[[key]]\u{202E}\\ # \u{7F}\u{FEFF}نمونہ";
    let list = empty_list().with_entry(health_entry().with_name(name).unwrap()).unwrap();
    let text = describe(&list);
    assert!(text.contains("name = \"A\\\"\\u000A[[key]]\\u202E\\\\ # \\u007F\\uFEFFنمونہ\"\n"), "{text}");
    assert_eq!(list_of(&text), list);
    let shown = diff(&empty_list(), &list).to_string();
    assert_eq!(shown.lines().filter(|line| line.contains("[[key]]")).count(), 2); // title and name
    assert!(!shown.contains('\u{202E}'));
}

// ---- working files ----

fn sign(file: &[u8], seed: u8) -> Vec<u8> {
    PreparedDocument::from_bytes(file).unwrap().sign(&key(seed)).unwrap().to_bytes()
}

fn unsigned() -> Vec<u8> {
    root_of(ROOT).prepare().unwrap().to_bytes()
}

fn open(file: &[u8]) -> PreparedDocument {
    PreparedDocument::from_bytes(file).unwrap()
}

#[test]
fn a_working_file_reads_back() {
    let file = unsigned();
    assert_eq!(open(&file).to_bytes(), file);
    assert_eq!(open(&file).contents(), Ok(Contents::Root(root_of(ROOT))));
    let list = list_of(LIST).prepare().unwrap().sign(&key(21)).unwrap();
    assert_eq!(open(&list.to_bytes()).contents(), Ok(Contents::List(list_of(LIST))));
    assert_eq!(open(&list.to_bytes()).finish(), list.finish());
    // An HSM signs the bytes that were handed out.
    let public = key(22).public_key();
    let signature = key(22).sign(&list.to_be_signed(&public));
    assert_eq!(list.attach(&public, signature).unwrap().signers().count(), 2);
    // Nobody takes one kind of file for the other.
    assert!(PinnedRoot::from_bytes(&file).is_err());
    let finished = open(&sign(&file, 41)).finish();
    let place = Place { part: "file", key: 0 };
    let other = CeremonyError::File(TrustError::Field(FieldError::Type { place }));
    let error = PreparedDocument::from_bytes(&finished).unwrap_err();
    assert_eq!((error.code(), &error), (Code::CeremonyFile, &other));
}

#[test]
fn a_forged_signature_is_refused() {
    let file = sign(&unsigned(), 41);
    let forged = CeremonyError::Signature { kid: key(41).public_key().kid() };
    let mut changed = file.clone();
    *changed.last_mut().unwrap() ^= 1;
    assert_eq!(PreparedDocument::from_bytes(&changed).unwrap_err(), forged);
    assert_eq!(forged.code(), Code::KeySignature);
    // A signature over another document is moved under this one.
    let other = root_of(&ROOT.replace("2028-01-01", "2028-01-02")).prepare().unwrap();
    let signature = key(41).sign(&other.to_be_signed(&key(41).public_key()));
    let mut moved = file.clone();
    let start = moved.len() - 64;
    moved[start..].copy_from_slice(signature.as_bytes());
    assert_eq!(PreparedDocument::from_bytes(&moved).unwrap_err(), forged);
    let attached = open(&unsigned()).attach(&key(41).public_key(), Signature::from_bytes([0; 64]));
    assert_eq!(attached.unwrap_err(), TrustError::Key(KeyError::Signature));
}

#[test]
fn a_changed_file_is_refused() {
    let two = sign(&sign(&unsigned(), 41), 42);
    for cut in 0..two.len() {
        assert!(PreparedDocument::from_bytes(&two[..cut]).is_err(), "{cut}");
    }
    for at in (0..two.len()).step_by(3) {
        let mut changed = two.clone();
        changed[at] ^= 0x10;
        assert!(PreparedDocument::from_bytes(&changed).is_err(), "{at}");
    }
    // The signatures in another order, or one of them twice.
    let (signed, one) = (2 + 32 + 2 + 64 + 1, two.len());
    let (head, first, second) =
        (&two[..one - 2 * signed], &two[one - 2 * signed..one - signed], &two[one - signed..]);
    let place = Place { part: "file", key: 4 };
    let wrong = CeremonyError::File(TrustError::Field(FieldError::Value { place }));
    assert_eq!(PreparedDocument::from_bytes(&[head, first, second].concat()).map(|_| ()), Ok(()));
    for changed in [[head, second, first].concat(), [head, first, first].concat()] {
        assert_eq!(PreparedDocument::from_bytes(&changed).unwrap_err(), wrong);
    }
}

#[test]
fn merging_keeps_each_key_once_in_any_order() {
    let files = PEOPLE.map(|seed| sign(&unsigned(), seed)).map(|file| open(&file));
    let [a, b, c, ..] = &files;
    let together = a.merge(b).unwrap().merge(c).unwrap();
    for other in [
        c.merge(b).unwrap().merge(a).unwrap(),
        a.merge(&b.merge(c).unwrap()).unwrap(),
        together.merge(&together).unwrap(),
        together.merge(a).unwrap(),
        b.merge(&together).unwrap(),
    ] {
        assert_eq!(other.to_bytes(), together.to_bytes());
        assert_eq!(other.finish(), together.finish());
    }
    assert_eq!(together.signers().count(), 3);
    assert_eq!(open(&unsigned()).merge(a).unwrap().to_bytes(), a.to_bytes());
    let other = root_of(&ROOT.replace("2028-01-01", "2028-01-02")).prepare().unwrap();
    assert_eq!(a.merge(&other).unwrap_err(), CeremonyError::OtherDocument);
    let list = list_of(LIST).prepare().unwrap();
    assert_eq!(a.merge(&list).unwrap_err().code(), Code::CeremonyOtherDocument);
}

#[test]
fn a_crowd_of_signatures_is_refused() {
    let crowd = |seeds: core::ops::Range<u8>| {
        seeds.fold(open(&unsigned()), |document, seed| document.sign(&key(seed)).unwrap())
    };
    let full = crowd(1..33);
    assert_eq!(open(&full.to_bytes()).signers().count(), 32);
    let error = full.merge(&crowd(33..34)).unwrap_err();
    let limit = TrustError::Document(DocumentError::Signers { found: 33, limit: 32 });
    assert_eq!(error, CeremonyError::File(limit));
    assert_eq!(PreparedDocument::from_bytes(&crowd(1..34).to_bytes()).unwrap_err(), error);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn any_order_of_merging_gives_the_same_file(order in Just(vec![0, 1, 2, 3, 4]).prop_shuffle(), twice in 0..5usize) {
        let files = PEOPLE.map(|seed| open(&sign(&unsigned(), seed)));
        let sorted = files.iter().skip(1).fold(files[0].clone(), |all, file| all.merge(file).unwrap());
        let start = files[twice].clone();
        let shuffled = order.iter().fold(start, |all, at| all.merge(&files[*at]).unwrap());
        prop_assert_eq!(shuffled.to_bytes(), sorted.to_bytes());
        prop_assert_eq!(shuffled.finish(), sorted.finish());
    }

    #[test]
    fn any_list_is_described_as_itself(
        version in 1..=u64::MAX, epoch in 1..=u64::MAX, name in "\\PC{1,64}", ranges in prop::collection::vec((0..=u16::MAX, 0..=u16::MAX), 0..20),
        lifetime in 1..630_720_000u32, usage in 1..32u8, state in 0..5u8, second in START..START + 40 * DAY,
    ) {
        let usages = [Usage::CREDENTIAL, Usage::STATUS, Usage::SPECIMEN];
        let usage = usages.into_iter().enumerate().filter(|(i, _)| usage >> i & 1 == 1).map(|(_, u)| u).reduce(Usage::and);
        let state = [KeyState::Active, KeyState::Retired, KeyState::Revoked, KeyState::Suspended, KeyState::RevokedSince(at(second))][usize::from(state)];
        let mut entry = entry(PROVINCE, &name.chars().take(8).collect::<String>()).with_name(&name).unwrap().with_state(state)
            .with_longest_lifetime_seconds(lifetime).unwrap().with_usage(usage.unwrap_or(Usage::SPECIMEN))
            .with_scopes(ranges.iter().fold(Scopes::none(), |scopes, (a, b)| scopes.with_range(*a.min(b), *a.max(b))));
        for (a, b) in &ranges {
            entry = entry.with_status_lists(*a.min(b), *a.max(b)).unwrap();
        }
        let list = empty_list().with_version(version, epoch).unwrap().with_entry(entry).unwrap();
        let text = describe(&list);
        let read = ListDescription::from_toml(&text);
        prop_assert!(read.is_ok(), "{}\n{:?}", text, read);
        prop_assert_eq!(read.unwrap().into_list(), list.clone());
        prop_assert!(diff(&list, &list).is_empty());
    }
}

// ---- a whole ceremony ----

#[test]
fn five_people_sign_in_five_rooms() {
    // Somebody prepares the document; it goes to five rooms.
    let root = root_of(ROOT);
    let role = common::role(3, &PEOPLE);
    let sent = root.prepare().unwrap().to_bytes();
    // Each reads what it says before signing.
    let rooms: Vec<Vec<u8>> = PEOPLE[..4]
        .iter()
        .map(|seed| {
            assert_eq!(open(&sent).contents(), Ok(Contents::Root(root_of(ROOT))));
            sign(&sent, *seed)
        })
        .collect();
    // A stranger signs as well.
    let stranger = sign(&sent, 99);
    // The files come back one by one.
    let mut all = open(&sent);
    let mut missing = vec![all.signatures_missing(&role)];
    for file in [&rooms[2], &stranger, &rooms[0], &rooms[0], &rooms[3]] {
        all = all.merge(&open(file)).unwrap();
        missing.push(all.signatures_missing(&role));
    }
    assert_eq!(missing, [3, 2, 2, 1, 1, 0]);
    let kid = |seed: u8| key(seed).public_key().kid();
    let (summary, kids) = (all.summary(&role), PEOPLE.map(kid));
    assert_eq!(
        summary.to_string(),
        format!(
            "3 of 3 signatures, 0 missing\nsigned   {}\nsigned   {}\nsigned   {}\nwaiting  {}\nwaiting  {}\noutside  {}\n",
            kids[0],
            kids[2],
            kids[3],
            kids[1],
            kids[4],
            kid(99)
        )
    );
    // With one too few nobody takes it.
    let two = open(&rooms[0]).merge(&open(&rooms[1])).unwrap();
    let short = PinnedRoot::from_bytes(&two.finish()).unwrap_err();
    assert_eq!(short, TrustError::Threshold { role: RoleName::Root, have: 2, need: 3 });
    let pinned = PinnedRoot::from_bytes(&all.finish()).unwrap();
    assert_eq!(pinned.root(), &root);

    // Then the list under it, by two of three.
    let sent = list_of(LIST).prepare().unwrap().to_bytes();
    let list = open(&sign(&sent, 21)).merge(&open(&sign(&sent, 23))).unwrap();
    let trust = TrustStore::open(&pinned, &list.finish(), common::now()).unwrap();
    let held = trust.list().unwrap();

    // The next list starts from the held one.
    let text = describe(held).replace("version = 1\n", "version = 2\n").replace("\"1-17\"", "\"1-16\"");
    let next = list_of(&text);
    let kid = kid(31);
    assert_eq!(
        diff(held, &next).to_string(),
        format!(
            "list changed\n  version: 1 -> 2\nkey changed {kid} PK-KP\n  scopes removed: 17 (Government service card)\n"
        )
    );
}

#[test]
fn a_threshold_of_zero_is_never_reached() {
    let document = list_of(LIST).prepare().unwrap();
    assert_eq!(document.signatures_missing(&Role::new(0, Vec::new())), 1);
}

// ---- differences ----

#[test]
fn a_difference_between_lists_reads_like_this() {
    let old = list_of(LIST);
    let text = LIST
        .replace("version = 1", "version = 2")
        .replace("2026-01-01\"\nrefresh-by = \"2026-02-10\"", "2026-02-01\"\nrefresh-by = \"2026-03-10\"")
        .replace("denied = [\"00", "denied = [\"ff")
        // the province is suspended
        .replacen("state = \"active\"", "state = \"suspended\"", 1)
        // health
        .replace("Department of Health (TEST)", "Health (TEST)")
        .replace("scopes = [\"identity\", 1]", "scopes = [1, 4, \"20-24\"]")
        .replace("verify-until = \"2031-12-31\"", "verify-until = \"2032-12-31\"")
        .replace("= 1826", "= 365")
        .replace("[0, \"8-11\"]", "[0, \"8-10\"]")
        .replace("[\"credentials\", \"status-lists\"]", "[\"credentials\"]")
        // training is replaced
        .replace(&hex(key(33).public_key().as_bytes()), &hex(key(34).public_key().as_bytes()))
        // status lists
        .replace("list = 0\nentries = 1048576", "list = 1\nentries = 1048576")
        .replace("entries = 65536", "entries = 131072");
    let kid = |seed: u8| key(seed).public_key().kid();
    let expected = format!(
        "list changed
  version: 1 -> 2
  issued: 2026-01-01 -> 2026-02-01
  refresh by: 2026-02-10 -> 2026-03-10
key added {} PK-KP/TRAINING: \u{2068}نمونہ\u{2069}
  key: {}
  issuer: \"PK-KP/TRAINING\"
  name: \u{2068}\"نمونہ\"\u{2069}
  signs: 2026-01-01T08:30:00Z until before 2026-04-01
  verify until: 2026-04-01
  state: revoked since 2026-01-15T12:00:00Z
  longest lifetime: 90000 seconds
  usage: specimen
  scopes: none
  status lists: none
key changed {} PK-KP
  state: active -> suspended
key changed {} PK-KP/HEALTH: Health (TEST)
  name: \"Department of Health (TEST)\" -> \"Health (TEST)\"
  verify until: 2031-12-31 -> 2032-12-31
  longest lifetime: 1826 days -> 365 days
  usage: credentials, status-lists -> credentials
  scopes added: 4 (Driving licence), 20-24
  scopes removed: identity
  status lists removed: 11
key removed {} PK-KP/TRAINING: \u{2068}نمونہ\u{2069}
denied
  ff0102030405060708090a0b0c0d0e0f
no longer denied
  000102030405060708090a0b0c0d0e0f
status list 1 added
  entries: 1048576
  bits: 1
  URI: by its number
status list 8 changed
  entries: 65536 -> 131072
status list 0 removed
",
        kid(34),
        hex(key(34).public_key().as_bytes()),
        kid(31),
        kid(32),
        kid(33),
    );
    assert_eq!(diff(&old, &list_of(&text)).to_string(), expected);
}

#[test]
fn what_holders_would_refuse_is_a_warning() {
    let old = list_of(LIST);
    assert_eq!(diff(&old, &old).to_string(), "nothing changed\n");
    let changed = |from: &str, to: &str| diff(&old, &list_of(&LIST.replacen(from, to, 1))).to_string();
    let warning =
        "list changed\n  warning: this does not follow the old list; whoever holds that will refuse it\n";
    let kid = key(31).public_key().kid();
    let suspended = format!("{warning}key changed {kid} PK-KP\n  state: active -> suspended\n");
    assert_eq!(changed("state = \"active\"", "state = \"suspended\""), suspended);
    assert_eq!(changed("epoch = 1", "epoch = 2"), "list changed\n  epoch: 1 -> 2\n");
    let reordered =
        LIST.replace("version = 1", "version = 2").replace("[\"identity\", \"1-17\"]", "[\"0-17\"]");
    assert_eq!(diff(&old, &list_of(&reordered)).to_string(), "list changed\n  version: 1 -> 2\n");
    let same = diff(&list_of(&LIST.replace("version = 1", "version = 2")), &list_of(&reordered));
    assert_eq!(same.to_string(), warning);
    assert!(!same.is_empty());
}

#[test]
fn a_difference_between_roots_reads_like_this() {
    let old = root_of(ROOT);
    let public = |seed: u8| key(seed).public_key();
    let text = ROOT.replace("threshold = 3", "threshold = 4").replace("version = 1", "version = 2");
    let text = text.replace(&hex(public(23).as_bytes()), &hex(public(24).as_bytes()));
    let emergency =
        format!("\n[roles.emergency]\nthreshold = 1\nkeys = [\"{}\"]\n", hex(public(61).as_bytes()));
    let new = root_of(&(text.clone() + &emergency));
    let named = |seed: u8| format!("{}: {}", public(seed).kid(), hex(public(seed).as_bytes()));
    let expected = format!(
        "root changed
  version: 1 -> 2
  warning: the list role changes and the epoch does not rise
role root changed
  threshold: 3 of 5 -> 4 of 5
role list changed
  key added {}
  key removed {}
role emergency added
  threshold: 1 of 1
  key added {}
",
        named(24),
        named(23),
        named(61)
    );
    assert_eq!(diff_roots(&old, &new).to_string(), expected);
    let back = diff_roots(
        &new,
        &root_of(&text.replace("epoch = 1", "epoch = 2").replace("version = 2", "version = 3")),
    );
    assert_eq!(
        back.to_string(),
        "root changed\n  epoch: 1 -> 2\n  version: 2 -> 3\nrole emergency removed\n"
    );
    assert!(diff_roots(&old, &old).is_empty());
    assert_eq!(diff_roots(&old, &old).to_string(), "nothing changed\n");
    let fewer = old.clone().with_role(RoleName::List, common::role(2, &ROOT_KEYS)).unwrap();
    let fewer = diff_roots(&old, &fewer.with_version(2, 2).unwrap()).to_string();
    assert!(!fewer.contains("warning"), "{fewer}");
    assert_eq!(fewer.lines().filter(|line| line.starts_with("  key ")).count(), 6);
}

/// What looks alike is not alike: a signer sees every change.
#[test]
fn no_change_hides_behind_its_looks() {
    let with = |name: &str| list_of(&LIST.replacen("name = \"Department of Health (TEST)\"", name, 1));
    let (none, word) = (with(""), with("name = \"none\""));
    let shown = diff(&none, &word).to_string();
    assert!(shown.contains("  name: none -> \"none\"\n"), "{shown}");
    let (left, right) = (with("name = \"A\\u200E\""), with("name = \"A\\u200F\""));
    let shown = diff(&left, &right).to_string();
    assert!(shown.contains("  name: \"A\\u200E\" -> \"A\\u200F\"\n"), "{shown}");
}
