//! Texts that every step of normalisation leaves as they are, told at one look (§4.4).
//!
//! Most signed texts are of this kind. For the others the steps themselves are asked.

use super::check::Field;
use super::language::Language;
use super::pashto;
use super::urdu;

/// Is it made of usual letters of one script only, with single spaces between words? Then nothing is odd about it,
/// if it is not too long.
pub(super) fn is_plain(text: &str, language: Language, field: &Field) -> bool {
    let is_usual: &dyn Fn(char) -> bool = match language {
        Language::URDU => &urdu::is_usual,
        Language::PASHTO => &pashto::is_usual,
        _ => &|c| c.is_ascii_alphabetic(),
    };
    let mut is_word = false;
    for c in text.chars() {
        let is_break = c == ' ';
        if is_break && !is_word || !is_break && !is_usual(c) {
            return false;
        }
        is_word = !is_break;
    }
    is_word && field.measure(text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::super::check::{ADDRESS, NAME};
    use super::super::walk;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn most_names_are_plain() {
        for (text, language) in [
            ("Farzi Namuna", Language::ENGLISH),
            ("کریم نمونہ", Language::URDU),
            ("آئزہ بی بی", Language::URDU),
            ("ښاپېرۍ نمونه", Language::PASHTO),
            ("Namuna", Language::parse("bsk").unwrap()),
        ] {
            assert!(is_plain(text, language, &NAME), "{text}");
        }
        for text in
            ["", " ", "Farzi ", " Farzi", "Farzi  Namuna", "O'Namuna", "Farzi 2", "کریم", "Farzi\nNamuna"]
        {
            assert!(!is_plain(text, Language::ENGLISH, &NAME), "{text:?}");
        }
        assert!(!is_plain(&"a".repeat(61), Language::ENGLISH, &NAME));
    }

    proptest! {
        #[test]
        fn normalising_leaves_it_as_it_is(
            text in prop_oneof![
                "[A-Za-z ]{0,8}",
                "[\u{0621}-\u{06D3} ]{0,8}",
                "[ءآابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوؤۃہۂھیئےۓټډړږښګڼېۍهي ]{0,8}",
            ],
            language in prop::sample::select(vec!["eng", "urd", "pus", "bsk", "skr"]),
            in_address in any::<bool>(),
        ) {
            let (language, field) =
                (Language::parse(language).unwrap(), if in_address { &ADDRESS } else { &NAME });
            if is_plain(&text, language, field) {
                let normalised = walk::normalise(&text, language, field);
                prop_assert_eq!(normalised.map(|(normalised, _)| normalised), Ok(text));
            }
        }
    }
}
