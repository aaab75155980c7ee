//! Bytes with their meanings, and how they are printed.

use super::diagnostic::character;
use super::form::Form;
use super::lint::{Fault, Lint, Rule};
use crate::code::Code;
use core::fmt::{Display, Formatter, Result};
use std::borrow::Cow;

/// Every layer of something, line by line. **Nothing in it is verified.**
///
/// It shows what a stranger wrote, personal data included: that is what it is for. Do not log it.
/// `Display` prints offset, bytes, section of the specification and meaning, as RFCs annotate their examples.
pub struct Explanation<'a> {
    pub(super) form: Form,
    pub(super) layers: Vec<Layer<'a>>,
    pub(super) lint: Lint,
}

/// One layer: the text, the body in it, the message in that.
///
/// Its lines follow each other without gaps: every byte belongs to exactly one of them.
pub struct Layer<'a> {
    pub(super) name: &'static str,
    pub(super) is_text: bool,
    pub(super) bytes: Cow<'a, [u8]>,
    pub(super) lines: Vec<Line>,
}

/// Some bytes of a layer and what they mean.
#[derive(Clone, PartialEq, Eq)]
pub struct Line {
    pub(super) offset: usize,
    pub(super) length: usize,
    pub(super) depth: usize,
    pub(super) section: &'static str,
    pub(super) meaning: String,
    pub(super) stopped_by: Option<Code>,
    pub(super) broken: Option<(&'static Rule, Fault)>,
}

impl<'a> Explanation<'a> {
    /// What it seems to be. A guess: no reader has taken it yet.
    pub const fn form(&self) -> Form {
        self.form
    }

    /// The layers, from the outside in.
    pub fn layers(&self) -> &[Layer<'a>] {
        &self.layers
    }

    /// What came of every rule. A rule that is broken stands in its line too.
    pub const fn lint(&self) -> &Lint {
        &self.lint
    }

    /// The layer and the line where reading stopped first, and why; `None` when every byte was explained,
    /// which says nothing about the contents: ask [`Explanation::lint`] about those.
    pub fn stopped_by(&self) -> Option<(&Layer<'a>, &Line, Code)> {
        self.layers.iter().find_map(|layer| {
            let stop = |line: &'_ Line| line.stopped_by.is_some();
            let line = layer.lines.iter().find(|line| stop(line))?;
            Some((layer, line, line.stopped_by?))
        })
    }
}

impl Layer<'_> {
    /// What it is, such as `message`.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Are its bytes the characters of a text? The others are binary.
    pub const fn is_text(&self) -> bool {
        self.is_text
    }

    /// All its bytes.
    pub fn untrusted_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Its lines, in the order of their offsets.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }
}

impl Line {
    /// The first byte it speaks of, counted from the beginning of the layer.
    pub const fn offset(&self) -> usize {
        self.offset
    }

    /// How many bytes it speaks of; 0 where something is missing.
    pub const fn length(&self) -> usize {
        self.length
    }

    /// How deep it is nested.
    pub const fn depth(&self) -> usize {
        self.depth
    }

    /// The section of the specification, such as `3.3.2`; empty where nothing is known.
    pub const fn section(&self) -> &'static str {
        self.section
    }

    /// What the bytes say, personal data included. Control and direction characters are escaped.
    pub fn untrusted_meaning(&self) -> &str {
        &self.meaning
    }

    /// The rule that is broken here, and how.
    pub fn broken(&self) -> Option<(&'static Rule, &Fault)> {
        self.broken.as_ref().map(|(rule, fault)| (*rule, fault))
    }

    /// Why nothing behind the beginning of this line was explained.
    pub const fn stopped_by(&self) -> Option<Code> {
        self.stopped_by
    }
}

impl Display for Explanation<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        writeln!(f, "NOT VERIFIED: what follows is what somebody wrote")?;
        writeln!(f, "This seems to be: {}", self.form)?;
        writeln!(
            f,
            "§ is the section of the specification; offsets and lengths are bytes, in decimal digits"
        )?;
        self.layers.iter().try_for_each(|layer| write!(f, "\n{layer}"))?;
        match self.stopped_by() {
            Some((layer, line, code)) => {
                writeln!(f, "\nstopped at byte {} of the {}: {code}", line.offset, layer.name)
            }
            None => writeln!(f, "\nevery byte is explained, which says nothing about the contents"),
        }?;
        match self.lint.broken().count() {
            0 => Ok(()),
            _ => writeln!(f, "\nbroken rules"),
        }?;
        self.lint.broken().try_for_each(|one| writeln!(f, "{one}"))
    }
}

impl Display for Layer<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        writeln!(f, "{}, {} bytes", self.name, self.bytes.len())?;
        let bytes = if self.is_text { "characters" } else { "bytes" };
        writeln!(f, "{:>6}  {bytes:COLUMNS$}  {:<6}meaning", "offset", "§")?;
        self.lines.iter().try_for_each(|line| self.show(line, f))
    }
}

impl Layer<'_> {
    /// Offset, bytes, section, meaning. The bytes of a long line go on below, or are left out.
    fn show(&self, line: &Line, f: &mut Formatter<'_>) -> Result {
        let end = line.offset.saturating_add(line.length);
        let bytes = self.bytes.get(line.offset..end).unwrap_or_default();
        let shown = bytes.get(..LONGEST).unwrap_or(bytes);
        let (row, stop) = (if self.is_text { TEXT_ROW } else { BYTE_ROW }, line.stopped_by);
        let mut rows = shown.chunks(row);
        let mut before = rows.next().unwrap_or_default();
        write!(f, "{:>6}  {}  ", line.offset, self.row(before))?;
        write!(f, "{:<6}{:indent$}", line.section, "", indent = line.depth.saturating_mul(2))?;
        if let Some(code) = stop {
            write!(f, "STOPS HERE, {code}: ")?;
        }
        writeln!(f, "{}", line.meaning)?;
        let (mut offset, mut is_told) = (line.offset, false);
        for rest in rows {
            offset = offset.saturating_add(row);
            // As hexdump does with rows that are like the one before.
            match rest == before {
                true if is_told => {}
                true => writeln!(f, "{:>6}", "*")?,
                false => writeln!(f, "{offset:>6}  {}", self.row(rest).trim_end())?,
            }
            (is_told, before) = (rest == before, rest);
        }
        if let Some(more) = bytes.len().checked_sub(LONGEST).filter(|more| *more > 0) {
            writeln!(f, "{:>6}  and {more} bytes more", "...")?;
        }
        let Some((rule, fault)) = line.broken() else { return Ok(()) };
        let (number, code, why, indent) =
            (rule.number(), fault.code(), fault.why(), line.depth.saturating_mul(2));
        writeln!(f, "{:6}  {:COLUMNS$}  {number:<6}{:indent$}BROKEN, {code}: {why}", "", "", "")
    }

    /// As many columns, whatever it holds.
    fn row(&self, bytes: &[u8]) -> String {
        if self.is_text {
            let mut text = String::new();
            for c in String::from_utf8_lossy(bytes).chars() {
                // Writing into a `String` cannot fail.
                let _ = character(c, &mut text);
            }
            return format!("{text:COLUMNS$}");
        }
        let hex: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("{:COLUMNS$}", hex.join(" "))
    }
}

/// Bytes in a row of hexadecimal digits.
const BYTE_ROW: usize = 12;
/// Bytes in a row of text.
const TEXT_ROW: usize = 35;
/// Columns of either.
const COLUMNS: usize = 35;
/// Bytes of one line that are printed: a multiple of both rows.
const LONGEST: usize = 1_260;

impl core::fmt::Debug for Explanation<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str("Explanation")
    }
}

impl core::fmt::Debug for Layer<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str("Layer")
    }
}

impl core::fmt::Debug for Line {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write!(f, "Line({}, {} bytes)", self.offset, self.length)
    }
}
