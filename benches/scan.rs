//! What reading costs, where nothing is in the way: pictures of about 500 pixels with one upright symbol, which the first try
//! reads. How hard pictures fare is measured by `benches/readers`.
//!
//! ```sh
//! cargo bench --bench scan --features qr-draw,qr-scan
//! ```

mod measure;

use khyber_pass::qr::{Budget, Frame, Symbol, scan_picture};
use measure::{Row, is_one, medians, over_processes, print_numbers, text, verdict};
use std::error::Error;
use std::hint::black_box;

const PROCESSES: usize = 3;
const ROUNDS: usize = 30;
const TIMES_A_ROUND: u32 = 2;
const GOAL_MS: f64 = 20.0;

/// Characters, and pixels a module: versions 10, 15 and 20 at level M.
const SIZES: [(usize, u8); 3] = [(310, 8), (590, 6), (960, 5)];
const PEER: &str = "rqrr alone";
const NAMES: [&str; 3] = [PEER, "Frame::scan", "scan_picture, of a PNG"];

fn main() -> Result<(), Box<dyn Error>> {
    if is_one() {
        return one();
    }
    let times = over_processes(PROCESSES)?;
    println!("median of {PROCESSES} processes of {ROUNDS} rounds each");
    for ((chars, scale), times) in SIZES.iter().zip(times.chunks(NAMES.len())) {
        let symbol = Symbol::new(&text(*chars))?;
        println!("\nversion {}, {} pixels wide", symbol.version(), width(&symbol, *scale));
        for (name, time) in NAMES.iter().zip(times) {
            let ms = time * 1e3;
            let verdict = match *name {
                PEER => String::new(),
                _ => format!("goal {GOAL_MS}, {}", verdict(ms < GOAL_MS)),
            };
            println!("{name:<24} {ms:>7.2} ms   {verdict}");
        }
    }
    Ok(())
}

fn one() -> Result<(), Box<dyn Error>> {
    for (chars, scale) in SIZES {
        let text = text(chars);
        let symbol = Symbol::new(&text)?;
        let (side, pixels) = (width(&symbol, scale), grey(&symbol, scale));
        let png = symbol.to_png(scale)?;
        let scan = || Frame::new(side, side, &pixels).and_then(|frame| frame.scan(&Budget::FIRST_DECODER));
        assert_eq!(scan()?.first(), Some(&text));
        assert_eq!(scan_picture(&png)?.first(), Some(&text));
        let rows: [Row<'_>; NAMES.len()] = [
            (NAMES[0], Box::new(|| assert_eq!(rqrr(side, black_box(&pixels)).as_ref(), Some(&text)))),
            (NAMES[1], Box::new(|| drop(black_box(scan())))),
            (NAMES[2], Box::new(|| drop(black_box(scan_picture(black_box(&png)))))),
        ];
        print_numbers(&medians(&rows, ROUNDS, TIMES_A_ROUND));
    }
    Ok(())
}

fn rqrr(side: usize, pixels: &[u8]) -> Option<String> {
    let mut picture = rqrr::PreparedImage::prepare_from_greyscale(side, side, |x, y| pixels[y * side + x]);
    picture.detect_grids().first()?.decode().ok().map(|(_, text)| text)
}

fn width(symbol: &Symbol, scale: u8) -> usize {
    symbol.framed_modules() * usize::from(scale)
}

/// The symbol with its border, dark on light.
fn grey(symbol: &Symbol, scale: u8) -> Vec<u8> {
    let (side, scale) = (width(symbol, scale), usize::from(scale));
    let module = |at: usize| (at / scale).checked_sub(4);
    let is_dark = |x, y| module(x).zip(module(y)).is_some_and(|(x, y)| symbol.is_dark(x, y));
    (0..side * side).map(|at| if is_dark(at % side, at / side) { 0 } else { 255 }).collect()
}
