//! Issues a drawn person as any office would, with a key of their own.

use super::people::{Guardian, Person};
use super::services::Service;
use khyber_pass::text::{Language, Name};
use khyber_pass::{
    Assurance, BirthDate, Country, Day, Disclosure, Draft, Entitlement, Error, Gender, IdKind, IdNumber,
    Identity, Issuer, Location, QrText, Relation, ServiceCode, SigningKey, StatusReference, Timestamp,
    Validity,
};

/// The signed text of what is shown of the person.
pub fn text(person: &Person, shown: Disclosure) -> Result<QrText, Error> {
    let issuer = Issuer::new(person.issuer, SigningKey::from_seed(&person.seed))?;
    Ok(issuer.issue(&draft(person)?.disclose(shown)?)?)
}

fn draft(person: &Person) -> Result<Draft, Error> {
    let validity = Validity::new(Timestamp::new(person.issued_at)?, Timestamp::new(person.expires_at)?)?;
    let mut draft = Draft::new(identity(person)?, validity);
    for service in &person.services {
        draft = draft.with_entitlement(entitlement(service)?);
    }
    if let Some((list, index)) = person.status {
        draft = draft.with_status(StatusReference { list: list.unsigned_abs(), index: index.unsigned_abs() });
    }
    let assurance = person.assurance.and_then(|number| Assurance::from_number(number.unsigned_abs()));
    Ok(assurance.into_iter().fold(draft, Draft::with_assurance))
}

fn identity(person: &Person) -> Result<Identity, Error> {
    let second = Language::parse(person.second_language)?;
    let mut identity = Identity::new(Name::new(&person.name, Language::ENGLISH)?)
        .with_birth_date(BirthDate::parse(&person.born)?)
        .with_nationality(Country::new("PK")?)
        .with_country(Country::new("PK")?);
    if let Some(name) = &person.second_name {
        identity = identity.with_second_name(Name::new(name, second)?);
    }
    if let (Some(number), Some(kind)) =
        (&person.number, IdKind::from_number(person.number_kind.unsigned_abs()))
    {
        identity = identity.with_number(IdNumber::parse(kind, number)?);
    }
    if let Some(gender) = Gender::from_number(person.gender.unsigned_abs()) {
        identity = identity.with_gender(gender);
    }
    if let Some(guardian) = &person.guardian {
        identity = identity.with_guardian(with_relation(guardian, second)?);
    }
    if let Some(location) = &person.location {
        identity = identity.with_location(Location::new(location)?);
    }
    Ok(identity)
}

fn with_relation(guardian: &Guardian, second: Language) -> Result<khyber_pass::Guardian, Error> {
    let relation = Relation::from_number(guardian.relation.unsigned_abs()).unwrap_or(Relation::Other);
    let named = khyber_pass::Guardian::new(relation, Name::new(&guardian.name, Language::ENGLISH)?);
    Ok(match &guardian.second_name {
        Some(name) => named.with_second_name(Name::new(name, second)?),
        None => named,
    })
}

fn entitlement(service: &Service) -> Result<Entitlement, Error> {
    let day = |day: Option<i64>| day.map(|day| Day::new(u32::try_from(day).unwrap_or(0))).transpose();
    let code = ServiceCode::new(service.code.unsigned_abs());
    let mut entitlement = Entitlement::new(code)?.with_reference(&service.reference)?;
    entitlement = match (day(service.from)?, day(service.until)?) {
        (Some(from), Some(until)) => entitlement.with_days(from, until)?,
        (None, Some(until)) => entitlement.with_last_day(until),
        _ => entitlement,
    };
    if let Some(category) = service.category {
        entitlement = entitlement.with_category(category)?;
    }
    if let Some(quantity) = service.quantity {
        entitlement = entitlement.with_quantity(quantity.unsigned_abs());
    }
    if let Some(office) = &service.office {
        entitlement = entitlement.with_office(office)?;
    }
    Ok(entitlement)
}
