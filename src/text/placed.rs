//! A character with its place in the text that was typed, so that errors can point at it.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Placed {
    pub(super) at: usize,
    pub(super) c: char,
}

impl Placed {
    pub(super) fn all(raw: &str) -> Vec<Self> {
        raw.chars().enumerate().map(|(at, c)| Self { at, c }).collect()
    }

    pub(super) fn text(placed: &[Self]) -> String {
        placed.iter().map(|p| p.c).collect()
    }

    /// The same place, another character.
    pub(super) fn with(self, c: char) -> Self {
        Self { c, ..self }
    }
}
