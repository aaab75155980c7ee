//! A random permutation of 0 to n - 1 that needs no table (§8.7).

use sha2::{Digest, Sha256};

/// A permutation that follows from a secret of 32 bytes and the number of a list.
///
/// It is a balanced Feistel network of ten rounds over the smallest even number of bits that holds n, with
/// SHA-256 as its round function; what falls outside is sent through again until it falls inside.
pub(super) struct Permutation {
    seed: [u8; 32],
    list: u16,
    count: u64,
    half: u32,
}

impl Permutation {
    /// `count` is from 1 to 2^24.
    pub(super) fn new(seed: [u8; 32], list: u16, count: u64) -> Self {
        let bits = u64::BITS.saturating_sub(count.saturating_sub(1).leading_zeros());
        Self { seed, list, count, half: bits.div_ceil(2).max(1) }
    }

    /// The number at a place below `count`.
    pub(super) fn at(&self, place: u64) -> u64 {
        let mut number = self.once(place);
        // A permutation of the larger set returns into the smaller one: the walk is a cycle.
        while number >= self.count {
            number = self.once(number);
        }
        number
    }

    fn once(&self, number: u64) -> u64 {
        let mask = 1_u64.checked_shl(self.half).unwrap_or(0).saturating_sub(1);
        let (mut left, mut right) = (number.checked_shr(self.half).unwrap_or(0) & mask, number & mask);
        for round in 0..ROUNDS {
            (left, right) = (right, left ^ self.mix(round, right) & mask);
        }
        left.checked_shl(self.half).unwrap_or(0) | right
    }

    fn mix(&self, round: u8, half: u64) -> u64 {
        let hash = Sha256::new()
            .chain_update(b"kp-index-1")
            .chain_update(self.seed)
            .chain_update(self.list.to_be_bytes())
            .chain_update(self.count.to_be_bytes())
            .chain_update([round])
            .chain_update(half.to_be_bytes())
            .finalize();
        hash.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
    }
}

const ROUNDS: u8 = 10;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_comes_once() {
        for count in [1, 2, 3, 4, 5, 15, 16, 17, 1_000, 4_096, 5_000] {
            let permutation = Permutation::new([7; 32], 3, count);
            let mut numbers: Vec<u64> = (0..count).map(|place| permutation.at(place)).collect();
            numbers.sort_unstable();
            assert_eq!(numbers, (0..count).collect::<Vec<_>>(), "{count}");
        }
    }

    /// Neighbours in time are not neighbours in the list, and another secret or another list gives another order.
    #[test]
    fn the_order_tells_nothing() {
        let one = Permutation::new([1; 32], 3, 1 << 20);
        let numbers: Vec<u64> = (0..2_000).map(|place| one.at(place)).collect();
        let rising = numbers.windows(2).filter(|pair| pair[0] < pair[1]).count();
        assert!((900..1_100).contains(&rising), "{rising}");
        let near = numbers.windows(2).filter(|pair| pair[0].abs_diff(pair[1]) < 1 << 10).count();
        assert!(near < 20, "{near}");
        for (secret, list) in [([2; 32], 3), ([1; 32], 4)] {
            let other = Permutation::new(secret, list, 1 << 20);
            let same = (0..2_000).filter(|place| one.at(*place) == other.at(*place)).count();
            assert!(same < 5, "{same}");
        }
        let upper = numbers.iter().filter(|number| **number >= 1 << 19).count();
        assert!((900..1_100).contains(&upper), "{upper}");
    }
}
