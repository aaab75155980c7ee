//! How much a symbol holds (ISO/IEC 18004:2015, table 7).

use super::Level;

/// The largest version.
pub(in crate::qr) const LARGEST: u8 = 40;

/// The smallest version that holds so many alphanumeric characters, up to the given one.
pub(in crate::qr) fn smallest_version(chars: usize, level: Level, largest: u8) -> Option<u8> {
    (1..=largest.min(LARGEST)).find(|version| chars <= capacity(*version, level))
}

/// How many alphanumeric characters fit into one segment: two take 11 bits, a single one 6. Nothing fits
/// into a version that does not exist.
pub(in crate::qr) fn capacity(version: u8, level: Level) -> usize {
    let table = match level {
        Level::L => &L,
        Level::M => &M,
        Level::Q => &Q,
        Level::H => &H,
    };
    let codewords = usize::from(version).checked_sub(1).and_then(|at| table.get(at)).copied().unwrap_or(0);
    let bits = usize::from(codewords).saturating_mul(8).saturating_sub(head_bits(version));
    bits.saturating_mul(2) / 11
}

/// Mode indicator and character count.
const fn head_bits(version: u8) -> usize {
    match version {
        ..=9 => 4 + 9,
        10..=26 => 4 + 11,
        _ => 4 + 13,
    }
}

// Data codewords of each version.

#[rustfmt::skip]
const L: [u16; 40] = [
    19, 34, 55, 80, 108, 136, 156, 194, 232, 274, 324, 370, 428, 461, 523, 589, 647, 721, 795, 861,
    932, 1006, 1094, 1174, 1276, 1370, 1468, 1531, 1631, 1735, 1843, 1955, 2071, 2191, 2306, 2434, 2566, 2702, 2812, 2956,
];

#[rustfmt::skip]
const M: [u16; 40] = [
    16, 28, 44, 64, 86, 108, 124, 154, 182, 216, 254, 290, 334, 365, 415, 453, 507, 563, 627, 669,
    714, 782, 860, 914, 1000, 1062, 1128, 1193, 1267, 1373, 1455, 1541, 1631, 1725, 1812, 1914, 1992, 2102, 2216, 2334,
];

#[rustfmt::skip]
const Q: [u16; 40] = [
    13, 22, 34, 48, 62, 76, 88, 110, 132, 154, 180, 206, 244, 261, 295, 325, 367, 397, 445, 485,
    512, 568, 614, 664, 718, 754, 808, 871, 911, 985, 1033, 1115, 1171, 1231, 1286, 1354, 1426, 1502, 1582, 1666,
];

#[rustfmt::skip]
const H: [u16; 40] = [
    9, 16, 26, 36, 46, 60, 66, 86, 100, 122, 140, 158, 180, 197, 223, 253, 283, 313, 341, 385,
    406, 442, 464, 514, 538, 596, 628, 661, 701, 745, 793, 845, 901, 961, 986, 1054, 1096, 1142, 1222, 1276,
];

#[cfg(test)]
mod tests {
    use super::*;
    use qrcode::bits::Bits;
    use qrcode::{EcLevel, Version};

    /// Another encoder has the same table.
    #[test]
    fn the_table_is_that_of_the_standard() {
        let levels =
            [(Level::L, EcLevel::L), (Level::M, EcLevel::M), (Level::Q, EcLevel::Q), (Level::H, EcLevel::H)];
        for version in 1..=LARGEST {
            for (level, theirs) in levels {
                let most = capacity(version, level);
                let fits = |chars: usize| {
                    let mut bits = Bits::new(Version::Normal(version.into()));
                    bits.push_alphanumeric_data(&vec![b'A'; chars]).unwrap();
                    bits.push_terminator(theirs).is_ok()
                };
                assert!(fits(most) && !fits(most + 1), "{version}-{level:?}: {most}");
            }
        }
    }

    #[test]
    fn nothing_fits_into_no_version() {
        assert_eq!((capacity(0, Level::L), capacity(41, Level::L)), (0, 0));
        assert_eq!(smallest_version(1, Level::L, 0), None);
        assert_eq!(smallest_version(4_296, Level::L, 255), Some(40));
        assert_eq!(smallest_version(4_297, Level::L, 255), None);
    }
}
