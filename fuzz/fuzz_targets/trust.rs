//! Any bytes as a root or a list; and any payload of one, under enough good signatures.

#![no_main]

#[path = "../../tests/common/mod.rs"]
mod common;
mod forge;

use common::{LIST_KEYS, ROOT_KEYS, key, list_bytes, now, pinned, root_bytes};
use khyber_pass::registry::trust::{LIST_TYPE, ROOT_TYPE};
use khyber_pass::{PinnedRoot, TrustStore};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static PINNED: LazyLock<PinnedRoot> = LazyLock::new(pinned);

// The first byte says which.
fuzz_target!(|data: &[u8]| {
    match data.split_first() {
        Some((b'r', bytes)) => root(bytes),
        Some((b'l', bytes)) => list(bytes),
        Some((b'R', payload)) if payload.len() < 0x1_0000 => root(&forge::document(
            ROOT_TYPE,
            payload,
            &ROOT_KEYS[..2].iter().map(|seed| key(*seed)).collect::<Vec<_>>(),
        )),
        Some((b'L', payload)) if payload.len() < 0x1_0000 => list(&forge::document(
            LIST_TYPE,
            payload,
            &LIST_KEYS[1..].iter().map(|seed| key(*seed)).collect::<Vec<_>>(),
        )),
        _ => {}
    }
});

fn root(bytes: &[u8]) {
    if let Ok(pinned) = PinnedRoot::from_bytes(bytes) {
        assert_eq!(
            PinnedRoot::from_sha256(pinned.sha256(), bytes).map(|again| *again.sha256()),
            Ok(*pinned.sha256())
        );
        assert!(PinnedRoot::from_bytes(&[bytes, &[0]].concat()).is_err());
        // What is read is written again to something that reads the same.
        let again = PinnedRoot::from_bytes(&root_bytes(pinned.root(), &ROOT_KEYS[..2]));
        assert_eq!(again.map(|again| again.root().clone()), Ok(pinned.root().clone()));
    }
}

fn list(bytes: &[u8]) {
    if let Ok(store) = TrustStore::open(&PINNED, bytes, now()) {
        assert!(TrustStore::open(&PINNED, &[bytes, &[0]].concat(), now()).is_err());
        let stored = store.export();
        assert_eq!(TrustStore::load(&stored, &PINNED).unwrap().export(), stored);
        let list = store.list().unwrap();
        if list.prepare().is_ok() {
            let again = TrustStore::open(&PINNED, &list_bytes(list, &LIST_KEYS[1..]), now()).unwrap();
            assert_eq!(again.list(), Some(list));
        }
    }
}
