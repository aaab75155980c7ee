//! From the bytes of a picture to the texts in it.

use super::budget::Budget;
use super::grey::Grey;
use super::guard::guarded;
use super::{jpeg, ladder, png, webp};
use crate::limits::PICTURE_BYTES;
use crate::qr::QrError;

/// Reads the QR symbols in a PNG, JPEG or WebP file, with every attempt there is.
///
/// Gives each text once, exactly as it stands in the symbol, and **unverified**: anyone can draw a
/// symbol. Symbols that hold no UTF-8 text are passed over. What is transparent is taken as white. Of an
/// animation the first picture is read.
///
/// Pixels, finders and attempts are bounded, and so are memory and time, whatever the picture. A panic of a
/// decoder below is caught and counts as nothing read; its message still goes through the panic hook.
/// Where panics abort (`panic = "abort"`, most WebAssembly), one cannot be caught.
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
///   [`PICTURE_BYTES`].
/// - [`QrError::Picture`]: it is neither PNG, JPEG nor WebP, or damaged.
/// - [`QrError::PictureSize`]: it claims more than
///   [`PICTURE_PIXELS`](crate::limits::PICTURE_PIXELS).
/// - [`QrError::None`]: no symbol was read.
pub fn scan_picture(bytes: &[u8]) -> Result<Vec<String>, QrError> {
    scan_picture_within(bytes, &Budget::ALL)
}

/// Reads the QR symbols in a PNG, JPEG or WebP file within a budget, as [`scan_picture`] does. Decoding the
/// file is not part of the budget.
///
/// ```
/// # use khyber_pass::qr::{Budget, QrError, scan_picture_within};
/// assert_eq!(scan_picture_within(b"GIF89a", &Budget::attempts(2)), Err(QrError::Picture));
/// ```
///
/// # Errors
///
/// Those of [`scan_picture`].
pub fn scan_picture_within(bytes: &[u8], budget: &Budget<'_>) -> Result<Vec<String>, QrError> {
    if bytes.len() > PICTURE_BYTES {
        return Err(QrError::PictureBytes { found: bytes.len(), limit: PICTURE_BYTES });
    }
    let grey = guarded(|| decode(bytes)).unwrap_or(Err(QrError::Picture))?;
    ladder::climb(&grey, budget)
}

/// Reads the QR symbols in grey pixels: rows from top to bottom, 0 black and 255 white.
///
/// All that [`scan_picture`] says holds here.
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
    ladder::climb(&Grey::new(width, height, pixels)?, &Budget::ALL)
}

fn decode(bytes: &[u8]) -> Result<Grey<'static>, QrError> {
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => png::decode(bytes),
        [0xFF, 0xD8, 0xFF, ..] => jpeg::decode(bytes),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => webp::decode(bytes),
        _ => Err(QrError::Picture),
    }
}

// The round trip needs both rooms.
#[cfg(all(test, feature = "qr-draw"))]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::limits::PICTURE_PIXELS;
    use crate::qr::{Level, Symbol};

    const TEXT: &str = "KP1:FIXTURE $%*+-./:";

    fn assert_reads(text: &str, level: Level, scale: u8) {
        let png = Symbol::with_level(text, level).unwrap().to_png(scale).unwrap();
        assert!(scan_picture(&png) == Ok(vec![text.to_owned()]), "{level:?} at {scale}: {text}");
    }

    #[test]
    fn a_credential_reads_at_the_usual_scales() {
        let text = format!("KP1:{}", "6BFOXN*TS0BI$ZD-PHQI9:9IHG83WSV*".repeat(12)) + "A1 B2 C3 D4 E5 ";
        assert_eq!(text.len(), 403);
        for level in [Level::L, Level::M, Level::Q, Level::H] {
            for scale in [1, 2, 4, 6, 8] {
                assert_reads(&text, level, scale);
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn what_is_drawn_reads_exactly(
            text in "[0-9A-Z $%*+./:-]{1,1400}",
            level in prop::sample::select(vec![Level::L, Level::M, Level::Q, Level::H]),
            scale in 1_u8..6,
        ) {
            assert_reads(&text, level, scale);
        }

        #[test]
        fn a_stained_symbol_reads_exactly_or_not_at_all(
            stains in prop::collection::vec((0_usize..87, 0_usize..87, 1_usize..20, any::<u8>()), 1..12),
        ) {
            let symbol = Symbol::new(TEXT).unwrap();
            let module = |at: usize| (at / 3).wrapping_sub(4);
            let stained = |x: usize, y: usize| {
                let within = |&&(left, top, side, _): &&(usize, usize, usize, u8)| {
                    (left..left + side).contains(&x) && (top..top + side).contains(&y)
                };
                let drawn = if symbol.is_dark(module(x), module(y)) { 0 } else { 255 };
                stains.iter().find(within).map_or(drawn, |stain| stain.3)
            };
            let pixels: Vec<u8> = (0..87 * 87).map(|at| stained(at % 87, at / 87)).collect();
            let read = scan_grey(87, 87, &pixels);
            prop_assert!(read == Ok(vec![TEXT.to_owned()]) || read == Err(QrError::None), "{:?}", read);
        }

        #[test]
        fn a_damaged_file_never_panics(
            file in prop::sample::select(FILES.to_vec()),
            changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
            end in any::<prop::sample::Index>(),
        ) {
            let mut bytes = file.to_vec();
            for (at, value) in changes {
                bytes[at.index(file.len())] = value;
            }
            let _ = scan_picture(&bytes);
            let _ = scan_picture(&bytes[..end.index(file.len())]);
        }

        #[test]
        fn noise_never_panics(width in 0_usize..60, pixels in prop::collection::vec(any::<u8>(), 0..3_600)) {
            let height = pixels.len().checked_div(width).unwrap_or(0);
            prop_assert_eq!(scan_grey(width, height, &pixels[..width * height]), Err(QrError::None));
        }
    }

    /// All show [`TEXT`]. Made with Pillow, the interlaced one by hand, from our own drawing.
    const FILES: [&[u8]; 5] = [
        include_bytes!("../../../tests/pictures/grey.jpg"),
        include_bytes!("../../../tests/pictures/colour.jpg"),
        include_bytes!("../../../tests/pictures/progressive.jpg"),
        include_bytes!("../../../tests/pictures/cmyk.jpg"),
        include_bytes!("../../../tests/pictures/interlaced.png"),
    ];

    #[test]
    fn files_of_other_makers_read() {
        for (at, file) in FILES.iter().enumerate() {
            assert_eq!(scan_picture(file), Ok(vec![TEXT.to_owned()]), "{at}");
        }
    }

    #[test]
    fn every_kind_of_png_reads() {
        use ::png::{BitDepth, ColorType};
        // What a light and a dark pixel are in each kind. Transparent black counts as white.
        let kinds: [(ColorType, BitDepth, &[u8], &[u8]); 7] = [
            (ColorType::Grayscale, BitDepth::Eight, &[255], &[0]),
            (ColorType::Grayscale, BitDepth::Sixteen, &[255, 255], &[0, 9]),
            (ColorType::GrayscaleAlpha, BitDepth::Eight, &[0, 0], &[0, 255]),
            (ColorType::Rgb, BitDepth::Eight, &[250, 255, 255], &[90, 0, 0]),
            (ColorType::Rgb, BitDepth::Sixteen, &[255, 0, 255, 0, 255, 0], &[0, 9, 0, 9, 0, 9]),
            (ColorType::Rgba, BitDepth::Eight, &[0, 0, 0, 0], &[0, 0, 99, 255]),
            (ColorType::Indexed, BitDepth::Eight, &[0], &[1]),
        ];
        let symbol = Symbol::new(TEXT).unwrap();
        for (colour, depth, light, dark) in kinds {
            let mut file = Vec::new();
            let mut encoder = ::png::Encoder::new(&mut file, 58, 58);
            encoder.set_color(colour);
            encoder.set_depth(depth);
            if colour == ColorType::Indexed {
                encoder.set_palette(vec![255, 255, 0, 0, 0, 255]);
            }
            let pixel = |at: usize| {
                let module = |at: usize| (at / 2).wrapping_sub(4);
                if symbol.is_dark(module(at % 58), module(at / 58)) { dark } else { light }
            };
            let data: Vec<u8> = (0..58 * 58).flat_map(pixel).copied().collect();
            encoder.write_header().unwrap().write_image_data(&data).unwrap();
            assert_eq!(scan_picture(&file), Ok(vec![TEXT.to_owned()]), "{colour:?} {depth:?}");
        }
    }

    #[test]
    fn turned_inverted_and_two_at_once_read() {
        let symbols = [Symbol::new(TEXT).unwrap(), Symbol::new("KP1:OTHER").unwrap()];
        let side = 29 * 4;
        let dark = |symbol: &Symbol, x: usize, y: usize| {
            symbol.is_dark((x / 4).wrapping_sub(4), (y / 4).wrapping_sub(4))
        };
        let draw = |width: usize, dark: &dyn Fn(usize, usize) -> bool| {
            let shade = |at: usize| if dark(at % width, at / width) { 20 } else { 230 };
            scan_grey(width, side, &(0..width * side).map(shade).collect::<Vec<u8>>())
        };
        let [one, other] = &symbols;
        assert_eq!(draw(side, &|x, y| dark(one, side - 1 - y, x)), Ok(vec![TEXT.to_owned()]));
        assert_eq!(draw(side, &|x, y| !dark(one, x, y)), Ok(vec![TEXT.to_owned()]));
        let two = draw(2 * side, &|x, y| if x < side { dark(one, x, y) } else { dark(other, x - side, y) });
        assert_eq!(two, Ok(vec![TEXT.to_owned(), "KP1:OTHER".to_owned()]));
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        let png = Symbol::new(TEXT).unwrap().to_png(4).unwrap();
        let half = &png[..png.len() / 2];
        for bytes in [b"", &b"GIF89a"[..], b"\x89PNG", b"\xFF\xD8\xFF", b"KP1:", half, &FILES[0][..200]] {
            assert_eq!(scan_picture(bytes), Err(QrError::Picture), "{} bytes", bytes.len());
        }
    }

    #[test]
    fn a_huge_picture_is_refused_by_its_header() {
        let mut png = Vec::new();
        let encoder = ::png::Encoder::new(&mut png, 30_000, 30_000);
        drop(encoder.write_header().unwrap());
        let refused = |width, height| Err(QrError::PictureSize { width, height, limit: PICTURE_PIXELS });
        assert_eq!(scan_picture(&png), refused(30_000, 30_000));

        let mut jpeg = FILES[0].to_vec();
        let frame = jpeg.windows(2).position(|marker| marker == [0xFF, 0xC0]).unwrap();
        jpeg[frame + 5..frame + 9].copy_from_slice(&[0x75, 0x30, 0x75, 0x30]);
        assert_eq!(scan_picture(&jpeg), refused(30_000, 30_000));
    }

    #[test]
    fn a_huge_file_is_refused_by_its_length() {
        let found = PICTURE_BYTES + 1;
        let refused = Err(QrError::PictureBytes { found, limit: PICTURE_BYTES });
        assert_eq!(scan_picture(&vec![0; found]), refused);
    }

    #[test]
    fn nothing_is_found_where_nothing_is() {
        for (width, height) in [(0, 0), (1, 1), (20, 3_000), (3_000, 20), (21, 21), (300, 300)] {
            assert_eq!(scan_grey(width, height, &vec![255; width * height]), Err(QrError::None));
        }
    }
}
