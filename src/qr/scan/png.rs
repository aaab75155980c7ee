//! PNG files as grey pixels.

use std::io::Cursor;

use png::{Decoder, DecodingError, Limits, Transformations};

use super::grey::{Grey, pixels_within_limit};
use crate::qr::QrError;

/// Decodes the picture, or the first one of an animation. The header is judged before any memory
/// is taken for pixels.
pub(super) fn decode(bytes: &[u8]) -> Result<Grey<'static>, QrError> {
    let mut decoder = Decoder::new_with_limits(Cursor::new(bytes), Limits { bytes: CHUNK_BYTES });
    decoder.set_transformations(Transformations::normalize_to_color8());
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    let (width, height) = decoder.read_header_info().map_err(damaged)?.size();
    let (Ok(width), Ok(height)) = (usize::try_from(width), usize::try_from(height)) else {
        return Err(QrError::Picture);
    };
    pixels_within_limit(width, height)?;

    let mut reader = decoder.read_info().map_err(damaged)?;
    let mut samples = vec![0; reader.output_buffer_size().ok_or(QrError::Picture)?];
    let frame = reader.next_frame(&mut samples).map_err(damaged)?;
    Grey::from_samples(width, height, &samples, frame.color_type.samples())
}

fn damaged(_: DecodingError) -> QrError {
    QrError::Picture
}

/// What the decoder may set aside besides the pixels: chunks, and a few lines of the widest picture.
const CHUNK_BYTES: usize = 64 * 1024 * 1024;
