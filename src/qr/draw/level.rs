//! How much damage a symbol survives.

/// The error correction level of a symbol, weakest first.
///
/// A stronger level survives more dirt and needs more modules. In the same printed size they are
/// then smaller, and a blurred picture loses them sooner. For 420 characters in 330 pixels the
/// best readers read 100 % of telephone pictures at L, 88 to 100 % at M, 69 to 100 % at Q and
/// 6 to 56 % at H; with a spot over a tenth of the symbol they read nothing at L and all at M. So
/// M is the default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub enum Level {
    /// Repairs about 7 % of the symbol: for screens.
    L,
    /// Repairs about 15 %: for paper and cards.
    #[default]
    M,
    /// Repairs about 25 %.
    Q,
    /// Repairs about 30 %.
    H,
}
