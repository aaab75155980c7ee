//! Taking in new trust documents, one by one, never going back (§5.9).

use super::error::TrustError;
use super::list::TrustList;
use super::report::{Kind, Outcome, Taken, UpdateReport};
use super::root::Root;
use super::store::{HeldList, Mark, TrustStore, at_least};
use crate::cose::{CoseError, DocumentError, SignedDocument};
use crate::limits::ROOT_SUCCESSORS;
use crate::registry::trust as key;
use crate::registry::trust::RoleName;
use crate::time::{Clock, Interval, Passed};

impl TrustStore {
    /// Takes in documents of any kind and in any order, from any channel.
    ///
    /// Roots come first, by version, then lists. Each document is accepted, held already, or refused
    /// with its error; a refused one changes nothing. The moment is fixed once for all of them.
    pub fn apply(&mut self, documents: &[impl AsRef<[u8]>], clock: Clock) -> UpdateReport {
        let now = self.now(clock);
        let documents = documents.iter().map(AsRef::as_ref).enumerate();
        let mut order: Vec<_> =
            documents.map(|(place, document)| (place, document, Kind::of(document))).collect();
        order.sort_by_key(|(.., kind)| *kind);
        let mut outcomes: Vec<(usize, &[u8], Kind, Outcome)> = Vec::new();
        for (place, document, kind) in order {
            // A document changes a copy, so that a refused one changes nothing, byte for byte.
            let mut next = self.clone();
            // What could not be read is refused by the reader of its own type.
            let outcome = match next.take_root(document) {
                Err(TrustError::Document(DocumentError::Cose(CoseError::Typ))) => {
                    next.take_list(document, now)
                }
                taken => taken,
            };
            match outcome {
                Ok(Taken::Accepted) => *self = next,
                Ok(Taken::HeldAlready) | Err(_) => {}
            }
            outcomes.push((place, document, kind, Outcome::from(outcome)));
        }
        // One with too few signatures may have come before its twin: the order says nothing.
        for (_, document, _, outcome) in &mut outcomes {
            if matches!(outcome, Outcome::Refused(_)) && self.is_on_chain(document) {
                *outcome = Outcome::HeldAlready;
            }
        }
        outcomes.sort_by_key(|(place, ..)| *place);
        UpdateReport::new(outcomes.into_iter().map(|(.., kind, outcome)| (kind, outcome)).collect())
    }

    /// The next root: signed by a threshold of the held root and by a threshold of its own. Whether a
    /// root on the way has expired is not looked at.
    pub(super) fn take_root(&mut self, bytes: &[u8]) -> Result<Taken, TrustError> {
        let document = SignedDocument::parse(bytes, key::ROOT_TYPE)?;
        let root = Root::decode(&document.payload)?;
        let (found, held) = (root.version(), self.root.version());
        if root.domain() != self.root.domain() {
            return Err(TrustError::Domain);
        }
        if found <= held {
            return self.known_root(found, &document);
        }
        if Some(found) != held.checked_add(1) {
            return Err(TrustError::RootGap { held, found });
        }
        if self.successors.len() >= ROOT_SUCCESSORS {
            return Err(TrustError::ChainTooLong { limit: ROOT_SUCCESSORS });
        }
        let old = self.root.role(RoleName::Root)?;
        let (have, need) = (document.count_signed_by(old.keys()), old.threshold());
        if have < need {
            return Err(TrustError::OldThreshold { have, need });
        }
        root.role(RoleName::Root)?.approves(RoleName::Root, &document)?;
        self.epoch_follows(&root)?;
        self.root_digests.push(document.digest());
        self.successors.push(bytes.to_vec());
        let new_epoch = root.epoch() > self.root.epoch();
        self.newest_root_date = self.newest_root_date.max(root.issued_at());
        self.root = root;
        self.look_at_list_again(new_epoch);
        Ok(Taken::Accepted)
    }

    /// A newer list of the root's epoch.
    pub(super) fn take_list(&mut self, bytes: &[u8], now: Interval) -> Result<Taken, TrustError> {
        let (list, digest) = TrustList::open(bytes, &self.root)?;
        let (version, issued_at) = (list.version(), list.issued_at());
        self.meets_minimums(&list)?;
        if let Some(mark) = self.mark {
            at_least(version, mark.version)?;
            let same = digest == mark.digest;
            match (version == mark.version, same, &self.held) {
                (true, true, Some(_)) => return Ok(Taken::HeldAlready),
                (true, false, _) => return Err(TrustError::Equivocation { version }),
                _ if issued_at < mark.issued_at => {
                    return Err(TrustError::IssuedEarlier { found: issued_at });
                }
                _ => {}
            }
        }
        if now.passed(self.root.expires_at()) == Passed::Yes {
            return Err(TrustError::RootExpired { at: self.root.expires_at() });
        }
        self.mark = Some(Mark { version, digest, issued_at });
        self.held = Some(HeldList { list, document: bytes.to_vec() });
        Ok(Taken::Accepted)
    }

    /// A version that is not above the held one is either on the chain or somebody's second one.
    fn known_root(&self, version: u64, document: &SignedDocument) -> Result<Taken, TrustError> {
        match self.root_digest(version) {
            Some(digest) if *digest == document.digest() => Ok(Taken::HeldAlready),
            Some(_) => {
                // Only somebody with the keys can raise this alarm.
                self.root.role(RoleName::Root)?.approves(RoleName::Root, document)?;
                Err(TrustError::Equivocation { version })
            }
            None => Err(TrustError::Rollback { found: version, held: self.root.version() }),
        }
    }

    fn is_on_chain(&self, document: &[u8]) -> bool {
        let Ok(document) = SignedDocument::parse(document, key::ROOT_TYPE) else { return false };
        let Ok(root) = Root::decode(&document.payload) else { return false };
        self.root_digest(root.version()) == Some(&document.digest())
    }

    /// The digest of the root of a version between the pinned one and the held one.
    fn root_digest(&self, version: u64) -> Option<&[u8; 16]> {
        let back = usize::try_from(self.root.version().checked_sub(version)?).ok()?;
        self.root_digests.get(self.successors.len().checked_sub(back)?)
    }

    /// Epochs never fall, and rise whenever the list role changes: else lists of old keys would go on
    /// counting against those of the new ones.
    fn epoch_follows(&self, next: &Root) -> Result<(), TrustError> {
        let (found, wanted) = (next.epoch(), self.root.epoch());
        let same_role = next.role(RoleName::List)?.is_same_as(self.root.role(RoleName::List)?);
        if found < wanted || (!same_role && found == wanted) {
            return Err(TrustError::Epoch {
                found,
                wanted: if same_role { wanted } else { wanted.saturating_add(1) },
            });
        }
        Ok(())
    }

    /// A new epoch ends the list and the mark of the old one for good. Under a new root of the same
    /// epoch the held list is checked again; if it fails, the mark stays.
    fn look_at_list_again(&mut self, new_epoch: bool) {
        if new_epoch {
            (self.held, self.mark) = (None, None);
        }
        let fits = |held: &HeldList| TrustList::open(&held.document, &self.root).is_ok();
        if !self.held.as_ref().is_some_and(fits) {
            self.held = None;
        }
    }
}

impl Kind {
    /// A first look, for the order only: nothing is believed.
    fn of(document: &[u8]) -> Self {
        let root = SignedDocument::parse(document, key::ROOT_TYPE).ok();
        if let Some(root) = root.and_then(|document| Root::decode(&document.payload).ok()) {
            return Self::Root { version: root.version() };
        }
        let list = SignedDocument::parse(document, key::LIST_TYPE).ok();
        match list.and_then(|document| TrustList::decode(&document.payload).ok()) {
            Some(list) => Self::List { version: list.version() },
            None => Self::Unknown,
        }
    }
}
