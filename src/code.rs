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

/// The language of a sentence for the person at the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MessageLanguage {
    /// English.
    English,
    /// Urdu.
    Urdu,
    /// Pashto.
    Pashto,
}

macro_rules! codes {
    ($($variant:ident = $name:literal, $class:ident, $hint:ident, $section:literal, $message:literal, $urd:literal, $pus:literal;)+) => {
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

            /// The same sentence in the language of the reader.
            pub const fn message_in(self, language: MessageLanguage) -> &'static str {
                match (language, self) {
                    (MessageLanguage::English, code) => code.message(),
                    $((MessageLanguage::Urdu, Self::$variant) => $urd,
                    (MessageLanguage::Pashto, Self::$variant) => $pus,)+
                }
            }
        }
    };
}

codes! {
    // chapter 1: envelope
    EnvelopeEmpty = "envelope.empty", Unreadable, Rescan, "§1.1",
        "Nothing was scanned.",
        "کچھ سکین نہیں ہوا۔",
        "هېڅ شی سکین نه شو.";
    EnvelopeTooLong = "envelope.too-long", Unreadable, None, "§1.5",
        "This is longer than any Khyber Pass code.",
        "یہ خیبر پاس کے ہر کوڈ سے لمبا ہے۔",
        "دا د خیبر پاس له هر کوډ نه اوږد دی.";
    EnvelopeWhiteSpace = "envelope.white-space", Unreadable, Rescan, "§1.1",
        "The scanner added spaces before or after the code. Scan again.",
        "سکینر نے کوڈ کے آگے یا پیچھے خالی جگہ ڈال دی ہے۔ دوبارہ سکین کریں۔",
        "سکینر له کوډ نه مخکې یا وروسته تش ځایونه زیات کړي دي. بیا یې سکین کړئ.";
    EnvelopeLowerCase = "envelope.lower-case", Unreadable, Rescan, "§1.1",
        "The scanner changed the letters of the code. Scan again.",
        "سکینر نے کوڈ کے حروف بدل دیے ہیں۔ دوبارہ سکین کریں۔",
        "سکینر د کوډ توري بدل کړي دي. بیا یې سکین کړئ.";
    EnvelopeForeign = "envelope.foreign", Unreadable, OtherDesk, "§1.6",
        "This is a code of another kind, not a Khyber Pass code.",
        "یہ کسی اور قسم کا کوڈ ہے، خیبر پاس کا کوڈ نہیں ہے۔",
        "دا د بل قسم کوډ دی، د خیبر پاس کوډ نه دی.";
    EnvelopePrefix = "envelope.prefix", Unreadable, OtherDesk, "§1.1",
        "This is not a Khyber Pass code.",
        "یہ خیبر پاس کا کوڈ نہیں ہے۔",
        "دا د خیبر پاس کوډ نه دی.";
    EnvelopeAdded = "envelope.added", Unreadable, Rescan, "§1.8",
        "The scanner put something before the code. Change its settings, or scan with another one.",
        "سکینر نے کوڈ سے پہلے کچھ لگا دیا ہے۔ اس کی ترتیب بدلیں یا کسی اور سکینر سے سکین کریں۔",
        "سکینر له کوډ نه مخکې څه شی ورزیات کړی دی. ترتیب یې بدل کړئ یا په بل سکینر یې سکین کړئ.";
    EnvelopeEscaped = "envelope.escaped", Unreadable, Rescan, "§1.8",
        "The scanner wrote the code like a web address. Change its settings, or scan with another one.",
        "سکینر نے کوڈ کو ویب پتے کی طرح لکھ دیا ہے۔ اس کی ترتیب بدلیں یا کسی اور سکینر سے سکین کریں۔",
        "سکینر کوډ د وېب پتې په شان لیکلی دی. ترتیب یې بدل کړئ یا په بل سکینر یې سکین کړئ.";
    EnvelopeTwoCodes = "envelope.two-codes", Unreadable, Rescan, "§1.8",
        "Two codes were read as one, or one code twice. Scan one code again.",
        "دو کوڈ ایک ساتھ پڑھ لیے گئے ہیں یا ایک ہی کوڈ دو بار۔ ایک کوڈ دوبارہ سکین کریں۔",
        "دوه کوډونه د یوه په توګه لوستل شوي دي یا یو کوډ دوه ځله. یو کوډ بیا سکین کړئ.";
    EnvelopeSpacesLost = "envelope.spaces-lost", Unreadable, Rescan, "§1.8",
        "The scanner left out or changed the spaces of the code. Change its settings, or scan with another one.",
        "سکینر نے کوڈ کی خالی جگہیں نکال دی یا بدل دی ہیں۔ اس کی ترتیب بدلیں یا کسی اور سکینر سے سکین کریں۔",
        "سکینر د کوډ تش ځایونه پرېښي یا بدل کړي دي. ترتیب یې بدل کړئ یا په بل سکینر یې سکین کړئ.";
    EnvelopeBase45Character = "envelope.base45-character", Unreadable, Rescan, "§1.2",
        "The code was not read correctly. Scan again.",
        "کوڈ پڑھنے میں غلطی ہوئی ہے۔ دوبارہ سکین کریں۔",
        "د کوډ په لوستلو کې غلطي شوې ده. بیا یې سکین کړئ.";
    EnvelopeBase45Length = "envelope.base45-length", Unreadable, Rescan, "§1.2",
        "Part of the code is missing. Scan again.",
        "کوڈ کا کچھ حصہ غائب ہے۔ دوبارہ سکین کریں۔",
        "د کوډ یوه برخه نشته. بیا یې سکین کړئ.";
    EnvelopeBase45Overflow = "envelope.base45-overflow", Unreadable, Rescan, "§1.2",
        "The code was not read correctly. Scan again.",
        "کوڈ پڑھنے میں غلطی ہوئی ہے۔ دوبارہ سکین کریں۔",
        "د کوډ په لوستلو کې غلطي شوې ده. بیا یې سکین کړئ.";
    EnvelopeBody = "envelope.body", Unreadable, None, "§1.3",
        "This is not a Khyber Pass code.",
        "یہ خیبر پاس کا کوڈ نہیں ہے۔",
        "دا د خیبر پاس کوډ نه دی.";
    EnvelopeDictionary = "envelope.dictionary", Unreadable, UpdateApp, "§1.3",
        "This code is newer than this application. Update the application.",
        "یہ کوڈ اس ایپ سے نیا ہے۔ ایپ اپ ڈیٹ کریں۔",
        "دا کوډ له دې ایپ نه نوی دی. ایپ تازه کړئ.";
    EnvelopeNotCompressed = "envelope.not-compressed", Unreadable, None, "§1.4",
        "This is not a complete Khyber Pass code.",
        "یہ خیبر پاس کا مکمل کوڈ نہیں ہے۔",
        "دا د خیبر پاس پوره کوډ نه دی.";
    EnvelopeInflate = "envelope.inflate", Unreadable, Rescan, "§1.3",
        "The code was not read correctly. Scan again.",
        "کوڈ پڑھنے میں غلطی ہوئی ہے۔ دوبارہ سکین کریں۔",
        "د کوډ په لوستلو کې غلطي شوې ده. بیا یې سکین کړئ.";
    EnvelopeInflateLimit = "envelope.inflate-limit", Unreadable, None, "§1.5",
        "Opened, this code is larger than any Khyber Pass code.",
        "کھولنے پر یہ کوڈ خیبر پاس کے ہر کوڈ سے بڑا نکلتا ہے۔",
        "چې خلاص شي، دا کوډ د خیبر پاس له هر کوډ نه لوی دی.";
    EnvelopeInflateTrailing = "envelope.inflate-trailing", Unreadable, None, "§1.3",
        "Something was added to this code.",
        "اس کوڈ میں کچھ اضافہ کیا گیا ہے۔",
        "په دې کوډ کې څه شی زیات شوی دی.";
    // chapter 2: message
    CborTruncated = "cbor.truncated", Unreadable, Rescan, "§2.1",
        "Part of the code is missing. Scan again.",
        "کوڈ کا کچھ حصہ غائب ہے۔ دوبارہ سکین کریں۔",
        "د کوډ یوه برخه نشته. بیا یې سکین کړئ.";
    CborMalformed = "cbor.malformed", Unreadable, Rescan, "§2.1",
        "The code was not read correctly. Scan again.",
        "کوڈ پڑھنے میں غلطی ہوئی ہے۔ دوبارہ سکین کریں۔",
        "د کوډ په لوستلو کې غلطي شوې ده. بیا یې سکین کړئ.";
    CborUtf8 = "cbor.utf8", Unreadable, Rescan, "§2.1",
        "The code was not read correctly. Scan again.",
        "کوڈ پڑھنے میں غلطی ہوئی ہے۔ دوبارہ سکین کریں۔",
        "د کوډ په لوستلو کې غلطي شوې ده. بیا یې سکین کړئ.";
    CborIndefinite = "cbor.indefinite", Unreadable, None, "§2.1",
        "This code is not written by the Khyber Pass rules.",
        "یہ کوڈ خیبر پاس کے قواعد کے مطابق نہیں لکھا گیا۔",
        "دا کوډ د خیبر پاس له قواعدو سره سم نه دی لیکل شوی.";
    CborLongHead = "cbor.long-head", Unreadable, None, "§2.1",
        "This code is not written by the Khyber Pass rules.",
        "یہ کوڈ خیبر پاس کے قواعد کے مطابق نہیں لکھا گیا۔",
        "دا کوډ د خیبر پاس له قواعدو سره سم نه دی لیکل شوی.";
    CborFloat = "cbor.float", Unreadable, None, "§2.1",
        "This code is not written by the Khyber Pass rules.",
        "یہ کوڈ خیبر پاس کے قواعد کے مطابق نہیں لکھا گیا۔",
        "دا کوډ د خیبر پاس له قواعدو سره سم نه دی لیکل شوی.";
    CborDuplicateKey = "cbor.duplicate-key", Unreadable, None, "§2.1",
        "This code says one thing twice.",
        "یہ کوڈ ایک ہی بات دو بار بتاتا ہے۔",
        "دا کوډ یوه خبره دوه ځله وايي.";
    CborUnsortedKey = "cbor.unsorted-key", Unreadable, None, "§2.1",
        "This code is not written by the Khyber Pass rules.",
        "یہ کوڈ خیبر پاس کے قواعد کے مطابق نہیں لکھا گیا۔",
        "دا کوډ د خیبر پاس له قواعدو سره سم نه دی لیکل شوی.";
    CborTrailing = "cbor.trailing", Unreadable, None, "§2.1",
        "Something was added to this code.",
        "اس کوڈ میں کچھ اضافہ کیا گیا ہے۔",
        "په دې کوډ کې څه شی زیات شوی دی.";
    CborDepth = "cbor.depth", Unreadable, None, "§2.1",
        "This code is not written by the Khyber Pass rules.",
        "یہ کوڈ خیبر پاس کے قواعد کے مطابق نہیں لکھا گیا۔",
        "دا کوډ د خیبر پاس له قواعدو سره سم نه دی لیکل شوی.";
    CborEntries = "cbor.entries", Unreadable, None, "§2.1",
        "This code is not written by the Khyber Pass rules.",
        "یہ کوڈ خیبر پاس کے قواعد کے مطابق نہیں لکھا گیا۔",
        "دا کوډ د خیبر پاس له قواعدو سره سم نه دی لیکل شوی.";
    CoseStructure = "cose.structure", Unreadable, None, "§2.2",
        "This is not a signed Khyber Pass code.",
        "یہ خیبر پاس کا دستخط شدہ کوڈ نہیں ہے۔",
        "دا د خیبر پاس لاسلیک شوی کوډ نه دی.";
    CoseAlgMissing = "cose.alg-missing", Unreadable, None, "§2.3",
        "This code does not say how it is signed.",
        "یہ کوڈ نہیں بتاتا کہ اس پر دستخط کس طریقے سے ہوئے ہیں۔",
        "دا کوډ نه وايي چې په کومه طریقه لاسلیک شوی دی.";
    CoseAlgUnprotected = "cose.alg-unprotected", Unreadable, None, "§2.3",
        "This code does not say how it is signed.",
        "یہ کوڈ نہیں بتاتا کہ اس پر دستخط کس طریقے سے ہوئے ہیں۔",
        "دا کوډ نه وايي چې په کومه طریقه لاسلیک شوی دی.";
    CoseHeader = "cose.header", Unreadable, None, "§2.3",
        "The first part of this code is not written by the Khyber Pass rules.",
        "اس کوڈ کا ابتدائی حصہ خیبر پاس کے قواعد کے مطابق نہیں لکھا گیا۔",
        "د دې کوډ لومړۍ برخه د خیبر پاس له قواعدو سره سمه نه ده لیکل شوې.";
    CoseKid = "cose.kid", Unreadable, None, "§2.3",
        "This code does not say who signed it.",
        "یہ کوڈ نہیں بتاتا کہ اس پر دستخط کس نے کیے ہیں۔",
        "دا کوډ نه وايي چې چا لاسلیک کړی دی.";
    CoseCrit = "cose.crit", Unreadable, UpdateApp, "§2.3",
        "This code is newer than this application. Update the application.",
        "یہ کوڈ اس ایپ سے نیا ہے۔ ایپ اپ ڈیٹ کریں۔",
        "دا کوډ له دې ایپ نه نوی دی. ایپ تازه کړئ.";
    CoseTyp = "cose.typ", Unreadable, None, "§2.3",
        "This is a signed document of another kind.",
        "یہ کسی اور قسم کی دستخط شدہ دستاویز ہے۔",
        "دا د بل قسم لاسلیک شوی سند دی.";
    CoseUnprotected = "cose.unprotected", Unreadable, None, "§2.3",
        "Something was added to this code without a signature.",
        "اس کوڈ میں بغیر دستخط کے کچھ اضافہ کیا گیا ہے۔",
        "په دې کوډ کې بې لاسلیکه څه شی زیات شوی دی.";
    CoseSignatureSize = "cose.signature-size", Unreadable, None, "§2.2",
        "The signature of this code is not complete.",
        "اس کوڈ کے دستخط مکمل نہیں ہیں۔",
        "د دې کوډ لاسلیک پوره نه دی.";
    // chapter 3: claims
    ClaimsStructure = "claims.structure", Unreadable, ReferToIssuer, "§3.1",
        "The contents of this code are not correct.",
        "اس کوڈ کے مندرجات درست نہیں ہیں۔",
        "د دې کوډ مندرجات سم نه دي.";
    ClaimsIssMissing = "claims.iss-missing", Unreadable, ReferToIssuer, "§3.1",
        "This code does not name its issuer.",
        "اس کوڈ میں جاری کرنے والے ادارے کا نام نہیں ہے۔",
        "په دې کوډ کې د صادروونکې ادارې نوم نشته.";
    ClaimsExpMissing = "claims.exp-missing", Unreadable, ReferToIssuer, "§3.2",
        "This code does not say when it expires.",
        "اس کوڈ میں میعاد ختم ہونے کی تاریخ نہیں ہے۔",
        "په دې کوډ کې د مودې د تېرېدو نېټه نشته.";
    ClaimsIatMissing = "claims.iat-missing", Unreadable, ReferToIssuer, "§3.2",
        "This code does not say when it was issued.",
        "اس کوڈ میں جاری ہونے کی تاریخ نہیں ہے۔",
        "په دې کوډ کې د صادرېدو نېټه نشته.";
    ClaimsTime = "claims.time", Unreadable, ReferToIssuer, "§3.2",
        "A date in this code is not correct.",
        "اس کوڈ کی ایک تاریخ درست نہیں ہے۔",
        "د دې کوډ یوه نېټه سمه نه ده.";
    ClaimsOrder = "claims.order", Unreadable, ReferToIssuer, "§3.2",
        "The dates in this code contradict each other.",
        "اس کوڈ کی تاریخیں آپس میں نہیں ملتیں۔",
        "د دې کوډ نېټې یو له بل سره سمون نه خوري.";
    ClaimsNameMissing = "claims.name-missing", Unreadable, ReferToIssuer, "§3.3",
        "This code is about a person but gives no name.",
        "اس کوڈ میں شخص کی شناخت ہے مگر نام نہیں ہے۔",
        "په دې کوډ کې د کس پېژندنه شته، خو نوم یې نشته.";
    ClaimsEmpty = "claims.empty", Unreadable, ReferToIssuer, "§3.1",
        "This code names neither a person nor a service.",
        "اس کوڈ میں نہ کوئی شخص ہے نہ کوئی سروس۔",
        "په دې کوډ کې نه کوم کس شته او نه کوم خدمت.";
    ClaimsVersion = "claims.version", Unreadable, UpdateApp, "§3.3",
        "This application does not know this version of the code. Update the application.",
        "یہ ایپ اس کوڈ کا ورژن نہیں پہچانتی۔ ایپ اپ ڈیٹ کریں۔",
        "دا ایپ د دې کوډ ورژن نه پېژني. ایپ تازه کړئ.";
    ClaimsType = "claims.type", Unreadable, ReferToIssuer, "§3.1",
        "One entry in this code is not correct.",
        "اس کوڈ کا ایک خانہ درست نہیں ہے۔",
        "د دې کوډ یوه خانه سمه نه ده.";
    ClaimsLength = "claims.length", Unreadable, ReferToIssuer, "§3.1",
        "One entry in this code is not correct.",
        "اس کوڈ کا ایک خانہ درست نہیں ہے۔",
        "د دې کوډ یوه خانه سمه نه ده.";
    ClaimsValue = "claims.value", Unreadable, ReferToIssuer, "§3.1",
        "One entry in this code is not correct.",
        "اس کوڈ کا ایک خانہ درست نہیں ہے۔",
        "د دې کوډ یوه خانه سمه نه ده.";
    // not trusted
    CoseSignature = "cose.signature", NotTrusted, ReferToIssuer, "§2.4",
        "The signature is not genuine. Do not trust this code.",
        "دستخط اصلی نہیں ہیں۔ اس کوڈ پر اعتماد نہ کریں۔",
        "لاسلیک اصلي نه دی. په دې کوډ باور مه کوئ.";
    TimeExpired = "time.expired", NotTrusted, ReferToIssuer, "§6.3",
        "This code has expired.",
        "اس کوڈ کی میعاد ختم ہو چکی ہے۔",
        "د دې کوډ موده تېره شوې ده.";
    TimeNotYetValid = "time.not-yet-valid", NotTrusted, None, "§6.3",
        "This code is not valid yet.",
        "اس کوڈ کی میعاد ابھی شروع نہیں ہوئی۔",
        "د دې کوډ موده لا نه ده شروع شوې.";
    TimeIssuedInFuture = "time.issued-in-future", NotTrusted, ReferToIssuer, "§6.3",
        "The date of issue in this code has not come yet.",
        "اس کوڈ پر جاری ہونے کی تاریخ ابھی آئی نہیں ہے۔",
        "د دې کوډ د صادرېدو نېټه لا نه ده راغلې.";
    CoseAlg = "cose.alg", NotTrusted, None, "§2.3",
        "This code is signed in a way that is not accepted.",
        "اس کوڈ پر ایسے طریقے سے دستخط ہوئے ہیں جو قابل قبول نہیں ہے۔",
        "دا کوډ په داسې طریقه لاسلیک شوی دی چې د منلو وړ نه ده.";
    KeyUnknown = "key.unknown", NotTrusted, ReferToIssuer, "§5.5",
        "The key that signed this code is not on the trust list.",
        "اس کوڈ کے دستخط کی کلید اعتماد فہرست میں نہیں ہے۔",
        "د دې کوډ د لاسلیک کیلي د باور په لېست کې نشته.";
    KeyRevoked = "key.revoked", NotTrusted, ReferToIssuer, "§5.6",
        "The key that signed this code has been revoked.",
        "اس کوڈ کے دستخط کی کلید منسوخ ہو چکی ہے۔",
        "د دې کوډ د لاسلیک کیلي لغوه شوې ده.";
    CredentialDenied = "credential.denied", NotTrusted, ReferToIssuer, "§5.6",
        "This code has been withdrawn.",
        "یہ کوڈ واپس لے لیا گیا ہے۔",
        "دا کوډ بېرته اخیستل شوی دی.";
    KeySpecimen = "key.specimen", NotTrusted, None, "§5.5",
        "This is a specimen for training. Do not accept it.",
        "یہ تربیت کے لیے نمونہ ہے۔ اسے قبول نہ کریں۔",
        "دا د روزنې لپاره نمونه ده. مه یې منئ.";
    KeyIssuer = "key.issuer", NotTrusted, None, "§5.5",
        "The issuer named in this code did not sign it.",
        "اس کوڈ میں جس جاری کرنے والے ادارے کا نام ہے، اس نے اس پر دستخط نہیں کیے۔",
        "په دې کوډ کې چې د کومې صادروونکې ادارې نوم دی، هغې دا کوډ نه دی لاسلیک کړی.";
    KeyUsage = "key.usage", NotTrusted, None, "§5.5",
        "The key that signed this code is not allowed to sign codes.",
        "اس کوڈ کے دستخط کی کلید کو کوڈ پر دستخط کرنے کی اجازت نہیں ہے۔",
        "د دې کوډ د لاسلیک کیلي د کوډونو د لاسلیک کولو اجازه نه لري.";
    KeyScope = "key.scope", NotTrusted, ReferToIssuer, "§5.5",
        "The issuer may not certify everything this code says.",
        "جاری کرنے والے ادارے کو اس کوڈ کی ہر بات کی تصدیق کا اختیار نہیں ہے۔",
        "صادروونکې اداره د دې کوډ د ټولو خبرو د تصدیق واک نه لري.";
    KeyWindow = "key.window", NotTrusted, ReferToIssuer, "§5.5",
        "The key was not allowed to sign on the date this code was issued.",
        "جس تاریخ کو یہ کوڈ جاری ہوا، اس کی کلید کو دستخط کی اجازت نہیں تھی۔",
        "د دې کوډ د صادرېدو په نېټه د هغه کیلي د لاسلیک کولو اجازه نه لرله.";
    KeyLifetime = "key.lifetime", NotTrusted, ReferToIssuer, "§5.5",
        "This code is valid for longer than its issuer may grant.",
        "اس کوڈ کی میعاد اس سے لمبی ہے جس کی جاری کرنے والے ادارے کو اجازت ہے۔",
        "د دې کوډ موده له هغې نه اوږده ده چې صادروونکې اداره یې اجازه لري.";
    StatusReference = "status.reference", NotTrusted, ReferToIssuer, "§5.7",
        "This code refers to a status list that is not allowed for it.",
        "یہ کوڈ ایسی سٹیٹس فہرست کا حوالہ دیتا ہے جس کی اسے اجازت نہیں ہے۔",
        "دا کوډ د حالت داسې لېست ته حواله ورکوي چې اجازه یې نه لري.";
    StatusRequired = "status.required", NotTrusted, ReferToIssuer, "§5.7",
        "This code lacks the status entry its issuer must give.",
        "اس کوڈ میں سٹیٹس کا وہ اندراج نہیں ہے جو جاری کرنے والے ادارے پر لازم ہے۔",
        "په دې کوډ کې د حالت هغه اندراج نشته چې په صادروونکې ادارې لازم دی.";
    StatusRevoked = "status.revoked", NotTrusted, ReferToIssuer, "§8.6",
        "This code was revoked.",
        "یہ کوڈ منسوخ ہو چکا ہے۔",
        "دا کوډ لغوه شوی دی.";
    StatusUnknownValue = "status.unknown-value", NotTrusted, ReferToIssuer, "§8.6",
        "The status list says something of this code that has no meaning.",
        "سٹیٹس فہرست میں اس کوڈ کا اندراج بے معنی ہے۔",
        "د حالت په لېست کې د دې کوډ اندراج بې معنا دی.";
    // wrong purpose
    PurposeServiceMissing = "purpose.service-missing", WrongPurpose, OtherDesk, "§5.8",
        "This code is genuine, but not for this service.",
        "یہ کوڈ اصلی ہے، مگر اس سروس کے لیے نہیں ہے۔",
        "دا کوډ اصلي دی، خو د دې خدمت لپاره نه دی.";
    PurposeIdentityMissing = "purpose.identity-missing", WrongPurpose, CheckPhotoId, "§5.8",
        "This code is genuine, but does not identify a person.",
        "یہ کوڈ اصلی ہے، مگر کسی شخص کی شناخت نہیں بتاتا۔",
        "دا کوډ اصلي دی، خو د کوم کس پېژندنه نه ښيي.";
    PurposeNotACredential = "purpose.not-a-credential", WrongPurpose, OtherDesk, "§1.6",
        "This is a Khyber Pass code of another kind, not one for a person or a service.",
        "یہ خیبر پاس کا کسی اور قسم کا کوڈ ہے، کسی شخص یا سروس کا کوڈ نہیں ہے۔",
        "دا د خیبر پاس د بل قسم کوډ دی، د کوم کس یا خدمت کوډ نه دی.";
    EntitlementExpired = "entitlement.expired", WrongPurpose, ReferToIssuer, "§3.5",
        "This code is genuine, but this service has expired.",
        "یہ کوڈ اصلی ہے، مگر اس سروس کی میعاد ختم ہو چکی ہے۔",
        "دا کوډ اصلي دی، خو د دې خدمت موده تېره شوې ده.";
    EntitlementNotYet = "entitlement.not-yet", WrongPurpose, ReferToIssuer, "§3.5",
        "This code is genuine, but this service has not begun.",
        "یہ کوڈ اصلی ہے، مگر یہ سروس ابھی شروع نہیں ہوئی۔",
        "دا کوډ اصلي دی، خو دا خدمت لا نه دی شروع شوی.";
    EntitlementSuspended = "entitlement.suspended", WrongPurpose, ReferToIssuer, "§3.5",
        "This code is genuine, but this service is suspended.",
        "یہ کوڈ اصلی ہے، مگر یہ سروس معطل ہے۔",
        "دا کوډ اصلي دی، خو دا خدمت ځنډول شوی دی.";
    EntitlementPending = "entitlement.pending", WrongPurpose, ReferToIssuer, "§3.5",
        "This code is genuine, but this service is not granted yet.",
        "یہ کوڈ اصلی ہے، مگر یہ سروس ابھی منظور نہیں ہوئی۔",
        "دا کوډ اصلي دی، خو دا خدمت لا نه دی منظور شوی.";
    EntitlementWithdrawn = "entitlement.withdrawn", WrongPurpose, ReferToIssuer, "§3.5",
        "This code is genuine, but this service was withdrawn.",
        "یہ کوڈ اصلی ہے، مگر یہ سروس واپس لے لی گئی ہے۔",
        "دا کوډ اصلي دی، خو دا خدمت بېرته اخیستل شوی دی.";
    EntitlementExhausted = "entitlement.exhausted", WrongPurpose, ReferToIssuer, "§3.5",
        "This code is genuine, but this service is used up.",
        "یہ کوڈ اصلی ہے، مگر یہ سروس پوری استعمال ہو چکی ہے۔",
        "دا کوډ اصلي دی، خو دا خدمت پوره کارول شوی دی.";
    EntitlementUnknownState = "entitlement.unknown-state", WrongPurpose, UpdateApp, "§3.5",
        "This code is genuine, but this application does not know the state of this service. Update the application.",
        "یہ کوڈ اصلی ہے، مگر یہ ایپ اس سروس کی حالت نہیں پہچانتی۔ ایپ اپ ڈیٹ کریں۔",
        "دا کوډ اصلي دی، خو دا ایپ د دې خدمت حالت نه پېژني. ایپ تازه کړئ.";
    // undecided
    TrustNoList = "trust.no-list", Undecided, UpdateTrust, "§5.9",
        "This device has no trust list. Load one.",
        "اس ڈیوائس پر کوئی اعتماد فہرست نہیں ہے۔ فہرست لوڈ کریں۔",
        "په دې ډیوایس کې د باور لېست نشته. لېست پکې لوډ کړئ.";
    KeyUnknownListOld = "key.unknown-list-old", Undecided, UpdateTrust, "§5.5",
        "The key that signed this code is not on the trust list, and the list is old. Update the trust list.",
        "اس کوڈ کے دستخط کی کلید اعتماد فہرست میں نہیں ہے اور فہرست پرانی ہے۔ اعتماد فہرست اپ ڈیٹ کریں۔",
        "د دې کوډ د لاسلیک کیلي د باور په لېست کې نشته او لېست زوړ دی. د باور لېست تازه کړئ.";
    ClockAheadOrTrustOld = "clock.ahead-or-trust-old", Undecided, FixClock, "§6.3",
        "The clock is far ahead, or the trust list is old. Set the clock and update the trust list.",
        "گھڑی بہت آگے ہے یا اعتماد فہرست پرانی ہے۔ گھڑی درست کریں اور فہرست اپ ڈیٹ کریں۔",
        "ساعت ډېر مخکې دی یا د باور لېست زوړ دی. ساعت سم کړئ او لېست تازه کړئ.";
    TrustListFrozen = "trust.list-frozen", Undecided, UpdateTrust, "§5.12",
        "The trust list is too old for use here. Update it.",
        "اعتماد فہرست یہاں استعمال کے لیے بہت پرانی ہے۔ اسے اپ ڈیٹ کریں۔",
        "د باور لېست دلته د کارولو لپاره ډېر زوړ دی. لېست تازه کړئ.";
    TrustListExpired = "trust.list-expired", Undecided, UpdateTrust, "§5.4",
        "The trust list has expired. Update it.",
        "اعتماد فہرست کی میعاد ختم ہو چکی ہے۔ اسے اپ ڈیٹ کریں۔",
        "د باور د لېست موده تېره شوې ده. لېست تازه کړئ.";
    ClockContradicted = "clock.contradicted", Undecided, FixClock, "§6.2",
        "The clock is behind the newest signed data. Set the clock.",
        "گھڑی تازہ ترین دستخط شدہ معلومات سے پیچھے ہے۔ گھڑی درست کریں۔",
        "ساعت له تر ټولو نوو لاسلیک شوو معلوماتو نه شاته دی. ساعت سم کړئ.";
    ClockUnknown = "clock.unknown", Undecided, FixClock, "§6.3",
        "Without a correct clock this cannot be decided. Set the clock.",
        "درست گھڑی کے بغیر اس کا فیصلہ نہیں ہو سکتا۔ گھڑی درست کریں۔",
        "له سم ساعت نه بغیر د دې فیصله نه شي کېدای. ساعت سم کړئ.";
    ClockOrCredential = "clock.or-credential", Undecided, FixClock, "§6.3",
        "Either the clock or the code is wrong. Set the clock.",
        "گھڑی غلط ہے یا کوڈ غلط ہے۔ گھڑی درست کریں۔",
        "یا ساعت غلط دی یا کوډ غلط دی. ساعت سم کړئ.";
    StatusMissing = "status.missing", Undecided, UpdateStatus, "§8.6",
        "The status list for this code is not on this device. Update the status lists.",
        "اس کوڈ کی سٹیٹس فہرست اس ڈیوائس پر نہیں ہے۔ سٹیٹس فہرستیں اپ ڈیٹ کریں۔",
        "د دې کوډ د حالت لېست په دې ډیوایس کې نشته. د حالت لېستونه تازه کړئ.";
    StatusStale = "status.stale", Undecided, UpdateStatus, "§8.6",
        "The status list for this code is too old. Update the status lists.",
        "اس کوڈ کی سٹیٹس فہرست بہت پرانی ہے۔ سٹیٹس فہرستیں اپ ڈیٹ کریں۔",
        "د دې کوډ د حالت لېست ډېر زوړ دی. د حالت لېستونه تازه کړئ.";
    KeyBeforeCompromise = "key.before-compromise", Undecided, CheckPhotoId, "§5.6",
        "The key that signed this code was stolen, so its date proves nothing. Ask for other proof.",
        "اس کوڈ کے دستخط کی کلید چوری ہو چکی ہے، اس لیے کوڈ کی تاریخ سے کچھ ثابت نہیں ہوتا۔ کوئی اور ثبوت مانگیں۔",
        "د دې کوډ د لاسلیک کیلي غلا شوې ده، نو د کوډ نېټه هېڅ نه ثابتوي. بل ثبوت وغواړئ.";
    KeySuspended = "key.suspended", Undecided, ReferToIssuer, "§5.6",
        "The key that signed this code is under investigation.",
        "اس کوڈ کے دستخط کی کلید زیر تحقیق ہے۔",
        "د دې کوډ د لاسلیک کیلي تر څېړنې لاندې ده.";
    StatusSuspended = "status.suspended", Undecided, ReferToIssuer, "§8.6",
        "This code is suspended for now. Send the holder to the office that issued it.",
        "یہ کوڈ فی الحال معطل ہے۔ حامل کو جاری کرنے والے دفتر بھیجیں۔",
        "دا کوډ اوس مهال ځنډول شوی دی. لرونکی یې صادروونکي دفتر ته واستوئ.";
    // caveats
    TrustListStale = "trust.list-stale", Trusted, UpdateTrust, "§5.4",
        "The trust list should be updated soon.",
        "اعتماد فہرست کو جلد اپ ڈیٹ کر لینا چاہیے۔",
        "د باور لېست باید ژر تازه شي.";
    ClockBehind = "clock.behind", Trusted, FixClock, "§6.2",
        "The clock is behind, so signed dates were used instead. Set the clock.",
        "گھڑی پیچھے ہے، اس لیے گھڑی کی جگہ دستخط شدہ تاریخیں استعمال ہوئیں۔ گھڑی درست کریں۔",
        "ساعت شاته دی، نو د ساعت پر ځای لاسلیک شوې نېټې وکارول شوې. ساعت سم کړئ.";
    ClockFloorUsed = "clock.floor-used", Trusted, FixClock, "§6.2",
        "Decided without a clock, from signed dates.",
        "گھڑی کے بغیر، دستخط شدہ تاریخوں سے فیصلہ ہوا۔",
        "فیصله له ساعت نه بغیر، د لاسلیک شوو نېټو له مخې وشوه.";
    ClockSkew = "clock.skew", Trusted, None, "§6.2",
        "A date in this code is within five minutes of now.",
        "اس کوڈ کی ایک تاریخ موجودہ وقت سے پانچ منٹ کے اندر ہے۔",
        "د دې کوډ یوه نېټه د اوس وخت په پنځو منټو کې دننه ده.";
    EnvelopeRepaired = "envelope.repaired", Trusted, None, "§1.7",
        "The scanner had changed the spaces in the code; they were put back.",
        "سکینر نے خالی جگہیں بدل دی تھیں، وہ واپس ٹھیک کر دی گئیں۔",
        "سکینر تش ځایونه بدل کړي وو، هغه بېرته سم شول.";
    StatusAged = "status.aged", Trusted, UpdateStatus, "§8.6",
        "The status list for this code should be updated soon.",
        "اس کوڈ کی سٹیٹس فہرست کو جلد اپ ڈیٹ کر لینا چاہیے۔",
        "د دې کوډ د حالت لېست باید ژر تازه شي.";
    PolicyAccepted = "policy.accepted", Trusted, CheckPhotoId, "§5.12",
        "Not everything could be checked; accepted under the rules for this desk. Ask for a document with a photograph.",
        "ہر چیز کی جانچ نہیں ہو سکی، پھر بھی یہاں کے قواعد کے مطابق قبول کیا گیا۔ تصویر والی دستاویز مانگیں۔",
        "د هر څه کتنه ونه شوه، خو د دې ځای له قواعدو سره سم ومنل شو. تصویر لرونکی سند وغواړئ.";
    PolicyAsOf = "policy.as-of", Trusted, None, "§5.12",
        "Judged for another moment than now: evidence, not permission.",
        "یہ فیصلہ کسی اور وقت کے لیے ہے: یہ شہادت ہے، اجازت نہیں۔",
        "دا پرېکړه د بل وخت لپاره ده: دا شهادت دی، اجازه نه ده.";
    KeyRetired = "key.retired", Trusted, None, "§5.6",
        "The key that signed this code is no longer used for signing.",
        "اس کوڈ کے دستخط کی کلید اب دستخط کے لیے استعمال نہیں ہوتی۔",
        "د دې کوډ د لاسلیک کیلي نوره د لاسلیک لپاره نه کارول کېږي.";
    ClaimsFinding = "claims.finding", Trusted, None, "§3.7",
        "Something in this code is unusual.",
        "اس کوڈ میں کوئی بات غیر معمولی ہے۔",
        "په دې کوډ کې یوه خبره غیر معمولي ده.";
    // errors: trust documents
    TrustMalformed = "trust.malformed", Error, None, "§5.2",
        "The trust document is malformed.",
        "اعتماد دستاویز درست نہیں لکھی گئی۔",
        "د باور سند سم نه دی لیکل شوی.";
    TrustSize = "trust.size", Error, None, "§5.2",
        "The trust document is too large.",
        "اعتماد دستاویز بہت بڑی ہے۔",
        "د باور سند ډېر لوی دی.";
    TrustType = "trust.type", Error, None, "§5.2",
        "This is a trust document of another kind.",
        "یہ کسی اور قسم کی اعتماد دستاویز ہے۔",
        "دا د باور د بل قسم سند دی.";
    TrustSigner = "trust.signer", Error, None, "§5.2",
        "A signer of the trust document is malformed.",
        "اعتماد دستاویز کا ایک دستخط کنندہ درست نہیں لکھا گیا۔",
        "د باور د سند یو لاسلیک کوونکی سم نه دی لیکل شوی.";
    TrustPin = "trust.pin", Error, None, "§5.3",
        "This is not the pinned root document.",
        "یہ مقررہ بنیادی دستاویز نہیں ہے۔",
        "دا ټاکل شوی بنسټیز سند نه دی.";
    TrustDomain = "trust.domain", Error, None, "§5.3",
        "The trust document belongs to another domain.",
        "یہ اعتماد دستاویز کسی اور ڈومین کی ہے۔",
        "د باور دا سند د بل ډومېن دی.";
    TrustThreshold = "trust.threshold", Error, None, "§5.2",
        "Too few of the required keys signed the trust document.",
        "اعتماد دستاویز پر لازمی کلیدوں میں سے مطلوبہ تعداد سے کم کے دستخط ہیں۔",
        "د لازمي کیلیو له اړین شمېر نه کمو د باور سند لاسلیک کړی دی.";
    TrustThresholdInvalid = "trust.threshold-invalid", Error, None, "§5.3",
        "The threshold of a role is zero or above its keys.",
        "ایک ذمہ داری کی مطلوبہ تعداد صفر ہے یا اس کی کلیدوں کی تعداد سے زیادہ ہے۔",
        "د یوې دندې اړین شمېر صفر دی یا د هغې د کیلیو له شمېر نه زیات دی.";
    TrustKeyDuplicate = "trust.key-duplicate", Error, None, "§5.3",
        "The trust document holds a key twice.",
        "اعتماد دستاویز میں ایک کلید دو بار ہے۔",
        "د باور په سند کې یوه کیلي دوه ځله ده.";
    TrustKeyOverlap = "trust.key-overlap", Error, None, "§5.3",
        "A key stands in two roles.",
        "ایک کلید دو ذمہ داریوں میں درج ہے۔",
        "یوه کیلي په دوو دندو کې راغلې ده.";
    TrustKeyWeak = "trust.key-weak", Error, None, "§5.3",
        "The trust document holds a weak key.",
        "اعتماد دستاویز میں ایک کمزور کلید ہے۔",
        "د باور په سند کې یوه کمزورې کیلي ده.";
    TrustWindow = "trust.window", Error, None, "§5.4",
        "The dates of the trust document contradict each other.",
        "اعتماد دستاویز کی تاریخیں آپس میں نہیں ملتیں۔",
        "د باور د سند نېټې یو له بل سره سمون نه خوري.";
    TrustKidCrowded = "trust.kid-crowded", Error, None, "§5.4",
        "Too many keys share one kid.",
        "حد سے زیادہ کلیدوں کا نشان ایک ہی ہے۔",
        "له حد نه زیاتې کیلۍ یوه ګډه نښه لري.";
    TrustEpoch = "trust.epoch", Error, None, "§5.4",
        "The trust list belongs to another epoch.",
        "یہ اعتماد فہرست کسی اور دور کی ہے۔",
        "د باور دا لېست د بلې دورې دی.";
    TrustRootExpired = "trust.root-expired", Error, UpdateTrust, "§5.4",
        "The root document has expired.",
        "بنیادی دستاویز کی میعاد ختم ہو چکی ہے۔",
        "د بنسټیز سند موده تېره شوې ده.";
    TrustRootGap = "trust.root-gap", Error, UpdateTrust, "§5.9",
        "A root document between the held one and this one is missing.",
        "موجودہ بنیادی دستاویز اور اس دستاویز کے درمیان کی ایک بنیادی دستاویز غائب ہے۔",
        "د موجود بنسټیز سند او د دې سند ترمنځ یو بنسټیز سند نشته.";
    TrustRollback = "trust.rollback", Error, None, "§5.9",
        "The trust document is older than the one that is held.",
        "یہ اعتماد دستاویز موجودہ اعتماد دستاویز سے پرانی ہے۔",
        "د باور دا سند د باور له موجود سند نه زوړ دی.";
    TrustEquivocation = "trust.equivocation", Error, None, "§5.9",
        "Two different trust documents have the same version. Report this.",
        "دو مختلف اعتماد دستاویزوں کا ورژن ایک ہی ہے۔ اس کی اطلاع دیں۔",
        "د باور دوه بېل سندونه یو شان ورژن لري. د دې خبر ورکړئ.";
    TrustState = "trust.state", Error, UpdateTrust, "§5.10",
        "The stored trust state does not verify again.",
        "اعتماد کی محفوظ معلومات دوبارہ جانچ میں درست نہیں نکلیں۔",
        "د باور ساتل شوي معلومات په بیا کتنه کې سم ونه ختل.";
    TrustUnsupported = "trust.unsupported", Error, UpdateApp, "§5.4",
        "The trust list uses a part this version does not know.",
        "اعتماد فہرست میں ایسا حصہ ہے جسے یہ ورژن نہیں پہچانتا۔",
        "د باور په لېست کې داسې برخه ده چې دا ورژن یې نه پېژني.";
    // errors: status lists
    StatusSigner = "status.signer", Error, None, "§8.3",
        "No key that may sign this status document signed it.",
        "اس سٹیٹس دستاویز پر کسی ایسی کلید کے دستخط نہیں جسے اس کی اجازت ہو۔",
        "د حالت په دې سند د داسې کیلي لاسلیک نشته چې اجازه یې ولري.";
    StatusUnknownList = "status.unknown-list", Error, UpdateTrust, "§8.3",
        "The trust list does not describe this status list.",
        "اعتماد فہرست میں اس سٹیٹس فہرست کا ذکر نہیں ہے۔",
        "د باور په لېست کې د حالت د دې لېست یادونه نشته.";
    StatusLength = "status.length", Error, None, "§8.3",
        "The status list has another size than the trust list says.",
        "سٹیٹس فہرست کا حجم وہ نہیں ہے جو اعتماد فہرست میں لکھا ہے۔",
        "د حالت د لېست کچه هغه نه ده چې د باور په لېست کې لیکل شوې.";
    StatusSpace = "status.space", Error, None, "§8.3",
        "The status lists need more memory than a verifier gives them.",
        "سٹیٹس فہرستوں کے لیے مقررہ حد سے زیادہ میموری درکار ہے۔",
        "د حالت لېستونه له ټاکلي حد نه زیاته حافظه غواړي.";
    StatusDeltaBase = "status.delta-base", Error, UpdateStatus, "§8.5",
        "The changes belong to other status lists than those that are held.",
        "یہ تبدیلیاں موجودہ سٹیٹس فہرستوں کی نہیں ہیں۔",
        "دا بدلونونه د حالت د موجودو لېستونو نه دي.";
    StatusDelta = "status.delta", Error, None, "§8.5",
        "The list of status changes is malformed.",
        "سٹیٹس کی تبدیلیوں کی فہرست درست نہیں لکھی گئی۔",
        "د حالت د بدلونونو لېست سم نه دی لیکل شوی.";
    RegisterList = "register.list", Error, None, "§8.7",
        "The register does not hold this status list, or holds it already.",
        "رجسٹر میں یہ سٹیٹس فہرست نہیں ہے، یا پہلے سے موجود ہے۔",
        "په ثبت کې د حالت دا لېست نشته، یا له مخکې موجود دی.";
    RegisterIndex = "register.index", Error, None, "§8.7",
        "An index lies beyond the end of its status list.",
        "ایک نمبر اپنی سٹیٹس فہرست کی حد سے باہر ہے۔",
        "یوه شمېره د خپل حالت د لېست له پای نه بهر ده.";
    RegisterOneBit = "register.one-bit", Error, None, "§8.7",
        "A status list of one bit per entry cannot say that something is suspended.",
        "ایک بٹ والی سٹیٹس فہرست معطلی ظاہر نہیں کر سکتی۔",
        "د حالت یو بټ لېست ځنډول نه شي ښودلای.";
    RegisterRow = "register.row", Error, None, "§8.7",
        "A row of the table of changes cannot be read.",
        "تبدیلیوں کے جدول کی ایک سطر پڑھی نہیں جا سکتی۔",
        "د بدلونونو د جدول یوه کرښه نه شي لوستل کېدای.";
    RegisterOrder = "register.order", Error, None, "§8.7",
        "Status documents must be issued one after the other, beginning with a snapshot.",
        "سٹیٹس دستاویزیں ایک کے بعد ایک جاری ہونی چاہییں اور پہلے مکمل فہرست آنی چاہیے۔",
        "د حالت سندونه باید یو په بل پسې صادر شي او لومړی باید پوره لېست راشي.";
    RegisterState = "register.state", Error, None, "§8.7",
        "The stored state of the issuer is damaged.",
        "جاری کرنے والے کی محفوظ معلومات خراب ہیں۔",
        "د صادروونکي ساتل شوي معلومات خراب دي.";
    AllocatorEmpty = "allocator.empty", Error, None, "§8.7",
        "The status list has too few free entries left.",
        "سٹیٹس فہرست میں مطلوبہ تعداد میں خالی اندراج باقی نہیں ہیں۔",
        "د حالت په لېست کې د اړتیا په شمېر خالي اندراجونه پاتې نه دي.";
    // errors: people and text
    TextEmpty = "text.empty", Error, None, "§4.2",
        "A text is empty.",
        "متن خالی ہے۔",
        "متن تش دی.";
    TextTooLong = "text.too-long", Error, None, "§4.2",
        "A text is too long.",
        "متن بہت لمبا ہے۔",
        "متن ډېر اوږد دی.";
    TextLines = "text.lines", Error, None, "§4.2",
        "An address has too many lines.",
        "پتے میں سطریں بہت زیادہ ہیں۔",
        "په پته کې کرښې ډېرې زیاتې دي.";
    TextControl = "text.control", Error, None, "§4.3",
        "A text holds a control character.",
        "متن میں ایک پوشیدہ کنٹرول حرف ہے۔",
        "په متن کې یو پټ کنټرول توری دی.";
    TextBidi = "text.bidi", Error, None, "§4.3",
        "A text holds a bidirectional control.",
        "متن میں لکھائی کی سمت بدلنے والا ایک پوشیدہ حرف ہے۔",
        "په متن کې د لیک د لوري بدلولو یو پټ توری دی.";
    TextLigature = "text.ligature", Error, None, "§4.3",
        "A text holds a ligature that stands for a phrase.",
        "متن میں ایک مرکب حرف ہے جو پورے فقرے کی جگہ لکھا جاتا ہے۔",
        "په متن کې یو مرکب توری دی چې د پوره عبارت پر ځای لیکل کېږي.";
    TextUnassigned = "text.unassigned", Error, None, "§4.3",
        "A text holds a character without meaning.",
        "متن میں ایک بے معنی حرف ہے۔",
        "په متن کې یو بې معنا توری دی.";
    TextScript = "text.script", Error, None, "§4.3",
        "A text is not in the script of its language, or mixes scripts.",
        "متن اپنی زبان کے رسم الخط میں نہیں ہے یا اس میں مختلف رسم الخط ملے ہوئے ہیں۔",
        "متن د خپلې ژبې په رسم الخط نه دی یا پکې بېل رسم الخطونه ګډ دي.";
    TextMojibake = "text.mojibake", Error, None, "§4.3",
        "A text was damaged by a wrong character set.",
        "متن حروف کے غلط سیٹ کی وجہ سے خراب ہو گیا ہے۔",
        "متن د تورو د غلط سیټ له امله خراب شوی دی.";
    TextLanguage = "text.language", Error, None, "§4.1",
        "A language code is not three small letters.",
        "زبان کا کوڈ تین چھوٹے انگریزی حروف کا نہیں ہے۔",
        "د ژبې کوډ په دریو کوچنیو انګرېزي تورو نه دی لیکل شوی.";
    IdShape = "id.shape", Error, None, "§3.3",
        "An identity number has the wrong shape.",
        "شناختی نمبر کی شکل درست نہیں ہے۔",
        "د پېژندنې د نمبر بڼه سمه نه ده.";
    IdFirstDigit = "id.first-digit", Error, None, "§3.3",
        "An identity number begins with a digit that is not in use.",
        "شناختی نمبر ایسے ہندسے سے شروع ہوتا ہے جو استعمال میں نہیں ہے۔",
        "د پېژندنې نمبر له داسې هندسې نه شروع کېږي چې نه کارول کېږي.";
    DateFormat = "date.format", Error, None, "§3.3",
        "A date is not written in a known way.",
        "تاریخ کسی معلوم طریقے سے نہیں لکھی گئی۔",
        "نېټه په کومه معلومه طریقه نه ده لیکل شوې.";
    DateCalendar = "date.calendar", Error, None, "§3.3",
        "There is no such day.",
        "ایسا کوئی دن نہیں ہے۔",
        "داسې کومه ورځ نشته.";
    DateRange = "date.range", Error, None, "§3.3",
        "A date of birth is before 1900 or in the future.",
        "تاریخ پیدائش سن انیس سو سے پہلے کی یا مستقبل کی ہے۔",
        "د زېږېدو نېټه له نولس سوه کال نه مخکې ده یا په راتلونکي وخت کې ده.";
    FieldShape = "field.shape", Error, None, "§3.3",
        "A field has the wrong shape.",
        "ایک خانے کے اندراج کی شکل درست نہیں ہے۔",
        "د یوې خانې د اندراج بڼه سمه نه ده.";
    FaceType = "face.type", Error, None, "§3.3",
        "A picture is neither JPEG nor WebP nor AVIF.",
        "تصویر نہ جے پیگ ہے، نہ ویب پی اور نہ اے وی آئی ایف۔",
        "تصویر نه جې پېګ دی، نه وېب پي او نه اې وي آی اېف.";
    FaceSize = "face.size", Error, None, "§3.3",
        "A picture is too large.",
        "تصویر بہت بڑی ہے۔",
        "تصویر ډېر لوی دی.";
    // errors: issuing, time, keys, pictures
    TimeRange = "time.range", Error, None, "§3.2",
        "A moment is outside the range of the format.",
        "ایک وقت فارمیٹ کی حد سے باہر ہے۔",
        "یو وخت د فارمټ له حد نه بهر دی.";
    TimeOrder = "time.order", Error, None, "§3.2",
        "The end of a span is not after its beginning.",
        "مدت کا اختتام اس کے آغاز کے بعد نہیں ہے۔",
        "د مودې پای د هغې له پیل نه وروسته نه دی.";
    KeyFormat = "key.format", Error, None, "§2.4",
        "A key file cannot be read.",
        "کلید کی فائل پڑھی نہیں جا سکتی۔",
        "د کیلۍ فایل نه شي لوستل کېدای.";
    KeyWeak = "key.weak", Error, None, "§2.4",
        "A key is weak.",
        "کلید کمزور ہے۔",
        "کیلي کمزورې ده.";
    KeySignature = "key.signature", Error, None, "§2.4",
        "A signature does not verify with the key it came with.",
        "دستخط کے ساتھ جو کلید آئی ہے، اس سے یہ دستخط درست ثابت نہیں ہوتے۔",
        "لاسلیک په هغې کیلۍ سم نه ثابتېږي چې ورسره راغلې ده.";
    KeyRandom = "key.random", Error, None, "§2.4",
        "The random source of the system failed.",
        "سسٹم کا اتفاقی اعداد کا ذریعہ ناکام ہو گیا۔",
        "د سیسټم د تصادفي عددونو سرچینه ناکامه شوه.";
    IssueUnusual = "issue.unusual", Error, None, "§3.7",
        "A field of the draft is one that readers would find unusual.",
        "مسودے کا ایک خانہ ایسا ہے جو پڑھنے والوں کو غیر معمولی لگے گا۔",
        "د مسودې یوه خانه داسې ده چې لوستونکو ته به غیر معمولي ښکاري.";
    IssueLanguage = "issue.language", Error, None, "§3.3",
        "A name is not in the language of its place.",
        "ایک نام اپنے خانے کی زبان میں نہیں ہے۔",
        "یو نوم د خپلې خانې په ژبه نه دی.";
    IssueDisclosure = "issue.disclosure", Error, None, "§3.6",
        "The record does not hold what the variant needs.",
        "ریکارڈ میں وہ معلومات نہیں ہیں جو کوڈ کی اس قسم کے لیے لازم ہیں۔",
        "په رېکارډ کې هغه معلومات نشته چې د کوډ د دې قسم لپاره لازم دي.";
    IssueSignature = "issue.signature", Error, None, "§2.4",
        "The signature that was handed back does not verify.",
        "واپس دیے گئے دستخط درست ثابت نہیں ہوتے۔",
        "بېرته راکړل شوی لاسلیک سم نه ثابتېږي.";
    IssueSelfCheck = "issue.self-check", Error, None, "§2.4",
        "The finished text does not read back as the draft.",
        "تیار متن دوبارہ پڑھنے پر مسودے سے نہیں ملتا۔",
        "تیار متن چې بیا ولوستل شي، له مسودې سره سمون نه خوري.";
    QrTooLong = "qr.too-long", Error, None, "§1.5",
        "The text does not fit into a QR symbol.",
        "متن کیو آر کوڈ میں نہیں سماتا۔",
        "متن په کیو آر کوډ کې نه ځایېږي.";
    QrCharacter = "qr.character", Error, None, "§1.1",
        "The text holds a character outside the alphanumeric mode.",
        "متن میں ایسا حرف ہے جو کیو آر کے حروف اور ہندسوں والے موڈ سے باہر ہے۔",
        "په متن کې داسې توری دی چې د کیو آر د تورو او هندسو له موډ نه بهر دی.";
    QrScale = "qr.scale", Error, None, "§1.5",
        "The picture would be too large or has no pixels for a module.",
        "تصویر بہت بڑی ہو گی یا اس میں کوڈ کے ایک مربع کے لیے کوئی پکسل نہیں ہو گا۔",
        "تصویر به ډېر لوی وي یا به پکې د کوډ د یوې مربع لپاره هېڅ پکسل نه وي.";
    QrResolution = "qr.resolution", Error, None, "§1.5",
        "No printer and no screen has this resolution.",
        "کسی پرنٹر یا سکرین کی ریزولوشن اتنی نہیں ہوتی۔",
        "د هېڅ پرنټر یا سکرین رېزولوشن دومره نه وي.";
    QrSpace = "qr.space", Error, None, "§1.5",
        "The code does not fit into its place on the paper or the screen.",
        "کوڈ کاغذ یا سکرین پر اپنی جگہ میں نہیں سماتا۔",
        "کوډ پر کاغذ یا سکرین په خپل ځای کې نه ځایېږي.";
    QrPicture = "qr.picture", Error, Rescan, "§1.5",
        "The picture cannot be read.",
        "تصویر پڑھی نہیں جا سکتی۔",
        "تصویر نه شي لوستل کېدای.";
    QrPictureSize = "qr.picture-size", Error, Rescan, "§1.5",
        "The picture is too large.",
        "تصویر بہت بڑی ہے۔",
        "تصویر ډېر لوی دی.";
    QrNone = "qr.none", Error, Rescan, "§1.5",
        "No QR code was found in the picture.",
        "تصویر میں کوئی کیو آر کوڈ نہیں ملا۔",
        "په تصویر کې هېڅ کیو آر کوډ ونه موندل شو.";
    // errors: bundles and parts
    BundlePrefix = "bundle.prefix", Error, None, "§5.11",
        "This is not a trust bundle.",
        "یہ اعتماد پیکج نہیں ہے۔",
        "دا د باور پیکېج نه دی.";
    BundleMalformed = "bundle.malformed", Error, Rescan, "§5.11",
        "The trust bundle is damaged. Scan again.",
        "اعتماد پیکج خراب ہے۔ دوبارہ سکین کریں۔",
        "د باور پیکېج خراب دی. بیا یې سکین کړئ.";
    BundleEmpty = "bundle.empty", Error, None, "§5.11",
        "The trust bundle holds no document.",
        "اعتماد پیکج میں کوئی دستاویز نہیں ہے۔",
        "د باور په پیکېج کې هېڅ سند نشته.";
    BundleSize = "bundle.size", Error, None, "§5.11",
        "The trust bundle is too large.",
        "اعتماد پیکج بہت بڑا ہے۔",
        "د باور پیکېج ډېر لوی دی.";
    MultipartPrefix = "multipart.prefix", Error, None, "§5.11",
        "This is not a part of a code.",
        "یہ کسی کوڈ کا حصہ نہیں ہے۔",
        "دا د کوم کوډ برخه نه ده.";
    MultipartMalformed = "multipart.malformed", Error, Rescan, "§5.11",
        "The part was read with an error. Scan again.",
        "حصہ پڑھنے میں غلطی ہوئی ہے۔ دوبارہ سکین کریں۔",
        "د برخې په لوستلو کې غلطي شوې ده. بیا یې سکین کړئ.";
    MultipartRange = "multipart.range", Error, None, "§5.11",
        "A code has 1 to 16 parts, and a part a number among them.",
        "ایک کوڈ کے ایک سے سولہ تک حصے ہوتے ہیں، اور ہر حصے کا نمبر انہی میں سے ہوتا ہے۔",
        "یو کوډ له یوې نه تر شپاړسو پورې برخې لري، او د هرې برخې نمبر په همدې شمېر کې وي.";
    MultipartSize = "multipart.size", Error, None, "§5.11",
        "The text is too long for its parts.",
        "متن اپنے حصوں کے لیے بہت لمبا ہے۔",
        "متن د خپلو برخو لپاره ډېر اوږد دی.";
    MultipartOtherSet = "multipart.other-set", Error, None, "§5.11",
        "This part belongs to another code.",
        "یہ حصہ کسی اور کوڈ کا ہے۔",
        "دا برخه د بل کوډ ده.";
    MultipartConflict = "multipart.conflict", Error, Rescan, "§5.11",
        "This part contradicts the parts before it. Scan again.",
        "یہ حصہ پہلے کے حصوں سے نہیں ملتا۔ دوبارہ سکین کریں۔",
        "دا برخه له مخکنیو برخو سره سمون نه خوري. بیا یې سکین کړئ.";
    MultipartDigest = "multipart.digest", Error, Rescan, "§5.11",
        "The parts do not fit together. Scan all of them again.",
        "حصے آپس میں نہیں جڑتے۔ سب کو دوبارہ سکین کریں۔",
        "برخې یوه له بلې سره نه برابرېږي. ټولې بیا سکین کړئ.";
    // errors: ceremonies
    CeremonySyntax = "ceremony.syntax", Error, None, "§5.13",
        "The description cannot be read.",
        "تفصیل پڑھی نہیں جا سکتی۔",
        "تشریح نه شي لوستل کېدای.";
    CeremonyField = "ceremony.field", Error, None, "§5.13",
        "A field of the description is missing or unknown.",
        "تفصیل کا ایک خانہ غائب یا نامعلوم ہے۔",
        "د تشریح یوه خانه نشته یا نامعلومه ده.";
    CeremonyValue = "ceremony.value", Error, None, "§5.13",
        "A value of the description cannot stand in its field.",
        "تفصیل کا ایک اندراج اپنے خانے میں نہیں آ سکتا۔",
        "د تشریح یو اندراج په خپله خانه کې نه شي راتلای.";
    CeremonyFile = "ceremony.file", Error, None, "§5.13",
        "This is not the file of a document that is being signed.",
        "یہ ایسی دستاویز کی فائل نہیں ہے جس پر دستخط ہو رہے ہوں۔",
        "دا د داسې سند فایل نه دی چې لاسلیک کېږي.";
    CeremonyOtherDocument = "ceremony.other-document", Error, None, "§5.13",
        "The files hold different documents.",
        "فائلوں میں مختلف دستاویزیں ہیں۔",
        "په فایلونو کې بېل سندونه دي.";
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
    fn every_code_is_told_in_three_languages() {
        use MessageLanguage::{English, Pashto, Urdu};
        for code in Code::ALL {
            let [english, urdu, pashto] = [English, Urdu, Pashto].map(|language| code.message_in(language));
            assert_eq!(english, code.message());
            let is_arabic = |text: &str| text.chars().all(|c| !c.is_ascii_alphabetic());
            assert!(is_arabic(urdu) && is_arabic(pashto) && urdu != pashto, "{code}");
            assert!(urdu.ends_with('۔') && pashto.ends_with('.') && english.ends_with('.'), "{code}");
        }
    }

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
