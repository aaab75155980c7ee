//! Documents that several people sign, and everything that can be wrong with them.

use super::{Value, bytes, encode, int, keyed, text};
use khyber_pass::SigningKey;

/// A root document or a trust list that starts out right.
#[derive(Clone)]
pub struct Document {
    pub body: Vec<u8>,
    pub unprotected: Value,
    pub payload: Vec<(Value, Value)>,
    pub tag: u64,
    pub signers: Vec<Value>,
    pub pending: Vec<u8>,
}

pub const ROOT: &str = "application/kp-root+cbor";
pub const LIST: &str = "application/kp-trust+cbor";

impl Document {
    pub fn new(typ: &str, payload: &[(i64, Value)], signers: &[u8]) -> Self {
        Self {
            body: encode(&keyed(&[(16, text(typ))])),
            unprotected: keyed(&[]),
            payload: payload.iter().map(|(key, value)| (int(*key), value.clone())).collect(),
            tag: 98,
            signers: Vec::new(),
            pending: signers.to_vec(),
        }
    }

    /// Sets a field of the payload, keeping the keys in order; `None` takes it away.
    pub fn with(mut self, key: i64, value: impl Into<Option<Value>>) -> Self {
        self.payload.retain(|(k, _)| *k != int(key));
        self.payload.extend(value.into().map(|value| (int(key), value)));
        self.payload.sort_by_key(|(key, _)| encode(key));
        self
    }

    pub fn with_body(self, header: &[(i64, Value)]) -> Self {
        Self { body: encode(&keyed(header)), ..self }
    }

    pub fn signed_by(self, signers: &[u8]) -> Self {
        Self { pending: signers.to_vec(), ..self }
    }

    /// Adds a signer as it is, besides those that sign.
    pub fn with_signer(mut self, signer: Value) -> Self {
        self.signers.push(signer);
        self
    }

    /// A signer of this document, under any header.
    pub fn signer(&self, seed: u8, header: &[(i64, Value)]) -> Value {
        let header = encode(&keyed(header));
        let payload = self.payload_bytes();
        let parts = [text("Signature"), bytes(&self.body), bytes(&header), bytes(b""), bytes(&payload)];
        let signature = SigningKey::from_seed(&[seed; 32]).sign(&encode(&Value::Array(parts.to_vec())));
        Value::Array(vec![bytes(&header), keyed(&[]), bytes(signature.as_bytes())])
    }

    pub fn payload_bytes(&self) -> Vec<u8> {
        encode(&Value::Map(self.payload.clone()))
    }

    pub fn bytes(&self) -> Vec<u8> {
        let sign = |seed: &u8| self.signer(*seed, &header(*seed));
        let signers = self.pending.iter().map(sign).chain(self.signers.clone()).collect();
        let payload = bytes(&self.payload_bytes());
        let parts = vec![bytes(&self.body), self.unprotected.clone(), payload, Value::Array(signers)];
        encode(&Value::Tag(self.tag, Box::new(Value::Array(parts))))
    }
}

/// `{1: -8, 4: kid}`.
pub fn header(seed: u8) -> Vec<(i64, Value)> {
    vec![(1, int(-8)), (4, bytes(SigningKey::from_seed(&[seed; 32]).public_key().kid().as_bytes()))]
}

pub fn public(seed: u8) -> Value {
    bytes(SigningKey::from_seed(&[seed; 32]).public_key().as_bytes())
}
