//! Questions about documents and texts that are no credential.

use super::answer::outcome;
use super::json::{by_index, hex};
use super::question::{Fault, Question};
use super::update::{held, status_as_of};
use crate::bundle::TrustBundle;
use crate::multipart::{Assembler, Parts, Recovery, split};
use crate::status::{StatusList, StatusStore};
use crate::trust::{PinnedRoot, TrustError, TrustStore};
use serde_json::{Value, json};

pub(super) fn respond(kind: &str, question: &Question<'_>) -> Result<Value, Fault> {
    let code = TrustError::code;
    Ok(match kind {
        "pin" => outcome(pin(question)?, code, |_| Vec::new()),
        "load" => outcome(load(question)?, code, |trust| vec![("held", held(&trust))]),
        "load-status" => {
            outcome(load_status(question)?, code, |status| vec![("status_as_of", status_as_of(&status))])
        }
        "status-list" => outcome(StatusList::from_cbor(&question.bytes("list")?), code, describe),
        "bundle" => outcome(
            TrustBundle::from_text(question.text("text")?),
            |error| error.code(),
            |bundle| vec![("documents", bundle.documents().iter().map(|document| hex(document)).collect())],
        ),
        "split" => split_into(question)?,
        _ => assemble(question)?,
    })
}

fn pin(question: &Question<'_>) -> Result<Result<PinnedRoot, TrustError>, Fault> {
    let root = question.bytes("root")?;
    if !question.has("sha256") {
        return Ok(PinnedRoot::from_bytes(&root));
    }
    let sha256: Result<[u8; 32], _> = question.bytes("sha256")?.try_into();
    let sha256 = sha256.map_err(|_| Fault("sha256 is not 32 bytes".to_owned()))?;
    Ok(PinnedRoot::from_sha256(&sha256, &root))
}

fn load(question: &Question<'_>) -> Result<Result<TrustStore, TrustError>, Fault> {
    let state = question.bytes("state")?;
    Ok(PinnedRoot::from_bytes(&question.bytes("root")?).and_then(|pinned| TrustStore::load(&state, &pinned)))
}

fn load_status(question: &Question<'_>) -> Result<Result<StatusStore, TrustError>, Fault> {
    let (state, list) = (question.bytes("state")?, question.documents("list")?);
    Ok(PinnedRoot::from_bytes(&question.bytes("root")?).and_then(|pinned| {
        let mut trust = TrustStore::rooted(&pinned);
        trust.apply(&list, crate::time::Clock::unknown());
        StatusStore::load(&state, &trust)
    }))
}

fn describe(list: StatusList) -> Vec<(&'static str, Value)> {
    let values = by_index((0..list.entries()).filter_map(|index| Some((index, list.get(index)?.into()))));
    vec![("bits", json!(list.bits())), ("entries", json!(list.entries())), ("values", values)]
}

fn assemble(question: &Question<'_>) -> Result<Value, Fault> {
    let mut assembler = Assembler::new();
    let mut refused = None;
    for part in question.items("parts")? {
        let part = part.as_str().ok_or_else(|| Fault("parts holds something that is no text".to_owned()))?;
        if let Err(error) = assembler.add(part) {
            refused = refused.or(Some(error));
        }
    }
    Ok(json!({
        "result": if refused.is_none() { "accepted" } else { "refused" },
        "code": refused.map(|error| error.code().name()),
        "text": assembler.whole(),
    }))
}

fn split_into(question: &Question<'_>) -> Result<Value, Fault> {
    let count = usize::try_from(question.uint("count")?).unwrap_or(usize::MAX);
    let recovery = if question.is_true("parity") { Recovery::ParityPart } else { Recovery::None };
    let parts = split(question.text("text")?, Parts::Count(count), recovery);
    Ok(outcome(parts, |error| error.code(), |parts| vec![("parts", json!(parts))]))
}
