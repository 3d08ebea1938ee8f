//! What the checker knows of the language, from `grammars/en/`.

pub(crate) mod kinds;
pub(crate) mod lexicon;
mod lists;
mod phrases;

pub(crate) use lists::{Cue, Portion};

use crate::people::post::kin;
use crate::values::rather::ChosenWords;
use crate::values::whole::WholeWords;
use copydesk_tagging::{grammar, words};
use copydesk_text::stem;
use kinds::{Entry, Kinds};
use lists::{RateWords, ReckonedWords, SequenceWords, StandingWords, TallyWords, VoiceWords};
use phrases::Phrases;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ContrastsFile {
    antonyms: Vec<(String, String)>,
    no_opposites: Vec<(String, String)>,
    against: Vec<(Vec<String>, Vec<String>)>,
    phrases: Vec<(String, String)>,
    tensions: Vec<(String, String)>,
    phases: Vec<(String, String)>,
    mutual: Vec<String>,
    joining: FxHashSet<String>,
    passive: FxHashSet<String>,
    several: FxHashSet<String>,
    superlatives: FxHashSet<String>,
    places: Vec<Vec<String>>,
    synonyms: Vec<Vec<String>>,
}

/// Whether a stem has any opposite listed, and any other that means the same: most have not.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Listed {
    pub(crate) opposite: bool,
    pub(crate) synonym: bool,
}

/// Stems in pairs, whichever of the two comes first.
#[derive(Debug, Default)]
struct Pairs(FxHashMap<String, FxHashSet<String>>);

impl Pairs {
    fn add(&mut self, a: String, b: String) {
        self.0.entry(a.clone()).or_default().insert(b.clone());
        self.0.entry(b).or_default().insert(a);
    }

    fn has(&self, a: &str, b: &str) -> bool {
        self.0.get(a).is_some_and(|others| others.contains(b))
    }
}

/// What is known of the words of a language: read from `claims.toml` as it stands, and what `contrasts.toml` adds to it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Knowledge {
    /// Words that tell that a figure was reckoned from others.
    pub(crate) reckoned: ReckonedWords,
    /// Words that tell which of two events came first.
    pub(crate) sequence: SequenceWords,
    pub(crate) rates: RateWords,
    pub(crate) tallies: TallyWords,
    pub(crate) standing: StandingWords,
    pub(crate) voice: VoiceWords,
    pub(crate) wholes: WholeWords,
    pub(crate) chosen: ChosenWords,
    /// Not, never and the like.
    #[serde(rename = "negation")]
    pub(crate) negations: FxHashSet<String>,
    /// Words that make a sentence a statement: finite forms that no ending tells.
    pub(crate) verbs: FxHashSet<String>,
    /// Words in a row by which something was not done: "fell short of".
    pub(crate) missed: Vec<String>,
    /// Words that open a clause.
    #[serde(rename = "clause")]
    pub(crate) clause_words: FxHashSet<String>,
    /// Words that open a clause where a verb follows: after, because.
    pub(crate) subordinators: FxHashSet<String>,
    /// Words that open a clause right before a verb: and, or.
    pub(crate) coordinators: FxHashSet<String>,
    /// Behind them a clause is of something else: while, but.
    pub(crate) contrasting: FxHashSet<String>,
    /// Behind them a clause is of what stands before it: who, when.
    pub(crate) relatives: FxHashSet<String>,
    /// Behind them stand those who take part in what is done: with, among.
    pub(crate) taking_part: FxHashSet<String>,
    /// Words that stand before a noun and tell what it has to do with the verb, though they tell something themselves: against.
    pub(crate) prepositions: FxHashSet<String>,
    /// Words that stand behind a verb and belong to it: read out.
    pub(crate) particles: FxHashSet<String>,
    /// What a word makes of the words after it.
    pub(crate) cues: FxHashMap<String, Cue>,
    /// Words behind which the cause of what stands before them follows, or the other way round.
    pub(crate) causes: Vec<String>,
    pub(crate) blaming: Vec<[String; 2]>,
    /// Words that make a sentence an opinion or advice.
    pub(crate) opinion: FxHashSet<String>,
    /// He, she, they and their forms.
    pub(crate) pronouns: FxHashSet<String>,
    /// Stems of words that deny by themselves: fail, lack, refuse.
    pub(crate) denials: FxHashSet<String>,
    /// What a word that denies begins with: un-.
    pub(crate) denying: Vec<String>,
    /// Words that make a negation one of the time since something.
    pub(crate) lasting: FxHashSet<String>,
    /// Beside "with" they say what "without" does: "with the bridge shut".
    pub(crate) out: FxHashSet<String>,
    /// Verbs that "not" follows: has, will.
    pub(crate) auxiliaries: FxHashSet<String>,
    /// Words after "not" that leave some of it true: not only, not fully.
    pub(crate) partial: FxHashSet<String>,
    /// Adverbs that may stand between "not" and what it denies.
    pub(crate) passing: FxHashSet<String>,
    /// Words after which a "not" is of no main clause: that, than, to.
    pub(crate) within: FxHashSet<String>,
    /// Words that stand for what is named elsewhere: this, there.
    pub(crate) unnamed: FxHashSet<String>,
    /// Pronouns that a verb follows: he, they.
    pub(crate) subjects: FxHashSet<String>,
    /// Words without which a noun may be said of a part: full, final.
    pub(crate) entire: FxHashSet<String>,
    /// Words that open a noun's own group: the, his.
    pub(crate) determiners: FxHashSet<String>,
    /// Words after which "to" tells what was not done: yet, declined.
    pub(crate) undone: FxHashSet<String>,
    /// Stems of words after which "if" is no condition.
    pub(crate) asking: FxHashSet<String>,
    /// Stems of verbs that advise somebody to do something.
    pub(crate) advising: FxHashSet<String>,
    /// Stems of words for who held a post before or after.
    pub(crate) successions: FxHashSet<String>,
    /// Nouns that tell no more of somebody than that he is one, those of one sex in a line.
    pub(crate) somebody: Vec<Vec<String>>,
    /// Words that put a figure beside another one: additional.
    pub(crate) further: FxHashSet<String>,
    /// Behind a figure: more of what another one tells.
    pub(crate) besides: FxHashSet<String>,
    /// Words that tell by the order of values which is whose: respectively.
    pub(crate) in_order: FxHashSet<String>,
    /// Pronouns of things, of which there are many alike.
    pub(crate) things: FxHashSet<String>,
    /// Words that stand for one of those named before: latter.
    pub(crate) anaphors: FxHashSet<String>,
    /// Words between a name and an age: aged, who is.
    pub(crate) aged: FxHashSet<String>,
    /// Words after an age that make it one of another time.
    pub(crate) ages_of_old: FxHashSet<String>,
    /// Words that make a date a bound: by, since.
    pub(crate) bounds: FxHashSet<String>,
    /// "From" and "to", between which something moves.
    pub(crate) ends: FxHashSet<String>,
    /// Words that tell of a denial far before them: "any".
    pub(crate) denied_far: FxHashSet<String>,
    /// Words by which a negation says when: not until May.
    pub(crate) deferring: FxHashSet<String>,
    /// Words that make a plan of "to" after them: is to.
    pub(crate) meant: FxHashSet<String>,
    /// How many of a whole a word tells: all, most.
    pub(crate) shares: FxHashMap<String, Portion>,
    /// Words after which one of [`Knowledge::shares`] tells something else: at all, the most.
    pub(crate) unshared: FxHashSet<String>,
    /// Forms of "be" after which "to" tells of what is to come.
    pub(crate) being: FxHashSet<String>,
    /// Words that may stand between those two: due, set.
    pub(crate) ahead: FxHashSet<String>,
    /// Words that promise what follows: will.
    pub(crate) sure: FxHashSet<String>,
    /// Words that leave open whether it will be: may, likely.
    pub(crate) unsure: FxHashSet<String>,
    /// Participles that open a remark of the writer's own.
    #[serde(rename = "gloss")]
    pub(crate) glosses: FxHashSet<String>,
    /// Verbs by which "this" and "these figures" become a remark of the writer's own.
    pub(crate) remarks: FxHashSet<String>,
    /// Verbs that open advice to the reader.
    pub(crate) orders: FxHashSet<String>,
    /// Words and stems that tell little.
    common: FxHashSet<String>,
    /// Stems of what is counted anew as the news goes on: dead, missing.
    #[serde(skip)]
    running: FxHashMap<String, usize>,
    /// Of an irregular form its base.
    irregular: FxHashMap<String, String>,
    /// Of a spelling the one that is used for it.
    spelling: FxHashMap<String, String>,
    /// Stems of what two do with one another: who meets somebody is met by him.
    #[serde(skip)]
    pub(crate) mutual: FxHashSet<String>,
    /// Words that string names and figures together: and, than.
    #[serde(skip)]
    pub(crate) joining: FxHashSet<String>,
    /// Forms that make a participle a passive: was, got.
    #[serde(skip)]
    pub(crate) passive: FxHashSet<String>,
    /// Words that make a superlative one of several: among.
    #[serde(skip)]
    pub(crate) several: FxHashSet<String>,
    /// Superlatives of a place in a row: largest, worst.
    #[serde(skip)]
    pub(crate) superlatives: FxHashSet<String>,
    /// The words for the first place in a row, the second, and so on.
    #[serde(skip)]
    pub(crate) places: Vec<Vec<String>>,
    /// Words in a row, and the stem of the one that they mean.
    #[serde(skip)]
    phrases: Phrases<String>,
    /// Stems that are opposites.
    #[serde(skip)]
    antonyms: Pairs,
    /// Stems that are none, whatever a table of words says.
    #[serde(skip)]
    no_opposites: Pairs,
    /// Stems that tell against one another, though both may be true of different moments.
    #[serde(skip)]
    tensions: Pairs,
    /// Stems of which the one follows the other in time.
    #[serde(skip)]
    phases: Pairs,
    /// Of a stem the sets of those that mean the same in the news, by their index.
    #[serde(skip)]
    synonyms: FxHashMap<String, Vec<u32>>,
    /// These sets.
    #[serde(skip)]
    sets: Vec<Vec<String>>,
    /// Which words mean the same, and which exclude one another.
    #[serde(skip)]
    pub(crate) kinds: Kinds,
}

pub(crate) fn knowledge() -> &'static Knowledge {
    static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(Knowledge::english);
    &KNOWLEDGE
}

impl Knowledge {
    fn english() -> Self {
        let mut know: Knowledge = grammar::built_in("en/claims.toml");
        know.asking = know.stems(&know.asking).collect();
        know.successions = know.stems(&know.successions).collect();
        know.advising = know.stems(&know.advising).collect();
        know.denials = know.stems(&know.denials).collect();
        for (number, words) in know.tallies.counted.iter().enumerate() {
            let stems = words.iter().map(|word| (know.stem(word), number)).collect::<Vec<_>>();
            know.running.extend(stems);
        }
        know.standing.fulfilling = know.stems(&know.standing.fulfilling).collect();
        know.voice.saying = know.stems(&know.voice.saying).collect();
        know.standing.starting = know.stems(&know.standing.starting).collect();
        know.add(grammar::built_in("en/contrasts.toml"));
        know.kinds = Kinds::read(&|word| know.stem(word), &|word| know.has_a_reader(word));
        know
    }

    fn add(&mut self, contrasts: ContrastsFile) {
        let ContrastsFile { joining, passive, several, superlatives, places, .. } = contrasts;
        self.mutual = self.stems(&contrasts.mutual).collect();
        self.antonyms = self.pairs(&contrasts.antonyms);
        for (ones, others) in &contrasts.against {
            for (one, other) in ones.iter().flat_map(|one| others.iter().map(move |other| (one, other))) {
                self.antonyms.add(self.stem(one), self.stem(other));
            }
        }
        self.no_opposites = self.pairs(&contrasts.no_opposites);
        self.tensions = self.pairs(&contrasts.tensions);
        self.phases = self.pairs(&contrasts.phases);
        for (words, meant) in contrasts.phrases {
            let mut words = words.split(' ').map(str::to_owned);
            let meant = self.stem(&meant);
            *self.phrases.entry(words.next().unwrap_or_default(), words.collect()) = meant;
        }
        for (number, set) in contrasts.synonyms.iter().enumerate() {
            let stems: Vec<String> = self.stems(set).collect();
            for stem in &stems {
                self.synonyms.entry(stem.clone()).or_default().push(number as u32);
            }
            self.sets.push(stems);
        }
        (self.joining, self.passive, self.several) = (joining, passive, several);
        (self.superlatives, self.places) = (superlatives, places);
    }

    /// Periods, shares of a whole, what came first and kin are read by themselves.
    fn has_a_reader(&self, lower: &str) -> bool {
        let Self { rates, sequence, shares, .. } = self;
        let rated = [&rates.periods, &rates.adverbs, &rates.before];
        rated.into_iter().any(|of| of.contains_key(lower))
            || shares.contains_key(lower)
            || [&sequence.before, &sequence.after].into_iter().any(|of| of.iter().any(|word| word == lower))
            || kin().of(lower).is_some()
    }

    fn stems<'a>(&self, words: impl IntoIterator<Item = &'a String>) -> impl Iterator<Item = String> {
        words.into_iter().map(|word| self.stem(word))
    }

    fn pairs(&self, words: &[(String, String)]) -> Pairs {
        let mut pairs = Pairs::default();
        words.iter().for_each(|(a, b)| pairs.add(self.stem(a), self.stem(b)));
        pairs
    }

    /// The stem of a folded word, with irregular forms and spelling variants brought to one.
    pub(crate) fn stem(&self, lower: &str) -> String {
        let base = self.irregular.get(lower).map_or(lower, String::as_str);
        let base = self.spelling.get(base).map_or(base, String::as_str);
        stem(base.strip_suffix("'s").unwrap_or(base))
    }

    /// Where a folded word stands among the kinds, by its stem.
    pub(crate) fn kind(&self, lower: &str, stem: &str) -> Option<&Entry> {
        self.kinds.word(self.irregular.get(lower).map_or(lower, String::as_str), stem)
    }

    /// How many words from this one on are a phrase that means another word, and that word's stem. `next` gives the folded
    /// words after it, counted from 1.
    pub(crate) fn phrase(
        &self,
        first: &str,
        next: &dyn Fn(usize) -> Option<String>,
    ) -> Option<(usize, &str)> {
        self.phrases.find(first, next).map(|(words, meant)| (words, meant.as_str()))
    }

    /// How much a word tells, 0 to 1.
    pub(crate) fn weight(&self, lower: &str, stem: &str) -> f32 {
        if words::is_stop(lower) {
            0.0
        } else if self.common.contains(lower) || self.common.contains(stem) {
            0.35
        } else {
            1.0
        }
    }

    /// Which count that changes as the news goes on a stem makes of a figure, by its number.
    pub(crate) fn running(&self, stem: &str) -> Option<usize> {
        self.running.get(stem).copied()
    }

    /// Whether a folded word is a verb in the past.
    pub(crate) fn past(&self, lower: &str) -> bool {
        // "Called off" as "called".
        let verb = lower.split(' ').next().unwrap_or(lower);
        verb.ends_with("ed") || self.irregular.contains_key(verb)
    }

    /// In which lists of pairs and sets a stem stands.
    pub(crate) fn listed(&self, stem: &str) -> Listed {
        Listed { opposite: self.antonyms.0.contains_key(stem), synonym: self.synonyms.contains_key(stem) }
    }

    /// Whether two stems are listed as opposites.
    pub(crate) fn opposite(&self, a: &str, b: &str) -> bool {
        self.antonyms.has(a, b)
    }

    /// Whether two stems are listed as no opposites, whatever a table of words says.
    pub(crate) fn no_opposites(&self, a: &str, b: &str) -> bool {
        self.no_opposites.has(a, b)
    }

    /// Whether two stems are listed as telling against one another, though both may be true of different moments.
    pub(crate) fn tension(&self, a: &str, b: &str) -> bool {
        self.tensions.has(a, b)
    }

    /// Whether of two stems the one follows the other in time.
    pub(crate) fn phases(&self, a: &str, b: &str) -> bool {
        self.phases.has(a, b)
    }

    /// Stems listed as meaning the same as this one in the news.
    pub(crate) fn synonyms(&self, stem: &str) -> impl Iterator<Item = &str> {
        let sets = self.synonyms.get(stem).into_iter().flatten();
        sets.flat_map(|set| self.sets[*set as usize].iter().map(String::as_str))
    }

    /// Whether two stems are listed as meaning the same in the news.
    pub(crate) fn synonym(&self, a: &str, b: &str) -> bool {
        match (self.synonyms.get(a), self.synonyms.get(b)) {
            (Some(x), Some(y)) => x.iter().any(|set| y.contains(set)),
            _ => false,
        }
    }
}
