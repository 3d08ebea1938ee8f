//! Bytes that are a part of more bytes, shared: what was read from a disk at once is not copied piece by piece.

use std::ops::{Deref, Range};
use std::sync::Arc;

/// A stretch of shared bytes.
#[derive(Clone, Default)]
pub struct Slice {
    whole: Arc<Vec<u8>>,
    range: Range<usize>,
}

impl Slice {
    /// A stretch of `whole`; `None` if there are no such bytes.
    pub fn of(whole: &Arc<Vec<u8>>, range: Range<usize>) -> Option<Self> {
        whole.get(range.clone())?;
        Some(Self { whole: whole.clone(), range })
    }

    /// The part of this that `part`, borrowed from it, is; a copy of what is not.
    pub fn part(&self, part: &[u8]) -> Self {
        let start = (part.as_ptr() as usize).wrapping_sub(self.as_ptr() as usize);
        let range = start.saturating_add(self.range.start)
            ..start.saturating_add(self.range.start).saturating_add(part.len());
        let inside = range.end <= self.range.end;
        if inside { Self { whole: self.whole.clone(), range } } else { Self::from(part.to_vec()) }
    }
}

impl From<Vec<u8>> for Slice {
    fn from(bytes: Vec<u8>) -> Self {
        let range = 0..bytes.len();
        Self { whole: Arc::new(bytes), range }
    }
}

impl Deref for Slice {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        self.whole.get(self.range.clone()).unwrap_or_default()
    }
}

impl std::fmt::Debug for Slice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} bytes", self.range.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_part_is_found_where_it_stands() {
        let whole = Arc::new(b"the ferry sails at noon".to_vec());
        let ferry = Slice::of(&whole, 4..15).expect("there");
        assert_eq!(&*ferry, b"ferry sails");
        let sails = ferry.part(&ferry[6..]);
        assert_eq!((&*sails, Arc::strong_count(&whole)), (&b"sails"[..], 3));
        assert_eq!(&*ferry.part(&whole[16..]), b"at noon");
        assert_eq!(&*ferry.part(&whole[..3]), b"the");
        assert!(Slice::of(&whole, 20..30).is_none());
    }
}
