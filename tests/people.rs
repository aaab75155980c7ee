//! The eight people can be issued and verified, and read back as they were typed.

mod common;

use common::{PROVINCE, five_years, key, now, people, verifier};
use khyber_pass::{
    Class, Disclosure, DraftNote, EntitlementState, IdKind, Issuer, Policy, Relation, ServiceCode,
};

#[test]
fn all_eight_are_issued_and_verified() {
    let issuer = Issuer::new("PK-KP", key(PROVINCE)).unwrap();
    let desk = verifier(ServiceCode::IDENTITY);
    for draft in people::all(five_years()).unwrap() {
        let text = issuer.issue(&draft).unwrap();
        let card = desk.verify_at(&text, now()).unwrap();
        assert_eq!(card.identity(), draft.identity());
        assert_eq!(card.entitlements(), draft.entitlements());
        assert_eq!((card.issuer(), card.validity()), ("PK-KP", five_years()));
        assert_eq!((card.caveats(), card.findings()), (&[][..], &[][..]));
        let bare = text.to_bare_claim169().unwrap();
        assert_eq!(desk.verify_at(&bare, now()).unwrap().identity(), draft.identity());
    }
}

#[test]
fn what_was_typed_on_an_arabic_keyboard_is_put_right() {
    let draft = people::p8(five_years()).unwrap();
    let person = draft.identity().unwrap();
    let second = |name: Option<&khyber_pass::text::Name>| name.unwrap().as_signed_str().to_owned();
    assert_eq!(second(person.second_name()), "کریم نمونہ");
    assert_eq!(second(person.guardian().unwrap().second_name()), "عبداللہ");
    assert_eq!(person.number().unwrap().as_signed_str(), "1000000000081");
    assert_eq!(person.birth_date().unwrap().to_string(), "2001-01-01");
}

#[test]
fn unusual_facts_are_noted_and_do_not_stop() {
    let notes = |draft: khyber_pass::Draft| draft.notes();
    assert_eq!(notes(people::p3(five_years()).unwrap()), [DraftNote::NumberAndGender]);
    for quiet in [people::p1, people::p2, people::p4, people::p5] {
        assert_eq!(notes(quiet(five_years()).unwrap()), []);
    }
}

#[test]
fn an_expired_entitlement_leaves_the_person_who_they_are() {
    let text =
        Issuer::new("PK-KP", key(PROVINCE)).unwrap().issue(&people::p8(five_years()).unwrap()).unwrap();
    let later = khyber_pass::Clock::device(common::at(1_783_000_000)); // July 2026
    let list = khyber_pass::TrustList::new(
        "pk-kp-test",
        common::days(1_777_000_000, 120),
        common::at(1_785_000_000),
    )
    .unwrap()
    .with_entry(common::entry(PROVINCE, "PK-KP"))
    .unwrap();
    let trust = common::store_with(list);
    let desk = |service| khyber_pass::Verifier::new(trust.clone(), Policy::for_service(service));
    let refused = desk(ServiceCode::VEHICLE).verify_at(&text, later).unwrap_err();
    assert_eq!((refused.class(), refused.code().name()), (Class::WrongPurpose, "entitlement.expired"));
    assert_eq!(refused.minimum().unwrap().full_name().unwrap().to_string(), "Karim Namuna");
    let card = desk(ServiceCode::IDENTITY).verify_at(&text, later).unwrap();
    let day = common::at(1_783_000_000).day(khyber_pass::CivilOffset::PAKISTAN);
    assert_eq!(card.entitlements()[0].state_on(day), EntitlementState::Expired);
}

#[test]
fn variants_show_what_they_need_and_no_more() {
    let record = people::p1(five_years()).unwrap().with_cti(vec![7; 8]).with_serial("KP-1");
    let issuer = Issuer::new("PK-KP", key(PROVINCE)).unwrap();
    let show = |variant| {
        let text = issuer.issue(&record.disclose(variant).unwrap()).unwrap();
        verifier(ServiceCode::IDENTITY).verify_at(&text, now()).unwrap()
    };
    let card = show(Disclosure::Card);
    assert_eq!((card.entitlements().len(), card.cti()), (2, Some(&[7; 8][..])));

    let service = show(Disclosure::Service(ServiceCode::SEHAT_CARD));
    let person = service.identity().unwrap();
    let number = person.number().unwrap();
    assert_eq!((number.kind(), number.as_signed_str()), (IdKind::MaskedCnic, "*********0011"));
    assert_eq!((service.entitlements().len(), service.cti(), person.guardian()), (1, None, None));
    assert!(person.location().is_some() && person.second_name().is_some());

    let age = show(Disclosure::Age);
    let person = age.identity().unwrap();
    assert!(person.number().is_none() && person.location().is_none() && age.entitlements().is_empty());
    assert!(person.birth_date().is_some() && person.gender().is_some());

    let missing = record.disclose(Disclosure::Service(ServiceCode::ARMS_LICENCE)).unwrap_err();
    assert_eq!(missing, khyber_pass::IssueError::NoEntitlement { service: ServiceCode::ARMS_LICENCE });
}

#[test]
fn a_child_has_a_form_b_and_a_father() {
    let draft = people::p5(five_years()).unwrap();
    let person = draft.identity().unwrap();
    assert_eq!(person.number().unwrap().kind(), IdKind::FormB);
    assert_eq!(person.guardian().unwrap().relation(), Some(Relation::Father));
    assert_eq!(person.birth_date().unwrap().to_string(), "2020-02-29");
}

/// The payload of P1 as another program wrote it: `cti` 0102030405060708, from 2026 to 2031.
#[test]
fn the_payload_has_known_bytes() {
    let known = concat!(
        "a60165504b2d4b50041a72bbba80061a6955b9000748010203040506070818a9ac016d313030303030303030303031310263",
        "4b50310363656e67046b4e616d756e61204b68616e0868313939303033313509010d62504b0f6a4661727a69204b68616e13",
        "71d986d985d988d986db8120d8aed8a7d98614637572641569504b2d4b502d3137331762504b3a00014b50a30301046fd981",
        "d8b1d8b6db8c20d8aed8a7d9860682a30001016c5343502d303030303030303104195707a50004016c444c2d544553542d30",
        "30303103194d84041954a506634c5456",
    );
    let (from, until) = (common::at(common::START), common::at(1_924_905_600));
    let validity = khyber_pass::Validity::new(from, until).unwrap();
    let draft = people::p1(validity).unwrap().with_cti((1..=8).collect());
    let text = Issuer::new("PK-KP", key(PROVINCE)).unwrap().issue(&draft).unwrap();
    let seen = khyber_pass::untrusted::inspect(&text);
    let payload = seen.message().unwrap().untrusted_payload().unwrap();
    let hex: String = payload.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(hex, known);
}
