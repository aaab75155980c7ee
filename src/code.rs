//! Reason codes: one table of name, class, hint, section and sentence (§7).
//!
//! A code never changes its meaning and is never used again for another one. The order of the
//! rows is the order of precedence: when several things are wrong, the first row speaks.

/// What a verdict means for the officer who reads it (§7.1).
///
/// The order is the order of precedence, strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub enum Class {
    /// This is not, or not a complete copy of, one of our codes. Nothing is said about the person.
    Unreadable,
    /// Do not trust it. Waiting, updating or a better clock will not make this copy good.
    NotTrusted,
    /// Genuine, but not for what is being done here.
    WrongPurpose,
    /// This device cannot decide; the hint says what would settle it.
    Undecided,
    /// Decided. As the class of a code: a caveat on which the decision rests.
    Trusted,
    /// Not a verdict: an operation (loading trust, issuing, drawing) was refused.
    Error,
}

impl Class {
    /// The name, as vectors and reports write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unreadable => "Unreadable",
            Self::NotTrusted => "NotTrusted",
            Self::WrongPurpose => "WrongPurpose",
            Self::Undecided => "Undecided",
            Self::Trusted => "Trusted",
            Self::Error => "Error",
        }
    }
}

impl core::fmt::Display for Class {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.name())
    }
}

/// What the officer can do next (§7.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Hint {
    /// Nothing; the verdict stands.
    None,
    /// Scan again.
    Rescan,
    /// Load a newer trust list.
    UpdateTrust,
    /// Load newer status lists.
    UpdateStatus,
    /// Install a newer version of the application.
    UpdateApp,
    /// Set the clock.
    FixClock,
    /// Send the holder to the office that issued the code.
    ReferToIssuer,
    /// Send the holder to the desk this code is for.
    OtherDesk,
    /// Ask for a document with a photograph.
    CheckPhotoId,
}

impl Hint {
    /// The name, as vectors and reports write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Rescan => "rescan",
            Self::UpdateTrust => "update-trust",
            Self::UpdateStatus => "update-status",
            Self::UpdateApp => "update-app",
            Self::FixClock => "fix-clock",
            Self::ReferToIssuer => "refer-to-issuer",
            Self::OtherDesk => "other-desk",
            Self::CheckPhotoId => "check-photo-id",
        }
    }
}

impl core::fmt::Display for Hint {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Hint {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

macro_rules! codes {
    ($($variant:ident = $name:literal, $class:ident, $hint:ident, $section:literal, $message:literal;)+) => {
        /// A stable reason code, such as `time.expired`.
        ///
        /// ```
        /// # use khyber_pass::{Class, Code, Hint};
        /// let code = Code::TimeExpired;
        /// assert_eq!(code.to_string(), "time.expired");
        /// assert_eq!((code.class(), code.hint()), (Class::NotTrusted, Hint::ReferToIssuer));
        /// assert_eq!(Code::from_name("time.expired"), Some(code));
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $(#[doc = concat!("`", $name, "` (", stringify!($class), ", ", $section, "): ", $message)] $variant,)+
        }

        impl Code {
            /// Every code, in order of precedence.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The dotted name, stage first.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// What the code means for a verdict.
            pub const fn class(self) -> Class {
                match self { $(Self::$variant => Class::$class,)+ }
            }

            /// What can be done about it.
            pub const fn hint(self) -> Hint {
                match self { $(Self::$variant => Hint::$hint,)+ }
            }

            /// The section of the specification that says when it arises.
            pub const fn section(self) -> &'static str {
                match self { $(Self::$variant => $section,)+ }
            }

            /// One sentence in English for the person at the desk.
            pub const fn message(self) -> &'static str {
                match self { $(Self::$variant => $message,)+ }
            }
        }
    };
}

codes! {
    // chapter 1: envelope
    EnvelopeEmpty = "envelope.empty", Unreadable, Rescan, "§1.1", "Nothing was scanned.";
    EnvelopeTooLong = "envelope.too-long", Unreadable, None, "§1.5", "This is longer than any code of ours.";
    EnvelopeWhiteSpace = "envelope.white-space", Unreadable, Rescan, "§1.1", "The scanner added spaces around the code. Scan again.";
    EnvelopeLowerCase = "envelope.lower-case", Unreadable, Rescan, "§1.1", "The scanner changed the letters of the code. Scan again.";
    EnvelopeForeign = "envelope.foreign", Unreadable, OtherDesk, "§1.6", "This is a code of another kind, not a Khyber Pass credential.";
    EnvelopePrefix = "envelope.prefix", Unreadable, OtherDesk, "§1.1", "This is not a Khyber Pass code.";
    EnvelopeBase45Character = "envelope.base45-character", Unreadable, Rescan, "§1.2", "The code was read with an error. Scan again.";
    EnvelopeBase45Length = "envelope.base45-length", Unreadable, Rescan, "§1.2", "Part of the code is missing. Scan again.";
    EnvelopeBase45Overflow = "envelope.base45-overflow", Unreadable, Rescan, "§1.2", "The code was read with an error. Scan again.";
    EnvelopeBody = "envelope.body", Unreadable, None, "§1.3", "This is not a Khyber Pass code.";
    EnvelopeDictionary = "envelope.dictionary", Unreadable, UpdateApp, "§1.3", "This code is newer than this application.";
    EnvelopeNotCompressed = "envelope.not-compressed", Unreadable, None, "§1.4", "This is not a complete code of ours.";
    EnvelopeInflate = "envelope.inflate", Unreadable, Rescan, "§1.3", "The code was read with an error. Scan again.";
    EnvelopeInflateLimit = "envelope.inflate-limit", Unreadable, None, "§1.5", "This code unpacks to more than any code of ours.";
    EnvelopeInflateTrailing = "envelope.inflate-trailing", Unreadable, None, "§1.3", "Something was added to this code.";
    // chapter 2: message
    CborTruncated = "cbor.truncated", Unreadable, Rescan, "§2.1", "Part of the code is missing. Scan again.";
    CborMalformed = "cbor.malformed", Unreadable, Rescan, "§2.1", "The code was read with an error. Scan again.";
    CborUtf8 = "cbor.utf8", Unreadable, Rescan, "§2.1", "The code was read with an error. Scan again.";
    CborIndefinite = "cbor.indefinite", Unreadable, None, "§2.1", "This code is not written by our rules.";
    CborLongHead = "cbor.long-head", Unreadable, None, "§2.1", "This code is not written by our rules.";
    CborFloat = "cbor.float", Unreadable, None, "§2.1", "This code is not written by our rules.";
    CborDuplicateKey = "cbor.duplicate-key", Unreadable, None, "§2.1", "This code says one thing twice.";
    CborUnsortedKey = "cbor.unsorted-key", Unreadable, None, "§2.1", "This code is not written by our rules.";
    CborTrailing = "cbor.trailing", Unreadable, None, "§2.1", "Something was added to this code.";
    CborDepth = "cbor.depth", Unreadable, None, "§2.1", "This code is not written by our rules.";
    CborEntries = "cbor.entries", Unreadable, None, "§2.1", "This code is not written by our rules.";
    CoseStructure = "cose.structure", Unreadable, None, "§2.2", "This is not a signed code of ours.";
    CoseAlgMissing = "cose.alg-missing", Unreadable, None, "§2.3", "This code does not say how it is signed.";
    CoseAlgUnprotected = "cose.alg-unprotected", Unreadable, None, "§2.3", "This code does not say how it is signed.";
    CoseHeader = "cose.header", Unreadable, None, "§2.3", "The head of this code is not written by our rules.";
    CoseKid = "cose.kid", Unreadable, None, "§2.3", "This code does not say who signed it.";
    CoseCrit = "cose.crit", Unreadable, UpdateApp, "§2.3", "This code is newer than this application.";
    CoseTyp = "cose.typ", Unreadable, None, "§2.3", "This is a signed document of another kind.";
    CoseUnprotected = "cose.unprotected", Unreadable, None, "§2.3", "Something unsigned was added to this code.";
    CoseSignatureSize = "cose.signature-size", Unreadable, None, "§2.2", "The signature of this code is not complete.";
    // chapter 3: claims
    ClaimsStructure = "claims.structure", Unreadable, ReferToIssuer, "§3.1", "The contents of this code are not in order.";
    ClaimsIssMissing = "claims.iss-missing", Unreadable, ReferToIssuer, "§3.1", "This code does not name its issuer.";
    ClaimsExpMissing = "claims.exp-missing", Unreadable, ReferToIssuer, "§3.2", "This code does not say when it expires.";
    ClaimsIatMissing = "claims.iat-missing", Unreadable, ReferToIssuer, "§3.2", "This code does not say when it was issued.";
    ClaimsTime = "claims.time", Unreadable, ReferToIssuer, "§3.2", "A date in this code is not in order.";
    ClaimsOrder = "claims.order", Unreadable, ReferToIssuer, "§3.2", "The dates in this code contradict each other.";
    ClaimsNameMissing = "claims.name-missing", Unreadable, ReferToIssuer, "§3.3", "This code identifies a person without a name.";
    ClaimsEmpty = "claims.empty", Unreadable, ReferToIssuer, "§3.1", "This code carries neither a person nor a service.";
    ClaimsVersion = "claims.version", Unreadable, UpdateApp, "§3.3", "This code is of a version this application does not know.";
    ClaimsType = "claims.type", Unreadable, ReferToIssuer, "§3.1", "A field of this code is not in order.";
    ClaimsLength = "claims.length", Unreadable, ReferToIssuer, "§3.1", "A field of this code is not in order.";
    ClaimsValue = "claims.value", Unreadable, ReferToIssuer, "§3.1", "A field of this code is not in order.";
    // not trusted
    CoseSignature = "cose.signature", NotTrusted, ReferToIssuer, "§2.4", "The signature is not genuine. Do not trust this code.";
    TimeExpired = "time.expired", NotTrusted, ReferToIssuer, "§6.3", "This code has expired.";
    TimeNotYetValid = "time.not-yet-valid", NotTrusted, None, "§6.3", "This code is not valid yet.";
    TimeIssuedInFuture = "time.issued-in-future", NotTrusted, ReferToIssuer, "§6.3", "This code claims to be issued in the future.";
    CoseAlg = "cose.alg", NotTrusted, None, "§2.3", "This code is signed in a way we do not accept.";
    KeyUnknown = "key.unknown", NotTrusted, ReferToIssuer, "§5.5", "The key that signed this code is not on the trust list.";
    KeyRevoked = "key.revoked", NotTrusted, ReferToIssuer, "§5.6", "The key that signed this code has been revoked.";
    CredentialDenied = "credential.denied", NotTrusted, ReferToIssuer, "§5.6", "This code has been withdrawn.";
    KeySpecimen = "key.specimen", NotTrusted, None, "§5.5", "This is a specimen for training.";
    KeyIssuer = "key.issuer", NotTrusted, None, "§5.5", "The issuer named in this code did not sign it.";
    KeyUsage = "key.usage", NotTrusted, None, "§5.5", "The key that signed this code may not sign credentials.";
    KeyScope = "key.scope", NotTrusted, ReferToIssuer, "§5.5", "The issuer may not attest this service.";
    KeyWindow = "key.window", NotTrusted, ReferToIssuer, "§5.5", "This code was issued outside the time of its key.";
    KeyLifetime = "key.lifetime", NotTrusted, ReferToIssuer, "§5.5", "This code is valid for longer than its issuer may grant.";
    StatusReference = "status.reference", NotTrusted, ReferToIssuer, "§5.7", "This code points to a status list it may not use.";
    StatusRequired = "status.required", NotTrusted, ReferToIssuer, "§5.7", "This code lacks the status entry its issuer must give.";
    // wrong purpose
    PurposeServiceMissing = "purpose.service-missing", WrongPurpose, OtherDesk, "§5.8", "This code is genuine, but not for this service.";
    PurposeIdentityMissing = "purpose.identity-missing", WrongPurpose, CheckPhotoId, "§5.8", "This code is genuine, but does not identify a person.";
    PurposeNotACredential = "purpose.not-a-credential", WrongPurpose, OtherDesk, "§1.6", "This is a trust bundle, not a credential.";
    EntitlementExpired = "entitlement.expired", WrongPurpose, ReferToIssuer, "§3.5", "The person is known, but this service has expired.";
    EntitlementNotYet = "entitlement.not-yet", WrongPurpose, ReferToIssuer, "§3.5", "The person is known, but this service has not begun.";
    EntitlementSuspended = "entitlement.suspended", WrongPurpose, ReferToIssuer, "§3.5", "The person is known, but this service is suspended.";
    EntitlementPending = "entitlement.pending", WrongPurpose, ReferToIssuer, "§3.5", "The person is known, but this service is not granted yet.";
    EntitlementWithdrawn = "entitlement.withdrawn", WrongPurpose, ReferToIssuer, "§3.5", "The person is known, but this service was withdrawn.";
    EntitlementExhausted = "entitlement.exhausted", WrongPurpose, ReferToIssuer, "§3.5", "The person is known, but this service is used up.";
    EntitlementUnknownState = "entitlement.unknown-state", WrongPurpose, UpdateApp, "§3.5", "The person is known, but the state of this service is not known to this application.";
    // undecided
    TrustNoList = "trust.no-list", Undecided, UpdateTrust, "§5.9", "There is no trust list on this device. Load one.";
    KeyUnknownListOld = "key.unknown-list-old", Undecided, UpdateTrust, "§5.5", "The key is not on this list, and the list is old. Update the trust list.";
    ClockAheadOrTrustOld = "clock.ahead-or-trust-old", Undecided, FixClock, "§6.3", "The clock is far ahead, or the trust list is old. Set the clock and update.";
    TrustListFrozen = "trust.list-frozen", Undecided, UpdateTrust, "§5.12", "The trust list is older than this desk allows. Update it.";
    TrustListExpired = "trust.list-expired", Undecided, UpdateTrust, "§5.4", "The trust list has expired. Update it.";
    ClockContradicted = "clock.contradicted", Undecided, FixClock, "§6.2", "The clock is set before the newest signed data. Set the clock.";
    ClockUnknown = "clock.unknown", Undecided, FixClock, "§6.3", "Without a clock this cannot be decided.";
    ClockOrCredential = "clock.or-credential", Undecided, FixClock, "§6.3", "The clock is wrong, or the code is. Set the clock.";
    StatusMissing = "status.missing", Undecided, UpdateStatus, "§5.7", "The status list of this code is missing. Update it.";
    KeyBeforeCompromise = "key.before-compromise", Undecided, CheckPhotoId, "§5.6", "The key was stolen after this code was issued. Look for other proof.";
    KeySuspended = "key.suspended", Undecided, ReferToIssuer, "§5.6", "The key that signed this code is under investigation.";
    // caveats
    TrustListStale = "trust.list-stale", Trusted, UpdateTrust, "§5.4", "The trust list should be refreshed.";
    ClockBehind = "clock.behind", Trusted, FixClock, "§6.2", "The clock is behind the newest signed data, which were used instead.";
    ClockFloorUsed = "clock.floor-used", Trusted, FixClock, "§6.2", "Decided without a clock, from signed dates.";
    ClockSkew = "clock.skew", Trusted, None, "§6.2", "Decided within five minutes of a date.";
    EnvelopeRepaired = "envelope.repaired", Trusted, None, "§1.7", "The scanner's %20 was turned back into spaces.";
    PolicyAccepted = "policy.accepted", Trusted, CheckPhotoId, "§5.12", "Accepted although not everything could be checked, as this desk allows.";
    PolicyAsOf = "policy.as-of", Trusted, None, "§5.12", "Judged for another moment than now: evidence, not permission.";
    KeyRetired = "key.retired", Trusted, None, "§5.6", "Signed by a key that no longer signs.";
    ClaimsFinding = "claims.finding", Trusted, None, "§3.7", "Something in this code is unusual.";
    // errors: trust documents
    TrustMalformed = "trust.malformed", Error, None, "§5.1", "The trust document is malformed.";
    TrustSize = "trust.size", Error, None, "§5.1", "The trust document is too large.";
    TrustType = "trust.type", Error, None, "§5.1", "This is a trust document of another kind.";
    TrustSigner = "trust.signer", Error, None, "§5.2", "A signer of the trust document is malformed.";
    TrustPin = "trust.pin", Error, None, "§5.3", "This is not the pinned root document.";
    TrustDomain = "trust.domain", Error, None, "§5.3", "The trust document belongs to another domain.";
    TrustThreshold = "trust.threshold", Error, None, "§5.2", "Too few of the required keys signed the trust document.";
    TrustThresholdInvalid = "trust.threshold-invalid", Error, None, "§5.3", "The threshold of a role is zero or above its keys.";
    TrustKeyDuplicate = "trust.key-duplicate", Error, None, "§5.3", "The trust document holds a key twice.";
    TrustKeyOverlap = "trust.key-overlap", Error, None, "§5.3", "A key stands in two roles.";
    TrustKeyWeak = "trust.key-weak", Error, None, "§5.2", "The trust document holds a weak key.";
    TrustWindow = "trust.window", Error, None, "§5.4", "The dates of the trust document contradict each other.";
    TrustKidCrowded = "trust.kid-crowded", Error, None, "§5.4", "Too many keys share one kid.";
    TrustEpoch = "trust.epoch", Error, None, "§5.4", "The trust list belongs to another epoch.";
    TrustRootExpired = "trust.root-expired", Error, UpdateTrust, "§5.3", "The root document has expired.";
    TrustRootGap = "trust.root-gap", Error, UpdateTrust, "§5.9", "A root document between the held one and this one is missing.";
    TrustRollback = "trust.rollback", Error, None, "§5.9", "The trust document is older than the one that is held.";
    TrustEquivocation = "trust.equivocation", Error, None, "§5.9", "Two different trust documents have the same version. Report this.";
    TrustState = "trust.state", Error, UpdateTrust, "§5.10", "The stored trust state does not verify again.";
    TrustUnsupported = "trust.unsupported", Error, UpdateApp, "§5.4", "The trust list uses a part this version does not know.";
    // errors: people and text
    TextEmpty = "text.empty", Error, None, "§4.2", "A text is empty.";
    TextTooLong = "text.too-long", Error, None, "§4.2", "A text is too long.";
    TextLines = "text.lines", Error, None, "§4.2", "An address has too many lines.";
    TextControl = "text.control", Error, None, "§4.3", "A text holds a control character.";
    TextBidi = "text.bidi", Error, None, "§4.3", "A text holds a bidirectional control.";
    TextLigature = "text.ligature", Error, None, "§4.3", "A text holds a ligature that stands for a phrase.";
    TextUnassigned = "text.unassigned", Error, None, "§4.3", "A text holds a character without meaning.";
    TextScript = "text.script", Error, None, "§4.3", "A text is not in the script of its language, or mixes scripts.";
    TextMojibake = "text.mojibake", Error, None, "§4.3", "A text was damaged by a wrong character set.";
    TextLanguage = "text.language", Error, None, "§4.1", "A language code is not three small letters.";
    IdShape = "id.shape", Error, None, "§3.3", "An identity number has the wrong shape.";
    IdFirstDigit = "id.first-digit", Error, None, "§3.3", "An identity number begins with a digit that is not in use.";
    DateFormat = "date.format", Error, None, "§3.3", "A date is not written in a known way.";
    DateCalendar = "date.calendar", Error, None, "§3.3", "There is no such day.";
    DateRange = "date.range", Error, None, "§3.3", "A date of birth is before 1900 or in the future.";
    FieldValue = "field.value", Error, None, "§3.3", "A field has a value that is not in use.";
    FieldShape = "field.shape", Error, None, "§3.3", "A field has the wrong shape.";
    FaceType = "face.type", Error, None, "§3.3", "A picture is neither JPEG nor WebP nor AVIF.";
    FaceSize = "face.size", Error, None, "§3.3", "A picture is too large.";
    // errors: issuing, time, keys, pictures
    TimeRange = "time.range", Error, None, "§3.2", "A moment is outside the range of the format.";
    TimeOrder = "time.order", Error, None, "§3.2", "The end of a span is not after its beginning.";
    KeyFormat = "key.format", Error, None, "§5.2", "A key file cannot be read.";
    KeyWeak = "key.weak", Error, None, "§5.2", "A key is weak.";
    KeySignature = "key.signature", Error, None, "§5.2", "A signature does not verify with the key it came with.";
    KeyRandom = "key.random", Error, None, "§5.2", "The random source of the system failed.";
    IssueUnusual = "issue.unusual", Error, None, "§3.7", "A field of the draft is one that readers would find unusual.";
    IssueLanguage = "issue.language", Error, None, "§3.3", "A name is not in the language of its place.";
    IssueDisclosure = "issue.disclosure", Error, None, "§3.6", "The record does not hold what the variant needs.";
    IssueSignature = "issue.signature", Error, None, "§2.4", "The signature that was handed back does not verify.";
    IssueSelfCheck = "issue.self-check", Error, None, "§2.4", "The finished text does not read back as the draft.";
    QrTooLong = "qr.too-long", Error, None, "§1.5", "The text does not fit into a QR symbol.";
    QrCharacter = "qr.character", Error, None, "§1.1", "The text holds a character outside the alphanumeric mode.";
    QrScale = "qr.scale", Error, None, "§1.5", "The picture would be too large or has no pixels for a module.";
    QrPicture = "qr.picture", Error, Rescan, "§1.5", "The picture cannot be read.";
    QrPictureSize = "qr.picture-size", Error, Rescan, "§1.5", "The picture is too large.";
    QrNone = "qr.none", Error, Rescan, "§1.5", "No QR code was found in the picture.";
    // errors: bundles and parts
    BundlePrefix = "bundle.prefix", Error, None, "§5.11", "This is not a trust bundle.";
    BundleMalformed = "bundle.malformed", Error, Rescan, "§5.11", "The trust bundle is damaged. Scan again.";
    BundleEmpty = "bundle.empty", Error, None, "§5.11", "The trust bundle holds no document.";
    BundleSize = "bundle.size", Error, None, "§5.11", "The trust bundle is too large.";
    MultipartPrefix = "multipart.prefix", Error, None, "§5.11", "This is not a part of a code.";
    MultipartMalformed = "multipart.malformed", Error, Rescan, "§5.11", "The part was read with an error. Scan again.";
    MultipartRange = "multipart.range", Error, None, "§5.11", "A code has 1 to 16 parts, and a part a number among them.";
    MultipartSize = "multipart.size", Error, None, "§5.11", "The text is too long for its parts.";
    MultipartOtherSet = "multipart.other-set", Error, None, "§5.11", "This part belongs to another code.";
    MultipartConflict = "multipart.conflict", Error, Rescan, "§5.11", "This part contradicts the parts before it. Scan again.";
    MultipartDigest = "multipart.digest", Error, Rescan, "§5.11", "The parts do not fit together. Scan all of them again.";
    // errors: ceremonies
    CeremonySyntax = "ceremony.syntax", Error, None, "§5.2", "The description cannot be read.";
    CeremonyField = "ceremony.field", Error, None, "§5.2", "A field of the description is missing or unknown.";
    CeremonyValue = "ceremony.value", Error, None, "§5.2", "A value of the description cannot stand in its field.";
    CeremonyFile = "ceremony.file", Error, None, "§5.2", "This is not the file of a document that is being signed.";
    CeremonyOtherDocument = "ceremony.other-document", Error, None, "§5.2", "The files hold different documents.";
}

impl Code {
    /// Finds a code by its dotted name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }
}

impl core::fmt::Display for Code {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Code {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_stand_in_order_of_class() {
        for (i, code) in Code::ALL.iter().enumerate() {
            assert_eq!(Code::from_name(code.name()), Some(*code), "{code} is named twice");
            if let Some(next) = Code::ALL.get(i + 1) {
                assert!(code.class() <= next.class(), "{code} stands before {next}");
            }
        }
    }
}
