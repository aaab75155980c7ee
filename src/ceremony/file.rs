//! Working files: a document that is being signed, on its way between rooms.
//!
//! ```cddl
//! working   = { 1: 1, 2: type, 3: bstr .cbor document, 4: [* [public-key, signature]] }
//! ```
//!
//! Deterministic CBOR, the keys strictly rising. It is not the finished document, and no reader of those
//! takes it: a document without signatures must not pass for one. Each signature stands with
//! its whole key, so that a file can be checked in a room that holds nothing else.

use super::error::CeremonyError;
use crate::cbor::{Data, FieldError, Fields, Place, as_uint, decode, encode, int, map, text};
use crate::cose::{CoseError, DocumentError, PublicKey, Signature};
use crate::limits::{DOCUMENT_BYTES, DOCUMENT_SIGNERS};
use crate::registry::trust::{FORMAT, LIST_TYPE, ROOT_TYPE};
use crate::trust::{PreparedDocument, Root, TrustError, TrustList};
use ciborium::Value;

/// What a document says that is being signed. Look at it before you sign.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Contents {
    /// A root document.
    Root(Root),
    /// A trust list.
    List(TrustList),
}

/// Between the rooms of a ceremony (feature `ceremony`).
impl PreparedDocument {
    /// What the document says.
    ///
    /// # Errors
    /// Any [`TrustError`] of its form: some limits bind readers alone.
    pub fn contents(&self) -> Result<Contents, TrustError> {
        match self.typ() {
            ROOT_TYPE => Root::decode(self.payload()).map(Contents::Root),
            _ => TrustList::decode(self.payload()).map(Contents::List),
        }
    }

    /// The document and its signatures so far as a working file. Equal documents with equal signatures
    /// give equal bytes, in whatever order people signed.
    pub fn to_bytes(&self) -> Vec<u8> {
        let signature = |(key, signature): &(PublicKey, Signature)| {
            let parts = [key.as_bytes().as_slice(), signature.as_bytes()];
            Value::Array(parts.map(|bytes| Value::Bytes(bytes.to_vec())).to_vec())
        };
        encode(map([
            (FILE_FORMAT, Some(int(FORMAT))),
            (FILE_TYPE, Some(text(self.typ()))),
            (FILE_PAYLOAD, Some(Value::Bytes(self.payload().to_vec()))),
            (FILE_SIGNATURES, Some(Value::Array(sorted(self.signatures()).iter().map(signature).collect()))),
        ]))
    }

    /// Reads a working file and verifies every signature in it.
    ///
    /// ```
    /// # use khyber_pass::*;
    /// # use khyber_pass::ceremony::CeremonyError;
    /// # let span = Validity::days_from(Timestamp::new(1_767_225_600)?, 90)?;
    /// let list = TrustList::new("pk-kp-test", span, span.expires_at())?;
    /// let file = list.prepare()?.sign(&SigningKey::from_seed(&[21; 32]))?.to_bytes(); // a TEST key
    /// assert_eq!(PreparedDocument::from_bytes(&file)?.signers().count(), 1);
    ///
    /// let mut forged = file.clone();
    /// if let Some(last) = forged.last_mut() { *last ^= 1 }
    /// let error = PreparedDocument::from_bytes(&forged).unwrap_err();
    /// assert!(matches!(error, CeremonyError::Signature { .. }));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`CeremonyError::File`] for what is no working file, and for a document that its readers would
    /// refuse; [`CeremonyError::Signature`] for a signature that does not verify.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, CeremonyError> {
        let (document, signatures) = open(bytes).map_err(CeremonyError::File)?;
        document.contents().map_err(CeremonyError::File)?;
        let signed = signatures.into_iter().try_fold(document, |document, (key, signature)| {
            let forged = CeremonyError::Signature { kid: key.kid() };
            document.attach(&key, signature).map_err(|_| forged)
        })?;
        // What is not written as it would be written here was changed on the way.
        if signed.to_bytes() == bytes { Ok(signed) } else { Err(wrong(FILE_SIGNATURES)) }
    }

    /// This and the signatures of `other` on the same document; each key once. The order in which
    /// files are merged does not matter, nor does merging one twice.
    ///
    /// # Errors
    /// [`CeremonyError::OtherDocument`] when `other` says anything else; [`CeremonyError::File`] for
    /// more signatures than a document may have.
    pub fn merge(&self, other: &Self) -> Result<Self, CeremonyError> {
        if self.typ() != other.typ() || self.payload() != other.payload() {
            return Err(CeremonyError::OtherDocument);
        }
        let unsigned = Self::new(self.typ(), self.payload().to_vec());
        let all = [self.signatures(), other.signatures()].concat();
        let merged = sorted(&all).into_iter().try_fold(unsigned, |document, (key, signature)| {
            document.attach(&key, signature).map_err(|_| CeremonyError::Signature { kid: key.kid() })
        })?;
        few(merged.signatures().len()).map_err(CeremonyError::File)?;
        Ok(merged)
    }
}

type Signatures = Vec<(PublicKey, Signature)>;

fn open(bytes: &[u8]) -> Result<(PreparedDocument, Signatures), TrustError> {
    if bytes.len() > FILE_BYTES {
        return Err(DocumentError::TooLarge { found: bytes.len(), limit: FILE_BYTES }.into());
    }
    let tree = decode(bytes).map_err(CoseError::from).map_err(DocumentError::from)?;
    let mut fields = Fields::open("file", tree.root(), Place { part: "file", key: 0 })?;
    let place = fields.place(FILE_FORMAT);
    let format = as_uint(fields.require(FILE_FORMAT)?, place)?;
    if format != FORMAT {
        return Err(TrustError::Format { found: format });
    }
    let typ = match fields.require(FILE_TYPE)?.as_text() {
        Some(ROOT_TYPE) => ROOT_TYPE,
        Some(LIST_TYPE) => LIST_TYPE,
        _ => return Err(DocumentError::from(CoseError::Typ).into()),
    };
    let place = fields.place(FILE_PAYLOAD);
    let payload = fields.bytes(FILE_PAYLOAD)?.ok_or(FieldError::Missing { place })?;
    let place = fields.place(FILE_SIGNATURES);
    let signatures = fields.array(FILE_SIGNATURES)?.ok_or(FieldError::Missing { place })?;
    fields.close()?;
    few(signatures.len())?;
    let signatures = signatures.map(|item| signature(item, place)).collect::<Result<_, _>>()?;
    Ok((PreparedDocument::new(typ, payload.to_vec()), signatures))
}

fn signature(item: Data<'_>, place: Place) -> Result<(PublicKey, Signature), TrustError> {
    let Some([Data::Bytes(key), Data::Bytes(signature)]) = item.as_items() else {
        return Err(FieldError::Type { place }.into());
    };
    let (Ok(key), Ok(signature)) = (key.try_into(), signature.try_into()) else {
        return Err(FieldError::Value { place }.into());
    };
    Ok((PublicKey::from_bytes(key).map_err(TrustError::Key)?, Signature::from_bytes(signature)))
}

fn sorted(signatures: &[(PublicKey, Signature)]) -> Signatures {
    let mut sorted = signatures.to_vec();
    sorted.sort_by_key(|(key, _)| *key.as_bytes());
    sorted
}

fn few(found: usize) -> Result<(), TrustError> {
    let limit = DOCUMENT_SIGNERS;
    if found > limit { Err(DocumentError::Signers { found, limit }.into()) } else { Ok(()) }
}

fn wrong(key: i64) -> CeremonyError {
    CeremonyError::File(FieldError::Value { place: Place { part: "file", key } }.into())
}

const FILE_FORMAT: i64 = 1;
const FILE_TYPE: i64 = 2;
const FILE_PAYLOAD: i64 = 3;
const FILE_SIGNATURES: i64 = 4;

/// Largest working file: a whole document, and 128 bytes for each key and signature beside it.
const FILE_BYTES: usize = DOCUMENT_BYTES + 128 * DOCUMENT_SIGNERS;
