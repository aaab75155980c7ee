//! Any bytes as a token or a delta, or any payload of one under a good signature; and any encoding of a list.

#![no_main]

#[path = "../../tests/common/mod.rs"]
mod common;
mod forge;

use common::{DAY, START, STATUS, at, key, status_info, status_list, store_with};
use khyber_pass::registry::status::{DELTA_TYPE, TOKEN_TYPE};
use khyber_pass::{StatusList, StatusReference, StatusRegister, StatusStore, TrustStore};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static TRUST: LazyLock<TrustStore> = LazyLock::new(|| store_with(status_list()));

/// A store that holds the tokens of 11 January, so that a delta can be taken.
static HELD: LazyLock<StatusStore> = LazyLock::new(|| {
    let register = StatusRegister::new("pk-kp-test").unwrap().with_list(status_info(3, 1_000, 2)).unwrap();
    let mut register = register.with_list(status_info(4, 1_000, 1)).unwrap();
    let tokens = register.snapshot(at(START + 10 * DAY), at(START + 70 * DAY), None).unwrap();
    let tokens: Vec<_> = tokens.iter().map(|token| token.sign(&key(STATUS)).unwrap()).collect();
    let mut store = StatusStore::empty();
    assert!(store.apply(&tokens, &TRUST).is_complete());
    store
});

// The first byte says which.
fuzz_target!(|data: &[u8]| {
    match data.split_first() {
        Some((b'b', bytes)) => apply(bytes),
        Some((b't', payload)) if payload.len() < 0x1_0000 => {
            apply(&forge::typed(TOKEN_TYPE, payload, &key(STATUS)));
        }
        Some((b'd', payload)) if payload.len() < 0x1_0000 => {
            apply(&forge::typed(DELTA_TYPE, payload, &key(STATUS)));
        }
        Some((b'l', bytes)) => list(bytes),
        _ => {}
    }
});

/// What is refused changes nothing. What is taken is held, is held already the second time, comes back from
/// the stored state, and never makes anything older.
fn apply(document: &[u8]) {
    for before in [StatusStore::empty(), HELD.clone()] {
        let mut store = before.clone();
        let dates = |store: &StatusStore| store.lists().collect::<Vec<_>>();
        if !store.apply(&[document], &TRUST).is_complete() {
            assert_eq!(store.export(), before.export());
            continue;
        }
        for (list, as_of) in dates(&before) {
            assert!(dates(&store).iter().any(|(other, newer)| *other == list && *newer >= as_of));
        }
        let stored = store.export();
        assert!(store.apply(&[document], &TRUST).is_complete());
        assert_eq!(store.export(), stored);
        assert!(!store.apply(&[[document, &[0]].concat()], &TRUST).is_complete());
        let loaded = StatusStore::load(&stored, &TRUST).unwrap();
        assert_eq!(loaded.export(), stored);
        for (list, _) in dates(&store) {
            for index in 0..1_000 {
                let at = StatusReference { list: list.into(), index };
                assert!(store.get(at, &TRUST).is_some() && loaded.get(at, &TRUST) == store.get(at, &TRUST));
            }
        }
    }
}

/// What is read is written again to something that reads the same.
fn list(bytes: &[u8]) {
    if let Ok(list) = StatusList::from_cbor(bytes) {
        assert!(list.as_bytes().len() as u64 * 8 >= list.entries() * u64::from(list.bits()));
        assert_eq!(list.get(list.entries()), None);
        let again = StatusList::from_cbor(&list.to_cbor().unwrap()).unwrap();
        assert_eq!(again, list);
    }
}
