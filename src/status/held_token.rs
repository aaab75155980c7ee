//! What a verifier holds of one status list: its newest token, and its entries as they now are (§8.4).

use super::held_delta::HeldDelta;
use super::list::{StatusList, bytes_of};
use super::token::Token;
use crate::cose::PublicKey;
use crate::time::Timestamp;
use crate::trust::{ListEntry, StatusListInfo, TrustError, TrustList, Usage};
use std::sync::Arc;

/// A token whose signature was verified.
#[derive(Clone)]
pub(super) struct HeldToken {
    pub(super) info: StatusListInfo,
    pub(super) issued_at: Timestamp,
    pub(super) expires_at: Timestamp,
    pub(super) ttl: Option<i64>,
    pub(super) document: Vec<u8>,
    /// None while its key is suspended.
    pub(super) shown: Option<Shown>,
    payload: [u8; 32],
    signer: PublicKey,
}

/// The entries of a token as the newest delta on it leaves them.
#[derive(Clone)]
pub(super) struct Shown {
    pub(super) entries: StatusList,
    delta: Option<Arc<HeldDelta>>,
}

impl HeldToken {
    pub(super) fn new(
        info: &StatusListInfo,
        signer: PublicKey,
        token: &Token,
        document: &[u8],
    ) -> Result<Self, TrustError> {
        Ok(Self {
            shown: Some(Shown { entries: token.entries(info)?, delta: None }),
            issued_at: token.issued_at,
            expires_at: token.expires_at,
            ttl: token.ttl,
            payload: token.payload_hash(),
            document: document.to_vec(),
            info: info.clone(),
            signer,
        })
    }

    /// The moment its entries speak of, if they are shown.
    pub(super) fn as_of(&self) -> Option<Timestamp> {
        self.shown.as_ref().map(|shown| shown.delta.as_ref().map_or(self.issued_at, |delta| delta.issued_at))
    }

    /// Does the token say the same, whoever signed it?
    pub(super) fn says_the_same(&self, token: &Token) -> bool {
        self.payload == token.payload_hash()
    }

    /// Does the trust list describe it so, and its key vouch for it?
    pub(super) fn stands(&self, list: &TrustList) -> bool {
        self.is_described(list)
            && list.entry(&self.signer).is_some_and(|entry| {
                entry.may_attest_status(Usage::STATUS, self.info.list, (self.issued_at, self.expires_at))
            })
    }

    /// The same, or will it perhaps again, when its key is no longer suspended?
    pub(super) fn could_stand(&self, list: &TrustList) -> bool {
        let dates = (self.issued_at, self.expires_at);
        let could = |entry: &ListEntry| entry.could_attest_status(Usage::STATUS, self.info.list, dates);
        self.is_described(list) && list.entry(&self.signer).is_some_and(|entry| could(entry))
    }

    /// Shows the entries as this delta leaves them, or without one as they were issued.
    pub(super) fn show(&mut self, delta: Option<&Arc<HeldDelta>>) {
        let held = self.shown.take();
        if held.as_ref().is_some_and(|shown| shown.delta.as_ref().map(Arc::as_ptr) == delta.map(Arc::as_ptr))
        {
            self.shown = held;
            return;
        }
        let bare = held.filter(|shown| shown.delta.is_none()).map(|shown| shown.entries);
        let entries = bare.or_else(|| Token::parse(&self.document).ok()?.entries(&self.info).ok());
        let changed = entries.and_then(|mut entries| match delta {
            Some(delta) => delta.apply(self.info.list, &mut entries).map(|()| entries),
            None => Some(entries),
        });
        self.shown = changed.map(|entries| Shown { entries, delta: delta.cloned() });
    }

    /// How many bytes it takes, before compression and as it came.
    pub(super) fn bytes(&self) -> usize {
        Self::bytes_of(&self.info, &self.document)
    }

    pub(super) fn bytes_of(info: &StatusListInfo, document: &[u8]) -> usize {
        bytes_of(info.entries, info.bits).saturating_add(document.len())
    }

    fn is_described(&self, list: &TrustList) -> bool {
        list.status_list(self.info.list.into()) == Some(&self.info)
    }
}
