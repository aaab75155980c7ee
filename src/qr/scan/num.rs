//! Between pixels, which are counted, and lengths, which are measured.

/// The whole part; 0 below zero and for what is no number.
#[allow(
    clippy::as_conversions,
    reason = "a cast from f64 saturates, and nothing else in std rounds to an integer"
)]
pub(super) fn whole(length: f64) -> usize {
    length as usize
}

/// A number of pixels or modules as a length. Exact below 2^53.
#[allow(clippy::as_conversions, reason = "no picture has 2^53 pixels")]
pub(super) fn real(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_cut_and_never_wrap() {
        assert_eq!([-0.5, 0.9, 2.5, f64::NAN].map(whole), [0, 0, 2, 0]);
        assert_eq!(whole(f64::INFINITY), usize::MAX);
        assert_eq!(real(177), 177.0);
    }
}
