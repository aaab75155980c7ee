//! Keys of the identity map, CWT claim 169 (MOSIP "Claim 169 QR code specification" 1.2.0).

/// Identity number.
pub const ID: i64 = 1;
/// Version of the profile; ours says [`PROFILE`].
pub const VERSION: i64 = 2;
/// Language of the name, the address and the guardian's name.
pub const LANGUAGE: i64 = 3;
/// Full name.
pub const FULL_NAME: i64 = 4;
/// First name: read, never written.
pub const FIRST_NAME: i64 = 5;
/// Middle name: read, never written.
pub const MIDDLE_NAME: i64 = 6;
/// Last name: read, never written.
pub const LAST_NAME: i64 = 7;
/// Date of birth.
pub const BIRTH_DATE: i64 = 8;
/// Gender.
pub const GENDER: i64 = 9;
/// Address.
pub const ADDRESS: i64 = 10;
/// Electronic mail address: read, never written.
pub const EMAIL: i64 = 11;
/// Telephone number.
pub const PHONE: i64 = 12;
/// Nationality.
pub const NATIONALITY: i64 = 13;
/// Marital status: read, never written.
pub const MARITAL_STATUS: i64 = 14;
/// Guardian.
pub const GUARDIAN: i64 = 15;
/// Photograph, old form: read, never written.
pub const PHOTO: i64 = 16;
/// Format of the photograph: read, never written.
pub const PHOTO_FORMAT: i64 = 17;
/// Best quality fingers: read, never written.
pub const BEST_FINGERS: i64 = 18;
/// Full name in a second language.
pub const SECOND_NAME: i64 = 19;
/// The second language.
pub const SECOND_LANGUAGE: i64 = 20;
/// Location code.
pub const LOCATION: i64 = 21;
/// Legal status.
pub const LEGAL_STATUS: i64 = 22;
/// Country of issuance.
pub const COUNTRY: i64 = 23;
/// Face.
pub const FACE: i64 = 62;

/// What key 2 says in our profile.
pub const PROFILE: &str = "KP1";

/// Inside a biometric: the data.
pub const BIOMETRIC_DATA: i64 = 0;
/// Inside a biometric: the format.
pub const BIOMETRIC_FORMAT: i64 = 1;
/// Inside a biometric: the sub-format.
pub const BIOMETRIC_SUB_FORMAT: i64 = 2;
/// Format of a biometric: an image.
pub const FORMAT_IMAGE: u64 = 0;

super::wire_enum! {
    /// Gender, as key 9 of the identity map.
    Gender {
        /// Male.
        Male = 1, "male";
        /// Female.
        Female = 2, "female";
        /// The third option, printed X on the card.
        Other = 3, "other";
    }
}

super::wire_enum! {
    /// File format of a picture, as the sub-format of a face.
    PictureFormat {
        /// JPEG.
        Jpeg = 1, "JPEG";
        /// AVIF.
        Avif = 3, "AVIF";
        /// WebP.
        WebP = 4, "WebP";
    }
}
