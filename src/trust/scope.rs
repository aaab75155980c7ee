//! What a key may assert: service codes, denied unless listed (§5.5).

use crate::cbor::{Data, FieldError, Items, Place, as_uint, int};
use crate::registry::services::ServiceCode;
use ciborium::Value;

/// The services a key may assert. Identity is service 0. The empty scope allows nothing, and
/// services of 65536 and above can never be in scope.
///
/// ```
/// use khyber_pass::{Scopes, ServiceCode};
/// let scopes = Scopes::none().with(ServiceCode::IDENTITY).with_range(24, 31);
/// assert!(scopes.allow(ServiceCode::IDENTITY) && scopes.allow(ServiceCode::new(31)));
/// assert!(!scopes.allow(ServiceCode::SEHAT_CARD));
/// assert!(!Scopes::none().allow(ServiceCode::IDENTITY));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scopes(Vec<(u16, u16)>);

impl Scopes {
    /// Nothing.
    pub const fn none() -> Self {
        Self(Vec::new())
    }

    /// This and one more service. A service of 65536 or above adds nothing.
    pub fn with(mut self, service: ServiceCode) -> Self {
        self.0.extend(u16::try_from(service.number()).map(|code| (code, code)));
        self
    }

    /// This and the services from `first` to `last`, both inclusive. An empty range adds nothing.
    pub fn with_range(mut self, first: u16, last: u16) -> Self {
        self.0.extend((first <= last).then_some((first, last)));
        self
    }

    /// May the service be asserted?
    pub fn allow(&self, service: ServiceCode) -> bool {
        u16::try_from(service.number())
            .is_ok_and(|code| self.0.iter().any(|(first, last)| (*first..=*last).contains(&code)))
    }

    /// The ranges as they are written, both ends inclusive; they may overlap.
    pub fn ranges(&self) -> &[(u16, u16)] {
        &self.0
    }

    /// How many services and ranges are listed.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn write(&self) -> Value {
        write_ranges(&self.0)
    }

    pub(super) fn read(items: Items<'_, '_>, place: Place) -> Result<Self, FieldError> {
        read_ranges(items, place).map(Self)
    }
}

/// Numbers and inclusive ranges, as scopes and status lists are written.
pub(super) fn write_ranges(ranges: &[(u16, u16)]) -> Value {
    let item = |(first, last): &(u16, u16)| {
        if first == last { int(*first) } else { Value::Array(vec![int(*first), int(*last)]) }
    };
    Value::Array(ranges.iter().map(item).collect())
}

pub(super) fn read_ranges(items: Items<'_, '_>, place: Place) -> Result<Vec<(u16, u16)>, FieldError> {
    let number =
        |value: Data<'_>| u16::try_from(as_uint(value, place)?).map_err(|_| FieldError::Value { place });
    let range = |item: Data<'_>| match item {
        Data::Array(ends) => {
            let [first, last] = ends.exactly().ok_or(FieldError::Type { place })?;
            let (first, last) = (number(first)?, number(last)?);
            (first <= last).then_some((first, last)).ok_or(FieldError::Value { place })
        }
        single => number(single).map(|code| (code, code)),
    };
    items.map(range).collect()
}
