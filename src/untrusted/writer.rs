//! Collecting layers: their names, their lines, and how many lines there may be.

use super::annotate::Annotator;
use super::explanation::Layer;
use super::form::{Form, recognise};
use super::shape::part;
use crate::cbor::{Item, survey, survey_in_any_order};
use crate::deflate::{Framing, inflate_as_far};
use crate::limits::{EXPLANATION_LINES, STATUS_LIST_BYTES};
use crate::registry::cose::TAG_SIGN1;
use crate::registry::status::{BIT_SIZES, BITS, LST, STATUS_LIST, Status};
use crate::trust::TrustError;
use std::borrow::Cow;

/// Collects layers, from the outside in.
pub(super) struct Writer<'a> {
    pub(super) layers: Vec<Layer<'a>>,
    /// How many lines there may be still.
    left: usize,
}

impl<'a> Writer<'a> {
    pub(super) const fn new() -> Self {
        Self { layers: Vec::new(), left: EXPLANATION_LINES }
    }

    /// Adds a layer, whose lines `write` writes.
    pub(super) fn layer<T>(
        &mut self,
        name: &'static str,
        bytes: Cow<'a, [u8]>,
        write: impl FnOnce(&mut Annotator<'_>, &[u8]) -> T,
    ) -> T {
        let mut lines = Annotator::new(&mut self.left);
        let told = write(&mut lines, &bytes);
        let lines = lines.finish(bytes.len());
        self.layers.push(Layer { name, is_text: name.starts_with(TEXT), bytes, lines });
        told
    }

    /// A layer of CBOR, and what is compressed in it.
    pub(super) fn cbor(&mut self, name: &'static str, bytes: Cow<'a, [u8]>) -> Form {
        let (form, list) = self.layer(name, bytes, |lines, bytes| {
            let mut survey = survey(bytes, lines.room());
            let (form, shape) = recognise(survey.root.as_ref());
            if form == Form::StatusList {
                // Other makers write the two fields the other way round (§8.2).
                survey = survey_in_any_order(bytes, lines.room());
            }
            lines.survey(&survey, bytes.len(), part("", form.section(), *shape));
            (form, packed(survey.root.as_ref(), form))
        });
        if let Some((bits, stream)) = list {
            self.entries(bits, &stream);
        }
        form
    }

    /// The entries of a status list, as far as their stream goes.
    fn entries(&mut self, bits: u8, stream: &[u8]) {
        let inflated = inflate_as_far(stream, Framing::Zlib, STATUS_LIST_BYTES);
        self.layer("entries of the status list", Cow::Owned(inflated.bytes), |lines, bytes| {
            if !bytes.is_empty() || inflated.fault.is_none() {
                lines.line(bytes.len(), "8.2", counted(bytes, bits));
            }
            if let Some(fault) = inflated.fault {
                lines.stop(bytes.len(), TrustError::from(fault).code(), fault.to_string());
            }
        });
    }
}

/// The bits and the stream of a status list, where one stands by itself or in a token.
fn packed(root: Option<&Item<'_>>, form: Form) -> Option<(u8, Vec<u8>)> {
    let list = match form {
        Form::StatusList => root?,
        Form::StatusToken => {
            let payload = root?.tagged(TAG_SIGN1)?.items().get(2)?.as_bytes()?;
            return packed(survey(payload, TOKEN_ITEMS).root?.field(STATUS_LIST), Form::StatusList);
        }
        _ => return None,
    };
    let bits = u8::try_from(list.labelled(BITS)?.as_integer()?).ok()?;
    let stream = list.labelled(LST)?.as_bytes()?.to_vec();
    BIT_SIZES.contains(&bits).then_some((bits, stream))
}

/// How many entries have which value, and the first of those that are not 0.
fn counted(bytes: &[u8], bits: u8) -> String {
    let (mut counts, mut first) = ([0_u64; 256], Vec::new());
    let (each, mask) = (8_u8.checked_div(bits).unwrap_or(1), 0xFF_u8 >> 8_u8.saturating_sub(bits).min(7));
    let mut not_zero = 0_u64;
    for (place, byte) in (0_u64..).zip(bytes).filter(|(_, byte)| **byte != 0) {
        for inside in 0..each {
            let value = byte.checked_shr(inside.saturating_mul(bits).into()).unwrap_or(0) & mask;
            if value == 0 {
                continue;
            }
            not_zero = not_zero.saturating_add(1);
            if let Some(count) = counts.get_mut(usize::from(value)) {
                *count = count.saturating_add(1);
            }
            if first.len() < SHOWN {
                first.push((place.saturating_mul(each.into()).saturating_add(inside.into()), value));
            }
        }
    }
    let entries = u64::try_from(bytes.len()).unwrap_or(u64::MAX).saturating_mul(each.into());
    if let Some(zeros) = counts.first_mut() {
        *zeros = entries.saturating_sub(not_zero);
    }
    let value = |value: u64| Status::from_number(value).map_or("unknown", Status::name);
    let mut says = format!("{entries} entries of {bits} bits");
    for (number, count) in (0_u64..).zip(counts).filter(|(_, count)| *count > 0) {
        says.push_str(&format!(", {count} with {number} ({})", value(number)));
    }
    if !first.is_empty() {
        let shown: Vec<String> = first.iter().map(|(index, value)| format!("{index} has {value}")).collect();
        says.push_str(&format!("; the first that are not 0: {}", shown.join(", ")));
    }
    says
}

/// How the names of layers of text begin.
pub(super) const TEXT: &str = "text";
/// Entries that are named one by one.
const SHOWN: usize = 12;
/// More items than the payload of any token has.
const TOKEN_ITEMS: usize = 64;
