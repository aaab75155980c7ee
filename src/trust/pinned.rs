//! The root document an application pins (§5.3).

use super::error::TrustError;
use super::root::Root;
use crate::cose::SignedDocument;
use crate::registry::trust as key;
use crate::registry::trust::RoleName;
use sha2::{Digest, Sha256};

/// A root document that an application pins: the beginning of all trust.
///
/// ```
/// # use khyber_pass::*;
/// # let keys = [1, 2].map(|n| SigningKey::from_seed(&[n; 32])); // TEST keys
/// # let span = Validity::days_from(Timestamp::new(1_767_225_600)?, 730)?;
/// let role = |key: &SigningKey| Role::new(1, vec![key.public_key()]);
/// let root = Root::new("pk-kp-test", span, role(&keys[0]), role(&keys[1]))?;
/// let bytes = root.prepare()?.sign(&keys[0])?.finish();
/// let pinned = PinnedRoot::from_bytes(&bytes)?;
/// assert_eq!(pinned.root().domain(), "pk-kp-test");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PinnedRoot {
    root: Root,
    sha256: [u8; 32],
    digest: [u8; 16],
}

impl PinnedRoot {
    /// Takes a root document that came with the application itself.
    ///
    /// # Errors
    /// Any [`TrustError`] of a root document: its form, its roles, and
    /// [`TrustError::Threshold`] when it does not fulfil its own root role.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, TrustError> {
        let document = SignedDocument::parse(bytes, key::ROOT_TYPE)?;
        let root = Root::decode(&document.payload)?;
        root.role(RoleName::Root)?.approves(RoleName::Root, &document)?;
        Ok(Self { root, sha256: Sha256::digest(bytes).into(), digest: document.digest() })
    }

    /// Takes a root document from anywhere, if its SHA-256 is the one in the application.
    ///
    /// # Errors
    /// [`TrustError::Pin`] for other bytes, and as [`PinnedRoot::from_bytes`].
    pub fn from_sha256(sha256: &[u8; 32], bytes: &[u8]) -> Result<Self, TrustError> {
        if <[u8; 32]>::from(Sha256::digest(bytes)) != *sha256 {
            return Err(TrustError::Pin);
        }
        Self::from_bytes(bytes)
    }

    /// What the document says.
    pub const fn root(&self) -> &Root {
        &self.root
    }

    pub(super) const fn digest(&self) -> [u8; 16] {
        self.digest
    }

    /// The SHA-256 of the document's bytes, to be compiled into an application.
    pub const fn sha256(&self) -> &[u8; 32] {
        &self.sha256
    }
}
