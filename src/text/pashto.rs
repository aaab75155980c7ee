//! Pashto: nothing is folded, its own letters are known (§4.4 step 2).
//!
//! U+064A, U+06CC, U+06D0, U+06CD, U+0626 and, in Peshawar, U+06D2 are six different letters here,
//! and heh is U+0647. A fold that is right in Urdu would misspell names.

use super::urdu;

/// The letters Pashto is written with in the province. Others are kept, with a warning.
pub(super) fn is_usual(letter: char) -> bool {
    urdu::is_usual(letter)
        || matches!(
            letter,
            '\u{067C}'
                | '\u{0681}'
                | '\u{0685}'
                | '\u{0689}'
                | '\u{0693}'
                | '\u{0696}'
                | '\u{069A}'
                | '\u{06AB}'
                | '\u{06BC}'
                | '\u{06CD}'
                | '\u{06D0}'
                | '\u{0647}'
                | '\u{064A}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_of_the_pashto_alphabet_is_usual() {
        assert!("آابپتټثجچځڅحخدډذرړزژږسشښصضطظعغفقکګلمنڼوهيېیۍئ".chars().all(is_usual));
        assert!(!is_usual('\u{0643}'));
    }
}
