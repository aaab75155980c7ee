//! Status list tokens and status deltas (§8; draft-ietf-oauth-status-list, revision 20).

/// Type of a status list token (COSE header 16).
pub const TOKEN_TYPE: &str = "application/statuslist+cwt";
/// Type of a status delta (COSE header 16).
pub const DELTA_TYPE: &str = "application/kp-delta+cbor";

/// Claim of a token: for how many seconds it need not be fetched again.
pub const TTL: i64 = 65_534;
/// Claim of a token: the status list.
pub const STATUS_LIST: i64 = 65_533;
/// Inside a status list: bits per entry.
pub const BITS: &str = "bits";
/// Inside a status list: the entries, in a zlib stream.
pub const LST: &str = "lst";
/// Bits per entry that the draft allows. Our profile writes the first two.
pub const BIT_SIZES: [u8; 4] = [1, 2, 4, 8];

/// Delta: when the tokens it changes were issued.
pub const DELTA_BASE: i64 = 3;
/// Delta: its sequence number.
pub const DELTA_SEQUENCE: i64 = 4;
/// Delta: when it was issued.
pub const DELTA_IAT: i64 = 5;
/// Delta: the changes, list by list.
pub const DELTA_ITEMS: i64 = 6;

super::wire_enum! {
    /// The value of one entry.
    Status {
        /// Nothing stands against it.
        Valid = 0, "valid";
        /// Taken back.
        Revoked = 1, "revoked";
        /// Not to be accepted for the time being. Needs two bits per entry.
        Suspended = 2, "suspended";
    }
}
