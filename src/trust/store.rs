//! The trust a verifier holds: a pinned root and a list under it (§5.1).

use super::error::TrustError;
use super::list::TrustList;
use super::pinned::PinnedRoot;
use super::root::Root;
use crate::time::{Clock, Interval, Passed, Timestamp};

/// Root and list, verified against each other. There is no way to store "already verified": a store
/// is made from signed documents, each time.
#[derive(Clone, Debug)]
pub struct TrustStore {
    root: Root,
    list: TrustList,
    built_at: Option<Timestamp>,
}

impl TrustStore {
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
        let root = pinned.root().clone();
        let list = TrustList::open(list, &root)?;
        if clock.interval(root.issued_at()).passed(root.expires_at()) == Passed::Yes {
            return Err(TrustError::RootExpired { at: root.expires_at() });
        }
        Ok(Self { root, list, built_at: None })
    }

    /// Adds the moment at which the application was built, which raises the floor under the clock.
    pub fn with_build_time(self, built_at: Timestamp) -> Self {
        Self { built_at: Some(built_at), ..self }
    }

    /// The root document.
    pub const fn root(&self) -> &Root {
        &self.root
    }

    /// The trust list.
    pub const fn list(&self) -> &TrustList {
        &self.list
    }

    /// A moment that has certainly passed, from signed dates (§6.2). What the list says is capped by
    /// the root, so that a stolen list key cannot push time beyond it.
    pub fn floor(&self) -> Timestamp {
        let list = self.list.issued_at().min(self.root.expires_at());
        self.root.issued_at().max(list).max(self.built_at.unwrap_or(Timestamp::MIN))
    }

    pub(crate) fn now(&self, clock: Clock) -> Interval {
        clock.interval(self.floor())
    }

    /// Is it certain that the list need not be refreshed yet?
    pub(crate) fn is_fresh(&self, now: Interval) -> bool {
        matches!(now.passed(self.list.refresh_by()), Passed::No | Passed::Maybe { bounded: true })
    }
}
