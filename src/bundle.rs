//! Trust documents as one text, to be carried by QR symbol or message (§5.11).

use crate::base45::{Base45Error, decode_base45, encode_base45};
use crate::cbor::{CborError, decode, encode};
use crate::code::Code;
use crate::deflate::{DeflateError, Framing, deflate, inflate};
use crate::limits::{BUNDLE_BYTES, BUNDLE_DOCUMENTS, TEXT_CHARS, WHOLE_CHARS};
use crate::registry::envelope::{BUNDLE, TRUST_PREFIX, ZLIB};
use ciborium::Value;

/// Trust documents that travel together: roots, lists, in any order.
///
/// Nothing in it is believed, and nobody has signed the bundle as such. It is only bytes for
/// [`TrustStore::apply`](crate::TrustStore::apply), which verifies each document for itself.
///
/// ```
/// # use khyber_pass::*;
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let clock = Clock::device(Timestamp::new(1_769_904_000)?);
/// # let (root, list) = (std::fs::read("examples/data/root.cbor")?, std::fs::read("examples/data/list.cbor")?);
/// # let mut trust = TrustStore::rooted(&PinnedRoot::from_bytes(&root)?);
/// let text = TrustBundle::new(vec![root, list])?.to_text()?;
/// assert!(text.starts_with("KPT:"));
///
/// // Another device scans it.
/// let report = trust.apply(TrustBundle::from_text(&text)?.documents(), clock);
/// assert_eq!(report.to_string(), "root document 1: held already\ntrust list 1: accepted\n");
///
/// // It is nothing for the desk where credentials are shown.
/// let refused = SignedCredential::parse(&text).unwrap_err();
/// assert_eq!(refused.code().name(), "purpose.not-a-credential");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct TrustBundle {
    documents: Vec<Vec<u8>>,
}

impl TrustBundle {
    /// A bundle of documents. What they hold is not looked at.
    ///
    /// # Errors
    /// - [`BundleError::Empty`] when there is none.
    /// - [`BundleError::Documents`] when there are more than [`BUNDLE_DOCUMENTS`].
    /// - [`BundleError::Bytes`] when they are more than [`BUNDLE_BYTES`] together.
    pub fn new(documents: Vec<Vec<u8>>) -> Result<Self, BundleError> {
        let bundle = Self::of(documents)?;
        match bundle.to_bytes().len() {
            found if found > BUNDLE_BYTES => Err(BundleError::Bytes { found, limit: BUNDLE_BYTES }),
            _ => Ok(bundle),
        }
    }

    /// Reads the text of one symbol, or what an [`Assembler`](crate::multipart::Assembler) put
    /// together.
    ///
    /// # Errors
    /// - [`BundleError::TooLong`] for more than [`WHOLE_CHARS`] characters.
    /// - [`BundleError::Prefix`] when it does not begin with `KPT:`, in capitals.
    /// - [`BundleError::Base45`], [`BundleError::NoBody`], [`BundleError::UnknownBody`] and
    ///   [`BundleError::Deflate`] when what follows is no body of a bundle.
    /// - Those of [`TrustBundle::from_bytes`].
    pub fn from_text(text: &str) -> Result<Self, BundleError> {
        let encoded = text.strip_prefix(TRUST_PREFIX).ok_or(BundleError::Prefix)?;
        bounded(text, WHOLE_CHARS)?;
        let body = decode_base45(encoded, TRUST_PREFIX.len())?;
        match body.first() {
            Some(first) if BUNDLE.contains(first) => Self::from_bytes(&body),
            Some(&ZLIB) => Self::from_bytes(&inflate(&body, Framing::Zlib, BUNDLE_BYTES)?),
            Some(first) => Err(BundleError::UnknownBody { first: *first }),
            None => Err(BundleError::NoBody),
        }
    }

    /// Reads the bytes of [`TrustBundle::to_bytes`], as a file holds them.
    ///
    /// # Errors
    /// - [`BundleError::Bytes`] for more than [`BUNDLE_BYTES`].
    /// - [`BundleError::Cbor`] when they are not one item of deterministic CBOR.
    /// - [`BundleError::Form`] when it is not an array of byte strings.
    /// - [`BundleError::Empty`] and [`BundleError::Documents`] when it has no entry, or too many.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BundleError> {
        if bytes.len() > BUNDLE_BYTES {
            return Err(BundleError::Bytes { found: bytes.len(), limit: BUNDLE_BYTES });
        }
        let tree = decode(bytes)?;
        let entries = tree.root().as_array().ok_or(BundleError::Form)?;
        let documents: Option<_> = entries.map(|entry| entry.as_bytes().map(<[u8]>::to_vec)).collect();
        Self::of(documents.ok_or(BundleError::Form)?)
    }

    /// The documents, in their order.
    pub fn documents(&self) -> &[Vec<u8>] {
        &self.documents
    }

    /// A CBOR array of byte strings, for a file.
    pub fn to_bytes(&self) -> Vec<u8> {
        encode(Value::Array(self.documents.iter().cloned().map(Value::Bytes).collect()))
    }

    /// The text for one QR symbol.
    ///
    /// # Errors
    /// [`BundleError::TooLong`], with the number of characters, when one symbol does not hold it:
    /// [`TrustBundle::to_long_text`] and [`split`](crate::multipart::split) give several.
    pub fn to_text(&self) -> Result<String, BundleError> {
        self.write(TEXT_CHARS)
    }

    /// The text for [`split`](crate::multipart::split), of which one symbol need not hold the whole.
    ///
    /// # Errors
    /// [`BundleError::TooLong`], with the number of characters, when sixteen parts do not hold it.
    pub fn to_long_text(&self) -> Result<String, BundleError> {
        self.write(WHOLE_CHARS)
    }

    fn of(documents: Vec<Vec<u8>>) -> Result<Self, BundleError> {
        match documents.len() {
            0 => Err(BundleError::Empty),
            found if found > BUNDLE_DOCUMENTS => {
                Err(BundleError::Documents { found, limit: BUNDLE_DOCUMENTS })
            }
            _ => Ok(Self { documents }),
        }
    }

    fn write(&self, most: usize) -> Result<String, BundleError> {
        let raw = self.to_bytes();
        let deflated = deflate(&raw, Framing::Zlib)?;
        let body = if deflated.len() < raw.len() { deflated } else { raw };
        let text = format!("{TRUST_PREFIX}{}", encode_base45(&body));
        bounded(&text, most).map(|()| text)
    }
}

impl core::fmt::Debug for TrustBundle {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "TrustBundle({} documents)", self.documents.len())
    }
}

fn bounded(text: &str, limit: usize) -> Result<(), BundleError> {
    let found = text.chars().count();
    if found > limit { Err(BundleError::TooLong { found, limit }) } else { Ok(()) }
}

/// Why documents make no bundle, or a text or bytes are none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BundleError {
    /// No document at all.
    #[error("the bundle holds no document")]
    Empty,
    /// Too many documents.
    #[error("the bundle holds {found} documents, more than {limit}")]
    Documents {
        /// How many there are.
        found: usize,
        /// How many there may be.
        limit: usize,
    },
    /// Too many bytes.
    #[error("the bundle has {found} bytes, more than {limit}")]
    Bytes {
        /// How many there are.
        found: usize,
        /// How many there may be.
        limit: usize,
    },
    /// Too many characters.
    #[error("the text of the bundle has {found} characters, more than {limit}")]
    TooLong {
        /// How many there are.
        found: usize,
        /// How many there may be: of one symbol, or of all parts together.
        limit: usize,
    },
    /// Another kind of text.
    #[error("the text does not begin with KPT:")]
    Prefix,
    /// Characters that are not Base45.
    #[error(transparent)]
    Base45(#[from] Base45Error),
    /// Nothing follows the prefix.
    #[error("nothing follows the prefix")]
    NoBody,
    /// A body that begins like none of ours.
    #[error("the body begins with byte {first:#04x}")]
    UnknownBody {
        /// The first byte.
        first: u8,
    },
    /// A compressed body that does not inflate.
    #[error(transparent)]
    Deflate(#[from] DeflateError),
    /// Bytes that are not deterministic CBOR.
    #[error(transparent)]
    Cbor(#[from] CborError),
    /// Not an array of byte strings.
    #[error("the bundle is not an array of byte strings")]
    Form,
}

impl BundleError {
    /// The stable code.
    pub const fn code(&self) -> Code {
        match self {
            Self::Empty => Code::BundleEmpty,
            Self::Documents { .. } | Self::Bytes { .. } | Self::TooLong { .. } => Code::BundleSize,
            Self::Deflate(DeflateError::Limit { .. }) | Self::Cbor(CborError::Entries { .. }) => {
                Code::BundleSize
            }
            Self::Prefix => Code::BundlePrefix,
            Self::Base45(_) | Self::NoBody | Self::UnknownBody { .. } | Self::Deflate(_) => {
                Code::BundleMalformed
            }
            Self::Cbor(_) | Self::Form => Code::BundleMalformed,
        }
    }
}
