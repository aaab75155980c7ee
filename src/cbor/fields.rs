//! Taking typed fields out of a map, so that what has the wrong form is refused and never dropped.

use super::data::{Data, Entries, Items, SmallKeys};
use super::integer::Integer;
use crate::code::Code;
use core::ops::RangeInclusive;

/// The entries of a map that have not been taken yet.
pub(crate) struct Fields<'a> {
    part: &'static str,
    entries: Entries<'a, 'a>,
    /// Most keys are small numbers, and most of those that are asked for are not there.
    small_keys: SmallKeys<'a, 'a>,
    taken: Taken,
}

impl<'a> Fields<'a> {
    /// Opens a map; `place` says what is refused if it is none.
    pub(crate) fn open(part: &'static str, value: Data<'a>, place: Place) -> Result<Self, FieldError> {
        let entries = value.as_map().ok_or(FieldError::Type { place })?;
        Ok(Self { part, entries, small_keys: entries.small_keys(), taken: Taken::default() })
    }

    pub(crate) const fn part(&self) -> &'static str {
        self.part
    }

    pub(crate) const fn place(&self, key: i64) -> Place {
        Place { part: self.part, key }
    }

    /// Takes a field of any type.
    pub(crate) fn take(&mut self, key: i64) -> Option<Data<'a>> {
        let key = Integer::from(key);
        match key.small() {
            Some(small) => self.small_keys.find(small).filter(|_| self.taken.take_small(small)),
            None => self.take_found(self.entries.find_number(key)),
        }
    }

    /// Takes a field whose key is a text.
    pub(crate) fn take_label(&mut self, label: &str) -> Option<Data<'a>> {
        self.take_found(self.entries.find_text(label))
    }

    fn take_found(&mut self, found: Option<(usize, Data<'a>)>) -> Option<Data<'a>> {
        let (entry, value) = found?;
        self.taken.take_entry(entry).then_some(value)
    }

    /// Takes a field that must be there.
    pub(crate) fn require(&mut self, key: i64) -> Result<Data<'a>, FieldError> {
        self.take(key).ok_or(FieldError::Missing { place: self.place(key) })
    }

    /// Takes an unsigned integer.
    pub(crate) fn uint(&mut self, key: i64) -> Result<Option<u64>, FieldError> {
        let place = self.place(key);
        self.take(key).map(|value| as_uint(value, place)).transpose()
    }

    /// Takes an unsigned integer that names a member of a table.
    pub(crate) fn choice<T>(
        &mut self,
        key: i64,
        from_number: impl Fn(u64) -> Option<T>,
    ) -> Result<Option<T>, FieldError> {
        let place = self.place(key);
        self.uint(key)?.map(|number| from_number(number).ok_or(FieldError::Value { place })).transpose()
    }

    /// Takes a text of 1 to `most` characters.
    pub(crate) fn text(&mut self, key: i64, most: usize) -> Result<Option<&'a str>, FieldError> {
        let place = self.place(key);
        self.take(key).map(|value| as_text(value, most, place)).transpose()
    }

    /// Takes a text of 1 to `most` characters that `read` understands.
    pub(crate) fn choice_text<T>(
        &mut self,
        key: i64,
        most: usize,
        read: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, FieldError> {
        let place = self.place(key);
        self.text(key, most)?.map(|text| read(text).ok_or(FieldError::Value { place })).transpose()
    }

    /// Takes a byte string.
    pub(crate) fn bytes(&mut self, key: i64) -> Result<Option<&'a [u8]>, FieldError> {
        let place = self.place(key);
        self.take(key).map(|value| value.as_bytes().ok_or(FieldError::Type { place })).transpose()
    }

    /// Takes an array.
    pub(crate) fn array(&mut self, key: i64) -> Result<Option<Items<'a, 'a>>, FieldError> {
        let place = self.place(key);
        self.take(key).map(|value| value.as_array().ok_or(FieldError::Type { place })).transpose()
    }

    /// The keys nobody took: integers, and whether there were others.
    pub(crate) fn leftover(&self) -> Leftover {
        if self.taken.count() == self.entries.len() {
            return Leftover { keys: Vec::new(), labels: false };
        }
        let integer = |key: &Data<'_>| key.as_integer().and_then(|key| i64::try_from(key).ok());
        let left = || self.entries.enumerate().filter(|(entry, (key, _))| !self.taken.is_taken(key, *entry));
        let keys: Vec<i64> = left().filter_map(|(_, (key, _))| integer(&key)).collect();
        let labels = left().count() != keys.len();
        Leftover { keys, labels }
    }

    /// Refuses whatever nobody took.
    pub(crate) fn close(self) -> Result<(), FieldError> {
        let Leftover { keys, labels } = self.leftover();
        match keys.first() {
            Some(key) => Err(FieldError::Unknown { place: self.place(*key) }),
            None if labels => Err(FieldError::Label { part: self.part }),
            None => Ok(()),
        }
    }
}

/// What was taken of a map.
#[derive(Default)]
struct Taken {
    /// A bit for each small number.
    small: u64,
    /// Under other keys, a bit for each of the 256 entries it can have.
    entries: [u64; 4],
}

impl Taken {
    /// Takes what stands under a small number, if nobody has.
    fn take_small(&mut self, number: u8) -> bool {
        set(&mut self.small, number.into())
    }

    /// Takes an entry, if nobody has.
    fn take_entry(&mut self, entry: usize) -> bool {
        self.entries.get_mut(entry / 64).is_some_and(|bits| set(bits, entry % 64))
    }

    fn count(&self) -> usize {
        let bits = self.entries.iter().chain([&self.small]);
        bits.map(|bits| usize::try_from(bits.count_ones()).unwrap_or(0)).sum()
    }

    fn is_taken(&self, key: &Data<'_>, entry: usize) -> bool {
        match key.as_integer().and_then(Integer::small) {
            Some(number) => self.small >> number & 1 == 1,
            None => self.entries.get(entry / 64).is_none_or(|bits| bits >> (entry % 64) & 1 == 1),
        }
    }
}

/// Sets one of 64 bits, and says whether it was not set before.
fn set(bits: &mut u64, place: usize) -> bool {
    let bit = 1 << place;
    let was_unset = *bits & bit == 0;
    *bits |= bit;
    was_unset
}

/// What was left in a map.
pub(crate) struct Leftover {
    pub(crate) keys: Vec<i64>,
    /// A key that is no integer of 64 bits.
    pub(crate) labels: bool,
}

/// Refuses a length outside its bounds, and names the bound that it breaks.
pub(crate) fn within(bounds: RangeInclusive<usize>, found: usize, place: Place) -> Result<(), FieldError> {
    let limit = found.clamp(*bounds.start(), *bounds.end());
    if found == limit { Ok(()) } else { Err(FieldError::Length { place, found, limit }) }
}

pub(crate) fn as_uint(value: Data<'_>, place: Place) -> Result<u64, FieldError> {
    let integer = value.as_integer().ok_or(FieldError::Type { place })?;
    u64::try_from(integer).map_err(|_| FieldError::Value { place })
}

pub(crate) fn as_text<'a>(value: Data<'a>, most: usize, place: Place) -> Result<&'a str, FieldError> {
    let text = value.as_text().ok_or(FieldError::Type { place })?;
    if text.is_empty() {
        return Err(FieldError::Value { place });
    }
    match count_beyond(text, most) {
        Some(found) => Err(FieldError::Length { place, found, limit: most }),
        None => Ok(text),
    }
}

/// How many characters a text has, if they are more than `most`. Each is at least a byte, so that most texts need no
/// counting.
pub(crate) fn count_beyond(text: &str, most: usize) -> Option<usize> {
    if text.len() <= most {
        return None;
    }
    Some(text.chars().count()).filter(|found| *found > most)
}

/// Where a field stands: the map and the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The map, such as `identity`.
    pub part: &'static str,
    /// The key in that map.
    pub key: i64,
}

impl core::fmt::Display for Place {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{} field {}", self.part, self.key)
    }
}

/// What was wrong with a field. The value itself is never quoted: it may be personal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FieldError {
    /// A required field is absent.
    #[error("{place} is missing")]
    Missing {
        /// The field.
        place: Place,
    },
    /// A field has the wrong type.
    #[error("{place} has the wrong type")]
    Type {
        /// The field.
        place: Place,
    },
    /// A text or byte string is too long or too short.
    #[error("{place} has length {found}, more or less than {limit}")]
    Length {
        /// The field.
        place: Place,
        /// The length found: characters of a text, bytes of a byte string.
        found: usize,
        /// The limit it breaks.
        limit: usize,
    },
    /// A field has a value outside its grammar.
    #[error("{place} has a value outside its grammar")]
    Value {
        /// The field.
        place: Place,
    },
    /// A field the grammar does not know, where it allows none.
    #[error("{place} is unknown")]
    Unknown {
        /// The field.
        place: Place,
    },
    /// A key that is not an integer, where the grammar allows none.
    #[error("{part} has a key that is not an integer")]
    Label {
        /// The map.
        part: &'static str,
    },
}

impl FieldError {
    /// The stable code, as part of a credential.
    pub const fn code(&self) -> Code {
        match self {
            Self::Missing { .. } | Self::Label { .. } | Self::Unknown { .. } => Code::ClaimsStructure,
            Self::Type { .. } => Code::ClaimsType,
            Self::Length { .. } => Code::ClaimsLength,
            Self::Value { .. } => Code::ClaimsValue,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::decode;
    use super::*;
    use crate::cbor::{encode, int, map};

    const PLACE: Place = Place { part: "a map", key: 0 };

    /// Small keys, negative ones and large ones are remembered in different ways; a map of 200 has all of them.
    #[test]
    fn what_nobody_took_is_left() {
        let keys = || (0..100).chain(1_000..1_050).chain(-50..0);
        let bytes = encode(map(keys().map(|key| (key, Some(int(1))))));
        let tree = decode(&bytes).unwrap();
        for (every, beginning) in [(1, 0), (2, 0), (2, 1), (3, 2), (201, 0)] {
            let mut fields = Fields::open("a map", tree.root(), PLACE).unwrap();
            let is_taken = |key: &i64| (key + 50) % every == beginning;
            for key in keys().filter(is_taken) {
                assert!(fields.take(key).is_some(), "{key}");
                assert!(fields.take(key).is_none(), "{key} a second time");
            }
            let mut left = fields.leftover().keys;
            left.sort_unstable();
            let mut expected: Vec<i64> = keys().filter(|key| !is_taken(key)).collect();
            expected.sort_unstable();
            assert_eq!(left, expected, "every {every}");
            assert!(!fields.leftover().labels);
        }
    }

    #[test]
    fn what_is_left_is_refused_by_whoever_closes_the_map() {
        let close = |bytes: &[u8], taken: &[i64]| {
            let tree = decode(bytes).unwrap();
            let mut fields = Fields::open("a map", tree.root(), PLACE).unwrap();
            assert!(taken.iter().all(|key| fields.take(*key).is_some()));
            fields.close()
        };
        let unknown = |key| Err(FieldError::Unknown { place: Place { part: "a map", key } });
        let label = Err(FieldError::Label { part: "a map" });
        // {1: true, "a": true}, {2^64 - 1: true}, {-1: true, -2: true}
        assert_eq!(close(&[0xA2, 0x01, 0xF5, 0x61, b'a', 0xF5], &[]), unknown(1));
        assert_eq!(close(&[0xA2, 0x01, 0xF5, 0x61, b'a', 0xF5], &[1]), label);
        assert_eq!(close(&[0xA1, 0x1B, 255, 255, 255, 255, 255, 255, 255, 255, 0xF5], &[]), label);
        assert_eq!(close(&[0xA2, 0x20, 0xF5, 0x21, 0xF5], &[-1]), unknown(-2));
        assert_eq!(close(&[0xA2, 0x20, 0xF5, 0x21, 0xF5], &[-2, -1]), Ok(()));
    }
}
