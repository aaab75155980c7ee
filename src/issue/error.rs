//! Why nothing was issued.

use crate::claims::{ClaimsError, Finding};
use crate::code::Code;
use crate::cose::{CoseError, KeyError};
use crate::envelope::EnvelopeError;
use crate::registry::services::ServiceCode;
use crate::trust::KeyReason;

/// Why nothing was issued.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum IssueError {
    /// An issuer name that is empty or too long.
    #[error("the issuer name has {found} bytes, not 1 to {limit}")]
    IssuerName {
        /// How many bytes it has.
        found: usize,
        /// How many it may have.
        limit: usize,
    },
    /// A field of the draft breaks the format.
    #[error(transparent)]
    Claims(#[from] ClaimsError),
    /// A field that readers would find unusual, such as a text that was read from another
    /// credential and is not normalised.
    #[error("{0}")]
    Unusual(Finding),
    /// A name in another language than its place in the credential.
    #[error("the {field} is not in the language of the person's {of}")]
    Language {
        /// The field.
        field: &'static str,
        /// The name whose language it must share.
        of: &'static str,
    },
    /// A birth after the day of issue.
    #[error("the date of birth is after the day of issue")]
    BornLater,
    /// The variant needs something the record does not hold.
    #[error("the record has no {missing}")]
    Disclosure {
        /// What is missing.
        missing: &'static str,
    },
    /// The record has no entitlement to the service.
    #[error("the record has no entitlement to: {service}")]
    NoEntitlement {
        /// The service.
        service: ServiceCode,
    },
    /// Verifiers would refuse what this key signs.
    #[error("verifiers would refuse it: {0}")]
    Key(#[from] KeyReason),
    /// The key is listed as retired: it signs no more.
    #[error("the key is listed as retired")]
    Retired,
    /// Verifiers require a status reference of this key, or would refuse the one given.
    #[error("the status reference is missing or not one that this key may give")]
    Status,
    /// The signature that was handed back does not verify.
    #[error(transparent)]
    Signature(#[from] KeyError),
    /// The text does not fit into a QR symbol.
    #[error(transparent)]
    Envelope(#[from] EnvelopeError),
    /// The message cannot be put together.
    #[error(transparent)]
    Cose(#[from] CoseError),
    /// The finished text does not read back as what was signed. Nothing is returned.
    #[error("the finished text does not read back as what was signed")]
    SelfCheck,
}

impl IssueError {
    /// The stable code.
    pub const fn code(&self) -> Code {
        match self {
            Self::IssuerName { .. } => Code::FieldShape,
            Self::Claims(error) => error.code(),
            Self::Unusual(_) => Code::IssueUnusual,
            Self::Language { .. } => Code::IssueLanguage,
            Self::BornLater => Code::DateRange,
            Self::Disclosure { .. } | Self::NoEntitlement { .. } => Code::IssueDisclosure,
            Self::Key(reason) => reason.code(),
            Self::Retired => Code::KeyWindow,
            Self::Status => Code::StatusReference,
            Self::Signature(_) => Code::IssueSignature,
            Self::Envelope(error) => error.code(),
            Self::Cose(error) => error.code(),
            Self::SelfCheck => Code::IssueSelfCheck,
        }
    }
}
