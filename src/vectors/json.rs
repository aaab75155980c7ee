//! Bytes and CBOR as JSON.

use crate::cbor::Data as Cbor;
use crate::hex::Hex;
use serde_json::{Map, Value};

/// Small hexadecimal letters.
pub(super) fn hex(bytes: &[u8]) -> Value {
    Value::String(Hex(bytes).to_string())
}

/// The entries of a status list that are not 0.
pub(super) fn by_index(entries: impl Iterator<Item = (u64, u64)>) -> Value {
    let entries = entries.filter(|(_, value)| *value != 0);
    Value::Object(entries.map(|(index, value)| (index.to_string(), value.into())).collect())
}

/// Reads hexadecimal letters, small or capital, without spaces.
pub(super) fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> = text.chars().map(|c| u8::try_from(c.to_digit(16)?).ok()).collect();
    let byte = |pair: &[u8]| match pair {
        [high, low] => Some(high << 4 | low),
        _ => None,
    };
    digits?.chunks(2).map(byte).collect()
}

/// Integer keys become decimal strings, byte strings `h'..'`.
pub(super) fn from_cbor(value: Cbor<'_>) -> Value {
    match value {
        Cbor::Int(number) => from_integer(number.into()),
        Cbor::Bytes(bytes) => Value::String(format!("h'{}'", Hex(bytes))),
        Cbor::Text(text) => Value::String(text.to_owned()),
        Cbor::Bool(truth) => Value::Bool(truth),
        Cbor::Array(items) => Value::Array(items.map(from_cbor).collect()),
        Cbor::Map(entries) => {
            let entry = |(key, value)| (key_of(key), from_cbor(value));
            Value::Object(entries.map(entry).collect::<Map<_, _>>())
        }
        Cbor::Tag(tag, inside) => {
            Value::Array(vec![Value::String(format!("tag {tag}")), from_cbor(inside.item())])
        }
        _ => Value::Null,
    }
}

fn key_of(key: Cbor) -> String {
    match from_cbor(key) {
        Value::String(text) => text,
        other => other.to_string(),
    }
}

fn from_integer(number: i128) -> Value {
    match (u64::try_from(number), i64::try_from(number)) {
        (Ok(number), _) => Value::from(number),
        (_, Ok(number)) => Value::from(number),
        _ => Value::String(number.to_string()),
    }
}
