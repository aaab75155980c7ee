//! The third step: in date, not withdrawn, fit for the purpose (§5.7, §5.8, §6.3).

use super::authentic::AuthenticCredential;
use super::policy::Policy;
use super::reason::{PurposeReason, Reason, TimeReason};
use super::rejection::Rejection;
use crate::claims::{Entitlement, EntitlementState, Finding, Identity};
use crate::code::Code;
use crate::registry::kp::Assurance;
use crate::registry::services::ServiceCode;
use crate::text::SafeText;
use crate::time::{Clock, ClockNote, Interval, Passed, Timestamp, Validity};
use crate::trust::{KeyState, ListEntry, TrustStore};

/// A credential that was accepted for one purpose at one moment.
///
/// The only way here is through every check. There is no way to build, to read or to default one:
///
/// ```compile_fail,E0277
/// fn forge() -> khyber_pass::VerifiedCredential {
///     Default::default()
/// }
/// ```
///
/// ```
/// fn show(card: &khyber_pass::VerifiedCredential) -> String {
///     card.identity().map_or(String::new(), |person| person.full_name().to_string())
/// }
/// ```
#[derive(Clone)]
pub struct VerifiedCredential {
    authentic: AuthenticCredential,
    purpose: ServiceCode,
    granted: Option<usize>,
    caveats: Vec<Code>,
}

impl AuthenticCredential {
    /// Decides whether the credential is accepted, now and for this purpose.
    ///
    /// # Errors
    /// A [`Rejection`] that carries this credential: `time.*`, `clock.*`, `trust.list-expired`,
    /// `status.*`, `purpose.*`, `entitlement.*`, `key.suspended` or `key.before-compromise`.
    pub fn verify(
        self,
        trust: &TrustStore,
        policy: &Policy,
        clock: Clock,
    ) -> Result<VerifiedCredential, Rejection> {
        let now = trust.now(clock);
        let mut findings = Judgement { reasons: self.doubts.clone(), caveats: Vec::new() };
        findings.judge_clock(trust, now);
        findings.judge_dates(self.claims.validity, trust, clock, now);
        let granted = findings.judge_purpose(&self, policy, now);
        if self.entry.state() == KeyState::Retired {
            findings.caveats.push(Code::KeyRetired);
        }
        if self.repaired {
            findings.caveats.push(Code::EnvelopeRepaired);
        }
        if !self.claims.findings.is_empty() {
            findings.caveats.push(Code::ClaimsFinding);
        }
        let Judgement { reasons, mut caveats } = findings;
        if !reasons.is_empty() {
            return Err(Rejection::of(reasons).with_authentic(self));
        }
        caveats.sort_unstable();
        caveats.dedup();
        Ok(VerifiedCredential { authentic: self, purpose: policy.purpose(), granted, caveats })
    }
}

/// What is found on the way to a verdict.
struct Judgement {
    reasons: Vec<Reason>,
    caveats: Vec<Code>,
}

impl Judgement {
    fn judge_clock(&mut self, trust: &TrustStore, now: Interval) {
        match now.note {
            ClockNote::Good => {}
            ClockNote::Behind => self.caveats.push(Code::ClockBehind),
            ClockNote::Unknown => self.caveats.push(Code::ClockFloorUsed),
            ClockNote::Contradicted => {
                self.reasons.push(TimeReason::ClockContradicted { floor: trust.floor() }.into());
            }
        }
        if now.passed(trust.list().refresh_by()) == Passed::Yes {
            self.caveats.push(Code::TrustListStale);
        }
    }

    fn judge_dates(&mut self, validity: Validity, trust: &TrustStore, clock: Clock, now: Interval) {
        let (exp, iat) = (validity.expires_at(), validity.issued_at());
        let list_exp = trust.list().expires_at();
        let list_expired = now.passed(list_exp) == Passed::Yes;
        // A device clock beyond the list, and nothing signed that agrees with it.
        let unsure = clock.is_device() && list_expired && trust.floor() < exp;
        match now.passed(exp) {
            Passed::Yes if unsure => self.refuse(TimeReason::ClockAheadOrTrustOld { at: exp }),
            Passed::Yes => self.refuse(TimeReason::Expired { at: exp }),
            passed => self.must_not_be_vague(passed, exp),
        }
        if list_expired {
            self.refuse(TimeReason::ListExpired { at: list_exp });
        }
        match now.passed(iat) {
            Passed::No if clock.is_device() => self.refuse(TimeReason::ClockOrCredential { at: iat }),
            Passed::No => self.refuse(TimeReason::IssuedInFuture { at: iat }),
            passed => self.must_not_be_vague(passed, iat),
        }
        if let Some(nbf) = validity.not_before() {
            match now.passed(nbf) {
                Passed::No => self.refuse(TimeReason::NotYetValid { at: nbf }),
                passed => self.must_not_be_vague(passed, nbf),
            }
        }
    }

    fn must_not_be_vague(&mut self, passed: Passed, at: Timestamp) {
        match passed {
            Passed::Yes | Passed::No => {}
            Passed::Maybe { bounded: true } => self.caveats.push(Code::ClockSkew),
            Passed::Maybe { bounded: false } => self.refuse(TimeReason::ClockUnknown { at }),
        }
    }

    fn refuse(&mut self, reason: TimeReason) {
        self.reasons.push(reason.into());
    }

    /// Finds the entitlement that serves the purpose; one active one is enough.
    fn judge_purpose(
        &mut self,
        credential: &AuthenticCredential,
        policy: &Policy,
        now: Interval,
    ) -> Option<usize> {
        let service = policy.purpose();
        if service == ServiceCode::IDENTITY {
            if credential.claims.identity.is_none() {
                self.reasons.push(PurposeReason::IdentityMissing.into());
            }
            return None;
        }
        let offset = policy.civil_time();
        let (first_day, last_day) = (now.first_day(offset), now.last_day(offset));
        let mut best: Option<EntitlementState> = None;
        for (place, entitlement) in credential.claims.entitlements.iter().enumerate() {
            if entitlement.service() != service {
                continue;
            }
            let early = entitlement.state_on(first_day);
            let late = match last_day {
                Some(day) => entitlement.state_on(day),
                // Without an upper bound it may have begun; the clock decides, not this.
                None if early == EntitlementState::NotYet => EntitlementState::Active,
                None => early,
            };
            if early == EntitlementState::Active || late == EntitlementState::Active {
                if early != late {
                    self.caveats.push(Code::ClockSkew);
                }
                return Some(place);
            }
            best = best.or(Some(early));
        }
        self.reasons.push(match best {
            Some(state) => PurposeReason::NotActive { service, state }.into(),
            None => PurposeReason::ServiceMissing { service }.into(),
        });
        None
    }
}

impl VerifiedCredential {
    /// The person, if the credential identifies one. A code for one service may not.
    pub const fn identity(&self) -> Option<&Identity> {
        self.authentic.claims.identity.as_ref()
    }

    /// The active entitlement that served the purpose, if the purpose was a service.
    pub fn entitlement(&self) -> Option<&Entitlement> {
        self.entitlements().get(self.granted?)
    }

    /// Every entitlement, active or not. Only [`VerifiedCredential::entitlement`] was judged.
    pub fn entitlements(&self) -> &[Entitlement] {
        &self.authentic.claims.entitlements
    }

    /// The purpose it was accepted for; 0 is identity.
    pub const fn purpose(&self) -> ServiceCode {
        self.purpose
    }

    /// The issuer, as the trust list names it to officers.
    pub fn issuer(&self) -> &str {
        self.authentic.issuer()
    }

    /// The listed key that signed it.
    pub fn entry(&self) -> &ListEntry {
        self.authentic.entry()
    }

    /// From when to when it holds.
    pub const fn validity(&self) -> Validity {
        self.authentic.claims.validity
    }

    /// The identifier of the credential, if the issuer gave one.
    pub fn cti(&self) -> Option<&[u8]> {
        self.authentic.claims.cti.as_deref()
    }

    /// The serial number of the card, if the issuer gave one.
    pub fn serial(&self) -> Option<SafeText<'_>> {
        self.authentic.claims.serial.as_deref().map(SafeText::new)
    }

    /// How well the person was identified, if the issuer says so.
    pub const fn assurance(&self) -> Option<Assurance> {
        self.authentic.claims.assurance
    }

    /// On what weak ground the acceptance stands: codes of class `Trusted`, in order.
    pub fn caveats(&self) -> &[Code] {
        &self.caveats
    }

    /// What is unusual in the credential and no fault.
    pub fn findings(&self) -> &[Finding] {
        &self.authentic.claims.findings
    }
}

impl core::fmt::Debug for VerifiedCredential {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("VerifiedCredential")
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for VerifiedCredential {
    /// The person and the entitlements: personal data, written because the caller asked.
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut card = serializer.serialize_struct("VerifiedCredential", 6)?;
        card.serialize_field("issuer", self.issuer())?;
        card.serialize_field("validity", &self.validity())?;
        card.serialize_field("purpose", &self.purpose())?;
        card.serialize_field("identity", &self.identity())?;
        card.serialize_field("entitlements", self.entitlements())?;
        card.serialize_field("caveats", self.caveats())?;
        card.end()
    }
}
