//! Draws from a seed, the same on every machine.

/// SplitMix64: a small generator that gives the same numbers everywhere.
pub struct Random(pub u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ mixed >> 31
    }

    /// A number of a range, both ends included. The slight bias of the remainder does not matter here.
    pub fn between(&mut self, least: i64, most: i64) -> i64 {
        least + (self.next() % (most - least + 1) as u64) as i64
    }

    pub fn percent(&mut self, share: i64) -> bool {
        self.between(0, 99) < share
    }

    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.between(0, from.len() as i64 - 1) as usize]
    }

    pub fn digits(&mut self, count: usize) -> String {
        (0..count).map(|_| char::from(b'0' + self.between(0, 9) as u8)).collect()
    }

    pub fn bytes<const N: usize>(&mut self) -> [u8; N] {
        [0; N].map(|_| self.next() as u8)
    }

    /// Eight digits of which the first are zeros: three to eight count.
    pub fn serial(&mut self) -> String {
        let digits = self.between(3, 8) as u32;
        format!("{:08}", self.between(1, 10_i64.pow(digits) - 1))
    }

    pub fn letters(&mut self, count: usize) -> String {
        (0..count).map(|_| char::from(b'A' + self.between(0, 25) as u8)).collect()
    }

    pub fn location(&mut self) -> String {
        let district = self.between(111, 299);
        if self.percent(75) {
            format!("PK-KP-{district}")
        } else {
            format!("PK-KP-{district}-{}", self.digits(2))
        }
    }
}
