//! Hovers: a statement with its verdict and evidence, a mention with its value, and how far the sources are read.

use crate::view::{Status, View};
use copydesk_checking::{Evidence, Judgement, Stance, Verdict};
use copydesk_desk::{CitationCard, MentionCard};
use copydesk_library::Spot;
use copydesk_tagging::Kind;
use tower_lsp::ls_types::{Hover, HoverContents, MarkupContent, MarkupKind, Position};

/// Pieces of evidence that are shown.
const MOST: usize = 4;

/// What is known of the place at a position.
pub(crate) fn hover(view: &View, at: Position) -> Option<Hover> {
    let found = view.snapshot.hover(view.offset(at));
    let mut page = Page { markdown: view.client.markdown, text: String::new() };
    if let Some(found) = &found {
        if let Some(citation) = &found.citation {
            page.citation(view, citation);
        }
        if let Some(statement) = &found.statement {
            page.statement(view, statement);
        }
        if let Some(mention) = &found.mention {
            page.mention(view, mention);
        }
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

    fn statement(&mut self, view: &View, judgement: &Judgement) {
        let verdict = match judgement.verdict {
            Verdict::Supported => "Supported",
            Verdict::PartlySupported => "Partly supported",
            Verdict::Contradicted => "Contradicted",
            Verdict::Disputed => "Disputed: sources disagree",
            Verdict::Unsupported => "Not supported by any source",
            Verdict::Verified => "Verified otherwise",
            Verdict::NotCheckable => "Not checked: a question, an opinion or advice",
        };
        // While sources are being read, or where there are none, nothing is called unsupported.
        let early = !matches!(view.status, Status::Ready);
        if !(early && matches!(judgement.verdict, Verdict::Unsupported | Verdict::PartlySupported)) {
            let line = self.strong(verdict);
            self.paragraph(&line);
            for finding in &judgement.findings {
                let line = format!("{} ({})", self.quoted(&finding.message), finding.code.name());
                self.paragraph(&line);
            }
        }
        for evidence in judgement.evidence.iter().take(MOST) {
            self.evidence(view, evidence);
        }
        if judgement.evidence.len() > MOST {
            let line = format!("and {} more.", judgement.evidence.len() - MOST);
            self.paragraph(&line);
        }
        for reason in judgement.abstained.iter() {
            let line = format!("No finding: {}", self.quoted(reason));
            self.paragraph(&line);
        }
    }

    fn citation(&mut self, view: &View, card: &CitationCard) {
        let name = match (&card.article, &card.entry) {
            (Some(article), _) => view.snapshot.outlet(article),
            (None, Some(entry)) => entry.clone(),
            (None, None) => "no entry of the source list".to_owned(),
        };
        let line = format!("{} {}", self.quoted(&format!("[{}]", card.label)), self.strong(&name));
        self.paragraph(&line);
        match (&card.evidence, &card.article) {
            (Some(evidence), _) => self.evidence(view, evidence),
            (None, Some(_)) => self.paragraph("Nothing in this source was found to bear on the statement."),
            (None, None) if card.entry.is_some() => self.paragraph("This source is not among the files."),
            (None, None) => {}
        }
    }

    fn evidence(&mut self, view: &View, evidence: &Evidence) {
        let article = &evidence.place.article;
        let source = view.snapshot.library.get(article);
        let spot = source.and_then(|source| source.layout.spot(&evidence.place.range));
        let mut name = view.snapshot.outlet(article);
        if let Some(date) = source.and_then(|source| source.meta.published) {
            name.push_str(&format!(", {}", date.strftime("%-d %B %Y")));
        }
        let stance = match evidence.stance {
            Stance::Supports => "supports",
            Stance::Contradicts => "says otherwise",
            Stance::Related => "speaks of it",
        };
        let link = view.location(&evidence.place).map(|place| {
            let line = place.range.start.line + 1;
            let uri = place.uri.as_str();
            match (source.is_some_and(|source| source.layout.extracted), &spot) {
                (false, None) => (format!("{uri}#L{line}"), format!("{article}:{line}")),
                (false, Some(spot)) => (format!("{uri}#L{line}"), format!("{article}:{line}, {spot}")),
                (true, None) => (uri.to_owned(), article.to_string()),
                // Viewers of PDF files know this.
                (true, Some(Spot::Page(page))) => {
                    (format!("{uri}#page={page}"), format!("{article}, page {page}"))
                }
                (true, Some(spot)) => (uri.to_owned(), format!("{article}, {spot}")),
            }
        });
        let text = self.quoted(&evidence.text);
        if self.markdown {
            let place = link
                .map_or_else(String::new, |(target, name)| format!(" \u{b7} [{}]({target})", plain(&name)));
            let head = format!("{} {stance}{place}", self.strong(&name));
            self.paragraph(&format!("{head}\n> {text}"));
        } else {
            let place = link.map_or_else(String::new, |(_, name)| format!(" ({name})"));
            self.paragraph(&format!("{name} {stance}{place}:\n  \u{201c}{text}\u{201d}"));
        }
        let fields: Vec<_> = evidence.fields.iter().filter(|field| !field.draft.is_empty()).collect();
        if fields.is_empty() {
            return;
        }
        if self.markdown {
            self.text.push_str("| | draft | source | |\n|---|---|---|---|\n");
        }
        for field in fields {
            let mark = match field.agrees {
                Some(true) => "agrees",
                Some(false) => "differs",
                None => "",
            };
            let source = if field.source.is_empty() { "\u{2014}" } else { &field.source };
            let line = if self.markdown {
                format!("| {} | {} | {} | {mark} |\n", field.name, plain(&field.draft), plain(source))
            } else {
                let mark = if mark.is_empty() { String::new() } else { format!(" ({mark})") };
                format!("  {}: draft {}, source {source}{mark}\n", field.name, field.draft)
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
        let mut line = format!("{kind}: {}", self.strong(&card.value));
        if let Some((first, last)) = card.days {
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
        if card.here > 0 {
            line.push_str(&format!(" \u{b7} {} more in this draft", card.here));
        }
        if !card.sources.is_empty() {
            let mut names: Vec<String> = card.sources.iter().map(|id| view.snapshot.outlet(id)).collect();
            names.sort();
            names.dedup();
            let more = names.len().saturating_sub(MOST);
            names.truncate(MOST);
            line.push_str(&format!(" \u{b7} in {}", self.quoted(&names.join(", "))));
            if more > 0 {
                line.push_str(&format!(" and {more} more"));
            }
        }
        self.paragraph(&line);
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
fn plain(text: &str) -> String {
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
