//! The shape of a document: what can be folded, what a selection grows to, how the statements stand.

use crate::Snapshot;
use copydesk_checking::Verdict;
use copydesk_text::{BlockKind, TokenKind};
use std::ops::Range;

/// What can be folded away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoldKind {
    /// A heading with what stands under it.
    Section,
    /// The front matter.
    FrontMatter,
    /// The source list.
    Sources,
    /// A comment.
    Comment,
}

/// How many statements have which verdict. What cannot be checked is no statement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Counts {
    /// All of them.
    pub statements: usize,
    /// A source says it.
    pub supported: usize,
    /// A source says part of it.
    pub partly: usize,
    /// A source says otherwise.
    pub contradicted: usize,
    /// Sources disagree.
    pub disputed: usize,
    /// No source speaks of it.
    pub unsupported: usize,
    /// Checked by other means.
    pub verified: usize,
}

impl std::fmt::Display for Counts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} statement{}", self.statements, if self.statements == 1 { "" } else { "s" })?;
        for (count, name) in [
            (self.supported, "supported"),
            (self.partly, "partly supported"),
            (self.contradicted, "contradicted"),
            (self.disputed, "disputed"),
            (self.unsupported, "unsupported"),
            (self.verified, "verified otherwise"),
        ] {
            if count > 0 {
                write!(f, " \u{b7} {count} {name}")?;
            }
        }
        Ok(())
    }
}

impl Snapshot {
    /// How the statements of the document stand.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for judgement in self.judgements().iter() {
            let count = match judgement.verdict {
                Verdict::Supported => &mut counts.supported,
                Verdict::PartlySupported => &mut counts.partly,
                Verdict::Contradicted => &mut counts.contradicted,
                Verdict::Disputed => &mut counts.disputed,
                Verdict::Unsupported => &mut counts.unsupported,
                Verdict::Verified => &mut counts.verified,
                Verdict::NotCheckable => continue,
            };
            *count += 1;
            counts.statements += 1;
        }
        counts
    }

    /// Where the text begins, front matter left out: where the counts are shown.
    pub fn top(&self) -> usize {
        self.reading().prose.blocks.iter().map(|block| block.source.start).min().unwrap_or(0)
    }

    /// What can be folded, by place. White space at an end is left out.
    pub fn folds(&self) -> Vec<(Range<usize>, FoldKind)> {
        let reading = self.reading();
        let trimmed = |range: Range<usize>| {
            let text = reading.text.get(range.clone()).unwrap_or_default();
            range.start..range.start + text.trim_end().len()
        };
        let mut all: Vec<(Range<usize>, FoldKind)> =
            self.sections().into_iter().map(|range| (range, FoldKind::Section)).collect();
        all.extend(reading.prose.front_matter.clone().map(|range| (range, FoldKind::FrontMatter)));
        all.extend(reading.prose.comments.iter().map(|range| (range.clone(), FoldKind::Comment)));
        for list in self.citation_map().lists {
            // Under a heading of its own the list is folded with that.
            if !all.iter().any(|(range, _)| range.start == list.start) {
                all.push((list, FoldKind::Sources));
            }
        }
        let mut all: Vec<_> = all.into_iter().map(|(range, kind)| (trimmed(range), kind)).collect();
        all.retain(|(range, _)| {
            reading.text.get(range.clone()).is_some_and(|text| text.contains(['\n', '\r']))
        });
        all.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
        all
    }

    /// Headings with all that stands under them, by place.
    fn sections(&self) -> Vec<Range<usize>> {
        let reading = self.reading();
        let headings: Vec<(usize, u8)> = reading
            .prose
            .blocks
            .iter()
            .filter_map(|block| match block.kind {
                BlockKind::Heading(level) => Some((block.source.start, level)),
                _ => None,
            })
            .collect();
        let mut open: Vec<(usize, u8)> = Vec::new();
        let mut all = Vec::new();
        for (start, level) in headings {
            while open.last().is_some_and(|(_, above)| *above >= level) {
                all.extend(open.pop().map(|(begun, _)| begun..start));
            }
            open.push((start, level));
        }
        all.extend(open.into_iter().map(|(begun, _)| begun..reading.text.len()));
        all.sort_by_key(|range| range.start);
        all
    }

    /// What a selection at a byte grows to, smallest first: word, name or figure, quotation, statement, paragraph,
    /// section, document.
    pub fn selections(&self, offset: usize) -> Vec<Range<usize>> {
        let reading = self.reading();
        let holds = |range: &Range<usize>| range.start <= offset && offset <= range.end;
        let mut all: Vec<Range<usize>> = Vec::new();
        let sentences = &reading.tagged.sentences;
        let from = sentences.partition_point(|tagged| tagged.sentence.source.end < offset);
        let tagged = sentences[from..].iter().take_while(|tagged| tagged.sentence.source.start <= offset);
        // Between two sentences the one that begins here is meant.
        if let Some(tagged) = tagged.last() {
            let sentence = &tagged.sentence;
            let words = tagged.tokens.iter().filter(|token| token.kind != TokenKind::Mark);
            all.extend(words.map(|token| sentence.to_source(token.range.clone())));
            for mention in &tagged.mentions {
                all.push(sentence.to_source(mention.range.clone()));
                if let copydesk_tagging::Value::Quote(quote) = &mention.value {
                    all.push(sentence.to_source(quote.inner.clone()));
                }
            }
            all.push(sentence.source.clone());
            all.extend(reading.prose.blocks.get(sentence.block).map(|block| block.source.clone()));
        }
        all.extend(reading.prose.front_matter.clone());
        all.extend(self.sections());
        all.push(0..reading.text.len());
        all.retain(holds);
        all.sort_by_key(|range| (range.len(), range.start));
        let mut nested: Vec<Range<usize>> = Vec::new();
        for range in all {
            let grows = nested.last().is_none_or(|inner| {
                range.start <= inner.start && inner.end <= range.end && range.len() > inner.len()
            });
            if grows && !range.is_empty() {
                nested.push(range);
            }
        }
        nested
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Room;

    const TEXT: &str = "---\ntitle: Fog\n---\n\n# The ferry in the fog\n\nOne ship stays. Captain Jonas Wexley said: “The fog 🌫 came.”\n\n## The cargo of the ship\n\nTwo crates were lost.\n\n## The inquiry into it\n\nThree judges\nspoke.\n\n<!-- a\nb -->\n";

    #[test]
    fn folds_sections_front_matter_and_comments() {
        let snapshot = Room::new(TEXT).snapshot();
        let folds: Vec<(&str, FoldKind)> =
            snapshot.folds().into_iter().map(|(range, kind)| (&TEXT[range], kind)).collect();
        let starts: Vec<(&str, FoldKind)> = folds.iter().map(|(text, kind)| (&text[..3], *kind)).collect();
        assert_eq!(
            starts,
            [
                ("---", FoldKind::FrontMatter),
                ("# T", FoldKind::Section),
                ("## ", FoldKind::Section),
                ("## ", FoldKind::Section),
                ("<!-", FoldKind::Comment),
            ]
        );
        assert_eq!(folds[2].0, "## The cargo of the ship\n\nTwo crates were lost.");
    }

    #[test]
    fn a_selection_grows_from_the_word_to_the_document() {
        let snapshot = Room::new(TEXT).snapshot();
        let grown: Vec<&str> =
            snapshot.selections(TEXT.find("came").expect("there")).into_iter().map(|r| &TEXT[r]).collect();
        let sentence = "Captain Jonas Wexley said: “The fog 🌫 came.”";
        assert_eq!(grown[..4], ["came", "The fog 🌫 came.", "“The fog 🌫 came.”", sentence]);
        assert_eq!(grown[4], format!("One ship stays. {sentence}"));
        assert!(grown[5].starts_with("# The ferry") && grown[6] == TEXT && grown.len() == 7, "{grown:#?}");
        let name: Vec<&str> = snapshot
            .selections(TEXT.find("nas Wexley").expect("there"))
            .into_iter()
            .map(|r| &TEXT[r])
            .collect();
        assert_eq!(name[0], "Jonas");
        assert!(name[1].ends_with("Jonas Wexley"), "{name:?}");
    }

    #[test]
    fn counts_the_statements() {
        let text = "The coastguard rescued 212 passengers. The herring fleet of Tallow Cross landed nothing. Who will pay?";
        let room = Room::new(text).source("Harbour Wire", "The coastguard rescued 212 passengers.");
        assert_eq!(
            room.checked().snapshot().counts().to_string(),
            "2 statements · 1 supported · 1 unsupported"
        );
    }
}
