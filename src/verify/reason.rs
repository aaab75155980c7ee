//! Why a credential was not accepted: the sum of what each step can say.

use crate::claims::{ClaimsError, EntitlementState};
use crate::code::Code;
use crate::cose::CoseError;
use crate::envelope::EnvelopeError;
use crate::registry::services::ServiceCode;
use crate::time::Timestamp;
use crate::trust::{KeyReason, StatusReason};

/// One reason. `Display` says what was found and what was wanted, and never who.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Reason {
    /// The text is not one of ours.
    #[error(transparent)]
    Envelope(#[from] EnvelopeError),
    /// The message is not a signed credential.
    #[error(transparent)]
    Cose(#[from] CoseError),
    /// No listed key verifies the signature.
    #[error("the signature is not that of the listed key")]
    Signature,
    /// The claims are out of order.
    #[error(transparent)]
    Claims(#[from] ClaimsError),
    /// The key does not carry this credential.
    #[error(transparent)]
    Key(#[from] KeyReason),
    /// A date, or the clock.
    #[error(transparent)]
    Time(#[from] TimeReason),
    /// The status, or what is known of it.
    #[error(transparent)]
    Status(#[from] StatusReason),
    /// Not fit for the purpose.
    #[error(transparent)]
    Purpose(#[from] PurposeReason),
}

impl Reason {
    /// The stable code.
    pub const fn code(&self) -> Code {
        match self {
            Self::Envelope(error) => error.code(),
            Self::Cose(error) => error.code(),
            Self::Signature => Code::CoseSignature,
            Self::Claims(error) => error.code(),
            Self::Key(reason) => reason.code(),
            Self::Time(reason) => reason.code(),
            Self::Status(reason) => reason.code(),
            Self::Purpose(reason) => reason.code(),
        }
    }
}

/// What a date or the clock stands in the way of (§6.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TimeReason {
    /// It has expired, for certain.
    #[error("expired at {at}")]
    Expired {
        /// When it expired.
        at: Timestamp,
    },
    /// It is not valid yet, for certain.
    #[error("not valid before {at}")]
    NotYetValid {
        /// From when it is valid.
        at: Timestamp,
    },
    /// A trusted clock says that it was issued in the future.
    #[error("issued at {at}, in the future")]
    IssuedInFuture {
        /// When it says it was issued.
        at: Timestamp,
    },
    /// Without an upper bound on the present nothing can be said.
    #[error("without a clock nobody can tell whether {at} has passed")]
    ClockUnknown {
        /// The moment in question.
        at: Timestamp,
    },
    /// The device's clock is wrong, or the date of issue is.
    #[error("issued at {at}, which is after the device's clock")]
    ClockOrCredential {
        /// When it says it was issued.
        at: Timestamp,
    },
    /// Only a clock far beyond the trust list says that the credential expired.
    #[error("only the device's clock says that {at} has passed, and it is beyond the trust list")]
    ClockAheadOrTrustOld {
        /// When the credential expires.
        at: Timestamp,
    },
    /// Without an upper bound on the present nobody can say whether an entitlement has begun.
    #[error("without a clock nobody can tell whether this has begun: {service}")]
    ServiceNotBegun {
        /// The service asked for.
        service: ServiceCode,
    },
    /// Only a clock far beyond the trust list says that an entitlement is over.
    #[error("only the device's clock says that this is over, and it is beyond the trust list: {service}")]
    ServiceOver {
        /// The service asked for.
        service: ServiceCode,
    },
    /// A clock that was promised to be right is before signed dates.
    #[error("the trusted clock is before {floor}, which has passed for certain")]
    ClockContradicted {
        /// The newest signed date.
        floor: Timestamp,
    },
    /// There is no trust list.
    #[error("there is no trust list")]
    NoList,
    /// The trust list is older than the profile allows.
    #[error("the trust list was issued at {issued_at}, too long ago for this desk")]
    ListFrozen {
        /// When it was issued.
        issued_at: Timestamp,
    },
    /// The trust list has expired.
    #[error("the trust list expired at {at}")]
    ListExpired {
        /// When it expired.
        at: Timestamp,
    },
}

impl TimeReason {
    /// The stable code.
    pub const fn code(&self) -> Code {
        match self {
            Self::Expired { .. } => Code::TimeExpired,
            Self::NotYetValid { .. } => Code::TimeNotYetValid,
            Self::IssuedInFuture { .. } => Code::TimeIssuedInFuture,
            Self::ClockUnknown { .. } | Self::ServiceNotBegun { .. } => Code::ClockUnknown,
            Self::ClockOrCredential { .. } => Code::ClockOrCredential,
            Self::ClockAheadOrTrustOld { .. } | Self::ServiceOver { .. } => Code::ClockAheadOrTrustOld,
            Self::ClockContradicted { .. } => Code::ClockContradicted,
            Self::NoList => Code::TrustNoList,
            Self::ListFrozen { .. } => Code::TrustListFrozen,
            Self::ListExpired { .. } => Code::TrustListExpired,
        }
    }
}

/// Why a genuine credential does not serve the purpose (§5.8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PurposeReason {
    /// It says nothing of the service.
    #[error("it says nothing of: {service}")]
    ServiceMissing {
        /// The service asked for.
        service: ServiceCode,
    },
    /// It does not identify a person.
    #[error("it does not identify a person")]
    IdentityMissing,
    /// The entitlement is not active.
    #[error("{service} is {state}")]
    NotActive {
        /// The service asked for.
        service: ServiceCode,
        /// What the entitlement is worth.
        state: EntitlementState,
    },
}

impl PurposeReason {
    /// The stable code.
    pub const fn code(&self) -> Code {
        match self {
            Self::ServiceMissing { .. } => Code::PurposeServiceMissing,
            Self::IdentityMissing => Code::PurposeIdentityMissing,
            Self::NotActive { state, .. } => match state {
                EntitlementState::Expired => Code::EntitlementExpired,
                EntitlementState::NotYet => Code::EntitlementNotYet,
                EntitlementState::Suspended => Code::EntitlementSuspended,
                EntitlementState::Pending => Code::EntitlementPending,
                EntitlementState::Withdrawn => Code::EntitlementWithdrawn,
                EntitlementState::Exhausted => Code::EntitlementExhausted,
                EntitlementState::Unknown | EntitlementState::Active => Code::EntitlementUnknownState,
            },
        }
    }
}
