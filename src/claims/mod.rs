//! What a credential says: a person, entitlements, dates (§3).

mod date;
mod entitlement;
mod error;
mod examine;
mod face;
mod finding;
mod identity;
mod identity_map;
mod kp;
mod number;
mod place;
mod set;
mod status;

pub use date::{Answer, BirthDate};
pub use entitlement::{Entitlement, EntitlementState};
pub use error::{ClaimsError, PersonError};
pub use face::Face;
pub use finding::Finding;
pub use identity::{Guardian, Identity};
pub use number::IdNumber;
pub use place::{Country, Location, Phone};
pub use status::{StandardStatus, StatusReference};

pub(crate) use entitlement::is_entitlement;
pub(crate) use examine::{ClaimStep, examine_claims};
pub(crate) use set::ClaimSet;
