//! Every step of reading the claims by itself, for showing which of them fail (§3).

use super::error::ClaimsError;
use super::finding::Finding;
use super::identity_map;
use super::kp::KpMap;
use super::set::{read_cti, read_holder_key, read_issuer, read_status, read_validity};
use crate::cbor::{Fields, Place, decode};
use crate::registry::cwt;

/// What became of every step.
pub(crate) struct Examined {
    pub(crate) faults: Vec<(ClaimStep, ClaimsError)>,
    /// Complete only if there are no faults.
    pub(crate) findings: Vec<Finding>,
}

/// A step of reading the claims. Each stops at its first fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ClaimStep {
    Payload,
    Issuer,
    Dates,
    Identifier,
    HolderKey,
    Kp,
    Person,
    NoPerson,
    Status,
    Contents,
}

/// Every step of [`ClaimSet::decode`](super::ClaimSet::decode) by itself, whatever became of the others, in the same order: what each of them
/// refuses. For showing; nothing is made of it.
pub(crate) fn examine_claims(payload: &[u8]) -> Examined {
    let mut faults = Vec::new();
    let place = Place { part: "payload", key: 0 };
    let tree = decode(payload).ok();
    let opened = tree.as_ref().and_then(|tree| Fields::open("claims", tree.root(), place).ok());
    let Some(mut fields) = opened else {
        return Examined { faults: vec![(ClaimStep::Payload, ClaimsError::Structure)], findings: Vec::new() };
    };
    let mut findings = Vec::new();
    let mut note = |step, fault: Option<ClaimsError>| faults.extend(fault.map(|fault| (step, fault)));
    note(ClaimStep::Issuer, read_issuer(&mut fields).err());
    note(ClaimStep::Dates, read_validity(&mut fields).err());
    note(ClaimStep::Identifier, read_cti(&mut fields).err().map(Into::into));
    note(ClaimStep::HolderKey, read_holder_key(&mut fields, &mut findings).err().map(Into::into));
    let (kp, person) = (fields.take(cwt::KP), fields.take(cwt::IDENTITY_DATA));
    match kp.map_or(Ok(KpMap::default()), |kp| KpMap::read(kp, &mut findings)) {
        Err(fault) => note(ClaimStep::Kp, Some(fault)),
        Ok(kp) => match person {
            Some(person) => {
                note(ClaimStep::Person, identity_map::read(person, kp.person, &mut findings).err());
            }
            None => {
                note(ClaimStep::NoPerson, kp.without_person().err().map(Into::into));
                note(ClaimStep::Contents, kp.entitlements.is_empty().then_some(ClaimsError::Empty));
            }
        },
    }
    note(ClaimStep::Status, read_status(&mut fields, &mut findings).err().map(Into::into));
    if faults.is_empty() {
        Finding::leftover(&fields, &mut findings);
    }
    // As they are asked when reading: the contents last.
    faults.sort_by_key(|(step, _)| *step);
    Examined { faults, findings }
}
