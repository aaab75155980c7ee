//! Everything that was checked, for a log or an auditor; nothing of the person (§7.4).

use super::authentic::AuthenticCredential;
use super::reason::{Reason, TimeReason};
use super::rejection::Rejection;
use super::verified::VerifiedCredential;
use super::verifier::Verifier;
use crate::code::{Class, Code};
use crate::time::{Clock, Timestamp};

/// The verdict, each check with its outcome, and the trust it rests on.
///
/// ```
/// # use khyber_pass::*;
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let clock = Clock::device(Timestamp::new(1_769_904_000)?);
/// # let root = PinnedRoot::from_bytes(&std::fs::read("examples/data/root.cbor")?)?;
/// # let trust = TrustStore::open(&root, &std::fs::read("examples/data/list.cbor")?, clock)?;
/// let verifier = Verifier::new(trust, Policy::for_service(ServiceCode::ARMS_LICENCE));
/// let (verdict, report) = verifier.report_at(&std::fs::read_to_string("examples/data/adult.txt")?, clock);
/// assert!(verdict.is_err());
/// assert_eq!(report.outcome(Check::Signature), CheckOutcome::Passed);
/// assert_eq!(report.outcome(Check::Purpose), CheckOutcome::Failed(Code::PurposeServiceMissing));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Report {
    class: Class,
    code: Option<Code>,
    codes: Vec<Code>,
    caveats: Vec<Code>,
    checks: Vec<(Check, CheckOutcome)>,
    trust: TrustSnapshot,
    clock: &'static str,
    purpose: u64,
    profile: &'static str,
}

/// The trust data a verdict rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct TrustSnapshot {
    /// The version of the root document.
    pub root_version: u64,
    /// The epoch.
    pub epoch: u64,
    /// The version of the trust list, if there is one.
    pub list_version: Option<u64>,
    /// When the list was issued.
    pub list_issued_at: Option<Timestamp>,
    /// The least age of the list in seconds, by the clock and the signed dates.
    pub list_age_seconds: Option<i64>,
    /// The status list the credential points to, once its key is known to allow that.
    pub status_list: Option<u64>,
    /// The moment that the status data speak of, if they are held.
    pub status_as_of: Option<Timestamp>,
    /// Their least age in seconds, by the clock and the signed dates.
    pub status_age_seconds: Option<i64>,
}

/// One check, in the order in which they are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub enum Check {
    /// The text is a complete copy of one of ours.
    Envelope,
    /// It holds a message of the right form, signed by a known algorithm.
    Message,
    /// There is a trust list.
    List,
    /// The key is on it.
    Key,
    /// The key signed the message.
    Signature,
    /// The claims are in order.
    Claims,
    /// The key may say this: issuer, usage, scope, window, lifetime.
    Scope,
    /// The key is neither revoked nor suspended, the credential not denied.
    KeyState,
    /// The status reference is in order, and the status is known and good.
    Status,
    /// The clock agrees with signed dates.
    Clock,
    /// The list is not too old.
    ListAge,
    /// The credential is in date.
    Dates,
    /// It serves the purpose.
    Purpose,
}

/// What came of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub enum CheckOutcome {
    /// Made, and in order.
    Passed,
    /// Made, not in order or not decided, and accepted: a caveat, or as the profile allows.
    Tolerated(Code),
    /// Made, and not in order or not decided.
    Failed(Code),
    /// Not made, because an earlier one failed, the profile does not ask for it, or the credential points to no
    /// status list.
    NotDone,
}

impl Verifier {
    /// Verifies one text and says everything that was checked.
    pub fn report_at(&self, text: &str, clock: Clock) -> (Result<VerifiedCredential, Rejection>, Report) {
        let verdict = self.verify_at(text, clock);
        let report = Report::of(&verdict, self, clock);
        (verdict, report)
    }
}

impl Report {
    fn of(verdict: &Result<VerifiedCredential, Rejection>, verifier: &Verifier, clock: Clock) -> Self {
        let failed: Vec<Reason> = match verdict {
            Ok(_) => Vec::new(),
            Err(no) => core::iter::once(*no.reason()).chain(no.other_reasons().iter().copied()).collect(),
        };
        let tolerated = verdict.as_ref().map_or_else(Rejection::tolerated, VerifiedCredential::tolerated);
        // Without an authentic credential nothing after the last check that failed was made.
        let authentic = verdict.as_ref().map_or_else(Rejection::authentic, |card| Some(card.authentic()));
        let complete = authentic.is_some();
        let last = failed.iter().map(Check::of).max().filter(|_| !complete);
        let caveats = verdict.as_ref().map_or_else(Rejection::caveats, VerifiedCredential::caveats);
        let doubtful_clock = [Code::ClockBehind, Code::ClockFloorUsed];
        let clock_caveat = caveats.iter().copied().find(|code| doubtful_clock.contains(code));
        let as_of = verifier.policy().judges_as_of();
        let trust = TrustSnapshot::of(verifier, clock, authentic);
        let not_asked = |check| match check {
            Check::Clock | Check::ListAge => as_of,
            Check::Status => complete && trust.status_list.is_none(),
            _ => false,
        };
        let outcome = |check: Check| {
            let here = |reason: &&Reason| Check::of(reason) == check;
            if let Some(reason) = failed.iter().find(here) {
                CheckOutcome::Failed(reason.code())
            } else if let Some(reason) = tolerated.iter().find(here) {
                CheckOutcome::Tolerated(reason.code())
            } else if last.is_some_and(|last| check > last.end_of_step()) || not_asked(check) {
                CheckOutcome::NotDone
            } else if let (Check::Clock, Some(code)) = (check, clock_caveat) {
                CheckOutcome::Tolerated(code)
            } else {
                CheckOutcome::Passed
            }
        };
        let policy = verifier.policy();
        Self {
            class: verdict.as_ref().map_or_else(Rejection::class, |_| Class::Trusted),
            code: failed.first().map(Reason::code),
            codes: failed.iter().map(Reason::code).collect(),
            caveats: caveats.to_vec(),
            checks: Check::ALL.iter().map(|check| (*check, outcome(*check))).collect(),
            trust,
            clock: clock.source(),
            purpose: policy.purpose().number(),
            profile: policy.profile(),
        }
    }

    /// The class of the verdict.
    pub const fn class(&self) -> Class {
        self.class
    }

    /// The primary code of a refusal.
    pub const fn code(&self) -> Option<Code> {
        self.code
    }

    /// The codes of all reasons of a refusal, by precedence.
    pub fn codes(&self) -> &[Code] {
        &self.codes
    }

    /// The caveats of the verdict, a refusal's too.
    pub fn caveats(&self) -> &[Code] {
        &self.caveats
    }

    /// Every check with its outcome, in order.
    pub fn checks(&self) -> &[(Check, CheckOutcome)] {
        &self.checks
    }

    /// The outcome of one check.
    pub fn outcome(&self, check: Check) -> CheckOutcome {
        let found = self.checks.iter().find(|(made, _)| *made == check);
        found.map_or(CheckOutcome::NotDone, |(_, outcome)| *outcome)
    }

    /// The trust data it rests on.
    pub const fn trust(&self) -> &TrustSnapshot {
        &self.trust
    }
}

impl Check {
    /// Every check, in order.
    pub const ALL: &'static [Self] = &[
        Self::Envelope,
        Self::Message,
        Self::List,
        Self::Key,
        Self::Signature,
        Self::Claims,
        Self::Scope,
        Self::KeyState,
        Self::Status,
        Self::Clock,
        Self::ListAge,
        Self::Dates,
        Self::Purpose,
    ];

    /// The check that gives a reason.
    fn of(reason: &Reason) -> Self {
        if let Reason::Time(TimeReason::ServiceNotBegun { .. } | TimeReason::ServiceOver { .. }) = reason {
            return Self::Purpose;
        }
        let code = reason.code();
        let (stage, _) = code.name().split_once('.').unwrap_or((code.name(), ""));
        match (stage, code) {
            (_, Code::CoseSignature) => Self::Signature,
            (_, Code::TrustNoList) => Self::List,
            (_, Code::KeyUnknown | Code::KeyUnknownListOld) => Self::Key,
            (
                _,
                Code::KeyRevoked | Code::KeyBeforeCompromise | Code::KeySuspended | Code::CredentialDenied,
            ) => Self::KeyState,
            (_, Code::PurposeNotACredential) => Self::Envelope,
            (_, Code::ClockContradicted) => Self::Clock,
            ("envelope", _) => Self::Envelope,
            ("cbor" | "cose", _) => Self::Message,
            ("claims", _) => Self::Claims,
            ("key", _) => Self::Scope,
            ("status", _) => Self::Status,
            ("trust", _) => Self::ListAge,
            ("time" | "clock", _) => Self::Dates,
            _ => Self::Purpose,
        }
    }

    /// Scope, state and status are judged together: one of them does not keep the others from being
    /// made.
    fn end_of_step(self) -> Self {
        if (Self::Scope..=Self::Status).contains(&self) { Self::Status } else { self }
    }
}

impl TrustSnapshot {
    fn of(verifier: &Verifier, clock: Clock, authentic: Option<&AuthenticCredential>) -> Self {
        let (root, list) = (verifier.trust().root(), verifier.trust().list());
        let issued_at = list.map(|list| list.issued_at());
        let now = verifier.now(clock);
        let reference = list.zip(authentic).and_then(|(list, authentic)| authentic.status_reference(list));
        let status = reference.and_then(|reference| verifier.status().get(reference, verifier.trust()));
        let as_of = status.map(|status| status.as_of());
        Self {
            root_version: root.version(),
            epoch: root.epoch(),
            list_version: list.map(|list| list.version()),
            list_issued_at: issued_at,
            list_age_seconds: issued_at.map(|issued_at| now.seconds_since(issued_at)),
            status_list: reference.map(|reference| reference.list),
            status_as_of: as_of,
            status_age_seconds: as_of.map(|as_of| now.seconds_since(as_of)),
        }
    }
}

impl core::fmt::Display for Report {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        writeln!(
            f,
            "verdict    {}{}",
            self.class,
            self.code.map(|code| format!(" {code}")).unwrap_or_default()
        )?;
        for (check, outcome) in &self.checks {
            let outcome = match outcome {
                CheckOutcome::Passed => "passed".to_owned(),
                CheckOutcome::Tolerated(code) => format!("tolerated {code}"),
                CheckOutcome::Failed(code) => format!("failed {code}"),
                CheckOutcome::NotDone => "not done".to_owned(),
            };
            writeln!(f, "{:10} {outcome}", format!("{check:?}").to_lowercase())?;
        }
        for caveat in &self.caveats {
            writeln!(f, "caveat     {caveat}")?;
        }
        let list = match (self.trust.list_version, self.trust.list_age_seconds) {
            (Some(version), Some(age)) => format!("list {version}, at least {age} s old"),
            _ => "no list".to_owned(),
        };
        let trust = &self.trust;
        writeln!(f, "trust      root {}, epoch {}, {list}", trust.root_version, trust.epoch)?;
        match (trust.status_list, trust.status_age_seconds) {
            (Some(list), Some(age)) => writeln!(f, "status     list {list}, at least {age} s old")?,
            (Some(list), None) => writeln!(f, "status     list {list}, not held")?,
            (None, _) => {}
        }
        writeln!(f, "clock      {}", self.clock)?;
        writeln!(f, "purpose    {}, profile {}", self.purpose, self.profile)
    }
}
