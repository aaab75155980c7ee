//! The easy door for verifiers: all steps in a row.

use super::judgement::floor;
use super::policy::Policy;
use super::rejection::Rejection;
use super::signed::SignedCredential;
use super::verified::VerifiedCredential;
use crate::claims::ClaimSet;
use crate::registry::cose::SIGN1_HEAD;
use crate::status::StatusStore;
use crate::time::{Clock, Interval};
use crate::trust::{TrustStore, UpdateReport};

/// A trust store, the status lists beside it, and a policy, ready for many texts.
#[derive(Clone, Debug)]
pub struct Verifier {
    trust: TrustStore,
    status: StatusStore,
    policy: Policy,
}

impl Verifier {
    /// Puts trust and purpose together, without any status list: a credential that points to one is
    /// Undecided, or what the profile makes of it.
    pub fn new(trust: TrustStore, policy: Policy) -> Self {
        Self { trust, status: StatusStore::empty(), policy }
    }

    /// Sets the status lists. What the trust list does not vouch for is dropped from them.
    pub fn with_status(mut self, status: StatusStore) -> Self {
        self.status = status;
        self.status.review(&self.trust);
        self
    }

    /// Verifies one text, at the time that `clock` gives.
    ///
    /// # Errors
    /// A [`Rejection`] with class, code and hint.
    pub fn verify_at(&self, text: &str, clock: Clock) -> Result<VerifiedCredential, Rejection> {
        let authentic = SignedCredential::parse_and(text, |signed, payload| {
            signed.authenticate_at(&self.trust, self.now(clock), |_| ClaimSet::read(payload))
        })?;
        authentic.verify(&self.trust, &self.status, &self.policy, clock)
    }

    /// Takes in documents of any kind and in any order, from any channel: roots and lists first, then status list
    /// tokens and deltas. See [`TrustStore::apply`] and [`StatusStore::apply`].
    pub fn apply(&mut self, documents: &[impl AsRef<[u8]>], clock: Clock) -> UpdateReport {
        let documents = documents.iter().map(AsRef::as_ref).enumerate();
        let (status, trust): (Vec<_>, Vec<_>) = documents.partition(|(_, document)| is_sign1(document));
        let (mut places, trust): (Vec<usize>, Vec<&[u8]>) = trust.into_iter().unzip();
        let (status_places, status): (Vec<usize>, Vec<&[u8]>) = status.into_iter().unzip();
        places.extend(status_places);
        let report = self.trust.apply(&trust, clock);
        let beside = self.status.apply(&status, &self.trust);
        let mut lines: Vec<_> = places.into_iter().zip(report.lines().iter().chain(beside.lines())).collect();
        lines.sort_by_key(|(place, _)| *place);
        UpdateReport::new(lines.into_iter().map(|(_, line)| *line).collect())
    }

    /// The trust it verifies against.
    pub const fn trust(&self) -> &TrustStore {
        &self.trust
    }

    /// The status lists it verifies against.
    pub const fn status(&self) -> &StatusStore {
        &self.status
    }

    /// What it asks for.
    pub const fn policy(&self) -> &Policy {
        &self.policy
    }

    /// The same trust and status, asking for something else.
    pub fn with_policy(self, policy: Policy) -> Self {
        Self { policy, ..self }
    }

    pub(super) fn now(&self, clock: Clock) -> Interval {
        clock.interval(floor(&self.trust, &self.status))
    }
}

/// Status documents have one signature; roots and lists have several, under another tag.
fn is_sign1(document: &[u8]) -> bool {
    document.first() == Some(&SIGN1_HEAD)
}
