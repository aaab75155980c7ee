//! Status deltas: all that has changed since the tokens were issued, in one small document (§8.5).

use super::change::Change;
use super::gaps::write_gaps;
use super::token::{read_document, signer, signer_on};
use crate::cbor::{Data, FieldError, Items, Place, as_uint, encode, int, map, text, within};
use crate::cose::{PublicKey, Sign1};
use crate::limits::{CBOR_ENTRIES, STATUS_DELTA_BYTES};
use crate::registry::status as key;
use crate::registry::trust::{DOC_DOMAIN, DOC_FORMAT, FORMAT};
use crate::time::Timestamp;
use crate::trust::{
    ListEntry, TrustError, TrustList, Usage, format_and_domain, open, required_time, required_uint,
};
use ciborium::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// A delta of the right form. Nothing is believed yet.
pub(super) struct Delta {
    message: Sign1,
    pub(super) domain: String,
    pub(super) base: Timestamp,
    pub(super) sequence: u64,
    pub(super) issued_at: Timestamp,
    items: BTreeMap<u16, Gaps>,
}

/// The bits of one list that change, not yet read.
struct Gaps {
    set: Vec<u8>,
    clear: Vec<u8>,
}

impl Delta {
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, TrustError> {
        let (message, payload) = read_document(bytes, key::DELTA_TYPE, STATUS_DELTA_BYTES)?;
        let mut fields = open("delta", &payload)?;
        let domain = format_and_domain(&mut fields)?;
        let base = required_time(&mut fields, key::DELTA_BASE)?;
        let sequence = required_uint(&mut fields, key::DELTA_SEQUENCE)?;
        if sequence == 0 {
            return Err(FieldError::Value { place: fields.place(key::DELTA_SEQUENCE) }.into());
        }
        let issued_at = required_time(&mut fields, key::DELTA_IAT)?;
        let place = fields.place(key::DELTA_ITEMS);
        let items = fields.array(key::DELTA_ITEMS)?.ok_or(FieldError::Missing { place })?;
        fields.close()?;
        if issued_at < base {
            return Err(TrustError::Window);
        }
        let items = read_items(items, place)?;
        Ok(Self { message, domain, base, sequence, issued_at, items })
    }

    /// The listed key that signed it, if it may speak of every list that is named.
    pub(super) fn signer(&self, list: &TrustList) -> Result<PublicKey, TrustError> {
        if self.domain != list.domain() {
            return Err(TrustError::Domain);
        }
        signer(list, &self.message, |entry| self.is_allowed(entry))
    }

    /// The listed key that signed it, whatever it may sign.
    pub(super) fn signer_on(&self, list: &TrustList) -> Option<PublicKey> {
        signer_on(list, &self.message).map(|entry| *entry.key())
    }

    /// May this key, as it is listed, speak of every list that is named?
    pub(super) fn is_allowed(&self, entry: &ListEntry) -> bool {
        let dates = (self.issued_at, self.issued_at);
        self.items.keys().all(|number| entry.may_attest_status(Usage::DELTA, *number, dates))
    }

    /// What it changes, read.
    pub(super) fn changes(&self) -> Result<BTreeMap<u16, Change>, TrustError> {
        let read = |(list, gaps): (&u16, &Gaps)| {
            let change = Change::read(&gaps.set, &gaps.clear).ok_or(TrustError::Delta { list: *list })?;
            Ok((*list, change))
        };
        self.items.iter().map(read).collect()
    }

    /// Tells what it says from what another says, whoever signed.
    pub(super) fn payload_hash(&self) -> [u8; 32] {
        Sha256::digest(self.message.payload()).into()
    }
}

/// The form of a delta and of what it changes, whoever signed it.
pub(crate) fn check_delta(bytes: &[u8]) -> Result<(), TrustError> {
    Delta::parse(bytes)?.changes().map(|_| ())
}

/// The payload of a delta: for each list, the bits to set and those to clear.
pub(super) fn write_delta(
    domain: &str,
    base: Timestamp,
    sequence: u64,
    issued_at: Timestamp,
    changes: impl IntoIterator<Item = (u16, (Vec<u64>, Vec<u64>))>,
) -> Vec<u8> {
    let item = |(list, (set, clear)): (u16, (Vec<u64>, Vec<u64>))| {
        let gaps = |bits: &[u64]| Value::Bytes(write_gaps(bits));
        Value::Array(vec![int(list), gaps(&set), gaps(&clear)])
    };
    encode(map([
        (DOC_FORMAT, Some(int(FORMAT))),
        (DOC_DOMAIN, Some(text(domain))),
        (key::DELTA_BASE, Some(int(base.seconds()))),
        (key::DELTA_SEQUENCE, Some(int(sequence))),
        (key::DELTA_IAT, Some(int(issued_at.seconds()))),
        (key::DELTA_ITEMS, Some(Value::Array(changes.into_iter().map(item).collect()))),
    ]))
}

/// The items, whose lists rise.
fn read_items(items: Items<'_, '_>, place: Place) -> Result<BTreeMap<u16, Gaps>, TrustError> {
    within(1..=CBOR_ENTRIES, items.len(), place)?;
    let wrong = FieldError::Value { place };
    let mut read: BTreeMap<u16, Gaps> = BTreeMap::new();
    for item in items {
        let Some([list, Data::Bytes(set), Data::Bytes(clear)]) = item.as_items() else {
            return Err(FieldError::Type { place }.into());
        };
        let list = u16::try_from(as_uint(list, place)?).map_err(|_| wrong)?;
        if read.last_key_value().is_some_and(|(last, _)| list <= *last) {
            return Err(wrong.into());
        }
        read.insert(list, Gaps { set: set.to_vec(), clear: clear.to_vec() });
    }
    Ok(read)
}
