//! WebP files as grey pixels.

use std::io::Cursor;

use image_webp::{DecodingError, WebPDecoder};

use super::grey::{Grey, within_limit};
use crate::qr::QrError;

/// Decodes the picture, or the first one of an animation. The header is judged before any memory
/// is taken for pixels.
pub(super) fn decode(bytes: &[u8]) -> Result<Grey<'static>, QrError> {
    let mut decoder = WebPDecoder::new(Cursor::new(bytes)).map_err(damaged)?;
    let (width, height) = decoder.dimensions();
    let (Ok(width), Ok(height)) = (usize::try_from(width), usize::try_from(height)) else {
        return Err(QrError::Picture);
    };
    within_limit(width, height, WEBP_PIXELS)?;
    decoder.set_memory_limit(CHUNK_BYTES);

    let mut samples = vec![0; decoder.output_buffer_size().ok_or(QrError::Picture)?];
    decoder.read_image(&mut samples).map_err(damaged)?;
    Grey::from_samples(width, height, &samples, if decoder.has_alpha() { 4 } else { 3 })
}

fn damaged(_: DecodingError) -> QrError {
    QrError::Picture
}

/// Most pixels of a WebP file: its decoder holds up to eight bytes for each.
const WEBP_PIXELS: usize = 25_000_000;

/// What the decoder may set aside besides the pixels.
const CHUNK_BYTES: usize = 64 * 1024 * 1024;
