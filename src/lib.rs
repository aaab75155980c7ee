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
//! Khyber Pass.

pub mod limits;
pub mod registry;
pub mod text;
pub mod untrusted;

#[cfg(any(feature = "qr-draw", feature = "qr-scan"))]
pub mod qr;

mod cbor;
mod claims;
mod code;
mod cose;
mod deflate;
mod envelope;
mod error;
mod issue;
mod time;
mod trust;
mod verify;

pub use cbor::{CborError, FieldError, Place};
pub use claims::{
    Answer, BirthDate, ClaimsError, Country, Entitlement, EntitlementState, Face, Finding, Guardian,
    IdNumber, Identity, Location, PersonError, Phone, StandardStatus, StatusReference,
};
pub use code::{Class, Code, Hint};
pub use cose::{CoseError, DocumentError, KeyError, Kid, PublicKey, Signature, SigningKey, Thumbprint};
pub use deflate::DeflateError;
pub use envelope::{Body, Envelope, EnvelopeError};
pub use error::Error;
pub use issue::{Disclosure, Draft, DraftNote, IssueError, Issuer, Prepared, QrText};
pub use registry::claim169::{Gender, PictureFormat};
pub use registry::envelope::Foreign;
pub use registry::kp::{Assurance, EntitlementStatus, IdKind, Relation};
pub use registry::services::{Department, Service, ServiceCode};
pub use registry::trust::RoleName;
pub use time::{CivilOffset, Clock, Day, TimeError, Timestamp, Validity};
pub use trust::{
    CredentialDigest, KeyReason, KeyState, ListEntry, PinnedRoot, PreparedDocument, Role, Root, Scopes,
    StatusListInfo, TrustError, TrustList, TrustStore, Usage,
};
pub use verify::{
    AuthenticCredential, Minimum, Policy, PurposeReason, Reason, Rejection, SignedCredential, StatusReason,
    TimeReason, VerifiedCredential, Verifier,
};
