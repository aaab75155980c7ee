#![forbid(unsafe_code)]
#![deny(missing_docs)]
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::arithmetic_side_effects,
        clippy::as_conversions,
        clippy::string_slice,
        clippy::unreachable,
        clippy::todo
    )
)]
#![cfg_attr(docsrs, feature(doc_cfg))]
//! Signed QR credentials that anybody can verify offline.
//!
//! A department **issues** a compact signed credential: CWT claims in deterministic CBOR, COSE_Sign1 with
//! Ed25519, Base45, one QR symbol. Anybody **verifies** it with no network at all, against a **trust
//! list** that a threshold of provincial keys has signed. There is no network code in this crate; it opens no
//! file and reads no clock.
//!
//! # Verify
//!
//! ```
//! use khyber_pass::{Clock, PinnedRoot, Policy, ServiceCode, Timestamp, TrustStore, Verifier};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let clock = Clock::device(Timestamp::new(1_769_904_000)?); // what the device says
//! let root = PinnedRoot::from_bytes(&std::fs::read("examples/data/root.cbor")?)?;
//! let trust = TrustStore::open(&root, &std::fs::read("examples/data/list.cbor")?, clock)?;
//! let verifier = Verifier::new(trust, Policy::for_service(ServiceCode::SEHAT_CARD));
//!
//! let text = std::fs::read_to_string("examples/data/adult.txt")?; // what the camera says
//! let card = verifier.verify_at(&text, clock)?;
//! assert_eq!(card.identity().unwrap().full_name().to_string(), "Namuna Khan");
//! assert_eq!(card.entitlement().unwrap().reference(), Some("SCP-00000001"));
//!
//! let no = verifier.verify_at("HC1:6BFOXN", clock).unwrap_err();
//! assert_eq!((no.class().name(), no.code().name()), ("Unreadable", "envelope.foreign"));
//! # Ok(())
//! # }
//! ```
//!
//! # Issue
//!
//! ```
//! use khyber_pass::text::{Language, Name};
//! use khyber_pass::{Draft, Entitlement, Identity, Issuer, ServiceCode, SigningKey, Timestamp, Validity};
//!
//! # fn main() -> Result<(), khyber_pass::Error> {
//! let key = SigningKey::from_seed(&[31; 32]); // a TEST key
//! let person = Identity::new(Name::new("Namuna Khan", Language::ENGLISH)?)
//!     .with_second_name(Name::new("نمونہ خان", Language::URDU)?);
//! let now = Timestamp::new(1_769_904_000)?;
//! let draft = Draft::new(person, Validity::days_from(now, 365)?)
//!     .with_entitlement(Entitlement::new(ServiceCode::SEHAT_CARD)?.with_reference("SCP-00000001")?);
//! let text = Issuer::new("PK-KP", key)?.issue(&draft)?;
//! assert!(text.starts_with("KP1:"));
//! # Ok(())
//! # }
//! ```
//!
//! Where the key is in an HSM, [`Prepared`] hands out the bytes and takes the signature.
//!
//! # The staircase
//!
//! | stage | what is known |
//! |---|---|
//! | text | nothing |
//! | [`SignedCredential`] | it has the form of a signed message |
//! | [`AuthenticCredential`] | a listed key signed it, and may say what it says |
//! | [`VerifiedCredential`] | it is in date, not taken back, and serves the purpose |
//!
//! Each step consumes the one before. No stage can be built, read or defaulted; what is refused is a
//! [`Rejection`] with a class, a stable [`Code`] and a hint. To look inside without believing, there is
//! [`untrusted`].
//!
//! # Trust over time
//!
//! [`TrustStore::apply`] takes in roots and lists as they come and never goes back; [`TrustStore::export`] and
//! [`TrustStore::load`] store a state that is verified again whenever it is read. [`TrustBundle`] and
//! [`multipart`] carry it all as QR texts. [`Policy`] has a profile for each kind of desk, [`Verifier::report_at`]
//! writes down every check.
//!
//! # Taking back
//!
//! [`StatusStore`] holds status lists and deltas beside the trust, verified under the same list; [`Verifier::apply`] takes
//! in whatever a bundle holds. [`StatusRegister`] and [`IndexAllocator`] are for those who issue.
//!
//! # Rooms
//!
//! [`registry`] and [`limits`] hold every number of the format; [`text`] the rules for names; `qr` draws and
//! reads symbols (features `qr-draw`, `qr-scan`); `ceremony` is for the people who sign trust documents (feature
//! `ceremony`); [`spec`] is the specification. [`Error`] is the sum of all errors, for `?` in a `main`.
//!
//! # What it does not do
//!
//! It cannot tell a copy of a printed code from the original: compare the person with their identity card. It cannot
//! stop an office from signing what is false. See `SECURITY.md`.

#[cfg(feature = "ceremony")]
pub mod ceremony;
pub mod limits;
pub mod multipart;
pub mod registry;
pub mod spec;
pub mod text;
pub mod untrusted;
#[cfg(feature = "vectors")]
pub mod vectors;

#[cfg(any(feature = "qr-draw", feature = "qr-scan"))]
pub mod qr;

mod base45;
mod bundle;
mod cbor;
mod claims;
mod code;
mod cose;
mod deflate;
mod envelope;
mod error;
mod hex;
mod issue;
#[cfg(test)]
mod outside;
mod status;
mod time;
mod trust;
mod verify;

pub use base45::Base45Error;
pub use bundle::{BundleError, TrustBundle};
pub use cbor::{CborError, FieldError, Place};
pub use claims::{
    Answer, BirthDate, ClaimsError, Country, Entitlement, EntitlementState, Face, Finding, Guardian,
    IdNumber, Identity, Location, PersonError, Phone, StandardStatus, StatusReference,
};
pub use code::{Class, Code, Hint, MessageLanguage};
pub use cose::{CoseError, DocumentError, KeyError, Kid, PublicKey, Signature, SigningKey, Thumbprint};
pub use deflate::DeflateError;
pub use envelope::{Body, Envelope, EnvelopeError};
pub use error::Error;
pub use issue::{Disclosure, Draft, DraftNote, IssueError, Issuer, Prepared, QrText};
pub use registry::claim169::{Gender, PictureFormat};
pub use registry::envelope::Foreign;
pub use registry::kp::{Assurance, EntitlementStatus, IdKind, Relation};
pub use registry::services::{Department, Service, ServiceCode};
pub use registry::status::Status;
pub use registry::trust::RoleName;
pub use status::{
    AllocationError, HeldStatus, IndexAllocator, PreparedStatus, RegisterError, RowFault, StatusList,
    StatusRegister, StatusStore,
};
pub use time::{CivilOffset, Clock, Day, TimeError, Timestamp, Validity};
pub use trust::{
    CredentialDigest, KeyReason, KeyState, Kind, ListEntry, Minimums, Outcome, PinnedRoot, PreparedDocument,
    Role, Root, Scopes, StatusListInfo, StatusReason, TrustError, TrustList, TrustStore, UpdateReport, Usage,
};
pub use verify::{
    AuthenticCredential, Check, CheckOutcome, Minimum, Policy, PurposeReason, Reason, Rejection, Report,
    Risk, SignedCredential, TimeReason, TrustSnapshot, VerifiedCredential, Verifier,
};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
