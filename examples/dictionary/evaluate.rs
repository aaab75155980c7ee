//! What the dictionary saves for 1,000 invented people.

use super::build::{WORDS, words};
use super::encode::message;
use super::people::{Names, person};
use super::random::Random;
use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress, Status};
use std::error::Error;

const PEOPLE: usize = 1_000;
/// Alphanumeric characters of QR versions 1 to 20 at level M (ISO/IEC 18004, table 7).
const CAPACITY: [usize; 20] =
    [20, 38, 61, 90, 122, 154, 178, 221, 262, 311, 366, 419, 483, 528, 600, 656, 734, 816, 909, 970];

/// Sizes of one message, in bytes.
struct Sizes {
    services: usize,
    raw: usize,
    body: usize,
    zlib: usize,
}

/// Prints the figures, after a round trip of every message.
pub fn print(dictionary: &[u8], seed: u64) -> Result<(), Box<dyn Error>> {
    println!("seed {seed}, {PEOPLE} people, dictionary of {} bytes", dictionary.len());
    for known in [0, 60] {
        println!("\n{known} of 100 name parts are words of the dictionary");
        println!(
            "services    raw   body  body/raw  zlib/raw  most over raw  characters  version at M: median, most"
        );
        let all = measure(dictionary, seed, known)?;
        for services in 0..=5 {
            row(&services.to_string(), all.iter().filter(|sizes| sizes.services == services).collect());
        }
        row("all", all.iter().collect());
    }
    Ok(())
}

fn measure(dictionary: &[u8], seed: u64, known: i64) -> Result<Vec<Sizes>, Box<dyn Error>> {
    let block = |name: &str| words(WORDS, name).collect::<Vec<_>>();
    let names = Names { known, words: ["roman", "urdu", "pashto"].map(block) };
    let mut random = Random(seed);
    let mut all = Vec::with_capacity(PEOPLE);
    for number in 0..PEOPLE {
        let services = number % 6;
        let message = message(&person(&mut random, &names, services))?;
        let stream = deflate(&message, Some(dictionary))?;
        if inflate(&stream, dictionary, message.len())? != message {
            return Err("a message does not come back".into());
        }
        let zlib = deflate(&message, None)?.len();
        all.push(Sizes { services, raw: message.len(), body: 1 + stream.len(), zlib });
    }
    Ok(all)
}

fn row(label: &str, people: Vec<&Sizes>) {
    let mean = |of: fn(&Sizes) -> usize| {
        people.iter().map(|sizes| of(sizes)).sum::<usize>() as f64 / people.len() as f64
    };
    let (raw, body) = (mean(|sizes| sizes.raw), mean(|sizes| sizes.body));
    let excess = people.iter().map(|sizes| sizes.body as i64 - sizes.raw as i64).max().unwrap_or(0);
    let mut versions: Vec<usize> = people.iter().map(|sizes| version(characters(sizes))).collect();
    versions.sort_unstable();
    println!(
        "{label:8} {raw:6.1} {body:6.1} {:9.3} {:9.3} {excess:14} {:11.1}  {}, {}",
        body / raw,
        mean(|sizes| sizes.zlib) / raw,
        mean(characters),
        versions[versions.len() / 2],
        versions[versions.len() - 1],
    );
}

/// `KP1:` and Base45 of whichever is shorter, the message or the compressed body.
fn characters(sizes: &Sizes) -> usize {
    4 + (3 * sizes.body.min(sizes.raw)).div_ceil(2)
}

fn version(characters: usize) -> usize {
    1 + CAPACITY.iter().filter(|capacity| **capacity < characters).count()
}

/// Raw DEFLATE with a dictionary, or zlib without one.
fn deflate(bytes: &[u8], dictionary: Option<&[u8]>) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut stream = Compress::new(Compression::new(9), dictionary.is_none());
    if let Some(dictionary) = dictionary {
        stream.set_dictionary(dictionary)?;
    }
    let mut out = Vec::with_capacity(bytes.len() + 64);
    match stream.compress_vec(bytes, &mut out, FlushCompress::Finish)? {
        Status::StreamEnd => Ok(out),
        status => Err(format!("the compressor stopped: {status:?}").into()),
    }
}

fn inflate(bytes: &[u8], dictionary: &[u8], most: usize) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut stream = Decompress::new(false);
    stream.set_dictionary(dictionary)?;
    let mut out = Vec::with_capacity(most + 1);
    match stream.decompress_vec(bytes, &mut out, FlushDecompress::Finish)? {
        Status::StreamEnd if stream.total_in() == bytes.len() as u64 => Ok(out),
        status => Err(format!("the inflater stopped: {status:?}").into()),
    }
}
