//! Base45 (RFC 9285), strictly: every text has one spelling (§1.2).

use crate::code::Code;

/// Writes bytes.
pub(crate) fn encode_base45(bytes: &[u8]) -> String {
    base45::encode(bytes)
}

/// Reads bytes. `offset` is how many characters of the text stand before `encoded`.
pub(crate) fn decode_base45(encoded: &str, offset: usize) -> Result<Vec<u8>, Base45Error> {
    if let Some(at) = encoded.bytes().position(|c| value(c).is_none()) {
        return Err(Base45Error::Character { at: at.saturating_add(offset) });
    }
    if encoded.len() % 3 == 1 {
        return Err(Base45Error::Length { found: encoded.len() });
    }
    let mut bytes = Vec::with_capacity(encoded.len());
    for group in encoded.as_bytes().chunks(3) {
        // The first character is the lowest digit.
        let digits = group.iter().rev().filter_map(|c| value(*c));
        let number = digits.fold(0_u32, |number, digit| number.saturating_mul(45).saturating_add(digit));
        let [zero, zero_too, high, low] = number.to_be_bytes();
        match group.len() {
            3 if (zero, zero_too) == (0, 0) => bytes.extend([high, low]),
            2 if (zero, zero_too, high) == (0, 0, 0) => bytes.push(low),
            _ => return Err(Base45Error::Overflow),
        }
    }
    Ok(bytes)
}

/// What a character counts (RFC 9285 §4, table 1).
fn value(c: u8) -> Option<u32> {
    let after = |first: u8, from: u32| u32::from(c).saturating_sub(first.into()).saturating_add(from);
    match c {
        b'0'..=b'9' => Some(after(b'0', 0)),
        b'A'..=b'Z' => Some(after(b'A', 10)),
        b' ' => Some(36),
        b'$' => Some(37),
        b'%' => Some(38),
        b'*' => Some(39),
        b'+' => Some(40),
        b'-' => Some(41),
        b'.' => Some(42),
        b'/' => Some(43),
        b':' => Some(44),
        _ => None,
    }
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
    use crate::registry::envelope::ALPHABET;
    use proptest::prelude::*;

    #[test]
    fn every_character_counts_as_its_place_in_the_alphabet() {
        for byte in 0..=u8::MAX {
            let place = ALPHABET.find(char::from(byte)).map(|place| u32::try_from(place).unwrap());
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
