//! The line protocol: one question in, one answer out.

use super::question::{Fault, Question};
use super::{documents, issue, update, verify};
use serde_json::{Map, Value, json};

/// Answers one line of the line protocol with one line, whatever it holds.
///
/// ```
/// use khyber_pass::vectors::answer;
/// let line = answer(r#"{"id": 7, "do": "birth-date", "text": "1948"}"#);
/// assert_eq!(line, r#"{"code":null,"id":7,"result":"accepted","text":"19480000"}"#);
/// assert!(answer("noise").contains("vectors.question"));
/// ```
pub fn answer(line: &str) -> String {
    let question: Value = serde_json::from_str(line).unwrap_or(Value::Null);
    let empty = Map::new();
    let fields = question.as_object().unwrap_or(&empty);
    let mut answer = respond(fields);
    if let Some(answer) = answer.as_object_mut() {
        answer.insert("id".to_owned(), fields.get("id").cloned().unwrap_or(Value::Null));
    }
    answer.to_string()
}

/// The answer to one question.
pub(super) fn respond(fields: &Map<String, Value>) -> Value {
    let question = Question(fields);
    let kind = question.text("do").unwrap_or_default();
    let answer = match kind {
        "verify" => verify::verify(&question),
        "update" => update::update(&question),
        "pin" | "load" | "load-status" | "status-list" | "bundle" | "assemble" | "split" => {
            documents::respond(kind, &question)
        }
        _ => issue::respond(kind, &question),
    };
    answer.unwrap_or_else(|Fault(why)| {
        let (field, value) = if kind == "verify" { ("outcome", "Error") } else { ("result", "refused") };
        json!({ field: value, "code": "vectors.question", "why": why })
    })
}

/// Accepted, or refused with a code; and what else there is to say when accepted.
pub(super) fn outcome<T, E: core::fmt::Display>(
    result: Result<T, E>,
    code: impl Fn(&E) -> crate::code::Code,
    more: impl Fn(T) -> Vec<(&'static str, Value)>,
) -> Value {
    let mut answer = Map::new();
    match result {
        Ok(value) => {
            answer.insert("result".to_owned(), json!("accepted"));
            answer.insert("code".to_owned(), Value::Null);
            answer.extend(more(value).into_iter().map(|(field, value)| (field.to_owned(), value)));
        }
        Err(error) => {
            answer.insert("result".to_owned(), json!("refused"));
            answer.insert("code".to_owned(), json!(code(&error).name()));
            answer.insert("why".to_owned(), json!(error.to_string()));
        }
    }
    Value::Object(answer)
}
