//! Dates of birth, of which the day and the month may be unknown (§3.3).

use super::error::PersonError;
use crate::text::ascii_digits;
use crate::time::Day;

/// A date of birth: a year, perhaps a month, perhaps a day. Nothing is ever invented.
///
/// ```
/// use khyber_pass::{Answer, BirthDate, Day};
/// let only_a_year = BirthDate::parse("1948")?;
/// assert_eq!(only_a_year.to_string(), "1948");
/// let day = Day::from_ymd(2026, 6, 1)?;
/// assert_eq!(only_a_year.age_at_least(77, day), Answer::Yes);
/// assert_eq!(only_a_year.age_at_least(78, day), Answer::Unknown);
/// assert_eq!(only_a_year.age_at_least(79, day), Answer::No);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct BirthDate {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
}

/// An answer that may be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub enum Answer {
    /// Certainly.
    Yes,
    /// Certainly not.
    No,
    /// The date is too vague to tell.
    Unknown,
}

impl BirthDate {
    /// Reads `YYYY-MM-DD`, `YYYYMMDD`, `YYYY-MM`, `YYYY` or eight digits with `00` for an unknown
    /// month or day. Urdu and Arabic digits are read like ASCII.
    ///
    /// # Errors
    /// [`PersonError::DateFormat`], [`PersonError::DateCalendar`], or [`PersonError::DateRange`]
    /// before 1900.
    pub fn parse(raw: &str) -> Result<Self, PersonError> {
        let folded = ascii_digits(raw.trim());
        let parts: Vec<&str> = folded.split('-').collect();
        let widths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
        let digits = match widths.as_slice() {
            [8] | [4, 2, 2] => parts.concat(),
            [4, 2] => format!("{}00", parts.concat()),
            [4] => format!("{folded}0000"),
            _ => return Err(PersonError::DateFormat),
        };
        Self::checked(&digits)?.not_before_1900()
    }

    /// Reads `DD/MM/YYYY` or `DD-MM-YYYY`, for registers that are known to write days first.
    ///
    /// # Errors
    /// As [`BirthDate::parse`].
    pub fn parse_day_first(raw: &str) -> Result<Self, PersonError> {
        let folded = ascii_digits(raw.trim());
        let parts: Vec<&str> = folded.split(['/', '-']).collect();
        match parts.as_slice() {
            [day, month, year] if (day.len(), month.len(), year.len()) == (2, 2, 4) => {
                Self::checked(&[*year, *month, *day].concat())?.not_before_1900()
            }
            _ => Err(PersonError::DateFormat),
        }
    }

    /// Keeps a date as it was signed: eight digits of a day in the calendar.
    pub(crate) fn as_signed(digits: &str) -> Option<Self> {
        Self::checked(digits).ok()
    }

    /// The eight digits that are signed.
    pub(crate) fn to_signed(self) -> String {
        format!("{:04}{:02}{:02}", self.year, self.month.unwrap_or(0), self.day.unwrap_or(0))
    }

    /// The year.
    pub const fn year(self) -> u16 {
        self.year
    }

    /// The month, if it is known.
    pub const fn month(self) -> Option<u8> {
        self.month
    }

    /// The day of the month, if it is known.
    pub const fn day(self) -> Option<u8> {
        self.day
    }

    /// Has this person completed `years` years of life on `day`? Somebody born on 29 February
    /// completes a year on 1 March of a common year.
    pub fn age_at_least(self, years: u16, day: Day) -> Answer {
        let (year, month, day) = day.ymd();
        let today = (u32::from(year), month, day);
        let reached = |(y, m, d): (u16, u8, u8)| today >= (u32::from(y).saturating_add(years.into()), m, d);
        match (reached(self.latest()), reached(self.earliest())) {
            (true, _) => Answer::Yes,
            (false, false) => Answer::No,
            (false, true) => Answer::Unknown,
        }
    }

    /// Is the whole of the possible range after `day`?
    pub(crate) fn is_after(self, day: Day) -> bool {
        self.earliest() > day.ymd()
    }

    fn earliest(self) -> (u16, u8, u8) {
        (self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    fn latest(self) -> (u16, u8, u8) {
        let month = self.month.unwrap_or(12);
        (self.year, month, self.day.unwrap_or_else(|| days_in(self.year, month)))
    }

    fn checked(digits: &str) -> Result<Self, PersonError> {
        let all_digits = digits.len() == 8 && digits.bytes().all(|b| b.is_ascii_digit());
        let number = |range| digits.get(range).and_then(|part: &str| part.parse::<u16>().ok());
        let (Some(year), Some(month), Some(day), true) =
            (number(0..4), number(4..6), number(6..8), all_digits)
        else {
            return Err(PersonError::DateFormat);
        };
        let part = |n: u16| u8::try_from(n).ok().filter(|n| *n != 0);
        let date = Self { year, month: part(month), day: part(day) };
        let (y, m, d) = date.latest();
        let in_calendar = (1..=days_in(y, m)).contains(&d) && year != 0;
        let day_without_month = date.month.is_none() && date.day.is_some();
        if in_calendar && !day_without_month { Ok(date) } else { Err(PersonError::DateCalendar) }
    }

    fn not_before_1900(self) -> Result<Self, PersonError> {
        if self.year < 1900 { Err(PersonError::DateRange) } else { Ok(self) }
    }
}

/// Days in a month of the Gregorian calendar; 0 for a month that does not exist.
fn days_in(year: u16, month: u8) -> u8 {
    time::Month::try_from(month).map_or(0, |month| month.length(i32::from(year)))
}

impl core::fmt::Display for BirthDate {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{:04}", self.year)?;
        self.month.map_or(Ok(()), |month| write!(f, "-{month:02}"))?;
        self.day.map_or(Ok(()), |day| write!(f, "-{day:02}"))
    }
}

impl core::fmt::Debug for BirthDate {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("BirthDate")
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for BirthDate {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_known_forms_only() {
        let read = |raw: &str| BirthDate::parse(raw).map(BirthDate::to_signed);
        let written = |digits: &str| Ok(digits.to_owned());
        assert_eq!(read("1990-03-15"), written("19900315"));
        assert_eq!(read("۱۹۹۰۰۳۱۵"), written("19900315"));
        assert_eq!(read("1948"), written("19480000"));
        assert_eq!(read("1979-12"), written("19791200"));
        assert_eq!(read("19791200"), written("19791200"));
        assert_eq!(read("2020-02-29"), written("20200229"));
        for raw in ["2026-02-31", "2021-02-29", "1990-13-01", "1990-00-05", "0000-01-01"] {
            assert_eq!(read(raw), Err(PersonError::DateCalendar), "{raw}");
        }
        for raw in ["", "90", "15/03/1990", "1990-3-15", "199003", "1990-03-15x", "abcd", "+990"] {
            assert_eq!(read(raw), Err(PersonError::DateFormat), "{raw}");
        }
        assert_eq!(read("1899-12-31"), Err(PersonError::DateRange));
        assert_eq!(BirthDate::parse_day_first("01/02/2001").map(BirthDate::to_signed), written("20010201"));
        assert_eq!(BirthDate::parse_day_first("2001-02-01"), Err(PersonError::DateFormat));
    }

    #[test]
    fn what_is_not_known_is_not_given() {
        let parts = |raw: &str| {
            let date = BirthDate::parse(raw).unwrap();
            (date.year(), date.month(), date.day())
        };
        assert_eq!(parts("1990-03-15"), (1990, Some(3), Some(15)));
        assert_eq!(parts("1990-03"), (1990, Some(3), None));
        assert_eq!(parts("1990"), (1990, None, None));
    }

    #[test]
    fn age_has_three_answers() {
        let born = |raw| BirthDate::parse(raw).unwrap();
        let day = |y, m, d| Day::from_ymd(y, m, d).unwrap();
        let rows = [
            ("2008-11-24", day(2026, 11, 23), Answer::No),
            ("2008-11-24", day(2026, 11, 24), Answer::Yes),
            ("2008-11", day(2026, 10, 31), Answer::No),
            ("2008-11", day(2026, 11, 24), Answer::Unknown),
            ("2008-11", day(2026, 11, 30), Answer::Yes),
            ("2008", day(2026, 1, 1), Answer::Unknown),
            ("2008", day(2026, 12, 31), Answer::Yes),
            ("2008-02-29", day(2026, 2, 28), Answer::No),
            ("2008-02-29", day(2026, 3, 1), Answer::Yes),
        ];
        for (raw, on, expected) in rows {
            assert_eq!(born(raw).age_at_least(18, on), expected, "{raw} on {on}");
        }
        assert_eq!(born("1990").age_at_least(u16::MAX, day(9999, 12, 31)), Answer::No);
    }
}
