//! Draws texts of 20 to 1,400 characters at all levels, and has `rqrr` and `rxing` read them.
//!
//! ```sh
//! cargo run -- FOLDER [STEP [ENCODER]]
//! ```
//!
//! The texts are STEP characters apart (10). FOLDER gets pairs NAME.png and NAME.txt for `../readers.py`, which asks zbar and
//! zxing-cpp. ENCODER is `khyber-pass`, `qrcodegen` or `qrcode`. It fails if anything that was drawn is not read as it was.

use khyber_pass::qr::{Level, Symbol};
use khyber_pass::registry::envelope::ALPHABET;
use std::error::Error;
use std::fs;
use std::path::Path;

const PIXELS: usize = 4;
const BORDER: usize = 4;
const LEVELS: [Level; 4] = [Level::L, Level::M, Level::Q, Level::H];

/// Rows of modules without a border, dark as `true`.
type Rows = Vec<Vec<bool>>;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let folder = Path::new(arguments.first().ok_or("usage: drawings FOLDER [STEP [ENCODER]]")?);
    let step = arguments.get(1).map_or(Ok(10), |step| step.parse())?;
    let encoder = arguments.get(2).map_or("khyber-pass", String::as_str);
    fs::create_dir_all(folder)?;
    let mut random = fastrand::Rng::with_seed(6);
    let (mut drawn, mut largest, mut missed) = (0, 0, [0, 0]);
    for chars in (20..=1_400).step_by(step) {
        let text = text(&mut random, chars);
        for level in LEVELS {
            let (rows, file) = draw(encoder, &text, level)?;
            let name = format!("{chars:04}-{level:?}");
            fs::write(folder.join(&name).with_extension("png"), file)?;
            fs::write(folder.join(&name).with_extension("txt"), &text)?;
            (drawn, largest) = (drawn + 1, largest.max((rows.len() - 17) / 4));
            let (side, grey) = pixels(&rows);
            for (missed, (reader, read)) in
                missed.iter_mut().zip([("rqrr", rqrr(side, &grey)), ("rxing", rxing(side, &grey))])
            {
                if read != [text.as_str()] {
                    println!("{name}: {reader} does not read it");
                    *missed += 1;
                }
            }
        }
    }
    println!("{encoder}: {drawn} symbols, up to version {largest}");
    println!("rqrr       {:>4} read, {} not", drawn - missed[0], missed[0]);
    println!("rxing      {:>4} read, {} not", drawn - missed[1], missed[1]);
    if missed == [0, 0] { Ok(()) } else { Err("not all were read".into()) }
}

/// Characters as Base45 of something compressed has them.
fn text(random: &mut fastrand::Rng, chars: usize) -> String {
    let alphabet: Vec<char> = ALPHABET.chars().collect();
    "KP1:"
        .chars()
        .chain(std::iter::repeat_with(|| alphabet[random.usize(..alphabet.len())]))
        .take(chars)
        .collect()
}

/// The modules and the file; ours is the file that the library writes.
fn draw(encoder: &str, text: &str, level: Level) -> Result<(Rows, Vec<u8>), Box<dyn Error>> {
    match encoder {
        "khyber-pass" => {
            let symbol = Symbol::with_level(text, level)?;
            let side = symbol.modules();
            let rows = (0..side).map(|y| (0..side).map(|x| symbol.is_dark(x, y)).collect()).collect();
            Ok((rows, symbol.to_png(PIXELS as u8)?))
        }
        "qrcodegen" => {
            use qrcodegen::{QrCode, QrCodeEcc as Ecc, QrSegment, Version};
            let level = [Ecc::Low, Ecc::Medium, Ecc::Quartile, Ecc::High][level as usize];
            let segments = [QrSegment::make_alphanumeric(text)];
            let (first, last) = (Version::new(1), Version::new(40));
            let code = QrCode::encode_segments_advanced(&segments, level, first, last, None, false)
                .map_err(|_| "too long")?;
            let rows: Rows =
                (0..code.size()).map(|y| (0..code.size()).map(|x| code.get_module(x, y)).collect()).collect();
            let file = png(&rows)?;
            Ok((rows, file))
        }
        "qrcode" => {
            use qrcode::{Color, EcLevel, QrCode};
            let level = [EcLevel::L, EcLevel::M, EcLevel::Q, EcLevel::H][level as usize];
            let code = QrCode::with_error_correction_level(text, level)?;
            let colours = code.to_colors();
            let rows: Rows = colours
                .chunks(code.width())
                .map(|row| row.iter().map(|c| *c == Color::Dark).collect())
                .collect();
            let file = png(&rows)?;
            Ok((rows, file))
        }
        other => Err(format!("no encoder is called {other}").into()),
    }
}

/// Grey pixels with a border.
fn pixels(rows: &Rows) -> (usize, Vec<u8>) {
    let side = (rows.len() + 2 * BORDER) * PIXELS;
    let dark = |at: usize| {
        let module = |pixel: usize| (pixel / PIXELS).checked_sub(BORDER);
        let (x, y) = (module(at % side), module(at / side));
        x.zip(y).and_then(|(x, y)| rows.get(y)?.get(x)).copied().unwrap_or(false)
    };
    (side, (0..side * side).map(|at| if dark(at) { 0 } else { 255 }).collect())
}

fn png(rows: &Rows) -> Result<Vec<u8>, Box<dyn Error>> {
    let (side, grey) = pixels(rows);
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, side as u32, side as u32);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.write_header()?.write_image_data(&grey)?;
    Ok(file)
}

fn rqrr(side: usize, grey: &[u8]) -> Vec<String> {
    let mut picture = rqrr::PreparedImage::prepare_from_greyscale(side, side, |x, y| grey[y * side + x]);
    picture.detect_grids().iter().filter_map(|grid| Some(grid.decode().ok()?.1)).collect()
}

fn rxing(side: usize, grey: &[u8]) -> Vec<String> {
    use rxing::common::HybridBinarizer;
    use rxing::qrcode::cpp_port::QrReader;
    use rxing::{BarcodeFormat, BinaryBitmap, DecodeHints, Luma8LuminanceSource, Reader};
    let Ok(source) = Luma8LuminanceSource::new(grey.to_vec(), side as u32, side as u32) else {
        return Vec::new();
    };
    let hints = DecodeHints {
        PossibleFormats: Some([BarcodeFormat::QR_CODE].into()),
        TryHarder: Some(true),
        ..DecodeHints::default()
    };
    let read = QrReader.decode_with_hints(&mut BinaryBitmap::new(HybridBinarizer::new(source)), &hints);
    read.map(|read| read.getText().to_owned()).into_iter().collect()
}
