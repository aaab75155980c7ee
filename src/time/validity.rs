//! From when to when something holds (§3.2).

use super::error::TimeError;
use super::timestamp::Timestamp;

/// From when to when a credential holds: issued, perhaps not before, expires (§3.2).
///
/// ```
/// # use khyber_pass::{Timestamp, Validity};
/// let now = Timestamp::new(1_767_225_600)?;
/// let year = Validity::days_from(now, 365)?;
/// assert_eq!(year.expires_at().to_string(), "2027-01-01T00:00:00Z");
/// assert!(Validity::new(now, now).is_err());
/// # Ok::<(), khyber_pass::TimeError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Validity {
    issued_at: Timestamp,
    not_before: Option<Timestamp>,
    expires_at: Timestamp,
}

impl Validity {
    /// Issued at one moment, expiring at a later one. At the moment of expiry itself the credential
    /// has expired (RFC 8392 §3.1.4).
    ///
    /// # Errors
    /// [`TimeError::Order`] unless `expires_at` is after `issued_at`.
    pub fn new(issued_at: Timestamp, expires_at: Timestamp) -> Result<Self, TimeError> {
        if expires_at <= issued_at {
            return Err(TimeError::Order);
        }
        Ok(Self { issued_at, not_before: None, expires_at })
    }

    /// Issued at `issued_at`, for `days` times 86,400 seconds.
    ///
    /// # Errors
    /// [`TimeError::Order`] for zero days; [`TimeError::Range`] beyond the year 9999.
    pub fn days_from(issued_at: Timestamp, days: u32) -> Result<Self, TimeError> {
        Self::new(issued_at, issued_at.plus_days(days)?)
    }

    /// The same, but not to be accepted before `not_before`.
    ///
    /// # Errors
    /// [`TimeError::Order`] unless `not_before` is before the expiry.
    pub fn with_not_before(self, not_before: Timestamp) -> Result<Self, TimeError> {
        if not_before >= self.expires_at {
            return Err(TimeError::Order);
        }
        Ok(Self { not_before: Some(not_before), ..self })
    }

    /// When it was issued (`iat`).
    pub const fn issued_at(self) -> Timestamp {
        self.issued_at
    }

    /// Before when it must not be accepted (`nbf`), if that was said.
    pub const fn not_before(self) -> Option<Timestamp> {
        self.not_before
    }

    /// When it expires (`exp`).
    pub const fn expires_at(self) -> Timestamp {
        self.expires_at
    }

    /// Seconds from issue to expiry.
    pub const fn lifetime_seconds(self) -> i64 {
        self.expires_at.seconds().saturating_sub(self.issued_at.seconds())
    }
}
