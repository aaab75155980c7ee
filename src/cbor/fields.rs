//! Taking typed fields out of a map, so that what has the wrong form is refused and never dropped.

use super::data::{Data, Entries, Items};
use super::integer::Integer;
use crate::code::Code;

/// The entries of a map that have not been taken yet.
pub(crate) struct Fields<'a> {
    part: &'static str,
    entries: Entries<'a, 'a>,
    /// Most fields that are asked for are not there: one look at this says so.
    small_keys: u64,
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
        let is_absent = key.bit() != 0 && self.small_keys & key.bit() == 0;
        let found = if is_absent { None } else { self.entries.find_number(key) };
        self.take_found(found)
    }

    /// Takes a field whose key is a text.
    pub(crate) fn take_label(&mut self, label: &str) -> Option<Data<'a>> {
        self.take_found(self.entries.find_text(label))
    }

    fn take_found(&mut self, found: Option<(usize, Data<'a>)>) -> Option<Data<'a>> {
        let (entry, value) = found?;
        self.taken.take(entry).then_some(value)
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
        let left = || self.entries.enumerate().filter(|(entry, _)| !self.taken.is_taken(*entry));
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

/// Which entries of a map were taken: a bit for each of the 256 it can have.
#[derive(Default)]
struct Taken([u64; 4]);

impl Taken {
    /// Takes an entry, if nobody has.
    fn take(&mut self, entry: usize) -> bool {
        let is_left = !self.is_taken(entry);
        if let Some(bits) = self.0.get_mut(entry / 64) {
            *bits |= 1 << (entry % 64);
        }
        is_left
    }

    fn count(&self) -> usize {
        self.0.iter().map(|bits| usize::try_from(bits.count_ones()).unwrap_or(0)).sum()
    }

    fn is_taken(&self, entry: usize) -> bool {
        self.0.get(entry / 64).is_none_or(|bits| bits >> (entry % 64) & 1 == 1)
    }
}

/// What was left in a map.
pub(crate) struct Leftover {
    pub(crate) keys: Vec<i64>,
    /// A key that is no integer of 64 bits.
    pub(crate) labels: bool,
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
