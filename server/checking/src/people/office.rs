//! The offices and parts that a sentence gives to people: "the foreign minister, Hanna Osk".

use copydesk_tagging::{Kind, TaggedSentence, Value, grammar, words};
use copydesk_text::TokenKind;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::ops::Range;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    kind: Vec<KindOf>,
    modifiers: Modifiers,
    words: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    ambiguous: Vec<String>,
    opens: Vec<String>,
    ends: Vec<String>,
    after: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KindOf {
    name: String,
    exclusive: bool,
    offices: Vec<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Modifiers {
    pub(crate) former: Vec<String>,
    pub(crate) below: Vec<String>,
    pub(crate) acting: Vec<String>,
    pub(crate) coming: Vec<String>,
}

/// An office: the kind and its number within.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Office {
    kind: usize,
    number: usize,
}

/// A name of an office in words, and the offices that it may be.
type Name = (Vec<String>, Vec<Office>);

struct Roles {
    exclusive: Vec<bool>,
    /// By the first word of the name.
    names: FxHashMap<String, Vec<Name>>,
    modifiers: Modifiers,
    words: Words,
}

static ROLES: LazyLock<Roles> = LazyLock::new(|| {
    let file: File = grammar::built_in("en/roles.toml");
    let mut names: FxHashMap<String, Vec<Name>> = FxHashMap::default();
    let mut exclusive = Vec::new();
    for (kind, of) in file.kind.into_iter().enumerate() {
        debug_assert!(!of.name.is_empty());
        exclusive.push(of.exclusive);
        for (number, office) in of.offices.iter().enumerate() {
            for name in office {
                let words: Vec<String> = name.split(' ').map(str::to_owned).collect();
                let same_first = names.entry(words[0].clone()).or_default();
                match same_first.iter_mut().find(|(known, _)| *known == words) {
                    Some((_, offices)) => offices.push(Office { kind, number }),
                    None => same_first.push((words, vec![Office { kind, number }])),
                }
            }
        }
    }
    // The longest name is looked for first.
    names.values_mut().for_each(|known| known.sort_by_key(|(words, _)| std::cmp::Reverse(words.len())));
    Roles { exclusive, names, modifiers: file.modifiers, words: file.words }
});

/// The last words of the names of offices.
pub(crate) fn last_words() -> impl Iterator<Item = &'static str> {
    ROLES.names.values().flatten().filter_map(|(words, _)| words.last()).map(String::as_str)
}

/// An office named in a sentence.
#[derive(Clone, Debug)]
pub(crate) struct Role {
    offices: &'static [Office],
    /// Bytes of the sentence: the office with what modifies it.
    pub(crate) range: Range<usize>,
    former: bool,
    below: bool,
    acting: bool,
    coming: bool,
    /// It may be an office of another kind.
    ambiguous: bool,
    /// Index into [`Tagged::actors`] of whose it is, where it stands right beside a name.
    pub(crate) whose: Option<usize>,
}

/// Words that may stand between an office and what opens its phrase: "the former Varnish", "the country's".
const BEFORE: usize = 6;

/// Bytes between an office and another one that somebody is given with "and", at most.
const BETWEEN: usize = 40;

/// The offices that a sentence names.
pub(crate) fn roles(sentence: &TaggedSentence) -> Vec<Role> {
    let reading = Reading::new(sentence);
    let mut out: Vec<Role> = Vec::new();
    let mut at = 0;
    while at < sentence.tokens.len() {
        let Some(named) = reading.named(at) else {
            at += 1;
            continue;
        };
        at = named.after;
        let role = reading.role(&named, out.last());
        out.push(role);
    }
    out
}

/// A person or somebody else by name: the kind, the index into [`copydesk_tagging::Tagged::actors`], the bytes.
pub(crate) type Somebody = (Kind, usize, Range<usize>);

/// An office named in a sentence, from one token to before another.
struct Named {
    offices: &'static [Office],
    first: usize,
    after: usize,
    /// "Ex-minister".
    past: bool,
    ambiguous: bool,
}

/// A sentence whose offices are looked for.
pub(crate) struct Reading<'a> {
    pub(crate) sentence: &'a TaggedSentence,
    /// Its tokens in lower case.
    lower: Vec<String>,
}

impl<'a> Reading<'a> {
    pub(crate) fn new(sentence: &'a TaggedSentence) -> Self {
        let text: &str = &sentence.sentence.text;
        let lower = sentence.tokens.iter().map(|token| token.text(text).to_lowercase()).collect();
        Reading { sentence, lower }
    }

    /// A token in lower case; empty behind the last.
    pub(crate) fn lower(&self, at: usize) -> &str {
        self.lower.get(at).map_or("", String::as_str)
    }

    /// The bytes of a token.
    pub(crate) fn range(&self, at: usize) -> &Range<usize> {
        &self.sentence.tokens[at].range
    }

    /// The office whose name begins at a token, the longest.
    fn named(&self, at: usize) -> Option<Named> {
        let word = self.lower(at);
        let (past, word) = word.strip_prefix("ex-").map_or((false, word), |rest| (true, rest));
        let is = |words: &[String]| (1..words.len()).all(|k| self.lower(at + k) == words[k]);
        let (words, offices) = ROLES.names.get(word)?.iter().find(|(words, _)| is(words))?;
        let ambiguous = ambiguous(&self.sentence.sentence.text, self.range(at), word);
        Some(Named { offices, first: at, after: at + words.len(), past, ambiguous })
    }

    /// Whom a name is of that ends, or begins, at a byte.
    pub(crate) fn ends_at(&self, byte: usize) -> Option<Somebody> {
        self.somebody(|range| range.end == byte)
    }

    pub(crate) fn begins_at(&self, byte: usize) -> Option<Somebody> {
        self.somebody(|range| range.start == byte)
    }

    fn somebody(&self, stands: impl Fn(&Range<usize>) -> bool) -> Option<Somebody> {
        self.sentence.mentions.iter().find_map(|mention| match &mention.value {
            Value::Actor(actor) if mention.kind != Kind::Place && stands(&mention.range) => {
                Some((mention.kind, actor.id, mention.range.clone()))
            }
            _ => None,
        })
    }

    /// An office with what modifies it; `last` is the one named before it.
    fn role(&self, named: &Named, last: Option<&Role>) -> Role {
        let &Named { offices, first, after, past, ambiguous } = named;
        let range = self.range(first).start..self.range(after - 1).end;
        let coming = is_one_of(&ROLES.modifiers.coming, self.lower(after)) || self.lower(after) == "-";
        let mut role = Role {
            offices,
            range,
            former: past,
            below: false,
            acting: false,
            coming,
            ambiguous,
            whose: None,
        };
        let start = self.modify(&mut role, first);
        let article = start > 0 && opens(self.lower(start - 1)) && first - start < BEFORE;
        role.whose = self.whose(named, if article { start - 1 } else { start }, last);
        role
    }

    /// Reads what stands before an office, back to what opens its phrase, and gives the token at which that begins.
    fn modify(&self, role: &mut Role, first: usize) -> usize {
        let known = &ROLES.modifiers;
        let mut start = first;
        while start > 0 && first - start < BEFORE {
            let before = self.lower(start - 1);
            let person = || matches!(self.ends_at(self.range(start - 1).end), Some((Kind::Person, ..)));
            let mark = self.sentence.tokens[start - 1].kind == TokenKind::Mark;
            if mark || opens(before) || ends_phrase(before) || person() {
                break;
            }
            let hyphened =
                |word: &String| before.strip_prefix(word.as_str()).is_some_and(|rest| rest.starts_with('-'));
            let former = is_one_of(&known.former, before) || known.former.iter().any(hyphened);
            let (below, acting) = (is_one_of(&known.below, before), is_one_of(&known.acting, before));
            role.former |= former;
            role.below |= below;
            role.acting |= acting;
            role.coming |= is_one_of(&known.coming, before);
            if former || below || acting {
                role.range.start = self.range(start - 1).start;
            }
            start -= 1;
        }
        start
    }

    /// Whose an office is, of which the phrase begins at token `head`.
    fn whose(&self, named: &Named, head: usize, last: Option<&Role>) -> Option<usize> {
        let &Named { first, after, .. } = named;
        let tokens = &self.sentence.tokens;
        let begins = |at: usize| tokens.get(at).and_then(|token| self.begins_at(token.range.start));
        // "Foreign Minister Hanna Osk"
        if let Some((_, id, _)) = begins(after) {
            return Some(id);
        }
        let comma = |at: usize| self.lower(at) == ",";
        // "the foreign minister, Hanna Osk, said": not "as foreign minister, Osk said", nor a list.
        if comma(after)
            && let Some((Kind::Person, id, range)) = begins(after + 1)
            && self.lower(head.wrapping_sub(1)) != "as"
            && self.is_ended(range.end)
        {
            return Some(id);
        }
        // "Hanna Osk, the foreign minister": and what follows with "and".
        let before = head.checked_sub(1)?;
        let next = self.lower(after);
        if !next.is_empty() && !may_follow(next) {
            return None;
        }
        if comma(before) {
            let mut end = before.checked_sub(1)?;
            // "Hanna Osk, 54, the foreign minister"
            if tokens[end].kind == TokenKind::Number && end >= 2 && comma(end - 1) {
                end -= 2;
            }
            let person = self.ends_at(tokens[end].range.end).filter(|(kind, ..)| *kind == Kind::Person);
            return person.map(|(_, id, _)| id);
        }
        let inherits = self.lower(before) == "and" && first - before <= BEFORE;
        let last = last.filter(|_| inherits)?;
        let gap = self.sentence.sentence.text.get(last.range.end..tokens[before].range.start)?;
        last.whose.filter(|_| gap.len() <= BETWEEN && !gap.contains(','))
    }

    /// What a name ends at a byte: a comma, the end of the sentence.
    pub(crate) fn is_ended(&self, byte: usize) -> bool {
        let next = self.sentence.tokens.iter().find(|token| token.range.start >= byte);
        let text = &self.sentence.sentence.text;
        next.is_none_or(|token| matches!(token.text(text), "," | "." | "-" | ")" | ";" | ":"))
    }
}

pub(crate) fn is_one_of(words: &[String], word: &str) -> bool {
    words.iter().any(|known| known == word)
}

/// The name of an office may be that of another kind, and is not written as a title.
fn ambiguous(text: &str, range: &Range<usize>, word: &str) -> bool {
    let title = text.get(range.clone()).is_some_and(|raw| raw.starts_with(char::is_uppercase));
    !title && is_one_of(&ROLES.words.ambiguous, word)
}

/// What changes an office into another one, or tells of another time.
pub(crate) fn modifiers() -> &'static Modifiers {
    &ROLES.modifiers
}

/// The word opens the phrase of a role.
pub(crate) fn opens(word: &str) -> bool {
    is_one_of(&ROLES.words.opens, word)
}

/// The word may stand behind an office that stands beside a name: "the foreign minister of Varnland".
pub(crate) fn may_follow(word: &str) -> bool {
    is_one_of(&ROLES.words.after, word)
}

/// The word belongs to no such phrase.
pub(crate) fn ends_phrase(word: &str) -> bool {
    words::is_stop(word) || is_one_of(&ROLES.words.ends, word)
}

/// How two roles stand to one another.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Against {
    /// Nothing is known of it, or they go together.
    Nothing,
    /// They may or may not be one person's.
    Perhaps,
    /// They are not one person's at one time.
    Surely,
}

pub(crate) fn against(mine: &Role, theirs: &Role) -> Against {
    let differing: Vec<usize> =
        shared(mine, theirs).filter(|(_, same)| !same).map(|(kind, _)| kind).collect();
    let unsure = (mine.ambiguous || theirs.ambiguous) && !differing.is_empty();
    let apart = unsure && differing.iter().all(|&kind| ROLES.exclusive[kind]);
    if mine.coming || theirs.coming || shared(mine, theirs).next().is_none() || apart {
        Against::Nothing
    } else if unsure {
        Against::Perhaps
    } else if differing.is_empty() {
        match (mine.former, theirs.former) {
            _ if mine.below != theirs.below => Against::Surely,
            (false, true) => Against::Surely,
            (true, false) => Against::Perhaps,
            _ if theirs.acting && !mine.acting => Against::Perhaps,
            _ => Against::Nothing,
        }
    } else if mine.former != theirs.former {
        Against::Nothing
    } else if differing.iter().all(|&kind| ROLES.exclusive[kind])
        && !mine.former
        && !mine.below
        && !theirs.below
    {
        Against::Surely
    } else {
        Against::Perhaps
    }
}

/// Both name one office, whoever holds it and whether he still does.
pub(crate) fn one_office(mine: &Role, theirs: &Role) -> bool {
    shared(mine, theirs).next().is_some() && shared(mine, theirs).all(|(_, same)| same)
}

/// The kinds that both are of, and whether they are one office of it.
fn shared<'a>(mine: &'a Role, theirs: &'a Role) -> impl Iterator<Item = (usize, bool)> + 'a {
    mine.offices.iter().filter_map(|office| {
        let other = theirs.offices.iter().find(|other| other.kind == office.kind)?;
        Some((office.kind, office.number == other.number))
    })
}
