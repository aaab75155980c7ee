//! Urdu: letters of an Arabic keyboard are folded, its own letters are known (§4.4 step 2).

use super::arabic::{HAMZA_ABOVE, blocks_hamza};
use super::note::{Note, Notes};
use super::placed::Placed;
use super::strip;

/// Folds what an Arabic keyboard or a separate hamza puts in place of an Urdu letter.
///
/// A hamza decides first: yeh with hamza is one letter, not a Farsi yeh with something above it.
pub(super) fn fold(placed: &[Placed], notes: &mut Notes) -> Vec<Placed> {
    let mut out = Vec::with_capacity(placed.len());
    let mut rest = placed;
    let mut joined = false;
    while let [p, after @ ..] = rest {
        rest = after;
        let hamza = hamza_follows(after);
        let (c, note) = match p.c {
            HAMZA_ABOVE if joined => {
                joined = false;
                continue;
            }
            '\u{064A}' if hamza => (p.c, None), // NFC joins these two by itself
            '\u{06CC}' if hamza => ('\u{0626}', Some(Note::HamzaComposed)),
            '\u{0647}' if hamza => ('\u{06C2}', Some(Note::HamzaComposed)),
            '\u{0643}' => ('\u{06A9}', Some(Note::ArabicLetterFolded)),
            '\u{064A}' => ('\u{06CC}', Some(Note::ArabicLetterFolded)),
            '\u{0647}' => ('\u{06C1}', Some(Note::ArabicLetterFolded)),
            c => (c, None),
        };
        joined |= note == Some(Note::HamzaComposed);
        notes.extend(note);
        out.push(p.with(c));
    }
    out
}

/// The letters Urdu is written with. Others are kept, with a warning.
pub(super) fn is_usual(letter: char) -> bool {
    matches!(letter, '\u{0621}' | '\u{0622}' | '\u{0624}' | '\u{0626}'..='\u{0628}' | '\u{067E}' | '\u{062A}'
        | '\u{0679}' | '\u{062B}'..='\u{062D}' | '\u{0686}' | '\u{062E}' | '\u{062F}' | '\u{0688}'
        | '\u{0630}' | '\u{0631}' | '\u{0691}' | '\u{0632}' | '\u{0698}' | '\u{0633}'..='\u{063A}'
        | '\u{0641}' | '\u{0642}' | '\u{06A9}' | '\u{06AF}' | '\u{0644}'..='\u{0646}' | '\u{06BA}'
        | '\u{0648}' | '\u{06C1}'..='\u{06C3}' | '\u{06BE}' | '\u{06CC}' | '\u{06D2}' | '\u{06D3}')
}

/// Whether a hamza belongs to the letter before `after`, once all that is stripped is gone.
fn hamza_follows(after: &[Placed]) -> bool {
    after
        .iter()
        .map(|p| p.c)
        .find(|c| *c == HAMZA_ABOVE || (blocks_hamza(*c) && !strip::is_transparent(*c)))
        .is_some_and(|c| c == HAMZA_ABOVE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(raw: &str) -> (String, Vec<Note>) {
        let mut notes = Notes::new();
        let text = Placed::text(&fold(&Placed::all(raw), &mut notes));
        (text, notes.into_iter().collect())
    }

    #[test]
    fn arabic_letters_and_separate_hamzas() {
        use Note::{ArabicLetterFolded as Folded, HamzaComposed as Hamza};
        for (raw, text, notes) in [
            ("\u{0643}", "\u{06A9}", vec![Folded]),
            ("\u{064A}", "\u{06CC}", vec![Folded]),
            ("\u{0647}", "\u{06C1}", vec![Folded]),
            ("\u{06CC}\u{0654}", "\u{0626}", vec![Hamza]),
            ("\u{0647}\u{0654}", "\u{06C2}", vec![Hamza]),
            ("\u{064A}\u{0654}", "\u{064A}\u{0654}", vec![]), // left to NFC
            ("\u{06C1}\u{0654}", "\u{06C1}\u{0654}", vec![]), // left to NFC
            ("\u{06CC}\u{0640}\u{0654}", "\u{0626}\u{0640}", vec![Hamza]),
            ("\u{06CC}\u{200C}\u{0654}", "\u{0626}\u{200C}", vec![Hamza]),
            ("\u{06CC}\u{064E}\u{0654}", "\u{0626}\u{064E}", vec![Hamza]),
            ("\u{06CC}\u{0653}\u{0654}", "\u{06CC}\u{0653}\u{0654}", vec![]), // blocked
            ("\u{064A}\u{0653}\u{0654}", "\u{06CC}\u{0653}\u{0654}", vec![Folded]),
            ("\u{06CC} \u{0654}", "\u{06CC} \u{0654}", vec![]),
            ("\u{06CC}\u{0654}\u{0654}", "\u{0626}\u{0654}", vec![Hamza]),
            ("\u{0649}\u{0629}", "\u{0649}\u{0629}", vec![]),
        ] {
            assert_eq!(folded(raw), (text.to_owned(), notes), "{raw:?}");
        }
    }
}
