//! Where each item stands, as far as the strict pass went (§2.1). For showing bytes, never for believing them.

use super::integer::Integer;
use super::strict::{
    ARRAY, BYTES, CborError, FALSE, MAP, NINT, Order, Reader, SIMPLE, TEXT, TRUE, UINT, check,
    read_in_any_order_as,
};

/// One item and its place.
pub(crate) struct Item<'a> {
    /// Where its head begins.
    pub(crate) at: usize,
    /// Where its head ends.
    pub(crate) body: usize,
    /// Where it ends, as far as it was surveyed.
    pub(crate) end: usize,
    pub(crate) holds: Holds<'a>,
}

/// What an item holds. Of an array, a map or a tag that is not whole, what stands before the fault.
pub(crate) enum Holds<'a> {
    Int(i128),
    Bytes(&'a [u8]),
    Text(&'a str),
    Array(u64, Vec<Item<'a>>),
    Map(u64, Vec<(Item<'a>, Option<Item<'a>>)>),
    Tag(u64, Option<Box<Item<'a>>>),
    Bool(bool),
    Null,
}

/// The items of some bytes.
pub(crate) struct Survey<'a> {
    pub(crate) root: Option<Item<'a>>,
    /// What the strict pass says: nothing at or behind it was surveyed.
    pub(crate) fault: Option<CborError>,
}

/// Surveys at most `most` items in front of the first fault.
pub(crate) fn survey(bytes: &[u8], most: usize) -> Survey<'_> {
    before(bytes, Order::Bytewise, check(bytes).err(), most)
}

/// The same, with the keys of maps in any order.
pub(crate) fn survey_in_any_order(bytes: &[u8], most: usize) -> Survey<'_> {
    before(bytes, Order::Any, read_in_any_order_as::<()>(bytes).err(), most)
}

fn before(bytes: &[u8], order: Order, fault: Option<CborError>, most: usize) -> Survey<'_> {
    let stop = fault.map_or(bytes.len(), |fault| fault.at());
    let root = Surveyor { reader: Reader { bytes, at: 0, order }, stop, left: most }.item();
    Survey { root, fault }
}

struct Surveyor<'a> {
    reader: Reader<'a>,
    /// Everything in front of it is in order, and nested no deeper than the strict pass allows.
    stop: usize,
    left: usize,
}

impl<'a> Surveyor<'a> {
    fn item(&mut self) -> Option<Item<'a>> {
        let at = self.reader.at;
        if at >= self.stop {
            return None;
        }
        self.left = self.left.checked_sub(1)?;
        let (major, argument) = self.reader.head().ok()?;
        let body = self.reader.at;
        let holds = match major {
            UINT => Holds::Int(Integer::unsigned(argument).into()),
            NINT => Holds::Int(Integer::negative(argument).into()),
            BYTES => Holds::Bytes(self.reader.take(at, argument).ok()?),
            TEXT => Holds::Text(core::str::from_utf8(self.reader.take(at, argument).ok()?).ok()?),
            ARRAY => Holds::Array(argument, (0..argument).map_while(|_| self.item()).collect()),
            MAP => {
                Holds::Map(argument, (0..argument).map_while(|_| Some((self.item()?, self.item()))).collect())
            }
            SIMPLE if matches!(argument, FALSE | TRUE) => Holds::Bool(argument == TRUE),
            SIMPLE => Holds::Null,
            _ => Holds::Tag(argument, self.item().map(Box::new)),
        };
        Some(Item { at, body, end: self.reader.at, holds })
    }
}

impl<'a> Item<'a> {
    pub(crate) const fn as_integer(&self) -> Option<i128> {
        match self.holds {
            Holds::Int(number) => Some(number),
            _ => None,
        }
    }

    pub(crate) const fn as_text(&self) -> Option<&'a str> {
        match self.holds {
            Holds::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(crate) const fn as_bytes(&self) -> Option<&'a [u8]> {
        match self.holds {
            Holds::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }

    pub(crate) fn items(&self) -> &[Self] {
        match &self.holds {
            Holds::Array(_, items) => items,
            _ => &[],
        }
    }

    /// The value of an integer key, if this is a map that has it.
    pub(crate) fn field(&self, key: i64) -> Option<&Self> {
        self.value_of(|found| found.as_integer() == Some(key.into()))
    }

    /// The value of a text key.
    pub(crate) fn labelled(&self, label: &str) -> Option<&Self> {
        self.value_of(|found| found.as_text() == Some(label))
    }

    fn value_of(&self, is_it: impl Fn(&Self) -> bool) -> Option<&Self> {
        self.entries().iter().find(|(key, _)| is_it(key))?.1.as_ref()
    }

    /// Keys and values, if this is a map.
    pub(crate) fn entries(&self) -> &[(Self, Option<Self>)] {
        match &self.holds {
            Holds::Map(_, entries) => entries,
            _ => &[],
        }
    }

    /// What a tag stands in front of.
    pub(crate) fn tagged(&self, number: u64) -> Option<&Self> {
        match &self.holds {
            Holds::Tag(tag, inside) if *tag == number => inside.as_deref(),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// {1: [2, h'03'], 4: ...}
    const MAP_OF_TWO: &[u8] = &[0xA2, 0x01, 0x82, 0x02, 0x41, 0x03, 0x04];

    #[test]
    fn what_stands_before_the_fault_is_found() {
        let survey = survey(MAP_OF_TWO, 99);
        assert_eq!(survey.fault, Some(CborError::Truncated { at: 7 }));
        let root = survey.root.unwrap();
        let array = root.field(1).unwrap();
        assert_eq!((array.body, array.items().len()), (3, 2));
        assert_eq!(array.items().last().and_then(Item::as_bytes), Some(&[3][..]));
        let Holds::Map(2, entries) = &root.holds else { panic!("no map") };
        assert!(matches!(&entries[..], [(_, Some(_)), (Item { body: 7, .. }, None)]));
    }

    #[test]
    fn every_kind_of_item_is_found() {
        let bytes = [0x88, 0x18, 100, 0x38, 99, 0x41, 7, 0x61, b'a', 0xF4, 0xF5, 0xF6, 0xD8, 37, 0x80];
        let survey = survey(&bytes, 99);
        let root = survey.root.unwrap();
        let [plus, minus, bytes, text, no, yes, null, tag] = root.items() else { panic!("not eight") };
        assert_eq!((plus.as_integer(), minus.as_integer(), text.as_integer()), (Some(100), Some(-100), None));
        assert_eq!((bytes.as_bytes(), bytes.as_text()), (Some(&[7][..]), None));
        assert_eq!((text.as_text(), text.as_bytes()), (Some("a"), None));
        assert!(matches!((&no.holds, &yes.holds), (Holds::Bool(false), Holds::Bool(true))));
        assert!(matches!(null.holds, Holds::Null));
        assert!(matches!(tag.tagged(37).unwrap().holds, Holds::Array(0, _)));
        assert!(tag.tagged(38).is_none() && null.tagged(37).is_none());
        assert_eq!((tag.at, tag.body, tag.end), (12, 14, 15));
        assert!(tag.entries().is_empty() && tag.items().is_empty() && root.field(100).is_none());
    }

    #[test]
    fn labels_are_found_by_their_text() {
        // {"lst": 1, "bits": 2}
        let survey = survey_in_any_order(b"\xA2\x63lst\x01\x64bits\x02", 99);
        let root = survey.root.unwrap();
        assert_eq!(root.labelled("bits").and_then(Item::as_integer), Some(2));
        assert_eq!(root.labelled("lst").and_then(Item::as_integer), Some(1));
        assert!(root.labelled("more").is_none());
    }

    #[test]
    fn no_more_items_than_asked_for() {
        for most in 0..6 {
            let count = |item: &Item<'_>| 1 + item.field(1).map_or(0, |array| 1 + array.items().len());
            let found = survey(MAP_OF_TWO, most).root.as_ref().map_or(0, count);
            assert!(found <= most, "{found} of {most}");
        }
    }
}
