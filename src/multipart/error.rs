//! Why a text is not split, or a part not taken.

use crate::code::Code;

/// Why a text is not split, or a part not taken. A part that is refused changes nothing, except
/// where [`MultipartError::Digest`] says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MultipartError {
    /// Not a part.
    #[error("the text does not begin with KP1T/")]
    Prefix,
    /// What stands before the colon is not a number, a count and a group.
    #[error("the head of the part is malformed")]
    Head,
    /// A part that does not end with a colon: something is missing, or was added.
    #[error("the part does not end with a colon")]
    End,
    /// Nothing to split, or nothing in the part.
    #[error("there are no characters")]
    Empty,
    /// A character outside the QR alphanumeric mode.
    #[error("character {at} is outside the alphanumeric mode")]
    Character {
        /// Its place in the text, counted from 0.
        at: usize,
    },
    /// No parts, or too many.
    #[error("{found} parts; from 1 to {limit} are possible")]
    Count {
        /// How many there are.
        found: usize,
        /// How many there may be.
        limit: usize,
    },
    /// A number outside its own count.
    #[error("part {index} of {count}")]
    Range {
        /// The number of the part.
        index: usize,
        /// The number of parts.
        count: usize,
    },
    /// A part or a whole of too many characters.
    #[error("{found} characters, more than {limit}")]
    TooLong {
        /// How many there are, or would be.
        found: usize,
        /// How many there may be.
        limit: usize,
    },
    /// Parts so short that more than sixteen would be needed.
    #[error("with {chars} characters a part, the text needs more than {limit} parts")]
    TooShort {
        /// The characters a part that were asked for.
        chars: usize,
        /// How many parts there may be.
        limit: usize,
    },
    /// A part of another text.
    #[error("the part belongs to another set")]
    OtherSet,
    /// A part that counts its set differently.
    #[error("the part says that its set has {found} parts, not {wanted}")]
    OtherCount {
        /// What it says.
        found: usize,
        /// What the parts before it said.
        wanted: usize,
    },
    /// A part of another length.
    #[error("the part holds {found} characters, not {wanted}")]
    OtherLength {
        /// How many it holds.
        found: usize,
        /// How many the parts before it held.
        wanted: usize,
    },
    /// A part that is held already, with other contents.
    #[error("the part is held already, with other contents")]
    OtherContent,
    /// All parts are there, and do not make the text they were cut from. Which of them is wrong cannot
    /// be told, so all are forgotten.
    #[error("the parts do not make the text they were cut from")]
    Digest,
}

impl MultipartError {
    /// The stable code.
    pub const fn code(&self) -> Code {
        match self {
            Self::Prefix => Code::MultipartPrefix,
            Self::Head | Self::End | Self::Empty | Self::Character { .. } => Code::MultipartMalformed,
            Self::Count { .. } | Self::Range { .. } => Code::MultipartRange,
            Self::TooLong { .. } | Self::TooShort { .. } => Code::MultipartSize,
            Self::OtherSet => Code::MultipartOtherSet,
            Self::OtherCount { .. } | Self::OtherLength { .. } | Self::OtherContent => {
                Code::MultipartConflict
            }
            Self::Digest => Code::MultipartDigest,
        }
    }
}
