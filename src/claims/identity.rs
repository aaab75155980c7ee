//! A person, as a credential knows one (§3.3).

use super::date::BirthDate;
use super::face::Face;
use super::number::IdNumber;
use super::place::{Country, Location, Phone};
use crate::registry::claim169::Gender;
use crate::registry::kp::Relation;
use crate::text::{Address, Name, SafeText};

/// A person: a full name, and whatever else the purpose needs.
///
/// Names and addresses went through the text rules when they were made ([`Name::new`]); what was
/// read from a credential is kept exactly as it was signed. `Debug` never shows a person.
///
/// ```
/// use khyber_pass::text::{Language, Name};
/// use khyber_pass::{BirthDate, Gender, Guardian, IdKind, IdNumber, Identity, Location, Relation};
/// let person = Identity::new(Name::new("Namuna Khan", Language::ENGLISH)?)
///     .with_second_name(Name::new("نمونہ خان", Language::URDU)?)
///     .with_number(IdNumber::parse(IdKind::Cnic, "10000-0000001-1")?)
///     .with_birth_date(BirthDate::parse("1990-03-15")?)
///     .with_gender(Gender::Male)
///     .with_guardian(Guardian::new(Relation::Father, Name::new("Farzi Khan", Language::ENGLISH)?))
///     .with_location(Location::new("PK-KP-173")?);
/// assert_eq!(person.full_name().to_string(), "Namuna Khan");
/// assert_eq!(format!("{person:?}"), "Identity");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Identity {
    pub(crate) full_name: Name,
    pub(crate) second_name: Option<Name>,
    pub(crate) number: Option<IdNumber>,
    pub(crate) birth_date: Option<BirthDate>,
    pub(crate) gender: Option<Gender>,
    pub(crate) guardian: Option<Guardian>,
    pub(crate) location: Option<Location>,
    pub(crate) nationality: Option<Country>,
    pub(crate) country: Option<Country>,
    pub(crate) legal_status: Option<String>,
    pub(crate) address: Option<Address>,
    pub(crate) second_address: Option<Address>,
    pub(crate) phone: Option<Phone>,
    pub(crate) face: Option<Face>,
}

/// Who stands beside the person on the card: a father, a husband, a mother, a guru.
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Guardian {
    pub(crate) relation: Option<Relation>,
    pub(crate) name: Option<Name>,
    pub(crate) second_name: Option<Name>,
}

impl Identity {
    /// A person of whom only the name is known, usually in Roman letters: that is what other
    /// readers show, and what any officer can compare.
    pub const fn new(full_name: Name) -> Self {
        Self {
            full_name,
            second_name: None,
            number: None,
            birth_date: None,
            gender: None,
            guardian: None,
            location: None,
            nationality: None,
            country: None,
            legal_status: None,
            address: None,
            second_address: None,
            phone: None,
            face: None,
        }
    }

    /// Sets the name in a second language, usually Urdu or Pashto.
    pub fn with_second_name(self, name: Name) -> Self {
        Self { second_name: Some(name), ..self }
    }

    /// Sets the identity number.
    pub fn with_number(self, number: IdNumber) -> Self {
        Self { number: Some(number), ..self }
    }

    /// Sets the date of birth.
    pub fn with_birth_date(self, date: BirthDate) -> Self {
        Self { birth_date: Some(date), ..self }
    }

    /// Sets the gender.
    pub fn with_gender(self, gender: Gender) -> Self {
        Self { gender: Some(gender), ..self }
    }

    /// Sets the guardian.
    pub fn with_guardian(self, guardian: Guardian) -> Self {
        Self { guardian: Some(guardian), ..self }
    }

    /// Sets the location code of the permanent address.
    pub fn with_location(self, location: Location) -> Self {
        Self { location: Some(location), ..self }
    }

    /// Sets the nationality.
    pub fn with_nationality(self, country: Country) -> Self {
        Self { nationality: Some(country), ..self }
    }

    /// Sets the country of issuance.
    pub fn with_country(self, country: Country) -> Self {
        Self { country: Some(country), ..self }
    }

    /// Sets the permanent address, in the language of the full name. Usually left out.
    pub fn with_address(self, address: Address) -> Self {
        Self { address: Some(address), ..self }
    }

    /// Sets the permanent address in the second language. Usually left out.
    pub fn with_second_address(self, address: Address) -> Self {
        Self { second_address: Some(address), ..self }
    }

    /// Sets the telephone number. Usually left out.
    pub fn with_phone(self, phone: Phone) -> Self {
        Self { phone: Some(phone), ..self }
    }

    /// Sets the picture of the face. It makes a code about twice as large.
    pub fn with_face(self, face: Face) -> Self {
        Self { face: Some(face), ..self }
    }

    /// The full name.
    pub const fn full_name(&self) -> &Name {
        &self.full_name
    }

    /// The name in the second language.
    pub const fn second_name(&self) -> Option<&Name> {
        self.second_name.as_ref()
    }

    /// The identity number.
    pub const fn number(&self) -> Option<&IdNumber> {
        self.number.as_ref()
    }

    /// The date of birth.
    pub const fn birth_date(&self) -> Option<BirthDate> {
        self.birth_date
    }

    /// The gender.
    pub const fn gender(&self) -> Option<Gender> {
        self.gender
    }

    /// The guardian.
    pub const fn guardian(&self) -> Option<&Guardian> {
        self.guardian.as_ref()
    }

    /// The location code.
    pub const fn location(&self) -> Option<&Location> {
        self.location.as_ref()
    }

    /// The nationality.
    pub const fn nationality(&self) -> Option<&Country> {
        self.nationality.as_ref()
    }

    /// The country of issuance.
    pub const fn country(&self) -> Option<&Country> {
        self.country.as_ref()
    }

    /// The legal status, which other issuers write for people who are not citizens.
    pub fn legal_status(&self) -> Option<SafeText<'_>> {
        self.legal_status.as_deref().map(SafeText::new)
    }

    /// The address.
    pub const fn address(&self) -> Option<&Address> {
        self.address.as_ref()
    }

    /// The address in the second language.
    pub const fn second_address(&self) -> Option<&Address> {
        self.second_address.as_ref()
    }

    /// The telephone number.
    pub const fn phone(&self) -> Option<&Phone> {
        self.phone.as_ref()
    }

    /// The picture of the face.
    pub const fn face(&self) -> Option<&Face> {
        self.face.as_ref()
    }
}

impl Guardian {
    /// A guardian by name, in the language of the person's full name.
    pub const fn new(relation: Relation, name: Name) -> Self {
        Self { relation: Some(relation), name: Some(name), second_name: None }
    }

    /// Sets the guardian's name in the person's second language.
    pub fn with_second_name(self, name: Name) -> Self {
        Self { second_name: Some(name), ..self }
    }

    /// What the guardian is to the person.
    pub const fn relation(&self) -> Option<Relation> {
        self.relation
    }

    /// The guardian's name.
    pub const fn name(&self) -> Option<&Name> {
        self.name.as_ref()
    }

    /// The guardian's name in the second language.
    pub const fn second_name(&self) -> Option<&Name> {
        self.second_name.as_ref()
    }
}

impl core::fmt::Debug for Identity {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Identity")
    }
}

impl core::fmt::Debug for Guardian {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Guardian")
    }
}
