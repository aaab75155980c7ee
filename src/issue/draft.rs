//! What shall be issued: a record from which every variant is derived.

use crate::claims::{ClaimSet, Entitlement, Guardian, Identity, StandardStatus, StatusReference};
use crate::issue::IssueError;
use crate::registry::claim169::Gender;
use crate::registry::kp::Assurance;
use crate::time::{CivilOffset, Validity};

/// A credential that has not been signed: a person, entitlements, or both, and a validity.
///
/// ```
/// # use khyber_pass::text::{Language, Name};
/// # use khyber_pass::*;
/// let person = Identity::new(Name::new("Namuna Khan", Language::ENGLISH)?);
/// let now = Timestamp::new(1_767_225_600)?;
/// let draft = Draft::new(person, Validity::days_from(now, 365)?)
///     .with_entitlement(Entitlement::new(ServiceCode::SEHAT_CARD)?.with_reference("SCP-00000001")?);
/// # let key = SigningKey::from_seed(&[1; 32]);
/// let text = Issuer::new("PK-KP", key)?.issue(&draft)?;
/// assert!(text.starts_with("KP1:"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Draft {
    pub(super) identity: Option<Identity>,
    pub(super) entitlements: Vec<Entitlement>,
    pub(super) validity: Validity,
    pub(super) cti: Option<Vec<u8>>,
    pub(super) serial: Option<String>,
    pub(super) assurance: Option<Assurance>,
    pub(super) status: Option<StatusReference>,
    pub(super) standard_status: Option<StandardStatus>,
}

/// Something a clerk should look at again. It does not stop the issuing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DraftNote {
    /// The last digit of the number is odd for a woman or even for a man: usual, not certain.
    NumberAndGender,
    /// The number looks as if it was typed to fill a form.
    PlaceholderNumber,
}

impl Draft {
    /// A credential for a person.
    pub fn new(person: Identity, validity: Validity) -> Self {
        Self { identity: Some(person), ..Self::empty(validity) }
    }

    /// A credential without a person: the smallest, and the one that discloses least.
    pub fn of_entitlements(entitlements: Vec<Entitlement>, validity: Validity) -> Self {
        Self { entitlements, ..Self::empty(validity) }
    }

    /// Adds an entitlement; at most 16 fit.
    pub fn with_entitlement(mut self, entitlement: Entitlement) -> Self {
        self.entitlements.push(entitlement);
        self
    }

    /// Sets the identifier of the credential (`cti`): 8 to 16 bytes. Usually left out.
    pub fn with_cti(self, cti: Vec<u8>) -> Self {
        Self { cti: Some(cti), ..self }
    }

    /// Sets the serial number of the card: 1 to 20 characters.
    pub fn with_serial(self, serial: &str) -> Self {
        Self { serial: Some(serial.to_owned()), ..self }
    }

    /// Says how well the person was identified.
    pub fn with_assurance(self, assurance: Assurance) -> Self {
        Self { assurance: Some(assurance), ..self }
    }

    /// Points to an entry of a status list, in the compact form.
    pub fn with_status(self, status: StatusReference) -> Self {
        Self { status: Some(status), ..self }
    }

    /// Points to an entry of a status list, in the standard form, about 40 bytes longer. Both forms
    /// together must mean the same entry.
    pub fn with_standard_status(self, status: StandardStatus) -> Self {
        Self { standard_status: Some(status), ..self }
    }

    /// The person.
    pub const fn identity(&self) -> Option<&Identity> {
        self.identity.as_ref()
    }

    /// The entitlements.
    pub fn entitlements(&self) -> &[Entitlement] {
        &self.entitlements
    }

    /// What a clerk should look at again.
    pub fn notes(&self) -> Vec<DraftNote> {
        let Some(person) = &self.identity else { return Vec::new() };
        let Some(number) = person.number() else { return Vec::new() };
        let odd = number.last_digit().map(|digit| digit % 2 == 1);
        let unusual = match person.gender() {
            Some(Gender::Male) => odd == Some(false),
            Some(Gender::Female) => odd == Some(true),
            _ => false,
        };
        let notes = [
            unusual.then_some(DraftNote::NumberAndGender),
            number.looks_like_a_placeholder().then_some(DraftNote::PlaceholderNumber),
        ];
        notes.into_iter().flatten().collect()
    }

    /// The claims of this draft under an issuer.
    pub(super) fn claims(&self, issuer: &str) -> Result<ClaimSet, IssueError> {
        if let Some(person) = &self.identity {
            languages(person)?;
            let day = self.validity.issued_at().day(CivilOffset::PAKISTAN);
            if person.birth_date().is_some_and(|born| born.is_after(day)) {
                return Err(IssueError::BornLater);
            }
        }
        let draft = self.clone();
        Ok(ClaimSet {
            issuer: issuer.to_owned(),
            validity: draft.validity,
            cti: draft.cti,
            identity: draft.identity,
            entitlements: draft.entitlements,
            serial: draft.serial,
            assurance: draft.assurance,
            status: draft.status,
            standard_status: draft.standard_status,
            findings: Vec::new(),
        })
    }

    pub(super) const fn empty(validity: Validity) -> Self {
        Self {
            identity: None,
            entitlements: Vec::new(),
            validity,
            cti: None,
            serial: None,
            assurance: None,
            status: None,
            standard_status: None,
        }
    }
}

impl core::fmt::Debug for Draft {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Draft")
    }
}

/// A credential has two languages; every name and address is in one of them.
fn languages(person: &Identity) -> Result<(), IssueError> {
    let first = Some(person.full_name().language());
    let second = person.second_name().map(|name| name.language());
    let guardian = person.guardian();
    let name = guardian.and_then(Guardian::name).map(|name| name.language());
    let second_name = guardian.and_then(Guardian::second_name).map(|name| name.language());
    let rows = [
        ("guardian's name", name, "full name", first),
        ("guardian's second name", second_name, "second name", second),
        ("address", person.address().map(|address| address.language()), "full name", first),
        ("second address", person.second_address().map(|address| address.language()), "second name", second),
    ];
    match rows.into_iter().find(|(_, found, _, wanted)| found.is_some() && found != wanted) {
        Some((field, _, of, _)) => Err(IssueError::Language { field, of }),
        None => Ok(()),
    }
}
