//! Text whose bytes were read in a wrong character set on the way (§4.3).
//!
//! What is found here would mostly be refused anyway as a stray sign. The separate answer tells
//! the office to mend its export, not the name.

use super::placed::Placed;
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

/// Where damage begins, if there is any.
pub(super) fn find(placed: &[Placed]) -> Option<usize> {
    let mut rest = placed;
    while let [p, after @ ..] = rest {
        let next = after.first().map(|n| n.c);
        // A question mark is what a converter writes for a letter it does not know.
        if p.c == '?' || (leads(p.c) && next.is_some_and(trails)) {
            return Some(p.at);
        }
        rest = after;
    }
    placed.split(|p| !is_letter(p.c)).find_map(windows_1256)
}

/// What the first byte of a UTF-8 sequence looks like in Windows-1252 or, the last four, -1256.
fn leads(c: char) -> bool {
    matches!(c, 'Â'..='ô' | 'ط' | 'ظ' | 'ع' | 'غ')
}

/// What a further byte looks like in Latin-1 or Windows-1252. Letters but `ˆ` and `µ`, dashes and the usual
/// quotation marks are left out: they can stand after such a letter in an honest text.
fn trails(c: char) -> bool {
    matches!(c, '\u{0080}'..='\u{009F}' | '¡'..='©' | '¬'..='¶' | '¸' | '¹' | '¼'..='¿')
        || matches!(c, '€' | '‚' | '„' | '…' | '†' | '‡' | 'ˆ' | '‰' | '‹' | '˜' | '™' | '›')
}

fn is_letter(c: char) -> bool {
    c.general_category_group() == GeneralCategoryGroup::Letter
}

/// Arabic letters of Windows-1256 read as Latin-1 give whole words of accented letters.
fn windows_1256(word: &[Placed]) -> Option<usize> {
    let damaged = word.len() >= 3 && word.iter().all(|p| matches!(p.c, 'À'..='ÿ'));
    word.first().filter(|_| damaged).map(|p| p.at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damage_is_found_where_it_begins() {
        for (raw, at) in [
            ("Ù†Ø§Ù…", 0),
            ("Ù\u{86}Ø§Ù\u{85}", 0),
            ("Namuna â€™", 7),
            ("NamÃ©", 3),
            ("ظ†ط§ظ…", 0),
            ("????", 0),
            ("Namuna K?an", 8),
            ("äãæäå ÎÇä", 0),
            ("Ùˆ", 0),           // waw
            ("NØµr", 1),         // sad
            ("GarcÃ\u{AD}a", 4), // í: the byte AD is a soft hyphen
            ("ããã\u{64B}", 0),
        ] {
            assert_eq!(find(&Placed::all(raw)), Some(at), "{raw:?}");
        }
    }

    #[test]
    fn honest_accents_are_left_alone() {
        for raw in ["José Peña", "Úžo", "Ýr’s", "Øe", "Ñañez", "ÅÖ", "طبع", "عظیم", "D'Été", "äã1æ", "Mª"]
        {
            assert_eq!(find(&Placed::all(raw)), None, "{raw:?}");
        }
    }
}
