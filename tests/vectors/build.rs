//! What a vector is made of, and how it is written.

use crate::forge::layers;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The vectors of one folder.
pub struct Folder {
    name: &'static str,
    pub vectors: Vec<Vector>,
}

/// One vector.
pub struct Vector {
    pub id: String,
    section: &'static str,
    shows: &'static str,
    pub flags: Vec<&'static str>,
    question: &'static str,
    input: Map<String, Value>,
    pub expected: Map<String, Value>,
}

impl Folder {
    pub fn new(name: &'static str) -> Self {
        Self { name, vectors: Vec::new() }
    }

    /// A question of any kind. `flags` are separated by spaces.
    pub fn ask(
        &mut self,
        name: &str,
        question: &'static str,
        section: &'static str,
        shows: &'static str,
        flags: &'static str,
    ) -> &mut Vector {
        self.vectors.push(Vector {
            id: format!("{}/{name}", self.name),
            section,
            shows,
            flags: flags.split_whitespace().collect(),
            question,
            input: Map::new(),
            expected: Map::new(),
        });
        self.vectors.last_mut().unwrap()
    }

    /// A text at the desk of the Sehat Card, on 1 February 2026, under the trust documents `standard`. The verdict is
    /// a class and a code, or `Trusted` and the caveats.
    pub fn verify(
        &mut self,
        name: &str,
        section: &'static str,
        shows: &'static str,
        flags: &'static str,
        text: impl Into<String>,
        verdict: &str,
    ) -> &mut Vector {
        let text = text.into();
        let vector = self.ask(name, "verify", section, shows, flags);
        vector
            .give("text", text.as_str())
            .give("trust", "standard")
            .clock("device", crate::common::NOW)
            .give("purpose", 1);
        let mut words = verdict.split_whitespace();
        let outcome = words.next().unwrap();
        vector.expect("outcome", outcome);
        if outcome == "Trusted" {
            let caveats: Vec<&str> = words.collect();
            vector.expect("code", Value::Null).expect("caveats", json!(caveats));
            let claims = layers(&text).remove("claims").unwrap();
            vector.expect("claims", claims);
        } else {
            let code = words.next().unwrap();
            let caveats: Vec<&str> = words.collect();
            vector.expect("code", code).expect("caveats", json!(caveats)).expect("hint", hint(code));
        }
        vector
    }

    /// A question that is accepted, or refused with a code.
    pub fn judge(
        &mut self,
        name: &str,
        question: &'static str,
        section: &'static str,
        shows: &'static str,
        flags: &'static str,
        code: Option<&str>,
    ) -> &mut Vector {
        let vector = self.ask(name, question, section, shows, flags);
        vector
            .expect("result", if code.is_some() { "refused" } else { "accepted" })
            .expect("code", json!(code))
    }
}

/// What the table of §7.3 says, read off the specification.
fn hint(code: &str) -> &'static str {
    let row = format!("| `{code}` |");
    let row = CODES.lines().find(|line| line.starts_with(&row)).unwrap_or_else(|| panic!("{code}"));
    Some(row.split('|').nth(3).unwrap().trim()).filter(|hint| !hint.is_empty()).unwrap_or("none")
}

const CODES: &str = include_str!("../../src/spec/7-verdicts.md");

impl Vector {
    pub fn give(&mut self, field: &str, value: impl Into<Value>) -> &mut Self {
        self.input.insert(field.to_owned(), value.into());
        self
    }

    pub fn expect(&mut self, field: &str, value: impl Into<Value>) -> &mut Self {
        self.expected.insert(field.to_owned(), value.into());
        self
    }

    pub fn forget(&mut self, field: &str) -> &mut Self {
        self.input.remove(field);
        self
    }

    /// These documents in place of shared ones.
    pub fn under(&mut self, trust: &Value) -> &mut Self {
        self.forget("trust");
        for (field, value) in trust.as_object().unwrap() {
            self.give(field, value.clone());
        }
        self
    }

    pub fn clock(&mut self, kind: &str, at: i64) -> &mut Self {
        self.give("clock", kind).give("at", at)
    }

    pub fn is_refusal(&self) -> bool {
        self.expected.get("code").is_some_and(|code| !code.is_null())
    }

    /// The file: the fields in the order in which a person reads them.
    fn file(&self) -> String {
        let mut fields = vec![
            ("id", json!(self.id)),
            ("section", json!(self.section)),
            ("shows", json!(self.shows)),
            ("flags", json!(self.flags)),
            ("do", json!(self.question)),
            ("input", Value::Object(self.input.clone())),
            ("expected", Value::Object(self.expected.clone())),
        ];
        if let (Some("Trusted"), Some(text)) = (
            self.expected.get("outcome").and_then(Value::as_str),
            self.input.get("text").and_then(Value::as_str),
        ) {
            fields.push(("layers", Value::Object(layers(text))));
        }
        let lines: Vec<String> =
            fields.iter().map(|(name, value)| format!("  \"{name}\": {}", shown(value))).collect();
        format!("{{\n{}\n}}\n", lines.join(",\n"))
    }
}

/// Objects take a line for each field, everything else one line.
fn shown(value: &Value) -> String {
    match value {
        Value::Object(fields) if !fields.is_empty() => {
            let line = |(name, value): (&String, &Value)| format!("    {}: {value}", json!(name));
            format!("{{\n{}\n  }}", fields.iter().map(line).collect::<Vec<_>>().join(",\n"))
        }
        other => other.to_string(),
    }
}

/// The whole folder: path below it and text of each file.
pub fn files(folders: &[Folder], shared: &[(&str, &str, Value)]) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for vector in folders.iter().flat_map(|folder| &folder.vectors) {
        let before = files.insert(format!("{}.json", vector.id), vector.file());
        assert!(before.is_none(), "{} stands there twice", vector.id);
    }
    for (name, shows, documents) in shared {
        let fields = [("id", json!(name)), ("shows", json!(shows))];
        let documents = documents.as_object().unwrap();
        let documents = documents.iter().map(|(name, value)| (name.as_str(), value.clone()));
        let lines: Vec<String> = fields
            .into_iter()
            .chain(documents)
            .map(|(name, value)| format!("  \"{name}\": {value}"))
            .collect();
        files.insert(format!("trust/{name}.json"), format!("{{\n{}\n}}\n", lines.join(",\n")));
    }
    files
}
