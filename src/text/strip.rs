//! Characters without ink: removed before signing, each kind with its note (§4.4 step 3).

use super::arabic::{self, ZWNJ};
use super::note::{Note, Notes};
use super::placed::Placed;
use unicode_normalization::char::canonical_combining_class;

/// Removes tatweel, invisible characters, direction marks, and every ZWNJ that shapes nothing.
pub(super) fn strip(placed: &[Placed], notes: &mut Notes) -> Vec<Placed> {
    let mut kept = Vec::with_capacity(placed.len());
    for p in placed {
        match reason(p.c) {
            Some(note) => notes.extend([note]),
            None => kept.push(*p),
        }
    }
    strip_zwnj(&kept, notes)
}

/// What does not part the characters beside it, because it is removed or shapes only.
pub(super) fn is_transparent(c: char) -> bool {
    c == ZWNJ || reason(c).is_some()
}

/// A ZWNJ stays only between two Arabic letters of which the left one would join it.
fn strip_zwnj(placed: &[Placed], notes: &mut Notes) -> Vec<Placed> {
    let mut out = Vec::with_capacity(placed.len());
    let mut left = None;
    let mut rest = placed;
    while let [p, after @ ..] = rest {
        rest = after;
        let right = after.first().map(|p| p.c);
        let parts = left.is_some_and(arabic::joins_on_both_sides) && right.is_some_and(arabic::is_letter);
        if p.c == ZWNJ && !parts {
            notes.insert(Note::ZwnjStripped);
            continue;
        }
        if canonical_combining_class(p.c) == 0 {
            left = Some(p.c); // a vowel sign on the left letter does not keep it from joining
        }
        out.push(*p);
    }
    out
}

fn reason(c: char) -> Option<Note> {
    match c {
        '\u{0640}' => Some(Note::TatweelStripped),
        '\u{200D}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}' => Some(Note::InvisibleStripped),
        '\u{200E}' | '\u{200F}' | '\u{061C}' => Some(Note::DirectionMarkStripped),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stripped(raw: &str) -> (String, Vec<Note>) {
        let mut notes = Notes::new();
        let text = Placed::text(&strip(&Placed::all(raw), &mut notes));
        (text, notes.into_iter().collect())
    }

    #[test]
    fn a_non_joiner_stays_only_where_it_parts_two_letters() {
        for kept in ["بی\u{200C}بی", "ب\u{064E}\u{200C}ت"] {
            assert_eq!(stripped(kept), (kept.to_owned(), vec![]), "{kept:?}");
        }
        for (raw, text) in [
            ("خان\u{200C}", "خان"),
            ("\u{200C}خان", "خان"),
            ("دا\u{200C}ن", "دان"),
            ("بی\u{200C} بی", "بی بی"),
            ("بی\u{200C}\u{064E}", "بی\u{064E}"),
            ("Kh\u{200C}an", "Khan"),
            ("بی\u{200C}\u{200C}بی", "بی\u{200C}بی"),
        ] {
            assert_eq!(stripped(raw), (text.to_owned(), vec![Note::ZwnjStripped]), "{raw:?}");
        }
        let both = vec![Note::TatweelStripped];
        assert_eq!(stripped("بی\u{200C}\u{0640}بی"), ("بی\u{200C}بی".to_owned(), both));
    }
}
