//! The actors of a folder, for a search over all of it and for writing a name as the house does.

use crate::catalogue::{Catalogue, spellings};
use crate::{Desk, Site, Snapshot};
use copydesk_checking::Place;
use copydesk_tagging::actors::{Same, fold, same};
use copydesk_tagging::{Identity, Kind, Value};
use rustc_hash::FxHashSet;
use std::ops::Range;
use std::sync::Arc;

/// A folder as a whole: its drafts and what is known of its sources.
#[derive(Clone, Debug)]
pub struct Folder {
    /// Every document of the desk.
    pub documents: Vec<Snapshot>,
    catalogue: Arc<Catalogue>,
}

/// An actor of a folder, and where it is named first.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    /// The fullest name; the draft's own where a draft has one.
    pub name: String,
    /// Person, organisation or place.
    pub kind: Kind,
    /// Where.
    pub site: Site,
    /// Sources that name it.
    pub sources: usize,
}

/// A name as it is written here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HouseName {
    /// The spelling.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// Times it stands so in the draft.
    pub here: usize,
    /// Sources that name this actor.
    pub sources: usize,
}

impl Desk {
    /// The folder as it is now.
    pub fn folder(&self) -> Folder {
        Folder { documents: self.snapshots(), catalogue: self.catalogue.clone() }
    }
}

impl Folder {
    /// The actors whose name holds `query`, whatever its case: those of drafts first, then those that most sources
    /// name; at most `most`.
    pub fn actors(&self, query: &str, most: usize) -> Vec<Known> {
        let query = query.trim().to_lowercase();
        let fits = |identity: &Identity| {
            query.is_empty() || identity.names.iter().any(|name| name.to_lowercase().contains(&query))
        };
        let mut all: Vec<(Known, Identity)> = Vec::new();
        for draft in self.documents.iter().filter(|d| d.checked.is_some() && d.article().is_none()) {
            let tagged = &draft.reading().tagged;
            for (id, identity) in tagged.actors.iter().enumerate().filter(|(_, identity)| fits(identity)) {
                if all.iter().any(|(_, other)| same(other, identity) == Same::Yes) {
                    continue;
                }
                let Some(range) = first(tagged, id) else { continue };
                let sources = self.catalogue.sources_of(identity);
                let site = Site::Draft(draft.key.clone(), range);
                let known = Known { name: identity.name.clone(), kind: identity.kind, site, sources };
                all.push((known, identity.clone()));
                if all.len() >= most {
                    return all.into_iter().map(|(known, _)| known).collect();
                }
            }
        }
        let own = all.len();
        for known in self.catalogue.actors().iter().filter(|known| {
            fits(&known.identity) || known.names.iter().any(|(name, _)| name.to_lowercase().contains(&query))
        }) {
            if all.len() >= most {
                break;
            }
            if all[..own].iter().any(|(_, mine)| same(mine, &known.identity) != Same::No) {
                continue;
            }
            let Some((id, index)) = known.articles.first() else { continue };
            let Some(range) = self.catalogue.library().get(id).and_then(|a| first(a.tagged(), *index)) else {
                continue;
            };
            let site = Site::Source(Place { article: id.clone(), range });
            let name = known.identity.name.clone();
            let kind = known.identity.kind;
            all.push((Known { name, kind, site, sources: known.articles.len() }, known.identity.clone()));
        }
        all.into_iter().map(|(known, _)| known).collect()
    }
}

impl Snapshot {
    /// Names that begin with what is typed, or hold a word that does, in the spelling of this draft; where it has none,
    /// in that of most sources. At most `most`.
    pub fn names(&self, typed: &str, most: usize) -> Vec<HouseName> {
        let typed = fold(typed);
        if typed.is_empty() {
            return Vec::new();
        }
        let fits = |folded: &str| {
            folded.starts_with(&typed) || folded.split(' ').any(|word| word.starts_with(&typed))
        };
        let tagged = &self.reading().tagged;
        let spelled = spellings(tagged);
        let mut all: Vec<HouseName> = Vec::new();
        let mut taken: FxHashSet<String> = FxHashSet::default();
        for (id, identity) in tagged.actors.iter().enumerate() {
            let Some(names) = spelled.get(&id) else { continue };
            // What is being typed is no spelling yet.
            let mut names: Vec<(String, &(String, usize))> =
                names.iter().map(|name| (fold(&name.0), name)).collect();
            names.retain(|(folded, _)| *folded != typed && fits(folded));
            if names.is_empty() {
                continue;
            }
            names.sort_by(|(_, a), (_, b)| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            let sources = self.catalogue.sources_of(identity);
            // Of two spellings of one name the commoner is the house's.
            for (folded, (name, here)) in names {
                if taken.insert(folded) {
                    all.push(HouseName { name: name.clone(), kind: identity.kind, here: *here, sources });
                }
            }
        }
        all.sort_by(|a, b| b.here.cmp(&a.here).then_with(|| a.name.cmp(&b.name)));
        for known in self.catalogue.actors() {
            if all.len() >= most {
                break;
            }
            for ((name, _), folded) in known.names.iter().zip(&known.folded) {
                if fits(folded) && taken.insert(folded.clone()) {
                    let (kind, sources) = (known.identity.kind, known.articles.len());
                    all.push(HouseName { name: name.clone(), kind, here: 0, sources });
                }
            }
        }
        all.truncate(most);
        all
    }
}

/// Where an actor is named first.
fn first(tagged: &copydesk_tagging::Tagged, id: usize) -> Option<Range<usize>> {
    tagged.sentences.iter().find_map(|tagged| {
        let is = |value: &Value| matches!(value, Value::Actor(actor) if actor.id == id);
        let mention = tagged.mentions.iter().find(|mention| is(&mention.value))?;
        Some(tagged.sentence.to_source(mention.range.clone()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Room;

    fn room(draft: &str) -> Room {
        Room::new(draft)
            .source(
                "Harbour Wire",
                "Transport Minister Serhiy Malynskyy met Captain Jonas Wexley in Osterhaven.",
            )
            .source("Varn Post", "Judge Marta Lindahl spoke. Serhiy Malynskyy left Osterhaven.")
            .checked()
    }

    #[test]
    fn lists_the_actors_of_drafts_and_sources_once_each() {
        let room = room("Serhiy Malynsky spoke in Osterhaven.");
        let found = room.desk.folder().actors("", 50);
        let names: Vec<(&str, bool)> =
            found.iter().map(|k| (k.name.as_str(), matches!(k.site, Site::Draft(..)))).collect();
        assert_eq!(names[..2], [("Serhiy Malynsky", true), ("Osterhaven", true)]);
        assert!(
            names.contains(&("Marta Lindahl", false)) && names.contains(&("Jonas Wexley", false)),
            "{names:?}"
        );
        assert_eq!(names.len(), 4, "{names:?}");
        assert_eq!(room.desk.folder().actors("lind", 50).len(), 1);
    }

    #[test]
    fn names_come_in_the_spelling_of_the_draft() {
        let snapshot = room("Serhiy Malynsky spoke. Malynsky left. Then Mal").snapshot();
        let names: Vec<String> = snapshot.names("Mal", 10).into_iter().map(|n| n.name).collect();
        assert_eq!(names, ["Malynsky", "Serhiy Malynsky"]);
        let names: Vec<String> = snapshot.names("Lin", 10).into_iter().map(|n| n.name).collect();
        assert_eq!(names, ["Marta Lindahl"]);
    }
}
