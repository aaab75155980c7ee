//! From a stranger's text to a verified credential, one step and one type at a time (§7).

mod authentic;
mod judgement;
mod policy;
mod reason;
mod rejection;
mod report;
mod signed;
mod verified;
mod verifier;

pub use authentic::AuthenticCredential;
pub use policy::{Policy, Risk};
pub use reason::{PurposeReason, Reason, TimeReason};
pub use rejection::{Minimum, Rejection};
pub use report::{Check, CheckOutcome, Report, TrustSnapshot};
pub use signed::SignedCredential;
pub use verified::VerifiedCredential;
pub use verifier::Verifier;
