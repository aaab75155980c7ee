//! The private claim -84817: reading and writing (§3.4).

use super::entitlement::Entitlement;
use super::error::ClaimsError;
use super::finding::Finding;
use super::identity::{Guardian, Identity};
use super::status::StatusReference;
use crate::cbor::{Data, FieldError, Fields, Integer, Place, int, map, text, within};
use crate::limits::{ADDRESS_CHARS, ENTITLEMENTS, ID_CHARS, NAME_CHARS};
use crate::registry::cwt;
use crate::registry::kp as key;
use crate::registry::kp::{Assurance, IdKind, Relation};
use crate::text::{Address, Name};
use ciborium::Value;
use std::borrow::Cow;

/// What the private claim adds to a credential.
#[derive(Clone, Default)]
pub(super) struct KpMap<'a> {
    pub(super) serial: Option<&'a str>,
    pub(super) person: PersonParts<'a>,
    pub(super) entitlements: Cow<'a, [Entitlement]>,
    pub(super) status: Option<StatusReference>,
    pub(super) assurance: Option<Assurance>,
}

/// What the private claim adds to the person.
#[derive(Clone, Default)]
pub(super) struct PersonParts<'a> {
    pub(super) id_kind: Option<IdKind>,
    pub(super) relation: Option<Relation>,
    pub(super) second_guardian: Option<&'a str>,
    pub(super) second_address: Option<&'a str>,
}

impl<'a> PersonParts<'a> {
    pub(super) fn of(person: &'a Identity) -> Self {
        let kind = person.number().map(|number| number.kind());
        let guardian = person.guardian();
        let second = guardian.and_then(Guardian::second_name);
        Self {
            id_kind: kind.filter(|kind| *kind != IdKind::Cnic),
            relation: guardian.and_then(Guardian::relation),
            second_guardian: second.map(Name::as_signed_str),
            second_address: person.second_address().map(Address::as_signed_str),
        }
    }

    /// The first field that says something of a person.
    fn first_key(&self) -> Option<i64> {
        let keys = [
            (key::ID_KIND, self.id_kind.is_some()),
            (key::RELATION, self.relation.is_some()),
            (key::SECOND_GUARDIAN, self.second_guardian.is_some()),
            (key::SECOND_ADDRESS, self.second_address.is_some()),
        ];
        keys.iter().find(|(_, there)| *there).map(|(key, _)| *key)
    }
}

impl<'a> KpMap<'a> {
    /// The claim, or nothing when there is nothing to say.
    pub(super) fn write(&self) -> Option<Value> {
        let entitlements = self.entitlements.iter().map(Entitlement::write).collect();
        let status = self.status.map(|status| Value::Array(vec![int(status.list), int(status.index)]));
        let value = map([
            (key::SERIAL, self.serial.map(text)),
            (key::ID_KIND, self.person.id_kind.map(|kind| int(kind.number()))),
            (key::RELATION, self.person.relation.map(|relation| int(relation.number()))),
            (key::SECOND_GUARDIAN, self.person.second_guardian.map(text)),
            (key::SECOND_ADDRESS, self.person.second_address.map(text)),
            (key::ENTITLEMENTS, (!self.entitlements.is_empty()).then_some(Value::Array(entitlements))),
            (key::STATUS, status),
            (key::ASSURANCE, self.assurance.map(|assurance| int(assurance.number()))),
        ]);
        (value != Value::Map(Vec::new())).then_some(value)
    }

    pub(super) fn read(value: Data<'a>, findings: &mut Vec<Finding>) -> Result<Self, ClaimsError> {
        let mut fields = Fields::open("kp", value, Place { part: "claims", key: cwt::KP })?;
        if fields.uint(key::REVISION)?.unwrap_or(0) > key::CURRENT_REVISION {
            return Err(ClaimsError::Version { place: fields.place(key::REVISION) });
        }
        let read = Self {
            serial: fields.text(key::SERIAL, ID_CHARS)?,
            person: PersonParts {
                id_kind: fields.choice(key::ID_KIND, IdKind::from_number)?,
                relation: fields.choice(key::RELATION, Relation::from_number)?,
                second_guardian: fields.text(key::SECOND_GUARDIAN, NAME_CHARS)?,
                second_address: fields.text(key::SECOND_ADDRESS, ADDRESS_CHARS)?,
            },
            entitlements: read_entitlements(&mut fields, findings)?.into(),
            status: read_status(&mut fields)?,
            assurance: fields.choice(key::ASSURANCE, Assurance::from_number)?,
        };
        Finding::leftover(&fields, findings);
        Ok(read)
    }

    /// Facts of a person without a person have nobody to belong to.
    pub(super) fn without_person(&self) -> Result<(), FieldError> {
        match self.person.first_key() {
            Some(key) => Err(FieldError::Value { place: Place { part: "kp", key } }),
            None => Ok(()),
        }
    }
}

fn read_entitlements(
    fields: &mut Fields<'_>,
    findings: &mut Vec<Finding>,
) -> Result<Vec<Entitlement>, ClaimsError> {
    let place = fields.place(key::ENTITLEMENTS);
    let Some(items) = fields.array(key::ENTITLEMENTS)? else { return Ok(Vec::new()) };
    within(1..=ENTITLEMENTS, items.len(), place)?;
    items.map(|item| Entitlement::read(item, place, findings)).collect()
}

fn read_status(fields: &mut Fields<'_>) -> Result<Option<StatusReference>, FieldError> {
    let place = fields.place(key::STATUS);
    let Some(items) = fields.array(key::STATUS)? else { return Ok(None) };
    match items.exactly() {
        Some([Data::Int(list), Data::Int(index)]) => {
            // Out of range is for the check of the key to refuse, so that it says so.
            let number = |value: Integer| value.try_into().unwrap_or(u64::MAX);
            Ok(Some(StatusReference { list: number(list), index: number(index) }))
        }
        Some(_) => Err(FieldError::Type { place }),
        None => Err(FieldError::Length { place, found: items.len(), limit: 2 }),
    }
}
