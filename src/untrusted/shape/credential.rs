//! The claims of a credential (§3).

use super::{COUNT, DAY, Field, Part, Shape, TIME, field, label, named, part};
use crate::registry::claim169::{self as id, Gender, PictureFormat};
use crate::registry::cose::{KEY_CRV, KEY_KTY, KEY_X, KEY_Y};
use crate::registry::cwt;
use crate::registry::kp::{self, Assurance, EntitlementStatus, IdKind, Relation};
use crate::registry::services::{Department, ServiceCode};

pub(in super::super) const CLAIMS: Shape = Shape::Map(&[
    field(cwt::ISS, "iss (issuer)", "3.1", Shape::Plain),
    field(cwt::EXP, "exp (expires)", "3.2", TIME),
    field(cwt::NBF, "nbf (not before)", "3.2", TIME),
    field(cwt::IAT, "iat (issued)", "3.2", TIME),
    field(cwt::CTI, "cti (identifier of the credential)", "3.1", Shape::Plain),
    field(cwt::CNF, "cnf (the holder's key)", "3.1", Shape::Map(CONFIRMATION)),
    field(cwt::IDENTITY_DATA, "identity-data (the person)", "3.3", Shape::Map(IDENTITY)),
    field(cwt::STATUS, "status (standard reference)", "3.8", Shape::Map(STATUS)),
    field(cwt::KP, "kp (everything provincial)", "3.4", Shape::Map(KP)),
]);

const CONFIRMATION: &[Field] = &[field(cwt::CNF_COSE_KEY, "COSE_Key", "3.1", Shape::Map(HOLDER_KEY))];

const HOLDER_KEY: &[Field] = &[
    field(KEY_KTY, "kty (key type)", "3.1", COUNT),
    field(KEY_CRV, "crv (curve)", "3.1", COUNT),
    field(KEY_X, "x", "3.1", Shape::Plain),
    field(KEY_Y, "y (or its sign)", "3.1", Shape::Any),
];

const IDENTITY: &[Field] = &[
    field(id::ID, "identity number", "3.3.1", Shape::Plain),
    field(id::VERSION, "version of the profile", "3.3", Shape::Plain),
    field(id::LANGUAGE, "language of 4, 10 and 15", "3.3", Shape::Plain),
    field(id::FULL_NAME, "full name", "3.3", Shape::Plain),
    field(id::FIRST_NAME, "first name", "3.3", Shape::Plain),
    field(id::MIDDLE_NAME, "middle name", "3.3", Shape::Plain),
    field(id::LAST_NAME, "last name", "3.3", Shape::Plain),
    field(id::BIRTH_DATE, "date of birth (YYYYMMDD)", "3.3.2", Shape::Plain),
    field(id::GENDER, "gender", "3.3", Shape::Number(|n| named(n, Gender::from_number, Gender::name))),
    field(id::ADDRESS, "address", "3.3", Shape::Plain),
    field(id::EMAIL, "electronic mail", "3.3", Shape::Plain),
    field(id::PHONE, "telephone", "3.3", Shape::Plain),
    field(id::NATIONALITY, "nationality", "3.3", Shape::Plain),
    field(id::MARITAL_STATUS, "marital status", "3.3", COUNT),
    field(id::GUARDIAN, "guardian's name", "3.3", Shape::Plain),
    field(id::PHOTO, "photograph (old form)", "3.3", Shape::Plain),
    field(id::PHOTO_FORMAT, "format of the photograph", "3.3", COUNT),
    field(id::BEST_FINGERS, "best fingers", "3.3", Shape::Each("finger", &COUNT)),
    field(id::SECOND_NAME, "name in the second language", "3.3", Shape::Plain),
    field(id::SECOND_LANGUAGE, "the second language", "3.3", Shape::Plain),
    field(id::LOCATION, "location", "3.3", Shape::Plain),
    field(id::LEGAL_STATUS, "legal status", "3.3", Shape::Plain),
    field(id::COUNTRY, "country of issuance", "3.3", Shape::Plain),
    field(id::FACE, "face", "3.3.3", Shape::Each("face", &Shape::Map(FACE))),
];

const FACE: &[Field] = &[
    field(id::BIOMETRIC_DATA, "picture", "3.3.3", Shape::Plain),
    field(id::BIOMETRIC_FORMAT, "format", "3.3.3", Shape::Number(|n| (n == 0).then(|| "image".to_owned()))),
    field(
        id::BIOMETRIC_SUB_FORMAT,
        "file format",
        "3.3.3",
        Shape::Number(|n| named(n, PictureFormat::from_number, PictureFormat::name)),
    ),
];

const KP: &[Field] = &[
    field(kp::REVISION, "revision", "3.4", COUNT),
    field(kp::SERIAL, "serial number of the card", "3.4", Shape::Plain),
    field(
        kp::ID_KIND,
        "kind of the identity number",
        "3.3.1",
        Shape::Number(|n| named(n, IdKind::from_number, IdKind::name)),
    ),
    field(
        kp::RELATION,
        "relation of the guardian",
        "3.4",
        Shape::Number(|n| named(n, Relation::from_number, Relation::name)),
    ),
    field(kp::SECOND_GUARDIAN, "guardian's name in the second language", "3.4", Shape::Plain),
    field(kp::SECOND_ADDRESS, "address in the second language", "3.4", Shape::Plain),
    field(kp::ENTITLEMENTS, "entitlements", "3.5", Shape::Each("entitlement", &Shape::Map(ENTITLEMENT))),
    field(kp::STATUS, "status reference", "3.8", Shape::Row(REFERENCE)),
    field(
        kp::ASSURANCE,
        "assurance",
        "3.4",
        Shape::Number(|n| named(n, Assurance::from_number, Assurance::name)),
    ),
];

const REFERENCE: &[Part] = &[part("status list", "3.8", COUNT), part("index in it", "3.8", COUNT)];

const ENTITLEMENT: &[Field] = &[
    field(kp::SERVICE, "service", "3.5", Shape::Number(service)),
    field(kp::REFERENCE, "reference", "3.5", Shape::Plain),
    field(
        kp::ENTITLEMENT_STATUS,
        "status",
        "3.5",
        Shape::Number(|n| named(n, EntitlementStatus::from_number, EntitlementStatus::name)),
    ),
    field(kp::FROM, "first day", "3.5", DAY),
    field(kp::UNTIL, "last day", "3.5", DAY),
    field(
        kp::DEPARTMENT,
        "department",
        "3.5",
        Shape::Number(|n| named(n, Department::from_number, Department::name)),
    ),
    field(kp::CATEGORY, "category", "3.5", Shape::Plain),
    field(kp::QUANTITY, "quantity", "3.5", COUNT),
    field(kp::OFFICE, "office", "3.5", Shape::Plain),
];

/// What a service is called, where the registry has a name.
pub(super) fn service(number: i128) -> Option<String> {
    let code = ServiceCode::new(u64::try_from(number).ok()?);
    if code == ServiceCode::IDENTITY {
        return Some("identity".to_owned());
    }
    code.info().map(|info| info.name_eng.to_owned())
}

const STATUS: &[Field] = &[label(cwt::STATUS_LIST, "status list", "3.8", Shape::Map(STATUS_LIST))];

const STATUS_LIST: &[Field] = &[
    label(cwt::STATUS_IDX, "index in it", "3.8", COUNT),
    label(cwt::STATUS_URI, "the URI that names it", "3.8", Shape::Plain),
];
