//! The steps every text of a person goes through before signing, in their order (§4.4).

use super::check::Field;
use super::error::TextError;
use super::language::Language;
use super::note::{Note, Notes};
use super::placed::Placed;
use super::{mojibake, presentation, strip, urdu};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// The text as it is to be signed, with what was changed or found.
pub(super) fn normalise(
    raw: &str,
    language: Language,
    field: &Field,
) -> Result<(String, Vec<Note>), TextError> {
    let mut notes = Notes::new();
    // Step 3 takes a soft hyphen away, which can be the second half of a damaged letter.
    if let Some(at) = mojibake::find(&Placed::all(raw)) {
        return Err(TextError::Mojibake { at });
    }
    let placed = rewrite(raw, language, field, &mut notes);
    field.check(&placed, language, &mut notes)?;
    Ok((Placed::text(&placed), notes.into_iter().collect()))
}

/// Every step but the last: changes, and refuses nothing.
pub(super) fn rewrite(raw: &str, language: Language, field: &Field, notes: &mut Notes) -> Vec<Placed> {
    let mut placed = presentation::map(&Placed::all(raw), notes);
    if language == Language::URDU {
        placed = urdu::fold(&placed, notes);
    }
    let placed = strip::strip(&placed, notes);
    let placed = compose(&placed, notes);
    collapse(&placed, field, notes)
}

/// NFC, letter by letter with its marks, so that places are kept. In the two scripts that pass
/// the check, no letter composes with the next one.
fn compose(placed: &[Placed], notes: &mut Notes) -> Vec<Placed> {
    let mut out = Vec::with_capacity(placed.len());
    for cluster in placed.chunk_by(|_, next| canonical_combining_class(next.c) != 0) {
        if cluster.iter().map(|p| p.c).nfc().eq(cluster.iter().map(|p| p.c)) {
            out.extend_from_slice(cluster);
        } else if let Some(first) = cluster.first() {
            notes.insert(Note::Composed);
            out.extend(cluster.iter().map(|p| p.c).nfc().map(|c| first.with(c)));
        }
    }
    out
}

/// One plain space between words, none at the ends of a line, no empty line.
fn collapse(placed: &[Placed], field: &Field, notes: &mut Notes) -> Vec<Placed> {
    let mut out: Vec<Placed> = Vec::with_capacity(placed.len());
    let mut gap: Option<Placed> = None;
    for p in placed {
        match p.c {
            '\n' if field.has_lines() => gap = Some(*p),
            c if c.general_category() == GeneralCategory::SpaceSeparator => {
                gap = gap.or(Some(p.with(' ')));
            }
            _ => {
                let between = gap.take().filter(|_| !out.is_empty());
                out.extend(between);
                out.push(*p);
            }
        }
    }
    if !out.iter().map(|p| p.c).eq(placed.iter().map(|p| p.c)) {
        notes.insert(Note::SpacesCollapsed);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::check::NAME;
    use super::*;

    fn name(raw: &str, language: Language) -> Result<(String, Vec<Note>), TextError> {
        normalise(raw, language, &NAME)
    }

    fn becomes(raw: &str, language: Language, text: &str, notes: &[Note]) {
        assert_eq!(name(raw, language), Ok((text.to_owned(), notes.to_vec())), "{raw:?}");
    }

    #[test]
    fn every_row_that_changes_a_text() {
        use Note::*;
        let urd = |raw: &str, text, notes: &[Note]| becomes(raw, Language::URDU, text, notes);
        urd("\u{064A}\u{0654}", "\u{0626}", &[Composed]);
        urd("\u{06CC}\u{0654}", "\u{0626}", &[HamzaComposed]);
        urd("\u{06C1}\u{0654}", "\u{06C2}", &[Composed]);
        urd("\u{0647}\u{0654}", "\u{06C2}", &[HamzaComposed]);
        urd("\u{06D2}\u{0654}", "\u{06D3}", &[Composed]);
        urd("\u{0627}\u{0653}", "\u{0622}", &[Composed]);
        urd("\u{0648}\u{0654}", "\u{0624}", &[Composed]);
        urd("\u{FEFB}", "\u{0644}\u{0627}", &[PresentationForm]);
        urd("\u{FEEF}", "\u{0649}", &[PresentationForm, UnusualLetter]);
        urd("\u{FDF2}", "\u{0627}\u{0644}\u{0644}\u{06C1}", &[PresentationForm, ArabicLetterFolded]);
        urd("\u{0645}\u{FE76}", "\u{0645}\u{064E}", &[PresentationForm]);
        urd("\u{0645}\u{0640}\u{0646}", "\u{0645}\u{0646}", &[TatweelStripped]);
        urd("\u{0645}\u{0651}\u{064E}", "\u{0645}\u{064E}\u{0651}", &[Composed]);
        urd("\u{0645}\u{064E}\u{0670}", "\u{0645}\u{064E}\u{0670}", &[]);
        urd("\u{0645}\u{0610}", "\u{0645}\u{0610}", &[]);
        urd("\u{0643}\u{064A}\u{0647}", "\u{06A9}\u{06CC}\u{06C1}", &[ArabicLetterFolded]);
        urd("خان \u{06F2}\u{0663}4", "خان \u{06F2}\u{0663}4", &[Digits]);
        urd("بی\u{200C}بی", "بی\u{200C}بی", &[]);
        urd("خان\u{200C}", "خان", &[ZwnjStripped]);
        for c in ['\u{200D}', '\u{200B}', '\u{2060}', '\u{FEFF}', '\u{00AD}'] {
            urd(&format!("خ{c}ان"), "خان", &[InvisibleStripped]);
        }
        for c in ['\u{200E}', '\u{200F}', '\u{061C}'] {
            urd(&format!("{c}خان"), "خان", &[DirectionMarkStripped]);
        }
        urd("\u{00A0}نمونہ\u{2003} خان ", "نمونہ خان", &[SpacesCollapsed]);
        urd(
            "ﻛﺮﻳﻢ\u{0640}\u{200F} نمونه",
            "کریم نمونہ",
            &[PresentationForm, ArabicLetterFolded, TatweelStripped, DirectionMarkStripped],
        );
    }

    #[test]
    fn the_person_with_dirty_input() {
        use Note::*;
        let urd = |raw: &str, text, notes: &[Note]| becomes(raw, Language::URDU, text, notes);
        urd("\u{0643}ر\u{064A}م نمون\u{0647}", "کریم نمونہ", &[ArabicLetterFolded]);
        urd("عبدا\u{FDF2}", "عبداللہ", &[PresentationForm, ArabicLetterFolded]);
        urd("\u{FEFF}کریم نمونہ", "کریم نمونہ", &[InvisibleStripped]);
        urd("\u{200F}کریم نمونہ", "کریم نمونہ", &[DirectionMarkStripped]);
        urd("کریم نمونہ\u{200C}", "کریم نمونہ", &[ZwnjStripped]);
        urd("کر\u{0640}یم نمونہ", "کریم نمونہ", &[TatweelStripped]);
        urd("آزما\u{06CC}\u{0654}ش بی بی", "آزمائش بی بی", &[HamzaComposed]);
    }

    #[test]
    fn only_urdu_is_folded() {
        let six = "\u{064A}\u{06CC}\u{06D0}\u{06CD}\u{0626}\u{06D2}";
        becomes(six, Language::PASHTO, six, &[]);
        becomes("ښاپېرۍ نمون\u{0647}", Language::PASHTO, "ښاپېرۍ نمون\u{0647}", &[]);
        becomes("عبدا\u{FDF2}", Language::PASHTO, "عبدالل\u{0647}", &[Note::PresentationForm]);
        becomes("\u{06CC}\u{0654}", Language::PASHTO, "\u{06CC}\u{0654}", &[]);
        becomes("\u{0643}", Language::PASHTO, "\u{0643}", &[Note::UnusualLetter]);
        let kashmiri = "\u{0620}\u{0672}\u{0643}\u{064A}\u{0647}\u{065F}";
        becomes(kashmiri, Language::parse("kas").unwrap(), kashmiri, &[]);
        becomes(kashmiri, Language::PASHTO, kashmiri, &[Note::UnusualLetter]);
    }

    #[test]
    fn roman_names() {
        let eng = |raw, text, notes: &[Note]| becomes(raw, Language::ENGLISH, text, notes);
        eng("Jean-Paul O'Namuna", "Jean-Paul O'Namuna", &[]);
        eng("Mohd. O’Namuna", "Mohd. O’Namuna", &[]);
        eng("Jose\u{301}", "José", &[Note::Composed]);
        eng("Namuna 2", "Namuna 2", &[Note::Digits]);
        eng("Ｎamuna", "Ｎamuna", &[Note::UnusualLetter]);
        becomes("Namuna", Language::parse("bsk").unwrap(), "Namuna", &[]);
    }
}
