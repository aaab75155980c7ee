//! Civil days, and where they begin and end (§3.2).

use super::error::TimeError;

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

pub(super) fn day_of(seconds: i64, offset: CivilOffset) -> Day {
    let local = seconds.saturating_add(i64::from(offset.0).saturating_mul(60));
    let days = local.div_euclid(SECONDS_PER_DAY).clamp(0, i64::from(LAST_DAY));
    Day(u32::try_from(days).unwrap_or(LAST_DAY))
}

const LAST_DAY: u32 = 2_932_896;
pub(super) const SECONDS_PER_DAY: i64 = 86_400;
