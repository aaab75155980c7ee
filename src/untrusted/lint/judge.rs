//! From what readers say to what came of each rule.

use super::rule::{Rule, Step};
use super::{Checked, Fault, RuleOutcome};
use crate::code::Code;

/// What readers found.
#[derive(Default)]
pub(super) struct Found {
    faults: Vec<(Step, Fault)>,
    /// Rules that are not kept, which readers only report.
    notes: Vec<(Step, Fault)>,
    /// From this step on nothing was asked.
    end: Option<Step>,
    /// Steps that were not asked though later ones were.
    pub(super) left_out: Vec<Step>,
}

impl Found {
    /// A fault behind which readers stop.
    pub(super) fn stop(&mut self, step: Step, fault: Fault) {
        self.stop_before(step, step, fault);
    }

    /// A fault of a rule that is asked several times: nothing from `end` on was.
    pub(super) fn stop_before(&mut self, end: Step, step: Step, fault: Fault) {
        self.end = Some(end);
        self.fault(step, fault);
    }

    /// A fault that does not keep other steps from being asked.
    pub(super) fn fault(&mut self, step: Step, fault: Fault) {
        self.faults.push((step, fault));
    }

    pub(super) fn note(&mut self, step: Step, fault: Fault) {
        self.notes.push((step, fault));
    }

    /// What came of each rule.
    pub(super) fn judge(&self, rules: &'static [Rule], applies: impl Fn(&Rule) -> bool) -> Vec<Checked> {
        rules.iter().map(|rule| self.one(rule, applies(rule))).collect()
    }

    fn one(&self, rule: &'static Rule, applies: bool) -> Checked {
        let is_of = |(step, fault): &&(Step, Fault)| *step == rule.step && rule.codes.contains(&fault.code);
        let (outcome, fault) = if let Some((_, fault)) = self.faults.iter().find(is_of) {
            (RuleOutcome::Failed, Some(fault.clone()))
        } else if self.is_left_out(rule.step) {
            (RuleOutcome::NotReached, None)
        } else if let Some((_, note)) = self.notes.iter().find(is_of) {
            (RuleOutcome::Noted, Some(note.clone()))
        } else if applies {
            (RuleOutcome::Passed, None)
        } else {
            (RuleOutcome::NotApplicable, None)
        };
        Checked { rule, outcome, fault }
    }

    fn is_left_out(&self, step: Step) -> bool {
        let group = step.group();
        let is_faulted = self.faults.iter().any(|(faulted, _)| faulted.group() == group);
        is_faulted || self.left_out.contains(&group) || self.end.is_some_and(|end| step >= end)
    }
}

impl Fault {
    pub(super) fn new(code: Code, why: &impl core::fmt::Display) -> Self {
        Self { code, why: why.to_string(), place: None }
    }

    pub(super) fn at(self, layer: &'static str, byte: usize) -> Self {
        Self { place: Some((layer, byte)), ..self }
    }
}
