//! Key points: the statements that most independent origins share, in the words of a source.

use crate::dates::When;
use crate::statements::Statement;
use crate::timeline::{Numbers, shown, with_marker};
use crate::{Piece, Story, source_line};
use serde::Serialize;
use std::fmt::Write;

/// A statement that sources share.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Highlight {
    /// The sentence that is most like those of the others.
    pub text: String,
    /// When it happened, where that is said.
    pub when: Option<When>,
    /// Where it is told, the sentence of `text` first.
    pub citations: Vec<Piece>,
    /// Independent origins of those.
    pub origins: usize,
}

/// How alike two statements must be to be one key point.
pub(crate) const ONE_POINT: f32 = 0.5;

/// The `count` statements that most independent origins share, in the order of the event. What one origin alone tells
/// is left out where anything is shared.
pub fn highlights(story: &mut Story, count: usize) -> Vec<Highlight> {
    let mut ranked: Vec<(usize, f32, Vec<usize>)> = Vec::new();
    // "Both are from Osterhaven" tells nothing at the head of a draft.
    let mut leaning: Vec<(usize, f32, Vec<usize>)> = Vec::new();
    for group in story.points() {
        let group = story.agreed(&group);
        let (article, sentence) = {
            let statement = &story.statements[group[0]];
            (story.articles[statement.article].clone(), statement.sentence)
        };
        let leans = story.comparer.leans((&article, sentence));
        let members = || group.iter().map(|&index| &story.statements[index]);
        let origins = story.origins_of(members().map(|statement| statement.article));
        // A scrap shared by all tells less than a full statement shared by all.
        let weight = members().map(|statement| statement.weight).sum::<f32>() / group.len() as f32;
        let point = (origins, weight.min(FULL) * (group.len() as f32).sqrt(), group);
        if leans { leaning.push(point) } else { ranked.push(point) }
    }
    if ranked.is_empty() {
        ranked = leaning;
    }
    if ranked.iter().any(|(origins, ..)| *origins > 1) {
        ranked.retain(|(origins, ..)| *origins > 1);
    }
    ranked.sort_by(|a, b| b.0.cmp(&a.0).then(b.1.total_cmp(&a.1)).then(a.2.cmp(&b.2)));
    ranked.truncate(count);
    let mut points: Vec<(Order, Highlight)> = Vec::new();
    for (origins, _, group) in ranked {
        let speaker = group[0];
        let order = story.order(&group);
        let statement = &story.statements[speaker];
        let sentence = &story.articles[statement.article].tagged().sentences[statement.sentence].sentence;
        let text = shown(&sentence.text, statement.part.clone(), None);
        let when = statement.when.clone();
        let citations = group.iter().map(|&index| story.piece(&story.statements[index])).collect();
        points.push((order, Highlight { text, when, citations, origins }));
    }
    points.sort_by_key(|(order, _)| *order);
    points.into_iter().map(|(_, point)| point).collect()
}

/// How alike a statement must be to the one that stands for a point, to be cited for it.
const SAID_SO: f32 = 0.66;

/// Share of the statement that stands for a point that one cited for it has.
const TOLD: f32 = 0.6;

/// How much more fully one must be borne out to stand for a point in the place of one that is more like the others.
const FULLER: f32 = 0.1;

/// Weight from which a statement is full enough.
const FULL: f32 = 8.0;

/// Day, and where in its articles it stands, in thousandths.
type Order = (Option<jiff::civil::Date>, usize);

impl Story {
    /// The statements of the sources, those that tell of one thing together.
    pub(crate) fn points(&mut self) -> Vec<Vec<usize>> {
        let all: Vec<usize> =
            (0..self.statements.len()).filter(|&index| self.statements[index].first).collect();
        let may = |a: &Statement, b: &Statement| match (&a.when, &b.when) {
            (Some(x), Some(y)) => x.meets(y),
            _ => true,
        };
        self.groups(&all, ONE_POINT, &may)
    }

    /// Of a group the statement that stands for it, first, and those that say the same as it, not merely something of
    /// the same event: what is cited bears out what is said. It is the statement that most origins bear out, of those
    /// the one that they bear out most fully.
    pub(crate) fn agreed(&mut self, group: &[usize]) -> Vec<usize> {
        let mut best: (usize, f32, Vec<usize>) = (0, f32::MIN, Vec::new());
        for speaker in self.speakers(group) {
            let (mut said, mut fully) = (vec![speaker], 0.0);
            for &member in group.iter().filter(|&&member| member != speaker) {
                if let Some(told) = self.says(member, speaker) {
                    said.push(member);
                    fully += told;
                }
            }
            let fully = fully / said.len() as f32;
            let origins = self.origins_of(said.iter().map(|&index| self.statements[index].article));
            if best.2.is_empty() || origins > best.0 || origins == best.0 && fully > best.1 + FULLER {
                best = (origins, fully, said);
            }
        }
        best.2
    }

    /// How much of what the one says the other says too, if it says the same: alike, with its names and
    /// words, and with its verbs.
    fn says(&mut self, member: usize, speaker: usize) -> Option<f32> {
        let (x, y) = (&self.statements[speaker], &self.statements[member]);
        let (p, q) = (&self.articles[x.article], &self.articles[y.article]);
        let likeness = self.comparer.compare((p, x.sentence), (q, y.sentence));
        let told = likeness.told.all >= TOLD && !likeness.other_deed;
        (told && self.alike(member, speaker) >= SAID_SO).then_some(likeness.told.all)
    }

    /// By the day that most of them give, then by how far down they stand.
    fn order(&self, group: &[usize]) -> Order {
        let mut days: Vec<_> =
            group.iter().filter_map(|&i| self.statements[i].when.as_ref()).map(|when| when.from).collect();
        days.sort_unstable();
        let day = days.get(days.len() / 2).copied().or(self.days().map(|(first, _)| first));
        let deep = |index: &usize| {
            let statement = &self.statements[*index];
            1000 * statement.sentence / self.articles[statement.article].tagged().sentences.len().max(1)
        };
        (day, group.iter().map(deep).sum::<usize>() / group.len().max(1))
    }
}

/// The key points as bullets with numbers, and the list of their sources.
pub fn markdown(story: &Story, points: &[Highlight]) -> String {
    let mut numbers = Numbers::default();
    let mut out = String::new();
    for point in points {
        let marker = numbers.marker(point.citations.iter());
        let _ = writeln!(out, "- {}", with_marker(&point.text, &marker));
    }
    if points.is_empty() {
        return "No source states anything.\n".to_owned();
    }
    out += "\n## Sources\n\n";
    for (number, id) in numbers.all() {
        let article = story.articles().iter().find(|article| article.id == id);
        let _ = writeln!(out, "{number}. {}", article.map_or_else(|| id.to_string(), |a| source_line(a)));
    }
    out
}
