//! Eight invented people. Their numbers use localities and serials that no register gives out.

#![allow(dead_code)] // each example and test uses some of them

use khyber_pass::text::{Language, Name};
use khyber_pass::{
    BirthDate, Country, Day, Draft, Entitlement, Error, Gender, Guardian, IdKind, IdNumber, Identity,
    Location, Relation, ServiceCode, Validity,
};

/// All eight, P1 first.
pub fn all(validity: Validity) -> Result<Vec<Draft>, Error> {
    [p1, p2, p3, p4, p5, p6, p7, p8].iter().map(|person| person(validity)).collect()
}

/// A plain adult with two services.
pub fn p1(validity: Validity) -> Result<Draft, Error> {
    Ok(p1_without_services(validity)?
        .with_entitlement(sehat("SCP-00000001")?.with_last_day(day(2030, 12, 31)?))
        .with_entitlement(driving("DL-TEST-0001", "LTV")?))
}

/// The same adult, with an identity and nothing else.
pub fn p1_without_services(validity: Validity) -> Result<Draft, Error> {
    let person =
        person("Namuna Khan", IdKind::Cnic, "10000-0000001-1", "1990-03-15", Gender::Male, "PK-KP-173")?
            .with_second_name(urdu("نمونہ خان")?)
            .with_guardian(guardian(Relation::Father, "Farzi Khan")?.with_second_name(urdu("فرضی خان")?));
    Ok(Draft::new(person, validity))
}

/// The same adult with five services, which is much.
pub fn p1_with_five_services(validity: Validity) -> Result<Draft, Error> {
    let arms = Entitlement::new(ServiceCode::ARMS_LICENCE)?
        .with_reference("AL-TEST-0001")?
        .with_days(Day::new(20_089)?, Day::new(21_183)?)?
        .with_category("NPB")?
        .with_quantity(50);
    let vehicle = Entitlement::new(ServiceCode::VEHICLE)?
        .with_reference("VRC-TEST-0001")?
        .with_last_day(day(2026, 6, 30)?)
        .with_category("LEA-0000")?;
    Ok(p1(validity)?
        .with_entitlement(arms)
        .with_entitlement(Entitlement::new(ServiceCode::DOMICILE)?.with_reference("DOM-TEST-0001")?)
        .with_entitlement(vehicle))
}

/// A single name; the husband is the guardian.
pub fn p2(validity: Validity) -> Result<Draft, Error> {
    let person =
        person("Misalia", IdKind::Cnic, "10000-0000002-2", "1988-11-01", Gender::Female, "PK-KP-173")?
            .with_second_name(urdu("مثالیہ")?)
            .with_guardian(guardian(Relation::Husband, "Namuna Khan")?.with_second_name(urdu("نمونہ خان")?));
    Ok(Draft::new(person, validity)
        .with_entitlement(sehat("SCP-00000001")?.with_last_day(day(2030, 12, 31)?)))
}

/// A Pashto speaker of whose birth only the year is known.
pub fn p3(validity: Validity) -> Result<Draft, Error> {
    let person =
        person("Shaperai Namuna", IdKind::Cnic, "20000-0000003-3", "1948", Gender::Female, "PK-KP-212")?
            .with_second_name(pashto("ښاپېرۍ نمونه")?)
            .with_guardian(
                guardian(Relation::Father, "Azmoyana Gul")?.with_second_name(pashto("ازموینه ګل")?),
            );
    Ok(Draft::new(person, validity)
        .with_entitlement(sehat("SCP-00000003")?)
        .with_entitlement(Entitlement::new(ServiceCode::SENIOR_CITIZEN)?.with_reference("SNR-0003")?))
}

/// The third gender; a guru is the guardian.
pub fn p4(validity: Validity) -> Result<Draft, Error> {
    let person =
        person("Tajurba", IdKind::Cnic, "10000-0000004-4", "1995-06-07", Gender::Other, "PK-KP-161")?
            .with_second_name(urdu("تجربہ")?)
            .with_guardian(guardian(Relation::Guru, "Guru Misal")?.with_second_name(urdu("گرو مثال")?));
    Ok(Draft::new(person, validity).with_entitlement(sehat("SCP-00000004")?))
}

/// A child, born on a leap day, with a Form B.
pub fn p5(validity: Validity) -> Result<Draft, Error> {
    let person =
        person("Aazmaish Bibi", IdKind::FormB, "10000-0000005-6", "2020-02-29", Gender::Female, "PK-KP-156")?
            .with_second_name(urdu("آزمائش بی بی")?)
            .with_guardian(guardian(Relation::Father, "Farzi Khan")?.with_second_name(urdu("فرضی خان")?));
    let school =
        Entitlement::new(ServiceCode::ENROLMENT)?.with_reference("2026TEST00000005")?.with_category("KG")?;
    Ok(Draft::new(person, validity).with_entitlement(school))
}

/// The longest names, and six services.
pub fn p6(validity: Validity) -> Result<Draft, Error> {
    let name = "Syed Muhammad Namuna-ul-Hasan Shah Bukhari Al-Misali";
    let father = guardian(Relation::Father, "Syed Farzi ud Din Shah Bukhari")?
        .with_second_name(urdu("سید فرضی الدین شاہ بخاری")?);
    let person = person(name, IdKind::Cnic, "10000-0000006-7", "1979-12", Gender::Male, "PK-KP-131")?
        .with_second_name(urdu("سید محمد نمونۂ حسن شاہ بخاری المثالی")?)
        .with_guardian(father);
    let arms = Entitlement::new(ServiceCode::ARMS_LICENCE)?
        .with_reference("AL-TEST-0006")?
        .with_days(Day::new(20_089)?, Day::new(21_183)?)?
        .with_category("NPB")?
        .with_quantity(50);
    let land = Entitlement::new(ServiceCode::LAND_RECORD)?
        .with_reference("FARD-TEST-000006")?
        .with_office("PK-KP-131")?;
    Ok(Draft::new(person, validity)
        .with_entitlement(sehat("SCP-00000006")?)
        .with_entitlement(driving("DL-TEST-0006", "HTV")?)
        .with_entitlement(arms)
        .with_entitlement(land)
        .with_entitlement(Entitlement::new(ServiceCode::TAX)?.with_reference("KPRA-TEST-06")?)
        .with_entitlement(Entitlement::new(ServiceCode::DOMICILE)?.with_reference("DOM-TEST-0006")?))
}

/// A Pakistani abroad, with neither a second language nor a guardian.
pub fn p7(validity: Validity) -> Result<Draft, Error> {
    let person = person(
        "Jean-Paul O'Namuna",
        IdKind::Nicop,
        "10000-0000007-9",
        "1999-12-31",
        Gender::Male,
        "PK-KP-152",
    )?;
    Ok(Draft::new(person, validity)
        .with_entitlement(Entitlement::new(ServiceCode::DOMICILE)?.with_reference("DOM-TEST-0007")?))
}

/// Typed on an Arabic keyboard, with Urdu digits and a ligature: the rules put it right.
pub fn p8(validity: Validity) -> Result<Draft, Error> {
    let born = BirthDate::parse_day_first("01/01/2001")?;
    let person = person("Karim Namuna", IdKind::Cnic, "۱۰۰۰۰-۰۰۰۰۰۰۸-۱", "2001", Gender::Male, "PK-KP-171")?
        .with_birth_date(born)
        .with_second_name(urdu("كريم نمونه")?)
        .with_guardian(guardian(Relation::Father, "Abdullah")?.with_second_name(urdu("عبداﷲ")?));
    let vehicle = Entitlement::new(ServiceCode::VEHICLE)?
        .with_reference("VRC-TEST-0008")?
        .with_last_day(day(2026, 6, 30)?)
        .with_category("LEA-0000")?;
    Ok(Draft::new(person, validity).with_entitlement(vehicle))
}

fn person(
    name: &str,
    kind: IdKind,
    number: &str,
    born: &str,
    gender: Gender,
    place: &str,
) -> Result<Identity, Error> {
    Ok(Identity::new(Name::new(name, Language::ENGLISH)?)
        .with_number(IdNumber::parse(kind, number)?)
        .with_birth_date(BirthDate::parse(born)?)
        .with_gender(gender)
        .with_location(Location::new(place)?)
        .with_nationality(Country::new("PK")?)
        .with_country(Country::new("PK")?))
}

fn guardian(relation: Relation, name: &str) -> Result<Guardian, Error> {
    Ok(Guardian::new(relation, Name::new(name, Language::ENGLISH)?))
}

fn urdu(name: &str) -> Result<Name, Error> {
    Ok(Name::new(name, Language::URDU)?)
}

fn pashto(name: &str) -> Result<Name, Error> {
    Ok(Name::new(name, Language::PASHTO)?)
}

fn sehat(reference: &str) -> Result<Entitlement, Error> {
    Ok(Entitlement::new(ServiceCode::SEHAT_CARD)?.with_reference(reference)?)
}

fn driving(reference: &str, category: &str) -> Result<Entitlement, Error> {
    Ok(Entitlement::new(ServiceCode::DRIVING_LICENCE)?
        .with_reference(reference)?
        .with_days(Day::new(19_844)?, Day::new(21_669)?)?
        .with_category(category)?)
}

fn day(year: u16, month: u8, day: u8) -> Result<Day, Error> {
    Ok(Day::from_ymd(year, month, day)?)
}
