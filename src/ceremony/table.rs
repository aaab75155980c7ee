//! Taking typed fields out of a table of a description.

use super::error::{At, CeremonyError, Part};
use super::node::Node;
use super::words::{read_hex, read_range, read_time};
use crate::cose::PublicKey;
use crate::time::{Timestamp, Validity};

/// The fields of one part of a description. All of them have known names.
pub(super) struct Table {
    part: Part,
    fields: Vec<(String, Node)>,
}

impl Table {
    /// Opens a table. An unknown field is refused first: a misspelt one is missing as well.
    pub(super) fn open(
        part: Part,
        fields: Vec<(String, Node)>,
        known: &'static [&'static str],
    ) -> Result<Self, CeremonyError> {
        match fields.iter().find(|(name, _)| !known.contains(&name.as_str())) {
            Some((field, _)) => Err(CeremonyError::Unknown { part, field: field.clone(), known }),
            None => Ok(Self { part, fields }),
        }
    }

    /// Opens the top of a description.
    pub(super) fn open_document(node: Node, known: &'static [&'static str]) -> Result<Self, CeremonyError> {
        match node {
            Node::Table(fields) => Self::open(Part::Document, fields, known),
            other => {
                Err(wrong(At { part: Part::Document, field: "as a whole", item: None }, &other, "a table"))
            }
        }
    }

    pub(super) fn at(&self, field: &'static str) -> At {
        At { part: self.part.clone(), field, item: None }
    }

    pub(super) fn take(&mut self, field: &'static str) -> Option<Node> {
        let found = self.fields.iter().position(|(name, _)| name == field)?;
        Some(self.fields.swap_remove(found).1)
    }

    pub(super) fn require(&mut self, field: &'static str) -> Result<Node, CeremonyError> {
        self.take(field).ok_or(CeremonyError::Missing { part: self.part.clone(), field })
    }

    pub(super) fn text(&mut self, field: &'static str) -> Result<String, CeremonyError> {
        let at = self.at(field);
        text(self.require(field)?, at)
    }

    pub(super) fn uint(&mut self, field: &'static str) -> Result<u64, CeremonyError> {
        let node = self.require(field)?;
        match &node {
            Node::Integer(number) => u64::try_from(*number).ok(),
            _ => None,
        }
        .ok_or_else(|| wrong(self.at(field), &node, "a whole number"))
    }

    pub(super) fn time(&mut self, field: &'static str) -> Result<Timestamp, CeremonyError> {
        let node = self.require(field)?;
        time(&node, self.at(field))
    }

    /// Two dates, the second after the first.
    pub(super) fn span(
        &mut self,
        from: &'static str,
        until: &'static str,
    ) -> Result<Validity, CeremonyError> {
        let from = self.time(from)?;
        let node = self.require(until)?;
        let until = (time(&node, self.at(until))?, self.at(until));
        let wanted = "a later date than the one before it";
        Validity::new(from, until.0).map_err(|_| wrong(until.1, &node, wanted))
    }

    /// The items of a list, each with its place. A list that is absent has none.
    pub(super) fn items(&mut self, field: &'static str) -> Result<Vec<(At, Node)>, CeremonyError> {
        let at = self.at(field);
        self.take(field).map_or(Ok(Vec::new()), |node| items(node, &at))
    }

    /// The items of a list that must be there, even if it is empty.
    pub(super) fn required_items(&mut self, field: &'static str) -> Result<Vec<(At, Node)>, CeremonyError> {
        let at = self.at(field);
        items(self.require(field)?, &at)
    }

    /// The tables of a list such as `[[key]]`, numbered from 1.
    pub(super) fn tables(&mut self, field: &'static str) -> Result<Vec<(usize, Fields)>, CeremonyError> {
        let tables = self.items(field)?.into_iter().map(|(at, node)| match node {
            Node::Table(fields) => Ok((at.item.unwrap_or(0), fields)),
            other => Err(wrong(at, &other, "a table")),
        });
        tables.collect()
    }
}

/// The names and values of a table that is not opened yet.
pub(super) type Fields = Vec<(String, Node)>;

pub(super) fn items(node: Node, at: &At) -> Result<Vec<(At, Node)>, CeremonyError> {
    match node {
        Node::List(items) => Ok((1..).zip(items).map(|(number, item)| (at.item(number), item)).collect()),
        other => Err(wrong(at.clone(), &other, "a list")),
    }
}

pub(super) fn wrong(at: At, found: &Node, wanted: &'static str) -> CeremonyError {
    CeremonyError::Value { at, found: found.shown(), wanted }
}

pub(super) fn text(node: Node, at: At) -> Result<String, CeremonyError> {
    match node {
        Node::Text(text) => Ok(text),
        other => Err(wrong(at, &other, "a text")),
    }
}

pub(super) fn time(node: &Node, at: At) -> Result<Timestamp, CeremonyError> {
    match node {
        Node::Text(text) => read_time(text),
        _ => None,
    }
    .ok_or_else(|| wrong(at, node, "a date such as 2026-01-01 or 2026-01-01T00:00:00Z"))
}

/// A key as 64 hex digits or as PEM.
pub(super) fn key(node: &Node, at: &At) -> Result<PublicKey, CeremonyError> {
    let refused = |error| CeremonyError::Key { at: at.clone(), error };
    let none = || {
        let wanted = "a public key as 64 hex digits or as PEM";
        CeremonyError::Value { at: at.clone(), found: node.shown_as_secret(), wanted }
    };
    match node {
        Node::Text(text) if text.trim_start().starts_with("-----BEGIN") => {
            PublicKey::from_pem(text.trim()).map_err(refused)
        }
        Node::Text(text) => {
            let bytes = read_hex(text.trim()).ok_or_else(none)?;
            PublicKey::from_bytes(&bytes).map_err(refused)
        }
        _ => Err(none()),
    }
}

/// A number, a range such as `24-31`, or one of `words`.
pub(super) fn range(
    node: &Node,
    at: At,
    words: &[(&str, u16)],
    wanted: &'static str,
) -> Result<(u16, u16), CeremonyError> {
    let found = match node {
        Node::Integer(number) => u16::try_from(*number).ok().map(|number| (number, number)),
        Node::Text(text) => {
            let word = words.iter().find(|(word, _)| word == text);
            word.map(|(_, number)| (*number, *number)).or_else(|| read_range(text))
        }
        _ => None,
    };
    match found {
        Some((first, last)) if first <= last => Ok((first, last)),
        Some(_) => Err(wrong(at, node, "a range whose first number is not above its last")),
        None => Err(wrong(at, node, wanted)),
    }
}
