//! Signing a trust document by several people, each with their own key (§5.2).

use super::error::TrustError;
use crate::cose::{
    PublicKey, Signature, Signer, document_bytes, document_header, document_to_be_signed, protected_header,
};

/// A document that is still being signed.
///
/// Hand out the bytes, collect detached signatures, put them together. Each signature is verified
/// before it is taken.
#[derive(Clone)]
pub struct PreparedDocument {
    typ: &'static str,
    payload: Vec<u8>,
    signers: Vec<Signer>,
}

impl PreparedDocument {
    pub(super) const fn new(typ: &'static str, payload: Vec<u8>) -> Self {
        Self { typ, payload, signers: Vec::new() }
    }

    /// The bytes that the holder of `key` signs. They differ from key to key.
    pub fn to_be_signed(&self, key: &PublicKey) -> Vec<u8> {
        document_to_be_signed(&document_header(self.typ), &protected_header(key.kid()), &self.payload)
    }

    /// Adds a signature; the same key twice is one signature.
    ///
    /// # Errors
    /// [`TrustError::Key`] with [`KeyError::Signature`](crate::KeyError::Signature) when it does not
    /// verify.
    pub fn attach(mut self, key: &PublicKey, signature: Signature) -> Result<Self, TrustError> {
        if !key.verifies(&self.to_be_signed(key), &signature) {
            return Err(TrustError::Key(crate::cose::KeyError::Signature));
        }
        let signer = Signer::new(key, signature);
        if !self.signers.iter().any(|known| known.signature == signer.signature) {
            self.signers.push(signer);
        }
        Ok(self)
    }

    /// Adds the signature of a key that is at hand.
    ///
    /// # Errors
    /// As [`PreparedDocument::attach`].
    pub fn sign(self, key: &crate::cose::SigningKey) -> Result<Self, TrustError> {
        let public = key.public_key();
        let signature = key.sign(&self.to_be_signed(&public));
        self.attach(&public, signature)
    }

    /// The document with the signatures collected so far. Whether they are enough is for the
    /// reader to say, who holds the root document.
    pub fn finish(&self) -> Vec<u8> {
        document_bytes(self.typ, &self.payload, &self.signers)
    }
}

impl core::fmt::Debug for PreparedDocument {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "PreparedDocument({}, {} signatures)", self.typ, self.signers.len())
    }
}
