//! Identity numbers: shape only, for there is no check digit (§3.3).

use super::error::PersonError;
use super::place::is_code;
use crate::limits::ID_CHARS;
use crate::registry::kp::IdKind;
use crate::text::ascii_digits;

/// A CNIC or another identity number. `Display` shows its last four characters at most, `Debug` none.
///
/// Shape is all that can be checked: the CNIC has no public check digit, and no authoritative list
/// of localities exists.
///
/// ```
/// use khyber_pass::{IdKind, IdNumber};
/// let number = IdNumber::parse(IdKind::Cnic, "۱۰۰۰۰-۰۰۰۰۰۰۱-۱")?; // Urdu digits
/// assert_eq!(number.to_string(), "*****-****001-1");
/// assert_eq!(number.as_signed_str(), "1000000000011");
/// assert_eq!(number.printed(), "10000-0000001-1"); // on purpose
/// assert!(IdNumber::parse(IdKind::Cnic, "10000-0000001-11").is_err());
/// # Ok::<(), khyber_pass::PersonError>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct IdNumber {
    kind: IdKind,
    text: String,
}

impl IdNumber {
    /// Takes a number as a clerk types it: spaces and hyphens of any kind are dropped from a number
    /// of 13 digits, Urdu and Arabic digits become ASCII.
    ///
    /// # Errors
    /// [`PersonError::NumberShape`]; [`PersonError::NumberFirstDigit`] for a first digit of 0 or 9.
    pub fn parse(kind: IdKind, raw: &str) -> Result<Self, PersonError> {
        let folded = ascii_digits(raw);
        let text: String = if is_thirteen_digits(kind) || kind == IdKind::MaskedCnic {
            folded.chars().filter(|c| !is_separator(*c)).collect()
        } else {
            folded.trim().to_owned()
        };
        let shape = PersonError::NumberShape { kind, found: text.chars().count() };
        let number = Self::as_signed(kind, text).ok_or(shape)?;
        if is_thirteen_digits(kind) && number.text.starts_with(['0', '9']) {
            return Err(PersonError::NumberFirstDigit { kind });
        }
        Ok(number)
    }

    /// Keeps a number as it was signed, if it has the shape of its kind.
    pub(crate) fn as_signed(kind: IdKind, text: String) -> Option<Self> {
        let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        let fits = if is_thirteen_digits(kind) {
            text.len() == 13 && digits(&text)
        } else if kind == IdKind::MaskedCnic {
            text.strip_prefix("*********").is_some_and(|last| last.len() == 4 && digits(last))
        } else {
            is_code(&text, ID_CHARS)
        };
        fits.then_some(Self { kind, text })
    }

    /// What the number is.
    pub const fn kind(&self) -> IdKind {
        self.kind
    }

    /// The number as it is signed: 13 digits without hyphens, or the text of another kind.
    pub fn as_signed_str(&self) -> &str {
        &self.text
    }

    /// The number as the card prints it, five, seven and one digit. Shows all of it.
    pub fn printed(&self) -> String {
        grouped(self.kind, &self.text)
    }

    /// The same number with all but the last four digits hidden, for codes that need no more.
    /// Numbers that are not of 13 digits have no masked form.
    ///
    /// This is minimisation, not anonymity: with a name and a place, four digits can still
    /// point to one person.
    pub fn masked(&self) -> Option<Self> {
        let has_mask = is_thirteen_digits(self.kind) || self.kind == IdKind::MaskedCnic;
        has_mask.then(|| Self { kind: IdKind::MaskedCnic, text: hidden(&self.text) })
    }

    /// All digits alike, digits counting up, or a serial of zeros: typed to fill a form.
    pub fn looks_like_a_placeholder(&self) -> bool {
        let digits = self.text.as_bytes();
        is_thirteen_digits(self.kind)
            && (digits.windows(2).all(|pair| matches!(pair, [a, b] if a == b))
                || self.text.starts_with("12345")
                || self.text.get(5..12) == Some("0000000"))
    }

    /// The last digit, which is usually odd for men and even for women.
    pub(crate) fn last_digit(&self) -> Option<u8> {
        let last = *self.text.as_bytes().last()?;
        is_thirteen_digits(self.kind).then(|| last.saturating_sub(b'0'))
    }
}

impl core::fmt::Display for IdNumber {
    /// All but the last four characters are hidden.
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(&grouped(self.kind, &hidden(&self.text)))
    }
}

impl core::fmt::Debug for IdNumber {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "IdNumber({})", self.kind)
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for IdNumber {
    /// The kind, and all of the number as it was signed.
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut number = serializer.serialize_struct("IdNumber", 2)?;
        number.serialize_field("kind", &self.kind)?;
        number.serialize_field("number", &self.text)?;
        number.end()
    }
}

const fn is_thirteen_digits(kind: IdKind) -> bool {
    matches!(kind, IdKind::Cnic | IdKind::Nicop | IdKind::Poc | IdKind::FormB | IdKind::Juvenile)
}

fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

fn hidden(text: &str) -> String {
    // Four characters of a short number would be most of it.
    let shown = if text.len() > 8 { 4 } else { 0 };
    let shown_from = text.len().saturating_sub(shown);
    text.char_indices().map(|(i, c)| if i < shown_from { '*' } else { c }).collect()
}

fn grouped(kind: IdKind, text: &str) -> String {
    match (text.get(..5), text.get(5..12), text.get(12..)) {
        (Some(a), Some(b), Some(c)) if is_thirteen_digits(kind) || kind == IdKind::MaskedCnic => {
            format!("{a}-{b}-{c}")
        }
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_cleaned_and_judged_by_shape() {
        let read = |raw: &str| IdNumber::parse(IdKind::Cnic, raw).map(|n| n.as_signed_str().to_owned());
        let shape = |found| Err(PersonError::NumberShape { kind: IdKind::Cnic, found });
        let good = Ok("1000000000081".to_owned());
        assert_eq!(read("۱۰۰۰۰-۰۰۰۰۰۰۸-۱"), good);
        assert_eq!(read("١٠٠٠٠\u{2212}٠٠٠٠٠٠٨\u{2013}١"), good);
        assert_eq!(read(" 10000 0000008 1 "), good);
        assert_eq!(read("10000-0000008-11"), shape(14));
        assert_eq!(read("10000000008"), shape(11));
        assert_eq!(read("1.73011E+12"), shape(11));
        assert_eq!(read(""), shape(0));
        let first = Err(PersonError::NumberFirstDigit { kind: IdKind::Cnic });
        assert_eq!(read("0000000000081"), first);
        assert_eq!(read("9000000000081"), first);
        assert!(read("8000000000080").is_ok());
    }

    #[test]
    fn no_form_but_the_asked_for_one_shows_the_number() {
        let number = IdNumber::parse(IdKind::FormB, "10000-0000005-6").unwrap();
        assert_eq!(format!("{number} {number:?}"), "*****-****005-6 IdNumber(Form B)");
        let masked = number.masked().unwrap();
        assert_eq!(masked.as_signed_str(), "*********0056");
        assert_eq!(masked.printed(), "*****-****005-6");
        let other = |text| IdNumber::parse(IdKind::Other, text).unwrap();
        for (text, shown) in [("1234", "****"), ("12345678", "********"), ("123456789", "*****6789")] {
            assert_eq!(other(text).to_string(), shown);
        }
        assert_eq!(other("ABCDE1234567X").printed(), "ABCDE1234567X");
        let other = IdNumber::parse(IdKind::KhyberPass, "KP-0012345").unwrap();
        assert_eq!((other.to_string().as_str(), other.masked()), ("******2345", None));
    }

    #[test]
    fn placeholders_are_noticed() {
        let placeholder = |raw| IdNumber::parse(IdKind::Cnic, raw).unwrap().looks_like_a_placeholder();
        assert!(placeholder("11111-1111111-1"));
        assert!(placeholder("12345-6789012-3"));
        assert!(placeholder("17301-0000000-1"));
        assert!(!placeholder("10000-0000001-1"));
    }
}
