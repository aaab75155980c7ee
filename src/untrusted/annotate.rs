//! Lines for the items of one layer.

use super::diagnostic::Quoted;
use super::explanation::Line;
use super::form::recognise;
use super::shape::{Field, Key, Part, Shape, part};
use crate::cbor::{CborError, Holds, Item, Survey, survey};
use crate::code::Code;

/// Writes the lines of one layer. Each begins where the one before ended, so no byte is told twice or left out.
pub(super) struct Annotator<'b> {
    lines: Vec<Line>,
    /// Where the next line begins.
    at: usize,
    /// Where the bytes begin in which items are counted: those of a byte string in a byte string.
    base: usize,
    depth: usize,
    /// How many lines there may be still.
    left: &'b mut usize,
    is_full: bool,
}

impl<'b> Annotator<'b> {
    pub(super) const fn new(left: &'b mut usize) -> Self {
        Self { lines: Vec::new(), at: 0, base: 0, depth: 0, left, is_full: false }
    }

    /// Adds a line that ends at `end`.
    pub(super) fn line(&mut self, end: usize, section: &'static str, meaning: String) {
        self.push(end, section, meaning, None);
    }

    /// Adds the line behind which nothing can be told.
    pub(super) fn stop(&mut self, end: usize, code: Code, meaning: String) {
        self.push(end, code.section().trim_start_matches('§'), meaning, Some(code));
    }

    fn push(&mut self, end: usize, section: &'static str, meaning: String, stopped_by: Option<Code>) {
        self.is_full |= *self.left == 0;
        if self.is_full {
            return;
        }
        *self.left = self.left.saturating_sub(1);
        let (offset, depth) = (self.at, self.depth);
        let length = end.saturating_sub(offset);
        self.lines.push(Line { offset, length, depth, section, meaning, stopped_by, broken: None });
        self.at = end.max(offset);
    }

    /// The lines of a layer of so many bytes.
    pub(super) fn finish(mut self, length: usize) -> Vec<Line> {
        if self.at < length {
            let (offset, length) = (self.at, length.saturating_sub(self.at));
            let meaning = "not explained: there would be too many lines".to_owned();
            self.lines.push(Line {
                offset,
                length,
                depth: 0,
                section: "",
                meaning,
                stopped_by: None,
                broken: None,
            });
        }
        self.lines
    }

    /// All of `bytes`, which were surveyed; they begin at `base`.
    pub(super) fn survey(&mut self, survey: &Survey<'_>, length: usize, named: Part) {
        if let Some(root) = &survey.root {
            self.item(root, None, named);
        }
        let end = self.base.saturating_add(length);
        if let Some(fault) = survey.fault {
            self.stop(end, fault.code(), fault_in_words(fault));
        } else if self.at < end {
            self.is_full = true;
        }
    }

    /// How many items are worth surveying.
    pub(super) fn room(&self) -> usize {
        self.left.saturating_mul(2)
    }

    /// One item, and what is inside. `lead` says under which key or place it stands.
    fn item(&mut self, item: &Item<'_>, lead: Option<String>, named: Part) {
        if self.is_full {
            return;
        }
        let shape = one_of(named.shape, item);
        let section = match shape {
            Shape::Tag(inner) => inner.section,
            _ => named.section,
        };
        let says = describe(item, shape);
        let meaning = match lead {
            Some(lead) => format!("{lead}: {says}"),
            None if named.name.is_empty() => says,
            None => format!("{}: {says}", named.name),
        };
        let end = match (&item.holds, shape) {
            (Holds::Bytes(_), Shape::Cbor(_) | Shape::Header(_) | Shape::Document) => item.body,
            _ => end_of(item),
        };
        self.line(self.base.saturating_add(end), section, meaning);
        self.depth = self.depth.saturating_add(1);
        match (&item.holds, shape) {
            (Holds::Array(_, items), shape) => self.array(items, shape, named.section),
            (Holds::Map(_, entries), Shape::Map(fields)) => self.map(entries, fields, named.section),
            (Holds::Map(_, entries), _) => self.map(entries, &[], named.section),
            (Holds::Tag(_, Some(inside)), Shape::Tag(inner)) => {
                self.item(inside, None, part("", inner.section, inner.shape))
            }
            (Holds::Tag(_, Some(inside)), _) => self.item(inside, None, part("", named.section, Shape::Any)),
            (Holds::Bytes([]), Shape::Header(_)) => {}
            (Holds::Bytes(bytes), Shape::Cbor(inner) | Shape::Header(inner)) => {
                self.nested(bytes, item.body, |_| *inner, named.section);
            }
            (Holds::Bytes(bytes), Shape::Document) => {
                self.nested(bytes, item.body, |survey| *recognise(survey.root.as_ref()).1, named.section);
            }
            _ => {}
        }
        self.depth = self.depth.saturating_sub(1);
    }

    fn array(&mut self, items: &[Item<'_>], shape: Shape, section: &'static str) {
        for (place, item) in items.iter().enumerate() {
            let number = place.saturating_add(1);
            match shape {
                Shape::Each(name, each) => {
                    self.item(item, Some(format!("{name} {number}")), part(name, section, *each))
                }
                Shape::Row(parts) => {
                    let named =
                        parts.get(place).copied().unwrap_or(part("one too many", section, Shape::Any));
                    self.item(item, None, named);
                }
                _ => self.item(item, None, part("", section, Shape::Any)),
            }
        }
    }

    fn map(&mut self, entries: &[(Item<'_>, Option<Item<'_>>)], fields: &[Field], section: &'static str) {
        for (key, value) in entries {
            let named = fields.iter().find(|field| is_key(field.key, key)).map(|field| field.part);
            let unknown = if fields.is_empty() { "" } else { ", unknown" };
            let lead = match (&key.holds, named) {
                (Holds::Int(number), Some(named)) => format!("{number} {}", named.name),
                (Holds::Text(text), Some(named)) => format!("{} {}", Quoted(text), named.name),
                (Holds::Int(number), None) => format!("key {number}{unknown}"),
                (Holds::Text(text), None) => format!("key {}{unknown}", Quoted(text)),
                _ => {
                    self.item(key, Some(format!("key{unknown}")), part("", section, Shape::Any));
                    "its value".to_owned()
                }
            };
            let named = named.unwrap_or(part("", section, Shape::Any));
            match value {
                Some(value) => self.item(value, Some(lead), named),
                // A key of many items has lines of its own.
                None if self.at < self.base.saturating_add(key.body) => {
                    self.line(self.base.saturating_add(end_of(key)), named.section, lead);
                }
                None => {}
            }
        }
    }

    /// The CBOR in a byte string whose content begins at `body`.
    fn nested(
        &mut self,
        bytes: &[u8],
        body: usize,
        shape: impl Fn(&Survey<'_>) -> Shape,
        section: &'static str,
    ) {
        let before = self.base;
        self.base = before.saturating_add(body);
        let inside = survey(bytes, self.room());
        let shape = shape(&inside);
        self.survey(&inside, bytes.len(), part("", section, shape));
        self.base = before;
    }
}

/// A number or an array, where either may stand.
fn one_of(shape: Shape, item: &Item<'_>) -> Shape {
    match (shape, &item.holds) {
        (Shape::Either(_, row), Holds::Array(..)) => *row,
        (Shape::Either(number, _), _) => *number,
        (shape, _) => shape,
    }
}

fn is_key(known: Key, key: &Item<'_>) -> bool {
    match known {
        Key::Number(number) => key.as_integer() == Some(number.into()),
        Key::Label(label) => key.as_text() == Some(label),
    }
}

/// Where an item ends that holds no others; of the others, their heads.
fn end_of(item: &Item<'_>) -> usize {
    item.body.saturating_add(match &item.holds {
        Holds::Text(text) => text.len(),
        Holds::Bytes(bytes) => bytes.len(),
        _ => 0,
    })
}

fn describe(item: &Item<'_>, shape: Shape) -> String {
    let says = match (&item.holds, shape) {
        (Holds::Int(number), Shape::Number(meaning)) => match meaning(*number) {
            Some(meaning) => format!("{number} = {meaning}"),
            None => number.to_string(),
        },
        (Holds::Int(number), _) => number.to_string(),
        (Holds::Text(text), _) => Quoted(text).to_string(),
        (Holds::Bytes(bytes), Shape::Packed(meaning)) => match meaning(bytes) {
            Some(meaning) => format!("{} = {meaning}", counted(bytes)),
            None => format!("{}, malformed", counted(bytes)),
        },
        (Holds::Bytes([]), Shape::Header(_)) => "no bytes, which stand for an empty map".to_owned(),
        (Holds::Bytes(bytes), Shape::Cbor(_) | Shape::Header(_) | Shape::Document) => {
            format!("{} of CBOR", counted(bytes))
        }
        (Holds::Bytes(bytes), _) => counted(bytes),
        (Holds::Array(count, _), _) => format!("array of {count}"),
        (Holds::Map(count, _), _) => format!("map of {count}"),
        (Holds::Tag(tag, _), Shape::Tag(inner)) => format!("tag {tag}, {}", inner.name),
        (Holds::Tag(tag, _), _) => format!("tag {tag}"),
        (Holds::Bool(truth), _) => truth.to_string(),
        (Holds::Null, _) => "null".to_owned(),
    };
    if belongs(&item.holds, shape) { says } else { format!("{says}, another type than belongs here") }
}

fn counted(bytes: &[u8]) -> String {
    match bytes.len() {
        1 => "1 byte".to_owned(),
        count => format!("{count} bytes"),
    }
}

const fn belongs(holds: &Holds<'_>, shape: Shape) -> bool {
    match shape {
        Shape::Any | Shape::Either(..) => true,
        Shape::Number(_) => matches!(holds, Holds::Int(_)),
        Shape::Plain => matches!(holds, Holds::Text(_) | Holds::Bytes(_)),
        Shape::Packed(_) | Shape::Cbor(_) | Shape::Header(_) | Shape::Document => {
            matches!(holds, Holds::Bytes(_))
        }
        Shape::Tag(_) => matches!(holds, Holds::Tag(..)),
        Shape::Map(_) => matches!(holds, Holds::Map(..)),
        Shape::Each(..) | Shape::Row(_) => matches!(holds, Holds::Array(..)),
    }
}

/// Without the place, which the line itself says.
fn fault_in_words(fault: CborError) -> String {
    match fault {
        CborError::Truncated { .. } => "the bytes end before the item does".to_owned(),
        CborError::Malformed { .. } => "no item of the format begins so".to_owned(),
        CborError::Utf8 { .. } => "a text that is not UTF-8".to_owned(),
        CborError::Indefinite { .. } => "an indefinite length".to_owned(),
        CborError::LongHead { .. } => "a number or length in more bytes than it needs".to_owned(),
        CborError::Float { .. } => "a floating-point number".to_owned(),
        CborError::DuplicateKey { .. } => "a key that stood in this map before".to_owned(),
        CborError::UnsortedKey { .. } => "a key that is not above the one before".to_owned(),
        CborError::Trailing { .. } => "something follows the item".to_owned(),
        CborError::Depth { .. } => "nested deeper than 8".to_owned(),
        CborError::Entries { found, .. } => format!("{found} entries, more than 256"),
    }
}
