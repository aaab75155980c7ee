//! What has become of a key, and what it signs (§5.4, §5.6).

use super::fields::{required_uint, time};
use crate::cbor::{FieldError, Fields};
use crate::registry::trust as key;
use crate::time::Timestamp;

/// What has become of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum KeyState {
    /// It signs.
    Active,
    /// It signs no more; what it signed inside its window stays trusted.
    Retired,
    /// Nothing it ever signed is trusted.
    Revoked,
    /// Nothing it signed from this moment on is trusted; of what is older nobody can be sure,
    /// because a thief writes any date.
    RevokedSince(Timestamp),
    /// An investigation is running.
    Suspended,
}

/// What a key signs. A set of bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Usage(u64);

impl Usage {
    /// Credentials.
    pub const CREDENTIAL: Self = Self(key::USAGE_CREDENTIAL);
    /// Status lists.
    pub const STATUS: Self = Self(key::USAGE_STATUS);
    /// Changes of status lists.
    pub const DELTA: Self = Self(key::USAGE_DELTA);
    /// For training only: nothing under such a key is ever trusted.
    pub const SPECIMEN: Self = Self(key::USAGE_SPECIMEN);

    /// Both usages.
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) fn from_bits(bits: u64) -> Option<Self> {
        (1..=key::USAGE_ALL).contains(&bits).then_some(Self(bits))
    }

    pub(crate) const fn bits(self) -> u64 {
        self.0
    }

    /// Does this hold all of `other`?
    pub const fn includes(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

impl KeyState {
    /// The number of the state, and since when.
    pub(super) const fn numbers(self) -> (u64, Option<Timestamp>) {
        match self {
            Self::Active => (0, None),
            Self::Retired => (1, None),
            Self::Revoked => (2, None),
            Self::RevokedSince(since) => (3, Some(since)),
            Self::Suspended => (4, None),
        }
    }

    pub(super) fn read(fields: &mut Fields<'_>) -> Result<Self, FieldError> {
        let place = fields.place(key::ENTRY_STATE);
        let state = required_uint(fields, key::ENTRY_STATE)?;
        let since = fields.choice(key::ENTRY_SINCE, time)?;
        match (state, since) {
            (0, None) => Ok(KeyState::Active),
            (1, None) => Ok(KeyState::Retired),
            (2, None) => Ok(KeyState::Revoked),
            (3, Some(since)) => Ok(KeyState::RevokedSince(since)),
            (4, None) => Ok(KeyState::Suspended),
            _ => Err(FieldError::Value { place }),
        }
    }
}
