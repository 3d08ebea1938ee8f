//! The one place where reasons become a sentence for people.

use crate::code::Code;
use crate::key::hash_of;
use crate::slot::WORD;
use crate::verdict::{Judgement, Part, Reason, Stance, Verdict};
use copydesk_library::Library;

/// How a source is called in a message: its outlet, else its title, else its id.
pub fn source_name(library: &Library, id: &str) -> String {
    library
        .get(id)
        .and_then(|article| article.meta.outlet.clone().or_else(|| article.meta.title.clone()))
        .unwrap_or_else(|| id.to_owned())
}

/// Sources up to which those of one outlet are told apart by their days: nobody reads through more for a name.
const APART: usize = 200;

/// How a source is called where it has to be told from the others: with its day where another one is of the same outlet.
pub fn source_told(library: &Library, id: &str) -> String {
    let name = source_name(library, id);
    let day = library.get(id).and_then(|article| article.meta.published);
    let twin = || library.articles().any(|other| &*other.id != id && source_name(library, &other.id) == name);
    match day {
        Some(day) if library.len() <= APART && twin() => format!("{name} ({})", day.strftime("%-d %B %Y")),
        _ => name,
    }
}

/// What the names of sources rest on beside the sources that are named.
pub(crate) fn names_hash(library: &Library) -> u64 {
    if library.len() > APART {
        return 0;
    }
    let mut names: Vec<String> =
        library.articles().map(|article| source_name(library, &article.id)).collect();
    names.sort_unstable();
    hash_of(&names)
}

/// How a field is called in front of people, by one of its readings: that a date is told by the clock alone makes it a time.
pub fn field_name<'a>(field: &'a str, reading: &str) -> &'a str {
    match field {
        "actor" => "name",
        "date" if is_clock(reading) => "time",
        field => field,
    }
}

/// "6:42 p.m.", "18.05", "noon": a time of day and no more.
fn is_clock(reading: &str) -> bool {
    let lower = reading.to_lowercase();
    let digits = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut any = false;
    for word in digits {
        let number = word.trim_end_matches(|c: char| c.is_alphabetic());
        let told = number.is_empty() || number.len() <= 2 && number.bytes().all(|byte| byte.is_ascii_digit());
        let rest = &word[number.len()..];
        if !told
            || !matches!(rest, "" | "a" | "p" | "m" | "am" | "pm" | "h" | "noon" | "midnight" | "o" | "clock")
        {
            return false;
        }
        any |= !number.is_empty() || matches!(rest, "noon" | "midnight");
    }
    any
}

/// One plain sentence for a finding.
pub fn message(code: Code, reasons: &[Reason], library: &Library) -> String {
    let mut text = sentence(code, reasons, library);
    // "not 6:24 p.m." ends with the full stop of its last word.
    if text.ends_with("..") && !text.ends_with("...") {
        text.pop();
    }
    text
}

fn sentence(code: Code, reasons: &[Reason], library: &Library) -> String {
    let Some(reason) = reasons.first() else { return code.summary().to_owned() };
    let name = |id: &str| source_told(library, id);
    match reason {
        Reason::Differs { field, draft, source, place } => {
            differs(code, field, [draft, source], &name(&place.article))
        }
        Reason::Weekday { weekday, date, right } => format!("{date} is a {right}, not a {weekday}."),
        Reason::NotFound { what, draft, asked } => {
            let sources = if *asked == 1 { "1 source".to_owned() } else { format!("{asked} sources") };
            let instead = match reasons.get(1) {
                Some(Reason::Differs { source, place, .. }) => {
                    format!("; {} has “{source}”", name(&place.article))
                }
                _ => String::new(),
            };
            not_found(what, draft, &sources, &instead)
        }
        Reason::Disagree { field, values } => {
            let list: Vec<String> =
                values.iter().map(|(value, place)| format!("{} ({})", value, name(&place.article))).collect();
            let field = field_name(field, values.first().map_or("", |(value, _)| value));
            format!("Sources disagree on the {field}: {}.", list.join("; "))
        }
        Reason::Speaker { draft, source, place } => {
            format!("{} gives these words to {source}, not to {draft}.", name(&place.article))
        }
        Reason::OneOrigin { places } => {
            let mut names: Vec<String> = places.iter().map(|place| name(&place.article)).collect();
            names.dedup();
            format!("All support goes back to one origin: {}.", names.join(", "))
        }
        Reason::Cited { marker, better, .. } => {
            let mut names: Vec<String> = better.iter().map(|place| name(&place.article)).collect();
            names.dedup();
            if marker.is_empty() {
                format!("Supported by {}, but without a citation.", names.join(", "))
            } else {
                format!("{marker} does not say this; {} does.", names.join(", "))
            }
        }
    }
}

/// A source of this name has another reading than the draft; both are given.
fn differs(code: Code, field: &str, [draft, source]: [&String; 2], name: &str) -> String {
    match code {
        Code::Overstated if field == "share" => format!("{name} has “{source}”, not “{draft}”."),
        Code::Overstated => format!("{name} has “{source}”, the draft “{draft}” without it."),
        Code::HedgeDropped => {
            format!("{name} has “{source}”; the draft says “{draft}” as if it were exact.")
        }
        // It stands in the sources, where something else is told.
        Code::UnsupportedDetail => {
            format!("{name} has “{source}” here; “{draft}” is told of something else.")
        }
        Code::Outdated => format!("{name} has a later count: {source}, not {draft}."),
        Code::PolarityMismatch if field == WORD => format!("{name} has “{source}”, not “{draft}”."),
        Code::PolarityMismatch => format!("{name} says the opposite: “{source}”, not “{draft}”."),
        Code::QuoteAltered | Code::QuoteNotFound => format!("{name} quotes it as “{source}”."),
        _ => {
            let field = field_name(field, source);
            format!("{name} has another {field}: {source}, not {draft}.")
        }
    }
}

/// Nothing has it, in so many sources; what one has instead is told behind.
fn not_found(what: &str, draft: &str, sources: &str, instead: &str) -> String {
    match what {
        "statement" => format!("Looked in {sources}: none speaks of this."),
        "source-entry" => format!("{draft} names no entry of the source list."),
        "source-file" if sources == "1 source" => {
            format!("“{draft}” is not the one source here: what it says cannot be checked.")
        }
        "source-file" => {
            format!("“{draft}” has no file among the {sources}: what it says cannot be checked.")
        }
        "denial" => format!("Looked in {sources}: none that speaks of this denies it (“{draft}”){instead}."),
        what => format!("Looked in {sources}: none that speaks of this has the {what} “{draft}”{instead}."),
    }
}

/// How a source stands to a claim of which it has less than all and that it does not contradict. Of what no source speaks one
/// still comes nearest.
pub fn related(verdict: Verdict) -> &'static str {
    if verdict == Verdict::Unsupported { "comes nearest" } else { "speaks of it" }
}

/// Reasons that are worth a word.
const TELLING: f32 = 0.05;
/// Reasons told at most.
const TOLD: usize = 4;

/// Why the support of a claim is what it is: "0.31: names nowhere in the source −0.62, ...". Each number is what its reason
/// adds to the log odds beside a typical claim. `None` where nothing was found to weigh.
pub fn why(judgement: &Judgement) -> Option<String> {
    let told: Vec<String> = judgement
        .why
        .iter()
        .filter(|part| part.adds.abs() >= TELLING)
        .take(TOLD)
        .map(|part| {
            // What speaks against a claim speaks for it where there is less of it than elsewhere.
            let lack = if part.against && part.adds > 0.0 { "few or none: " } else { "" };
            let sign = if part.adds < 0.0 { '−' } else { '+' };
            format!("{lack}{} {sign}{:.2}", part.label, part.adds.abs())
        })
        .collect();
    (!told.is_empty()).then(|| format!("{:.2}: {}", judgement.support, told.join(", ")))
}

/// What was found for one clause of a statement.
pub fn part(part: &Part, library: &Library) -> String {
    let name = part.place.as_ref().map(|place| source_told(library, &place.article)).unwrap_or_default();
    let text = &part.text;
    let quoted: Vec<String> = part.missing.iter().map(|words| format!("“{words}”")).collect();
    match (part.stance, &part.differs) {
        (Some(Stance::Contradicts), Some((draft, source))) => {
            format!("“{text}”: {name} has “{source}”, not “{draft}”.")
        }
        (Some(Stance::Supports), _) => format!("“{text}”: {name} has it."),
        (Some(_), _) if quoted.is_empty() => format!("“{text}”: {name} speaks of it."),
        (Some(_), _) => format!("“{text}”: {name} speaks of it, without {}.", quoted.join(", ")),
        (None, _) => format!("“{text}”: found in no source."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_of_day_is_no_date() {
        for clock in ["6:42 p.m.", "18:05", "18.05", "7pm", "noon", "11 o'clock"] {
            assert_eq!(field_name("date", clock), "time", "{clock}");
        }
        for date in [
            "Tuesday evening",
            "14 March",
            "2031",
            "6:42 p.m. on Friday",
            "March 14, 2031",
            "the evening",
            "",
        ] {
            assert_eq!(field_name("date", date), "date", "{date}");
        }
    }
}
