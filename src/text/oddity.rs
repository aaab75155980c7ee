//! How a signed text differs from what an issuer keeping these rules would have signed (§4.5).

use super::check::Field;
use super::error::TextError;
use super::language::Language;
use super::plain::is_plain;
use super::walk;

/// A signed text that is odd. It is genuine all the same, and is shown as it was signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Oddity {
    /// The text would have been refused at issue.
    Refused(TextError),
    /// The text would have been written otherwise: decomposed letters, direction marks, spaces.
    Rewritten,
}

impl core::fmt::Display for Oddity {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Refused(cause) => write!(f, "the text could not be issued: {cause}"),
            Self::Rewritten => f.write_str("the text is not in the form in which texts are issued"),
        }
    }
}

/// Looks only; the text that was signed stays what it is.
pub(super) fn of(signed: &str, language: Language, field: &Field) -> Option<Oddity> {
    if is_plain(signed, language, field) {
        return None;
    }
    match walk::normalise(signed, language, field) {
        Ok((text, _)) if text == signed => None,
        Ok(_) => Some(Oddity::Rewritten),
        Err(cause) => Some(Oddity::Refused(cause)),
    }
}
