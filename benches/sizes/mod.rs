//! How small the texts of 1,000 invented people are, beside what was aimed at.

#[path = "../../examples/dictionary/build.rs"]
#[allow(dead_code)] // the dictionary is there already
mod build;
#[path = "../../examples/dictionary/encode.rs"]
mod encode;
#[path = "../../examples/dictionary/evaluate.rs"]
#[allow(dead_code)] // its long tables are printed by the example
mod evaluate;
#[path = "../../examples/dictionary/names.rs"]
mod names;
#[path = "../../examples/dictionary/people.rs"]
mod people;
#[path = "../../examples/dictionary/random.rs"]
mod random;
#[path = "../../examples/dictionary/services.rs"]
mod services;

use crate::measure::verdict;
use evaluate::{PEOPLE, SEED, summary};
use std::error::Error;
use std::fmt::Display;

/// Prints four lines, each with its goal.
pub fn print(dictionary: &[u8]) -> Result<(), Box<dyn Error>> {
    let summary = summary(dictionary, SEED)?;
    println!("\nsizes of {PEOPLE} people, none of whose name parts is in the dictionary");
    let ratio = (summary.ratio * 1_000.0).round() / 1_000.0;
    line("body beside message, all bytes", ratio, 0.68);
    line("largest body beside its message, bytes more", summary.excess, 1);
    line("version at level M, five services, median", summary.versions[5], 12);
    line("version at level M, no services, median", summary.versions[0], 10);
    Ok(())
}

fn line<T: Display + PartialOrd>(name: &str, found: T, goal: T) {
    println!("{name:<56} {found:>8}     goal {goal}, {}", verdict(found <= goal));
}
