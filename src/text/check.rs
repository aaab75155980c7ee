//! The last step: what is still there must belong there (§4.2, §4.3).

use super::arabic::ZWNJ;
use super::error::TextError;
use super::language::Language;
use super::note::{Note, Notes};
use super::placed::Placed;
use super::safe::is_bidi_control;
use super::writing::{self, Writing};
use super::{digits, mojibake, presentation};
use crate::cbor::count_beyond;
use crate::limits::{ADDRESS_CHARS, ADDRESS_LINES, NAME_CHARS};
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// What a kind of text may hold besides letters, marks, digits and spaces.
pub(super) struct Field {
    chars: usize,
    lines: usize,
    signs: &'static str,
    arabic_signs: &'static str,
    digits: Digits,
}

enum Digits {
    Ordinary,
    Unusual,
}

/// A name has no comma and no stroke: these part a list or a relation ("S/O"), not a name.
pub(super) const NAME: Field =
    Field { chars: NAME_CHARS, lines: 1, signs: "-'’.", arabic_signs: "۔", digits: Digits::Unusual };

/// An address has numbers, and the signs people write between them.
pub(super) const ADDRESS: Field = Field {
    chars: ADDRESS_CHARS,
    lines: ADDRESS_LINES,
    signs: "-'’.,:/#&()",
    arabic_signs: "۔،؛",
    digits: Digits::Ordinary,
};

impl Field {
    /// Whether a newline parts lines here, or is a control like any other.
    pub(super) fn has_lines(&self) -> bool {
        self.lines > 1
    }

    /// The bounds that hold for a text that was signed, too.
    pub(super) fn measure(&self, text: &str) -> Result<(), TextError> {
        if text.is_empty() {
            return Err(TextError::Empty);
        }
        let lines = if self.has_lines() { text.split('\n').count() } else { 1 };
        if lines > self.lines {
            return Err(TextError::TooManyLines { found: lines, limit: self.lines });
        }
        match count_beyond(text, self.chars) {
            Some(found) => Err(TextError::TooLong { found, limit: self.chars }),
            None => Ok(()),
        }
    }

    /// The whole check of a text that is to be issued.
    pub(super) fn check(
        &self,
        placed: &[Placed],
        language: Language,
        notes: &mut Notes,
    ) -> Result<(), TextError> {
        if let Some(at) = mojibake::find(placed) {
            return Err(TextError::Mojibake { at });
        }
        let mut writing = Writing::demanded(language);
        for p in placed {
            self.refuse(*p)?;
            if self.writing(*p)?.is_some_and(|own| own != *writing.get_or_insert(own)) {
                return Err(TextError::Script { at: p.at });
            }
            if matches!(self.digits, Digits::Unusual) && digits::is_digit(p.c) {
                notes.insert(Note::Digits);
            }
            if writing::is_letter(p.c) && !writing::is_usual(p.c, language) {
                notes.insert(Note::UnusualLetter);
            }
        }
        if !placed.iter().any(|p| self.says_something(p.c)) {
            return Err(TextError::Empty);
        }
        self.measure(&Placed::text(placed))
    }

    /// The script a character belongs to; none for what stands in both.
    fn writing(&self, p: Placed) -> Result<Option<Writing>, TextError> {
        if self.is_break(p.c) || p.c.is_ascii_digit() || self.signs.contains(p.c) {
            Ok(None)
        } else if p.c == ZWNJ || self.arabic_signs.contains(p.c) {
            Ok(Some(Writing::Arabic))
        } else {
            Writing::of(p.c).map(Some).ok_or(TextError::Script { at: p.at })
        }
    }

    /// What no text may hold, whatever its language.
    fn refuse(&self, p: Placed) -> Result<(), TextError> {
        use GeneralCategory as G;
        let at = p.at;
        if self.is_break(p.c) || p.c == ZWNJ {
            return Ok(());
        }
        if is_bidi_control(p.c) {
            return Err(TextError::Bidi { at });
        }
        if presentation::is_phrase(p.c) {
            return Err(TextError::Ligature { at });
        }
        match p.c.general_category() {
            G::Control | G::Format | G::LineSeparator | G::ParagraphSeparator => {
                Err(TextError::Control { at })
            }
            G::PrivateUse | G::Unassigned => Err(TextError::Unassigned { at }),
            _ if p.c == char::REPLACEMENT_CHARACTER => Err(TextError::Unassigned { at }),
            _ => Ok(()),
        }
    }

    fn is_break(&self, c: char) -> bool {
        c == ' ' || (c == '\n' && self.has_lines())
    }

    fn says_something(&self, c: char) -> bool {
        writing::is_letter(c) || (matches!(self.digits, Digits::Ordinary) && digits::is_digit(c))
    }
}
