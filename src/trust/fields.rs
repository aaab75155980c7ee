//! Fields that several trust documents share (§5.3, §5.4).

use super::error::TrustError;
use crate::cbor::{FieldError, Fields, Place, as_uint};
use crate::cose::PublicKey;
use crate::registry::cose::PUBLIC_KEY_BYTES;
use crate::registry::trust as key;
use crate::time::Timestamp;
use ciborium::Value;

/// The first six fields, which every trust document has.
pub(super) struct Head {
    pub(super) domain: String,
    pub(super) epoch: u64,
    pub(super) version: u64,
    pub(super) issued_at: Timestamp,
    pub(super) expires_at: Timestamp,
}

impl Head {
    pub(super) fn read(fields: &mut Fields) -> Result<Self, TrustError> {
        let place = fields.place(key::DOC_FORMAT);
        let format = as_uint(&fields.require(key::DOC_FORMAT)?, place)?;
        if format != key::FORMAT {
            return Err(TrustError::Format { found: format });
        }
        let domain = fields.text(key::DOC_DOMAIN, DOMAIN_BYTES)?;
        Ok(Self {
            domain: domain.ok_or(FieldError::Missing { place: fields.place(key::DOC_DOMAIN) })?,
            epoch: required_uint(fields, key::DOC_EPOCH)?,
            version: required_uint(fields, key::DOC_VERSION)?,
            issued_at: required_time(fields, key::DOC_IAT)?,
            expires_at: required_time(fields, key::DOC_EXP)?,
        })
    }
}

pub(super) fn check_head(
    part: &'static str,
    domain: &str,
    epoch: u64,
    version: u64,
) -> Result<(), FieldError> {
    let wrong = |key| Err(FieldError::Value { place: Place { part, key } });
    match (domain.len(), epoch, version) {
        (0, ..) => wrong(key::DOC_DOMAIN),
        (length, ..) if length > DOMAIN_BYTES => wrong(key::DOC_DOMAIN),
        (_, 0, _) => wrong(key::DOC_EPOCH),
        (_, _, 0) => wrong(key::DOC_VERSION),
        _ => Ok(()),
    }
}

pub(super) fn required_uint(fields: &mut Fields, key: i64) -> Result<u64, FieldError> {
    let place = fields.place(key);
    as_uint(&fields.require(key)?, place)
}

pub(super) fn required_time(fields: &mut Fields, key: i64) -> Result<Timestamp, FieldError> {
    let place = fields.place(key);
    time(required_uint(fields, key)?).ok_or(FieldError::Value { place })
}

pub(super) fn time(seconds: u64) -> Option<Timestamp> {
    i64::try_from(seconds).ok().and_then(|seconds| Timestamp::new(seconds).ok())
}

pub(super) fn read_key(value: Value, place: Place) -> Result<PublicKey, TrustError> {
    let bytes = value.into_bytes().map_err(|_| FieldError::Type { place })?;
    let found = bytes.len();
    let bytes: Result<[u8; PUBLIC_KEY_BYTES], _> = bytes.try_into();
    let bytes = bytes.map_err(|_| FieldError::Length { place, found, limit: PUBLIC_KEY_BYTES })?;
    PublicKey::from_bytes(&bytes).map_err(TrustError::Key)
}

/// Longest domain, in bytes (§5.3).
const DOMAIN_BYTES: usize = 16;
