//! Where the sources disagree: each source is held against all of them, as a draft is.

use crate::{Piece, Story};
use copydesk_checking::{Cache, Code, Draft, Place, Reason, Settings, check};
use copydesk_library::Article;
use copydesk_text::one_line;
use serde::Serialize;
use std::sync::Arc;

/// One thing that sources tell with different values.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Dispute {
    /// What differs: "number", "date", "actor", "polarity".
    pub field: &'static str,
    /// `false` where the one is dated later and tells how a running count went on.
    pub disagree: bool,
    /// What each says, the earliest first.
    pub values: Vec<Value>,
}

/// A value as one source has it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Value {
    /// As written.
    pub text: String,
    /// The sentence it stands in.
    pub said: Piece,
}

impl Story {
    /// Where the sources disagree, each disagreement once.
    pub fn disputes(&mut self) -> &[Dispute] {
        if self.disputes.is_none() {
            let found = self.look_for_disputes();
            self.disputes = Some(found);
        }
        self.disputes.as_deref().unwrap_or_default()
    }

    fn look_for_disputes(&self) -> Vec<Dispute> {
        let mut cache = Cache::default();
        let settings = Settings::default();
        let mut out: Vec<Dispute> = Vec::new();
        for article in &self.articles {
            let draft = Draft {
                path: Some(&article.id),
                text: &article.text,
                prose: &article.prose,
                tagged: article.tagged(),
            };
            for judgement in check(&draft, &self.library, &settings, &mut cache, &|| false) {
                let own = Place { article: article.id.clone(), range: judgement.range.clone() };
                for finding in &judgement.findings {
                    let (field, values) = match (finding.code, finding.reasons.first()) {
                        (Code::SourcesDisagree, Some(Reason::Disagree { field, values })) => {
                            (*field, values.clone())
                        }
                        (Code::Outdated, Some(Reason::Differs { field, draft, source, place })) => {
                            (*field, vec![(draft.clone(), own.clone()), (source.clone(), place.clone())])
                        }
                        _ => continue,
                    };
                    let disagree = finding.code == Code::SourcesDisagree;
                    let values: Option<Vec<Value>> =
                        values.into_iter().map(|(text, place)| self.value(text, &place)).collect();
                    let Some(mut values) = values else { continue };
                    values.sort_by_key(|value| {
                        (self.published(&value.said.source), value.said.source.clone(), value.said.start_byte)
                    });
                    values.dedup();
                    let dispute = Dispute { field, disagree, values };
                    if dispute.values.len() > 1 && !out.iter().any(|other| same(other, &dispute)) {
                        out.push(dispute);
                    }
                }
            }
        }
        out
    }

    fn published(&self, id: &str) -> Option<jiff::civil::Date> {
        self.index_of(id).and_then(|index| self.articles[index].meta.published)
    }

    fn value(&self, text: String, place: &Place) -> Option<Value> {
        let article = &self.articles[self.index_of(&place.article)?];
        Some(Value { text: one_line(&text), said: piece_at(article, place.range.start)? })
    }
}

/// The sentence of an article at a byte of its text.
pub(crate) fn piece_at(article: &Arc<Article>, byte: usize) -> Option<Piece> {
    let sentences = article.sentences();
    let index = sentences.partition_point(|sentence| sentence.source.end <= byte);
    let sentence = sentences.get(index)?;
    Some(Piece {
        source: article.id.clone(),
        start_byte: sentence.source.start,
        end_byte: sentence.source.end,
        text: one_line(&sentence.text),
    })
}

/// The same values, and a sentence of both.
fn same(a: &Dispute, b: &Dispute) -> bool {
    let texts = |d: &Dispute| {
        let mut texts: Vec<String> = d.values.iter().map(|value| value.text.to_lowercase()).collect();
        texts.sort_unstable();
        texts
    };
    let shared = a.values.iter().any(|value| b.values.iter().any(|other| other.said == value.said));
    a.field == b.field && shared && texts(a) == texts(b)
}
