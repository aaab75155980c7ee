//! Everything for which an issuer is refused, each with its exact error.

#[path = "common/mod.rs"]
mod common;
mod forge;

use common::{DAY, PROVINCE, START, days, five_years, key, now, verifier};
use forge::credential::with_person;
use khyber_pass::text::{Address, Language, Name, Oddity};
use khyber_pass::{
    Assurance, BirthDate, ClaimsError, Code, Country, Disclosure, Draft, Entitlement, EntitlementStatus,
    Face, FieldError, Finding, Gender, Guardian, IdKind, IdNumber, Identity, IssueError, Issuer, KeyError,
    Location, Phone, Place, Prepared, QrText, Relation, ServiceCode, Signature, StandardStatus,
    StatusReference, Validity,
};
use serde_json::json;

fn issue(draft: &Draft) -> Result<QrText, IssueError> {
    Issuer::new("PK-KP", key(PROVINCE)).unwrap().issue(draft)
}

fn name(text: &str, language: Language) -> Name {
    Name::new(text, language).unwrap()
}

fn english() -> Identity {
    Identity::new(name("Namuna Khan", Language::ENGLISH))
}

fn person(person: Identity) -> Draft {
    Draft::new(person, five_years())
}

fn length(part: &'static str, key: i64, found: usize, limit: usize) -> IssueError {
    ClaimsError::Field(FieldError::Length { place: Place { part, key }, found, limit }).into()
}

#[test]
fn a_name_of_an_issuer_has_1_to_32_bytes() {
    let refused = |name: &str| Issuer::new(name, key(PROVINCE)).map(drop);
    assert_eq!(refused(""), Err(IssueError::IssuerName { found: 0, limit: 32 }));
    assert_eq!(refused(&"K".repeat(33)), Err(IssueError::IssuerName { found: 33, limit: 32 }));
    assert_eq!(refused(&"K".repeat(32)), Ok(()));
}

#[test]
fn nobody_is_born_after_the_day_of_issue() {
    let born = |date: &str, validity: Validity| {
        let date = BirthDate::parse(date).unwrap();
        issue(&Draft::new(english().with_birth_date(date), validity)).map(drop)
    };
    let morning = days(START + DAY, 365);
    for date in ["2026-01-02", "2026-01", "2026"] {
        assert_eq!(born(date, morning), Ok(()), "{date}");
    }
    for date in ["2026-01-03", "2026-02", "2027"] {
        assert_eq!(born(date, morning), Err(IssueError::BornLater), "{date}");
    }
    // At 20:00 UTC it is the next day in Peshawar.
    let evening = days(START + DAY + 20 * 3_600, 365);
    assert_eq!(born("2026-01-03", evening), Ok(()));
    assert_eq!(born("2026-01-04", evening), Err(IssueError::BornLater));
}

#[test]
fn every_text_is_in_one_of_the_two_languages() {
    let urdu = || name("فرضی خان", Language::URDU);
    let both = || english().with_second_name(name("نمونہ خان", Language::URDU));
    let father = |name: Name| Guardian::new(Relation::Father, name);
    let in_english = || father(name("Farzi Khan", Language::ENGLISH));
    let address = |text, language| Address::new(text, language).unwrap();
    let wrong = |field, of| Err(IssueError::Language { field, of });
    let rows = [
        (both().with_guardian(father(urdu())), wrong("guardian's name", "full name")),
        (
            english().with_guardian(in_english().with_second_name(urdu())),
            wrong("guardian's second name", "second name"),
        ),
        (
            both().with_guardian(in_english().with_second_name(name("ازموینه ګل", Language::PASHTO))),
            wrong("guardian's second name", "second name"),
        ),
        (both().with_address(address("نمونہ گلی", Language::URDU)), wrong("address", "full name")),
        (
            both().with_second_address(address("House 1", Language::ENGLISH)),
            wrong("second address", "second name"),
        ),
        (both().with_guardian(in_english().with_second_name(urdu())), Ok(())),
        (both().with_address(address("House 1", Language::ENGLISH)), Ok(())),
        (both().with_second_address(address("نمونہ گلی", Language::URDU)), Ok(())),
    ];
    for (identity, expected) in rows {
        assert_eq!(issue(&person(identity)).map(drop), expected);
    }
}

#[test]
fn what_readers_would_refuse_is_not_signed() {
    let service = || Entitlement::new(ServiceCode::SEHAT_CARD).unwrap();
    let with_services =
        |count: usize| (0..count).fold(person(english()), |draft, _| draft.with_entitlement(service()));
    let rows = [
        (Draft::of_entitlements(Vec::new(), five_years()), Err(ClaimsError::Empty.into())),
        (with_services(16), Ok(())),
        (with_services(17), Err(length("kp", 6, 17, 16))),
        (person(english()).with_cti(vec![1; 8]), Ok(())),
        (person(english()).with_cti(vec![1; 7]), Err(length("claims", 7, 7, 8))),
        (person(english()).with_cti(vec![1; 16]), Ok(())),
        (person(english()).with_cti(vec![1; 17]), Err(length("claims", 7, 17, 16))),
        (person(english()).with_serial(&"1".repeat(20)), Ok(())),
        (person(english()).with_serial(&"1".repeat(21)), Err(length("kp", 1, 21, 20))),
    ];
    for (draft, expected) in rows {
        assert_eq!(issue(&draft).map(drop), expected);
    }
}

/// A name that another issuer signed with a direction mark in it is shown, but not signed again.
#[test]
fn what_readers_would_find_unusual_is_not_signed() {
    let odd = with_person(&[(3, forge::text("eng")), (4, forge::text("Namuna\u{200E} Khan"))]).text();
    let card = verifier(ServiceCode::IDENTITY).verify_at(&odd, now()).unwrap();
    let finding = Finding::OddText { place: Place { part: "identity", key: 4 }, oddity: Oddity::Rewritten };
    assert_eq!(card.findings(), [finding]);
    let again = person(card.identity().unwrap().clone());
    let refused = issue(&again).unwrap_err();
    assert_eq!((refused, refused.code()), (IssueError::Unusual(finding), Code::IssueUnusual));
}

#[test]
fn a_variant_needs_what_it_shows() {
    let services = || vec![Entitlement::new(ServiceCode::SEHAT_CARD).unwrap()];
    let nobody = Draft::of_entitlements(services(), five_years());
    let missing = |missing| Some(IssueError::Disclosure { missing });
    let refused = |draft: &Draft, variant| draft.disclose(variant).err();
    for variant in [Disclosure::Card, Disclosure::Service(ServiceCode::SEHAT_CARD), Disclosure::Age] {
        assert_eq!(refused(&nobody, variant), missing("person"), "{variant:?}");
    }
    let draft = person(english());
    assert_eq!(refused(&draft, Disclosure::Age), missing("date of birth"));
    assert_eq!(refused(&draft, Disclosure::Entitlements), missing("entitlement"));
    let service = ServiceCode::SEHAT_CARD;
    assert_eq!(refused(&draft, Disclosure::Service(service)), Some(IssueError::NoEntitlement { service }));
    for variant in [Disclosure::Full, Disclosure::Entitlements] {
        assert_eq!(refused(&nobody, variant), None, "{variant:?}");
    }
}

/// One revocation ends all variants, so the status goes with each; what identifies the card goes with the card.
#[test]
fn variants_keep_the_status_and_drop_what_identifies_the_card() {
    let face = Face::new([&b"RIFF\0\0\0\0WEBP"[..], &[7; 40]].concat()).unwrap();
    let standard = StandardStatus { uri: "kp:s/3".to_owned(), index: 17 };
    let record = person(english().with_birth_date(BirthDate::parse("1990").unwrap()).with_face(face))
        .with_entitlement(Entitlement::new(ServiceCode::SEHAT_CARD).unwrap())
        .with_entitlement(Entitlement::new(ServiceCode::DRIVING_LICENCE).unwrap())
        .with_cti(vec![7; 8])
        .with_serial("KP-1")
        .with_assurance(Assurance::Biometric)
        .with_status(StatusReference { list: 3, index: 17 })
        .with_standard_status(standard);
    let [sehat, driving] =
        [ServiceCode::SEHAT_CARD, ServiceCode::DRIVING_LICENCE].map(|s| json!({ "0": s.number() }));
    let (both, none) = (json!([sehat, driving]), json!(null));
    let rows = [
        (Disclosure::Full, Some(true), true, &both),
        (Disclosure::Card, Some(false), true, &both),
        (Disclosure::Service(ServiceCode::SEHAT_CARD), Some(false), false, &json!([sehat])),
        (Disclosure::Age, Some(false), false, &none),
        (Disclosure::Entitlements, None, false, &both),
    ];
    for (variant, face, is_the_card, services) in rows {
        let text = issue(&record.disclose(variant).unwrap()).unwrap();
        let claims = json!(forge::layers(&text)["claims"]);
        let (identity, kp) = (claims.get("169"), &claims["-84817"]);
        assert_eq!(identity.map(|person| person.get("62").is_some()), face, "{variant:?}");
        let card = (claims.get("7").is_some(), kp.get("1").is_some());
        assert_eq!(card, (is_the_card, is_the_card), "{variant:?}");
        assert_eq!((&kp["6"], &kp["7"], &kp["8"]), (services, &json!([3, 17]), &json!(4)), "{variant:?}");
        let standard = json!({ "status_list": { "idx": 17, "uri": "kp:s/3" } });
        assert_eq!(claims["65535"], standard, "{variant:?}");
    }
}

#[test]
fn a_signature_that_comes_back_is_verified() {
    let prepared = Prepared::new(&person(english()), "PK-KP", &key(PROVINCE).public_key()).unwrap();
    let wrong = Err(IssueError::Signature(KeyError::Signature));
    let finish = |signature: Signature| prepared.finish(&signature).map(drop);
    assert_eq!(finish(key(PROVINCE + 1).sign(&prepared.to_be_signed())), wrong);
    assert_eq!(finish(key(PROVINCE).sign(b"something else")), wrong);
    assert_eq!(finish(Signature::from_bytes([0; 64])), wrong);
    assert_eq!(finish(key(PROVINCE).sign(&prepared.to_be_signed())), Ok(()));
}

/// Every field at its limit, with contents that do not shrink: nobody's credential is too large for a symbol.
#[test]
fn the_fullest_credential_fits_into_a_symbol() {
    let noise = |n: usize| (n as u64).wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 16;
    let any_of = |letters: &str, from: usize, length: usize| -> String {
        let letters: Vec<char> = letters.chars().collect();
        (from..from + length).map(|n| letters[noise(n) as usize % letters.len()]).collect()
    };
    let urdu = |from, length| any_of("ابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنوہی", from, length);
    let code = |from, length| any_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", from, length);
    let urdu_name = |from| name(&urdu(from, 60), Language::URDU);
    let address = |from| Address::new(&urdu(from, 120), Language::URDU).unwrap();
    let picture: Vec<u8> = (0..1_188).map(|n| (noise(n) >> 40) as u8).collect();
    let country = Country::new("PK").unwrap();
    let identity = Identity::new(urdu_name(0))
        .with_second_name(urdu_name(100))
        .with_number(IdNumber::parse(IdKind::Other, &code(150, 20)).unwrap())
        .with_birth_date(BirthDate::parse("1990-03-15").unwrap())
        .with_gender(Gender::Other)
        .with_guardian(Guardian::new(Relation::Guru, urdu_name(200)).with_second_name(urdu_name(300)))
        .with_location(Location::new(&code(350, 16)).unwrap())
        .with_nationality(country.clone())
        .with_country(country)
        .with_address(address(400))
        .with_second_address(address(600))
        .with_phone(Phone::new("+92300000000001").unwrap())
        .with_face(Face::new([&b"RIFF\0\0\0\0WEBP"[..], &picture].concat()).unwrap());
    let day = |n| khyber_pass::Day::new(n).unwrap();
    let service = |n: usize| {
        let granted = Entitlement::new(ServiceCode::new(60_000 + n as u64)).unwrap();
        let granted =
            granted.with_reference(&code(n * 100, 24)).unwrap().with_office(&code(n * 200, 16)).unwrap();
        let granted =
            granted.with_category(&code(n * 300, 12)).unwrap().with_status(EntitlementStatus::Suspended);
        let granted = granted.with_days(day(70_000 + n as u32), day(80_000 + n as u32)).unwrap();
        granted.with_quantity(u64::MAX - noise(n)).with_department(u64::MAX - noise(n + 3))
    };
    let uri = any_of("abcdefghijklmnopqrstuvwxyz", 2_000, 120);
    let draft = (0..16)
        .map(service)
        .fold(person(identity), Draft::with_entitlement)
        .with_cti((0..16).map(|n| (noise(n) >> 40) as u8).collect())
        .with_serial(&code(900, 20))
        .with_assurance(Assurance::Biometric)
        .with_status(StatusReference { list: 65_535, index: 16_777_215 })
        .with_standard_status(StandardStatus { uri, index: 16_777_215 });
    let text = Issuer::new(&code(950, 32), key(PROVINCE)).unwrap().issue(&draft).unwrap();
    assert_eq!(text.len(), 3_466, "of 4,296");
    assert!(text.to_bare_claim169().unwrap().len() < 4_296);
}

#[test]
fn an_entitlement_ends_no_earlier_than_it_begins() {
    let day = |n| khyber_pass::Day::new(n).unwrap();
    let days = |from, until| {
        let service = Entitlement::new(ServiceCode::ARMS_LICENCE).unwrap();
        service.with_days(day(from), day(until)).map(|service| (service.first_day(), service.last_day()))
    };
    assert_eq!(days(20_089, 20_089), Ok((Some(day(20_089)), Some(day(20_089)))));
    assert_eq!(days(20_089, 20_088), Err(khyber_pass::TimeError::Order));
    let service = Entitlement::new(ServiceCode::ARMS_LICENCE).unwrap().with_days(day(1), day(2)).unwrap();
    let last_day_only = service.with_last_day(day(3));
    assert_eq!((last_day_only.first_day(), last_day_only.last_day()), (None, Some(day(3))));
}
