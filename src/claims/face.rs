//! A picture of the face, as small as a code can carry (§3.3).

use super::error::PersonError;
use crate::limits::FACE_BYTES;
use crate::registry::claim169::PictureFormat;

/// A picture of at most 1,200 bytes. The crate neither scales nor compresses pictures.
#[derive(Clone, PartialEq, Eq)]
pub struct Face {
    format: PictureFormat,
    bytes: Vec<u8>,
}

impl Face {
    /// Takes a JPEG, WebP or AVIF file. Its format is read off the first bytes, never believed.
    ///
    /// # Errors
    /// [`PersonError::FaceType`] for another format; [`PersonError::FaceSize`] above 1,200 bytes.
    pub fn new(bytes: Vec<u8>) -> Result<Self, PersonError> {
        let format = sniff(&bytes).ok_or(PersonError::FaceType)?;
        if bytes.len() > FACE_BYTES {
            return Err(PersonError::FaceSize { found: bytes.len(), limit: FACE_BYTES });
        }
        Ok(Self { format, bytes })
    }

    /// Keeps a picture as it was signed, and says whether its bytes are what it claims to be.
    pub(crate) fn as_signed(format: PictureFormat, bytes: Vec<u8>) -> (Self, bool) {
        let honest = sniff(&bytes) == Some(format);
        (Self { format, bytes }, honest)
    }

    /// The file format.
    pub const fn format(&self) -> PictureFormat {
        self.format
    }

    /// The bytes of the file.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }
}

impl core::fmt::Debug for Face {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Face({}, {} bytes)", self.format, self.bytes.len())
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Face {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.bytes)
    }
}

fn sniff(bytes: &[u8]) -> Option<PictureFormat> {
    match bytes {
        [0xFF, 0xD8, 0xFF, ..] => Some(PictureFormat::Jpeg),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(PictureFormat::WebP),
        [_, _, _, _, b'f', b't', b'y', b'p', b'a', b'v', b'i', b'f' | b's', ..] => Some(PictureFormat::Avif),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_format_is_read_off_the_bytes() {
        let jpeg = Face::new(vec![0xFF, 0xD8, 0xFF, 0xE0]).unwrap();
        assert_eq!(jpeg.format(), PictureFormat::Jpeg);
        assert_eq!(Face::new(b"RIFF\x04\0\0\0WEBPVP8 ".to_vec()).unwrap().format(), PictureFormat::WebP);
        assert_eq!(Face::new(b"\0\0\0\x1cftypavif".to_vec()).unwrap().format(), PictureFormat::Avif);
        assert_eq!(Face::new(b"\x89PNG\r\n\x1a\n".to_vec()), Err(PersonError::FaceType));
        assert_eq!(Face::new(vec![]), Err(PersonError::FaceType));
        let large = [vec![0xFF, 0xD8, 0xFF], vec![0; 1_198]].concat();
        assert_eq!(Face::new(large), Err(PersonError::FaceSize { found: 1_201, limit: 1_200 }));
        assert!(!Face::as_signed(PictureFormat::WebP, vec![0xFF, 0xD8, 0xFF]).1);
    }
}
