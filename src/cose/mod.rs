//! COSE over `coset`: keys, messages with one signature, documents with several (§2, §5.2).

mod key;
mod sign;
mod sign1;

#[cfg(feature = "keygen")]
mod keygen;

pub use key::{KeyError, Kid, PublicKey, Signature, SigningKey, Thumbprint};
pub use sign::DocumentError;
pub use sign1::CoseError;

pub(crate) use sign::{
    SignedDocument, Signer, document_bytes, document_header, document_to_be_signed, named_digest,
};
pub(crate) use sign1::{Sign1, message_bytes, protected_header, to_be_signed, typed_header};
