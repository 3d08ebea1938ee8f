//! What is wrong with the citations of a draft.

use super::CitationMap;
use super::edit::{cite, recite, wanted, written};
use super::list::known;
use crate::code::Code;
use crate::message::{message, source_told};
use crate::settings::Settings;
use crate::verdict::{Evidence, Finding, Fix, FixKind, Judgement, Place, Reason, Stance, Verdict};
use crate::{Draft, Hands};
use copydesk_library::{Article, Library, same_origin};
use copydesk_tagging::{CitationStyle, Kind};
use copydesk_text::{BlockKind, TokenKind, stem};
use rustc_hash::FxHashSet;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// Statements that are looked at in one go.
const PIECE: usize = 64;

/// The findings on the citations of a draft, each with the index of the judgement it belongs to; what stands in the
/// source list belongs to none. In the order of the draft.
pub fn findings(
    draft: &Draft<'_>,
    map: &CitationMap,
    judgements: &[Judgement],
    library: &Library,
    settings: &Settings,
    hands: Option<&dyn Hands>,
) -> Vec<(Option<usize>, Finding)> {
    let all = All { draft, map, library, settings };
    let mut out = Vec::new();
    all.unknown(judgements, &mut out);
    all.missing(&mut out);
    let each = all.cites_each(judgements);
    let of = |judgement| all.miscited(judgement).into_iter().chain(all.uncited(judgement, each)).collect();
    let found: Vec<OnceLock<Vec<Finding>>> = judgements.iter().map(|_| OnceLock::new()).collect();
    let pieces: Vec<_> = judgements.iter().zip(&found).collect();
    match hands {
        // A fix may be made of all the markers of the draft.
        Some(hands) => hands.share(pieces.len().div_ceil(PIECE), &|number| {
            for (judgement, found) in pieces.iter().skip(number * PIECE).take(PIECE) {
                found.get_or_init(|| of(judgement));
            }
        }),
        None => pieces.iter().for_each(|(judgement, found)| {
            found.get_or_init(|| of(judgement));
        }),
    }
    for (index, found) in found.into_iter().enumerate() {
        out.extend(found.into_inner().unwrap_or_default().into_iter().map(|finding| (Some(index), finding)));
    }
    out.sort_by_key(|(_, f)| (f.range.start, f.range.end));
    out
}

/// The fixes that cite what supports a claim: one source each, best first, then all of them.
pub fn offers(
    draft: &Draft<'_>,
    map: &CitationMap,
    judgement: &Judgement,
    library: &Library,
    settings: &Settings,
) -> Vec<Fix> {
    let supporting = articles(saying(judgement), library);
    let fix = |title: String, ids: &[Arc<str>], preferred| {
        let edits = cite(draft, map, library, settings, judgement.sentence, ids)?;
        Some(Fix { title: title + map.until_set(), kind: FixKind::Cite, edits, preferred })
    };
    let open: Vec<Arc<str>> = supporting
        .iter()
        .map(|article| article.id.clone())
        .filter(|id| !map.cited(judgement.sentence).any(|(_, item)| item.article.as_ref() == Some(id)))
        .collect();
    let mut fixes: Vec<Fix> = open
        .iter()
        .enumerate()
        .filter_map(|(n, id)| {
            fix(format!("Cite {}", source_told(library, id)), std::slice::from_ref(id), n == 0)
        })
        .collect();
    if open.len() > 1 {
        fixes.extend(fix(format!("Cite all {} sources", open.len()), &open, false));
    }
    fixes
}

/// A text of at most so many characters, cut between words.
fn shortened(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else { return text.to_owned() };
    let cut = text[..end].rfind(' ').unwrap_or(end);
    format!("{}…", text[..cut].trim_end_matches([',', ';', ':', ' ']))
}

/// How likely a sentence must be to be what a claim rests on, for its article to be cited beside the best.
const LIKELY: f32 = 0.3;

/// The evidence that supports a claim, best first, that of an article which bears it out by the whole of what stands there, and
/// has no sentence that says it, left out unless it is the best.
fn saying(judgement: &Judgement) -> impl Iterator<Item = &Evidence> {
    let supports = judgement.evidence.iter().filter(|e| e.stance == Stance::Supports);
    supports.enumerate().filter(|(at, e)| *at == 0 || e.score >= LIKELY).map(|(_, e)| e)
}

/// The articles of some evidence, each once.
fn articles<'a>(evidence: impl Iterator<Item = &'a Evidence>, library: &'a Library) -> Vec<&'a Arc<Article>> {
    let mut out: Vec<&Arc<Article>> = Vec::new();
    for article in evidence.filter_map(|e| library.get(&e.place.article)) {
        if !out.iter().any(|a| a.id == article.id) {
            out.push(article);
        }
    }
    out
}

struct All<'a> {
    draft: &'a Draft<'a>,
    map: &'a CitationMap,
    library: &'a Library,
    settings: &'a Settings,
}

impl All<'_> {
    fn finding(&self, code: Code, range: Range<usize>, reason: Reason, fixes: Vec<Fix>) -> Option<Finding> {
        let severity = self.settings.severity(code)?;
        let reasons = vec![reason];
        let message = message(code, &reasons, self.library);
        Some(Finding { code, severity, range, reasons, message, fixes, features: None })
    }

    /// Markers that name no entry. Numbers count only where there is a list that they could be numbers of.
    fn unknown(&self, judgements: &[Judgement], out: &mut Vec<(Option<usize>, Finding)>) {
        let listed = |style| self.map.entries.iter().any(|e| e.style == style);
        for marker in &self.map.markers {
            if marker.style == CitationStyle::Numeric && !listed(marker.style) {
                continue;
            }
            // Keys lead to a bibliography that is not read, unless some of them are known here.
            let keys_known = marker.style != CitationStyle::Pandoc
                || self.map.markers.iter().flat_map(|m| &m.items).any(|i| i.article.is_some())
                || listed(marker.style);
            for item in &marker.items {
                if item.entry.is_some() || item.article.is_some() || !keys_known {
                    continue;
                }
                let draft = match (marker.items.len(), marker.style) {
                    (1, _) => written(self.draft, &marker.range),
                    // The middle of a range stands where its dash does.
                    (_, CitationStyle::Numeric) => item.label.clone(),
                    _ => written(self.draft, &item.range),
                };
                let asked = self.map.entries.len();
                let reason = Reason::NotFound { what: "source-entry", draft, asked };
                let range = if item.range.is_empty() { marker.range.clone() } else { item.range.clone() };
                let judgement = judgements.iter().position(|j| j.sentence == marker.sentence);
                let finding = self.finding(Code::UnknownCitation, range, reason, Vec::new());
                out.extend(finding.map(|f| (judgement, f)));
            }
        }
    }

    /// Entries that no article stands behind.
    fn missing(&self, out: &mut Vec<(Option<usize>, Finding)>) {
        if self.library.is_empty() {
            return;
        }
        for entry in self.map.entries.iter().filter(|e| e.article.is_none()) {
            let body = written(self.draft, &entry.body);
            let lower = body.trim_start_matches(['“', '"', '*', '_']).to_lowercase();
            if body.is_empty() || known().own_work.iter().any(|own| lower.starts_with(own.as_str())) {
                continue;
            }
            let short = shortened(&body.split_whitespace().collect::<Vec<_>>().join(" "), 80);
            let reason = Reason::NotFound { what: "source-file", draft: short, asked: self.library.len() };
            out.extend(
                self.finding(Code::CitedSourceMissing, entry.body.clone(), reason, Vec::new())
                    .map(|f| (None, f)),
            );
        }
    }

    /// The cited sources were read and do not say it; another does.
    fn miscited(&self, judgement: &Judgement) -> Option<Finding> {
        if judgement.verdict != Verdict::Supported {
            return None;
        }
        let cited: Option<Vec<&Arc<Article>>> = self
            .map
            .cited(judgement.sentence)
            .map(|(_, item)| item.article.as_ref().and_then(|id| self.library.get(id)))
            .collect();
        // A source that is not here may say it.
        let cited = cited.filter(|c| !c.is_empty())?;
        let supports = judgement.evidence.iter().filter(|e| e.stance == Stance::Supports);
        let supporting = articles(supports, self.library);
        let best = *supporting.first()?;
        let same = |a: &Article, b: &Article| a.id == b.id || same_origin(a, b);
        if cited.iter().any(|c| supporting.iter().any(|s| same(c, s))) {
            return None;
        }
        let contradicts = |article: &Article| {
            judgement
                .evidence
                .iter()
                .any(|e| e.stance == Stance::Contradicts && e.place.article == article.id)
        };
        if cited.iter().any(|article| !contradicts(article) && self.may_say(judgement, article)) {
            return None;
        }
        let (index, marker) =
            self.map.markers.iter().enumerate().find(|(_, m)| m.sentence == judgement.sentence)?;
        let better: Vec<Place> = judgement
            .evidence
            .iter()
            .filter(|e| e.stance == Stance::Supports)
            .map(|e| e.place.clone())
            .collect();
        let item = marker.items.first()?;
        let name = written(self.draft, &marker.range);
        let reason = Reason::Cited { marker: name.clone(), cited: item.article.clone(), better };
        // One wrong citation is changed; of several nobody can tell which one was meant to be which.
        let fixes = match self.map.cited(judgement.sentence).count() {
            1 => recite(self.draft, self.map, self.library, index, 0, &best.id)
                .map(|(edits, new)| Fix {
                    title: format!(
                        "Change {name} to {new}: {}{}",
                        source_told(self.library, &best.id),
                        self.map.until_set()
                    ),
                    kind: FixKind::Cite,
                    edits,
                    preferred: true,
                })
                .into_iter()
                .collect(),
            _ => Vec::new(),
        };
        let fixes: Vec<Fix> = fixes
            .into_iter()
            .chain(offers(self.draft, self.map, judgement, self.library, self.settings))
            .enumerate()
            .map(|(at, fix)| Fix { preferred: at == 0, ..fix })
            .collect();
        self.finding(Code::Miscited, marker.range.clone(), reason, fixes)
    }

    /// Whether an article may say what the claim says, in two sentences that follow one another: then silence.
    fn may_say(&self, judgement: &Judgement, article: &Article) -> bool {
        let sentence = &self.draft.tagged.sentences[judgement.sentence];
        let text = &sentence.sentence.text;
        let cites =
            |at: usize| sentence.mentions.iter().any(|m| m.kind == Kind::Citation && m.range.contains(&at));
        let mut words: Vec<String> = Vec::new();
        let mut figures: Vec<String> = Vec::new();
        for token in sentence.tokens.iter().filter(|t| !cites(t.range.start)) {
            let word = token.text(text).to_lowercase();
            match token.kind {
                TokenKind::Number => figures.push(word),
                TokenKind::Word if word.chars().count() > 3 => words.push(stem(&word)),
                _ => {}
            }
        }
        if words.is_empty() && figures.is_empty() {
            return true;
        }
        let sets: Vec<FxHashSet<String>> = article
            .tagged()
            .sentences
            .iter()
            .map(|s| s.tokens.iter().map(|t| stem(&t.text(&s.sentence.text).to_lowercase())).collect())
            .collect();
        let total = (words.len() + figures.len()) as f32;
        (0..sets.len()).any(|n| {
            let has =
                |word: &String| sets[n].contains(word) || sets.get(n + 1).is_some_and(|s| s.contains(word));
            let figures_there = figures.iter().filter(|f| has(f)).count();
            let words_there = words.iter().filter(|w| has(w)).count();
            figures_there == figures.len() && (figures_there + words_there) as f32 >= 0.6 * total
        })
    }

    /// Whether the draft cites sentence by sentence: in paragraphs that cite, most claims have their own marker.
    fn cites_each(&self, judgements: &[Judgement]) -> bool {
        let sentences = &self.draft.tagged.sentences;
        let block = |sentence: usize| sentences.get(sentence).map(|s| s.sentence.block);
        let blocks: FxHashSet<Option<usize>> = self.map.markers.iter().map(|m| block(m.sentence)).collect();
        let claims: Vec<&Judgement> =
            judgements.iter().filter(|j| blocks.contains(&block(j.sentence))).collect();
        let marked = claims.iter().filter(|j| self.map.cited(j.sentence).next().is_some()).count();
        marked * 10 >= claims.len() * 7
    }

    /// Supported, cites nothing, and the draft cites elsewhere.
    fn uncited(&self, judgement: &Judgement, each: bool) -> Option<Finding> {
        if judgement.verdict != Verdict::Supported || !wanted(self.map, self.settings) {
            return None;
        }
        let sentences = &self.draft.tagged.sentences;
        let tagged = sentences.get(judgement.sentence)?;
        if !matches!(tagged.sentence.kind, BlockKind::Paragraph | BlockKind::ListItem) {
            return None;
        }
        // Its own marker; or one further on in the paragraph, where the draft lets that stand for all before it.
        let block = tagged.sentence.block;
        let covered = self.map.markers.iter().any(|m| {
            m.sentence == judgement.sentence
                || (!each
                    && m.sentence > judgement.sentence
                    && sentences.get(m.sentence).is_some_and(|s| s.sentence.block == block))
        });
        if covered {
            return None;
        }
        let supporting = articles(saying(judgement), self.library);
        let named = |article: &Arc<Article>| {
            article.meta.outlet.as_ref().is_some_and(|outlet| tagged.sentence.text.contains(outlet.as_str()))
        };
        if supporting.is_empty() || supporting.iter().any(|a| named(a)) {
            return None;
        }
        let better = saying(judgement).map(|e| e.place.clone()).collect();
        let reason = Reason::Cited { marker: String::new(), cited: None, better };
        let fixes = offers(self.draft, self.map, judgement, self.library, self.settings);
        self.finding(Code::Uncited, judgement.range.clone(), reason, fixes)
    }
}
