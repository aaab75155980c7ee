//! A description before it is understood: whatever TOML or JSON can say.

use super::error::CeremonyError;
use super::words::quoted;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// A value of a description. It keeps what it cannot use, so that the error can say where that stands.
pub(super) enum Node {
    Text(String),
    Integer(i128),
    List(Vec<Node>),
    Table(Vec<(String, Node)>),
    /// Something that no field takes.
    Other(&'static str),
}

impl Node {
    pub(super) fn from_toml(text: &str) -> Result<Self, CeremonyError> {
        toml::from_str(text).map_err(|error: toml::de::Error| {
            let before = text.bytes().take(error.span().map_or(0, |span| span.start));
            let (mut line, mut column) = (1_usize, 1_usize);
            for byte in before {
                (line, column) = match byte {
                    b'\n' => (line.saturating_add(1), 1),
                    // The later bytes of a character.
                    0x80..=0xBF => (line, column),
                    _ => (line, column.saturating_add(1)),
                };
            }
            CeremonyError::Syntax { line, column, message: error.message().to_owned() }
        })
    }

    /// How an error names it.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Text(text) => match text.char_indices().nth(SHOWN_CHARS) {
                Some((end, _)) => format!("{}...", quoted(text.get(..end).unwrap_or_default())),
                None => quoted(text),
            },
            Self::Integer(number) => number.to_string(),
            Self::List(items) => format!("a list of {}", items.len()),
            Self::Table(_) => "a table".to_owned(),
            Self::Other(what) => (*what).to_owned(),
        }
    }

    /// How an error names what should be a key: it may be a secret.
    pub(super) fn shown_as_secret(&self) -> String {
        match self {
            Self::Text(text) => format!("a text of {} characters", text.chars().count()),
            other => other.shown(),
        }
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyNode)
    }
}

struct AnyNode;

impl<'de> Visitor<'de> for AnyNode {
    type Value = Node;

    fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("a text, a whole number, a list or a table")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Node, E> {
        Ok(Node::Text(text.to_owned()))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Node, E> {
        Ok(Node::Integer(number.into()))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Node, E> {
        Ok(Node::Integer(number.into()))
    }

    fn visit_bool<E: Error>(self, truth: bool) -> Result<Node, E> {
        Ok(Node::Other(if truth { "true" } else { "false" }))
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Node, E> {
        Ok(Node::Other("a number with a fraction"))
    }

    fn visit_unit<E: Error>(self) -> Result<Node, E> {
        Ok(Node::Other("null"))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Node, A::Error> {
        let mut table: Vec<(String, Node)> = Vec::new();
        while let Some((name, value)) = entries.next_entry::<String, Node>()? {
            // A date of TOML, without quotation marks.
            if name == TOML_DATE && table.is_empty() {
                return match entries.next_key::<String>()? {
                    None => Ok(value),
                    Some(_) => Err(A::Error::custom(format_args!("{} is no field", quoted(TOML_DATE)))),
                };
            }
            if table.iter().any(|(known, _)| *known == name) {
                return Err(A::Error::custom(format_args!("the field {} stands twice", quoted(&name))));
            }
            table.push((name, value));
        }
        Ok(Node::Table(table))
    }
}

/// The name under which `toml` hands over a date.
const TOML_DATE: &str = "$__toml_private_datetime";
/// Most characters of a wrong value in an error.
const SHOWN_CHARS: usize = 40;
