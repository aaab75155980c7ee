//! Reading symbols from pictures: good ones in any position, and bad input of every kind in bounded memory.

use khyber_pass::Code;
use khyber_pass::limits::{PICTURE_BYTES, PICTURE_PIXELS};
use khyber_pass::qr::{Budget, Frame, Level, QrError, Symbol, scan_grey, scan_picture, scan_picture_within};
use proptest::prelude::*;

/// A text as long as a credential's: version 13 at level M.
fn text() -> String {
    format!("KP1:{}", "6BFOXN*TS0BI$ZD-PHQI9:9IHG83WSV*".repeat(12))
}

/// A picture that is wider in memory than it shows.
struct Canvas {
    width: usize,
    height: usize,
    stride: usize,
    pixels: Vec<u8>,
}

impl Canvas {
    fn light(width: usize, height: usize) -> Self {
        let stride = width + 13;
        // Between the rows lies what must never be looked at.
        let shade = |at: usize| if at % stride < width { 225 } else { (at % 7 * 36) as u8 };
        Self { width, height, stride, pixels: (0..stride * height).map(shade).collect() }
    }

    /// Through a perspective: a symbol turned by so many degrees, and farther away at one side.
    fn draw(&mut self, symbol: &Symbol, centre: (f64, f64), scale: f64, degrees: f64, tilt: f64) {
        let (sin, cos) = degrees.to_radians().sin_cos();
        let half = symbol.modules() as f64 / 2.0;
        for (x, y) in (0..self.height).flat_map(|y| (0..self.width).map(move |x| (x, y))) {
            let (dx, dy) = ((x as f64 + 0.5 - centre.0) / scale, (y as f64 + 0.5 - centre.1) / scale);
            let far = 1.0 + tilt * dx / (half * 2.0);
            let (dx, dy) = (dx / far, dy / far);
            let (column, row) = (dx * cos + dy * sin + half, dy * cos - dx * sin + half);
            if column >= 0.0 && row >= 0.0 && symbol.is_dark(column as usize, row as usize) {
                self.pixels[y * self.stride + x] = 40;
            }
        }
    }

    fn scan(&self, budget: &Budget<'_>) -> Result<Vec<String>, QrError> {
        Frame::with_stride(self.width, self.height, self.stride, &self.pixels)?.scan(budget)
    }
}

#[test]
fn a_credential_reads_at_any_angle_and_tilted() {
    let symbol = Symbol::new(&text()).unwrap();
    for (degrees, tilt) in [(0.0, 0.3), (17.0, 0.0), (45.0, 0.25), (90.0, -0.3), (163.0, 0.2), (211.0, -0.2)]
    {
        let mut canvas = Canvas::light(420, 400);
        canvas.draw(&symbol, (207.0, 199.0), 3.3, degrees, tilt);
        assert_eq!(canvas.scan(&Budget::FIRST_DECODER), Ok(vec![text()]), "{degrees} {tilt}");
    }
}

#[test]
fn several_codes_in_one_picture_are_all_read_once() {
    let texts: Vec<String> =
        (1..=6).map(|at| format!("KP1:{}{at}", "PART OF THE PICTURE ".repeat(3))).collect();
    let mut canvas = Canvas::light(640, 440);
    for (at, text) in texts.iter().chain(&texts[..1]).take(6).enumerate() {
        let centre = (110.0 + (at % 3) as f64 * 205.0, 110.0 + (at / 3) as f64 * 210.0);
        canvas.draw(&Symbol::new(text).unwrap(), centre, 3.6, at as f64 * 31.0, 0.0);
    }
    let mut read = canvas.scan(&Budget::ALL).unwrap();
    read.sort();
    assert_eq!(read, texts);

    let mut twice = Canvas::light(440, 220);
    for x in [110.0, 330.0] {
        twice.draw(&Symbol::new(&texts[0]).unwrap(), (x, 110.0), 3.6, 0.0, 0.0);
    }
    assert_eq!(twice.scan(&Budget::ALL), Ok(vec![texts[0].clone()]));
}

#[test]
fn a_small_code_in_a_picture_of_many_megapixels_is_read() {
    let mut canvas = Canvas::light(3_000, 2_000);
    canvas.draw(&Symbol::new(&text()).unwrap(), (2_203.0, 777.0), 3.0, 8.0, 0.0);
    assert_eq!(canvas.scan(&Budget::FIRST_DECODER), Ok(vec![text()]));
}

#[test]
fn a_budget_of_nothing_reads_nothing_and_a_deadline_is_asked_often() {
    let mut canvas = Canvas::light(420, 400);
    canvas.draw(&Symbol::new(&text()).unwrap(), (207.0, 199.0), 3.3, 17.0, 0.0);
    assert_eq!(canvas.scan(&Budget::attempts(0)), Err(QrError::None));
    assert_eq!(canvas.scan(&Budget::ALL.until(&|| true)), Err(QrError::None));

    let asked = std::cell::Cell::new(0);
    let over = || {
        asked.set(asked.get() + 1);
        false
    };
    assert_eq!(canvas.scan(&Budget::ALL.until(&over)), Ok(vec![text()]));
    assert!((3..1_000).contains(&asked.get()), "{}", asked.get());

    // The first attempt is for drawings; the second, which every other frame gets, reads this one.
    assert_eq!(canvas.scan(&Budget::attempts(1)), Err(QrError::None));
    let frames: Vec<bool> = (0..20).map(|number| canvas.scan(&Budget::for_frame(number)).is_ok()).collect();
    assert!(frames[0], "{frames:?}");
}

#[test]
fn files_are_read_within_a_budget_too() {
    let png = Symbol::new(&text()).unwrap().to_png(3).unwrap();
    assert_eq!(scan_picture_within(&png, &Budget::attempts(1)), Ok(vec![text()]));
    assert_eq!(scan_picture_within(&png, &Budget::attempts(0)), Err(QrError::None));
}

/// The code with one finder painted over: three are needed.
#[test]
fn a_code_with_a_missing_corner_is_not_read() {
    let symbol = Symbol::with_level(&text(), Level::H).unwrap();
    let (side, scale) = (symbol.modules() + 8, 3);
    for corner in [(0, 0), (side - 13, 0), (0, side - 13)] {
        let shade = |at: usize| {
            let (x, y) = (at % (side * scale) / scale, at / (side * scale) / scale);
            let gone = (corner.0..corner.0 + 13).contains(&x) && (corner.1..corner.1 + 13).contains(&y);
            let dark = symbol.is_dark(x.wrapping_sub(4), y.wrapping_sub(4));
            if dark && !gone { 0 } else { 255 }
        };
        let pixels: Vec<u8> = (0..side * scale * side * scale).map(shade).collect();
        let read = bounded(20_000_000, || scan_grey(side * scale, side * scale, &pixels));
        assert_eq!(read, Err(QrError::None), "{corner:?}");
    }
}

#[test]
fn a_page_of_text_holds_no_code() {
    // Letters of five by seven cells at random, in words and lines.
    let letter = |word: usize, row: usize, column: usize| {
        let mixed = (word * 2_654_435_761 + row * 40_503 + column * 69_069) >> 7;
        mixed % 5 < 2
    };
    let shade = |at: usize| {
        let (x, y) = (at % 900 / 2, at / 900 / 2);
        let (line, row, character, column) = (y / 11, y % 11, x / 7, x % 7);
        let word = line * 97 + character;
        let inked = row < 7 && column < 5 && word % 6 != 0 && letter(word, row, column);
        if inked { 30 } else { 235 }
    };
    let pixels: Vec<u8> = (0..900 * 700).map(shade).collect();
    assert_eq!(bounded(50_000_000, || scan_grey(900, 700, &pixels)), Err(QrError::None));
}

#[test]
fn pictures_too_large_are_refused_by_their_headers() {
    let png = png_header(30_000, 30_000);
    let jpeg = [
        &b"\xFF\xD8\xFF\xC0\x00\x11\x08\x75\x30\x75\x30\x03\x01\x22\x00\x02\x11\x01\x03\x11\x01"[..],
        b"\xFF\xDA\x00\x0C\x03\x01\x00\x02\x11\x03\x11\x00\x3F\x00",
        &[0; 64],
    ]
    .concat();
    let refused = |limit| Err(QrError::PictureSize { width: 30_000, height: 30_000, limit });
    assert_eq!(bounded(1_000_000, || scan_picture(&png)), refused(PICTURE_PIXELS));
    assert_eq!(bounded(1_000_000, || scan_picture(&jpeg)), refused(PICTURE_PIXELS));
    assert_eq!(refused(PICTURE_PIXELS).unwrap_err().code(), Code::QrPictureSize);

    // WebP ends at 16,384, and its decoder needs more memory for each pixel.
    let webp = webp_header(16_000, 16_000);
    let refused = Err(QrError::PictureSize { width: 16_000, height: 16_000, limit: 25_000_000 });
    assert_eq!(bounded(1_000_000, || scan_picture(&webp)), refused);

    let pixels = vec![0; PICTURE_PIXELS + 1];
    let frame = Frame::new(PICTURE_PIXELS + 1, 1, &pixels);
    let (width, height, limit) = (PICTURE_PIXELS + 1, 1, PICTURE_PIXELS);
    assert_eq!(frame.unwrap_err(), QrError::PictureSize { width, height, limit });
}

#[test]
fn a_file_of_too_many_bytes_is_refused_unseen() {
    let found = PICTURE_BYTES + 1;
    let bytes = vec![0x89; found];
    let refused = Err(QrError::PictureBytes { found, limit: PICTURE_BYTES });
    assert_eq!(bounded(1_000, || scan_picture(&bytes)), refused);
}

#[test]
fn a_truncated_png_is_no_picture() {
    let png = Symbol::new(&text()).unwrap().to_png(4).unwrap();
    for end in (0..png.len() - 12).step_by(7) {
        assert_eq!(bounded(2_000_000, || scan_picture(&png[..end])), Err(QrError::Picture), "{end}");
    }
}

#[test]
fn an_animated_gif_is_no_picture_of_ours() {
    let gif = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xFF\xFF\xFF!\xFF\x0BNETSCAPE2.0\x03\x01\0\0\0\
        !\xF9\x04\0\n\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0!\xF9\x04\0\n\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02L\x01\0;";
    assert_eq!(bounded(1_000, || scan_picture(gif)), Err(QrError::Picture));
    assert_eq!(QrError::Picture.code(), Code::QrPicture);
}

#[test]
fn frames_of_a_wrong_size_are_refused() {
    let pixels = [255; 1_000];
    let refused = |width, height, stride| Frame::with_stride(width, height, stride, &pixels).err();
    assert_eq!(refused(30, 30, 29), Some(QrError::Picture));
    assert_eq!(refused(30, 34, 30), Some(QrError::Picture));
    assert_eq!(refused(30, 30, usize::MAX), Some(QrError::Picture));
    // The last row ends where the picture does.
    assert_eq!(refused(10, 34, 30), None);
    assert_eq!(refused(11, 34, 30), Some(QrError::Picture));
    assert_eq!(Frame::new(30, 30, &pixels).err(), Some(QrError::Picture));
    assert_eq!(Frame::new(0, 0, &[]).unwrap().scan(&Budget::ALL), Err(QrError::None));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn random_bytes_are_no_picture_in_any_format(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        let heads: [&[u8]; 5] = [b"", b"\x89PNG\r\n\x1A\n", b"\xFF\xD8\xFF", b"RIFF\0\0\0\0WEBP", b"GIF89a"];
        for head in heads {
            let file = [head, &bytes].concat();
            let read = bounded(70_000_000, || scan_picture(&file));
            prop_assert!(matches!(read, Err(QrError::Picture | QrError::PictureSize { .. } | QrError::None)), "{:?}", read);
        }
    }

    #[test]
    fn a_stride_changes_nothing(seed in any::<u64>(), width in 21_usize..60, height in 21_usize..60, gap in 1_usize..9) {
        let shade = |x: usize, y: usize| (seed.rotate_left((x / 3 * 7 + y / 3 * 13) as u32 % 64) & 0xFF) as u8;
        let stride = width + gap;
        let wide: Vec<u8> = (0..stride * height).map(|at| shade(at % stride, at / stride)).collect();
        let close: Vec<u8> = (0..width * height).map(|at| shade(at % width, at / width)).collect();
        let framed = Frame::with_stride(width, height, stride, &wide).unwrap().scan(&Budget::ALL);
        prop_assert_eq!(framed, scan_grey(width, height, &close));
    }
}

/// Runs it and sees that it never held more memory than that.
fn bounded<T>(bytes: u64, work: impl FnOnce() -> T) -> T {
    let mut result = None;
    let used = allocation_counter::measure(|| result = Some(work()));
    assert!(used.bytes_max <= bytes, "{} bytes", used.bytes_max);
    result.expect("it ran")
}

fn png_header(width: u32, height: u32) -> Vec<u8> {
    let mut chunk = b"IHDR".to_vec();
    chunk.extend([width.to_be_bytes(), height.to_be_bytes()].concat());
    chunk.extend([8, 0, 0, 0, 0]);
    let sum = crc(&chunk);
    [
        &b"\x89PNG\r\n\x1A\n"[..],
        &13_u32.to_be_bytes(),
        &chunk,
        &sum.to_be_bytes(),
        &[0, 0, 0, 0],
        b"IDAT",
        &[0; 4],
    ]
    .concat()
}

/// CRC-32 as PNG has it.
fn crc(bytes: &[u8]) -> u32 {
    let bit = |crc: u32, _| if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 };
    !bytes.iter().fold(u32::MAX, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), bit))
}

/// A lossless one: a signature byte, then both sides less one in 14 bits each.
fn webp_header(width: u32, height: u32) -> Vec<u8> {
    let sides = (width - 1) | (height - 1) << 14;
    let chunk = [&[0x2F][..], &sides.to_le_bytes(), &[0; 11]].concat();
    let length = u32::try_from(chunk.len()).unwrap();
    [&b"RIFF"[..], &(length + 12).to_le_bytes(), b"WEBPVP8L", &length.to_le_bytes(), &chunk].concat()
}
