//! What is read is written again to the same bytes: CBOR, messages in every envelope, texts, bundles, stored states. What
//! is compressed is written again to something that reads the same.

#![no_main]

#[path = "../../tests/common/mod.rs"]
mod common;
mod forge;
#[allow(dead_code)] // only what compresses nothing is used
#[path = "../../tests/forge/stream.rs"]
mod stream;

use ciborium::Value;
use common::{
    DAY, PROVINCE, START, STATUS, at, key, list_bytes, pinned, root_bytes, status_info, status_list,
};
use khyber_pass::untrusted::inspect;
use khyber_pass::{
    Body, Envelope, PinnedRoot, StatusRegister, StatusStore, TrustBundle, TrustStore, Verifier,
};
use khyber_pass::{Clock, Policy, ServiceCode};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

/// More than fits into a text.
const TOO_LONG: usize = 2_500;

static PINNED: LazyLock<PinnedRoot> = LazyLock::new(pinned);
static TRUST: LazyLock<TrustStore> = LazyLock::new(|| common::store_with(status_list()));

// The first byte says which.
fuzz_target!(|data: &[u8]| {
    match data.split_first() {
        Some((b'c', item)) if item.len() <= TOO_LONG => cbor(item),
        Some((b'm', message)) if message.len() <= TOO_LONG => envelopes(message),
        Some((b't', text)) => std::str::from_utf8(text).iter().for_each(|text| spelling(text)),
        Some((b'b', bytes)) => bundle(bytes),
        Some((b's', choices)) => states(choices),
        Some((b'x', bytes)) => state(bytes),
        _ => {}
    }
});

/// What the strict pass takes, another encoder writes to the same bytes; and what it refuses for its spelling, that
/// encoder would not write.
fn cbor(item: &[u8]) {
    let text = forge::credential(item, &key(PROVINCE));
    let stopped = inspect(&text).stopped_by().map(|reason| reason.code().name());
    let again = ciborium::from_reader::<Value, _>(item).ok().map(|value| {
        let mut bytes = Vec::new();
        ciborium::into_writer(&value, &mut bytes).unwrap();
        bytes
    });
    match stopped {
        None => assert_eq!(again.as_deref(), Some(item)),
        Some(
            code @ ("cbor.truncated" | "cbor.trailing" | "cbor.utf8" | "cbor.indefinite" | "cbor.long-head"),
        ) => {
            assert_ne!(again.as_deref(), Some(item), "{code}");
        }
        // Order, depth, numbers of entries, floats, simple values: the other encoder has no rule.
        Some(code) => assert!(code.starts_with("cbor."), "{code}"),
    }
}

/// A message is the same in each envelope, and is judged the same. JSON that is no more than compressed is somebody
/// else's (§1.6), and only the bare envelope is no more than that.
fn envelopes(message: &[u8]) {
    let zlib = stream::stored_zlib(message);
    let dictionary = stream::stored_dictionary_body(message);
    let texts = [
        (forge::text(message), Envelope::Kp1(Body::Raw)),
        (forge::text(&dictionary), Envelope::Kp1(Body::Dictionary)),
        (forge::text(&zlib), Envelope::Kp1(Body::Zlib)),
        (forge::base45(&zlib), Envelope::BareClaim169),
    ];
    // A body that is the message itself is known by its first byte.
    let first = usize::from(message.first() != Some(&0xD2));
    let mut stops = Vec::new();
    for (text, envelope) in &texts[first..] {
        let seen = inspect(text);
        if text.len() > khyber_pass::limits::TEXT_CHARS {
            continue;
        }
        if *envelope == Envelope::BareClaim169 && message.first() == Some(&b'{') {
            assert_eq!(seen.stopped_by().map(|reason| reason.code().name()), Some("envelope.foreign"));
            continue;
        }
        let inside = seen.message().expect("an envelope that is in order is opened");
        assert_eq!((inside.untrusted_bytes(), inside.envelope()), (message, *envelope));
        stops.push(seen.stopped_by().map(|reason| reason.code()));
    }
    assert!(stops.windows(2).all(|two| two[0] == two[1]), "{stops:?}");
}

/// A text whose body is not compressed has one spelling; what is in it goes through every envelope.
fn spelling(text: &str) {
    let seen = inspect(text);
    if let Some(message) = seen.message() {
        if message.envelope() == Envelope::Kp1(Body::Raw) {
            assert_eq!(forge::text(message.untrusted_bytes()), text);
        }
        envelopes(message.untrusted_bytes());
    }
    if let Ok(bundle) = TrustBundle::from_text(text) {
        self::bundle(&bundle.to_bytes());
    }
}

fn bundle(bytes: &[u8]) {
    let Ok(bundle) = TrustBundle::from_bytes(bytes) else { return };
    assert_eq!(bundle.to_bytes(), bytes);
    assert!(TrustBundle::from_bytes(&[bytes, &[0]].concat()).is_err());
    if let Ok(text) = bundle.to_long_text() {
        assert!(TrustBundle::from_text(&text).is_ok_and(|again| again == bundle));
        assert!(bundle.to_text().is_ok_and(|short| short == text) || text.len() > 4_296);
    }
    for body in [bytes.to_vec(), stream::stored_zlib(bytes)] {
        let text = format!("KPT:{}", forge::base45(&body));
        let fits = text.len() <= khyber_pass::limits::WHOLE_CHARS;
        assert!(!fits || TrustBundle::from_text(&text).is_ok_and(|again| again == bundle));
    }
}

/// Any bytes as a stored state. What is read is written again as it was.
fn state(bytes: &[u8]) {
    if let Ok(trust) = TrustStore::load(bytes, &PINNED) {
        assert_eq!(trust.export(), bytes);
    }
    if let Ok(status) = StatusStore::load(bytes, &TRUST) {
        // What the list no longer vouches for was left out: then what is left is written as it will stay.
        let exported = status.export();
        assert!(exported.len() <= bytes.len());
        assert_eq!(StatusStore::load(&exported, &TRUST).map(|again| again.export()), Ok(exported));
    }
    if let Ok(register) = StatusRegister::load(bytes) {
        // A compressed list has more than one spelling.
        let again = StatusRegister::load(&register.export().unwrap());
        assert!(again.is_ok_and(|again| again == register));
    }
}

/// A state that was come to by some documents, with bytes of it changed: three bytes a change.
fn states(choices: &[u8]) {
    let Some((chosen, changes)) = choices.split_first() else { return };
    let documents: Vec<_> =
        DOCUMENTS.iter().enumerate().filter(|(at, _)| chosen >> at & 1 == 1).map(|(_, one)| one).collect();
    let mut desk = Verifier::new(TrustStore::rooted(&PINNED), Policy::for_service(ServiceCode::IDENTITY));
    desk.apply(&documents, Clock::unknown());
    for stored in [desk.trust().export(), desk.status().export(), REGISTER.export().unwrap()] {
        state(&stored);
        let mut bytes = stored;
        for change in changes.chunks_exact(3).take(8) {
            let place = usize::from(u16::from_be_bytes([change[0], change[1]])) % bytes.len();
            bytes[place] ^= change[2];
        }
        state(&bytes);
    }
}

static REGISTER: LazyLock<StatusRegister> = LazyLock::new(|| {
    let register = StatusRegister::new("pk-kp-test").unwrap().with_list(status_info(3, 1_000, 2)).unwrap();
    let mut register = register.with_list(status_info(4, 1_000, 1)).unwrap();
    register.snapshot(at(START + 10 * DAY), at(START + 70 * DAY), None).unwrap();
    register.revoke(&[khyber_pass::StatusReference { list: 3, index: 7 }]).unwrap();
    register
});

/// The next root, two lists, two tokens and a delta.
static DOCUMENTS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let next = common::root().with_version(2, 1).unwrap();
    let list =
        |version| list_bytes(&status_list().with_version(version, 1).unwrap(), &common::LIST_KEYS[..2]);
    let register = StatusRegister::new("pk-kp-test").unwrap().with_list(status_info(3, 1_000, 2)).unwrap();
    let mut register = register.with_list(status_info(4, 1_000, 1)).unwrap();
    let tokens = register.snapshot(at(START + 10 * DAY), at(START + 70 * DAY), None).unwrap();
    register.revoke(&[khyber_pass::StatusReference { list: 3, index: 7 }]).unwrap();
    let delta = register.delta(at(START + 12 * DAY)).unwrap().sign(&key(STATUS)).unwrap();
    let mut documents = vec![root_bytes(&next, &common::ROOT_KEYS[..2]), list(1), list(2)];
    documents.extend(tokens.iter().map(|token| token.sign(&key(STATUS)).unwrap()));
    documents.push(delta);
    documents
});
