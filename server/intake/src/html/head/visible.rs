//! What a reader sees of a page about its article: a byline, a `<time>`, the window's title. These are guesses.

use crate::html::tree::{Id, Tree};
use crate::html::words::{Names, WORDS};
use crate::mapped::html_text;
use crate::metadata::{dates, is_person};
use copydesk_library::Metadata;
use jiff::civil::Date;

/// Elements of a kind that are looked at, of those that may be it.
const TIMES: usize = 30;
const BYLINES: usize = 12;

/// The longest outlet in a window's title, in bytes.
const OUTLET: usize = 40;

/// Fills in what the page does not state.
pub(super) fn read(tree: &Tree<'_>, meta: &mut Metadata) {
    if meta.published.is_none()
        && let Some(date) = published(tree)
    {
        meta.published = Some(date);
        meta.guessed.push("published");
    }
    if meta.modified.is_none() {
        meta.modified = marked(tree, "dateModified").and_then(|id| dates::stated(&value(tree, id)));
    }
    if meta.authors.is_empty()
        && let Some(authors) = authors(tree)
    {
        meta.authors = authors;
        meta.guessed.push("authors");
    }
    if meta.title.is_none() {
        let (title, outlet) = title(tree);
        if let Some(title) = title.filter(|title| !title.trim().is_empty()) {
            meta.title = Some(title);
            meta.guessed.push("title");
        }
        if meta.outlet.is_none()
            && let Some(outlet) = outlet
        {
            // "News | Kestrel Post": the last part.
            let last =
                outlet.rsplit(" | ").next().unwrap_or(&outlet).rsplit(" - ").next().unwrap_or(&outlet).trim();
            meta.outlet = Some(last.to_owned());
            meta.guessed.push("outlet");
        }
    }
}

/// The first element that a page marks as this.
fn marked(tree: &Tree<'_>, name: &str) -> Option<Id> {
    (1..tree.nodes.len()).find(|id| tree.attribute(*id, "itemprop") == Some(name))
}

/// What an element says for programs, else for people.
fn value(tree: &Tree<'_>, id: Id) -> String {
    let own = ["datetime", "content"].iter().find_map(|key| tree.attribute(id, key)).map(str::to_owned);
    own.unwrap_or_else(|| tree.text_of(id))
}

fn is_furniture(tree: &Tree<'_>, id: Id) -> bool {
    let called = |id: Id, name: &str| {
        let names = Names::of(name);
        !matches!(tree.name(id), "body" | "html" | "main" | "article")
            && (names.has_pair(&WORDS.pairs) || names.has(&WORDS.comments) || names.has(&WORDS.furniture))
    };
    tree.up(id).any(|id| {
        matches!(tree.name(id), "aside" | "nav" | "footer")
            || tree
                .attribute(id, "class")
                .is_some_and(|class| class.split_whitespace().any(|name| called(id, name)))
    })
}

/// The day on a `<time>` of the article.
fn published(tree: &Tree<'_>) -> Option<Date> {
    let day = |id: Id| dates::stated(&value(tree, id));
    if let Some(day) = marked(tree, "datePublished").and_then(day) {
        return Some(day);
    }
    let all: Vec<Id> = tree.named(0, "time").filter(|id| !is_furniture(tree, *id)).take(TIMES).collect();
    // What the element and some of those around it are called.
    let around = |id: Id, elements: usize| {
        let classes = tree.up(id).take(elements).filter_map(|id| tree.attribute(id, "class"));
        classes.collect::<Vec<_>>().join(" ").to_lowercase()
    };
    let holds = |text: String, words: &[&str]| words.iter().any(|word| text.contains(word));
    let stated = all.iter().find(|id| tree.attribute(**id, "pubdate").is_some());
    let named = || all.iter().find(|id| holds(around(**id, 3), &["publish", "posted", "date-created"]));
    let first = || all.iter().find(|id| !holds(around(**id, 2), &["updat", "modif"]));
    stated.or_else(named).or_else(first).and_then(|id| day(*id))
}

/// The people in the first byline.
fn authors(tree: &Tree<'_>) -> Option<Vec<String>> {
    let called = |id: Id| {
        let classes =
            ["class", "data-testid", "data-component"].iter().filter_map(|key| tree.attribute(id, key));
        classes
            .into_iter()
            .any(|class| class.split_whitespace().take(12).any(|name| Names::of(name).has(&WORDS.byline)))
    };
    let by = (1..tree.nodes.len()).filter(|id| {
        tree.attribute(*id, "itemprop") == Some("author")
            || tree.attribute(*id, "rel") == Some("author")
            || (matches!(
                tree.name(*id),
                "p" | "div" | "span" | "a" | "address" | "li" | "strong" | "h3" | "h4"
            ) && called(*id))
    });
    by.take(BYLINES)
        .map(|id| (id, byline(&tree.text_of(id))))
        .find(|(id, names)| !names.is_empty() && !is_furniture(tree, *id))
        .map(|(_, names)| names)
}

/// The headline and the outlet: the page's heading, and what the window's title has besides.
fn title(tree: &Tree<'_>) -> (Option<String>, Option<String>) {
    let head =
        tree.named(0, "title").next().and_then(|id| tree.raw(id)).map(|range| html_text(&tree.text[range]));
    let headings: Vec<String> =
        tree.named(0, "h1").take(3).map(|id| tree.text_of(id)).filter(|text| !text.is_empty()).collect();
    let heading = match headings.as_slice() {
        [one] => Some(one.clone()),
        many => {
            many.iter().find(|text| head.as_ref().is_some_and(|head| head.contains(text.as_str()))).cloned()
        }
    };
    match (head, heading) {
        (Some(head), Some(title)) => {
            let rest = head
                .strip_prefix(title.as_str())
                .map(|rest| rest.trim_matches(|c: char| !c.is_alphanumeric()))
                .filter(|rest| (2..=OUTLET).contains(&rest.len()))
                .map(str::to_owned);
            (Some(title), rest)
        }
        (None, heading) => (heading, None),
        (Some(head), None) => {
            let cut = [" | ", " – ", " — ", " - "].iter().find_map(|mark| head.rsplit_once(mark));
            match cut.filter(|(_, outlet)| outlet.len() <= OUTLET) {
                Some((title, outlet)) => (Some(title.to_owned()), Some(outlet.to_owned())),
                None => (Some(head), None),
            }
        }
    }
}

/// "By Ida Voss and Olin Marsh, harbour correspondent": the names.
fn byline(line: &str) -> Vec<String> {
    if line.len() > 160 {
        return Vec::new();
    }
    let rest = ["By ", "by ", "BY ", "Von ", "Words by ", "Written by ", "Author: ", "Reported by "]
        .iter()
        .find_map(|lead| line.strip_prefix(lead))
        .unwrap_or(line);
    rest.split([',', '&', '|', '\n', '•', '·'])
        .flat_map(|part| part.split(" and "))
        .map(str::trim)
        .map(|part| part.split(" in ").next().unwrap_or(part).trim())
        .take_while(|part| is_person(part))
        .map(str::to_owned)
        .collect()
}
