//! How the sources hang together: credits, chains, shared headlines, shared wording.

use crate::Story;
use copydesk_checking::Draft;
use copydesk_checking::citations::CitationMap;
use copydesk_library::{Article, Library, Shared, shared};
use serde::Serialize;
use std::sync::Arc;

/// What a source goes back to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Node {
    /// What it is called.
    pub name: String,
    /// What it is.
    pub kind: NodeKind,
}

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NodeKind {
    /// An agency that is credited: "(Harbour Wire)".
    Wire,
    /// An outlet for which somebody reports, or whose report is retold.
    Outlet,
    /// A headline that several carry or name as their source.
    Headline,
}

/// That a source goes back to something, or shares its wording with another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Index of the source.
    pub source: usize,
    /// Index into [`super::Coverage::nodes`].
    pub node: Option<usize>,
    /// The other source, where no node stands between.
    pub other: Option<usize>,
    /// What shows it: "credit", "chain", "headline", "names it as its source", "wording".
    pub by: &'static str,
}

impl NodeKind {
    /// For people.
    pub(super) fn name(self) -> &'static str {
        match self {
            NodeKind::Wire => "wire credit",
            NodeKind::Outlet => "reported for or from",
            NodeKind::Headline => "headline",
        }
    }
}

pub(super) fn links(story: &Story, draft: Option<&Arc<Article>>) -> (Vec<Node>, Vec<Link>) {
    let mut nodes: Vec<Node> = Vec::new();
    let mut links: Vec<Link> = Vec::new();
    for (source, article) in story.articles.iter().enumerate() {
        for credit in &article.meta.credits {
            let node = node(&mut nodes, credit, NodeKind::Wire);
            links.push(Link { source, node: Some(node), other: None, by: "credit" });
        }
        for outlet in &article.meta.chain {
            let node = node(&mut nodes, outlet, NodeKind::Outlet);
            links.push(Link { source, node: Some(node), other: None, by: "chain" });
        }
    }
    headlines(story, draft, &mut nodes, &mut links);
    for a in 0..story.articles.len() {
        for b in a + 1..story.articles.len() {
            // Who is credited or named is drawn as a node of its own.
            if story.origins[a].is_some()
                && story.origins[a] == story.origins[b]
                && shared(&story.articles[a], &story.articles[b]) == Some(Shared::Wording)
            {
                links.push(Link { source: a, node: None, other: Some(b), by: "wording" });
            }
        }
    }
    (nodes, links)
}

/// The node of that name, made if there is none. A source's outlet and a credit of that name are one node.
fn node(nodes: &mut Vec<Node>, name: &str, kind: NodeKind) -> usize {
    let fold = |name: &str| name.trim().to_lowercase();
    nodes.iter().position(|node| fold(&node.name) == fold(name)).unwrap_or_else(|| {
        nodes.push(Node { name: name.trim().to_owned(), kind });
        nodes.len() - 1
    })
}

/// The words of a headline, the headline, who carries it and how, whether the draft cites it.
type Carried = (Vec<String>, String, Vec<(usize, &'static str)>, bool);

/// Headlines that two or more carry, name as their source, or that the draft cites without having the article.
fn headlines(story: &Story, draft: Option<&Arc<Article>>, nodes: &mut Vec<Node>, links: &mut Vec<Link>) {
    let mut carried: Vec<Carried> = Vec::new();
    for (source, article) in story.articles.iter().enumerate() {
        let titles = article.meta.title.iter().map(|title| (title.clone(), "headline"));
        let named = entries(article).into_iter().map(|entry| (entry, "names it as its source"));
        for (title, by) in titles.chain(named) {
            let words = words(&title);
            if words.len() < FEWEST {
                continue;
            }
            match carried.iter_mut().find(|(other, ..)| same(other, &words)) {
                Some((_, _, by_whom, _)) => {
                    if !by_whom.iter().any(|(other, _)| *other == source) {
                        by_whom.push((source, by));
                    }
                }
                None => carried.push((words, title, vec![(source, by)], false)),
            }
        }
    }
    // An entry of the draft's own list under the same headline: one more outlet that carries it.
    for entry in draft.map(entries).unwrap_or_default() {
        let words = words(&entry);
        for (title, _, _, cited) in &mut carried {
            *cited |= words.windows(title.len()).any(|window| same(window, title));
        }
    }
    for (_, title, by_whom, cited) in carried {
        if by_whom.len() < 2 && !(cited && by_whom.iter().all(|(_, by)| *by != "headline")) {
            continue;
        }
        let node = node(nodes, &title, NodeKind::Headline);
        let linked =
            by_whom.into_iter().map(|(source, by)| Link { source, node: Some(node), other: None, by });
        links.extend(linked);
    }
}

/// Words of a headline long enough not to be shared by chance.
const FEWEST: usize = 5;

/// What the source list of a text says.
fn entries(article: &Arc<Article>) -> Vec<String> {
    let draft = Draft {
        path: Some(&article.id),
        text: &article.text,
        prose: &article.prose,
        tagged: article.tagged(),
    };
    let map = CitationMap::new(&draft, &Library::default());
    map.entries
        .iter()
        .filter_map(|entry| article.text.get(entry.body.clone()))
        .map(copydesk_text::one_line)
        .filter(|text| text.len() < 600)
        .collect()
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// The same words in a row; a long word may be spelt otherwise by a letter or two at its end.
fn same(a: &[String], b: &[String]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(x, y)| x == y || spelt(x, y))
}

/// "Malynsky" and "Malynskyy": long words that differ in the last letters of a transliteration only.
fn spelt(a: &str, b: &str) -> bool {
    let same = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let (long, short) = (a.chars().count().max(b.chars().count()), a.chars().count().min(b.chars().count()));
    short >= 7 && same + 2 >= short && long - short <= 2 && same + 2 >= long
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_headline_in_two_spellings_is_one() {
        let fold = |text: &str| words(text);
        assert!(same(&fold("Malynskyy offers to drop the case"), &fold("Malynsky Offers to Drop the Case")));
        assert!(!same(
            &fold("Malynskyy offers to drop the case"),
            &fold("Malynskyy refuses to drop the case")
        ));
    }
}
