//! What was wrong with a moment, a day or a span.

use crate::code::Code;

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
