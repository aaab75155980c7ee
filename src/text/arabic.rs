//! Letters and marks of the Arabic script, and how they join (Unicode Standard §9.2).

use unicode_normalization::char::canonical_combining_class;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};
use unicode_script::{Script, UnicodeScript};

pub(super) const ZWNJ: char = '\u{200C}';
pub(super) const HAMZA_ABOVE: char = '\u{0654}';

/// A letter of the Arabic blocks. Presentation forms are none: they are mapped to letters first.
pub(super) fn is_letter(c: char) -> bool {
    in_blocks(c) && c.general_category_group() == GeneralCategoryGroup::Letter && c.script() == Script::Arabic // the tatweel is a letter of no script
}

/// A vowel sign, a hamza, an honorific or another mark over or under a letter.
pub(super) fn is_mark(c: char) -> bool {
    in_blocks(c) && c.general_category() == GeneralCategory::NonspacingMark
}

/// A letter that connects to the letter before and to the letter after: what a ZWNJ can part.
pub(super) fn joins_on_both_sides(c: char) -> bool {
    is_letter(c) && !joins_on_one_side_or_none(c)
}

/// A mark between a letter and a hamza does not part them, unless both stand in the same place
/// above the letter (combining class 230; Unicode Standard §3.11, "blocked").
pub(super) fn blocks_hamza(c: char) -> bool {
    matches!(canonical_combining_class(c), 0 | 230)
}

/// The plain alef and the alef of the article, which FDF2 must not repeat.
pub(super) fn is_alef(c: char) -> bool {
    matches!(c, '\u{0627}' | '\u{0671}')
}

fn in_blocks(c: char) -> bool {
    matches!(c, '\u{0600}'..='\u{06FF}' | '\u{0750}'..='\u{077F}' | '\u{0870}'..='\u{08FF}'
        | '\u{10EC0}'..='\u{10EFF}')
}

/// Joining types R, U, C and T of `ArabicShaping.txt`, among the letters.
fn joins_on_one_side_or_none(c: char) -> bool {
    matches!(c, '\u{0621}'..='\u{0625}' | '\u{0627}' | '\u{0629}' | '\u{062F}'..='\u{0632}' | '\u{0648}'
        | '\u{0671}'..='\u{0677}' | '\u{0688}'..='\u{0699}' | '\u{06C0}' | '\u{06C3}'..='\u{06CB}'
        | '\u{06CD}' | '\u{06CF}' | '\u{06D2}' | '\u{06D3}' | '\u{06D5}' | '\u{06E5}' | '\u{06E6}'
        | '\u{06EE}' | '\u{06EF}' | '\u{0759}'..='\u{075B}' | '\u{076B}' | '\u{076C}' | '\u{0771}'
        | '\u{0773}' | '\u{0774}' | '\u{0778}' | '\u{0779}' | '\u{0870}'..='\u{0885}' | '\u{0887}'
        | '\u{088E}' | '\u{08AA}'..='\u{08AE}' | '\u{08B1}' | '\u{08B2}' | '\u{08B9}' | '\u{08C9}'
        | '\u{10EC2}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_join_as_unicode_says() {
        for c in "بپتٹسشکگلمنہیھئ\u{0647}\u{064A}ټښ".chars() {
            assert!(joins_on_both_sides(c), "U+{:04X}", u32::from(c));
        }
        for c in "ءآأؤإاةدڈذرڑزژوےۓۀۍډړږABn ".chars() {
            assert!(!joins_on_both_sides(c), "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn signs_of_the_block_are_not_letters() {
        for c in "،؟۔۞۩٪\u{0640}\u{0660}\u{06F0}\u{064B}\u{0610}\u{FEFB}\u{FDFA}".chars() {
            assert!(!is_letter(c), "U+{:04X}", u32::from(c));
        }
        assert!("\u{064B}\u{0670}\u{0610}\u{0654}\u{065F}".chars().all(is_mark));
    }
}
