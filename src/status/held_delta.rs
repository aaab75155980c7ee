//! A delta that a verifier holds, and the lists that it may speak of (§8.5).

use super::change::Change;
use super::delta::Delta;
use super::list::StatusList;
use crate::cose::PublicKey;
use crate::time::Timestamp;
use crate::trust::{ListEntry, TrustError, TrustList, Usage};
use std::collections::BTreeMap;

/// A delta whose signature was verified.
pub(super) struct HeldDelta {
    pub(super) signer: PublicKey,
    pub(super) base: Timestamp,
    pub(super) sequence: u64,
    pub(super) issued_at: Timestamp,
    pub(super) document: Vec<u8>,
    payload: [u8; 32],
    changes: BTreeMap<u16, Change>,
}

impl HeldDelta {
    /// After its signature was verified: reading all bits is work.
    pub(super) fn new(signer: PublicKey, delta: &Delta, document: &[u8]) -> Result<Self, TrustError> {
        Ok(Self {
            signer,
            base: delta.base,
            sequence: delta.sequence,
            issued_at: delta.issued_at,
            document: document.to_vec(),
            payload: delta.payload_hash(),
            changes: delta.changes()?,
        })
    }

    /// The lists that it names.
    pub(super) fn lists(&self) -> impl Iterator<Item = u16> {
        self.changes.keys().copied()
    }

    /// May its key speak of this list, as the trust list now is and describes it?
    pub(super) fn may_change(&self, number: u16, list: &TrustList) -> bool {
        let dates = (self.issued_at, self.issued_at);
        self.fits(number, list)
            && self.entry(list).is_some_and(|entry| entry.may_attest_status(Usage::DELTA, number, dates))
    }

    /// The same, or will it perhaps again, when its key is no longer suspended?
    pub(super) fn could_change(&self, number: u16, list: &TrustList) -> bool {
        let dates = (self.issued_at, self.issued_at);
        self.fits(number, list)
            && self.entry(list).is_some_and(|entry| entry.could_attest_status(Usage::DELTA, number, dates))
    }

    /// Tells the newest of several on one token, whoever signed them.
    pub(super) fn rank(&self) -> (Timestamp, u64, &[u8]) {
        (self.issued_at, self.sequence, &self.payload)
    }

    pub(super) fn says_the_same(&self, other: &Self) -> bool {
        self.payload == other.payload
    }

    /// Is one of the two to follow the other on some list?
    pub(super) fn goes_with(&self, other: &Self) -> bool {
        self.signer == other.signer
            && self.base == other.base
            && self.changes.keys().any(|number| other.changes.contains_key(number))
    }

    /// Two deltas that go together have different sequence numbers, and dates in the same order.
    pub(super) fn agrees_with(&self, held: &Self) -> Result<(), TrustError> {
        let (found, version) = (self.sequence, held.sequence);
        if found == version {
            Err(TrustError::Equivocation { version })
        } else if found > version && self.issued_at < held.issued_at {
            Err(TrustError::IssuedEarlier { found: self.issued_at })
        } else if found < version && self.issued_at > held.issued_at {
            Err(TrustError::Rollback { found, held: version })
        } else {
            Ok(())
        }
    }

    /// Changes the entries of a token of its base into what they are by this delta.
    pub(super) fn apply(&self, number: u16, entries: &mut StatusList) -> Option<()> {
        self.changes.get(&number)?.apply(entries)
    }

    /// How many bytes it takes, read and as it came.
    pub(super) fn bytes(&self) -> usize {
        self.changes.values().map(Change::bytes).sum::<usize>().saturating_add(self.document.len())
    }

    fn fits(&self, number: u16, list: &TrustList) -> bool {
        let info = list.status_list(number.into());
        info.is_some_and(|info| self.changes.get(&number).is_some_and(|change| change.fits(info)))
    }

    fn entry<'a>(&self, list: &'a TrustList) -> Option<&'a ListEntry> {
        list.entry(&self.signer).map(AsRef::as_ref)
    }
}
