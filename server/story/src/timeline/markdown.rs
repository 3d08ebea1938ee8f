//! The timeline as Markdown, in the manner of a story page: a day, what happened, who tells of it.

use super::{Entry, Timeline};
use crate::dates::When;
use crate::name::short;
use crate::{Dispute, Piece, Story, label, source_line};
use std::fmt::Write;
use std::sync::Arc;

/// The numbers that sources are cited by.
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    /// Number and source, in the order in which they were first cited.
    given: Vec<(String, Arc<str>)>,
    next: u32,
}

impl Numbers {
    /// With those that a draft gives its sources already.
    pub fn with(given: Vec<(String, Arc<str>)>) -> Self {
        let next = given.iter().filter_map(|(label, _)| label.parse().ok()).max().unwrap_or(0);
        Self { given, next }
    }

    /// The number of a source, a new one if it has none.
    pub fn of(&mut self, source: &Arc<str>) -> String {
        if let Some((label, _)) = self.given.iter().find(|(_, other)| other == source) {
            return label.clone();
        }
        self.next = self.next.saturating_add(1);
        self.given.push((self.next.to_string(), source.clone()));
        self.next.to_string()
    }

    /// All that were given, by number.
    pub fn all(&self) -> Vec<(String, Arc<str>)> {
        let mut all = self.given.clone();
        all.sort_by_key(|(label, _)| label.parse::<u32>().unwrap_or(u32::MAX));
        all
    }

    /// `[1][3]` for the sources of some sentences, each once, by number.
    pub fn marker<'a>(&mut self, pieces: impl Iterator<Item = &'a Piece>) -> String {
        let mut labels: Vec<String> = Vec::new();
        for piece in pieces {
            let label = self.of(&piece.source);
            if !labels.contains(&label) {
                labels.push(label);
            }
        }
        labels.sort_by_key(|label| label.parse::<u32>().unwrap_or(u32::MAX));
        labels.iter().map(|label| format!("[{label}]")).collect()
    }
}

/// The whole timeline as a document of its own, with the source list.
pub fn markdown(story: &Story, timeline: &Timeline) -> String {
    let mut numbers = Numbers::default();
    let mut out = "# Timeline\n\n".to_owned();
    if timeline.entries.is_empty() {
        out += "No source dates anything it tells.\n";
    }
    out += &lines(&timeline.entries, &mut numbers);
    let left: Vec<Entry> = timeline.entries.iter().filter(|e| e.in_draft == Some(false)).cloned().collect();
    if !left.is_empty() {
        out += "\n## Left out of the draft\n\n";
        out += &lines(&left, &mut numbers);
    }
    if !timeline.beyond.is_empty() {
        out += "\n## In the draft and in no source\n\n";
        for own in &timeline.beyond {
            let _ = write!(out, "- **{}** – {}", day(&own.when), own.text);
            if !own.unheard.is_empty() {
                let _ = write!(out, " (in no source: {})", own.unheard.join(", "));
            }
            out.push('\n');
        }
    }
    out += "\n## Sources\n\n";
    for (number, id) in numbers.all() {
        let article = story.articles().iter().find(|article| article.id == id);
        let mut line = article.map_or_else(|| id.to_string(), |article| source_line(article));
        if timeline.assumed.contains(&id) {
            line += " (day assumed: the article gives no date of its own)";
        }
        let _ = writeln!(out, "{number}. {line}");
    }
    out
}

/// The entries alone, one a line, to be put into a draft.
pub fn lines(entries: &[Entry], numbers: &mut Numbers) -> String {
    let mut out = String::new();
    for entry in entries {
        let marker = numbers.marker(entry.citations.iter());
        let _ = write!(out, "- **{}** – {}", day(&entry.when), with_marker(&entry.text, &marker));
        if entry.ahead {
            out += " *(ahead at the time)*";
        }
        out.push('\n');
        for dispute in &entry.disputes {
            let _ = writeln!(out, "  - {}", disagreement(dispute, numbers));
        }
    }
    out
}

/// "Sources disagree: 312 [1], 287 [3]."
pub(crate) fn disagreement(dispute: &Dispute, numbers: &mut Numbers) -> String {
    let values: Vec<String> = dispute
        .values
        .iter()
        .map(|value| format!("{} {}", value.text, numbers.marker(std::iter::once(&value.said))))
        .collect();
    if dispute.disagree {
        format!("Sources disagree: {}.", values.join(", "))
    } else {
        format!("Later: {}.", values.join(", then "))
    }
}

/// The marker before the full stop, as a writer sets it.
pub(crate) fn with_marker(text: &str, marker: &str) -> String {
    let body = text.trim_end_matches(['.', '…']);
    match text[body.len()..].chars().next() {
        Some('.') if !body.rsplit(' ').next().is_some_and(|last| last.contains('.')) => {
            format!("{body} {marker}.")
        }
        _ => format!("{text} {marker}"),
    }
}

/// "Dec 14, 2025", "Dec 7 – 14, 2025", "Mar 2026", "1998".
pub fn day(when: &When) -> String {
    let (from, to) = (when.from, when.to);
    if from == to {
        return short(from);
    }
    if from.day() == 1 && to.tomorrow().is_ok_and(|next| next.day() == 1) {
        if from.month() == 1 && to.month() == 12 {
            return if from.year() == to.year() {
                from.year().to_string()
            } else {
                format!("{} – {}", from.year(), to.year())
            };
        }
        if (from.year(), from.month()) == (to.year(), to.month()) {
            return from.strftime("%b %Y").to_string();
        }
    }
    if when.span() > 31 {
        return if from.year() == to.year() {
            from.year().to_string()
        } else {
            format!("{} – {}", from.year(), to.year())
        };
    }
    if (from.year(), from.month()) == (to.year(), to.month()) {
        return format!("{} – {}, {}", from.strftime("%b %-d"), to.day(), to.year());
    }
    if from.year() == to.year() {
        return format!("{} – {}", from.strftime("%b %-d"), short(to));
    }
    format!("{} – {}", short(from), short(to))
}

/// Who tells of an entry, for a list of names.
pub(crate) fn outlets(story: &Story, pieces: &[Piece]) -> String {
    let mut names: Vec<String> = Vec::new();
    for piece in pieces {
        if let Some(article) = story.articles().iter().find(|article| article.id == piece.source) {
            let name = label(article);
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names.join(", ")
}
