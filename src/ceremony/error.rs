//! What was wrong with a description or a working file, and where.

use crate::code::Code;
use crate::cose::{KeyError, Kid};
use crate::registry::trust::RoleName;
use crate::text::SafeText;
use crate::trust::TrustError;

/// What was wrong with a description or a working file.
///
/// Descriptions are public, so what was found is quoted, safely. What should have been a key is not: it
/// may be a secret in the wrong place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CeremonyError {
    /// Not TOML.
    #[error("line {line}, column {column}: {message}")]
    Syntax {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What the reader of TOML says.
        message: String,
    },
    /// A field that the description does not know.
    #[error("{part}: unknown field {}; known are {}", SafeText::new(.field), .known.join(", "))]
    Unknown {
        /// Where it stands.
        part: Part,
        /// Its name.
        field: String,
        /// The names that may stand there.
        known: &'static [&'static str],
    },
    /// A field that must be there.
    #[error("{part}: {field} is missing")]
    Missing {
        /// Where it should stand.
        part: Part,
        /// Its name.
        field: &'static str,
    },
    /// A value that cannot stand there.
    #[error("{at}: found {found}, wanted {wanted}")]
    Value {
        /// Where it stands.
        at: At,
        /// The value, shortened.
        found: String,
        /// What can stand there.
        wanted: &'static str,
    },
    /// A key that is none, or must not be trusted.
    #[error("{at}: {error}")]
    Key {
        /// Where it stands.
        at: At,
        /// What is wrong with it.
        error: KeyError,
    },
    /// The same key in two places.
    #[error("{at}: the same key stands in {first}")]
    Twice {
        /// The second place.
        at: At,
        /// The first place.
        first: Box<At>,
    },
    /// Values that are fine by themselves and break a rule of the document.
    #[error("{part}: {error}")]
    Rule {
        /// Where the rule is broken.
        part: Part,
        /// The rule.
        error: TrustError,
    },
    /// Not the file of a document that is being signed.
    #[error("this is not the file of a document that is being signed: {0}")]
    File(TrustError),
    /// A signature in a file that does not verify.
    #[error("the signature under key {kid} does not verify")]
    Signature {
        /// The key it stands with.
        kid: Kid,
    },
    /// Two files that hold different documents.
    #[error("the files hold different documents")]
    OtherDocument,
}

impl CeremonyError {
    /// The stable code.
    pub fn code(&self) -> Code {
        match self {
            Self::Syntax { .. } => Code::CeremonySyntax,
            Self::Unknown { .. } | Self::Missing { .. } => Code::CeremonyField,
            Self::Value { .. } => Code::CeremonyValue,
            Self::Key { error, .. } => error.code(),
            Self::Twice { at, first } => match (&at.part, &first.part) {
                (Part::Role(second), Part::Role(first)) if second != first => Code::TrustKeyOverlap,
                _ => Code::TrustKeyDuplicate,
            },
            Self::Rule { error, .. } => error.code(),
            Self::File(_) => Code::CeremonyFile,
            Self::Signature { .. } => Code::KeySignature,
            Self::OtherDocument => Code::CeremonyOtherDocument,
        }
    }
}

/// A part of a description.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Part {
    /// The top of the description.
    Document,
    /// A role of a root document.
    Role(RoleName),
    /// A key of a trust list.
    Key {
        /// Which one, from 1.
        number: usize,
        /// Its issuer, as far as it was given.
        issuer: Option<String>,
    },
    /// What a trust list says of a status list.
    StatusList {
        /// Which one, from 1.
        number: usize,
    },
}

/// A field of a description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct At {
    /// The part in which it stands.
    pub part: Part,
    /// Its name.
    pub field: &'static str,
    /// Which item of the field, from 1, where it is a list.
    pub item: Option<usize>,
}

impl At {
    /// One item of the field.
    pub(super) fn item(&self, item: usize) -> Self {
        Self { item: Some(item), ..self.clone() }
    }
}

impl core::fmt::Display for Part {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Document => f.write_str("document"),
            Self::Role(role) => write!(f, "role {role}"),
            Self::Key { number, issuer: None } => write!(f, "key {number}"),
            Self::Key { number, issuer: Some(issuer) } => {
                write!(f, "key {number} ({})", SafeText::new(issuer))
            }
            Self::StatusList { number } => write!(f, "status list {number}"),
        }
    }
}

impl core::fmt::Display for At {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{}, {}", self.part, self.field)?;
        self.item.map_or(Ok(()), |item| write!(f, ", item {item}"))
    }
}
