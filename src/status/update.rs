//! Taking in status list tokens and deltas, never going back (§8.4, §8.5).

use super::delta::Delta;
use super::held::{HeldDelta, HeldToken};
use super::list::bytes_of;
use super::store::StatusStore;
use super::token::Token;
use crate::cose::{CoseError, DocumentError};
use crate::limits::STATUS_STORE_BYTES;
use crate::trust::{Kind, Outcome, Taken, TrustError, TrustList, TrustStore, UpdateReport};
use std::sync::Arc;

/// A document of the right form.
pub(super) enum Parsed {
    Token(Token),
    Delta(Delta),
}

impl StatusStore {
    /// Takes in tokens and deltas in any order, from any channel.
    ///
    /// First everything is dropped that the trust list no longer vouches for. Then tokens come, by date, and then
    /// deltas, by sequence. Each document is accepted, held already, or refused with its error; a refused one
    /// changes nothing. No clock is asked: what has expired is taken too, because it can still say
    /// that something is revoked.
    pub fn apply(&mut self, documents: &[impl AsRef<[u8]>], trust: &TrustStore) -> UpdateReport {
        self.review(trust);
        let documents = documents.iter().map(AsRef::as_ref).enumerate();
        let mut order: Vec<_> =
            documents.map(|(place, document)| (place, document, Parsed::read(document))).collect();
        order.sort_by_key(|(.., parsed)| match parsed {
            Ok(Parsed::Token(token)) => (0, token.issued_at.seconds(), 0),
            Ok(Parsed::Delta(delta)) => (1, 0, delta.sequence),
            Err(_) => (2, 0, 0),
        });
        let mut lines: Vec<(usize, Kind, Outcome)> = Vec::new();
        for (place, document, parsed) in order {
            let kind = parsed.as_ref().map_or(Kind::Unknown, |parsed| parsed.kind(trust.list()));
            let taken = parsed.and_then(|parsed| self.take(&parsed, document, trust));
            lines.push((place, kind, taken.into()));
        }
        lines.sort_by_key(|(place, ..)| *place);
        UpdateReport::new(lines.into_iter().map(|(_, kind, outcome)| (kind, outcome)).collect())
    }

    pub(super) fn take(
        &mut self,
        parsed: &Parsed,
        document: &[u8],
        trust: &TrustStore,
    ) -> Result<Taken, TrustError> {
        let list = trust.list().ok_or(TrustError::NoList)?;
        let taken = match parsed {
            Parsed::Token(token) => self.take_token(token, document, list),
            Parsed::Delta(delta) => self.take_delta(delta, document, list),
        }?;
        self.note_newest(list);
        Ok(taken)
    }

    /// A token that is newer than all that is known of its list.
    fn take_token(&mut self, token: &Token, document: &[u8], list: &TrustList) -> Result<Taken, TrustError> {
        let info = token.described(list).ok_or(TrustError::StatusUnknownList)?;
        let signer = token.signer(list, info)?;
        let mut others = self.entry_bytes();
        if let Some(held) = self.held.get(&info.list) {
            let issued_at = token.issued_at;
            if held.says_the_same(token) {
                return Ok(Taken::HeldAlready);
            }
            if issued_at == held.issued_at {
                return Err(TrustError::StatusEquivocation { issued_at });
            }
            if issued_at < held.as_of() {
                return Err(TrustError::IssuedEarlier { found: issued_at });
            }
            others = others.saturating_sub(held.entries.as_bytes().len());
        }
        if others.saturating_add(bytes_of(info.entries, info.bits)) > STATUS_STORE_BYTES {
            return Err(TrustError::StatusSpace { limit: STATUS_STORE_BYTES });
        }
        let held = HeldToken::new(info.clone(), signer, token, document)?;
        self.held.insert(info.list, self.caught_up(held));
        Ok(Taken::Accepted)
    }

    /// A token that comes after the delta on it: the newest one that is held for other lists and names this one holds for
    /// this one too. Else what is held would depend on the order in which it came, until it is stored and read again.
    fn caught_up(&self, held: HeldToken) -> HeldToken {
        let names_it =
            |delta: &&Arc<HeldDelta>| delta.base == held.issued_at && delta.lists.contains(&held.info.list);
        let others = self.held.values().filter_map(|other| other.delta.as_ref());
        let Some(newest) = others.filter(names_it).max_by_key(|delta| (delta.sequence, &delta.document))
        else {
            return held;
        };
        // The trust list may have come to describe this list since, and otherwise than the delta means it.
        let changed = Delta::parse(&newest.document).and_then(|delta| held.with_delta(&delta, newest));
        changed.unwrap_or(held)
    }

    /// A delta on the tokens that are held. It speaks of each list for itself: those of which another
    /// token is held, or none, are left as they are.
    fn take_delta(&mut self, delta: &Delta, document: &[u8], list: &TrustList) -> Result<Taken, TrustError> {
        let signer = delta.signer(list)?;
        for (number, gaps) in &delta.items {
            if let Some(info) = list.status_list((*number).into()) {
                gaps.read(info)?;
            }
        }
        let shared = Arc::new(HeldDelta::new(signer, delta, document));
        let on_base = |number: &u16| self.held.get(number).filter(|held| held.issued_at == delta.base);
        let mut changed: Vec<HeldToken> = Vec::new();
        let mut is_held = false;
        for held in delta.items.keys().filter_map(on_base) {
            match &held.delta {
                Some(known) if known.payload == shared.payload => is_held = true,
                Some(known) => {
                    known.is_before(delta)?;
                    changed.push(held.with_delta(delta, &shared)?);
                }
                None => changed.push(held.with_delta(delta, &shared)?),
            }
        }
        match (changed.is_empty(), is_held) {
            (true, true) => Ok(Taken::HeldAlready),
            (true, false) => Err(TrustError::DeltaBase { base: delta.base }),
            (false, _) => {
                self.held.extend(changed.into_iter().map(|held| (held.info.list, held)));
                Ok(Taken::Accepted)
            }
        }
    }
}

impl HeldDelta {
    /// Does `next` follow? Sequence numbers rise, and dates do not fall.
    fn is_before(&self, next: &Delta) -> Result<(), TrustError> {
        let (found, held) = (next.sequence, self.sequence);
        if found < held {
            Err(TrustError::Rollback { found, held })
        } else if found == held {
            Err(TrustError::Equivocation { version: found })
        } else if next.issued_at < self.issued_at {
            Err(TrustError::IssuedEarlier { found: next.issued_at })
        } else {
            Ok(())
        }
    }
}

impl Parsed {
    pub(super) fn read(document: &[u8]) -> Result<Self, TrustError> {
        match Token::parse(document) {
            Err(TrustError::Document(DocumentError::Cose(CoseError::Typ))) => {
                Delta::parse(document).map(Self::Delta)
            }
            token => token.map(Self::Token),
        }
    }

    fn kind(&self, list: Option<&TrustList>) -> Kind {
        match self {
            Self::Token(token) => {
                let info = list.and_then(|list| token.described(list));
                Kind::StatusList { list: info.map(|info| info.list) }
            }
            Self::Delta(delta) => Kind::StatusDelta { sequence: delta.sequence },
        }
    }
}
