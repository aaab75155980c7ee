//! What became of the documents of an update.

use super::error::TrustError;

/// One line for each document, in the order in which they were given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UpdateReport {
    lines: Vec<(Kind, Outcome)>,
}

/// What a document claims to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Kind {
    /// A root document.
    Root {
        /// Its version.
        version: u64,
    },
    /// A trust list.
    List {
        /// Its version.
        version: u64,
    },
    /// A status list token.
    StatusList {
        /// The number of the list, if the trust list describes it.
        list: Option<u16>,
    },
    /// Changes of status lists.
    StatusDelta {
        /// Their sequence number.
        sequence: u64,
    },
    /// None of these.
    Unknown,
}

/// What became of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// It was taken in.
    Accepted,
    /// It is held already.
    HeldAlready,
    /// It was refused and changed nothing.
    Refused(TrustError),
}

impl UpdateReport {
    pub(crate) const fn new(lines: Vec<(Kind, Outcome)>) -> Self {
        Self { lines }
    }

    /// The documents and what became of them.
    pub fn lines(&self) -> &[(Kind, Outcome)] {
        &self.lines
    }

    /// Was every document taken in or held already?
    pub fn is_complete(&self) -> bool {
        self.lines.iter().all(|(_, outcome)| !matches!(outcome, Outcome::Refused(_)))
    }
}

/// What became of a document that was not refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Taken {
    Accepted,
    HeldAlready,
}

impl From<Result<Taken, TrustError>> for Outcome {
    fn from(taken: Result<Taken, TrustError>) -> Self {
        match taken {
            Ok(Taken::Accepted) => Self::Accepted,
            Ok(Taken::HeldAlready) => Self::HeldAlready,
            Err(error) => Self::Refused(error),
        }
    }
}

impl core::fmt::Display for UpdateReport {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        self.lines.iter().try_for_each(|(kind, outcome)| writeln!(f, "{kind}: {outcome}"))
    }
}

impl core::fmt::Display for Kind {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Root { version } => write!(f, "root document {version}"),
            Self::List { version } => write!(f, "trust list {version}"),
            Self::StatusList { list: Some(list) } => write!(f, "status list {list}"),
            Self::StatusList { list: None } => f.write_str("status list"),
            Self::StatusDelta { sequence } => write!(f, "status delta {sequence}"),
            Self::Unknown => f.write_str("document"),
        }
    }
}

impl core::fmt::Display for Outcome {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Accepted => f.write_str("accepted"),
            Self::HeldAlready => f.write_str("held already"),
            Self::Refused(error) => write!(f, "refused ({})", error.code()),
        }
    }
}
