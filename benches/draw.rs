//! What drawing costs, beside two other encoders in the same run.
//!
//! ```sh
//! cargo bench --bench draw --features qr-draw
//! ```
//!
//! All of them draw the same texts, one alphanumeric segment at level M, and choose the mask themselves. They are measured in
//! turns, in three processes one after the other; the figures are medians over them.

mod measure;

use khyber_pass::qr::Symbol;
use measure::{Row, is_one, line, medians, over_processes, print_numbers, text};
use std::error::Error;
use std::hint::black_box;

const PROCESSES: usize = 3;
const ROUNDS: usize = 40;
const TIMES_A_ROUND: u32 = 4;

/// A version, and characters that need it at level M.
const SIZES: [(usize, usize); 3] = [(10, 310), (15, 590), (20, 960)];

fn main() -> Result<(), Box<dyn Error>> {
    if is_one() {
        return one();
    }
    let times = over_processes(PROCESSES)?;
    println!("median of {PROCESSES} processes of {ROUNDS} rounds each; the ratio is to `qrcode` alone\n");
    for ((version, chars), times) in SIZES.iter().zip(times.chunks(NAMES.len())) {
        println!("version {version}, {chars} characters");
        let [.., reference] = times else { continue };
        for (name, time) in NAMES.iter().zip(times) {
            let goal = (*version == 15 && *name == NAMES[0]).then_some(GOAL);
            line(name, *time, time / reference, goal);
        }
        println!();
    }
    Ok(())
}

/// Half a millisecond, where `qrcode` takes 2.37: so long each took for version 15 on a machine that did nothing else.
const GOAL: f64 = 0.5 / 2.37;

/// In the order in which a process measures them, for each size.
const NAMES: [&str; 5] = [
    "Symbol::new",
    "Symbol::new and to_png, 4 pixels a module",
    "Symbol::new and to_svg",
    "qrcodegen alone",
    "qrcode alone",
];

fn one() -> Result<(), Box<dyn Error>> {
    for (version, chars) in SIZES {
        let text = text(chars);
        let draw = || Symbol::new(black_box(&text)).expect("it fits");
        assert_eq!(usize::from(draw().version()), version, "{chars} characters");
        let rows: [Row<'_>; NAMES.len()] = [
            (NAMES[0], Box::new(|| _ = black_box(draw()))),
            (NAMES[1], Box::new(|| _ = black_box(draw().to_png(4).expect("it is small")))),
            (NAMES[2], Box::new(|| _ = black_box(draw().to_svg()))),
            (NAMES[3], Box::new(|| _ = black_box(qrcodegen(black_box(&text))))),
            (NAMES[4], Box::new(|| _ = black_box(qrcode(black_box(&text))))),
        ];
        print_numbers(&medians(&rows, ROUNDS, TIMES_A_ROUND));
    }
    Ok(())
}

fn qrcodegen(text: &str) -> qrcodegen::QrCode {
    use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};
    let segments = [QrSegment::make_alphanumeric(text)];
    let (first, last) = (Version::new(1), Version::new(40));
    QrCode::encode_segments_advanced(&segments, QrCodeEcc::Medium, first, last, None, false).expect("it fits")
}

fn qrcode(text: &str) -> qrcode::QrCode {
    qrcode::QrCode::with_error_correction_level(text, qrcode::EcLevel::M).expect("it fits")
}
