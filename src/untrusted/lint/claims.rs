//! The claims: which rule a fault breaks, and where it stands.

use super::Fault;
use super::credential::Payload;
use super::judge::Found;
use super::rule::{Rule, Step};
use crate::cbor::{FieldError, Item, Place, survey};
use crate::claims::{ClaimStep, ClaimsError, examine_claims, is_entitlement};
use crate::code::Code;
use crate::limits::EXPLANATION_LINES;
use crate::registry::{claim169, cwt, kp};

/// What a payload has that rules speak of.
#[derive(Default)]
pub(super) struct Claims {
    there: Vec<Step>,
}

impl Claims {
    /// Is there anything that this rule speaks of?
    pub(super) fn has(&self, rule: &Rule) -> bool {
        let always = matches!(
            rule.step,
            Step::Payload | Step::Issuer | Step::Dates | Step::Contents | Step::Findings | Step::NoPerson
        );
        always || self.there.contains(&rule.step)
    }
}

/// Chapter 3, of a payload whose message is in order.
pub(super) fn examine(payload: Option<&Payload>, found: &mut Found) -> Claims {
    let Some(payload) = payload else { return Claims::default() };
    let examined = examine_claims(&payload.bytes);
    let root = survey(&payload.bytes, EXPLANATION_LINES).root;
    for (step, error) in &examined.faults {
        let place = root.as_ref().and_then(|root| place_of(error)?.find(root, &payload.bytes));
        let byte = payload.at.saturating_add(place.unwrap_or(0));
        let fault = Fault::new(error.code(), error).at(payload.layer, byte);
        match step {
            ClaimStep::Payload => found.stop(Step::Payload, fault),
            step => found.fault(rule_of(*step, error), fault),
        }
    }
    // Without what a broken kp claim says, nobody can tell whether the person is in order.
    if examined.faults.iter().any(|(step, _)| *step == ClaimStep::Kp) {
        found.left_out.extend([Step::Person, Step::NoPerson, Step::Contents]);
    }
    if examined.faults.is_empty() {
        if let Some(finding) = examined.findings.first() {
            let more = examined.findings.len().saturating_sub(1);
            let why = if more == 0 { finding.to_string() } else { format!("{finding}, and {more} more") };
            found.note(Step::Findings, Fault::new(Code::ClaimsFinding, &why));
        }
    } else {
        found.left_out.push(Step::Findings);
    }
    Claims { there: root.as_ref().map(there).unwrap_or_default() }
}

fn there(root: &Item<'_>) -> Vec<Step> {
    let (person, provincial) = (root.field(cwt::IDENTITY_DATA), root.field(cwt::KP));
    let of = |map: Option<&Item<'_>>, key| map.is_some_and(|map| map.field(key).is_some());
    let rows = [
        (Step::Identifier, root.field(cwt::CTI).is_some()),
        (Step::HolderKey, root.field(cwt::CNF).is_some()),
        (Step::KpRevision, provincial.is_some()),
        (Step::Kp, provincial.is_some()),
        (Step::KpEntitlements, of(provincial, kp::ENTITLEMENTS)),
        (Step::KpStatus, of(provincial, kp::STATUS)),
        (Step::Person, person.is_some()),
        (Step::PersonNumber, of(person, claim169::ID)),
        (Step::PersonBirth, of(person, claim169::BIRTH_DATE)),
        (Step::PersonFace, of(person, claim169::FACE)),
        (Step::Status, root.field(cwt::STATUS).is_some()),
    ];
    rows.iter().filter(|(_, there)| *there).map(|(step, _)| *step).collect()
}

fn rule_of(step: ClaimStep, error: &ClaimsError) -> Step {
    let place = place_of(error).map(|Spot { place, .. }| (place.part, place.key));
    match (step, place) {
        (ClaimStep::Payload, _) => Step::Payload,
        (ClaimStep::Issuer, _) => Step::Issuer,
        (ClaimStep::Dates, _) => Step::Dates,
        (ClaimStep::Identifier, _) => Step::Identifier,
        (ClaimStep::HolderKey, _) => Step::HolderKey,
        (ClaimStep::Kp, _) if matches!(error, ClaimsError::Version { .. }) => Step::KpRevision,
        (ClaimStep::Kp, Some(("entitlement", _) | ("kp", kp::ENTITLEMENTS))) => Step::KpEntitlements,
        (ClaimStep::Kp, Some(("kp", kp::STATUS))) => Step::KpStatus,
        (ClaimStep::Kp, _) => Step::Kp,
        (ClaimStep::Person, Some(("identity", claim169::ID))) => Step::PersonNumber,
        (ClaimStep::Person, Some(("identity", claim169::BIRTH_DATE))) => Step::PersonBirth,
        (ClaimStep::Person, Some(("face", _) | ("identity", claim169::FACE))) => Step::PersonFace,
        (ClaimStep::Person, _) => Step::Person,
        (ClaimStep::NoPerson, _) => Step::NoPerson,
        (ClaimStep::Status, _) => Step::Status,
        (ClaimStep::Contents, _) => Step::Contents,
    }
}

/// Of what an error speaks.
struct Spot {
    place: Place,
    /// Is it the map that speaks, because the field is not there?
    is_missing: bool,
}

fn place_of(error: &ClaimsError) -> Option<Spot> {
    let claim = |key| Place { part: "claims", key };
    let (place, is_missing) = match *error {
        ClaimsError::Structure | ClaimsError::Empty => return None,
        ClaimsError::IssuerMissing => (claim(cwt::ISS), true),
        ClaimsError::ExpiryMissing => (claim(cwt::EXP), true),
        ClaimsError::IssuedAtMissing => (claim(cwt::IAT), true),
        ClaimsError::Order => (claim(cwt::EXP), false),
        ClaimsError::NameMissing => (Place { part: "identity", key: claim169::FULL_NAME }, true),
        ClaimsError::Time { place } | ClaimsError::Version { place } => (place, false),
        ClaimsError::Field(error) => match error {
            FieldError::Missing { place } => (place, true),
            FieldError::Type { place }
            | FieldError::Length { place, .. }
            | FieldError::Value { place }
            | FieldError::Unknown { place } => (place, false),
            FieldError::Label { part } => (Place { part, key: 0 }, true),
        },
    };
    Some(Spot { place, is_missing })
}

impl Spot {
    /// Where it stands in the payload: at the key, or at the map that lacks it.
    fn find(&self, root: &Item<'_>, payload: &[u8]) -> Option<usize> {
        let Place { part, key } = self.place;
        let map = match part {
            "claims" => root,
            "identity" => root.field(cwt::IDENTITY_DATA)?,
            "face" => root.field(cwt::IDENTITY_DATA)?.field(claim169::FACE)?.items().first()?,
            "kp" => root.field(cwt::KP)?,
            "entitlement" => {
                let entitlements = root.field(cwt::KP)?.field(kp::ENTITLEMENTS)?.items();
                let is_faulty =
                    |item: &&Item<'_>| !payload.get(item.at..item.end).is_some_and(is_entitlement);
                entitlements.iter().find(is_faulty)?
            }
            "cnf" => root.field(cwt::CNF)?,
            "holder key" => root.field(cwt::CNF)?.field(cwt::CNF_COSE_KEY)?,
            "status" => root.field(cwt::STATUS)?,
            "status_list" => root.field(cwt::STATUS)?.labelled(cwt::STATUS_LIST)?,
            _ => return None,
        };
        let is_it = |(found, _): &&(Item<'_>, Option<Item<'_>>)| found.as_integer() == Some(key.into());
        let entry = map.entries().iter().find(is_it).filter(|_| !self.is_missing);
        Some(entry.map_or(map.at, |(key, _)| key.at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cbor::{encode, int, map, text};
    use crate::claims::ClaimSet;
    use ciborium::Value;
    use proptest::prelude::*;

    fn value() -> impl Strategy<Value = Value> {
        let kp = prop::collection::vec((0_i64..9, small()), 0..3);
        let person = prop::collection::vec((1_i64..24, small()), 0..4);
        prop_oneof![
            4 => small(),
            1 => kp.prop_map(|fields| map(fields.into_iter().map(|(key, value)| (key, Some(value))))),
            1 => person.prop_map(|fields| {
                let name = (claim169::FULL_NAME, Some(text("Namuna Khan")));
                let others = fields.into_iter().filter(|(key, _)| *key != claim169::FULL_NAME);
                map(others.map(|(key, value)| (key, Some(value))).chain([name]))
            }),
        ]
    }

    fn small() -> impl Strategy<Value = Value> {
        prop_oneof![
            any::<u32>().prop_map(int),
            Just(int(-1)),
            Just(int(1)),
            "[A-Z]{0,3}".prop_map(|name| text(&name)),
            Just(text("19900315")),
            prop::collection::vec(any::<u8>(), 0..20).prop_map(Value::Bytes),
            Just(Value::Array(vec![map([(0, Some(int(1)))])])),
            Just(Value::Array(vec![int(1), int(2)])),
        ]
    }

    proptest! {
        /// What is asked step by step agrees with the reader of claims: on whether anything is at fault, and on what
        /// comes first.
        #[test]
        fn the_first_fault_is_the_one_that_the_reader_gives(
            odd in prop::collection::btree_map(prop_oneof![1_i64..9, Just(169), Just(65_535), Just(cwt::KP)], value(), 0..5),
        ) {
            let good = [(cwt::ISS, text("PK-KP")), (cwt::EXP, int(1_801_785_600)), (cwt::IAT, int(1_767_312_000))];
            let good = good.into_iter().filter(|(key, _)| !odd.contains_key(key));
            let payload = encode(map(good.chain(odd.clone()).map(|(key, value)| (key, Some(value)))));
            let examined = examine_claims(&payload);
            let first = examined.faults.first().map(|(_, error)| *error);
            match ClaimSet::decode(&payload) {
                Ok(claims) => {
                    prop_assert_eq!(first, None);
                    prop_assert_eq!(claims.findings, examined.findings);
                }
                Err(error) => prop_assert_eq!(first, Some(error)),
            }
        }
    }
}
