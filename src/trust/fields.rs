//! Fields that several trust documents share (§5.3, §5.4).

use super::error::TrustError;
use crate::cbor::{Data, FieldError, Fields, Place, Tree, as_uint, decode, int, text};
use crate::cose::{CoseError, DocumentError, PublicKey};
use crate::registry::cose::PUBLIC_KEY_BYTES;
use crate::registry::trust as key;
use crate::time::{Timestamp, Validity};
use ciborium::Value;

/// The first six fields, which every trust document has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) domain: String,
    pub(super) epoch: u64,
    pub(super) version: u64,
    pub(super) issued_at: Timestamp,
    pub(super) expires_at: Timestamp,
}

impl Head {
    /// Version 1 in epoch 1.
    pub(super) fn first(domain: &str, span: Validity) -> Self {
        let (issued_at, expires_at) = (span.issued_at(), span.expires_at());
        Self { domain: domain.to_owned(), epoch: 1, version: 1, issued_at, expires_at }
    }

    pub(super) fn read(fields: &mut Fields<'_>) -> Result<Self, TrustError> {
        Ok(Self {
            domain: format_and_domain(fields)?,
            epoch: required_uint(fields, key::DOC_EPOCH)?,
            version: required_uint(fields, key::DOC_VERSION)?,
            issued_at: required_time(fields, key::DOC_IAT)?,
            expires_at: required_time(fields, key::DOC_EXP)?,
        })
    }

    pub(super) fn write(&self) -> [(i64, Option<Value>); 6] {
        [
            (key::DOC_FORMAT, Some(int(key::FORMAT))),
            (key::DOC_DOMAIN, Some(text(&self.domain))),
            (key::DOC_EPOCH, Some(int(self.epoch))),
            (key::DOC_VERSION, Some(int(self.version))),
            (key::DOC_IAT, Some(int(self.issued_at.seconds()))),
            (key::DOC_EXP, Some(int(self.expires_at.seconds()))),
        ]
    }

    pub(super) fn check(&self, part: &'static str) -> Result<(), FieldError> {
        check_domain(&self.domain, part)?;
        let wrong = |key| Err(FieldError::Value { place: Place { part, key } });
        match (self.epoch, self.version) {
            (0, _) => wrong(key::DOC_EPOCH),
            (_, 0) => wrong(key::DOC_VERSION),
            _ => Ok(()),
        }
    }

    /// Seconds from issue to expiry; below zero when they are the wrong way round.
    pub(super) const fn life(&self) -> i64 {
        self.expires_at.seconds().saturating_sub(self.issued_at.seconds())
    }
}

/// A domain has 1 to 16 bytes (§5.3).
pub(crate) fn check_domain(domain: &str, part: &'static str) -> Result<(), FieldError> {
    let place = Place { part, key: key::DOC_DOMAIN };
    if (1..=DOMAIN_BYTES).contains(&domain.len()) { Ok(()) } else { Err(FieldError::Value { place }) }
}

/// Reads the payload of a document.
pub(super) fn payload(bytes: &[u8]) -> Result<Tree<'_>, TrustError> {
    Ok(decode(bytes).map_err(CoseError::from).map_err(DocumentError::from)?)
}

/// Opens it.
pub(crate) fn open<'a>(part: &'static str, payload: &'a Tree<'_>) -> Result<Fields<'a>, TrustError> {
    Ok(Fields::open(part, payload.root(), Place { part, key: 0 })?)
}

/// The first two fields: the format must be ours.
pub(crate) fn format_and_domain(fields: &mut Fields<'_>) -> Result<String, TrustError> {
    let format = required_uint(fields, key::DOC_FORMAT)?;
    if format != key::FORMAT {
        return Err(TrustError::Format { found: format });
    }
    let place = fields.place(key::DOC_DOMAIN);
    Ok(fields.text(key::DOC_DOMAIN, DOMAIN_BYTES)?.ok_or(FieldError::Missing { place })?.to_owned())
}

pub(crate) fn required_uint(fields: &mut Fields<'_>, key: i64) -> Result<u64, FieldError> {
    let place = fields.place(key);
    as_uint(fields.require(key)?, place)
}

pub(crate) fn required_time(fields: &mut Fields<'_>, key: i64) -> Result<Timestamp, FieldError> {
    let place = fields.place(key);
    time(required_uint(fields, key)?).ok_or(FieldError::Value { place })
}

pub(crate) fn time(seconds: u64) -> Option<Timestamp> {
    i64::try_from(seconds).ok().and_then(|seconds| Timestamp::new(seconds).ok())
}

pub(super) fn read_key(value: Data<'_>, place: Place) -> Result<PublicKey, TrustError> {
    let bytes = value.as_bytes().ok_or(FieldError::Type { place })?;
    let found = bytes.len();
    let bytes: Result<[u8; PUBLIC_KEY_BYTES], _> = bytes.try_into();
    let bytes = bytes.map_err(|_| FieldError::Length { place, found, limit: PUBLIC_KEY_BYTES })?;
    PublicKey::from_bytes(&bytes).map_err(TrustError::Key)
}

/// Longest domain, in bytes (§5.3).
pub(crate) const DOMAIN_BYTES: usize = 16;
