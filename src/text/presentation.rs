//! Arabic presentation forms: one code point for a shape, from old fonts (§4.4 step 1).

use super::arabic;
use super::note::{Note, Notes};
use super::placed::Placed;
use super::strip;
use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// Puts the letters in place of their forms. All else, and what stands for a phrase, is left.
pub(super) fn map(placed: &[Placed], notes: &mut Notes) -> Vec<Placed> {
    let mut out: Vec<Placed> = Vec::with_capacity(placed.len());
    for p in placed {
        let letters = if is_form(p.c) { letters(p.c) } else { vec![p.c] };
        if letters != [p.c] {
            notes.insert(Note::PresentationForm);
        }
        // Many fonts draw FDF2 without its alef, so people type one before it.
        let twice = usize::from(p.c == ALLAH && previous_letter(&out).is_some_and(arabic::is_alef));
        out.extend(letters.into_iter().skip(twice).map(|c| p.with(c)));
    }
    out
}

/// One character for a phrase, for a part of one, or for a word that is no name.
pub(super) fn is_phrase(c: char) -> bool {
    match c {
        '\u{FDF0}' | '\u{FDF1}' | '\u{FDF5}' | '\u{FDF7}'..='\u{FDFC}' => true,
        '\u{FB50}'..='\u{FDFF}' => c.general_category() == GeneralCategory::OtherSymbol,
        _ => false,
    }
}

const ALLAH: char = '\u{FDF2}';

fn is_form(c: char) -> bool {
    matches!(c, '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}') && !is_phrase(c)
}

/// The letters and marks of a form. Vowel signs decompose onto a space or a tatweel that is not
/// part of the text, so neither is taken.
fn letters(form: char) -> Vec<char> {
    core::iter::once(form).nfkc().filter(|c| !matches!(c, ' ' | '\u{0640}')).collect()
}

fn previous_letter(out: &[Placed]) -> Option<char> {
    out.iter().rev().map(|p| p.c).find(|c| !arabic::is_mark(*c) && !strip::is_transparent(*c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mapped(raw: &str) -> (String, Vec<Note>) {
        let mut notes = Notes::new();
        let text = Placed::text(&map(&Placed::all(raw), &mut notes));
        (text, notes.into_iter().collect())
    }

    #[test]
    fn forms_become_letters_without_the_space_they_stand_on() {
        for (raw, letters) in [
            ("\u{FEFB}", "\u{0644}\u{0627}"),
            ("\u{FEF5}", "\u{0644}\u{0622}"),
            ("\u{FE89}", "\u{0626}"),
            ("\u{FBFC}", "\u{06CC}"),
            ("\u{FBA6}", "\u{06C1}"),
            ("\u{FBB0}", "\u{06D3}"),
            ("\u{FEEB}", "\u{0647}"),
            ("\u{FE70}", "\u{064B}"),
            ("\u{FE71}", "\u{064B}"),
            ("\u{FE7C}", "\u{0651}"),
            ("\u{FC60}", "\u{064E}\u{0651}"),
            ("\u{FDF2}", "\u{0627}\u{0644}\u{0644}\u{0647}"),
            ("\u{FDF3}", "\u{0627}\u{0643}\u{0628}\u{0631}"),
            ("\u{FDF4}", "\u{0645}\u{062D}\u{0645}\u{062F}"),
            ("\u{FDF6}", "\u{0631}\u{0633}\u{0648}\u{0644}"),
        ] {
            assert_eq!(mapped(raw), (letters.to_owned(), vec![Note::PresentationForm]), "{raw:?}");
        }
    }

    #[test]
    fn allah_after_an_alef_brings_no_second_alef() {
        let lam_lam_heh = "\u{0644}\u{0644}\u{0647}";
        for before in ["د\u{0627}", "د\u{FE8D}", "\u{0671}", "\u{0627}\u{064E}", "\u{0627}\u{200F}"] {
            let (text, _) = mapped(&format!("{before}\u{FDF2}"));
            let (kept, _) = mapped(before);
            assert_eq!(text, format!("{kept}{lam_lam_heh}"), "{before:?}");
        }
        assert_eq!(mapped("د \u{FDF2}").0, format!("د \u{0627}{lam_lam_heh}"));
    }

    #[test]
    fn phrases_symbols_and_the_byte_order_mark_are_left() {
        for c in
            "\u{FDF0}\u{FDF1}\u{FDF5}\u{FDF7}\u{FDF9}\u{FDFA}\u{FDFB}\u{FDFC}\u{FDFD}\u{FD40}\u{FDCF}\u{FDFE}"
                .chars()
        {
            assert!(is_phrase(c), "U+{:04X}", u32::from(c));
            assert_eq!(mapped(&c.to_string()), (c.to_string(), vec![]));
        }
        assert_eq!(mapped("\u{FEFF}\u{FD3E}\u{FB01}Ａ"), ("\u{FEFF}\u{FD3E}\u{FB01}Ａ".to_owned(), vec![]));
    }
}
