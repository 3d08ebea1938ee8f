//! What the checker knows of the language, from `grammars/en/`.

use copydesk_tagging::{grammar, words};
use copydesk_text::stem;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::sync::LazyLock;

/// What keeps a statement from being a plain fact, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Cue {
    /// Said to be so: claimed, alleged, reportedly.
    Claimed,
    /// Meant to be: plans, will, is expected to.
    Planned,
    /// Held out: offered, proposed, is willing to.
    Offered,
    /// May be: may, might, could.
    Possible,
    /// If.
    Conditional,
    /// Said not to be so: denied, rejected.
    Denied,
}

/// How many of a whole, fewest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Portion {
    /// Few, some, many.
    Some,
    /// Most, the majority.
    Most,
    /// All, every.
    All,
}

#[derive(Deserialize)]
struct ClaimsFile {
    negation: Vec<String>,
    verbs: Vec<String>,
    clause: Vec<String>,
    subordinators: Vec<String>,
    coordinators: Vec<String>,
    contrasting: Vec<String>,
    relatives: Vec<String>,
    taking_part: Vec<String>,
    common: Vec<String>,
    opinion: Vec<String>,
    running: Vec<String>,
    gloss: Vec<String>,
    remarks: Vec<String>,
    orders: Vec<String>,
    pronouns: Vec<String>,
    denials: Vec<String>,
    denying: Vec<String>,
    lasting: Vec<String>,
    out: Vec<String>,
    auxiliaries: Vec<String>,
    partial: Vec<String>,
    passing: Vec<String>,
    within: Vec<String>,
    unnamed: Vec<String>,
    subjects: Vec<String>,
    determiners: Vec<String>,
    entire: Vec<String>,
    undone: Vec<String>,
    asking: Vec<String>,
    further: Vec<String>,
    besides: Vec<String>,
    anaphors: Vec<String>,
    things: Vec<String>,
    aged: Vec<String>,
    ages_of_old: Vec<String>,
    bounds: Vec<String>,
    ends: Vec<String>,
    denied_far: Vec<String>,
    deferring: Vec<String>,
    meant: Vec<String>,
    unshared: Vec<String>,
    shares: FxHashMap<String, Portion>,
    being: Vec<String>,
    ahead: Vec<String>,
    sure: Vec<String>,
    unsure: Vec<String>,
    reckoned: ReckonedWords,
    cues: FxHashMap<String, Cue>,
    irregular: FxHashMap<String, String>,
    spelling: FxHashMap<String, String>,
}

/// Words that tell that a figure was reckoned from others.
#[derive(Deserialize)]
pub(crate) struct ReckonedWords {
    /// Right before it.
    pub(crate) before: Vec<String>,
    /// Right behind it.
    pub(crate) behind: Vec<String>,
    /// Anywhere in its sentence.
    pub(crate) anywhere: Vec<String>,
    /// May stand between the first of these and it.
    pub(crate) loosely: Vec<String>,
    /// Before a number of years that may be more, less, or about so many.
    pub(crate) at_least: Vec<String>,
    pub(crate) at_most: Vec<String>,
    pub(crate) about: Vec<String>,
}

#[derive(Deserialize)]
struct ContrastsFile {
    antonyms: Vec<(String, String)>,
    no_opposites: Vec<(String, String)>,
    against: Vec<(Vec<String>, Vec<String>)>,
    phrases: Vec<(String, String)>,
    tensions: Vec<(String, String)>,
    phases: Vec<(String, String)>,
    mutual: Vec<String>,
    joining: Vec<String>,
    passive: Vec<String>,
    several: Vec<String>,
    superlatives: Vec<String>,
    places: Vec<Vec<String>>,
    synonyms: Vec<Vec<String>>,
}

pub(crate) struct Knowledge {
    pub(crate) reckoned: ReckonedWords,
    pub(crate) negations: FxHashSet<String>,
    pub(crate) verbs: FxHashSet<String>,
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
    pub(crate) cues: FxHashMap<String, Cue>,
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
    /// Words that put a figure beside another one: additional.
    pub(crate) further: FxHashSet<String>,
    /// Behind a figure: more of what another one tells.
    pub(crate) besides: FxHashSet<String>,
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
    pub(crate) glosses: FxHashSet<String>,
    /// Verbs by which "this" and "these figures" become a remark of the writer's own.
    pub(crate) remarks: FxHashSet<String>,
    /// Verbs that open advice to the reader.
    pub(crate) orders: FxHashSet<String>,
    /// Stems of what two do with one another: who meets somebody is met by him.
    pub(crate) mutual: FxHashSet<String>,
    /// Words that string names and figures together: and, than.
    pub(crate) joining: FxHashSet<String>,
    /// Forms that make a participle a passive: was, got.
    pub(crate) passive: FxHashSet<String>,
    /// Words that make a superlative one of several: among.
    pub(crate) several: FxHashSet<String>,
    /// Superlatives of a place in a row: largest, worst.
    pub(crate) superlatives: FxHashSet<String>,
    /// The words for the first place in a row, the second, and so on.
    pub(crate) places: Vec<Vec<String>>,
    /// By their first word: words in a row, and the stem of the one that they mean.
    phrases: FxHashMap<String, Vec<(Vec<String>, String)>>,
    common: FxHashSet<String>,
    running: FxHashSet<String>,
    irregular: FxHashMap<String, String>,
    spelling: FxHashMap<String, String>,
    antonyms: FxHashMap<String, FxHashSet<String>>,
    no_opposites: FxHashSet<(String, String)>,
    tensions: FxHashMap<String, FxHashSet<String>>,
    phases: FxHashSet<(String, String)>,
    synonyms: FxHashMap<String, Vec<u32>>,
    sets: Vec<Vec<String>>,
}

pub(crate) fn knowledge() -> &'static Knowledge {
    static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(Knowledge::english);
    &KNOWLEDGE
}

impl Knowledge {
    fn english() -> Self {
        let claims: ClaimsFile = grammar::built_in("en/claims.toml");
        let contrasts: ContrastsFile = grammar::built_in("en/contrasts.toml");
        let mut know = Knowledge {
            negations: claims.negation.into_iter().collect(),
            verbs: claims.verbs.into_iter().collect(),
            clause_words: claims.clause.into_iter().collect(),
            subordinators: claims.subordinators.into_iter().collect(),
            coordinators: claims.coordinators.into_iter().collect(),
            contrasting: claims.contrasting.into_iter().collect(),
            relatives: claims.relatives.into_iter().collect(),
            taking_part: claims.taking_part.into_iter().collect(),
            cues: claims.cues,
            opinion: claims.opinion.into_iter().collect(),
            common: claims.common.into_iter().collect(),
            running: FxHashSet::default(),
            denials: FxHashSet::default(),
            denying: claims.denying,
            lasting: claims.lasting.into_iter().collect(),
            out: claims.out.into_iter().collect(),
            auxiliaries: claims.auxiliaries.into_iter().collect(),
            partial: claims.partial.into_iter().collect(),
            passing: claims.passing.into_iter().collect(),
            within: claims.within.into_iter().collect(),
            unnamed: claims.unnamed.into_iter().collect(),
            subjects: claims.subjects.into_iter().collect(),
            entire: claims.entire.into_iter().collect(),
            determiners: claims.determiners.into_iter().collect(),
            undone: claims.undone.into_iter().collect(),
            asking: FxHashSet::default(),
            reckoned: claims.reckoned,
            further: claims.further.into_iter().collect(),
            besides: claims.besides.into_iter().collect(),
            anaphors: claims.anaphors.into_iter().collect(),
            things: claims.things.into_iter().collect(),
            aged: claims.aged.into_iter().collect(),
            ages_of_old: claims.ages_of_old.into_iter().collect(),
            bounds: claims.bounds.into_iter().collect(),
            ends: claims.ends.into_iter().collect(),
            denied_far: claims.denied_far.into_iter().collect(),
            deferring: claims.deferring.into_iter().collect(),
            meant: claims.meant.into_iter().collect(),
            shares: claims.shares,
            unshared: claims.unshared.into_iter().collect(),
            being: claims.being.into_iter().collect(),
            ahead: claims.ahead.into_iter().collect(),
            sure: claims.sure.into_iter().collect(),
            unsure: claims.unsure.into_iter().collect(),
            glosses: claims.gloss.into_iter().collect(),
            remarks: claims.remarks.into_iter().collect(),
            orders: claims.orders.into_iter().collect(),
            pronouns: claims.pronouns.into_iter().collect(),
            irregular: claims.irregular,
            spelling: claims.spelling,
            antonyms: FxHashMap::default(),
            no_opposites: FxHashSet::default(),
            tensions: FxHashMap::default(),
            phases: FxHashSet::default(),
            mutual: FxHashSet::default(),
            phrases: FxHashMap::default(),
            joining: contrasts.joining.into_iter().collect(),
            passive: contrasts.passive.into_iter().collect(),
            several: contrasts.several.into_iter().collect(),
            superlatives: contrasts.superlatives.into_iter().collect(),
            places: contrasts.places,
            synonyms: FxHashMap::default(),
            sets: Vec::new(),
        };
        know.running = claims.running.iter().map(|word| know.stem(word)).collect();
        know.asking = claims.asking.iter().map(|word| know.stem(word)).collect();
        know.denials = claims.denials.iter().map(|word| know.stem(word)).collect();
        know.mutual = contrasts.mutual.iter().map(|word| know.stem(word)).collect();
        for (words, meant) in contrasts.phrases {
            let words: Vec<String> = words.split(' ').map(str::to_owned).collect();
            let meant = know.stem(&meant);
            know.phrases.entry(words[0].clone()).or_default().push((words, meant));
        }
        let pairs = contrasts.against.iter().flat_map(|(ones, others)| {
            ones.iter().flat_map(|one| others.iter().map(|other| (one.clone(), other.clone())))
        });
        for (a, b) in contrasts.antonyms.iter().cloned().chain(pairs) {
            let (a, b) = (know.stem(&a), know.stem(&b));
            know.antonyms.entry(a.clone()).or_default().insert(b.clone());
            know.antonyms.entry(b).or_default().insert(a);
        }
        for (a, b) in contrasts.no_opposites {
            let (a, b) = (know.stem(&a), know.stem(&b));
            know.no_opposites.insert((b.clone(), a.clone()));
            know.no_opposites.insert((a, b));
        }
        for (a, b) in contrasts.tensions {
            let (a, b) = (know.stem(&a), know.stem(&b));
            know.tensions.entry(a.clone()).or_default().insert(b.clone());
            know.tensions.entry(b).or_default().insert(a);
        }
        for (a, b) in contrasts.phases {
            let (a, b) = (know.stem(&a), know.stem(&b));
            know.phases.insert((b.clone(), a.clone()));
            know.phases.insert((a, b));
        }
        for (number, set) in contrasts.synonyms.into_iter().enumerate() {
            let stems: Vec<String> = set.iter().map(|word| know.stem(word)).collect();
            for stem in &stems {
                know.synonyms.entry(stem.clone()).or_default().push(number as u32);
            }
            know.sets.push(stems);
        }
        know
    }

    /// The stem of a folded word, with irregular forms and spelling variants brought to one.
    pub(crate) fn stem(&self, lower: &str) -> String {
        let base = self.irregular.get(lower).map_or(lower, String::as_str);
        let base = self.spelling.get(base).map_or(base, String::as_str);
        stem(base.strip_suffix("'s").unwrap_or(base))
    }

    /// How many words from this one on are a phrase that means another word, and that word's stem. `next` gives the folded
    /// words after it, counted from 1.
    pub(crate) fn phrase(
        &self,
        first: &str,
        next: &dyn Fn(usize) -> Option<String>,
    ) -> Option<(usize, &str)> {
        let of_first = self.phrases.get(first)?;
        let stands = |words: &[String]| (1..words.len()).all(|at| next(at).as_ref() == Some(&words[at]));
        of_first.iter().find(|(words, _)| stands(words)).map(|(words, meant)| (words.len(), meant.as_str()))
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

    /// Whether a stem makes a figure a count that changes as the news goes on.
    pub(crate) fn running(&self, stem: &str) -> bool {
        self.running.contains(stem)
    }

    /// Whether a folded word is a verb in the past.
    pub(crate) fn past(&self, lower: &str) -> bool {
        lower.ends_with("ed") || self.irregular.contains_key(lower)
    }

    /// Whether two stems are listed as opposites.
    pub(crate) fn opposite(&self, a: &str, b: &str) -> bool {
        self.antonyms.get(a).is_some_and(|others| others.contains(b))
    }

    /// Whether two stems are listed as no opposites, whatever a table of words says.
    pub(crate) fn no_opposites(&self, a: &str, b: &str) -> bool {
        self.no_opposites.contains(&(a.to_owned(), b.to_owned()))
    }

    /// Whether two stems are listed as telling against one another, though both may be true of different moments.
    pub(crate) fn tension(&self, a: &str, b: &str) -> bool {
        self.tensions.get(a).is_some_and(|others| others.contains(b))
    }

    /// Whether of two stems the one follows the other in time.
    pub(crate) fn phases(&self, a: &str, b: &str) -> bool {
        self.phases.contains(&(a.to_owned(), b.to_owned()))
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
