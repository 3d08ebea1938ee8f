//! What is shown inside the text: the day that a relative date means, a figure in digits, how many origins a
//! statement has.

use crate::Snapshot;
use copydesk_checking::Stance;
use copydesk_tagging::{Figure, Hedge, Kind, Mention, TaggedSentence, Timex, Value};
use jiff::civil::Date;
use std::ops::Range;

/// What a hint says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HintKind {
    /// The day that is meant.
    Date,
    /// The figure in digits.
    Figure,
    /// From how many independent origins a statement is supported.
    Origins,
}

/// A few words shown behind a place of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// Byte of the document behind which it is shown.
    pub at: usize,
    /// What it says.
    pub kind: HintKind,
    /// The words.
    pub label: String,
    /// Where it comes from, if that is worth a line.
    pub detail: Option<String>,
}

/// Numbers in words up to this one need no digits.
const PLAIN_WORDS: u32 = 20;

impl Snapshot {
    /// The hints of a range of bytes, by place; `wanted` says which kinds.
    pub fn hints(&self, range: &Range<usize>, wanted: impl Fn(HintKind) -> bool) -> Vec<Hint> {
        let reading = self.reading();
        let mut hints = Vec::new();
        if wanted(HintKind::Date) || wanted(HintKind::Figure) {
            let from = reading.tagged.sentences.partition_point(|s| s.sentence.source.end < range.start);
            for tagged in &reading.tagged.sentences[from..] {
                if tagged.sentence.source.start > range.end {
                    break;
                }
                for mention in &tagged.mentions {
                    let hint = match &mention.value {
                        Value::Time(time) if wanted(HintKind::Date) => {
                            date(time, reading.tagged.published).map(|(l, d)| (HintKind::Date, l, d))
                        }
                        Value::Figure(figure) if wanted(HintKind::Figure) => {
                            self.figure(tagged, mention, figure).map(|l| (HintKind::Figure, l, None))
                        }
                        _ => None,
                    };
                    hints.extend(hint.map(|(kind, label, detail)| Hint {
                        at: tagged.sentence.to_source(mention.range.clone()).end,
                        kind,
                        label,
                        detail,
                    }));
                }
            }
        }
        if wanted(HintKind::Origins) {
            for judgement in self
                .judgements()
                .iter()
                .filter(|judgement| range.start <= judgement.range.end && judgement.range.start <= range.end)
            {
                let supporting = judgement.evidence.iter().filter(|e| e.stance == Stance::Supports);
                let articles: Vec<_> = supporting.map(|evidence| &evidence.place.article).collect();
                let label = match self.catalogue.count_origins(articles.iter().copied()) {
                    0 => continue,
                    1 => "1 origin".to_owned(),
                    more => format!("{more} origins"),
                };
                let mut names: Vec<String> = articles.iter().map(|id| self.outlet(id)).collect();
                names.sort();
                names.dedup();
                let detail = Some(format!("supported by {}", names.join(", ")));
                hints.push(Hint { at: judgement.range.end, kind: HintKind::Origins, label, detail });
            }
        }
        hints.sort_by_key(|hint| hint.at);
        hints
    }

    /// A figure in digits, where its words do not show it.
    fn figure(&self, tagged: &TaggedSentence, mention: &Mention, figure: &Figure) -> Option<String> {
        if mention.kind == Kind::Ordinal {
            return None;
        }
        let written = tagged.sentence.text.get(figure.digits.clone())?;
        let amount = figure.amount.normalize();
        let vague = figure.hedge == Hedge::Vague && figure.upper.is_some();
        if !vague {
            let small = figure.in_words && amount.is_integer() && amount <= PLAIN_WORDS.into();
            let bare: String = written.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
            let digits_only = !written.contains(char::is_alphabetic) && !written.contains('/');
            if small || bare == amount.to_string() || digits_only {
                return None;
            }
        }
        let mut label = grouped(&amount.to_string());
        if let Some(upper) = figure.upper {
            label.push('\u{2013}');
            label.push_str(&grouped(&upper.normalize().to_string()));
        }
        Some(label)
    }
}

/// The day meant by a date that does not say it in full, and what it was worked out from.
fn date(time: &Timex, published: Option<Date>) -> Option<(String, Option<String>)> {
    if !time.relative && !time.year_assumed {
        return None;
    }
    let (first, last) = time.days?;
    let day = |date: Date| date.strftime("%a %-d %b %Y").to_string();
    let label = if first == last { day(first) } else { format!("{} \u{2013} {}", day(first), day(last)) };
    let detail = published.map(|date| format!("worked out from {}", date.strftime("%-d %B %Y")));
    Some((label, detail))
}

/// Digits in groups of three.
pub(crate) fn grouped(number: &str) -> String {
    let (whole, rest) = number.split_once('.').map_or((number, None), |(whole, rest)| (whole, Some(rest)));
    let mut out = String::with_capacity(number.len() + 8);
    let digits = whole.trim_start_matches('-');
    if digits.len() < whole.len() {
        out.push('-');
    }
    for (at, c) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    if let Some(rest) = rest {
        out.push('.');
        out.push_str(rest);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Room;

    fn labels(text: &str) -> Vec<String> {
        let snapshot = Room::new(text).snapshot();
        let hints = snapshot.hints(&(0..text.len()), |kind| kind != HintKind::Origins);
        hints
            .into_iter()
            .map(|hint| format!("{} {}", &text[..hint.at].rsplit(' ').next().unwrap(), hint.label))
            .collect()
    }

    #[test]
    fn says_the_day_of_a_relative_date_only() {
        let text = "---\ndate: 2031-03-18\n---\n\nThe ferry sank on Friday. It was built on 3 May 2019.";
        assert_eq!(labels(text), ["Friday Fri 14 Mar 2031"]);
        assert_eq!(labels("The ferry sank on Friday."), [""; 0]);
    }

    #[test]
    fn says_figures_that_are_not_in_digits() {
        assert_eq!(
            labels("The port lost $1.2bn and hired two and a half million people."),
            ["$1.2bn 1,200,000,000", "million 2,500,000"]
        );
        assert_eq!(
            labels("The ship had 1,500 berths, 12% empty, three masts and 4.5 tonnes of coal."),
            [""; 0]
        );
    }
}
