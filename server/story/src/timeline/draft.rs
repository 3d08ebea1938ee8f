//! The timeline beside the draft.

use super::{Own, Timeline};
use crate::Story;
use crate::beside::Beside;
use crate::statements::{Statement, of};
use crate::timeline::shown;
use copydesk_library::Article;
use copydesk_tagging::Value;
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// Marks what the draft tells, and adds what it dates beyond the sources.
pub(super) fn hold(story: &mut Story, timeline: &mut Timeline, draft: &Arc<Article>) {
    let statements = of(0, draft, &mut story.comparer);
    let beside = Beside::new(draft);
    for entry in &mut timeline.entries {
        let members = story.places_of(&entry.citations);
        entry.in_draft = Some(beside.tells(story, &members, Some(&entry.when)));
    }
    let known: FxHashSet<String> = story
        .articles
        .iter()
        .flat_map(|article| {
            let title = article.meta.title.as_deref().into_iter().flat_map(words);
            article.sentences().iter().flat_map(|s| words(&s.text)).chain(title).collect::<Vec<_>>()
        })
        .collect();
    let mut known: Vec<String> = known.into_iter().collect();
    known.sort_unstable();
    for statement in &statements {
        let Some(when) = &statement.when else { continue };
        let unheard = unheard(draft, statement, &known);
        if unheard.is_empty() && near(story, draft, statement) {
            continue;
        }
        let sentence = &draft.tagged().sentences[statement.sentence].sentence;
        timeline.beyond.push(Own {
            when: when.clone(),
            start_byte: sentence.source.start,
            end_byte: sentence.source.end,
            text: shown(&sentence.text, statement.part.clone(), Some(when)),
            unheard,
        });
    }
    // A draft with a timeline of its own tells the same twice: the one with its day said out stays.
    let mut kept: Vec<Own> = Vec::new();
    for own in std::mem::take(&mut timeline.beyond) {
        let twin = kept.iter_mut().find(|other| {
            !own.unheard.is_empty() && other.unheard == own.unheard && other.when.meets(&own.when)
        });
        match twin {
            Some(other) if other.when.relative && !own.when.relative => *other = own,
            Some(_) => {}
            None => kept.push(own),
        }
    }
    timeline.beyond = kept;
}

/// Words in lower case, the marks of a figure left out.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !(c.is_alphanumeric() || c == ',' || c == '.'))
        .map(|word| word.trim_matches([',', '.']).replace(',', "").to_lowercase())
        .filter(|word| !word.is_empty())
        .collect()
}

/// Whether a word stands among those known, or begins one that does ("West" in "Western").
fn stands(known: &[String], word: &str) -> bool {
    let at = known.partition_point(|other| other.as_str() < word);
    known.get(at).is_some_and(|other| {
        other == word
            || word.chars().count() > 3 && word.chars().all(char::is_alphabetic) && other.starts_with(word)
    })
}

/// Whether any source speaks of it.
fn near(story: &mut Story, draft: &Arc<Article>, statement: &Statement) -> bool {
    const SPEAKS: f32 = 0.4;
    story.comparer.near(&story.library, (draft, statement.sentence), 16).iter().any(|hit| {
        let article = hit.article.clone();
        let likeness = story.comparer.compare((draft, statement.sentence), (&article, hit.sentence));
        likeness.supports || likeness.forth >= SPEAKS
    })
}

/// Names and figures of a statement that stand in no source.
fn unheard(draft: &Arc<Article>, statement: &Statement, known: &[String]) -> Vec<String> {
    let tagged = draft.tagged();
    let sentence = &tagged.sentences[statement.sentence];
    let text = &sentence.sentence.text;
    let mut out: Vec<String> = Vec::new();
    for mention in &sentence.mentions {
        let (said, full) = match &mention.value {
            Value::Actor(actor) => {
                let full = tagged.actors.get(actor.id).map(|identity| identity.name.clone());
                (text.get(actor.name.clone()), full)
            }
            Value::Figure(figure) if !figure.in_words => (text.get(figure.digits.clone()), None),
            _ => continue,
        };
        let Some(said) = said else { continue };
        let heard = |name: &str| {
            let words = words(name);
            words.is_empty() || words.iter().any(|word| stands(known, word))
        };
        if !heard(said) && !full.is_some_and(|full| heard(&full)) && !out.iter().any(|other| other == said) {
            out.push(said.to_owned());
        }
    }
    out
}
