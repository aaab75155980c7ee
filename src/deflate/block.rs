//! One DEFLATE block of fixed codes (RFC 1951 §3.2.6), in as few bits as such a block can have.
//!
//! A message is short: codes of its own would cost more than they save. With fixed codes the cost of every step is
//! known beforehand, so that the cheapest way through the bytes is found once, from the end to the beginning.

use super::suffixes::{SHORTEST, Suffixes};
use std::iter::successors;

/// The longest match. (258 has a code apart, which is not used.)
const LONGEST: usize = 257;
/// The last block; fixed codes.
const HEAD: (u32, u32) = (0b011, 3);
const END_OF_BLOCK: u32 = 256;

/// How to go on from one place, and how many bits it costs from there to the end.
#[derive(Clone, Copy)]
struct Way {
    bits: u32,
    step: Step,
}

#[derive(Clone, Copy)]
enum Step {
    Literal(u8),
    Match { length: usize, distance: usize },
}

/// Deflates with a dictionary. Time grows with the square of what repeats itself: for short texts.
pub(crate) fn deflate_block(bytes: &[u8], dictionary: &Suffixes<'_>) -> Vec<u8> {
    let ways = ways(bytes, dictionary);
    let mut out = Bits::default();
    out.put(HEAD);
    // The way from the beginning was found last.
    let mut left = bytes.len();
    while let Some(way) = left.checked_sub(1).and_then(|last| ways.get(last)) {
        match way.step {
            Step::Literal(byte) => out.put(symbol(u32::from(byte))),
            Step::Match { length, distance } => {
                let (code, extra) = length_code(length);
                out.put(symbol(code));
                out.put(extra);
                let (code, extra) = distance_code(distance);
                out.put(reversed(code, 5));
                out.put(extra);
            }
        }
        left = left.saturating_sub(way.step.length());
    }
    out.put(symbol(END_OF_BLOCK));
    out.finish()
}

/// The cheapest way from each place to the end; that from the last byte comes first.
fn ways(bytes: &[u8], dictionary: &Suffixes<'_>) -> Vec<Way> {
    let earlier = earlier(bytes);
    let mut ways: Vec<Way> = Vec::with_capacity(bytes.len());
    for place in (0..bytes.len()).rev() {
        let text = bytes.get(place..).unwrap_or_default();
        let after = |length: usize| {
            let left = text.len().saturating_sub(length);
            left.checked_sub(1).and_then(|last| ways.get(last)).map_or(0, |way| way.bits)
        };
        let step = Step::Literal(text.first().copied().unwrap_or_default());
        let mut best = Way { bits: step.bits().saturating_add(after(1)), step };
        let mut consider = |length, distance| {
            let step = Step::Match { length, distance };
            let bits = step.bits().saturating_add(after(length));
            if bits < best.bits {
                best = Way { bits, step };
            }
        };
        let text = text.get(..LONGEST).unwrap_or(text);
        for (length, before_the_end) in dictionary.last_places(text) {
            consider(length, before_the_end.saturating_add(place));
        }
        // What is nearer costs less, so that a place farther off is only worth its additional length.
        let mut known = SHORTEST.saturating_sub(1);
        let before = |place: &usize| earlier.get(*place).copied().flatten();
        for start in successors(before(&place), before) {
            if known >= text.len() {
                break;
            }
            let length = common(bytes.get(start..).unwrap_or_default(), text);
            for length in known.saturating_add(1)..=length {
                consider(length, place.saturating_sub(start));
            }
            known = known.max(length);
        }
        ways.push(best);
    }
    ways
}

/// For each place, the nearest one before it where the same three bytes begin, or others that hash alike.
fn earlier(bytes: &[u8]) -> Vec<Option<usize>> {
    let mut latest = [None; 1 << 10];
    let hash = |three: &[u8]| {
        let number = three.iter().fold(0_u32, |number, byte| number.wrapping_shl(8) | u32::from(*byte));
        usize::try_from(number.wrapping_mul(0x9E37_79B1).wrapping_shr(22)).unwrap_or_default()
    };
    let remember = |(place, three)| latest.get_mut(hash(three)).and_then(|latest| latest.replace(place));
    bytes.windows(SHORTEST).enumerate().map(remember).collect()
}

/// How many first bytes are the same.
fn common(one: &[u8], other: &[u8]) -> usize {
    one.iter().zip(other).take_while(|(one, other)| one == other).count()
}

impl Step {
    fn length(self) -> usize {
        match self {
            Self::Literal(_) => 1,
            Self::Match { length, .. } => length,
        }
    }

    fn bits(self) -> u32 {
        match self {
            Self::Literal(byte) => symbol(u32::from(byte)).1,
            Self::Match { length, distance } => {
                let ((code, (_, more)), (_, (_, most))) = (length_code(length), distance_code(distance));
                symbol(code).1.saturating_add(more).saturating_add(5).saturating_add(most)
            }
        }
    }
}

/// A literal, a length or the end of the block as bits, and their number (§3.2.6).
fn symbol(symbol: u32) -> (u32, u32) {
    match symbol {
        0..=143 => reversed(symbol.wrapping_add(0x30), 8),
        144..=255 => reversed(symbol.wrapping_add(0x190 - 144), 9),
        256..=279 => reversed(symbol.wrapping_sub(256), 7),
        _ => reversed(symbol.wrapping_sub(280).wrapping_add(0xC0), 8),
    }
}

/// Codes are written from their highest bit on, all else from the lowest.
fn reversed(code: u32, bits: u32) -> (u32, u32) {
    (code.reverse_bits().wrapping_shr(32_u32.wrapping_sub(bits)), bits)
}

/// The code of a length, and the bits that follow it (§3.2.5): four codes for each number of extra bits.
fn length_code(length: usize) -> (u32, (u32, u32)) {
    let (extra, group, value) = split(length.saturating_sub(SHORTEST), 2);
    (group.saturating_add(extra.saturating_mul(4)).saturating_add(257), (value, extra))
}

/// The code of a distance, and the bits that follow it (§3.2.5): two codes for each number of extra bits.
fn distance_code(distance: usize) -> (u32, (u32, u32)) {
    let (extra, group, value) = split(distance.saturating_sub(1), 1);
    (group.saturating_add(extra.saturating_mul(2)), (value, extra))
}

/// How many extra bits a number has, what stands above them, and they themselves.
fn split(number: usize, group: u32) -> (u32, u32, u32) {
    let number = u32::try_from(number).unwrap_or(u32::MAX);
    let extra = number.checked_ilog2().unwrap_or(0).saturating_sub(group);
    let above = number.wrapping_shr(extra);
    (extra, above, number ^ above.wrapping_shl(extra))
}

/// Bits, the lowest of each byte first.
#[derive(Default)]
struct Bits {
    out: Vec<u8>,
    held: u32,
    count: u32,
}

impl Bits {
    fn put(&mut self, (value, bits): (u32, u32)) {
        self.held |= value.wrapping_shl(self.count);
        self.count = self.count.saturating_add(bits);
        while self.count >= 8 {
            self.byte();
            self.count = self.count.saturating_sub(8);
        }
    }

    fn byte(&mut self) {
        let [low, ..] = self.held.to_le_bytes();
        self.out.push(low);
        self.held = self.held.wrapping_shr(8);
    }

    fn finish(mut self) -> Vec<u8> {
        if self.count > 0 {
            self.byte();
        }
        self.out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Decompress, FlushDecompress, Status};
    use proptest::prelude::*;

    const WORDS: &[u8] = b"PK-KP/HEALTH Gul Khan Gulalai Khan aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    fn inflated(stream: &[u8], dictionary: &[u8], length: usize) -> Vec<u8> {
        let mut inflater = Decompress::new(false);
        inflater.set_dictionary(dictionary).unwrap();
        let mut out = Vec::with_capacity(length + 1);
        let status = inflater.decompress_vec(stream, &mut out, FlushDecompress::Finish);
        assert_eq!((status.unwrap(), inflater.total_in()), (Status::StreamEnd, stream.len() as u64));
        out
    }

    /// Every length at every place, the slow way.
    fn fewest_bits(bytes: &[u8], dictionary: &[u8]) -> u32 {
        let whole = [dictionary, bytes].concat();
        let mut fewest = vec![0; bytes.len() + 1];
        for place in (0..bytes.len()).rev() {
            fewest[place] = symbol(bytes[place].into()).1 + fewest[place + 1];
            for start in 0..dictionary.len() + place {
                let from_dictionary = dictionary.get(start..).unwrap_or_default();
                let from = if from_dictionary.is_empty() { &whole[start..] } else { from_dictionary };
                for length in SHORTEST..=common(from, &bytes[place..]).min(LONGEST) {
                    let step = Step::Match { length, distance: dictionary.len() + place - start };
                    fewest[place] = fewest[place].min(step.bits() + fewest[place + length]);
                }
            }
        }
        fewest[0] + HEAD.1 + 7
    }

    #[test]
    fn every_length_and_every_distance_comes_back() {
        let dictionary: &'static [u8] =
            Vec::leak((0..2_048_u32).flat_map(|n| (n * 7_919).to_be_bytes()).collect());
        let suffixes = Suffixes::new(dictionary);
        for start in (0..dictionary.len()).step_by(31) {
            let bytes = &dictionary[start..dictionary.len().min(start + 9 + start % 300)];
            assert_eq!(inflated(&deflate_block(bytes, &suffixes), dictionary, bytes.len()), bytes);
        }
        for length in (0..=600).step_by(7) {
            let bytes = vec![0xA5; length];
            assert_eq!(inflated(&deflate_block(&bytes, &suffixes), dictionary, length), bytes);
        }
    }

    proptest! {
        #[test]
        fn no_such_block_is_shorter(bytes in "(Gul|Khan| |PK-KP/|[a-eäش]){0,40}") {
            let stream = deflate_block(bytes.as_bytes(), &Suffixes::new(WORDS));
            prop_assert_eq!(&inflated(&stream, WORDS, bytes.len()), bytes.as_bytes());
            let fewest = fewest_bits(bytes.as_bytes(), WORDS).div_ceil(8);
            prop_assert_eq!(stream.len(), usize::try_from(fewest).unwrap());
        }

        #[test]
        fn any_bytes_come_back(bytes in proptest::collection::vec(any::<u8>(), 0..700)) {
            let stream = deflate_block(&bytes, &Suffixes::new(WORDS));
            prop_assert_eq!(inflated(&stream, WORDS, bytes.len()), bytes);
        }
    }
}
