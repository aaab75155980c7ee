//! The state of a register as bytes (§8.7).

use super::error::RegisterError;
use super::list::{Packed, StatusList};
use super::register::{Kept, StatusRegister};
use crate::cbor::{Data, Fields, Place, decode, encode, int, map, text};
use crate::time::Timestamp;
use crate::trust::{DOMAIN_BYTES, StatusListInfo, TrustError, check_domain, required_uint, time};
use ciborium::Value;
use std::collections::BTreeMap;

impl StatusRegister {
    /// The state as bytes. It tells who is revoked by index, which is public, and what has not been published
    /// yet, which is not. Write it to a new file and rename that over the old one.
    ///
    /// # Errors
    /// [`RegisterError::Document`] when the library below cannot compress; there is no known case.
    pub fn export(&self) -> Result<Vec<u8>, RegisterError> {
        let second = |time: Timestamp| int(time.seconds());
        let lists = self.lists.values().map(write_kept).collect::<Result<_, TrustError>>()?;
        Ok(encode(map([
            (FORMAT, Some(int(1))),
            (DOMAIN, Some(text(&self.domain))),
            (BASE, self.issued.map(|(base, _)| second(base))),
            (NEWEST, self.issued.map(|(_, newest)| second(newest))),
            (SEQUENCE, Some(int(self.sequence))),
            (LISTS, Some(Value::Array(lists))),
        ])))
    }

    /// Goes on from a stored state.
    ///
    /// # Errors
    /// [`RegisterError::State`] when it is damaged.
    pub fn load(state: &[u8]) -> Result<Self, RegisterError> {
        read(state).ok_or(RegisterError::State)
    }
}

fn write_kept(kept: &Kept) -> Result<Value, TrustError> {
    let base = kept.base.as_ref().map(StatusList::write).transpose()?;
    Ok(map([(INFO, Some(kept.info.write())), (NOW, Some(kept.now.write()?)), (SNAPSHOT, base)]))
}

fn read(state: &[u8]) -> Option<StatusRegister> {
    let place = Place { part: "register", key: 0 };
    let state = decode(state).ok()?;
    let mut fields = Fields::open("register", state.root(), place).ok()?;
    if required_uint(&mut fields, FORMAT).ok()? != 1 {
        return None;
    }
    let domain = fields.text(DOMAIN, DOMAIN_BYTES).ok()??;
    let sequence = required_uint(&mut fields, SEQUENCE).ok()?;
    let mut date = |key| fields.choice(key, time).ok();
    let issued = match (date(BASE)?, date(NEWEST)?) {
        (Some(base), Some(newest)) => Some((base, newest)),
        (None, None) => None,
        _ => return None,
    };
    let mut lists: BTreeMap<u16, Kept> = BTreeMap::new();
    for kept in fields.array(LISTS).ok()?? {
        let kept = read_kept(kept)?;
        if lists.insert(kept.info.list, kept).is_some() {
            return None;
        }
    }
    fields.close().ok()?;
    check_domain(domain, "register").ok()?;
    let infos: Vec<_> = lists.values().map(|kept| kept.info.clone()).collect();
    StatusListInfo::check_all(&infos).ok()?;
    Some(StatusRegister { domain: domain.to_owned(), lists, issued, sequence })
}

fn read_kept(value: Data<'_>) -> Option<Kept> {
    let place = Place { part: "register", key: LISTS };
    let mut fields = Fields::open("register list", value, place).ok()?;
    let info = StatusListInfo::read(fields.require(INFO).ok()?, place).ok()?;
    // Its size is looked at before anything is inflated.
    StatusListInfo::check_all(core::slice::from_ref(&info)).ok()?;
    let list = |value: Data<'_>| {
        let packed = Packed::take(&mut Fields::open("status_list", value, place).ok()?).ok()?;
        packed.inflate(info.entries).ok().filter(|list| list.bits() == info.bits)
    };
    let now = list(fields.require(NOW).ok()?)?;
    let base = match fields.take(SNAPSHOT) {
        Some(base) => Some(list(base)?),
        None => None,
    };
    fields.close().ok()?;
    Some(Kept { info, now, base })
}

const FORMAT: i64 = 1;
const DOMAIN: i64 = 2;
const BASE: i64 = 3;
const NEWEST: i64 = 4;
const SEQUENCE: i64 = 5;
const LISTS: i64 = 6;

const INFO: i64 = 1;
const NOW: i64 = 2;
const SNAPSHOT: i64 = 3;
