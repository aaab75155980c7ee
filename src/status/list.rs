//! The entries of a status list, packed, and their encoding (§8.2; draft-ietf-oauth-status-list §4).

use crate::cbor::{CborError, FieldError, Fields, Place, as_uint, decode_in_any_order, encode, int, text};
use crate::cose::{CoseError, DocumentError};
use crate::deflate::{Framing, deflate, inflate};
use crate::limits::STATUS_LIST_BYTES;
use crate::registry::status::{BIT_SIZES, BITS, LST};
use crate::trust::TrustError;
use ciborium::Value;

/// Entries of 1, 2, 4 or 8 bits, packed into bytes from the lowest bit up.
///
/// This is the codec alone: what it holds nobody has signed. A verifier asks a
/// [`StatusStore`](crate::StatusStore).
///
/// ```
/// use khyber_pass::StatusList;
/// let mut list = StatusList::new(12, 2)?;
/// assert_eq!(list.set(3, 2), Some(0)); // from 0 to 2
/// assert_eq!((list.get(3), list.get(4), list.get(12)), (Some(2), Some(0), None));
/// assert_eq!(list.as_bytes(), [0b10_00_00_00, 0, 0]);
/// assert_eq!(StatusList::from_cbor(&list.to_cbor()?)?, list);
/// # Ok::<(), khyber_pass::TrustError>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct StatusList {
    bits: u8,
    entries: u64,
    bytes: Vec<u8>,
}

impl StatusList {
    /// A list in which every entry is 0.
    ///
    /// # Errors
    /// [`TrustError::Field`] unless `bits` is 1, 2, 4 or 8; [`TrustError::StatusBytes`] for more than 4 MiB.
    pub fn new(entries: u64, bits: u8) -> Result<Self, TrustError> {
        let wanted = bytes_of(entries, known(bits)?);
        if wanted > STATUS_LIST_BYTES {
            return Err(TrustError::StatusBytes { found: wanted, wanted: STATUS_LIST_BYTES });
        }
        Ok(Self { bits, entries, bytes: vec![0; wanted] })
    }

    /// Reads the encoding of any maker: `{"bits": 1 / 2 / 4 / 8, "lst": bstr}`, in either order of keys, with
    /// an optional `aggregation_uri`. It has as many entries as the bytes hold, at most 4 MiB.
    ///
    /// # Errors
    /// [`TrustError::Document`] for bytes that are no such CBOR; [`TrustError::Field`] for another
    /// structure; [`TrustError::StatusDeflate`] when the stream is broken, too large or followed by anything.
    pub fn from_cbor(bytes: &[u8]) -> Result<Self, TrustError> {
        let tree = decode_in_any_order(bytes).map_err(not_cbor)?;
        let mut fields = Fields::open(PART, tree.root(), PLACE)?;
        let packed = Packed::take(&mut fields)?;
        if fields.take_label(AGGREGATION_URI).is_some_and(|uri| uri.as_text().is_none()) {
            return Err(FieldError::Type { place: PLACE }.into());
        }
        fields.close()?;
        let bytes = inflate(&packed.lst, Framing::Zlib, STATUS_LIST_BYTES)?;
        let bits = u64::try_from(bytes.len()).unwrap_or(u64::MAX).saturating_mul(8);
        let entries = bits.checked_div(packed.bits.into()).unwrap_or(0);
        Ok(Self { bits: packed.bits, entries, bytes })
    }

    /// Writes the encoding, in deterministic CBOR, compressed as tightly as zlib can.
    ///
    /// # Errors
    /// [`TrustError::StatusDeflate`] when the library below cannot; there is no known case.
    pub fn to_cbor(&self) -> Result<Vec<u8>, TrustError> {
        Ok(encode(self.write()?))
    }

    /// The value of an entry; `None` beyond the end.
    pub fn get(&self, index: u64) -> Option<u8> {
        let (byte, shift) = self.place(index)?;
        Some(self.bytes.get(byte)?.checked_shr(shift)? & self.mask())
    }

    /// Sets the value of an entry and returns the one before; `None`, and no change, beyond the end or for a
    /// value that does not fit into the bits.
    pub fn set(&mut self, index: u64, value: u8) -> Option<u8> {
        let (mask, (byte, shift)) = (self.mask(), self.place(index)?);
        if value > mask {
            return None;
        }
        let byte = self.bytes.get_mut(byte)?;
        let before = byte.checked_shr(shift)? & mask;
        *byte = *byte & !mask.checked_shl(shift)? | value.checked_shl(shift)?;
        Some(before)
    }

    /// How many entries it has.
    pub const fn entries(&self) -> u64 {
        self.entries
    }

    /// Bits per entry.
    pub const fn bits(&self) -> u8 {
        self.bits
    }

    /// The packed entries, before compression.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// How many entries have each value.
    pub fn count(&self, value: u8) -> u64 {
        (0..self.entries).map(|index| u64::from(self.get(index) == Some(value))).sum()
    }

    /// The map of a token.
    pub(super) fn write(&self) -> Result<Value, TrustError> {
        let lst = Value::Bytes(deflate(&self.bytes, Framing::Zlib)?);
        Ok(Value::Map(vec![(text(LST), lst), (text(BITS), int(self.bits))]))
    }

    /// Sets or clears a bit, as a delta names them: bit `b` belongs to entry `b / bits`.
    pub(super) fn set_bit(&mut self, bit: u64, on: bool) -> Option<()> {
        let byte = usize::try_from(bit / 8).ok()?;
        let mask = 1_u8.checked_shl(u32::try_from(bit % 8).ok()?)?;
        let byte = self.bytes.get_mut(byte)?;
        *byte = if on { *byte | mask } else { *byte & !mask };
        Some(())
    }

    /// Every bit in which the two differ, rising: those to set and those to clear to come from this to `other`.
    pub(super) fn changes_to(&self, other: &Self) -> (Vec<u64>, Vec<u64>) {
        let (mut set, mut clear) = (Vec::new(), Vec::new());
        for (place, (from, to)) in (0_u64..).zip(self.bytes.iter().zip(&other.bytes)) {
            if from == to {
                continue;
            }
            for (bit, mask) in (place.saturating_mul(8)..).zip([1, 2, 4, 8, 16, 32, 64, 128_u8]) {
                match (from & mask, to & mask) {
                    (0, 0) => {}
                    (0, _) => set.push(bit),
                    (_, 0) => clear.push(bit),
                    _ => {}
                }
            }
        }
        (set, clear)
    }

    const fn mask(&self) -> u8 {
        match self.bits {
            1 => 0b1,
            2 => 0b11,
            4 => 0b1111,
            _ => 0b1111_1111,
        }
    }

    /// The byte and the shift of an entry.
    fn place(&self, index: u64) -> Option<(usize, u32)> {
        if index >= self.entries {
            return None;
        }
        let bit = index.checked_mul(self.bits.into())?;
        Some((usize::try_from(bit / 8).ok()?, u32::try_from(bit % 8).ok()?))
    }
}

impl core::fmt::Debug for StatusList {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "StatusList({} entries of {} bits)", self.entries, self.bits)
    }
}

/// A status list that has not been inflated.
#[derive(Clone)]
pub(super) struct Packed {
    pub(super) bits: u8,
    lst: Vec<u8>,
}

impl Packed {
    /// Takes the two fields out of the map of a token.
    pub(super) fn take(fields: &mut Fields<'_>) -> Result<Self, TrustError> {
        let missing = FieldError::Missing { place: PLACE };
        let bits = as_uint(fields.take_label(BITS).ok_or(missing)?, PLACE)?;
        let lst = fields.take_label(LST).ok_or(missing)?;
        let lst = lst.as_bytes().ok_or(FieldError::Type { place: PLACE })?.to_vec();
        let bits = u8::try_from(bits).map_err(|_| FieldError::Value { place: PLACE })?;
        Ok(Self { bits: known(bits)?, lst })
    }

    /// Is the stream whole, and no larger than any list?
    pub(super) fn check(&self) -> Result<(), TrustError> {
        inflate(&self.lst, Framing::Zlib, STATUS_LIST_BYTES)?;
        Ok(())
    }

    /// Inflates a list of which the size is known: no byte less, no byte more.
    pub(super) fn inflate(&self, entries: u64) -> Result<StatusList, TrustError> {
        let wanted = bytes_of(entries, self.bits);
        let bytes = inflate(&self.lst, Framing::Zlib, wanted)?;
        if bytes.len() != wanted {
            return Err(TrustError::StatusBytes { found: bytes.len(), wanted });
        }
        Ok(StatusList { bits: self.bits, entries, bytes })
    }
}

/// How many bytes so many entries take.
pub(super) fn bytes_of(entries: u64, bits: u8) -> usize {
    usize::try_from(entries.saturating_mul(bits.into()).div_ceil(8)).unwrap_or(usize::MAX)
}

fn known(bits: u8) -> Result<u8, FieldError> {
    if BIT_SIZES.contains(&bits) { Ok(bits) } else { Err(FieldError::Value { place: PLACE }) }
}

fn not_cbor(error: CborError) -> TrustError {
    DocumentError::from(CoseError::from(error)).into()
}

const PART: &str = "status_list";
const PLACE: Place = Place { part: PART, key: 0 };
/// Where the draft lets an issuer say where all its lists are. Read over, never used.
const AGGREGATION_URI: &str = "aggregation_uri";
