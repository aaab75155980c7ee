//! Text to message and back: prefix, Base45, body (§1).

use crate::base45::{Base45Error, decode_base45, encode_base45};
use crate::bundle::TrustBundle;
use crate::cbor::count_beyond;
use crate::code::Code;
use crate::deflate::{DeflateError, Framing, deflate, inflate};
use crate::limits::{MESSAGE_BYTES, TEXT_CHARS};
use crate::multipart::Part;
use crate::registry::envelope::{
    CREDENTIAL_PREFIX, DICTIONARIES, DICTIONARY, ESCAPED_PREFIX, FOREIGN_PREFIXES, Foreign, JSON,
    PART_PREFIX, RAW, SPACES_FROM, TRUST_PREFIX, ZLIB,
};

/// What carried a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub enum Envelope {
    /// `KP1:` and a body (§1.1).
    Kp1(Body),
    /// The bare Claim 169 envelope: no prefix, a zlib stream (§1.4).
    BareClaim169,
}

/// How the body of a text holds the message (§1.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub enum Body {
    /// The message itself.
    Raw,
    /// Deflated with the preset dictionary.
    Dictionary,
    /// A zlib stream.
    Zlib,
}

/// A message and what carried it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Opened {
    pub(crate) message: Vec<u8>,
    pub(crate) envelope: Envelope,
}

/// Takes the message out of a text.
pub(crate) fn open(text: &str) -> Result<Opened, EnvelopeError> {
    bounded(text)?;
    // Base45 never ends in a space, so white space at either end is a scanner's.
    if text.trim() != text {
        return Err(EnvelopeError::WhiteSpace);
    }
    match text.strip_prefix(CREDENTIAL_PREFIX) {
        Some(encoded) => {
            let (message, body) = open_body(&decode_base45(encoded, CREDENTIAL_PREFIX.len())?)?;
            Ok(Opened { message, envelope: Envelope::Kp1(body) })
        }
        None => open_bare(text),
    }
}

/// Puts a message into the text that is shortest.
pub(crate) fn seal(message: &[u8]) -> Result<String, EnvelopeError> {
    let deflated = deflate(message, Framing::Dictionary)?;
    let body = if deflated.len().saturating_add(1) < message.len() {
        [&[DICTIONARY], &deflated[..]].concat()
    } else {
        message.to_vec()
    };
    short_enough(format!("{CREDENTIAL_PREFIX}{}", encode_base45(&body)))
}

/// Puts a message into the bare Claim 169 envelope.
pub(crate) fn seal_bare(message: &[u8]) -> Result<String, EnvelopeError> {
    short_enough(encode_base45(&deflate(message, Framing::Zlib)?))
}

/// Undoes what some camera applications do to spaces (§1.7); `None` when there is nothing to undo.
pub(crate) fn repair(text: &str) -> Option<String> {
    let damaged = bounded(text).is_ok() && text.contains("%20");
    damaged.then(|| text.replace("%20", " "))
}

/// What probably happened to a text that was refused with this code (§1.8); `None` when nothing is known.
pub(crate) fn damage(text: &str, refused: Code) -> Option<EnvelopeError> {
    if refused == Code::EnvelopePrefix {
        let escaped = starts_with_ignoring_case(text, ESCAPED_PREFIX);
        return match text.find(CREDENTIAL_PREFIX) {
            _ if escaped => Some(EnvelopeError::Escaped),
            Some(bytes) => Some(EnvelopeError::Added { before: text.get(..bytes)?.chars().count() }),
            None => None,
        };
    }
    // What is damaged so is no Base45 any more: its groups have moved.
    let rest = text.strip_prefix(CREDENTIAL_PREFIX).filter(|_| refused.section() == "§1.2")?;
    if let Some((first, _)) = rest.split_once(CREDENTIAL_PREFIX) {
        let at = CREDENTIAL_PREFIX.len().saturating_add(first.chars().count());
        return Some(EnvelopeError::TwoCodes { at });
    }
    let (found, whole) = (rest.chars().count(), refused != Code::EnvelopeBase45Character);
    let spaces = rest.contains(' ') || rest.contains("%20");
    (whole && found >= SPACES_FROM && !spaces).then_some(EnvelopeError::SpacesLost { found })
}

fn bounded(text: &str) -> Result<(), EnvelopeError> {
    if text.is_empty() {
        return Err(EnvelopeError::Empty);
    }
    match count_beyond(text, TEXT_CHARS) {
        Some(found) => Err(EnvelopeError::TooLong { found, limit: TEXT_CHARS }),
        None => Ok(()),
    }
}

fn short_enough(text: String) -> Result<String, EnvelopeError> {
    bounded(&text).map(|()| text)
}

fn open_body(body: &[u8]) -> Result<(Vec<u8>, Body), EnvelopeError> {
    match body.split_first() {
        // No text is long enough for more than `MESSAGE_BYTES`.
        Some((&RAW, _)) => Ok((body.to_vec(), Body::Raw)),
        Some((&DICTIONARY, stream)) => {
            Ok((inflate(stream, Framing::Dictionary, MESSAGE_BYTES)?, Body::Dictionary))
        }
        Some((&ZLIB, _)) => Ok((inflate(body, Framing::Zlib, MESSAGE_BYTES)?, Body::Zlib)),
        Some((number, _)) if DICTIONARIES.contains(number) => {
            Err(EnvelopeError::UnknownDictionary { number: *number })
        }
        Some((first, _)) => Err(EnvelopeError::UnknownBody { first: *first }),
        None => Err(EnvelopeError::NoBody),
    }
}

fn open_bare(text: &str) -> Result<Opened, EnvelopeError> {
    if starts_with_ignoring_case(text, CREDENTIAL_PREFIX) {
        return Err(EnvelopeError::LowerCase);
    }
    if let Some(kind) = foreign(text) {
        return Err(EnvelopeError::Foreign { kind });
    }
    // The first three characters hold the first two bytes; only a zlib stream is ours.
    let head = text.get(..3).and_then(|head| decode_base45(head, 0).ok());
    match head.as_deref().and_then(<[u8]>::first) {
        Some(&ZLIB) => {
            let message = inflate(&decode_base45(text, 0)?, Framing::Zlib, MESSAGE_BYTES)?;
            if message.first() == Some(&JSON) {
                return Err(EnvelopeError::Foreign { kind: Foreign::Data });
            }
            Ok(Opened { message, envelope: Envelope::BareClaim169 })
        }
        Some(&RAW) => Err(EnvelopeError::NotCompressed),
        _ => Err(EnvelopeError::Prefix),
    }
}

fn foreign(text: &str) -> Option<Foreign> {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let number_only = text.chars().all(|c| c.is_ascii_digit() || c == '-');
    match digits {
        13..=26 if number_only => return Some(Foreign::IdentityCard),
        27.. if number_only => return Some(Foreign::Data),
        _ => {}
    }
    let begins = |(prefix, _): &&(&str, Foreign)| starts_with_ignoring_case(text, prefix);
    FOREIGN_PREFIXES.iter().find(begins).map(|(prefix, kind)| match *prefix {
        TRUST_PREFIX if TrustBundle::from_text(text).is_err() => Foreign::DamagedTrustText,
        PART_PREFIX if Part::parse(text).is_err() => Foreign::DamagedTrustText,
        _ => *kind,
    })
}

fn starts_with_ignoring_case(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix))
}

/// Why a text is not, or not a complete copy of, one of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EnvelopeError {
    /// No characters at all.
    #[error("the text is empty")]
    Empty,
    /// More characters than a QR symbol holds.
    #[error("the text has {found} characters, more than {limit}")]
    TooLong {
        /// How many characters there are.
        found: usize,
        /// How many there may be.
        limit: usize,
    },
    /// White space before or after the text.
    #[error("there is white space around the text")]
    WhiteSpace,
    /// Our prefix in small letters.
    #[error("the prefix KP1: is not in capitals")]
    LowerCase,
    /// A code of another kind.
    #[error("this is another kind of code: {kind}")]
    Foreign {
        /// The kind.
        kind: Foreign,
    },
    /// Neither our prefix nor a bare Claim 169 envelope.
    #[error("the text does not begin with KP1:")]
    Prefix,
    /// Something before our prefix: what a scanner is set up to add, or a mark of a text file.
    #[error("KP1: comes after {before} other characters")]
    Added {
        /// How many characters.
        before: usize,
    },
    /// Characters written as `%` and two digits, as in a web address.
    #[error("the text is escaped as in a web address")]
    Escaped,
    /// A second code after the first, or the same one again.
    #[error("a second code begins at character {at}")]
    TwoCodes {
        /// Where its prefix stands, counted from 0.
        at: usize,
    },
    /// A long damaged text without a single space.
    #[error("there is no space in {found} characters")]
    SpacesLost {
        /// How many characters follow the prefix.
        found: usize,
    },
    /// Characters that are not Base45.
    #[error(transparent)]
    Base45(#[from] Base45Error),
    /// Nothing follows the prefix.
    #[error("nothing follows the prefix")]
    NoBody,
    /// A body that begins like none of ours.
    #[error("the body begins with byte {first:#04x}")]
    UnknownBody {
        /// The first byte.
        first: u8,
    },
    /// A body for a dictionary this version does not hold.
    #[error("the body needs dictionary {number}")]
    UnknownDictionary {
        /// The number of the dictionary.
        number: u8,
    },
    /// A bare envelope whose message is not compressed.
    #[error("a text without prefix must hold a zlib stream")]
    NotCompressed,
    /// A compressed body that does not inflate.
    #[error(transparent)]
    Deflate(#[from] DeflateError),
}

impl EnvelopeError {
    /// The stable code.
    pub const fn code(&self) -> Code {
        match self {
            Self::Empty => Code::EnvelopeEmpty,
            Self::TooLong { .. } => Code::EnvelopeTooLong,
            Self::WhiteSpace => Code::EnvelopeWhiteSpace,
            Self::LowerCase => Code::EnvelopeLowerCase,
            Self::Foreign { kind: Foreign::TrustText } => Code::PurposeNotACredential,
            Self::Foreign { .. } => Code::EnvelopeForeign,
            Self::Prefix => Code::EnvelopePrefix,
            Self::Added { .. } => Code::EnvelopeAdded,
            Self::Escaped => Code::EnvelopeEscaped,
            Self::TwoCodes { .. } => Code::EnvelopeTwoCodes,
            Self::SpacesLost { .. } => Code::EnvelopeSpacesLost,
            Self::Base45(error) => error.code(),
            Self::NoBody | Self::UnknownBody { .. } => Code::EnvelopeBody,
            Self::UnknownDictionary { .. } => Code::EnvelopeDictionary,
            Self::NotCompressed => Code::EnvelopeNotCompressed,
            Self::Deflate(error) => error.code(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn refusal(text: &str) -> EnvelopeError {
        open(text).unwrap_err()
    }

    /// §1.3: the shorter body, and the message itself when they are equal.
    #[test]
    fn the_shorter_body_is_written() {
        let mut met = [0, 0, 0];
        for zeros in 0..24_u8 {
            let noise = (1..60_u32).map(|n| (n.wrapping_mul(0x9E37_79B9) >> 24) as u8);
            let message: Vec<u8> = [RAW].into_iter().chain((0..zeros).map(|_| 0)).chain(noise).collect();
            let deflated = deflate(&message, Framing::Dictionary).unwrap().len() + 1;
            let text = seal(&message).unwrap();
            let body = decode_base45(&text[4..], 4).unwrap();
            let order = deflated.cmp(&message.len());
            let expected = if order.is_lt() { Body::Dictionary } else { Body::Raw };
            assert_eq!(
                open(&text).unwrap(),
                Opened { message: message.clone(), envelope: Envelope::Kp1(expected) }
            );
            assert_eq!(body.len(), deflated.min(message.len()), "{zeros} zeros");
            met[usize::try_from(order as i8 + 1).unwrap()] += 1;
        }
        assert!(met.iter().all(|times| *times > 0), "shorter, equal, longer: {met:?}");
    }

    #[test]
    fn each_wrong_beginning_has_its_own_error() {
        use EnvelopeError as E;
        let rows = [
            ("", E::Empty),
            (&*"A".repeat(5_000), E::TooLong { found: 5_000, limit: 4_296 }),
            (" KP1:NCF", E::WhiteSpace),
            ("KP2:NCF", E::Prefix),
            ("hello", E::Prefix),
            ("kp1:ncf", E::LowerCase),
            ("Kp1:NCF", E::LowerCase),
            ("HC1:NCFOXN%TSMAHN-H", E::Foreign { kind: Foreign::Hcert }),
            ("NZCP:/1/2KCEVIQEIVVWK6", E::Foreign { kind: Foreign::Nzcp }),
            ("shc:/5676290952432060346", E::Foreign { kind: Foreign::SmartHealthCard }),
            ("SHC:/56762909", E::Foreign { kind: Foreign::SmartHealthCard }),
            ("mdoc:owBjMS4w", E::Foreign { kind: Foreign::Mdoc }),
            ("https://example.pk/verify?c=1", E::Foreign { kind: Foreign::WebAddress }),
            ("10000-0000001-1", E::Foreign { kind: Foreign::IdentityCard }),
            ("BEGIN:VCARD\nVERSION:3.0", E::Foreign { kind: Foreign::Contact }),
            ("tel:+920000000000", E::Foreign { kind: Foreign::Contact }),
            ("WIFI:S:net;T:WPA;P:pass;;", E::Foreign { kind: Foreign::WirelessNetwork }),
            ("00020101021102", E::Foreign { kind: Foreign::IdentityCard }), // too short for a payment
            ("00020101021126AB", E::Foreign { kind: Foreign::Payment }),
            ("P<PAKNAMUNA<<KHAN<<<", E::Foreign { kind: Foreign::TravelDocument }),
            ("openid4vp://authorize?x=1", E::Foreign { kind: Foreign::Wallet }),
            (r#"{"id":1}"#, E::Foreign { kind: Foreign::Data }),
            ("eyJhbGciOiJFUzI1NiJ9.e30.AA", E::Foreign { kind: Foreign::Data }),
            ("<?xml version=\"1.0\"?>", E::Foreign { kind: Foreign::Data }),
            (&*"1".repeat(27), E::Foreign { kind: Foreign::Data }),
            ("1000000000011", E::Foreign { kind: Foreign::IdentityCard }),
            ("KPT:NCF", E::Foreign { kind: Foreign::DamagedTrustText }),
            ("KPT:DFG", E::Foreign { kind: Foreign::TrustText }), // [h'']
            ("kpt:dfg", E::Foreign { kind: Foreign::DamagedTrustText }),
            ("KP1T/1/1/00000000", E::Foreign { kind: Foreign::DamagedTrustText }),
            ("KP1T/1/1/00000000:A:", E::Foreign { kind: Foreign::TrustText }),
            ("KPB:NCF", E::Foreign { kind: Foreign::TrustText }),
            ("KP1:", E::NoBody),
            ("KP1:NCf", Base45Error::Character { at: 6 }.into()),
            ("KP1:NCF\n", E::WhiteSpace),
            ("KP1:N\u{a0}F", Base45Error::Character { at: 5 }.into()),
            ("KP1:NCFO", Base45Error::Length { found: 4 }.into()),
            ("KP1::::", Base45Error::Overflow.into()),
            ("KP1:::", Base45Error::Overflow.into()),
        ];
        for (text, expected) in rows {
            assert_eq!(refusal(text), expected, "{text:?}");
        }
    }

    #[test]
    fn each_wrong_body_has_its_own_error() {
        use EnvelopeError as E;
        let text = |body: &[u8]| format!("KP1:{}", base45::encode(body));
        let rows: &[(&[u8], E)] = &[
            (&[0x84, 0x40], E::UnknownBody { first: 0x84 }),
            (&[0x00, 0x03, 0x00], E::UnknownDictionary { number: 0 }),
            (&[0x02, 0x03, 0x00], E::UnknownDictionary { number: 2 }),
            (&[0x0F, 0x03, 0x00], E::UnknownDictionary { number: 15 }),
            (&[0x10, 0x03, 0x00], E::UnknownBody { first: 16 }),
            (&[0x01, 0xFF], E::Deflate(DeflateError::Broken)),
            (&[0x78, 0x18, 0x41], E::Deflate(DeflateError::Broken)),
        ];
        for (body, expected) in rows {
            assert_eq!(refusal(&text(body)), *expected, "{body:02x?}");
        }
        let bare_message = base45::encode([0xD2, 0x84, 0x43]);
        assert_eq!(refusal(&bare_message), E::NotCompressed);
        let bomb = seal_bare(&vec![0xD2; 64 * 1024]).unwrap();
        assert_eq!(refusal(&bomb), E::Deflate(DeflateError::Limit { limit: MESSAGE_BYTES }));
    }

    #[test]
    fn json_in_the_bare_envelope_is_of_another_system() {
        let text = seal_bare(br#"{"UIN":"1000000001"}"#).unwrap();
        assert_eq!(refusal(&text), EnvelopeError::Foreign { kind: Foreign::Data });
    }

    #[test]
    fn damage_is_told_only_where_something_was_refused_that_looks_like_it() {
        use EnvelopeError as E;
        let (length, prefix) = (Code::EnvelopeBase45Length, Code::EnvelopePrefix);
        let long = format!("KP1:{}", "A".repeat(200));
        let rows = [
            ("\u{FEFF}KP1:A", prefix, Some(E::Added { before: 1 })),
            ("]Q1KP1:A", prefix, Some(E::Added { before: 3 })),
            ("kp1%3aA%20B", prefix, Some(E::Escaped)),
            ("Hello", prefix, None),
            ("KP1:ABKP1:AB", length, Some(E::TwoCodes { at: 6 })),
            ("KP1:ABKP1:AB", Code::EnvelopeBase45Overflow, Some(E::TwoCodes { at: 6 })),
            ("KP1:AB\nKP1:AB", Code::EnvelopeBase45Character, Some(E::TwoCodes { at: 7 })),
            ("KP1:ABKP1:AB", Code::CborTrailing, None),
            ("NCFABKP1:AB", length, None),
            ("KP1:AB", length, None),
            (&long, length, Some(E::SpacesLost { found: 200 })),
            (&long, Code::EnvelopeBase45Overflow, Some(E::SpacesLost { found: 200 })),
            (&long, Code::EnvelopeBase45Character, None),
            (&long[..203], length, None),
            (&long.replacen("AAA", "%20", 1), length, None),
            (&long.replacen("AA", " A", 1), length, None),
        ];
        for (text, refused, expected) in rows {
            assert_eq!(damage(text, refused), expected, "{text:?} {refused}");
        }
    }

    proptest! {
        #[test]
        fn opening_undoes_sealing(rest in proptest::collection::vec(any::<u8>(), 0..1_500)) {
            let message = [&[RAW], &rest[..]].concat();
            let text = seal(&message).unwrap();
            prop_assert_eq!(&open(&text).unwrap().message, &message);
            prop_assert!(text.len() <= 4 + message.len().div_ceil(2) * 3, "never longer than raw");
            if let Ok(bare) = seal_bare(&message) {
                let opened = Opened { message, envelope: Envelope::BareClaim169 };
                prop_assert_eq!(open(&bare).unwrap(), opened);
            }
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,200}", tail in "[A-Z0-9 $%*+./:-]{0,200}") {
            let _ = open(&text);
            let _ = open(&format!("KP1:{tail}"));
            let _ = open(&format!("NCF{tail}"));
        }
    }
}
