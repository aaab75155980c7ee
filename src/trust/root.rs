//! The root document: who may sign what (§5.3).

use super::document::PreparedDocument;
use super::error::TrustError;
use crate::cbor::{FieldError, Fields, Place, as_uint, decode, encode, int, map, text};
use crate::cose::{PublicKey, SignedDocument};
use crate::limits::{ROLE_KEYS, ROOT_LIFE_SECONDS};
use crate::registry::cose::PUBLIC_KEY_BYTES;
use crate::registry::trust as key;
use crate::registry::trust::RoleName;
use crate::time::{Timestamp, Validity};
use ciborium::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// A root document that an application pins: the beginning of all trust.
///
/// ```
/// # use khyber_pass::*;
/// # let keys = [1, 2].map(|n| SigningKey::from_seed(&[n; 32])); // TEST keys
/// # let span = Validity::days_from(Timestamp::new(1_767_225_600)?, 730)?;
/// let role = |key: &SigningKey| Role::new(1, vec![key.public_key()]);
/// let root = Root::new("pk-kp-test", span, role(&keys[0]), role(&keys[1]))?;
/// let bytes = root.prepare()?.sign(&keys[0])?.finish();
/// let pinned = PinnedRoot::from_bytes(&bytes)?;
/// assert_eq!(pinned.root().domain(), "pk-kp-test");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PinnedRoot {
    root: Root,
    sha256: [u8; 32],
}

impl PinnedRoot {
    /// Takes a root document that came with the application itself.
    ///
    /// # Errors
    /// Any [`TrustError`] of a root document: its form, its roles, and
    /// [`TrustError::Threshold`] when it does not fulfil its own root role.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, TrustError> {
        let document = SignedDocument::parse(bytes, key::ROOT_TYPE)?;
        let root = Root::decode(&document.payload)?;
        root.role(RoleName::Root)?.approves(RoleName::Root, &document)?;
        Ok(Self { root, sha256: Sha256::digest(bytes).into() })
    }

    /// Takes a root document from anywhere, if its SHA-256 is the one in the application.
    ///
    /// # Errors
    /// [`TrustError::Pin`] for other bytes, and as [`PinnedRoot::from_bytes`].
    pub fn from_sha256(sha256: &[u8; 32], bytes: &[u8]) -> Result<Self, TrustError> {
        if <[u8; 32]>::from(Sha256::digest(bytes)) != *sha256 {
            return Err(TrustError::Pin);
        }
        Self::from_bytes(bytes)
    }

    /// What the document says.
    pub const fn root(&self) -> &Root {
        &self.root
    }

    /// The SHA-256 of the document's bytes, to be compiled into an application.
    pub const fn sha256(&self) -> &[u8; 32] {
        &self.sha256
    }
}

/// Some keys, and how many of them must sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    threshold: usize,
    keys: Vec<PublicKey>,
}

impl Role {
    /// `threshold` of `keys` must sign. Judged when it is put into a root document.
    pub const fn new(threshold: usize, keys: Vec<PublicKey>) -> Self {
        Self { threshold, keys }
    }

    /// How many distinct keys must sign.
    pub const fn threshold(&self) -> usize {
        self.threshold
    }

    /// The keys.
    pub fn keys(&self) -> &[PublicKey] {
        &self.keys
    }

    /// Did enough of the keys sign the document?
    pub(super) fn approves(&self, role: RoleName, document: &SignedDocument) -> Result<(), TrustError> {
        let (have, need) = (document.count_signed_by(&self.keys), self.threshold);
        if have >= need && need > 0 { Ok(()) } else { Err(TrustError::Threshold { role, have, need }) }
    }

    fn check(&self, role: RoleName) -> Result<(), TrustError> {
        let (threshold, keys) = (self.threshold, self.keys.len());
        if threshold == 0 || threshold > keys || keys > ROLE_KEYS {
            return Err(TrustError::ThresholdInvalid { role, threshold, keys });
        }
        let repeated = |(i, key)| self.keys.iter().take(i).any(|earlier| earlier == key);
        if self.keys.iter().enumerate().any(repeated) { Err(TrustError::KeyDuplicate) } else { Ok(()) }
    }

    fn write(&self) -> Value {
        let keys = self.keys.iter().map(|key| Value::Bytes(key.as_bytes().to_vec())).collect();
        Value::Array(vec![int(u64::try_from(self.threshold).unwrap_or(u64::MAX)), Value::Array(keys)])
    }

    fn read(value: Value, place: Place) -> Result<Self, TrustError> {
        let parts: Result<[Value; 2], _> = value.into_array().unwrap_or_default().try_into();
        let Ok([threshold, Value::Array(keys)]) = parts else {
            return Err(FieldError::Type { place }.into());
        };
        let threshold = as_uint(&threshold, place)?;
        let keys = keys.into_iter().map(|key| read_key(key, place)).collect::<Result<_, _>>()?;
        Ok(Self { threshold: usize::try_from(threshold).unwrap_or(usize::MAX), keys })
    }
}

/// What a root document says: a domain, a version, an epoch, a span, and the roles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Root {
    domain: String,
    epoch: u64,
    version: u64,
    issued_at: Timestamp,
    expires_at: Timestamp,
    roles: BTreeMap<RoleName, Role>,
}

impl Root {
    /// Version 1 and epoch 1 of a domain such as `pk-kp-test`, with the two required roles.
    ///
    /// # Errors
    /// [`TrustError::ThresholdInvalid`], [`TrustError::KeyDuplicate`] and
    /// [`TrustError::KeyOverlap`] for the roles; [`TrustError::Window`] for a life of more than
    /// five years; [`TrustError::Field`] for a domain that is not of 1 to 16 bytes.
    pub fn new(domain: &str, span: Validity, root: Role, list: Role) -> Result<Self, TrustError> {
        let roles = BTreeMap::from([(RoleName::Root, root), (RoleName::List, list)]);
        let (issued_at, expires_at) = (span.issued_at(), span.expires_at());
        let new = Self { domain: domain.to_owned(), epoch: 1, version: 1, issued_at, expires_at, roles };
        new.check()?;
        Ok(new)
    }

    /// Sets version and epoch, both from 1.
    ///
    /// # Errors
    /// [`TrustError::Field`] for 0.
    pub fn with_version(self, version: u64, epoch: u64) -> Result<Self, TrustError> {
        let new = Self { version, epoch, ..self };
        new.check()?;
        Ok(new)
    }

    /// The unsigned document.
    ///
    /// # Errors
    /// As [`Root::new`].
    pub fn prepare(&self) -> Result<PreparedDocument, TrustError> {
        self.check()?;
        let role = |(name, role): (&RoleName, &Role)| (int(name.number()), role.write());
        let payload = map([
            (key::DOC_FORMAT, Some(int(key::FORMAT))),
            (key::DOC_DOMAIN, Some(text(&self.domain))),
            (key::DOC_EPOCH, Some(int(self.epoch))),
            (key::DOC_VERSION, Some(int(self.version))),
            (key::DOC_IAT, Some(int(self.issued_at.seconds()))),
            (key::DOC_EXP, Some(int(self.expires_at.seconds()))),
            (key::ROOT_ROLES, Some(Value::Map(self.roles.iter().map(role).collect()))),
        ]);
        Ok(PreparedDocument::new(key::ROOT_TYPE, encode(payload)))
    }

    /// The domain, which separates trial from use.
    pub fn domain(&self) -> &str {
        &self.domain
    }

    /// The epoch of the trust lists it vouches for.
    pub const fn epoch(&self) -> u64 {
        self.epoch
    }

    /// The version.
    pub const fn version(&self) -> u64 {
        self.version
    }

    /// When it was issued.
    pub const fn issued_at(&self) -> Timestamp {
        self.issued_at
    }

    /// When it expires.
    pub const fn expires_at(&self) -> Timestamp {
        self.expires_at
    }

    pub(super) fn role(&self, name: RoleName) -> Result<&Role, TrustError> {
        let none = TrustError::ThresholdInvalid { role: name, threshold: 0, keys: 0 };
        self.roles.get(&name).ok_or(none)
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = &PublicKey> {
        self.roles.values().flat_map(|role| role.keys.iter())
    }

    fn decode(payload: &[u8]) -> Result<Self, TrustError> {
        let value = decode(payload).map_err(crate::cose::CoseError::from);
        let place = Place { part: "root", key: 0 };
        let value = value.map_err(crate::cose::DocumentError::from)?;
        let mut fields = Fields::open("root", value, place)?;
        let head = Head::read(&mut fields)?;
        let place = fields.place(key::ROOT_ROLES);
        let mut named = Fields::open("roles", fields.require(key::ROOT_ROLES)?, place)?;
        fields.close()?;
        let mut roles = BTreeMap::new();
        for name in RoleName::ALL {
            let number = i64::try_from(name.number()).unwrap_or(i64::MAX);
            if let Some(role) = named.take(number) {
                roles.insert(*name, Role::read(role, named.place(number))?);
            } else if matches!(name, RoleName::Root | RoleName::List) {
                return Err(FieldError::Missing { place: named.place(number) }.into());
            }
        }
        named.close()?;
        let Head { domain, epoch, version, issued_at, expires_at } = head;
        let root = Self { domain, epoch, version, issued_at, expires_at, roles };
        root.check()?;
        Ok(root)
    }

    fn check(&self) -> Result<(), TrustError> {
        check_head("root", &self.domain, self.epoch, self.version)?;
        let life = self.expires_at.seconds().saturating_sub(self.issued_at.seconds());
        if !(1..=ROOT_LIFE_SECONDS).contains(&life) {
            return Err(TrustError::Window);
        }
        self.roles.iter().try_for_each(|(name, role)| role.check(*name))?;
        let keys: Vec<&PublicKey> = self.keys().collect();
        let overlaps = |(i, key)| keys.iter().take(i).any(|earlier| earlier == key);
        if keys.iter().enumerate().any(overlaps) { Err(TrustError::KeyOverlap) } else { Ok(()) }
    }
}

/// The first six fields, which every trust document has.
pub(super) struct Head {
    pub(super) domain: String,
    pub(super) epoch: u64,
    pub(super) version: u64,
    pub(super) issued_at: Timestamp,
    pub(super) expires_at: Timestamp,
}

impl Head {
    pub(super) fn read(fields: &mut Fields) -> Result<Self, TrustError> {
        let place = fields.place(key::DOC_FORMAT);
        let format = as_uint(&fields.require(key::DOC_FORMAT)?, place)?;
        if format != key::FORMAT {
            return Err(TrustError::Format { found: format });
        }
        let domain = fields.text(key::DOC_DOMAIN, DOMAIN_BYTES)?;
        Ok(Self {
            domain: domain.ok_or(FieldError::Missing { place: fields.place(key::DOC_DOMAIN) })?,
            epoch: required_uint(fields, key::DOC_EPOCH)?,
            version: required_uint(fields, key::DOC_VERSION)?,
            issued_at: required_time(fields, key::DOC_IAT)?,
            expires_at: required_time(fields, key::DOC_EXP)?,
        })
    }
}

pub(super) fn check_head(
    part: &'static str,
    domain: &str,
    epoch: u64,
    version: u64,
) -> Result<(), FieldError> {
    let wrong = |key| Err(FieldError::Value { place: Place { part, key } });
    match (domain.len(), epoch, version) {
        (0, ..) => wrong(key::DOC_DOMAIN),
        (length, ..) if length > DOMAIN_BYTES => wrong(key::DOC_DOMAIN),
        (_, 0, _) => wrong(key::DOC_EPOCH),
        (_, _, 0) => wrong(key::DOC_VERSION),
        _ => Ok(()),
    }
}

pub(super) fn required_uint(fields: &mut Fields, key: i64) -> Result<u64, FieldError> {
    let place = fields.place(key);
    as_uint(&fields.require(key)?, place)
}

pub(super) fn required_time(fields: &mut Fields, key: i64) -> Result<Timestamp, FieldError> {
    let place = fields.place(key);
    time(required_uint(fields, key)?).ok_or(FieldError::Value { place })
}

pub(super) fn time(seconds: u64) -> Option<Timestamp> {
    i64::try_from(seconds).ok().and_then(|seconds| Timestamp::new(seconds).ok())
}

pub(super) fn read_key(value: Value, place: Place) -> Result<PublicKey, TrustError> {
    let bytes = value.into_bytes().map_err(|_| FieldError::Type { place })?;
    let found = bytes.len();
    let bytes: Result<[u8; PUBLIC_KEY_BYTES], _> = bytes.try_into();
    let bytes = bytes.map_err(|_| FieldError::Length { place, found, limit: PUBLIC_KEY_BYTES })?;
    PublicKey::from_bytes(&bytes).map_err(TrustError::Key)
}

/// Longest domain, in bytes (§5.3).
const DOMAIN_BYTES: usize = 16;
