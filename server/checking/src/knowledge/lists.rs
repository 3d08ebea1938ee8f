//! The lists of words that belong together: what tells a rate, a reckoning, an accusation, a running count.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

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

/// Words that tell for which period a figure is told.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RateWords {
    /// Before the period.
    pub(crate) articles: Vec<String>,
    /// Before it at the head of a sentence.
    pub(crate) each: Vec<String>,
    /// Behind it, they tell when.
    pub(crate) when: Vec<String>,
    /// Nouns to their period.
    pub(crate) periods: FxHashMap<String, String>,
    /// Adverbs to theirs.
    pub(crate) adverbs: FxHashMap<String, String>,
    /// Adjectives of what the figure is of, to theirs.
    pub(crate) before: FxHashMap<String, String>,
    /// Behind those, what is held or put out so often: "the annual meeting".
    pub(crate) occasions: FxHashSet<String>,
    /// Words behind which it is told what a figure is compared with.
    pub(crate) than: FxHashSet<String>,
    /// Before a period that another word behind it makes an earlier one, and before one that is earlier by themselves.
    pub(crate) one: FxHashSet<String>,
    pub(crate) last: FxHashSet<String>,
    /// Before a period of another year.
    pub(crate) same: FxHashSet<String>,
}

/// Words that tell that a figure was reckoned from others.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReckonedWords {
    /// Right before it.
    pub(crate) before: Vec<String>,
    /// Right behind it.
    pub(crate) behind: Vec<String>,
    /// Anywhere in its sentence.
    pub(crate) anywhere: Vec<String>,
    /// Anywhere in its sentence, of figures that stand in several sentences of the sources.
    pub(crate) together: Vec<String>,
    /// Anywhere in the sentence that tells what is left of a whole.
    pub(crate) left: Vec<String>,
    /// Anywhere in the sentence that tells what each of many gets.
    pub(crate) apiece: Vec<String>,
    /// Behind a part of it: "fifteen died, eight of them at sea".
    pub(crate) of_them: Vec<String>,
    /// Stems of nouns that may stand for any others that people are called.
    pub(crate) people: Vec<String>,
    /// How a time begins that is the one told of before.
    pub(crate) same_time: Vec<String>,
    /// May stand between the first of these and it.
    pub(crate) loosely: Vec<String>,
    /// Behind a length of time: so long from something else.
    pub(crate) steps: Vec<String>,
    /// Before the votes or points by which a result came out.
    pub(crate) margins: Vec<String>,
    /// Between the two sides of a result.
    pub(crate) sides: Vec<String>,
    /// Before what was so earlier.
    pub(crate) earlier: Vec<String>,
    /// Behind a date on which something was to be.
    pub(crate) put_off: Vec<String>,
    /// Behind a fraction: so much more, so much less.
    pub(crate) upward: Vec<String>,
    pub(crate) downward: Vec<String>,
    /// Before a number of years that may be more, less, or about so many.
    pub(crate) at_least: Vec<String>,
    pub(crate) at_most: Vec<String>,
    pub(crate) about: Vec<String>,
}

/// Words that tell which of two events came first.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SequenceWords {
    pub(crate) before: Vec<String>,
    pub(crate) after: Vec<String>,
    /// Behind these they tell something else.
    pub(crate) not_behind: FxHashSet<String>,
}

/// Words that tell in whose voice a sentence is told.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct VoiceWords {
    /// The writer's.
    pub(crate) own: FxHashSet<String>,
    /// The same among the first words.
    pub(crate) whose: FxHashSet<String>,
    /// To the reader.
    pub(crate) reader: FxHashSet<String>,
    /// At the head of a remark on what was just told.
    pub(crate) opening: FxHashSet<String>,
    /// What follows is somebody else's.
    pub(crate) embedding: FxHashSet<String>,
    /// Stems of verbs by which somebody is said to have said it.
    pub(crate) saying: FxHashSet<String>,
}

/// "Each spring she would walk."
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Habits {
    pub(crate) modal: String,
    /// Before it.
    pub(crate) words: Vec<String>,
}

/// Words by which a sentence gives what it tells as somebody's, or as not yet so.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StandingWords {
    /// How what was done again and again is told.
    pub(crate) habits: Habits,
    /// Before what they tell they make it an accusation.
    pub(crate) accusing: FxHashSet<String>,
    /// The same, with one of the next between.
    pub(crate) accusing_of: FxHashSet<String>,
    pub(crate) links: FxHashSet<String>,
    /// Before a clause they make it a claim.
    pub(crate) claiming: FxHashSet<String>,
    /// By one of the first somebody denies it, one of `denied` or `charges` beside; `closing` may follow a pronoun.
    pub(crate) denying: FxHashSet<String>,
    pub(crate) denying_that: FxHashSet<String>,
    pub(crate) denied: FxHashSet<String>,
    pub(crate) charges: FxHashSet<String>,
    pub(crate) closing: FxHashSet<String>,
    /// It is no longer only an accusation.
    pub(crate) settled: FxHashSet<String>,
    /// In a draft they give it as somebody's, or leave it open.
    pub(crate) guarding: FxHashSet<String>,
    /// They ask for what they tell, or mean to bring it about.
    pub(crate) asking_for: FxHashSet<String>,
    /// Those of them after which "that" asks for it.
    pub(crate) asking_that: FxHashSet<String>,
    /// Beside other verbs in the past they tell what was possible and done.
    pub(crate) able: FxHashSet<String>,
    /// Verbs whose past is their base form.
    pub(crate) unchanged: FxHashSet<String>,
    /// Stems of verbs that tell that what was planned has come about.
    pub(crate) fulfilling: FxHashSet<String>,
    /// Words by which something is under way, and stems of verbs by which it comes to be.
    pub(crate) under_way: Vec<String>,
    pub(crate) starting: FxHashSet<String>,
    /// Of a modal in what somebody said the one he used.
    pub(crate) reported: FxHashMap<String, String>,
    /// Of a verb that tells a plan its past.
    pub(crate) pasts: FxHashMap<String, String>,
}

/// What tells a count that changes as the news goes on.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TallyWords {
    /// Words of one count each.
    pub(crate) counted: Vec<Vec<String>>,
    /// Before a figure: it is an earlier one.
    pub(crate) earlier: Vec<String>,
    /// Anywhere before a figure: it is of all.
    pub(crate) altogether: Vec<String>,
    /// Anywhere in a sentence: it tells of a day that was told before.
    pub(crate) then: Vec<String>,
    /// Right behind a figure: it is of some.
    pub(crate) some: Vec<String>,
}
