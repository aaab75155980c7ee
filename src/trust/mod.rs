//! Who may attest what: root document, trust list, store (§5).

mod digest;
mod document;
mod entry;
mod error;
mod fields;
mod list;
mod pinned;
mod reason;
mod report;
mod role;
mod root;
mod scope;
mod state;
mod status_list;
mod store;
mod stored;
mod update;

pub use digest::CredentialDigest;
pub use document::PreparedDocument;
pub use entry::ListEntry;
pub use error::TrustError;
pub use list::TrustList;
pub use pinned::PinnedRoot;
pub use reason::{KeyReason, StatusReason};
pub use report::{Kind, Outcome, UpdateReport};
pub use role::Role;
pub use root::Root;
pub use scope::Scopes;
pub use state::{KeyState, Usage};
pub use status_list::StatusListInfo;
pub use store::{Minimums, TrustStore};

pub(crate) use fields::{
    DOMAIN_BYTES, check_domain, format_and_domain, open, required_time, required_uint, time,
};
pub(crate) use list::check_list;
pub(crate) use report::Taken;
