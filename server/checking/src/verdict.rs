//! What a check says, as values. Sentences for people are made from them in `message`, and nowhere else.

use crate::code::{Code, Severity};
use crate::slot::Features;
use serde::Serialize;
use std::ops::Range;
use std::sync::Arc;

/// What the sources make of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// A source says it.
    Supported,
    /// A source says part of it.
    PartlySupported,
    /// A source says otherwise of the same event.
    Contradicted,
    /// Independent sources disagree on it.
    Disputed,
    /// No source speaks of it.
    Unsupported,
    /// No source speaks of it, and somebody has checked it by other means. Never given by the checker: the desk's
    /// marks put it in the place of [`Verdict::Unsupported`] and [`Verdict::PartlySupported`].
    Verified,
    /// A question, an opinion, advice, a forecast of the writer's own.
    NotCheckable,
}

impl Verdict {
    /// Its name in the contracts.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Supported => "supported",
            Verdict::PartlySupported => "partly-supported",
            Verdict::Contradicted => "contradicted",
            Verdict::Disputed => "disputed",
            Verdict::Unsupported => "unsupported",
            Verdict::Verified => "verified",
            Verdict::NotCheckable => "not-checkable",
        }
    }
}

/// How a piece of evidence stands to the claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Stance {
    /// It says what the claim says.
    Supports,
    /// It says otherwise.
    Contradicts,
    /// It speaks of it.
    Related,
}

/// A stretch of a source.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// [`copydesk_library::Article::id`].
    pub article: Arc<str>,
    /// Bytes of the article's text.
    pub range: Range<usize>,
}

/// A passage of a source that bears on a claim: a sentence, or up to three that follow each other of which none is enough by itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// The passage.
    pub place: Place,
    /// Its text as it stands there, line breaks as spaces.
    pub text: String,
    /// How it stands to the claim.
    pub stance: Stance,
    /// How well its best sentence matches, 0.0 to 1.0; evidence is sorted by it.
    pub score: f32,
    /// The fields of the claim held against it, for the hover.
    pub fields: Vec<Field>,
}

/// A field of the claim beside the same field of the evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// "number", "date", "actor", "polarity", "status", "predicate", "place", "quote".
    pub name: &'static str,
    /// As the draft has it.
    pub draft: String,
    /// As the source has it; empty where it has none.
    pub source: String,
    /// Whether the two agree; `None` where they cannot be compared.
    pub agrees: Option<bool>,
    /// Bytes of the article's text where the source has it.
    pub place: Option<Place>,
}

/// Why a finding is made: what differs, both readings, where each stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// The draft has one value in a slot, a source another.
    Differs {
        /// What the slot is.
        field: &'static str,
        /// The draft's value as written.
        draft: String,
        /// The source's value as written.
        source: String,
        /// Where the source has it.
        place: Place,
    },
    /// A weekday does not fall on its date.
    Weekday {
        /// The weekday as written.
        weekday: String,
        /// The date as written.
        date: String,
        /// The weekday that date has.
        right: String,
    },
    /// Looked for and not found.
    NotFound {
        /// What was looked for: "figure", "name", "date", "length of time", "period", "order", "words", "role", "rank", "denial", "quotation", "statement",
        /// "source-entry", "source-file".
        what: &'static str,
        /// As the draft has it.
        draft: String,
        /// How many sources were asked.
        asked: usize,
    },
    /// Sources that say this and sources that say otherwise.
    Disagree {
        /// What the slot is.
        field: &'static str,
        /// What each origin says: its value as written, and where.
        values: Vec<(String, Place)>,
    },
    /// Said by another.
    Speaker {
        /// Whom the draft names.
        draft: String,
        /// Whom the source names.
        source: String,
        /// Where.
        place: Place,
    },
    /// All that support it go back to one origin.
    OneOrigin {
        /// Where each of them says it.
        places: Vec<Place>,
    },
    /// The citation names one source, the support stands in another.
    Cited {
        /// The marker as written.
        marker: String,
        /// The article cited, if it is known.
        cited: Option<Arc<str>>,
        /// Where the support stands.
        better: Vec<Place>,
    },
}

/// One change of the draft's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Bytes of the draft that are replaced; empty to insert.
    pub range: Range<usize>,
    /// What stands there afterwards.
    pub text: String,
}

/// What a fix does, for grouping and for `source.fixAll`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FixKind {
    /// Puts a source's value in.
    Replace,
    /// Inserts or changes a citation.
    Cite,
    /// Adds a hedge, a condition or an attribution.
    Soften,
}

/// A quick fix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// For the menu: "Replace 64 by 46, as Harbour Wire has it".
    pub title: String,
    /// What it does.
    pub kind: FixKind,
    /// Its edits, in the order of the draft, none overlapping.
    pub edits: Vec<Edit>,
    /// The likeliest of the fixes of its finding.
    pub preferred: bool,
}

/// Something to look at in a draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What it is about.
    pub code: Code,
    /// How loud it is, settings applied.
    pub severity: Severity,
    /// Bytes of the draft: the smallest stretch that carries it.
    pub range: Range<usize>,
    /// Why.
    pub reasons: Vec<Reason>,
    /// One plain sentence made from the reasons.
    pub message: String,
    /// Fixes, best first.
    pub fixes: Vec<Fix>,
    /// What the gate weighed, for contradictions.
    pub features: Option<Features>,
}

/// What a stretch of words that no source has is called in a reason.
pub(crate) const WORDS: &str = "words";

impl Finding {
    /// Whether it says no more than that words are missing, and nothing of what stands in their place. They may only be said
    /// otherwise; a figure, date or name is told by its own words.
    pub fn is_of_words(&self) -> bool {
        matches!(self.reasons[..], [Reason::NotFound { what: WORDS, .. }])
    }
}

/// What one number adds to a claim's support.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weighed {
    /// What the number is.
    pub label: &'static str,
    /// The number: a share from 0 to 1, or a count.
    pub value: f32,
    /// What it adds to the log odds of support, beside a typical claim.
    pub adds: f32,
    /// The more of it, the less is the claim borne out.
    pub against: bool,
}

/// A clause of a statement that has several, with what was found for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Its words in the draft, without what stands around them.
    pub text: String,
    /// How the sentence of a source that is nearest to it stands to it; `None` where nothing speaks of it.
    pub stance: Option<Stance>,
    /// That sentence, or the words of it that differ.
    pub place: Option<Place>,
    /// The draft's words and the source's where the two differ.
    pub differs: Option<(String, String)>,
    /// Words of it that the sentence does not have.
    pub missing: Vec<String>,
}

/// What is said of one claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// Bytes of the draft.
    pub range: Range<usize>,
    /// The claim as it stands in the draft.
    pub text: String,
    /// Index of its sentence in [`copydesk_tagging::Tagged::sentences`].
    pub sentence: usize,
    /// The verdict.
    pub verdict: Verdict,
    /// How well the sources support it, 0.0 to 1.0: at least 0.5 exactly when supported, under 0.3 when contradicted.
    pub support: f32,
    /// What makes the support what it is, weightiest first; empty where nothing was found to weigh.
    pub why: Arc<[Weighed]>,
    /// Findings, by place.
    pub findings: Vec<Finding>,
    /// Evidence, best first.
    pub evidence: Arc<[Evidence]>,
    /// Its clauses one by one, where it has several and they do not stand alike to one source.
    pub parts: Arc<[Part]>,
    /// Why nothing was said where something differed, for the hover.
    pub abstained: Arc<[String]>,
    /// Fixes that need no finding: "Cite Harbour Wire".
    pub offers: Vec<Fix>,
}
