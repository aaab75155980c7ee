//! What a verifier is asking for, and how much doubt it can live with. There is no default.

use crate::code::Code;
use crate::registry::services::ServiceCode;
use crate::time::{CivilOffset, Timestamp};

/// The purpose of a verification, the civil time in which days are counted, and the profile of the
/// desk (§5.12).
///
/// [`Policy::for_service`] judges by the signed dates alone and tolerates nothing. The profiles add
/// ages of the trust list and of the status data; `field` and `audit` also accept certain Undecided codes, always with the caveat
/// `policy.accepted`, and never anything of another class.
///
/// | profile | age of list and status, soft / hard | list expired | status missing or too old | issued before a theft | clock unknown |
/// |---|---|---|---|---|---|
/// | none | signed dates | Undecided | Undecided | Undecided | Undecided |
/// | [`kiosk`](Policy::kiosk) | 1 h / 24 h | Undecided | Undecided | Undecided | Undecided |
/// | [`counter`](Policy::counter) | 24 h / 7 d | Undecided | Undecided | Undecided | Undecided |
/// | [`checkpoint`](Policy::checkpoint) | 24 h / 3 d | Undecided | Undecided | Undecided | Undecided |
/// | [`field`](Policy::field), low risk | 14 d / 60 d | accepted for 30 d | accepted | accepted | accepted by the floor |
/// | [`field`](Policy::field), high risk | 14 d / 60 d | Undecided | Undecided | Undecided | Undecided |
/// | [`audit`](Policy::audit) | not judged | not judged | accepted | accepted | Undecided |
///
/// ```
/// use khyber_pass::{Policy, Risk, ServiceCode};
/// let desk = Policy::counter(ServiceCode::SEHAT_CARD);
/// let relief = Policy::field(ServiceCode::GRANT, Risk::Low);
/// assert_eq!((desk.purpose().number(), relief.purpose().number()), (1, 12));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    purpose: ServiceCode,
    civil_time: CivilOffset,
    profile: Profile,
}

/// What it costs to be wrong, which the desk knows and the credential does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub enum Risk {
    /// Somebody may get a blanket twice.
    Low,
    /// Money, weapons, medicine.
    High,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Profile {
    name: &'static str,
    /// Ages of the list, and of status data, in seconds: from the first a caveat, from the second
    /// Undecided.
    ages: Option<(i64, i64)>,
    tolerated: &'static [Code],
    /// For how many days an expired list is tolerated, if it is.
    grace_days: u32,
    as_of: bool,
}

impl Policy {
    /// Accepts a credential with an active entitlement to `service`, by the signed dates alone. With
    /// service 0 it is the same as [`Policy::for_identity`].
    pub const fn for_service(service: ServiceCode) -> Self {
        Self::of(service, PLAIN)
    }

    /// Accepts a credential that identifies a person.
    pub const fn for_identity() -> Self {
        Self::for_service(ServiceCode::IDENTITY)
    }

    /// Self-service, where money moves.
    pub const fn kiosk(service: ServiceCode) -> Self {
        Self::of(service, Profile { name: "kiosk", ages: Some((HOUR, DAY)), ..PLAIN })
    }

    /// A desk with staff: a hospital, an excise office.
    pub const fn counter(service: ServiceCode) -> Self {
        Self::of(service, Profile { name: "counter", ages: Some((DAY, 7 * DAY)), ..PLAIN })
    }

    /// A checkpost that looks at licences.
    pub const fn checkpoint(service: ServiceCode) -> Self {
        Self::of(service, Profile { name: "checkpoint", ages: Some((DAY, 3 * DAY)), ..PLAIN })
    }

    /// Weeks without a network: relief, vaccination. Only where the risk is low does it accept what
    /// it cannot decide.
    pub const fn field(service: ServiceCode, risk: Risk) -> Self {
        let careful = Profile { name: "field", ages: Some((14 * DAY, 60 * DAY)), ..PLAIN };
        const OPEN: &[Code] = &[
            Code::TrustListExpired,
            Code::StatusMissing,
            Code::StatusStale,
            Code::KeyBeforeCompromise,
            Code::ClockUnknown,
        ];
        match risk {
            Risk::Low => Self::of(service, Profile { tolerated: OPEN, grace_days: 30, ..careful }),
            Risk::High => Self::of(service, careful),
        }
    }

    /// Looking back: the clock given is the moment in question, and no floor is put under it. An unknown clock
    /// asks about no moment and gets `clock.unknown`. What it accepts is evidence, not permission.
    pub const fn audit(service: ServiceCode) -> Self {
        const OPEN: &[Code] = &[Code::StatusMissing, Code::KeyBeforeCompromise];
        Self::of(service, Profile { name: "audit", tolerated: OPEN, as_of: true, ..PLAIN })
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

    /// The name of the profile; `signed dates` when there is none.
    pub const fn profile(&self) -> &'static str {
        self.profile.name
    }

    /// Is this Undecided code accepted with a caveat?
    pub(super) fn tolerates(&self, code: Code) -> bool {
        self.profile.tolerated.contains(&code)
    }

    pub(super) const fn judges_as_of(&self) -> bool {
        self.profile.as_of
    }

    /// The moments from which a list or status data of that date are aged, and too old.
    pub(super) fn ages_from(&self, issued_at: Timestamp) -> Option<(Timestamp, Timestamp)> {
        let (soft, hard) = self.profile.ages?;
        let later = |age| Timestamp::new(issued_at.seconds().saturating_add(age)).unwrap_or(Timestamp::MAX);
        Some((later(soft), later(hard)))
    }

    /// The moment until which a list that expired then is tolerated.
    pub(super) fn list_grace(&self, expired_at: Timestamp) -> Timestamp {
        expired_at.plus_days(self.profile.grace_days).unwrap_or(Timestamp::MAX)
    }

    const fn of(purpose: ServiceCode, profile: Profile) -> Self {
        Self { purpose, civil_time: CivilOffset::PAKISTAN, profile }
    }
}

const HOUR: i64 = 3_600;
const DAY: i64 = 86_400;

const PLAIN: Profile =
    Profile { name: "signed dates", ages: None, tolerated: &[], grace_days: 0, as_of: false };
