//! The two scripts of the format, and which letters are usual in a language (§4.1, §4.4).

use super::language::Language;
use super::{arabic, digits, pashto, urdu};
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};
use unicode_script::{Script, UnicodeScript};

/// A script names are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Writing {
    Latin,
    Arabic,
}

impl Writing {
    /// The script of a letter, a mark or an Arabic digit; none for signs and other scripts.
    pub(super) fn of(c: char) -> Option<Self> {
        if is_latin_letter(c) || is_latin_mark(c) {
            Some(Self::Latin)
        } else if arabic::is_letter(c) || arabic::is_mark(c) || (digits::is_digit(c) && !c.is_ascii()) {
            Some(Self::Arabic)
        } else {
            None
        }
    }

    /// The script a language demands. Where none is known, the first letter of the text decides.
    pub(super) fn demanded(language: Language) -> Option<Self> {
        match language {
            Language::ENGLISH => Some(Self::Latin),
            Language::URDU | Language::PASHTO => Some(Self::Arabic),
            _ => None,
        }
    }
}

pub(super) fn is_letter(c: char) -> bool {
    is_latin_letter(c) || arabic::is_letter(c)
}

/// Whether a letter is one of those the language is usually written with, if we know them.
pub(super) fn is_usual(letter: char, language: Language) -> bool {
    match language {
        Language::ENGLISH => is_latin_of_names(letter),
        Language::URDU => urdu::is_usual(letter),
        Language::PASHTO => pashto::is_usual(letter),
        _ => true,
    }
}

fn is_latin_letter(c: char) -> bool {
    c.script() == Script::Latin && c.general_category_group() == GeneralCategoryGroup::Letter
}

/// The combining grapheme joiner lies among the marks but is not to be seen.
fn is_latin_mark(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}') && c != '\u{034F}'
}

/// Letters with the accents of living languages; not phonetic signs, wide forms or ligatures.
fn is_latin_of_names(c: char) -> bool {
    matches!(c, 'A'..='Z' | 'a'..='z' | '\u{00C0}'..='\u{024F}' | '\u{1E00}'..='\u{1EFF}')
}
