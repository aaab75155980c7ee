//! The first step: a text becomes a message with a signature. Nothing is believed yet.

use super::reason::Reason;
use super::rejection::Rejection;
use crate::cbor::{Data, Tree};
use crate::code::Class;
use crate::cose::{Kid, Sign1};
use crate::envelope::{Envelope, EnvelopeError, Opened, damage, open, repair};

/// A message of the right form whose signature nobody has looked at.
///
/// It shows no claims. [`SignedCredential::authenticate`] takes it to the next stage; for looking
/// inside without believing there is [`untrusted`](crate::untrusted).
///
/// A stage cannot be made from a weaker one, by hand or by default:
///
/// ```compile_fail,E0277
/// let signed = khyber_pass::SignedCredential::parse("KP1:")?;
/// let card: khyber_pass::VerifiedCredential = signed.into();
/// # Ok::<(), khyber_pass::Rejection>(())
/// ```
///
/// ```compile_fail,E0599
/// let signed = khyber_pass::SignedCredential::parse("KP1:")?;
/// signed.identity();
/// # Ok::<(), khyber_pass::Rejection>(())
/// ```
///
/// ```
/// let refused = khyber_pass::SignedCredential::parse("KP1:").unwrap_err();
/// assert_eq!(refused.code().name(), "envelope.body");
/// ```
#[derive(Clone)]
pub struct SignedCredential {
    pub(super) message: Sign1,
    envelope: Envelope,
    repaired: bool,
}

impl SignedCredential {
    /// Reads a text as a camera gave it (§1, §2).
    ///
    /// # Errors
    /// A [`Rejection`] of class `Unreadable`; `NotTrusted` for a foreign algorithm; `WrongPurpose` for a
    /// text of this family that is no credential.
    pub fn parse(text: &str) -> Result<Self, Rejection> {
        Self::parse_and(text, |signed, _| Ok(signed))
    }

    /// The same, and goes on with what the payload was read as, so that nobody reads it twice.
    pub(super) fn parse_and<T>(
        text: &str,
        then: impl FnOnce(Self, Data<'_>) -> Result<T, Rejection>,
    ) -> Result<T, Rejection> {
        let scanned = open(text);
        let refused = match Self::read(&scanned, false) {
            Ok((signed, payload)) => return then(signed, payload.root()),
            Err(refused) => refused,
        };
        let repaired = repair(text).filter(|_| refused.class() == Class::Unreadable);
        let repaired = repaired.map(|repaired| open(&repaired));
        match repaired.as_ref().map(|repaired| Self::read(repaired, true)) {
            Some(Ok((signed, payload))) => then(signed, payload.root()),
            _ => Err(damage(text, refused.code()).map_or(refused, |damage| Reason::from(damage).into())),
        }
    }

    /// The key identifier: a hint for finding a listed key.
    pub const fn kid(&self) -> Kid {
        self.message.kid
    }

    /// What carried the message.
    pub const fn envelope(&self) -> Envelope {
        self.envelope
    }

    /// Were spaces put back that a camera application had written as `%20` (§1.7)?
    pub const fn is_repaired(&self) -> bool {
        self.repaired
    }

    /// The payload as received, for the runner of test vectors.
    #[cfg(feature = "vectors")]
    pub(crate) fn payload(&self) -> &[u8] {
        self.message.payload()
    }

    fn read(opened: &Result<Opened, EnvelopeError>, repaired: bool) -> Result<(Self, Tree<'_>), Rejection> {
        let Opened { message, envelope } = opened.as_ref().map_err(|error| Reason::from(*error))?;
        let (message, payload) = Sign1::read(message, None).map_err(Reason::from)?;
        Ok((Self { message, envelope: *envelope, repaired }, payload))
    }
}

impl core::fmt::Debug for SignedCredential {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("SignedCredential")
    }
}
