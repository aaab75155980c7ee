//! The second step: a listed key verifies the signature and may say what is said (§5.5, §5.6).

use super::reason::{Reason, TimeReason};
use super::rejection::Rejection;
use super::signed::SignedCredential;
use crate::claims::{ClaimSet, ClaimsError, StatusReference};
use crate::code::{Class, Code};
use crate::cose::Sign1;
use crate::time::{Clock, Interval, Timestamp};
use crate::trust::{CredentialDigest, KeyReason, ListEntry, TrustList, TrustStore};
use std::sync::Arc;

/// A credential whose signature, key, issuer and scope are in order.
///
/// Whether it is in date, not withdrawn and fit for a purpose is not decided: it shows who
/// issued it and no more. [`AuthenticCredential::verify`] decides.
///
/// ```compile_fail,E0599
/// fn peek(card: khyber_pass::AuthenticCredential) {
///     card.identity();
/// }
/// ```
///
/// ```
/// fn peek(card: khyber_pass::AuthenticCredential) -> String {
///     card.issuer().to_owned()
/// }
/// ```
#[derive(Clone)]
pub struct AuthenticCredential {
    pub(super) claims: ClaimSet,
    pub(super) entry: Arc<ListEntry>,
    message: Sign1,
    pub(super) repaired: bool,
    /// What keeps this device from deciding, found on the way here.
    pub(super) doubts: Vec<Reason>,
}

impl SignedCredential {
    /// Finds the listed key that verifies the signature and asks whether it may say this.
    ///
    /// The clock is needed for one question only: whether a list on which the key is missing is
    /// fresh enough for that to mean something. A [`Verifier`](crate::Verifier) lets the dates of its status lists
    /// speak there too.
    ///
    /// # Errors
    /// A [`Rejection`]: `trust.no-list`; `key.unknown` or `key.unknown-list-old`; `cose.signature`; then, of a credential
    /// with a good signature, `claims.*`, `key.*`, `status.*` or `credential.denied`.
    pub fn authenticate(self, trust: &TrustStore, clock: Clock) -> Result<AuthenticCredential, Rejection> {
        self.authenticate_at(trust, trust.now(clock), ClaimSet::decode)
    }

    pub(super) fn authenticate_at(
        self,
        trust: &TrustStore,
        now: Interval,
        claims: impl FnOnce(&[u8]) -> Result<ClaimSet, ClaimsError>,
    ) -> Result<AuthenticCredential, Rejection> {
        let repaired = self.is_repaired();
        self.find_key(trust, now, claims).map_err(|no| no.with_caveat(Code::EnvelopeRepaired, repaired))
    }

    /// `claims` is asked for what the payload claims once a listed key has signed it, and not before.
    fn find_key(
        self,
        trust: &TrustStore,
        now: Interval,
        claims: impl FnOnce(&[u8]) -> Result<ClaimSet, ClaimsError>,
    ) -> Result<AuthenticCredential, Rejection> {
        let list = trust.list().ok_or(Reason::Time(TimeReason::NoList))?;
        let entry = self.signing_entry(list, trust, now)?;
        let claims = claims(self.message.payload()).map_err(Reason::from)?;
        let repaired = self.is_repaired();
        let message = self.message;
        AuthenticCredential { claims, entry, message, repaired, doubts: Vec::new() }.under(list, true)
    }

    fn signing_entry(
        &self,
        list: &TrustList,
        trust: &TrustStore,
        now: Interval,
    ) -> Result<Arc<ListEntry>, Reason> {
        let kid = self.kid();
        let mut candidates = list.candidates(kid).peekable();
        if candidates.peek().is_none() {
            return Err(unknown(kid, trust.is_fresh(list, now)));
        }
        let signed = |entry: &&Arc<ListEntry>| self.message.is_signed_by(entry.key());
        candidates.find(signed).cloned().ok_or(Reason::Signature)
    }
}

impl AuthenticCredential {
    /// Asks a list whether the key may say this. Both steps ask, because the list may have changed in
    /// between, or be another one.
    pub(super) fn under(self, list: &TrustList, is_fresh: bool) -> Result<Self, Rejection> {
        let key = self.entry.key();
        let Some(entry) = list.entry(key).cloned() else {
            return Err(unknown(key.kid(), is_fresh).into());
        };
        let mut reasons: Vec<Reason> = entry.objections(&self.claims).into_iter().map(Reason::from).collect();
        if list.denies_any() && list.denies(&self.digest()) {
            reasons.push(KeyReason::Denied.into());
        }
        reasons.extend(list.status_reference(&self.claims, &entry).err().map(Reason::from));
        if reasons.iter().any(|reason| reason.code().class() < Class::Undecided) {
            return Err(Rejection::of(reasons));
        }
        Ok(Self { entry, doubts: reasons, ..self })
    }

    /// Where its status stands, if its key gives one.
    pub(super) fn status_reference(&self, list: &TrustList) -> Option<StatusReference> {
        list.status_reference(&self.claims, &self.entry).ok().flatten()
    }

    /// The issuer, as the trust list names it to officers.
    pub fn issuer(&self) -> &str {
        self.entry.display_name()
    }

    /// The listed key that signed it.
    pub fn entry(&self) -> &ListEntry {
        &self.entry
    }

    /// When it was issued.
    pub const fn issued_at(&self) -> Timestamp {
        self.claims.validity.issued_at()
    }

    /// When it expires.
    pub const fn expires_at(&self) -> Timestamp {
        self.claims.validity.expires_at()
    }

    /// The digest by which a trust list can deny this one credential.
    pub fn digest(&self) -> CredentialDigest {
        CredentialDigest::of(&self.entry.key().thumbprint(), self.message.payload())
    }
}

impl core::fmt::Debug for AuthenticCredential {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("AuthenticCredential")
    }
}

fn unknown(kid: crate::cose::Kid, is_fresh: bool) -> Reason {
    if is_fresh { KeyReason::Unknown { kid } } else { KeyReason::UnknownListOld { kid } }.into()
}
