//! One key of a trust list: for whom, for what, when, in which state (§5.4 to §5.6).

use super::error::TrustError;
use super::fields::{read_key, required_time, required_uint};
use super::reason::KeyReason;
use super::scope::{Scopes, read_ranges, write_ranges};
use super::state::{KeyState, Usage};
use crate::cbor::{Data, FieldError, Fields, Place, int, map, text};
use crate::claims::ClaimSet;
use crate::cose::PublicKey;
use crate::limits::{CBOR_ENTRIES, CREDENTIAL_LIFE_SECONDS, ISS_BYTES};
use crate::registry::services::ServiceCode;
use crate::registry::trust as key;
use crate::time::{Timestamp, Validity};
use ciborium::Value;

/// A listed key and the bounds of what it may attest.
///
/// ```
/// # use khyber_pass::*;
/// # let health = SigningKey::from_seed(&[3; 32]).public_key(); // a TEST key
/// # let quarter = Validity::days_from(Timestamp::new(1_767_225_600)?, 90)?;
/// # let verify_until = Timestamp::new(1_924_905_600)?;
/// let entry = ListEntry::new(health, "PK-KP/HEALTH", quarter, verify_until)?
///     .with_scopes(Scopes::none().with(ServiceCode::IDENTITY).with(ServiceCode::SEHAT_CARD))
///     .with_longest_lifetime_days(1_826)?;
/// assert!(entry.scopes().allow(ServiceCode::SEHAT_CARD));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListEntry {
    key: PublicKey,
    issuer: String,
    scopes: Scopes,
    window: (Timestamp, Timestamp),
    verify_until: Timestamp,
    state: KeyState,
    longest_lifetime: i64,
    status_lists: Vec<(u16, u16)>,
    name: Option<String>,
    usage: Usage,
}

impl ListEntry {
    /// An active key that signs credentials under `issuer`, inside `window` (from its first second
    /// until before its last). What it signed is accepted until `verify_until`. It has no scope yet,
    /// and may grant lifetimes up to one year.
    ///
    /// # Errors
    /// [`TrustError::Field`] for an issuer that is not of 1 to 32 bytes; [`TrustError::Window`]
    /// when `verify_until` is before the end of the window.
    pub fn new(
        key: PublicKey,
        issuer: &str,
        window: Validity,
        verify_until: Timestamp,
    ) -> Result<Self, TrustError> {
        let entry = Self {
            key,
            issuer: issuer.to_owned(),
            scopes: Scopes::none(),
            window: (window.issued_at(), window.expires_at()),
            verify_until,
            state: KeyState::Active,
            longest_lifetime: ONE_YEAR,
            status_lists: Vec::new(),
            name: None,
            usage: Usage::CREDENTIAL,
        };
        entry.check()?;
        Ok(entry)
    }

    /// Sets the scopes.
    pub fn with_scopes(self, scopes: Scopes) -> Self {
        Self { scopes, ..self }
    }

    /// Sets the state.
    pub fn with_state(self, state: KeyState) -> Self {
        Self { state, ..self }
    }

    /// Sets the longest lifetime a credential may have, in days of 86,400 seconds.
    ///
    /// # Errors
    /// [`TrustError::Field`] unless it is 1 day to 20 years of 365 days.
    pub fn with_longest_lifetime_days(self, days: u32) -> Result<Self, TrustError> {
        let entry = Self { longest_lifetime: i64::from(days).saturating_mul(86_400), ..self };
        entry.check()?;
        Ok(entry)
    }

    /// Sets the longest lifetime a credential may have, in seconds.
    ///
    /// # Errors
    /// [`TrustError::Field`] unless it is 1 second to 20 years of 365 days.
    pub fn with_longest_lifetime_seconds(self, seconds: u32) -> Result<Self, TrustError> {
        let entry = Self { longest_lifetime: i64::from(seconds), ..self };
        entry.check()?;
        Ok(entry)
    }

    /// Adds the status lists from `first` to `last`. A key with status lists must give every
    /// credential a reference into one of them.
    ///
    /// # Errors
    /// [`TrustError::Field`] when `last` is before `first`, or for more than 256 ranges.
    pub fn with_status_lists(mut self, first: u16, last: u16) -> Result<Self, TrustError> {
        if last < first {
            let place = Place { part: "entry", key: key::ENTRY_STATUS_LISTS };
            return Err(FieldError::Value { place }.into());
        }
        self.status_lists.push((first, last));
        self.check()?;
        Ok(self)
    }

    /// Sets the name shown to officers: 1 to 64 characters.
    ///
    /// # Errors
    /// [`TrustError::Field`] for another length.
    pub fn with_name(self, name: &str) -> Result<Self, TrustError> {
        let entry = Self { name: Some(name.to_owned()), ..self };
        entry.check()?;
        Ok(entry)
    }

    /// Sets the usage.
    pub fn with_usage(self, usage: Usage) -> Self {
        Self { usage, ..self }
    }

    /// The key.
    pub const fn key(&self) -> &PublicKey {
        &self.key
    }

    /// Under which name it signs.
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// The services it may assert.
    pub const fn scopes(&self) -> &Scopes {
        &self.scopes
    }

    /// The first second in which it may sign, and the first in which it may no longer.
    pub const fn window(&self) -> (Timestamp, Timestamp) {
        self.window
    }

    /// Until when what it signed may be accepted.
    pub const fn verify_until(&self) -> Timestamp {
        self.verify_until
    }

    /// The longest lifetime a credential may have, in seconds.
    pub const fn longest_lifetime_seconds(&self) -> i64 {
        self.longest_lifetime
    }

    /// The status lists it may point to, as ranges with both ends.
    pub fn status_lists(&self) -> &[(u16, u16)] {
        &self.status_lists
    }

    /// Its state.
    pub const fn state(&self) -> KeyState {
        self.state
    }

    /// The display name, if it has one of its own.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The name shown to officers: the display name, or the issuer.
    pub fn display_name(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.issuer)
    }

    /// What it signs.
    pub const fn usage(&self) -> Usage {
        self.usage
    }

    pub(crate) fn may_use_status_list(&self, list: u64) -> bool {
        u16::try_from(list)
            .is_ok_and(|list| self.status_lists.iter().any(|(first, last)| (*first..=*last).contains(&list)))
    }

    pub(crate) fn requires_status(&self) -> bool {
        !self.status_lists.is_empty()
    }

    /// May this key, as it is listed, vouch for the status of credentials on `list`, in a document of
    /// these dates (§8.3)? A stolen key may not, whatever date it writes.
    pub(crate) fn may_attest_status(&self, usage: Usage, list: u16, dates: (Timestamp, Timestamp)) -> bool {
        self.state != KeyState::Suspended && self.could_attest_status(usage, list, dates)
    }

    /// The same, or will it perhaps again, when it is no longer suspended (§8.4)?
    pub(crate) fn could_attest_status(&self, usage: Usage, list: u16, dates: (Timestamp, Timestamp)) -> bool {
        let ((from, until), (issued_at, last)) = (self.window, dates);
        self.usage.includes(usage)
            && !self.usage.includes(Usage::SPECIMEN)
            && matches!(self.state, KeyState::Active | KeyState::Retired | KeyState::Suspended)
            && self.may_use_status_list(list.into())
            && (from <= issued_at && issued_at < until)
            && last <= self.verify_until
    }

    /// Everything in which `claims` go beyond this entry (§5.5). Both doors ask: the issuer
    /// before signing, the verifier after.
    pub(crate) fn objections(&self, claims: &ClaimSet) -> Vec<KeyReason> {
        let validity = claims.validity;
        let (issued_at, (from, until)) = (validity.issued_at(), self.window);
        let outside = |service: &ServiceCode| !self.scopes.allow(*service);
        let scope = claims.asserted().find(outside).map(|service| KeyReason::Scope { service });
        let found = validity.lifetime_seconds();
        let most = self.longest_lifetime;
        let rules = [
            self.usage.includes(Usage::SPECIMEN).then_some(KeyReason::Specimen),
            (claims.issuer != self.issuer).then_some(KeyReason::Issuer),
            (!self.usage.includes(Usage::CREDENTIAL)).then_some(KeyReason::Usage),
            scope,
            (issued_at < from || issued_at >= until).then_some(KeyReason::Window { issued_at, from, until }),
            (found > most).then_some(KeyReason::Lifetime { found, most }),
            (validity.expires_at() > self.verify_until)
                .then_some(KeyReason::BeyondVerifyUntil { verify_until: self.verify_until }),
        ];
        rules.into_iter().flatten().chain(self.state_objection(issued_at)).collect()
    }

    fn state_objection(&self, issued_at: Timestamp) -> Option<KeyReason> {
        match self.state {
            KeyState::Active | KeyState::Retired => None,
            KeyState::Revoked => Some(KeyReason::Revoked),
            KeyState::RevokedSince(since) if issued_at >= since => Some(KeyReason::Revoked),
            KeyState::RevokedSince(since) => Some(KeyReason::BeforeCompromise { since }),
            KeyState::Suspended => Some(KeyReason::Suspended),
        }
    }

    pub(super) fn write(&self) -> Value {
        let (state, since) = self.state.numbers();
        let second = |time: Timestamp| int(time.seconds());
        let lists = self.requires_status().then(|| write_ranges(&self.status_lists));
        map([
            (key::ENTRY_KEY, Some(Value::Bytes(self.key.as_bytes().to_vec()))),
            (key::ENTRY_ISS, Some(text(&self.issuer))),
            (key::ENTRY_SCOPES, Some(self.scopes.write())),
            (key::ENTRY_NOT_BEFORE, Some(second(self.window.0))),
            (key::ENTRY_NOT_AFTER, Some(second(self.window.1))),
            (key::ENTRY_VERIFY_UNTIL, Some(second(self.verify_until))),
            (key::ENTRY_STATE, Some(int(state))),
            (key::ENTRY_SINCE, since.map(second)),
            (key::ENTRY_MAX_LIFETIME, Some(int(self.longest_lifetime))),
            (key::ENTRY_STATUS_LISTS, lists),
            (key::ENTRY_NAME, self.name.as_deref().map(text)),
            (key::ENTRY_USAGE, (self.usage != Usage::CREDENTIAL).then(|| int(self.usage.bits()))),
        ])
    }

    pub(super) fn read(value: Data<'_>, place: Place) -> Result<Self, TrustError> {
        let mut fields = Fields::open("entry", value, place)?;
        let key_place = fields.place(key::ENTRY_KEY);
        let public_key = read_key(fields.require(key::ENTRY_KEY)?, key_place)?;
        let issuer = fields.text(key::ENTRY_ISS, ISS_BYTES)?;
        let issuer = issuer.ok_or(FieldError::Missing { place: fields.place(key::ENTRY_ISS) })?;
        let scopes = fields.array(key::ENTRY_SCOPES)?;
        let scopes = scopes.ok_or(FieldError::Missing { place: fields.place(key::ENTRY_SCOPES) })?;
        let scopes = Scopes::read(scopes, fields.place(key::ENTRY_SCOPES))?;
        let window = (
            required_time(&mut fields, key::ENTRY_NOT_BEFORE)?,
            required_time(&mut fields, key::ENTRY_NOT_AFTER)?,
        );
        let verify_until = required_time(&mut fields, key::ENTRY_VERIFY_UNTIL)?;
        let state = KeyState::read(&mut fields)?;
        let place = fields.place(key::ENTRY_MAX_LIFETIME);
        let longest_lifetime = i64::try_from(required_uint(&mut fields, key::ENTRY_MAX_LIFETIME)?)
            .map_err(|_| FieldError::Value { place })?;
        let lists = fields.array(key::ENTRY_STATUS_LISTS)?.unwrap_or_default();
        let entry = Self {
            key: public_key,
            issuer: issuer.to_owned(),
            scopes,
            window,
            verify_until,
            state,
            longest_lifetime,
            status_lists: read_ranges(lists, fields.place(key::ENTRY_STATUS_LISTS))?,
            name: fields.text(key::ENTRY_NAME, NAME_CHARS)?.map(str::to_owned),
            usage: fields.choice(key::ENTRY_USAGE, Usage::from_bits)?.unwrap_or(Usage::CREDENTIAL),
        };
        fields.close()?;
        entry.check()?;
        Ok(entry)
    }

    pub(super) fn check(&self) -> Result<(), TrustError> {
        let wrong = |key| Err(FieldError::Value { place: Place { part: "entry", key } }.into());
        let name_chars = self.name.as_ref().map_or(1, |name| name.chars().count());
        if !(1..=ISS_BYTES).contains(&self.issuer.len()) {
            wrong(key::ENTRY_ISS)
        } else if !(1..=NAME_CHARS).contains(&name_chars) {
            wrong(key::ENTRY_NAME)
        } else if !(1..=CREDENTIAL_LIFE_SECONDS).contains(&self.longest_lifetime) {
            wrong(key::ENTRY_MAX_LIFETIME)
        } else if self.status_lists.len() > CBOR_ENTRIES {
            wrong(key::ENTRY_STATUS_LISTS)
        } else if self.scopes.len() > CBOR_ENTRIES {
            wrong(key::ENTRY_SCOPES)
        } else if self.window.0 >= self.window.1 || self.window.1 > self.verify_until {
            Err(TrustError::Window)
        } else {
            Ok(())
        }
    }
}

const ONE_YEAR: i64 = 365 * 86_400;
/// Longest display name, in characters (§5.4).
const NAME_CHARS: usize = 64;
