//! Entitlements: a service, its own days, its own status (§3.5).

use super::error::{ClaimsError, PersonError};
use super::finding::Finding;
use crate::cbor::{Data, Fields, Place, int, map, text};
use crate::limits::{CATEGORY_CHARS, LOCATION_CHARS, REFERENCE_CHARS};
use crate::registry::kp as key;
use crate::registry::kp::EntitlementStatus;
use crate::registry::services::ServiceCode;
use crate::text::SafeText;
use crate::time::{Day, TimeError};
use ciborium::Value;

/// What a service grants to the holder.
///
/// It has days and a status of its own; when it is over, the person is still who they are.
///
/// ```
/// use khyber_pass::{Day, Entitlement, EntitlementState, ServiceCode};
/// let licence = Entitlement::new(ServiceCode::DRIVING_LICENCE)?
///     .with_reference("DL-TEST-0001")?
///     .with_category("LTV")?
///     .with_days(Day::from_ymd(2024, 5, 1)?, Day::from_ymd(2029, 4, 30)?)?;
/// let state = |y, m, d| Ok::<_, khyber_pass::TimeError>(licence.state_on(Day::from_ymd(y, m, d)?));
/// assert_eq!(state(2024, 4, 30)?, EntitlementState::NotYet);
/// assert_eq!(state(2029, 4, 30)?, EntitlementState::Active);
/// assert_eq!(state(2029, 5, 1)?, EntitlementState::Expired);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Entitlement {
    service: ServiceCode,
    reference: Option<String>,
    status: u64,
    from: Option<Day>,
    until: Option<Day>,
    department: Option<u64>,
    category: Option<String>,
    quantity: Option<u64>,
    office: Option<String>,
}

/// What an entitlement is worth on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub enum EntitlementState {
    /// In force.
    Active,
    /// Its first day has not come.
    NotYet,
    /// Its last day is over.
    Expired,
    /// Suspended by the issuer.
    Suspended,
    /// Applied for, not granted.
    Pending,
    /// Withdrawn by the issuer.
    Withdrawn,
    /// Used up.
    Exhausted,
    /// A status this version does not know.
    Unknown,
}

impl Entitlement {
    /// An active entitlement without days, reference or category.
    ///
    /// # Errors
    /// [`PersonError::Shape`] for service 0, which is identity and no entitlement.
    pub fn new(service: ServiceCode) -> Result<Self, PersonError> {
        if service == ServiceCode::IDENTITY {
            return Err(PersonError::Shape { field: "service code" });
        }
        let (reference, category, office) = (None, None, None);
        let (from, until, department, quantity) = (None, None, None, None);
        Ok(Self { service, reference, status: 0, from, until, department, category, quantity, office })
    }

    /// Sets the department's reference: capital letters, digits, hyphen and slash, at most 24.
    ///
    /// # Errors
    /// [`PersonError::Shape`].
    pub fn with_reference(self, reference: &str) -> Result<Self, PersonError> {
        let shape = PersonError::Shape { field: "reference" };
        is_reference(reference).then_some(()).ok_or(shape)?;
        Ok(Self { reference: Some(reference.to_owned()), ..self })
    }

    /// Sets the status.
    pub fn with_status(self, status: EntitlementStatus) -> Self {
        Self { status: status.number(), ..self }
    }

    /// Sets the first and the last day, both inclusive. A day ends at 24:00 of civil time.
    ///
    /// # Errors
    /// [`TimeError::Order`] when the last day is before the first.
    pub fn with_days(self, from: Day, until: Day) -> Result<Self, TimeError> {
        if until < from {
            return Err(TimeError::Order);
        }
        Ok(Self { from: Some(from), until: Some(until), ..self })
    }

    /// Sets the last day, inclusive, and no first day.
    pub fn with_last_day(self, until: Day) -> Self {
        Self { from: None, until: Some(until), ..self }
    }

    /// Sets the department, where it is not the one the service implies.
    pub fn with_department(self, department: u64) -> Self {
        Self { department: Some(department), ..self }
    }

    /// Sets the category, such as `LTV`: 1 to 12 printable ASCII characters.
    ///
    /// # Errors
    /// [`PersonError::Shape`].
    pub fn with_category(self, category: &str) -> Result<Self, PersonError> {
        let shape = PersonError::Shape { field: "category" };
        is_plain(category, CATEGORY_CHARS).then_some(()).ok_or(shape)?;
        Ok(Self { category: Some(category.to_owned()), ..self })
    }

    /// Sets a quantity, such as cartridges.
    pub fn with_quantity(self, quantity: u64) -> Self {
        Self { quantity: Some(quantity), ..self }
    }

    /// Sets the office or place: 1 to 16 printable ASCII characters, usually a location code.
    ///
    /// # Errors
    /// [`PersonError::Shape`].
    pub fn with_office(self, office: &str) -> Result<Self, PersonError> {
        let shape = PersonError::Shape { field: "office" };
        is_plain(office, LOCATION_CHARS).then_some(()).ok_or(shape)?;
        Ok(Self { office: Some(office.to_owned()), ..self })
    }

    /// The service.
    pub const fn service(&self) -> ServiceCode {
        self.service
    }

    /// The department's reference.
    pub fn reference(&self) -> Option<&str> {
        self.reference.as_deref()
    }

    /// The status, if this version knows it.
    pub const fn status(&self) -> Option<EntitlementStatus> {
        EntitlementStatus::from_number(self.status)
    }

    /// The first day.
    pub const fn first_day(&self) -> Option<Day> {
        self.from
    }

    /// The last day.
    pub const fn last_day(&self) -> Option<Day> {
        self.until
    }

    /// The number of the department: the one given, or the one the service implies.
    pub fn department(&self) -> Option<u64> {
        self.department.or_else(|| Some(self.service.info()?.department.number()))
    }

    /// The category.
    pub fn category(&self) -> Option<SafeText<'_>> {
        self.category.as_deref().map(SafeText::new)
    }

    /// The quantity.
    pub const fn quantity(&self) -> Option<u64> {
        self.quantity
    }

    /// The office or place.
    pub fn office(&self) -> Option<SafeText<'_>> {
        self.office.as_deref().map(SafeText::new)
    }

    /// What it is worth on `day`. The status speaks before the days do.
    pub fn state_on(&self, day: Day) -> EntitlementState {
        match self.status() {
            Some(EntitlementStatus::Pending) => EntitlementState::Pending,
            Some(EntitlementStatus::Suspended) => EntitlementState::Suspended,
            Some(EntitlementStatus::Withdrawn) => EntitlementState::Withdrawn,
            Some(EntitlementStatus::Exhausted) => EntitlementState::Exhausted,
            None => EntitlementState::Unknown,
            Some(_) if self.from.is_some_and(|from| day < from) => EntitlementState::NotYet,
            Some(_) if self.until.is_some_and(|until| day > until) => EntitlementState::Expired,
            Some(_) => EntitlementState::Active,
        }
    }

    pub(super) fn write(&self) -> Value {
        let day = |day: Option<Day>| day.map(|day| int(day.number()));
        let label = |label: &Option<String>| label.as_deref().map(text);
        map([
            (key::SERVICE, Some(int(self.service.number()))),
            (key::REFERENCE, label(&self.reference)),
            (key::ENTITLEMENT_STATUS, (self.status != 0).then(|| int(self.status))),
            (key::FROM, day(self.from)),
            (key::UNTIL, day(self.until)),
            (key::DEPARTMENT, self.department.map(int)),
            (key::CATEGORY, label(&self.category)),
            (key::QUANTITY, self.quantity.map(int)),
            (key::OFFICE, label(&self.office)),
        ])
    }

    pub(super) fn read(
        value: Data<'_>,
        place: Place,
        findings: &mut Vec<Finding>,
    ) -> Result<Self, ClaimsError> {
        let mut fields = Fields::open("entitlement", value, place)?;
        let service_place = fields.place(key::SERVICE);
        let service = crate::cbor::as_uint(fields.require(key::SERVICE)?, service_place)?;
        let mut day = |key| {
            let day = |number: u64| u32::try_from(number).ok().and_then(|number| Day::new(number).ok());
            fields.choice(key, day)
        };
        let (from, until) = (day(key::FROM)?, day(key::UNTIL)?);
        let reference = |text: &str| is_reference(text).then(|| text.to_owned());
        let read = Self {
            service: ServiceCode::new(service),
            reference: fields.choice_text(key::REFERENCE, REFERENCE_CHARS, reference)?,
            status: fields.uint(key::ENTITLEMENT_STATUS)?.unwrap_or(0),
            from,
            until,
            department: fields.uint(key::DEPARTMENT)?,
            category: fields.text(key::CATEGORY, CATEGORY_CHARS)?.map(str::to_owned),
            quantity: fields.uint(key::QUANTITY)?,
            office: fields.text(key::OFFICE, LOCATION_CHARS)?.map(str::to_owned),
        };
        if read.service == ServiceCode::IDENTITY {
            return Err(crate::cbor::FieldError::Value { place: service_place }.into());
        }
        if matches!((from, until), (Some(from), Some(until)) if until < from) {
            return Err(crate::cbor::FieldError::Value { place: fields.place(key::UNTIL) }.into());
        }
        for (field, label) in [(key::CATEGORY, &read.category), (key::OFFICE, &read.office)] {
            // An issuer writes printable ASCII only.
            if label.as_ref().is_some_and(|label| !is_plain(label, label.len())) {
                findings.push(Finding::OddLabel { place: fields.place(field) });
            }
        }
        Finding::leftover(&fields, findings);
        Ok(read)
    }
}

impl core::fmt::Debug for Entitlement {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Entitlement({})", self.service)
    }
}

impl core::fmt::Display for EntitlementState {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Self::Active => "active",
            Self::NotYet => "not yet begun",
            Self::Expired => "expired",
            Self::Suspended => "suspended",
            Self::Pending => "pending",
            Self::Withdrawn => "withdrawn",
            Self::Exhausted => "exhausted",
            Self::Unknown => "of unknown state",
        })
    }
}

/// Is this the encoding of an entitlement that can be read? For showing which of several cannot.
pub(crate) fn is_entitlement(bytes: &[u8]) -> bool {
    let place = Place { part: "kp", key: key::ENTITLEMENTS };
    crate::cbor::decode(bytes)
        .is_ok_and(|tree| Entitlement::read(tree.root(), place, &mut Vec::new()).is_ok())
}

fn is_reference(text: &str) -> bool {
    let plain = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit() || matches!(b, b'-' | b'/');
    (1..=REFERENCE_CHARS).contains(&text.len()) && text.bytes().all(plain)
}

fn is_plain(text: &str, most: usize) -> bool {
    (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic() || b == b' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_status_speaks_before_the_days() {
        let day = |n| Day::new(n).unwrap();
        let service = Entitlement::new(ServiceCode::SEHAT_CARD).unwrap();
        let dated = service.clone().with_days(day(10), day(20)).unwrap();
        let with = |status| dated.clone().with_status(status).state_on(day(99));
        assert_eq!(with(EntitlementStatus::Active), EntitlementState::Expired);
        assert_eq!(with(EntitlementStatus::Lifetime), EntitlementState::Expired);
        assert_eq!(with(EntitlementStatus::Pending), EntitlementState::Pending);
        assert_eq!(with(EntitlementStatus::Suspended), EntitlementState::Suspended);
        assert_eq!(with(EntitlementStatus::Withdrawn), EntitlementState::Withdrawn);
        assert_eq!(with(EntitlementStatus::Exhausted), EntitlementState::Exhausted);
        let later = Entitlement { status: 6, ..dated };
        assert_eq!((later.status(), later.state_on(day(15))), (None, EntitlementState::Unknown));
        assert_eq!(service.clone().with_last_day(day(20)).state_on(day(0)), EntitlementState::Active);
        assert_eq!(service.state_on(day(2_932_896)), EntitlementState::Active);
    }

    #[test]
    fn shapes_are_kept() {
        let new = || Entitlement::new(ServiceCode::SEHAT_CARD).unwrap();
        let shape = |field| Some(PersonError::Shape { field });
        assert_eq!(Entitlement::new(ServiceCode::IDENTITY).err(), shape("service code"));
        assert_eq!(new().with_reference("scp-1").err(), shape("reference"));
        assert_eq!(new().with_reference("").err(), shape("reference"));
        assert_eq!(new().with_reference(&"A".repeat(25)).err(), shape("reference"));
        assert_eq!(new().with_category("NPB\u{202e}").err(), shape("category"));
        assert_eq!(new().with_office("").err(), shape("office"));
        let day = |n| Day::new(n).unwrap();
        assert_eq!(new().with_days(day(2), day(1)).err(), Some(TimeError::Order));
    }
}
