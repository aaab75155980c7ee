//! Names and addresses: normalised at issue, kept as signed, shown safely (§4).
//!
//! An issuer calls [`Name::normalise`], shows the [`Note`]s to the registrar and signs the result.
//! A reader never normalises: it keeps the text as it was signed and shows it through [`SafeText`].

mod error;
mod language;
mod note;

mod digits;
mod placed;
mod safe;

mod arabic;
mod pashto;
mod plain;
mod presentation;
mod strip;
mod urdu;

mod mojibake;
mod writing;

mod check;
mod walk;

mod oddity;

mod address;
mod name;

pub(crate) use digits::ascii_digits;

pub use address::{Address, NormalisedAddress};
pub use error::TextError;
pub use language::Language;
pub use name::{Name, Normalised};
pub use note::Note;
pub use oddity::Oddity;
pub use safe::SafeText;
