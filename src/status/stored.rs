//! The state of a status store as bytes, verified again whenever they are read (§8.4).

use super::store::StatusStore;
use super::update::Parsed;
use crate::cbor::{Fields, Place, decode, encode, int, map};
use crate::trust::{TrustError, TrustStore, required_uint};
use ciborium::Value;

impl StatusStore {
    /// The state as bytes: the documents that are held. All of it is public. Write it to a new file and rename
    /// that over the old one.
    pub fn export(&self) -> Vec<u8> {
        let bytes = |document: &[u8]| Value::Bytes(document.to_vec());
        encode(map([
            (FORMAT, Some(int(1))),
            (TOKENS, Some(Value::Array(self.tokens().map(bytes).collect()))),
            (DELTAS, Some(Value::Array(self.deltas().map(bytes).collect()))),
        ]))
    }

    /// Reads a state and verifies every document in it again, under the trust list of `trust`. What that list no
    /// longer vouches for is left out.
    ///
    /// # Errors
    /// [`TrustError::State`] when it is damaged; then begin with [`StatusStore::empty`].
    /// [`TrustError::NoList`] when there is no trust list to verify it under; then wait for one.
    pub fn load(state: &[u8], trust: &TrustStore) -> Result<Self, TrustError> {
        let documents = read(state).ok_or(TrustError::State)?;
        trust.list().ok_or(TrustError::NoList)?;
        let mut store = Self::empty();
        store.review(trust);
        let mut is_whole = true;
        for document in &documents {
            let parsed = Parsed::read(document).map_err(|_| TrustError::State)?;
            is_whole &= store.take(&parsed, document, trust).is_ok();
        }
        // What is not written as it would be exported was not written here.
        if is_whole && store.export() != state { Err(TrustError::State) } else { Ok(store) }
    }

    /// The documents that bring another verifier with the same trust list to where this one stands. All of
    /// them are public.
    pub fn documents(&self) -> Vec<Vec<u8>> {
        self.tokens().chain(self.deltas()).map(<[u8]>::to_vec).collect()
    }

    pub(super) fn tokens(&self) -> impl Iterator<Item = &[u8]> {
        self.held.values().map(|held| held.document.as_slice())
    }

    /// Each delta that some list rests on, once, in the order in which they were issued.
    pub(super) fn deltas(&self) -> impl Iterator<Item = &[u8]> {
        let mut deltas: Vec<_> = self.held.values().filter_map(|held| held.delta.as_ref()).collect();
        deltas.sort_by_key(|delta| (delta.sequence, &delta.document));
        deltas.dedup_by_key(|delta| &delta.document);
        deltas.into_iter().map(|delta| delta.document.as_slice())
    }
}

/// The tokens and then the deltas.
fn read(state: &[u8]) -> Option<Vec<Vec<u8>>> {
    let place = Place { part: "state", key: 0 };
    let mut fields = Fields::open("state", decode(state).ok()?, place).ok()?;
    if required_uint(&mut fields, FORMAT).ok()? != 1 {
        return None;
    }
    let tokens = fields.array(TOKENS).ok()??;
    let deltas = fields.array(DELTAS).ok()??;
    fields.close().ok()?;
    tokens.into_iter().chain(deltas).map(|document| document.into_bytes().ok()).collect()
}

const FORMAT: i64 = 1;
const TOKENS: i64 = 2;
const DELTAS: i64 = 3;
