//! The question `update`: what a verifier holds, and what it is given.

use super::question::{Fault, Question};
use super::verify::hold;
use crate::registry::services::ServiceCode;
use crate::status::StatusStore;
use crate::trust::{Outcome, TrustStore};
use crate::verify::Policy;
use serde_json::{Map, Value, json};

pub(super) fn update(question: &Question<'_>) -> Result<Value, Fault> {
    let state = question.part("state")?;
    let clocks = match (state.clock()?, question.clock()?) {
        (Ok(before), Ok(now)) => (before, now),
        (Err(code), _) | (_, Err(code)) => {
            return Ok(json!({ "result": "refused", "code": code.name(), "held": null }));
        }
    };
    let documents = question.documents("update")?;
    let mut verifier = match hold(&state, Policy::for_service(ServiceCode::IDENTITY), clocks.0)? {
        Ok(verifier) => verifier,
        Err(error) => {
            let why = error.to_string();
            return Ok(json!({ "result": "refused", "code": error.code().name(), "why": why, "held": null }));
        }
    };
    let report = verifier.apply(&documents, clocks.1);
    let refused = report.lines().iter().find_map(|(_, outcome)| match outcome {
        Outcome::Refused(error) => Some(*error),
        _ => None,
    });
    let line = |outcome: &Outcome| match outcome {
        Outcome::Accepted => "accepted",
        Outcome::HeldAlready => "held",
        Outcome::Refused(error) => error.code().name(),
    };
    Ok(json!({
        "result": if refused.is_none() { "accepted" } else { "refused" },
        "code": refused.map(|error| error.code().name()),
        "why": refused.map_or_else(|| "every document is held".to_owned(), |error| error.to_string()),
        "held": held(verifier.trust()),
        "status_as_of": status_as_of(verifier.status()),
        "lines": report.lines().iter().map(|(_, outcome)| line(outcome)).collect::<Vec<_>>(),
    }))
}

pub(super) fn held(trust: &TrustStore) -> Value {
    let root = trust.root();
    let list = trust.list().map(|list| list.version());
    json!({ "root": root.version(), "epoch": root.epoch(), "list": list })
}

pub(super) fn status_as_of(status: &StatusStore) -> Value {
    let entry = |(list, as_of): (u16, crate::time::Timestamp)| (list.to_string(), json!(as_of.seconds()));
    Value::Object(status.lists().map(entry).collect::<Map<_, _>>())
}
