//! Writing, over `ciborium`, in deterministic order (§2.1).

use ciborium::Value;

/// Writes a value with the keys of every map in bytewise order.
pub(crate) fn encode(value: Value) -> Vec<u8> {
    encode_sorted(&sorted(value))
}

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
            entries.sort_by_cached_key(|(key, _)| encode_sorted(key));
            Value::Map(entries)
        }
        other => other,
    }
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
