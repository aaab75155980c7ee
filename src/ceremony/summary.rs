//! Who has signed, and how many are still missing.

use crate::cose::{PublicKey, SignedDocument};
use crate::trust::{PreparedDocument, Role};

/// Where the signing of a document stands for one role.
///
/// ```
/// # use khyber_pass::*;
/// # let span = Validity::days_from(Timestamp::new(1_767_225_600)?, 90)?;
/// # let list = TrustList::new("pk-kp-test", span, span.expires_at())?;
/// let keys = [21, 22, 23].map(|seed| SigningKey::from_seed(&[seed; 32])); // TEST keys
/// let role = Role::new(2, keys.iter().map(SigningKey::public_key).collect());
/// let summary = list.prepare()?.sign(&keys[2])?.summary(&role);
/// assert_eq!((summary.signed().len(), summary.waiting().len(), summary.missing()), (1, 2, 1));
/// assert!(summary.to_string().starts_with("1 of 2 signatures, 1 missing\nsigned   "));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SigningSummary {
    signed: Vec<PublicKey>,
    waiting: Vec<PublicKey>,
    outside: Vec<PublicKey>,
    need: usize,
    missing: usize,
}

/// For the person who leads a ceremony (feature `ceremony`).
impl PreparedDocument {
    /// How many signatures of a role are still missing. The threshold is counted as a reader counts
    /// it, on the finished document.
    pub fn signatures_missing(&self, role: &Role) -> usize {
        // A threshold of zero approves nothing, however many sign.
        role.threshold().max(1).saturating_sub(self.count_signed_by(role.keys()))
    }

    /// Who of a role has signed, and who has not.
    pub fn summary(&self, role: &Role) -> SigningSummary {
        let is_signed = |key: &PublicKey| self.count_signed_by(&[*key]) == 1;
        let (signed, waiting) = role.keys().iter().partition(|key| is_signed(key));
        let outside = self.signers().filter(|key| !role.keys().contains(key)).copied().collect();
        let missing = self.signatures_missing(role);
        SigningSummary { signed, waiting, outside, need: role.threshold(), missing }
    }

    fn count_signed_by(&self, keys: &[PublicKey]) -> usize {
        let document = SignedDocument::parse(&self.finish(), self.typ());
        document.map_or(0, |document| document.count_signed_by(keys))
    }
}

impl SigningSummary {
    /// The keys of the role that signed.
    pub fn signed(&self) -> &[PublicKey] {
        &self.signed
    }

    /// The keys of the role that did not.
    pub fn waiting(&self) -> &[PublicKey] {
        &self.waiting
    }

    /// Keys that signed and do not belong to the role. They count for nothing in it.
    pub fn outside(&self) -> &[PublicKey] {
        &self.outside
    }

    /// How many signatures are still missing.
    pub const fn missing(&self) -> usize {
        self.missing
    }
}

impl core::fmt::Display for SigningSummary {
    /// One line of numbers, then a line for each key.
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        writeln!(f, "{} of {} signatures, {} missing", self.signed.len(), self.need, self.missing)?;
        self.signed.iter().try_for_each(|key| writeln!(f, "signed   {}", key.kid()))?;
        self.waiting.iter().try_for_each(|key| writeln!(f, "waiting  {}", key.kid()))?;
        self.outside.iter().try_for_each(|key| writeln!(f, "outside  {}", key.kid()))
    }
}
