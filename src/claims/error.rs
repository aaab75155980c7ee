//! What can be wrong with the facts of a person, and with the claims of a credential.

use crate::cbor::{FieldError, Place};
use crate::code::Code;
use crate::registry::kp::IdKind;
use crate::text::TextError;

/// Why a fact of a person was refused. The fact itself is never quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PersonError {
    /// An identity number of the wrong shape for its kind.
    #[error("a {kind} does not have {found} characters of this shape")]
    NumberShape {
        /// The kind of the number.
        kind: IdKind,
        /// How many digits or characters were left after cleaning.
        found: usize,
    },
    /// A number that begins with 0 or 9.
    #[error("no {kind} begins with this digit")]
    NumberFirstDigit {
        /// The kind of the number.
        kind: IdKind,
    },
    /// A date in a form that is not read.
    #[error("the date is not of the form YYYY-MM-DD, YYYYMMDD, YYYY-MM or YYYY")]
    DateFormat,
    /// A day that is not in the calendar.
    #[error("there is no such day in the calendar")]
    DateCalendar,
    /// A year before 1900 or after the day of issue.
    #[error("the date is before 1900 or in the future")]
    DateRange,
    /// A field of the wrong shape.
    #[error("the {field} has the wrong shape")]
    Shape {
        /// The name of the field.
        field: &'static str,
    },
    /// A picture of an unknown file format.
    #[error("the picture is neither JPEG nor WebP nor AVIF")]
    FaceType,
    /// A picture that is too large.
    #[error("the picture has {found} bytes, more than {limit}")]
    FaceSize {
        /// Its size in bytes.
        found: usize,
        /// The limit in bytes.
        limit: usize,
    },
    /// A text that breaks the text rules.
    #[error(transparent)]
    Text(#[from] TextError),
}

impl PersonError {
    /// The stable code.
    pub const fn code(&self) -> Code {
        match self {
            Self::NumberShape { .. } => Code::IdShape,
            Self::NumberFirstDigit { .. } => Code::IdFirstDigit,
            Self::DateFormat => Code::DateFormat,
            Self::DateCalendar => Code::DateCalendar,
            Self::DateRange => Code::DateRange,
            Self::Shape { .. } => Code::FieldShape,
            Self::FaceType => Code::FaceType,
            Self::FaceSize { .. } => Code::FaceSize,
            Self::Text(error) => error.code(),
        }
    }
}

/// Why the signed claims are out of order. Values are never quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ClaimsError {
    /// The payload is not a map.
    #[error("the claims are not a map")]
    Structure,
    /// No issuer.
    #[error("no issuer is named")]
    IssuerMissing,
    /// No expiry.
    #[error("no expiry is given")]
    ExpiryMissing,
    /// No date of issue.
    #[error("no date of issue is given")]
    IssuedAtMissing,
    /// A date that is not integer seconds from 1 to 253402300799.
    #[error("{place} is not a time of the format")]
    Time {
        /// The claim.
        place: Place,
    },
    /// An expiry that is not after the date of issue, or not after the earliest use.
    #[error("the expiry is not after the date of issue and of first use")]
    Order,
    /// A person without a name.
    #[error("a person is given without a name")]
    NameMissing,
    /// Neither a person nor an entitlement.
    #[error("there is neither a person nor an entitlement")]
    Empty,
    /// Another version of the profile or a later revision of the private claim.
    #[error("{place} names a version this reader does not know")]
    Version {
        /// The field with the version.
        place: Place,
    },
    /// A field that breaks its grammar.
    #[error(transparent)]
    Field(#[from] FieldError),
}

impl ClaimsError {
    /// The stable code.
    pub const fn code(&self) -> Code {
        match self {
            Self::Structure => Code::ClaimsStructure,
            Self::IssuerMissing => Code::ClaimsIssMissing,
            Self::ExpiryMissing => Code::ClaimsExpMissing,
            Self::IssuedAtMissing => Code::ClaimsIatMissing,
            Self::Time { .. } => Code::ClaimsTime,
            Self::Order => Code::ClaimsOrder,
            Self::NameMissing => Code::ClaimsNameMissing,
            Self::Empty => Code::ClaimsEmpty,
            Self::Version { .. } => Code::ClaimsVersion,
            Self::Field(error) => error.code(),
        }
    }
}
