//! From the bytes of a picture to the texts in it.

use super::grey::Grey;
use super::guard::guarded;
use super::{jpeg, ladder, png};
use crate::limits::PICTURE_BYTES;
use crate::qr::QrError;

/// Reads the QR symbols in a PNG or JPEG file.
///
/// Gives each text once, exactly as it stands in the symbol, and **unverified**: anyone can draw a
/// symbol. Symbols that hold no UTF-8 text are passed over. What is transparent is taken as white.
///
/// Clean drawings always read. Photographs often do not: a telephone or a hand scanner reads far
/// better than this, and its text goes the same way from there.
///
/// The pixels are bounded, so the memory is: about half a gigabyte for the largest picture. The
/// time is not: a picture full of corners of symbols can keep the search busy for long.
///
/// ```
/// # use khyber_pass::qr::{QrError, scan_picture};
/// # #[cfg(feature = "qr-draw")] {
/// # use khyber_pass::qr::Symbol;
/// let png = Symbol::new("KP1:NCFOXN")?.to_png(4)?;
/// assert_eq!(scan_picture(&png)?, ["KP1:NCFOXN"]);
/// # }
/// assert_eq!(scan_picture(b"GIF89a"), Err(QrError::Picture));
/// # Ok::<(), QrError>(())
/// ```
///
/// # Errors
///
/// - [`QrError::PictureBytes`]: the file is larger than
///   [`PICTURE_BYTES`](crate::limits::PICTURE_BYTES).
/// - [`QrError::Picture`]: it is neither PNG nor JPEG, or damaged.
/// - [`QrError::PictureSize`]: it claims more than
///   [`PICTURE_PIXELS`](crate::limits::PICTURE_PIXELS).
/// - [`QrError::None`]: no symbol was read.
pub fn scan_picture(bytes: &[u8]) -> Result<Vec<String>, QrError> {
    if bytes.len() > PICTURE_BYTES {
        return Err(QrError::PictureBytes { found: bytes.len(), limit: PICTURE_BYTES });
    }
    let grey = guarded(|| decode(bytes)).unwrap_or(Err(QrError::Picture))?;
    ladder::climb(&grey)
}

/// Reads the QR symbols in grey pixels: rows from top to bottom, 0 black and 255 white.
///
/// All that is said of [`scan_picture`] holds here.
///
/// ```
/// # use khyber_pass::qr::{QrError, scan_grey};
/// assert_eq!(scan_grey(100, 100, &[255; 10_000]), Err(QrError::None));
/// assert_eq!(scan_grey(100, 100, &[255; 9_999]), Err(QrError::Picture));
/// ```
///
/// # Errors
///
/// - [`QrError::Picture`]: the pixels are not width times height.
/// - [`QrError::PictureSize`]: more than [`PICTURE_PIXELS`](crate::limits::PICTURE_PIXELS).
/// - [`QrError::None`]: no symbol was read.
pub fn scan_grey(width: usize, height: usize, pixels: &[u8]) -> Result<Vec<String>, QrError> {
    ladder::climb(&Grey::new(width, height, pixels)?)
}

fn decode(bytes: &[u8]) -> Result<Grey<'static>, QrError> {
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => png::decode(bytes),
        [0xFF, 0xD8, 0xFF, ..] => jpeg::decode(bytes),
        _ => Err(QrError::Picture),
    }
}
