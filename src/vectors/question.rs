//! Taking typed fields out of a question.

use super::json::from_hex;
use crate::code::Code;
use crate::time::{Clock, Timestamp};
use serde_json::{Map, Value};

/// The fields of one question.
pub(super) struct Question<'a>(pub(super) &'a Map<String, Value>);

/// What is missing from a question, or of the wrong kind.
pub(super) struct Fault(pub(super) String);

impl Question<'_> {
    pub(super) fn text(&self, field: &str) -> Result<&str, Fault> {
        self.0.get(field).and_then(Value::as_str).ok_or_else(|| Fault(format!("{field} is not a text")))
    }

    pub(super) fn uint(&self, field: &str) -> Result<u64, Fault> {
        let number = self.0.get(field).and_then(Value::as_u64);
        number.ok_or_else(|| Fault(format!("{field} is not an unsigned integer")))
    }

    pub(super) fn int(&self, field: &str) -> Result<i64, Fault> {
        let number = self.0.get(field).and_then(Value::as_i64);
        number.ok_or_else(|| Fault(format!("{field} is not an integer of 64 bits")))
    }

    pub(super) fn is_true(&self, field: &str) -> bool {
        self.0.get(field).and_then(Value::as_bool).unwrap_or(false)
    }

    pub(super) fn has(&self, field: &str) -> bool {
        self.0.get(field).is_some_and(|value| !value.is_null())
    }

    pub(super) fn bytes(&self, field: &str) -> Result<Vec<u8>, Fault> {
        from_hex(self.text(field)?).ok_or_else(|| Fault(format!("{field} is not hexadecimal")))
    }

    /// One document, an array of them, or nothing.
    pub(super) fn documents(&self, field: &str) -> Result<Vec<Vec<u8>>, Fault> {
        let document = |value: &Value| {
            let bytes = value.as_str().and_then(from_hex);
            bytes.ok_or_else(|| Fault(format!("{field} holds something that is not hexadecimal")))
        };
        match self.0.get(field) {
            None | Some(Value::Null) => Ok(Vec::new()),
            Some(Value::Array(items)) => items.iter().map(document).collect(),
            Some(one) => Ok(vec![document(one)?]),
        }
    }

    pub(super) fn items(&self, field: &str) -> Result<&[Value], Fault> {
        let items = self.0.get(field).and_then(Value::as_array).map(Vec::as_slice);
        items.ok_or_else(|| Fault(format!("{field} is not an array")))
    }

    pub(super) fn part(&self, field: &str) -> Result<Question<'_>, Fault> {
        let part = self.0.get(field).and_then(Value::as_object).map(Question);
        part.ok_or_else(|| Fault(format!("{field} is not an object")))
    }

    /// The clock; a code for a trusted one that cannot be.
    pub(super) fn clock(&self) -> Result<Result<Clock, Code>, Fault> {
        let kind = self.text("clock")?;
        if kind == "unknown" {
            return Ok(Ok(Clock::unknown()));
        }
        let at = self.int("at")?;
        match (kind, Timestamp::new(at)) {
            ("trusted", at) => Ok(at.map(Clock::trusted).map_err(|error| error.code())),
            ("device", Ok(at)) => Ok(Ok(Clock::device(at))),
            ("device", Err(_)) => Ok(Ok(Clock::device(if at < 1 { Timestamp::MIN } else { Timestamp::MAX }))),
            _ => Err(Fault("clock is none of device, trusted, unknown".to_owned())),
        }
    }
}
