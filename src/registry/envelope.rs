//! Prefixes of texts and first bytes of bodies (§1.1, §1.3).

/// Begins the text of a credential.
pub const CREDENTIAL_PREFIX: &str = "KP1:";

/// Begins the text of a trust bundle.
pub const TRUST_PREFIX: &str = "KPT:";

/// Begins one part of a text that was split (§5.11).
pub const PART_PREFIX: &str = "KP1T/";

/// Stands in the place of the number of the part that repairs a lost one (§5.11).
pub const PARITY: &str = "P";

/// The Base45 alphabet (RFC 9285 §4.2), which is that of the QR alphanumeric mode. The value of a
/// character is its place.
pub const ALPHABET: &str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/// First bytes of a body that is a trust bundle itself: heads of CBOR arrays (§5.11). [`ZLIB`] is
/// none of them.
pub const BUNDLE: core::ops::RangeInclusive<u8> = 0x80..=0x9F;

/// First byte of a body that is the message itself: CBOR tag 18.
pub const RAW: u8 = 0xD2;

/// First byte of a body that is deflated with our preset dictionary: the number of the dictionary.
pub const DICTIONARY: u8 = 1;

/// First bytes that are numbers of dictionaries: 0 was a draft of the first, those above it are kept for later ones.
pub const DICTIONARIES: core::ops::RangeInclusive<u8> = 0..=15;

/// First byte of a zlib stream with a 32 KiB window (RFC 1950).
pub const ZLIB: u8 = 0x78;

super::wire_enum! {
    /// A code of another kind, recognised by how its text begins (§1.6).
    Foreign {
        /// EU Digital COVID Certificate, `HC1:`.
        Hcert = 1, "EU Digital COVID Certificate";
        /// New Zealand COVID Pass, `NZCP:/`.
        Nzcp = 2, "New Zealand COVID Pass";
        /// SMART Health Card, `shc:/`.
        SmartHealthCard = 3, "SMART Health Card";
        /// ISO mdoc device engagement, `mdoc:`.
        Mdoc = 4, "mobile driving licence (mdoc)";
        /// A web address.
        WebAddress = 5, "web address";
        /// The number of an identity card, as its bar code holds it.
        IdentityCard = 6, "identity card bar code";
        /// One of our own texts that is not a credential: a trust bundle, a part, a presentation.
        TrustText = 7, "Khyber Pass text that is not a credential";
        /// What begins like a trust bundle or a part, and is none.
        DamagedTrustText = 8, "damaged Khyber Pass text that is not a credential";
    }
}

/// How foreign texts begin. Compared without regard to case.
pub const FOREIGN_PREFIXES: &[(&str, Foreign)] = &[
    ("HC1:", Foreign::Hcert),
    ("NZCP:/", Foreign::Nzcp),
    ("shc:/", Foreign::SmartHealthCard),
    ("mdoc:", Foreign::Mdoc),
    ("http://", Foreign::WebAddress),
    ("https://", Foreign::WebAddress),
    ("www.", Foreign::WebAddress),
    (TRUST_PREFIX, Foreign::TrustText),
    (PART_PREFIX, Foreign::TrustText),
    ("KPP:", Foreign::TrustText),
    ("KPB:", Foreign::TrustText),
    ("KPD:", Foreign::TrustText),
];
