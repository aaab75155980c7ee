//! The trust list: which keys may attest what, for how long (§5.4).

use super::digest::{CredentialDigest, read_digest};
use super::document::PreparedDocument;
use super::entry::ListEntry;
use super::error::TrustError;
use super::fields::{self, Head, required_time};
use super::reason::StatusReason;
use super::root::Root;
use super::status_list::{DEFAULT_STATUS_URI, StatusListInfo};
use crate::cbor::{FieldError, Place, encode, int, map};
use crate::claims::{ClaimSet, StatusReference};
use crate::cose::{DocumentError, Kid, PublicKey, SignedDocument};
use crate::limits::{
    CBOR_ENTRIES, DOCUMENT_BYTES, DOCUMENT_SIGNERS, KEYS_PER_KID, LIST_LIFE_SECONDS, LISTED_KEYS,
    STATUS_ENTRIES,
};
use crate::registry::trust as key;
use crate::registry::trust::RoleName;
use crate::time::{Timestamp, Validity};
use ciborium::Value;
use std::sync::Arc;

/// A list of keys with a soft date (look for a newer one) and a hard one (it no longer decides).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrustList {
    head: Head,
    refresh_by: Timestamp,
    entries: Vec<Arc<ListEntry>>,
    denied: Vec<CredentialDigest>,
    status_lists: Vec<StatusListInfo>,
}

impl TrustList {
    /// Version 1 of an empty list in epoch 1 of a domain. Look for a newer one after `refresh_by`.
    ///
    /// # Errors
    /// [`TrustError::Window`] unless issue < refresh <= expiry and the life is at most 180 days;
    /// [`TrustError::Field`] for a domain that is not of 1 to 16 bytes.
    pub fn new(domain: &str, span: Validity, refresh_by: Timestamp) -> Result<Self, TrustError> {
        let list = Self {
            head: Head::first(domain, span),
            refresh_by,
            entries: Vec::new(),
            denied: Vec::new(),
            status_lists: Vec::new(),
        };
        list.check()?;
        Ok(list)
    }

    /// Sets version and epoch, both from 1.
    ///
    /// # Errors
    /// [`TrustError::Field`] for 0.
    pub fn with_version(self, version: u64, epoch: u64) -> Result<Self, TrustError> {
        let list = Self { head: Head { version, epoch, ..self.head }, ..self };
        list.check()?;
        Ok(list)
    }

    /// Adds a key.
    ///
    /// # Errors
    /// [`TrustError::KeyDuplicate`] for a key that is listed already; [`TrustError::TooManyKeys`];
    /// [`TrustError::KidCrowded`]; [`TrustError::Field`] for more than 256 scopes.
    pub fn with_entry(mut self, entry: ListEntry) -> Result<Self, TrustError> {
        entry.check()?;
        self.entries.push(Arc::new(entry));
        self.check()?;
        Ok(self)
    }

    /// Denies one credential, whatever its key.
    pub fn with_denied(mut self, credential: CredentialDigest) -> Self {
        self.denied.push(credential);
        self
    }

    /// Adds what verifiers must know of a status list.
    ///
    /// # Errors
    /// [`TrustError::Field`] for a number of entries, bits or a URI outside the grammar, or for a
    /// list that is described already.
    pub fn with_status_list(mut self, info: StatusListInfo) -> Result<Self, TrustError> {
        self.status_lists.push(info);
        self.check()?;
        Ok(self)
    }

    /// The unsigned document.
    ///
    /// # Errors
    /// [`TrustError::Window`], [`TrustError::Field`], [`TrustError::KeyDuplicate`],
    /// [`TrustError::TooManyKeys`], [`TrustError::KidCrowded`]; [`TrustError::Document`] when it is too
    /// large.
    pub fn prepare(&self) -> Result<PreparedDocument, TrustError> {
        self.check()?;
        let array = |items: Vec<Value>| (!items.is_empty()).then_some(Value::Array(items));
        let denied = self.denied.iter().map(|digest| Value::Bytes(digest.as_bytes().to_vec())).collect();
        let entries = self.entries.iter().map(|entry| entry.write()).collect();
        let facts = [
            (key::LIST_REFRESH, Some(int(self.refresh_by.seconds()))),
            (key::LIST_ENTRIES, Some(Value::Array(entries))),
            (key::LIST_DENIED, array(denied)),
            (key::LIST_STATUS_LISTS, array(self.status_lists.iter().map(StatusListInfo::write).collect())),
        ];
        let payload = encode(map(self.head.write().into_iter().chain(facts)));
        // Leaves room for as many signers as a document may have.
        let limit = DOCUMENT_BYTES.saturating_sub(DOCUMENT_SIGNERS.saturating_mul(128));
        if payload.len() > limit {
            return Err(DocumentError::TooLarge { found: payload.len(), limit }.into());
        }
        Ok(PreparedDocument::new(key::LIST_TYPE, payload))
    }

    /// The domain, which separates trial from use.
    pub fn domain(&self) -> &str {
        &self.head.domain
    }

    /// The version.
    pub const fn version(&self) -> u64 {
        self.head.version
    }

    /// The epoch.
    pub const fn epoch(&self) -> u64 {
        self.head.epoch
    }

    /// When it was issued.
    pub const fn issued_at(&self) -> Timestamp {
        self.head.issued_at
    }

    /// When to look for a newer one.
    pub const fn refresh_by(&self) -> Timestamp {
        self.refresh_by
    }

    /// When it stops deciding.
    pub const fn expires_at(&self) -> Timestamp {
        self.head.expires_at
    }

    /// The listed keys.
    pub fn entries(&self) -> impl Iterator<Item = &ListEntry> {
        self.entries.iter().map(|entry| &**entry)
    }

    /// The credentials it denies.
    pub fn denied(&self) -> &[CredentialDigest] {
        &self.denied
    }

    /// What it says of status lists.
    pub fn status_lists(&self) -> &[StatusListInfo] {
        &self.status_lists
    }

    /// The keys that share a kid: at most four, all to be tried.
    pub(crate) fn candidates(&self, kid: Kid) -> impl Iterator<Item = &Arc<ListEntry>> {
        self.entries.iter().filter(move |entry| entry.key().kid() == kid)
    }

    /// The entry of a key.
    pub(crate) fn entry(&self, key: &PublicKey) -> Option<&Arc<ListEntry>> {
        self.entries.iter().find(|entry| entry.key() == key)
    }

    /// The entry of a status list that the credential points to, if its key may point there (§5.7).
    /// Both doors ask.
    pub(crate) fn status_reference(
        &self,
        claims: &ClaimSet,
        entry: &ListEntry,
    ) -> Result<Option<StatusReference>, StatusReason> {
        let standard = claims.standard_status.as_ref().map(|status| {
            let list = self.status_list_by_uri(&status.uri).ok_or(StatusReason::Reference)?;
            Ok(StatusReference { list, index: status.index })
        });
        let reference = match (claims.status, standard.transpose()?) {
            (None, None) if entry.requires_status() => return Err(StatusReason::Required),
            (None, None) => return Ok(None),
            (Some(one), Some(other)) if one != other => return Err(StatusReason::Reference),
            (Some(reference), _) | (None, Some(reference)) => reference,
        };
        let StatusReference { list, index } = reference;
        let entries = self.status_list(list).map_or(STATUS_ENTRIES, |info| info.entries);
        let allowed = entry.may_use_status_list(list) && index < entries;
        allowed.then_some(Some(reference)).ok_or(StatusReason::Reference)
    }

    /// Is there any credential that it denies?
    pub(crate) fn denies_any(&self) -> bool {
        !self.denied.is_empty()
    }

    pub(crate) fn denies(&self, credential: &CredentialDigest) -> bool {
        self.denied.contains(credential)
    }

    /// What this list says of a status list.
    pub(crate) fn status_list(&self, list: u64) -> Option<&StatusListInfo> {
        self.status_lists.iter().find(|info| u64::from(info.list) == list)
    }

    /// The status list of a token about `subject`: only under the URI that verifiers expect.
    pub(crate) fn status_list_of(&self, subject: &str) -> Option<&StatusListInfo> {
        self.status_lists.iter().find(|info| info.uri() == subject)
    }

    fn status_list_by_uri(&self, uri: &str) -> Option<u64> {
        let described = self.status_lists.iter().find(|info| info.uri() == uri).map(|info| info.list.into());
        let by_number = || {
            let written = uri.strip_prefix(DEFAULT_STATUS_URI)?;
            let number: u64 = written.parse().ok()?;
            // One spelling only: no sign, no leading zero.
            (number.to_string() == written).then_some(number)
        };
        described.or_else(by_number)
    }

    /// Reads a list under its root. Every rule of §5.4 holds, or nothing is returned.
    pub(super) fn open(bytes: &[u8], root: &Root) -> Result<(Self, [u8; 16]), TrustError> {
        let document = SignedDocument::parse(bytes, key::LIST_TYPE)?;
        let list = Self::decode(&document.payload)?;
        if list.domain() != root.domain() {
            return Err(TrustError::Domain);
        }
        root.role(RoleName::List)?.approves(RoleName::List, &document)?;
        if list.epoch() != root.epoch() {
            return Err(TrustError::Epoch { found: list.epoch(), wanted: root.epoch() });
        }
        if list.expires_at() > root.expires_at() {
            return Err(TrustError::Window);
        }
        let is_role_key = |entry: &Arc<ListEntry>| root.keys().any(|key| key == entry.key());
        if list.entries.iter().any(is_role_key) {
            Err(TrustError::KeyOverlap)
        } else {
            Ok((list, document.digest()))
        }
    }

    pub(crate) fn decode(payload: &[u8]) -> Result<Self, TrustError> {
        let payload = fields::payload(payload)?;
        let mut fields = fields::open("list", &payload)?;
        let head = Head::read(&mut fields)?;
        let refresh_by = required_time(&mut fields, key::LIST_REFRESH)?;
        let place = fields.place(key::LIST_ENTRIES);
        let entries = fields.array(key::LIST_ENTRIES)?.ok_or(FieldError::Missing { place })?;
        if fields.take(key::LIST_LIFTS).is_some() {
            return Err(TrustError::Unsupported { key: key::LIST_LIFTS });
        }
        let denied_place = fields.place(key::LIST_DENIED);
        let denied = fields.array(key::LIST_DENIED)?.unwrap_or_default();
        let status_place = fields.place(key::LIST_STATUS_LISTS);
        let status_lists = fields.array(key::LIST_STATUS_LISTS)?.unwrap_or_default();
        fields.close()?;
        let entry = |value| ListEntry::read(value, place).map(Arc::new);
        let list = Self {
            head,
            refresh_by,
            entries: entries.map(entry).collect::<Result<_, _>>()?,
            denied: denied.map(|value| read_digest(value, denied_place)).collect::<Result<_, _>>()?,
            status_lists: status_lists
                .map(|value| StatusListInfo::read(value, status_place))
                .collect::<Result<_, _>>()?,
        };
        list.check()?;
        Ok(list)
    }

    fn check(&self) -> Result<(), TrustError> {
        self.head.check("list")?;
        let ordered = self.head.issued_at < self.refresh_by && self.refresh_by <= self.head.expires_at;
        if !ordered || self.head.life() > LIST_LIFE_SECONDS {
            return Err(TrustError::Window);
        }
        let found = self.entries.len();
        if found > LISTED_KEYS {
            return Err(TrustError::TooManyKeys { found, limit: LISTED_KEYS });
        }
        for (i, entry) in self.entries.iter().enumerate() {
            let mut earlier = self.entries.iter().take(i);
            if earlier.clone().any(|other| other.key() == entry.key()) {
                return Err(TrustError::KeyDuplicate);
            }
            let kid = entry.key().kid();
            if earlier.by_ref().filter(|other| other.key().kid() == kid).count() >= KEYS_PER_KID {
                return Err(TrustError::KidCrowded { limit: KEYS_PER_KID });
            }
        }
        if self.denied.len() > CBOR_ENTRIES {
            let place = Place { part: "list", key: key::LIST_DENIED };
            return Err(FieldError::Length { place, found: self.denied.len(), limit: CBOR_ENTRIES }.into());
        }
        StatusListInfo::check_all(&self.status_lists)?;
        Ok(())
    }
}

/// The form of a trust list and the rules it keeps by itself, whoever signed it (§5.2, §5.4).
pub(crate) fn check_list(bytes: &[u8]) -> Result<(), TrustError> {
    let document = SignedDocument::parse(bytes, key::LIST_TYPE)?;
    TrustList::decode(&document.payload).map(|_| ())
}
