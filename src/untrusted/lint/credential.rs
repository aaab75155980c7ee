//! A credential: its text, its message, its claims.

use super::judge::Found;
use super::rule::{CLAIMS, MESSAGE, Rule, Step, TEXT};
use super::{Checked, Fault, claims};
use crate::base45::Base45Error;
use crate::cbor::{CborError, Holds, Item, check, survey};
use crate::code::Code;
use crate::cose::{CoseError, Sign1};
use crate::deflate::DeflateError;
use crate::envelope::{Body, Envelope, EnvelopeError, damage, open, repair};
use crate::limits::EXPLANATION_LINES;
use crate::registry::cose::{ALG, KID, TAG_SIGN1};
use crate::verify::SignedCredential;

/// Chapters 1 to 3.
pub(super) fn text(text: &str) -> Vec<Checked> {
    // A verifier reads the repaired text where that helps, and so must who asks what it would say.
    let repaired = SignedCredential::parse(text).is_ok_and(|signed| signed.is_repaired());
    let repaired = repaired.then(|| repair(text)).flatten();
    let text = repaired.as_deref().unwrap_or(text);
    let mut found = Found::default();
    if repaired.is_some() {
        let why = "spaces were written as %20, and are put back";
        found.note(Step::Repair, Fault::new(Code::EnvelopeRepaired, &why));
    }
    let opened = open(text);
    let payload = match &opened {
        Ok(opened) => read(&opened.message, "message", &mut found),
        Err(error) => {
            let (step, layer, at) = step_of(error);
            let error = damage(text, error.code()).unwrap_or(*error);
            found.stop(step, Fault::new(error.code(), &error).at(layer, at));
            None
        }
    };
    let envelope = opened.ok().map(|opened| opened.envelope);
    let claims = claims::examine(payload.as_ref(), &mut found);
    let mut checked = found.judge(TEXT, |rule| applies(rule, envelope));
    checked.extend(found.judge(MESSAGE, |_| true));
    checked.extend(found.judge(CLAIMS, |rule| claims.has(rule)));
    checked
}

/// Chapters 2 and 3, of a message without an envelope.
pub(super) fn message(message: &[u8], layer: &'static str) -> Vec<Checked> {
    let mut found = Found::default();
    let payload = read(message, layer, &mut found);
    let claims = claims::examine(payload.as_ref(), &mut found);
    let mut checked = found.judge(MESSAGE, |_| true);
    checked.extend(found.judge(CLAIMS, |rule| claims.has(rule)));
    checked
}

/// A payload, and where it stands.
pub(super) struct Payload {
    pub(super) bytes: Vec<u8>,
    pub(super) layer: &'static str,
    pub(super) at: usize,
}

fn applies(rule: &Rule, envelope: Option<Envelope>) -> bool {
    let is_bare = envelope == Some(Envelope::BareClaim169);
    match rule.step {
        Step::NotCompressed => is_bare,
        Step::Dictionary => envelope == Some(Envelope::Kp1(Body::Dictionary)),
        Step::Stream => envelope != Some(Envelope::Kp1(Body::Raw)),
        _ => true,
    }
}

/// The rule that a text breaks, and where it can be seen.
fn step_of(error: &EnvelopeError) -> (Step, &'static str, usize) {
    match error {
        EnvelopeError::Empty => (Step::Empty, "text", 0),
        EnvelopeError::TooLong { .. } => (Step::TooLong, "text", 0),
        EnvelopeError::WhiteSpace => (Step::WhiteSpace, "text", 0),
        EnvelopeError::LowerCase => (Step::LowerCase, "text", 0),
        EnvelopeError::Foreign { .. } => (Step::Foreign, "text", 0),
        EnvelopeError::Prefix | EnvelopeError::Added { .. } | EnvelopeError::Escaped => {
            (Step::Prefix, "text", 0)
        }
        EnvelopeError::NotCompressed => (Step::NotCompressed, "text", 0),
        EnvelopeError::Base45(Base45Error::Character { at }) | EnvelopeError::TwoCodes { at } => {
            (Step::Character, "text", *at)
        }
        EnvelopeError::Base45(Base45Error::Length { .. }) | EnvelopeError::SpacesLost { .. } => {
            (Step::Length, "text", 0)
        }
        EnvelopeError::Base45(Base45Error::Overflow) => (Step::Overflow, "text", 0),
        EnvelopeError::NoBody | EnvelopeError::UnknownBody { .. } => (Step::Body, "body", 0),
        EnvelopeError::UnknownDictionary { .. } => (Step::Dictionary, "body", 0),
        EnvelopeError::Deflate(
            DeflateError::Broken | DeflateError::Limit { .. } | DeflateError::Trailing,
        ) => (Step::Stream, "body", 0),
    }
}

/// Chapter 2: the payload, if it is in order.
fn read(message: &[u8], layer: &'static str, found: &mut Found) -> Option<Payload> {
    let error = match Sign1::parse(message) {
        Ok(parts) => {
            let at = with_parts(message, |parts| parts.get(2).map_or(0, |payload| payload.body));
            return Some(Payload { bytes: parts.payload().to_vec(), layer, at });
        }
        Err(error) => error,
    };
    let fault = Fault::new(error.code(), &error);
    match error {
        CoseError::Cbor(_) => {
            let (end, cbor, base) = faulty_item(message);
            let at = cbor.map_or(0, |cbor| cbor.at()).saturating_add(base);
            found.stop_before(end, Step::Cbor, fault.at(layer, at));
        }
        CoseError::Structure => found.stop(Step::Structure, fault.at(layer, 0)),
        CoseError::SignatureSize { .. } => {
            found.stop(Step::SignatureSize, fault.at(layer, part_at(message, 3)))
        }
        CoseError::AlgUnprotected => found.stop(Step::AlgUnprotected, fault.at(layer, part_at(message, 1))),
        CoseError::Unprotected => found.stop(Step::Unprotected, fault.at(layer, part_at(message, 1))),
        error => found.stop(step_in_header(message, &error), fault.at(layer, part_at(message, 0))),
    }
    None
}

/// In which of the three items the CBOR is at fault: what was not asked because of it, the fault, and where the item begins.
fn faulty_item(message: &[u8]) -> (Step, Option<CborError>, usize) {
    if let Err(fault) = check(message) {
        return (Step::Structure, Some(fault), 0);
    }
    with_parts(message, |parts| {
        let fault = |place: usize| {
            let item = parts.get(place)?;
            Some((check(item.as_bytes()?).err()?, item.body))
        };
        // Of a protected header, no bytes are in order.
        let header = parts.first().and_then(Item::as_bytes).is_some_and(|header| !header.is_empty());
        match (fault(0).filter(|_| header), fault(2)) {
            (Some((fault, at)), _) => (Step::HeaderMap, Some(fault), at),
            (None, Some((fault, at))) => (Step::Cbor, Some(fault), at),
            (None, None) => (Step::Structure, None, 0),
        }
    })
}

/// The rule of 2.3 that a protected header breaks. Three of them have one code.
fn step_in_header(message: &[u8], error: &CoseError) -> Step {
    match error {
        CoseError::Crit => Step::Crit,
        CoseError::Typ => Step::Typ,
        CoseError::Kid { .. } => Step::Kid,
        CoseError::AlgMissing => Step::AlgMissing,
        CoseError::Alg { .. } => Step::Alg,
        _ => with_parts(message, |parts| {
            let header = parts.first().and_then(Item::as_bytes).unwrap_or_default();
            let Some(header) = survey(header, EXPLANATION_LINES).root else { return Step::HeaderMap };
            let is_known =
                |label: &Item<'_>| [ALG, KID].iter().any(|known| label.as_integer() == Some((*known).into()));
            match header.holds {
                Holds::Map(_, entries) if entries.iter().all(|(label, _)| is_known(label)) => Step::AlgType,
                Holds::Map(..) => Step::OtherLabel,
                _ => Step::HeaderMap,
            }
        }),
    }
}

/// Where one of the four parts stands.
fn part_at(message: &[u8], place: usize) -> usize {
    with_parts(message, |parts| parts.get(place).map_or(0, |part| part.at))
}

fn with_parts<T>(message: &[u8], ask: impl Fn(&[Item<'_>]) -> T) -> T {
    let root = survey(message, EXPLANATION_LINES).root;
    let body = root.as_ref().and_then(|root| root.tagged(TAG_SIGN1));
    ask(body.map_or(&[], Item::items))
}
