//! Why a listed key does not carry a credential (§5.5 to §5.7).

use crate::code::Code;
use crate::cose::Kid;
use crate::registry::services::ServiceCode;
use crate::time::Timestamp;

/// Why a listed key does not carry a credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyReason {
    /// No listed key has this kid.
    #[error("no key {kid} is on the trust list")]
    Unknown {
        /// The kid of the credential.
        kid: Kid,
    },
    /// No listed key has this kid, but the list is not fresh.
    #[error("no key {kid} is on the trust list, which is not fresh")]
    UnknownListOld {
        /// The kid of the credential.
        kid: Kid,
    },
    /// A key for training.
    #[error("this is a specimen for training")]
    Specimen,
    /// The key belongs to another issuer.
    #[error("the issuer it names is not the issuer of its key")]
    Issuer,
    /// The key signs something else.
    #[error("its key does not sign credentials")]
    Usage,
    /// A service the key may not assert.
    #[error("its key may not attest: {service}")]
    Scope {
        /// The first such service.
        service: ServiceCode,
    },
    /// Issued outside the time in which the key may sign.
    #[error("issued at {issued_at}; its key signs from {from} until before {until}")]
    Window {
        /// When the credential says it was issued.
        issued_at: Timestamp,
        /// The first second of the key.
        from: Timestamp,
        /// The first second after the key.
        until: Timestamp,
    },
    /// A longer lifetime than the key may grant.
    #[error("valid for {found} s; its key grants at most {most} s")]
    Lifetime {
        /// The lifetime, in seconds.
        found: i64,
        /// The longest lifetime, in seconds.
        most: i64,
    },
    /// An expiry after the moment until which the key is honoured.
    #[error("valid beyond {verify_until}, until which its key is honoured")]
    BeyondVerifyUntil {
        /// Until when the key is honoured.
        verify_until: Timestamp,
    },
    /// The key was revoked.
    #[error("its key was revoked")]
    Revoked,
    /// The key was revoked later than the credential says it was issued.
    #[error("its key was stolen at {since}, after the date it gives")]
    BeforeCompromise {
        /// Since when the key is revoked.
        since: Timestamp,
    },
    /// The key is under investigation.
    #[error("its key is suspended")]
    Suspended,
    /// This very credential was withdrawn.
    #[error("this credential was withdrawn")]
    Denied,
}

impl KeyReason {
    /// The stable code.
    pub const fn code(&self) -> Code {
        match self {
            Self::Unknown { .. } => Code::KeyUnknown,
            Self::UnknownListOld { .. } => Code::KeyUnknownListOld,
            Self::Specimen => Code::KeySpecimen,
            Self::Issuer => Code::KeyIssuer,
            Self::Usage => Code::KeyUsage,
            Self::Scope { .. } => Code::KeyScope,
            Self::Window { .. } => Code::KeyWindow,
            Self::Lifetime { .. } | Self::BeyondVerifyUntil { .. } => Code::KeyLifetime,
            Self::Revoked => Code::KeyRevoked,
            Self::BeforeCompromise { .. } => Code::KeyBeforeCompromise,
            Self::Suspended => Code::KeySuspended,
            Self::Denied => Code::CredentialDenied,
        }
    }
}

/// What stands in the way in the status of a credential (§5.7, §8.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StatusReason {
    /// It points to a list its key may not use, beyond the end of a list, or to two places.
    #[error("it points to a status entry that its key may not use")]
    Reference,
    /// Its key must point to a status list, and it does not.
    #[error("its key must give a status entry, and there is none")]
    Required,
    /// The credential was revoked.
    #[error("it was revoked")]
    Revoked,
    /// The status list gives a value without meaning.
    #[error("its status has the value {found}, which means nothing")]
    UnknownValue {
        /// The value.
        found: u8,
    },
    /// The status list is not at hand.
    #[error("status list {list} is not at hand")]
    Missing {
        /// The number of the list.
        list: u64,
    },
    /// The status data are older than the profile allows.
    #[error("the status list is of {as_of}, too long ago for this desk")]
    Stale {
        /// The moment they speak of.
        as_of: Timestamp,
    },
    /// The status list token has expired.
    #[error("the status list expired at {at}")]
    Expired {
        /// When it expired.
        at: Timestamp,
    },
    /// The credential is suspended.
    #[error("it is suspended")]
    Suspended,
}

impl StatusReason {
    /// The stable code.
    pub const fn code(&self) -> Code {
        match self {
            Self::Reference => Code::StatusReference,
            Self::Required => Code::StatusRequired,
            Self::Revoked => Code::StatusRevoked,
            Self::UnknownValue { .. } => Code::StatusUnknownValue,
            Self::Missing { .. } => Code::StatusMissing,
            Self::Stale { .. } | Self::Expired { .. } => Code::StatusStale,
            Self::Suspended => Code::StatusSuspended,
        }
    }
}
