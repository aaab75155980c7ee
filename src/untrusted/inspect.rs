//! Every layer of a text, as far as it can be read.

use super::diagnostic::Diagnostic;
use crate::cbor::decode;
use crate::cose::{Kid, Sign1};
use crate::envelope::{Envelope, EnvelopeError, damage, open};
use crate::hex::Hex;
use crate::verify::Reason;

/// Takes a text apart. No signature is checked, no date is compared, no name is believed.
///
/// ```
/// let nothing = khyber_pass::untrusted::inspect("HC1:6BF");
/// assert!(nothing.message().is_none());
/// assert_eq!(nothing.stopped_by().unwrap().code().name(), "envelope.foreign");
///
/// // What a scanner did to it (§1.8).
/// let identifier = khyber_pass::untrusted::inspect("]Q1KP1:NCFOXN").stopped_by().unwrap();
/// assert_eq!(identifier.code().name(), "envelope.added");
/// assert_eq!(identifier.to_string(), "KP1: comes after 3 other characters");
/// ```
///
/// What it returns converts into nothing:
///
/// ```compile_fail,E0599
/// let seen = khyber_pass::untrusted::inspect("KP1:");
/// let trust: khyber_pass::TrustStore = todo!();
/// seen.authenticate(&trust, khyber_pass::Clock::unknown());
/// ```
pub fn inspect(text: &str) -> Inspection {
    let characters = text.chars().count();
    match open(text) {
        Err(error) => {
            let error = damage(text, error.code()).unwrap_or(error);
            Inspection { characters, opened: Err(error) }
        }
        Ok(opened) => {
            let layers = UntrustedMessage::read(opened.message, opened.envelope);
            Inspection { characters, opened: Ok(layers) }
        }
    }
}

/// What was seen in a text. `Display` prints it layer by layer, personal data included.
pub struct Inspection {
    characters: usize,
    opened: Result<UntrustedMessage, EnvelopeError>,
}

impl Inspection {
    /// How many characters the text has.
    pub const fn characters(&self) -> usize {
        self.characters
    }

    /// The message inside, if the envelope could be opened.
    pub fn message(&self) -> Option<&UntrustedMessage> {
        self.opened.as_ref().ok()
    }

    /// What stopped the reading before the signature; `None` when the form is in order, which says
    /// nothing about the contents.
    pub fn stopped_by(&self) -> Option<Reason> {
        match &self.opened {
            Err(error) => Some((*error).into()),
            Ok(message) => message.stopped_by,
        }
    }
}

/// A message that nobody has verified.
pub struct UntrustedMessage {
    envelope: Envelope,
    bytes: Vec<u8>,
    parts: Option<Sign1>,
    stopped_by: Option<Reason>,
}

impl UntrustedMessage {
    fn read(bytes: Vec<u8>, envelope: Envelope) -> Self {
        match Sign1::parse(&bytes) {
            Ok(parts) => Self { envelope, bytes, parts: Some(parts), stopped_by: None },
            Err(error) => Self { envelope, bytes, parts: None, stopped_by: Some(error.into()) },
        }
    }

    /// What carried it.
    pub const fn envelope(&self) -> Envelope {
        self.envelope
    }

    /// The bytes of the message.
    pub fn untrusted_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The key identifier it gives.
    pub fn untrusted_kid(&self) -> Option<Kid> {
        Some(self.parts.as_ref()?.kid)
    }

    /// The payload it carries, as bytes.
    pub fn untrusted_payload(&self) -> Option<&[u8]> {
        Some(self.parts.as_ref()?.payload())
    }

    /// The payload, or the whole message when it has none of ours, in CBOR diagnostic notation
    /// (RFC 8949 §8). Control and direction characters are escaped; what is no CBOR is hex.
    pub fn untrusted_diagnostic(&self) -> String {
        shown(self.parts.as_ref().map_or(&self.bytes, Sign1::payload))
    }
}

impl core::fmt::Display for Inspection {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        writeln!(f, "NOT VERIFIED: what follows is what somebody wrote")?;
        writeln!(f, "text       {} characters", self.characters)?;
        if let Ok(message) = &self.opened {
            write!(f, "{message}")?;
        }
        match self.stopped_by() {
            Some(reason) => writeln!(f, "stopped by {}: {reason}", reason.code()),
            None => writeln!(f, "form       in order, which says nothing about the contents"),
        }
    }
}

impl core::fmt::Display for UntrustedMessage {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let envelope = match self.envelope {
            Envelope::Kp1(body) => format!("KP1, body {body:?}"),
            Envelope::BareClaim169 => "bare Claim 169, zlib".to_owned(),
        };
        writeln!(f, "envelope   {envelope}")?;
        writeln!(f, "message    {} bytes", self.bytes.len())?;
        match &self.parts {
            None => writeln!(f, "contents   {}", self.untrusted_diagnostic()),
            Some(parts) => {
                writeln!(f, "protected  {}", shown(parts.protected()))?;
                writeln!(f, "kid        {}", parts.kid)?;
                writeln!(f, "payload    {} bytes", parts.payload().len())?;
                writeln!(f, "           {}", shown(parts.payload()))?;
                writeln!(f, "signature  {}", Hex(parts.signature.as_bytes()))
            }
        }
    }
}

impl core::fmt::Debug for Inspection {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Inspection")
    }
}

impl core::fmt::Debug for UntrustedMessage {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("UntrustedMessage")
    }
}

fn shown(bytes: &[u8]) -> String {
    decode(bytes).map_or_else(|_| Hex(bytes).to_string(), |tree| Diagnostic(tree.root()).to_string())
}
