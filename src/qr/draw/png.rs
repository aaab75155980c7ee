//! A symbol as a PNG file.

use std::iter::repeat_n;

use png::{BitDepth, ColorType, Compression, Encoder, EncodingError, Filter};

use crate::limits::PICTURE_PIXELS;
use crate::qr::{QrError, Symbol};

impl Symbol {
    /// A PNG file of one bit a pixel, each module a square of whole pixels, with its border.
    ///
    /// Print it without scaling, with 4 or more dots of the printer to a module: 4 pixels a module
    /// at 300 dpi make modules of 0.34 mm.
    ///
    /// # Errors
    ///
    /// - [`QrError::Scale`]: no pixels for a module, or more than
    ///   [`PICTURE_PIXELS`] in all.
    pub fn to_png(&self, pixels_per_module: u8) -> Result<Vec<u8>, QrError> {
        let rows = self.framed();
        let limit = most_pixels(rows.len());
        let refused = QrError::Scale { found: pixels_per_module, limit };
        if !(1..=limit).contains(&pixels_per_module) {
            return Err(refused);
        }
        let scale = usize::from(pixels_per_module);
        let side = rows.len().saturating_mul(scale);
        let data: Vec<u8> = rows.iter().flat_map(|row| repeat_n(line(row, scale), scale)).flatten().collect();
        encode(side, &data).map_err(|_| refused)
    }
}

fn most_pixels(modules: usize) -> u8 {
    let most = PICTURE_PIXELS.isqrt().checked_div(modules).unwrap_or(0);
    u8::try_from(most).unwrap_or(u8::MAX)
}

/// One line of pixels, eight to a byte, light as 1.
fn line(row: &[bool], scale: usize) -> Vec<u8> {
    let pixels: Vec<bool> = row.iter().flat_map(|dark| repeat_n(!dark, scale)).collect();
    pixels.chunks(8).map(byte).collect()
}

fn byte(pixels: &[bool]) -> u8 {
    let bits = [0x80, 0x40, 0x20, 0x10, 0x08, 0x04, 0x02, 0x01];
    pixels.iter().zip(bits).filter(|(light, _)| **light).fold(0, |byte, (_, bit)| byte | bit)
}

fn encode(side: usize, data: &[u8]) -> Result<Vec<u8>, EncodingError> {
    let side = u32::try_from(side).map_err(|_| EncodingError::LimitsExceeded)?;
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, side, side);
    encoder.set_color(ColorType::Grayscale);
    encoder.set_depth(BitDepth::One);
    encoder.set_compression(Compression::High);
    // Equal lines in a row deflate better than their differences.
    encoder.set_filter(Filter::NoFilter);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(data)?;
    writer.finish()?;
    Ok(file)
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
            assert!(file.len() < 3_000, "{} bytes", file.len());
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
    fn a_picture_is_never_larger_than_we_read() {
        let small = Symbol::new("KP1:").unwrap();
        assert_eq!(small.to_png(0), Err(QrError::Scale { found: 0, limit: 218 }));
        assert_eq!(small.to_png(219), Err(QrError::Scale { found: 219, limit: 218 }));
        let large = Symbol::new(&"A".repeat(3_391)).unwrap();
        assert_eq!(large.to_png(35), Err(QrError::Scale { found: 35, limit: 34 }));
        assert!(large.to_png(34).is_ok());
    }
}
