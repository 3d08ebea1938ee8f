//! `--format human`: each finding under its line of the draft, with the line of the source beneath it.

use super::level::{LEVELS, VERDICTS};
use super::load::sources_line;
use super::progress::Progress;
use super::{Checked, Outcome, count, credit};
use annotate_snippets::renderer::{DEFAULT_TERM_WIDTH, DecorStyle};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use anyhow::Result;
use copydesk_checking::message::field_name;
use copydesk_checking::{Finding, Judgement, Place, Reason, Severity, Stance, Verdict};
use copydesk_desk::marks::{By, MARKS_FILE};
use copydesk_library::Article;
use copydesk_text::one_line;
use rayon::prelude::*;
use std::collections::HashMap;
use std::io::{IsTerminal, Write};
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

/// Source lines shown under one finding.
const SHOWN: usize = 3;

/// Bytes of a very long line that are shown on each side of what is underlined; a terminal shows fewer.
const AROUND: usize = 600;

/// Statements that are written at once, by all threads.
const AT_ONCE: usize = 1024;

/// Prints every finding and what was counted.
///
/// `verbose` prints the claims without findings too, `ignored` what was left be and what was verified otherwise.
pub(super) fn print(outcome: &Outcome, verbose: bool, ignored: bool, out: &mut impl Write) -> Result<()> {
    let terminal = std::io::stdout().is_terminal();
    let styled = terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
    let width = terminal.then(terminal_width).flatten().unwrap_or(DEFAULT_TERM_WIDTH);
    let renderer = renderer
        .decor_style(if terminal { DecorStyle::Unicode } else { DecorStyle::Ascii })
        .term_width(width.max(60));
    let page = Page { outcome, renderer, verbose, lines: Lines::default() };
    let statements = outcome.drafts.iter().map(|draft| draft.judgements.len()).sum();
    // On a terminal what is printed says itself how far it is.
    let progress = (!terminal).then(|| Progress::new("Writing", "statements", statements));
    for draft in &outcome.drafts {
        for some in draft.judgements.chunks(AT_ONCE) {
            let written: Vec<String> =
                some.par_iter().map(|judgement| page.statement(draft, judgement)).collect();
            for text in written {
                out.write_all(text.as_bytes())?;
                progress.iter().for_each(Progress::step);
            }
        }
    }
    drop(progress);
    if ignored {
        for draft in &outcome.drafts {
            marks(draft, &page.lines, out)?;
        }
    }
    summary(outcome, out)
}

/// What is not shown of a draft, and why; what was verified otherwise, by whom.
fn marks(draft: &Checked, lines: &Lines, out: &mut impl Write) -> Result<()> {
    let line = |at: usize| lines.of(&draft.article.text, at);
    for silenced in &draft.marked.ignored {
        let finding = &silenced.finding;
        let by = match &silenced.by {
            By::Comment(_) => "by a comment in the draft".to_owned(),
            By::Entry(entry) if entry.fact.is_none() => format!("in the whole file, by {MARKS_FILE}"),
            By::Entry(_) => format!("by {MARKS_FILE}"),
        };
        let reason = silenced.reason.as_ref().map_or(String::new(), |reason| format!(": {reason}"));
        writeln!(
            out,
            "ignored[{}]: {}\n  {}:{}, {by}{reason}\n",
            finding.code.name(),
            finding.message,
            draft.shown,
            line(finding.range.start),
        )?;
    }
    for verified in &draft.marked.verified {
        let mark = &verified.mark;
        let on = mark.on.map_or(String::new(), |on| format!(", {}", on.strftime("%-d %B %Y")));
        writeln!(
            out,
            "verified: {}\n  {}:{}, by {}{on}: {}\n",
            one_line(&verified.text),
            draft.shown,
            line(verified.range.start),
            mark.by,
            mark.note,
        )?;
    }
    Ok(())
}

fn terminal_width() -> Option<usize> {
    terminal_size::terminal_size().map(|(width, _)| usize::from(width.0))
}

/// What is printed of the statements, and how.
struct Page<'a> {
    outcome: &'a Outcome,
    renderer: Renderer,
    verbose: bool,
    lines: Lines,
}

impl Page<'_> {
    /// All that is printed of one statement.
    fn statement(&self, draft: &Checked, judgement: &Judgement) -> String {
        if judgement.findings.is_empty() {
            return if self.verbose { quiet(self.outcome, draft, judgement) } else { String::new() };
        }
        let reports = judgement.findings.iter().map(|finding| self.report(draft, judgement, finding));
        reports.map(|report| format!("{}\n\n", self.renderer.render(&[report]))).collect()
    }

    fn report<'a>(&self, draft: &'a Checked, judgement: &'a Judgement, finding: &'a Finding) -> Group<'a>
    where
        Self: 'a,
    {
        let level = match finding.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Information => Level::INFO.with_name("information"),
            Severity::Hint => Level::HELP.with_name("hint"),
        };
        let group = Group::with_title(level.primary_title(finding.message.as_str()).id(finding.code.name()));
        let (article, path) = (&draft.article, draft.shown.clone());
        let mut group = self.add(group, article, path, &finding.range, AnnotationKind::Primary, None);
        let desk = self.outcome.desk(draft);
        for place in places(judgement, finding).into_iter().take(SHOWN) {
            if let Some(article) = desk.library.get(&place.article) {
                let path = desk.shown(&article.id);
                let label = Some(credit(article));
                group = self.add(group, article, path, &place.range, AnnotationKind::Context, label);
            }
        }
        for (name, text) in fields(judgement, finding) {
            group = group.element(Level::NOTE.with_name(name).message(text));
        }
        // Once a statement: under its first finding.
        if judgement.findings.first() == Some(finding) {
            for part in judgement.parts.iter() {
                let text = one_line(&copydesk_checking::message::part(part, &desk.library));
                group = group.element(Level::NOTE.with_name("clause").message(text));
            }
        }
        for fix in &finding.fixes {
            group = group.element(Level::HELP.with_name("fix").message(fix.title.as_str()));
        }
        group
    }

    /// Adds the lines of an article that hold `range`, underlined there. Of very long lines only what stands around it is
    /// handed to the renderer, whose time grows with them.
    fn add<'a>(
        &self,
        group: Group<'a>,
        article: &Article,
        path: String,
        range: &Range<usize>,
        kind: AnnotationKind,
        label: Option<String>,
    ) -> Group<'a> {
        let text: &Arc<str> = &article.text;
        let end = range.end.min(text.len());
        let start = range.start.min(end);
        let first = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let last = text[end..].find('\n').map_or(text.len(), |at| end + at);
        let line = self.lines.of(text, first);
        let from = if start - first > 2 * AROUND { boundary(text, start - AROUND) } else { first };
        let to = if last - end > 2 * AROUND { boundary(text, end + AROUND) } else { last };
        let lines = text[from..to].trim_end_matches('\r');
        let span = (start - from).min(lines.len())..(end - from).min(lines.len());
        let snippet =
            Snippet::source(lines.to_owned()).line_start(line).annotation(kind.span(span).label(label));
        if from == first {
            return group.element(snippet.path(path));
        }
        let column = text[first..start].chars().count() + 1;
        group.element(Origin::path(path).line(line).char_column(column)).element(snippet)
    }
}

/// Where the lines of texts end: counted once, not for each finding.
#[derive(Default)]
struct Lines(Mutex<HashMap<usize, Arc<[usize]>>>);

impl Lines {
    /// The line that byte `at` of a text stands in, from 1. The text must not go away while these are used.
    fn of(&self, text: &Arc<str>, at: usize) -> usize {
        let known = |lines: &mut HashMap<usize, Arc<[usize]>>| {
            let place = text.as_ptr().addr();
            lines.entry(place).or_insert_with(|| text.match_indices('\n').map(|(at, _)| at).collect()).clone()
        };
        let ends = known(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner));
        ends.partition_point(|&end| end < at) + 1
    }
}

/// The fields of the claim beside those of the evidence that a finding rests on: what differs, then what agrees.
fn fields(judgement: &Judgement, finding: &Finding) -> Vec<(&'static str, String)> {
    let piece = places(judgement, finding).first().and_then(|place| {
        judgement.evidence.iter().find(|piece| {
            let sentence = &piece.place;
            sentence.article == place.article
                && sentence.range.start <= place.range.start
                && place.range.end <= sentence.range.end
        })
    });
    let Some(piece) = piece else { return Vec::new() };
    let mut rows = Vec::new();
    for field in piece.fields.iter().filter(|field| field.agrees == Some(false)) {
        // As many, of something else: what that is stands in the lines above.
        if field.draft == field.source {
            continue;
        }
        let name = field_name(field.name, &field.draft);
        rows.push(("differs", format!("{name}: draft “{}”, source “{}”", field.draft, field.source)));
    }
    let same: Vec<String> = piece
        .fields
        .iter()
        .filter(|field| field.agrees == Some(true))
        .map(|field| format!("{} “{}”", field_name(field.name, &field.draft), field.draft))
        .collect();
    if !same.is_empty() {
        rows.push(("agrees", same.join(", ")));
    }
    rows
}

/// A claim without findings: its verdict, the sentence that decided it, and why nothing was said.
fn quiet(outcome: &Outcome, draft: &Checked, judgement: &Judgement) -> String {
    let mut lines = vec![format!("{}: {}", judgement.verdict.name(), one_line(&judgement.text))];
    if judgement.verdict != Verdict::NotCheckable {
        let desk = outcome.desk(draft);
        if let Some(piece) = judgement.evidence.first()
            && let Some(article) = desk.library.get(&piece.place.article)
        {
            lines.push(format!("    {}: {}", credit(article), one_line(&piece.text)));
        }
        for part in judgement.parts.iter() {
            lines.push(format!(
                "    clause {}",
                one_line(&copydesk_checking::message::part(part, &desk.library))
            ));
        }
        if let Some(why) = copydesk_checking::message::why(judgement) {
            lines.push(format!("    support {why}"));
        }
        lines.extend(judgement.abstained.iter().map(|reason| format!("    not said: {}", one_line(reason))));
    }
    lines.join("\n") + "\n\n"
}

/// Where the sources show what a finding says: what its reasons point at, else the best sentence that bears on the claim.
fn places<'a>(judgement: &'a Judgement, finding: &'a Finding) -> Vec<&'a Place> {
    let mut places: Vec<&Place> = Vec::new();
    for reason in &finding.reasons {
        match reason {
            Reason::Differs { place, .. } | Reason::Speaker { place, .. } => places.push(place),
            Reason::Disagree { values, .. } => places.extend(values.iter().map(|(_, place)| place)),
            Reason::Cited { better, .. } | Reason::OneOrigin { places: better } => places.extend(better),
            Reason::Weekday { .. } => {}
            // A statement nothing speaks of, an entry without a file: there is nothing to show.
            Reason::NotFound { what: "statement" | "source-entry" | "source-file" | "quotation", .. } => {}
            Reason::NotFound { .. } => {
                let speaks = judgement.evidence.iter().find(|piece| piece.stance != Stance::Contradicts);
                places.extend(speaks.map(|piece| &piece.place));
            }
        }
    }
    let mut seen = Vec::new();
    places.retain(|place| {
        let new = !seen.contains(&&place.article);
        seen.push(&place.article);
        new
    });
    places
}

/// The nearest end of a character at or before byte `at`.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// Every level and every verdict, counted.
fn summary(outcome: &Outcome, out: &mut impl Write) -> Result<()> {
    for desk in &outcome.desks {
        for (path, reason) in &desk.unread {
            writeln!(out, "not read: {path}: {reason}")?;
        }
    }
    let judgements: Vec<&Judgement> = outcome.drafts.iter().flat_map(|draft| &draft.judgements).collect();
    let sources: Vec<String> = outcome.desks.iter().map(sources_line).collect();
    writeln!(
        out,
        "{} held against {}: {}",
        count(outcome.drafts.len(), "draft"),
        sources.join(" and "),
        count(judgements.len(), "claim"),
    )?;
    let verdicts: Vec<String> = VERDICTS
        .into_iter()
        .map(|verdict| (verdict, judgements.iter().filter(|j| j.verdict == verdict).count()))
        // Most drafts have no such mark.
        .filter(|(verdict, n)| *n > 0 || *verdict != Verdict::Verified)
        .map(|(verdict, n)| format!("{n} {}", verdict.name()))
        .collect();
    writeln!(out, "  {}", verdicts.join(", "))?;
    let levels = LEVELS.map(|(level, name)| {
        let n = judgements.iter().flat_map(|j| &j.findings).filter(|f| f.severity == level).count();
        // "information" is not counted in English.
        if level == Severity::Information { format!("{n} {name}") } else { count(n, name) }
    });
    writeln!(out, "  {}", levels.join(", "))?;
    let ignored: usize = outcome.drafts.iter().map(|draft| draft.marked.ignored.len()).sum();
    if ignored > 0 {
        writeln!(out, "  {ignored} ignored (--show-ignored lists them)")?;
    }
    Ok(())
}
