//! Every field of a person and of an entitlement: signed where the specification says, and shown as it was typed.

#[path = "common/mod.rs"]
mod common;
mod forge;

use common::{PROVINCE, five_years, key, now, verifier};
use khyber_pass::text::{Address, Language, Name};
use khyber_pass::{
    Assurance, BirthDate, Country, Day, Draft, Entitlement, EntitlementStatus, Face, Gender, Guardian,
    IdKind, IdNumber, Identity, Issuer, Location, Phone, PictureFormat, Relation, ServiceCode,
    VerifiedCredential,
};
use serde_json::{Value, json};

const PICTURE: &[u8] = b"RIFF\0\0\0\0WEBP and more";

fn identity() -> Identity {
    let name = |text, language| Name::new(text, language).unwrap();
    let address = |text, language| Address::new(text, language).unwrap();
    let father = Guardian::new(Relation::Father, name("Farzi Khan", Language::ENGLISH));
    Identity::new(name("Namuna Khan", Language::ENGLISH))
        .with_second_name(name("نمونہ خان", Language::URDU))
        .with_number(IdNumber::parse(IdKind::Nicop, "10000-0000001-1").unwrap())
        .with_birth_date(BirthDate::parse("1990-03").unwrap())
        .with_gender(Gender::Male)
        .with_guardian(father.with_second_name(name("فرضی خان", Language::URDU)))
        .with_location(Location::new("PK-KP-173").unwrap())
        .with_nationality(Country::new("AF").unwrap())
        .with_country(Country::new("PK").unwrap())
        .with_address(address("House 1\nNamuna Street", Language::ENGLISH))
        .with_second_address(address("نمونہ گلی", Language::URDU))
        .with_phone(Phone::new("+92 300 0000001").unwrap())
        .with_face(Face::new(PICTURE.to_vec()).unwrap())
}

fn day(number: u32) -> Day {
    Day::new(number).unwrap()
}

fn full_entitlement() -> Entitlement {
    let full = Entitlement::new(ServiceCode::ARMS_LICENCE).unwrap().with_reference("AL-TEST-0001").unwrap();
    let full = full.with_status(EntitlementStatus::Suspended).with_days(day(20_089), day(21_183)).unwrap();
    let full = full.with_department(7).with_category("NPB").unwrap().with_quantity(50);
    full.with_office("PK-KP-131").unwrap()
}

fn bare_entitlement() -> Entitlement {
    Entitlement::new(ServiceCode::SEHAT_CARD).unwrap()
}

fn draft() -> Draft {
    Draft::new(identity(), five_years())
        .with_entitlement(full_entitlement())
        .with_entitlement(bare_entitlement().with_last_day(day(30_000)))
        .with_entitlement(bare_entitlement())
        .with_assurance(Assurance::Biometric)
        .with_cti(vec![7; 8])
        .with_serial("KP-1")
}

fn issued() -> String {
    Issuer::new("PK-KP", key(PROVINCE)).unwrap().issue(&draft()).unwrap().to_string()
}

fn card() -> VerifiedCredential {
    verifier(ServiceCode::SEHAT_CARD).verify_at(&issued(), now()).unwrap()
}

#[test]
fn every_field_is_signed_where_the_specification_says() {
    let claims = Value::Object(forge::layers(&issued())["claims"].as_object().unwrap().clone());
    let picture = format!("h'{}'", forge::hex(PICTURE));
    let expected = json!({
        "1": "PK-KP",
        "4": five_years().expires_at().seconds(),
        "6": five_years().issued_at().seconds(),
        "7": "h'0707070707070707'",
        "169": {
            "1": "1000000000011",
            "2": "KP1",
            "3": "eng",
            "4": "Namuna Khan",
            "8": "19900300",
            "9": 1,
            "10": "House 1\nNamuna Street",
            "12": "+923000000001",
            "13": "AF",
            "15": "Farzi Khan",
            "19": "نمونہ خان",
            "20": "urd",
            "21": "PK-KP-173",
            "23": "PK",
            "62": [{ "0": picture, "1": 0, "2": 4 }],
        },
        "-84817": {
            "1": "KP-1",
            "2": 2,
            "3": 1,
            "4": "فرضی خان",
            "5": "نمونہ گلی",
            "6": [
                {
                    "0": 5, "1": "AL-TEST-0001", "2": 2, "3": 20_089, "4": 21_183, "5": 7, "6": "NPB", "7": 50,
                    "8": "PK-KP-131",
                },
                { "0": 1, "4": 30_000 },
                { "0": 1 },
            ],
            "8": 4,
        },
    });
    assert_eq!(claims, expected);
}

#[test]
fn a_person_is_shown_as_typed() {
    let card = card();
    assert_eq!((card.cti(), card.assurance()), (Some(&[7; 8][..]), Some(Assurance::Biometric)));
    assert_eq!(card.serial().unwrap().to_string(), "KP-1");
    let person = card.identity().unwrap();
    let name = |name: Option<&Name>| name.map(|name| (name.as_signed_str().to_owned(), name.language()));
    let expected = |text: &str, language| Some((text.to_owned(), language));
    assert_eq!(name(Some(person.full_name())), expected("Namuna Khan", Language::ENGLISH));
    assert_eq!(name(person.second_name()), expected("نمونہ خان", Language::URDU));
    let guardian = person.guardian().unwrap();
    assert_eq!(guardian.relation(), Some(Relation::Father));
    assert_eq!(name(guardian.name()), expected("Farzi Khan", Language::ENGLISH));
    assert_eq!(name(guardian.second_name()), expected("فرضی خان", Language::URDU));

    let number = person.number().unwrap();
    assert_eq!((number.kind(), number.as_signed_str()), (IdKind::Nicop, "1000000000011"));
    assert_eq!((number.printed(), number.to_string()), ("10000-0000001-1".into(), "*****-****001-1".into()));
    let birth = person.birth_date().unwrap();
    assert_eq!((birth.year(), birth.month(), birth.day()), (1_990, Some(3), None));
    assert_eq!(person.gender(), Some(Gender::Male));

    assert_eq!(person.location().map(Location::as_str), Some("PK-KP-173"));
    assert_eq!(person.nationality().map(Country::as_str), Some("AF"));
    assert_eq!(person.country().map(Country::as_str), Some("PK"));
    assert_eq!(person.phone().map(Phone::as_str), Some("+923000000001"));
    let address = |address: Option<&Address>| {
        let address = address.unwrap();
        let lines: Vec<String> = address.lines().map(|line| line.to_string()).collect();
        (address.as_signed_str().to_owned(), lines.len(), address.language())
    };
    assert_eq!(address(person.address()), ("House 1\nNamuna Street".into(), 2, Language::ENGLISH));
    assert_eq!(address(person.second_address()), ("نمونہ گلی".into(), 1, Language::URDU));
    let face = person.face().unwrap();
    assert_eq!((face.format(), face.as_bytes()), (PictureFormat::WebP, PICTURE));
    assert!(person.legal_status().is_none());
}

#[test]
fn an_entitlement_is_shown_as_typed() {
    let card = card();
    let [full, until, bare] = card.entitlements() else { panic!("not three") };
    let shown = |text: khyber_pass::text::SafeText<'_>| text.to_string();
    assert_eq!((full.service(), full.reference()), (ServiceCode::ARMS_LICENCE, Some("AL-TEST-0001")));
    assert_eq!(full.status(), Some(EntitlementStatus::Suspended));
    assert_eq!((full.first_day(), full.last_day()), (Some(day(20_089)), Some(day(21_183))));
    assert_eq!((full.department(), full.quantity()), (Some(7), Some(50)));
    assert_eq!(
        (full.category().map(shown), full.office().map(shown)),
        (Some("NPB".into()), Some("PK-KP-131".into()))
    );
    assert_eq!((until.first_day(), until.last_day()), (None, Some(day(30_000))));
    assert_eq!((bare.service(), bare.status()), (ServiceCode::SEHAT_CARD, Some(EntitlementStatus::Active)));
    assert_eq!((bare.reference(), bare.first_day(), bare.last_day()), (None, None, None));
    // The department that the service implies (§3.5).
    assert_eq!((bare.department(), bare.quantity()), (Some(1), None));
    assert!(bare.category().is_none() && bare.office().is_none());
    assert_eq!((until, bare), (&bare_entitlement().with_last_day(day(30_000)), &bare_entitlement()));
}

/// Of three entitlements the second is out of order: that is where the fault stands.
#[test]
fn a_fault_is_found_in_the_entitlement_that_has_it() {
    let entitlement = |service: i64| forge::keyed(&[(0, forge::int(service))]);
    let three = forge::Value::Array([1, 0, 2].map(entitlement).to_vec());
    let forged = forge::credential::with_kp(&[(6, three)]);
    let seen = khyber_pass::untrusted::lint(forged.text().as_str());
    let fault = seen.failed().next().unwrap().fault().unwrap();
    assert_eq!(fault.code(), khyber_pass::Code::ClaimsValue);
    let (part, at) = fault.place().unwrap();
    // [{0: 1}, {0: 0}, {0: 2}]
    let message = forged.message();
    let before =
        message.windows(10).position(|bytes| bytes == b"\x83\xA1\x00\x01\xA1\x00\x00\xA1\x00\x02").unwrap();
    assert_eq!((part, at), ("message", before + 5));
}

/// Other issuers write a part of what ours writes: each part is a guardian.
#[test]
fn a_guardian_is_shown_from_any_part() {
    let service = forge::Value::Array(vec![forge::keyed(&[(0, forge::int(1))])]);
    let person = |fields: &[(i64, forge::Value)]| {
        forge::keyed(&[&[(3, forge::text("eng")), (4, forge::text("Namuna Khan"))], fields].concat())
    };
    let shown = |fields: &[(i64, forge::Value)], kp: &[(i64, forge::Value)]| {
        let mut claims = forge::credential::claims();
        claims[3].1 = person(fields);
        claims[4].1 = forge::keyed(&[kp, &[(6, service.clone())]].concat());
        let text = forge::Forge::new(PROVINCE, &claims).text();
        let card = verifier(ServiceCode::SEHAT_CARD).verify_at(&text, now()).unwrap();
        card.identity().unwrap().guardian().map(|guardian| {
            let text = |name: Option<&Name>| name.map(|name| name.as_signed_str().to_owned());
            (guardian.relation(), text(guardian.name()), text(guardian.second_name()))
        })
    };
    let name = || Some("Farzi Khan".to_owned());
    let text = || forge::text("Farzi Khan");
    assert_eq!(shown(&[], &[]), None);
    assert_eq!(shown(&[(15, text())], &[]), Some((None, name(), None)));
    assert_eq!(shown(&[], &[(3, forge::int(5))]), Some((Some(Relation::Guru), None, None)));
    assert_eq!(shown(&[], &[(4, text())]), Some((None, None, name())));
}
