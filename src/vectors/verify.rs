//! The question `verify`: a text, trust documents, a clock, a purpose.

use super::json::from_cbor;
use super::question::{Fault, Question};
use crate::cbor::decode;
use crate::code::{Code, Hint};
use crate::registry::services::ServiceCode;
use crate::time::Clock;
use crate::trust::{PinnedRoot, TrustError, TrustStore};
use crate::verify::{Policy, Rejection, Risk, SignedCredential, Verifier};
use serde_json::{Value, json};

pub(super) fn verify(question: &Question<'_>) -> Result<Value, Fault> {
    let policy = policy(question)?;
    let text = question.text("text")?;
    let clock = match question.clock()? {
        Ok(clock) => clock,
        Err(code) => return Ok(error(code, "a trusted clock outside the range of the format")),
    };
    let verifier = match hold(question, policy, clock)? {
        Ok(verifier) => verifier,
        Err(refused) => return Ok(error(refused.code(), &refused.to_string())),
    };
    Ok(match verifier.verify_at(text, clock) {
        Ok(card) => json!({
            "outcome": "Trusted", "code": null, "why": format!("issued by {}", card.issuer()),
            "caveats": names(card.caveats()), "hint": Hint::None.name(), "claims": claims(text),
        }),
        Err(no) => refused(&no),
    })
}

/// A verifier that holds the documents of the question, or the reason why its root cannot be pinned.
pub(super) fn hold(
    question: &Question<'_>,
    policy: Policy,
    clock: Clock,
) -> Result<Result<Verifier, TrustError>, Fault> {
    let roots = question.documents("root")?;
    let (first, rest) = roots.split_first().ok_or_else(|| Fault("root is empty".to_owned()))?;
    let rest = [rest.to_vec(), question.documents("list")?, question.documents("status")?].concat();
    Ok(PinnedRoot::from_bytes(first).map(|pinned| {
        let mut verifier = Verifier::new(TrustStore::rooted(&pinned), policy);
        verifier.apply(&rest, clock);
        verifier
    }))
}

fn policy(question: &Question<'_>) -> Result<Policy, Fault> {
    let service = ServiceCode::new(question.uint("purpose")?);
    if !question.has("profile") {
        return Ok(Policy::for_service(service));
    }
    Ok(match question.text("profile")? {
        "kiosk" => Policy::kiosk(service),
        "counter" => Policy::counter(service),
        "checkpoint" => Policy::checkpoint(service),
        "field-low" => Policy::field(service, Risk::Low),
        "field-high" => Policy::field(service, Risk::High),
        "audit" => Policy::audit(service),
        _ => return Err(Fault("profile is unknown".to_owned())),
    })
}

fn refused(no: &Rejection) -> Value {
    json!({
        "outcome": no.class().name(), "code": no.code().name(), "why": no.to_string(),
        "caveats": names(no.caveats()), "hint": no.hint().name(),
    })
}

fn error(code: Code, why: &str) -> Value {
    json!({ "outcome": "Error", "code": code.name(), "why": why, "caveats": [], "hint": code.hint().name() })
}

fn names(codes: &[Code]) -> Vec<&'static str> {
    codes.iter().map(|code| code.name()).collect()
}

/// The claims of a text that was accepted, as JSON.
fn claims(text: &str) -> Value {
    let signed = SignedCredential::parse(text).ok();
    let payload = signed.as_ref().and_then(|signed| decode(signed.payload()).ok());
    payload.map_or(Value::Null, |payload| from_cbor(payload.root()))
}
