//! Every layer of a text that is in order, taken apart by hand.

use super::{Value, decode, sig_structure};
use flate2::{Decompress, FlushDecompress};
use serde_json::{Map, Value as Json, json};

const DICTIONARY: &[u8] = include_bytes!("../../src/spec/dictionary/dictionary-1.bin");

/// The claims as JSON, and payload, to-be-signed, message and body in hexadecimal.
pub fn layers(text: &str) -> Map<String, Json> {
    let text = text.replace("%20", " ");
    let body = base45::decode(text.strip_prefix("KP1:").unwrap_or(&text)).unwrap();
    let message = match body[0] {
        0x01 => inflate(&body[1..], false),
        0x78 => inflate(&body, true),
        _ => body.clone(),
    };
    let Value::Tag(18, inside) = decode(&message) else { panic!("no message") };
    let parts = inside.into_array().unwrap();
    let (Value::Bytes(protected), Value::Bytes(payload)) = (&parts[0], &parts[2]) else {
        panic!("no payload")
    };
    let rows = [
        ("claims", as_json(&decode(payload))),
        ("payload", json!(hex(payload))),
        ("to_be_signed", json!(hex(&sig_structure(protected, payload)))),
        ("message", json!(hex(&message))),
        ("body", json!(hex(&body))),
    ];
    rows.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn inflate(bytes: &[u8], zlib: bool) -> Vec<u8> {
    let mut stream = Decompress::new(zlib);
    if !zlib {
        stream.set_dictionary(DICTIONARY).unwrap();
    }
    let mut out = Vec::with_capacity(1 << 16);
    stream.decompress_vec(bytes, &mut out, FlushDecompress::Finish).unwrap();
    out
}

fn as_json(value: &Value) -> Json {
    match value {
        Value::Integer(number) => match u64::try_from(*number) {
            Ok(number) => json!(number),
            Err(_) => json!(i64::try_from(*number).unwrap()),
        },
        Value::Bytes(bytes) => json!(format!("h'{}'", hex(bytes))),
        Value::Text(text) => json!(text),
        Value::Bool(truth) => json!(truth),
        Value::Array(items) => Json::Array(items.iter().map(as_json).collect()),
        Value::Map(entries) => {
            let key = |key: &Value| key.as_text().map_or_else(|| as_json(key).to_string(), str::to_owned);
            Json::Object(entries.iter().map(|(k, value)| (key(k), as_json(value))).collect())
        }
        Value::Tag(number, inside) => json!([format!("tag {number}"), as_json(inside)]),
        Value::Null => Json::Null,
        other => panic!("{other:?} is not of the format"),
    }
}
