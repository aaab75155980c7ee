//! Builds wrong messages, in words. The library itself cannot.

#![allow(dead_code, unused_imports)] // each test file uses some of it

pub mod credential;

mod document;
mod layers;
mod status;
mod stream;

pub use ciborium::Value;
pub use document::{Document, LIST, ROOT, header, public};
pub use layers::{hex, layers};
pub use status::{Delta, Token, change, typed};
pub use stream::{bomb, padded_zlib, stored, stored_dictionary_body, stored_zlib, zlib_bomb};

use ed25519_dalek::{Signer, SigningKey};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use std::io::Write;

pub fn int(number: i64) -> Value {
    Value::Integer(number.into())
}

pub fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

pub fn bytes(bytes: &[u8]) -> Value {
    Value::Bytes(bytes.to_vec())
}

/// A map in the order given: right or wrong.
pub fn map(entries: &[(Value, Value)]) -> Value {
    Value::Map(entries.to_vec())
}

/// The same with integer keys.
pub fn keyed(entries: &[(i64, Value)]) -> Value {
    Value::Map(entries.iter().map(|(key, value)| (int(*key), value.clone())).collect())
}

pub fn encode(value: &Value) -> Vec<u8> {
    let mut bytes = Vec::new();
    ciborium::into_writer(value, &mut bytes).unwrap();
    bytes
}

pub fn decode(bytes: &[u8]) -> Value {
    ciborium::from_reader(bytes).unwrap()
}

/// RFC 9052 §4.4, by hand.
pub fn sig_structure(protected: &[u8], payload: &[u8]) -> Vec<u8> {
    encode(&Value::Array(vec![text("Signature1"), bytes(protected), bytes(b""), bytes(payload)]))
}

/// A message that starts out right; each `with_` breaks one thing. Signed last, over what it then is.
#[derive(Clone)]
pub struct Forge {
    key: SigningKey,
    pub tag: Option<u64>,
    pub protected: Vec<u8>,
    pub unprotected: Value,
    pub payload: Vec<u8>,
    pub signature: Option<Vec<u8>>,
    detached: bool,
}

impl Forge {
    /// A person called Namuna, issued by `PK-KP` under the key with this seed.
    pub fn new(seed: u8, claims: &[(i64, Value)]) -> Self {
        let key = SigningKey::from_bytes(&[seed; 32]);
        let kid = khyber_pass::SigningKey::from_seed(&[seed; 32]).public_key().kid();
        let protected = keyed(&[(1, int(-8)), (4, bytes(kid.as_bytes()))]);
        Self {
            key,
            tag: Some(18),
            protected: encode(&protected),
            unprotected: keyed(&[]),
            payload: encode(&keyed(claims)),
            signature: None,
            detached: false,
        }
    }

    pub fn kid(&self) -> Value {
        bytes(khyber_pass::SigningKey::from_seed(self.key.as_bytes()).public_key().kid().as_bytes())
    }

    pub fn with_protected(self, header: &[(i64, Value)]) -> Self {
        Self { protected: encode(&keyed(header)), ..self }
    }

    pub fn with_protected_bytes(self, protected: &[u8]) -> Self {
        Self { protected: protected.to_vec(), ..self }
    }

    pub fn with_unprotected(self, header: &[(i64, Value)]) -> Self {
        Self { unprotected: keyed(header), ..self }
    }

    pub fn with_payload(self, payload: &[u8]) -> Self {
        Self { payload: payload.to_vec(), ..self }
    }

    pub fn with_tag(self, tag: Option<u64>) -> Self {
        Self { tag, ..self }
    }

    pub fn with_signature(self, signature: &[u8]) -> Self {
        Self { signature: Some(signature.to_vec()), ..self }
    }

    pub fn with_detached_payload(self) -> Self {
        Self { detached: true, ..self }
    }

    pub fn to_be_signed(&self) -> Vec<u8> {
        sig_structure(&self.protected, &self.payload)
    }

    pub fn message(&self) -> Vec<u8> {
        let signed = || self.key.sign(&self.to_be_signed()).to_bytes().to_vec();
        let payload = if self.detached { Value::Null } else { bytes(&self.payload) };
        let parts = Value::Array(vec![
            bytes(&self.protected),
            self.unprotected.clone(),
            payload,
            Value::Bytes(self.signature.clone().unwrap_or_else(signed)),
        ]);
        match self.tag {
            Some(tag) => encode(&Value::Tag(tag, Box::new(parts))),
            None => encode(&parts),
        }
    }

    pub fn text(&self) -> String {
        raw_text(&self.message())
    }
}

/// The payload of a message.
pub fn payload(message: &[u8]) -> Vec<u8> {
    let Value::Tag(_, parts) = decode(message) else { panic!("no message") };
    parts.as_array().unwrap()[2].as_bytes().unwrap().clone()
}

/// The first of these texts that has a space, with every space as %20, as some camera applications write it.
pub fn with_escaped_spaces(text: impl Fn(u8) -> String) -> String {
    let spaced = (0..=255).map(text).find(|text| text.contains(' ')).unwrap();
    spaced.replace(' ', "%20")
}

/// `KP1:` and the message as it is.
pub fn raw_text(message: &[u8]) -> String {
    format!("KP1:{}", base45::encode(message))
}

/// The message in a zlib stream, without a prefix.
pub fn bare_text(message: &[u8]) -> String {
    let mut zlib = ZlibEncoder::new(Vec::new(), Compression::best());
    zlib.write_all(message).unwrap();
    base45::encode(zlib.finish().unwrap())
}
