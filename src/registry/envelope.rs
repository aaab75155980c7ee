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
pub const RAW: u8 = super::cose::SIGN1_HEAD;

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
        /// A contact: vCard, MECARD, a telephone number, an address to write to.
        Contact = 9, "contact";
        /// The password of a wireless network, `WIFI:`.
        WirelessNetwork = 10, "wireless network";
        /// A payment: EMVCo, as Raast and shops use it, or `upi:`.
        Payment = 11, "payment code";
        /// The machine-readable lines of a passport or a visa (ICAO Doc 9303).
        TravelDocument = 12, "travel document";
        /// A request or an offer for another wallet, OpenID for Verifiable Credentials.
        Wallet = 13, "request for another wallet";
        /// Data of another system: JSON, a JSON Web Token, XML, a long number. MOSIP's PixelPass among them.
        Data = 14, "data of another system";
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
    ("BEGIN:VCARD", Foreign::Contact),
    ("MECARD:", Foreign::Contact),
    ("tel:", Foreign::Contact),
    ("mailto:", Foreign::Contact),
    ("sms:", Foreign::Contact),
    ("smsto:", Foreign::Contact),
    ("WIFI:", Foreign::WirelessNetwork),
    ("000201", Foreign::Payment),
    ("upi:", Foreign::Payment),
    ("P<", Foreign::TravelDocument),
    ("V<", Foreign::TravelDocument),
    ("I<", Foreign::TravelDocument),
    ("openid:", Foreign::Wallet),
    ("openid4vp:", Foreign::Wallet),
    ("openid-credential-offer:", Foreign::Wallet),
    ("INJI_OVP:", Foreign::Wallet),
    ("{", Foreign::Data),
    ("<", Foreign::Data),
    ("eyJ", Foreign::Data),
    (TRUST_PREFIX, Foreign::TrustText),
    (PART_PREFIX, Foreign::TrustText),
    ("KPP:", Foreign::TrustText),
    ("KPB:", Foreign::TrustText),
    ("KPD:", Foreign::TrustText),
];

/// How the contents of a bare text begin that is JSON in a zlib stream. No message begins so.
pub const JSON: u8 = b'{';

/// How a text begins that was made part of a web address, in any case (§1.8).
pub const ESCAPED_PREFIX: &str = "KP1%3A";

/// From so many characters on, one without a space is missing them (§1.8): one Base45 text in a hundred of that length has none.
pub const SPACES_FROM: usize = 200;
