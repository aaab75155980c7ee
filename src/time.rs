//! Time as an argument: [`Timestamp`], [`Day`], [`Validity`], [`Clock`] (§3.2, §6).
//!
//! Nothing here reads a clock. A moment is integer seconds in UTC; a day is a civil day at a
//! [`CivilOffset`] the caller names; how far a clock is believed is part of the [`Clock`].

use crate::code::Code;
use crate::limits::SKEW_SECONDS;

const LAST_SECOND: i64 = 253_402_300_799;
const LAST_DAY: u32 = 2_932_896;
const SECONDS_PER_DAY: i64 = 86_400;

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

/// A fixed offset from UTC, in minutes, that says where civil days begin and end.
///
/// A parameter and not a constant: Pakistan has kept UTC+5 without summer time since 2009, and
/// could decide otherwise.
///
/// ```
/// # use khyber_pass::{CivilOffset, Timestamp};
/// let evening = Timestamp::new(1_767_225_600 + 20 * 3600)?; // 2026-01-01, 20:00 UTC
/// assert_eq!(evening.day(CivilOffset::PAKISTAN).to_string(), "2026-01-02");
/// # Ok::<(), khyber_pass::TimeError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CivilOffset(i16);

impl CivilOffset {
    /// UTC.
    pub const UTC: Self = Self(0);
    /// UTC+5, the civil time of Pakistan.
    pub const PAKISTAN: Self = Self(300);

    /// Takes minutes east of UTC.
    ///
    /// # Errors
    /// [`TimeError::Offset`] outside -14 h to +14 h.
    pub const fn minutes(minutes: i16) -> Result<Self, TimeError> {
        if minutes >= -840 && minutes <= 840 {
            Ok(Self(minutes))
        } else {
            Err(TimeError::Offset { found: minutes })
        }
    }
}

/// A calendar day, counted from 1970-01-01 (day 0) to 9999-12-31 (day 2932896).
///
/// ```
/// # use khyber_pass::Day;
/// assert_eq!(Day::new(22_279)?, Day::from_ymd(2030, 12, 31)?);
/// assert!(Day::from_ymd(2026, 2, 31).is_err());
/// # Ok::<(), khyber_pass::TimeError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Day(u32);

impl Day {
    /// Takes days since 1970-01-01.
    ///
    /// # Errors
    /// [`TimeError::Day`] beyond 9999-12-31.
    pub const fn new(days: u32) -> Result<Self, TimeError> {
        if days <= LAST_DAY { Ok(Self(days)) } else { Err(TimeError::Day { found: days }) }
    }

    /// Takes a date of the Gregorian calendar.
    ///
    /// # Errors
    /// [`TimeError::Calendar`] when there is no such day, or it lies before 1970 or after 9999.
    pub fn from_ymd(year: u16, month: u8, day: u8) -> Result<Self, TimeError> {
        let wrong = TimeError::Calendar { year, month, day };
        let month = time::Month::try_from(month).map_err(|_| wrong)?;
        let date = time::Date::from_calendar_date(i32::from(year), month, day).map_err(|_| wrong)?;
        let days = date.to_julian_day().checked_sub(EPOCH_JULIAN_DAY).ok_or(wrong)?;
        u32::try_from(days).ok().and_then(|d| Self::new(d).ok()).ok_or(wrong)
    }

    /// Days since 1970-01-01.
    pub const fn number(self) -> u32 {
        self.0
    }

    /// Year, month and day of the Gregorian calendar.
    pub fn ymd(self) -> (u16, u8, u8) {
        let julian = i32::try_from(self.0).unwrap_or(0).saturating_add(EPOCH_JULIAN_DAY);
        match time::Date::from_julian_day(julian) {
            Ok(d) => (u16::try_from(d.year()).unwrap_or(9999), u8::from(d.month()), d.day()),
            Err(_) => (9999, 12, 31), // not reached: `new` bounds the number
        }
    }
}

impl core::fmt::Display for Day {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let (y, m, d) = self.ymd();
        write!(f, "{y:04}-{m:02}-{d:02}")
    }
}

const EPOCH_JULIAN_DAY: i32 = 2_440_588;

/// From when to when a credential holds: issued, perhaps not before, expires (§3.2).
///
/// ```
/// # use khyber_pass::{Timestamp, Validity};
/// let now = Timestamp::new(1_767_225_600)?;
/// let year = Validity::days_from(now, 365)?;
/// assert_eq!(year.expires_at().to_string(), "2027-01-01T00:00:00Z");
/// assert!(Validity::new(now, now).is_err());
/// # Ok::<(), khyber_pass::TimeError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Validity {
    issued_at: Timestamp,
    not_before: Option<Timestamp>,
    expires_at: Timestamp,
}

impl Validity {
    /// Issued at one moment, expiring at a later one. At the moment of expiry itself the credential
    /// has expired (RFC 8392 §3.1.4).
    ///
    /// # Errors
    /// [`TimeError::Order`] unless `expires_at` is after `issued_at`.
    pub fn new(issued_at: Timestamp, expires_at: Timestamp) -> Result<Self, TimeError> {
        if expires_at <= issued_at {
            return Err(TimeError::Order);
        }
        Ok(Self { issued_at, not_before: None, expires_at })
    }

    /// Issued at `issued_at`, for `days` times 86,400 seconds.
    ///
    /// # Errors
    /// [`TimeError::Order`] for zero days; [`TimeError::Range`] beyond the year 9999.
    pub fn days_from(issued_at: Timestamp, days: u32) -> Result<Self, TimeError> {
        Self::new(issued_at, issued_at.plus_days(days)?)
    }

    /// The same, but not to be accepted before `not_before`.
    ///
    /// # Errors
    /// [`TimeError::Order`] unless `not_before` is before the expiry.
    pub fn with_not_before(self, not_before: Timestamp) -> Result<Self, TimeError> {
        if not_before >= self.expires_at {
            return Err(TimeError::Order);
        }
        Ok(Self { not_before: Some(not_before), ..self })
    }

    /// When it was issued (`iat`).
    pub const fn issued_at(self) -> Timestamp {
        self.issued_at
    }

    /// Before when it must not be accepted (`nbf`), if that was said.
    pub const fn not_before(self) -> Option<Timestamp> {
        self.not_before
    }

    /// When it expires (`exp`).
    pub const fn expires_at(self) -> Timestamp {
        self.expires_at
    }

    /// Seconds from issue to expiry.
    pub const fn lifetime_seconds(self) -> i64 {
        self.expires_at.0.saturating_sub(self.issued_at.0)
    }
}

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
        let floor = floor.0;
        let below = |now: i64| now < floor.saturating_sub(SKEW_SECONDS);
        match self.0 {
            Reading::Trusted(Timestamp(now)) if below(now) => Interval::from(floor, ClockNote::Contradicted),
            Reading::Device(Timestamp(now)) if below(now) => Interval::from(floor, ClockNote::Behind),
            Reading::Trusted(Timestamp(now)) | Reading::Device(Timestamp(now)) => {
                Interval::around(now, floor)
            }
            Reading::Unknown => Interval::from(floor, ClockNote::Unknown),
        }
    }

    pub(crate) fn is_device(self) -> bool {
        matches!(self.0, Reading::Device(_))
    }
}

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
    fn around(now: i64, floor: i64) -> Self {
        Self {
            lo: now.saturating_sub(SKEW_SECONDS).max(floor),
            hi: Some(now.saturating_add(SKEW_SECONDS)),
            note: ClockNote::Good,
        }
    }

    fn from(floor: i64, note: ClockNote) -> Self {
        Self { lo: floor, hi: None, note }
    }

    /// Has `moment` passed? At the moment itself it has.
    pub(crate) fn passed(self, moment: Timestamp) -> Passed {
        if moment.0 <= self.lo {
            Passed::Yes
        } else if self.hi.is_some_and(|hi| moment.0 > hi) {
            Passed::No
        } else {
            Passed::Maybe { bounded: self.hi.is_some() }
        }
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

fn day_of(seconds: i64, offset: CivilOffset) -> Day {
    let local = seconds.saturating_add(i64::from(offset.0).saturating_mul(60));
    let days = local.div_euclid(SECONDS_PER_DAY).clamp(0, i64::from(LAST_DAY));
    Day(u32::try_from(days).unwrap_or(LAST_DAY))
}

/// What was wrong with a moment, a day or a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TimeError {
    /// Seconds outside the range of the format.
    #[error("{found} is outside 1 to 253402300799 seconds")]
    Range {
        /// The seconds that were given.
        found: i64,
    },
    /// A day number beyond 9999-12-31.
    #[error("day {found} is beyond 2932896 (9999-12-31)")]
    Day {
        /// The day number that was given.
        found: u32,
    },
    /// No such day in the calendar, or one before 1970.
    #[error("{year:04}-{month:02}-{day:02} is not a day between 1970-01-01 and 9999-12-31")]
    Calendar {
        /// The year that was given.
        year: u16,
        /// The month that was given.
        month: u8,
        /// The day of the month that was given.
        day: u8,
    },
    /// An end that is not after its beginning.
    #[error("the end must come after the beginning")]
    Order,
    /// An offset of more than 14 hours.
    #[error("{found} minutes is outside -840 to 840")]
    Offset {
        /// The minutes that were given.
        found: i16,
    },
}

impl TimeError {
    /// The stable code.
    pub const fn code(&self) -> Code {
        match self {
            Self::Range { .. } | Self::Day { .. } | Self::Offset { .. } => Code::TimeRange,
            Self::Calendar { .. } => Code::DateCalendar,
            Self::Order => Code::TimeOrder,
        }
    }
}
