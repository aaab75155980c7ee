//! Who may attest what: root document, trust list, store (§5).

mod document;
mod entry;
mod error;
mod list;
mod root;
mod scope;
mod store;

pub use document::PreparedDocument;
pub use entry::{KeyReason, KeyState, ListEntry, Usage};
pub use error::TrustError;
pub use list::{CredentialDigest, StatusListInfo, TrustList};
pub use root::{PinnedRoot, Role, Root};
pub use scope::Scopes;
pub use store::TrustStore;
