//! The rows of a report: each block of the draft with its statements marked, and what is said of them beside it.

use super::blocks::Blocks;
use super::packed::Packed;
use super::{Input, VERDICTS, called, escape};
use crate::name::{count, origins};
use crate::{Story, label};
use copydesk_checking::message::related;
use copydesk_checking::{Evidence, Finding, Judgement, Reason, Severity, Stance, Verdict};
use copydesk_library::Article;
use rustc_hash::{FxHashMap, FxHasher};
use std::fmt::Write;
use std::hash::{Hash, Hasher};
use std::ops::Range;

/// Statements from which the page holds what is said of them as data, and those without findings show one sentence of
/// evidence.
const MANY: usize = 2000;

/// How high a card is, about, in the page's own measure.
const CARD: usize = 11;

/// The draft, block by block, with what is said of its statements.
pub(super) struct Rows<'a> {
    story: &'a Story,
    input: &'a Input<'a>,
    /// The next judgement.
    next: usize,
    /// What each statement's sign-off is kept under.
    keys: Vec<u64>,
}

/// A key for every statement: its words and which of the same words it is, so that a new report of the changed draft keeps
/// what was signed and one signature is for one statement.
fn keys(judgements: &[Judgement]) -> Vec<u64> {
    let mut seen: FxHashMap<&str, usize> = FxHashMap::default();
    let mut keys = Vec::with_capacity(judgements.len());
    for judgement in judgements {
        let nth = seen.entry(&judgement.text).or_default();
        *nth += 1;
        let mut hasher = FxHasher::default();
        (&*judgement.text, *nth).hash(&mut hasher);
        keys.push(hasher.finish());
    }
    keys
}

impl<'a> Rows<'a> {
    pub(super) fn new(story: &'a Story, input: &'a Input<'a>) -> Self {
        Self { story, input, next: 0, keys: keys(input.judgements) }
    }
}

impl Rows<'_> {
    /// The rows; what is said of the statements comes back where it is not among them.
    pub(super) fn write(mut self, out: &mut String) -> Option<Packed> {
        let mut packed = (self.input.judgements.len() > MANY).then(Packed::default);
        if packed.is_some() {
            out.push_str(
                "<noscript><p>This draft is long: what is said of its statements is set beside them by script.</p></noscript>\n",
            );
        }
        let blocks = Blocks::of(self.input.draft);
        for block in blocks {
            let from = self.next;
            while self.input.judgements.get(self.next).is_some_and(|j| j.range.start < block.range.end) {
                self.next += 1;
            }
            let own = &self.input.judgements[from..self.next];
            let _ = match (own.len(), &packed) {
                (0, _) => write!(out, "<div class=\"row bare\">\n<div class=\"text\">"),
                (_, None) => write!(out, "<div class=\"row\">\n<div class=\"text\">"),
                // About as high as it will be, so that the scroll bar stays where it is.
                (n, Some(_)) => write!(
                    out,
                    "<div class=\"row\" style=\"contain-intrinsic-size:auto {}rem\">\n<div class=\"text\">",
                    n * CARD
                ),
            };
            let tag = block.tag;
            let _ = write!(out, "<{tag}>");
            let text = self.input.draft.text.get(block.range.clone()).unwrap_or("");
            let marks = if tag == "h3" { text.len() - text.trim_start_matches(['#', ' ']).len() } else { 0 };
            self.prose(&(block.range.start + marks..block.range.end), own, from, out);
            let _ = writeln!(out, "</{tag}></div>");
            match &mut packed {
                _ if own.is_empty() => {}
                None => {
                    out.push_str("<ol class=\"cards\">\n");
                    for (index, judgement) in own.iter().enumerate() {
                        self.card(from + index, judgement, out);
                    }
                    out.push_str("</ol>\n");
                }
                Some(packed) => {
                    let _ = writeln!(
                        out,
                        "<ol class=\"cards\" data-from=\"{from}\" data-n=\"{}\"></ol>",
                        own.len()
                    );
                    for (index, judgement) in own.iter().enumerate() {
                        self.pack(self.keys[from + index], judgement, packed);
                    }
                }
            }
            out.push_str("</div>\n");
        }
        packed
    }

    /// The same as [`Rows::card`], for script.
    fn pack(&self, key: u64, judgement: &Judgement, packed: &mut Packed) {
        let mut parts = Vec::new();
        for finding in &judgement.findings {
            let mut text = String::new();
            self.finding(finding, &mut text);
            parts.push(text);
        }
        let (first, rest) = self.shown(judgement);
        let findings = parts.len();
        for piece in first.into_iter().chain(rest) {
            let mut text = String::new();
            self.evidence(judgement, piece, &mut text);
            parts.push(text);
        }
        let verdict = VERDICTS.iter().position(|(verdict, ..)| *verdict == judgement.verdict).unwrap_or(0);
        packed.add(verdict, key, self.covered(judgement), findings, parts);
    }

    /// The best sentence of evidence, and the others that are worth showing.
    fn shown<'j>(&self, judgement: &'j Judgement) -> (Option<&'j Evidence>, Vec<&'j Evidence>) {
        // What the verdict rests on comes first.
        let telling = match judgement.verdict {
            Verdict::Supported => Some(Stance::Supports),
            Verdict::Contradicted | Verdict::Disputed => Some(Stance::Contradicts),
            _ => None,
        };
        let mut pieces: Vec<&Evidence> = judgement.evidence.iter().collect();
        pieces.sort_by_key(|piece| telling.is_some_and(|stance| piece.stance != stance));
        let mut pieces = pieces.into_iter();
        let first = pieces.next();
        // A book of a draft would make a page that no browser likes: what is supported shows its best sentence there.
        let brief = self.input.judgements.len() > MANY && judgement.findings.is_empty();
        (first, pieces.filter(|p| !brief && (p.stance != Stance::Related || p.score >= 0.4)).collect())
    }

    /// A block's own text, its statements marked.
    fn prose(&self, range: &Range<usize>, own: &[Judgement], first: usize, out: &mut String) {
        let text = &self.input.draft.text;
        let mut at = range.start;
        for (index, judgement) in own.iter().enumerate() {
            let (start, end) =
                (judgement.range.start.clamp(at, range.end), judgement.range.end.clamp(at, range.end));
            out.push_str(&escape(text.get(at..start).unwrap_or("")));
            let (sign, name) = called(judgement.verdict);
            let number = first + index + 1;
            let _ = write!(
                out,
                "<a class=\"s v-{}\" href=\"#s{number}\"><span class=\"hidden\">{name}: </span>{}<sup aria-hidden=\"true\">{sign}{number}</sup></a>",
                judgement.verdict.name(),
                escape(text.get(start..end).unwrap_or("")),
            );
            at = end;
        }
        out.push_str(&escape(text.get(at..range.end).unwrap_or("")));
    }

    fn card(&self, index: usize, judgement: &Judgement, out: &mut String) {
        let number = index + 1;
        let (sign, name) = called(judgement.verdict);
        let _ = write!(
            out,
            "<li class=\"card v-{0}\" id=\"s{number}\" data-v=\"{0}\" data-k=\"{1:016x}\" tabindex=\"-1\">\n<p class=\"verdict\"><b>{number}</b> \
             <span class=\"tag\"><span aria-hidden=\"true\">{sign}</span> {name}</span>",
            judgement.verdict.name(),
            self.keys[index],
        );
        if let Some(covered) = self.covered(judgement) {
            let _ = write!(out, " <span class=\"by\">{}</span>", escape(&covered));
        }
        out.push_str("</p>\n");
        for finding in &judgement.findings {
            self.finding(finding, out);
        }
        let (first, rest) = self.shown(judgement);
        if let Some(piece) = first {
            self.evidence(judgement, piece, out);
        }
        if !rest.is_empty() {
            let _ = writeln!(out, "<details><summary>{} more</summary>", count(rest.len(), "sentence"));
            for piece in rest {
                self.evidence(judgement, piece, out);
            }
            out.push_str("</details>\n");
        }
        let _ = write!(
            out,
            "<div class=\"sign\"><label><input type=\"checkbox\" class=\"ok\"> signed off<span class=\"hidden\"> statement {number}</span></label> \
             <span class=\"stamp\"></span><label class=\"note\"><span class=\"hidden\">Note on statement {number}</span>\
             <input type=\"text\" class=\"say\" placeholder=\"note\" autocomplete=\"off\"></label></div>\n</li>\n"
        );
    }

    /// "2 sources, 1 origin".
    fn covered(&self, judgement: &Judgement) -> Option<String> {
        let all = &self.input.coverage.statements;
        let at = all.partition_point(|covered| covered.start_byte < judgement.range.start);
        let covered =
            all.get(at).filter(|c| c.start_byte == judgement.range.start && !c.citations.is_empty())?;
        Some(format!("{}, {}", count(covered.citations.len(), "source"), origins(covered.origins)))
    }

    fn finding(&self, finding: &Finding, out: &mut String) {
        let level = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Information => "information",
            Severity::Hint => "hint",
        };
        let _ = write!(
            out,
            "<p class=\"finding\"><span class=\"code\">{level}: {}</span> {}",
            finding.code.name(),
            escape(&finding.message),
        );
        if let Some(fix) = finding.fixes.first() {
            let _ =
                write!(out, " <span class=\"fix\">Fix: {}.</span>", escape(fix.title.trim_end_matches('.')));
        }
        out.push_str("</p>\n");
    }

    /// A sentence of a source in its context: the sentences around it, the words that differ.
    fn evidence(&self, judgement: &Judgement, piece: &Evidence, out: &mut String) {
        let Some(index) = self.story.index_of(&piece.place.article) else { return };
        let article = &self.story.articles[index];
        let stance = match piece.stance {
            Stance::Supports => "says so",
            Stance::Contradicts => "says otherwise",
            Stance::Related => related(judgement.verdict),
        };
        let date = article.meta.published.map_or("no date".to_owned(), crate::name::long);
        let _ = write!(
            out,
            "<figure class=\"ev\"><figcaption><b>{}</b>, {date} <span class=\"stance\">{stance}</span></figcaption><blockquote>",
            escape(&label(article)),
        );
        let sentences = article.sentences();
        let at = sentences.partition_point(|sentence| sentence.source.end <= piece.place.range.start);
        let block = sentences.get(at).map(|sentence| sentence.block);
        let near = |index: Option<usize>| {
            index.and_then(|index| sentences.get(index)).filter(|sentence| Some(sentence.block) == block)
        };
        if let Some(before) = near(at.checked_sub(1)) {
            let _ = write!(out, "{} ", escape(&copydesk_text::one_line(&before.text)));
        }
        out.push_str("<mark>");
        self.marked(judgement, piece, article, out);
        out.push_str("</mark>");
        if let Some(after) = near(Some(at + 1)) {
            let _ = write!(out, " {}", escape(&copydesk_text::one_line(&after.text)));
        }
        out.push_str("</blockquote></figure>\n");
    }

    /// The sentence with the words on which it differs in bold.
    fn marked(&self, judgement: &Judgement, piece: &Evidence, article: &Article, out: &mut String) {
        let whole = piece.place.range.clone();
        let differs = judgement.findings.iter().flat_map(|finding| &finding.reasons).find_map(|reason| {
            let places: Vec<&copydesk_checking::Place> = match reason {
                Reason::Differs { place, .. } | Reason::Speaker { place, .. } => vec![place],
                Reason::Disagree { values, .. } => values.iter().map(|(_, place)| place).collect(),
                _ => Vec::new(),
            };
            let own = places.into_iter().find(|place| {
                place.article == piece.place.article
                    && whole.start <= place.range.start
                    && place.range.end <= whole.end
            });
            own.map(|place| place.range.clone())
        });
        let text = |range: Range<usize>| escape(&spaced(article.text.get(range).unwrap_or("")));
        match differs.filter(|range| range.len() < whole.len()) {
            Some(range) => {
                let _ = write!(
                    out,
                    "{}<strong>{}</strong>{}",
                    text(whole.start..range.start),
                    text(range.clone()),
                    text(range.end..whole.end)
                );
            }
            None => out.push_str(&escape(&copydesk_text::one_line(&piece.text))),
        }
    }
}

/// Line breaks as spaces; those at the ends stay, as other words follow.
fn spaced(text: &str) -> String {
    text.replace(['\n', '\r', '\t'], " ")
}
