//! Any small picture: grey pixels, PNG, JPEG. No panic gets out, and what is read is a set of texts.

#![no_main]

use khyber_pass::qr::{QrError, scan_grey, scan_picture};
use libfuzzer_sys::fuzz_target;

/// Keeps one run to milliseconds: enlarging makes nine times as many.
const MOST_PIXELS: usize = 40_000;

fuzz_target!(
    // libFuzzer's own panic hook aborts, which would also end the runs in which the scan room
    // catches a panic of the library below, as it must. A panic that gets out still aborts.
    init: std::panic::set_hook(Box::new(|panic| eprintln!("{panic}"))),
    |data: &[u8]| {
        let found = match data.split_first() {
            Some((0, file)) if claimed_pixels(file) <= MOST_PIXELS => scan_picture(file),
            Some((&width, pixels)) if width > 0 && pixels.len() <= MOST_PIXELS => {
                let whole = pixels.chunks_exact(width.into()).count();
                scan_grey(width.into(), whole, &pixels[..whole * usize::from(width)])
            }
            _ => return,
        };
        match found {
            Ok(texts) => {
                let once = |(at, text): (usize, &String)| !texts[..at].contains(text);
                assert!(!texts.is_empty() && texts.iter().enumerate().all(once));
            }
            Err(error) => assert!(matches!(error, QrError::Picture | QrError::PictureSize { .. } | QrError::None)),
        }
    }
);

/// What a header says, so that a picture of many megapixels is passed over; 0 when there is none.
fn claimed_pixels(file: &[u8]) -> usize {
    let area =
        |sides: &[u8]| sides.chunks(2).map(|side| usize::from(side[0]) << 8 | usize::from(side[1])).product();
    let png = file.get(18..20).zip(file.get(22..24)).filter(|_| file.starts_with(b"\x89PNG"));
    let high_bytes = file.get(16..18).zip(file.get(20..22)).is_some_and(|(w, h)| [w, h].concat() != [0; 4]);
    let png = png.map(|(width, height)| if high_bytes { 0 } else { area(&[width, height].concat()) });
    let jpeg = file
        .windows(9)
        .filter(|at| at[0] == 0xFF && (0xC0..=0xC3).contains(&at[1]))
        .map(|at| area(&at[5..9]));
    png.into_iter().chain(jpeg).max().unwrap_or(0)
}
