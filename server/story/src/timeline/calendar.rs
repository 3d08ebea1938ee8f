//! The timeline as iCalendar (RFC 5545): one all-day event an entry.

use super::Timeline;
use super::markdown::outlets;
use crate::Story;
use jiff::civil::Date;
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};

/// Octets of a line, its break left out (RFC 5545, 3.1).
const LINE: usize = 75;

/// The calendar's text. Deterministic: the stamp of an event is the day it happened.
pub fn calendar(story: &Story, timeline: &Timeline) -> String {
    let mut out = String::new();
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//copydesk//timeline//EN", "CALSCALE:GREGORIAN"] {
        push(&mut out, line);
    }
    for entry in &timeline.entries {
        let mut hasher = FxHasher::default();
        (entry.when.from, entry.when.to, &entry.text).hash(&mut hasher);
        push(&mut out, "BEGIN:VEVENT");
        push(&mut out, &format!("UID:{:016x}@copydesk", hasher.finish()));
        push(&mut out, &format!("DTSTAMP:{}T000000Z", compact(entry.when.from)));
        push(&mut out, &format!("DTSTART;VALUE=DATE:{}", compact(entry.when.from)));
        let after = entry.when.to.tomorrow().unwrap_or(entry.when.to);
        push(&mut out, &format!("DTEND;VALUE=DATE:{}", compact(after)));
        push(&mut out, &format!("SUMMARY:{}", escape(&entry.text)));
        let said: Vec<String> = entry.citations.iter().map(|piece| format!("“{}”", piece.text)).collect();
        let told = format!("{}\n{}", outlets(story, &entry.citations), said.join("\n"));
        push(&mut out, &format!("DESCRIPTION:{}", escape(&told)));
        if entry.ahead {
            push(&mut out, "STATUS:TENTATIVE");
        }
        push(&mut out, "TRANSP:TRANSPARENT");
        push(&mut out, "END:VEVENT");
    }
    push(&mut out, "END:VCALENDAR");
    out
}

fn compact(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

fn escape(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,");
    text.replace("\r\n", "\\n").replace(['\n', '\r'], "\\n")
}

/// Adds a line, folded where it is long, never inside a character.
fn push(out: &mut String, line: &str) {
    let mut used = 0;
    for c in line.chars() {
        if used + c.len_utf8() > LINE {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(c);
        used += c.len_utf8();
    }
    out.push_str("\r\n");
}
