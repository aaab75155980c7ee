//! The readers that are compared. All of them get the same grey pixels.

use std::collections::HashMap;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use cpu_time::ThreadTime;
use khyber_pass::qr::{Budget, Frame};

/// A picture and the texts that are in it.
pub struct Sample {
    pub name: String,
    pub condition: String,
    pub width: usize,
    pub height: usize,
    pub pixels: Vec<u8>,
    pub texts: Vec<String>,
}

/// What one reader made of one picture.
#[derive(Clone, Debug)]
pub struct Answer {
    pub texts: Vec<String>,
    /// Processor time in milliseconds, of one thread.
    pub ms: f64,
}

pub type Reader = (&'static str, fn(&Sample) -> Vec<String>);

/// Those that run in this process.
pub const READERS: [Reader; 4] =
    [("khyber-pass, qr-scan", ours), ("khyber-pass, qr-scan-rxing", full), ("rqrr", rqrr), ("rxing", rxing)];

/// Runs a reader, and gives nothing if it panics.
pub fn ask(reader: fn(&Sample) -> Vec<String>, sample: &Sample) -> Answer {
    let begun = ThreadTime::now();
    let texts = std::panic::catch_unwind(|| reader(sample)).unwrap_or_default();
    Answer { texts, ms: begun.elapsed().as_secs_f64() * 1000.0 }
}

pub fn ours(sample: &Sample) -> Vec<String> {
    scan(sample, &Budget::FIRST_DECODER)
}

pub fn full(sample: &Sample) -> Vec<String> {
    scan(sample, &Budget::ALL)
}

fn scan(sample: &Sample, budget: &Budget<'_>) -> Vec<String> {
    let frame = Frame::new(sample.width, sample.height, &sample.pixels);
    frame.and_then(|frame| frame.scan(budget)).unwrap_or_default()
}

/// As its documentation says it is used.
fn rqrr(sample: &Sample) -> Vec<String> {
    let at = |x, y| sample.pixels[y * sample.width + x];
    let mut picture = rqrr::PreparedImage::prepare_from_greyscale(sample.width, sample.height, at);
    picture.detect_grids().iter().filter_map(|grid| Some(grid.decode().ok()?.1)).collect()
}

/// Its port of the C++ reader, QR only, trying hard.
fn rxing(sample: &Sample) -> Vec<String> {
    use rxing::common::HybridBinarizer;
    use rxing::qrcode::cpp_port::QrReader;
    use rxing::{BarcodeFormat, BinaryBitmap, DecodeHints, Luma8LuminanceSource, Reader};
    let (width, height) = (sample.width as u32, sample.height as u32);
    let Ok(source) = Luma8LuminanceSource::new(sample.pixels.clone(), width, height) else {
        return Vec::new();
    };
    let mut bitmap = BinaryBitmap::new(HybridBinarizer::new(source));
    let hints = DecodeHints {
        PossibleFormats: Some([BarcodeFormat::QR_CODE].into()),
        TryHarder: Some(true),
        ..DecodeHints::default()
    };
    let read = QrReader.decode_with_hints(&mut bitmap, &hints);
    read.map(|read| read.getText().to_owned()).into_iter().collect()
}

/// Readers in other languages, by `others.py`: by reader, the answers by name of the sample. Those that are not
/// installed are missing.
pub fn others(samples: &[Sample], python: &str) -> Vec<(String, HashMap<String, Answer>)> {
    let folder = std::env::temp_dir().join(format!("readers-{}", std::process::id()));
    let answers = write_all(&folder, samples).and_then(|()| ask_python(&folder, python));
    let _ = std::fs::remove_dir_all(&folder);
    let answers = answers.unwrap_or_else(|error| {
        eprintln!("other readers were not asked: {error}");
        String::new()
    });
    let mut by_reader: Vec<(String, HashMap<String, Answer>)> = Vec::new();
    for line in answers.lines() {
        let [reader, name, ms, texts] = line.split('\t').collect::<Vec<_>>()[..] else { continue };
        let texts = texts.split(',').filter(|hex| !hex.is_empty()).map(unhex).collect();
        let answer = Answer { texts, ms: ms.parse().unwrap_or(0.0) };
        match by_reader.iter_mut().find(|(known, _)| known == reader) {
            Some((_, answers)) => _ = answers.insert(name.to_owned(), answer),
            None => by_reader.push((reader.to_owned(), [(name.to_owned(), answer)].into())),
        }
    }
    by_reader
}

fn write_all(folder: &Path, samples: &[Sample]) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    for sample in samples {
        let mut file = std::fs::File::create(folder.join(format!("{}.pgm", sample.name)))?;
        write!(file, "P5\n{} {}\n255\n", sample.width, sample.height)?;
        file.write_all(&sample.pixels)?;
    }
    Ok(())
}

fn ask_python(folder: &Path, python: &str) -> std::io::Result<String> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("others.py");
    let output = Command::new(python).arg(script).arg(folder).stderr(Stdio::inherit()).output()?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn unhex(hex: &str) -> String {
    let digit = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).unwrap_or(b'?');
    let bytes: Vec<u8> = (0..hex.len() / 2).map(|at| digit(at * 2)).collect();
    String::from_utf8_lossy(&bytes).into_owned()
}
