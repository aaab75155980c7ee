//! What an issuer keeps of its status lists: who is revoked, what was published last (§8.7).

use super::delta::write_delta;
use super::error::{RegisterError, RowFault};
use super::list::StatusList;
use super::prepared::PreparedStatus;
use super::rows::{Action, read_rows};
use super::token::write_token;
use crate::claims::StatusReference;
use crate::registry::status::Status;
use crate::time::Timestamp;
use crate::trust::{StatusListInfo, TrustError, check_domain};
use std::collections::BTreeMap;

/// The status lists that one issuer publishes together: their entries now, and at the last snapshot.
///
/// A *snapshot* is one token for each list, all of one date. A *delta* holds everything that has changed since, and
/// is small. Publish a snapshot each week or month and a delta each day: whoever was offline for any number
/// of days needs the newest of each.
///
/// The order of work is: change, [`snapshot`](Self::snapshot) or [`delta`](Self::delta), store
/// [`export`](Self::export), and only then publish. A crash in between loses a date, never a change, and two
/// documents never say different things under one date and sequence number.
///
/// ```
/// # use khyber_pass::*;
/// # fn main() -> Result<(), Error> {
/// # let at = |day: i64| Timestamp::new(1_767_225_600 + day * 86_400);
/// let info = StatusListInfo { list: 3, entries: 1 << 20, bits: 2, uri: None };
/// let mut register = StatusRegister::new("pk-kp-test")?.with_list(info)?;
/// let card = StatusReference { list: 3, index: 70_000 };
/// assert_eq!(register.suspend(&[card])?, 1);
/// let tokens = register.snapshot(at(0)?, at(60)?, None)?; // to be signed
/// assert_eq!(register.apply_csv("list,index,action\n3,70000,reinstate\n3,5,revoke\n")?, 2);
/// let delta = register.delta(at(1)?)?; // to be signed
/// assert_eq!(register.status(card), Some(Status::Valid));
///
/// let refused = register.apply_csv("3,6,revoke\n3,1048576,revoke\n").unwrap_err();
/// assert_eq!(refused.to_string(), "line 2: the index lies beyond the end of its list");
/// assert_eq!(register.status(StatusReference { list: 3, index: 6 }), Some(Status::Valid));
/// # let _ = (tokens, delta);
/// # Ok(())
/// # }
/// ```
///
/// **Decoys.** In a small list the number of revocations can be counted, day by day. Take some indexes from the
/// [`IndexAllocator`](crate::IndexAllocator) that no credential gets, and revoke them here too.
#[derive(Clone, PartialEq, Eq)]
pub struct StatusRegister {
    pub(super) domain: String,
    pub(super) lists: BTreeMap<u16, Kept>,
    /// When the last snapshot was issued, and when the newest document.
    pub(super) issued: Option<(Timestamp, Timestamp)>,
    pub(super) sequence: u64,
}

/// One list.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Kept {
    pub(super) info: StatusListInfo,
    pub(super) now: StatusList,
    /// As the last snapshot gave it; none when there was no snapshot yet.
    pub(super) base: Option<StatusList>,
}

impl StatusRegister {
    /// A register without lists, for the domain of a root document such as `pk-kp-test`.
    ///
    /// # Errors
    /// [`RegisterError::Document`] unless the domain has 1 to 16 bytes.
    pub fn new(domain: &str) -> Result<Self, RegisterError> {
        check_domain(domain, "register").map_err(TrustError::from)?;
        Ok(Self { domain: domain.to_owned(), lists: BTreeMap::new(), issued: None, sequence: 0 })
    }

    /// Adds a list in which every entry is valid. Give it as the trust list describes it.
    ///
    /// # Errors
    /// [`RegisterError::ListTwice`]; [`RegisterError::Document`] for a number of entries, bits or a URI outside the
    /// grammar, for the URI of another list, and for more than 256 lists.
    pub fn with_list(mut self, info: StatusListInfo) -> Result<Self, RegisterError> {
        let list = info.list;
        if self.lists.contains_key(&list) {
            return Err(RegisterError::ListTwice { list });
        }
        let infos: Vec<_> = self.lists.values().map(|kept| kept.info.clone()).chain([info.clone()]).collect();
        StatusListInfo::check_all(&infos).map_err(TrustError::from)?;
        let now = StatusList::new(info.entries, info.bits)?;
        self.lists.insert(list, Kept { info, now, base: None });
        Ok(self)
    }

    /// Takes credentials back. Returns how many entries changed.
    ///
    /// # Errors
    /// [`RegisterError::UnknownList`] and [`RegisterError::Index`]; then nothing has changed.
    pub fn revoke(&mut self, references: &[StatusReference]) -> Result<usize, RegisterError> {
        self.change(references, Action::Revoke)
    }

    /// Suspends credentials for the time being. What is revoked stays revoked. Returns how many entries changed.
    ///
    /// # Errors
    /// As [`StatusRegister::revoke`], and [`RegisterError::OneBit`].
    pub fn suspend(&mut self, references: &[StatusReference]) -> Result<usize, RegisterError> {
        self.change(references, Action::Suspend)
    }

    /// Makes credentials valid again, suspended or revoked. Returns how many entries changed.
    ///
    /// # Errors
    /// As [`StatusRegister::revoke`].
    pub fn reinstate(&mut self, references: &[StatusReference]) -> Result<usize, RegisterError> {
        self.change(references, Action::Reinstate)
    }

    /// Applies a table of lines `list,index,action`, in their order; the action is `revoke`, `suspend` or
    /// `reinstate`. A first line of names and empty lines are allowed. Returns how many entries changed.
    ///
    /// # Errors
    /// [`RegisterError::Row`] with the number of the first line that cannot be applied; then nothing has
    /// changed.
    pub fn apply_csv(&mut self, csv: &str) -> Result<usize, RegisterError> {
        let rows = read_rows(csv)?;
        for row in &rows {
            let fault = match self.check(row.reference, row.action) {
                Ok(()) => continue,
                Err(RegisterError::UnknownList { .. }) => RowFault::List,
                Err(RegisterError::OneBit { .. }) => RowFault::OneBit,
                Err(_) => RowFault::Index,
            };
            return Err(RegisterError::Row { line: row.line, fault });
        }
        Ok(rows.iter().filter(|row| self.set(row.reference, row.action)).count())
    }

    /// The status of an entry; `None` for a list or an index that does not exist.
    pub fn status(&self, reference: StatusReference) -> Option<Status> {
        let value = self.kept(reference.list)?.now.get(reference.index)?;
        Status::from_number(value.into())
    }

    /// One token for each list, to be signed. Later deltas are changes of these.
    ///
    /// `ttl` says after how many seconds verifiers should look for a newer one.
    ///
    /// # Errors
    /// [`RegisterError::NotLater`] unless `issued_at` is after the snapshot before, and not before the newest
    /// delta; [`RegisterError::Document`] for dates that no verifier would take.
    pub fn snapshot(
        &mut self,
        issued_at: Timestamp,
        expires_at: Timestamp,
        ttl: Option<u32>,
    ) -> Result<Vec<PreparedStatus>, RegisterError> {
        if let Some((base, newest)) = self.issued {
            if issued_at <= base {
                return Err(RegisterError::NotLater { newest: base, after: "after" });
            }
            if issued_at < newest {
                return Err(RegisterError::NotLater { newest, after: "at or after" });
            }
        }
        let token = |kept: &Kept| {
            PreparedStatus::token(write_token(&kept.info, &kept.now, (issued_at, expires_at), ttl)?)
        };
        let tokens = self.lists.values().map(token).collect::<Result<Vec<_>, TrustError>>()?;
        self.lists.values_mut().for_each(|kept| kept.base = Some(kept.now.clone()));
        (self.issued, self.sequence) = (Some((issued_at, issued_at)), 0);
        Ok(tokens)
    }

    /// Everything that has changed since the snapshot, to be signed. It names every list: that nothing has
    /// changed in one is news too.
    ///
    /// # Errors
    /// [`RegisterError::NoSnapshot`] when there was none of some list; [`RegisterError::NotLater`] for a date before the
    /// newest document; [`RegisterError::Document`] for more changes than a delta holds: publish a snapshot then.
    pub fn delta(&mut self, issued_at: Timestamp) -> Result<PreparedStatus, RegisterError> {
        let (base, newest) = self.issued.ok_or(RegisterError::NoSnapshot)?;
        if issued_at < newest {
            return Err(RegisterError::NotLater { newest, after: "at or after" });
        }
        let changes = |kept: &Kept| {
            let base = kept.base.as_ref().ok_or(RegisterError::NoSnapshot)?;
            Ok((kept.info.list, base.changes_to(&kept.now)))
        };
        let changes = self.lists.values().map(changes).collect::<Result<Vec<_>, RegisterError>>()?;
        let sequence = self.sequence.saturating_add(1);
        let delta = PreparedStatus::delta(write_delta(&self.domain, base, sequence, issued_at, changes))?;
        (self.issued, self.sequence) = (Some((base, issued_at)), sequence);
        Ok(delta)
    }

    fn change(&mut self, references: &[StatusReference], action: Action) -> Result<usize, RegisterError> {
        references.iter().try_for_each(|reference| self.check(*reference, action))?;
        Ok(references.iter().filter(|reference| self.set(**reference, action)).count())
    }

    fn check(&self, reference: StatusReference, action: Action) -> Result<(), RegisterError> {
        let StatusReference { list, index } = reference;
        let kept = self.kept(list).ok_or(RegisterError::UnknownList { list })?;
        let entries = kept.info.entries;
        if index >= entries {
            Err(RegisterError::Index { list, index, entries })
        } else if action == Action::Suspend && kept.info.bits == 1 {
            Err(RegisterError::OneBit { list })
        } else {
            Ok(())
        }
    }

    /// Did anything change?
    fn set(&mut self, reference: StatusReference, action: Action) -> bool {
        let before = self.status(reference);
        let next = match action {
            Action::Revoke => 1,
            Action::Suspend if before == Some(Status::Revoked) => 1,
            Action::Suspend => 2,
            Action::Reinstate => 0,
        };
        let list = u16::try_from(reference.list).ok();
        let kept = list.and_then(|list| self.lists.get_mut(&list));
        kept.and_then(|kept| kept.now.set(reference.index, next)).is_some_and(|before| before != next)
    }

    fn kept(&self, list: u64) -> Option<&Kept> {
        self.lists.get(&u16::try_from(list).ok()?)
    }
}

impl core::fmt::Debug for StatusRegister {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "StatusRegister({}, {} lists)", self.domain, self.lists.len())
    }
}
