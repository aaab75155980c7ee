//! Bounds on the present, and comparisons with three answers (§6.2, §6.3).

use super::day::{CivilOffset, Day, day_of};
use super::timestamp::Timestamp;
use crate::limits::SKEW_SECONDS;

/// Bounds on the present: never before `lo`, never after `hi` where there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Interval {
    lo: i64,
    hi: Option<i64>,
    pub(crate) note: ClockNote,
}

/// What was odd about a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ClockNote {
    Good,
    Behind,
    Unknown,
    Contradicted,
}

/// Whether a moment has passed: a three-valued answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Passed {
    Yes,
    No,
    /// Inside the bounds. `bounded` says whether there is an upper bound at all.
    Maybe {
        bounded: bool,
    },
}

impl Interval {
    /// No bounds at all.
    pub(super) const ANY: Self = Self { lo: 0, hi: None, note: ClockNote::Good };

    pub(super) fn around(now: Timestamp, floor: Timestamp) -> Self {
        Self {
            lo: now.seconds().saturating_sub(SKEW_SECONDS).max(floor.seconds()),
            hi: Some(now.seconds().saturating_add(SKEW_SECONDS)),
            note: ClockNote::Good,
        }
    }

    pub(super) fn at(moment: Timestamp) -> Self {
        Self { lo: moment.seconds(), hi: Some(moment.seconds()), note: ClockNote::Good }
    }

    pub(super) fn from(floor: Timestamp, note: ClockNote) -> Self {
        Self { lo: floor.seconds(), hi: None, note }
    }

    /// Has `moment` passed? At the moment itself it has.
    pub(crate) fn passed(self, moment: Timestamp) -> Passed {
        if moment.seconds() <= self.lo {
            Passed::Yes
        } else if self.hi.is_some_and(|hi| moment.seconds() > hi) {
            Passed::No
        } else {
            Passed::Maybe { bounded: self.hi.is_some() }
        }
    }

    /// How many seconds have certainly passed since `moment`.
    pub(crate) fn seconds_since(self, moment: Timestamp) -> i64 {
        self.lo.saturating_sub(moment.seconds()).max(0)
    }

    /// The earliest day it can be.
    pub(crate) fn first_day(self, offset: CivilOffset) -> Day {
        day_of(self.lo, offset)
    }

    /// The latest day it can be, if there is an upper bound.
    pub(crate) fn last_day(self, offset: CivilOffset) -> Option<Day> {
        self.hi.map(|hi| day_of(hi, offset))
    }
}
