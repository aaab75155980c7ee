//! What is wrong with a text (§4.1 to §4.3).

use crate::code::Code;

/// Why a text cannot be issued, or cannot be read at all.
///
/// It says where, never what: the text is personal. `at` counts the characters (Unicode scalar
/// values) of the text that was given, from 0; a mark that joined its letter counts as the letter.
///
/// ```
/// # use khyber_pass::Code;
/// # use khyber_pass::text::{Language, Name, TextError};
/// let error = Name::new("Namuna \u{202E}Khan", Language::ENGLISH).unwrap_err();
/// assert_eq!(error, TextError::Bidi { at: 7 });
/// assert_eq!(error.code(), Code::TextBidi);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TextError {
    /// Nothing is there, or nothing that says anything: no letter in a name, neither letter nor
    /// digit in an address.
    #[error("the text is empty")]
    Empty,
    /// More characters than a card prints.
    #[error("{found} characters; at most {limit} are allowed")]
    TooLong {
        /// The characters that were found.
        found: usize,
        /// The most that are allowed.
        limit: usize,
    },
    /// More lines than a card prints.
    #[error("{found} lines; at most {limit} are allowed")]
    TooManyLines {
        /// The lines that were found.
        found: usize,
        /// The most that are allowed.
        limit: usize,
    },
    /// A control, a line separator, or an invisible character that shapes no text.
    #[error("character {at} is a control character")]
    Control {
        /// Where it stands.
        at: usize,
    },
    /// A character that reorders the text around it.
    #[error("character {at} is a bidirectional control")]
    Bidi {
        /// Where it stands.
        at: usize,
    },
    /// One character that stands for a phrase.
    #[error("character {at} is a ligature that stands for a phrase")]
    Ligature {
        /// Where it stands.
        at: usize,
    },
    /// Private use, unassigned, a noncharacter, or U+FFFD.
    #[error("character {at} has no meaning")]
    Unassigned {
        /// Where it stands.
        at: usize,
    },
    /// A letter of another script, or a sign that has no place in such a text.
    #[error("character {at} does not belong in a text of this language")]
    Script {
        /// Where it stands.
        at: usize,
    },
    /// The bytes were read in a wrong character set somewhere on the way.
    #[error("the text was damaged by a wrong character set at character {at}")]
    Mojibake {
        /// Where the damage begins.
        at: usize,
    },
    /// Not a language code.
    #[error("a language code is three small letters")]
    Language,
}

impl TextError {
    /// The stable code.
    pub const fn code(&self) -> Code {
        match self {
            Self::Empty => Code::TextEmpty,
            Self::TooLong { .. } => Code::TextTooLong,
            Self::TooManyLines { .. } => Code::TextLines,
            Self::Control { .. } => Code::TextControl,
            Self::Bidi { .. } => Code::TextBidi,
            Self::Ligature { .. } => Code::TextLigature,
            Self::Unassigned { .. } => Code::TextUnassigned,
            Self::Script { .. } => Code::TextScript,
            Self::Mojibake { .. } => Code::TextMojibake,
            Self::Language => Code::TextLanguage,
        }
    }
}
