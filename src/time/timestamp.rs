//! Moments in integer seconds (§3.2).

use super::day::{CivilOffset, Day, SECONDS_PER_DAY, day_of};
use super::error::TimeError;

/// Integer seconds since 1970-01-01T00:00:00Z, from 1 to 253402300799 (the end of the year 9999).
///
/// ```
/// # use khyber_pass::Timestamp;
/// let t = Timestamp::new(1_767_225_600)?;
/// assert_eq!(t.to_string(), "2026-01-01T00:00:00Z");
/// assert!(Timestamp::new(0).is_err());
/// # Ok::<(), khyber_pass::TimeError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Timestamp(i64);

impl Timestamp {
    /// The first second of the format, 1970-01-01T00:00:01Z.
    pub const MIN: Self = Self(1);
    /// The last second of the format, 9999-12-31T23:59:59Z.
    pub const MAX: Self = Self(LAST_SECOND);

    /// Takes seconds since 1970-01-01T00:00:00Z.
    ///
    /// # Errors
    /// [`TimeError::Range`] outside 1 to 253402300799.
    pub const fn new(seconds: i64) -> Result<Self, TimeError> {
        if seconds >= 1 && seconds <= LAST_SECOND {
            Ok(Self(seconds))
        } else {
            Err(TimeError::Range { found: seconds })
        }
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    pub const fn seconds(self) -> i64 {
        self.0
    }

    /// The moment `days` times 86,400 seconds later.
    ///
    /// # Errors
    /// [`TimeError::Range`] when that lies beyond the year 9999.
    pub fn plus_days(self, days: u32) -> Result<Self, TimeError> {
        Self::new(self.0.saturating_add(i64::from(days).saturating_mul(SECONDS_PER_DAY)))
    }

    /// The civil day of this moment at `offset`.
    pub fn day(self, offset: CivilOffset) -> Day {
        day_of(self.0, offset)
    }
}

impl core::fmt::Display for Timestamp {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match time::UtcDateTime::from_unix_timestamp(self.0) {
            Ok(t) => write!(
                f,
                "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z",
                t.year(),
                u8::from(t.month()),
                t.day(),
                t.hour(),
                t.minute(),
                t.second()
            ),
            Err(_) => write!(f, "{} s", self.0),
        }
    }
}

#[cfg(feature = "std")]
impl TryFrom<std::time::SystemTime> for Timestamp {
    type Error = TimeError;

    /// Cuts a platform time to whole seconds. Reads no clock by itself.
    fn try_from(time: std::time::SystemTime) -> Result<Self, TimeError> {
        let seconds = time
            .duration_since(std::time::UNIX_EPOCH)
            .map_or(0, |d| i64::try_from(d.as_secs()).unwrap_or(i64::MAX));
        Self::new(seconds)
    }
}

const LAST_SECOND: i64 = 253_402_300_799;
