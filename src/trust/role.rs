//! Some keys, and how many of them must sign (§5.2, §5.3).

use super::error::TrustError;
use super::fields::read_key;
use crate::cbor::{Data, FieldError, Place, as_uint, int};
use crate::cose::{PublicKey, SignedDocument};
use crate::limits::ROLE_KEYS;
use crate::registry::trust::RoleName;
use ciborium::Value;

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

    /// The same keys, in any order, and the same threshold.
    pub(super) fn is_same_as(&self, other: &Self) -> bool {
        // Keys are unique within a role, so equal counts and one inclusion suffice.
        self.threshold == other.threshold
            && self.keys.len() == other.keys.len()
            && self.keys.iter().all(|key| other.keys.contains(key))
    }

    /// Did enough of the keys sign the document?
    pub(super) fn approves(&self, role: RoleName, document: &SignedDocument) -> Result<(), TrustError> {
        let (have, need) = (document.count_signed_by(&self.keys), self.threshold);
        if have >= need && need > 0 { Ok(()) } else { Err(TrustError::Threshold { role, have, need }) }
    }

    pub(crate) fn check(&self, role: RoleName) -> Result<(), TrustError> {
        let (threshold, keys) = (self.threshold, self.keys.len());
        if threshold == 0 || threshold > keys || keys > ROLE_KEYS {
            return Err(TrustError::ThresholdInvalid { role, threshold, keys });
        }
        let repeated = |(i, key)| self.keys.iter().take(i).any(|earlier| earlier == key);
        if self.keys.iter().enumerate().any(repeated) { Err(TrustError::KeyDuplicate) } else { Ok(()) }
    }

    pub(super) fn write(&self) -> Value {
        let keys = self.keys.iter().map(|key| Value::Bytes(key.as_bytes().to_vec())).collect();
        Value::Array(vec![int(u64::try_from(self.threshold).unwrap_or(u64::MAX)), Value::Array(keys)])
    }

    pub(super) fn read(value: Data<'_>, place: Place) -> Result<Self, TrustError> {
        let Some([threshold, Data::Array(keys)]) = value.as_items() else {
            return Err(FieldError::Type { place }.into());
        };
        let threshold = as_uint(threshold, place)?;
        let keys = keys.map(|key| read_key(key, place)).collect::<Result<_, _>>()?;
        Ok(Self { threshold: usize::try_from(threshold).unwrap_or(usize::MAX), keys })
    }
}
