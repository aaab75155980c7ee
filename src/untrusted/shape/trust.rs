//! Trust documents, bundles, stored states, working files (§5).

use super::credential::service;
use super::{COUNT, Field, PUBLIC_KEY, Part, SPAN, Shape, TIME, field, part};
use crate::registry::trust as key;

pub(in super::super) const ROOT: Shape = Shape::Map(&[
    field(key::DOC_FORMAT, "format", "5.3", COUNT),
    field(key::DOC_DOMAIN, "domain", "5.3", Shape::Plain),
    field(key::DOC_EPOCH, "epoch", "5.3", COUNT),
    field(key::DOC_VERSION, "version", "5.3", COUNT),
    field(key::DOC_IAT, "issued", "5.3", TIME),
    field(key::DOC_EXP, "expires", "5.3", TIME),
    field(key::ROOT_ROLES, "roles", "5.3", Shape::Map(ROLES)),
]);

const ROLES: &[Field] = &[
    field(0, "root role (signs root documents)", "5.3", Shape::Row(ROLE)),
    field(1, "list role (signs trust lists)", "5.3", Shape::Row(ROLE)),
    field(2, "beacon role (kept for later)", "5.3", Shape::Row(ROLE)),
    field(3, "emergency role (kept for later)", "5.3", Shape::Row(ROLE)),
];

const ROLE: &[Part] = &[
    part("threshold (so many of the keys must sign)", "5.3", COUNT),
    part("keys", "5.3", Shape::Each("public key", &PUBLIC_KEY)),
];

pub(in super::super) const LIST: Shape = Shape::Map(&[
    field(key::DOC_FORMAT, "format", "5.4", COUNT),
    field(key::DOC_DOMAIN, "domain", "5.4", Shape::Plain),
    field(key::DOC_EPOCH, "epoch", "5.4", COUNT),
    field(key::DOC_VERSION, "version", "5.4", COUNT),
    field(key::DOC_IAT, "issued", "5.4", TIME),
    field(key::DOC_EXP, "expires", "5.4", TIME),
    field(key::LIST_REFRESH, "refresh by (look for a newer list)", "5.4", TIME),
    field(key::LIST_ENTRIES, "entries", "5.4", Shape::Each("entry", &Shape::Map(ENTRY))),
    field(key::LIST_LIFTS, "kept for emergency lifts", "5.4", Shape::Any),
    field(key::LIST_DENIED, "denied credentials", "5.6", Shape::Each("digest", &Shape::Plain)),
    field(key::LIST_STATUS_LISTS, "status lists", "5.4", Shape::Each("status list", &Shape::Row(INFO))),
]);

const ENTRY: &[Field] = &[
    field(key::ENTRY_KEY, "public key (Ed25519)", "5.4", PUBLIC_KEY),
    field(key::ENTRY_ISS, "issuer", "5.4", Shape::Plain),
    field(key::ENTRY_SCOPES, "scopes (services it may attest)", "5.5", Shape::Each("scope", &SCOPE)),
    field(key::ENTRY_NOT_BEFORE, "signs from", "5.4", TIME),
    field(key::ENTRY_NOT_AFTER, "signs until before", "5.4", TIME),
    field(key::ENTRY_VERIFY_UNTIL, "verify until", "5.4", TIME),
    field(key::ENTRY_STATE, "state", "5.6", Shape::Number(state)),
    field(key::ENTRY_SINCE, "revoked since", "5.6", TIME),
    field(key::ENTRY_MAX_LIFETIME, "longest lifetime of a credential", "5.4", SPAN),
    field(key::ENTRY_STATUS_LISTS, "status lists it may use", "5.7", Shape::Each("list", &RANGE)),
    field(key::ENTRY_NAME, "display name", "5.4", Shape::Plain),
    field(key::ENTRY_USAGE, "usage (a set of bits)", "5.4", Shape::Number(usage)),
];

const SCOPE: Shape = Shape::Either(&Shape::Number(service), &Shape::Row(SERVICES));
const SERVICES: &[Part] = &[
    part("first service", "5.5", Shape::Number(service)),
    part("last service", "5.5", Shape::Number(service)),
];

const RANGE: Shape = Shape::Either(&COUNT, &Shape::Row(LISTS));
const LISTS: &[Part] = &[part("first list", "5.7", COUNT), part("last list", "5.7", COUNT)];

const INFO: &[Part] = &[
    part("number of the list", "5.4", COUNT),
    part("entries", "5.4", COUNT),
    part("bits per entry", "5.4", COUNT),
    part("URI (null stands for kp:s/ and the number)", "5.4", Shape::Any),
];

fn state(number: i128) -> Option<String> {
    let names = ["active", "retired", "revoked", "revoked since", "suspended"];
    names.get(usize::try_from(number).ok()?).map(|name| (*name).to_owned())
}

fn usage(bits: i128) -> Option<String> {
    let names = [
        (key::USAGE_CREDENTIAL, "credentials"),
        (key::USAGE_STATUS, "status lists"),
        (key::USAGE_DELTA, "deltas"),
        (key::USAGE_ASSERT, "assertions"),
        (key::USAGE_SPECIMEN, "specimen"),
    ];
    let bits = u64::try_from(bits).ok().filter(|bits| (1..=key::USAGE_ALL).contains(bits))?;
    let set: Vec<&str> = names.iter().filter(|(bit, _)| bits & bit != 0).map(|(_, name)| *name).collect();
    Some(set.join(", "))
}

pub(in super::super) const BUNDLE: Shape = Shape::Each("document", &Shape::Document);

pub(in super::super) const TRUST_STATE: Shape = Shape::Map(&[
    field(1, "format", "5.10", COUNT),
    field(2, "pin (SHA-256 of the pinned root)", "5.10", Shape::Plain),
    field(3, "successors of the pinned root", "5.10", Shape::Each("root document", &Shape::Document)),
    field(4, "trust list", "5.10", Shape::Document),
    field(5, "mark (the newest list ever held)", "5.10", Shape::Map(MARK)),
]);

const MARK: &[Field] = &[
    field(1, "version", "5.10", COUNT),
    field(2, "digest", "5.9", Shape::Plain),
    field(3, "issued", "5.10", TIME),
];

pub(in super::super) const WORKING_ROOT: Shape = Shape::Map(&working(&ROOT));
pub(in super::super) const WORKING_LIST: Shape = Shape::Map(&working(&LIST));
pub(in super::super) const WORKING_OTHER: Shape = Shape::Map(&working(&Shape::Any));

/// A working file: what its payload is, field 2 says.
const fn working(payload: &'static Shape) -> [Field; 4] {
    [
        field(1, "format", "5.13", COUNT),
        field(2, "type of the document", "5.13", Shape::Plain),
        field(3, "payload (to be signed)", "5.13", Shape::Cbor(payload)),
        field(4, "signatures so far", "5.13", Shape::Each("signature", &Shape::Row(KEY_AND_SIGNATURE))),
    ]
}

const KEY_AND_SIGNATURE: &[Part] =
    &[part("public key", "5.13", PUBLIC_KEY), part("its signature", "5.13", Shape::Plain)];
