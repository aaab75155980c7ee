//! What a trust list says of status lists (§5.4, §5.7).

use crate::cbor::{Data, FieldError, Place, as_text, as_uint, int, text};
use crate::limits::{CBOR_ENTRIES, STATUS_ENTRIES, STATUS_URI_CHARS};
use crate::registry::trust as key;
use ciborium::Value;

/// What a list says of one status list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusListInfo {
    /// The number of the status list.
    pub list: u16,
    /// How many entries it has: 1 to 16,777,216.
    pub entries: u64,
    /// Bits per entry: 1, or 2 where credentials can be suspended.
    pub bits: u8,
    /// The URI that names it, if it is not the default `kp:s/` and the number.
    pub uri: Option<String>,
}

impl StatusListInfo {
    /// The URI that names the list: its own, or the default one.
    pub(crate) fn uri(&self) -> String {
        self.uri.clone().unwrap_or_else(|| format!("{DEFAULT_STATUS_URI}{}", self.list))
    }

    /// Are there few enough, each in the grammar, and none with the number or the URI of another?
    pub(crate) fn check_all(infos: &[Self]) -> Result<(), FieldError> {
        let place = Place { part: "list", key: key::LIST_STATUS_LISTS };
        if infos.len() > CBOR_ENTRIES {
            return Err(FieldError::Length { place, found: infos.len(), limit: CBOR_ENTRIES });
        }
        let wrong = FieldError::Value { place };
        for (i, info) in infos.iter().enumerate() {
            let same = |earlier: &Self| earlier.list == info.list || earlier.uri() == info.uri();
            let repeated = infos.iter().take(i).any(same);
            let uri_chars = info.uri.as_ref().map_or(1, |uri| uri.chars().count());
            let fits = (1..=STATUS_ENTRIES).contains(&info.entries)
                && matches!(info.bits, 1 | 2)
                && (1..=STATUS_URI_CHARS).contains(&uri_chars);
            if repeated || !fits {
                return Err(wrong);
            }
        }
        Ok(())
    }

    pub(crate) fn write(&self) -> Value {
        let uri = self.uri.as_deref().map_or(Value::Null, text);
        Value::Array(vec![int(self.list), int(self.entries), int(self.bits), uri])
    }

    pub(crate) fn read(value: Data<'_>, place: Place) -> Result<Self, FieldError> {
        let [list, entries, bits, uri] = value.as_items().ok_or(FieldError::Type { place })?;
        let wrong = FieldError::Value { place };
        Ok(Self {
            list: u16::try_from(as_uint(list, place)?).map_err(|_| wrong)?,
            entries: as_uint(entries, place)?,
            bits: u8::try_from(as_uint(bits, place)?).map_err(|_| wrong)?,
            uri: match uri {
                Data::Null => None,
                uri => Some(as_text(uri, STATUS_URI_CHARS, place)?.to_owned()),
            },
        })
    }
}

/// Before the number of a list that has no URI of its own.
pub(super) const DEFAULT_STATUS_URI: &str = "kp:s/";
