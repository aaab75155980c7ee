//! Any small picture: grey pixels with and without a gap between the rows, PNG, JPEG, WebP, under any budget.
//! No panic gets out, and what is read is a set of texts.

#![no_main]

use khyber_pass::qr::{Budget, Frame, QrError, scan_picture_within};
use libfuzzer_sys::fuzz_target;

/// Keeps one run to milliseconds: enlarging makes nine times as many.
const MOST_PIXELS: usize = 40_000;

fuzz_target!(
    // libFuzzer's own panic hook aborts, which would also end the runs in which the scan room
    // catches a panic of the library below, as it must. A panic that gets out still aborts.
    init: std::panic::set_hook(Box::new(|panic| eprintln!("{panic}"))),
    |data: &[u8]| {
        // The last byte is the budget, so that the seeds stay what they are.
        let budget = match data.last() {
            Some(last @ 0..16) => Budget::attempts(u32::from(*last)),
            Some(last @ 16..64) => Budget::for_frame(u32::from(*last)),
            _ => Budget::ALL,
        };
        let found = match data.split_first() {
            Some((0, file)) if claimed_pixels(file) <= MOST_PIXELS => scan_picture_within(file, &budget),
            Some((&width, pixels)) if width > 0 && pixels.len() <= MOST_PIXELS => {
                let stride = usize::from(width);
                // Some of each row is left out, as the budget happens to be.
                let width = stride - usize::from(data[data.len() - 1]) % stride;
                let rows = pixels.len() / stride;
                match Frame::with_stride(width, rows, stride, pixels) {
                    Ok(frame) => frame.scan(&budget),
                    Err(error) => panic!("{width} of {stride} in {rows} rows: {error}"),
                }
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
    png.into_iter().chain(jpeg).chain(webp_pixels(file)).max().unwrap_or(0)
}

/// The sides stand at another place in each of the three kinds, and in each frame of an animation.
fn webp_pixels(file: &[u8]) -> Option<usize> {
    let number = |bytes: &[u8]| bytes.iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte));
    let chunk = file.get(12..16).filter(|_| file.starts_with(b"RIFF"))?;
    let side = |at: usize, mask: usize| Some(number(file.get(at..at + 2)?) & mask);
    match chunk {
        b"VP8 " => Some(side(26, 0x3FFF)? * side(28, 0x3FFF)?),
        b"VP8L" => {
            let sides = number(file.get(21..25)?);
            Some(((sides & 0x3FFF) + 1) * ((sides >> 14 & 0x3FFF) + 1))
        }
        _ => Some((number(file.get(24..27)?) + 1) * (number(file.get(27..30)?) + 1)),
    }
}
