//! Decimal digits of the three kinds in use: ASCII, Arabic-Indic, extended Arabic-Indic (§4.4).

/// The text with every such digit in ASCII and all else as it was: for numeric fields.
pub(crate) fn ascii_digits(raw: &str) -> String {
    raw.chars().map(|c| value(c).and_then(|v| char::from_digit(v, 10)).unwrap_or(c)).collect()
}

pub(super) fn is_digit(c: char) -> bool {
    value(c).is_some()
}

fn value(c: char) -> Option<u32> {
    let zero = match c {
        '0'..='9' => '0',
        '\u{0660}'..='\u{0669}' => '\u{0660}',
        '\u{06F0}'..='\u{06F9}' => '\u{06F0}',
        _ => return None,
    };
    u32::from(c).checked_sub(u32::from(zero))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_arabic_rows_become_ascii_and_the_rest_stays() {
        assert_eq!(ascii_digits("۱۰۰۰۰-۰۰۰۰۰۰۸-۱"), "10000-0000008-1");
        assert_eq!(ascii_digits("۰۱۲۳۴۵۶۷۸۹ ٠١٢٣٤٥٦٧٨٩"), "0123456789 0123456789");
        assert_eq!(ascii_digits("०५ ² x"), "०५ ² x");
    }
}
