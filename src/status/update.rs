//! Taking in status list tokens and deltas, never going back (§8.4, §8.5).

use super::delta::Delta;
use super::held_delta::HeldDelta;
use super::held_token::HeldToken;
use super::store::StatusStore;
use super::token::Token;
use crate::cose::{CoseError, DocumentError};
use crate::limits::STATUS_STORE_BYTES;
use crate::time::Timestamp;
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

    fn take(&mut self, parsed: &Parsed, document: &[u8], trust: &TrustStore) -> Result<Taken, TrustError> {
        let list = trust.list().ok_or(TrustError::NoList)?;
        let taken = match parsed {
            Parsed::Token(token) => self.take_token(token, document, list),
            Parsed::Delta(delta) => self.take_delta(delta, document, list),
        }?;
        if taken == Taken::Accepted {
            self.settle(list);
        }
        Ok(taken)
    }

    /// A token that is newer than all that is known of its list.
    fn take_token(&mut self, token: &Token, document: &[u8], list: &TrustList) -> Result<Taken, TrustError> {
        let info = token.described(list).ok_or(TrustError::StatusUnknownList)?;
        let signer = token.signer(list, info)?;
        let known = self.tokens.get(&info.list);
        if let Some(known) = known {
            let issued_at = token.issued_at;
            match (known.says_the_same(token), known.stands(list)) {
                (true, true) => return Ok(Taken::HeldAlready),
                // This key vouches for it, and the one that did is suspended.
                (true, false) => {}
                (false, _) if issued_at == known.issued_at => {
                    return Err(TrustError::StatusEquivocation { issued_at });
                }
                (false, _) if issued_at < self.mark(known, list) => {
                    return Err(TrustError::IssuedEarlier { found: issued_at });
                }
                (false, _) => {}
            }
        }
        let mut room = STATUS_STORE_BYTES.saturating_add(known.map_or(0, HeldToken::bytes));
        room = room.saturating_sub(self.memory_bytes());
        if HeldToken::bytes_of(info, document) > room {
            return Err(TrustError::StatusSpace { limit: STATUS_STORE_BYTES });
        }
        let held = HeldToken::new(info, signer, token, document)?;
        self.tokens.insert(info.list, held);
        Ok(Taken::Accepted)
    }

    /// The newest date of what is held of a list, whether it is used or its key is suspended.
    fn mark(&self, token: &HeldToken, list: &TrustList) -> Timestamp {
        let on_it = |delta: &&Arc<HeldDelta>| {
            delta.base == token.issued_at && delta.could_change(token.info.list, list)
        };
        let deltas = self.deltas.iter().filter(on_it).map(|delta| delta.issued_at);
        deltas.fold(token.issued_at, Timestamp::max)
    }

    /// A delta on a token that is held, and newer on some list than all that its key said before.
    fn take_delta(&mut self, delta: &Delta, document: &[u8], list: &TrustList) -> Result<Taken, TrustError> {
        let new = Arc::new(HeldDelta::new(delta.signer(list)?, delta, document)?);
        let is_described = |number: &u16| list.status_list((*number).into()).is_some();
        if let Some(list) = new.lists().filter(is_described).find(|number| !new.may_change(*number, list)) {
            return Err(TrustError::Delta { list });
        }
        let is_base = |number| self.tokens.get(&number).is_some_and(|token| token.issued_at == new.base);
        if !new.lists().any(is_base) {
            return Err(TrustError::DeltaBase { base: new.base });
        }
        let mut newest = 0;
        for held in self.deltas.iter().filter(|held| held.goes_with(&new)) {
            if held.says_the_same(&new) {
                return Ok(Taken::HeldAlready);
            }
            new.agrees_with(held)?;
            newest = newest.max(held.sequence);
        }
        let before = self.deltas.clone();
        self.deltas.push(Arc::clone(&new));
        self.drop_spent_deltas(list);
        if !self.deltas.iter().any(|held| Arc::ptr_eq(held, &new)) {
            return Err(TrustError::Rollback { found: new.sequence, held: newest });
        }
        if self.memory_bytes() > STATUS_STORE_BYTES {
            self.deltas = before;
            return Err(TrustError::StatusSpace { limit: STATUS_STORE_BYTES });
        }
        Ok(Taken::Accepted)
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
