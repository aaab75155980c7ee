//! One pass over the bytes that decides whether they are deterministic CBOR (§2.1, RFC 8949 §4.2.1).

use super::data::{Node, Span};
use super::integer::Integer;
use crate::code::Code;
use crate::limits::{CBOR_DEPTH, CBOR_ENTRIES};

/// Accepts exactly one item in deterministic encoding, with nothing after it.
pub(crate) fn check(bytes: &[u8]) -> Result<(), CborError> {
    read_as(bytes)
}

/// The same, and collects what it finds.
pub(crate) fn read_as<'a, T: Collect<'a>>(bytes: &'a [u8]) -> Result<T, CborError> {
    whole(Reader { bytes, at: 0, order: Order::Bytewise })
}

/// The same, with the keys of maps in any order. For encodings of other makers that nobody signed for
/// us; no message of ours is read by it.
pub(super) fn read_in_any_order_as<'a, T: Collect<'a>>(bytes: &'a [u8]) -> Result<T, CborError> {
    whole(Reader { bytes, at: 0, order: Order::Any })
}

fn whole<'a, T: Collect<'a>>(mut reader: Reader<'a>) -> Result<T, CborError> {
    let mut found = T::for_bytes(reader.bytes);
    reader.item(0, &mut found)?;
    let bytes = reader.bytes;
    if reader.at == bytes.len() { Ok(found) } else { Err(CborError::Trailing { at: reader.at }) }
}

/// What becomes of the items that the strict pass finds, in the order of the bytes.
pub(crate) trait Collect<'a>: Sized {
    /// Ready for the items of `bytes`.
    fn for_bytes(bytes: &[u8]) -> Self;
    /// The place of the next item.
    fn place(&self) -> usize;
    fn push(&mut self, node: Node<'a>);
    /// The array or map at this place is over.
    fn close(&mut self, place: usize);
}

/// Nothing: the pass only judges, and takes no memory.
impl Collect<'_> for () {
    fn for_bytes(_: &[u8]) {}
    fn place(&self) -> usize {
        0
    }
    fn push(&mut self, _: Node<'_>) {}
    fn close(&mut self, _: usize) {}
}

/// Why bytes are not deterministic CBOR. `at` counts bytes from the beginning of the item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CborError {
    /// The bytes end before the item does.
    #[error("the item at byte {at} is cut off")]
    Truncated {
        /// Where the unfinished part begins.
        at: usize,
    },
    /// A reserved head, a simple value other than false, true and null, or a big number.
    #[error("byte {at} begins no item of the format")]
    Malformed {
        /// Where it stands.
        at: usize,
    },
    /// A text that is not UTF-8.
    #[error("the text at byte {at} is not UTF-8")]
    Utf8 {
        /// Where the text begins.
        at: usize,
    },
    /// An indefinite length.
    #[error("the item at byte {at} has an indefinite length")]
    Indefinite {
        /// Where it stands.
        at: usize,
    },
    /// A number or length in more bytes than it needs.
    #[error("the head at byte {at} is longer than it needs to be")]
    LongHead {
        /// Where it stands.
        at: usize,
    },
    /// A floating-point number.
    #[error("the item at byte {at} is a floating-point number")]
    Float {
        /// Where it stands.
        at: usize,
    },
    /// The same key twice in one map.
    #[error("the map key at byte {at} stands there twice")]
    DuplicateKey {
        /// Where the second one stands.
        at: usize,
    },
    /// Map keys out of order.
    #[error("the map key at byte {at} is out of order")]
    UnsortedKey {
        /// Where it stands.
        at: usize,
    },
    /// Bytes after the item.
    #[error("something follows the item at byte {at}")]
    Trailing {
        /// Where they begin.
        at: usize,
    },
    /// Nesting deeper than [`CBOR_DEPTH`].
    #[error("the item at byte {at} is nested deeper than 8")]
    Depth {
        /// Where the ninth level begins.
        at: usize,
    },
    /// More than [`CBOR_ENTRIES`] entries in a map or an array.
    #[error("the item at byte {at} has {found} entries, more than 256")]
    Entries {
        /// Where it stands.
        at: usize,
        /// How many entries it claims.
        found: u64,
    },
}

impl CborError {
    /// The byte it speaks of, counted from the beginning of the item.
    pub const fn at(&self) -> usize {
        match self {
            Self::Truncated { at }
            | Self::Malformed { at }
            | Self::Utf8 { at }
            | Self::Indefinite { at }
            | Self::LongHead { at }
            | Self::Float { at }
            | Self::DuplicateKey { at }
            | Self::UnsortedKey { at }
            | Self::Trailing { at }
            | Self::Depth { at }
            | Self::Entries { at, .. } => *at,
        }
    }

    /// The stable code.
    pub const fn code(&self) -> Code {
        match self {
            Self::Truncated { .. } => Code::CborTruncated,
            Self::Malformed { .. } => Code::CborMalformed,
            Self::Utf8 { .. } => Code::CborUtf8,
            Self::Indefinite { .. } => Code::CborIndefinite,
            Self::LongHead { .. } => Code::CborLongHead,
            Self::Float { .. } => Code::CborFloat,
            Self::DuplicateKey { .. } => Code::CborDuplicateKey,
            Self::UnsortedKey { .. } => Code::CborUnsortedKey,
            Self::Trailing { .. } => Code::CborTrailing,
            Self::Depth { .. } => Code::CborDepth,
            Self::Entries { .. } => Code::CborEntries,
        }
    }
}

pub(super) struct Reader<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) at: usize,
    pub(super) order: Order,
}

/// In which order the keys of a map must stand.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Order {
    Bytewise,
    Any,
}

impl<'a> Reader<'a> {
    fn item(&mut self, depth: usize, found: &mut impl Collect<'a>) -> Result<(), CborError> {
        let at = self.at;
        let (major, argument) = self.head()?;
        match major {
            UINT => found.push(Node::Int(Integer::unsigned(argument))),
            NINT => found.push(Node::Int(Integer::negative(argument))),
            BYTES => found.push(Node::Bytes(self.take(at, argument)?)),
            TEXT => {
                let text = self.take(at, argument)?;
                found.push(Node::Text(core::str::from_utf8(text).map_err(|_| CborError::Utf8 { at })?));
            }
            ARRAY => {
                let inside = descend(at, depth, argument)?;
                let place = found.place();
                found.push(Node::Array(Span::of(argument)));
                for _ in 0..argument {
                    self.item(inside, found)?;
                }
                found.close(place);
            }
            MAP => {
                let inside = descend(at, depth, argument)?;
                let place = found.place();
                found.push(Node::Map(Span::of(argument)));
                self.entries(argument, inside, found)?;
                found.close(place);
            }
            SIMPLE => found.push(match argument {
                FALSE | TRUE => Node::Bool(argument == TRUE),
                _ => Node::Null,
            }),
            // A big number is an integer in a second encoding.
            _ if matches!(argument, 2 | 3) => return Err(CborError::Malformed { at }),
            _ => {
                let inside = descend(at, depth, 1)?;
                found.push(Node::Tag(argument));
                self.item(inside, found)?;
            }
        }
        Ok(())
    }

    fn entries(&mut self, count: u64, depth: usize, found: &mut impl Collect<'a>) -> Result<(), CborError> {
        let mut keys = Keys { order: self.order, first: self.at, largest: None, all: Vec::new() };
        for _ in 0..count {
            let at = self.at;
            self.item(depth, found)?;
            keys.take(self, at, depth)?;
            self.item(depth, found)?;
        }
        Ok(())
    }

    /// Reads the major type and the argument of one head.
    pub(super) fn head(&mut self) -> Result<(u8, u64), CborError> {
        let at = self.at;
        let first = *self.bytes.get(at).ok_or(CborError::Truncated { at })?;
        self.at = at.saturating_add(1);
        let (major, info) = (first >> 5, first & 0x1F);
        if major == SIMPLE {
            return match info {
                20..=22 => Ok((SIMPLE, info.into())),
                25..=27 => Err(CborError::Float { at }),
                _ => Err(CborError::Malformed { at }),
            };
        }
        let (argument, least) = match info {
            0..=23 => (u64::from(info), 0),
            24 => (u64::from(u8::from_be_bytes(self.array(at)?)), 24),
            25 => (u64::from(u16::from_be_bytes(self.array(at)?)), 1 << 8),
            26 => (u64::from(u32::from_be_bytes(self.array(at)?)), 1 << 16),
            27 => (u64::from_be_bytes(self.array(at)?), 1 << 32),
            31 if (BYTES..=MAP).contains(&major) => return Err(CborError::Indefinite { at }),
            _ => return Err(CborError::Malformed { at }),
        };
        if argument < least { Err(CborError::LongHead { at }) } else { Ok((major, argument)) }
    }

    fn array<const N: usize>(&mut self, at: usize) -> Result<[u8; N], CborError> {
        let length = u64::try_from(N).unwrap_or(u64::MAX);
        self.take(at, length)?.try_into().map_err(|_| CborError::Truncated { at })
    }

    /// Takes `length` bytes of the item that began at `at`, if they are there.
    pub(super) fn take(&mut self, at: usize, length: u64) -> Result<&'a [u8], CborError> {
        let end = usize::try_from(length).ok().and_then(|length| self.at.checked_add(length));
        let taken = end.and_then(|end| self.bytes.get(self.at..end)).ok_or(CborError::Truncated { at })?;
        self.at = self.at.saturating_add(taken.len());
        Ok(taken)
    }
}

/// The keys of one map so far.
struct Keys<'a> {
    order: Order,
    /// Where the first one stands.
    first: usize,
    largest: Option<&'a [u8]>,
    /// In any order each of them is kept: what is nested between them must not be read again for every one.
    all: Vec<&'a [u8]>,
}

impl<'a> Keys<'a> {
    /// The key from `at` to where the reader stands.
    fn take(&mut self, reader: &Reader<'a>, at: usize, depth: usize) -> Result<(), CborError> {
        let key = reader.bytes.get(at..reader.at).unwrap_or_default();
        let rises = self.largest.is_none_or(|largest| largest < key);
        if self.order == Order::Bytewise && !rises {
            // Say "twice" where that is the fault, even if the keys are out of order as well.
            let twice = self.stood_before(reader, at, key, depth);
            return Err(if twice { CborError::DuplicateKey { at } } else { CborError::UnsortedKey { at } });
        }
        if self.order == Order::Any {
            if !rises && self.all.contains(&key) {
                return Err(CborError::DuplicateKey { at });
            }
            self.all.push(key);
        }
        if rises {
            self.largest = Some(key);
        }
        Ok(())
    }

    /// Reads the entries before once more; after this the whole pass ends.
    fn stood_before(&self, reader: &Reader<'a>, end: usize, key: &[u8], depth: usize) -> bool {
        let mut again = Reader { bytes: reader.bytes, at: self.first, order: self.order };
        while again.at < end {
            let at = again.at;
            let read = again.item(depth, &mut ());
            if read.is_ok() && again.bytes.get(at..again.at) == Some(key) {
                return true;
            }
            if read.is_err() || again.item(depth, &mut ()).is_err() {
                return false;
            }
        }
        false
    }
}

fn descend(at: usize, depth: usize, entries: u64) -> Result<usize, CborError> {
    if usize::try_from(entries).map_or(true, |entries| entries > CBOR_ENTRIES) {
        return Err(CborError::Entries { at, found: entries });
    }
    if depth >= CBOR_DEPTH { Err(CborError::Depth { at }) } else { Ok(depth.saturating_add(1)) }
}

pub(super) const UINT: u8 = 0;
pub(super) const NINT: u8 = 1;
pub(super) const BYTES: u8 = 2;
pub(super) const TEXT: u8 = 3;
pub(super) const ARRAY: u8 = 4;
pub(super) const MAP: u8 = 5;
pub(super) const SIMPLE: u8 = 7;

pub(super) const FALSE: u64 = 20;
pub(super) const TRUE: u64 = 21;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_fault_at_a_time() {
        let rows: &[(&[u8], Result<(), CborError>)] = &[
            (&[0x00], Ok(())),
            (&[0xA2, 0x01, 0xF5, 0x20, 0xF6], Ok(())), // {1: true, -1: null}
            (&[], Err(CborError::Truncated { at: 0 })),
            (&[0x19, 0x01], Err(CborError::Truncated { at: 0 })),
            (&[0x82, 0x01], Err(CborError::Truncated { at: 2 })),
            (&[0x44, 1, 2, 3], Err(CborError::Truncated { at: 0 })),
            (&[0x5B, 0x7F, 255, 255, 255, 255, 255, 255, 255], Err(CborError::Truncated { at: 0 })),
            (&[0x1C], Err(CborError::Malformed { at: 0 })),
            (&[0x1F], Err(CborError::Malformed { at: 0 })),
            (&[0xFF], Err(CborError::Malformed { at: 0 })),
            (&[0xF7], Err(CborError::Malformed { at: 0 })), // undefined
            (&[0xF8, 59], Err(CborError::Malformed { at: 0 })), // simple(59)
            (&[0xC2, 0x41, 0x05], Err(CborError::Malformed { at: 0 })), // bignum 5
            (&[0x62, 0xC3, 0x28], Err(CborError::Utf8 { at: 0 })),
            (&[0x63, 0xED, 0xA0, 0x80], Err(CborError::Utf8 { at: 0 })), // lone surrogate
            (&[0x9F, 0xFF], Err(CborError::Indefinite { at: 0 })),
            (&[0xBF, 0xFF], Err(CborError::Indefinite { at: 0 })),
            (&[0x7F, 0xFF], Err(CborError::Indefinite { at: 0 })),
            (&[0x18, 0x17], Err(CborError::LongHead { at: 0 })),
            (&[0x58, 0x01, 0x00], Err(CborError::LongHead { at: 0 })),
            (&[0x1B, 0, 0, 0, 0, 255, 255, 255, 255], Err(CborError::LongHead { at: 0 })),
            (&[0xF9, 0x3C, 0x00], Err(CborError::Float { at: 0 })),
            (&[0xFB, 0x41, 0xD2, 0x65, 0x80, 0xB4, 0x80, 0, 0], Err(CborError::Float { at: 0 })),
            (&[0xA2, 0x04, 0x00, 0x04, 0x01], Err(CborError::DuplicateKey { at: 3 })),
            (&[0xA3, 0x04, 0x00, 0x06, 0x00, 0x04, 0x01], Err(CborError::DuplicateKey { at: 5 })),
            (&[0xA2, 0x04, 0x00, 0x18, 0x04, 0x01], Err(CborError::LongHead { at: 3 })),
            (&[0xA2, 0x04, 0x00, 0x01, 0x01], Err(CborError::UnsortedKey { at: 3 })),
            (&[0xA2, 0x20, 0x00, 0x01, 0x01], Err(CborError::UnsortedKey { at: 3 })),
            (&[0x00, 0x00], Err(CborError::Trailing { at: 1 })),
            (&[0x99, 0x01, 0x01], Err(CborError::Entries { at: 0, found: 257 })),
            (
                &[0xBB, 255, 255, 255, 255, 255, 255, 255, 255],
                Err(CborError::Entries { at: 0, found: u64::MAX }),
            ),
        ];
        for (bytes, expected) in rows {
            assert_eq!(check(bytes), *expected, "{bytes:02x?}");
        }
    }

    #[test]
    fn in_any_order_a_key_still_stands_once() {
        let rows: &[(&[u8], Result<(), CborError>)] = &[
            (&[0xA2, 0x04, 0x00, 0x01, 0x01], Ok(())),
            (&[0xA3, 0x04, 0x00, 0x01, 0x00, 0x02, 0x01], Ok(())),
            (&[0xA2, 0x04, 0x00, 0x04, 0x01], Err(CborError::DuplicateKey { at: 3 })),
            (&[0xA3, 0x04, 0x00, 0x01, 0x00, 0x04, 0x01], Err(CborError::DuplicateKey { at: 5 })),
            (&[0xA3, 0x04, 0x00, 0x01, 0x00, 0x01, 0x01], Err(CborError::DuplicateKey { at: 5 })),
            (&[0xA1, 0x18, 0x04, 0x00], Err(CborError::LongHead { at: 1 })),
            (&[0x00, 0x00], Err(CborError::Trailing { at: 1 })),
        ];
        for (bytes, expected) in rows {
            assert_eq!(read_in_any_order_as::<()>(bytes), *expected, "{bytes:02x?}");
        }
    }

    /// Maps in maps, each with two hundred falling keys, of which the first holds the next map. They were read again for
    /// every key out of order, and so for every level two hundred times as often: of eight levels nobody saw the end.
    #[test]
    fn in_any_order_nothing_is_read_twice() {
        let mut bytes = vec![0x00];
        for _ in 0..8 {
            let mut outer = vec![0xB8, 200, 0x18, 223];
            outer.append(&mut bytes);
            outer.extend((24..223).rev().flat_map(|key| [0x18, key, 0x00]));
            bytes = outer;
        }
        assert_eq!(read_in_any_order_as::<()>(&bytes), Ok(()));
        assert!(matches!(check(&bytes), Err(CborError::UnsortedKey { .. })));
    }

    #[test]
    fn nesting_stops_at_eight_without_using_the_stack() {
        let nested = |head: u8, depth: usize| [vec![head; depth], vec![0x00]].concat();
        for head in [0x81, 0xC6] {
            assert_eq!(check(&nested(head, 8)), Ok(()));
            assert_eq!(check(&nested(head, 9)), Err(CborError::Depth { at: 8 }));
            assert_eq!(check(&nested(head, 20_000)), Err(CborError::Depth { at: 8 }));
        }
    }
}
