//! COSE_Sign1 with an embedded payload and an Ed25519 signature (§2.2 to §2.4, RFC 9052 §4.2).

use super::key::{Kid, PublicKey, Signature};
use crate::cbor::{
    CborError, Collect, Data, Entries, Found, Tree, decode, encode, head_bytes, int, map, push_bytes,
    read_as, text,
};
use crate::code::Code;
use crate::registry::cose::{
    ALG, ALG_ED25519, ALG_EDDSA, CRIT, KID, KID_BYTES, SIGNATURE_BYTES, TAG_SIGN1, TYP,
};
use ciborium::Value;
use coset::{CoseSign1, CoseSign1Builder, Header, ProtectedHeader, TaggedCborSerializable};

/// The parts of a message, with the signed bytes as they were received.
#[derive(Clone)]
pub(crate) struct Sign1 {
    /// The Sig_structure, which ends with the payload.
    to_be_signed: Vec<u8>,
    protected_bytes: usize,
    payload_bytes: usize,
    pub(crate) signature: Signature,
    pub(crate) kid: Kid,
}

impl Sign1 {
    /// Reads a credential: the structure and the headers. The payload is deterministic CBOR, and not
    /// looked at.
    pub(crate) fn parse(message: &[u8]) -> Result<Self, CoseError> {
        Self::read(message, None).map(|(message, ())| message)
    }

    /// Reads a message of a type (RFC 9596), or of none, and what is collected of the payload on the way.
    pub(crate) fn read<'a, T: Collect<'a>>(
        message: &'a [u8],
        typ: Option<&str>,
    ) -> Result<(Self, T), CoseError> {
        let tree = decode(message)?;
        let Found::Tag(TAG_SIGN1, inside) = tree.root() else { return Err(CoseError::Structure) };
        let Some([Found::Bytes(protected), Found::Map(unprotected), Found::Bytes(payload), signature]) =
            inside.item().as_items()
        else {
            return Err(CoseError::Structure);
        };
        let signature = signature_of(signature)?;
        let header = header(protected)?;
        let headers = Headers::read(&header)?;
        let inside = read_as(payload)?;
        nothing_unprotected(unprotected)?;
        let kid = headers.of_a_signer(typ)?;
        let to_be_signed = to_be_signed(protected, payload);
        let (protected_bytes, payload_bytes) = (protected.len(), payload.len());
        Ok((Self { to_be_signed, protected_bytes, payload_bytes, signature, kid }, inside))
    }

    /// The protected header, as received.
    pub(crate) fn protected(&self) -> &[u8] {
        let begins = SIGNATURE1.len().saturating_add(head_bytes(self.protected_bytes));
        let ends = begins.saturating_add(self.protected_bytes);
        self.to_be_signed.get(begins..ends).unwrap_or_default()
    }

    /// The payload, as received.
    pub(crate) fn payload(&self) -> &[u8] {
        let begins = self.to_be_signed.len().saturating_sub(self.payload_bytes);
        self.to_be_signed.get(begins..).unwrap_or_default()
    }

    /// Does `key` verify the signature over the received bytes?
    pub(crate) fn is_signed_by(&self, key: &PublicKey) -> bool {
        key.verifies(&self.to_be_signed, &self.signature)
    }
}

/// The Sig_structure of RFC 9052 §4.4, over the received bytes.
pub(crate) fn to_be_signed(protected: &[u8], payload: &[u8]) -> Vec<u8> {
    let room = protected.len().saturating_add(payload.len()).saturating_add(32);
    let mut bytes = Vec::with_capacity(room);
    bytes.extend_from_slice(SIGNATURE1);
    for part in [protected, &[], payload] {
        push_bytes(&mut bytes, part);
    }
    bytes
}

/// The head of an array of four, and its first text.
const SIGNATURE1: &[u8] = b"\x84\x6ASignature1";

/// The protected header of a credential: `{1: -8, 4: kid}`.
pub(crate) fn protected_header(kid: Kid) -> Vec<u8> {
    signer_header(kid, None)
}

/// The protected header of a message that has a type: `{1: -8, 4: kid, 16: type}`.
pub(crate) fn typed_header(kid: Kid, typ: &str) -> Vec<u8> {
    signer_header(kid, Some(typ))
}

fn signer_header(kid: Kid, typ: Option<&str>) -> Vec<u8> {
    let kid = Value::Bytes(kid.as_bytes().to_vec());
    encode(map([(ALG, Some(int(ALG_EDDSA))), (KID, Some(kid)), (TYP, typ.map(text))]))
}

/// Puts the parts together.
pub(crate) fn message_bytes(
    protected: &[u8],
    payload: &[u8],
    signature: &Signature,
) -> Result<Vec<u8>, CoseError> {
    let parts: CoseSign1 =
        CoseSign1Builder::new().payload(payload.to_vec()).signature(signature.as_bytes().to_vec()).build();
    CoseSign1 { protected: as_received(protected), ..parts }.to_tagged_vec().map_err(|_| CoseError::Structure)
}

pub(super) fn as_received(protected: &[u8]) -> ProtectedHeader {
    ProtectedHeader { original_data: Some(protected.to_vec()), header: Header::default() }
}

pub(super) fn signature_of(value: Data<'_>) -> Result<Signature, CoseError> {
    let bytes = value.as_bytes().ok_or(CoseError::Structure)?;
    let found = bytes.len();
    let bytes: Result<[u8; SIGNATURE_BYTES], _> = bytes.try_into();
    bytes.map(Signature::from_bytes).map_err(|_| CoseError::SignatureSize { found })
}

/// An unprotected header is free text for anybody, so ours are empty.
pub(super) fn nothing_unprotected(mut unprotected: Entries<'_, '_>) -> Result<(), CoseError> {
    if unprotected.len() == 0 {
        Ok(())
    } else if unprotected.any(|(label, _)| is_number(label, ALG)) {
        Err(CoseError::AlgUnprotected)
    } else {
        Err(CoseError::Unprotected)
    }
}

fn is_number(value: Data<'_>, number: i64) -> bool {
    value.as_integer() == Some(number.into())
}

/// Reads a protected header. RFC 9052 §3: an empty byte string stands for the empty map.
pub(super) fn header(protected: &[u8]) -> Result<Tree<'_>, CborError> {
    decode(if protected.is_empty() { EMPTY_MAP } else { protected })
}

const EMPTY_MAP: &[u8] = &[0xA0];

/// What a protected header holds.
pub(super) struct Headers<'a> {
    alg: Option<Data<'a>>,
    kid: Option<Data<'a>>,
    typ: Option<Data<'a>>,
    crit: bool,
    other: bool,
}

impl<'a> Headers<'a> {
    pub(super) fn read(header: &'a Tree<'_>) -> Result<Self, CoseError> {
        let entries = header.root().as_map().ok_or(CoseError::Header)?;
        let mut headers = Self { alg: None, kid: None, typ: None, crit: false, other: false };
        for (label, value) in entries {
            match label.as_integer().and_then(|label| i64::try_from(label).ok()) {
                Some(ALG) => headers.alg = Some(value),
                Some(KID) => headers.kid = Some(value),
                Some(TYP) => headers.typ = Some(value),
                Some(CRIT) => headers.crit = true,
                _ => headers.other = true,
            }
        }
        Ok(headers)
    }

    /// `{1: alg, 4: kid}`, with `16: type` where one is wanted, and nothing else. The algorithm is
    /// judged last: a message that is not of our form is unreadable before it is untrusted.
    pub(super) fn of_a_signer(self, typ: Option<&str>) -> Result<Kid, CoseError> {
        if self.crit {
            return Err(CoseError::Crit);
        }
        match (&self.typ, typ) {
            (None, None) => {}
            (Some(Data::Text(found)), Some(typ)) if *found == typ => {}
            _ => return Err(CoseError::Typ),
        }
        let kid = self.kid()?;
        if self.other {
            return Err(CoseError::Header);
        }
        self.algorithm().map(|()| kid)
    }

    /// `{16: type}` and nothing else.
    pub(super) fn of_a_document(self, expected: &str) -> Result<(), CoseError> {
        match self.typ {
            _ if self.crit => Err(CoseError::Crit),
            _ if self.alg.is_some() || self.kid.is_some() || self.other => Err(CoseError::Header),
            Some(Data::Text(typ)) if typ == expected => Ok(()),
            _ => Err(CoseError::Typ),
        }
    }

    fn kid(&self) -> Result<Kid, CoseError> {
        match &self.kid {
            Some(Data::Bytes(bytes)) => Kid::from_slice(bytes).ok_or(CoseError::Kid { found: bytes.len() }),
            _ => Err(CoseError::Kid { found: 0 }),
        }
    }

    fn algorithm(&self) -> Result<(), CoseError> {
        match &self.alg {
            None => Err(CoseError::AlgMissing),
            Some(alg) if [ALG_EDDSA, ALG_ED25519].iter().any(|known| is_number(*alg, *known)) => Ok(()),
            Some(Data::Int(alg)) => Err(CoseError::Alg { found: (*alg).try_into().ok() }),
            Some(Data::Text(_)) => Err(CoseError::Alg { found: None }),
            Some(_) => Err(CoseError::Header),
        }
    }
}

/// Why bytes are not a message of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CoseError {
    /// Not deterministic CBOR.
    #[error(transparent)]
    Cbor(#[from] CborError),
    /// Not the COSE structure that belongs here.
    #[error("this is not the expected COSE structure")]
    Structure,
    /// A protected header with other labels, or with a value of the wrong type.
    #[error("the protected header holds something unexpected")]
    Header,
    /// No algorithm.
    #[error("no algorithm is named")]
    AlgMissing,
    /// The algorithm stands where nobody signed it.
    #[error("the algorithm is named in the unprotected header")]
    AlgUnprotected,
    /// Another algorithm than Ed25519.
    #[error("the algorithm is not Ed25519 (-8 or -19)")]
    Alg {
        /// Its number, if it is a number of 64 bits.
        found: Option<i64>,
    },
    /// No key identifier of eight bytes.
    #[error("the kid has {found} bytes, not {KID_BYTES}")]
    Kid {
        /// How many bytes it has; 0 when it is absent or no byte string.
        found: usize,
    },
    /// A list of critical labels; none are known.
    #[error("a critical header is unknown")]
    Crit,
    /// A type of object that does not belong here.
    #[error("this is an object of another type")]
    Typ,
    /// Something in the unprotected header.
    #[error("the unprotected header is not empty")]
    Unprotected,
    /// A signature of the wrong length.
    #[error("the signature has {found} bytes, not {SIGNATURE_BYTES}")]
    SignatureSize {
        /// How many bytes it has.
        found: usize,
    },
}

impl CoseError {
    /// The stable code.
    pub const fn code(&self) -> Code {
        match self {
            Self::Cbor(error) => error.code(),
            Self::Structure => Code::CoseStructure,
            Self::Header => Code::CoseHeader,
            Self::AlgMissing => Code::CoseAlgMissing,
            Self::AlgUnprotected => Code::CoseAlgUnprotected,
            Self::Alg { .. } => Code::CoseAlg,
            Self::Kid { .. } => Code::CoseKid,
            Self::Crit => Code::CoseCrit,
            Self::Typ => Code::CoseTyp,
            Self::Unprotected => Code::CoseUnprotected,
            Self::SignatureSize { .. } => Code::CoseSignatureSize,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use coset::SignatureContext;
    use proptest::prelude::*;

    proptest! {
        /// The library that puts messages together would have the same signed.
        #[test]
        fn what_is_signed_is_the_structure_of_rfc_9052(
            protected in proptest::collection::vec(any::<u8>(), 0..300),
            payload in proptest::collection::vec(any::<u8>(), 0..300),
        ) {
            let body = as_received(&protected);
            let theirs = coset::sig_structure_data(SignatureContext::CoseSign1, body, None, &[], &payload);
            prop_assert_eq!(to_be_signed(&protected, &payload), theirs);
        }

        #[test]
        fn what_was_received_is_found_in_it(
            protected in proptest::collection::vec(any::<u8>(), 0..300),
            payload in proptest::collection::vec(any::<u8>(), 0..300),
        ) {
            let message = Sign1 {
                to_be_signed: to_be_signed(&protected, &payload),
                protected_bytes: protected.len(),
                payload_bytes: payload.len(),
                signature: Signature::from_bytes([0; SIGNATURE_BYTES]),
                kid: Kid::from_slice(&[0; KID_BYTES]).unwrap(),
            };
            prop_assert_eq!((message.protected(), message.payload()), (&protected[..], &payload[..]));
        }
    }
}
