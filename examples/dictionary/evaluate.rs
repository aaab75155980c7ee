//! What the dictionary saves for 1,000 invented people.

use super::build::{WORDS, all_words, contains, with_space, words};
use super::people::{Names, person};
use super::random::Random;
use super::{encode, names};
use flate2::{Compress, Compression, FlushCompress, Status};
use khyber_pass::{Disclosure, QrText};
use std::error::Error;

pub const PEOPLE: usize = 1_000;
/// The seed of the published figures.
pub const SEED: u64 = 20_260_708;
/// Alphanumeric characters of QR versions 1 to 20 at level M (ISO/IEC 18004, table 7).
const CAPACITY: [usize; 20] =
    [20, 38, 61, 90, 122, 154, 178, 221, 262, 311, 366, 419, 483, 528, 600, 656, 734, 816, 909, 970];

/// Sizes of one message, in bytes.
struct Sizes {
    services: usize,
    characters: usize,
    raw: usize,
    body: usize,
    /// With the dictionary, by a compressor as everybody has it.
    plain: usize,
    zlib: usize,
}

/// The figures of the goals, over people whose name parts are not in the dictionary.
pub struct Summary {
    /// Body beside message, of all bytes.
    pub ratio: f64,
    /// By how many bytes a body is larger than its message, at most.
    pub excess: i64,
    /// The version at level M of the median person with so many services, 0 to 5.
    pub versions: [usize; 6],
}

/// What the goals of the dictionary are held against.
pub fn summary(dictionary: &[u8], seed: u64) -> Result<Summary, Box<dyn Error>> {
    let all = measure(dictionary, seed, 0)?;
    let sum = |of: fn(&Sizes) -> usize| all.iter().map(of).sum::<usize>() as f64;
    let group = |services| all.iter().filter(|sizes| sizes.services == services).collect::<Vec<_>>();
    Ok(Summary {
        ratio: sum(|sizes| sizes.body) / sum(|sizes| sizes.raw),
        excess: excess(all.iter()),
        versions: [0, 1, 2, 3, 4, 5].map(|services| median_and_most(&group(services)).0),
    })
}

/// Prints the figures. Every text was verified when it was issued, so that each of them inflates to its message.
pub fn print(dictionary: &[u8], seed: u64) -> Result<(), Box<dyn Error>> {
    let held = all_words(WORDS).filter(|word| contains(dictionary, &with_space(word))).count();
    println!("seed {seed}, {PEOPLE} people, dictionary of {} bytes with {held} words", dictionary.len());
    for known in [0, 60] {
        println!("\n{known} of 100 name parts are words of the dictionary");
        println!(
            "services    raw   body  body/raw  by flate2  zlib/raw  most over raw  characters  version at M: median, most"
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
    let block = |name| words(WORDS, name).filter(|word| contains(dictionary, &with_space(word))).collect();
    let names = Names {
        known,
        words: ["roman", "urdu", "pashto"].map(block),
        men: names::MEN,
        women: names::WOMEN,
        families: names::FAMILIES,
    };
    let mut random = Random(seed);
    let sizes = |number: usize| {
        let services = number % 6;
        sizes(services, &encode::text(&person(&mut random, &names, services), Disclosure::Full)?, dictionary)
    };
    (0..PEOPLE).map(sizes).collect()
}

fn sizes(services: usize, text: &QrText, dictionary: &[u8]) -> Result<Sizes, Box<dyn Error>> {
    let characters = text.as_str().len();
    Ok(Sizes {
        services,
        characters,
        raw: text.message().len(),
        // Three characters for two bytes, two for one.
        body: (characters - 4) * 2 / 3,
        plain: 1 + deflate(text.message(), Some(dictionary))?,
        zlib: deflate(text.message(), None)?,
    })
}

fn row(label: &str, people: Vec<&Sizes>) {
    let mean = |of: fn(&Sizes) -> usize| {
        people.iter().map(|sizes| of(sizes)).sum::<usize>() as f64 / people.len() as f64
    };
    let (raw, body) = (mean(|sizes| sizes.raw), mean(|sizes| sizes.body));
    let excess = excess(people.iter().copied());
    let (median, most) = median_and_most(&people);
    println!(
        "{label:8} {raw:6.1} {body:6.1} {:9.3} {:10.3} {:9.3} {excess:14} {:11.1}  {median}, {most}",
        body / raw,
        mean(|sizes| sizes.plain) / raw,
        mean(|sizes| sizes.zlib) / raw,
        mean(|sizes| sizes.characters),
    );
}

fn excess<'a>(people: impl Iterator<Item = &'a Sizes>) -> i64 {
    people.map(|sizes| sizes.body as i64 - sizes.raw as i64).max().unwrap_or(0)
}

fn median_and_most(people: &[&Sizes]) -> (usize, usize) {
    let mut versions: Vec<usize> = people.iter().map(|sizes| version(sizes.characters)).collect();
    versions.sort_unstable();
    (versions[versions.len() / 2], versions[versions.len() - 1])
}

fn version(characters: usize) -> usize {
    1 + CAPACITY.iter().filter(|capacity| **capacity < characters).count()
}

/// The size of raw DEFLATE with a dictionary, or of zlib without one.
fn deflate(bytes: &[u8], dictionary: Option<&[u8]>) -> Result<usize, Box<dyn Error>> {
    let mut stream = Compress::new(Compression::new(9), dictionary.is_none());
    if let Some(dictionary) = dictionary {
        stream.set_dictionary(dictionary)?;
    }
    let mut out = Vec::with_capacity(bytes.len() + 64);
    match stream.compress_vec(bytes, &mut out, FlushCompress::Finish)? {
        Status::StreamEnd => Ok(out.len()),
        status => Err(format!("the compressor stopped: {status:?}").into()),
    }
}
