//! The easy door for verifiers: all steps in a row.

use super::policy::Policy;
use super::rejection::Rejection;
use super::signed::SignedCredential;
use super::verified::VerifiedCredential;
use crate::time::Clock;
use crate::trust::TrustStore;

/// A trust store and a policy, ready for many texts.
#[derive(Clone, Debug)]
pub struct Verifier {
    trust: TrustStore,
    policy: Policy,
}

impl Verifier {
    /// Puts trust and purpose together.
    pub const fn new(trust: TrustStore, policy: Policy) -> Self {
        Self { trust, policy }
    }

    /// Verifies one text, at the time that `clock` gives.
    ///
    /// # Errors
    /// A [`Rejection`] with class, code and hint.
    pub fn verify_at(&self, text: &str, clock: Clock) -> Result<VerifiedCredential, Rejection> {
        SignedCredential::parse(text)?.authenticate(&self.trust, clock)?.verify(
            &self.trust,
            &self.policy,
            clock,
        )
    }

    /// The trust it verifies against, to apply new documents to.
    pub const fn trust_mut(&mut self) -> &mut TrustStore {
        &mut self.trust
    }

    /// The trust it verifies against.
    pub const fn trust(&self) -> &TrustStore {
        &self.trust
    }

    /// What it asks for.
    pub const fn policy(&self) -> &Policy {
        &self.policy
    }
}
