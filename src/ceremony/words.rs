//! How facts of trust documents are written in words, both ways.

use crate::hex::Hex;
use crate::registry::trust as bits;
use crate::text::SafeText;
use crate::time::{Day, Timestamp};
use crate::trust::Usage;
use core::fmt::Write;

/// `2026-01-01` for its first second in UTC, or `2026-01-01T00:00:00Z`.
pub(super) fn read_time(text: &str) -> Option<Timestamp> {
    let (day, clock) = match text.split_once('T') {
        Some((day, clock)) => (day, clock.strip_suffix('Z')?),
        None => (text, "00:00:00"),
    };
    let [year, month, day] = numbers(day, '-', [4, 2, 2])?;
    let [hour, minute, second] = numbers(clock, ':', [2, 2, 2])?;
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let day = Day::from_ymd(year, month.try_into().ok()?, day.try_into().ok()?).ok()?;
    let minutes = i64::from(hour).saturating_mul(60).saturating_add(minute.into());
    let seconds = minutes.saturating_mul(60).saturating_add(second.into());
    Timestamp::new(i64::from(day.number()).saturating_mul(86_400).saturating_add(seconds)).ok()
}

pub(super) fn time(time: Timestamp) -> String {
    let text = time.to_string();
    text.strip_suffix("T00:00:00Z").map_or(text.clone(), str::to_owned)
}

fn numbers(text: &str, separator: char, widths: [usize; 3]) -> Option<[u16; 3]> {
    let mut parts = text.split(separator);
    let mut numbers = [0; 3];
    for (number, width) in numbers.iter_mut().zip(widths) {
        let digits = parts.next()?;
        let plain = digits.len() == width && digits.bytes().all(|byte| byte.is_ascii_digit());
        *number = plain.then(|| digits.parse().ok())??;
    }
    parts.next().is_none().then_some(numbers)
}

pub(super) fn hex(bytes: &[u8]) -> String {
    Hex(bytes).to_string()
}

pub(super) fn read_hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digit = |c: char| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let digits: Vec<u8> = text.chars().map(digit).collect::<Option<_>>()?;
    let byte = |pair: &[u8]| match pair {
        [high, low] => Some(high.saturating_mul(16).saturating_add(*low)),
        _ => None,
    };
    let bytes: Vec<u8> = digits.chunks(2).map(byte).collect::<Option<_>>()?;
    bytes.try_into().ok()
}

/// `7`, or `24-31` with both ends.
pub(super) fn range((first, last): (u16, u16)) -> String {
    if first == last { first.to_string() } else { format!("{first}-{last}") }
}

/// A range in any order of its ends; the caller says what is wrong with a backward one.
pub(super) fn read_range(text: &str) -> Option<(u16, u16)> {
    let number = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok());
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    Some((number(first)??, number(last)??))
}

/// Each usage by its word.
pub(super) const USAGES: &[(&str, u64)] = &[
    ("credentials", bits::USAGE_CREDENTIAL),
    ("status-lists", bits::USAGE_STATUS),
    ("deltas", bits::USAGE_DELTA),
    ("assertions", bits::USAGE_ASSERT),
    ("specimen", bits::USAGE_SPECIMEN),
];

pub(super) fn usages(usage: Usage) -> impl Iterator<Item = &'static str> {
    USAGES.iter().filter(move |(_, bit)| usage.bits() & bit != 0).map(|(word, _)| *word)
}

/// A text in a line that people compare: quotation marks set it apart from words of ours, escapes keep
/// different texts different, and isolates keep its direction to itself.
pub(super) fn shown(text: &str) -> String {
    SafeText::new(&quoted(text)).to_string()
}

/// A basic string of TOML. Whatever could disturb the line or its direction is escaped.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if steers(c) => {
                // Writing into a `String` cannot fail.
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// None of them is above U+FFFF, so that four digits are enough.
fn steers(c: char) -> bool {
    let marks = '\u{200B}'..='\u{200F}';
    let direction = ('\u{2028}'..='\u{202E}').contains(&c) || ('\u{2060}'..='\u{2069}').contains(&c);
    c.is_control() || c == '\u{061C}' || c == '\u{FEFF}' || marks.contains(&c) || direction
}
