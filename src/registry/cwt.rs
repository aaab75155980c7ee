//! CWT claims (RFC 8392 §4, IANA "CBOR Web Token Claims" as of November 2026).

/// Issuer.
pub const ISS: i64 = 1;
/// Subject: what a status list token is about.
pub const SUB: i64 = 2;
/// Expiration time.
pub const EXP: i64 = 4;
/// Not before.
pub const NBF: i64 = 5;
/// Issued at.
pub const IAT: i64 = 6;
/// Identifier of the token.
pub const CTI: i64 = 7;
/// Confirmation: the holder's key (RFC 8747).
pub const CNF: i64 = 8;
/// Inside a confirmation: the key itself (RFC 8747 §3.1).
pub const CNF_COSE_KEY: i64 = 1;
/// Identity data, registered by MOSIP: a map.
pub const IDENTITY_DATA: i64 = 169;
/// Reference to a status list (requested in draft-ietf-oauth-status-list).
pub const STATUS: i64 = 65_535;
/// Inside a status claim: the status list reference.
pub const STATUS_LIST: &str = "status_list";
/// Inside a status list reference: the index.
pub const STATUS_IDX: &str = "idx";
/// Inside a status list reference: where the list is published.
pub const STATUS_URI: &str = "uri";
/// Our private claim; its encoding `3A 00 01 4B 50` ends in the letters KP.
pub const KP: i64 = -84_817;
