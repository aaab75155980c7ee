//! Writing, over `ciborium`, in deterministic order (§2.1).

use ciborium::Value;
use core::cmp::Ordering;

/// Writes a value with the keys of every map in bytewise order.
pub(crate) fn encode(value: Value) -> Vec<u8> {
    encode_sorted(&sorted(value))
}

/// Writes a byte string behind others.
pub(crate) fn push_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    out.extend(head(BYTES, bytes.len()));
    out.extend_from_slice(bytes);
}

/// How many bytes stand in front of so many.
pub(crate) fn head_bytes(length: usize) -> usize {
    head(BYTES, length).count()
}

/// The shortest head of an item of this length.
fn head(major: u8, length: usize) -> impl Iterator<Item = u8> {
    let length = u64::try_from(length).unwrap_or(u64::MAX);
    let (info, bytes) = match length {
        0..24 => (u8::try_from(length).unwrap_or(0), 0),
        24..0x100 => (24, 1),
        0x100..0x1_0000 => (25, 2),
        0x1_0000..0x1_0000_0000 => (26, 4),
        _ => (27, 8),
    };
    core::iter::once(major << 5 | info)
        .chain(length.to_be_bytes().into_iter().skip(8_usize.saturating_sub(bytes)))
}

const BYTES: u8 = 2;

/// A map with integer keys; absent values are left out.
pub(crate) fn map(entries: impl IntoIterator<Item = (i64, Option<Value>)>) -> Value {
    Value::Map(entries.into_iter().filter_map(|(key, value)| Some((int(key), value?))).collect())
}

pub(crate) fn int(number: impl Into<ciborium::value::Integer>) -> Value {
    Value::Integer(number.into())
}

pub(crate) fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn sorted(value: Value) -> Value {
    match value {
        Value::Array(items) => Value::Array(items.into_iter().map(sorted).collect()),
        Value::Tag(tag, item) => Value::Tag(tag, Box::new(sorted(*item))),
        Value::Map(entries) => {
            let mut entries: Vec<_> = entries.into_iter().map(|(k, v)| (sorted(k), sorted(v))).collect();
            entries.sort_by(|(a, _), (b, _)| in_order(a, b));
            Value::Map(entries)
        }
        other => other,
    }
}

/// The bytewise order of two keys. That of integers follows from their numbers: first those from 0 up, then those from
/// -1 down.
fn in_order(a: &Value, b: &Value) -> Ordering {
    match (integer(a), integer(b)) {
        (Some(a), Some(b)) => (a < 0).cmp(&(b < 0)).then(a.unsigned_abs().cmp(&b.unsigned_abs())),
        _ => encode_sorted(a).cmp(&encode_sorted(b)),
    }
}

fn integer(key: &Value) -> Option<i128> {
    key.as_integer().map(i128::from)
}

fn encode_sorted(value: &Value) -> Vec<u8> {
    let mut bytes = Vec::new();
    // Writing into a `Vec` cannot fail.
    let _ = ciborium::into_writer(value, &mut bytes);
    bytes
}

#[cfg(test)]
mod tests {
    use super::super::check;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_byte_string_has_the_shortest_head() {
        for length in [0, 1, 23, 24, 255, 256, 65_535, 65_536, 70_000] {
            let bytes = vec![7; length];
            let mut out = vec![1];
            push_bytes(&mut out, &bytes);
            assert_eq!(out[1..], encode(Value::Bytes(bytes)), "{length}");
        }
    }

    #[test]
    fn every_two_keys_are_in_order() {
        let keys = [0, 1, 23, 24, 255, 256, 65_536, i64::MAX, -1, -24, -25, -257, i64::MIN].map(int);
        for a in &keys {
            for b in &keys {
                assert_eq!(in_order(a, b), encode_sorted(a).cmp(&encode_sorted(b)), "{a:?} {b:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn keys_are_in_the_order_of_their_bytes(a in key(), b in key()) {
            prop_assert_eq!(in_order(&a, &b), encode_sorted(&a).cmp(&encode_sorted(&b)));
        }
    }

    fn key() -> impl Strategy<Value = Value> {
        let numbers = prop_oneof![any::<i64>(), -300_i64..300];
        prop_oneof![numbers.prop_map(int), "[a-z]{0,4}".prop_map(Value::Text)]
    }

    #[test]
    fn keys_are_written_in_bytewise_order() {
        let value = map([
            (-1, Some(int(0))),
            (169, Some(text("a"))),
            (1, Some(map([(3, None), (-84_817, Some(int(2))), (24, Some(int(1)))]))),
        ]);
        let bytes = encode(value);
        // {1: {24: 1, -84817: 2}, 169: "a", -1: 0}
        assert_eq!(bytes, *b"\xA3\x01\xA2\x18\x18\x01\x3A\x00\x01\x4B\x50\x02\x18\xA9\x61a\x20\x00");
        assert_eq!(check(&bytes), Ok(()));
    }
}
