//! Measures readers of QR codes. README.md says how.

mod files;
mod mutated;
mod picture;
mod readers;
mod samples;
mod scene;
mod stress;
mod symbol;
mod table;

use readers::{Answer, READERS, Sample, ask};

fn main() {
    std::panic::set_hook(Box::new(|_| {}));
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number =
        |at: usize, without: u64| arguments.get(at).map_or(without, |text| text.parse().expect("a number"));
    match arguments.first().map(String::as_str) {
        Some("stress") => {
            let samples: Vec<Sample> = stress::pictures(number(1, 900) as usize, number(2, 1)).collect();
            compare(&samples);
        }
        Some("folder") => {
            let folder = arguments.get(1).expect("a folder");
            compare(&files::folder(folder.as_ref()).expect("a folder that can be read"));
        }
        Some("mutated") => {
            if !mutated::run(number(1, 10_000) as usize, number(2, 1), number(3, 0) as usize) {
                std::process::exit(1);
            }
        }
        Some("samples") => {
            samples::write(arguments.get(1).expect("a folder").as_ref()).expect("a folder to write to")
        }
        _ => {
            eprintln!("stress [PICTURES] [SEED] | folder PATH | mutated [RUNS] [SEED] [FROM] | samples PATH")
        }
    }
}

fn compare(samples: &[Sample]) {
    let wanted = std::env::var("READERS").unwrap_or_default();
    let mut columns: Vec<table::Column> = Vec::new();
    for (name, reader) in READERS.iter().filter(|(name, _)| name.contains(&wanted)) {
        columns.push(((*name).to_owned(), samples.iter().map(|sample| ask(*reader, sample)).collect()));
    }
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    if wanted.is_empty() {
        for (name, answers) in readers::others(samples, &python) {
            let none = Answer { texts: Vec::new(), ms: 0.0 };
            let of = |sample: &Sample| answers.get(&sample.name).unwrap_or(&none).clone();
            columns.push((name, samples.iter().map(of).collect()));
        }
    }
    println!("{}\n{}", table::summary(samples, &columns), table::by_condition(samples, &columns));
}
