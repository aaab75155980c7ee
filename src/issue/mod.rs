//! From a person to a signed text (§3.6, §2.4).

mod disclosure;
mod draft;
mod error;
mod issuer;
mod prepared;

pub use disclosure::Disclosure;
pub use draft::{Draft, DraftNote};
pub use error::IssueError;
pub use issuer::Issuer;
pub use prepared::{Prepared, QrText};
