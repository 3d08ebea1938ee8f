//! Of which work it is told: "conducted the first performance of 'Ice Road'" where the source has that of another one.

use crate::case::{Candidate, Case};
use crate::gate;
use crate::role::Doubt;
use std::ops::Range;

/// Words of a title at most.
const WORDS: usize = 7;
/// Share of what stands around the title that a sentence must have to tell it of another, and from which it may tell it of this one.
const SAYS: f32 = 0.75;
const MAY_SAY: f32 = 0.5;
const TELLING: f32 = 1.5;
/// Items looked at around a title.
const NEAR: usize = 5;

/// A title of the claim in the place of which a sentence has another one.
pub(crate) fn doubt(case: &Case<'_>, candidates: &[Candidate]) -> Option<Doubt> {
    let text: &str = &case.sentence().sentence.text;
    let mine = titles(text);
    let [title] = &mine[..] else { return None };
    let own = text[title.clone()].to_lowercase();
    let items = &case.analysis.items;
    let within = |k: usize| title.start <= items[k].range.start && items[k].range.end <= title.end;
    // What stands right before it, in the same part of the sentence.
    let first = (0..items.len()).find(|&k| items[k].range.start >= title.start).unwrap_or(items.len());
    let before = text[..title.start].trim_end_matches(|c: char| !c.is_alphanumeric());
    let from = before.rfind([',', ';', ':', '—', '(']).unwrap_or(0);
    let around: Vec<usize> =
        (first.saturating_sub(NEAR)..first).filter(|&k| items[k].range.start >= from && !within(k)).collect();
    let share = |candidate: &Candidate| {
        let (has, total) = around.iter().fold((0.0, 0.0), |(has, total), &k| {
            (has + items[k].weight * candidate.in_sentence(case, k), total + items[k].weight)
        });
        if total >= TELLING { has / total } else { 0.0 }
    };
    let says_own = |c: &Candidate| c.side().text().to_lowercase().contains(&own);
    let known = |c: &Candidate| {
        let view = &c.view;
        (0..view.tagged.sentences.len()).any(|at| view.side(at).text().to_lowercase().contains(&own))
    };
    if candidates.iter().any(|c| says_own(c) && share(c) >= MAY_SAY) || !candidates.iter().any(known) {
        return None;
    }
    let other = |(at, c): (usize, &Candidate)| {
        let side = c.side();
        let [theirs] = &titles(side.text())[..] else { return None };
        let fits = share(c) >= SAYS && !says_own(c) && !gate::other_news(case, c);
        fits.then(|| (at, theirs.clone()))
    };
    let told = candidates.iter().enumerate().find_map(other)?;
    Some(Doubt { range: title.clone(), told: Some(told), slot: None })
}

/// Bytes of what stands in quotation marks and is written as a title is: no sentence, each longer word with a capital.
fn titles(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut open: Option<usize> = None;
    for (at, c) in text.char_indices() {
        match (c, open) {
            ('“' | '‘', _) | ('"', None) => open = Some(at + c.len_utf8()),
            ('”' | '’' | '"', Some(from)) => {
                let inner = text[from..at].trim_end_matches([',', '.']);
                if is_title(inner) {
                    out.push(from..from + inner.len());
                }
                open = None;
            }
            _ => {}
        }
    }
    out
}

fn is_title(inner: &str) -> bool {
    let words: Vec<&str> = inner.split_whitespace().collect();
    let capital = |word: &&str| word.chars().count() <= 3 || word.starts_with(char::is_uppercase);
    (1..=WORDS).contains(&words.len())
        && words[0].starts_with(char::is_uppercase)
        && words.last().is_some_and(|last| last.starts_with(char::is_uppercase) || last.len() <= 3)
        && words.iter().all(capital)
        && !inner.contains(['?', '!', '.'])
}
