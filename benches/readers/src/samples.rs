//! Ten pictures of the stress set to look at, with what each reader made of them.

use std::path::Path;

use crate::readers::{self, READERS, Sample, ask};
use crate::{files, stress, table};

/// Writes them into a folder, and prints a table of verdicts.
pub fn write(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let samples: Vec<Sample> = stress::pictures(200, 1)
        .enumerate()
        .filter(|(at, _)| CHOSEN.contains(at))
        .map(|(_, sample)| sample)
        .collect();
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let others = readers::others(&samples, &python);
    let names = READERS.iter().map(|(name, _)| *name).chain(others.iter().map(|(name, _)| name.as_str()));
    let names: Vec<&str> = names.collect();
    println!("| picture | hardship | {} |", names.join(" | "));
    println!("|---|---|{}", "---|".repeat(names.len()));
    for sample in &samples {
        std::fs::write(folder.join(format!("{}.png", sample.name)), files::png(sample))?;
        std::fs::write(folder.join(format!("{}.txt", sample.name)), &sample.texts[0])?;
        let ours = READERS.iter().map(|(_, reader)| table::is_read(sample, &ask(*reader, sample)));
        let theirs = others.iter().map(|(_, answers)| {
            answers.get(&sample.name).is_some_and(|answer| table::is_read(sample, answer))
        });
        let verdicts: Vec<&str> = ours.chain(theirs).map(|read| if read { "read" } else { "-" }).collect();
        println!("| `{0}.png` | {1} | {2} |", sample.name, sample.condition, verdicts.join(" | "));
    }
    Ok(())
}

const CHOSEN: [usize; 10] = [2, 4, 5, 6, 8, 14, 15, 16, 18, 19];
