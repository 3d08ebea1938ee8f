//! Findings as an editor shows them.

use crate::Snapshot;
use copydesk_checking::{Code, Finding, Judgement, Place, Reason, Severity, Stance};
use copydesk_text::one_line;
use std::ops::Range;

/// A finding under its words.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// Bytes of the document.
    pub range: Range<usize>,
    /// How loud it is.
    pub severity: Severity,
    /// What it is about.
    pub code: Code,
    /// One sentence.
    pub message: String,
    /// What the sources have.
    pub related: Vec<Related>,
    /// The titles of its fixes, best first.
    pub fixes: Vec<String>,
}

/// A place in a source that bears on a finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Related {
    /// Where.
    pub place: Place,
    /// What is said there.
    pub message: String,
}

/// Places shown with one finding.
const MOST_RELATED: usize = 4;

impl Snapshot {
    /// Every finding, by place.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let mut all: Vec<Diagnostic> = self
            .judgements()
            .iter()
            .flat_map(|judgement| {
                judgement.findings.iter().map(|finding| self.diagnostic(judgement, finding))
            })
            .collect();
        all.sort_by_key(|diagnostic| (diagnostic.range.start, diagnostic.range.end));
        all
    }

    fn diagnostic(&self, judgement: &Judgement, finding: &Finding) -> Diagnostic {
        let mut related: Vec<Related> = Vec::new();
        let mut add = |place: &Place, message: String| {
            let known = related.iter().any(|other| {
                other.place.article == place.article
                    && other.place.range.start < place.range.end.max(place.range.start + 1)
                    && place.range.start < other.place.range.end.max(other.place.range.start + 1)
            });
            if !known && related.len() < MOST_RELATED {
                related.push(Related { place: place.clone(), message });
            }
        };
        for reason in &finding.reasons {
            match reason {
                Reason::Differs { source, place, .. } | Reason::Speaker { source, place, .. } => {
                    add(place, format!("{}: {source}", self.outlet(&place.article)));
                }
                Reason::Disagree { values, .. } => {
                    for (value, place) in values {
                        add(place, format!("{}: {value}", self.outlet(&place.article)));
                    }
                }
                Reason::Cited { better, .. } | Reason::OneOrigin { places: better } => {
                    for place in better {
                        add(place, self.quoted(place));
                    }
                }
                Reason::Weekday { .. } | Reason::NotFound { .. } => {}
            }
        }
        if finding.code != Code::WeekdayMismatch {
            for evidence in judgement.evidence.iter().filter(|evidence| evidence.stance != Stance::Related) {
                add(
                    &evidence.place,
                    format!("{}: \u{201c}{}\u{201d}", self.outlet(&evidence.place.article), evidence.text),
                );
            }
        }
        Diagnostic {
            range: finding.range.clone(),
            severity: finding.severity,
            code: finding.code,
            message: finding.message.clone(),
            related,
            fixes: finding.fixes.iter().map(|fix| fix.title.clone()).collect(),
        }
    }

    /// What an article is called: its outlet, else its title, else its path.
    pub fn outlet(&self, article: &str) -> String {
        let meta = self.library.get(article).map(|article| &article.meta);
        meta.and_then(|meta| meta.outlet.clone().or_else(|| meta.title.clone()))
            .unwrap_or_else(|| article.to_owned())
    }

    /// The words that stand at a place of a source, on one line.
    fn quoted(&self, place: &Place) -> String {
        let words = self
            .library
            .get(&place.article)
            .and_then(|article| article.text.get(place.range.clone()))
            .map(one_line);
        match words {
            Some(words) => format!("{}: \u{201c}{words}\u{201d}", self.outlet(&place.article)),
            None => self.outlet(&place.article),
        }
    }
}
