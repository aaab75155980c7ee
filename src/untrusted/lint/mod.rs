//! Rule by rule: which rules of the specification a text or a document keeps.

mod claims;
mod credential;
mod document;
mod judge;
mod rule;

pub use rule::Rule;
use rule::Step;

use super::form::{Form, recognise};
use super::given::Given;
use crate::cbor::survey;
use crate::code::Code;
use crate::limits::EXPLANATION_LINES;
use crate::registry::envelope::{PART_PREFIX, TRUST_PREFIX};

/// Asks every rule that needs no key, no clock and no trust list: chapters 1 to 3 of a text or a message, 5.2 to 5.4, 5.11, 8.2, 8.3 and
/// 8.5 of other texts and documents. Each rule is passed, failed, does not apply, or was not reached.
///
/// The readers of the format are asked, and nobody else: what a verifier would refuse by its form has a failed rule with the same
/// code, and what it would not refuse has none. **Nothing is verified by it**: no signature is looked at, but for those by which a
/// root document fulfils its own root role.
///
/// ```
/// use khyber_pass::Code;
/// use khyber_pass::untrusted::{RuleOutcome, lint};
/// let good = lint(&std::fs::read_to_string("examples/data/adult.txt")?);
/// assert!(good.is_in_order());
///
/// let cut = lint("KP1:NCFO");
/// let failed = cut.failed().next().unwrap();
/// assert_eq!((failed.rule().number(), failed.outcome()), ("1.2", RuleOutcome::Failed));
/// assert_eq!(cut.refused_by(), Some(Code::EnvelopeBase45Length));
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// A text that is a bundle or a part fails rule 1.6, because it is no credential; its own rules follow.
pub fn lint<'a>(given: impl Into<Given<'a>>) -> Lint {
    match given.into() {
        Given::Text(text) => {
            let as_credential = credential::text(text);
            let (form, own) = if text.starts_with(TRUST_PREFIX) {
                (Form::Bundle, document::bundle_text(text))
            } else if text.starts_with(PART_PREFIX) {
                (Form::Part, document::part(text))
            } else {
                return Lint { form: Form::Credential, checked: as_credential };
            };
            let is_failed = |one: &Checked| one.outcome == RuleOutcome::Failed;
            let checked = as_credential.into_iter().filter(is_failed).chain(own).collect();
            Lint { form, checked }
        }
        Given::Bytes(bytes) => {
            let (form, _) = recognise(survey(bytes, EXPLANATION_LINES).root.as_ref());
            let checked = match form {
                Form::Credential => credential::message(bytes, "bytes"),
                other => document::document(other, bytes),
            };
            Lint { form, checked }
        }
    }
}

/// Every rule that was asked, and what came of it. `Display` prints a line for each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lint {
    form: Form,
    checked: Vec<Checked>,
}

/// One rule and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    pub(super) rule: &'static Rule,
    pub(super) outcome: RuleOutcome,
    pub(super) fault: Option<Fault>,
}

/// What came of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub enum RuleOutcome {
    /// Asked, and kept.
    Passed,
    /// Asked, and broken: a verifier refuses it.
    Failed,
    /// Asked, and not kept, but a verifier only reports it.
    Noted,
    /// There is nothing here that it speaks of.
    NotApplicable,
    /// Not asked, because another rule was broken before.
    NotReached,
}

/// How a rule was broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub(super) code: Code,
    pub(super) why: String,
    pub(super) place: Option<(&'static str, usize)>,
}

impl Lint {
    /// What was asked about.
    pub const fn form(&self) -> Form {
        self.form
    }

    /// Every rule, in the order of the specification's chapters.
    pub fn checked(&self) -> &[Checked] {
        &self.checked
    }

    /// The rules that were broken, the one that readers come to first in front.
    pub fn failed(&self) -> impl Iterator<Item = &Checked> {
        let mut failed: Vec<_> =
            self.checked.iter().filter(|one| one.outcome == RuleOutcome::Failed).collect();
        failed.sort_by_key(|one| one.rule.step);
        failed.into_iter()
    }

    /// The code with which a reader refuses it: of a text, the reader of credentials.
    pub fn refused_by(&self) -> Option<Code> {
        Some(self.failed().next()?.fault()?.code())
    }

    /// Does it keep every rule of what it is? Of a bundle and a part, those of bundles and parts.
    pub fn is_in_order(&self) -> bool {
        !self.checked.is_empty() && self.broken().next().is_none()
    }

    /// The rules of what it is that were broken.
    pub(in super::super) fn broken(&self) -> impl Iterator<Item = &Checked> {
        let is_other = matches!(self.form, Form::Bundle | Form::Part);
        self.failed().filter(move |one| !is_other || one.rule.step > Step::Repair)
    }
}

impl Checked {
    /// The rule.
    pub const fn rule(&self) -> &'static Rule {
        self.rule
    }

    /// What came of it.
    pub const fn outcome(&self) -> RuleOutcome {
        self.outcome
    }

    /// How it was broken, if it was.
    pub const fn fault(&self) -> Option<&Fault> {
        self.fault.as_ref()
    }
}

impl Fault {
    /// The stable code.
    pub const fn code(&self) -> Code {
        self.code
    }

    /// What was found and what was wanted, in a sentence that quotes nothing.
    pub fn why(&self) -> &str {
        &self.why
    }

    /// The layer of the [`Explanation`](super::Explanation) and the byte in it, where it can be told.
    pub const fn place(&self) -> Option<(&'static str, usize)> {
        self.place
    }
}

impl RuleOutcome {
    /// The name in English.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed => "FAILED",
            Self::Noted => "noted",
            Self::NotApplicable => "not applicable",
            Self::NotReached => "not reached",
        }
    }
}

impl core::fmt::Display for RuleOutcome {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.pad(self.name())
    }
}

impl core::fmt::Display for Checked {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{:<6} {:<14}  {}", self.rule.number, self.outcome, self.rule.sentence)?;
        let Some(fault) = &self.fault else { return Ok(()) };
        write!(f, "\n{:24}{}: {}", "", fault.code, fault.why)?;
        match fault.place {
            Some((layer, at)) => write!(f, " (byte {at} of the {layer})"),
            None => Ok(()),
        }
    }
}

impl core::fmt::Display for Lint {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        writeln!(f, "NOT VERIFIED: only rules that need no key, no clock and no trust list were asked")?;
        writeln!(f, "This seems to be: {}\n", self.form)?;
        self.checked.iter().try_for_each(|one| writeln!(f, "{one}"))?;
        match (self.checked.is_empty(), self.failed().count()) {
            (true, _) => writeln!(f, "there are no rules for it"),
            (false, 0) => writeln!(f, "\nno rule is broken, which says nothing about the contents"),
            (false, 1) => writeln!(f, "\n1 rule is broken"),
            (false, count) => writeln!(f, "\n{count} rules are broken"),
        }
    }
}
