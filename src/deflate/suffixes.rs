//! Where in the dictionary something stands: its suffixes in order.

/// All suffixes of some bytes, sorted.
pub(crate) struct Suffixes {
    bytes: &'static [u8],
    /// Where each suffix begins.
    starts: Vec<u16>,
}

impl Suffixes {
    /// Sorts them. Of more than 65,535 bytes, those after are not looked at.
    pub(crate) fn new(bytes: &'static [u8]) -> Self {
        let mut starts: Vec<u16> = (0..u16::MAX).zip(bytes).map(|(start, _)| start).collect();
        starts.sort_unstable_by_key(|start| bytes.get(usize::from(*start)..));
        Self { bytes, starts }
    }

    /// Of each length from `least` on, how far before the end of the bytes the last place begins where so much of the
    /// beginning of `text` stands. Ends with the longest that stands anywhere.
    pub(crate) fn last_places<'a>(
        &'a self,
        text: &'a [u8],
        least: usize,
    ) -> impl Iterator<Item = (usize, usize)> + 'a {
        let mut range = &self.starts[..];
        let ranges = text.iter().enumerate().map_while(move |(length, byte)| {
            let next = |start: &u16| self.bytes.get(usize::from(*start).saturating_add(length));
            range = range.get(range.partition_point(|start| next(start) < Some(byte))..)?;
            range = range.get(..range.partition_point(|start| next(start) == Some(byte)))?;
            (!range.is_empty()).then_some((length.saturating_add(1), range))
        });
        ranges.skip_while(move |(length, _)| *length < least).filter_map(|(length, range)| {
            let last = range.iter().max()?;
            Some((length, self.bytes.len().saturating_sub(usize::from(*last))))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_place_of_each_length() {
        let suffixes = Suffixes::new(b"PK-KP Khan PK-KP Kh");
        let places = |text: &'static [u8], least| suffixes.last_places(text, least).collect::<Vec<_>>();
        assert_eq!(places(b"Khanum", 1), [(1, 2), (2, 2), (3, 13), (4, 13)]);
        assert_eq!(places(b"PK-KP K.", 5), [(5, 8), (6, 8), (7, 8)]);
        assert_eq!(places(b"PK-KP Kha", 8), [(8, 8), (9, 19)]);
        assert_eq!(places(b"zai", 1), []);
        assert_eq!(places(b"", 1), []);
    }
}
