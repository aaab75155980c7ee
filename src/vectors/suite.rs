//! A folder of vectors: every file answered, and compared with what it expects.

use super::answer::respond;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The files of a folder of vectors, by their paths below it.
///
/// ```
/// use khyber_pass::vectors::Suite;
/// let vector = r#"{"id": "9-issue/time_zero", "section": "3.2", "shows": "0 is no time.", "flags": [],
///     "do": "time", "input": {"seconds": 0}, "expected": {"result": "refused", "code": "time.range"}}"#;
/// let suite = Suite::new([("9-issue/time_zero.json".to_owned(), vector.to_owned())]);
/// let summary = suite.run();
/// assert_eq!((summary.passed(), summary.failed()), (1, 0));
/// ```
#[derive(Debug)]
pub struct Suite {
    files: BTreeMap<String, String>,
}

/// What became of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Its path below the folder.
    pub file: String,
    /// Why it failed; nothing when it passed.
    pub failure: Option<String>,
}

/// What became of every file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    outcomes: Vec<Outcome>,
}

impl Suite {
    /// Takes path and text of every file whose path begins with a digit, and of those in `trust/`.
    pub fn new(files: impl IntoIterator<Item = (String, String)>) -> Self {
        Self { files: files.into_iter().collect() }
    }

    /// Answers every vector. A file that is no vector is a failure; so is an empty folder.
    pub fn run(&self) -> Summary {
        let vectors = self.files.iter().filter(|(path, _)| !path.starts_with(TRUST));
        let outcome = |(file, text): (&String, &String)| Outcome {
            file: file.clone(),
            failure: self.failure(file, text),
        };
        Summary { outcomes: vectors.map(outcome).collect() }
    }

    fn failure(&self, file: &str, text: &str) -> Option<String> {
        match self.differences(file, text) {
            Ok(differences) if differences.is_empty() => None,
            Ok(differences) => Some(differences.join("; ")),
            Err(fault) => Some(fault),
        }
    }

    fn differences(&self, file: &str, text: &str) -> Result<Vec<String>, String> {
        let vector: Value = serde_json::from_str(text).map_err(|error| format!("no JSON: {error}"))?;
        let object = |field: &str| {
            vector.get(field).and_then(Value::as_object).ok_or_else(|| format!("{field} is no object"))
        };
        if Some(vector.get("id").and_then(Value::as_str).unwrap_or_default()) != file.strip_suffix(".json") {
            return Err("the id is not the path".to_owned());
        }
        let expected = object("expected")?;
        if expected.is_empty() {
            return Err("nothing is expected".to_owned());
        }
        let mut question = self.with_trust(object("input")?)?;
        question.insert("do".to_owned(), vector.get("do").cloned().unwrap_or(Value::Null));
        let answer = respond(&question);
        let differs = |(field, wanted): (&String, &Value)| {
            let found = answer.get(field).unwrap_or(&Value::Null);
            (found != wanted).then(|| format!("{field}: expected {wanted}, found {found}"))
        };
        Ok(expected.iter().filter_map(differs).collect())
    }

    /// The input, with the documents of the file it names; in a state inside it too.
    fn with_trust(&self, input: &Map<String, Value>) -> Result<Map<String, Value>, String> {
        let mut whole = input.clone();
        if let Some(Value::Object(state)) = input.get("state") {
            whole.insert("state".to_owned(), Value::Object(self.with_trust(state)?));
        }
        let Some(name) = input.get("trust").and_then(Value::as_str) else { return Ok(whole) };
        let text = self.files.get(&format!("{TRUST}{name}.json"));
        let text = text.ok_or_else(|| format!("there is no {TRUST}{name}.json"))?;
        let shared: Value = serde_json::from_str(text).map_err(|error| format!("trust: no JSON: {error}"))?;
        for field in ["root", "list", "status"] {
            if let (false, Some(value)) = (whole.contains_key(field), shared.get(field)) {
                whole.insert(field.to_owned(), value.clone());
            }
        }
        Ok(whole)
    }
}

impl Summary {
    /// Every file and what became of it, by path.
    pub fn outcomes(&self) -> &[Outcome] {
        &self.outcomes
    }

    /// How many passed.
    pub fn passed(&self) -> usize {
        self.outcomes.len().saturating_sub(self.failed())
    }

    /// How many failed.
    pub fn failed(&self) -> usize {
        self.outcomes.iter().filter(|outcome| outcome.failure.is_some()).count()
    }

    /// Were there vectors, and did all of them pass?
    pub fn is_good(&self) -> bool {
        !self.outcomes.is_empty() && self.failed() == 0
    }
}

impl core::fmt::Display for Summary {
    /// A line for each failure, and a last one with the counts.
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        for Outcome { file, failure } in &self.outcomes {
            if let Some(failure) = failure {
                writeln!(f, "{file}: FAILED, {failure}")?;
            }
        }
        writeln!(f, "{} passed, {} failed", self.passed(), self.failed())
    }
}

const TRUST: &str = "trust/";
