//! The state of a status store as bytes, verified again whenever they are read (§8.4).

use super::delta::Delta;
use super::held_delta::HeldDelta;
use super::held_token::HeldToken;
use super::store::StatusStore;
use super::token::Token;
use crate::cbor::{Fields, Items, Place, decode, encode, int, map};
use crate::limits::STATUS_STORE_BYTES;
use crate::trust::{TrustError, TrustList, TrustStore, required_uint};
use ciborium::Value;
use sha2::{Digest, Sha256};
use std::sync::Arc;

impl StatusStore {
    /// The state as bytes: the documents that are held. All of it is public. Write it to a new file and rename
    /// that over the old one.
    pub fn export(&self) -> Vec<u8> {
        let bytes = |document: &[u8]| Value::Bytes(document.to_vec());
        let digest = digest(self.tokens().chain(self.deltas()));
        encode(map([
            (FORMAT, Some(int(1))),
            (TOKENS, Some(Value::Array(self.tokens().map(bytes).collect()))),
            (DELTAS, Some(Value::Array(self.deltas().map(bytes).collect()))),
            (DIGEST, Some(Value::Bytes(digest.to_vec()))),
        ]))
    }

    /// Reads a state and verifies every document in it again, under the trust list of `trust`. What that list no
    /// longer vouches for is left out. It answers as the store did that was exported, looked through under that list.
    ///
    /// # Errors
    /// [`TrustError::State`] when it is damaged; then begin with [`StatusStore::empty`].
    /// [`TrustError::NoList`] when there is no trust list to verify it under; then wait for one.
    pub fn load(state: &[u8], trust: &TrustStore) -> Result<Self, TrustError> {
        let (tokens, deltas) = read(state).ok_or(TrustError::State)?;
        let list = trust.list().ok_or(TrustError::NoList)?;
        let mut store = Self::empty();
        for document in &tokens {
            store.put_token(document, list)?;
        }
        for document in &deltas {
            store.put_delta(document, list)?;
        }
        store.review(trust);
        // What is whole and would not be written so was not written here.
        let is_whole = store.tokens.len() == tokens.len() && store.deltas.len() == deltas.len();
        if is_whole && store.export() != state { Err(TrustError::State) } else { Ok(store) }
    }

    /// The documents that bring another verifier with the same trust list to where this one stands, but for those of
    /// keys that are suspended or have lost a list since. All of them are public.
    pub fn documents(&self) -> Vec<Vec<u8>> {
        self.tokens().chain(self.deltas()).map(<[u8]>::to_vec).collect()
    }

    /// By number of list.
    fn tokens(&self) -> impl Iterator<Item = &[u8]> {
        self.tokens.values().map(|token| token.document.as_slice())
    }

    /// In the order in which they were issued.
    fn deltas(&self) -> impl Iterator<Item = &[u8]> {
        let mut deltas: Vec<_> = self.deltas.iter().collect();
        deltas.sort_by_key(|delta| (delta.sequence, &delta.document));
        deltas.into_iter().map(|delta| delta.document.as_slice())
    }

    /// A token whose signature verifies. Whether its key may sign it is asked when all of them are here.
    fn put_token(&mut self, document: &[u8], list: &TrustList) -> Result<(), TrustError> {
        let token = Token::parse(document).map_err(|_| TrustError::State)?;
        let (Some(info), Some(signer)) = (token.described(list), token.signer_on(list)) else {
            return Ok(());
        };
        // A list that is described otherwise since then does not fit.
        let Ok(held) = HeldToken::new(info, signer, &token, document) else { return Ok(()) };
        if self.tokens.insert(info.list, held).is_some() {
            return Err(TrustError::State);
        }
        self.has_room()
    }

    fn put_delta(&mut self, document: &[u8], list: &TrustList) -> Result<(), TrustError> {
        let delta = Delta::parse(document).map_err(|_| TrustError::State)?;
        let Some(signer) = delta.signer_on(list).filter(|_| delta.domain == list.domain()) else {
            return Ok(());
        };
        let held = HeldDelta::new(signer, &delta, document).map_err(|_| TrustError::State)?;
        self.deltas.push(Arc::new(held));
        self.has_room()
    }

    fn has_room(&self) -> Result<(), TrustError> {
        if self.memory_bytes() > STATUS_STORE_BYTES { Err(TrustError::State) } else { Ok(()) }
    }
}

/// Tells damage from what is no longer vouched for.
fn digest<'a>(documents: impl Iterator<Item = &'a [u8]>) -> [u8; 32] {
    documents.fold(Sha256::new(), |hash, document| hash.chain_update(document)).finalize().into()
}

type Documents = Vec<Vec<u8>>;

/// The tokens and the deltas.
fn read(state: &[u8]) -> Option<(Documents, Documents)> {
    let place = Place { part: "state", key: 0 };
    let state = decode(state).ok()?;
    let mut fields = Fields::open("state", state.root(), place).ok()?;
    if required_uint(&mut fields, FORMAT).ok()? != 1 {
        return None;
    }
    let documents = |array: Items<'_, '_>| -> Option<Documents> {
        array.map(|document| document.as_bytes().map(<[u8]>::to_vec)).collect()
    };
    let tokens = documents(fields.array(TOKENS).ok()??)?;
    let deltas = documents(fields.array(DELTAS).ok()??)?;
    let found = fields.bytes(DIGEST).ok()??;
    fields.close().ok()?;
    let wanted = digest(tokens.iter().chain(&deltas).map(Vec::as_slice));
    (found == wanted).then_some((tokens, deltas))
}

const FORMAT: i64 = 1;
const TOKENS: i64 = 2;
const DELTAS: i64 = 3;
const DIGEST: i64 = 4;
