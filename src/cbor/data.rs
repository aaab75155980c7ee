//! What was read, borrowed from the bytes it stands in (§2.1).

use super::integer::Integer;
use super::strict::{Build, CborError, Part, read_as, read_in_any_order_as};

/// One item. Its bytes and texts are those of the message.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Data<'a> {
    Int(Integer),
    Bytes(&'a [u8]),
    Text(&'a str),
    Array(Vec<Self>),
    Map(Vec<(Self, Self)>),
    Tag(u64, Box<Self>),
    Bool(bool),
    Null,
}

/// Reads one item in deterministic encoding, with nothing after it.
pub(crate) fn decode(bytes: &[u8]) -> Result<Data<'_>, CborError> {
    read_as(bytes)
}

/// Reads one item that another maker wrote, with the keys of its maps in any order.
pub(crate) fn decode_in_any_order(bytes: &[u8]) -> Result<Data<'_>, CborError> {
    read_in_any_order_as(bytes)
}

impl<'a> Data<'a> {
    pub(crate) const fn as_integer(&self) -> Option<Integer> {
        match self {
            Self::Int(number) => Some(*number),
            _ => None,
        }
    }

    pub(crate) const fn as_text(&self) -> Option<&'a str> {
        match self {
            Self::Text(text) => Some(*text),
            _ => None,
        }
    }

    pub(crate) const fn as_bytes(&self) -> Option<&'a [u8]> {
        match self {
            Self::Bytes(bytes) => Some(*bytes),
            _ => None,
        }
    }

    pub(crate) fn into_array(self) -> Option<Vec<Self>> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The items of an array of exactly so many.
    pub(crate) fn into_items<const N: usize>(self) -> Option<[Self; N]> {
        self.into_array()?.try_into().ok()
    }

    pub(crate) fn into_map(self) -> Option<Vec<(Self, Self)>> {
        match self {
            Self::Map(entries) => Some(entries),
            _ => None,
        }
    }
}

impl<'a> Build<'a> for Data<'a> {
    fn build(part: Part<'a, Self>) -> Self {
        match part {
            Part::Int(number) => Self::Int(number),
            Part::Bytes(bytes) => Self::Bytes(bytes),
            Part::Text(text) => Self::Text(text),
            Part::Array(items) => Self::Array(items),
            Part::Map(entries) => Self::Map(entries),
            Part::Tag(tag, item) => Self::Tag(tag, Box::new(item)),
            Part::Bool(truth) => Self::Bool(truth),
            Part::Null => Self::Null,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_item() {
        let rows: [(&[u8], Data<'_>); 10] = [
            (&[0x18, 0x18], Data::Int(24.into())),
            (&[0x1B, 255, 255, 255, 255, 255, 255, 255, 255], Data::Int(Integer::unsigned(u64::MAX))),
            (&[0x20], Data::Int((-1).into())),
            (&[0x3B, 255, 255, 255, 255, 255, 255, 255, 255], Data::Int(Integer::negative(u64::MAX))),
            (&[0x42, 1, 2], Data::Bytes(&[1, 2])),
            (&[0x62, 0xC3, 0xA9], Data::Text("é")),
            (&[0x82, 0xF4, 0xF5], Data::Array(vec![Data::Bool(false), Data::Bool(true)])),
            (&[0xA1, 0x01, 0xF6], Data::Map(vec![(Data::Int(1.into()), Data::Null)])),
            (&[0xD2, 0x80], Data::Tag(18, Box::new(Data::Array(vec![])))),
            (&[0x80], Data::Array(vec![])),
        ];
        for (bytes, data) in rows {
            assert_eq!(decode(bytes), Ok(data), "{bytes:02x?}");
        }
    }
}
