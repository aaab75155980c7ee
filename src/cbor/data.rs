//! What was read, borrowed from the bytes it stands in (§2.1).
//!
//! The strict pass writes what it finds into one list, in the order of the bytes. An array, a map or a tag says how many
//! places of the list it fills, so that what is behind it is found in one step and nothing is copied to be looked at.

use super::integer::Integer;
use super::strict::{CborError, Collect, read_as, read_in_any_order_as};

/// One item with all that is inside.
#[derive(Debug)]
pub(crate) struct Tree<'a>(Vec<Node<'a>>);

/// What the strict pass found at one place.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Node<'a> {
    Int(Integer),
    Bytes(&'a [u8]),
    Text(&'a str),
    Array(Span),
    Map(Span),
    Tag(u64),
    Bool(bool),
    Null,
}

/// What an array or a map holds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Span {
    /// How many items an array has, and how many entries a map.
    pub(super) count: u16,
    /// How many places of the list follow that belong to it.
    pub(super) places: u32,
}

impl Span {
    /// Of a map or array that has just begun. The strict pass lets no larger count through than 256.
    pub(super) fn of(count: u64) -> Self {
        Self { count: u16::try_from(count).unwrap_or(u16::MAX), places: 0 }
    }
}

/// One item. Its bytes and texts are those of the message, and outlive the tree.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Found<'t, 'a> {
    Int(Integer),
    Bytes(&'a [u8]),
    Text(&'a str),
    Array(Items<'t, 'a>),
    Map(Entries<'t, 'a>),
    Tag(u64, Inside<'t, 'a>),
    Bool(bool),
    Null,
}

/// The same for who needs nothing of it longer than the tree.
pub(crate) type Data<'a> = Found<'a, 'a>;

/// Reads one item in deterministic encoding, with nothing after it.
pub(crate) fn decode(bytes: &[u8]) -> Result<Tree<'_>, CborError> {
    read_as(bytes)
}

/// Reads one item that another maker wrote, with the keys of its maps in any order.
pub(crate) fn decode_in_any_order(bytes: &[u8]) -> Result<Tree<'_>, CborError> {
    read_in_any_order_as(bytes)
}

impl<'a> Tree<'a> {
    /// The item itself.
    pub(crate) fn root(&self) -> Found<'_, 'a> {
        first(&self.0).map_or(Found::Null, |(root, _)| root)
    }
}

impl<'a> Collect<'a> for Tree<'a> {
    fn for_bytes(bytes: &[u8]) -> Self {
        // About as many places as a credential of that length needs.
        Self(Vec::with_capacity(bytes.len().div_ceil(3).min(128)))
    }

    fn place(&self) -> usize {
        self.0.len()
    }

    fn push(&mut self, node: Node<'a>) {
        self.0.push(node);
    }

    fn close(&mut self, place: usize) {
        let filled = self.0.len().saturating_sub(place).saturating_sub(1);
        if let Some(Node::Array(span) | Node::Map(span)) = self.0.get_mut(place) {
            span.places = u32::try_from(filled).unwrap_or(u32::MAX);
        }
    }
}

/// The item at the beginning of a list, and the rest of the list.
fn first<'t, 'a>(nodes: &'t [Node<'a>]) -> Option<(Found<'t, 'a>, &'t [Node<'a>])> {
    let (node, rest) = nodes.split_first()?;
    let within = |span: &Span| rest.split_at_checked(usize::try_from(span.places).ok()?);
    Some(match node {
        Node::Int(number) => (Found::Int(*number), rest),
        Node::Bytes(bytes) => (Found::Bytes(bytes), rest),
        Node::Text(text) => (Found::Text(text), rest),
        Node::Bool(truth) => (Found::Bool(*truth), rest),
        Node::Null => (Found::Null, rest),
        Node::Array(span) => {
            let (nodes, rest) = within(span)?;
            (Found::Array(Items { nodes, left: span.count.into() }), rest)
        }
        Node::Map(span) => {
            let (nodes, rest) = within(span)?;
            (Found::Map(Entries(Items { nodes, left: span.count.into() })), rest)
        }
        Node::Tag(number) => (Found::Tag(*number, Inside(rest)), behind(rest)?),
    })
}

/// What is behind the item at the beginning of a list.
#[inline]
fn behind<'t, 'a>(mut nodes: &'t [Node<'a>]) -> Option<&'t [Node<'a>]> {
    loop {
        let (node, rest) = nodes.split_first()?;
        match node {
            Node::Array(span) | Node::Map(span) => return rest.get(usize::try_from(span.places).ok()?..),
            Node::Tag(_) => nodes = rest,
            _ => return Some(rest),
        }
    }
}

/// The items of an array.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Items<'t, 'a> {
    nodes: &'t [Node<'a>],
    left: usize,
}

impl<'t, 'a> Iterator for Items<'t, 'a> {
    type Item = Found<'t, 'a>;

    #[inline]
    fn next(&mut self) -> Option<Found<'t, 'a>> {
        let (item, rest) = first(self.nodes)?;
        self.nodes = rest;
        self.left = self.left.saturating_sub(1);
        Some(item)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl ExactSizeIterator for Items<'_, '_> {}

impl<'t, 'a> Items<'t, 'a> {
    /// The items of an array of exactly so many.
    pub(crate) fn exactly<const N: usize>(mut self) -> Option<[Found<'t, 'a>; N]> {
        let is_so_many = self.len() == N;
        is_so_many.then(|| core::array::from_fn(|_| self.next().unwrap_or(Found::Null)))
    }
}

/// The entries of a map.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entries<'t, 'a>(Items<'t, 'a>);

impl<'t, 'a> Iterator for Entries<'t, 'a> {
    type Item = (Found<'t, 'a>, Found<'t, 'a>);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let left = self.0.left.saturating_sub(1);
        let entry = (self.0.next()?, self.0.next()?);
        self.0.left = left;
        Some(entry)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl ExactSizeIterator for Entries<'_, '_> {}

impl<'t, 'a> Entries<'t, 'a> {
    /// Where the numbers below 64 stand among the keys.
    pub(super) fn small_keys(self) -> SmallKeys<'t, 'a> {
        let all = self.0.nodes;
        let mut keys = SmallKeys { all, behind: [0; 64] };
        let mut nodes = all;
        while let Some((key, value)) = nodes.split_first() {
            let small = if let Node::Int(number) = key { number.small() } else { None };
            if let Some(place) = small.and_then(|number| keys.behind.get_mut(usize::from(number))) {
                *place = u32::try_from(value.len()).unwrap_or(0).saturating_add(1);
            }
            nodes = behind(nodes).and_then(behind).unwrap_or_default();
        }
        keys
    }

    /// The value under a number, and the place of its entry in the map.
    pub(super) fn find_number(self, wanted: Integer) -> Option<(usize, Found<'t, 'a>)> {
        self.find_by(|key| matches!(key, Node::Int(number) if *number == wanted))
    }

    /// The value under a text.
    pub(super) fn find_text(self, wanted: &str) -> Option<(usize, Found<'t, 'a>)> {
        self.find_by(|key| matches!(key, Node::Text(text) if *text == wanted))
    }

    fn find_by(self, is_key: impl Fn(&Node<'a>) -> bool) -> Option<(usize, Found<'t, 'a>)> {
        let mut nodes = self.0.nodes;
        for entry in 0..self.len() {
            let value = behind(nodes)?;
            if nodes.first().is_some_and(&is_key) {
                return Some((entry, first(value)?.0));
            }
            nodes = behind(value)?;
        }
        None
    }
}

/// Where the values under small numbers stand in a map.
pub(super) struct SmallKeys<'t, 'a> {
    all: &'t [Node<'a>],
    /// For each number, how much of the list begins with its value, and one more; 0 if it is no key.
    behind: [u32; 64],
}

impl<'t, 'a> SmallKeys<'t, 'a> {
    pub(super) fn find(&self, number: u8) -> Option<Found<'t, 'a>> {
        let left = self.behind.get(usize::from(number))?.checked_sub(1)?;
        let place = self.all.len().checked_sub(usize::try_from(left).ok()?)?;
        first(self.all.get(place..)?).map(|(value, _)| value)
    }
}

/// The item behind a tag.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Inside<'t, 'a>(&'t [Node<'a>]);

impl<'t, 'a> Inside<'t, 'a> {
    pub(crate) fn item(self) -> Found<'t, 'a> {
        first(self.0).map_or(Found::Null, |(item, _)| item)
    }
}

impl<'t, 'a> Found<'t, 'a> {
    pub(crate) const fn as_integer(&self) -> Option<Integer> {
        match self {
            Self::Int(number) => Some(*number),
            _ => None,
        }
    }

    pub(crate) const fn as_text(&self) -> Option<&'a str> {
        match self {
            Self::Text(text) => Some(*text),
            _ => None,
        }
    }

    pub(crate) const fn as_bytes(&self) -> Option<&'a [u8]> {
        match self {
            Self::Bytes(bytes) => Some(*bytes),
            _ => None,
        }
    }

    pub(crate) const fn as_array(&self) -> Option<Items<'t, 'a>> {
        match self {
            Self::Array(items) => Some(*items),
            _ => None,
        }
    }

    /// The items of an array of exactly so many.
    pub(crate) fn as_items<const N: usize>(&self) -> Option<[Self; N]> {
        self.as_array()?.exactly()
    }

    pub(crate) const fn as_map(&self) -> Option<Entries<'t, 'a>> {
        match self {
            Self::Map(entries) => Some(*entries),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_item() {
        let rows: [(&[u8], &str); 13] = [
            (&[0x18, 0x18], "24"),
            (&[0x1B, 255, 255, 255, 255, 255, 255, 255, 255], "18446744073709551615"),
            (&[0x20], "-1"),
            (&[0x3B, 255, 255, 255, 255, 255, 255, 255, 255], "-18446744073709551616"),
            (&[0x42, 1, 2], "[1, 2]"),
            (&[0x62, 0xC3, 0xA9], "\"é\""),
            (&[0x82, 0xF4, 0xF5], "(false true)"),
            (&[0x83, 0x81, 0x81, 0x01, 0xA1, 0x02, 0x80, 0x03], "(((1)) {2: ()} 3)"),
            (&[0xA1, 0x01, 0xF6], "{1: null}"),
            (&[0xA2, 0x81, 0x07, 0xA0, 0x82, 0x01, 0x02, 0x05], "{(7): {} (1 2): 5}"),
            (&[0xD2, 0x80], "18 ()"),
            (&[0x82, 0xD2, 0xC6, 0x81, 0x01, 0x02], "(18 6 (1) 2)"),
            (&[0x80], "()"),
        ];
        for (bytes, expected) in rows {
            assert_eq!(shown(decode(bytes).unwrap().root()), expected, "{bytes:02x?}");
        }
    }

    #[test]
    fn arrays_are_taken_apart_when_they_have_as_many() {
        let tree = decode(&[0x82, 0x81, 0x01, 0x02]).unwrap();
        assert_eq!(tree.root().as_items().map(|[a, b]| shown(a) + &shown(b)), Some("(1)2".to_owned()));
        assert!(tree.root().as_items::<1>().is_none() && tree.root().as_items::<3>().is_none());
        assert_eq!(tree.root().as_array().unwrap_or_default().len(), 2);
    }

    fn shown(item: Data<'_>) -> String {
        let spaced = |items: Vec<String>| items.join(" ");
        match item {
            Data::Int(number) => number.to_string(),
            Data::Bytes(bytes) => format!("{bytes:?}"),
            Data::Text(text) => format!("{text:?}"),
            Data::Array(items) => format!("({})", spaced(items.map(shown).collect())),
            Data::Map(entries) => {
                assert_eq!(entries.len(), entries.count());
                let entry = |(key, value)| format!("{}: {}", shown(key), shown(value));
                format!("{{{}}}", spaced(entries.map(entry).collect()))
            }
            Data::Tag(number, inside) => format!("{number} {}", shown(inside.item())),
            Data::Bool(truth) => truth.to_string(),
            Data::Null => "null".to_owned(),
        }
    }
}
