//! The third step: in date, not withdrawn, fit for the purpose (§5.7, §5.8, §6.3).

use super::authentic::AuthenticCredential;
use super::judgement::{Judgement, floor};
use super::policy::Policy;
use super::reason::{Reason, TimeReason};
use super::rejection::Rejection;
use crate::claims::{Entitlement, Finding, Identity};
use crate::code::Code;
use crate::registry::kp::Assurance;
use crate::registry::services::ServiceCode;
use crate::status::StatusStore;
use crate::text::SafeText;
use crate::time::{Clock, Validity};
use crate::trust::{CredentialDigest, KeyState, ListEntry, TrustStore};

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
    tolerated: Vec<Reason>,
    caveats: Vec<Code>,
}

impl AuthenticCredential {
    /// Decides whether the credential is accepted, now and for this purpose.
    ///
    /// A credential that points to no status list is judged without `status`; where there are no status data, give
    /// [`StatusStore::empty`].
    ///
    /// # Errors
    /// A [`Rejection`] without the credential when this store's list does not let the key say it
    /// (any more): `key.*`, `status.reference`, `status.required`, `credential.denied`. Otherwise one that carries it: `time.*`,
    /// `clock.*`, `status.*`, `trust.list-expired`, `trust.list-frozen`, `purpose.*`, `entitlement.*`, `key.suspended` or
    /// `key.before-compromise`.
    pub fn verify(
        self,
        trust: &TrustStore,
        status: &StatusStore,
        policy: &Policy,
        clock: Clock,
    ) -> Result<VerifiedCredential, Rejection> {
        let Some(list) = trust.list() else {
            return Err(Reason::Time(TimeReason::NoList).into());
        };
        let credential = self.under(list, trust.is_fresh(list, clock.interval(floor(trust, status))))?;
        let claims = &credential.claims;
        let reference = credential.status_reference(list);
        let mut judgement = Judgement::begin(trust, status, list, policy, clock);
        judgement.judge_clock();
        judgement.judge_list();
        judgement.judge_dates(claims.validity);
        judgement.judge_status(reference, reference.and_then(|reference| status.get(reference, trust)));
        let granted = judgement.judge_purpose(claims);
        judgement.doubt(&credential.doubts);
        judgement.note(Code::KeyRetired, credential.entry.state() == KeyState::Retired);
        judgement.note(Code::EnvelopeRepaired, credential.repaired);
        judgement.note(Code::ClaimsFinding, !claims.findings.is_empty());
        let (refusals, tolerated, caveats) = judgement.end();
        if !refusals.is_empty() {
            return Err(Rejection::of(refusals).with_notes(tolerated, caveats).with_authentic(credential));
        }
        let purpose = policy.purpose();
        Ok(VerifiedCredential { authentic: credential, purpose, granted, tolerated, caveats })
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

    /// What could not be decided and was accepted all the same, as the profile of the desk allows.
    pub fn tolerated(&self) -> &[Reason] {
        &self.tolerated
    }

    /// On what weak ground the acceptance stands: codes of class `Trusted`, in order.
    pub fn caveats(&self) -> &[Code] {
        &self.caveats
    }

    /// The digest by which a trust list can deny this one credential.
    pub fn digest(&self) -> CredentialDigest {
        self.authentic.digest()
    }

    pub(super) const fn authentic(&self) -> &AuthenticCredential {
        &self.authentic
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
        let mut card = serializer.serialize_struct("VerifiedCredential", 10)?;
        card.serialize_field("issuer", self.issuer())?;
        card.serialize_field("validity", &self.validity())?;
        card.serialize_field("purpose", &self.purpose())?;
        card.serialize_field("identity", &self.identity())?;
        card.serialize_field("entitlements", self.entitlements())?;
        card.serialize_field("entitlement", &self.entitlement())?;
        card.serialize_field("serial", &self.authentic.claims.serial)?;
        card.serialize_field("assurance", &self.assurance())?;
        let tolerated: Vec<Code> = self.tolerated.iter().map(Reason::code).collect();
        card.serialize_field("tolerated", &tolerated)?;
        card.serialize_field("caveats", self.caveats())?;
        card.end()
    }
}
