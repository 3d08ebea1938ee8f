//! Names by what stands before them: for a language that has no statistical tagger, a title or an office and the words
//! with a capital after it.

use crate::grammar;
use crate::mention::{Actor, Kind, Mention, Value};
use copydesk_text::{Token, TokenKind};
use rustc_hash::FxHashSet;
use serde::Deserialize;

/// The titles of a language.
#[derive(Debug)]
pub(crate) struct Titled {
    titles: FxHashSet<String>,
    particles: FxHashSet<String>,
}

#[derive(Deserialize)]
struct File {
    short: Vec<String>,
    role: Vec<String>,
    particle: Vec<String>,
}

/// Words of a name.
const LONGEST: usize = 4;

impl Titled {
    /// For the language of a folder of `grammars/`.
    pub(crate) fn new(language: &str) -> Self {
        let file: File = grammar::built_in(&format!("{language}/titles.toml"));
        Self {
            titles: file.short.into_iter().chain(file.role).collect(),
            particles: file.particle.into_iter().collect(),
        }
    }

    /// The people of a sentence that a title stands before.
    pub(crate) fn find(&self, text: &str, tokens: &[Token]) -> Vec<Mention> {
        let word = |i: usize| tokens.get(i).map_or("", |t| t.text(text));
        let is_title = |i: usize| self.titles.contains(word(i));
        let is_name = |i: usize| {
            tokens.get(i).is_some_and(|t| t.kind == TokenKind::Word)
                && word(i).starts_with(char::is_uppercase)
                && word(i).chars().any(char::is_lowercase)
                && !is_title(i)
        };
        let mut found = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            // "Dr." keeps its full stop as a token of its own.
            let first = at + 1 + usize::from(word(at + 1) == ".");
            if !is_title(at) || is_title(first) {
                at += 1;
                continue;
            }
            let mut end = first;
            while end - first < LONGEST {
                let particles = (end..end + 3).take_while(|i| self.particles.contains(word(*i))).count();
                if !is_name(end + particles) {
                    break;
                }
                end += particles + 1;
            }
            if end > first {
                let range = tokens[first].range.start..tokens[end - 1].range.end;
                let weight = if end - first > 1 { 200 } else { 120 };
                let value = Value::Actor(Actor { name: range.clone(), id: 0, metonym: false, weight });
                found.push(Mention { range, kind: Kind::Person, value });
            }
            at = end.max(at + 1);
        }
        found
    }
}
