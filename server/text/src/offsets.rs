//! From offsets in visible text back to offsets in the document it was taken from.

use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Maps UTF-8 byte offsets of a visible text to UTF-8 byte offsets of its document.
///
/// A run of visible bytes stands one to one in the document, until the next run begins. What the document has
/// between two runs (markup, a dropped backslash) is not visible. Where the visible text of a run differs from
/// the document's (an entity such as `&amp;`), every offset strictly inside that run maps to the run's edges.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OffsetMap {
    runs: Vec<Run>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Run {
    visible: usize,
    visible_len: usize,
    source: usize,
    source_len: usize,
    /// The document has the same bytes.
    same: bool,
}

impl OffsetMap {
    /// The map of a text that stands unchanged at byte `source` of the document; `len` in bytes.
    pub fn identity(source: usize, len: usize) -> Self {
        let mut map = Self::default();
        map.push(len, source, len);
        map
    }

    /// Adds the next `visible_len` bytes of visible text, which stand at `source .. source + source_len`: the same
    /// bytes if the lengths are the same.
    pub fn push(&mut self, visible_len: usize, source: usize, source_len: usize) {
        self.add(visible_len, source, source_len, visible_len == source_len);
    }

    /// Adds the next `visible_len` bytes of visible text, for which other bytes stand at
    /// `source .. source + source_len`.
    pub fn push_changed(&mut self, visible_len: usize, source: usize, source_len: usize) {
        self.add(visible_len, source, source_len, false);
    }

    fn add(&mut self, visible_len: usize, source: usize, source_len: usize, same: bool) {
        if visible_len == 0 {
            return;
        }
        if let Some(last) = self.runs.last_mut()
            && last.same
            && same
            && last.source + last.source_len == source
        {
            last.visible_len += visible_len;
            last.source_len += source_len;
            return;
        }
        let visible = self.visible_len();
        self.runs.push(Run { visible, visible_len, source, source_len, same });
    }

    /// Length of the visible text in bytes.
    pub fn visible_len(&self) -> usize {
        self.runs.last().map_or(0, |run| run.visible + run.visible_len)
    }

    /// The bytes of the document under a range of visible bytes. An empty range maps to an empty one.
    pub fn to_source(&self, range: Range<usize>) -> Range<usize> {
        let start = self.start(range.start);
        if range.end <= range.start {
            return start..start;
        }
        start..self.end(range.end).max(start)
    }

    /// The visible bytes that stand for a range of the document, or `None` where none of it is visible.
    pub fn to_visible(&self, source: Range<usize>) -> Option<Range<usize>> {
        let mut found: Option<Range<usize>> = None;
        for run in &self.runs {
            let (from, to) = (source.start.max(run.source), source.end.min(run.source + run.source_len));
            let inside_empty = source.is_empty()
                && run.source <= source.start
                && source.start <= run.source + run.source_len;
            if from >= to && !inside_empty {
                continue;
            }
            let part = if run.same {
                run.visible + (from - run.source)..run.visible + (to.max(from) - run.source)
            } else {
                run.visible..run.visible + run.visible_len
            };
            found = Some(found.map_or(part.clone(), |f| f.start.min(part.start)..f.end.max(part.end)));
        }
        found
    }

    /// Adds another map behind this one, as if its visible text came next.
    pub fn extend(&mut self, other: &OffsetMap) {
        for run in &other.runs {
            self.add(run.visible_len, run.source, run.source_len, run.same);
        }
    }

    /// The stretches where the document has the very bytes of the visible text: visible range, start in the document.
    pub fn same(&self) -> impl Iterator<Item = (Range<usize>, usize)> + '_ {
        self.runs
            .iter()
            .filter(|run| run.same)
            .map(|run| (run.visible..run.visible + run.visible_len, run.source))
    }

    /// The map of the bytes `range` of the visible text.
    pub fn slice(&self, range: Range<usize>) -> OffsetMap {
        let mut map = OffsetMap::default();
        let first = self.runs.partition_point(|run| run.visible + run.visible_len <= range.start);
        for run in self.runs[first..].iter().take_while(|run| run.visible < range.end) {
            let (from, to) = (range.start.max(run.visible), range.end.min(run.visible + run.visible_len));
            if run.same {
                map.push(to - from, run.source + (from - run.visible), to - from);
            } else {
                map.push_changed(to - from, run.source, run.source_len);
            }
        }
        map
    }

    /// This map followed by another: what this one calls the document is the visible text of `outer`.
    pub fn through(&self, outer: &OffsetMap) -> OffsetMap {
        let mut map = OffsetMap::default();
        for run in &self.runs {
            if !run.same {
                let source = outer.to_source(run.source..run.source + run.source_len);
                map.push_changed(run.visible_len, source.start, source.len());
                continue;
            }
            let (mut at, end) = (run.source, run.source + run.source_len);
            let first = outer.runs.partition_point(|run| run.visible + run.visible_len <= at);
            for inner in &outer.runs[first..] {
                let to = end.min(inner.visible + inner.visible_len);
                if at >= to {
                    break;
                }
                if inner.same {
                    map.push(to - at, inner.source + (at - inner.visible), to - at);
                } else {
                    map.push_changed(to - at, inner.source, inner.source_len);
                }
                at = to;
            }
            if at < end {
                map.push_changed(end - at, outer.end(at), 0);
            }
        }
        map
    }

    fn start(&self, visible: usize) -> usize {
        let index = self.runs.partition_point(|run| run.visible + run.visible_len <= visible);
        match self.runs.get(index) {
            Some(run) if run.same => run.source + (visible - run.visible),
            Some(run) => run.source,
            None => self.runs.last().map_or(0, |run| run.source + run.source_len),
        }
    }

    fn end(&self, visible: usize) -> usize {
        let index = self.runs.partition_point(|run| run.visible + run.visible_len < visible);
        match self.runs.get(index) {
            Some(run) if run.same => run.source + (visible - run.visible),
            Some(run) => run.source + run.source_len,
            None => self.runs.last().map_or(0, |run| run.source + run.source_len),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_around_markup_and_entities() {
        // document: "a **b** &amp; c", visible: "a b & c"
        let mut map = OffsetMap::default();
        map.push(2, 0, 2);
        map.push(1, 4, 1);
        map.push(1, 7, 1);
        map.push(1, 8, 5);
        map.push(2, 13, 2);
        assert_eq!(map.to_source(2..3), 4..5);
        assert_eq!(map.to_source(0..3), 0..5);
        assert_eq!(map.to_source(4..5), 8..13);
        assert_eq!(map.to_source(6..7), 14..15);
        assert_eq!(map.to_visible(8..13), Some(4..5));
        assert_eq!(map.slice(2..5).to_source(0..1), 4..5);
    }

    #[test]
    fn maps_through_another_map() {
        // file: "=C3=A9t=\n=C3=A9", decoded: "été", visible: "té"
        let mut outer = OffsetMap::default();
        outer.push_changed(2, 0, 6);
        outer.push(1, 6, 1);
        outer.push_changed(2, 9, 6);
        let inner = OffsetMap::identity(2, 3);
        let map = inner.through(&outer);
        assert_eq!(map.visible_len(), 3);
        assert_eq!(map.to_source(0..1), 6..7);
        assert_eq!(map.to_source(1..3), 9..15);
    }
}
