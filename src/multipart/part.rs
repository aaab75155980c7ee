//! The form of one part: head and chunk (§5.11).

use super::error::MultipartError;
use crate::limits::{PARTS, TEXT_CHARS, WHOLE_CHARS};
use crate::registry::envelope::{ALPHABET, PARITY, PART_PREFIX};
use sha2::{Digest, Sha256};

/// One part, of which only the form is known.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Part {
    /// Its number less one; the count for the part that repairs.
    pub(super) slot: usize,
    pub(super) count: usize,
    pub(super) group: Group,
    pub(super) chunk: Chunk,
}

impl Part {
    /// Reads a part as a camera gave it.
    pub(crate) fn parse(text: &str) -> Result<Self, MultipartError> {
        let rest = text.strip_prefix(PART_PREFIX).ok_or(MultipartError::Prefix)?;
        bounded(text.chars().count(), TEXT_CHARS)?;
        let (head, rest) = rest.split_once(SEPARATOR).ok_or(MultipartError::Head)?;
        let mut fields = head.split('/');
        let (Some(index), Some(count), Some(group), None) =
            (fields.next(), fields.next(), fields.next(), fields.next())
        else {
            return Err(MultipartError::Head);
        };
        let group = Group::parse(group).ok_or(MultipartError::Head)?;
        let count = in_range(decimal(count)?)?;
        let slot = if index == PARITY { count } else { slot(decimal(index)?, count)? };
        let chunk = rest.strip_suffix(SEPARATOR).ok_or(MultipartError::End)?;
        let chunk = Chunk::read(chunk, text.len().saturating_sub(rest.len()))?;
        // Before anything is kept. Padding is shorter than the number of parts.
        bounded(count.saturating_mul(chunk.len()), WHOLE_CHARS.saturating_add(count))?;
        Ok(Self { slot, count, group, chunk })
    }
}

impl core::fmt::Display for Part {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let Self { slot, count, group, chunk } = self;
        f.write_str(PART_PREFIX)?;
        if slot == count { f.write_str(PARITY) } else { write!(f, "{}", slot.saturating_add(1)) }?;
        write!(f, "/{count}/{:08X}{SEPARATOR}{}{SEPARATOR}", group.0, chunk.text())
    }
}

/// Names a set of parts: the first 32 bits of the SHA-256 of the whole text. It tells sets apart and finds
/// accidents. It is no defence against forgery, and need not be: the whole is signed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Group(u32);

impl Group {
    pub(super) fn of(text: &str) -> Self {
        let [a, b, c, d, ..]: [u8; 32] = Sha256::digest(text).into();
        Self(u32::from_be_bytes([a, b, c, d]))
    }

    fn parse(digits: &str) -> Option<Self> {
        let one_spelling = digits.len() == 8 && digits.chars().all(|c| matches!(c, '0'..='9' | 'A'..='F'));
        one_spelling.then(|| u32::from_str_radix(digits, 16).ok().map(Self)).flatten()
    }
}

/// Characters of the alphabet, as their values.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Chunk(Vec<u8>);

impl Chunk {
    /// At least one character. `offset` is how many stand before them.
    pub(super) fn read(text: &str, offset: usize) -> Result<Self, MultipartError> {
        let value = |(at, c)| match ALPHABET.chars().zip(0_u8..).find(|(known, _)| *known == c) {
            Some((_, value)) => Ok(value),
            None => Err(MultipartError::Character { at: offset.saturating_add(at) }),
        };
        match text.chars().enumerate().map(value).collect::<Result<Vec<_>, _>>()? {
            values if values.is_empty() => Err(MultipartError::Empty),
            values => Ok(Self(values)),
        }
    }

    pub(super) fn zeros(length: usize) -> Self {
        Self(vec![0; length])
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn text(&self) -> String {
        self.0.iter().filter_map(|value| ALPHABET.chars().nth(usize::from(*value))).collect()
    }

    /// The sum of each two values, modulo 45.
    pub(super) fn plus(&self, other: &Self) -> Self {
        Self(self.0.iter().zip(&other.0).map(|(a, b)| a.wrapping_add(*b) % MODULUS).collect())
    }

    /// What [`Chunk::plus`] undoes.
    pub(super) fn minus(&self, other: &Self) -> Self {
        let difference = |(a, b): (&u8, &u8)| a.wrapping_add(MODULUS).wrapping_sub(*b) % MODULUS;
        Self(self.0.iter().zip(&other.0).map(difference).collect())
    }

    /// Marks the end and cuts into `count` chunks of equal length, the last of them filled with zeros.
    pub(super) fn cut(mut self, count: usize) -> Vec<Self> {
        let length = chunk_length(self.len(), count);
        self.0.push(END);
        self.0.resize(length.saturating_mul(count), 0);
        self.0.chunks(length.max(1)).map(|values| Self(values.to_vec())).collect()
    }

    /// Puts chunks together and takes off the end, if it is where it must be.
    pub(super) fn join<'a>(chunks: impl Iterator<Item = &'a Self>) -> Option<Self> {
        let (mut values, mut count) = (Vec::new(), 0_usize);
        for chunk in chunks {
            values.extend_from_slice(&chunk.0);
            count = count.saturating_add(1);
        }
        let padded = values.len();
        while values.last() == Some(&0) {
            values.pop();
        }
        let one_spelling = padded.saturating_sub(values.len()) < count && values.pop() == Some(END);
        (one_spelling && (1..=WHOLE_CHARS).contains(&values.len())).then_some(Self(values))
    }
}

/// The characters in each chunk of a text, its end included.
pub(super) fn chunk_length(text: usize, count: usize) -> usize {
    text.saturating_add(1).div_ceil(count.max(1))
}

pub(super) fn bounded(found: usize, limit: usize) -> Result<(), MultipartError> {
    if found > limit { Err(MultipartError::TooLong { found, limit }) } else { Ok(()) }
}

pub(super) fn in_range(count: usize) -> Result<usize, MultipartError> {
    match count {
        1..=PARTS => Ok(count),
        found => Err(MultipartError::Count { found, limit: PARTS }),
    }
}

fn slot(index: usize, count: usize) -> Result<usize, MultipartError> {
    let slot = index.checked_sub(1).filter(|slot| *slot < count);
    slot.ok_or(MultipartError::Range { index, count })
}

/// One or two digits, in one spelling.
fn decimal(digits: &str) -> Result<usize, MultipartError> {
    let one_spelling = digits == "0" || !digits.starts_with('0');
    let number = matches!(digits.len(), 1 | 2) && digits.chars().all(|c| c.is_ascii_digit());
    let value = (one_spelling && number).then(|| digits.parse().ok());
    value.flatten().ok_or(MultipartError::Head)
}

/// Before and after the chunk. Some scanners cut off spaces at the end of a text, and a chunk may end
/// with some.
const SEPARATOR: char = ':';

const MODULUS: u8 = 45;

/// A colon: nothing but zeros can follow it, so it tells where the text ends.
const END: u8 = 44;
