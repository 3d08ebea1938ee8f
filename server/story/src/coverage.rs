//! The coverage: which sources and independent origins report what, who was first, what rests on one origin, what the
//! draft omits, where sources disagree, and how the sources hang together.

mod links;
mod markdown;
mod picture;

pub use links::{Link, Node, NodeKind};
pub use markdown::markdown;
pub use picture::picture;

use crate::beside::Beside;
use crate::timeline::shown;
use crate::{Dispute, Piece, Story, label};
use copydesk_checking::compare::Likeness;
use copydesk_checking::{Judgement, Stance, Verdict};
use copydesk_library::Article;
use copydesk_tagging::CitationStyle;
use copydesk_tagging::citations::markers;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a newsroom says of an outlet, in its own words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Outlet {
    /// Where it leans: "left", "center", "right", or whatever the newsroom writes.
    pub lean: Option<String>,
    /// How far its facts are to be trusted: "high", "mixed", ...
    pub factuality: Option<String>,
}

/// A source with what is known of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Source {
    /// [`Article::id`].
    pub id: Arc<str>,
    /// Its outlet, else its headline, else its file.
    pub name: String,
    /// Its headline.
    pub title: Option<String>,
    /// The day it is dated.
    pub published: Option<Date>,
    /// That day was read off the other sources.
    pub assumed: bool,
    /// Index into [`Coverage::origins`]; none for an aggregator.
    pub origin: Option<usize>,
    /// It collects what others report.
    pub aggregator: bool,
    /// What the newsroom says of its outlet.
    pub outlet: Outlet,
    /// Statements of the draft that it bears out; without a draft, key points that it shares.
    pub bears_out: usize,
}

/// Sources that go back to one origin.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Origin {
    /// Whom it goes back to, where that is known, else the first of its sources.
    pub name: String,
    /// Indexes into [`Coverage::sources`].
    pub sources: Vec<usize>,
}

/// Who reports a statement.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Covered {
    /// First byte of the draft; 0 without a draft.
    pub start_byte: usize,
    /// The byte after the last.
    pub end_byte: usize,
    /// The statement.
    pub text: String,
    /// The draft's verdict; none for a point of the sources.
    pub verdict: Option<Verdict>,
    /// The sentence of each source that bears it out.
    pub citations: Vec<Piece>,
    /// Independent origins of those.
    pub origins: usize,
    /// The source dated first among them, and its day, where one is alone at that.
    pub first: Option<(Arc<str>, Date)>,
    /// How many of its outlets lean where.
    pub lean: BTreeMap<String, usize>,
    /// How many of its outlets are how factual.
    pub factuality: BTreeMap<String, usize>,
}

/// Who reports what.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Coverage {
    /// By id.
    pub sources: Vec<Source>,
    /// By their first source.
    pub origins: Vec<Origin>,
    /// The statements of the draft in its order; without a draft, what the sources share, most shared first.
    pub statements: Vec<Covered>,
    /// What sources report and the draft omits, what most origins report first.
    pub omitted: Vec<Covered>,
    /// Where the sources disagree.
    pub disputes: Vec<Dispute>,
    /// What the sources go back to besides themselves.
    pub nodes: Vec<Node>,
    /// How the sources hang together.
    pub links: Vec<Link>,
    /// A draft was given.
    pub of_draft: bool,
}

/// Sentences of the sources that are looked at for a statement.
const NEAR: usize = 64;
/// How much of a statement a sentence must say to be cited for it beside the one that the verdict rests on.
const SAYS: f32 = 0.4;
/// The same of a statement with one verb.
const SAYS_ALL: f32 = 0.75;
/// How many of its names, figures and dates.
const SLOTS: f32 = 0.6;
/// Weight below which what the draft omits is not worth a line.
const TELLING: f32 = 4.0;

/// The coverage of a story; with a draft and what was found in it, that of its statements.
pub fn coverage(
    story: &mut Story,
    draft: Option<(&Arc<Article>, &[Judgement])>,
    outlets: &BTreeMap<String, Outlet>,
) -> Coverage {
    let mut all = Coverage { of_draft: draft.is_some(), ..Coverage::default() };
    all.disputes = story.disputes().to_vec();
    all.sources = sources(story, outlets);
    let (nodes, links) = links::links(story, draft.map(|(article, _)| article));
    (all.nodes, all.links) = (nodes, links);
    all.origins = origins(story, &mut all.sources, &all.nodes, &all.links);
    let points = story.points();
    if let Some((article, judgements)) = draft {
        for judgement in judgements.iter().filter(|j| j.verdict != Verdict::NotCheckable) {
            let covered = statement(story, &all.sources, article, judgement);
            all.statements.push(covered);
        }
        let beside = Beside::new(article);
        for group in &points {
            let point = point(story, &all.sources, group);
            let telling = group.iter().any(|&i| story.statements[i].weight >= TELLING);
            let members = story.places(group);
            let when = group.iter().find_map(|&i| story.statements[i].when.clone());
            if telling && !beside.tells(story, &members, when.as_ref()) {
                all.omitted.push(point);
            }
        }
        all.omitted.sort_by_key(|point| std::cmp::Reverse((point.origins, point.citations.len())));
    } else {
        all.statements = points
            .iter()
            .map(|group| point(story, &all.sources, group))
            .filter(|point| point.citations.len() > 1)
            .collect();
        all.statements.sort_by_key(|point| std::cmp::Reverse((point.origins, point.citations.len())));
    }
    for source in &mut all.sources {
        let by = |covered: &&Covered| covered.citations.iter().any(|piece| piece.source == source.id);
        source.bears_out = all.statements.iter().filter(by).count();
    }
    all
}

fn sources(story: &Story, outlets: &BTreeMap<String, Outlet>) -> Vec<Source> {
    let known: BTreeMap<String, &Outlet> =
        outlets.iter().map(|(name, outlet)| (name.trim().to_lowercase(), outlet)).collect();
    story
        .articles
        .iter()
        .map(|article| {
            let outlet = article.meta.outlet.as_ref().and_then(|name| known.get(&name.trim().to_lowercase()));
            Source {
                id: article.id.clone(),
                name: label(article),
                title: article.meta.title.clone(),
                published: article.meta.published,
                assumed: story.assumed.contains(&article.id),
                origin: None,
                aggregator: article.meta.aggregator,
                outlet: outlet.map(|&outlet| outlet.clone()).unwrap_or_default(),
                bears_out: 0,
            }
        })
        .collect()
}

/// The origins by their first source, each named by what its sources say they go back to.
fn origins(story: &Story, sources: &mut [Source], nodes: &[Node], links: &[Link]) -> Vec<Origin> {
    let mut out: Vec<Origin> = Vec::new();
    let mut roots: Vec<usize> = Vec::new();
    for (index, root) in story.origins.iter().enumerate() {
        let Some(root) = root else { continue };
        let place = roots.iter().position(|other| other == root).unwrap_or_else(|| {
            roots.push(*root);
            out.push(Origin { name: String::new(), sources: Vec::new() });
            out.len() - 1
        });
        out[place].sources.push(index);
        sources[index].origin = Some(place);
    }
    for origin in &mut out {
        let own = |link: &&Link| origin.sources.contains(&link.source);
        let mut names: Vec<&str> = links
            .iter()
            .filter(own)
            .filter_map(|link| link.node.and_then(|node| nodes.get(node)))
            .filter(|node| node.kind != NodeKind::Headline)
            .map(|node| node.name.as_str())
            .collect();
        names.sort_unstable();
        names.dedup();
        origin.name = match (names.is_empty(), origin.sources.first()) {
            (false, _) => names.join(", "),
            (true, Some(&first)) => sources[first].name.clone(),
            (true, None) => String::new(),
        };
    }
    out
}

fn statement(story: &mut Story, sources: &[Source], draft: &Arc<Article>, judgement: &Judgement) -> Covered {
    // Besides the sentence that the verdict rests on, those that say the same by themselves: what stands around a sentence may
    // bear out a verdict, and is no report of its own.
    let mut places: Vec<(usize, usize)> = Vec::new();
    let mut add = |story: &mut Story, article: usize, sentence: usize| {
        let at = story.articles[article].clone();
        let says = |likeness: Likeness| {
            let told = likeness.told;
            // Where all turns on one verb, it must be that one, and more of the rest.
            let least = if likeness.simple { SAYS_ALL } else { SAYS };
            told.all >= least && told.slots >= SLOTS && !(likeness.simple && likeness.other_deed)
        };
        let first = places.is_empty();
        if !places.iter().any(|(other, _)| *other == article)
            && (first || says(story.comparer.compare((draft, judgement.sentence), (&at, sentence))))
        {
            places.push((article, sentence));
        }
    };
    for piece in judgement.evidence.iter().filter(|piece| piece.stance == Stance::Supports) {
        if let Some(article) = story.index_of(&piece.place.article) {
            let sentence = story.articles[article]
                .sentences()
                .partition_point(|sentence| sentence.source.end <= piece.place.range.start);
            add(story, article, sentence);
        }
    }
    if matches!(judgement.verdict, Verdict::Supported | Verdict::Disputed) {
        for hit in story.comparer.near(&story.library, (draft, judgement.sentence), NEAR) {
            let supports =
                story.comparer.compare((draft, judgement.sentence), (&hit.article, hit.sentence)).supports;
            if let Some(article) = story.index_of(&hit.article.id).filter(|_| supports) {
                add(story, article, hit.sentence);
            }
        }
    }
    let citations = places
        .iter()
        .filter_map(|&(article, sentence)| {
            let article = &story.articles[article];
            let sentence = &article.tagged().sentences.get(sentence)?.sentence;
            crate::disputes::piece_at(article, sentence.source.start)
        })
        .collect();
    let sentence = draft.tagged().sentences.get(judgement.sentence);
    let text = sentence.map_or_else(|| judgement.text.clone(), |s| without_markers(&s.sentence.text));
    let origins = story.origins_of(places.iter().map(|(article, _)| *article));
    covered(sources, judgement.range.clone(), text, Some(judgement.verdict), citations, origins)
}

/// A sentence without its citation markers.
fn without_markers(text: &str) -> String {
    let mut out = String::new();
    let mut at = 0;
    for marker in markers(text).iter().filter(|marker| marker.style != CitationStyle::Link) {
        out += text.get(at..marker.range.start).unwrap_or("").trim_end();
        at = marker.range.end;
    }
    out += text.get(at..).unwrap_or("");
    copydesk_text::one_line(&out)
}

fn point(story: &mut Story, sources: &[Source], group: &[usize]) -> Covered {
    let group = story.agreed(group);
    let citations = group.iter().map(|&index| story.piece(&story.statements[index])).collect();
    let origins = story.origins_of(group.iter().map(|&index| story.statements[index].article));
    let statement = &story.statements[group[0]];
    let sentence = &story.articles[statement.article].tagged().sentences[statement.sentence].sentence;
    let text = shown(&sentence.text, statement.part.clone(), None);
    covered(sources, 0..0, text, None, citations, origins)
}

fn covered(
    sources: &[Source],
    range: std::ops::Range<usize>,
    text: String,
    verdict: Option<Verdict>,
    citations: Vec<Piece>,
    origins: usize,
) -> Covered {
    let mut by: Vec<&Source> =
        sources.iter().filter(|source| citations.iter().any(|piece| piece.source == source.id)).collect();
    by.sort_by_key(|source| (source.published.is_none(), source.published));
    let first = match by.as_slice() {
        [one, rest @ ..] => one
            .published
            .filter(|day| {
                !one.assumed
                    && rest.first().is_none_or(|next| next.published > Some(*day) || next.published.is_none())
            })
            .map(|day| (one.id.clone(), day)),
        [] => None,
    };
    let (mut lean, mut factuality) = (BTreeMap::new(), BTreeMap::new());
    for source in by {
        if let Some(word) = &source.outlet.lean {
            *lean.entry(word.clone()).or_insert(0) += 1;
        }
        if let Some(word) = &source.outlet.factuality {
            *factuality.entry(word.clone()).or_insert(0) += 1;
        }
    }
    Covered {
        start_byte: range.start,
        end_byte: range.end,
        text,
        verdict,
        citations,
        origins,
        first,
        lean,
        factuality,
    }
}
