//! The timeline: dated events of the sources, each once, with all who tell of it; what the draft leaves out of it, and
//! what the draft dates that no source has.

mod calendar;
mod draft;
mod markdown;

pub use calendar::calendar;
pub use markdown::{Numbers, day, lines, markdown};
pub(crate) use markdown::{disagreement, outlets, with_marker};

use crate::dates::When;
use crate::statements::Statement;
use crate::{Dispute, Piece, Story};
use copydesk_checking::compare::Standing;
use copydesk_library::Article;
use jiff::civil::Date;
use serde::Serialize;
use std::ops::Range;
use std::sync::Arc;

/// An event with its day.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Entry {
    /// When it happened.
    pub when: When,
    /// What happened, in the words of one of the sources; the date left out where it led the sentence.
    pub text: String,
    /// It was planned, offered or possible when it was told.
    pub ahead: bool,
    /// Where it is told, the sentence of `text` first.
    pub citations: Vec<Piece>,
    /// Independent origins of those; an aggregator's is unknown and not counted.
    pub origins: usize,
    /// Where the sources disagree on it.
    pub disputes: Vec<Dispute>,
    /// Whether the draft tells of it; `None` without a draft.
    pub in_draft: Option<bool>,
    /// The day was read off the other sources, as the article gives none of its own.
    pub assumed: bool,
}

/// A dated statement of the draft.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Own {
    /// When.
    pub when: When,
    /// First byte of the draft.
    pub start_byte: usize,
    /// The byte after the last.
    pub end_byte: usize,
    /// The statement.
    pub text: String,
    /// Names and figures in it that stand in no source.
    pub unheard: Vec<String>,
}

/// The events of a story in their order.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Timeline {
    /// Those that the sources date.
    pub entries: Vec<Entry>,
    /// What the draft dates and no source tells, or not with these names and figures.
    pub beyond: Vec<Own>,
    /// Sources whose day was assumed.
    pub assumed: Vec<Arc<str>>,
}

/// How alike two statements of one day must be to be of one event.
const ONE_EVENT: f32 = 0.5;
/// The same for a sentence that bears no date.
const UNDATED: f32 = 0.6;

/// The timeline of a story, held against a draft if there is one.
pub fn timeline(story: &mut Story, draft: Option<&Arc<Article>>) -> Timeline {
    let dated: Vec<usize> =
        (0..story.statements.len()).filter(|&index| story.statements[index].when.is_some()).collect();
    let may = |a: &Statement, b: &Statement| match (&a.when, &b.when) {
        (Some(x), Some(y)) => x.meets(y),
        _ => false,
    };
    let groups = story.groups(&dated, ONE_EVENT, &may);
    let disputes = story.disputes().to_vec();
    let mut entries: Vec<(Order, Entry)> = Vec::new();
    for group in groups {
        if let Some(entry) = entry(story, &group, &disputes) {
            entries.push((order(&entry, &group), entry));
        }
    }
    entries.sort_by_key(|(order, _)| *order);
    let mut timeline = Timeline {
        entries: entries.into_iter().map(|(_, entry)| entry).collect(),
        beyond: Vec::new(),
        assumed: story.assumed.clone(),
    };
    if let Some(draft) = draft {
        draft::hold(story, &mut timeline, draft);
    }
    timeline
}

type Order = (Date, u16, Date, usize);

/// By day, then by time of day, then as the sources tell it.
fn order(entry: &Entry, group: &[usize]) -> Order {
    let minute = if entry.when.span() > 1 { 0 } else { entry.when.minute.unwrap_or(12 * 60) };
    (entry.when.from, minute, entry.when.to, group.first().copied().unwrap_or(0))
}

fn entry(story: &mut Story, group: &[usize], disputes: &[Dispute]) -> Option<Entry> {
    let speaker = story.speaker(group);
    // The narrowest date any of them gives; of equals that of the sentence shown.
    let narrow = |index: &usize| {
        let when = story.statements[*index].when.as_ref();
        (when.map_or(i32::MAX, When::span), *index != speaker)
    };
    let when = group.iter().min_by_key(|index| narrow(index)).and_then(|&i| story.statements[i].when.clone());
    let own = story.statements[speaker].when.clone();
    let mut cited: Vec<usize> = group.to_vec();
    for other in near(story, speaker) {
        if !cited.contains(&other)
            && story.statements[other].when.is_none()
            && !cited.iter().any(|&c| story.statements[c].article == story.statements[other].article)
            && story.alike(speaker, other) >= UNDATED
        {
            cited.push(other);
        }
    }
    cited.sort_unstable();
    cited.sort_by_key(|&index| index != speaker);
    let citations: Vec<Piece> = cited.iter().map(|&index| story.piece(&story.statements[index])).collect();
    let origins = story.origins_of(cited.iter().map(|&index| story.statements[index].article));
    let told = |piece: &Piece| citations.contains(piece);
    let disputes = disputes
        .iter()
        .filter(|dispute| dispute.values.iter().any(|value| told(&value.said)))
        .cloned()
        .collect();
    let assumed =
        group.iter().all(|&i| story.assumed.contains(&story.articles[story.statements[i].article].id));
    let sentence = &story.statements[speaker];
    let text = &story.articles[sentence.article].tagged().sentences[sentence.sentence].sentence.text;
    let when = when.or_else(|| own.clone())?;
    // What lies behind the day on which it is told was not ahead then, however it is told: "plans were approved on Tuesday".
    let behind = |index: &usize| {
        let published = story.articles[story.statements[*index].article].meta.published;
        published.is_some_and(|day| when.to < day)
    };
    let ahead =
        group.iter().all(|index| story.statements[*index].standing == Standing::Ahead && !behind(index));
    Some(Entry {
        text: shown(text, sentence.part.clone(), own.as_ref()),
        when,
        ahead,
        citations,
        origins,
        disputes,
        in_draft: None,
        assumed,
    })
}

/// Statements of the sources that share words with one.
fn near(story: &mut Story, statement: usize) -> Vec<usize> {
    const NEAR: usize = 24;
    let at = story.statements[statement].clone();
    let article = story.articles[at.article].clone();
    let hits = story.comparer.near(&story.library, (&article, at.sentence), NEAR);
    let mut found: Vec<usize> = hits
        .iter()
        .filter_map(|hit| {
            let article = story.index_of(&hit.article.id)?;
            story.places.get(&(article, hit.sentence)).copied()
        })
        .collect();
    found.sort_unstable();
    found
}

/// The part of a sentence that tells it, without the date that leads it ("On March 14, ...", "Mar 14, 2026 – ...").
pub(crate) fn shown(text: &str, part: Range<usize>, when: Option<&When>) -> String {
    let part = part.start.min(text.len())..part.end.min(text.len());
    let whole = text.get(part.clone()).unwrap_or(text);
    let mut line = capital(&copydesk_text::one_line(whole));
    // A clause that was cut out of its sentence is a sentence here.
    if part.end < text.len() && line.ends_with(char::is_alphanumeric) {
        line.push('.');
    }
    let Some(when) = when else { return line };
    let lead = text.get(part.start..when.range.start).unwrap_or("x").trim().to_lowercase();
    let rest = text.get(when.range.end..part.end).map(str::trim_start);
    let rest = rest.and_then(|rest| rest.strip_prefix([',', '–', '—', '-', ':']));
    match rest {
        Some(rest) if matches!(lead.as_str(), "" | "on" | "in" | "by") => {
            capital(&copydesk_text::one_line(rest))
        }
        _ => line,
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}
