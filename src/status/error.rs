//! Why a register of status lists did not do as it was told.

use crate::code::Code;
use crate::time::Timestamp;
use crate::trust::TrustError;

/// Why a [`StatusRegister`](crate::StatusRegister) or an [`IndexAllocator`](crate::IndexAllocator) refused.
/// What is refused changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RegisterError {
    /// A status list that the register does not hold.
    #[error("the register holds no status list {list}")]
    UnknownList {
        /// The number that was given.
        list: u64,
    },
    /// A status list that the register holds already.
    #[error("the register holds status list {list} already")]
    ListTwice {
        /// The number that was given.
        list: u16,
    },
    /// An index beyond the end of its list.
    #[error("status list {list} has {entries} entries, and none of index {index}")]
    Index {
        /// The number of the list.
        list: u64,
        /// The index that was given.
        index: u64,
        /// How many entries the list has.
        entries: u64,
    },
    /// Suspending in a list of one bit.
    #[error("status list {list} has one bit per entry and cannot say suspended")]
    OneBit {
        /// The number of the list.
        list: u64,
    },
    /// A row that cannot be read.
    #[error("line {line}: {fault}")]
    Row {
        /// The number of the line, from 1.
        line: usize,
        /// What is wrong with it.
        fault: RowFault,
    },
    /// A document that would not be later than the one before.
    #[error("the document before was issued at {newest}; this one must come {after} it")]
    NotLater {
        /// When the newest document was issued.
        newest: Timestamp,
        /// `after`, or `at or after`.
        after: &'static str,
    },
    /// A delta where no snapshot has been taken since the register or a list was begun.
    #[error("a delta needs a snapshot of every list before it")]
    NoSnapshot,
    /// A number of entries outside 1 to 16,777,216.
    #[error("a status list has 1 to 16777216 entries, not {found}")]
    Entries {
        /// The number that was given.
        found: u64,
    },
    /// A stored state that is damaged.
    #[error("the stored state is damaged")]
    State,
    /// Fewer free entries than were asked for.
    #[error("status list {list} has {free} free entries, not {wanted}")]
    Full {
        /// The number of the list.
        list: u16,
        /// How many entries are free.
        free: u64,
        /// How many were asked for.
        wanted: u64,
    },
    /// The random source of the system gave nothing.
    #[error("the random source of the system failed")]
    Random,
    /// A document that no verifier would take.
    #[error(transparent)]
    Document(#[from] TrustError),
}

/// What is wrong with a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RowFault {
    /// Another number of fields than three.
    #[error("{found} fields where there should be three: list,index,action")]
    Fields {
        /// How many fields it has.
        found: usize,
    },
    /// A list or an index that is not a number in plain digits.
    #[error("the {field} is not a number")]
    Number {
        /// `list` or `index`.
        field: &'static str,
    },
    /// Another word than revoke, suspend or reinstate.
    #[error("the action is none of revoke, suspend, reinstate")]
    Action,
    /// A list that the register does not hold.
    #[error("the register does not hold this list")]
    List,
    /// An index beyond the end of its list.
    #[error("the index lies beyond the end of its list")]
    Index,
    /// Suspending in a list of one bit.
    #[error("this list has one bit per entry and cannot say suspended")]
    OneBit,
}

impl RegisterError {
    /// The stable code.
    pub const fn code(&self) -> Code {
        match self {
            Self::UnknownList { .. } | Self::ListTwice { .. } => Code::RegisterList,
            Self::Index { .. } | Self::Entries { .. } => Code::RegisterIndex,
            Self::OneBit { .. } => Code::RegisterOneBit,
            Self::Row { .. } => Code::RegisterRow,
            Self::NotLater { .. } | Self::NoSnapshot => Code::RegisterOrder,
            Self::State => Code::RegisterState,
            Self::Full { .. } => Code::AllocatorEmpty,
            Self::Random => Code::KeyRandom,
            Self::Document(error) => error.code(),
        }
    }
}
