//! Every ceiling of the format, each with its reason (§1.5).
//!
//! A limit binds readers and writers alike: a text that could not be issued is
//! not read either.

/// Longest text, in characters: what a version 40-L QR symbol holds in alphanumeric mode
/// (ISO/IEC 18004). The prefix counts. A longer text cannot have come from one symbol.
pub const TEXT_CHARS: usize = 4_296;

/// Longest message after inflating, in bytes. Twice what the longest text can carry raw would be
/// 5.7 KiB; 16 KiB leaves room for a picture and still fits on the stack of a small device.
pub const MESSAGE_BYTES: usize = 16 * 1024;

/// Deepest nesting of arrays, maps and tags, counted anew inside each byte string that is
/// itself CBOR. Our own deepest message uses six.
pub const CBOR_DEPTH: usize = 8;

/// Most entries in one map or array. The identity map knows about forty keys; 256 bounds the
/// work of comparing keys.
pub const CBOR_ENTRIES: usize = 256;

/// Most entitlements in one credential. Six services make a version 17 symbol already.
pub const ENTITLEMENTS: usize = 16;

/// Longest name, in characters (Unicode scalar values). The longest line of a printed card.
pub const NAME_CHARS: usize = 60;

/// Longest address, in characters.
pub const ADDRESS_CHARS: usize = 120;

/// Most lines of an address: what a card prints.
pub const ADDRESS_LINES: usize = 3;

/// Largest picture of a face, in bytes: what still gives a version 27 symbol at level M, the
/// most an ID-1 card holds at four printer dots a module.
pub const FACE_BYTES: usize = 1_200;

/// Longest identity number, in characters.
pub const ID_CHARS: usize = 20;

/// Longest location code, in characters.
pub const LOCATION_CHARS: usize = 16;

/// Longest telephone number, in characters: a plus sign and the 15 digits of ITU-T E.164.
pub const PHONE_CHARS: usize = 16;

/// Longest electronic mail address, in characters (read only; never written).
pub const EMAIL_CHARS: usize = 120;

/// Longest issuer name (`iss`), in bytes.
pub const ISS_BYTES: usize = 32;

/// Shortest and longest credential identifier (`cti`), in bytes.
pub const CTI_BYTES: core::ops::RangeInclusive<usize> = 8..=16;

/// Longest reference of an entitlement, in characters.
pub const REFERENCE_CHARS: usize = 24;

/// Longest category of an entitlement, in characters.
pub const CATEGORY_CHARS: usize = 12;

/// Longest URI of a standard status reference, in characters.
pub const STATUS_URI_CHARS: usize = 120;

/// Most entries of one status list: sixteen times our usual shard of 2^20.
pub const STATUS_ENTRIES: u64 = 1 << 24;

/// Largest number of a status list.
pub const STATUS_LIST: u64 = 65_535;

/// Largest status list before compression, in bytes: 2^24 entries of two bits.
pub const STATUS_LIST_BYTES: usize = 4 * 1024 * 1024;

/// Largest status list token, in bytes: the largest list, of which nothing could be compressed, and
/// what stands around it.
pub const STATUS_TOKEN_BYTES: usize = STATUS_LIST_BYTES + 8 * 1024;

/// Largest status delta, in bytes: more than four months of a thousand changes a day. Whoever has so
/// many should publish new tokens.
pub const STATUS_DELTA_BYTES: usize = 256 * 1024;

/// Most that a verifier holds of status lists before compression, in bytes: five cards for each of
/// forty million people, with suspensions, are 50 MB.
pub const STATUS_STORE_BYTES: usize = 64 * 1024 * 1024;

/// Longest life of a status list token, in seconds: as long as that of the trust list beside it.
pub const STATUS_LIFE_SECONDS: i64 = LIST_LIFE_SECONDS;

/// Largest trust document, in bytes. Sixty keys with three signatures are 5.2 KB.
pub const DOCUMENT_BYTES: usize = 64 * 1024;

/// Most documents in one trust bundle: a list and as many roots as thirty years of yearly rotation
/// give.
pub const BUNDLE_DOCUMENTS: usize = 32;

/// Largest trust bundle, in bytes, after inflating: no more than one document may have. Sixty keys
/// with three signatures and five root documents need 8 KB.
pub const BUNDLE_BYTES: usize = DOCUMENT_BYTES;

/// Most parts of one text, not counting the part that repairs: what somebody scans from a poster
/// or a leaflet without giving up.
pub const PARTS: usize = 16;

/// Longest text that is split into parts, in characters. Sixteen parts of [`TEXT_CHARS`] hold it,
/// and it bounds the memory of a reader before the first part is kept.
pub const WHOLE_CHARS: usize = 64 * 1024;

/// Most keys in a trust list.
pub const LISTED_KEYS: usize = 64;

/// Most keys in one role of a root document.
pub const ROLE_KEYS: usize = 16;

/// Most successors of the pinned root that a verifier stores. A root a quarter for sixty years; an
/// application that is updated pins a later one.
pub const ROOT_SUCCESSORS: usize = 256;

/// Most signatures on one trust document: two full roles, the old and the new.
pub const DOCUMENT_SIGNERS: usize = 2 * ROLE_KEYS;

/// Most listed keys that may share one `kid`. All of them are tried, so this bounds the work a
/// stranger's text can cause.
pub const KEYS_PER_KID: usize = 4;

/// Longest life of a root document, in seconds: five years of 366 days.
pub const ROOT_LIFE_SECONDS: i64 = 5 * 366 * 86_400;

/// Longest life of a trust list, in seconds: 180 days. Long enough for verifiers that are
/// offline for months, short enough that a stolen list key does not live for ever.
pub const LIST_LIFE_SECONDS: i64 = 180 * 86_400;

/// Longest lifetime an entry may grant to a credential, in seconds: twenty years of 365 days.
pub const CREDENTIAL_LIFE_SECONDS: i64 = 630_720_000;

/// Difference between two clocks that is nobody's fault, in seconds.
pub const SKEW_SECONDS: i64 = 300;

/// Most lines of an explanation: one for each byte of the largest trust document. What is behind
/// them is told in one line more.
pub const EXPLANATION_LINES: usize = DOCUMENT_BYTES;

/// Most pixels of a picture that is searched for QR symbols (40 megapixels).
pub const PICTURE_PIXELS: usize = 40_000_000;

/// Largest picture file, in bytes.
pub const PICTURE_BYTES: usize = 32 * 1024 * 1024;
