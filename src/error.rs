//! The sum of all errors, for `?` in a `main`.

use crate::bundle::BundleError;
#[cfg(feature = "ceremony")]
use crate::ceremony::CeremonyError;
use crate::claims::PersonError;
use crate::code::Code;
use crate::cose::KeyError;
use crate::issue::IssueError;
use crate::multipart::MultipartError;
#[cfg(any(feature = "qr-draw", feature = "qr-scan"))]
use crate::qr::QrError;
use crate::status::RegisterError;
use crate::text::TextError;
use crate::time::TimeError;
use crate::trust::TrustError;
use crate::verify::Rejection;

/// Anything this crate can refuse. Each room has an error of its own; this one is for programs
/// that want to say `?` and print.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A moment, a day or a span.
    #[error(transparent)]
    Time(#[from] TimeError),
    /// A name, an address or a language.
    #[error(transparent)]
    Text(#[from] TextError),
    /// A fact of a person.
    #[error(transparent)]
    Person(#[from] PersonError),
    /// A key.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// A trust document.
    #[error(transparent)]
    Trust(#[from] TrustError),
    /// A trust bundle.
    #[error(transparent)]
    Bundle(#[from] BundleError),
    /// A text in parts.
    #[error(transparent)]
    Multipart(#[from] MultipartError),
    /// The issuer's side of status lists.
    #[error(transparent)]
    Register(#[from] RegisterError),
    /// Issuing.
    #[error(transparent)]
    Issue(#[from] IssueError),
    /// Verifying.
    #[error(transparent)]
    Rejection(#[from] Rejection),
    /// Drawing or scanning a symbol.
    #[cfg(any(feature = "qr-draw", feature = "qr-scan"))]
    #[error(transparent)]
    Qr(#[from] QrError),
    /// A ceremony.
    #[cfg(feature = "ceremony")]
    #[error(transparent)]
    Ceremony(#[from] CeremonyError),
}

impl Error {
    /// The stable code.
    pub fn code(&self) -> Code {
        match self {
            Self::Time(error) => error.code(),
            Self::Text(error) => error.code(),
            Self::Person(error) => error.code(),
            Self::Key(error) => error.code(),
            Self::Trust(error) => error.code(),
            Self::Bundle(error) => error.code(),
            Self::Multipart(error) => error.code(),
            Self::Register(error) => error.code(),
            Self::Issue(error) => error.code(),
            Self::Rejection(rejection) => rejection.code(),
            #[cfg(any(feature = "qr-draw", feature = "qr-scan"))]
            Self::Qr(error) => error.code(),
            #[cfg(feature = "ceremony")]
            Self::Ceremony(error) => error.code(),
        }
    }
}
