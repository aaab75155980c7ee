//! DEFLATE over `flate2`, bounded, with and without the preset dictionary (§1.3).

use crate::code::Code;
use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress, Status};

/// How a stream is framed.
#[derive(Clone, Copy)]
pub(crate) enum Framing {
    /// RFC 1951, with our preset dictionary.
    Dictionary,
    /// RFC 1950, without a dictionary.
    Zlib,
}

/// The preset dictionary. A draft until it is frozen as number 1.
pub(crate) const DICTIONARY: &[u8] = include_bytes!("spec/dictionary/dictionary-1.bin");

/// Compresses as tightly as the library can.
pub(crate) fn deflate(bytes: &[u8], framing: Framing) -> Result<Vec<u8>, DeflateError> {
    let mut stream = match framing {
        Framing::Zlib => Compress::new(Compression::best(), true),
        Framing::Dictionary => {
            let mut stream = Compress::new(Compression::best(), false);
            stream.set_dictionary(DICTIONARY).map_err(|_| DeflateError::Broken)?;
            stream
        }
    };
    // What cannot be compressed grows by some bytes for each block of a few thousand; the frame takes six.
    let blocks = bytes.len().checked_div(1_024).unwrap_or(0);
    let mut out = Vec::with_capacity(bytes.len().saturating_add(blocks).saturating_add(64));
    match stream.compress_vec(bytes, &mut out, FlushCompress::Finish) {
        Ok(Status::StreamEnd) => Ok(out),
        _ => Err(DeflateError::Broken),
    }
}

/// Inflates one stream that must end where the bytes end, into at most `most` bytes.
pub(crate) fn inflate(bytes: &[u8], framing: Framing, most: usize) -> Result<Vec<u8>, DeflateError> {
    let mut stream = match framing {
        Framing::Zlib => Decompress::new(true),
        Framing::Dictionary => {
            let mut stream = Decompress::new(false);
            stream.set_dictionary(DICTIONARY).map_err(|_| DeflateError::Broken)?;
            stream
        }
    };
    let mut out = Vec::with_capacity(most.saturating_add(1));
    let status = stream.decompress_vec(bytes, &mut out, FlushDecompress::Finish);
    if out.len() > most {
        return Err(DeflateError::Limit { limit: most });
    }
    match status {
        Ok(Status::StreamEnd) => {}
        _ => return Err(DeflateError::Broken),
    }
    let consumed = usize::try_from(stream.total_in()).unwrap_or(usize::MAX);
    if consumed == bytes.len() { Ok(out) } else { Err(DeflateError::Trailing) }
}

/// What was wrong with a compressed body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DeflateError {
    /// Not a whole stream of the expected kind.
    #[error("the compressed body is damaged")]
    Broken,
    /// It inflates to more than the limit.
    #[error("the compressed body inflates to more than {limit} bytes")]
    Limit {
        /// The limit, in bytes.
        limit: usize,
    },
    /// Bytes follow the stream.
    #[error("something follows the compressed body")]
    Trailing,
}

impl DeflateError {
    /// The stable code.
    pub const fn code(&self) -> Code {
        match self {
            Self::Broken => Code::EnvelopeInflate,
            Self::Limit { .. } => Code::EnvelopeInflateLimit,
            Self::Trailing => Code::EnvelopeInflateTrailing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_framings_give_back_what_went_in() {
        let bytes: Vec<u8> = (0..3_000_u32).flat_map(|i| (i / 7).to_be_bytes()).collect();
        for framing in [Framing::Dictionary, Framing::Zlib] {
            let body = deflate(&bytes, framing).unwrap();
            assert_eq!(inflate(&body, framing, bytes.len()), Ok(bytes.clone()));
            let less = bytes.len() - 1;
            assert_eq!(inflate(&body, framing, less), Err(DeflateError::Limit { limit: less }));
        }
    }

    #[test]
    fn a_bomb_stops_at_the_limit() {
        let zeros = vec![0; 64 * 1024 * 1024];
        for framing in [Framing::Dictionary, Framing::Zlib] {
            let bomb = deflate(&zeros, framing).unwrap();
            assert_eq!(inflate(&bomb, framing, 16_384), Err(DeflateError::Limit { limit: 16_384 }));
        }
    }

    #[test]
    fn a_stream_ends_where_the_bytes_end() {
        for framing in [Framing::Dictionary, Framing::Zlib] {
            let body = deflate(b"PK-KP", framing).unwrap();
            let longer = [&body[..], &[0]].concat();
            assert_eq!(inflate(&longer, framing, 100), Err(DeflateError::Trailing));
            assert_eq!(inflate(&body[..body.len() - 1], framing, 100), Err(DeflateError::Broken));
            assert_eq!(inflate(&[], framing, 100), Err(DeflateError::Broken));
        }
    }

    #[test]
    fn zlib_tricks_are_refused() {
        let mut wrong_sum = deflate(b"PK-KP", Framing::Zlib).unwrap();
        *wrong_sum.last_mut().unwrap() ^= 1;
        let preset = [0x78, 0xBB, 0, 0, 0, 1, 0x03, 0x00, 0, 0, 0, 1]; // FDICT
        let gzip = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        for bytes in [&wrong_sum[..], &preset, &gzip] {
            assert_eq!(inflate(bytes, Framing::Zlib, 100), Err(DeflateError::Broken));
        }
    }
}
