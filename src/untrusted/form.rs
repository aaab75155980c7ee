//! What bytes seem to be, by how they are built. A guess, for showing: each reader decides for itself.

use super::shape::{
    BUNDLE, CREDENTIAL, OTHER_DOCUMENT, ROOT_DOCUMENT, STATUS_DELTA, STATUS_LIST, STATUS_STATE, STATUS_TOKEN,
    Shape, Signed, TRUST_LIST, TRUST_STATE, WORKING_LIST, WORKING_OTHER, WORKING_ROOT,
};
use crate::cbor::{Holds, Item, survey};
use crate::registry::cose::{TAG_SIGN, TAG_SIGN1, TYP};
use crate::registry::cwt;
use crate::registry::status as status_key;
use crate::registry::status::{BITS, DELTA_TYPE, LST, TOKEN_TYPE};
use crate::registry::trust as trust_key;
use crate::registry::trust::{LIST_TYPE, ROOT_TYPE};

/// What a text or some bytes seem to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub enum Form {
    /// A credential: a text, or the message alone (§1, §2).
    Credential,
    /// A root document (§5.3).
    Root,
    /// A trust list (§5.4).
    TrustList,
    /// A COSE_Sign document of another type (§5.2).
    OtherDocument,
    /// A status list token (§8.3).
    StatusToken,
    /// A status delta (§8.5).
    StatusDelta,
    /// A status list outside any token (§8.2).
    StatusList,
    /// A bundle of documents: a text, or its bytes (§5.11).
    Bundle,
    /// A part of a text (§5.11).
    Part,
    /// The stored state of a trust store (§5.10).
    TrustState,
    /// The stored state of a status store (§8.4).
    StatusState,
    /// A working file of a ceremony (§5.13).
    WorkingFile,
    /// Bytes that are handed out to be signed (§2.4, §5.2).
    ToBeSigned,
    /// A payload without its signature (§3.1, §5.3, §5.4, §8.3, §8.5).
    Payload,
    /// Nothing of this format.
    Unknown,
}

impl Form {
    /// The name in English.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Credential => "credential",
            Self::Root => "root document",
            Self::TrustList => "trust list",
            Self::OtherDocument => "document of an unknown type",
            Self::StatusToken => "status list token",
            Self::StatusDelta => "status delta",
            Self::StatusList => "status list",
            Self::Bundle => "trust bundle",
            Self::Part => "part of a text",
            Self::TrustState => "stored trust state",
            Self::StatusState => "stored status state",
            Self::WorkingFile => "working file of a ceremony",
            Self::ToBeSigned => "bytes to be signed",
            Self::Payload => "payload without a signature",
            Self::Unknown => "nothing of this format",
        }
    }

    /// The section of the specification that describes it.
    pub const fn section(self) -> &'static str {
        match self {
            Self::Credential => "2.2",
            Self::Root => "5.3",
            Self::TrustList => "5.4",
            Self::OtherDocument => "5.2",
            Self::StatusToken => "8.3",
            Self::StatusDelta => "8.5",
            Self::StatusList => "8.2",
            Self::Bundle | Self::Part => "5.11",
            Self::TrustState => "5.10",
            Self::StatusState => "8.4",
            Self::WorkingFile => "5.13",
            Self::ToBeSigned => "2.4",
            Self::Payload => "3.1",
            Self::Unknown => "",
        }
    }
}

impl core::fmt::Display for Form {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.name())
    }
}

/// What an item seems to be, and what belongs where in it.
pub(super) fn recognise(root: Option<&Item<'_>>) -> (Form, &'static Shape) {
    const NOTHING: (Form, &Shape) = (Form::Unknown, &Shape::Any);
    let Some(root) = root else { return NOTHING };
    match &root.holds {
        Holds::Tag(TAG_SIGN1, inside) => whole(message(inside.as_deref().and_then(|body| typ(body, 0)))),
        Holds::Tag(TAG_SIGN, inside) => whole(document(inside.as_deref().and_then(|body| typ(body, 0)))),
        Holds::Array(_, items) => match items.first().map(|first| (first.as_bytes(), first.as_text())) {
            None | Some((Some(_), _)) => (Form::Bundle, &BUNDLE),
            Some((_, Some("Signature1"))) => to_be_signed(message(typ(root, 1))),
            Some((_, Some("Signature"))) => to_be_signed(document(typ(root, 1))),
            Some(_) => NOTHING,
        },
        Holds::Map(..) => map(root).unwrap_or(NOTHING),
        _ => NOTHING,
    }
}

type Kind = (Form, &'static Signed);

fn whole((form, signed): Kind) -> (Form, &'static Shape) {
    (form, &signed.whole)
}

fn to_be_signed((_, signed): Kind) -> (Form, &'static Shape) {
    (Form::ToBeSigned, &signed.to_be_signed)
}

/// What has one signature is a credential, unless its type says otherwise.
fn message(typ: Option<&str>) -> Kind {
    match typ {
        Some(TOKEN_TYPE) => (Form::StatusToken, &STATUS_TOKEN),
        Some(DELTA_TYPE) => (Form::StatusDelta, &STATUS_DELTA),
        _ => (Form::Credential, &CREDENTIAL),
    }
}

fn document(typ: Option<&str>) -> Kind {
    match typ {
        Some(ROOT_TYPE) => (Form::Root, &ROOT_DOCUMENT),
        Some(LIST_TYPE) => (Form::TrustList, &TRUST_LIST),
        _ => (Form::OtherDocument, &OTHER_DOCUMENT),
    }
}

/// The type in the protected header, which stands at this place of an array.
fn typ<'a>(body: &Item<'a>, place: usize) -> Option<&'a str> {
    let header = body.items().get(place)?.as_bytes()?;
    survey(header, HEADER_ITEMS).root?.field(TYP)?.as_text()
}

/// As many as any header of the format has, and some more.
const HEADER_ITEMS: usize = 64;

fn map(root: &Item<'_>) -> Option<(Form, &'static Shape)> {
    let has = |key| root.field(key).is_some();
    let payload = |signed: &'static Signed| Some((Form::Payload, &signed.payload));
    if root.labelled(LST).is_some() || root.labelled(BITS).is_some() {
        return Some((Form::StatusList, &STATUS_LIST));
    }
    if has(cwt::EXP) && has(status_key::STATUS_LIST) {
        return payload(&STATUS_TOKEN);
    }
    if root.field(cwt::ISS).is_some_and(|iss| iss.as_text().is_some()) {
        return payload(&CREDENTIAL);
    }
    match (&root.field(1)?.holds, &root.field(2)?.holds, root.field(3).map(|third| &third.holds)) {
        (Holds::Int(1), Holds::Bytes(_), _) => Some((Form::TrustState, &TRUST_STATE)),
        (Holds::Int(1), Holds::Array(..), _) => Some((Form::StatusState, &STATUS_STATE)),
        (Holds::Int(1), Holds::Text(typ), Some(Holds::Bytes(_))) => {
            let shape = match *typ {
                ROOT_TYPE => &WORKING_ROOT,
                LIST_TYPE => &WORKING_LIST,
                _ => &WORKING_OTHER,
            };
            Some((Form::WorkingFile, shape))
        }
        (Holds::Int(1), Holds::Text(_), _) => match root.field(trust_key::ROOT_ROLES).map(|f| &f.holds) {
            Some(Holds::Map(..)) => payload(&ROOT_DOCUMENT),
            Some(_) => payload(&TRUST_LIST),
            None => payload(&STATUS_DELTA),
        },
        _ => None,
    }
}
