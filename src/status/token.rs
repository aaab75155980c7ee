//! Status list tokens: reading and writing their claims (§8.3).

use super::list::{Packed, StatusList};
use crate::cbor::{FieldError, Fields, Tree, encode, int, map, text};
use crate::cose::{DocumentError, PublicKey, Sign1};
use crate::limits::{STATUS_LIFE_SECONDS, STATUS_TOKEN_BYTES, STATUS_URI_CHARS};
use crate::registry::cwt;
use crate::registry::status as key;
use crate::time::Timestamp;
use crate::trust::{ListEntry, StatusListInfo, TrustError, TrustList, Usage, open, required_time};
use sha2::{Digest, Sha256};

/// A token of the right form. Nothing is believed yet.
pub(super) struct Token {
    message: Sign1,
    subject: String,
    pub(super) issued_at: Timestamp,
    pub(super) expires_at: Timestamp,
    pub(super) ttl: Option<i64>,
    packed: Packed,
}

impl Token {
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, TrustError> {
        let (message, payload) = read_document(bytes, key::TOKEN_TYPE, STATUS_TOKEN_BYTES)?;
        let mut fields = open("token", &payload)?;
        let place = fields.place(cwt::SUB);
        let subject =
            fields.text(cwt::SUB, STATUS_URI_CHARS)?.ok_or(FieldError::Missing { place })?.to_owned();
        let expires_at = required_time(&mut fields, cwt::EXP)?;
        let issued_at = required_time(&mut fields, cwt::IAT)?;
        let ttl = read_ttl(&mut fields)?;
        let place = fields.place(key::STATUS_LIST);
        let mut list = Fields::open("status_list", fields.require(key::STATUS_LIST)?, place)?;
        fields.close()?;
        let packed = Packed::take(&mut list)?;
        list.close()?;
        let life = expires_at.seconds().saturating_sub(issued_at.seconds());
        if !(1..=STATUS_LIFE_SECONDS).contains(&life) {
            return Err(TrustError::Window);
        }
        Ok(Self { message, subject, issued_at, expires_at, ttl, packed })
    }

    /// What the trust list says of the list this is about.
    pub(super) fn described<'a>(&self, list: &'a TrustList) -> Option<&'a StatusListInfo> {
        list.status_list_of(&self.subject)
    }

    /// The listed key that signed it, if it may.
    pub(super) fn signer(&self, list: &TrustList, info: &StatusListInfo) -> Result<PublicKey, TrustError> {
        signer(list, &self.message, |entry| {
            entry.may_attest_status(Usage::STATUS, info.list, (self.issued_at, self.expires_at))
        })
    }

    /// The listed key that signed it, whatever it may sign.
    pub(super) fn signer_on(&self, list: &TrustList) -> Option<PublicKey> {
        signer_on(list, &self.message).map(|entry| *entry.key())
    }

    /// The entries. Only after the signature: inflating is work.
    pub(super) fn entries(&self, info: &StatusListInfo) -> Result<StatusList, TrustError> {
        if self.packed.bits != info.bits {
            return Err(TrustError::StatusBits { found: self.packed.bits, wanted: info.bits });
        }
        self.packed.inflate(info.entries)
    }

    /// Tells what it says from what another says, whoever signed.
    pub(super) fn payload_hash(&self) -> [u8; 32] {
        Sha256::digest(self.message.payload()).into()
    }
}

/// The form of a token and of its stream, whoever signed it. How many entries there must be, only a trust list says.
pub(crate) fn check_token(bytes: &[u8]) -> Result<(), TrustError> {
    Token::parse(bytes)?.packed.check()
}

/// The claims of a token.
pub(super) fn write_token(
    info: &StatusListInfo,
    entries: &StatusList,
    dates: (Timestamp, Timestamp),
    ttl: Option<u32>,
) -> Result<Vec<u8>, TrustError> {
    let (issued_at, expires_at) = dates;
    Ok(encode(map([
        (cwt::SUB, Some(text(&info.uri()))),
        (cwt::EXP, Some(int(expires_at.seconds()))),
        (cwt::IAT, Some(int(issued_at.seconds()))),
        (key::TTL, ttl.map(int)),
        (key::STATUS_LIST, Some(entries.write()?)),
    ])))
}

/// A status document, and its payload: COSE_Sign1 of a type, of so many bytes at most.
pub(super) fn read_document<'a>(
    bytes: &'a [u8],
    typ: &str,
    limit: usize,
) -> Result<(Sign1, Tree<'a>), TrustError> {
    if bytes.len() > limit {
        return Err(DocumentError::TooLarge { found: bytes.len(), limit }.into());
    }
    Ok(Sign1::read(bytes, Some(typ)).map_err(DocumentError::from)?)
}

/// The key on the list that signed the message, if `may` allows it.
pub(super) fn signer(
    list: &TrustList,
    message: &Sign1,
    may: impl Fn(&ListEntry) -> bool,
) -> Result<PublicKey, TrustError> {
    let signed = signer_on(list, message).filter(|entry| may(entry));
    signed.map(|entry| *entry.key()).ok_or(TrustError::StatusSigner)
}

/// The entry of the key that signed the message.
pub(super) fn signer_on<'a>(list: &'a TrustList, message: &Sign1) -> Option<&'a ListEntry> {
    list.candidates(message.kid).find(|entry| message.is_signed_by(entry.key())).map(AsRef::as_ref)
}

fn read_ttl(fields: &mut Fields<'_>) -> Result<Option<i64>, TrustError> {
    let place = fields.place(key::TTL);
    let wrong = FieldError::Value { place };
    let Some(ttl) = fields.uint(key::TTL)? else { return Ok(None) };
    let ttl = i64::try_from(ttl).ok().filter(|ttl| (1..=STATUS_LIFE_SECONDS).contains(ttl));
    Ok(Some(ttl.ok_or(wrong)?))
}
