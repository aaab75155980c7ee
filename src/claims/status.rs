//! Where the status of a credential can be looked up (§3.8).

/// A compact reference: a list by number and an index in it.
///
/// A number outside its range is kept as read; the check of the signing key refuses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatusReference {
    /// The number of the list.
    pub list: u64,
    /// The index in the list.
    pub index: u64,
}

/// A standard reference (draft-ietf-oauth-status-list): a list by URI and an index in it.
///
/// The URI names the list. Nothing is ever fetched from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandardStatus {
    /// The URI that names the list.
    pub uri: String,
    /// The index in the list.
    pub index: u64,
}
