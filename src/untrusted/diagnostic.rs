//! CBOR diagnostic notation (RFC 8949 §8).

use crate::cbor::Data;
use crate::hex::Hex;
use core::fmt::{Display, Formatter, Result, Write};

/// Shows a value. A stranger's text cannot break the line or turn its direction.
pub(super) struct Diagnostic<'a>(pub(super) Data<'a>);

impl Display for Diagnostic<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self.0 {
            Data::Int(number) => write!(f, "{number}"),
            Data::Bytes(bytes) => write!(f, "h'{}'", Hex(bytes)),
            Data::Text(text) => write!(f, "{}", Quoted(text)),
            Data::Bool(value) => write!(f, "{value}"),
            Data::Null => f.write_str("null"),
            Data::Tag(tag, item) => write!(f, "{tag}({})", Self(item.item())),
            Data::Array(items) => {
                f.write_str("[")?;
                separated(items, f, |item, f| write!(f, "{}", Diagnostic(item)))?;
                f.write_str("]")
            }
            Data::Map(entries) => {
                f.write_str("{")?;
                separated(entries, f, |(key, value), f| {
                    write!(f, "{}: {}", Diagnostic(key), Diagnostic(value))
                })?;
                f.write_str("}")
            } // Not reached: the strict pass lets no other value through.
        }
    }
}

fn separated<T>(
    items: impl Iterator<Item = T>,
    f: &mut Formatter<'_>,
    show: impl Fn(T, &mut Formatter<'_>) -> Result,
) -> Result {
    for (place, item) in items.enumerate() {
        if place > 0 {
            f.write_str(", ")?;
        }
        show(item, f)?;
    }
    Ok(())
}

/// Shows a text between quotation marks.
pub(super) struct Quoted<'a>(pub(super) &'a str);

impl Display for Quoted<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str("\"")?;
        self.0.chars().try_for_each(|c| match c {
            '"' | '\\' => write!(f, "\\{c}"),
            c => character(c, f),
        })?;
        f.write_str("\"")
    }
}

/// Shows a character, or its number if it could steer what stands around it.
pub(super) fn character(c: char, f: &mut impl Write) -> Result {
    match c {
        c if c.is_control() || is_invisible(c) => write!(f, "\\u{{{:x}}}", u32::from(c)),
        c => write!(f, "{c}"),
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cbor::decode;

    #[test]
    fn a_text_cannot_forge_the_line_beside_it() {
        let shown = |bytes| Diagnostic(decode(bytes).unwrap().root()).to_string();
        let map = b"\xA2\x01\x67a\"\n\xE2\x80\xAEb\x21\x42\x00\xFF";
        assert_eq!(shown(map), r#"{1: "a\"\u{a}\u{202e}b", -2: h'00ff'}"#);
        assert_eq!(shown(&[0xD2, 0x82, 0x01, 0xF6]), "18([1, null])");
    }
}
