//! The careful door: prepare, hand out the bytes, finish with the signature (§2.4).

use super::draft::Draft;
use super::error::IssueError;
use crate::claims::ClaimSet;
use crate::cose::{KeyError, PublicKey, Sign1, Signature, message_bytes, protected_header, to_be_signed};
use crate::envelope::{open, seal, seal_bare};
use crate::trust::{CredentialDigest, KeyReason, KeyState, TrustList};

/// A credential that lacks only its signature. The key may be in an HSM, on a phone, in another
/// building.
///
/// ```
/// # use khyber_pass::text::{Language, Name};
/// # use khyber_pass::*;
/// # let person = Identity::new(Name::new("Namuna Khan", Language::ENGLISH)?);
/// # let draft = Draft::new(person, Validity::days_from(Timestamp::new(1_767_225_600)?, 365)?);
/// # let hsm = SigningKey::from_seed(&[1; 32]);
/// # let public_key = hsm.public_key();
/// let prepared = Prepared::new(&draft, "PK-KP", &public_key)?;
/// let signature = hsm.sign(&prepared.to_be_signed());
/// let text = prepared.finish(&signature)?;
///
/// let wrong = Signature::from_bytes([0; 64]);
/// assert_eq!(prepared.finish(&wrong).unwrap_err().code(), Code::IssueSignature);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Prepared {
    claims: ClaimSet,
    key: PublicKey,
    protected: Vec<u8>,
    payload: Vec<u8>,
}

impl Prepared {
    /// Encodes the draft under an issuer name and a public key, and reads it back as a verifier will.
    ///
    /// # Errors
    /// [`IssueError::Claims`] for what readers would refuse; [`IssueError::Unusual`] for what they
    /// would find odd; [`IssueError::Language`]; [`IssueError::BornLater`].
    pub fn new(draft: &Draft, issuer: &str, key: &PublicKey) -> Result<Self, IssueError> {
        let claims = draft.claims(issuer)?;
        let payload = claims.encode();
        let read_back = ClaimSet::decode(&payload)?;
        if let Some(finding) = read_back.findings.first() {
            return Err(IssueError::Unusual(*finding));
        }
        if read_back != claims {
            return Err(IssueError::SelfCheck);
        }
        Ok(Self { claims, key: *key, protected: protected_header(key.kid()), payload })
    }

    /// Refuses what verifiers would refuse under this trust list.
    ///
    /// # Errors
    /// [`IssueError::Key`] when the key is not listed, retired, revoked or suspended, or may not say this;
    /// [`IssueError::Status`] when the status reference is missing or not one it may give.
    pub fn within(self, list: &TrustList) -> Result<Self, IssueError> {
        let unknown = KeyReason::Unknown { kid: self.key.kid() };
        let entry = list.entry(&self.key).ok_or(unknown)?;
        let mut objections = entry.objections(&self.claims);
        objections.sort_by_key(KeyReason::code);
        if let Some(objection) = objections.first() {
            return Err((*objection).into());
        }
        if entry.state() == KeyState::Retired {
            return Err(IssueError::Retired);
        }
        match list.status_reference(&self.claims, entry) {
            Ok(_) => Ok(self),
            Err(_) => Err(IssueError::Status),
        }
    }

    /// The bytes to be signed with Ed25519 (RFC 8032), not hashed beforehand.
    pub fn to_be_signed(&self) -> Vec<u8> {
        to_be_signed(&self.protected, &self.payload)
    }

    /// Puts the signature in. It is verified before anything is returned, and the finished text is read back.
    ///
    /// # Errors
    /// [`IssueError::Signature`] when it does not verify. [`IssueError::Envelope`], [`IssueError::Cose`] and
    /// [`IssueError::SelfCheck`] are not expected: with every field at its limit a text has less than 3,500 of the
    /// 4,296 characters of a symbol.
    pub fn finish(&self, signature: &Signature) -> Result<QrText, IssueError> {
        if !self.key.verifies(&self.to_be_signed(), signature) {
            return Err(KeyError::Signature.into());
        }
        self.put_together(signature)
    }

    /// The text, read back: every part of it must be there again.
    pub(super) fn put_together(&self, signature: &Signature) -> Result<QrText, IssueError> {
        let message = message_bytes(&self.protected, &self.payload, signature)?;
        let text = seal(&message)?;
        let read_back = Sign1::parse(&open(&text)?.message)?;
        let parts = (read_back.protected(), read_back.payload(), &read_back.signature);
        if parts != (&self.protected[..], &self.payload[..], signature) {
            return Err(IssueError::SelfCheck);
        }
        let digest = CredentialDigest::of(&self.key.thumbprint(), &self.payload);
        Ok(QrText { text, message, digest })
    }
}

impl core::fmt::Debug for Prepared {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Prepared")
    }
}

/// An issued text, ready for a QR symbol. It holds personal data: `Debug` shows its length only.
#[derive(Clone, PartialEq, Eq)]
pub struct QrText {
    text: String,
    message: Vec<u8>,
    digest: CredentialDigest,
}

impl QrText {
    /// The text, `KP1:` and Base45.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The signed message inside, before compression and Base45.
    pub fn message(&self) -> &[u8] {
        &self.message
    }

    /// The digest by which a trust list can deny this one credential: to be kept by the issuer.
    pub const fn digest(&self) -> CredentialDigest {
        self.digest
    }

    /// The same signed message in the bare Claim 169 envelope, for readers of other makers (§1.4).
    ///
    /// # Errors
    /// [`IssueError::Envelope`] when it does not fit into a QR symbol, which is not expected either.
    pub fn to_bare_claim169(&self) -> Result<String, IssueError> {
        Ok(seal_bare(&self.message)?)
    }
}

impl core::ops::Deref for QrText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl core::fmt::Display for QrText {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(&self.text)
    }
}

impl core::fmt::Debug for QrText {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "QrText({} characters)", self.text.len())
    }
}
