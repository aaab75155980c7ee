//! The digest by which one credential is denied (§5.6).

use crate::cbor::{FieldError, Place, encode, text};
use crate::cose::Thumbprint;
use ciborium::Value;
use sha2::{Digest, Sha256};

/// Names one credential without holding any of it: the first 16 bytes of
/// SHA-256(CBOR(["kp-cred-1", thumbprint of the key, payload])) (§5.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CredentialDigest([u8; 16]);

impl CredentialDigest {
    pub(crate) fn of(key: &Thumbprint, payload: &[u8]) -> Self {
        let named =
            vec![text("kp-cred-1"), Value::Bytes(key.as_bytes().to_vec()), Value::Bytes(payload.to_vec())];
        let hash: [u8; 32] = Sha256::digest(encode(Value::Array(named))).into();
        let mut digest = [0; 16];
        digest.iter_mut().zip(hash).for_each(|(to, from)| *to = from);
        Self(digest)
    }

    /// Takes the 16 bytes, as a verifier reported them.
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// The 16 bytes.
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

pub(super) fn read_digest(value: Value, place: Place) -> Result<CredentialDigest, FieldError> {
    let bytes = value.into_bytes().map_err(|_| FieldError::Type { place })?;
    let found = bytes.len();
    bytes.try_into().map(CredentialDigest).map_err(|_| FieldError::Length { place, found, limit: 16 })
}
