//! The integers of CBOR, which have 64 bits and a sign (RFC 8949 §3.1).

/// From -2^64 to 2^64 - 1, as the head of an item holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Integer {
    is_negative: bool,
    /// Of a negative number n, -1 - n.
    argument: u64,
}

impl Integer {
    pub(super) const fn unsigned(argument: u64) -> Self {
        Self { is_negative: false, argument }
    }

    pub(super) const fn negative(argument: u64) -> Self {
        Self { is_negative: true, argument }
    }
}

impl Integer {
    /// A number from 0 to 63 itself, and nothing for the others.
    pub(super) fn small(self) -> Option<u8> {
        u8::try_from(self.argument).ok().filter(|number| !self.is_negative && *number < 64)
    }
}

impl From<i64> for Integer {
    fn from(number: i64) -> Self {
        // All bits turned round, -1 - n is as far from zero on the other side.
        let is_negative = number < 0;
        let argument = if is_negative { !number } else { number };
        Self { is_negative, argument: argument.unsigned_abs() }
    }
}

impl From<Integer> for i128 {
    fn from(number: Integer) -> Self {
        let argument = Self::from(number.argument);
        if number.is_negative { !argument } else { argument }
    }
}

impl TryFrom<Integer> for i64 {
    type Error = core::num::TryFromIntError;

    fn try_from(number: Integer) -> Result<Self, Self::Error> {
        let argument = Self::try_from(number.argument)?;
        Ok(if number.is_negative { !argument } else { argument })
    }
}

impl TryFrom<Integer> for u64 {
    type Error = core::num::TryFromIntError;

    fn try_from(number: Integer) -> Result<Self, Self::Error> {
        if number.is_negative { Self::try_from(-1_i8) } else { Ok(number.argument) }
    }
}

impl core::fmt::Display for Integer {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        i128::from(*self).fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_largest_and_the_smallest() {
        let rows = [
            (Integer::unsigned(u64::MAX), (1 << 64) - 1, "18446744073709551615"),
            (Integer::negative(u64::MAX), -(1 << 64), "-18446744073709551616"),
            (Integer::negative(0), -1, "-1"),
        ];
        for (number, value, shown) in rows {
            assert_eq!((i128::from(number), number.to_string().as_str()), (value, shown));
            assert_eq!(i64::try_from(number).ok(), i64::try_from(value).ok());
            assert_eq!(u64::try_from(number).ok(), u64::try_from(value).ok());
        }
    }

    #[test]
    fn sixty_four_numbers_are_small() {
        let rows = [
            (0, Some(0)),
            (5, Some(5)),
            (63, Some(63)),
            (64, None),
            (-1, None),
            (i64::MAX, None),
            (i64::MIN, None),
        ];
        for (number, small) in rows {
            assert_eq!(Integer::from(number).small(), small, "{number}");
        }
    }

    proptest! {
        #[test]
        fn numbers_of_64_bits_stay_what_they_are(number: i64, argument: u64) {
            prop_assert_eq!(i64::try_from(Integer::from(number)), Ok(number));
            prop_assert_eq!(i128::from(Integer::from(number)), i128::from(number));
            for number in [Integer::unsigned(argument), Integer::negative(argument)] {
                prop_assert_eq!(i64::try_from(number).ok(), i64::try_from(i128::from(number)).ok());
                prop_assert_eq!(u64::try_from(number).ok(), u64::try_from(i128::from(number)).ok());
            }
        }
    }
}
