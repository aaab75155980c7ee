//! DEFLATE, bounded, with and without the preset dictionary (§1.3): over `flate2`, but for short messages, which a
//! compressor that looks at every way makes shorter.

mod block;
mod suffixes;

use crate::code::Code;
use block::deflate_block;
use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress, Status};
use std::cell::Cell;
use std::sync::LazyLock;
use std::thread::LocalKey;
use suffixes::Suffixes;

/// How a stream is framed.
#[derive(Clone, Copy)]
pub(crate) enum Framing {
    /// RFC 1951, with our preset dictionary.
    Dictionary,
    /// RFC 1950, without a dictionary.
    Zlib,
}

/// Preset dictionary number 1. It is frozen: what is written with it stays readable.
pub(crate) const DICTIONARY: &[u8] = include_bytes!("../spec/dictionary/dictionary-1.bin");

static SUFFIXES: LazyLock<Suffixes> = LazyLock::new(|| Suffixes::new(DICTIONARY));

/// What is longer is worth codes of its own, which `flate2` makes.
const SHORT: usize = 1_024;

/// Compresses tightly.
pub(crate) fn deflate(bytes: &[u8], framing: Framing) -> Result<Vec<u8>, DeflateError> {
    match framing {
        Framing::Zlib => deflate_by(&mut Compress::new(Compression::best(), true), bytes),
        Framing::Dictionary if bytes.len() <= SHORT => Ok(deflate_block(bytes, &SUFFIXES)),
        Framing::Dictionary => kept(
            &DEFLATER,
            || Compress::new(Compression::best(), false),
            |stream| {
                stream.reset();
                stream.set_dictionary(DICTIONARY).map_err(|_| DeflateError::Broken)?;
                deflate_by(stream, bytes)
            },
        ),
    }
}

fn deflate_by(stream: &mut Compress, bytes: &[u8]) -> Result<Vec<u8>, DeflateError> {
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
    let mut out = Vec::new();
    let (_, ended) = inflate_into(&mut out, bytes, framing, most);
    ended.map(|()| out)
}

/// What a stream gave, whatever became of it. For showing, never for believing.
pub(crate) struct Inflated {
    /// At most as many bytes as were allowed.
    pub(crate) bytes: Vec<u8>,
    /// How many bytes of the stream were read.
    pub(crate) consumed: usize,
    pub(crate) fault: Option<DeflateError>,
}

/// Inflates as far as a stream goes.
pub(crate) fn inflate_as_far(bytes: &[u8], framing: Framing, most: usize) -> Inflated {
    let mut out = Vec::new();
    let (consumed, ended) = inflate_into(&mut out, bytes, framing, most);
    out.truncate(most);
    Inflated { bytes: out, consumed, fault: ended.err() }
}

fn inflate_into(
    out: &mut Vec<u8>,
    bytes: &[u8],
    framing: Framing,
    most: usize,
) -> (usize, Result<(), DeflateError>) {
    let mut by = |stream: &mut Decompress| {
        let ended = inflate_by(stream, bytes, most, out);
        (consumed(stream), ended)
    };
    match framing {
        Framing::Zlib => by(&mut Decompress::new(true)),
        Framing::Dictionary => kept(
            &INFLATER,
            || Decompress::new(false),
            |stream| {
                stream.reset(false);
                match stream.set_dictionary(DICTIONARY) {
                    Ok(_) => by(stream),
                    Err(_) => (0, Err(DeflateError::Broken)),
                }
            },
        ),
    }
}

fn inflate_by(
    stream: &mut Decompress,
    bytes: &[u8],
    most: usize,
    out: &mut Vec<u8>,
) -> Result<(), DeflateError> {
    // Room for what is usual, and only then for all that is allowed.
    let usual = bytes.len().saturating_mul(4).saturating_add(64);
    out.reserve_exact(usual.min(most.saturating_add(1)));
    loop {
        let rest = bytes.get(consumed(stream)..).unwrap_or_default();
        let status = stream.decompress_vec(rest, out, FlushDecompress::Finish);
        if out.len() > most {
            return Err(DeflateError::Limit { limit: most });
        }
        match status {
            Ok(Status::StreamEnd) if consumed(stream) == bytes.len() => return Ok(()),
            Ok(Status::StreamEnd) => return Err(DeflateError::Trailing),
            Ok(_) if out.len() == out.capacity() => {
                out.reserve_exact(most.saturating_add(1).saturating_sub(out.len()));
            }
            _ => return Err(DeflateError::Broken),
        }
    }
}

fn consumed(stream: &Decompress) -> usize {
    usize::try_from(stream.total_in()).unwrap_or(usize::MAX)
}

thread_local! {
    /// To make a stream costs several times what a credential costs it, so each thread keeps one.
    static DEFLATER: Cell<Option<Compress>> = const { Cell::new(None) };
    static INFLATER: Cell<Option<Decompress>> = const { Cell::new(None) };
}

/// Works with the stream that this thread has kept, or with a new one.
fn kept<S, T>(
    place: &'static LocalKey<Cell<Option<S>>>,
    make: impl FnOnce() -> S,
    work: impl FnOnce(&mut S) -> T,
) -> T {
    let mut stream = place.try_with(Cell::take).ok().flatten().unwrap_or_else(make);
    let done = work(&mut stream);
    // Where the thread is ending nothing is kept.
    let _ = place.try_with(|place| place.set(Some(stream)));
    done
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

    /// A stream that is kept remembers nothing: not of what it read before, nor of what it refused.
    #[test]
    fn a_kept_stream_begins_anew() {
        let (one, other) = (b"PK-KP/HEALTH".repeat(100), b"Farzi Namuna".repeat(90));
        let alone = [&one, &other].map(|bytes| {
            let bytes = bytes.clone();
            std::thread::spawn(move || deflate(&bytes, Framing::Dictionary).unwrap()).join().unwrap()
        });
        for _ in 0..2 {
            for (bytes, body) in [&one, &other].into_iter().zip(&alone) {
                assert_eq!(deflate(bytes, Framing::Dictionary).as_ref(), Ok(body));
                assert_eq!(inflate(&body[..3], Framing::Dictionary, 2_000), Err(DeflateError::Broken));
                assert_eq!(inflate(&[0xFF; 9], Framing::Dictionary, 2_000), Err(DeflateError::Broken));
                assert_eq!(inflate(body, Framing::Dictionary, 9), Err(DeflateError::Limit { limit: 9 }));
                assert_eq!(inflate(body, Framing::Dictionary, 2_000).as_ref(), Ok(bytes));
            }
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
