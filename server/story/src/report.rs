//! The report: the annotated draft that a fact-checker signs, as one page that needs nothing else.
//!
//! Everything stands in the page as text, so it reads and prints without script; script adds filters, keys and the
//! sign-off. A block of the draft and what is said of it are one row, and rows out of sight are not laid out.

mod blocks;

use crate::coverage::picture;
use crate::timeline::{Timeline, day};
use crate::{Coverage, Story, label, source_line};
use blocks::Blocks;
use copydesk_checking::{Evidence, Finding, Judgement, Reason, Severity, Stance, Verdict};
use copydesk_library::Article;
use rustc_hash::FxHasher;
use std::fmt::Write;
use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;

const STYLE: &str = include_str!("report/style.css");
const SCRIPT: &str = include_str!("report/script.js");

/// Every verdict: its class, its sign (so that colour is not needed), what people call it.
const VERDICTS: [(Verdict, &str, &str); 7] = [
    (Verdict::Contradicted, "✗", "contradicted"),
    (Verdict::Disputed, "⇄", "disputed"),
    (Verdict::Unsupported, "?", "unsupported"),
    (Verdict::PartlySupported, "◐", "partly supported"),
    (Verdict::Supported, "✓", "supported"),
    (Verdict::Verified, "☑", "verified otherwise"),
    (Verdict::NotCheckable, "–", "not checkable"),
];

/// Statements from which those without findings show one sentence of evidence.
const MANY: usize = 3000;

/// What a report is made of.
#[derive(Debug)]
pub struct Input<'a> {
    /// The draft.
    pub draft: &'a Arc<Article>,
    /// What was found in it.
    pub judgements: &'a [Judgement],
    /// Its path as people call it.
    pub shown: &'a str,
    /// Its timeline and coverage.
    pub timeline: &'a Timeline,
    /// The coverage.
    pub coverage: &'a Coverage,
    /// Files that could not be read as sources, and why.
    pub unread: &'a [(String, String)],
}

/// The page.
pub fn report(story: &Story, input: &Input<'_>) -> String {
    let title = input.draft.meta.title.clone().unwrap_or_else(|| input.shown.to_owned());
    let mut hasher = FxHasher::default();
    (input.shown, &input.draft.meta.title).hash(&mut hasher);
    let mut out = String::with_capacity(input.draft.text.len() * 6 + 40_000);
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"en\" data-store=\"copydesk:{:016x}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; \
         script-src 'unsafe-inline'; img-src data:\">\n<title>{} – fact-check report</title>\n<style>{STYLE}</style>\n\
         </head>\n<body>\n<a class=\"skip\" href=\"#draft\">Skip to the draft</a>\n",
        hasher.finish(),
        escape(&title),
    );
    head(input, &title, &mut out);
    out += "<main>\n<section id=\"draft\" aria-labelledby=\"draft-h\">\n<h2 id=\"draft-h\">The draft</h2>\n";
    Rows { story, input, next: 0 }.write(&mut out);
    out += "</section>\n";
    timeline_section(story, input, &mut out);
    coverage_section(story, input, &mut out);
    sources_section(story, input, &mut out);
    let _ = write!(
        out,
        "</main>\n<p id=\"said\" role=\"status\" class=\"hidden\"></p>\n<script>{SCRIPT}</script>\n</body>\n</html>\n"
    );
    out
}

fn head(input: &Input<'_>, title: &str, out: &mut String) {
    let count = |verdict| input.judgements.iter().filter(|j| j.verdict == verdict).count();
    let _ = write!(
        out,
        "<header>\n<h1>{}</h1>\n<p class=\"sub\">Fact-check report of <code>{}</code>: {} statements held against {} sources of {} \
         independent origins.</p>\n<div class=\"filters\" role=\"group\" aria-label=\"Show statements that are\">\n",
        escape(title),
        escape(input.shown),
        input.judgements.len(),
        input.coverage.sources.len(),
        input.coverage.origins.len(),
    );
    for (verdict, sign, name) in VERDICTS {
        let n = count(verdict);
        if n > 0 {
            let _ = writeln!(
                out,
                "<button type=\"button\" class=\"f v-{0}\" data-v=\"{0}\" aria-pressed=\"true\"><span aria-hidden=\"true\">{sign}</span> \
                 {n} {name}</button>",
                verdict.name(),
            );
        }
    }
    out.push_str(
        "<button type=\"button\" id=\"open\" aria-pressed=\"false\">only what is not signed off</button>\n</div>\n\
         <div class=\"tools\"><span id=\"count\">0 signed off</span> <label>Your initials <input id=\"who\" size=\"4\" \
         autocomplete=\"off\"></label> <button type=\"button\" id=\"export\">Export sign-off</button> \
         <label><input type=\"checkbox\" id=\"keys\" checked> keys: <kbd>j</kbd> next, <kbd>k</kbd> previous, <kbd>x</kbd> sign off, \
         <kbd>e</kbd> evidence</label></div>\n\
         <nav aria-label=\"Parts of the report\"><a href=\"#draft\">Draft</a> <a href=\"#timeline\">Timeline</a> \
         <a href=\"#coverage\">Coverage</a> <a href=\"#sources\">Sources</a></nav>\n</header>\n",
    );
}

/// The draft, block by block, with what is said of its statements.
struct Rows<'a> {
    story: &'a Story,
    input: &'a Input<'a>,
    /// The next judgement.
    next: usize,
}

impl Rows<'_> {
    fn write(mut self, out: &mut String) {
        let blocks = Blocks::of(self.input.draft);
        for block in blocks {
            let from = self.next;
            while self.input.judgements.get(self.next).is_some_and(|j| j.range.start < block.range.end) {
                self.next += 1;
            }
            let own = &self.input.judgements[from..self.next];
            let _ = write!(
                out,
                "<div class=\"row{}\">\n<div class=\"text\">",
                if own.is_empty() { " bare" } else { "" }
            );
            let tag = block.tag;
            let _ = write!(out, "<{tag}>");
            let text = self.input.draft.text.get(block.range.clone()).unwrap_or("");
            let marks = if tag == "h3" { text.len() - text.trim_start_matches(['#', ' ']).len() } else { 0 };
            self.prose(&(block.range.start + marks..block.range.end), own, from, out);
            let _ = writeln!(out, "</{tag}></div>");
            if !own.is_empty() {
                out.push_str("<ol class=\"cards\">\n");
                for (index, judgement) in own.iter().enumerate() {
                    self.card(from + index, judgement, out);
                }
                out.push_str("</ol>\n");
            }
            out.push_str("</div>\n");
        }
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
        let mut hasher = FxHasher::default();
        judgement.text.hash(&mut hasher);
        let _ = write!(
            out,
            "<li class=\"card v-{0}\" id=\"s{number}\" data-v=\"{0}\" data-k=\"{1:016x}\" tabindex=\"-1\">\n<p class=\"verdict\"><b>{number}</b> \
             <span class=\"tag\"><span aria-hidden=\"true\">{sign}</span> {name}</span>",
            judgement.verdict.name(),
            hasher.finish(),
        );
        if let Some(covered) = self.covered(judgement) {
            let _ = write!(out, " <span class=\"by\">{}</span>", escape(&covered));
        }
        out.push_str("</p>\n");
        let _ = writeln!(
            out,
            "<blockquote class=\"claim\">{}</blockquote>",
            escape(&crate::one_line(&judgement.text))
        );
        for finding in &judgement.findings {
            self.finding(finding, out);
        }
        let (first, rest) = match judgement.evidence.split_first() {
            Some((first, rest)) => (Some(first), rest),
            None => (None, judgement.evidence.as_ref()),
        };
        if let Some(piece) = first {
            self.evidence(judgement, piece, out);
        }
        // A book of a draft would make a page that no browser likes: what is supported shows its best sentence there.
        let brief = self.input.judgements.len() > MANY && judgement.findings.is_empty();
        let rest: Vec<&Evidence> =
            rest.iter().filter(|p| !brief && (p.stance != Stance::Related || p.score >= 0.4)).collect();
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
        Some(format!("{}, {}", count(covered.citations.len(), "source"), count(covered.origins, "origin")))
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
            Stance::Related => "speaks of it",
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
            let _ = write!(out, "{} ", escape(&crate::one_line(&before.text)));
        }
        out.push_str("<mark>");
        self.marked(judgement, piece, article, out);
        out.push_str("</mark>");
        if let Some(after) = near(Some(at + 1)) {
            let _ = write!(out, " {}", escape(&crate::one_line(&after.text)));
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
            None => out.push_str(&escape(&crate::one_line(&piece.text))),
        }
    }
}

fn called(verdict: Verdict) -> (&'static str, &'static str) {
    VERDICTS.iter().find(|(other, ..)| *other == verdict).map_or(("", ""), |(_, sign, name)| (sign, name))
}

fn timeline_section(story: &Story, input: &Input<'_>, out: &mut String) {
    out.push_str(
        "<section id=\"timeline\" aria-labelledby=\"timeline-h\">\n<h2 id=\"timeline-h\">Timeline</h2>\n",
    );
    if input.timeline.entries.is_empty() {
        out.push_str("<p>No source dates anything it tells.</p>\n");
    }
    out.push_str("<ol class=\"line\">\n");
    for entry in &input.timeline.entries {
        let left = if entry.in_draft == Some(false) {
            " <span class=\"tag left\">not in the draft</span>"
        } else {
            ""
        };
        let ahead = if entry.ahead { " <span class=\"tag\">ahead at the time</span>" } else { "" };
        let mut names: Vec<String> = Vec::new();
        for piece in &entry.citations {
            if let Some(index) = story.index_of(&piece.source) {
                let name = label(&story.articles[index]);
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        let _ = writeln!(
            out,
            "<li><span class=\"day\">{}</span><span class=\"dots\" aria-hidden=\"true\">{}</span><div>{}{left}{ahead}<br><span class=\"by\">{}; {}</span></div></li>",
            day(&entry.when),
            "●".repeat(entry.origins.clamp(1, 8)),
            escape(&entry.text),
            escape(&names.join(", ")),
            count(entry.origins, "origin"),
        );
    }
    out.push_str("</ol>\n");
    if !input.timeline.beyond.is_empty() {
        out.push_str("<h3>In the draft and in no source</h3>\n<ul>\n");
        for own in &input.timeline.beyond {
            let missing = if own.unheard.is_empty() {
                String::new()
            } else {
                format!(" <span class=\"by\">in no source: {}</span>", escape(&own.unheard.join(", ")))
            };
            let _ = writeln!(out, "<li><b>{}</b> {}{missing}</li>", day(&own.when), escape(&own.text));
        }
        out.push_str("</ul>\n");
    }
    out.push_str("</section>\n");
}

fn coverage_section(story: &Story, input: &Input<'_>, out: &mut String) {
    let all = input.coverage;
    out.push_str(
        "<section id=\"coverage\" aria-labelledby=\"coverage-h\">\n<h2 id=\"coverage-h\">Coverage</h2>\n",
    );
    let most = all.sources.iter().map(|source| source.bears_out).max().unwrap_or(0).max(1);
    out.push_str("<table class=\"bars\"><caption>Statements of the draft that each source bears out</caption><thead><tr><th scope=\"col\">source</th><th scope=\"col\">statements</th></tr></thead><tbody>\n");
    for source in &all.sources {
        let _ = writeln!(
            out,
            "<tr><th scope=\"row\">{}</th><td><span class=\"bar\" style=\"width:{}%\"></span> {}</td></tr>",
            escape(&source.name),
            source.bears_out * 80 / most,
            source.bears_out
        );
    }
    out.push_str("</tbody></table>\n<div class=\"graph\" tabindex=\"0\" role=\"group\" aria-label=\"How the sources hang together\">\n");
    out.push_str(&picture(all));
    out.push_str("</div>\n");
    if !all.disputes.is_empty() {
        out.push_str("<h3>Where sources disagree</h3>\n<ul>\n");
        for dispute in &all.disputes {
            let values: Vec<String> = dispute
                .values
                .iter()
                .map(|value| {
                    let name = story.index_of(&value.said.source).map(|index| label(&story.articles[index]));
                    format!(
                        "<b>{}</b> ({}: “{}”)",
                        escape(&value.text),
                        escape(&name.unwrap_or_default()),
                        escape(&value.said.text)
                    )
                })
                .collect();
            let _ = writeln!(
                out,
                "<li>{}</li>",
                values.join(if dispute.disagree { " against " } else { ", later " })
            );
        }
        out.push_str("</ul>\n");
    }
    if !all.omitted.is_empty() {
        out.push_str("<details><summary>Reported, and not in the draft: ");
        let _ = write!(out, "{}</summary>\n<ul>\n", count(all.omitted.len(), "statement"));
        for point in all.omitted.iter().take(200) {
            let _ = writeln!(
                out,
                "<li>{} <span class=\"by\">{}</span></li>",
                escape(&point.text),
                count(point.origins, "origin")
            );
        }
        out.push_str("</ul></details>\n");
    }
    out.push_str("</section>\n");
}

fn sources_section(story: &Story, input: &Input<'_>, out: &mut String) {
    out.push_str(
        "<section id=\"sources\" aria-labelledby=\"sources-h\">\n<h2 id=\"sources-h\">Sources</h2>\n<ol>\n",
    );
    for (article, source) in story.articles.iter().zip(&input.coverage.sources) {
        let assumed = if source.assumed { " (day assumed)" } else { "" };
        let origin = source.origin.and_then(|origin| input.coverage.origins.get(origin));
        let origin = origin.map_or("origin unknown: it collects what others report".to_owned(), |o| {
            format!("origin: {}", o.name)
        });
        let _ = writeln!(
            out,
            "<li>{}{assumed} <span class=\"by\">{}; <code>{}</code></span></li>",
            escape(&source_line(article)),
            escape(&origin),
            escape(&article.id)
        );
    }
    out.push_str("</ol>\n");
    if !input.unread.is_empty() {
        out.push_str("<h3>Not read</h3>\n<ul>\n");
        for (path, why) in input.unread {
            let _ = writeln!(out, "<li><code>{}</code>: {}</li>", escape(path), escape(why));
        }
        out.push_str("</ul>\n");
    }
    out.push_str("</section>\n");
}

fn count(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}

/// Line breaks as spaces; those at the ends stay, as other words follow.
fn spaced(text: &str) -> String {
    text.replace(['\n', '\r', '\t'], " ")
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}
