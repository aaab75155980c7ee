//! Laws that hold for every person, every text and every flipped bit.

mod common;
mod forge;

use common::{PROVINCE, key, now};
use forge::raw_text;
use khyber_pass::text::{Address, Language, Name};
use khyber_pass::{
    Assurance, BirthDate, Class, Country, Day, Draft, Entitlement, EntitlementStatus, Face, Gender, Guardian,
    IdKind, IdNumber, Identity, Issuer, Location, Phone, Policy, Relation, ServiceCode, SignedCredential,
    Validity, Verifier, untrusted,
};
use proptest::option;
use proptest::prelude::*;

fn name(language: Language) -> impl Strategy<Value = Name> {
    let letters = match language {
        Language::ENGLISH => "[A-Z][a-z]{1,9}( [A-Z][a-z]{1,9}){0,3}",
        Language::URDU => "[ابپتٹجچدڈرڑزسشعغفقکگلمنوہیے]{1,9}( [ابپتجدرسلمنوہی]{1,9}){0,2}",
        _ => "[ابپتټجځدډرړزږسشښغفقکګلمنڼوهيۍېئ]{1,9}( [ابتدرسلمنوهي]{1,9}){0,2}",
    };
    letters.prop_map(move |raw| Name::new(&raw, language).unwrap())
}

fn number() -> impl Strategy<Value = IdNumber> {
    let thirteen = prop_oneof![Just(IdKind::Cnic), Just(IdKind::Nicop), Just(IdKind::FormB)];
    prop_oneof![
        (thirteen, "[1-8][0-9]{12}").prop_map(|(kind, raw)| IdNumber::parse(kind, &raw).unwrap()),
        "[A-Z0-9-]{1,20}".prop_map(|raw| IdNumber::parse(IdKind::Other, &raw).unwrap()),
    ]
}

fn birth_date() -> impl Strategy<Value = BirthDate> {
    (1900_u16..2026, option::of((1_u8..=12, option::of(1_u8..=28)))).prop_map(|(year, rest)| {
        let (month, day) = rest.map_or((0, 0), |(month, day)| (month, day.unwrap_or(0)));
        BirthDate::parse(&format!("{year:04}{month:02}{day:02}")).unwrap()
    })
}

fn face() -> impl Strategy<Value = Face> {
    proptest::collection::vec(any::<u8>(), 0..600)
        .prop_map(|rest| Face::new([&b"RIFF\0\0\0\0WEBP"[..], &rest].concat()).unwrap())
}

fn person() -> impl Strategy<Value = Identity> {
    let second = prop_oneof![Just(Language::URDU), Just(Language::PASHTO)];
    let names = second.prop_flat_map(|second| {
        (
            name(Language::ENGLISH),
            option::of((name(second), option::of(name(second)))),
            name(Language::ENGLISH),
        )
    });
    let relation = prop::sample::select(Relation::ALL.to_vec());
    let gender = prop::sample::select(Gender::ALL.to_vec());
    let facts = (option::of(number()), option::of(birth_date()), option::of(gender), option::of(relation));
    let places = ("[A-Z]{2}", option::of("PK-KP-[0-9]{3}"), option::of("\\+92[0-9]{10}"), option::of(face()));
    (names, facts, places).prop_map(|(names, facts, places)| {
        let (full, second, guardian_name) = names;
        let mut person = Identity::new(full);
        if let Some(relation) = facts.3 {
            let mut guardian = Guardian::new(relation, guardian_name);
            if let Some((_, Some(second))) = &second {
                guardian = guardian.with_second_name(second.clone());
            }
            person = person.with_guardian(guardian);
        }
        person = second.into_iter().fold(person, |person, (name, _)| person.with_second_name(name));
        person = facts.0.into_iter().fold(person, Identity::with_number);
        person = facts.1.into_iter().fold(person, Identity::with_birth_date);
        person = facts.2.into_iter().fold(person, Identity::with_gender);
        person = person.with_nationality(Country::new(&places.0).unwrap());
        person =
            places.1.iter().fold(person, |person, code| person.with_location(Location::new(code).unwrap()));
        person = places.2.iter().fold(person, |person, raw| person.with_phone(Phone::new(raw).unwrap()));
        person = places.3.into_iter().fold(person, Identity::with_face);
        person.with_address(Address::new("House 1\nPeshawar", Language::ENGLISH).unwrap())
    })
}

fn entitlement() -> impl Strategy<Value = Entitlement> {
    let status = prop::sample::select(EntitlementStatus::ALL.to_vec());
    let facts = (option::of("[A-Z0-9/-]{1,24}"), option::of("[A-Z]{1,12}"), option::of(any::<u64>()));
    (1_u64..300, status, option::of((0_u32..30_000, 0_u32..9_000)), facts).prop_map(
        |(code, status, days, facts)| {
            let mut entitlement = Entitlement::new(ServiceCode::new(code)).unwrap().with_status(status);
            if let Some((from, length)) = days {
                entitlement =
                    entitlement.with_days(Day::new(from).unwrap(), Day::new(from + length).unwrap()).unwrap();
            }
            entitlement = facts.0.iter().fold(entitlement, |e, text| e.with_reference(text).unwrap());
            entitlement = facts.1.iter().fold(entitlement, |e, text| e.with_category(text).unwrap());
            facts.2.into_iter().fold(entitlement, Entitlement::with_quantity)
        },
    )
}

fn draft() -> impl Strategy<Value = Draft> {
    let assurance = option::of(prop::sample::select(Assurance::ALL.to_vec()));
    let parts = (person(), proptest::collection::vec(entitlement(), 0..=4), assurance);
    (parts, option::of(proptest::collection::vec(any::<u8>(), 8..=16)), option::of("[A-Z0-9-]{1,20}"))
        .prop_map(|((person, entitlements, assurance), cti, serial)| {
            let validity: Validity = common::five_years();
            let mut draft =
                entitlements.into_iter().fold(Draft::new(person, validity), Draft::with_entitlement);
            draft = assurance.into_iter().fold(draft, Draft::with_assurance);
            draft = cti.into_iter().fold(draft, Draft::with_cti);
            serial.iter().fold(draft, |draft, serial| draft.with_serial(serial))
        })
}

fn gate() -> Verifier {
    Verifier::new(common::store(), Policy::for_identity())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// What is verified is what was drafted, whatever was drafted and whatever carried it.
    #[test]
    fn verifying_undoes_issuing(draft in draft()) {
        let text = Issuer::new("PK-KP", key(PROVINCE)).unwrap().issue(&draft).unwrap();
        for text in [text.as_str(), &text.to_bare_claim169().unwrap(), &raw_text(text.message())] {
            let card = gate().verify_at(text, now()).unwrap();
            prop_assert_eq!(card.identity(), draft.identity());
            prop_assert_eq!(card.entitlements(), draft.entitlements());
            prop_assert_eq!(card.findings(), &[][..]);
        }
        let again = Issuer::new("PK-KP", key(PROVINCE)).unwrap().issue(&draft).unwrap();
        prop_assert_eq!(text.message(), again.message(), "the same draft gives the same bytes");
    }

    /// A character that changes anywhere in a text never gives another accepted message.
    #[test]
    fn an_altered_text_is_refused(draft in draft(), place in any::<prop::sample::Index>(), to in "[A-Z0-9 $%*+./:-]") {
        let text = Issuer::new("PK-KP", key(PROVINCE)).unwrap().issue(&draft).unwrap();
        let mut altered = text.to_string();
        let place = place.index(altered.len());
        altered.replace_range(place..=place, &to);
        if gate().verify_at(&altered, now()).is_ok() {
            // The envelope is not signed: unused bits at the end of a stream say nothing.
            let seen = untrusted::inspect(&altered);
            prop_assert_eq!(seen.message().unwrap().untrusted_bytes(), text.message());
        }
    }

    /// No text stops the reader, and what looks inside agrees with what verifies.
    #[test]
    fn no_text_panics(text in "\\PC{0,300}", tail in "[A-Z0-9 $%*+./:-]{0,300}") {
        for text in [text, format!("KP1:{tail}"), format!("NCF{tail}"), tail] {
            let parsed = SignedCredential::parse(&text);
            let seen = untrusted::inspect(&text);
            if !text.contains("%20") {
                let reason = parsed.err().map(|refused| *refused.reason());
                prop_assert_eq!(seen.stopped_by(), reason);
            }
            let _ = (seen.to_string(), gate().verify_at(&text, now()).is_ok());
        }
    }

    /// No message stops the reader either, however near to a good one.
    #[test]
    fn no_message_panics(places in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let mut message = sample();
        for (place, byte) in places {
            let place = place.index(message.len());
            message[place] = byte;
        }
        if message != sample() {
            let text = raw_text(&message);
            let class = gate().verify_at(&text, now()).unwrap_err().class();
            prop_assert!(matches!(class, Class::Unreadable | Class::NotTrusted));
            let _ = untrusted::inspect(&text).to_string();
        }
    }
}

fn sample() -> Vec<u8> {
    let draft = common::people::p1(common::five_years()).unwrap();
    Issuer::new("PK-KP", key(PROVINCE)).unwrap().issue(&draft).unwrap().message().to_vec()
}

/// All of them, not a sample: every bit of one message.
#[test]
fn every_flipped_bit_is_refused() {
    let (message, gate) = (sample(), gate());
    for place in 0..message.len() {
        for bit in 0..8 {
            let mut flipped = message.clone();
            flipped[place] ^= 1 << bit;
            let refused = gate.verify_at(&raw_text(&flipped), now()).unwrap_err();
            let told = matches!(refused.class(), Class::Unreadable | Class::NotTrusted);
            assert!(told && refused.authentic().is_none(), "bit {bit} of byte {place}: {}", refused.code());
        }
    }
}

/// Neither a name nor a number nor a date in any message to a log.
#[test]
fn logs_hold_nothing_of_the_person() {
    let draft = common::people::p1(common::five_years()).unwrap();
    let text = Issuer::new("PK-KP", key(PROVINCE)).unwrap().issue(&draft).unwrap();
    let card = gate().verify_at(&text, now()).unwrap();
    let desk = common::verifier(ServiceCode::ARMS_LICENCE);
    let refused = desk.verify_at(&text, now()).unwrap_err();
    let person = draft.identity().unwrap();
    let printed = format!(
        "{draft:?} {text:?} {card:?} {refused:?} {refused} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {}",
        person,
        person.full_name(),
        person.number(),
        person.birth_date(),
        person.guardian(),
        person.location(),
        card.entitlements(),
        refused.minimum(),
        person.number().unwrap(),
    );
    for secret in [
        "Namuna",
        "Farzi",
        "نمونہ",
        "1000000000011",
        "10000-0000001-1",
        "1990",
        "SCP-0000",
        "PK-KP-173",
        "KP1:",
    ] {
        assert!(!printed.contains(secret), "{secret} in {printed}");
    }
}
