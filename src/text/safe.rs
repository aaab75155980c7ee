//! Showing a stranger's text so that it cannot forge the line beside it (§4.5).

use core::fmt::{Display, Formatter, Result, Write};
use unicode_script::{Script, UnicodeScript};

/// A text made safe to stand in a sentence, on a terminal or on a label.
///
/// Control characters, line separators and every character that steers direction are shown as
/// U+FFFD. A text that is not plain Roman is put between U+2068 (first strong isolate) and U+2069,
/// so that it runs in its own direction and leaves its surroundings in theirs. Plain Roman text
/// stands alone: it would be no different inside, and narrow devices show isolates as boxes.
///
/// It is for showing only. It is not for comparing or signing, and it does not escape HTML.
///
/// ```
/// # use khyber_pass::text::SafeText;
/// assert_eq!(SafeText::new("Namuna Khan").to_string(), "Namuna Khan");
/// assert_eq!(SafeText::new("نمونہ خان").to_string(), "\u{2068}نمونہ خان\u{2069}");
/// assert_eq!(SafeText::new("A\u{202E}B\nC").to_string(), "\u{2068}A\u{FFFD}B\u{FFFD}C\u{2069}");
/// ```
#[derive(Clone, Copy)]
pub struct SafeText<'a>(&'a str);

impl<'a> SafeText<'a> {
    /// Takes any text at all.
    pub const fn new(text: &'a str) -> Self {
        Self(text)
    }
}

impl Display for SafeText<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        if is_plain(self.0) {
            return f.write_str(self.0);
        }
        f.write_char(FIRST_STRONG_ISOLATE)?;
        for c in self.0.chars() {
            f.write_char(if is_unsafe(c) { char::REPLACEMENT_CHARACTER } else { c })?;
        }
        f.write_char(POP_ISOLATE)
    }
}

/// Nothing of a person's text in a log, whoever prints it.
impl core::fmt::Debug for SafeText<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str("SafeText(..)")
    }
}

/// Embeddings, overrides and isolates: they reorder what stands around them.
pub(super) fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

const FIRST_STRONG_ISOLATE: char = '\u{2068}';
const POP_ISOLATE: char = '\u{2069}';

fn is_unsafe(c: char) -> bool {
    let direction_mark = matches!(c, '\u{200E}' | '\u{200F}' | '\u{061C}');
    c.is_control() || is_bidi_control(c) || direction_mark || matches!(c, '\u{2028}' | '\u{2029}')
}

/// Roman letters and what stands among them. A mark at the start would sit on a stranger's letter.
fn is_plain(text: &str) -> bool {
    !text.starts_with(is_mark)
        && text.chars().all(|c| matches!(c, ' '..='~' | '’') || is_mark(c) || c.script() == Script::Latin)
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_not_plain_roman_is_isolated() {
        for plain in ["", "Jean-Paul O'Namuna", "José", "Jose\u{301}"] {
            assert_eq!(SafeText::new(plain).to_string(), plain);
        }
        for other in ["\u{301}Jose", "نمونہ", "Namuna ٣", "Намуна", "a\u{2013}b"] {
            assert_eq!(SafeText::new(other).to_string(), format!("\u{2068}{other}\u{2069}"));
        }
    }

    #[test]
    fn nothing_that_steers_direction_or_breaks_the_line_gets_out() {
        let steering = "\u{200E}\u{200F}\u{061C}\u{202A}\u{202B}\u{202C}\u{202D}\u{202E}\u{2066}\u{2067}\u{2068}\
                        \u{2069}\u{2028}\u{2029}\0\t\n\r\u{1B}\u{7F}\u{85}\u{9B}";
        let shown = SafeText::new(steering).to_string();
        assert_eq!(shown, format!("\u{2068}{}\u{2069}", "\u{FFFD}".repeat(steering.chars().count())));
    }

    proptest! {
        #[test]
        fn isolates_are_ours_and_balanced(text in any::<String>(), bidi in "[a\u{2066}-\u{2069}\u{202A}-\u{202E}\u{5D0}]*") {
            for text in [text, bidi] {
                let shown = SafeText::new(&text).to_string();
                let inside = shown.strip_prefix('\u{2068}').and_then(|s| s.strip_suffix('\u{2069}')).unwrap_or(&shown);
                prop_assert!(!inside.contains(is_unsafe));
                prop_assert_eq!(inside.chars().count(), text.chars().count());
            }
        }
    }
}
