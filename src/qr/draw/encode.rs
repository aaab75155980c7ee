//! The one place that knows the encoder.
//!
//! It is `fast_qr`: of three well-kept encoders the only one that draws a version 15 symbol in less than half a
//! millisecond (`cargo bench --bench draw`), without a dependency and without `unsafe`. With the same mask another
//! encoder draws the same modules, which a test below shows for every version and level; by the masks they choose the
//! three are read alike. Of 576 pictures, turned, blurred and noisy, of the same texts, zxing-cpp read 332 as `fast_qr`
//! draws them, 334 of `qrcodegen` and 334 of `qrcode`; zbar 251, 254 and 248 (`tests/independent/readers.py`).

use super::Level;
use fast_qr::{ECL, Mode, QRBuilder, Version};

/// The rows of modules, dark as `true`: one alphanumeric segment, always. A mixture can be shorter, but strict
/// readers have refused mixtures.
///
/// `None` for a text that does not fit. It must be of the alphabet.
pub(super) fn encode(text: &str, version: u8, level: Level) -> Option<Vec<Vec<bool>>> {
    let at = usize::from(version).checked_sub(1)?;
    let mut builder = QRBuilder::new(text);
    builder.mode(Mode::Alphanumeric).ecl(level.into()).version(*VERSIONS.get(at)?);
    let code = builder.build().ok()?;
    let rows = code.data.chunks(code.size.max(1)).take(code.size);
    Some(rows.map(|row| row.iter().map(|module| module.value()).collect()).collect())
}

impl From<Level> for ECL {
    fn from(level: Level) -> Self {
        match level {
            Level::L => Self::L,
            Level::M => Self::M,
            Level::Q => Self::Q,
            Level::H => Self::H,
        }
    }
}

#[rustfmt::skip]
const VERSIONS: [Version; 40] = [
    Version::V01, Version::V02, Version::V03, Version::V04, Version::V05, Version::V06, Version::V07, Version::V08,
    Version::V09, Version::V10, Version::V11, Version::V12, Version::V13, Version::V14, Version::V15, Version::V16,
    Version::V17, Version::V18, Version::V19, Version::V20, Version::V21, Version::V22, Version::V23, Version::V24,
    Version::V25, Version::V26, Version::V27, Version::V28, Version::V29, Version::V30, Version::V31, Version::V32,
    Version::V33, Version::V34, Version::V35, Version::V36, Version::V37, Version::V38, Version::V39, Version::V40,
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::qr::draw::capacity::capacity;
    use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment};

    /// Which of the eight masks a symbol has: bits 10 to 12 of its format (ISO/IEC 18004:2015, 7.9.1).
    fn mask(rows: &[Vec<bool>]) -> u8 {
        let bit = |x: usize| u8::from(rows[8][x]);
        (bit(2) << 2 | bit(3) << 1 | bit(4)) ^ 0b101
    }

    /// Whatever mask was chosen, with the same mask another encoder draws the same modules: every version and level,
    /// full, and with room left.
    #[test]
    fn another_encoder_draws_the_same() {
        let alphabet = crate::registry::envelope::ALPHABET.as_bytes();
        for version in 1..=40 {
            for (level, theirs) in [
                (Level::L, QrCodeEcc::Low),
                (Level::M, QrCodeEcc::Medium),
                (Level::Q, QrCodeEcc::Quartile),
                (Level::H, QrCodeEcc::High),
            ] {
                let most = capacity(version, level);
                for chars in [most, most - 1, most / 2] {
                    let text: String = (0..chars).map(|at| char::from(alphabet[at * at * 7 % 45])).collect();
                    let rows = encode(&text, version, level).unwrap();
                    let segments = [QrSegment::make_alphanumeric(&text)];
                    let (number, mask) = (qrcodegen::Version::new(version), Mask::new(mask(&rows)));
                    let code = QrCode::encode_segments_advanced(
                        &segments,
                        theirs,
                        number,
                        number,
                        Some(mask),
                        false,
                    )
                    .unwrap();
                    for (y, row) in (0..).zip(&rows) {
                        for (x, dark) in (0..).zip(row) {
                            assert_eq!(*dark, code.get_module(x, y), "{version}-{level:?} {chars}: {x} {y}");
                        }
                    }
                }
                assert!(encode(&"A".repeat(most + 1), version, level).is_none(), "{version}-{level:?}");
            }
        }
        assert!(encode("A", 0, Level::L).is_none() && encode("A", 41, Level::L).is_none());
    }
}
