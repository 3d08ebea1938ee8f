//! Hovers: a statement with its verdict and evidence, a citation with its source, a mention with its value and where
//! else it stands, and how far the sources are read.

use super::when;
use crate::pool::guarded;
use crate::view::{Status, View};
use copydesk_checking::message::{field_name, related};
use copydesk_checking::{Code, Evidence, Finding, Judgement, Place, Stance, Verdict};
use copydesk_desk::{CitationCard, MentionCard, Resting, Site};
use copydesk_tagging::Kind;
use std::ops::Range as Bytes;
use std::sync::Arc;
use tower_lsp::ls_types::{Hover, HoverContents, MarkupContent, MarkupKind, Position};

/// Origins, sources or drafts that are shown.
const MOST: usize = 4;
/// Places shown of one source.
const PLACES: usize = 3;

/// What is known of the place at a position.
pub(crate) fn hover(view: &View, at: Position) -> Option<Hover> {
    let offset = view.offset(at);
    let found = view.snapshot.hover(offset);
    let mut page = Page { markdown: view.client.markdown, text: String::new() };
    if let Some(found) = &found {
        if let Some(citation) = &found.citation {
            page.citation(view, citation);
        }
        // An entry of the source list states nothing.
        let entry = found.citation.as_ref().is_some_and(|citation| citation.statements.is_some());
        if let Some(statement) = found.statement.as_ref().filter(|_| !entry) {
            page.statement(view, statement, offset);
        }
        if let Some(mention) = &found.mention {
            page.mention(view, mention);
            if mention.looking {
                learn(view);
            }
        }
        page.resting(view, &found.resting);
    }
    page.status(view);
    let text = page.text.trim().to_owned();
    (!text.is_empty()).then(|| Hover {
        contents: HoverContents::Markup(MarkupContent {
            kind: if view.client.markdown { MarkupKind::Markdown } else { MarkupKind::PlainText },
            value: text,
        }),
        range: found.map(|found| view.range(found.range)),
    })
}

/// Looks through the sources on a thread of its own: nobody waits for it, and with very many of them it takes seconds.
fn learn(view: &View) {
    let snapshot = view.snapshot.clone();
    let work = move || guarded("looking through the sources", || snapshot.learn());
    std::thread::Builder::new().name("learning".to_owned()).spawn(work).ok();
}

/// A piece of evidence as the documentation of a completion.
pub(super) fn evidence_text(view: &View, evidence: &Evidence) -> String {
    let mut page = Page { markdown: view.client.completion_markdown, text: String::new() };
    page.evidence(view, evidence, true, related(Verdict::Supported));
    page.text.trim().to_owned()
}

struct Page {
    markdown: bool,
    text: String,
}

impl Page {
    fn paragraph(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push_str("\n\n");
    }

    fn strong(&self, text: &str) -> String {
        if self.markdown { format!("**{}**", plain(text)) } else { text.to_owned() }
    }

    /// Text of somebody else's.
    fn quoted(&self, text: &str) -> String {
        if self.markdown { plain(text) } else { text.to_owned() }
    }

    fn link(&self, target: &str, name: &str) -> String {
        if self.markdown { format!("[{}]({target})", plain(name)) } else { name.to_owned() }
    }

    fn statement(&mut self, view: &View, judgement: &Judgement, offset: usize) {
        // While sources are being read, or where there are none, nothing is called unsupported.
        let early = !matches!(view.status, Status::Ready);
        if !(early && matches!(judgement.verdict, Verdict::Unsupported | Verdict::PartlySupported)) {
            self.verdict(view, judgement, offset);
        }
        if !early {
            self.clauses(view, judgement);
        }
        self.origins(view, judgement);
        if let Some(why) = copydesk_checking::message::why(judgement).filter(|_| !early) {
            self.paragraph(&format!("Support {why}."));
        }
        self.not_flagged(judgement);
    }

    /// The verdict, and what is wrong; first with the words under the pointer.
    fn verdict(&mut self, view: &View, judgement: &Judgement, offset: usize) {
        let verdict = match judgement.verdict {
            Verdict::Supported => "Supported",
            Verdict::PartlySupported => "Partly supported",
            Verdict::Contradicted => "Contradicted",
            Verdict::Disputed => "Disputed: sources disagree",
            Verdict::Unsupported => "Not supported by any source",
            Verdict::Verified => "Verified otherwise",
            Verdict::NotCheckable if judgement.findings.iter().any(|found| found.code == Code::TooLong) => {
                "Not checked: too long"
            }
            Verdict::NotCheckable if !judgement.abstained.is_empty() => "Not checked",
            Verdict::NotCheckable => "Not checked: a question, an opinion or advice",
        };
        let line = self.strong(verdict);
        self.paragraph(&line);
        let here = |finding: &&Finding| finding.range.start <= offset && offset <= finding.range.end;
        let mut findings: Vec<&Finding> = judgement.findings.iter().collect();
        findings.retain(|finding| !(view.client.findings_shown && here(finding)));
        findings.sort_by_key(|finding| !here(finding));
        for finding in findings {
            let line = format!("{} ({})", self.quoted(&finding.message), finding.code.name());
            self.paragraph(&line);
        }
    }

    /// Which source has which clause, where they do not have all of them alike.
    fn clauses(&mut self, view: &View, judgement: &Judgement) {
        if judgement.parts.is_empty() {
            return;
        }
        self.paragraph("Clause by clause:");
        for part in judgement.parts.iter() {
            let line = self.quoted(&copydesk_checking::message::part(part, &view.snapshot.library));
            self.text.push_str(&format!("{} {line}\n", if self.markdown { "-" } else { "  \u{b7}" }));
        }
        self.text.push('\n');
    }

    /// The evidence, origin by origin.
    fn origins(&mut self, view: &View, judgement: &Judgement) {
        let mut shown = 0;
        let mut origins = view.snapshot.by_origin(&judgement.evidence);
        if judgement.verdict == Verdict::Contradicted {
            // What decided it is read first.
            origins.sort_by_key(|origin| origin.iter().all(|piece| piece.stance != Stance::Contradicts));
        }
        for origin in origins.iter().take(MOST) {
            let mut articles: Vec<&Arc<str>> = Vec::new();
            for (at, evidence) in origin.iter().enumerate() {
                let article = &evidence.place.article;
                let other = evidence.stance != Stance::Related && evidence.stance != origin[0].stance;
                // Of a copy its place is enough; of one article its best sentence, and one that says otherwise.
                if at == 0 || other {
                    // What was looked for and not found is said of what is nearest; of the rest what bears on it.
                    let all = shown == 0 || evidence.stance != Stance::Related;
                    self.evidence(view, evidence, all, related(judgement.verdict));
                } else if !articles.contains(&article) {
                    self.copy(view, evidence);
                }
                articles.push(article);
                shown += 1;
            }
        }
        if judgement.evidence.len() > shown {
            self.paragraph(&format!("and {} more.", judgement.evidence.len() - shown));
        }
    }

    /// What the sources that bear a statement out have as it has it.
    fn borne_out(&self, judgement: &Judgement) -> Vec<String> {
        let says = |evidence: &&Evidence| evidence.stance == Stance::Supports;
        let fields = judgement.evidence.iter().filter(says).flat_map(|evidence| &evidence.fields);
        fields.filter(|field| field.agrees == Some(true)).map(|field| field.draft.clone()).collect()
    }

    /// Why nothing was said of what differs. Of words that are flagged nobody wants to hear why they are not flagged
    /// otherwise, nor of those that a source bears out.
    fn not_flagged(&mut self, judgement: &Judgement) {
        let flagged: Vec<String> = judgement
            .findings
            .iter()
            .filter_map(|finding| {
                let start = finding.range.start.checked_sub(judgement.range.start)?;
                judgement.text.get(start..finding.range.end.checked_sub(judgement.range.start)?)
            })
            .map(str::to_owned)
            .chain(self.borne_out(judgement))
            .map(|words| format!("“{words}”"))
            .collect();
        let known = |reason: &&String| !flagged.iter().any(|words| reason.starts_with(words.as_str()));
        for reason in judgement.abstained.iter().filter(known) {
            let line = format!("Not flagged: {}", self.quoted(reason));
            self.paragraph(&line);
        }
    }

    fn citation(&mut self, view: &View, card: &CitationCard) {
        let name = match (&card.article, &card.entry) {
            (Some(article), _) => self.source(view, article),
            (None, Some(entry)) => entry.clone(),
            (None, None) => "no entry of the source list".to_owned(),
        };
        let line = format!("{} {}", self.quoted(&format!("[{}]", card.label)), self.strong(&name));
        self.paragraph(&line);
        if let Some(statements) = card.statements {
            if let Some(article) = &card.article {
                let whole = Place { article: article.clone(), range: 0..0 };
                let link = view.link(&whole).map(|(target, name)| self.link(&target, &name));
                if let Some(link) = link {
                    self.paragraph(&link);
                }
            } else {
                self.paragraph("This source is not among the files.");
            }
            self.paragraph(&match statements {
                0 => "Not cited in the text.".to_owned(),
                1 => "Cited once.".to_owned(),
                more => format!("Cited {more} times."),
            });
            return;
        }
        match (&card.evidence, &card.article) {
            (Some(evidence), _) => self.evidence(view, evidence, true, related(Verdict::Supported)),
            (None, Some(_)) => self.paragraph("Nothing in this source was found to bear on the statement."),
            (None, None) if card.entry.is_some() => self.paragraph("This source is not among the files."),
            (None, None) => {}
        }
    }

    /// A source as it is called, with its date.
    fn source(&self, view: &View, article: &Arc<str>) -> String {
        let mut name = view.snapshot.outlet(article);
        let source = view.snapshot.library.get(article);
        if let Some(date) = source.and_then(|source| source.meta.published) {
            name.push_str(&format!(", {}", date.strftime("%-d %B %Y")));
        }
        name
    }

    /// A source of an origin that was shown already.
    fn copy(&mut self, view: &View, evidence: &Evidence) {
        let name = self.source(view, &evidence.place.article);
        let link = view.link(&evidence.place).map(|(target, name)| self.link(&target, &name));
        let link = link.map_or_else(String::new, |link| format!(" \u{b7} {link}"));
        let line = format!("Of the same origin: {}{link}", self.quoted(&name));
        self.paragraph(&line);
    }

    /// A piece of evidence with its fields: all of them, or those that it has. `related` says how it stands to the statement
    /// where it neither supports nor contradicts it.
    fn evidence(&mut self, view: &View, evidence: &Evidence, all: bool, related: &str) {
        let name = self.source(view, &evidence.place.article);
        let stance = match evidence.stance {
            Stance::Supports => "supports",
            Stance::Contradicts => "says otherwise",
            Stance::Related => related,
        };
        let link = view.link(&evidence.place).map(|(target, name)| self.link(&target, &name));
        let text = self.quoted(&evidence.text);
        if self.markdown {
            let place = link.map_or_else(String::new, |link| format!(" \u{b7} {link}"));
            let head = format!("{} {stance}{place}", self.strong(&name));
            self.paragraph(&format!("{head}\n> {text}"));
        } else {
            let place = link.map_or_else(String::new, |name| format!(" ({name})"));
            self.paragraph(&format!("{name} {stance}{place}:\n  \u{201c}{text}\u{201d}"));
        }
        let fields = evidence.fields.iter().filter(|field| !field.draft.is_empty());
        let fields: Vec<_> = fields.filter(|field| all || !field.source.is_empty()).collect();
        if fields.is_empty() {
            return;
        }
        if self.markdown {
            self.text.push_str("| | draft | source | |\n|---|---|---|---|\n");
        }
        for field in fields {
            let mark = match field.agrees {
                Some(true) => "agrees",
                // As many, of something else.
                Some(false) if field.draft == field.source => "of another thing",
                Some(false) => "differs",
                None => "",
            };
            let name = field_name(field.name, &field.draft);
            let source = if field.source.is_empty() { "\u{2014}" } else { &field.source };
            let line = if self.markdown {
                format!("| {name} | {} | {} | {mark} |\n", plain(&field.draft), plain(source))
            } else {
                let mark = if mark.is_empty() { String::new() } else { format!(" ({mark})") };
                format!("  {name}: draft {}, source {source}{mark}\n", field.draft)
            };
            self.text.push_str(&line);
        }
        self.text.push('\n');
    }

    fn mention(&mut self, view: &View, card: &MentionCard) {
        let kind = match card.kind {
            Kind::Quote => "quote by",
            kind => kind.name(),
        };
        let when = when::told(&card.value).filter(|_| card.time);
        let mut line = format!("{kind}: {}", self.strong(when.as_deref().unwrap_or(&card.value)));
        // A day is told with its day of the week already.
        if let Some((first, last)) = card.days.filter(|(first, last)| first != last || when.is_none()) {
            let day = |date: jiff::civil::Date| date.strftime("%A, %-d %B %Y").to_string();
            line.push_str(&format!(" \u{b7} {}", day(first)));
            if first != last {
                line.push_str(&format!(" to {}", day(last)));
            }
        }
        if let Some(date) = card.against {
            line.push_str(&format!(", worked out from the draft's date, {}", date.strftime("%-d %B %Y")));
        } else if card.undated {
            line.push_str(", relative: the draft has no date");
        }
        if !card.names.is_empty() {
            line.push_str(&format!(" \u{b7} also {}", self.quoted(&card.names.join(", "))));
        }
        self.paragraph(&line);
        self.here(view, card);
        self.elsewhere(view, &card.elsewhere);
        if card.looking {
            self.paragraph("Where else it stands is being looked up: ask again in a moment.");
        }
    }

    /// Places of this document, by line.
    fn here(&mut self, view: &View, card: &MentionCard) {
        let line = |range: &Bytes<usize>| view.range(range.clone()).start.line + 1;
        let link = |name: &str, line: u32| self.link(&format!("{}#L{line}", view.uri.as_str()), name);
        let mut lines: Vec<u32> = card.here.iter().map(line).collect();
        lines.dedup();
        let (own, here) = (line(&card.range), lines.len());
        lines.retain(|at| *at != own);
        let mut places = Vec::new();
        if lines.len() < here {
            places.push(link("this line", own));
        }
        let more = lines.len().saturating_sub(2 * MOST);
        lines.truncate(2 * MOST);
        if !lines.is_empty() {
            let links: Vec<String> = lines.iter().map(|line| link(&line.to_string(), *line)).collect();
            let word = if lines.len() == 1 { "line" } else { "lines" };
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            places.push(format!("{word} {}{more}", links.join(", ")));
        }
        if !places.is_empty() {
            self.paragraph(&format!("Also here: {}", places.join("; ")));
        }
    }

    /// Places of other drafts and of sources, each document with its first few.
    fn elsewhere(&mut self, view: &View, sites: &[Site]) {
        let mut documents: Vec<(&Arc<str>, Vec<&Site>)> = Vec::new();
        for site in sites {
            let id = match site {
                Site::Draft(key, _) => key,
                Site::Source(place) => &place.article,
            };
            match documents.iter_mut().find(|(other, _)| *other == id) {
                Some((_, places)) => places.push(site),
                None => documents.push((id, vec![site])),
            }
        }
        documents.sort_by_key(|(_, places)| matches!(places.first(), Some(Site::Source(_))));
        let more = documents.len().saturating_sub(MOST);
        documents.truncate(MOST);
        let mut shown = Vec::new();
        for (id, places) in documents {
            let name = match places.first() {
                Some(Site::Source(_)) => view.snapshot.outlet(id),
                _ => id.rsplit(['/', '\\']).next().unwrap_or(id).to_owned(),
            };
            let mut links: Vec<String> = places
                .iter()
                .filter_map(|site| {
                    let (target, line) = match site {
                        Site::Source(place) => {
                            let (target, name) = view.link(place)?;
                            (target, name.rsplit(':').next().unwrap_or_default().to_owned())
                        }
                        Site::Draft(..) => {
                            let found = view.site(site)?;
                            let line = found.range.start.line + 1;
                            (format!("{}#L{line}", found.uri.as_str()), line.to_string())
                        }
                    };
                    Some(self.link(&target, &line))
                })
                .collect();
            links.dedup();
            let rest = links.len().saturating_sub(PLACES);
            links.truncate(PLACES);
            let rest = if rest > 0 { format!(" and {rest} more") } else { String::new() };
            shown.push(format!("{} {}{rest}", self.quoted(&name), links.join(", ")));
        }
        if shown.is_empty() {
            return;
        }
        let mut line = format!("Also in: {}", shown.join(" \u{b7} "));
        if more > 0 {
            line.push_str(&format!(" \u{b7} and {more} more sources"));
        }
        self.paragraph(&line);
    }

    /// In a source: what rests on the sentence.
    fn resting(&mut self, view: &View, resting: &[Resting]) {
        if resting.is_empty() {
            return;
        }
        let head = if resting.len() == 1 {
            "One statement rests on this:".to_owned()
        } else {
            format!("{} statements rest on this:", resting.len())
        };
        self.paragraph(&head);
        for statement in resting.iter().take(2 * MOST) {
            let stance = match statement.stance {
                Stance::Contradicts => "contradicted",
                Stance::Supports | Stance::Related => "supported",
            };
            let found = view.site(&Site::Draft(statement.draft.clone(), statement.range.clone()));
            let link = found.map_or_else(String::new, |found| {
                let line = found.range.start.line + 1;
                let name = statement.draft.rsplit(['/', '\\']).next().unwrap_or_default();
                let target = format!("{}#L{line}", found.uri.as_str());
                format!(" \u{b7} {}", self.link(&target, &format!("{name}:{line}")))
            });
            let text = self.quoted(&statement.text);
            self.paragraph(&format!("{stance}{link}: {text}"));
        }
    }

    fn status(&mut self, view: &View) {
        match &view.status {
            Status::Ready | Status::NotADraft => {}
            Status::Reading(done, total) => {
                let line = format!(
                    "Still reading sources ({done} of {total}): what is shown rests on those read so far."
                );
                self.paragraph(&line);
            }
            Status::NoSources(discovery) => {
                let places: Vec<String> =
                    discovery.looked_in.iter().map(|place| place.display().to_string()).collect();
                let line = if places.is_empty() {
                    "No sources: save the draft beside a folder sources, articles or research.".to_owned()
                } else {
                    format!("No sources found. Looked in {}.", self.quoted(&places.join(", ")))
                };
                self.paragraph(&line);
            }
        }
    }
}

/// Text that shows as it is in Markdown, on one line.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\\' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '`' | '#' | '~' | '&' => {
                out.push('\\');
                out.push(c);
            }
            '\n' | '\r' => out.push(' '),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_elses_text_is_no_markup() {
        assert_eq!(plain("a *b* <img> [c](d)\n| e"), "a \\*b\\* \\<img\\> \\[c\\](d) \\| e");
    }
}
