//! Which way a figure goes, by the words that govern it: "rose 4.2 percent", "a cut of 4.2 percent", "4.2 percent lower".

use crate::align::Side;
use crate::knowledge::knowledge;
use copydesk_tagging::{Kind, Mention, figures, grammar};
use copydesk_text::{Token, TokenKind};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::ops::Range;
use std::sync::LazyLock;

/// What a figure is to what goes up or down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Role {
    /// By how much.
    By,
    /// Where it has come to.
    To,
    /// Where it has come from.
    From,
}

/// What the words around a figure tell of its way.
#[derive(Clone, Debug)]
pub(super) struct Way {
    pub(super) up: bool,
    pub(super) role: Role,
    /// Bytes of the word that tells it.
    pub(super) word: Range<usize>,
}

/// Words of one form, for the one way and for the other.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    name: String,
    up: Vec<String>,
    down: Vec<String>,
}

/// What a word before a figure makes of it, and how far before that word the way may be told.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Joined {
    role: Role,
    reach: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    passed: FxHashSet<String>,
    more: FxHashSet<String>,
    less: FxHashSet<String>,
    ending: FxHashSet<String>,
    going: FxHashSet<String>,
    having: FxHashSet<String>,
    against: FxHashSet<String>,
}

/// `directions.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Directions {
    forms: Vec<Form>,
    words: Words,
    roles: FxHashMap<String, Joined>,
    /// Of each word whether it tells upwards.
    #[serde(skip)]
    ways: FxHashMap<String, bool>,
}

fn directions() -> &'static Directions {
    static DIRECTIONS: LazyLock<Directions> = LazyLock::new(|| {
        let mut known: Directions = grammar::built_in("en/directions.toml");
        for form in &known.forms {
            known.ways.extend(form.up.iter().map(|word| (word.clone(), true)));
            known.ways.extend(form.down.iter().map(|word| (word.clone(), false)));
        }
        known
    });
    &DIRECTIONS
}

/// Whether a folded word tells a way by itself.
pub(super) fn tells(word: &str) -> bool {
    let words = &directions().words;
    directions().ways.contains_key(word)
        || [&words.more, &words.less, &words.going].iter().any(|known| known.contains(word))
}

/// Whether what stands behind this word gains what the one before it loses.
pub(super) fn against(word: &str) -> bool {
    directions().words.against.contains(word)
}

/// Words behind a figure before the noun that tells its way: "a 3 percent annual rise".
const BEHIND: usize = 2;
/// Words before a figure that tell nothing.
const PASSED: usize = 3;

/// The way of a figure, where the words around it tell one.
pub(super) fn of(side: Side<'_>, mention: &Mention) -> Option<Way> {
    let tokens = &side.sentence.tokens;
    signed(side, mention).or_else(|| behind(side, mention, tokens)).or_else(|| before(side, mention, tokens))
}

/// "+4.2 percent".
fn signed(side: Side<'_>, mention: &Mention) -> Option<Way> {
    let before = side.text().get(..mention.range.start)?;
    let sign = before.chars().next_back()?;
    let at = before.len() - sign.len_utf8();
    let alone = before[..at].chars().next_back().is_none_or(|c| c.is_whitespace() || c == '(');
    let up = match sign {
        '+' => true,
        '-' | '−' | '\u{2011}' => false,
        _ => return None,
    };
    alone.then_some(Way { up, role: Role::By, word: at..mention.range.start })
}

fn behind(side: Side<'_>, mention: &Mention, tokens: &[Token]) -> Option<Way> {
    let known = directions();
    let from = tokens.partition_point(|token| token.range.start < mention.range.end);
    let word = |at: usize| side.word(at);
    let next = word(from);
    if known.words.more.contains(next) || known.words.less.contains(next) {
        let after = word(from + 1);
        let mark = tokens.get(from + 1).is_none_or(|token| token.kind == TokenKind::Mark);
        let ends = !known.ways.contains_key(next)
            || mark
            || known.words.ending.contains(after)
            || next.ends_with("er");
        let up = known.words.more.contains(next);
        return ends.then(|| Way { up, role: Role::By, word: tokens[from].range.clone() });
    }
    let nouns = known.forms.iter().find(|form| form.name == "noun")?;
    for at in from..=from + BEHIND {
        let token = tokens.get(at).filter(|token| token.kind == TokenKind::Word)?;
        let word = word(at);
        let up = nouns.up.iter().any(|up| up == word);
        if up || nouns.down.iter().any(|down| down == word) {
            return Some(Way { up, role: Role::By, word: token.range.clone() });
        }
        let know = knowledge();
        if copydesk_tagging::words::is_stop(word) || know.past(word) || know.verbs.contains(word) {
            return None;
        }
    }
    None
}

fn before(side: Side<'_>, mention: &Mention, tokens: &[Token]) -> Option<Way> {
    let known = directions();
    let text = side.text();
    let word = |at: usize| side.word(at);
    let start = figures::hedge_before(text, mention).map_or(mention.range.start, |hedge| hedge.start);
    let mut end = tokens.partition_point(|token| token.range.end <= start);
    // "Was up to 5": no "cut by up to 5".
    if let (Some(verb), Some(token)) = (end.checked_sub(1), tokens.get(end))
        && let Some(&up) = known.ways.get(word(end))
        && (knowledge().passive.contains(word(verb)) || known.words.going.contains(word(verb)))
    {
        return Some(Way { up, role: Role::To, word: token.range.clone() });
    }
    let passed = |word: &str| known.words.passed.contains(word) || word.len() > 4 && word.ends_with("ly");
    let mut passing = 0;
    while end > 0 && passing < PASSED && passed(word(end - 1)) {
        (end, passing) = (end - 1, passing + 1);
    }
    let joined = end.checked_sub(1).and_then(|last| Some((last, known.roles.get(word(last))?)));
    let (mut at, joined) = match joined {
        Some((last, joined)) => (last, joined),
        None => (end, known.roles.get("")?),
    };
    // "Rose 3 percent to 5 million", "from 7 to 5": another figure on the way.
    let figure = |token: &Token| {
        let held = |m: &&Mention| {
            m.kind.is_figure() && m.range.start <= token.range.start && token.range.end <= m.range.end
        };
        side.sentence.mentions.iter().find(held)
    };
    let mut left = joined.reach + 1;
    while at > 0 && left > 0 {
        at -= 1;
        let token = &tokens[at];
        if joined.role != Role::By
            && let Some(other) = figure(token)
        {
            at = tokens.partition_point(|token| token.range.start < other.range.start);
            continue;
        }
        if token.kind != TokenKind::Word {
            // "%" of a figure that was not read.
            return None;
        }
        let word = word(at);
        if let Some(&up) = known.ways.get(word) {
            return Some(Way { up, role: joined.role, word: token.range.clone() });
        }
        let know = knowledge();
        let bound = |word: &str| {
            know.clause_words.contains(word)
                || know.coordinators.contains(word)
                || know.contrasting.contains(word)
                || know.relatives.contains(word)
        };
        if bound(word) || know.past(word) || know.verbs.contains(word) {
            return None;
        }
        left -= 1;
    }
    None
}

/// Whether the figure is one that goes up or down: no place in a row, no score.
pub(super) fn moves(mention: &Mention) -> bool {
    matches!(mention.kind, Kind::Number | Kind::Percent | Kind::Money | Kind::Quantity)
}

/// The draft's word turned round, by the source's where that is of the same form. `before` and `after` stand beside it in the draft.
pub(super) fn turned(draft: &str, before: &str, after: &str, source: &str) -> Option<String> {
    let known = directions();
    let know = knowledge();
    let has = known.words.having.contains(before);
    let done_to = know.passive.contains(before);
    // "Rose by 3", and no "raised the rate by 3".
    let by_itself = known.roles.contains_key(after) || after.starts_with(|c: char| c.is_ascii_digit());
    let fits = |form: &&Form| match form.name.as_str() {
        "participle" => has && by_itself,
        "past" => !has && !done_to && by_itself,
        "base" => by_itself,
        "done" | "do" => !by_itself || done_to,
        _ => true,
    };
    let mut found = None;
    for form in known.forms.iter().filter(fits) {
        let other =
            match (form.up.iter().any(|word| word == draft), form.down.iter().any(|word| word == draft)) {
                (true, _) => &form.down,
                (_, true) => &form.up,
                _ => continue,
            };
        if other.iter().any(|word| word == source) {
            return Some(source.to_owned());
        }
        found = found.or_else(|| other.first().cloned());
    }
    found
}
