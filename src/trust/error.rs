//! Why a trust document was refused.

use crate::cbor::FieldError;
use crate::code::Code;
use crate::cose::{CoseError, DocumentError, KeyError};
use crate::deflate::DeflateError;
use crate::registry::trust::RoleName;
use crate::time::Timestamp;

/// Why a trust document was refused. A refused document changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TrustError {
    /// Not a signed document of the expected type.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// A field that breaks the grammar.
    #[error(transparent)]
    Field(#[from] FieldError),
    /// A document of a later format.
    #[error("the document has format {found}, not 1")]
    Format {
        /// The format it has.
        found: u64,
    },
    /// A part of the list that this version must not skip and cannot honour.
    #[error("field {key} of the list is not supported by this version")]
    Unsupported {
        /// The key of the part.
        key: i64,
    },
    /// Not the pinned root document.
    #[error("this is not the pinned root document")]
    Pin,
    /// A document of another domain.
    #[error("the document belongs to another domain than its root")]
    Domain,
    /// Too few of the keys of a role signed.
    #[error("{have} of the {need} required {role} keys signed")]
    Threshold {
        /// The role that must sign.
        role: RoleName,
        /// How many distinct keys of it signed.
        have: usize,
        /// How many must.
        need: usize,
    },
    /// Too few of the root keys of the version before signed a new root document.
    #[error("{have} of the {need} required root keys of the version before signed")]
    OldThreshold {
        /// How many distinct keys of it signed.
        have: usize,
        /// How many must.
        need: usize,
    },
    /// A root document that is not the next one.
    #[error("root version {found} does not follow version {held}")]
    RootGap {
        /// The version that is held.
        held: u64,
        /// The version that came.
        found: u64,
    },
    /// More successors of the pinned root than are stored. Pin a later root.
    #[error("{limit} successors of the pinned root are held: an application must pin a later one")]
    ChainTooLong {
        /// How many are stored.
        limit: usize,
    },
    /// A document older than what is held, or than the application demands.
    #[error("version {found} is older than version {held}")]
    Rollback {
        /// The version that came.
        found: u64,
        /// The version that is held or demanded.
        held: u64,
    },
    /// A document of a higher version that was issued before the one that is held.
    #[error("issued at {found}, before the document that is held")]
    IssuedEarlier {
        /// When it was issued.
        found: Timestamp,
    },
    /// Two different documents of the same version: somebody signed both.
    #[error("another document of version {version} is held")]
    Equivocation {
        /// The version.
        version: u64,
    },
    /// Two different status lists of the same date: somebody signed both.
    #[error("another status list of {issued_at} is held")]
    StatusEquivocation {
        /// The date of both.
        issued_at: Timestamp,
    },
    /// A stored state that does not verify again.
    #[error("the stored state does not verify again")]
    State,
    /// A role that can never sign, or that signs by itself.
    #[error("the {role} role wants {threshold} of {keys} keys")]
    ThresholdInvalid {
        /// The role.
        role: RoleName,
        /// Its threshold.
        threshold: usize,
        /// How many keys it has.
        keys: usize,
    },
    /// The same key twice in a role or in a list.
    #[error("a key stands in the document twice")]
    KeyDuplicate,
    /// The same key in two roles, or in a role and in the list.
    #[error("a key stands in two roles")]
    KeyOverlap,
    /// A key that must not be trusted.
    #[error("a key of the document is refused: {0}")]
    Key(KeyError),
    /// Dates that contradict each other or exceed their ceiling.
    #[error("the dates of the document contradict each other or exceed their limits")]
    Window,
    /// Too many keys in a list.
    #[error("the list has {found} keys, more than {limit}")]
    TooManyKeys {
        /// How many there are.
        found: usize,
        /// How many there may be.
        limit: usize,
    },
    /// More keys under one kid than are tried.
    #[error("more than {limit} keys share one kid")]
    KidCrowded {
        /// How many may.
        limit: usize,
    },
    /// A list of another epoch than its root.
    #[error("the list is of epoch {found}, its root of epoch {wanted}")]
    Epoch {
        /// The epoch of the list.
        found: u64,
        /// The epoch of the root.
        wanted: u64,
    },
    /// A status document, and no trust list that could say who may sign it.
    #[error("there is no trust list")]
    NoList,
    /// No key that may sign this status document signed it.
    #[error("no key that may sign this status document signed it")]
    StatusSigner,
    /// A status list that the trust list does not describe.
    #[error("the trust list describes no status list of this name")]
    StatusUnknownList,
    /// A status list of another size than the trust list says.
    #[error("the status list has {found} bytes, not {wanted}")]
    StatusBytes {
        /// The bytes it has.
        found: usize,
        /// The bytes it must have.
        wanted: usize,
    },
    /// A status list with another number of bits per entry than the trust list says.
    #[error("the status list has {found} bits per entry, not {wanted}")]
    StatusBits {
        /// The bits it has.
        found: u8,
        /// The bits it must have.
        wanted: u8,
    },
    /// A status list that does not inflate.
    #[error(transparent)]
    StatusDeflate(#[from] DeflateError),
    /// More status lists than a verifier holds.
    #[error("the status lists would take more than {limit} bytes")]
    StatusSpace {
        /// How many they may take.
        limit: usize,
    },
    /// A delta that changes tokens of another date than those that are held.
    #[error("the delta changes tokens of {base}, and none of them is held")]
    DeltaBase {
        /// When the tokens it changes were issued.
        base: Timestamp,
    },
    /// A delta whose changes do not hold together.
    #[error("the changes to status list {list} are malformed")]
    Delta {
        /// The number of the list.
        list: u16,
    },
    /// A root that has expired vouches for no new list.
    #[error("the root document expired at {at}")]
    RootExpired {
        /// When it expired.
        at: Timestamp,
    },
}

impl TrustError {
    /// The stable code.
    pub const fn code(&self) -> Code {
        match self {
            Self::Document(DocumentError::TooLarge { .. }) | Self::ChainTooLong { .. } => Code::TrustSize,
            Self::Document(DocumentError::Signers { .. } | DocumentError::Signer(_)) => Code::TrustSigner,
            Self::Document(DocumentError::Cose(CoseError::Typ)) => Code::TrustType,
            Self::Document(DocumentError::Cose(_)) | Self::Field(_) => Code::TrustMalformed,
            Self::TooManyKeys { .. } => Code::TrustMalformed,
            Self::Format { .. } | Self::Unsupported { .. } => Code::TrustUnsupported,
            Self::Pin => Code::TrustPin,
            Self::Domain => Code::TrustDomain,
            Self::Threshold { .. } | Self::OldThreshold { .. } => Code::TrustThreshold,
            Self::RootGap { .. } => Code::TrustRootGap,
            Self::Rollback { .. } | Self::IssuedEarlier { .. } => Code::TrustRollback,
            Self::Equivocation { .. } | Self::StatusEquivocation { .. } => Code::TrustEquivocation,
            Self::State => Code::TrustState,
            Self::ThresholdInvalid { .. } => Code::TrustThresholdInvalid,
            Self::KeyDuplicate => Code::TrustKeyDuplicate,
            Self::KeyOverlap => Code::TrustKeyOverlap,
            Self::Key(_) => Code::TrustKeyWeak,
            Self::Window => Code::TrustWindow,
            Self::KidCrowded { .. } => Code::TrustKidCrowded,
            Self::Epoch { .. } => Code::TrustEpoch,
            Self::NoList => Code::TrustNoList,
            Self::StatusSigner => Code::StatusSigner,
            Self::StatusUnknownList => Code::StatusUnknownList,
            Self::StatusBytes { .. } | Self::StatusBits { .. } => Code::StatusLength,
            Self::StatusDeflate(DeflateError::Limit { .. }) => Code::StatusLength,
            Self::StatusDeflate(_) => Code::TrustMalformed,
            Self::StatusSpace { .. } => Code::StatusSpace,
            Self::DeltaBase { .. } => Code::StatusDeltaBase,
            Self::Delta { .. } => Code::StatusDelta,
            Self::RootExpired { .. } => Code::TrustRootExpired,
        }
    }
}
