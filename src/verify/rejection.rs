//! A refusal, with everything an officer and a program need to go on.

use super::authentic::AuthenticCredential;
use super::reason::Reason;
use crate::code::{Class, Code, Hint};
use crate::text::SafeText;

/// Why a credential was not accepted.
///
/// It always has one primary code; the others are listed. Its texts never quote the credential.
pub struct Rejection(Box<Refused>);

struct Refused {
    reason: Reason,
    others: Vec<Reason>,
    tolerated: Vec<Reason>,
    caveats: Vec<Code>,
    authentic: Option<AuthenticCredential>,
}

/// What may be shown of a credential that is genuine and yet not accepted.
#[derive(Clone)]
pub struct Minimum<'a> {
    authentic: &'a AuthenticCredential,
}

impl Rejection {
    /// From at least one reason; the first by precedence speaks.
    pub(super) fn of(mut reasons: Vec<Reason>) -> Self {
        reasons.sort_by_key(Reason::code);
        let mut reasons = reasons.into_iter();
        // Never empty: every caller refuses for a reason.
        let reason = reasons.next().unwrap_or(Reason::Signature);
        Self(Box::new(Refused {
            reason,
            others: reasons.collect(),
            tolerated: Vec::new(),
            caveats: Vec::new(),
            authentic: None,
        }))
    }

    pub(super) fn with_authentic(mut self, authentic: AuthenticCredential) -> Self {
        self.0.authentic = Some(authentic);
        self
    }

    /// Adds a caveat that was known before anything was decided.
    pub(super) fn with_caveat(mut self, caveat: Code, holds: bool) -> Self {
        self.0.caveats.extend(holds.then_some(caveat));
        self
    }

    pub(super) fn with_notes(mut self, tolerated: Vec<Reason>, caveats: Vec<Code>) -> Self {
        (self.0.tolerated, self.0.caveats) = (tolerated, caveats);
        self
    }

    /// The reason that speaks.
    pub fn reason(&self) -> &Reason {
        &self.0.reason
    }

    /// Everything else that was found.
    pub fn other_reasons(&self) -> &[Reason] {
        &self.0.others
    }

    /// What the profile of the desk would have accepted, had there been nothing else.
    pub fn tolerated(&self) -> &[Reason] {
        &self.0.tolerated
    }

    /// What else an officer should know: codes of class `Trusted`, in order.
    pub fn caveats(&self) -> &[Code] {
        &self.0.caveats
    }

    /// The stable code of the reason.
    pub fn code(&self) -> Code {
        self.0.reason.code()
    }

    /// What the refusal means.
    pub fn class(&self) -> Class {
        self.code().class()
    }

    /// What can be done.
    pub fn hint(&self) -> Hint {
        self.code().hint()
    }

    /// The credential, if its signature, key and scope were in order.
    pub fn authentic(&self) -> Option<&AuthenticCredential> {
        self.0.authentic.as_ref()
    }

    /// The name and the issuer, of a genuine credential that came to the wrong desk or cannot
    /// be decided here. `None` for everything that is not to be trusted.
    pub fn minimum(&self) -> Option<Minimum<'_>> {
        let shown = matches!(self.class(), Class::WrongPurpose | Class::Undecided);
        self.authentic().filter(|_| shown).map(|authentic| Minimum { authentic })
    }
}

impl Minimum<'_> {
    /// The full name, if the credential has one.
    pub fn full_name(&self) -> Option<SafeText<'_>> {
        Some(self.authentic.claims.identity.as_ref()?.full_name().display())
    }

    /// The issuer, as the trust list names it to officers.
    pub fn issuer(&self) -> &str {
        self.authentic.issuer()
    }
}

impl From<Reason> for Rejection {
    fn from(reason: Reason) -> Self {
        Self::of(vec![reason])
    }
}

impl core::fmt::Display for Rejection {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{}", self.0.reason)
    }
}

impl core::fmt::Debug for Rejection {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Rejection").field("reason", &self.0.reason).field("others", &self.0.others).finish()
    }
}

impl core::error::Error for Rejection {}

#[cfg(feature = "serde")]
impl serde::Serialize for Rejection {
    /// Class, code, hint, sentence and all codes; nothing of the person.
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let codes: Vec<Code> = self.other_reasons().iter().map(Reason::code).collect();
        let mut refused = serializer.serialize_struct("Rejection", 7)?;
        refused.serialize_field("class", self.class().name())?;
        refused.serialize_field("code", &self.code())?;
        refused.serialize_field("hint", self.hint().name())?;
        refused.serialize_field("message", &self.to_string())?;
        refused.serialize_field("other_codes", &codes)?;
        let tolerated: Vec<Code> = self.tolerated().iter().map(Reason::code).collect();
        refused.serialize_field("tolerated", &tolerated)?;
        refused.serialize_field("caveats", self.caveats())?;
        refused.end()
    }
}

impl core::fmt::Debug for Minimum<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Minimum")
    }
}
