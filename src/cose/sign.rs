//! COSE_Sign: documents that need a threshold of signatures (§5.2, RFC 9052 §4.1).

use super::key::{Kid, PublicKey, Signature};
use super::sign1::{
    CoseError, Headers, as_received, header, nothing_unprotected, protected_header, signature_of,
};
use crate::cbor::{Data, check, decode, encode, map, text};
use crate::limits::{DOCUMENT_BYTES, DOCUMENT_SIGNERS};
use crate::registry::cose::{TAG_SIGN, TYP};
use ciborium::Value;
use coset::SignatureContext;
use sha2::{Digest, Sha256};

/// A document with the signed bytes as they were received.
pub(crate) struct SignedDocument {
    protected: Vec<u8>,
    pub(crate) payload: Vec<u8>,
    signers: Vec<Signer>,
}

/// One signature on a document.
#[derive(Clone)]
pub(crate) struct Signer {
    pub(crate) protected: Vec<u8>,
    pub(crate) kid: Kid,
    pub(crate) signature: Signature,
}

impl SignedDocument {
    /// Reads a document of one type. Nothing is believed yet.
    pub(crate) fn parse(bytes: &[u8], typ: &str) -> Result<Self, DocumentError> {
        if bytes.len() > DOCUMENT_BYTES {
            return Err(DocumentError::TooLarge { found: bytes.len(), limit: DOCUMENT_BYTES });
        }
        let tree = decode(bytes).map_err(CoseError::from)?;
        let Data::Tag(TAG_SIGN, inside) = tree.root() else {
            return Err(CoseError::Structure.into());
        };
        let Some(
            [Data::Bytes(protected), Data::Map(unprotected), Data::Bytes(payload), Data::Array(signers)],
        ) = inside.item().as_items()
        else {
            return Err(CoseError::Structure.into());
        };
        nothing_unprotected(unprotected)?;
        let header = header(protected).map_err(CoseError::from)?;
        Headers::read(&header)?.of_a_document(typ)?;
        check(payload).map_err(CoseError::from)?;
        if signers.len() == 0 || signers.len() > DOCUMENT_SIGNERS {
            return Err(DocumentError::Signers { found: signers.len(), limit: DOCUMENT_SIGNERS });
        }
        let signers = signers.map(signer).collect::<Result<_, _>>();
        let signers = signers.map_err(DocumentError::Signer)?;
        Ok(Self { protected: protected.to_vec(), payload: payload.to_vec(), signers })
    }

    /// Names what the document says, whoever signed it: the first 16 bytes of
    /// SHA-256(CBOR(["kp-doc-1", body header, payload])) (§5.2).
    pub(crate) fn digest(&self) -> [u8; 16] {
        named_digest("kp-doc-1", [&self.protected, &self.payload])
    }

    /// Counts the distinct `keys` that signed. This is the one place where a threshold is counted:
    /// by public-key bytes, so that neither a repeated signature nor a repeated key counts twice.
    pub(crate) fn count_signed_by(&self, keys: &[PublicKey]) -> usize {
        let mut counted: Vec<&PublicKey> = Vec::new();
        for key in keys {
            let signed = |signer: &Signer| {
                signer.kid == key.kid() && {
                    let bytes = document_to_be_signed(&self.protected, &signer.protected, &self.payload);
                    key.verifies(&bytes, &signer.signature)
                }
            };
            if !counted.contains(&key) && self.signers.iter().any(signed) {
                counted.push(key);
            }
        }
        counted.len()
    }
}

/// The first 16 bytes of SHA-256(CBOR([name, part, part])): the name keeps digests of different things apart.
pub(crate) fn named_digest(name: &str, parts: [&[u8]; 2]) -> [u8; 16] {
    let parts = parts.map(|part| Value::Bytes(part.to_vec()));
    let named = [text(name)].into_iter().chain(parts).collect();
    let hash: [u8; 32] = Sha256::digest(encode(Value::Array(named))).into();
    let mut digest = [0; 16];
    digest.iter_mut().zip(hash).for_each(|(to, from)| *to = from);
    digest
}

/// The body header of a document: `{16: type}`.
pub(crate) fn document_header(typ: &str) -> Vec<u8> {
    encode(map([(TYP, Some(text(typ)))]))
}

/// The Sig_structure of RFC 9052 §4.4 for one signer.
pub(crate) fn document_to_be_signed(protected: &[u8], signer: &[u8], payload: &[u8]) -> Vec<u8> {
    let (body, signer) = (as_received(protected), as_received(signer));
    coset::sig_structure_data(SignatureContext::CoseSignature, body, Some(signer), &[], payload)
}

/// Puts a document together.
pub(crate) fn document_bytes(typ: &str, payload: &[u8], signers: &[Signer]) -> Vec<u8> {
    let signer = |signer: &Signer| {
        Value::Array(vec![
            Value::Bytes(signer.protected.clone()),
            Value::Map(Vec::new()),
            Value::Bytes(signer.signature.as_bytes().to_vec()),
        ])
    };
    let parts = vec![
        Value::Bytes(document_header(typ)),
        Value::Map(Vec::new()),
        Value::Bytes(payload.to_vec()),
        Value::Array(signers.iter().map(signer).collect()),
    ];
    encode(Value::Tag(TAG_SIGN, Box::new(Value::Array(parts))))
}

impl Signer {
    /// A signature by `key`, under the header `{1: -8, 4: kid}`.
    pub(crate) fn new(key: &PublicKey, signature: Signature) -> Self {
        Self { protected: protected_header(key.kid()), kid: key.kid(), signature }
    }
}

fn signer(value: Data<'_>) -> Result<Signer, CoseError> {
    let Some([Data::Bytes(protected), Data::Map(unprotected), signature]) = value.as_items() else {
        return Err(CoseError::Structure);
    };
    let signature = signature_of(signature)?;
    nothing_unprotected(unprotected)?;
    let kid = Headers::read(&header(protected)?)?.of_a_signer(None)?;
    Ok(Signer { protected: protected.to_vec(), kid, signature })
}

/// Why bytes are not a signed document of the expected type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DocumentError {
    /// More bytes than a document may have.
    #[error("the document has {found} bytes, more than {limit}")]
    TooLarge {
        /// How many bytes it has.
        found: usize,
        /// How many it may have.
        limit: usize,
    },
    /// Not the COSE structure or headers of a document.
    #[error(transparent)]
    Cose(#[from] CoseError),
    /// No signature at all, or too many.
    #[error("the document has {found} signatures, not 1 to {limit}")]
    Signers {
        /// How many there are.
        found: usize,
        /// How many there may be.
        limit: usize,
    },
    /// A malformed signer.
    #[error("a signer is malformed: {0}")]
    Signer(CoseError),
}
