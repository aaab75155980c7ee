//! Why a symbol is not drawn, or none is read (§1.5).

use crate::code::Code;
use crate::multipart::MultipartError;

/// Why a symbol could not be drawn, or no text could be read from a picture.
///
/// Drawing and planning give those before [`QrError::Picture`], reading the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum QrError {
    /// More characters than the largest allowed version holds.
    #[error("{found} characters; a QR symbol of this level and version holds {limit}")]
    TooLong {
        /// The characters that were found.
        found: usize,
        /// The most that fit, at the level and the version that were asked for.
        limit: usize,
    },
    /// A character that the alphanumeric mode does not know.
    #[error("character {at} is not one of the 45 of the alphanumeric mode")]
    Character {
        /// Where it stands, in characters from 0.
        at: usize,
    },
    /// A module of no pixels, or a picture that our own reader would refuse as too large.
    #[error("{found} pixels a module; from 1 to {limit} are possible for this symbol")]
    Scale {
        /// The pixels a module that were asked for.
        found: u8,
        /// The most that are possible.
        limit: u8,
    },
    /// A place too small for the text, however it is drawn.
    #[error("{found} characters; the place holds {limit}")]
    Space {
        /// The characters that were found.
        found: usize,
        /// The most that fit.
        limit: usize,
    },
    /// A text that is not split into parts.
    #[error(transparent)]
    Multipart(#[from] MultipartError),
    /// A resolution that no printer and no screen has.
    #[error("{found} dots an inch; from {least} to {most} are possible")]
    Resolution {
        /// The dots an inch that were asked for.
        found: u16,
        /// The fewest that are possible.
        least: u16,
        /// The most that are possible.
        most: u16,
    },
    /// Neither PNG, JPEG nor WebP, or damaged; or grey pixels that are not width times height.
    #[error("the picture is no whole PNG, JPEG or WebP")]
    Picture,
    /// A file of too many bytes.
    #[error("a picture file of {found} bytes; at most {limit} are read")]
    PictureBytes {
        /// The bytes that were found.
        found: usize,
        /// The most that are read.
        limit: usize,
    },
    /// Too many pixels.
    #[error("a picture of {width} by {height} pixels; at most {limit} pixels are read")]
    PictureSize {
        /// The width in pixels.
        width: usize,
        /// The height in pixels.
        height: usize,
        /// The most pixels that are read.
        limit: usize,
    },
    /// No QR symbol was found, or none that holds a text.
    #[error("no QR symbol was read in the picture")]
    None,
}

impl QrError {
    /// The stable code.
    pub const fn code(&self) -> Code {
        match self {
            Self::TooLong { .. } => Code::QrTooLong,
            Self::Character { .. } => Code::QrCharacter,
            Self::Scale { .. } => Code::QrScale,
            Self::Multipart(error) => error.code(),
            Self::Resolution { .. } => Code::QrResolution,
            Self::Space { .. } => Code::QrSpace,
            Self::Picture => Code::QrPicture,
            Self::PictureBytes { .. } | Self::PictureSize { .. } => Code::QrPictureSize,
            Self::None => Code::QrNone,
        }
    }
}
