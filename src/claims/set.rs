//! The claims of a credential as a whole: reading and writing (§3.1, §3.2, §3.8).

use super::entitlement::Entitlement;
use super::error::ClaimsError;
use super::finding::Finding;
use super::identity::Identity;
use super::kp::{KpMap, PersonParts};
use super::status::{StandardStatus, StatusReference};
use super::{identity_map, status};
use crate::cbor::{
    Data, FieldError, Fields, Place, as_text, as_uint, decode, encode, int, map, text, within,
};
use crate::limits::{CTI_BYTES, ISS_BYTES, STATUS_URI_CHARS};
use crate::registry::cose::{
    CRV_ED25519, CRV_P256, KEY_CRV, KEY_KTY, KEY_X, KEY_Y, KTY_EC2, KTY_OKP, PUBLIC_KEY_BYTES,
};
use crate::registry::cwt;
use crate::registry::kp::Assurance;
use crate::registry::services::ServiceCode;
use crate::time::{Timestamp, Validity};
use ciborium::Value;
use std::borrow::Cow;

/// Everything a credential claims.
#[derive(Clone, PartialEq)]
pub(crate) struct ClaimSet {
    pub(crate) issuer: String,
    pub(crate) validity: Validity,
    pub(crate) cti: Option<Vec<u8>>,
    pub(crate) identity: Option<Identity>,
    pub(crate) entitlements: Vec<Entitlement>,
    pub(crate) serial: Option<String>,
    pub(crate) assurance: Option<Assurance>,
    pub(crate) status: Option<StatusReference>,
    pub(crate) standard_status: Option<StandardStatus>,
    pub(crate) findings: Vec<Finding>,
}

impl ClaimSet {
    /// The payload, in deterministic CBOR.
    pub(crate) fn encode(&self) -> Vec<u8> {
        let kp = KpMap {
            serial: self.serial.as_deref(),
            person: self.identity.as_ref().map(PersonParts::of).unwrap_or_default(),
            entitlements: Cow::Borrowed(&self.entitlements),
            status: self.status,
            assurance: self.assurance,
        };
        encode(map([
            (cwt::ISS, Some(text(&self.issuer))),
            (cwt::EXP, Some(int(self.validity.expires_at().seconds()))),
            (cwt::NBF, self.validity.not_before().map(|time| int(time.seconds()))),
            (cwt::IAT, Some(int(self.validity.issued_at().seconds()))),
            (cwt::CTI, self.cti.clone().map(Value::Bytes)),
            (cwt::IDENTITY_DATA, self.identity.as_ref().map(identity_map::write)),
            (cwt::STATUS, self.standard_status.as_ref().map(write_status)),
            (cwt::KP, kp.write()),
        ]))
    }

    /// Reads a payload. Whatever has the wrong form is refused; whatever is unknown is noted.
    pub(crate) fn decode(payload: &[u8]) -> Result<Self, ClaimsError> {
        Self::read(decode(payload).map_err(|_| ClaimsError::Structure)?.root())
    }

    /// The same of a payload that was read already.
    pub(crate) fn read(value: Data<'_>) -> Result<Self, ClaimsError> {
        let place = Place { part: "payload", key: 0 };
        let mut fields = Fields::open("claims", value, place).map_err(|_| ClaimsError::Structure)?;
        let mut findings = Vec::new();
        let issuer = read_issuer(&mut fields)?;
        let validity = read_validity(&mut fields)?;
        let cti = read_cti(&mut fields)?;
        read_holder_key(&mut fields, &mut findings)?;
        let kp = fields.take(cwt::KP).map(|kp| KpMap::read(kp, &mut findings)).transpose()?;
        let kp = kp.unwrap_or_default();
        let identity = match fields.take(cwt::IDENTITY_DATA) {
            Some(value) => Some(identity_map::read(value, kp.person, &mut findings)?),
            None => {
                kp.without_person()?;
                None
            }
        };
        let standard_status = read_status(&mut fields, &mut findings)?;
        if identity.is_none() && kp.entitlements.is_empty() {
            return Err(ClaimsError::Empty);
        }
        Finding::leftover(&fields, &mut findings);
        Ok(Self {
            issuer,
            validity,
            cti,
            identity,
            entitlements: kp.entitlements.into_owned(),
            serial: kp.serial.map(str::to_owned),
            assurance: kp.assurance,
            status: kp.status,
            standard_status,
            findings,
        })
    }

    /// The services this credential asserts, identity among them.
    pub(crate) fn asserted(&self) -> impl Iterator<Item = ServiceCode> {
        let identity = self.identity.as_ref().map(|_| ServiceCode::IDENTITY);
        identity.into_iter().chain(self.entitlements.iter().map(Entitlement::service))
    }
}

pub(super) fn read_issuer(fields: &mut Fields<'_>) -> Result<String, ClaimsError> {
    let place = fields.place(cwt::ISS);
    let issuer = fields.text(cwt::ISS, ISS_BYTES)?.ok_or(ClaimsError::IssuerMissing)?;
    let found = issuer.len();
    let fits = found <= ISS_BYTES;
    fits.then(|| issuer.to_owned()).ok_or(FieldError::Length { place, found, limit: ISS_BYTES }.into())
}

pub(super) fn read_validity(fields: &mut Fields<'_>) -> Result<Validity, ClaimsError> {
    let mut time = |key| {
        let wrong = ClaimsError::Time { place: fields.place(key) };
        let seconds = |value: Data<'_>| value.as_integer().and_then(|seconds| i64::try_from(seconds).ok());
        let time = |value: Data<'_>| seconds(value).and_then(|seconds| Timestamp::new(seconds).ok());
        fields.take(key).map(|value| time(value).ok_or(wrong)).transpose()
    };
    let expires_at = time(cwt::EXP)?.ok_or(ClaimsError::ExpiryMissing)?;
    let not_before = time(cwt::NBF)?;
    let issued_at = time(cwt::IAT)?.ok_or(ClaimsError::IssuedAtMissing)?;
    let validity = Validity::new(issued_at, expires_at).map_err(|_| ClaimsError::Order)?;
    match not_before {
        Some(time) => validity.with_not_before(time).map_err(|_| ClaimsError::Order),
        None => Ok(validity),
    }
}

pub(super) fn read_cti(fields: &mut Fields<'_>) -> Result<Option<Vec<u8>>, FieldError> {
    let place = fields.place(cwt::CTI);
    let cti = fields.bytes(cwt::CTI)?;
    cti.map_or(Ok(()), |cti| within(CTI_BYTES, cti.len(), place))?;
    Ok(cti.map(<[u8]>::to_vec))
}

/// Claim 8 is reserved for codes bound to a device: its grammar is kept, its meaning comes later.
pub(super) fn read_holder_key(
    fields: &mut Fields<'_>,
    findings: &mut Vec<Finding>,
) -> Result<(), FieldError> {
    let place = fields.place(cwt::CNF);
    let Some(value) = fields.take(cwt::CNF) else { return Ok(()) };
    let mut confirmation = Fields::open("cnf", value, place)?;
    let place = confirmation.place(cwt::CNF_COSE_KEY);
    let mut key = Fields::open("holder key", confirmation.require(cwt::CNF_COSE_KEY)?, place)?;
    let wrong = |key: &Fields<'_>, label| Err(FieldError::Value { place: key.place(label) });
    let mut uint = |label| as_uint(key.require(label)?, key.place(label));
    match (uint(KEY_KTY)?, uint(KEY_CRV)?) {
        (KTY_OKP, CRV_ED25519) => {}
        (KTY_EC2, CRV_P256) => match key.require(KEY_Y)? {
            Data::Bool(_) => {}
            Data::Bytes(y) if y.len() == PUBLIC_KEY_BYTES => {}
            Data::Bytes(_) => return wrong(&key, KEY_Y),
            _ => return Err(FieldError::Type { place: key.place(KEY_Y) }),
        },
        _ => return wrong(&key, KEY_KTY),
    }
    let missing = FieldError::Missing { place: key.place(KEY_X) };
    if key.bytes(KEY_X)?.ok_or(missing)?.len() != PUBLIC_KEY_BYTES {
        return wrong(&key, KEY_X);
    }
    key.close()?;
    confirmation.close()?;
    findings.push(Finding::UnknownField { place: Place { part: "claims", key: cwt::CNF } });
    Ok(())
}

fn write_status(status: &StandardStatus) -> Value {
    let reference = Value::Map(vec![
        (text(cwt::STATUS_IDX), int(status.index)),
        (text(cwt::STATUS_URI), text(&status.uri)),
    ]);
    Value::Map(vec![(text(cwt::STATUS_LIST), reference)])
}

pub(super) fn read_status(
    fields: &mut Fields<'_>,
    findings: &mut Vec<Finding>,
) -> Result<Option<status::StandardStatus>, FieldError> {
    let place = fields.place(cwt::STATUS);
    let Some(value) = fields.take(cwt::STATUS) else { return Ok(None) };
    let mut mechanisms = Fields::open("status", value, place)?;
    let reference = mechanisms.take_label(cwt::STATUS_LIST).ok_or(FieldError::Missing { place })?;
    let mut reference = Fields::open("status_list", reference, place)?;
    let idx = reference.take_label(cwt::STATUS_IDX).ok_or(FieldError::Missing { place })?;
    let uri = reference.take_label(cwt::STATUS_URI).ok_or(FieldError::Missing { place })?;
    let index = match as_uint(idx, place) {
        // Below zero: out of range, and refused as such.
        Err(FieldError::Value { .. }) => u64::MAX,
        other => other?,
    };
    Finding::leftover(&mechanisms, findings);
    Finding::leftover(&reference, findings);
    Ok(Some(StandardStatus { uri: as_text(uri, STATUS_URI_CHARS, place)?.to_owned(), index }))
}
