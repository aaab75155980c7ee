//! Putting parts together as a camera reads them.

use super::error::MultipartError;
use super::part::{Chunk, Group, Part};

/// Collects the parts of one text, in any order.
///
/// The first part decides which set is collected. A part of another set is refused; to collect that
/// one, begin with a new assembler. Nothing comes out before all of it is there and fits together.
#[derive(Clone, Default)]
pub struct Assembler {
    set: Option<Set>,
    whole: Option<String>,
}

/// How far an [`Assembler`] has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// How many different parts are held. The part that repairs counts like another.
    pub have: usize,
    /// How many are needed.
    pub of: usize,
}

impl Progress {
    /// Is the whole text there?
    pub const fn is_complete(&self) -> bool {
        self.have == self.of
    }
}

impl Assembler {
    /// Holds nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes what a camera read. The same part again, and any part of a set that is complete, does
    /// no harm.
    ///
    /// # Errors
    /// - [`MultipartError::Prefix`], [`MultipartError::Head`], [`MultipartError::End`],
    ///   [`MultipartError::Empty`], [`MultipartError::Character`], [`MultipartError::Count`],
    ///   [`MultipartError::Range`] and [`MultipartError::TooLong`] when the text is no part.
    /// - [`MultipartError::OtherSet`], [`MultipartError::OtherCount`], [`MultipartError::OtherLength`] and
    ///   [`MultipartError::OtherContent`] when it does not go with the parts that are held.
    /// - [`MultipartError::Digest`] when all parts are there and do not fit together. All
    ///   are forgotten then. After the other errors nothing has changed.
    pub fn add(&mut self, text: &str) -> Result<Progress, MultipartError> {
        let part = Part::parse(text)?;
        let set = self.set.get_or_insert_with(|| Set::of(&part));
        set.take(part)?;
        let progress = set.progress();
        if progress.is_complete() && self.whole.is_none() {
            self.whole = set.join();
            if self.whole.is_none() {
                *self = Self::new();
                return Err(MultipartError::Digest);
            }
        }
        Ok(progress)
    }

    /// The numbers of the parts that were not read yet, for a screen that asks for them.
    pub fn missing(&self) -> Vec<usize> {
        let slots = self.set.iter().flat_map(|set| (1..=set.count).zip(&set.slots));
        slots.filter(|(_, slot)| slot.is_none()).map(|(number, _)| number).collect()
    }

    /// The text that was split, once it is complete.
    pub fn whole(&self) -> Option<&str> {
        self.whole.as_deref()
    }
}

impl core::fmt::Debug for Assembler {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self.set.as_ref().map(Set::progress) {
            Some(Progress { have, of }) => write!(f, "Assembler({have} of {of})"),
            None => f.write_str("Assembler"),
        }
    }
}

#[derive(Clone)]
struct Set {
    count: usize,
    group: Group,
    length: usize,
    /// The parts by number, and then the one that repairs.
    slots: Vec<Option<Chunk>>,
}

impl Set {
    fn of(part: &Part) -> Self {
        let slots = vec![None; part.count.saturating_add(1)];
        Self { count: part.count, group: part.group, length: part.chunk.len(), slots }
    }

    fn take(&mut self, part: Part) -> Result<(), MultipartError> {
        if part.group != self.group {
            return Err(MultipartError::OtherSet);
        }
        if part.count != self.count {
            return Err(MultipartError::OtherCount { found: part.count, wanted: self.count });
        }
        if part.chunk.len() != self.length {
            return Err(MultipartError::OtherLength { found: part.chunk.len(), wanted: self.length });
        }
        match self.slots.get_mut(part.slot) {
            Some(Some(held)) if *held != part.chunk => Err(MultipartError::OtherContent),
            Some(slot) => {
                *slot = Some(part.chunk);
                Ok(())
            }
            // `Part::parse` has looked already.
            None => Err(MultipartError::Range { index: part.slot, count: self.count }),
        }
    }

    fn progress(&self) -> Progress {
        Progress { have: self.slots.iter().flatten().count().min(self.count), of: self.count }
    }

    /// Fills in the one part that may be missing, and gives the whole if it is the one that the group
    /// names. A filled slot lets later copies of that part be compared too.
    fn join(&mut self) -> Option<String> {
        let zeros = Chunk::zeros(self.length);
        let sum = self.slots.iter().take(self.count).flatten().fold(zeros, |sum, chunk| sum.plus(chunk));
        let filling = match self.slots.last() {
            Some(Some(parity)) => parity.minus(&sum),
            _ => sum,
        };
        self.slots.iter_mut().filter(|slot| slot.is_none()).for_each(|slot| *slot = Some(filling.clone()));
        let whole = Chunk::join(self.slots.iter().take(self.count).flatten())?.text();
        (Group::of(&whole) == self.group).then_some(whole)
    }
}
