//! The checks of the third step, each on its own (§5.7, §5.8, §5.12, §6.3).

use super::policy::Policy;
use super::reason::{PurposeReason, Reason, TimeReason};
use crate::claims::{ClaimSet, Entitlement, EntitlementState, StatusReference};
use crate::code::Code;
use crate::registry::services::ServiceCode;
use crate::registry::status::Status;
use crate::status::{HeldStatus, StatusStore};
use crate::time::{Clock, ClockNote, Interval, Passed, Timestamp, Validity};
use crate::trust::{StatusReason, TrustList, TrustStore};

/// What is found on the way to a verdict.
pub(super) struct Judgement<'a> {
    list: &'a TrustList,
    policy: &'a Policy,
    now: Interval,
    floor: Timestamp,
    is_device: bool,
    refusals: Vec<Reason>,
    tolerated: Vec<Reason>,
    caveats: Vec<Code>,
}

impl<'a> Judgement<'a> {
    pub(super) fn begin(
        trust: &TrustStore,
        status: &StatusStore,
        list: &'a TrustList,
        policy: &'a Policy,
        clock: Clock,
    ) -> Self {
        let floor = floor(trust, status);
        let now = if policy.judges_as_of() { clock.exactly() } else { clock.interval(floor) };
        let is_device = clock.is_device();
        let (refusals, tolerated, caveats) = (Vec::new(), Vec::new(), Vec::new());
        Self { list, policy, now, floor, is_device, refusals, tolerated, caveats }
    }

    /// What refuses, what was tolerated, and the caveats.
    pub(super) fn end(mut self) -> (Vec<Reason>, Vec<Reason>, Vec<Code>) {
        self.caveats.sort_unstable();
        self.caveats.dedup();
        (self.refusals, self.tolerated, self.caveats)
    }

    pub(super) fn judge_clock(&mut self) {
        match self.now.note {
            ClockNote::Good => {}
            ClockNote::Behind => self.caveats.push(Code::ClockBehind),
            ClockNote::Unknown => self.caveats.push(Code::ClockFloorUsed),
            ClockNote::Contradicted => self.refuse(TimeReason::ClockContradicted { floor: self.floor }),
        }
    }

    /// The dates of the list, and its age as the profile allows it.
    pub(super) fn judge_list(&mut self) {
        if self.policy.judges_as_of() {
            self.caveats.push(Code::PolicyAsOf);
            return;
        }
        let (issued_at, expires_at) = (self.list.issued_at(), self.list.expires_at());
        let frozen = TimeReason::ListFrozen { issued_at };
        let stale = self.judge_age(issued_at, Some(self.list.refresh_by()), frozen);
        if self.has_passed(expires_at) {
            let reason = TimeReason::ListExpired { at: expires_at };
            if self.has_passed(self.policy.list_grace(expires_at)) {
                self.refusals.push(reason.into());
            } else {
                self.refuse(reason);
            }
        }
        self.note(Code::TrustListStale, stale);
    }

    pub(super) fn judge_dates(&mut self, validity: Validity) {
        let (exp, iat) = (validity.expires_at(), validity.issued_at());
        match self.now.passed(exp) {
            Passed::Yes if self.is_beyond_the_list() && self.floor < exp => {
                self.refuse(TimeReason::ClockAheadOrTrustOld { at: exp })
            }
            Passed::Yes => self.refuse(TimeReason::Expired { at: exp }),
            passed => self.must_not_be_vague(passed, exp),
        }
        match self.now.passed(iat) {
            Passed::No if self.is_device => self.refuse(TimeReason::ClockOrCredential { at: iat }),
            Passed::No => self.refuse(TimeReason::IssuedInFuture { at: iat }),
            passed => self.must_not_be_vague(passed, iat),
        }
        if let Some(nbf) = validity.not_before() {
            match self.now.passed(nbf) {
                Passed::No => self.refuse(TimeReason::NotYetValid { at: nbf }),
                passed => self.must_not_be_vague(passed, nbf),
            }
        }
    }

    /// What the status list says of the credential, and how old that is.
    pub(super) fn judge_status(&mut self, reference: Option<StatusReference>, known: Option<HeldStatus>) {
        let Some(StatusReference { list, .. }) = reference else { return };
        let Some(known) = known else { return self.refuse(StatusReason::Missing { list }) };
        match known.status() {
            Some(Status::Valid) => {}
            Some(Status::Revoked) => self.refuse(StatusReason::Revoked),
            Some(Status::Suspended) => self.refuse(StatusReason::Suspended),
            None => self.refuse(StatusReason::UnknownValue { found: known.value() }),
        }
        if self.policy.judges_as_of() {
            return;
        }
        let (as_of, at) = (known.as_of(), known.expires_at());
        let aged = self.judge_age(as_of, known.refresh_by(), StatusReason::Stale { as_of });
        if self.has_passed(at) {
            self.refuse(StatusReason::Expired { at });
        }
        self.note(Code::StatusAged, aged);
    }

    /// Finds the entitlement that serves the purpose; one active one is enough.
    pub(super) fn judge_purpose(&mut self, claims: &ClaimSet) -> Option<usize> {
        let service = self.policy.purpose();
        if service == ServiceCode::IDENTITY {
            if claims.identity.is_none() {
                self.refuse(PurposeReason::IdentityMissing);
            }
            return None;
        }
        let offset = self.policy.civil_time();
        let (first_day, last_day) = (self.now.first_day(offset), self.now.last_day(offset));
        let mut best: Option<&Entitlement> = None;
        for (place, entitlement) in claims.entitlements.iter().enumerate() {
            if entitlement.service() != service {
                continue;
            }
            let early = entitlement.state_on(first_day);
            let late = last_day.map_or(early, |day| entitlement.state_on(day));
            if early == EntitlementState::Active || late == EntitlementState::Active {
                self.note(Code::ClockSkew, early != late);
                return Some(place);
            }
            best = best.or(Some(entitlement));
        }
        let Some(entitlement) = best else {
            self.refuse(PurposeReason::ServiceMissing { service });
            return None;
        };
        let state = entitlement.state_on(first_day);
        let by_floor = entitlement.state_on(self.floor.day(offset));
        if state == EntitlementState::NotYet && last_day.is_none() {
            // It may have begun: that is a question to the clock. No profile accepts it, because
            // nothing that is known says that it is in force.
            self.refusals.push(TimeReason::ServiceNotBegun { service }.into());
        } else if state == EntitlementState::Expired && by_floor != state && self.is_beyond_the_list() {
            self.refuse(TimeReason::ServiceOver { service });
        } else {
            self.refuse(PurposeReason::NotActive { service, state });
        }
        None
    }

    /// A device clock says that the list has expired. Either it is ahead, or the device has had no news
    /// for months: what only such a clock says is not certain.
    fn is_beyond_the_list(&self) -> bool {
        let expired = self.has_passed(self.list.expires_at());
        self.is_device && expired && !self.policy.judges_as_of()
    }

    /// Refuses what is older than the profile allows. Says whether a newer one should be looked for.
    fn judge_age(
        &mut self,
        date: Timestamp,
        refresh_by: Option<Timestamp>,
        too_old: impl Into<Reason>,
    ) -> bool {
        let mut aged = refresh_by.is_some_and(|at| self.has_passed(at));
        if let Some((soft, hard)) = self.policy.ages_from(date) {
            aged |= self.has_passed(soft);
            if self.has_passed(hard) {
                self.refuse(too_old);
            }
        }
        aged
    }

    fn has_passed(&self, at: Timestamp) -> bool {
        self.now.passed(at) == Passed::Yes
    }

    /// What an earlier step could not decide.
    pub(super) fn doubt(&mut self, doubts: &[Reason]) {
        doubts.iter().for_each(|doubt| self.refuse(*doubt));
    }

    pub(super) fn note(&mut self, caveat: Code, holds: bool) {
        self.caveats.extend(holds.then_some(caveat));
    }

    fn must_not_be_vague(&mut self, passed: Passed, at: Timestamp) {
        match passed {
            Passed::Yes | Passed::No => {}
            Passed::Maybe { bounded: true } => self.caveats.push(Code::ClockSkew),
            Passed::Maybe { bounded: false } => self.refuse(TimeReason::ClockUnknown { at }),
        }
    }

    /// Refuses, unless the profile tolerates this code. Only Undecided codes can be tolerated.
    fn refuse(&mut self, reason: impl Into<Reason>) {
        let reason = reason.into();
        if self.policy.tolerates(reason.code()) {
            self.tolerated.push(reason);
            self.caveats.push(Code::PolicyAccepted);
        } else {
            self.refusals.push(reason);
        }
    }
}

/// A moment that has certainly passed, from everything that is held (§6.2).
pub(super) fn floor(trust: &TrustStore, status: &StatusStore) -> Timestamp {
    trust.floor().max(status.floor(trust).unwrap_or(Timestamp::MIN))
}
