//! Compressed streams written by hand, so that no compressor decides what a vector looks like.

const DICTIONARY_NUMBER: u8 = 0x01;

/// A zlib stream (RFC 1950) that compresses nothing: stored blocks.
pub fn stored_zlib(bytes: &[u8]) -> Vec<u8> {
    [&[0x78, 0x01][..], &stored(bytes), &adler32(bytes).to_be_bytes()].concat()
}

/// The same behind so many blocks of nothing, five bytes each.
pub fn padded_zlib(bytes: &[u8], blocks: usize) -> Vec<u8> {
    let stream = stored_zlib(bytes);
    [&stream[..2], &[0, 0, 0, 0xFF, 0xFF].repeat(blocks), &stream[2..]].concat()
}

/// A dictionary body that makes no use of the dictionary.
pub fn stored_dictionary_body(message: &[u8]) -> Vec<u8> {
    [&[DICTIONARY_NUMBER][..], &stored(message)].concat()
}

/// Raw DEFLATE in stored blocks (RFC 1951 §3.2.4).
pub fn stored(bytes: &[u8]) -> Vec<u8> {
    // A stream of nothing has a block too.
    let blocks: Vec<&[u8]> = if bytes.is_empty() { vec![bytes] } else { bytes.chunks(0xFFFF).collect() };
    let mut out = Vec::new();
    for (i, block) in blocks.iter().enumerate() {
        let length = u16::try_from(block.len()).unwrap();
        out.push(u8::from(i + 1 == blocks.len()));
        out.extend(length.to_le_bytes());
        out.extend((!length).to_le_bytes());
        out.extend(*block);
    }
    out
}

/// Raw DEFLATE of so many zeros: single ones, and then the longest match again and again.
pub fn bomb(zeros: usize) -> Vec<u8> {
    let repeats = (zeros - 1) / 258;
    let mut bits = Bits::default();
    bits.put(0b011, 3); // the last block, fixed Huffman codes
    for _ in 0..zeros - 258 * repeats {
        bits.code(0b0011_0000, 8); // literal 0
    }
    for _ in 0..repeats {
        bits.code(0b1100_0101, 8); // length 258
        bits.code(0, 5); // distance 1
    }
    bits.code(0, 7); // end
    bits.bytes
}

/// The bomb as a zlib stream.
pub fn zlib_bomb(zeros: usize) -> Vec<u8> {
    // Adler-32 of zeros: a is 1, b their number.
    let sum = u32::try_from(zeros % 65_521).unwrap() << 16 | 1;
    [&[0x78, 0x01][..], &bomb(zeros), &sum.to_be_bytes()].concat()
}

fn adler32(bytes: &[u8]) -> u32 {
    let (a, b) = bytes.iter().fold((1_u32, 0_u32), |(a, b), byte| {
        let a = (a + u32::from(*byte)) % 65_521;
        (a, (b + a) % 65_521)
    });
    b << 16 | a
}

/// Bits from the lowest of each byte up.
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    used: u32,
}

impl Bits {
    fn put(&mut self, value: u32, count: u32) {
        for bit in 0..count {
            if self.used % 8 == 0 {
                self.bytes.push(0);
            }
            *self.bytes.last_mut().unwrap() |= u8::from(value >> bit & 1 == 1) << (self.used % 8);
            self.used += 1;
        }
    }

    /// A Huffman code stands with its highest bit first.
    fn code(&mut self, value: u32, count: u32) {
        for bit in (0..count).rev() {
            self.put(value >> bit & 1, 1);
        }
    }
}
