//! Any text as a name: normalising twice changes nothing more, and what is shown stays in its line.

#![no_main]

use khyber_pass::text::{Language, Name, SafeText};
use libfuzzer_sys::fuzz_target;

// The first character says which language.
fuzz_target!(|text: &str| {
    contained(text);
    let mut characters = text.chars();
    let language = match characters.next() {
        Some('e') => Language::ENGLISH,
        Some('u') => Language::URDU,
        Some('p') => Language::PASHTO,
        _ => return,
    };
    if let Ok(once) = Name::normalise(characters.as_str(), language) {
        let signed = once.name.as_signed_str();
        let twice = Name::normalise(signed, language).expect("what is normalised is a name");
        assert_eq!(twice.name, once.name);
        assert!(twice.notes.iter().all(|note| note.is_warning()));
        assert_eq!(twice.name.matching_key(), once.name.matching_key());
        contained(signed);
    }
});

/// One isolate or none, around everything; nothing inside that steers or breaks the line.
fn contained(text: &str) {
    let shown = SafeText::new(text).to_string();
    let inside = shown.strip_prefix('\u{2068}').and_then(|rest| rest.strip_suffix('\u{2069}'));
    let steering =
        |c| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}');
    assert!(!inside.unwrap_or(&shown).contains(|c: char| c.is_control() || steering(c)));
}
