//! Things measured in turns, so that a busy machine slows them alike: the ratios are worth more than the microseconds.

#![allow(dead_code)] // each bench uses some of it

use std::error::Error;
use std::process::Command;
use std::time::{Duration, Instant};

/// A name and what is done.
pub type Row<'a> = (&'a str, Box<dyn Fn() + 'a>);

/// The time of each, in seconds. Every round does each of them so many times, one after the other, and compares them with the
/// first of that round, which a busy machine slowed as much: the median of that, by the median time of the first.
pub fn medians(rows: &[Row<'_>], rounds: usize, times_a_round: u32) -> Vec<f64> {
    let mut first = Vec::with_capacity(rounds);
    let mut ratios = vec![Vec::with_capacity(rounds); rows.len()];
    for _ in 0..rounds {
        let round = rows.iter().map(|(_, run)| one_round(run, times_a_round).as_secs_f64());
        let round: Vec<f64> = round.collect();
        first.push(round[0]);
        ratios.iter_mut().zip(&round).for_each(|(ratios, time)| ratios.push(time / round[0]));
    }
    let first = median(first);
    ratios.into_iter().map(|ratios| first * median(ratios)).collect()
}

fn one_round(run: &dyn Fn(), times: u32) -> Duration {
    let start = Instant::now();
    (0..times).for_each(|_| run());
    start.elapsed() / times
}

pub fn median<T: PartialOrd + Copy>(mut values: Vec<T>) -> T {
    values.sort_by(|a, b| a.partial_cmp(b).expect("no time is not a number"));
    values[values.len() / 2]
}

/// Where in memory a process lies changes its times: the median over so many processes of the numbers that each prints.
/// A process that was started for this gets `--one` and prints them.
pub fn over_processes(processes: usize) -> Result<Vec<f64>, Box<dyn Error>> {
    let mut columns: Vec<Vec<f64>> = Vec::new();
    for _ in 0..processes {
        let output = Command::new(std::env::current_exe()?).arg("--one").output()?;
        let numbers = String::from_utf8(output.stdout)?;
        for (place, number) in numbers.split_whitespace().enumerate() {
            if columns.len() == place {
                columns.push(Vec::new());
            }
            columns[place].push(number.parse()?);
        }
    }
    Ok(columns.into_iter().map(median).collect())
}

pub fn is_one() -> bool {
    std::env::args().any(|argument| argument == "--one")
}

pub fn print_numbers(numbers: &[f64]) {
    let numbers: Vec<String> = numbers.iter().map(|number| format!("{number:e}")).collect();
    println!("{}", numbers.join(" "));
}

/// What came of a goal.
pub fn verdict(is_met: bool) -> &'static str {
    if is_met { "met" } else { "MISSED" }
}

/// A ratio beside its goal.
pub fn line(name: &str, microseconds: f64, ratio: f64, goal: Option<f64>) {
    let goal = match goal {
        Some(goal) => format!("goal {goal:.2}, {}", verdict(ratio <= goal)),
        None => String::new(),
    };
    println!("{name:<44} {:>9.2} us {ratio:>7.2} x   {goal}", microseconds * 1e6);
}

/// Characters as Base45 of something compressed has them.
pub fn text(chars: usize) -> String {
    let alphabet = khyber_pass::registry::envelope::ALPHABET.as_bytes();
    let next = |state: &u64| {
        Some(state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407))
    };
    let states = std::iter::successors(Some(20_261_128_u64), next);
    let characters = states
        .skip(1)
        .map(|state| char::from(alphabet[usize::try_from(state >> 33).expect("31 bits") % alphabet.len()]));
    "KP1:".chars().chain(characters).take(chars).collect()
}
