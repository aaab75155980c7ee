//! The address of a person (§4.2).

use super::check::ADDRESS;
use super::error::TextError;
use super::language::Language;
use super::note::Note;
use super::oddity::{self, Oddity};
use super::safe::SafeText;
use super::walk;

/// An address of up to three lines, and the language it is written in.
///
/// It goes the same way as a [`Name`](super::Name). Three things differ: lines are parted by a
/// newline, digits are ordinary, and the signs of addresses (`, : / # & ( )`) are allowed.
///
/// ```
/// # use khyber_pass::text::{Address, Language, TextError};
/// let address = Address::new("House 1/2, Street 3 \n Namunabad", Language::ENGLISH)?;
/// assert_eq!(address.as_signed_str(), "House 1/2, Street 3\nNamunabad");
/// assert_eq!(address.lines().count(), 2);
///
/// let tab = Address::new("House 1\tNamunabad", Language::ENGLISH);
/// assert_eq!(tab, Err(TextError::Control { at: 7 }));
/// # Ok::<(), TextError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Address {
    text: String,
    language: Language,
}

/// An address made ready for signing, with what was changed in it or found.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NormalisedAddress {
    /// The address.
    pub address: Address,
    /// What the registrar should know, each once, in the order of the steps.
    pub notes: Vec<Note>,
}

impl Address {
    /// Brings an address into the form in which it is signed, and says what that took.
    ///
    /// # Errors
    /// - [`TextError::Empty`]: neither letter nor digit is left.
    /// - [`TextError::TooManyLines`]: more than three lines are left.
    /// - [`TextError::TooLong`]: more than 120 characters are left, newlines counted.
    /// - [`TextError::Control`]: a control other than a newline.
    /// - [`TextError::Bidi`], [`TextError::Ligature`], [`TextError::Unassigned`],
    ///   [`TextError::Script`], [`TextError::Mojibake`]: as in a name.
    pub fn normalise(raw: &str, language: Language) -> Result<NormalisedAddress, TextError> {
        let (text, notes) = walk::normalise(raw, language, &ADDRESS)?;
        Ok(NormalisedAddress { address: Self { text, language }, notes })
    }

    /// The same, without the notes.
    ///
    /// # Errors
    /// Those of [`Address::normalise`].
    pub fn new(raw: &str, language: Language) -> Result<Self, TextError> {
        Self::normalise(raw, language).map(|normalised| normalised.address)
    }

    /// An address as somebody signed it, byte for byte, and what is odd about it.
    pub(crate) fn as_signed(text: &str, language: Language) -> Result<(Self, Option<Oddity>), TextError> {
        ADDRESS.measure(text)?;
        let oddity = oddity::of(text, language, &ADDRESS);
        Ok((Self { text: text.to_owned(), language }, oddity))
    }

    /// The text exactly as it is, or is to be, signed. **Not for showing**: use
    /// [`Address::lines`].
    pub fn as_signed_str(&self) -> &str {
        &self.text
    }

    /// The language the address is written in.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The lines, each made safe for showing by itself: an isolate ends with its line.
    pub fn lines(&self) -> impl Iterator<Item = SafeText<'_>> {
        self.text.split('\n').map(SafeText::new)
    }
}

/// As it was signed: for a program, which must make it safe again before showing it.
#[cfg(feature = "serde")]
impl serde::Serialize for Address {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl core::fmt::Debug for Address {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Address(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lines_are_trimmed_and_empty_ones_dropped() {
        let typed =
            Address::normalise("\n House  1 \n\n St. # 2 (near c/o Farzi & Sons): \n", Language::ENGLISH);
        let text = "House 1\nSt. # 2 (near c/o Farzi & Sons):".to_owned();
        let address = Address { text, language: Language::ENGLISH };
        assert_eq!(typed, Ok(NormalisedAddress { address, notes: vec![Note::SpacesCollapsed] }));

        let typed = Address::normalise("مكان ۱۲،\nگلی 3۔", Language::URDU).unwrap();
        assert_eq!(typed.address.as_signed_str(), "مکان ۱۲،\nگلی 3۔");
        assert_eq!(typed.notes, [Note::ArabicLetterFolded]);
    }

    #[test]
    fn what_an_address_must_not_hold() {
        use TextError::{Control, Empty, Mojibake, Script, TooLong, TooManyLines};
        for (raw, error) in [
            ("\n \n".to_owned(), Empty),
            ("#".to_owned(), Empty),
            ("1\n2\n3\n4".to_owned(), TooManyLines { found: 4, limit: 3 }),
            ("a".repeat(121), TooLong { found: 121, limit: 120 }),
            ("House\r\n1".to_owned(), Control { at: 5 }),
            ("House <1>".to_owned(), Script { at: 6 }),
            ("House ۱".to_owned(), Script { at: 6 }),
            ("House ?".to_owned(), Mojibake { at: 6 }),
        ] {
            assert_eq!(Address::new(&raw, Language::ENGLISH), Err(error), "{raw:?}");
        }
    }

    #[test]
    fn a_signed_address_is_kept_and_each_line_isolated() {
        let (address, oddity) = Address::as_signed("House 1\nگلی", Language::ENGLISH).unwrap();
        assert_eq!(oddity, Some(Oddity::Refused(TextError::Script { at: 8 })));
        let shown: Vec<String> = address.lines().map(|line| line.to_string()).collect();
        assert_eq!(shown, ["House 1", "\u{2068}گلی\u{2069}"]);
        let lines = TextError::TooManyLines { found: 4, limit: 3 };
        assert_eq!(Address::as_signed("1\n2\n3\n4", Language::ENGLISH), Err(lines));
    }

    proptest! {
        #[test]
        fn normalising_twice_changes_nothing_more(
            raw in prop_oneof![any::<String>(), "[ \n\u{A0}ab1#]{0,12}", "[ \n\u{A0}اهب۲،\u{640}\u{64E}\u{200C}]{0,12}"],
            urdu in any::<bool>(),
        ) {
            let language = if urdu { Language::URDU } else { Language::ENGLISH };
            if let Ok(once) = Address::new(&raw, language) {
                let again = Address::normalise(once.as_signed_str(), language).unwrap();
                prop_assert_eq!(again.address, once);
                // An unusual letter stays, and is noted each time.
                prop_assert!(again.notes.iter().all(|note| *note == Note::UnusualLetter));
            }
        }
    }
}
