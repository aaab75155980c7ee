//! JPEG files as grey pixels.

use std::io::Cursor;

use zune_jpeg::JpegDecoder;
use zune_jpeg::errors::DecodeErrors;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::grey::{Grey, pixels_within_limit, within_limit};
use crate::limits::PICTURE_PIXELS;
use crate::qr::QrError;

/// Decodes the picture. It is not turned as its Exif says: a symbol reads in any direction.
pub(super) fn decode(bytes: &[u8]) -> Result<Grey<'static>, QrError> {
    // The decoder has limits of its own for each side; ours is for the product.
    let options = DecoderOptions::default().set_max_width(PICTURE_PIXELS).set_max_height(PICTURE_PIXELS);
    let mut decoder = JpegDecoder::new_with_options(Cursor::new(bytes), options);
    decoder.decode_headers().map_err(damaged)?;
    let (width, height) = decoder.dimensions().ok_or(QrError::Picture)?;
    pixels_within_limit(width, height)?;
    // A progressive file is held as two bytes for each pixel of each colour until all of it is there.
    let colours = decoder.input_colorspace().map_or(4, |space| space.num_components());
    within_limit(width, height, COEFFICIENTS.checked_div(colours.max(1)).unwrap_or(0))?;

    // The decoder takes grey out of YCbCr for nothing, but out of CMYK not at all.
    let (space, samples) = match decoder.input_colorspace() {
        Some(ColorSpace::YCbCr | ColorSpace::Luma) => (ColorSpace::Luma, 1),
        _ => (ColorSpace::RGB, 3),
    };
    decoder.set_options(options.jpeg_set_out_colorspace(space));
    let pixels = decoder.decode().map_err(damaged)?;
    Grey::from_samples(width, height, &pixels, samples)
}

fn damaged(_: DecodeErrors) -> QrError {
    QrError::Picture
}

/// Most coefficients that are held: 25 megapixels in three colours.
const COEFFICIENTS: usize = 75_000_000;
