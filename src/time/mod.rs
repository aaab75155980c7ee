//! Time as an argument: moments, days, spans, clocks (§3.2, §6).
//!
//! Nothing here reads a clock. A moment is integer seconds in UTC; a day is a civil day at an offset the
//! caller names; how far a clock is believed is part of the clock.

mod clock;
mod day;
mod error;
mod interval;
mod timestamp;
mod validity;

pub use clock::Clock;
pub use day::{CivilOffset, Day};
pub use error::TimeError;
pub use timestamp::Timestamp;
pub use validity::Validity;

pub(crate) use interval::{ClockNote, Interval, Passed};
