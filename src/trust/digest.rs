//! The digest by which one credential is denied (§5.6).

use crate::cbor::{Data, FieldError, Place};
use crate::cose::{Thumbprint, named_digest};

/// Names one credential without holding any of it: the first 16 bytes of
/// SHA-256(CBOR(["kp-cred-1", thumbprint of the key, payload])) (§5.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CredentialDigest([u8; 16]);

impl CredentialDigest {
    pub(crate) fn of(key: &Thumbprint, payload: &[u8]) -> Self {
        Self(named_digest("kp-cred-1", [key.as_bytes(), payload]))
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

pub(super) fn read_digest(value: Data<'_>, place: Place) -> Result<CredentialDigest, FieldError> {
    let bytes = value.as_bytes().ok_or(FieldError::Type { place })?;
    let found = bytes.len();
    bytes.try_into().map(CredentialDigest).map_err(|_| FieldError::Length { place, found, limit: 16 })
}
