//! Each signed thing of the format, and what is signed of it.

use super::cose::{document, message, signature, signature1};
use super::credential::CLAIMS;
use super::status::{DELTA, TOKEN};
use super::trust::{LIST, ROOT};
use super::{Part, Shape, part};

/// A kind of signed thing, from the outside in.
pub(in super::super) struct Signed {
    /// With its tag and its signatures.
    pub(in super::super) whole: Shape,
    /// What is signed: the Sig_structure of RFC 9052 §4.4.
    pub(in super::super) to_be_signed: Shape,
    pub(in super::super) payload: Shape,
}

macro_rules! signed {
    ($name:ident, $payload:expr, $body:ident, $structure:ident, $tag:literal, $section:literal) => {
        pub(in super::super) const $name: Signed = {
            const PAYLOAD: Shape = $payload;
            const BODY: &[Part] = &$body(&PAYLOAD);
            const TAG: Part = part($tag, $section, Shape::Row(BODY));
            Signed {
                whole: Shape::Tag(&TAG),
                to_be_signed: Shape::Row(const { &$structure(&PAYLOAD) }),
                payload: PAYLOAD,
            }
        };
    };
}

signed!(CREDENTIAL, CLAIMS, message, signature1, "COSE_Sign1", "2.2");
signed!(STATUS_TOKEN, TOKEN, message, signature1, "COSE_Sign1", "8.3");
signed!(STATUS_DELTA, DELTA, message, signature1, "COSE_Sign1", "8.5");
signed!(ROOT_DOCUMENT, ROOT, document, signature, "COSE_Sign", "5.2");
signed!(TRUST_LIST, LIST, document, signature, "COSE_Sign", "5.2");
signed!(OTHER_DOCUMENT, Shape::Any, document, signature, "COSE_Sign", "5.2");
