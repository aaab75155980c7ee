//! Laws of what is held while keys come and go: whatever came in whatever order, what is stored and read again answers
//! alike, what is refused changes nothing, and an answer does not wait for the store to be looked through.

mod common;
mod forge;

use common::{DAY, LIST_KEYS, START, empty_list, entry, list_bytes, now, status_info, store_with};
use forge::{Delta, Token, change};
use khyber_pass::{
    Code, HeldStatus, KeyState, Outcome, StatusReference, StatusStore, TrustList, TrustStore, Usage,
};
use proptest::prelude::*;

/// Three keys of one office.
const KEYS: [u8; 3] = [41, 42, 43];
const LISTS: [u16; 3] = [3, 4, 5];

/// What a trust list says of the three keys and lists: the state and the last list of each key, the entries of each list.
#[derive(Clone, Debug)]
struct Listed {
    keys: [(u8, u16); 3],
    entries: [u64; 3],
}

#[derive(Clone, Debug)]
enum Step {
    Token { key: usize, list: usize, day: i64, revoked: usize },
    Delta { key: usize, lists: u8, base: i64, sequence: i64, day: i64, bit: u8 },
    TrustList(Listed),
}

fn listed() -> impl Strategy<Value = Listed> {
    let state = || prop_oneof![6 => Just(0_u8), 1 => Just(1), 2 => Just(2), 1 => Just(3), 1 => Just(4)];
    let key = || (state(), prop_oneof![4 => Just(5_u16), 1 => Just(4), 1 => Just(3)]);
    let entries = || prop_oneof![5 => Just(1_000_u64), 1 => Just(40)];
    ([key(), key(), key()], [entries(), entries(), entries()])
        .prop_map(|(keys, entries)| Listed { keys, entries })
}

fn step() -> impl Strategy<Value = Step> {
    let base = || prop_oneof![5 => Just(10_i64), 1 => Just(12)];
    prop_oneof![
        4 => (0_usize..3, 0_usize..3, base(), 0_usize..8)
            .prop_map(|(key, list, day, revoked)| Step::Token { key, list, day, revoked }),
        6 => (0_usize..3, 1_u8..8, base(), 1_i64..5, 10_i64..15, 0_u8..90)
            .prop_map(|(key, lists, base, sequence, day, bit)| Step::Delta { key, lists, base, sequence, day, bit }),
        2 => listed().prop_map(Step::TrustList),
    ]
}

impl Listed {
    fn list(&self, version: u64) -> TrustList {
        let mut list = empty_list();
        for (seed, (state, last)) in KEYS.into_iter().zip(self.keys) {
            let state = match state {
                0 => KeyState::Active,
                1 => KeyState::Retired,
                2 => KeyState::Suspended,
                3 => KeyState::Revoked,
                // It is not on the list.
                _ => continue,
            };
            let office = entry(seed, "PK-KP/STATUS").with_usage(Usage::STATUS.and(Usage::DELTA));
            list = list.with_entry(office.with_status_lists(3, last).unwrap().with_state(state)).unwrap();
        }
        let infos = LISTS.into_iter().zip(self.entries);
        infos
            .fold(list, |list, (number, entries)| {
                list.with_status_list(status_info(number, entries, 2)).unwrap()
            })
            .with_version(version, 1)
            .unwrap()
    }
}

/// The document of a step; the size of a token is that of the list as it is described.
fn document(step: &Step, listed: &Listed) -> Vec<u8> {
    match step {
        Step::Token { key, list, day, revoked } => {
            let mut entries = vec![0; usize::try_from(listed.entries[*list]).unwrap() / 4];
            entries[revoked / 4] |= 1 << (revoked % 4 * 2);
            let (subject, lst) = (format!("kp:s/{}", LISTS[*list]), forge::stored_zlib(&entries));
            Token { seed: KEYS[*key], subject, lst, ..Token::good() }.issued(*day).bytes()
        }
        Step::Delta { key, lists, base, sequence, day, bit } => {
            let named = (0..3).filter(|at| lists >> at & 1 == 1).map(|at| i64::from(LISTS[at]));
            let items = named.map(|list| change(list, &[*bit], &[])).collect();
            let (base, issued) = (START + base * DAY, START + day * DAY);
            Delta { seed: KEYS[*key], base, sequence: *sequence, issued, items, ..Delta::good() }.bytes()
        }
        Step::TrustList(_) => unreachable!(),
    }
}

/// What is answered of every entry that can be touched, and one beyond.
fn answers(status: &StatusStore, trust: &TrustStore) -> Vec<Option<HeldStatus>> {
    let places = LISTS.into_iter().flat_map(|list| (0..41).chain([46, 999]).map(move |index| (list, index)));
    places.map(|(list, index)| status.get(StatusReference { list: list.into(), index }, trust)).collect()
}

fn play(first: &Listed, steps: &[Step]) -> Result<(), TestCaseError> {
    let (mut listed, mut version) = (first.clone(), 1);
    let mut trust = store_with(listed.list(version));
    let mut status = StatusStore::empty();
    for step in steps {
        if let Step::TrustList(next) = step {
            (listed, version) = (next.clone(), version + 1);
            trust.apply(&[list_bytes(&listed.list(version), &LIST_KEYS[1..])], now());
            let before = answers(&status, &trust);
            status.review(&trust);
            prop_assert!(answers(&status, &trust) == before, "the answer waited");
        } else {
            let (before, shown) = (status.export(), status.lists().collect::<Vec<_>>());
            let report = status.apply(&[document(step, &listed)], &trust);
            prop_assert!(report.is_complete() || status.export() == before, "refused, and changed something");
            for (list, as_of) in shown {
                let now = status.lists().find(|(other, _)| *other == list).map(|(_, as_of)| as_of);
                prop_assert!(now >= Some(as_of), "list {} went back under one trust list", list);
            }
        }
        let loaded = StatusStore::load(&status.export(), &trust).unwrap();
        prop_assert!(loaded.export() == status.export());
        prop_assert_eq!(loaded.memory_bytes(), status.memory_bytes());
        prop_assert!(answers(&loaded, &trust) == answers(&status, &trust), "stored, and answers otherwise");
        another_verifier(&status, &trust)?;
    }
    Ok(())
}

/// The documents that are held bring another verifier to the same place, in the worst order too; but for those that nobody
/// would take any more who has not held them before: of a suspended key, or of one that lost a list.
fn another_verifier(status: &StatusStore, trust: &TrustStore) -> Result<(), TestCaseError> {
    let mut other = StatusStore::empty();
    let no_more = [Code::StatusSigner, Code::StatusDelta];
    for document in status.documents().iter().rev().chain(status.documents().iter().rev()) {
        let report = other.apply(&[document], trust);
        let code = match report.lines() {
            [(_, Outcome::Refused(error))] => Some(error.code()),
            _ => None,
        };
        if code.is_some_and(|code| no_more.contains(&code)) {
            return Ok(());
        }
    }
    prop_assert!(answers(&other, trust) == answers(status, trust), "another order, and another answer");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_held_is_a_set_of_documents(first in listed(), steps in proptest::collection::vec(step(), 1..30)) {
        play(&first, &steps)?;
    }
}
