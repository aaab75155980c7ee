//! COSE_Sign1, COSE_Sign, their headers, and what is signed (§2.2 to §2.4, §5.2).

use super::{Field, Part, Shape, field, part};
use crate::registry::cose::{ALG, ALG_ED25519, ALG_EDDSA, CRIT, KID, TYP};

/// The four parts under tag 18.
pub(super) const fn message(payload: &'static Shape) -> [Part; 4] {
    [
        part("protected header (signed)", "2.3", HEADER),
        part("unprotected header (signed by nobody)", "2.3", Shape::Map(LABELS)),
        part("payload (signed)", "2.2", Shape::Cbor(payload)),
        part("signature (Ed25519)", "2.4", Shape::Plain),
    ]
}

/// The four parts under tag 98.
pub(super) const fn document(payload: &'static Shape) -> [Part; 4] {
    [
        part("protected header (signed)", "5.2", HEADER),
        part("unprotected header (signed by nobody)", "5.2", Shape::Map(LABELS)),
        part("payload (signed)", "5.2", Shape::Cbor(payload)),
        part("signers", "5.2", Shape::Each("signer", &Shape::Row(SIGNER))),
    ]
}

/// What is signed of a message.
pub(super) const fn signature1(payload: &'static Shape) -> [Part; 4] {
    [
        part("context", "2.4", Shape::Plain),
        part("protected header", "2.3", HEADER),
        part("external_aad (always empty)", "2.4", Shape::Plain),
        part("payload", "2.2", Shape::Cbor(payload)),
    ]
}

/// What one signer signs of a document.
pub(super) const fn signature(payload: &'static Shape) -> [Part; 5] {
    [
        part("context", "5.2", Shape::Plain),
        part("protected header of the document", "5.2", HEADER),
        part("protected header of the signer", "5.2", HEADER),
        part("external_aad (always empty)", "5.2", Shape::Plain),
        part("payload", "5.2", Shape::Cbor(payload)),
    ]
}

const SIGNER: &[Part] = &[
    part("protected header of the signer (signed)", "2.3", HEADER),
    part("unprotected header (signed by nobody)", "2.3", Shape::Map(LABELS)),
    part("signature (Ed25519)", "2.4", Shape::Plain),
];

const HEADER: Shape = Shape::Header(&Shape::Map(LABELS));

const LABELS: &[Field] = &[
    field(ALG, "alg (algorithm)", "2.3", Shape::Number(algorithm)),
    field(CRIT, "crit (critical labels)", "2.3", Shape::Any),
    field(KID, "kid (begins the thumbprint of the key)", "2.3", Shape::Plain),
    field(TYP, "typ (type of the object)", "2.3", Shape::Plain),
];

fn algorithm(number: i128) -> Option<String> {
    let names = [(ALG_EDDSA, "EdDSA"), (ALG_ED25519, "Ed25519")];
    let (_, name) = names.iter().find(|(known, _)| number == i128::from(*known))?;
    Some((*name).to_owned())
}
