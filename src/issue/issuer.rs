//! The easy door for issuers: prepare, sign, finish in a row.

use super::draft::Draft;
use super::error::IssueError;
use super::prepared::{Prepared, QrText};
use crate::cose::{PublicKey, SigningKey};
use crate::limits::ISS_BYTES;
use crate::trust::{KeyReason, TrustList};

/// An issuer name and a key that is at hand.
#[derive(Debug)]
pub struct Issuer {
    name: String,
    key: SigningKey,
    public: PublicKey,
    list: Option<TrustList>,
}

impl Issuer {
    /// An issuer such as `PK-KP` or `PK-KP/HEALTH`, who is not compared with any trust list.
    ///
    /// # Errors
    /// [`IssueError::IssuerName`] unless the name has 1 to 32 bytes.
    pub fn new(name: &str, key: SigningKey) -> Result<Self, IssueError> {
        let found = name.len();
        if !(1..=ISS_BYTES).contains(&found) {
            return Err(IssueError::IssuerName { found, limit: ISS_BYTES });
        }
        Ok(Self { name: name.to_owned(), public: key.public_key(), key, list: None })
    }

    /// An issuer who refuses to sign what verifiers would refuse under this trust list. The name is that
    /// of the key's entry.
    ///
    /// # Errors
    /// [`IssueError::Key`] when the key is not on the list.
    pub fn listed(list: &TrustList, key: SigningKey) -> Result<Self, IssueError> {
        let public = key.public_key();
        let entry = list.entry(&public).ok_or(KeyReason::Unknown { kid: public.kid() })?;
        Ok(Self { name: entry.issuer().to_owned(), key, public, list: Some(list.clone()) })
    }

    /// Issues a credential.
    ///
    /// # Errors
    /// As [`Prepared::new`], [`Prepared::within`] and [`Prepared::finish`].
    pub fn issue(&self, draft: &Draft) -> Result<QrText, IssueError> {
        let mut prepared = Prepared::new(draft, &self.name, &self.public)?;
        if let Some(list) = &self.list {
            prepared = prepared.within(list)?;
        }
        // Our own signature needs no verifying; one that comes from elsewhere does.
        prepared.put_together(&self.key.sign(&prepared.to_be_signed()))
    }
}
