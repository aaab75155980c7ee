//! Trust over time: roots that follow each other, lists that replace each other, nothing that goes back.

mod common;

use common::{
    DAY, LIST_KEYS, NEW_LIST_KEYS, NEW_ROOT_KEYS, NOW, PROVINCE, ROOT_KEYS, START, at, days, empty_list,
    entry, key, list, list_bytes, now, people, pinned, role, root, root_bytes, signed,
};
use khyber_pass::{
    Clock, Code, Issuer, Kind, Minimums, Outcome, PinnedRoot, Policy, Role, RoleName, Root, TrustError,
    TrustList, TrustStore, Verifier,
};

fn store() -> TrustStore {
    TrustStore::open(&pinned(), &signed(&list(5, 1)), now()).unwrap()
}

/// A root of the given version with the given keys.
fn next_root(version: u64, epoch: u64, root_keys: &[u8], list_role: Role) -> Root {
    let root = Root::new("pk-kp-test", days(START, 730), role(2, root_keys), list_role).unwrap();
    root.with_version(version, epoch).unwrap()
}

fn same_keys(version: u64) -> Root {
    next_root(version, 1, &ROOT_KEYS, role(2, &LIST_KEYS))
}

/// Applies one document that must be refused, and shows that nothing has changed, byte for byte.
fn refused(store: &mut TrustStore, document: &[u8], clock: Clock) -> TrustError {
    let before = store.export();
    let report = store.apply(&[document], clock);
    assert_eq!(store.export(), before, "a refused document changed something");
    match report.lines() {
        [(_, Outcome::Refused(error))] => *error,
        other => panic!("{other:?}"),
    }
}

fn accepted(store: &mut TrustStore, document: &[u8]) {
    let report = store.apply(&[document], now());
    assert!(matches!(report.lines(), [(_, Outcome::Accepted)]), "{report}");
}

#[test]
fn lists_replace_older_ones_and_never_go_back() {
    let mut store = store();
    assert_eq!(refused(&mut store, &signed(&list(4, 1)), now()), TrustError::Rollback { found: 4, held: 5 });
    accepted(&mut store, &signed(&list(7, 1)));
    assert_eq!(store.list().unwrap().version(), 7);
    assert_eq!(refused(&mut store, &signed(&list(6, 1)), now()), TrustError::Rollback { found: 6, held: 7 });
    // The same contents under other signatures are the same document.
    let again = store.apply(&[list_bytes(&list(7, 1), &LIST_KEYS[1..])], now());
    assert_eq!(again.lines(), [(Kind::List { version: 7 }, Outcome::HeldAlready)]);
    let other = list(7, 1).with_entry(entry(99, "PK-KP/X")).unwrap();
    assert_eq!(refused(&mut store, &signed(&other), now()), TrustError::Equivocation { version: 7 });
    let earlier = TrustList::new("pk-kp-test", days(START - DAY, 120), at(START + DAY)).unwrap();
    let earlier = earlier.with_version(8, 1).unwrap();
    let expected = TrustError::IssuedEarlier { found: at(START - DAY) };
    assert_eq!(refused(&mut store, &signed(&earlier), now()), expected);
}

#[test]
fn an_expired_list_is_taken_when_it_is_newer() {
    let mut store = store();
    let late = Clock::trusted(at(START + 200 * DAY));
    let report = store.apply(&[signed(&list(6, 1))], late);
    assert_eq!(report.lines(), [(Kind::List { version: 6 }, Outcome::Accepted)]);
}

#[test]
fn a_new_root_needs_the_old_and_the_new_threshold() {
    let next = next_root(2, 1, &NEW_ROOT_KEYS, role(2, &LIST_KEYS));
    let document = |signers: &[u8]| root_bytes(&next, signers);
    let mut store = store();
    let old = |have| TrustError::OldThreshold { have, need: 2 };
    let new = |have| TrustError::Threshold { role: RoleName::Root, have, need: 2 };
    assert_eq!(refused(&mut store, &document(&NEW_ROOT_KEYS), now()), old(0));
    assert_eq!(refused(&mut store, &document(&[11, 14, 15]), now()), old(1));
    assert_eq!(refused(&mut store, &document(&[11, 12]), now()), new(0));
    assert_eq!(refused(&mut store, &document(&[11, 12, 14]), now()), new(1));
    accepted(&mut store, &document(&[11, 12, 14, 15]));
    assert_eq!((store.root().version(), store.list().unwrap().version()), (2, 5));
}

#[test]
fn roots_follow_each_other_without_gaps() {
    let both = |root: &Root| root_bytes(root, &ROOT_KEYS[..2]);
    let mut store = store();
    assert_eq!(refused(&mut store, &both(&same_keys(3)), now()), TrustError::RootGap { held: 1, found: 3 });
    // Together, and in the wrong order, they are taken in the right one.
    let report = store.apply(&[both(&same_keys(3)), both(&same_keys(2))], now());
    assert!(report.is_complete(), "{report}");
    assert_eq!(store.root().version(), 3);
    let known = store.apply(&[both(&same_keys(2)), both(&root())], now());
    let held = |version| (Kind::Root { version }, Outcome::HeldAlready);
    assert_eq!(known.lines(), [held(2), held(1)]);
    let other = next_root(2, 1, &NEW_ROOT_KEYS, role(2, &LIST_KEYS));
    assert_eq!(refused(&mut store, &both(&other), now()), TrustError::Equivocation { version: 2 });
    let far = next_root(u64::MAX, 1, &ROOT_KEYS, role(2, &LIST_KEYS));
    let gap = TrustError::RootGap { held: 3, found: u64::MAX };
    assert_eq!(refused(&mut store, &both(&far), now()), gap);
}

#[test]
fn a_root_older_than_the_pin_is_refused() {
    let third = PinnedRoot::from_bytes(&root_bytes(&same_keys(3), &ROOT_KEYS)).unwrap();
    let mut store = TrustStore::rooted(&third);
    let first = root_bytes(&root(), &ROOT_KEYS);
    assert_eq!(refused(&mut store, &first, now()), TrustError::Rollback { found: 1, held: 3 });
}

#[test]
fn an_expired_root_on_the_way_does_not_matter_but_the_last_one_does() {
    let short = Root::new("pk-kp-test", days(START, 10), role(2, &ROOT_KEYS), role(2, &LIST_KEYS)).unwrap();
    let short = root_bytes(&short.with_version(2, 1).unwrap(), &ROOT_KEYS);
    let long = root_bytes(&same_keys(3), &ROOT_KEYS);
    let fresh = list_bytes(&list(9, 1), &LIST_KEYS);
    let mut store = TrustStore::rooted(&pinned());
    assert!(store.apply(&[&short, &long, &fresh], now()).is_complete());

    let mut stuck = TrustStore::rooted(&pinned());
    assert!(stuck.apply(&[&short], now()).is_complete());
    let list = TrustList::new("pk-kp-test", days(START, 9), at(START + DAY)).unwrap();
    let expired = TrustError::RootExpired { at: at(START + 10 * DAY) };
    assert_eq!(refused(&mut stuck, &signed(&list), now()), expired);
}

#[test]
fn changing_the_list_role_raises_the_epoch() {
    let sign = |root: &Root| root_bytes(root, &ROOT_KEYS[..2]);
    let mut store = store();
    let epoch = |found, wanted| TrustError::Epoch { found, wanted };
    for list_role in [role(2, &NEW_LIST_KEYS), role(1, &LIST_KEYS), role(2, &LIST_KEYS[..2])] {
        let silent = next_root(2, 1, &ROOT_KEYS, list_role);
        assert_eq!(refused(&mut store, &sign(&silent), now()), epoch(1, 2));
    }
    let second = next_root(2, 2, &ROOT_KEYS, role(2, &NEW_LIST_KEYS));
    accepted(&mut store, &sign(&second));
    // The old epoch is gone: its list, and whatever its keys sign.
    assert!(store.list().is_none());
    assert_eq!(refused(&mut store, &signed(&list(6, 1)), now()).code(), Code::TrustThreshold);
    assert_eq!(refused(&mut store, &list_bytes(&list(6, 1), &NEW_LIST_KEYS), now()), epoch(1, 2));
    let back = next_root(3, 1, &ROOT_KEYS, role(2, &NEW_LIST_KEYS));
    assert_eq!(refused(&mut store, &sign(&back), now()), epoch(1, 2));
    // Versions begin anew, so that a stolen key that jumped ahead is repaired.
    accepted(&mut store, &list_bytes(&list(1, 2), &NEW_LIST_KEYS));
}

#[test]
fn a_list_that_jumped_ahead_is_repaired_by_a_new_epoch() {
    let mut store = store();
    accepted(&mut store, &signed(&list(u64::MAX, 1)));
    assert_eq!(refused(&mut store, &signed(&list(6, 1)), now()).code(), Code::TrustRollback);
    let repair = next_root(2, 2, &ROOT_KEYS, role(2, &NEW_LIST_KEYS));
    let report =
        store.apply(&[list_bytes(&list(1, 2), &NEW_LIST_KEYS), root_bytes(&repair, &ROOT_KEYS)], now());
    assert!(report.is_complete(), "{report}");
    assert_eq!(store.list().unwrap().version(), 1);
}

#[test]
fn a_root_that_takes_an_issuer_key_drops_the_list_but_not_the_mark() {
    let mut store = store();
    let next = next_root(2, 1, &[11, 12, PROVINCE], role(2, &LIST_KEYS));
    accepted(&mut store, &root_bytes(&next, &ROOT_KEYS[..2]));
    assert!(store.list().is_none());
    let older = empty_list().with_version(4, 1).unwrap();
    assert_eq!(refused(&mut store, &signed(&older), now()), TrustError::Rollback { found: 4, held: 5 });
    accepted(&mut store, &signed(&empty_list().with_version(6, 1).unwrap()));
}

/// A root that ends early drops the list, and the next one lets it back: the mark is no reason to go without.
#[test]
fn a_list_that_was_dropped_can_come_back() {
    let short = Root::new("pk-kp-test", days(START, 10), role(2, &ROOT_KEYS), role(2, &LIST_KEYS)).unwrap();
    let mut store = store();
    accepted(&mut store, &root_bytes(&short.with_version(2, 1).unwrap(), &ROOT_KEYS));
    assert!(store.list().is_none());
    accepted(&mut store, &root_bytes(&same_keys(3), &ROOT_KEYS));
    assert_eq!(refused(&mut store, &signed(&list(4, 1)), now()), TrustError::Rollback { found: 4, held: 5 });
    accepted(&mut store, &signed(&list(5, 1)));
    assert_eq!(store.list().map(|list| list.version()), Some(5));
}

#[test]
fn another_domain_stays_outside() {
    let foreign = Root::new("pk-kp", days(START, 730), role(2, &ROOT_KEYS), role(2, &LIST_KEYS)).unwrap();
    let foreign = root_bytes(&foreign.with_version(2, 1).unwrap(), &ROOT_KEYS);
    let mut store = store();
    assert_eq!(refused(&mut store, &foreign, now()), TrustError::Domain);
    let list =
        TrustList::new("pk-kp", days(START, 120), at(START + DAY)).unwrap().with_version(9, 1).unwrap();
    assert_eq!(refused(&mut store, &signed(&list), now()), TrustError::Domain);
}

#[test]
fn good_and_bad_documents_in_one_bundle_are_told_apart() {
    let mut store = store();
    let good = root_bytes(&same_keys(2), &ROOT_KEYS);
    let bad = list_bytes(&list(6, 1), &LIST_KEYS[..1]);
    let report = store.apply(&[&bad[..], b"noise", &good], now());
    let expected = "trust list 6: refused (trust.threshold)\ndocument: refused (trust.malformed)\nroot document 2: accepted\n";
    assert_eq!(report.to_string(), expected);
    assert_eq!((store.root().version(), store.list().unwrap().version()), (2, 5));
}

#[test]
fn minimums_bind_a_store_that_was_wiped() {
    let demand = |root_version, epoch, list_version| Minimums { root_version, epoch, list_version };
    let mut wiped = TrustStore::rooted(&pinned()).with_minimums(demand(1, 1, 5));
    assert_eq!(refused(&mut wiped, &signed(&list(4, 1)), now()), TrustError::Rollback { found: 4, held: 5 });
    accepted(&mut wiped, &signed(&list(5, 1)));
    // A later epoch begins its versions anew.
    let second = next_root(2, 2, &ROOT_KEYS, role(2, &NEW_LIST_KEYS));
    accepted(&mut wiped, &root_bytes(&second, &ROOT_KEYS));
    accepted(&mut wiped, &list_bytes(&list(1, 2), &NEW_LIST_KEYS));
    let mut behind = TrustStore::rooted(&pinned()).with_minimums(demand(2, 1, 1));
    assert_eq!(refused(&mut behind, &signed(&list(5, 1)), now()), TrustError::Rollback { found: 1, held: 2 });
    // What is held and below them is dropped; the mark stays.
    let mut raised = store().with_minimums(demand(1, 1, 6));
    assert!(raised.list().is_none());
    assert_eq!(refused(&mut raised, &signed(&list(4, 1)), now()), TrustError::Rollback { found: 4, held: 6 });
    accepted(&mut raised, &signed(&list(6, 1)));
}

/// Somebody without the keys cannot make a device cry wolf.
#[test]
fn only_the_keys_can_raise_the_alarm() {
    let theirs = Root::new("pk-kp-test", days(START, 700), role(1, &[66]), role(1, &[67])).unwrap();
    let need = TrustError::Threshold { role: RoleName::Root, have: 0, need: 2 };
    assert_eq!(refused(&mut store(), &root_bytes(&theirs, &[66]), now()), need);
}

/// A new root that carries an earlier date does not take time back.
#[test]
fn the_floor_never_falls_with_a_new_root() {
    let mut store = store();
    let earlier =
        Root::new("pk-kp-test", days(START - 300 * DAY, 730), role(2, &ROOT_KEYS), role(2, &NEW_LIST_KEYS));
    let earlier = earlier.unwrap().with_version(2, 2).unwrap();
    accepted(&mut store, &root_bytes(&earlier, &ROOT_KEYS));
    assert_eq!(store.floor(), at(START));
}

#[test]
fn a_stored_state_is_verified_again() {
    let mut store = store();
    let second = root_bytes(&same_keys(2), &ROOT_KEYS[..2]);
    accepted(&mut store, &second);
    let stored = store.export();
    let loaded = TrustStore::load(&stored, &pinned()).unwrap();
    assert_eq!(loaded.export(), stored);
    assert_eq!(loaded.state_id(), store.state_id());

    let other_pin = PinnedRoot::from_bytes(&root_bytes(&root(), &ROOT_KEYS[1..])).unwrap();
    assert_eq!(TrustStore::load(&stored, &other_pin).err(), Some(TrustError::Pin));
    for state in [&b""[..], b"\xA0", &stored[..stored.len() - 1]] {
        assert_eq!(TrustStore::load(state, &pinned()).err(), Some(TrustError::State));
    }
    // Not one byte of it can be changed without being noticed.
    for place in 0..stored.len() {
        let mut altered = stored.clone();
        altered[place] ^= 1;
        assert!(TrustStore::load(&altered, &pinned()).is_err(), "byte {place}");
    }
}

/// An attacker who can write the file cannot make a verifier trust a root of their own.
#[test]
fn a_stored_root_is_not_believed() {
    let theirs = Root::new("pk-kp-test", days(START, 730), role(1, &[66]), role(1, &[67])).unwrap();
    let theirs = PinnedRoot::from_bytes(&root_bytes(&theirs, &[66])).unwrap();
    let list = empty_list().with_entry(entry(68, "PK-KP")).unwrap();
    let store = TrustStore::open(&theirs, &list_bytes(&list, &[67]), now()).unwrap();
    let mut state = store.export();
    // Their state, with our pin written into it.
    let place = state.windows(32).position(|bytes| bytes == theirs.sha256()).unwrap();
    state[place..place + 32].copy_from_slice(pinned().sha256());
    assert_eq!(TrustStore::load(&state, &pinned()).err(), Some(TrustError::State));
}

#[test]
fn without_a_list_nothing_is_decided() {
    let text = Issuer::new("PK-KP", key(PROVINCE))
        .unwrap()
        .issue(&people::p1(common::five_years()).unwrap())
        .unwrap();
    let verifier = Verifier::new(TrustStore::rooted(&pinned()), Policy::for_identity());
    let refused = verifier.verify_at(&text, now()).unwrap_err();
    assert_eq!((refused.class().name(), refused.code()), ("Undecided", Code::TrustNoList));
}

/// What a list says of time is capped by its root, and a credential says nothing of it.
#[test]
fn nobody_below_the_root_moves_the_floor_beyond_it() {
    let store = store();
    assert_eq!(store.floor(), at(START));
    assert_eq!(store.clone().with_build_time(at(NOW)).floor(), at(NOW));
    let short = Root::new("pk-kp-test", days(START, 10), role(2, &ROOT_KEYS), role(2, &LIST_KEYS)).unwrap();
    let short = PinnedRoot::from_bytes(&root_bytes(&short, &ROOT_KEYS)).unwrap();
    let later = TrustList::new("pk-kp-test", days(START + 20 * DAY, 5), at(START + 21 * DAY)).unwrap();
    let refused = TrustStore::open(&short, &signed(&later), Clock::unknown()).unwrap_err();
    assert_eq!(refused, TrustError::Window, "a list beyond its root is not even held");
}

/// A newer list that was refused leaves no trace: the older one is still too old, the held one still held.
#[test]
fn a_failed_update_does_not_open_the_way_back() {
    let mut store = store();
    let below = TrustError::Threshold { role: RoleName::List, have: 1, need: 2 };
    assert_eq!(refused(&mut store, &list_bytes(&list(9, 1), &LIST_KEYS[..1]), now()), below);
    assert_eq!(refused(&mut store, &signed(&list(4, 1)), now()), TrustError::Rollback { found: 4, held: 5 });
    accepted(&mut store, &signed(&list(6, 1)));
}

/// An update of the application pins a later root: nothing that was held is forgotten.
#[test]
fn a_state_goes_on_under_a_later_pin() {
    let mut store = store();
    let second = root_bytes(&same_keys(2), &ROOT_KEYS[..2]);
    accepted(&mut store, &second);
    accepted(&mut store, &signed(&list(7, 1)));
    let later = PinnedRoot::from_bytes(&second).unwrap();
    let mut moved = TrustStore::load(&store.export(), &later).unwrap();
    assert_eq!(refused(&mut moved, &signed(&list(5, 1)), now()), TrustError::Rollback { found: 5, held: 7 });
    let again = moved.export();
    assert_eq!(TrustStore::load(&again, &later).unwrap().export(), again);
    assert_eq!(TrustStore::load(&again, &pinned()).err(), Some(TrustError::Pin));
}

/// The pinned root stands in no state, though it verifies: nobody wrote it there.
#[test]
fn a_state_holds_successors_only() {
    let mut store = store();
    let (first, second) = (root_bytes(&root(), &ROOT_KEYS), root_bytes(&same_keys(2), &ROOT_KEYS[..2]));
    accepted(&mut store, &second);
    let state = store.export();
    let head =
        |document: &[u8]| [&[0x59], &u16::try_from(document.len()).unwrap().to_be_bytes()[..]].concat();
    let item = |document: &[u8]| [head(document), document.to_vec()].concat();
    let one = [&[0x81][..], &item(&second)].concat();
    let place = state.windows(one.len()).position(|bytes| bytes == one).unwrap();
    let two = [&[0x82][..], &item(&first), &item(&second)].concat();
    let forged = [&state[..place], &two, &state[place + one.len()..]].concat();
    assert_eq!(TrustStore::load(&forged, &pinned()).err(), Some(TrustError::State));
}

/// What one verifier holds brings another one to the same place.
#[test]
fn verifiers_hand_on_what_they_hold() {
    let mut store = store();
    accepted(&mut store, &root_bytes(&same_keys(2), &ROOT_KEYS[..2]));
    let mut other = TrustStore::rooted(&pinned());
    assert!(other.apply(&store.documents(), now()).is_complete());
    assert_eq!(other.state_id(), store.state_id());
}

/// A root that cannot be read is refused for what is wrong with it.
#[test]
fn a_wrong_root_is_told_from_a_list() {
    let mut store = store();
    let threshold_of_zero = {
        let root = next_root(2, 1, &ROOT_KEYS, role(2, &LIST_KEYS));
        let bytes = root_bytes(&root, &ROOT_KEYS);
        let place = bytes.windows(2).position(|w| w == [0x07, 0xA2]).unwrap();
        let mut bytes = bytes;
        bytes[place + 4] = 0; // {7: {0: [2, ...]}}: the threshold
        bytes
    };
    assert_eq!(refused(&mut store, &threshold_of_zero, now()).code(), Code::TrustThresholdInvalid);
}
