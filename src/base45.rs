//! Base45 (RFC 9285), strictly: every text has one spelling (§1.2).

use crate::code::Code;
use crate::registry::envelope::ALPHABET;

/// Writes bytes.
pub(crate) fn encode_base45(bytes: &[u8]) -> String {
    base45::encode(bytes)
}

/// Reads bytes. `offset` is how many characters of the text stand before `encoded`.
pub(crate) fn decode_base45(encoded: &str, offset: usize) -> Result<Vec<u8>, Base45Error> {
    let mut bytes = Vec::with_capacity(encoded.len());
    for group in encoded.as_bytes().chunks(3) {
        // The first character is the lowest digit. What is none makes the number too large.
        match group {
            [a, b, c] => match number(*a, *b, value(*c)).to_be_bytes() {
                [0, 0, high, low] => bytes.extend_from_slice(&[high, low]),
                _ => return Err(fault(encoded, offset)),
            },
            [a, b] => match number(*a, *b, 0).to_be_bytes() {
                [0, 0, 0, low] => bytes.push(low),
                _ => return Err(fault(encoded, offset)),
            },
            _ => return Err(fault(encoded, offset)),
        }
    }
    Ok(bytes)
}

/// The number that three characters stand for. Nothing wraps: of what is no character it is below 2^28.
fn number(a: u8, b: u8, c: u32) -> u32 {
    value(a).wrapping_add(value(b).wrapping_mul(45)).wrapping_add(c.wrapping_mul(45 * 45))
}

/// What is wrong with characters that cannot be read.
fn fault(encoded: &str, offset: usize) -> Base45Error {
    match encoded.bytes().position(|c| value(c) == NONE) {
        Some(at) => Base45Error::Character { at: at.saturating_add(offset) },
        None if encoded.len() % 3 == 1 => Base45Error::Length { found: encoded.len() },
        None => Base45Error::Overflow,
    }
}

/// What a character counts: its place in the alphabet (RFC 9285 §4, table 1).
fn value(c: u8) -> u32 {
    VALUES.get(usize::from(c)).copied().unwrap_or(NONE)
}

/// More than three characters can hold.
const NONE: u32 = 1 << 16;

const VALUES: [u32; 256] = values();

#[allow(clippy::indexing_slicing, clippy::as_conversions, clippy::arithmetic_side_effects)] // when it is compiled
const fn values() -> [u32; 256] {
    let mut values = [NONE; 256];
    let mut place = 0;
    while place < ALPHABET.len() {
        values[ALPHABET.as_bytes()[place] as usize] = place as u32;
        place += 1;
    }
    values
}

/// Why characters are not Base45.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Base45Error {
    /// A character outside the alphabet.
    #[error("character {at} is outside the Base45 alphabet")]
    Character {
        /// Its place in the text, counted from 0.
        at: usize,
    },
    /// A number of characters that Base45 cannot have.
    #[error("{found} characters of Base45 cannot be complete")]
    Length {
        /// How many characters follow the prefix.
        found: usize,
    },
    /// A group of characters whose value is too large for its bytes.
    #[error("a group of Base45 characters is out of range")]
    Overflow,
}

impl Base45Error {
    /// The stable code, as part of a credential.
    pub const fn code(&self) -> Code {
        match self {
            Self::Character { .. } => Code::EnvelopeBase45Character,
            Self::Length { .. } => Code::EnvelopeBase45Length,
            Self::Overflow => Code::EnvelopeBase45Overflow,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_character_counts_as_its_place_in_the_alphabet() {
        for byte in 0..=u8::MAX {
            let place = ALPHABET.find(char::from(byte)).map_or(NONE, |place| u32::try_from(place).unwrap());
            assert_eq!(value(byte), place, "{byte}");
        }
    }

    proptest! {
        #[test]
        fn what_decodes_has_one_spelling(text in "[A-Z0-9 $%*+./:-]{0,12}") {
            if let Ok(bytes) = decode_base45(&text, 0) {
                prop_assert_eq!(encode_base45(&bytes), text);
            }
        }

        /// The crate that writes reads the same, but for a last pair above 255, which it cuts to a byte.
        #[test]
        fn another_reader_reads_the_same(text in "[A-Z0-9 $%*+./:-]{0,9}") {
            let read = base45::decode(&text).ok().filter(|bytes| base45::encode(bytes) == text);
            prop_assert_eq!(decode_base45(&text, 0).ok(), read);
        }

        #[test]
        fn decoding_undoes_encoding(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
            prop_assert_eq!(decode_base45(&encode_base45(&bytes), 0), Ok(bytes));
        }
    }
}
