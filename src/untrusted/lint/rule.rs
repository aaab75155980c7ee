//! The rules that can be asked without a key, a clock or a trust list, by the sections that state them.

use crate::code::Code;

/// One rule of the specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// When it is asked. Rules of one step are asked together, up to the first that is broken.
    pub(super) step: Step,
    pub(super) number: &'static str,
    pub(super) sentence: &'static str,
    pub(super) codes: &'static [Code],
}

impl Rule {
    /// The section of the specification that states it, such as `3.3.2`. A section may state several.
    pub const fn number(&self) -> &'static str {
        self.number
    }

    /// What it asks, in one sentence.
    pub const fn sentence(&self) -> &'static str {
        self.sentence
    }

    /// The codes with which readers refuse what breaks it.
    pub const fn codes(&self) -> &'static [Code] {
        self.codes
    }
}

/// The steps of readers, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    // The text of a credential (§1).
    Empty,
    TooLong,
    WhiteSpace,
    LowerCase,
    Foreign,
    Prefix,
    NotCompressed,
    Character,
    Length,
    Overflow,
    Body,
    Dictionary,
    Stream,
    // The message (§2).
    Structure,
    SignatureSize,
    HeaderMap,
    Cbor,
    AlgUnprotected,
    Unprotected,
    Crit,
    Typ,
    Kid,
    OtherLabel,
    AlgType,
    AlgMissing,
    Alg,
    // The claims (§3).
    Payload,
    Issuer,
    Dates,
    Identifier,
    HolderKey,
    Kp,
    KpRevision,
    KpEntitlements,
    KpStatus,
    Person,
    PersonNumber,
    PersonBirth,
    PersonFace,
    NoPerson,
    Status,
    Contents,
    Findings,
    // A text that was changed on the way (§1.7).
    Repair,
    // Other texts and documents (§5, §8).
    Size,
    Form,
    Type,
    Signers,
    Payloads,
    Changes,
    Threshold,
    Entries,
}

impl Step {
    /// The step of a reader that stops at the first fault of all of these.
    pub(super) const fn group(self) -> Self {
        match self {
            Self::KpRevision | Self::KpEntitlements | Self::KpStatus => Self::Kp,
            Self::PersonNumber | Self::PersonBirth | Self::PersonFace => Self::Person,
            other => other,
        }
    }
}

const fn rule(step: Step, number: &'static str, sentence: &'static str, codes: &'static [Code]) -> Rule {
    Rule { step, number, sentence, codes }
}

/// Chapter 1.
pub(super) const TEXT: &[Rule] = &[
    rule(Step::Empty, "1.1", "The text has at least one character.", &[Code::EnvelopeEmpty]),
    rule(Step::TooLong, "1.5", "The text has at most 4,296 characters.", &[Code::EnvelopeTooLong]),
    rule(
        Step::WhiteSpace,
        "1.1",
        "There is no white space before or after the text.",
        &[Code::EnvelopeWhiteSpace],
    ),
    rule(Step::LowerCase, "1.1", "The prefix KP1: is in capitals.", &[Code::EnvelopeLowerCase]),
    rule(
        Step::Foreign,
        "1.6",
        "The text is not a code of another kind.",
        &[Code::EnvelopeForeign, Code::PurposeNotACredential],
    ),
    rule(
        Step::Prefix,
        "1.1",
        "The text begins with KP1:, or with the Base45 of byte 78.",
        &[Code::EnvelopePrefix, Code::EnvelopeAdded, Code::EnvelopeEscaped],
    ),
    rule(
        Step::NotCompressed,
        "1.4",
        "A text without a prefix holds a zlib stream.",
        &[Code::EnvelopeNotCompressed],
    ),
    rule(
        Step::Character,
        "1.2",
        "Every character is of the Base45 alphabet.",
        &[Code::EnvelopeBase45Character, Code::EnvelopeTwoCodes],
    ),
    rule(
        Step::Length,
        "1.2",
        "No single character is left over.",
        &[Code::EnvelopeBase45Length, Code::EnvelopeTwoCodes, Code::EnvelopeSpacesLost],
    ),
    rule(
        Step::Overflow,
        "1.2",
        "No group of three is above 65535, and no final pair above 255.",
        &[Code::EnvelopeBase45Overflow, Code::EnvelopeTwoCodes, Code::EnvelopeSpacesLost],
    ),
    rule(Step::Body, "1.3", "The body begins with byte D2, 78, or 00 to 0F.", &[Code::EnvelopeBody]),
    rule(Step::Dictionary, "1.3", "The dictionary of the body is known.", &[Code::EnvelopeDictionary]),
    rule(Step::Stream, "1.3", "A compressed body is one whole stream.", &[Code::EnvelopeInflate]),
    rule(Step::Stream, "1.5", "It inflates to at most 16,384 bytes.", &[Code::EnvelopeInflateLimit]),
    rule(Step::Stream, "1.3", "Nothing follows the stream.", &[Code::EnvelopeInflateTrailing]),
    rule(Step::Repair, "1.7", "No space was turned into %20 on the way.", &[Code::EnvelopeRepaired]),
];

/// Chapter 2. The rules of 2.1 hold in the message, in its protected header and in its payload.
pub(super) const MESSAGE: &[Rule] = &[
    rule(Step::Cbor, "2.1", "The bytes hold the whole item.", &[Code::CborTruncated]),
    rule(Step::Cbor, "2.1", "Numbers and lengths are in the shortest form.", &[Code::CborLongHead]),
    rule(Step::Cbor, "2.1", "Lengths are definite.", &[Code::CborIndefinite]),
    rule(Step::Cbor, "2.1", "Map keys rise strictly.", &[Code::CborUnsortedKey]),
    rule(Step::Cbor, "2.1", "No key stands twice in a map.", &[Code::CborDuplicateKey]),
    rule(Step::Cbor, "2.1", "Text is UTF-8.", &[Code::CborUtf8]),
    rule(Step::Cbor, "2.1", "There are no floating-point numbers.", &[Code::CborFloat]),
    rule(
        Step::Cbor,
        "2.1",
        "There are no other simple values than false, true and null, no big numbers, no reserved heads.",
        &[Code::CborMalformed],
    ),
    rule(Step::Cbor, "2.1", "Nothing follows the item.", &[Code::CborTrailing]),
    rule(Step::Cbor, "1.5", "Nothing is nested deeper than 8.", &[Code::CborDepth]),
    rule(Step::Cbor, "1.5", "No map and no array has more than 256 entries.", &[Code::CborEntries]),
    rule(
        Step::Structure,
        "2.2",
        "The message is a COSE_Sign1 structure under tag 18, with its payload inside.",
        &[Code::CoseStructure],
    ),
    rule(Step::SignatureSize, "2.2", "The signature has 64 bytes.", &[Code::CoseSignatureSize]),
    rule(Step::HeaderMap, "2.2", "The protected header is a map.", &[Code::CoseHeader]),
    rule(
        Step::AlgUnprotected,
        "2.3",
        "No algorithm stands in the unprotected header.",
        &[Code::CoseAlgUnprotected],
    ),
    rule(Step::Unprotected, "2.3", "The unprotected header is empty.", &[Code::CoseUnprotected]),
    rule(Step::Crit, "2.3", "There is no critical label.", &[Code::CoseCrit]),
    rule(Step::Typ, "2.3", "There is no type.", &[Code::CoseTyp]),
    rule(Step::Kid, "2.3", "There is a kid of 8 bytes.", &[Code::CoseKid]),
    rule(Step::OtherLabel, "2.3", "There is no other label.", &[Code::CoseHeader]),
    rule(Step::AlgType, "2.3", "The algorithm is a number or a text.", &[Code::CoseHeader]),
    rule(Step::AlgMissing, "2.3", "There is an algorithm.", &[Code::CoseAlgMissing]),
    rule(Step::Alg, "2.3", "The algorithm is -8 or -19.", &[Code::CoseAlg]),
];

const FORM: &[Code] = &[Code::ClaimsType, Code::ClaimsLength, Code::ClaimsValue, Code::ClaimsStructure];

/// Chapter 3.
pub(super) const CLAIMS: &[Rule] = &[
    rule(Step::Payload, "3.1", "The payload is a map.", &[Code::ClaimsStructure]),
    rule(
        Step::Issuer,
        "3.1",
        "There is an iss, a text of 1 to 32 bytes.",
        &[Code::ClaimsIssMissing, Code::ClaimsType, Code::ClaimsLength, Code::ClaimsValue],
    ),
    rule(Step::Dates, "3.2", "There is an exp.", &[Code::ClaimsExpMissing]),
    rule(Step::Dates, "3.2", "There is an iat.", &[Code::ClaimsIatMissing]),
    rule(Step::Dates, "3.2", "exp, nbf and iat are integers from 1 to 253402300799.", &[Code::ClaimsTime]),
    rule(Step::Dates, "3.2", "exp is after iat, and after nbf.", &[Code::ClaimsOrder]),
    rule(Step::Identifier, "3.1", "cti has 8 to 16 bytes.", FORM),
    rule(Step::HolderKey, "3.1", "cnf holds a key of the closed grammar.", FORM),
    rule(Step::KpRevision, "3.4", "The revision of the kp claim is 0.", &[Code::ClaimsVersion]),
    rule(Step::Kp, "3.4", "The fields of the kp claim have their types, lengths and values.", FORM),
    rule(Step::KpEntitlements, "3.5", "There are 1 to 16 entitlements, each in order.", FORM),
    rule(Step::KpStatus, "3.8", "The compact status reference is a list and an index.", FORM),
    rule(Step::NoPerson, "3.4", "Fields 2 to 5 of the kp claim have a person to belong to.", FORM),
    rule(Step::Person, "3.3", "The version of the profile is KP1, or absent.", &[Code::ClaimsVersion]),
    rule(Step::Person, "3.3", "The person has a full name.", &[Code::ClaimsNameMissing]),
    rule(Step::Person, "3.3", "The fields of the person have their types, lengths and patterns.", FORM),
    rule(Step::PersonNumber, "3.3.1", "The identity number has the pattern of its kind.", FORM),
    rule(Step::PersonBirth, "3.3.2", "The date of birth is eight digits, and in the calendar.", FORM),
    rule(Step::PersonFace, "3.3.3", "The face is one picture of at most 1,200 bytes.", FORM),
    rule(Step::Status, "3.8", "The standard status reference is a list and an index.", FORM),
    rule(Step::Contents, "3.1", "There is a person, or an entitlement, or both.", &[Code::ClaimsEmpty]),
    rule(
        Step::Findings,
        "3.7",
        "Nothing is unusual: an issuer must not sign what its own reader reports.",
        &[Code::ClaimsFinding],
    ),
];

/// Root documents (§5.2, §5.3).
pub(super) const ROOT: &[Rule] = &[
    rule(Step::Size, "5.2", "The document has at most 65,536 bytes.", &[Code::TrustSize]),
    rule(Step::Form, "5.2", COSE_SIGN, &[Code::TrustMalformed]),
    rule(Step::Type, "5.2", "Its type is application/kp-root+cbor.", &[Code::TrustType]),
    rule(Step::Signers, "5.2", "It has 1 to 32 signers of good form.", &[Code::TrustSigner]),
    rule(Step::Payloads, "5.2", "The format number is 1.", &[Code::TrustUnsupported]),
    rule(Step::Payloads, "5.3", FIELDS, &[Code::TrustMalformed]),
    rule(Step::Payloads, "5.3", "Every key is a good Ed25519 key.", &[Code::TrustKeyWeak]),
    rule(Step::Payloads, "5.3", "It expires after its issue, by at most 5 years.", &[Code::TrustWindow]),
    rule(
        Step::Payloads,
        "5.3",
        "Every threshold is at least 1 and at most the number of keys, which are at most 16.",
        &[Code::TrustThresholdInvalid],
    ),
    rule(Step::Payloads, "5.3", "No key stands in a role twice.", &[Code::TrustKeyDuplicate]),
    rule(Step::Payloads, "5.3", "No key stands in two roles.", &[Code::TrustKeyOverlap]),
    rule(Step::Threshold, "5.3", "A threshold of its own root role signed it.", &[Code::TrustThreshold]),
];

/// Trust lists (§5.2, §5.4), without what they owe their root.
pub(super) const LIST: &[Rule] = &[
    rule(Step::Size, "5.2", "The document has at most 65,536 bytes.", &[Code::TrustSize]),
    rule(Step::Form, "5.2", COSE_SIGN, &[Code::TrustMalformed]),
    rule(Step::Type, "5.2", "Its type is application/kp-trust+cbor.", &[Code::TrustType]),
    rule(Step::Signers, "5.2", "It has 1 to 32 signers of good form.", &[Code::TrustSigner]),
    rule(
        Step::Payloads,
        "5.4",
        "The format number is 1, and there are no emergency lifts.",
        &[Code::TrustUnsupported],
    ),
    rule(Step::Payloads, "5.4", FIELDS, &[Code::TrustMalformed]),
    rule(Step::Payloads, "5.3", "Every key is a good Ed25519 key.", &[Code::TrustKeyWeak]),
    rule(
        Step::Payloads,
        "5.4",
        "The dates of the list and of every entry are in order, and within 180 days.",
        &[Code::TrustWindow],
    ),
    rule(Step::Payloads, "5.4", "No key is listed twice.", &[Code::TrustKeyDuplicate]),
    rule(Step::Payloads, "5.4", "At most four keys share a kid.", &[Code::TrustKidCrowded]),
];

/// Status list tokens (§8.3, step 1).
pub(super) const TOKEN: &[Rule] = &[
    rule(Step::Size, "8.3", "The token has at most 4,202,496 bytes.", &[Code::TrustSize]),
    rule(Step::Form, "8.3", COSE_SIGN1, &[Code::TrustMalformed]),
    rule(Step::Type, "8.3", "Its type is application/statuslist+cwt.", &[Code::TrustType]),
    rule(Step::Payloads, "8.3", FIELDS, &[Code::TrustMalformed]),
    rule(Step::Payloads, "8.3", "exp is after iat, by at most 180 days.", &[Code::TrustWindow]),
    rule(Step::Entries, "8.2", STREAM, &[Code::TrustMalformed, Code::StatusLength]),
];

/// Status deltas (§8.5, steps 1 and 4).
pub(super) const DELTA: &[Rule] = &[
    rule(Step::Size, "8.5", "The delta has at most 262,144 bytes.", &[Code::TrustSize]),
    rule(Step::Form, "8.5", COSE_SIGN1, &[Code::TrustMalformed]),
    rule(Step::Type, "8.5", "Its type is application/kp-delta+cbor.", &[Code::TrustType]),
    rule(Step::Payloads, "8.5", "The format number is 1.", &[Code::TrustUnsupported]),
    rule(Step::Payloads, "8.5", FIELDS, &[Code::TrustMalformed]),
    rule(Step::Payloads, "8.5", "It was not issued before its base.", &[Code::TrustWindow]),
    rule(
        Step::Changes,
        "8.5",
        "Distances are well formed, and no bit is both set and cleared.",
        &[Code::StatusDelta],
    ),
];

/// Status lists outside any token (§8.2).
pub(super) const STATUS_LIST: &[Rule] = &[
    rule(
        Step::Form,
        "8.2",
        "It is one item of CBOR, with the keys of maps in any order.",
        &[Code::TrustMalformed],
    ),
    rule(
        Step::Payloads,
        "8.2",
        "It has a lst, and bits of 1, 2, 4 or 8, and nothing else but an aggregation_uri.",
        &[Code::TrustMalformed],
    ),
    rule(Step::Entries, "8.2", STREAM, &[Code::TrustMalformed, Code::StatusLength]),
];

/// Bundles (§5.11): the text, where there is one, and the array.
pub(super) const BUNDLE: &[Rule] = &[
    rule(Step::Type, "5.11", "The text begins with KPT:.", &[Code::BundlePrefix]),
    rule(
        Step::Form,
        "5.11",
        "Base45, body, stream and CBOR are whole, and an array of byte strings.",
        &[Code::BundleMalformed],
    ),
    rule(Step::Form, "5.11", "It holds a document.", &[Code::BundleEmpty]),
    rule(
        Step::Form,
        "5.11",
        "It has at most 32 documents, 65,536 bytes and 65,536 characters.",
        &[Code::BundleSize],
    ),
];

/// One part of a text (§5.11).
pub(super) const PART: &[Rule] = &[
    rule(Step::Type, "5.11", "The text begins with KP1T/.", &[Code::MultipartPrefix]),
    rule(Step::Form, "5.11", "Head, chunk and end obey the grammar.", &[Code::MultipartMalformed]),
    rule(Step::Form, "5.11", "The count is 1 to 16, the number 1 to the count.", &[Code::MultipartRange]),
    rule(
        Step::Form,
        "5.11",
        "Neither the part nor the whole has too many characters.",
        &[Code::MultipartSize],
    ),
    rule(
        Step::Entries,
        "5.11",
        "The only part of a set makes the text that its group names.",
        &[Code::MultipartDigest],
    ),
];

const STREAM: &str = "The entries are one zlib stream with nothing after it, of at most 4 MiB.";
const COSE_SIGN: &str = "It is a COSE_Sign structure under tag 98, in deterministic CBOR.";
const COSE_SIGN1: &str =
    "It is a COSE_Sign1 structure under tag 18, with the header of 8.3, in deterministic CBOR.";
const FIELDS: &str = "Every field has its type, its length and its values, and there is no other.";
