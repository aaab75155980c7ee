//! A stream of genuine, old, damaged and forged documents of every kind, alone and together: nothing that was ever held
//! goes back, what is refused changes nothing, too few keys bring nothing in, and what is stored can be read again.

#![no_main]

#[path = "../../tests/common/mod.rs"]
mod common;

use common::{
    DAY, LIST_KEYS, NEW_LIST_KEYS, NEW_ROOT_KEYS, NOW, PROVINCE, ROOT_KEYS, START, STATUS, at, days,
    empty_list, entry, key, list_bytes, pinned, role, root_bytes, status_entry, status_info, status_list,
};
use khyber_pass::{
    Clock, KeyState, Outcome, PinnedRoot, Policy, PublicKey, Role, RoleName, Root, ServiceCode,
    StatusReference, StatusRegister, StatusStore, Timestamp, TrustError, TrustList, TrustStore, UpdateReport,
    Usage, Verifier,
};
use libfuzzer_sys::fuzz_target;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Keys that nobody lists.
const STRANGERS: [u8; 3] = [201, 202, 203];
/// The newest key of the office, which some lists name.
const NEW_STATUS: u8 = 42;

/// A document, who signed it, and whether all of its signatures are needed.
#[derive(Clone)]
struct Document {
    bytes: Vec<u8>,
    what: What,
    signers: Vec<u8>,
    is_damaged: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum What {
    Root,
    List,
    Status,
}

static PINNED: LazyLock<PinnedRoot> = LazyLock::new(pinned);
static POOL: LazyLock<Vec<Document>> = LazyLock::new(|| [roots(), lists(), tokens()].concat());

fn root_document(version: u64, epoch: u64, roots: &[u8], lists: &[u8], signers: &[u8]) -> Document {
    let root = Root::new("pk-kp-test", days(START, 730), role(2, roots), role(2, lists)).unwrap();
    let bytes = root_bytes(&root.with_version(version, epoch).unwrap(), signers);
    Document { bytes, what: What::Root, signers: signers.to_vec(), is_damaged: false }
}

fn list_document(list: TrustList, version: u64, epoch: u64, signers: &[u8]) -> Document {
    let bytes = list_bytes(&list.with_version(version, epoch).unwrap(), signers);
    Document { bytes, what: What::List, signers: signers.to_vec(), is_damaged: false }
}

/// Successors in one epoch and into the next, two of one version, and one that nobody may sign.
fn roots() -> Vec<Document> {
    vec![
        root_document(1, 1, &ROOT_KEYS, &LIST_KEYS, &ROOT_KEYS[..2]),
        root_document(2, 1, &ROOT_KEYS, &LIST_KEYS, &ROOT_KEYS[1..]),
        root_document(3, 2, &ROOT_KEYS, &NEW_LIST_KEYS, &ROOT_KEYS[..2]),
        root_document(3, 1, &ROOT_KEYS, &NEW_LIST_KEYS, &ROOT_KEYS[..2]),
        root_document(4, 2, &ROOT_KEYS, &NEW_LIST_KEYS, &ROOT_KEYS[..2]),
        root_document(4, 2, &ROOT_KEYS, &STRANGERS, &ROOT_KEYS[..1]),
        root_document(5, 2, &NEW_ROOT_KEYS, &NEW_LIST_KEYS, &[11, 12, 14, 15]),
    ]
}

/// What the people with the keys may come to say: nothing, the status lists, and what becomes of the office that
/// signs them.
fn contents(which: u8) -> TrustList {
    let with = |entries: Vec<_>| {
        let mut list =
            empty_list().with_entry(entry(PROVINCE, "PK-KP").with_status_lists(3, 4).unwrap()).unwrap();
        for one in entries {
            list = list.with_entry(one).unwrap();
        }
        let list = list.with_status_list(status_info(3, 1_000, 2)).unwrap();
        list.with_status_list(status_info(4, 1_000, 1)).unwrap()
    };
    let new = || {
        entry(NEW_STATUS, "PK-KP/STATUS")
            .with_usage(Usage::STATUS.and(Usage::DELTA))
            .with_status_lists(3, 4)
            .unwrap()
    };
    match which % 9 {
        0 => status_list(),
        1 => with(vec![status_entry(), new()]),
        2 => with(vec![status_entry().with_state(KeyState::Revoked), new()]),
        3 => with(vec![status_entry().with_usage(Usage::STATUS), new().with_usage(Usage::DELTA)]),
        4 => with(vec![new()]),
        5 => TrustList::new("pk-kp-test", days(START + 20 * DAY, 120), at(START + 60 * DAY)).unwrap(),
        6 => TrustList::new("pk-kp-test", days(NOW + 300 * DAY, 120), at(NOW + 340 * DAY)).unwrap(),
        7 => empty_list(),
        _ => with(vec![status_entry().with_state(KeyState::Suspended), new()]),
    }
}

/// Versions in two epochs, of any contents, and some that nobody may sign.
fn lists() -> Vec<Document> {
    let mut documents = Vec::new();
    for (epoch, keys) in [(1, LIST_KEYS), (2, NEW_LIST_KEYS), (1, STRANGERS)] {
        for (which, version) in [(0, 1), (1, 2), (2, 3), (3, 4), (5, 5), (6, 6), (7, u64::MAX)] {
            documents.push(list_document(contents(which), version, epoch, &keys[1..]));
        }
    }
    documents
}

/// Snapshots of three days and the changes from each to the last, by both keys of the office and by a stranger.
fn tokens() -> Vec<Document> {
    let register = StatusRegister::new("pk-kp-test").unwrap().with_list(status_info(3, 1_000, 2)).unwrap();
    let mut register = register.with_list(status_info(4, 1_000, 1)).unwrap();
    let mut prepared = Vec::new();
    for day in [5_u32, 10, 15] {
        register.revoke(&[StatusReference { list: 3, index: u64::from(day) }]).unwrap();
        let base = at(START + i64::from(day) * DAY);
        prepared.extend(register.snapshot(base, at(START + 70 * DAY), None).unwrap());
        for later in [1, 2] {
            register.revoke(&[StatusReference { list: 4, index: u64::from(day + later) }]).unwrap();
            prepared.push(register.delta(at(START + i64::from(day + later) * DAY)).unwrap());
        }
    }
    let signed = |seed: u8| {
        prepared.iter().map(move |one| Document {
            bytes: one.sign(&key(seed)).unwrap(),
            what: What::Status,
            signers: vec![seed],
            is_damaged: false,
        })
    };
    [STATUS, NEW_STATUS, STRANGERS[0]].into_iter().flat_map(signed).collect()
}

/// A root or a list of any version and contents, signed by any of the people: two bytes choose, one signs.
fn made(kind: u8, content: u8, hands: u8) -> Document {
    let everybody =
        [ROOT_KEYS[0], ROOT_KEYS[1], LIST_KEYS[0], LIST_KEYS[1], NEW_LIST_KEYS[0], NEW_LIST_KEYS[1]];
    let more = [NEW_ROOT_KEYS[0], NEW_ROOT_KEYS[1]];
    let people = everybody.iter().chain(&more).enumerate();
    let signers: Vec<u8> = people.filter(|(at, _)| hands >> at & 1 == 1).map(|(_, seed)| *seed).collect();
    let (version, epoch) = (1 + u64::from(content / 8 % 8), 1 + u64::from(content / 64 % 3));
    if signers.is_empty() {
        return list_document(contents(content), version, epoch, &STRANGERS);
    }
    if kind & 1 == 0 {
        return list_document(contents(content), version, epoch, &signers);
    }
    let roots = if content & 1 == 0 { ROOT_KEYS } else { NEW_ROOT_KEYS };
    let lists = if content & 2 == 0 { LIST_KEYS } else { NEW_LIST_KEYS };
    root_document(version, epoch, &roots, &lists, &signers)
}

/// Four bytes a document: which, and whether it is damaged, where and how; or how it is made.
fn chosen(bytes: &[u8]) -> Option<Document> {
    let &[which, how, a, b] = bytes else { return None };
    if which >= 0xC0 {
        return Some(made(which, a, b));
    }
    let mut document = POOL[usize::from(which) % POOL.len()].clone();
    if how >= 0xC0 {
        let place = usize::from(u16::from_be_bytes([how, a])) % document.bytes.len();
        document.bytes[place] ^= b | 1;
        document.is_damaged = true;
    }
    Some(document)
}

// A step is a byte for the clock, one that says how many documents come together, and those.
fuzz_target!(|data: &[u8]| {
    let mut desk = Verifier::new(TrustStore::rooted(&PINNED), Policy::for_service(ServiceCode::IDENTITY));
    let mut marks = Marks::default();
    let mut rest = data;
    for _ in 0..12 {
        let [day, how_many, after @ ..] = rest else { return };
        let (now, later) = after.split_at(after.len().min(4 * (1 + usize::from(how_many % 4))));
        rest = later;
        let documents: Vec<Document> = now.chunks(4).filter_map(chosen).collect();
        let time = at(START + i64::from(*day) * 2 * DAY);
        let clock = match how_many / 64 {
            0 => Clock::unknown(),
            1 => Clock::trusted(time),
            _ => Clock::device(time),
        };
        let before = desk.clone();
        let report = apply(&mut desk, &documents, clock);
        nothing_goes_back(&before, &desk, &mut marks);
        refusing_changes_nothing(&before, &desk, &documents, &report, clock);
        enough_hands(&before, &desk, &documents, &report);
        stored(&desk);
    }
});

fn apply(desk: &mut Verifier, documents: &[Document], clock: Clock) -> UpdateReport {
    let bytes: Vec<&[u8]> = documents.iter().map(|document| &document.bytes[..]).collect();
    let report = desk.apply(&bytes, clock);
    assert_eq!(report.lines().len(), documents.len());
    report
}

/// The highest list of each epoch that was ever held, whatever became of it since.
#[derive(Default)]
struct Marks(BTreeMap<u64, (u64, Timestamp)>);

fn nothing_goes_back(before: &Verifier, after: &Verifier, marks: &mut Marks) {
    let height = |desk: &Verifier| (desk.trust().root().version(), desk.trust().root().epoch());
    let (was, is) = (height(before), height(after));
    assert!(is.0 >= was.0 && is.1 >= was.1, "a root went back: {was:?} {is:?}");
    if let Some(list) = after.trust().list() {
        assert_eq!(list.epoch(), is.1, "a list of another epoch");
        let mark = marks.0.entry(list.epoch()).or_insert((list.version(), list.issued_at()));
        assert!(list.version() >= mark.0 && list.issued_at() >= mark.1, "a list went back");
        *mark = (list.version(), list.issued_at());
    }
    assert!(
        after.trust().floor() >= before.trust().floor() || is.1 > was.1 || after.trust().list().is_none()
    );
    for (number, as_of) in before.status().lists() {
        let held = after.status().lists().find(|(other, _)| *other == number).map(|(_, as_of)| as_of);
        // What a list says grows older only with the trust that vouched for it.
        assert!(held >= Some(as_of) || !office_stands(before, after), "status list {number} went back");
    }
}

/// May each key of the office that could have signed what is held still sign it? While there is no list, nothing is
/// dropped.
fn office_stands(before: &Verifier, after: &Verifier) -> bool {
    let Some(now) = after.trust().list() else { return true };
    let may = |list: &TrustList, seed: u8, usage: Usage| {
        let active = |state| matches!(state, KeyState::Active | KeyState::Retired);
        list.entries().any(|entry| {
            *entry.key() == key(seed).public_key() && active(entry.state()) && entry.usage().includes(usage)
        })
    };
    // What was held before stood under the list before. If there was none, it may be by either key.
    let could = |seed, usage| before.trust().list().is_none_or(|list| may(list, seed, usage));
    let both =
        [STATUS, NEW_STATUS].into_iter().flat_map(|seed| [(seed, Usage::STATUS), (seed, Usage::DELTA)]);
    now.status_lists().len() == 2
        && both.into_iter().all(|(seed, usage)| !could(seed, usage) || may(now, seed, usage))
}

/// Those that were refused might as well not have come; and the order of the others says nothing.
fn refusing_changes_nothing(
    before: &Verifier,
    after: &Verifier,
    documents: &[Document],
    report: &UpdateReport,
    clock: Clock,
) {
    let refused = |(_, outcome): &(_, Outcome)| matches!(outcome, Outcome::Refused(_));
    let pairs = documents.iter().zip(report.lines());
    let mut good: Vec<Document> =
        pairs.filter(|(_, line)| !refused(line)).map(|(document, _)| document.clone()).collect();
    let mut without = before.clone();
    assert!(apply(&mut without, &good, clock).is_complete());
    assert_eq!(states(&without), states(after));
    good.reverse();
    let mut reversed = before.clone();
    assert!(apply(&mut reversed, &good, clock).is_complete());
    let says = |desk: &Verifier| {
        (desk.trust().root().clone(), desk.trust().list().cloned(), desk.status().lists().collect::<Vec<_>>())
    };
    assert_eq!(says(&reversed), says(after));
    // All of it is held now, or older than what is held.
    let mut again = after.clone();
    apply(&mut again, &good, clock);
    assert_eq!(states(&again), states(after));
}

fn states(desk: &Verifier) -> [Vec<u8>; 2] {
    [desk.trust().export(), desk.status().export()]
}

/// What was taken in was signed by enough of those who may.
fn enough_hands(before: &Verifier, after: &Verifier, documents: &[Document], report: &UpdateReport) {
    for (document, (_, outcome)) in documents.iter().zip(report.lines()) {
        if *outcome != Outcome::Accepted {
            continue;
        }
        let signed = |role: &Role| {
            let keys: Vec<PublicKey> = document.signers.iter().map(|seed| key(*seed).public_key()).collect();
            role.keys().iter().filter(|one| keys.contains(one)).count() >= role.threshold()
        };
        let role = |desk: &Verifier, name| {
            signed(desk.trust().root().roles().find(|(role, _)| *role == name).unwrap().1)
        };
        // Nothing of a document can be touched, unless more people signed it than had to.
        assert!(!document.is_damaged || document.signers.len() > 2, "a damaged document was taken in");
        match document.what {
            // Several roots may come in one step: the first of them was signed by those before.
            What::Root => {
                assert!(documents.len() > 1 || role(before, RoleName::Root) && role(after, RoleName::Root))
            }
            What::List => assert!(documents.len() > 1 || role(before, RoleName::List)),
            What::Status => assert!([STATUS, NEW_STATUS].contains(&document.signers[0])),
        }
    }
    let strangers = STRANGERS.map(|seed| key(seed).public_key());
    let root = after.trust().root();
    assert!(root.roles().all(|(_, role)| role.keys().iter().all(|key| !strangers.contains(key))));
}

/// What is stored is read again to the same, and answers the same.
fn stored(desk: &Verifier) {
    let [trust_state, status_state] = states(desk);
    let trust = TrustStore::load(&trust_state, &PINNED).unwrap();
    assert_eq!(trust.export(), trust_state);
    assert_eq!((trust.root(), trust.list()), (desk.trust().root(), desk.trust().list()));
    match StatusStore::load(&status_state, &trust) {
        Ok(loaded) => {
            assert_eq!(loaded.export(), status_state);
            assert!(
                loaded.lists().eq(desk.status().lists()),
                "a status list is of another day when it is read again"
            );
            let same = |(list, _): (u16, _)| {
                (0..20).all(|index| {
                    let at = StatusReference { list: list.into(), index };
                    loaded.get(at, &trust) == desk.status().get(at, desk.trust())
                })
            };
            assert!(loaded.lists().all(same));
        }
        Err(error) => assert!(error == TrustError::NoList && trust.list().is_none()),
    }
}
