//! Cutting a text into parts.

use super::error::MultipartError;
use super::part::{Chunk, Group, Part, bounded, chunk_length, in_range};
use crate::limits::{PARTS, TEXT_CHARS, WHOLE_CHARS};

/// Into how many parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parts {
    /// Into this many, from 1 to [`PARTS`].
    Count(usize),
    /// Into as few as possible, each of at most this many characters, head included.
    MaxChars(usize),
}

/// What to do about a part that will be lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recovery {
    /// Nothing: every part is needed.
    None,
    /// Write one part more, which can stand in for any one of the others.
    ParityPart,
}

/// Cuts a text into parts, one for each QR symbol. The part that repairs comes last.
///
/// # Errors
/// - [`MultipartError::Empty`] and [`MultipartError::Character`] for a text that is no text of
///   ours.
/// - [`MultipartError::Count`] for another number of parts than 1 to [`PARTS`].
/// - [`MultipartError::TooShort`] when parts of [`Parts::MaxChars`] would be more than that.
/// - [`MultipartError::TooLong`] for a text above [`WHOLE_CHARS`], or for parts that one symbol does
///   not hold ([`TEXT_CHARS`]).
pub fn split(text: &str, parts: Parts, recovery: Recovery) -> Result<Vec<String>, MultipartError> {
    let whole = Chunk::read(text, 0)?;
    bounded(whole.len(), WHOLE_CHARS)?;
    let count = parts.count(whole.len())?;
    let group = Group::of(text);
    let mut chunks = whole.cut(count);
    if recovery == Recovery::ParityPart {
        let none = Chunk::zeros(chunks.first().map_or(0, Chunk::len));
        chunks.push(chunks.iter().fold(none, |sum, chunk| sum.plus(chunk)));
    }
    let part = |(slot, chunk)| Part { slot, count, group, chunk }.to_string();
    Ok(chunks.into_iter().enumerate().map(part).collect())
}

impl Parts {
    fn count(self, text: usize) -> Result<usize, MultipartError> {
        match self {
            Self::Count(count) => {
                bounded(longest_part(text, in_range(count)?), TEXT_CHARS)?;
                Ok(count)
            }
            Self::MaxChars(chars) => {
                let fits = |count: &usize| longest_part(text, *count) <= chars.min(TEXT_CHARS);
                (1..=PARTS).find(fits).ok_or(MultipartError::TooShort { chars, limit: PARTS })
            }
        }
    }
}

/// The characters of the longest part: `KP1T/`, number, `/`, count, `/`, eight digits, `:`, chunk, `:`.
fn longest_part(text: usize, count: usize) -> usize {
    let digits = if count < 10 { 1 } else { 2 };
    [17, digits, digits, chunk_length(text, count)].into_iter().fold(0, usize::saturating_add)
}
