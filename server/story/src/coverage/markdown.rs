//! The coverage as Markdown.

use super::{Coverage, Covered};
use crate::name::{count, long, origins};
use crate::timeline::{Numbers, disagreement, with_marker};
use crate::{Story, source_line};
use copydesk_checking::Verdict;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Omitted points that are written out; the JSON has all.
const SHOWN: usize = 15;

/// The whole coverage as a document of its own.
pub fn markdown(story: &Story, all: &Coverage) -> String {
    let mut numbers = Numbers::default();
    // Sources are numbered as they are listed, so that the table and the statements agree.
    for source in &all.sources {
        numbers.of(&source.id);
    }
    let mut out = format!(
        "# Coverage\n\n{} of {}.\n\n",
        count(all.sources.len(), "source"),
        count(all.origins.len(), "independent origin")
    );
    table(all, &mut numbers, &mut out);
    shared(all, &mut numbers, &mut out);
    statements(story, all, &mut numbers, &mut out);
    disputes(all, &mut numbers, &mut out);
    omitted(story, all, &mut numbers, &mut out);
    out += "\n## Sources\n\n";
    for (number, id) in numbers.all() {
        let article = story.articles().iter().find(|article| article.id == id);
        let _ = writeln!(out, "{number}. {}", article.map_or_else(|| id.to_string(), |a| source_line(a)));
    }
    out
}

/// The sources as a table: what is told of their outlets only where it is known of one.
fn table(all: &Coverage, numbers: &mut Numbers, out: &mut String) {
    let given = all.sources.iter().any(|s| s.outlet.lean.is_some() || s.outlet.factuality.is_some());
    *out += "| | source | dated | goes back to | bears out |";
    *out += if given {
        " lean | factuality |\n|---|---|---|---|---|---|---|\n"
    } else {
        "\n|---|---|---|---|---|\n"
    };
    for source in &all.sources {
        let day = match (source.published, source.assumed) {
            (Some(day), false) => long(day),
            (Some(day), true) => format!("{} (assumed)", long(day)),
            (None, _) => "no date".to_owned(),
        };
        let origin = match source.origin.and_then(|origin| all.origins.get(origin)) {
            Some(origin) => origin.name.as_str(),
            None => "unknown: it collects what others report",
        };
        let (number, name, origin) = (numbers.of(&source.id), cell(&source.name), cell(origin));
        let _ = write!(out, "| {number} | {name} | {day} | {origin} | {} |", source.bears_out);
        if given {
            let word = |word: &Option<String>| cell(word.as_deref().unwrap_or("–"));
            let _ = write!(out, " {} | {} |", word(&source.outlet.lean), word(&source.outlet.factuality));
        }
        out.push('\n');
    }
}

fn statements(story: &Story, all: &Coverage, numbers: &mut Numbers, out: &mut String) {
    let heading = if all.of_draft { "Statements of the draft" } else { "What the sources share" };
    let _ = writeln!(out, "\n## {heading}\n");
    for covered in &all.statements {
        let _ = writeln!(out, "- {}", line(story, covered, numbers));
    }
    let single: Vec<&Covered> =
        all.statements.iter().filter(|covered| covered.origins == 1 && all.origins.len() > 1).collect();
    if all.of_draft && !single.is_empty() {
        *out += "\n## Resting on one origin\n\n";
        for covered in single {
            let marker = numbers.marker(covered.citations.iter());
            let _ = writeln!(out, "- {}", with_marker(&covered.text, &marker));
        }
    }
}

fn disputes(all: &Coverage, numbers: &mut Numbers, out: &mut String) {
    if all.disputes.is_empty() {
        return;
    }
    *out += "\n## Where sources disagree\n\n";
    for dispute in &all.disputes {
        let said = dispute.values.first().map_or("", |value| value.said.text.as_str());
        let _ = writeln!(out, "- {said} {}", disagreement(dispute, numbers));
    }
}

fn omitted(story: &Story, all: &Coverage, numbers: &mut Numbers, out: &mut String) {
    if all.omitted.is_empty() {
        return;
    }
    *out += "\n## Reported, and not in the draft\n\n";
    for covered in all.omitted.iter().take(SHOWN) {
        let _ = writeln!(out, "- {}", line(story, covered, numbers));
    }
    if all.omitted.len() > SHOWN {
        let _ = writeln!(out, "- … and {} more", all.omitted.len() - SHOWN);
    }
}

/// Credits, chains, headlines and wording that several share or go back to.
fn shared(all: &Coverage, numbers: &mut Numbers, out: &mut String) {
    if all.links.is_empty() {
        return;
    }
    *out += "\n## What they go back to\n\n";
    for (index, node) in all.nodes.iter().enumerate() {
        let by: Vec<String> = all
            .links
            .iter()
            .filter(|link| link.node == Some(index))
            .map(|link| {
                let marker = format!("[{}]", numbers.of(&all.sources[link.source].id));
                if link.by == "names it as its source" { format!("{marker} ({})", link.by) } else { marker }
            })
            .collect();
        let _ = writeln!(out, "- {} **{}**: {}", node.kind.name(), node.name, by.join(", "));
    }
    for link in &all.links {
        if let Some(other) = link.other {
            let (a, b) = (numbers.of(&all.sources[link.source].id), numbers.of(&all.sources[other].id));
            let _ = writeln!(out, "- the same wording: [{a}], [{b}]");
        }
    }
}

fn line(story: &Story, covered: &Covered, numbers: &mut Numbers) -> String {
    let marker = numbers.marker(covered.citations.iter());
    let mut out = if marker.is_empty() { covered.text.clone() } else { with_marker(&covered.text, &marker) };
    let mut notes: Vec<String> = Vec::new();
    if let Some(verdict) = covered.verdict.filter(|verdict| *verdict != Verdict::Supported) {
        notes.push(verdict.name().to_owned());
    }
    if !covered.citations.is_empty() {
        let mut sources: Vec<&str> = covered.citations.iter().map(|piece| &*piece.source).collect();
        sources.sort_unstable();
        sources.dedup();
        notes.push(format!("{}, {}", count(sources.len(), "source"), origins(covered.origins)));
    }
    if let Some((id, day)) = &covered.first
        && covered.citations.iter().any(|piece| piece.source != *id)
    {
        let name =
            story.articles().iter().find(|a| a.id == *id).map_or_else(|| id.to_string(), |a| crate::label(a));
        notes.push(format!("first: {name}, {}", long(*day)));
    }
    for (what, counts) in [("lean", &covered.lean), ("factuality", &covered.factuality)] {
        if !counts.is_empty() {
            notes.push(format!("{what}: {}", distribution(counts)));
        }
    }
    if !notes.is_empty() {
        let _ = write!(out, " *({})*", notes.join("; "));
    }
    out
}

fn distribution(counts: &BTreeMap<String, usize>) -> String {
    let words: Vec<String> = counts.iter().map(|(word, n)| format!("{n} {word}")).collect();
    words.join(", ")
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
