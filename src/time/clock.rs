//! What is known of the present (§6.1).

use super::interval::{ClockNote, Interval};
use super::timestamp::Timestamp;
use crate::limits::SKEW_SECONDS;

/// What the caller knows of the present moment (§6.1).
///
/// Most verifiers hold a device whose clock somebody may have set: that is [`Clock::device`].
/// Signed dates give a floor under it. [`Clock::trusted`] promises more than a device can know by
/// itself; [`Clock::unknown`] promises nothing, and only the floor speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock(Reading);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reading {
    Trusted(Timestamp),
    Device(Timestamp),
    Unknown,
}

impl Clock {
    /// A clock the host vouches for: network time, satellite time, a secure element.
    pub const fn trusted(now: Timestamp) -> Self {
        Self(Reading::Trusted(now))
    }

    /// The clock of a phone or a computer, as it is.
    pub const fn device(now: Timestamp) -> Self {
        Self(Reading::Device(now))
    }

    /// No clock at all.
    pub const fn unknown() -> Self {
        Self(Reading::Unknown)
    }

    /// The bounds on the present that this clock and the `floor` from signed data give (§6.2).
    pub(crate) fn interval(self, floor: Timestamp) -> Interval {
        let below = |now: Timestamp| now.seconds() < floor.seconds().saturating_sub(SKEW_SECONDS);
        match self.0 {
            Reading::Trusted(now) if below(now) => Interval::from(floor, ClockNote::Contradicted),
            Reading::Device(now) if below(now) => Interval::from(floor, ClockNote::Behind),
            Reading::Trusted(now) | Reading::Device(now) => Interval::around(now, floor),
            Reading::Unknown => Interval::from(floor, ClockNote::Unknown),
        }
    }

    /// How far the clock is believed: `trusted`, `device` or `unknown`.
    pub const fn source(self) -> &'static str {
        match self.0 {
            Reading::Trusted(_) => "trusted",
            Reading::Device(_) => "device",
            Reading::Unknown => "unknown",
        }
    }

    /// The moment itself, for looking back: no floor is put under it, and no skew around it. An unknown clock
    /// asks about no moment, and nothing is known to have passed by then.
    pub(crate) fn exactly(self) -> Interval {
        match self.0 {
            Reading::Trusted(moment) | Reading::Device(moment) => Interval::at(moment),
            Reading::Unknown => Interval::ANY,
        }
    }

    pub(crate) fn is_device(self) -> bool {
        matches!(self.0, Reading::Device(_))
    }
}

#[cfg(feature = "std")]
impl From<std::time::SystemTime> for Clock {
    /// The clock of a device. One that was never set stands at or before 1970: it is taken as the first
    /// second of the format, so that signed dates speak in its place.
    fn from(now: std::time::SystemTime) -> Self {
        let unset = now <= std::time::UNIX_EPOCH;
        let end = if unset { Timestamp::MIN } else { Timestamp::MAX };
        Self::device(Timestamp::try_from(now).unwrap_or(end))
    }
}
