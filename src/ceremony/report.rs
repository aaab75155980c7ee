//! What changed, in lines that people read before they sign.

use super::words::range;
use crate::registry::services::ServiceCode;
use core::fmt::{Display, Formatter, Result};
use std::collections::BTreeSet;

/// Sections of lines, in the order in which they were found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Report(Vec<(String, Vec<String>)>);

/// Facts of one thing: what, and how it is.
pub(super) type Facts = Vec<(&'static str, String)>;

impl Report {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A section that stands even without lines.
    pub(super) fn say(&mut self, title: impl Display, lines: Vec<String>) {
        self.0.push((title.to_string(), lines));
    }

    /// A section that stands only with lines.
    pub(super) fn say_if_any(&mut self, title: impl Display, lines: Vec<String>) {
        if !lines.is_empty() {
            self.say(title, lines);
        }
    }
}

impl Display for Report {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        if self.is_empty() {
            return f.write_str("nothing changed\n");
        }
        for (title, lines) in &self.0 {
            writeln!(f, "{title}")?;
            lines.iter().try_for_each(|line| writeln!(f, "  {line}"))?;
        }
        Ok(())
    }
}

/// Every fact, of something new.
pub(super) fn all(facts: Facts) -> Vec<String> {
    facts.into_iter().map(|(what, value)| format!("{what}: {value}")).collect()
}

/// The facts that are no longer the same. Both have the same facts in the same order.
pub(super) fn changed(old: Facts, new: Facts) -> Vec<String> {
    let pairs = old.into_iter().zip(new).filter(|(old, new)| old != new);
    pairs.map(|((what, old), (_, new))| format!("{what}: {old} -> {new}")).collect()
}

/// Numbers that `old` does not hold and `new` does, and the other way about.
pub(super) fn changed_ranges(
    what: &str,
    old: &[(u16, u16)],
    new: &[(u16, u16)],
    name: fn((u16, u16)) -> String,
) -> Vec<String> {
    let parts = [("added", without(new, old)), ("removed", without(old, new))];
    let some = parts.into_iter().filter(|(_, ranges)| !ranges.is_empty());
    some.map(|(how, ranges)| format!("{what} {how}: {}", named(&ranges, name))).collect()
}

pub(super) fn named(ranges: &[(u16, u16)], name: fn((u16, u16)) -> String) -> String {
    let names: Vec<String> = ranges.iter().map(|ends| name(*ends)).collect();
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}

/// `1 (Sehat Card Plus)`, `24-31`, `identity`.
pub(super) fn scope(ends: (u16, u16)) -> String {
    let service = ServiceCode::new(ends.0.into());
    match (ends, service.info()) {
        ((0, 0), _) => "identity".to_owned(),
        ((first, last), Some(service)) if first == last => format!("{first} ({})", service.name_eng),
        ((0, last), _) => format!("0-{last} (with identity)"),
        (ends, _) => range(ends),
    }
}

/// The numbers of `these` that are not in `those`, as ranges that rise and do not touch.
fn without(these: &[(u16, u16)], those: &[(u16, u16)]) -> Vec<(u16, u16)> {
    let numbers = |ranges: &[(u16, u16)]| -> BTreeSet<u16> {
        ranges.iter().flat_map(|(first, last)| *first..=*last).collect()
    };
    let (these, those) = (numbers(these), numbers(those));
    let mut ranges: Vec<(u16, u16)> = Vec::new();
    for number in these.difference(&those).copied() {
        match ranges.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(number) => *last = number,
            _ => ranges.push((number, number)),
        }
    }
    ranges
}
