//! Trust documents, keys and clocks: what is taken, what is refused, what is left undecided.

mod common;
mod forge;

use ciborium::Value;
use common::{
    DAY, HEALTH, LIST_KEYS, NOW, PROVINCE, ROOT_KEYS, START, at, days, empty_list, entry, health_entry, key,
    list_bytes, now, people, pinned, role, root, root_bytes, store_with,
};
use curve25519_dalek::{EdwardsPoint, Scalar};
use forge::{bytes, encode, int, keyed, text};
use khyber_pass::{
    Class, Clock, Code, CredentialDigest, DocumentError, Draft, Entitlement, FieldError, Identity,
    IssueError, Issuer, KeyReason, KeyState, ListEntry, PinnedRoot, Place, Policy, Role, RoleName, Root,
    Scopes, ServiceCode, Signature, StandardStatus, StatusListInfo, StatusReference, StatusStore, TrustError,
    TrustList, TrustStore, Usage, Verifier,
};
use khyber_pass::{TimeError, Timestamp};
use sha2::{Digest, Sha512};

fn province_list() -> TrustList {
    empty_list().with_entry(entry(PROVINCE, "PK-KP")).unwrap()
}

fn open(list: &[u8]) -> Result<TrustStore, TrustError> {
    TrustStore::open(&pinned(), list, now())
}

fn refused(list: &[u8]) -> TrustError {
    open(list).unwrap_err()
}

#[test]
fn a_threshold_counts_distinct_keys() {
    let need = |have| TrustError::Threshold { role: RoleName::List, have, need: 2 };
    let list = province_list();
    assert!(open(&list_bytes(&list, &LIST_KEYS)).is_ok());
    assert_eq!(refused(&list_bytes(&list, &LIST_KEYS[..1])), need(1));
    assert_eq!(refused(&list_bytes(&list, &ROOT_KEYS)), need(0));
    assert_eq!(refused(&list_bytes(&list, &[LIST_KEYS[0], 99])), need(1));
    // A repeated signature is not a second key.
    let once = list_bytes(&list, &LIST_KEYS[..1]);
    assert_eq!(refused(&with_signers(&once, |signers| signers.push(signers[0].clone()))), need(1));
    // Surplus and unknown signatures do no harm.
    assert!(open(&list_bytes(&list, &[99, LIST_KEYS[0], 98, LIST_KEYS[2]])).is_ok());
}

/// Takes a document apart and lets a test change its signers.
fn with_signers(document: &[u8], change: impl Fn(&mut Vec<Value>)) -> Vec<u8> {
    let Value::Tag(98, inside) = ciborium::from_reader(document).unwrap() else { panic!() };
    let mut parts = inside.into_array().unwrap();
    let mut signers = parts.pop().unwrap().into_array().unwrap();
    change(&mut signers);
    parts.push(Value::Array(signers));
    encode(&Value::Tag(98, Box::new(Value::Array(parts))))
}

#[test]
fn a_malformed_signer_refuses_the_document() {
    let list = list_bytes(&province_list(), &LIST_KEYS);
    let code = |change: &dyn Fn(&mut Vec<Value>)| refused(&with_signers(&list, change)).code();
    assert_eq!(code(&|signers| signers.clear()), Code::TrustSigner);
    assert_eq!(code(&|signers| signers[2] = int(1)), Code::TrustSigner);
    assert_eq!(
        code(&|signers| signers[2] = Value::Array(vec![bytes(b""), keyed(&[]), bytes(&[0; 64])])),
        Code::TrustSigner
    );
    let unsigned_kid =
        Value::Array(vec![bytes(b"\xA1\x01\x27"), keyed(&[(4, bytes(&[0; 8]))]), bytes(&[0; 64])]);
    assert_eq!(code(&|signers| signers[0] = unsigned_kid.clone()), Code::TrustSigner);
    assert_eq!(code(&|signers| *signers = vec![signers[0].clone(); 33]), Code::TrustSigner);
}

#[test]
fn documents_of_another_kind_are_refused() {
    let root_document = root_bytes(&root(), &ROOT_KEYS);
    assert_eq!(refused(&root_document).code(), Code::TrustType);
    let list_document = list_bytes(&province_list(), &LIST_KEYS);
    assert_eq!(PinnedRoot::from_bytes(&list_document).unwrap_err().code(), Code::TrustType);
    let credential = Issuer::new("PK-KP", key(PROVINCE))
        .unwrap()
        .issue(&people::p1(common::five_years()).unwrap())
        .unwrap();
    assert_eq!(refused(credential.message()).code(), Code::TrustMalformed);
    assert_eq!(refused(b"").code(), Code::TrustMalformed);
    assert_eq!(refused(&vec![0; 65_537]).code(), Code::TrustSize);
    assert_eq!(refused(&[&list_document[..], &[0]].concat()).code(), Code::TrustMalformed);
}

#[test]
fn a_pin_fits_one_document() {
    let bytes = root_bytes(&root(), &ROOT_KEYS[..2]);
    let pin = *PinnedRoot::from_bytes(&bytes).unwrap().sha256();
    assert!(PinnedRoot::from_sha256(&pin, &bytes).is_ok());
    let resigned = root_bytes(&root(), &ROOT_KEYS[1..]);
    assert_eq!(PinnedRoot::from_sha256(&pin, &resigned), Err(TrustError::Pin));
    let below = root_bytes(&root(), &ROOT_KEYS[..1]);
    let need = TrustError::Threshold { role: RoleName::Root, have: 1, need: 2 };
    assert_eq!(PinnedRoot::from_bytes(&below), Err(need));
}

#[test]
fn roles_that_make_no_sense_are_refused() {
    let make = |root: Role, list: Role| Root::new("pk-kp-test", days(START, 730), root, list).err();
    let fine = || role(1, &[1]);
    let invalid = |threshold, keys| TrustError::ThresholdInvalid { role: RoleName::Root, threshold, keys };
    assert_eq!(make(role(0, &[1, 2]), role(1, &[3])), Some(invalid(0, 2)));
    assert_eq!(make(role(3, &[1, 2]), role(1, &[3])), Some(invalid(3, 2)));
    assert_eq!(make(role(1, &[]), role(1, &[3])), Some(invalid(1, 0)));
    assert_eq!(make(role(2, &[1, 1]), role(1, &[3])), Some(TrustError::KeyDuplicate));
    assert_eq!(make(fine(), fine()), Some(TrustError::KeyOverlap));
    let long = Root::new("pk-kp-test", days(START, 5 * 366 + 1), fine(), role(1, &[3]));
    assert_eq!(long.err(), Some(TrustError::Window));
}

/// Changes one field of the list's payload and has the list keys sign it.
fn forged_list(change: impl Fn(&mut Vec<(Value, Value)>)) -> Vec<u8> {
    let list = list_bytes(&province_list(), &LIST_KEYS);
    let Value::Tag(98, inside) = ciborium::from_reader(&list[..]).unwrap() else { panic!() };
    let parts = inside.into_array().unwrap();
    let (Value::Bytes(protected), Value::Bytes(payload)) = (&parts[0], &parts[2]) else { panic!() };
    let mut fields = ciborium::from_reader::<Value, _>(&payload[..]).unwrap().into_map().unwrap();
    change(&mut fields);
    let payload = encode(&Value::Map(fields));
    let sign = |seed: &u8| {
        let header = encode(&keyed(&[(1, int(-8)), (4, bytes(key(*seed).public_key().kid().as_bytes()))]));
        let parts = [text("Signature"), bytes(protected), bytes(&header), bytes(b""), bytes(&payload)];
        let signature = key(*seed).sign(&encode(&Value::Array(parts.to_vec())));
        Value::Array(vec![bytes(&header), keyed(&[]), bytes(signature.as_bytes())])
    };
    let signers = LIST_KEYS.iter().map(sign).collect();
    let parts = vec![bytes(protected), keyed(&[]), bytes(&payload), Value::Array(signers)];
    encode(&Value::Tag(98, Box::new(Value::Array(parts))))
}

/// Changes one field of the only entry.
fn forged_entry(key: i64, value: Option<Value>) -> Vec<u8> {
    forged_list(|fields| {
        let entries = fields.iter_mut().find(|(k, _)| *k == int(8)).unwrap().1.as_array_mut().unwrap();
        change_field(entries[0].as_map_mut().unwrap(), key, value.clone());
    })
}

fn change_field(fields: &mut Vec<(Value, Value)>, key: i64, value: Option<Value>) {
    fields.retain(|(k, _)| *k != int(key));
    fields.extend(value.map(|value| (int(key), value)));
    fields.sort_by_key(|(key, _)| encode(key));
}

#[test]
fn the_grammar_of_a_list_is_closed() {
    let field = |key: i64, value: Option<Value>| {
        refused(&forged_list(|f| change_field(f, key, value.clone()))).code()
    };
    assert!(open(&forged_list(|_| ())).is_ok(), "the forge itself is in order");
    assert_eq!(field(1, Some(int(2))), Code::TrustUnsupported);
    assert_eq!(field(2, Some(text("pk-kp"))), Code::TrustDomain);
    assert_eq!(field(2, Some(text(""))), Code::TrustMalformed);
    assert_eq!(field(3, Some(int(2))), Code::TrustEpoch);
    assert_eq!(field(4, Some(int(0))), Code::TrustMalformed);
    assert_eq!(field(4, None), Code::TrustMalformed);
    assert_eq!(field(5, Some(int(0))), Code::TrustMalformed);
    assert_eq!(field(6, Some(int(START))), Code::TrustWindow);
    assert_eq!(field(6, Some(int(START + 181 * DAY))), Code::TrustWindow);
    assert_eq!(field(7, Some(int(START + 121 * DAY))), Code::TrustWindow);
    assert_eq!(field(7, Some(int(START))), Code::TrustWindow);
    assert_eq!(field(9, Some(Value::Array(vec![]))), Code::TrustUnsupported);
    assert_eq!(field(10, Some(Value::Array(vec![bytes(&[0; 15])]))), Code::TrustMalformed);
    assert_eq!(field(11, Some(Value::Array(vec![int(1)]))), Code::TrustMalformed);
    assert_eq!(field(12, Some(int(1))), Code::TrustMalformed);
    let info = |list: i64| Value::Array(vec![int(list), int(10), int(1), Value::Null]);
    assert_eq!(field(11, Some(Value::Array(vec![info(3), info(3)]))), Code::TrustMalformed);
    assert!(open(&forged_list(|f| change_field(f, 11, Some(Value::Array(vec![info(3), info(4)]))))).is_ok());
}

#[test]
fn the_grammar_of_an_entry_is_closed() {
    let field = |key, value| refused(&forged_entry(key, Some(value))).code();
    assert_eq!(field(0, bytes(&[0; 8])), Code::TrustMalformed); // a kid is computed, never listed
    assert_eq!(field(1, bytes(&[0; 31])), Code::TrustMalformed);
    assert_eq!(field(1, bytes(&[0; 32])), Code::TrustKeyWeak);
    assert_eq!(field(1, bytes(&[0xFF; 32])), Code::TrustKeyWeak);
    assert_eq!(field(1, bytes(key(LIST_KEYS[0]).public_key().as_bytes())), Code::TrustKeyOverlap);
    assert_eq!(field(1, bytes(key(ROOT_KEYS[0]).public_key().as_bytes())), Code::TrustKeyOverlap);
    assert_eq!(field(2, text("")), Code::TrustMalformed);
    assert_eq!(field(2, text(&"P".repeat(33))), Code::TrustMalformed);
    assert_eq!(field(3, Value::Array(vec![int(65_536)])), Code::TrustMalformed);
    assert_eq!(field(3, Value::Array(vec![Value::Array(vec![int(200), int(100)])])), Code::TrustMalformed);
    assert_eq!(field(3, Value::Array(vec![Value::Array(vec![int(1)])])), Code::TrustMalformed);
    assert_eq!(field(4, int(START + 90 * DAY)), Code::TrustWindow);
    assert_eq!(field(6, int(START + 89 * DAY)), Code::TrustWindow);
    assert_eq!(field(7, int(5)), Code::TrustMalformed);
    assert_eq!(field(7, int(3)), Code::TrustMalformed); // since is missing
    assert_eq!(field(8, int(START)), Code::TrustMalformed); // since without state 3
    assert_eq!(field(9, int(0)), Code::TrustMalformed);
    assert_eq!(field(9, int(630_720_001)), Code::TrustMalformed);
    assert_eq!(field(11, text("")), Code::TrustMalformed);
    assert_eq!(field(12, int(0)), Code::TrustMalformed);
    assert_eq!(field(12, int(32)), Code::TrustMalformed);
    assert_eq!(refused(&forged_entry(3, None)).code(), Code::TrustMalformed);
    assert!(
        open(&forged_entry(3, Some(Value::Array(vec![int(7), Value::Array(vec![int(1), int(9)])])))).is_ok()
    );
}

#[test]
fn a_key_is_listed_once_and_lists_are_bounded() {
    assert_eq!(province_list().with_entry(entry(PROVINCE, "PK-KP/X")).err(), Some(TrustError::KeyDuplicate));
    let sixty_four =
        (100..164).fold(empty_list(), |list, seed| list.with_entry(entry(seed, "PK-KP")).unwrap());
    let limit = TrustError::TooManyKeys { found: 65, limit: 64 };
    assert_eq!(sixty_four.with_entry(entry(200, "PK-KP")).err(), Some(limit));
}

#[test]
fn a_list_lives_no_longer_than_its_root() {
    let short = Root::new("pk-kp-test", days(START, 100), role(1, &[1]), role(1, &LIST_KEYS)).unwrap();
    let pinned = PinnedRoot::from_bytes(&root_bytes(&short, &[1])).unwrap();
    let list = list_bytes(&province_list(), &LIST_KEYS);
    assert_eq!(TrustStore::open(&pinned, &list, now()).err(), Some(TrustError::Window));
    let list = TrustList::new("pk-kp-test", days(START, 100), at(START + DAY)).unwrap();
    let late = Clock::trusted(at(START + 101 * DAY));
    let expired = TrustError::RootExpired { at: at(START + 100 * DAY) };
    assert_eq!(TrustStore::open(&pinned, &list_bytes(&list, &LIST_KEYS), late).err(), Some(expired));
}

fn adult() -> Draft {
    people::p1(common::five_years()).unwrap()
}

fn verdict_of(entry: ListEntry, draft: &Draft, issuer: &str, clock: Clock) -> String {
    let text = Issuer::new(issuer, key(PROVINCE)).unwrap().issue(draft).unwrap();
    let trust = store_with(empty_list().with_entry(entry).unwrap());
    judge(&trust, &text, clock)
}

fn judge(trust: &TrustStore, text: &str, clock: Clock) -> String {
    match Verifier::new(trust.clone(), Policy::for_service(ServiceCode::SEHAT_CARD)).verify_at(text, clock) {
        Ok(card) => format!("Trusted {:?}", card.caveats()),
        Err(no) => format!("{} {}", no.class(), no.code()),
    }
}

#[test]
fn a_key_attests_only_what_its_entry_allows() {
    let with = |entry: ListEntry| verdict_of(entry, &adult(), "PK-KP", now());
    let good = || entry(PROVINCE, "PK-KP");
    assert_eq!(with(good()), "Trusted []");
    assert_eq!(with(good().with_scopes(Scopes::none())), "NotTrusted key.scope");
    let no_identity = Scopes::none().with_range(1, 65_535);
    assert_eq!(with(good().with_scopes(no_identity)), "NotTrusted key.scope");
    let no_driving = Scopes::none().with_range(0, 3);
    assert_eq!(with(good().with_scopes(no_driving)), "NotTrusted key.scope");
    assert_eq!(with(entry(PROVINCE, "PK-KP/HEALTH")), "NotTrusted key.issuer");
    assert_eq!(with(good().with_usage(Usage::STATUS)), "NotTrusted key.usage");
    assert_eq!(with(good().with_usage(Usage::CREDENTIAL.and(Usage::SPECIMEN))), "NotTrusted key.specimen");
    assert_eq!(with(good().with_longest_lifetime_days(1_825).unwrap()), "NotTrusted key.lifetime");
    assert_eq!(with(good().with_state(KeyState::Revoked)), "NotTrusted key.revoked");
    assert_eq!(with(good().with_state(KeyState::RevokedSince(at(START + DAY)))), "NotTrusted key.revoked");
    assert_eq!(
        with(good().with_state(KeyState::RevokedSince(at(START + DAY + 1)))),
        "Undecided key.before-compromise"
    );
    assert_eq!(with(good().with_state(KeyState::Suspended)), "Undecided key.suspended");
    assert_eq!(with(good().with_state(KeyState::Retired)), "Trusted [KeyRetired]");
    let until = |days| {
        ListEntry::new(key(PROVINCE).public_key(), "PK-KP", common::days(START, 90), at(START + days * DAY))
    };
    let until = |days| {
        until(days)
            .unwrap()
            .with_scopes(Scopes::none().with_range(0, 100))
            .with_longest_lifetime_days(3_650)
            .unwrap()
    };
    assert_eq!(with(until(1_827)), "Trusted []");
    assert_eq!(with(until(1_826)), "NotTrusted key.lifetime");
    let window = |from, length| {
        ListEntry::new(key(PROVINCE).public_key(), "PK-KP", days(from, length), at(START + 4_000 * DAY))
    };
    let window = |from, length| {
        window(from, length)
            .unwrap()
            .with_scopes(Scopes::none().with_range(0, 100))
            .with_longest_lifetime_days(3_650)
            .unwrap()
    };
    assert_eq!(with(window(START + DAY, 1)), "Trusted []");
    assert_eq!(with(window(START + DAY + 1, 90)), "NotTrusted key.window");
    assert_eq!(with(window(START, 1)), "NotTrusted key.window");
}

#[test]
fn an_issuer_refuses_what_verifiers_would_refuse() {
    let issue = |entry: ListEntry, seed: u8, draft: &Draft| {
        let list = empty_list().with_entry(entry).unwrap();
        Issuer::listed(&list, key(seed)).and_then(|issuer| issuer.issue(draft)).err()
    };
    let good = || entry(PROVINCE, "PK-KP");
    assert_eq!(issue(good(), PROVINCE, &adult()), None);
    let scope = IssueError::Key(KeyReason::Scope { service: ServiceCode::DRIVING_LICENCE });
    assert_eq!(issue(health_entry(), HEALTH, &adult()), Some(scope));
    let kid = key(HEALTH).public_key().kid();
    assert_eq!(issue(good(), HEALTH, &adult()), Some(IssueError::Key(KeyReason::Unknown { kid })));
    assert_eq!(issue(good().with_state(KeyState::Retired), PROVINCE, &adult()), Some(IssueError::Retired));
    let listed = || good().with_status_lists(3, 3).unwrap();
    assert_eq!(listed().with_status_lists(5, 3).unwrap_err().code(), Code::TrustMalformed);
    assert_eq!(issue(listed(), PROVINCE, &adult()), Some(IssueError::Status));
    let compact = |index| adult().with_status(StatusReference { list: 3, index });
    let standard = |uri: &str, index| StandardStatus { uri: uri.to_owned(), index };
    assert_eq!(issue(listed(), PROVINCE, &compact(7)), None);
    for wrong in [
        compact(u64::MAX),
        compact(7).with_standard_status(standard("kp:s/3", 8)),
        adult().with_standard_status(standard("kp:s/9", 7)),
        adult().with_standard_status(standard("kp:s/03", 7)),
        adult().with_standard_status(standard("https://example.pk/3", 7)),
    ] {
        assert_eq!(issue(listed(), PROVINCE, &wrong), Some(IssueError::Status));
    }
}

/// A list may change between two steps, or be another one: what counts is the list that decides.
#[test]
fn both_steps_ask_the_list_they_are_given() {
    let text = Issuer::new("PK-KP", key(PROVINCE)).unwrap().issue(&adult()).unwrap();
    let authentic = || {
        let signed = khyber_pass::SignedCredential::parse(&text).unwrap();
        signed.authenticate(&common::store(), now()).unwrap()
    };
    let policy = Policy::for_identity();
    let under = |list: TrustList| {
        authentic()
            .verify(&store_with(list), &StatusStore::empty(), &policy, now())
            .map(|_| ())
            .map_err(|no| no.code())
    };
    assert_eq!(under(province_list()), Ok(()));
    let revoked = empty_list().with_entry(entry(PROVINCE, "PK-KP").with_state(KeyState::Revoked)).unwrap();
    assert_eq!(under(revoked), Err(Code::KeyRevoked));
    assert_eq!(under(province_list().with_denied(text.digest())), Err(Code::CredentialDenied));
    assert_eq!(under(empty_list()), Err(Code::KeyUnknown));
}

/// What only a clock beyond the trust list says is not said of an entitlement either.
#[test]
fn a_clock_far_ahead_ends_no_entitlement() {
    let last_day = at(START + 200 * DAY).day(khyber_pass::CivilOffset::UTC);
    let service = Entitlement::new(ServiceCode::SEHAT_CARD).unwrap().with_last_day(last_day);
    let draft =
        Draft::new(adult().identity().unwrap().clone(), common::five_years()).with_entitlement(service);
    let judged = |clock| verdict_of(entry(PROVINCE, "PK-KP"), &draft, "PK-KP", clock);
    assert_eq!(judged(now()), "Trusted []");
    assert_eq!(judged(Clock::device(at(START + 365 * DAY))), "Undecided clock.ahead-or-trust-old");
    assert_eq!(judged(Clock::trusted(at(START + 365 * DAY))), "WrongPurpose entitlement.expired");
}

#[test]
fn a_list_that_no_reader_takes_is_not_prepared() {
    let mut list = province_list();
    let text = Issuer::new("PK-KP", key(PROVINCE)).unwrap().issue(&adult()).unwrap();
    for _ in 0..257 {
        list = list.with_denied(text.digest());
    }
    assert_eq!(list.prepare().unwrap_err().code(), Code::TrustMalformed);
}

#[test]
fn a_list_describes_256_status_lists() {
    let add = |list: TrustList, n: u16| list.with_status_list(common::status_info(n, 1_000, 1));
    let full = (0..256).try_fold(empty_list(), add).unwrap();
    assert!(full.prepare().is_ok());
    let place = Place { part: "list", key: 11 };
    let refused = FieldError::Length { place, found: 257, limit: 256 };
    assert_eq!(add(full, 256).unwrap_err(), refused.into());
}

#[test]
fn an_entry_has_256_ranges_of_each_kind() {
    let value = |key| TrustError::from(FieldError::Value { place: Place { part: "entry", key } });
    assert_eq!(largest_entry(PROVINCE).with_status_lists(512, 512).unwrap_err(), value(10));
    let listed = |count| empty_list().with_entry(entry(PROVINCE, "PK-KP").with_scopes(scopes(count)));
    assert!(listed(256).is_ok());
    assert_eq!(listed(257).unwrap_err(), value(3));
}

fn scopes(count: u16) -> Scopes {
    (0..count).fold(Scopes::none(), |scopes, n| scopes.with_range(2 * n, 2 * n))
}

fn largest_entry(seed: u8) -> ListEntry {
    let entry = entry(seed, "PK-KP").with_scopes(scopes(256));
    (0..256).try_fold(entry, |entry, n| entry.with_status_lists(2 * n, 2 * n)).unwrap()
}

/// There is room for the signatures of all who may sign.
#[test]
fn a_list_is_prepared_up_to_61440_bytes() {
    let base = (100..129).try_fold(empty_list(), |list, seed| list.with_entry(largest_entry(seed))).unwrap();
    let named = |list: TrustList, n: u16, chars: usize| {
        let uri = Some(format!("{n:03}{}", "u".repeat(chars - 3)));
        list.with_status_list(StatusListInfo { uri, ..common::status_info(n, 1_000, 1) }).unwrap()
    };
    let found = |list: &TrustList| match list.prepare() {
        Ok(_) => None,
        Err(TrustError::Document(DocumentError::TooLarge { found, limit: 61_440 })) => Some(found),
        Err(error) => panic!("{error}"),
    };
    let (mut list, mut n) = (base, 0);
    let beyond = loop {
        let longer = named(list.clone(), n, 120);
        match found(&longer) {
            None => (list, n) = (longer, n + 1),
            Some(found) => break found - 61_440,
        }
    };
    assert_eq!(found(&named(list.clone(), n, 120 - beyond)), None);
    assert_eq!(found(&named(list, n, 121 - beyond)), Some(61_441));
}

#[test]
fn one_credential_can_be_denied() {
    let text = Issuer::new("PK-KP", key(PROVINCE)).unwrap().issue(&adult()).unwrap();
    let trust = common::store();
    let signed = khyber_pass::SignedCredential::parse(&text).unwrap();
    let digest = signed.authenticate(&trust, now()).unwrap().digest();
    let trust = store_with(province_list().with_denied(digest));
    assert_eq!(judge(&trust, &text, now()), "NotTrusted credential.denied");
    let other = Issuer::new("PK-KP", key(PROVINCE))
        .unwrap()
        .issue(&people::p2(common::five_years()).unwrap())
        .unwrap();
    assert_eq!(judge(&trust, &other, now()), "Trusted []");
}

#[test]
fn a_status_reference_belongs_to_the_key() {
    let compact = |list, index| adult().with_status(StatusReference { list, index });
    let standard = |uri: &str, index| StandardStatus { uri: uri.to_owned(), index };
    let listed = || entry(PROVINCE, "PK-KP").with_status_lists(3, 4).unwrap();
    let info = StatusListInfo { list: 3, entries: 100, bits: 1, uri: Some("https://example.pk/s/3".into()) };
    let trust = store_with(empty_list().with_entry(listed()).unwrap().with_status_list(info).unwrap());
    let judge = |draft: &Draft| {
        let text = Issuer::new("PK-KP", key(PROVINCE)).unwrap().issue(draft).unwrap();
        judge(&trust, &text, now())
    };
    assert_eq!(judge(&adult()), "NotTrusted status.required");
    assert_eq!(judge(&compact(3, 99)), "Undecided status.missing");
    assert_eq!(judge(&compact(4, 0)), "Undecided status.missing");
    assert_eq!(judge(&compact(3, 100)), "NotTrusted status.reference");
    assert_eq!(judge(&compact(5, 0)), "NotTrusted status.reference");
    assert_eq!(judge(&compact(65_539, 0)), "NotTrusted status.reference");
    assert_eq!(judge(&compact(4, 16_777_216)), "NotTrusted status.reference");
    assert_eq!(judge(&compact(4, u64::MAX)), "NotTrusted status.reference");
    let by_uri = |uri: &str, index| judge(&adult().with_standard_status(standard(uri, index)));
    assert_eq!(by_uri("https://example.pk/s/3", 7), "Undecided status.missing");
    assert_eq!(by_uri("kp:s/4", 7), "Undecided status.missing");
    assert_eq!(by_uri("kp:s/5", 7), "NotTrusted status.reference");
    assert_eq!(by_uri("https://example.pk/s/4", 7), "NotTrusted status.reference");
    let both = |uri: &str, index| judge(&compact(3, 7).with_standard_status(standard(uri, index)));
    assert_eq!(both("https://example.pk/s/3", 7), "Undecided status.missing");
    assert_eq!(both("https://example.pk/s/3", 8), "NotTrusted status.reference");
    assert_eq!(both("kp:s/4", 7), "NotTrusted status.reference");
    // A key without status lists may point nowhere.
    assert_eq!(
        verdict_of(entry(PROVINCE, "PK-KP"), &compact(3, 1), "PK-KP", now()),
        "NotTrusted status.reference"
    );
}

#[test]
fn clocks_are_believed_as_far_as_they_can_be() {
    let issued = START + DAY;
    let draft = |days| {
        Draft::new(adult().identity().unwrap().clone(), common::days(issued, days))
            .with_entitlement(Entitlement::new(ServiceCode::SEHAT_CARD).unwrap())
    };
    let judged = |days, clock| verdict_of(entry(PROVINCE, "PK-KP"), &draft(days), "PK-KP", clock);
    let (device, trusted) = (|t| Clock::device(at(t)), |t| Clock::trusted(at(t)));
    let exp = issued + 10 * DAY;
    for clock in [device, trusted] {
        assert_eq!(judged(10, clock(exp - 301)), "Trusted []");
        assert_eq!(judged(10, clock(exp - 300)), "Trusted [ClockSkew]");
        assert_eq!(judged(10, clock(exp + 299)), "Trusted [ClockSkew]");
        assert_eq!(judged(10, clock(exp + 300)), "NotTrusted time.expired");
    }
    assert_eq!(judged(10, trusted(issued - 301)), "NotTrusted time.issued-in-future");
    assert_eq!(judged(10, device(issued - 301)), "Undecided clock.or-credential");
    assert_eq!(judged(10, device(issued - 240)), "Trusted [ClockSkew]");
    // Before the newest signed date, START: only the floor counts.
    assert_eq!(judged(10, device(1)), "Undecided clock.unknown");
    assert_eq!(judged(10, Clock::unknown()), "Undecided clock.unknown");
    assert_eq!(judged(10, trusted(START - 301)), "Undecided clock.contradicted");
    // Beyond the list, and no signed date agrees: the clock or the list.
    assert_eq!(judged(10, device(START + 365 * DAY)), "Undecided clock.ahead-or-trust-old");
    assert_eq!(judged(10, trusted(START + 365 * DAY)), "NotTrusted time.expired");
    assert_eq!(judged(1_000, device(START + 365 * DAY)), "Undecided trust.list-expired");
    assert_eq!(judged(1_000, device(START + 41 * DAY)), "Trusted [TrustListStale]");
}

#[test]
fn what_expired_before_the_floor_is_expired_by_any_clock() {
    let old = Draft::new(adult().identity().unwrap().clone(), common::days(START - 20 * DAY, 10));
    let text = Issuer::new("PK-KP", key(PROVINCE)).unwrap().issue(&old).unwrap();
    let earlier = ListEntry::new(
        key(PROVINCE).public_key(),
        "PK-KP",
        days(START - 30 * DAY, 90),
        at(START + 4_000 * DAY),
    );
    let earlier = earlier.unwrap().with_scopes(Scopes::none().with(ServiceCode::IDENTITY));
    let trust = store_with(empty_list().with_entry(earlier).unwrap());
    for clock in [Clock::unknown(), Clock::device(at(1)), now()] {
        let refused =
            Verifier::new(trust.clone(), Policy::for_identity()).verify_at(&text, clock).unwrap_err();
        assert_eq!(refused.code(), Code::TimeExpired);
    }
}

#[test]
fn a_date_not_before_is_kept() {
    let later = common::days(START + DAY, 100).with_not_before(at(NOW + 10 * DAY)).unwrap();
    let draft = Draft::new(adult().identity().unwrap().clone(), later);
    let judged = |clock| {
        verdict_of(
            entry(PROVINCE, "PK-KP"),
            &draft.clone().with_entitlement(Entitlement::new(ServiceCode::SEHAT_CARD).unwrap()),
            "PK-KP",
            clock,
        )
    };
    assert_eq!(judged(now()), "NotTrusted time.not-yet-valid");
    assert_eq!(judged(Clock::device(at(NOW + 11 * DAY))), "Trusted [TrustListStale]");
}

#[test]
fn an_unknown_key_means_less_when_the_list_is_old() {
    let text = Issuer::new("PK-KP", key(77)).unwrap().issue(&adult()).unwrap();
    let trust = common::store();
    assert_eq!(judge(&trust, &text, now()), "NotTrusted key.unknown");
    assert_eq!(judge(&trust, &text, Clock::device(at(START + 41 * DAY))), "Undecided key.unknown-list-old");
    assert_eq!(judge(&trust, &text, Clock::unknown()), "Undecided key.unknown-list-old");
}

#[test]
fn only_what_is_genuine_shows_a_name() {
    let health = Issuer::new("PK-KP/HEALTH", key(HEALTH)).unwrap();
    let one = adult().disclose(khyber_pass::Disclosure::Service(ServiceCode::SEHAT_CARD)).unwrap();
    let text = health.issue(&one).unwrap();
    let desk = Verifier::new(common::store(), Policy::for_service(ServiceCode::DRIVING_LICENCE));
    let refused = desk.verify_at(&text, now()).unwrap_err();
    assert_eq!((refused.class(), refused.code()), (Class::WrongPurpose, Code::PurposeServiceMissing));
    let minimum = refused.minimum().unwrap();
    assert_eq!(minimum.full_name().unwrap().to_string(), "Namuna Khan");
    assert_eq!(minimum.issuer(), "Department of Health (TEST)");
    let expired = desk.verify_at(&text, Clock::trusted(at(START + 3_000 * DAY))).unwrap_err();
    assert_eq!(expired.class(), Class::NotTrusted);
    assert!(expired.authentic().is_some() && expired.minimum().is_none());
}

/// The civil day of the desk decides, not the day of UTC.
#[test]
fn days_end_at_midnight_in_peshawar() {
    let person =
        Identity::new(khyber_pass::text::Name::new("Namuna", khyber_pass::text::Language::ENGLISH).unwrap());
    let today = at(NOW).day(khyber_pass::CivilOffset::UTC);
    let service = Entitlement::new(ServiceCode::SEHAT_CARD).unwrap().with_last_day(today);
    let draft = Draft::new(person, common::five_years()).with_entitlement(service);
    let midnight = NOW + DAY - 5 * 3_600; // 24:00 in UTC+5
    let judged = |t| verdict_of(entry(PROVINCE, "PK-KP"), &draft, "PK-KP", Clock::device(at(t)));
    assert_eq!(judged(midnight - 301), "Trusted []");
    assert_eq!(judged(midnight + 1), "Trusted [ClockSkew]");
    assert_eq!(judged(midnight + 301), "WrongPurpose entitlement.expired");
}

/// One key under two kids is one key: the kid is computed from it, and another one finds nothing.
#[test]
fn a_key_does_not_count_under_a_second_kid() {
    let once = list_bytes(&province_list(), &LIST_KEYS[..1]);
    let Value::Tag(98, inside) = ciborium::from_reader(&once[..]).unwrap() else { panic!() };
    let parts = inside.into_array().unwrap();
    let alien = encode(&keyed(&[(1, int(-8)), (4, bytes(&[7; 8]))]));
    let signed = [text("Signature"), parts[0].clone(), bytes(&alien), bytes(b""), parts[2].clone()];
    let signature = key(LIST_KEYS[0]).sign(&encode(&Value::Array(signed.to_vec())));
    let second = Value::Array(vec![bytes(&alien), keyed(&[]), bytes(signature.as_bytes())]);
    let both = with_signers(&once, |signers| signers.push(second.clone()));
    assert_eq!(refused(&both), TrustError::Threshold { role: RoleName::List, have: 1, need: 2 });
}

#[test]
fn keys_of_roles_sign_no_credentials() {
    for seed in [ROOT_KEYS[0], LIST_KEYS[0]] {
        let text = Issuer::new("PK-KP", key(seed)).unwrap().issue(&adult()).unwrap();
        assert_eq!(judge(&common::store(), &text, now()), "NotTrusted key.unknown");
    }
}

/// The denial names what was signed, so another envelope or signature does not help.
#[test]
fn a_denied_credential_stays_denied_in_every_envelope() {
    let text = Issuer::new("PK-KP", key(PROVINCE)).unwrap().issue(&adult()).unwrap();
    let trust = store_with(province_list().with_denied(text.digest()));
    let again = Issuer::new("PK-KP", key(PROVINCE)).unwrap().issue(&adult()).unwrap();
    for text in [&text.to_bare_claim169().unwrap(), again.as_str(), &forge::raw_text(text.message())] {
        assert_eq!(judge(&trust, text, now()), "NotTrusted credential.denied");
    }
}

#[test]
fn no_clock_is_too_odd() {
    for seconds in [i64::MIN, -1, 0, 253_402_300_800, i64::MAX] {
        assert_eq!(Timestamp::new(seconds), Err(TimeError::Range { found: seconds }));
    }
    let text = Issuer::new("PK-KP", key(PROVINCE)).unwrap().issue(&adult()).unwrap();
    let trust = common::store();
    assert_eq!(judge(&trust, &text, Clock::device(Timestamp::MIN)), "Undecided clock.unknown");
    assert_eq!(judge(&trust, &text, Clock::device(Timestamp::MAX)), "Undecided clock.ahead-or-trust-old");
    assert_eq!(judge(&trust, &text, Clock::trusted(Timestamp::MAX)), "NotTrusted time.expired");
    assert_eq!(judge(&trust, &text, Clock::trusted(Timestamp::MIN)), "Undecided clock.contradicted");
}

/// A list from a device's future is evidence that its clock is behind, and raises the floor under it.
#[test]
fn a_list_from_the_future_corrects_the_clock() {
    let behind = Clock::device(at(START - 10 * DAY));
    let trust = TrustStore::open(&pinned(), &list_bytes(&province_list(), &LIST_KEYS), behind).unwrap();
    assert_eq!(trust.floor(), at(START));
    let text = Issuer::new("PK-KP", key(PROVINCE)).unwrap().issue(&adult()).unwrap();
    let refused = Verifier::new(trust, Policy::for_identity()).verify_at(&text, behind).unwrap_err();
    assert_eq!((refused.code(), refused.caveats()), (Code::ClockUnknown, &[Code::ClockBehind][..]));
}

/// Twenty hours UTC is tomorrow in Peshawar: who turns eighteen tomorrow is eighteen.
#[test]
fn an_age_is_counted_in_civil_days() {
    let evening = at(NOW + 20 * 3_600);
    let born = khyber_pass::BirthDate::parse("2008-02-02").unwrap();
    let age = |offset| born.age_at_least(18, evening.day(offset));
    assert_eq!(age(khyber_pass::CivilOffset::PAKISTAN), khyber_pass::Answer::Yes);
    assert_eq!(age(khyber_pass::CivilOffset::UTC), khyber_pass::Answer::No);
}

/// Five things that earlier systems showed as one red screen.
#[test]
fn five_troubles_are_told_apart() {
    let trust = common::store();
    let office = Issuer::new("PK-KP", key(PROVINCE)).unwrap();
    let card = office.issue(&adult()).unwrap();
    let short = Draft::new(adult().identity().unwrap().clone(), days(START + DAY, 10));
    let stranger = Issuer::new("PK-KP", key(99)).unwrap().issue(&adult()).unwrap();
    let mut forged = card.message().to_vec();
    *forged.last_mut().unwrap() ^= 1;
    let arms = Verifier::new(trust.clone(), Policy::for_service(ServiceCode::ARMS_LICENCE));
    let other_desk = arms.verify_at(&card, now()).unwrap_err();
    let told = [
        judge(&trust, &forge::raw_text(&forged), now()),
        judge(&trust, &office.issue(&short).unwrap(), now()),
        judge(&trust, &stranger, Clock::device(at(START + 41 * DAY))),
        judge(&trust, &card, Clock::device(at(1))),
        format!("{} {}", other_desk.class(), other_desk.code()),
    ];
    let expected = [
        "NotTrusted cose.signature",
        "NotTrusted time.expired",
        "Undecided key.unknown-list-old",
        "Undecided clock.unknown",
        "WrongPurpose purpose.service-missing",
    ];
    assert_eq!(told, expected);
}

/// A signature of the same key over the same bytes that is none of RFC 8032's: another R. Machines that keep keys may
/// make such ones.
fn signed_another_way(seed: u8, message: &[u8]) -> Signature {
    let expanded = Sha512::digest([seed; 32]);
    let mut secret: [u8; 32] = expanded[..32].try_into().unwrap();
    (secret[0], secret[31]) = (secret[0] & 0xF8, secret[31] & 0x3F | 0x40);
    let (secret, nonce) = (Scalar::from_bytes_mod_order(secret), Scalar::from(7_u8));
    let point = EdwardsPoint::mul_base(&nonce).compress();
    let hash = Sha512::new().chain_update(point.0).chain_update(key(seed).public_key().as_bytes());
    let hash: [u8; 64] = hash.chain_update(message).finalize().into();
    let rest = nonce + Scalar::from_bytes_mod_order_wide(&hash) * secret;
    Signature::from_bytes([point.0, rest.to_bytes()].concat().try_into().unwrap())
}

/// Two people merge their working files in different orders. They get the same document, even if one key signed twice.
#[test]
fn of_two_signatures_of_one_key_the_same_one_is_kept() {
    let list = empty_list().prepare().unwrap();
    let public = key(LIST_KEYS[0]).public_key();
    let bytes = list.to_be_signed(&public);
    let two = [key(LIST_KEYS[0]).sign(&bytes), signed_another_way(LIST_KEYS[0], &bytes)];
    assert_ne!(two[0], two[1]);
    let smaller = if two[0].as_bytes() < two[1].as_bytes() { two[0] } else { two[1] };
    let kept = list.clone().attach(&public, smaller).unwrap().finish();
    for [first, second] in [two, [two[1], two[0]]] {
        let both = list.clone().attach(&public, first).unwrap().attach(&public, second).unwrap();
        assert_eq!(both.signers().collect::<Vec<_>>(), [&public]);
        assert_eq!(both.finish(), kept);
    }
}

/// Everything that is written into a list can be read out of it, by an application that shows or compares lists.
#[test]
fn a_list_shows_all_that_it_says() {
    let scopes = Scopes::none().with(ServiceCode::SEHAT_CARD);
    let full =
        ListEntry::new(key(HEALTH).public_key(), "PK-KP/HEALTH", days(START, 90), at(START + 400 * DAY))
            .unwrap()
            .with_scopes(scopes.clone())
            .with_state(KeyState::Retired)
            .with_longest_lifetime_seconds(7_200)
            .unwrap()
            .with_status_lists(3, 4)
            .unwrap()
            .with_status_lists(9, 9)
            .unwrap()
            .with_name("Department of Health (TEST)")
            .unwrap()
            .with_usage(Usage::CREDENTIAL.and(Usage::STATUS));
    let denied = [CredentialDigest::from_bytes([7; 16]), CredentialDigest::from_bytes([9; 16])];
    let info = common::status_info(3, 1_000, 2);
    let list = empty_list().with_version(5, 1).unwrap().with_entry(full).unwrap();
    let list = list.with_denied(denied[0]).with_denied(denied[1]).with_status_list(info.clone()).unwrap();
    let store = open(&list_bytes(&list, &LIST_KEYS)).unwrap();
    let list = store.list().unwrap();
    assert_eq!((list.domain(), list.version(), list.epoch()), ("pk-kp-test", 5, 1));
    let dates = [list.issued_at(), list.refresh_by(), list.expires_at()];
    assert_eq!(dates, [at(START), at(START + 40 * DAY), at(START + 120 * DAY)]);
    assert_eq!((list.denied(), list.status_lists()), (&denied[..], &[info][..]));
    let [entry] = list.entries().collect::<Vec<_>>()[..] else { panic!() };
    assert_eq!((entry.key(), entry.issuer()), (&key(HEALTH).public_key(), "PK-KP/HEALTH"));
    assert_eq!((entry.scopes(), entry.state()), (&scopes, KeyState::Retired));
    assert_eq!(entry.window(), (at(START), at(START + 90 * DAY)));
    assert_eq!((entry.verify_until(), entry.longest_lifetime_seconds()), (at(START + 400 * DAY), 7_200));
    assert_eq!(entry.status_lists(), [(3, 4), (9, 9)]);
    assert_eq!(
        (entry.name(), entry.display_name()),
        (Some("Department of Health (TEST)"), "Department of Health (TEST)")
    );
    assert_eq!(entry.usage(), Usage::CREDENTIAL.and(Usage::STATUS));
    assert_eq!(entry.usage().and(Usage::STATUS), entry.usage());
    let unnamed = province_list();
    let [entry] = unnamed.entries().collect::<Vec<_>>()[..] else { panic!() };
    assert_eq!((entry.name(), entry.display_name()), (None, "PK-KP"));
    let root = store.root();
    assert_eq!((root.domain(), root.version(), root.epoch()), ("pk-kp-test", 1, 1));
    assert_eq!((root.issued_at(), root.expires_at()), (at(START), at(START + 730 * DAY)));
    let roles: Vec<_> =
        root.roles().map(|(name, role)| (name, role.threshold(), role.keys().to_vec())).collect();
    let keys = |seeds: [u8; 3]| seeds.map(|seed| key(seed).public_key()).to_vec();
    assert_eq!(roles, [(RoleName::Root, 2, keys(ROOT_KEYS)), (RoleName::List, 2, keys(LIST_KEYS))]);
    assert_eq!(store.documents(), [list_bytes(list, &LIST_KEYS)]);
    assert_eq!(denied[0].as_bytes(), &[7; 16]);
}
