//! The report: the annotated draft that a fact-checker signs, as one page that needs nothing else.
//!
//! Everything stands in the page as text, so it reads and prints without script; script adds filters, keys and the
//! sign-off. A block of the draft and what is said of it are one row, and rows out of sight are not laid out. Of a draft of
//! many statements the page has the text, and what is said of it as data that script sets beside it where the reader is.

mod blocks;
mod packed;
mod rows;

use crate::coverage::picture;
use crate::name::{count, origins};
use crate::timeline::{Timeline, day, outlets};
use crate::{Coverage, Story, label, source_line};
use copydesk_checking::{Judgement, Verdict};
use copydesk_library::Article;
use rustc_hash::FxHasher;
use std::fmt::Write;
use std::hash::{Hash, Hasher};
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
    let verdicts: Vec<(&str, &str, &str)> =
        VERDICTS.iter().map(|(verdict, sign, name)| (verdict.name(), *sign, *name)).collect();
    let verdicts = serde_json::to_string(&verdicts).unwrap_or_default();
    let _ = writeln!(out, "<main data-verdicts=\"{}\">", escape(&verdicts));
    out += "<section id=\"draft\" aria-labelledby=\"draft-h\">\n<h2 id=\"draft-h\">The draft</h2>\n";
    let packed = rows::Rows::new(story, input).write(&mut out);
    out += "</section>\n";
    timeline_section(story, input, &mut out);
    coverage_section(story, input, &mut out);
    sources_section(story, input, &mut out);
    if let Some(packed) = packed {
        let _ = writeln!(out, "<script type=\"application/json\" id=\"data\">{}</script>", packed.json());
    }
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
         <label>Find <input type=\"search\" id=\"find\" size=\"14\" autocomplete=\"off\"></label> <span id=\"found\"></span> \
         <label><input type=\"checkbox\" id=\"keys\" checked> keys: <kbd>j</kbd> next, <kbd>k</kbd> previous, <kbd>x</kbd> sign off, \
         <kbd>e</kbd> evidence, <kbd>/</kbd> find</label></div>\n\
         <nav aria-label=\"Parts of the report\"><a href=\"#draft\">Draft</a> <a href=\"#timeline\">Timeline</a> \
         <a href=\"#coverage\">Coverage</a> <a href=\"#sources\">Sources</a></nav>\n</header>\n",
    );
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
        let _ = writeln!(
            out,
            "<li><span class=\"day\">{}</span><span class=\"dots\" aria-hidden=\"true\">{}</span><div>{}{left}{ahead}<br><span class=\"by\">{}; {}</span></div></li>",
            day(&entry.when),
            // Of an unknown origin: an empty one.
            if entry.origins == 0 { "○".to_owned() } else { "●".repeat(entry.origins.min(8)) },
            escape(&entry.text),
            escape(&outlets(story, &entry.citations)),
            origins(entry.origins),
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
                origins(point.origins)
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

/// As text of a page, or the value of an attribute in quotation marks.
pub(crate) fn escape(text: &str) -> String {
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
