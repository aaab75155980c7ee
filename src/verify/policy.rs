//! What a verifier is asking for. There is no default.

use crate::registry::services::ServiceCode;
use crate::time::CivilOffset;

/// The purpose of a verification, and the civil time in which days are counted.
///
/// ```
/// use khyber_pass::{Policy, ServiceCode};
/// let desk = Policy::for_service(ServiceCode::SEHAT_CARD);
/// let gate = Policy::for_identity();
/// assert_eq!((desk.purpose().number(), gate.purpose().number()), (1, 0));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    purpose: ServiceCode,
    civil_time: CivilOffset,
}

impl Policy {
    /// Accepts a credential with an active entitlement to `service`. With service 0 it is the same
    /// as [`Policy::for_identity`].
    pub const fn for_service(service: ServiceCode) -> Self {
        Self { purpose: service, civil_time: CivilOffset::PAKISTAN }
    }

    /// Accepts a credential that identifies a person.
    pub const fn for_identity() -> Self {
        Self::for_service(ServiceCode::IDENTITY)
    }

    /// Counts days at another offset than UTC+5.
    pub const fn with_civil_time(self, offset: CivilOffset) -> Self {
        Self { civil_time: offset, ..self }
    }

    /// The service asked for; 0 is identity.
    pub const fn purpose(&self) -> ServiceCode {
        self.purpose
    }

    /// The offset at which days are counted.
    pub const fn civil_time(&self) -> CivilOffset {
        self.civil_time
    }
}
