//! Trust documents, status documents, bundles and parts, without what they owe a root or a list.

use super::judge::Found;
use super::rule::{BUNDLE, DELTA, LIST, PART, ROOT, Rule, STATUS_LIST, Step, TOKEN};
use super::{Checked, Fault};
use crate::bundle::{BundleError, TrustBundle};
use crate::code::Code;
use crate::multipart::{Assembler, MultipartError};
use crate::status::{StatusList, check_delta, check_token};
use crate::trust::{PinnedRoot, TrustError, check_list};
use crate::untrusted::form::Form;

pub(super) fn document(form: Form, bytes: &[u8]) -> Vec<Checked> {
    match form {
        Form::Root | Form::OtherDocument => judged(ROOT, PinnedRoot::from_bytes(bytes).err()),
        Form::TrustList => judged(LIST, check_list(bytes).err()),
        Form::StatusToken => judged(TOKEN, check_token(bytes).err()),
        Form::StatusDelta => judged(DELTA, check_delta(bytes).err()),
        Form::StatusList => judged(STATUS_LIST, StatusList::from_cbor(bytes).err()),
        Form::Bundle => bundle(TrustBundle::from_bytes(bytes).err(), false),
        _ => Vec::new(),
    }
}

pub(super) fn bundle_text(text: &str) -> Vec<Checked> {
    bundle(TrustBundle::from_text(text).err(), true)
}

pub(super) fn part(text: &str) -> Vec<Checked> {
    let mut found = Found::default();
    let mut assembler = Assembler::new();
    if let Err(error) = assembler.add(text) {
        let step = match error {
            MultipartError::Prefix => Step::Type,
            MultipartError::Digest => Step::Entries,
            _ => Step::Form,
        };
        found.stop(step, Fault::new(error.code(), &error));
    }
    let is_only_one = assembler.whole().is_some();
    found.judge(PART, |rule| rule.step != Step::Entries || is_only_one)
}

fn bundle(error: Option<BundleError>, is_text: bool) -> Vec<Checked> {
    let mut found = Found::default();
    if let Some(error) = error {
        let step = if error.code() == Code::BundlePrefix { Step::Type } else { Step::Form };
        found.stop(step, Fault::new(error.code(), &error));
    }
    found.judge(BUNDLE, |rule| is_text || rule.step != Step::Type)
}

fn judged(rules: &'static [Rule], error: Option<TrustError>) -> Vec<Checked> {
    let mut found = Found::default();
    if let Some(error) = error {
        let (step, code) = (step_of(&error), error.code());
        // Each error of these readers is of a step of its table; the code alone would do to find the rule.
        let is_rule = |rule: &&Rule| rule.codes.contains(&code);
        let mut found_in = rules.iter().filter(is_rule);
        let rule = found_in.clone().find(|rule| rule.step == step).or_else(|| found_in.next());
        found.stop(rule.map_or(step, |rule| rule.step), Fault::new(code, &error));
    }
    found.judge(rules, |_| true)
}

/// The step of a document's reader that gives an error.
fn step_of(error: &TrustError) -> Step {
    match (error, error.code()) {
        (TrustError::Document(_), Code::TrustSize) => Step::Size,
        (TrustError::Document(_), Code::TrustType) => Step::Type,
        (TrustError::Document(_), Code::TrustSigner) => Step::Signers,
        (TrustError::Document(_), _) => Step::Form,
        (TrustError::Threshold { .. }, _) => Step::Threshold,
        (TrustError::Delta { .. }, _) => Step::Changes,
        (TrustError::StatusDeflate(_), _) => Step::Entries,
        _ => Step::Payloads,
    }
}
