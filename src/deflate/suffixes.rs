//! Where in the dictionary something stands: its suffixes in order.

/// The shortest part that is looked for.
pub(crate) const SHORTEST: usize = 3;

/// All suffixes of some bytes, sorted.
pub(crate) struct Suffixes<'b> {
    bytes: &'b [u8],
    /// Where each suffix begins.
    starts: Vec<u16>,
    /// For each two bytes, how many suffixes stand before those that begin with them.
    before: Vec<usize>,
}

impl<'b> Suffixes<'b> {
    /// Sorts them. Of more than 65,535 bytes, those after are not looked at.
    pub(crate) fn new(bytes: &'b [u8]) -> Self {
        let mut starts: Vec<u16> = (0..u16::MAX).zip(bytes).map(|(start, _)| start).collect();
        starts.sort_unstable_by_key(|start| bytes.get(usize::from(*start)..));
        let before = |two: u16| {
            let two = two.to_be_bytes();
            starts.partition_point(|start| bytes.get(usize::from(*start)..) < Some(&two[..]))
        };
        let before = (0..=u16::MAX).map(before).chain([starts.len()]).collect();
        Self { bytes, starts, before }
    }

    /// Of each length from three on, how far before the end of the bytes the last place begins where so much of the
    /// beginning of `text` stands. Ends with the longest that stands anywhere.
    pub(crate) fn last_places<'a>(&'a self, text: &'a [u8]) -> impl Iterator<Item = (usize, usize)> + 'a {
        let mut range = self.beginning(text);
        let mut last = None;
        (2..).map_while(move |length| {
            // Those that go on as the text does.
            let byte = text.get(length)?;
            let next = |start: &u16| self.bytes.get(usize::from(*start).saturating_add(length));
            let from = range.partition_point(|start| next(start) < Some(byte));
            let until = range.partition_point(|start| next(start) <= Some(byte));
            let narrow = range.get(from..until).unwrap_or_default();
            if last.is_none() || narrow.len() != range.len() {
                (range, last) = (narrow, narrow.iter().copied().max());
            }
            Some((length.saturating_add(1), self.bytes.len().saturating_sub(usize::from(last?))))
        })
    }

    /// Those that begin with the first two bytes of a text.
    fn beginning(&self, text: &[u8]) -> &[u16] {
        let two = text.first_chunk().map(|two| usize::from(u16::from_be_bytes(*two)));
        let bounds = two.and_then(|two| self.before.get(two..two.saturating_add(2)));
        match bounds {
            Some([from, until]) => self.starts.get(*from..*until).unwrap_or_default(),
            _ => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_place_of_each_length() {
        let suffixes = Suffixes::new(b"PK-KP Khan PK-KP Kha");
        let places = |text: &'static [u8]| suffixes.last_places(text).collect::<Vec<_>>();
        assert_eq!(places(b"Khanum"), [(3, 3), (4, 14)]);
        assert_eq!(places(b"PK-KP K."), [(3, 9), (4, 9), (5, 9), (6, 9), (7, 9)]);
        assert_eq!(places(b"KP Khan P."), [(3, 6), (4, 6), (5, 6), (6, 6), (7, 17), (8, 17), (9, 17)]);
        assert_eq!(places(b"Kha"), [(3, 3)]);
        assert_eq!(places(b"zai"), []);
        assert_eq!(places(b"Kh"), []);
    }
}
