//! Signing a trust document by several people, each with their own key (§5.2).

use super::error::TrustError;
use crate::cose::{
    KeyError, PublicKey, Signature, Signer, SigningKey, document_bytes, document_header,
    document_to_be_signed, protected_header,
};

/// A document that is still being signed.
///
/// Hand out the bytes, collect detached signatures, put them together. Each signature is verified
/// before it is taken.
#[derive(Clone)]
pub struct PreparedDocument {
    typ: &'static str,
    payload: Vec<u8>,
    /// Each of them verifies, each is by another key.
    signatures: Vec<(PublicKey, Signature)>,
}

impl PreparedDocument {
    pub(crate) const fn new(typ: &'static str, payload: Vec<u8>) -> Self {
        Self { typ, payload, signatures: Vec::new() }
    }

    /// The bytes that the holder of `key` signs. They differ from key to key.
    pub fn to_be_signed(&self, key: &PublicKey) -> Vec<u8> {
        document_to_be_signed(&document_header(self.typ), &protected_header(key.kid()), &self.payload)
    }

    /// Adds a signature; the same key twice is one signature.
    ///
    /// # Errors
    /// [`TrustError::Key`] with [`KeyError::Signature`] when it does not verify.
    pub fn attach(mut self, key: &PublicKey, signature: Signature) -> Result<Self, TrustError> {
        if !key.verifies(&self.to_be_signed(key), &signature) {
            return Err(TrustError::Key(KeyError::Signature));
        }
        match self.signatures.iter_mut().find(|(known, _)| known == key) {
            // An HSM may sign twice in two ways. The same one is kept whichever came first.
            Some((_, held)) if signature.as_bytes() < held.as_bytes() => *held = signature,
            Some(_) => {}
            None => self.signatures.push((*key, signature)),
        }
        Ok(self)
    }

    /// Adds the signature of a key that is at hand.
    ///
    /// # Errors
    /// As [`PreparedDocument::attach`].
    pub fn sign(self, key: &SigningKey) -> Result<Self, TrustError> {
        let public = key.public_key();
        let signature = key.sign(&self.to_be_signed(&public));
        self.attach(&public, signature)
    }

    /// The keys that signed so far.
    pub fn signers(&self) -> impl Iterator<Item = &PublicKey> {
        self.signatures.iter().map(|(key, _)| key)
    }

    /// The document with the signatures collected so far. Whether they are enough is for the
    /// reader to say, who holds the root document.
    pub fn finish(&self) -> Vec<u8> {
        let signer = |(key, signature): &(PublicKey, Signature)| Signer::new(key, *signature);
        let signers: Vec<Signer> = self.signatures.iter().map(signer).collect();
        document_bytes(self.typ, &self.payload, &signers)
    }
}

#[cfg(feature = "ceremony")]
impl PreparedDocument {
    pub(crate) const fn typ(&self) -> &'static str {
        self.typ
    }

    pub(crate) fn payload(&self) -> &[u8] {
        &self.payload
    }

    pub(crate) fn signatures(&self) -> &[(PublicKey, Signature)] {
        &self.signatures
    }
}

impl core::fmt::Debug for PreparedDocument {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "PreparedDocument({}, {} signatures)", self.typ, self.signatures.len())
    }
}
