//! The root document: who may sign what (§5.3).

use super::document::PreparedDocument;
use super::error::TrustError;
use super::fields::{self, Head};
use super::role::Role;
use crate::cbor::{FieldError, Fields, encode, int, map};
use crate::cose::PublicKey;
use crate::limits::ROOT_LIFE_SECONDS;
use crate::registry::trust as key;
use crate::registry::trust::RoleName;
use crate::time::{Timestamp, Validity};
use ciborium::Value;
use std::collections::BTreeMap;

/// What a root document says: a domain, a version, an epoch, a span, and the roles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Root {
    head: Head,
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
        let new = Self { head: Head::first(domain, span), roles };
        new.check()?;
        Ok(new)
    }

    /// Sets version and epoch, both from 1.
    ///
    /// # Errors
    /// [`TrustError::Field`] for 0.
    pub fn with_version(self, version: u64, epoch: u64) -> Result<Self, TrustError> {
        let new = Self { head: Head { version, epoch, ..self.head }, ..self };
        new.check()?;
        Ok(new)
    }

    /// Sets a role. Roles other than root and list are kept for later (§5.3).
    ///
    /// # Errors
    /// [`TrustError::ThresholdInvalid`], [`TrustError::KeyDuplicate`], [`TrustError::KeyOverlap`].
    pub fn with_role(mut self, name: RoleName, role: Role) -> Result<Self, TrustError> {
        self.roles.insert(name, role);
        self.check()?;
        Ok(self)
    }

    /// The unsigned document.
    ///
    /// # Errors
    /// As [`Root::new`].
    pub fn prepare(&self) -> Result<PreparedDocument, TrustError> {
        self.check()?;
        let role = |(name, role): (&RoleName, &Role)| (int(name.number()), role.write());
        let roles = (key::ROOT_ROLES, Some(Value::Map(self.roles.iter().map(role).collect())));
        let payload = map(self.head.write().into_iter().chain([roles]));
        Ok(PreparedDocument::new(key::ROOT_TYPE, encode(payload)))
    }

    /// The domain, which separates trial from use.
    pub fn domain(&self) -> &str {
        &self.head.domain
    }

    /// The epoch of the trust lists it vouches for.
    pub const fn epoch(&self) -> u64 {
        self.head.epoch
    }

    /// The version.
    pub const fn version(&self) -> u64 {
        self.head.version
    }

    /// When it was issued.
    pub const fn issued_at(&self) -> Timestamp {
        self.head.issued_at
    }

    /// When it expires.
    pub const fn expires_at(&self) -> Timestamp {
        self.head.expires_at
    }

    /// The roles, in the order of their numbers.
    pub fn roles(&self) -> impl Iterator<Item = (RoleName, &Role)> {
        self.roles.iter().map(|(name, role)| (*name, role))
    }

    pub(super) fn role(&self, name: RoleName) -> Result<&Role, TrustError> {
        let none = TrustError::ThresholdInvalid { role: name, threshold: 0, keys: 0 };
        self.roles.get(&name).ok_or(none)
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = &PublicKey> {
        self.roles.values().flat_map(|role| role.keys().iter())
    }

    pub(crate) fn decode(payload: &[u8]) -> Result<Self, TrustError> {
        let payload = fields::payload(payload)?;
        let mut fields = fields::open("root", &payload)?;
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
        let root = Self { head, roles };
        root.check()?;
        Ok(root)
    }

    fn check(&self) -> Result<(), TrustError> {
        self.head.check("root")?;
        if !(1..=ROOT_LIFE_SECONDS).contains(&self.head.life()) {
            return Err(TrustError::Window);
        }
        self.roles.iter().try_for_each(|(name, role)| role.check(*name))?;
        let keys: Vec<&PublicKey> = self.keys().collect();
        let overlaps = |(i, key)| keys.iter().take(i).any(|earlier| earlier == key);
        if keys.iter().enumerate().any(overlaps) { Err(TrustError::KeyOverlap) } else { Ok(()) }
    }
}
