//! Status list tokens, deltas, and what is stored of them (§8).

use super::{COUNT, Field, Part, SPAN, Shape, TIME, field, label, part};
use crate::registry::cwt;
use crate::registry::status as key;
use crate::registry::trust::{DOC_DOMAIN, DOC_FORMAT};
use crate::status::read_gaps;

pub(in super::super) const TOKEN: Shape = Shape::Map(&[
    field(cwt::SUB, "sub (the URI that names the list)", "8.3", Shape::Plain),
    field(cwt::EXP, "exp (expires)", "8.3", TIME),
    field(cwt::IAT, "iat (issued)", "8.3", TIME),
    field(key::STATUS_LIST, "status list", "8.2", STATUS_LIST),
    field(key::TTL, "ttl (no need to look for a newer one)", "8.3", SPAN),
]);

pub(in super::super) const STATUS_LIST: Shape = Shape::Map(PACKED);

const PACKED: &[Field] = &[
    label(key::LST, "entries (a zlib stream)", "8.2", Shape::Plain),
    label(key::BITS, "bits per entry", "8.2", COUNT),
    label("aggregation_uri", "where all lists are", "8.2", Shape::Plain),
];

pub(in super::super) const DELTA: Shape = Shape::Map(&[
    field(DOC_FORMAT, "format", "8.5", COUNT),
    field(DOC_DOMAIN, "domain", "8.5", Shape::Plain),
    field(key::DELTA_BASE, "base (iat of the tokens it changes)", "8.5", TIME),
    field(key::DELTA_SEQUENCE, "sequence", "8.5", COUNT),
    field(key::DELTA_IAT, "issued", "8.5", TIME),
    field(key::DELTA_ITEMS, "changes", "8.5", Shape::Each("change", &Shape::Row(CHANGE))),
]);

const CHANGE: &[Part] = &[
    part("number of the list", "8.5", COUNT),
    part("bits to set (as distances)", "8.5", Shape::Packed(gaps)),
    part("bits to clear (as distances)", "8.5", Shape::Packed(gaps)),
];

/// The bits that distances name.
fn gaps(bytes: &[u8]) -> Option<String> {
    let bits = read_gaps(bytes, u64::MAX)?;
    let shown: Vec<String> = bits.iter().take(SHOWN).map(u64::to_string).collect();
    Some(match bits.len().checked_sub(SHOWN) {
        None | Some(0) if bits.is_empty() => "none".to_owned(),
        None | Some(0) => format!("bits {}", shown.join(", ")),
        Some(more) => format!("bits {}, and {more} more", shown.join(", ")),
    })
}

const SHOWN: usize = 12;

pub(in super::super) const STATUS_STATE: Shape = Shape::Map(&[
    field(1, "format", "8.4", COUNT),
    field(2, "tokens", "8.4", Shape::Each("token", &Shape::Document)),
    field(3, "deltas", "8.4", Shape::Each("delta", &Shape::Document)),
    field(4, "SHA-256 of all of them", "8.4", Shape::Plain),
]);
