//! What normalising changed in a text, or found in it (§4.4).

use std::collections::BTreeSet;

/// A change made to a text before signing, or a warning about it.
///
/// Notes are for the registrar. They come each once, in the order of this list, which is the order
/// of the steps.
///
/// ```
/// # use khyber_pass::text::{Language, Name, Note};
/// let typed = Name::normalise("نمونه  خان", Language::URDU)?; // heh of an Arabic keyboard, two spaces
/// assert_eq!(typed.notes, [Note::ArabicLetterFolded, Note::SpacesCollapsed]);
/// # Ok::<(), khyber_pass::text::TextError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub enum Note {
    /// A presentation form became the letters it stands for.
    PresentationForm,
    /// A letter of an Arabic keyboard became the Urdu letter.
    ArabicLetterFolded,
    /// A letter and a separate hamza became one letter, where NFC alone would not join them.
    HamzaComposed,
    /// A tatweel was removed.
    TatweelStripped,
    /// An invisible character was removed.
    InvisibleStripped,
    /// A direction mark was removed.
    DirectionMarkStripped,
    /// A zero-width non-joiner that shapes nothing was removed.
    ZwnjStripped,
    /// The text was put into Normalization Form C.
    Composed,
    /// Spaces were made plain, or superfluous ones removed.
    SpacesCollapsed,
    /// Warning: a name holds digits. They are kept.
    Digits,
    /// Warning: a letter is not usual in the language. It is kept.
    UnusualLetter,
}

impl Note {
    /// Whether the text was left as it is and somebody should look at it.
    pub const fn is_warning(self) -> bool {
        matches!(self, Self::Digits | Self::UnusualLetter)
    }
}

impl core::fmt::Display for Note {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Self::PresentationForm => "A presentation form was replaced by its letters.",
            Self::ArabicLetterFolded => "A letter of an Arabic keyboard was replaced by the Urdu letter.",
            Self::HamzaComposed => "A separate hamza was joined to its letter.",
            Self::TatweelStripped => "A tatweel was removed.",
            Self::InvisibleStripped => "An invisible character was removed.",
            Self::DirectionMarkStripped => "A direction mark was removed.",
            Self::ZwnjStripped => "A zero-width non-joiner without effect was removed.",
            Self::Composed => "Letters and marks were put into their composed form.",
            Self::SpacesCollapsed => "Spaces were put in order.",
            Self::Digits => "The name holds digits.",
            Self::UnusualLetter => "A letter is not usual in this language.",
        })
    }
}

/// Notes while they are collected: each once, in order.
pub(super) type Notes = BTreeSet<Note>;
