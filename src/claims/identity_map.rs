//! The identity map, claim 169: reading and writing (§3.3).

use super::date::BirthDate;
use super::error::ClaimsError;
use super::face::Face;
use super::finding::Finding;
use super::identity::{Guardian, Identity};
use super::kp::PersonParts;
use super::number::IdNumber;
use super::place::{Country, Location, Phone};
use crate::cbor::{Data, FieldError, Fields, Place, as_uint, int, map, text};
use crate::limits::{
    ADDRESS_CHARS, EMAIL_CHARS, FACE_BYTES, ID_CHARS, LOCATION_CHARS, NAME_CHARS, PHONE_CHARS,
};
use crate::registry::claim169 as key;
use crate::registry::claim169::{Gender, PictureFormat};
use crate::registry::cwt;
use crate::registry::kp as kp_key;
use crate::registry::kp::IdKind;
use crate::text::{Address, Language, Name, Oddity};
use ciborium::Value;

pub(super) fn write(person: &Identity) -> Value {
    let name = |name: Option<&Name>| name.map(|name| text(name.as_signed_str()));
    let code = |code: Option<&str>| code.map(text);
    let guardian = person.guardian().and_then(Guardian::name);
    let second_language = person.second_name().map(|name| text(name.language().as_str()));
    map([
        (key::ID, code(person.number().map(IdNumber::as_signed_str))),
        (key::VERSION, Some(text(key::PROFILE))),
        (key::LANGUAGE, Some(text(person.full_name().language().as_str()))),
        (key::FULL_NAME, name(Some(person.full_name()))),
        (key::BIRTH_DATE, person.birth_date().map(|date| text(&date.to_signed()))),
        (key::GENDER, person.gender().map(|gender| int(gender.number()))),
        (key::ADDRESS, person.address().map(|address| text(address.as_signed_str()))),
        (key::PHONE, code(person.phone().map(Phone::as_str))),
        (key::NATIONALITY, code(person.nationality().map(Country::as_str))),
        (key::GUARDIAN, name(guardian)),
        (key::SECOND_NAME, name(person.second_name())),
        (key::SECOND_LANGUAGE, second_language),
        (key::LOCATION, code(person.location().map(Location::as_str))),
        (key::LEGAL_STATUS, code(person.legal_status.as_deref())),
        (key::COUNTRY, code(person.country().map(Country::as_str))),
        (key::FACE, person.face().map(write_face)),
    ])
}

pub(super) fn read(
    value: Data<'_>,
    parts: PersonParts<'_>,
    findings: &mut Vec<Finding>,
) -> Result<Identity, ClaimsError> {
    let claim = Place { part: "claims", key: cwt::IDENTITY_DATA };
    let mut fields = Fields::open("identity", value, claim)?;
    profile(&mut fields)?;
    unwritten(&mut fields)?;
    let language =
        |fields: &mut Fields<'_>, key| fields.choice_text(key, 3, |text| Language::parse(text).ok());
    let first = language(&mut fields, key::LANGUAGE)?.unwrap_or(Language::UNDETERMINED);
    let second = language(&mut fields, key::SECOND_LANGUAGE)?.unwrap_or(Language::UNDETERMINED);
    let mut texts = Texts { findings, first, second };
    let full_name = texts.name(&mut fields, key::FULL_NAME)?.ok_or(ClaimsError::NameMissing)?;
    let guardian_name = texts.name(&mut fields, key::GUARDIAN)?;
    let second_guardian = texts.second_name(parts.second_guardian, kp_key::SECOND_GUARDIAN)?;
    let has_guardian = parts.relation.is_some() || guardian_name.is_some() || second_guardian.is_some();
    let number = |text: &str| IdNumber::as_signed(parts.id_kind.unwrap_or(IdKind::Cnic), text.to_owned());
    let country = |text: &str| Country::as_signed(text.to_owned());
    let person = Identity {
        full_name,
        second_name: texts.other_name(&mut fields, key::SECOND_NAME)?,
        number: fields.choice_text(key::ID, ID_CHARS, number)?,
        birth_date: fields.choice_text(key::BIRTH_DATE, 8, BirthDate::as_signed)?,
        gender: fields.choice(key::GENDER, Gender::from_number)?,
        guardian: has_guardian.then_some(Guardian {
            relation: parts.relation,
            name: guardian_name,
            second_name: second_guardian,
        }),
        location: fields
            .choice_text(key::LOCATION, LOCATION_CHARS, |text| Location::as_signed(text.to_owned()))?,
        nationality: fields.choice_text(key::NATIONALITY, 2, country)?,
        country: fields.choice_text(key::COUNTRY, 2, country)?,
        legal_status: fields.text(key::LEGAL_STATUS, LOCATION_CHARS)?.map(str::to_owned),
        address: texts.address(&mut fields, key::ADDRESS)?,
        second_address: texts.second_address(parts.second_address, kp_key::SECOND_ADDRESS)?,
        phone: fields.choice_text(key::PHONE, PHONE_CHARS, |text| Phone::as_signed(text.to_owned()))?,
        face: read_face(&mut fields, texts.findings)?,
    };
    Finding::leftover(&fields, texts.findings);
    Ok(person)
}

fn profile(fields: &mut Fields<'_>) -> Result<(), ClaimsError> {
    match fields.text(key::VERSION, NAME_CHARS)? {
        None | Some(key::PROFILE) => Ok(()),
        Some(_) => Err(ClaimsError::Version { place: fields.place(key::VERSION) }),
    }
}

/// Fields that other issuers write and we do not: their form is checked, their content is left alone.
fn unwritten(fields: &mut Fields<'_>) -> Result<(), FieldError> {
    for name in [key::FIRST_NAME, key::MIDDLE_NAME, key::LAST_NAME] {
        fields.text(name, NAME_CHARS)?;
    }
    fields.text(key::EMAIL, EMAIL_CHARS)?;
    fields.uint(key::MARITAL_STATUS)?;
    fields.uint(key::PHOTO_FORMAT)?;
    let place = fields.place(key::PHOTO);
    fields.bytes(key::PHOTO)?.map_or(Ok(()), |photo| picture_size(photo.len(), place))?;
    let place = fields.place(key::BEST_FINGERS);
    let mut fingers = fields.array(key::BEST_FINGERS)?.unwrap_or_default();
    if fingers.len() > 10 {
        return Err(FieldError::Length { place, found: fingers.len(), limit: 10 });
    }
    fingers.try_for_each(|finger| as_uint(finger, place).map(|_| ()))
}

/// Texts of a person, in the person's two languages.
struct Texts<'a> {
    findings: &'a mut Vec<Finding>,
    first: Language,
    second: Language,
}

impl Texts<'_> {
    fn name(&mut self, fields: &mut Fields<'_>, key: i64) -> Result<Option<Name>, FieldError> {
        let text = fields.text(key, NAME_CHARS)?;
        self.signed_name(text, self.first, fields.place(key))
    }

    fn other_name(&mut self, fields: &mut Fields<'_>, key: i64) -> Result<Option<Name>, FieldError> {
        let text = fields.text(key, NAME_CHARS)?;
        self.signed_name(text, self.second, fields.place(key))
    }

    fn second_name(&mut self, text: Option<&str>, key: i64) -> Result<Option<Name>, FieldError> {
        self.signed_name(text, self.second, Place { part: "kp", key })
    }

    fn address(&mut self, fields: &mut Fields<'_>, key: i64) -> Result<Option<Address>, FieldError> {
        let text = fields.text(key, ADDRESS_CHARS)?;
        self.signed_address(text, self.first, fields.place(key))
    }

    fn second_address(&mut self, text: Option<&str>, key: i64) -> Result<Option<Address>, FieldError> {
        self.signed_address(text, self.second, Place { part: "kp", key })
    }

    fn signed_name(
        &mut self,
        text: Option<&str>,
        language: Language,
        place: Place,
    ) -> Result<Option<Name>, FieldError> {
        let read = |text: &str| Name::as_signed(text, language).map_err(|_| FieldError::Value { place });
        let Some((name, oddity)) = text.map(read).transpose()? else { return Ok(None) };
        self.note(oddity, place);
        Ok(Some(name))
    }

    fn signed_address(
        &mut self,
        text: Option<&str>,
        language: Language,
        place: Place,
    ) -> Result<Option<Address>, FieldError> {
        let read = |text: &str| Address::as_signed(text, language).map_err(|_| FieldError::Value { place });
        let Some((address, oddity)) = text.map(read).transpose()? else { return Ok(None) };
        self.note(oddity, place);
        Ok(Some(address))
    }

    fn note(&mut self, oddity: Option<Oddity>, place: Place) {
        self.findings.extend(oddity.map(|oddity| Finding::OddText { place, oddity }));
    }
}

fn write_face(face: &Face) -> Value {
    Value::Array(vec![map([
        (key::BIOMETRIC_DATA, Some(Value::Bytes(face.as_bytes().to_vec()))),
        (key::BIOMETRIC_FORMAT, Some(int(key::FORMAT_IMAGE))),
        (key::BIOMETRIC_SUB_FORMAT, Some(int(face.format().number()))),
    ])])
}

fn read_face(fields: &mut Fields<'_>, findings: &mut Vec<Finding>) -> Result<Option<Face>, FieldError> {
    let place = fields.place(key::FACE);
    let Some(faces) = fields.array(key::FACE)? else { return Ok(None) };
    let [face] = faces.exactly().ok_or(FieldError::Length { place, found: faces.len(), limit: 1 })?;
    let mut face = Fields::open("face", face, place)?;
    let data_place = face.place(key::BIOMETRIC_DATA);
    let data = face.bytes(key::BIOMETRIC_DATA)?.ok_or(FieldError::Missing { place: data_place })?;
    picture_size(data.len(), data_place)?;
    if face.uint(key::BIOMETRIC_FORMAT)?.is_some_and(|format| format != key::FORMAT_IMAGE) {
        return Err(FieldError::Value { place: face.place(key::BIOMETRIC_FORMAT) });
    }
    let place = face.place(key::BIOMETRIC_SUB_FORMAT);
    let format = face.choice(key::BIOMETRIC_SUB_FORMAT, PictureFormat::from_number)?;
    let (read, honest) = Face::as_signed(format.ok_or(FieldError::Missing { place })?, data.to_vec());
    if !honest {
        findings.push(Finding::PictureFormat { place });
    }
    Finding::leftover(&face, findings);
    Ok(Some(read))
}

fn picture_size(found: usize, place: Place) -> Result<(), FieldError> {
    let fits = (1..=FACE_BYTES).contains(&found);
    fits.then_some(()).ok_or(FieldError::Length { place, found, limit: FACE_BYTES })
}
