//! Rising numbers as distances in LEB128: how a delta names bits (§8.5).

/// Writes strictly rising numbers: the first as it is, each other as its distance to the one before.
pub(super) fn write_gaps(rising: &[u64]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut last = 0;
    for number in rising {
        write(&mut bytes, number.saturating_sub(last));
        last = *number;
    }
    bytes
}

/// Reads what [`write_gaps`] writes, if every number is below `end`. Only the shortest form is taken.
pub(crate) fn read_gaps(bytes: &[u8], end: u64) -> Option<Vec<u64>> {
    let mut numbers: Vec<u64> = Vec::new();
    let mut rest = bytes;
    while !rest.is_empty() {
        let gap;
        (gap, rest) = read(rest)?;
        let number = match numbers.last() {
            None => gap,
            Some(_) if gap == 0 => return None,
            Some(last) => last.checked_add(gap)?,
        };
        if number >= end {
            return None;
        }
        numbers.push(number);
    }
    Some(numbers)
}

/// Seven bits a byte, lowest first; the high bit says that more follow.
fn write(bytes: &mut Vec<u8>, mut number: u64) {
    loop {
        let low = u8::try_from(number & 0x7F).unwrap_or(0);
        number >>= 7;
        if number == 0 {
            return bytes.push(low);
        }
        bytes.push(low | 0x80);
    }
}

fn read(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let mut number = 0_u64;
    let mut rest = bytes;
    // Five bytes are enough: no list has 2^35 bits.
    for shift in [0, 7, 14, 21, 28] {
        let (byte, after) = rest.split_first()?;
        rest = after;
        number |= u64::from(byte & 0x7F) << shift;
        if byte & 0x80 == 0 {
            let is_shortest = *byte != 0 || shift == 0;
            return is_shortest.then_some((number, rest));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_bytes() {
        let rows: &[(&[u64], &[u8])] = &[
            (&[], &[]),
            (&[0], &[0]),
            (&[0, 1, 2], &[0, 1, 1]),
            (&[127, 128, 256], &[0x7F, 0x01, 0x80, 0x01]),
            (&[624_485], &[0xE5, 0x8E, 0x26]),
            (&[(1 << 35) - 1], &[0xFF, 0xFF, 0xFF, 0xFF, 0x7F]),
        ];
        for (numbers, bytes) in rows {
            assert_eq!(write_gaps(numbers), *bytes);
            assert_eq!(read_gaps(bytes, 1 << 35).as_deref(), Some(*numbers));
        }
    }

    #[test]
    fn other_spellings_are_refused() {
        let rows: &[(&[u8], &str)] = &[
            (&[0x80], "cut off"),
            (&[0x80, 0x00], "a zero in two bytes"),
            (&[0x81, 0x00], "a one in two bytes"),
            (&[0x05, 0x00], "the same number twice"),
            (&[0x80, 0x80, 0x80, 0x80, 0x80, 0x01], "six bytes"),
            (&[0x64], "the end itself"),
            (&[0x63, 0x01], "beyond the end"),
        ];
        for (bytes, what) in rows {
            assert_eq!(read_gaps(bytes, 100), None, "{what}");
        }
        assert_eq!(read_gaps(&[0x63], 100), Some(vec![99]));
    }
}
