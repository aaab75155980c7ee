//! Boundaries between the stages: what one step found, and the next one asks again.

mod common;

use common::{
    DAY, LIST_KEYS, PROVINCE, START, at, days, empty_list, entry, five_years, key, list_bytes, now, people,
    pinned, store_with,
};
use khyber_pass::{
    Assurance, Clock, Code, Draft, Issuer, Policy, Risk, ServiceCode, SignedCredential, StatusStore,
    TrustList, TrustStore, Validity, Verifier,
};

fn text(validity: Validity) -> String {
    let person = people::p1(five_years()).unwrap().identity().unwrap().clone();
    Issuer::new("PK-KP", key(PROVINCE)).unwrap().issue(&Draft::new(person, validity)).unwrap().to_string()
}

fn named(name: &str) -> TrustStore {
    store_with(empty_list().with_entry(entry(PROVINCE, "PK-KP").with_name(name).unwrap()).unwrap())
}

/// A list may be replaced between two steps. What the second one says of the key counts, and is shown.
#[test]
fn the_last_list_that_was_asked_names_the_issuer() {
    let authentic = SignedCredential::parse(&text(five_years()))
        .unwrap()
        .authenticate(&named("Province of yesterday (TEST)"), now())
        .unwrap();
    assert_eq!(authentic.issuer(), "Province of yesterday (TEST)");
    let policy = Policy::for_service(ServiceCode::IDENTITY);
    let verified =
        authentic.verify(&named("Province of today (TEST)"), &StatusStore::empty(), &policy, now()).unwrap();
    assert_eq!(verified.issuer(), "Province of today (TEST)");
}

/// On a device that has had no news for months the clock may be ahead. But when a list was issued at the very moment at
/// which the credential expired, it has expired, whatever the clock says.
#[test]
fn what_expired_when_the_list_was_issued_has_expired() {
    let issued_at = START + 30 * DAY;
    let list = TrustList::new("pk-kp-test", days(issued_at, 120), at(issued_at + 40 * DAY)).unwrap();
    let list = list.with_entry(entry(PROVINCE, "PK-KP")).unwrap();
    let root = pinned();
    let bytes = list_bytes(&list, &LIST_KEYS[1..]);
    let trust = TrustStore::open(&root, &bytes, Clock::device(at(issued_at + DAY))).unwrap();
    let desk = Verifier::new(trust, Policy::for_service(ServiceCode::IDENTITY));
    let long_after = Clock::device(at(issued_at + 200 * DAY));
    let codes = |expires_at: i64| -> Vec<Code> {
        let validity = Validity::new(at(START + DAY), at(expires_at)).unwrap();
        let refused = desk.verify_at(&text(validity), long_after).unwrap_err();
        core::iter::once(refused.reason())
            .chain(refused.other_reasons())
            .map(|reason| reason.code())
            .collect()
    };
    assert!(codes(issued_at).contains(&Code::TimeExpired));
    assert!(!codes(issued_at).contains(&Code::ClockAheadOrTrustOld));
    assert!(codes(issued_at + 1).contains(&Code::ClockAheadOrTrustOld));
    assert!(!codes(issued_at + 1).contains(&Code::TimeExpired));
}

/// Everything that was signed is there to be shown, and what was accepted although it could not be decided.
#[test]
fn a_verified_credential_shows_what_was_signed() {
    let draft =
        people::p1(five_years()).unwrap().with_serial("CARD-TEST-7").with_assurance(Assurance::Biometric);
    let text = Issuer::new("PK-KP", key(PROVINCE)).unwrap().issue(&draft).unwrap().to_string();
    let policy = Policy::field(ServiceCode::SEHAT_CARD, Risk::Low);
    let desk = Verifier::new(named("Province (TEST)"), policy);
    let card = desk.verify_at(&text, now()).unwrap();
    assert_eq!(card.serial().unwrap().to_string(), "CARD-TEST-7");
    assert_eq!(card.assurance(), Some(Assurance::Biometric));
    assert_eq!(card.entitlement().unwrap().service(), ServiceCode::SEHAT_CARD);
    assert_eq!(card.entitlements().len(), 2);
    assert!(card.tolerated().is_empty());
    // Ten days after a short list has expired, where the risk is low.
    let list = TrustList::new("pk-kp-test", days(START, 40), at(START + 20 * DAY)).unwrap();
    let trust = store_with(list.with_entry(entry(PROVINCE, "PK-KP")).unwrap());
    let card = Verifier::new(trust, policy).verify_at(&text, Clock::trusted(at(START + 50 * DAY)));
    let tolerated: Vec<Code> = card.unwrap().tolerated().iter().map(|reason| reason.code()).collect();
    assert_eq!(tolerated, [Code::TrustListExpired]);
}

/// One desk, asked for one thing after the other.
#[test]
fn a_desk_asks_for_what_its_last_policy_says() {
    let text = text(five_years());
    let desk = Verifier::new(named("Province (TEST)"), Policy::for_service(ServiceCode::SEHAT_CARD));
    assert_eq!(desk.verify_at(&text, now()).unwrap_err().code(), Code::PurposeServiceMissing);
    let desk = desk.with_policy(Policy::for_service(ServiceCode::IDENTITY));
    assert_eq!(desk.verify_at(&text, now()).unwrap().issuer(), "Province (TEST)");
}
