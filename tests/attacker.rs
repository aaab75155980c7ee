//! A random attacker against the trust store: replays, forgeries, honest work in between, then recovery.
//!
//! `tests/rules.sh` takes single rules out of the store and shows that these laws then fail.

mod common;

use ciborium::Value;
use common::{DAY, PROVINCE, START, at, days, entry, key, now, role};
use khyber_pass::{KeyState, Outcome, PinnedRoot, Root, TrustList, TrustStore};
use proptest::prelude::*;

/// What happens next. Numbers choose among what is there.
#[derive(Clone, Debug)]
enum Step {
    HonestList { revoke: bool },
    HonestRoot { new_list_keys: bool },
    Replay(prop::sample::Index),
    ForgedList { version: u64, epoch: u64, signers: Signers, late: bool },
    ForgedRoot { skip: u64, epoch: u64, signers: Signers, own_list_keys: bool },
}

/// With which of the stolen keys, and how often each.
#[derive(Clone, Debug)]
struct Signers {
    root: bool,
    list: bool,
    own: bool,
    twice: bool,
}

fn step() -> impl Strategy<Value = Step> {
    let signers = || {
        let flags = (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>());
        flags.prop_map(|(root, list, own, twice)| Signers { root, list, own, twice })
    };
    let version = || prop_oneof![0_u64..6, Just(u64::MAX)];
    prop_oneof![
        3 => any::<bool>().prop_map(|revoke| Step::HonestList { revoke }),
        1 => any::<bool>().prop_map(|new_list_keys| Step::HonestRoot { new_list_keys }),
        4 => any::<prop::sample::Index>().prop_map(Step::Replay),
        3 => (version(), 0_u64..3, signers(), any::<bool>())
            .prop_map(|(version, epoch, signers, late)| Step::ForgedList { version, epoch, signers, late }),
        3 => (0_u64..3, 0_u64..3, signers(), any::<bool>())
            .prop_map(|(skip, epoch, signers, own_list_keys)| Step::ForgedRoot { skip, epoch, signers, own_list_keys }),
    ]
}

const ROOT_KEYS: [u8; 3] = [11, 12, 13];
/// The attacker's own keys: for roots, for lists, for credentials.
const OWN: [u8; 3] = [201, 202, 203];
const ISSUER: u8 = PROVINCE;

/// The honest side: what it published last.
struct Honest {
    root_version: u64,
    epoch: u64,
    list_version: u64,
    list_keys: [u8; 3],
    revoked: bool,
    published: Vec<Vec<u8>>,
}

impl Honest {
    fn found() -> Self {
        let mut honest = Self {
            root_version: 1,
            epoch: 1,
            list_version: 0,
            list_keys: [21, 22, 23],
            revoked: false,
            published: Vec::new(),
        };
        let first = honest.sign_root(&ROOT_KEYS[..2]);
        honest.published.push(first);
        honest
    }

    fn sign_root(&self, signers: &[u8]) -> Vec<u8> {
        let root = Root::new("pk-kp-test", days(START, 1_000), role(2, &ROOT_KEYS), role(2, &self.list_keys))
            .unwrap();
        common::root_bytes(&root.with_version(self.root_version, self.epoch).unwrap(), signers)
    }

    fn next_root(&mut self, new_list_keys: bool) -> Vec<u8> {
        self.root_version += 1;
        if new_list_keys {
            self.epoch += 1;
            self.list_version = 0;
            let fresh = 30 + 3 * u8::try_from(self.epoch).unwrap();
            self.list_keys = [fresh + 40, fresh + 41, fresh + 42];
        }
        self.sign_root(&ROOT_KEYS[1..])
    }

    fn next_list(&mut self, revoke: bool) -> Vec<u8> {
        self.list_version += 1;
        self.revoked |= revoke;
        let state = if self.revoked { KeyState::Revoked } else { KeyState::Active };
        let list = TrustList::new(
            "pk-kp-test",
            days(START + 60 * i64::try_from(self.list_version).unwrap(), 120),
            at(START + 40 * DAY),
        )
        .unwrap();
        let list = list.with_entry(entry(ISSUER, "PK-KP").with_state(state)).unwrap();
        common::list_bytes(&list.with_version(self.list_version, self.epoch).unwrap(), &self.list_keys[1..])
    }
}

/// Signs each signature a second time.
fn twice(document: Vec<u8>) -> Vec<u8> {
    let Value::Tag(tag, inside) = ciborium::from_reader(&document[..]).unwrap() else { panic!() };
    let mut parts = inside.into_array().unwrap();
    let signers = parts.pop().unwrap().into_array().unwrap();
    parts.push(Value::Array(signers.iter().chain(&signers).cloned().collect()));
    let mut bytes = Vec::new();
    ciborium::into_writer(&Value::Tag(tag, Box::new(Value::Array(parts))), &mut bytes).unwrap();
    bytes
}

/// The stolen keys: one root key, and of the list keys `list_theft`, which may be enough.
fn stolen(signers: &Signers, honest: &Honest, list_theft: usize) -> Vec<u8> {
    let root = signers.root.then_some(ROOT_KEYS[0]);
    let list = honest.list_keys.iter().take(if signers.list { list_theft } else { 0 }).copied();
    let own = if signers.own { &OWN[..2] } else { &[] };
    root.into_iter().chain(list).chain(own.iter().copied()).collect()
}

/// A late one is dated long after the end of every root.
fn forged_list(version: u64, epoch: u64, late: bool, signers: &[u8]) -> Vec<u8> {
    let from = START + if late { 5_000 * DAY } else { DAY };
    let list = TrustList::new("pk-kp-test", days(from, 120), at(from + 40 * DAY)).unwrap();
    let theirs = list.with_entry(entry(OWN[2], "PK-KP")).unwrap().with_entry(entry(ISSUER, "PK-KP")).unwrap();
    common::list_bytes(&theirs.with_version(version.max(1), epoch).unwrap(), signers)
}

fn forged_root(version: u64, epoch: u64, signers: &[u8], list_keys: &[u8]) -> Vec<u8> {
    let root = Root::new("pk-kp-test", days(START, 1_000), role(2, &OWN[..2]), role(1, list_keys)).unwrap();
    common::root_bytes(&root.with_version(version, epoch).unwrap(), signers)
}

fn holds(store: &TrustStore, seed: u8) -> Option<KeyState> {
    let public = key(seed).public_key();
    store.list()?.entries().find(|entry| *entry.key() == public).map(|entry| entry.state())
}

/// Where the store stands: it must never go back.
fn height(store: &TrustStore) -> (u64, u64, u64) {
    (store.root().version(), store.root().epoch(), store.list().map_or(0, TrustList::version))
}

fn play(steps: &[Step], list_theft: usize) -> Result<(), TestCaseError> {
    let mut honest = Honest::found();
    let pinned = PinnedRoot::from_bytes(&honest.published[0]).unwrap();
    let mut store = TrustStore::rooted(&pinned);
    let first = honest.next_list(false);
    honest.published.push(first.clone());
    prop_assert!(store.apply(&[first], now()).is_complete());
    let mut seen_revoked = false;
    for step in steps {
        let document = match step {
            Step::HonestList { revoke } => honest.next_list(*revoke),
            Step::HonestRoot { new_list_keys } => honest.next_root(*new_list_keys),
            Step::Replay(place) => place.get(&honest.published).clone(),
            Step::ForgedList { version, epoch, signers, late } => {
                let version = version.saturating_add(honest.list_version).saturating_sub(2);
                let epoch = (honest.epoch + epoch).saturating_sub(1).max(1);
                let document = forged_list(version, epoch, *late, &stolen(signers, &honest, list_theft));
                if signers.twice { twice(document) } else { document }
            }
            Step::ForgedRoot { skip, epoch, signers, own_list_keys } => {
                let version = (store.root().version() + skip).max(1);
                let epoch = (honest.epoch + epoch).saturating_sub(1).max(1);
                let list_keys = if *own_list_keys { vec![210] } else { honest.list_keys.to_vec() };
                let document = forged_root(version, epoch, &stolen(signers, &honest, list_theft), &list_keys);
                if signers.twice { twice(document) } else { document }
            }
        };
        let before = store.clone();
        let report = store.apply(&[&document], now());
        let (was, is) = (height(&before), height(&store));
        if matches!(report.lines()[0].1, Outcome::Refused(_)) {
            prop_assert_eq!(before.export(), store.export(), "a refused document changed something");
        }
        prop_assert!(is.0 >= was.0 && is.1 >= was.1, "a root went back: {:?} {:?}", was, is);
        prop_assert!(is.1 > was.1 || is.2 >= was.2 || is.2 == 0, "a list went back: {:?} {:?}", was, is);
        let theirs = store.root().epoch() != honest.epoch && store.root().version() > honest.root_version;
        prop_assert!(!theirs, "a root of the attacker was taken");
        prop_assert!(store.floor() <= store.root().expires_at());
        if list_theft < 2 {
            prop_assert_eq!(holds(&store, OWN[2]), None, "a list of the attacker was taken");
            prop_assert!(
                !(seen_revoked && holds(&store, ISSUER) == Some(KeyState::Active)),
                "a revoked key came back"
            );
        }
        seen_revoked |= holds(&store, ISSUER) == Some(KeyState::Revoked);
        let stored = store.export();
        prop_assert_eq!(TrustStore::load(&stored, &pinned).unwrap().export(), stored);
        honest.published.push(document);
    }
    recover(&mut honest, &mut store)
}

/// Whatever happened: all roots the honest side ever published, a new one with new list keys, and a new
/// list bring every verifier back.
fn recover(honest: &mut Honest, store: &mut TrustStore) -> Result<(), TestCaseError> {
    let root = honest.next_root(true);
    let list = honest.next_list(true);
    honest.published.extend([root, list]);
    store.apply(&honest.published, now());
    prop_assert_eq!((store.root().version(), store.root().epoch()), (honest.root_version, honest.epoch));
    prop_assert_eq!(store.list().map(TrustList::version), Some(honest.list_version));
    prop_assert_eq!((holds(store, OWN[2]), holds(store, ISSUER)), (None, Some(KeyState::Revoked)));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    /// One root key and one list key are stolen: nothing of the attacker is ever taken.
    #[test]
    fn below_the_threshold(steps in proptest::collection::vec(step(), 1..24)) {
        play(&steps, 1)?;
    }

    /// Enough list keys are stolen to sign lists: a new root repairs it.
    #[test]
    fn with_a_full_set_of_list_keys(steps in proptest::collection::vec(step(), 1..24)) {
        play(&steps, 2)?;
    }
}
