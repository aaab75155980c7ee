//! Pictures and files that were made to hurt: nothing may panic, take long or take much memory.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;

use cpu_time::ThreadTime;
use fastrand::Rng;
use khyber_pass::qr::{Frame, scan_picture};
use qrcode::canvas::Canvas;
use qrcode::{Color, EcLevel, Version, bits::Bits, ec};

use crate::files;
use crate::readers::Sample;
use crate::stress;

/// Reads so many, tells the worst of each kind, and whether all was as it must be.
pub fn run(count: usize, seed: u64, from: usize) -> bool {
    static CAUGHT: Mutex<BTreeMap<String, usize>> = Mutex::new(BTreeMap::new());
    std::panic::set_hook(Box::new(|panic| {
        let place =
            panic.location().map_or_else(String::new, |at| format!("{}:{}", short(at.file()), at.line()));
        *CAUGHT.lock().expect("no panic in here").entry(place).or_default() += 1;
    }));
    let pool: Vec<Sample> = stress::pictures(40, seed).collect();
    let mut worst: BTreeMap<&str, Worst> = BTreeMap::new();
    for at in from..from + count {
        let mut rng = Rng::with_seed(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ at as u64);
        let (kind, case) = case(at, &pool, &mut rng);
        let begun = ThreadTime::now();
        let mut panicked = false;
        let memory = allocation_counter::measure(|| {
            let read = catch_unwind(AssertUnwindSafe(|| case.read()));
            panicked = read.is_err();
        });
        let (ms, bytes) = (begun.elapsed().as_secs_f64() * 1000.0, memory.bytes_max);
        let so_far = worst.entry(kind).or_default();
        so_far.count += 1;
        so_far.panics += usize::from(panicked);
        if ms > so_far.ms {
            (so_far.ms, so_far.slowest) = (ms, at);
        }
        so_far.bytes = so_far.bytes.max(bytes);
    }
    let _ = std::panic::take_hook();
    println!("| kind | read | panics | slowest ms | which | most MB |\n|---|---|---|---|---|---|");
    for (kind, Worst { count, panics, ms, slowest, bytes }) in &worst {
        println!("| {kind} | {count} | {panics} | {ms:.0} | {slowest} | {:.1} |", *bytes as f64 / 1e6);
    }
    for (place, times) in CAUGHT.lock().expect("no panic in here").iter() {
        println!("caught inside: {times} panics at {place}");
    }
    let well = |worst: &Worst| worst.panics == 0 && worst.ms < 2_000.0 && worst.bytes < 256_000_000;
    worst.values().all(well)
}

#[derive(Default)]
struct Worst {
    count: usize,
    panics: usize,
    ms: f64,
    slowest: usize,
    bytes: u64,
}

enum Case {
    Pixels(usize, usize, usize, Vec<u8>),
    File(Vec<u8>),
}

impl Case {
    fn read(&self) {
        match self {
            Self::Pixels(width, height, stride, pixels) => {
                let frame = Frame::with_stride(*width, *height, *stride, pixels);
                let _ = frame.and_then(|frame| frame.scan(&Default::default()));
            }
            Self::File(bytes) => _ = scan_picture(bytes),
        }
    }
}

fn case(at: usize, pool: &[Sample], rng: &mut Rng) -> (&'static str, Case) {
    if at % 500 == 250 {
        return ("up to 40 megapixels", large(rng));
    }
    match at % 10 {
        0..4 => ("changed pictures", changed(&pool[rng.usize(0..pool.len())], rng)),
        4..6 => ("random data, valid correction", random_data(rng)),
        6 => ("fields of finders", finders(rng.usize(100..900), rng.usize(100..900), rng)),
        7 => ("noise and odd shapes", noise(rng)),
        _ => ("changed files", file(&pool[rng.usize(0..pool.len())], rng)),
    }
}

fn changed(sample: &Sample, rng: &mut Rng) -> Case {
    let (mut width, mut height, mut pixels) = (sample.width, sample.height, sample.pixels.clone());
    for _ in 0..rng.usize(1..=4) {
        let (x, y) = (rng.usize(0..width), rng.usize(0..height));
        let (w, h) = (rng.usize(1..=width - x), rng.usize(1..=height - y));
        let rectangle = (y..y + h).flat_map(|y| (x..x + w).map(move |x| y * width + x));
        match rng.u8(0..7) {
            0 => rectangle.for_each(|at| pixels[at] = !pixels[at]),
            1 => {
                let shade = rng.u8(..);
                rectangle.for_each(|at| pixels[at] = shade);
            }
            2 => {
                let from = rng.usize(0..pixels.len());
                rectangle.for_each(|at| pixels[at] = pixels[(at + from) % pixels.len()]);
            }
            3 => (0..rng.usize(1..5_000)).for_each(|_| {
                let at = rng.usize(0..pixels.len());
                pixels[at] = rng.u8(..);
            }),
            4 => rectangle.for_each(|at| pixels[at] = pixels[at] / 8 * 8),
            5 if width > 40 => {
                width -= rng.usize(1..20);
                height = pixels.len() / width;
            }
            _ => rectangle.for_each(|at| pixels[at] = pixels[at].wrapping_mul(3)),
        }
    }
    let narrower = rng.usize(0..10).min(width - 1);
    Case::Pixels(width - narrower, height, width, pixels)
}

/// What is in it is random, the error correction round it is right.
fn random_data(rng: &mut Rng) -> Case {
    let version = Version::Normal(rng.i16(1..=40));
    let level = [EcLevel::L, EcLevel::M, EcLevel::Q, EcLevel::H][rng.usize(0..4)];
    let length = Bits::new(version).max_len(level).expect("it is a version") / 8;
    let data: Vec<u8> = (0..length).map(|_| rng.u8(..)).collect();
    let (data, correction) =
        ec::construct_codewords(&data, version, level).expect("it is as long as it must be");
    let mut canvas = Canvas::new(version, level);
    canvas.draw_all_functional_patterns();
    canvas.draw_data(&data, &correction);
    let modules = canvas.apply_best_mask().into_colors();
    let (side, scale) = (version.width() as usize, rng.usize(1..=4));
    let width = (side + 8) * scale;
    let module = |v: usize| (v / scale).wrapping_sub(4);
    let shade = |at: usize| {
        let (x, y) = (module(at % width), module(at / width));
        let dark = x < side && y < side && modules[y * side + x] == Color::Dark;
        if dark { 20 } else { 230 }
    };
    Case::Pixels(width, width, width, (0..width * width).map(shade).collect())
}

fn finders(width: usize, height: usize, rng: &mut Rng) -> Case {
    let module = rng.usize(1..5);
    let (gap_x, gap_y) = (rng.usize(8..30) * module, rng.usize(8..30) * module);
    let jitter = rng.usize(0..3);
    let grey = (rng.u8(0..100), rng.u8(150..=255));
    let rows: Vec<usize> = (0..height / gap_y + 2).map(|_| rng.usize(0..=jitter)).collect();
    let shade = |at: usize| {
        let (x, y) = (at % width, at / width);
        let x = x + rows[y / gap_y];
        let ring = ((x % gap_x) / module).abs_diff(3).max(((y % gap_y) / module).abs_diff(3));
        if matches!(ring, 0 | 1 | 3) { grey.0 } else { grey.1 }
    };
    Case::Pixels(width, height, width, (0..width * height).map(shade).collect())
}

fn noise(rng: &mut Rng) -> Case {
    let (width, height) = match rng.u8(0..4) {
        0 => (rng.usize(0..4), rng.usize(0..20_000)),
        1 => (rng.usize(18..30), rng.usize(0..8_000)),
        2 => (rng.usize(0..8_000), rng.usize(0..30)),
        _ => (rng.usize(20..900), rng.usize(20..900)),
    };
    let cell = rng.usize(1..6);
    let pixels = match rng.u8(0..3) {
        0 => (0..width * height).map(|_| rng.u8(..)).collect(),
        1 => {
            let across = width / cell + 1;
            let cells: Vec<u8> = (0..across * (height / cell + 1)).map(|_| rng.u8(..)).collect();
            let shade = |at: usize| cells[at / width / cell * across + at % width / cell];
            (0..width * height).map(|at| if shade(at) < 128 { 0 } else { 255 }).collect()
        }
        _ => (0..width * height).map(|at| if (at / cell) % 2 == 0 { 0 } else { 255 }).collect(),
    };
    Case::Pixels(width, height, width, pixels)
}

fn file(sample: &Sample, rng: &mut Rng) -> Case {
    let mut bytes = match rng.u8(0..3) {
        0 => files::png(sample),
        1 => files::jpeg(sample, rng.u8(5..100)),
        _ => files::webp(sample),
    };
    for _ in 0..rng.usize(0..6) {
        // Most of them in the first part, where the headers are.
        let end = if rng.bool() { bytes.len() } else { bytes.len().min(200) };
        let at = rng.usize(0..end);
        bytes[at] = rng.u8(..);
    }
    if rng.u8(0..4) == 0 {
        bytes.truncate(rng.usize(0..bytes.len()));
    }
    Case::File(bytes)
}

fn large(rng: &mut Rng) -> Case {
    let width = rng.usize(3_000..9_000);
    let height = 40_000_000 / width;
    if rng.bool() {
        return finders(width, height, rng);
    }
    let dots: Vec<u8> = (0..65_521).map(|_| rng.u8(..)).collect();
    let pixels = dots.iter().cycle().take(width * height).copied().collect();
    Case::Pixels(width, height, width, pixels)
}

fn short(path: &str) -> String {
    let parts: Vec<&str> = path.rsplit('/').take(3).collect();
    parts.into_iter().rev().collect::<Vec<_>>().join("/")
}
