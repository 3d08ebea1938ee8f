//! Another spelling for an actor throughout a draft, another number for a citation.

use crate::Snapshot;
use copydesk_checking::{Edit, citations};
use copydesk_tagging::actors::fold;
use copydesk_tagging::{CitationStyle, Value};
use copydesk_text::BlockKind;
use std::ops::Range;

/// What can be renamed at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renamable {
    /// Bytes of the document: the name, or the number.
    pub range: Range<usize>,
    /// What stands there.
    pub text: String,
}

/// Why something cannot be renamed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoRename {
    /// Neither a name nor a citation.
    #[error("No name and no citation stands here.")]
    Nothing,
    /// Nothing is no name.
    #[error("A name cannot be empty or go over a line.")]
    Empty,
    /// A number was wanted, or a key.
    #[error("A citation of this style cannot be called so.")]
    Label,
    /// Entries without numbers go by their place.
    #[error("The entries of this source list go by their place and have no numbers to change.")]
    Placed,
}

impl Snapshot {
    /// What can be renamed at a byte.
    pub fn renamable(&self, offset: usize) -> Option<Renamable> {
        if let Some((range, text)) = citations::label_at(&self.draft(), &self.citation_map(), offset) {
            return Some(Renamable { range, text });
        }
        let (range, _) = self.name_at(offset)?;
        let text = self.reading().text.get(range.clone())?.to_owned();
        Some(Renamable { range, text })
    }

    /// The edits that rename what stands at a byte: an actor in this draft, quotations included and the source list
    /// left out; or a citation, in its markers and in the source list. Two citations change numbers where the new one is
    /// taken.
    ///
    /// # Errors
    /// If nothing can be renamed there, or not so.
    pub fn rename(&self, offset: usize, new: &str) -> Result<Vec<Edit>, NoRename> {
        let new = new.trim();
        let map = self.citation_map();
        if let Some((_, old)) = citations::label_at(&self.draft(), &map, offset) {
            let style = citations::style_at(&map, offset).unwrap_or(CitationStyle::Numeric);
            if !citations::may_be_called(style, new) {
                return Err(NoRename::Label);
            }
            return citations::relabel(&self.draft(), &map, style, &old, new).ok_or(NoRename::Placed);
        }
        let (range, actor) = self.name_at(offset).ok_or(NoRename::Nothing)?;
        if new.is_empty() || new.contains(['\n', '\r']) {
            return Err(NoRename::Empty);
        }
        let old = self.reading().text.get(range).unwrap_or_default();
        Ok(self.respelled(actor, old, new))
    }

    /// The name at a byte, title left out, and whose it is.
    fn name_at(&self, offset: usize) -> Option<(Range<usize>, usize)> {
        let (sentence, mention) = self.mention_at(offset)?;
        let Value::Actor(actor) = &mention.value else { return None };
        Some((sentence.sentence.to_source(actor.name.clone()), actor.id))
    }

    fn respelled(&self, actor: usize, old: &str, new: &str) -> Vec<Edit> {
        let reading = self.reading();
        let (from, to): (Vec<&str>, Vec<&str>) =
            (old.split_whitespace().collect(), new.split_whitespace().collect());
        let words: Vec<(String, &str)> = from.iter().map(|word| fold(word)).zip(to.iter().copied()).collect();
        let word_by_word = from.len() == to.len();
        let lists = self.citation_map().lists;
        let mut edits: Vec<Edit> = Vec::new();
        let mut put = |range: Range<usize>, text: &str| {
            let listed = lists.iter().any(|list| list.start <= range.start && range.start < list.end);
            let clear = edits.last().is_none_or(|last: &Edit| last.range.end <= range.start);
            if !listed && clear && reading.text.get(range.clone()).is_some_and(|there| there != text) {
                edits.push(Edit { range, text: text.to_owned() });
            }
        };
        for tagged in &reading.tagged.sentences {
            if matches!(tagged.sentence.kind, BlockKind::SourceEntry | BlockKind::Furniture) {
                continue;
            }
            for mention in &tagged.mentions {
                let Value::Actor(found) = &mention.value else { continue };
                let Some(name) = tagged.sentence.text.get(found.name.clone()) else { continue };
                if found.id != actor {
                    continue;
                }
                if !word_by_word {
                    if fold(name) == fold(old) {
                        put(tagged.sentence.to_source(found.name.clone()), new);
                    }
                    continue;
                }
                for word in name.split_whitespace() {
                    let start = found.name.start + (word.as_ptr() as usize - name.as_ptr() as usize);
                    let folded = fold(word);
                    if let Some((_, to)) = words.iter().find(|(from, _)| *from == folded) {
                        put(tagged.sentence.to_source(start..start + word.len()), to);
                    }
                }
            }
        }
        edits
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Room;

    fn renamed(text: &str, at: &str, new: &str) -> Result<String, NoRename> {
        let snapshot = Room::new(text).checked().snapshot();
        let edits = snapshot.rename(text.find(at).expect("it is there"), new)?;
        let mut out = text.to_owned();
        for edit in edits.iter().rev() {
            out.replace_range(edit.range.clone(), &edit.text);
        }
        Ok(out)
    }

    #[test]
    fn spells_a_minister_the_same_everywhere() {
        let text = "Transport Minister Serhiy Malynsky met the families. “It was luck,” Malynskyy told reporters. Malynsky’s plan failed.\n\n## Sources\n\n1. Post: Malynsky meets families\n";
        assert_eq!(
            renamed(text, "Malynskyy told", "Malynskiy").as_deref(),
            Ok(
                "Transport Minister Serhiy Malynskiy met the families. “It was luck,” Malynskiy told reporters. Malynskiy’s plan failed.\n\n## Sources\n\n1. Post: Malynsky meets families\n"
            )
        );
        let snapshot = Room::new(text).checked().snapshot();
        let found = snapshot.renamable(text.find("Serhiy").expect("there")).expect("a name");
        assert_eq!(found.text, "Serhiy Malynsky");
    }

    #[test]
    fn dont_rename_another_of_the_same_name() {
        let text = "Jonas Wexley met Marta Wexley. Jonas Wexley left.";
        assert_eq!(
            renamed(text, "Jonas", "Jon Wexley").as_deref(),
            Ok("Jon Wexley met Marta Wexley. Jon Wexley left.")
        );
    }

    #[test]
    fn gives_a_citation_another_number() {
        let text =
            "The ferry sank [1]. It was old [1, 2]. It burned [2].\n\n## Sources\n\n1. Post\n2. Wire\n";
        assert_eq!(
            renamed(text, "1]. It was", "2").as_deref(),
            Ok("The ferry sank [2]. It was old [1, 2]. It burned [1].\n\n## Sources\n\n2. Post\n1. Wire\n")
        );
        assert_eq!(
            renamed(text, "1]. It was", "7").as_deref(),
            Ok("The ferry sank [7]. It was old [2, 7]. It burned [2].\n\n## Sources\n\n7. Post\n2. Wire\n")
        );
        assert_eq!(renamed(text, "1]. It was", "x"), Err(NoRename::Label));
    }

    #[test]
    fn a_figure_is_not_renamed() {
        assert_eq!(renamed("The ferry carried 312 passengers.", "312", "313"), Err(NoRename::Nothing));
    }
}
