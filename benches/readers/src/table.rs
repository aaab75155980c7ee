//! What is printed: read rates and times, side by side.

use std::collections::BTreeSet;

use crate::readers::{Answer, Sample};

/// A reader and its answers, one for each sample in order.
pub type Column = (String, Vec<Answer>);

/// One row for each reader.
pub fn summary(samples: &[Sample], columns: &[Column]) -> String {
    let mut table = String::from("| reader | read | of | % | median ms | 95 % below ms | slowest ms |\n");
    table += "|---|---|---|---|---|---|---|\n";
    for (name, answers) in columns {
        let read = samples.iter().zip(answers).filter(|(sample, answer)| is_read(sample, answer)).count();
        let mut times: Vec<f64> = answers.iter().map(|answer| answer.ms).collect();
        times.sort_by(f64::total_cmp);
        let below = |share: f64| times.get((times.len() as f64 * share) as usize).copied().unwrap_or(0.0);
        let (median, most, slowest) = (below(0.5), below(0.95), times.last().copied().unwrap_or(0.0));
        let (of, percent) = (samples.len(), percent(read, samples.len()));
        table +=
            &format!("| {name} | {read} | {of} | {percent:.1} | {median:.1} | {most:.1} | {slowest:.0} |\n");
    }
    table
}

/// One row for each condition, one column for each reader.
pub fn by_condition(samples: &[Sample], columns: &[Column]) -> String {
    let names: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
    let mut table = format!("| condition | pictures | {} |\n", names.join(" | "));
    table += &format!("|---|---|{}\n", "---|".repeat(columns.len()));
    for condition in samples.iter().map(|sample| sample.condition.as_str()).collect::<BTreeSet<_>>() {
        let at: Vec<usize> = (0..samples.len()).filter(|at| samples[*at].condition == condition).collect();
        table += &format!("| {condition} | {} |", at.len());
        for (_, answers) in columns {
            let read = at.iter().filter(|at| is_read(&samples[**at], &answers[**at])).count();
            table += &format!(" {:.0} |", percent(read, at.len()));
        }
        table.push('\n');
    }
    table
}

/// Every expected text came back; white space at its end is not compared, since `zbarimg` ends lines.
pub fn is_read(sample: &Sample, answer: &Answer) -> bool {
    let found = |text: &String| answer.texts.iter().any(|read| read.trim_end() == text.trim_end());
    !sample.texts.is_empty() && sample.texts.iter().all(found)
}

fn percent(part: usize, all: usize) -> f64 {
    100.0 * part as f64 / all.max(1) as f64
}
