//! A symbol as a PNG file.

use super::Canvas;
use crate::limits::PICTURE_PIXELS;
use crate::qr::{Dpi, ModuleSize, QrError, Symbol};
use png::{BitDepth, ColorType, Compression, Encoder, EncodingError, Filter, PixelDimensions, Unit};

impl Symbol {
    /// A PNG file of one bit a pixel, each module a square of whole pixels, with its border.
    ///
    /// It says nothing of its size on paper; [`Symbol::to_png_printed`] does. A caption is not drawn: letters are for
    /// the program that has a font, or for [`Symbol::to_svg_captioned`].
    ///
    /// # Errors
    ///
    /// - [`QrError::Scale`]: no pixels for a module, or more than
    ///   [`PICTURE_PIXELS`] in all.
    pub fn to_png(&self, pixels_per_module: u8) -> Result<Vec<u8>, QrError> {
        self.png(pixels_per_module, None)
    }

    /// The same, one pixel a dot, with the resolution written into the file (`pHYs`): whoever prints it in its own
    /// size, without scaling, prints modules of that size.
    ///
    /// ```
    /// # use khyber_pass::qr::{Dpi, ModuleSize, QrError, Symbol};
    /// let size = ModuleSize::new(4, Dpi::new(300)?)?;
    /// let png = Symbol::new("KP1:NCFOXN")?.to_png_printed(size)?;
    /// assert!(png.windows(4).any(|chunk| chunk == b"pHYs"));
    /// # Ok::<(), QrError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// - [`QrError::Scale`]: more than [`PICTURE_PIXELS`] in all.
    pub fn to_png_printed(&self, size: ModuleSize) -> Result<Vec<u8>, QrError> {
        self.png(size.dots(), Some(size.dpi()))
    }

    fn png(&self, pixels_per_module: u8, dpi: Option<Dpi>) -> Result<Vec<u8>, QrError> {
        let limit = self.most_pixels();
        let refused = QrError::Scale { found: pixels_per_module, limit };
        if !(1..=limit).contains(&pixels_per_module) {
            return Err(refused);
        }
        still(&Canvas::of(self, pixels_per_module.into()), dpi).map_err(|_| refused)
    }

    /// The most pixels a module in a picture that we read.
    pub(in crate::qr) fn most_pixels(&self) -> u8 {
        let most = PICTURE_PIXELS.isqrt().checked_div(self.framed_modules()).unwrap_or(0);
        u8::try_from(most).unwrap_or(u8::MAX)
    }
}

/// A page as a file.
pub(in crate::qr) fn still(canvas: &Canvas, dpi: Option<Dpi>) -> Result<Vec<u8>, EncodingError> {
    let mut file = Vec::new();
    let mut writer = encoder(&mut file, canvas, dpi)?.write_header()?;
    writer.write_image_data(canvas.bytes())?;
    writer.finish()?;
    Ok(file)
}

/// What a file of this size begins with.
pub(in crate::qr) fn encoder<'a>(
    file: &'a mut Vec<u8>,
    canvas: &Canvas,
    dpi: Option<Dpi>,
) -> Result<Encoder<'a, &'a mut Vec<u8>>, EncodingError> {
    let side = |pixels: usize| u32::try_from(pixels).map_err(|_| EncodingError::LimitsExceeded);
    let mut encoder = Encoder::new(file, side(canvas.width())?, side(canvas.height())?);
    encoder.set_color(ColorType::Grayscale);
    encoder.set_depth(BitDepth::One);
    // A symbol in 20 microseconds. A search for repetitions makes a third of the file, in thirty times the time.
    encoder.set_compression(Compression::Fast);
    encoder.set_filter(Filter::Up);
    encoder.set_pixel_dims(dpi.map(|dpi| {
        let dots = dpi.dots_a_metre();
        PixelDimensions { xppu: dots, yppu: dots, unit: Unit::Meter }
    }));
    Ok(encoder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_one_bit_grey_and_whole_pixels_wide() {
        let symbol = Symbol::new(&"KP1:".repeat(105)).unwrap();
        for scale in [1, 3, 4, 8] {
            let file = symbol.to_png(scale).unwrap();
            let side = (u32::from(scale) * (69 + 8)).to_be_bytes();
            assert_eq!(file[..16], *b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
            assert_eq!((&file[16..20], &file[20..24]), (&side[..], &side[..]));
            assert_eq!(file[24..29], [1, 0, 0, 0, 0], "depth, colour, compression, filter, interlace");
            assert!(file.len() < 1_500 + 600 * usize::from(scale), "{} bytes at {scale}", file.len());
        }
    }

    #[test]
    fn every_pixel_is_that_of_its_module() {
        let symbol = Symbol::new("KP1:PIXELS").unwrap();
        let file = symbol.to_png(3).unwrap();
        let mut reader = png::Decoder::new(std::io::Cursor::new(&file)).read_info().unwrap();
        let mut data = vec![0; reader.output_buffer_size().unwrap()];
        let line = reader.next_frame(&mut data).unwrap().line_size;
        for y in 0..87_usize {
            for x in 0..87_usize {
                let light = data[y * line + x / 8] & (0x80 >> (x % 8)) != 0;
                let module = (x / 3).wrapping_sub(4);
                assert_eq!(light, !symbol.is_dark(module, (y / 3).wrapping_sub(4)), "{x} {y}");
            }
        }
    }

    #[test]
    fn a_printed_file_says_how_large_it_is() {
        let symbol = Symbol::new("KP1:").unwrap();
        for (dpi, dots) in [(300, 11_811_u32), (600, 23_622), (203, 7_992)] {
            let size = ModuleSize::new(4, Dpi::new(dpi).unwrap()).unwrap();
            let file = symbol.to_png_printed(size).unwrap();
            let info = png::Decoder::new(std::io::Cursor::new(&file)).read_info().unwrap();
            let found = info.info().pixel_dims.unwrap();
            assert_eq!((found.xppu, found.yppu, found.unit), (dots, dots, Unit::Meter));
            assert_eq!(info.info().size(), (116, 116));
        }
        assert!(!symbol.to_png(4).unwrap().windows(4).any(|chunk| chunk == b"pHYs"));
    }

    #[test]
    fn a_picture_is_never_larger_than_we_read() {
        let small = Symbol::new("KP1:").unwrap();
        assert_eq!(small.to_png(0), Err(QrError::Scale { found: 0, limit: 218 }));
        assert_eq!(small.to_png(219), Err(QrError::Scale { found: 219, limit: 218 }));
        let large = Symbol::new(&"A".repeat(3_391)).unwrap();
        assert_eq!(large.to_png(35), Err(QrError::Scale { found: 35, limit: 34 }));
        assert!(large.to_png(34).is_ok());
    }
}
