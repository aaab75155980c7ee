//! Location codes, countries and telephone numbers: short texts with a fixed pattern (§3.3).

use super::error::PersonError;
use crate::limits::{LOCATION_CHARS, PHONE_CHARS};
use crate::text::ascii_digits;

macro_rules! pattern_text {
    ($(#[$meta:meta])* $name:ident, $field:literal, $fits:expr) => {
        $(#[$meta])*
        #[derive(Clone, PartialEq, Eq)]
        pub struct $name(String);

        impl $name {
            /// Keeps a text as it was signed, if it has the pattern.
            pub(crate) fn as_signed(text: String) -> Option<Self> {
                let fits: fn(&str) -> bool = $fits;
                fits(&text).then_some(Self(text))
            }

            /// The text as it is signed.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            fn checked(text: String) -> Result<Self, PersonError> {
                Self::as_signed(text).ok_or(PersonError::Shape { field: $field })
            }
        }

        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl core::fmt::Debug for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(stringify!($name))
            }
        }

        #[cfg(feature = "serde")]
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }
    };
}

pattern_text! {
    /// A location code such as `PK-KP-173`: opaque, because districts change every year.
    Location, "location", |text| is_code(text, LOCATION_CHARS)
}

pattern_text! {
    /// A country, as two letters of ISO 3166-1.
    Country, "country", |text| text.len() == 2 && text.bytes().all(|b| b.is_ascii_uppercase())
}

pattern_text! {
    /// A telephone number, as a plus sign and 7 to 15 digits (ITU-T E.164).
    Phone, "telephone number", |text| {
        let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        text.strip_prefix('+').is_some_and(digits) && (8..=PHONE_CHARS).contains(&text.len())
    }
}

impl Location {
    /// Takes capital letters, digits and hyphens, 1 to 16 of them.
    ///
    /// # Errors
    /// [`PersonError::Shape`].
    pub fn new(code: &str) -> Result<Self, PersonError> {
        Self::checked(code.to_owned())
    }
}

impl Country {
    /// Takes two capital letters, such as `PK`.
    ///
    /// # Errors
    /// [`PersonError::Shape`].
    pub fn new(code: &str) -> Result<Self, PersonError> {
        Self::checked(code.to_owned())
    }
}

impl Phone {
    /// Takes an international number; spaces and hyphens are dropped, Urdu digits are read.
    ///
    /// # Errors
    /// [`PersonError::Shape`].
    pub fn new(raw: &str) -> Result<Self, PersonError> {
        Self::checked(ascii_digits(raw).chars().filter(|c| !matches!(c, ' ' | '-')).collect())
    }
}

/// Capital letters, digits and hyphens, from 1 to `most`.
pub(super) fn is_code(text: &str, most: usize) -> bool {
    let plain = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-';
    (1..=most).contains(&text.len()) && text.bytes().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_kept() {
        assert!(Location::new("PK-KP-173").is_ok());
        assert_eq!(Location::new(""), Err(PersonError::Shape { field: "location" }));
        assert_eq!(Location::new("PK-KP-173-0000001"), Err(PersonError::Shape { field: "location" }));
        assert_eq!(Location::new("Swat"), Err(PersonError::Shape { field: "location" }));
        assert_eq!(Country::new("pk"), Err(PersonError::Shape { field: "country" }));
        assert_eq!(Phone::new("+92 300 0000001").unwrap().as_str(), "+923000000001");
        assert_eq!(Phone::new("0300 0000001"), Err(PersonError::Shape { field: "telephone number" }));
        assert_eq!(format!("{:?}", Phone::new("+923000000001")), "Ok(Phone)");
    }
}
