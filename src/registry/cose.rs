//! COSE: tags, header labels, algorithms (RFC 9052, RFC 9053, RFC 9596, RFC 9864; IANA "COSE"
//! registries as of November 2026).

/// CBOR tag of a COSE_Sign1 message (RFC 9052 §4.2).
pub const TAG_SIGN1: u64 = 18;
/// First byte of a message under that tag: major type 6, and a tag below 24 stands in the head itself.
pub(crate) const SIGN1_HEAD: u8 = 0xD2;
/// CBOR tag of a COSE_Sign message (RFC 9052 §4.1).
pub const TAG_SIGN: u64 = 98;

/// Header label of the algorithm (RFC 9052 §3.1).
pub const ALG: i64 = 1;
/// Header label of the list of critical labels (RFC 9052 §3.1).
pub const CRIT: i64 = 2;
/// Header label of the key identifier (RFC 9052 §3.1).
pub const KID: i64 = 4;
/// Header label of the type of the whole object (RFC 9596).
pub const TYP: i64 = 16;

/// EdDSA, which means Ed25519 here because the listed key says so (RFC 9053 §2.2). Written.
pub const ALG_EDDSA: i64 = -8;
/// Ed25519, fully specified (RFC 9864). Read.
pub const ALG_ED25519: i64 = -19;

/// Bytes of a `kid`: the beginning of the key's thumbprint.
pub const KID_BYTES: usize = 8;
/// Bytes of an Ed25519 public key.
pub const PUBLIC_KEY_BYTES: usize = 32;
/// Bytes of an Ed25519 signature.
pub const SIGNATURE_BYTES: usize = 64;

/// COSE_Key parameter: key type (RFC 9052 §7.1).
pub const KEY_KTY: i64 = 1;
/// COSE_Key parameter of an OKP or EC2 key: curve (RFC 9053 §7).
pub const KEY_CRV: i64 = -1;
/// COSE_Key parameter of an OKP or EC2 key: x (RFC 9053 §7).
pub const KEY_X: i64 = -2;
/// COSE_Key parameter of an EC2 key: y, or its sign (RFC 9053 §7.1.1).
pub const KEY_Y: i64 = -3;
/// Key type: octet key pair.
pub const KTY_OKP: u64 = 1;
/// Key type: elliptic curve with x and y.
pub const KTY_EC2: u64 = 2;
/// Curve: Ed25519.
pub const CRV_ED25519: u64 = 6;
/// Curve: P-256.
pub const CRV_P256: u64 = 1;
