//! Laws of status lists: a plain set and the status store answer alike, whatever is changed, published, lost, brought
//! back or stored in between; the two ends agree on every encoding.

mod common;

use common::{START, STATUS, at, key, status_info, status_list, store_with};
use khyber_pass::{
    IndexAllocator, PreparedStatus, Status, StatusList, StatusReference, StatusRegister, StatusStore,
    TrustStore,
};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// Who is not valid, by list and index: the plain set.
type Plain = BTreeMap<(u64, u64), Status>;

#[derive(Clone, Debug)]
enum Step {
    Revoke(u64, u64),
    Suspend(u64),
    Reinstate(u64, u64),
    Snapshot { arrives: bool },
    Delta { arrives: bool },
    Replay(prop::sample::Index),
    StoreAndLoad,
}

fn step() -> impl Strategy<Value = Step> {
    // A few indexes only, so that the same ones come up again, and both ends of the lists.
    let index = || prop_oneof![0_u64..12, 990_u64..1_000, 0_u64..1_000];
    prop_oneof![
        4 => (3_u64..=4, index()).prop_map(|(list, index)| Step::Revoke(list, index)),
        3 => index().prop_map(Step::Suspend),
        3 => (3_u64..=4, index()).prop_map(|(list, index)| Step::Reinstate(list, index)),
        2 => any::<bool>().prop_map(|arrives| Step::Snapshot { arrives }),
        3 => any::<bool>().prop_map(|arrives| Step::Delta { arrives }),
        3 => any::<prop::sample::Index>().prop_map(Step::Replay),
        1 => Just(Step::StoreAndLoad),
    ]
}

fn trust() -> &'static TrustStore {
    static TRUST: OnceLock<TrustStore> = OnceLock::new();
    TRUST.get_or_init(|| store_with(status_list()))
}

fn sign(prepared: &PreparedStatus) -> Vec<u8> {
    prepared.sign(&key(STATUS)).unwrap()
}

fn answers(store: &StatusStore) -> Option<Plain> {
    let mut plain = Plain::new();
    for (list, index) in (3..=4).flat_map(|list| (0..1_000).map(move |index| (list, index))) {
        let status = store.get(StatusReference { list, index }, trust())?.status().unwrap();
        if status != Status::Valid {
            plain.insert((list, index), status);
        }
    }
    Some(plain)
}

fn play(steps: &[Step]) -> Result<(), TestCaseError> {
    let register = StatusRegister::new("pk-kp-test").unwrap().with_list(status_info(3, 1_000, 2)).unwrap();
    let mut register = register.with_list(status_info(4, 1_000, 1)).unwrap();
    let mut plain = Plain::new();
    let mut store = StatusStore::empty();
    // What the verifier last heard, and of which snapshot.
    let mut heard: Option<(u64, Plain)> = None;
    let (mut snapshot, mut date) = (0, START);
    let mut published: Vec<Vec<u8>> = Vec::new();
    for step in steps {
        match step {
            Step::Revoke(list, index) => {
                register.revoke(&[StatusReference { list: *list, index: *index }]).unwrap();
                plain.insert((*list, *index), Status::Revoked);
            }
            Step::Suspend(index) => {
                register.suspend(&[StatusReference { list: 3, index: *index }]).unwrap();
                plain.entry((3, *index)).or_insert(Status::Suspended);
            }
            Step::Reinstate(list, index) => {
                register.reinstate(&[StatusReference { list: *list, index: *index }]).unwrap();
                plain.remove(&(*list, *index));
            }
            Step::Snapshot { arrives } => {
                (snapshot, date) = (snapshot + 1, date + 60);
                let tokens = register.snapshot(at(date), at(date + 1_000_000), None).unwrap();
                let tokens: Vec<_> = tokens.iter().map(sign).collect();
                if *arrives {
                    prop_assert!(store.apply(&tokens, trust()).is_complete());
                    heard = Some((snapshot, plain.clone()));
                }
                // What was lost on the way may still turn up: only as long as nothing newer was heard.
                published.extend(tokens.into_iter().filter(|_| *arrives));
            }
            Step::Delta { arrives } => {
                date += 60;
                let Ok(delta) = register.delta(at(date)) else {
                    prop_assert_eq!(snapshot, 0);
                    continue;
                };
                let delta = sign(&delta);
                if *arrives {
                    let is_complete = store.apply(&[&delta], trust()).is_complete();
                    let is_on_base = heard.as_ref().is_some_and(|(base, _)| *base == snapshot);
                    prop_assert_eq!(is_complete, is_on_base);
                    if is_on_base {
                        heard = Some((snapshot, plain.clone()));
                    }
                    published.push(delta);
                }
            }
            Step::Replay(place) if !published.is_empty() => {
                let before = store.export();
                store.apply(&[place.get(&published)], trust());
                prop_assert!(store.export() == before, "an old document changed something");
            }
            Step::Replay(_) => {}
            Step::StoreAndLoad => {
                let stored = store.export();
                store = StatusStore::load(&stored, trust()).unwrap();
                prop_assert!(store.export() == stored);
                let stored = register.export().unwrap();
                register = StatusRegister::load(&stored).unwrap();
                prop_assert!(register.export().unwrap() == stored);
            }
        }
        prop_assert_eq!(answers(&store), heard.clone().map(|(_, plain)| plain));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_plain_set_and_the_store_answer_alike(steps in proptest::collection::vec(step(), 1..40)) {
        play(&steps)?;
    }

    /// Every value of every entry comes back, and no other entry changes.
    #[test]
    fn a_list_holds_what_was_set(
        bits in prop::sample::select(vec![1_u8, 2, 4, 8]),
        entries in 1_u64..500,
        changes in proptest::collection::vec((0_u64..600, any::<u8>()), 0..60),
    ) {
        let mut list = StatusList::new(entries, bits).unwrap();
        let mut plain: BTreeMap<u64, u8> = BTreeMap::new();
        let most = u8::try_from((1_u16 << bits) - 1).unwrap();
        for (index, value) in changes {
            let before = list.set(index, value);
            let fits = index < entries && value <= most;
            prop_assert_eq!(before, fits.then(|| plain.get(&index).copied().unwrap_or(0)));
            if fits {
                plain.insert(index, value);
            }
        }
        for index in 0..entries + 8 {
            let wanted = (index < entries).then(|| plain.get(&index).copied().unwrap_or(0));
            prop_assert_eq!(list.get(index), wanted);
        }
        let again = StatusList::from_cbor(&list.to_cbor().unwrap()).unwrap();
        prop_assert_eq!(again.as_bytes(), list.as_bytes());
        prop_assert_eq!(list.count(0) + plain.values().filter(|value| **value != 0).count() as u64, entries);
    }

    /// However often the process stops, whether before or after the state was stored, no index comes twice.
    #[test]
    fn no_index_comes_twice(
        secret in any::<[u8; 32]>(),
        entries in 1_u64..200,
        calls in proptest::collection::vec((0_usize..20, 0_u8..4), 1..30),
    ) {
        let mut stored: Option<Vec<u8>> = None;
        let mut given = BTreeSet::new();
        let mut allocator = IndexAllocator::new(7, entries, secret).unwrap();
        for (count, crash) in calls {
            let before = stored.clone();
            let taken = allocator.allocate(count, |state| {
                // 1: the disk is full. 2: written, and then the power fails before the call returns.
                if crash != 1 {
                    stored = Some(state.to_vec());
                }
                if crash == 1 || crash == 2 { Err(()) } else { Ok(()) }
            });
            if let Ok(indexes) = taken {
                prop_assert_eq!(indexes.len(), count);
                for index in indexes {
                    prop_assert!(index.list == 7 && index.index < entries);
                    prop_assert!(given.insert(index.index), "{} came twice", index.index);
                }
            } else if crash == 1 {
                prop_assert_eq!(&stored, &before);
            }
            if crash >= 2 {
                // Another process goes on from what was stored; if nothing ever was, nothing was given out.
                allocator = match &stored {
                    Some(state) => IndexAllocator::load(state).unwrap(),
                    None => {
                        prop_assert!(given.is_empty());
                        IndexAllocator::new(7, entries, secret).unwrap()
                    }
                };
            }
        }
    }
}
