//! The trust a verifier holds: a chain of roots from the pinned one, and the newest list (§5.1, §5.9).

use super::error::TrustError;
use super::list::TrustList;
use super::pinned::PinnedRoot;
use super::root::Root;
use crate::time::{Clock, Interval, Passed, Timestamp};

/// Roots and list, verified against each other. There is no way to store "already verified": a store
/// is made from signed documents, each time.
///
/// ```
/// # use khyber_pass::*;
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let clock = Clock::device(Timestamp::new(1_769_904_000)?);
/// # let (root, list) = (std::fs::read("examples/data/root.cbor")?, std::fs::read("examples/data/list.cbor")?);
/// let pinned = PinnedRoot::from_bytes(&root)?;
/// let mut trust = TrustStore::open(&pinned, &list, clock)?;
/// let before = trust.state_id();
///
/// // The same list again is held already; noise is refused and changes nothing.
/// let report = trust.apply(&[&list[..], b"noise"], clock);
/// assert_eq!(report.to_string(), "trust list 1: held already\ndocument: refused (trust.malformed)\n");
/// assert_eq!(trust.state_id(), before);
///
/// // What is stored is verified again, from the pinned root.
/// let stored = trust.export();
/// assert_eq!(TrustStore::load(&stored, &pinned)?.state_id(), before);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct TrustStore {
    pub(super) pin: [u8; 32],
    pub(super) root: Root,
    /// The latest date of issue on the chain of roots: a successor may carry an earlier one.
    pub(super) newest_root_date: Timestamp,
    /// The digests of the pinned root and of its successors.
    pub(super) root_digests: Vec<[u8; 16]>,
    /// The successors of the pinned root, as they were received.
    pub(super) successors: Vec<Vec<u8>>,
    pub(super) held: Option<HeldList>,
    pub(super) mark: Option<Mark>,
    pub(super) minimums: Minimums,
    built_at: Option<Timestamp>,
}

/// A list and the document it came in.
#[derive(Clone, Debug)]
pub(super) struct HeldList {
    pub(super) list: TrustList,
    pub(super) document: Vec<u8>,
}

/// The newest list of the epoch that was ever held: nothing older is taken again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) version: u64,
    pub(super) digest: [u8; 16],
    pub(super) issued_at: Timestamp,
}

/// The oldest documents an application takes, compiled into it: for devices whose stored state was
/// wiped or put back. Zero demands nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Minimums {
    /// The lowest version of the root document.
    pub root_version: u64,
    /// The lowest epoch of the trust list.
    pub epoch: u64,
    /// The lowest version of a trust list of that epoch; any version of a later epoch is enough.
    pub list_version: u64,
}

impl TrustStore {
    /// A store that holds a pinned root and no list. Everything is Undecided until a list is applied.
    pub fn rooted(pinned: &PinnedRoot) -> Self {
        Self {
            pin: *pinned.sha256(),
            root: pinned.root().clone(),
            newest_root_date: pinned.root().issued_at(),
            root_digests: vec![pinned.digest()],
            successors: Vec::new(),
            held: None,
            mark: None,
            minimums: Minimums::default(),
            built_at: None,
        }
    }

    /// Opens a trust list under a pinned root.
    ///
    /// A list that has expired is taken: it can only restrict, and verdicts will say that it is
    /// old.
    ///
    /// # Errors
    /// [`TrustError::RootExpired`] when the root has expired by `clock`; any other [`TrustError`] of
    /// a list: its form, [`TrustError::Threshold`], [`TrustError::Domain`], [`TrustError::Epoch`],
    /// [`TrustError::Window`], [`TrustError::KeyOverlap`] ...
    pub fn open(pinned: &PinnedRoot, list: &[u8], clock: Clock) -> Result<Self, TrustError> {
        let mut store = Self::rooted(pinned);
        let now = store.now(clock);
        store.take_list(list, now)?;
        Ok(store)
    }

    /// Adds the moment at which the application was built, which raises the floor under the clock.
    pub fn with_build_time(self, built_at: Timestamp) -> Self {
        Self { built_at: Some(built_at), ..self }
    }

    /// Demands lowest versions of every list that is held or applied, and of the root above it. A held
    /// list that is below them is dropped; the roots and the mark stay.
    pub fn with_minimums(self, minimums: Minimums) -> Self {
        let mut store = Self { minimums, ..self };
        if store.list().is_some_and(|list| store.meets_minimums(list).is_err()) {
            store.held = None;
        }
        store
    }

    /// The documents that bring another verifier with the same pinned root to where this one stands: the
    /// successors of the pinned root, and the list. All of them are public.
    pub fn documents(&self) -> Vec<Vec<u8>> {
        let list = self.held.iter().map(|held| held.document.clone());
        self.successors.iter().cloned().chain(list).collect()
    }

    /// The newest root document.
    pub const fn root(&self) -> &Root {
        &self.root
    }

    /// The trust list, if there is one.
    pub fn list(&self) -> Option<&TrustList> {
        self.held.as_ref().map(|held| &held.list)
    }

    /// Names the trust list that is held.
    pub(crate) fn list_digest(&self) -> Option<[u8; 16]> {
        self.held.as_ref().and(self.mark).map(|mark| mark.digest)
    }

    /// A moment that has certainly passed, from signed dates (§6.2). What the list says is capped by
    /// the root, so that a stolen list key cannot push time beyond it.
    pub fn floor(&self) -> Timestamp {
        let root = self.newest_root_date;
        let list = self.list().map_or(root, |list| list.issued_at().min(self.root.expires_at()));
        root.max(list).max(self.built_at.unwrap_or(Timestamp::MIN))
    }

    pub(super) fn meets_minimums(&self, list: &TrustList) -> Result<(), TrustError> {
        at_least(self.root.version(), self.minimums.root_version)?;
        at_least(list.epoch(), self.minimums.epoch)?;
        if list.epoch() > self.minimums.epoch {
            Ok(())
        } else {
            at_least(list.version(), self.minimums.list_version)
        }
    }

    pub(crate) fn now(&self, clock: Clock) -> Interval {
        clock.interval(self.floor())
    }

    /// Is it certain that the list need not be refreshed yet?
    pub(crate) fn is_fresh(&self, list: &TrustList, now: Interval) -> bool {
        now.passed(list.refresh_by()) == Passed::No
    }
}

pub(super) fn at_least(found: u64, held: u64) -> Result<(), TrustError> {
    if found < held { Err(TrustError::Rollback { found, held }) } else { Ok(()) }
}
