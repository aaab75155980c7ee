//! A trust list as people write it.

use super::describe::describe;
use super::entry::{read_entry, read_status_list};
use super::error::{At, CeremonyError, Part};
use super::file::Contents;
use super::node::Node;
use super::table::{Table, time, wrong};
use super::words::read_hex;
use crate::cose::PublicKey;
use crate::trust::{CredentialDigest, TrustError, TrustList};
use serde::de::{Deserialize, Deserializer, Error};

/// A trust list as people write it, in TOML: every fact in words, nothing by default but the usage.
///
/// It is not a signed list, and nothing is trusted by it. What breaks a rule of the list is refused
/// here already, with the key and the field. It deserialises from JSON in the same shape.
///
/// ```
/// use khyber_pass::ceremony::ListDescription;
/// let text = r#"
///     domain = "pk-kp-test"
///     epoch = 1
///     version = 1
///     issued = "2026-01-01"
///     refresh-by = "2026-02-01"
///     expires = "2026-04-01" # the first second of that day, in UTC
///
///     [[key]]
///     key = "d04ab232742bb4ab3a1368bd4615e4e6d0224ab71a016baf8520a332c9778737" # a TEST key
///     issuer = "PK-KP/HEALTH"
///     name = "Department of Health (TEST)"
///     scopes = ["identity", 1, "24-31"]
///     signs-from = "2026-01-01"
///     signs-until = "2026-04-01T12:00:00Z"
///     verify-until = "2036-01-01"
///     state = "active" # or retired, revoked, suspended, { revoked-since = "2026-01-01" }
///     longest-lifetime-days = 1826
/// "#;
/// let list = ListDescription::from_toml(text)?.into_list();
/// assert_eq!(list.entries().count(), 1);
///
/// let error = ListDescription::from_toml(&text.replace("\"active\"", "\"fine\"")).unwrap_err();
/// assert!(error.to_string().starts_with("key 1 (PK-KP/HEALTH), state: found \"fine\", wanted \"active\", "));
/// # Ok::<(), khyber_pass::ceremony::CeremonyError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListDescription(TrustList);

impl ListDescription {
    /// Reads a description in TOML.
    ///
    /// # Errors
    /// [`CeremonyError::Syntax`] for what is not TOML; [`CeremonyError::Unknown`],
    /// [`CeremonyError::Missing`] and [`CeremonyError::Value`] for a field; [`CeremonyError::Key`] and
    /// [`CeremonyError::Twice`] for a key; [`CeremonyError::Rule`] for what the list forbids.
    pub fn from_toml(text: &str) -> Result<Self, CeremonyError> {
        Self::read(Node::from_toml(text)?)
    }

    /// Describes a list.
    pub const fn of(list: TrustList) -> Self {
        Self(list)
    }

    /// Writes the description as TOML; read again, it is the same list.
    pub fn to_toml(&self) -> String {
        describe(&self.0)
    }

    /// The list that is described.
    pub const fn list(&self) -> &TrustList {
        &self.0
    }

    /// The list that is described, to be prepared for signing.
    pub fn into_list(self) -> TrustList {
        self.0
    }

    fn read(node: Node) -> Result<Self, CeremonyError> {
        let mut table = Table::open_document(node, LIST_FIELDS)?;
        let span = table.span("issued", "expires")?;
        let at = table.at("refresh-by");
        let node = table.require("refresh-by")?;
        let refresh_by = time(&node, at.clone())?;
        if refresh_by <= span.issued_at() || refresh_by > span.expires_at() {
            return Err(wrong(at, &node, "a date after issued and not after expires"));
        }
        let domain = table.text("domain")?;
        let (version, epoch) = (table.uint("version")?, table.uint("epoch")?);
        let mut list = TrustList::new(&domain, span, refresh_by)
            .and_then(|list| list.with_version(version, epoch))
            .map_err(of_document)?;
        let mut known: Vec<(PublicKey, At)> = Vec::new();
        for (number, fields) in table.tables("key")? {
            let (at, entry) = read_entry(number, fields)?;
            once(&mut known, *entry.key(), &at)?;
            list = list.with_entry(entry).map_err(|error| CeremonyError::Rule { part: at.part, error })?;
        }
        for (number, fields) in table.tables("status-list")? {
            let info = read_status_list(number, fields)?;
            let rule = |error| CeremonyError::Rule { part: Part::StatusList { number }, error };
            list = list.with_status_list(info).map_err(rule)?;
        }
        for (at, item) in table.items("denied")? {
            let digest = match &item {
                Node::Text(text) => read_hex(text).map(CredentialDigest::from_bytes),
                _ => None,
            };
            list = list.with_denied(digest.ok_or_else(|| wrong(at, &item, "32 hex digits"))?);
        }
        // What readers would refuse is refused here: some limits are theirs alone.
        match list.prepare().and_then(|document| document.contents()).map_err(of_document)? {
            Contents::List(read) if read == list => Ok(Self(list)),
            _ => Err(CeremonyError::OtherDocument),
        }
    }
}

impl<'de> Deserialize<'de> for ListDescription {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::read(Node::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

pub(super) fn of_document(error: TrustError) -> CeremonyError {
    CeremonyError::Rule { part: Part::Document, error }
}

/// Refuses a key that stood somewhere before.
pub(super) fn once(known: &mut Vec<(PublicKey, At)>, key: PublicKey, at: &At) -> Result<(), CeremonyError> {
    match known.iter().find(|(other, _)| *other == key) {
        Some((_, first)) => Err(CeremonyError::Twice { at: at.clone(), first: Box::new(first.clone()) }),
        None => {
            known.push((key, at.clone()));
            Ok(())
        }
    }
}

const LIST_FIELDS: &[&str] =
    &["domain", "epoch", "version", "issued", "refresh-by", "expires", "denied", "key", "status-list"];
