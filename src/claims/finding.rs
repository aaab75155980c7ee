//! What a reader noticed and accepted (§3.7).

use crate::cbor::{Fields, Place};
use crate::text::Oddity;

/// Something unusual in a credential that is no fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Finding {
    /// A field this version does not know. It was ignored and carries no authority.
    UnknownField {
        /// The field.
        place: Place,
    },
    /// A key that is not an integer. It was ignored.
    Label {
        /// The map it stands in.
        part: &'static str,
    },
    /// A text that a careful issuer would not have signed: direction marks, decomposed letters,
    /// mixed scripts. It is kept as signed and shown safely.
    OddText {
        /// The field.
        place: Place,
        /// What is odd about it.
        oddity: Oddity,
    },
    /// A label that is not of printable ASCII characters. It is kept as signed and shown safely.
    OddLabel {
        /// The field.
        place: Place,
    },
    /// A picture whose bytes are of another file format than it says.
    PictureFormat {
        /// The field.
        place: Place,
    },
}

impl core::fmt::Display for Finding {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::UnknownField { place } => write!(f, "{place} is unknown and was ignored"),
            Self::Label { part } => write!(f, "{part} has a key that is no integer; it was ignored"),
            Self::OddText { place, oddity } => write!(f, "{place}: {oddity}"),
            Self::OddLabel { place } => write!(f, "{place} holds more than printable ASCII"),
            Self::PictureFormat { place } => write!(f, "{place} is of another file format than it says"),
        }
    }
}

impl Finding {
    /// Notes what nobody took out of a map.
    pub(super) fn leftover(fields: &Fields<'_>, findings: &mut Vec<Self>) {
        let rest = fields.leftover();
        findings.extend(rest.keys.iter().map(|key| Self::UnknownField { place: fields.place(*key) }));
        if rest.labels {
            findings.push(Self::Label { part: fields.part() });
        }
    }
}
