//! New keys from the random source of the operating system.

use super::key::{KeyError, SigningKey};
use zeroize::Zeroizing;

impl SigningKey {
    /// Makes a new key.
    ///
    /// ```
    /// use khyber_pass::SigningKey;
    /// let key = SigningKey::generate()?;
    /// assert_ne!(key.public_key(), SigningKey::generate()?.public_key());
    /// # Ok::<(), khyber_pass::KeyError>(())
    /// ```
    ///
    /// # Errors
    /// [`KeyError::Random`] when the system has no random source to offer.
    pub fn generate() -> Result<Self, KeyError> {
        let mut seed = Zeroizing::new([0; 32]);
        getrandom::fill(&mut *seed).map_err(|_| KeyError::Random)?;
        Ok(Self::from_seed(&seed))
    }
}
