//! Base45 (RFC 9285), strictly: every text has one spelling (§1.2).

use crate::code::Code;
use crate::registry::envelope::ALPHABET;

/// Writes bytes.
pub(crate) fn encode_base45(bytes: &[u8]) -> String {
    base45::encode(bytes)
}

/// Reads bytes. `offset` is how many characters of the text stand before `encoded`.
///
/// The library below cuts a final pair above 255 to a byte, so only what encodes back to itself is taken.
pub(crate) fn decode_base45(encoded: &str, offset: usize) -> Result<Vec<u8>, Base45Error> {
    if let Some(at) = encoded.chars().position(|c| !ALPHABET.contains(c)) {
        return Err(Base45Error::Character { at: at.saturating_add(offset) });
    }
    if encoded.len() % 3 == 1 {
        return Err(Base45Error::Length { found: encoded.len() });
    }
    let bytes = base45::decode(encoded).map_err(|_| Base45Error::Overflow)?;
    if base45::encode(&bytes) == encoded { Ok(bytes) } else { Err(Base45Error::Overflow) }
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

    proptest! {
        #[test]
        fn what_decodes_has_one_spelling(text in "[A-Z0-9 $%*+./:-]{0,12}") {
            if let Ok(bytes) = decode_base45(&text, 0) {
                prop_assert_eq!(encode_base45(&bytes), text);
            }
        }

        #[test]
        fn decoding_undoes_encoding(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
            prop_assert_eq!(decode_base45(&encode_base45(&bytes), 0), Ok(bytes));
        }
    }
}
