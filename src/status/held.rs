//! What a verifier holds of one status list: its token, and the newest delta on it (§8.4, §8.5).

use super::delta::{Delta, may_change};
use super::list::StatusList;
use super::token::Token;
use crate::cose::PublicKey;
use crate::time::Timestamp;
use crate::trust::{ListEntry, StatusListInfo, TrustError, TrustList, Usage};
use std::sync::Arc;

/// A token whose signature was verified, with the entries as they now are.
#[derive(Clone)]
pub(super) struct HeldToken {
    pub(super) info: StatusListInfo,
    pub(super) issued_at: Timestamp,
    pub(super) expires_at: Timestamp,
    pub(super) ttl: Option<i64>,
    pub(super) entries: StatusList,
    pub(super) document: Vec<u8>,
    pub(super) delta: Option<Arc<HeldDelta>>,
    payload: [u8; 32],
    signer: PublicKey,
}

/// A delta whose signature was verified.
pub(super) struct HeldDelta {
    pub(super) base: Timestamp,
    pub(super) sequence: u64,
    pub(super) issued_at: Timestamp,
    pub(super) document: Vec<u8>,
    pub(super) payload: [u8; 32],
    pub(super) lists: Vec<u16>,
    signer: PublicKey,
}

impl HeldToken {
    pub(super) fn new(
        info: StatusListInfo,
        signer: PublicKey,
        token: &Token,
        document: &[u8],
    ) -> Result<Self, TrustError> {
        Ok(Self {
            entries: token.entries(&info)?,
            issued_at: token.issued_at,
            expires_at: token.expires_at,
            ttl: token.ttl,
            payload: token.payload_hash(),
            document: document.to_vec(),
            delta: None,
            info,
            signer,
        })
    }

    /// The moment its entries speak of.
    pub(super) fn as_of(&self) -> Timestamp {
        self.delta.as_ref().map_or(self.issued_at, |delta| delta.issued_at)
    }

    /// Does the token say the same, whoever signed it?
    pub(super) fn says_the_same(&self, token: &Token) -> bool {
        self.payload == token.payload_hash()
    }

    /// The same list with a newer delta in place of the one it has.
    pub(super) fn with_delta(&self, delta: &Delta, held: &Arc<HeldDelta>) -> Result<Self, TrustError> {
        let mut next = self.without_delta()?;
        if let Some(gaps) = delta.items.get(&self.info.list) {
            gaps.apply(&self.info, &mut next.entries)?;
        }
        next.delta = Some(Arc::clone(held));
        Ok(next)
    }

    /// The list as its token alone gives it.
    pub(super) fn without_delta(&self) -> Result<Self, TrustError> {
        let mut bare = self.clone();
        if bare.delta.take().is_some() {
            bare.entries = Token::parse(&self.document)?.entries(&self.info)?;
        }
        Ok(bare)
    }

    /// Does the trust list still describe it so, and its key still vouch for it?
    pub(super) fn token_stands(&self, list: &TrustList) -> bool {
        let dates = (self.issued_at, self.expires_at);
        let may = |entry: &ListEntry| entry.may_attest_status(Usage::STATUS, self.info.list, dates);
        list.status_list(self.info.list.into()) == Some(&self.info)
            && list.entry(&self.signer).is_some_and(|entry| may(entry))
    }

    /// Does the key of the delta, if there is one, still vouch for all it names?
    pub(super) fn delta_stands(&self, list: &TrustList) -> bool {
        self.delta.as_ref().is_none_or(|delta| {
            let entry = list.entry(&delta.signer);
            entry.is_some_and(|entry| may_change(entry, delta.lists.iter(), delta.issued_at))
        })
    }
}

impl HeldDelta {
    pub(super) fn new(signer: PublicKey, delta: &Delta, document: &[u8]) -> Self {
        Self {
            base: delta.base,
            sequence: delta.sequence,
            issued_at: delta.issued_at,
            document: document.to_vec(),
            payload: delta.payload_hash(),
            signer,
            lists: delta.items.keys().copied().collect(),
        }
    }
}
