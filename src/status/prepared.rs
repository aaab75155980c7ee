//! A status document that lacks only its signature (§8.3, §8.5).

use super::delta::Delta;
use super::token::Token;
use crate::cose::{
    KeyError, Kid, PublicKey, Signature, SigningKey, message_bytes, to_be_signed, typed_header,
};
use crate::registry::status::{DELTA_TYPE, TOKEN_TYPE};
use crate::trust::{TrustError, TrustList, Usage};

/// A status list token or a delta that is to be signed, by a key at hand or in an HSM.
///
/// It holds nothing of any person.
#[derive(Clone, PartialEq, Eq)]
pub struct PreparedStatus {
    typ: &'static str,
    payload: Vec<u8>,
}

impl PreparedStatus {
    /// What no verifier could read is not made.
    pub(super) fn token(payload: Vec<u8>) -> Result<Self, TrustError> {
        let prepared = Self { typ: TOKEN_TYPE, payload };
        Token::parse(&prepared.unsigned(Kid::zero())?)?;
        Ok(prepared)
    }

    /// What no verifier could read is not made.
    pub(super) fn delta(payload: Vec<u8>) -> Result<Self, TrustError> {
        let prepared = Self { typ: DELTA_TYPE, payload };
        Delta::parse(&prepared.unsigned(Kid::zero())?)?;
        Ok(prepared)
    }

    /// Refuses what verifiers would refuse under this trust list.
    ///
    /// # Errors
    /// [`TrustError::StatusSigner`] when the key is not on the list, or may not sign this; what a verifier finds in
    /// the document itself: [`TrustError::StatusUnknownList`], [`TrustError::StatusBits`],
    /// [`TrustError::StatusBytes`], [`TrustError::Domain`], [`TrustError::Delta`].
    pub fn within(self, list: &TrustList, key: &PublicKey) -> Result<Self, TrustError> {
        let entry = list.entry(key).ok_or(TrustError::StatusSigner)?;
        let unsigned = self.unsigned(key.kid())?;
        let may = if self.typ == TOKEN_TYPE {
            let token = Token::parse(&unsigned)?;
            let info = token.described(list).ok_or(TrustError::StatusUnknownList)?;
            token.entries(info)?;
            entry.may_attest_status(Usage::STATUS, info.list, (token.issued_at, token.expires_at))
        } else {
            let delta = Delta::parse(&unsigned)?;
            if delta.domain != list.domain() {
                return Err(TrustError::Domain);
            }
            for (number, change) in delta.changes()? {
                let info = list.status_list(number.into()).ok_or(TrustError::StatusUnknownList)?;
                if !change.fits(info) {
                    return Err(TrustError::Delta { list: number });
                }
            }
            delta.is_allowed(entry)
        };
        if may { Ok(self) } else { Err(TrustError::StatusSigner) }
    }

    /// The bytes to be signed with Ed25519 (RFC 8032), not hashed beforehand. They differ from key to key.
    pub fn to_be_signed(&self, key: &PublicKey) -> Vec<u8> {
        to_be_signed(&typed_header(key.kid(), self.typ), &self.payload)
    }

    /// Puts the signature in, after verifying it.
    ///
    /// # Errors
    /// [`TrustError::Key`] with [`KeyError::Signature`] when it does not verify.
    pub fn finish(&self, key: &PublicKey, signature: &Signature) -> Result<Vec<u8>, TrustError> {
        if !key.verifies(&self.to_be_signed(key), signature) {
            return Err(TrustError::Key(KeyError::Signature));
        }
        self.put_together(key.kid(), signature)
    }

    /// Signs with a key that is at hand.
    ///
    /// # Errors
    /// As [`PreparedStatus::finish`]; there is no known case.
    pub fn sign(&self, key: &SigningKey) -> Result<Vec<u8>, TrustError> {
        let public = key.public_key();
        self.finish(&public, &key.sign(&self.to_be_signed(&public)))
    }

    fn unsigned(&self, kid: Kid) -> Result<Vec<u8>, TrustError> {
        self.put_together(kid, &Signature::from_bytes([0; 64]))
    }

    fn put_together(&self, kid: Kid, signature: &Signature) -> Result<Vec<u8>, TrustError> {
        let message = message_bytes(&typed_header(kid, self.typ), &self.payload, signature);
        message.map_err(|error| TrustError::Document(error.into()))
    }
}

impl core::fmt::Debug for PreparedStatus {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "PreparedStatus({}, {} bytes)", self.typ, self.payload.len())
    }
}
