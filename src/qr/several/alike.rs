//! The parts of a text as symbols of one size.

use crate::multipart::{Parts, Recovery, split};
use crate::qr::draw::{capacity, smallest_version};
use crate::qr::{Level, QrError, SIMPLE_READERS, Symbol};

/// Splits a text into as few parts as symbols hold that simple readers read, or into sixteen larger ones; with one more
/// that repairs, if there are several.
pub(super) fn parts(text: &str, largest: u8) -> Result<Vec<String>, QrError> {
    let mut refused = QrError::Space { found: text.len(), limit: 0 };
    for version in SIMPLE_READERS.min(largest)..=largest {
        let most = Parts::MaxChars(capacity(version, LEVEL));
        match split(text, most, Recovery::None) {
            Ok(parts) if parts.len() == 1 => return Ok(parts),
            Ok(_) => return Ok(split(text, most, Recovery::ParityPart)?),
            Err(error) => refused = error.into(),
        }
        // Only more room helps, and only against this.
        if !matches!(refused, QrError::Multipart(crate::multipart::MultipartError::TooShort { .. })) {
            break;
        }
    }
    Err(refused)
}

/// Draws them all in the version that the longest needs.
pub(super) fn symbols(parts: &[String]) -> Result<Vec<Symbol>, QrError> {
    let longest = parts.iter().map(String::len).max().unwrap_or(0);
    let too_long = QrError::TooLong { found: longest, limit: capacity(u8::MAX, LEVEL) };
    let version = smallest_version(longest, LEVEL, u8::MAX).ok_or(too_long)?;
    parts.iter().map(|part| Symbol::at_version(part, version, LEVEL)).collect()
}

/// How many different ones of so many symbols are needed.
pub(super) fn needed(symbols: usize) -> usize {
    if symbols > 1 { symbols.saturating_sub(1) } else { symbols }
}

/// What stands beside a symbol: its number, or P for the one that repairs, and how many are needed.
pub(super) fn label(at: usize, symbols: usize) -> String {
    match needed(symbols) {
        needed if at == needed => format!("P/{needed}"),
        needed => format!("{}/{needed}", at.saturating_add(1)),
    }
}

/// The level of all parts.
pub(super) const LEVEL: Level = Level::M;
