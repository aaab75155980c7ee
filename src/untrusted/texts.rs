//! The layers of a text: prefix, Base45, body (§1, §5.11).

use super::annotate::Annotator;
use super::form::Form;
use super::writer::{TEXT, Writer};
use crate::base45::{Base45Error, decode_base45};
use crate::bundle::{BundleError, TrustBundle};
use crate::code::Code;
use crate::deflate::{DeflateError, Framing, inflate_as_far};
use crate::envelope::{EnvelopeError, damage, open};
use crate::limits::{BUNDLE_BYTES, MESSAGE_BYTES};
use crate::multipart::{Assembler, Part};
use crate::registry::envelope::{
    BUNDLE, CREDENTIAL_PREFIX, DICTIONARIES, DICTIONARY, PARITY, PART_PREFIX, RAW, TRUST_PREFIX, ZLIB,
};
use crate::verify::SignedCredential;
use std::borrow::Cow;

impl<'a> Writer<'a> {
    pub(super) fn text(&mut self, text: &'a str) -> Form {
        if text.starts_with(PART_PREFIX) {
            return self.part(text);
        }
        match repaired(text) {
            None => self.whole(Cow::Borrowed(text)),
            Some(repaired) => {
                self.layer("text as it was scanned", Cow::Borrowed(text.as_bytes()), |lines, bytes| {
                    let meaning = "each %20 stands for a space, and is one again below";
                    lines.line(bytes.len(), "1.7", meaning.to_owned());
                });
                self.whole(Cow::Owned(repaired))
            }
        }
    }

    /// A text that is no part of another one.
    fn whole(&mut self, text: Cow<'a, str>) -> Form {
        if text.starts_with(TRUST_PREFIX) {
            let refused = TrustBundle::from_text(&text).err();
            let refused = refused.filter(|error| matches!(error, BundleError::TooLong { .. }));
            self.encoded(
                text,
                TRUST_PREFIX.len(),
                &TRUST,
                refused.map(|error| (error.code(), error.to_string())),
            );
            return Form::Bundle;
        }
        let refused = open(&text).err().filter(|error| !is_of_the_body(error));
        let refused = refused.map(|error| damage(&text, error.code()).unwrap_or(error));
        let has_prefix = text.starts_with(CREDENTIAL_PREFIX);
        let form = if has_prefix || refused.is_none() { Form::Credential } else { Form::Unknown };
        let prefix = if has_prefix { CREDENTIAL_PREFIX.len() } else { 0 };
        self.encoded(text, prefix, &CREDENTIAL, refused.map(|error| (error.code(), error.to_string())));
        form
    }

    /// A prefix, Base45, and what is inside.
    fn encoded(
        &mut self,
        text: Cow<'a, str>,
        prefix: usize,
        family: &Family,
        refused: Option<(Code, String)>,
    ) {
        let bytes = match text {
            Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
            Cow::Owned(text) => Cow::Owned(text.into_bytes()),
        };
        let body = self.layer(TEXT, bytes, |lines, text| {
            if let Some((code, why)) = refused {
                lines.stop(text.len(), code, why);
                return None;
            }
            let encoded =
                text.get(prefix..).and_then(|rest| core::str::from_utf8(rest).ok()).unwrap_or_default();
            match prefix {
                0 => base45(lines, encoded, 0, "bare envelope, without a prefix: ", family),
                _ => {
                    lines.line(prefix, family.section, family.prefix.to_owned());
                    base45(lines, encoded, prefix, "", family)
                }
            }
        });
        if let Some(body) = body {
            self.body(body, family);
        }
    }

    fn body(&mut self, body: Vec<u8>, family: &Family) {
        let (framing, head) = match body.first() {
            Some(first) if (family.is_plain)(*first) => {
                self.cbor(family.plain, Cow::Owned(body));
                return;
            }
            Some(&ZLIB) => (Framing::Zlib, 0),
            Some(&DICTIONARY) if family.knows_dictionary => (Framing::Dictionary, 1),
            first => {
                let (code, why) = (family.unknown)(first.copied());
                return self
                    .layer("body", Cow::Owned(body), |lines, bytes| lines.stop(bytes.len(), code, why));
            }
        };
        let inside = self.layer("body", Cow::Owned(body), |lines, body| {
            let inflated = inflate_as_far(body.get(head..).unwrap_or_default(), framing, family.most);
            match framing {
                Framing::Dictionary => lines.line(head, "1.3", "dictionary 1".to_owned()),
                Framing::Zlib => lines.line(body.len().min(2), "1.3", "head of a zlib stream".to_owned()),
            }
            let read = head.saturating_add(inflated.consumed);
            let says = format!("DEFLATE stream, inflates to {} bytes", inflated.bytes.len());
            match inflated.fault {
                None | Some(DeflateError::Trailing) => stream(lines, framing, read, says),
                Some(_) => {}
            }
            if let Some(fault) = inflated.fault {
                lines.stop(
                    body.len(),
                    (family.deflate)(fault),
                    format!("{fault}; {} bytes of it can be read", inflated.bytes.len()),
                );
            }
            inflated.bytes
        });
        if !inside.is_empty() {
            self.cbor(family.inside, Cow::Owned(inside));
        }
    }

    fn part(&mut self, text: &'a str) -> Form {
        let parsed = Part::parse(text);
        self.layer(TEXT, Cow::Borrowed(text.as_bytes()), |lines, bytes| {
            lines.line(PART_PREFIX.len(), "5.11", "prefix of a part".to_owned());
            match parsed {
                Ok(_) => part_lines(lines, text),
                Err(error) => lines.stop(bytes.len(), error.code(), error.to_string()),
            }
        });
        // The only part of a set holds all of it.
        let mut assembler = Assembler::new();
        if let (Ok(_), Some(whole)) = (assembler.add(text), assembler.whole()) {
            if !whole.starts_with(PART_PREFIX) {
                self.whole(Cow::Owned(whole.to_owned()));
            }
        }
        Form::Part
    }
}

/// Number, count, group and chunk of a part whose form is in order.
fn part_lines(lines: &mut Annotator<'_>, text: &str) {
    let end = |rest: &str| text.len().saturating_sub(rest.len());
    let mut rest = text.strip_prefix(PART_PREFIX).unwrap_or_default();
    let mut until = |separator: char| {
        let (field, after) = rest.split_once(separator).unwrap_or((rest, ""));
        rest = after;
        (field, end(after))
    };
    let (number, number_end) = until('/');
    let (count, count_end) = until('/');
    let (_, group_end) = until(':');
    let number =
        if number == PARITY { "the one that repairs".to_owned() } else { format!("number {number}") };
    lines.line(number_end, "5.11", number);
    lines.line(count_end, "5.11", format!("of {count}, the one that repairs not counted"));
    lines.line(group_end, "5.11", "group: begins the SHA-256 of the whole text".to_owned());
    let characters = text.len().saturating_sub(group_end).saturating_sub(1);
    lines.line(text.len().saturating_sub(1), "5.11", format!("chunk of {characters} characters"));
    lines.line(text.len(), "5.11", "end of the part".to_owned());
}

/// Base45 as far as it can be read.
fn base45(
    lines: &mut Annotator<'_>,
    encoded: &str,
    offset: usize,
    lead: &str,
    family: &Family,
) -> Option<Vec<u8>> {
    let end = offset.saturating_add(encoded.len());
    let error = match decode_base45(encoded, offset) {
        Ok(bytes) if encoded.is_empty() => return Some(bytes),
        Ok(bytes) => {
            lines.line(end, "1.2", format!("{lead}Base45 of {} bytes", bytes.len()));
            return Some(bytes);
        }
        Err(error) => error,
    };
    let is_read =
        |group: &&[u8]| core::str::from_utf8(group).is_ok_and(|group| decode_base45(group, 0).is_ok());
    let read: usize = encoded.as_bytes().chunks(3).take_while(is_read).map(<[u8]>::len).sum();
    let bytes = encoded.get(..read).and_then(|read| decode_base45(read, 0).ok()).unwrap_or_default();
    if read > 0 {
        lines.line(offset.saturating_add(read), "1.2", format!("{lead}Base45 of {} bytes", bytes.len()));
    }
    // Of a trust text there is no such diagnosis, and its code is another one.
    let code = (family.base45)(error);
    match damage(&format!("{CREDENTIAL_PREFIX}{encoded}"), code).filter(|_| offset > 0) {
        Some(damage) => lines.stop(end, damage.code(), damage.to_string()),
        None => lines.stop(end, code, error.to_string()),
    }
    (read > 0).then_some(bytes)
}

/// A stream that was read to its end: a zlib stream ends with a checksum of four bytes.
fn stream(lines: &mut Annotator<'_>, framing: Framing, end: usize, says: String) {
    match framing {
        Framing::Dictionary => lines.line(end, "1.3", says),
        Framing::Zlib => {
            lines.line(end.saturating_sub(4), "1.3", says);
            lines.line(end, "1.3", "Adler-32 of what was compressed".to_owned());
        }
    }
}

/// The text that is read instead, because a camera application wrote spaces as `%20`.
fn repaired(text: &str) -> Option<String> {
    let is_repaired = SignedCredential::parse(text).is_ok_and(|signed| signed.is_repaired());
    is_repaired.then(|| crate::envelope::repair(text)).flatten()
}

/// Is the fault told where it stands, in the Base45 or in the body?
const fn is_of_the_body(error: &EnvelopeError) -> bool {
    matches!(
        error,
        EnvelopeError::Base45(_)
            | EnvelopeError::NoBody
            | EnvelopeError::UnknownBody { .. }
            | EnvelopeError::UnknownDictionary { .. }
            | EnvelopeError::Deflate(_)
    )
}

/// In what the texts of credentials and of bundles differ.
struct Family {
    section: &'static str,
    prefix: &'static str,
    /// What a body is that is not compressed, and what is inside one that is.
    plain: &'static str,
    inside: &'static str,
    is_plain: fn(u8) -> bool,
    knows_dictionary: bool,
    most: usize,
    base45: fn(Base45Error) -> Code,
    deflate: fn(DeflateError) -> Code,
    unknown: fn(Option<u8>) -> (Code, String),
}

const CREDENTIAL: Family = Family {
    section: "1.1",
    prefix: "prefix of a credential",
    plain: "message (the body itself)",
    inside: "message",
    is_plain: |first| first == RAW,
    knows_dictionary: true,
    most: MESSAGE_BYTES,
    base45: |error| error.code(),
    deflate: |error| error.code(),
    unknown: |first| {
        let error = match first {
            None => EnvelopeError::NoBody,
            Some(number) if DICTIONARIES.contains(&number) => EnvelopeError::UnknownDictionary { number },
            Some(first) => EnvelopeError::UnknownBody { first },
        };
        (error.code(), error.to_string())
    },
};

const TRUST: Family = Family {
    section: "5.11",
    prefix: "prefix of a bundle",
    plain: "bundle (the body itself)",
    inside: "bundle",
    is_plain: |first| BUNDLE.contains(&first),
    knows_dictionary: false,
    most: BUNDLE_BYTES,
    base45: |error| BundleError::Base45(error).code(),
    deflate: |error| BundleError::Deflate(error).code(),
    unknown: |first| {
        let error = first.map_or(BundleError::NoBody, |first| BundleError::UnknownBody { first });
        (error.code(), error.to_string())
    },
};
