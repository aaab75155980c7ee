//! The language a text is written in (§4.1).

use super::error::TextError;

/// A language as ISO 639-3 writes it: three small letters.
///
/// Any code is accepted, because the province has more languages than a list would hold. The three
/// constants are those whose letters are known here; only they are folded or warned about.
///
/// ```
/// # use khyber_pass::text::{Language, TextError};
/// assert_eq!(Language::parse("urd")?, Language::URDU);
/// assert_eq!(Language::parse("khw")?.as_str(), "khw"); // Khowar
/// assert_eq!(Language::parse("ur"), Err(TextError::Language));
/// assert_eq!(Language::parse("URD"), Err(TextError::Language));
/// # Ok::<(), TextError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language([u8; 3]);

impl Language {
    /// English: names in Roman letters.
    pub const ENGLISH: Self = Self(*b"eng");
    /// Urdu.
    pub const URDU: Self = Self(*b"urd");
    /// Pashto.
    pub const PASHTO: Self = Self(*b"pus");

    /// Undetermined: what a reader takes where a credential names no language.
    pub const UNDETERMINED: Self = Self(*b"und");

    /// Takes a code of ISO 639-3.
    ///
    /// # Errors
    /// [`TextError::Language`] unless it is three small letters.
    pub fn parse(code: &str) -> Result<Self, TextError> {
        match <[u8; 3]>::try_from(code.as_bytes()) {
            Ok(letters) if letters.iter().all(u8::is_ascii_lowercase) => Ok(Self(letters)),
            _ => Err(TextError::Language),
        }
    }

    /// The three letters.
    pub fn as_str(&self) -> &str {
        core::str::from_utf8(&self.0).unwrap_or("und") // always ASCII: `parse` and the constants
    }
}

impl core::fmt::Display for Language {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl core::fmt::Debug for Language {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Language({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_three_small_letters_are_a_code() {
        for code in ["", "en", "engl", "Eng", "e g", "12a", "ép", "اب"] {
            assert_eq!(Language::parse(code), Err(TextError::Language), "{code:?}");
        }
        assert_eq!(Language::parse("skr").map(|l| l.to_string()), Ok("skr".to_owned()));
    }
}
