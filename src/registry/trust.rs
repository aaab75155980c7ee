//! Keys and values of root documents and trust lists (§5.3, §5.4).

/// Type of a root document (COSE header 16).
pub const ROOT_TYPE: &str = "application/kp-root+cbor";
/// Type of a trust list (COSE header 16).
pub const LIST_TYPE: &str = "application/kp-trust+cbor";

/// The format number, in field 1 of every document.
pub const FORMAT: u64 = 1;

/// Every document: format number.
pub const DOC_FORMAT: i64 = 1;
/// Every document: domain.
pub const DOC_DOMAIN: i64 = 2;
/// Every document: epoch.
pub const DOC_EPOCH: i64 = 3;
/// Every document: version.
pub const DOC_VERSION: i64 = 4;
/// Every document: when it was issued.
pub const DOC_IAT: i64 = 5;
/// Every document: when it expires.
pub const DOC_EXP: i64 = 6;

/// Root: the roles.
pub const ROOT_ROLES: i64 = 7;

/// List: when to look for a newer one.
pub const LIST_REFRESH: i64 = 7;
/// List: the entries.
pub const LIST_ENTRIES: i64 = 8;
/// List: withdrawn emergency denials. Kept free: refused for now.
pub const LIST_LIFTS: i64 = 9;
/// List: digests of denied credentials.
pub const LIST_DENIED: i64 = 10;
/// List: facts of status lists.
pub const LIST_STATUS_LISTS: i64 = 11;

/// Entry: public key.
pub const ENTRY_KEY: i64 = 1;
/// Entry: issuer.
pub const ENTRY_ISS: i64 = 2;
/// Entry: scopes.
pub const ENTRY_SCOPES: i64 = 3;
/// Entry: first second it may sign.
pub const ENTRY_NOT_BEFORE: i64 = 4;
/// Entry: first second it may no longer sign.
pub const ENTRY_NOT_AFTER: i64 = 5;
/// Entry: until when what it signed may be accepted.
pub const ENTRY_VERIFY_UNTIL: i64 = 6;
/// Entry: state.
pub const ENTRY_STATE: i64 = 7;
/// Entry: since when it is revoked.
pub const ENTRY_SINCE: i64 = 8;
/// Entry: longest lifetime it may grant.
pub const ENTRY_MAX_LIFETIME: i64 = 9;
/// Entry: status lists it may point to.
pub const ENTRY_STATUS_LISTS: i64 = 10;
/// Entry: display name.
pub const ENTRY_NAME: i64 = 11;
/// Entry: usage.
pub const ENTRY_USAGE: i64 = 12;

/// Usage bit: signs credentials.
pub const USAGE_CREDENTIAL: u64 = 1;
/// Usage bit: signs status lists.
pub const USAGE_STATUS: u64 = 2;
/// Usage bit: signs status deltas.
pub const USAGE_DELTA: u64 = 4;
/// Usage bit: signs status assertions.
pub const USAGE_ASSERT: u64 = 8;
/// Usage bit: a key for training, never trusted.
pub const USAGE_SPECIMEN: u64 = 16;
/// All usage bits.
pub const USAGE_ALL: u64 = 31;

super::wire_enum! {
    /// Who may sign what, by the root document.
    RoleName {
        /// Signs root documents.
        Root = 0, "root";
        /// Signs trust lists.
        List = 1, "list";
        /// Kept for freshness beacons.
        Beacon = 2, "beacon";
        /// Kept for emergency notices.
        Emergency = 3, "emergency";
    }
}
