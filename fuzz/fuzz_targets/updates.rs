//! A stream of genuine, old, cut and forged documents of every kind: nothing that is held ever goes back, what is
//! refused changes nothing, and what is stored can be read again.

#![no_main]

#[path = "../../tests/common/mod.rs"]
mod common;

use common::{
    DAY, LIST_KEYS, NOW, ROOT_KEYS, START, STATUS, at, days, key, list_bytes, pinned, role, root_bytes,
};
use common::{status_info, status_list};
use khyber_pass::{
    Clock, Outcome, Policy, Root, ServiceCode, StatusReference, StatusRegister, StatusStore, TrustError,
    TrustList, TrustStore, UpdateReport, Verifier,
};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

const NEW_LIST_KEYS: [u8; 3] = [24, 25, 26];

static POOL: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| [roots(), lists(), tokens()].concat());

/// Successors in one epoch and into the next, two of one version, and one that nobody may sign.
fn roots() -> Vec<Vec<u8>> {
    let root = |version, epoch, lists: &[u8], signers: &[u8]| {
        let root = Root::new("pk-kp-test", days(START, 730), role(2, &ROOT_KEYS), role(2, lists)).unwrap();
        root_bytes(&root.with_version(version, epoch).unwrap(), signers)
    };
    vec![
        root(1, 1, &LIST_KEYS, &ROOT_KEYS[..2]),
        root(2, 1, &LIST_KEYS, &ROOT_KEYS[1..]),
        root(3, 2, &NEW_LIST_KEYS, &ROOT_KEYS[..2]),
        root(3, 1, &NEW_LIST_KEYS, &ROOT_KEYS[..2]),
        root(4, 2, &NEW_LIST_KEYS, &ROOT_KEYS[..2]),
        root(4, 2, &[201, 202, 203], &ROOT_KEYS[..1]),
    ]
}

/// Versions in two epochs, with and without status lists, long ago and ahead, and some that nobody may sign.
fn lists() -> Vec<Vec<u8>> {
    let mut documents = Vec::new();
    for (epoch, keys) in [(1, LIST_KEYS), (2, NEW_LIST_KEYS), (1, [201, 202, 203])] {
        for version in 1..=4 {
            documents.push(list_bytes(&status_list().with_version(version, epoch).unwrap(), &keys[1..]));
        }
        for (from, version) in [(START + 20 * DAY, 5), (NOW + 300 * DAY, 6), (START, u64::MAX)] {
            let list = TrustList::new("pk-kp-test", days(from, 120), at(from + 40 * DAY)).unwrap();
            documents.push(list_bytes(&list.with_version(version, epoch).unwrap(), &keys[..2]));
        }
    }
    documents
}

/// Snapshots of three days and the changes from each to the last.
fn tokens() -> Vec<Vec<u8>> {
    let register = StatusRegister::new("pk-kp-test").with_list(status_info(3, 1_000, 2)).unwrap();
    let mut register = register.with_list(status_info(4, 1_000, 1)).unwrap();
    let mut documents = Vec::new();
    for day in [5_u32, 10, 15] {
        register.revoke(&[StatusReference { list: 3, index: u64::from(day) }]).unwrap();
        let tokens = register.snapshot(at(START + i64::from(day) * DAY), at(START + 70 * DAY), None).unwrap();
        documents.extend(tokens.iter().map(|token| token.sign(&key(STATUS)).unwrap()));
        register.revoke(&[StatusReference { list: 4, index: u64::from(day) }]).unwrap();
        let delta = register.delta(at(START + (i64::from(day) + 2) * DAY)).unwrap();
        documents.push(delta.sign(&key(STATUS)).unwrap());
    }
    documents
}

// Three bytes a step: which document, which day, and whether the clock or the document is touched.
fuzz_target!(|data: &[u8]| {
    let pinned = pinned();
    let mut desk = Verifier::new(TrustStore::rooted(&pinned), Policy::for_service(ServiceCode::IDENTITY));
    for step in data.chunks(3).take(32) {
        let &[which, day, touch] = step else { return };
        let mut document = POOL[usize::from(which) % POOL.len()].clone();
        if let Some(byte) = (touch >= 128).then(|| usize::from(touch) * 7 % document.len()) {
            document[byte] ^= day | 1;
        }
        let time = at(START + i64::from(day) * 2 * DAY);
        let clock = match touch % 4 {
            0 => Clock::unknown(),
            1 => Clock::trusted(time),
            _ => Clock::device(time),
        };
        let before = desk.clone();
        let report = desk.apply(&[document], clock);
        lawful(&before, &desk, &report);
        let stored = desk.trust().export();
        let trust = TrustStore::load(&stored, &pinned).unwrap();
        assert_eq!(trust.export(), stored);
        let status = desk.status().export();
        match StatusStore::load(&status, &trust) {
            Ok(loaded) => assert_eq!(loaded.export(), status),
            Err(error) => assert!(error == TrustError::NoList && trust.list().is_none()),
        }
    }
});

fn lawful(before: &Verifier, after: &Verifier, report: &UpdateReport) {
    let height = |desk: &Verifier| {
        let store = desk.trust();
        (store.root().version(), store.root().epoch(), store.list().map_or(0, TrustList::version))
    };
    let (was, is) = (height(before), height(after));
    assert!(is.0 >= was.0 && is.1 >= was.1, "a root went back: {was:?} {is:?}");
    assert!(is.1 > was.1 || is.2 >= was.2 || is.2 == 0, "a list went back: {was:?} {is:?}");
    // Keys that no root names, or too few that one names, bring nothing in.
    let stolen = key(202).public_key();
    assert!(after.trust().root().roles().all(|(_, role)| !role.keys().contains(&stolen)));
    if report.lines().iter().any(|(_, outcome)| matches!(outcome, Outcome::Refused(_))) {
        assert_eq!(before.trust().export(), after.trust().export());
        assert_eq!(before.status().export(), after.status().export());
    }
    for (list, as_of) in before.status().lists() {
        let now = after.status().lists().find(|(other, _)| *other == list);
        // Status is dropped only with the trust that vouched for it.
        assert!(now.map_or(was != is, |(_, newer)| newer >= as_of));
    }
}
