//! The status lists that a verifier holds, beside its trust store (§8.4).

use super::held_delta::HeldDelta;
use super::held_token::HeldToken;
use super::settle::show;
use crate::claims::StatusReference;
use crate::registry::status::Status;
use crate::time::Timestamp;
use crate::trust::TrustStore;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Status lists by number, each with its newest token, and the newest delta of each key on it.
///
/// Nothing in it is believed for ever: what the trust list no longer vouches for is left out of every
/// answer, and dropped by the next [`StatusStore::apply`] or [`StatusStore::review`]. What rests on a
/// suspended key is left out too, but kept.
///
/// ```
/// # use khyber_pass::*;
/// # fn main() -> Result<(), Error> {
/// # let at = |day: i64| Timestamp::new(1_767_225_600 + day * 86_400);
/// # let keys = [1, 2, 3].map(|n| SigningKey::from_seed(&[n; 32])); // TEST keys
/// # let role = |key: &SigningKey| Role::new(1, vec![key.public_key()]);
/// # let root = Root::new("pk-kp-test", Validity::new(at(0)?, at(700)?)?, role(&keys[0]), role(&keys[1]))?;
/// # let pinned = PinnedRoot::from_bytes(&root.prepare()?.sign(&keys[0])?.finish())?;
/// # let clock = Clock::device(at(10)?);
/// // The trust list describes list 3 and lets one key sign it.
/// let info = StatusListInfo { list: 3, entries: 1_000, bits: 2, uri: None };
/// let office = keys[2].public_key();
/// let entry = ListEntry::new(office, "PK-KP/STATUS", Validity::new(at(0)?, at(90)?)?, at(400)?)?
///     .with_usage(Usage::STATUS.and(Usage::DELTA))
///     .with_status_lists(3, 3)?;
/// # let list = TrustList::new("pk-kp-test", Validity::new(at(0)?, at(90)?)?, at(40)?)?;
/// let list = list.with_entry(entry)?.with_status_list(info.clone())?;
/// # let trust = TrustStore::open(&pinned, &list.prepare()?.sign(&keys[1])?.finish(), clock)?;
///
/// // The issuer takes back entry 7 and publishes a token.
/// let mut register = StatusRegister::new("pk-kp-test")?.with_list(info)?;
/// register.revoke(&[StatusReference { list: 3, index: 7 }])?;
/// let tokens = register.snapshot(at(5)?, at(65)?, None)?;
/// let token = tokens[0].sign(&keys[2])?;
///
/// // The verifier takes it in.
/// let mut status = StatusStore::empty();
/// let report = status.apply(&[token], &trust);
/// assert_eq!(report.to_string(), "status list 3: accepted\n");
/// let entry = |index| status.get(StatusReference { list: 3, index }, &trust).map(|held| held.status());
/// assert_eq!(entry(7), Some(Some(Status::Revoked)));
/// assert_eq!(entry(8), Some(Some(Status::Valid)));
/// assert_eq!(entry(1_000), None);
///
/// // What is stored is verified again.
/// assert_eq!(StatusStore::load(&status.export(), &trust)?.export(), status.export());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Default)]
pub struct StatusStore {
    pub(super) tokens: BTreeMap<u16, HeldToken>,
    pub(super) deltas: Vec<Arc<HeldDelta>>,
    /// The trust list under which all of it was last settled.
    reviewed_under: Option<[u8; 16]>,
    /// The newest date of what is shown, capped by the end of that trust list.
    pub(super) floor: Option<Timestamp>,
}

/// One entry of a held status list, and how old it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeldStatus {
    pub(super) value: u8,
    pub(super) as_of: Timestamp,
    pub(super) expires_at: Timestamp,
    pub(super) ttl: Option<i64>,
}

impl StatusStore {
    /// A store that holds nothing: whatever needs a status is Undecided.
    pub fn empty() -> Self {
        Self::default()
    }

    /// An entry, if its list is held, the trust list vouches for it, and the index is inside.
    ///
    /// [`StatusStore::review`] first after the trust list has changed: until then each answer costs as much as
    /// reading the whole status list.
    pub fn get(&self, reference: StatusReference, trust: &TrustStore) -> Option<HeldStatus> {
        let list = trust.list()?;
        let mut token = Cow::Borrowed(self.tokens.get(&u16::try_from(reference.list).ok()?)?);
        if !self.is_reviewed_under(trust) {
            show(token.to_mut(), &self.deltas, list);
        }
        let (entries, as_of) = (&token.shown.as_ref()?.entries, token.as_of()?);
        let value = entries.get(reference.index)?;
        Some(HeldStatus { value, as_of, expires_at: token.expires_at, ttl: token.ttl })
    }

    /// Settles what is held under the trust list of `trust`. Dropped is what that list no longer vouches for: tokens and
    /// deltas of keys that are gone or revoked or have lost a list, and lists that it describes otherwise. A list
    /// whose delta is dropped goes back to the newest delta that is left, or to its token.
    ///
    /// While there is no trust list nothing is dropped, and nothing is answered.
    pub fn review(&mut self, trust: &TrustStore) {
        let Some(list) = trust.list().filter(|_| !self.is_reviewed_under(trust)) else { return };
        self.settle(list);
        self.reviewed_under = trust.list_digest();
    }

    /// The numbers of the lists that give an answer, and the moment each speaks of.
    pub fn lists(&self) -> impl Iterator<Item = (u16, Timestamp)> {
        self.tokens.iter().filter_map(|(list, token)| Some((*list, token.as_of()?)))
    }

    /// How many bytes the lists before compression and their documents take in memory: 64 MiB at most.
    pub fn memory_bytes(&self) -> usize {
        let tokens = self.tokens.values().map(HeldToken::bytes);
        tokens.chain(self.deltas.iter().map(|delta| delta.bytes())).sum()
    }

    /// A moment that has certainly passed, from the dates of what is held (§6.2).
    pub(crate) fn floor(&self, trust: &TrustStore) -> Option<Timestamp> {
        let list = trust.list()?;
        if self.is_reviewed_under(trust) { self.floor } else { self.newest(list) }
    }

    fn is_reviewed_under(&self, trust: &TrustStore) -> bool {
        self.reviewed_under.is_some() && self.reviewed_under == trust.list_digest()
    }
}

impl HeldStatus {
    /// The status; `None` for a value without meaning.
    pub fn status(&self) -> Option<Status> {
        Status::from_number(self.value.into())
    }

    /// The value as the list gives it.
    pub const fn value(&self) -> u8 {
        self.value
    }

    /// The moment it speaks of: when the token, or the delta on it, was issued.
    pub const fn as_of(&self) -> Timestamp {
        self.as_of
    }

    /// When the token expires.
    pub const fn expires_at(&self) -> Timestamp {
        self.expires_at
    }

    /// From when on a newer one should be looked for, if the token says so.
    pub fn refresh_by(&self) -> Option<Timestamp> {
        let later = self.as_of.seconds().saturating_add(self.ttl?);
        Some(Timestamp::new(later).unwrap_or(Timestamp::MAX))
    }
}

impl core::fmt::Debug for StatusStore {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "StatusStore({} lists)", self.tokens.len())
    }
}
