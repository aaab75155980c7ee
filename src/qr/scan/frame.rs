//! Grey pixels as a camera gives them.

use super::budget::Budget;
use super::grey::Grey;
use super::ladder;
use crate::qr::QrError;

/// A picture in grey that lies in memory of someone else: 8 bits a pixel, 0 black and 255 white,
/// rows from top to bottom. Nothing is copied.
///
/// The luma plane of a camera's YUV frame is one. Rows may be longer than the picture is wide.
///
/// ```
/// # use khyber_pass::qr::{Budget, Frame, QrError};
/// // 100 x 50 pixels, in rows of 128.
/// let memory = [200; 128 * 50];
/// let frame = Frame::with_stride(100, 50, 128, &memory)?;
/// assert_eq!(frame.scan(&Budget::attempts(1)), Err(QrError::None));
/// assert_eq!(Frame::with_stride(100, 50, 99, &memory).err(), Some(QrError::Picture));
/// # Ok::<(), QrError>(())
/// ```
#[derive(Debug)]
pub struct Frame<'a>(Grey<'a>);

impl<'a> Frame<'a> {
    /// Of exactly width times height pixels.
    ///
    /// # Errors
    ///
    /// - [`QrError::Picture`]: the pixels are not width times height.
    /// - [`QrError::PictureSize`]: more than [`PICTURE_PIXELS`](crate::limits::PICTURE_PIXELS).
    pub fn new(width: usize, height: usize, pixels: &'a [u8]) -> Result<Self, QrError> {
        Grey::new(width, height, pixels).map(Self)
    }

    /// Of rows that begin `stride` pixels apart. What lies between them is not looked at, and the last row
    /// may end where the picture does.
    ///
    /// # Errors
    ///
    /// - [`QrError::Picture`]: fewer pixels than that, or a stride below the width.
    /// - [`QrError::PictureSize`]: more than [`PICTURE_PIXELS`](crate::limits::PICTURE_PIXELS).
    pub fn with_stride(
        width: usize,
        height: usize,
        stride: usize,
        pixels: &'a [u8],
    ) -> Result<Self, QrError> {
        Grey::with_stride(width, height, stride, pixels).map(Self)
    }

    /// Reads the QR symbols in it, as [`scan_picture`](super::scan_picture) does.
    ///
    /// # Errors
    ///
    /// [`QrError::None`]: no symbol was read within the budget.
    pub fn scan(&self, budget: &Budget<'_>) -> Result<Vec<String>, QrError> {
        ladder::climb(&self.0, budget)
    }
}
