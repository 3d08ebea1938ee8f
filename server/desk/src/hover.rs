//! What is said of the place a writer points at: the statement with its evidence, the citation, the mention.

use crate::{Resting, Site, Snapshot, hints};
use copydesk_checking::{Evidence, Judgement};
use copydesk_tagging::{Hedge, Kind, Mention, TaggedSentence, Value};
use jiff::civil::Date;
use std::ops::Range;
use std::sync::Arc;

/// What is known of one place of a document.
#[derive(Clone, Debug)]
pub struct Hover {
    /// Bytes of the document that it speaks of.
    pub range: Range<usize>,
    /// The statement that stands there.
    pub statement: Option<Judgement>,
    /// The citation that stands there.
    pub citation: Option<CitationCard>,
    /// The mention that stands there, the innermost.
    pub mention: Option<MentionCard>,
    /// In a source: the statements of drafts that rest on what stands there.
    pub resting: Vec<Resting>,
}

/// What a citation marker names.
#[derive(Clone, Debug)]
pub struct CitationCard {
    /// What it names, as written: "1", a key, where a link goes.
    pub label: String,
    /// The entry of the source list, on one line.
    pub entry: Option<String>,
    /// The article that stands behind it.
    pub article: Option<Arc<str>>,
    /// The sentence of that article that bears most on the statement it vouches for.
    pub evidence: Option<Evidence>,
    /// For an entry of the source list: how many markers name it.
    pub statements: Option<usize>,
}

/// What a mention says.
#[derive(Clone, Debug, PartialEq)]
pub struct MentionCard {
    /// What it is.
    pub kind: Kind,
    /// Where it stands: bytes of the document.
    pub range: Range<usize>,
    /// As it is written.
    pub text: String,
    /// It is a date, a time, a length of time.
    pub time: bool,
    /// Its value: a decimal with its unit, a TIMEX3 value, the full name.
    pub value: String,
    /// The first and last day meant, where they say more than the value.
    pub days: Option<(Date, Date)>,
    /// The date of the document, if the value was worked out from it.
    pub against: Option<Date>,
    /// It is worked out from the document's date, and the document has none.
    pub undated: bool,
    /// Other names of an actor in this document.
    pub names: Vec<String>,
    /// Other places of this document where the same stands.
    pub here: Vec<Range<usize>>,
    /// Where else it stands: in other drafts and in the sources.
    pub elsewhere: Vec<Site>,
    /// The sources are many and have not been looked through for it yet: [`Snapshot::learn`] does so.
    pub looking: bool,
}

impl Snapshot {
    /// What is known of the place at byte `offset`.
    pub fn hover(&self, offset: usize) -> Option<Hover> {
        let statement = self
            .judgements()
            .iter()
            .find(|judgement| judgement.range.start <= offset && offset <= judgement.range.end)
            .cloned();
        let mention = self.mention_at(offset);
        let citation = self.citation_at(offset);
        let resting = self.resting(offset);
        let range = match (&citation, &mention, &statement) {
            (Some((range, _)), ..) => range.clone(),
            (None, Some((sentence, mention)), _) => sentence.sentence.to_source(mention.range.clone()),
            (None, None, Some(judgement)) => judgement.range.clone(),
            (None, None, None) if resting.is_empty() => return None,
            (None, None, None) => offset..offset,
        };
        let mention = mention.and_then(|(sentence, mention)| self.card(sentence, mention));
        Some(Hover { range, statement, citation: citation.map(|(_, card)| card), mention, resting })
    }

    /// Looks through all sources for what they name. Takes time; whoever asks while it is being done goes on at once.
    pub fn learn(&self) {
        self.catalogue.learn();
    }

    /// Evidence put together by the origin it goes back to, best first.
    pub fn by_origin<'a>(&self, evidence: &'a [Evidence]) -> Vec<Vec<&'a Evidence>> {
        let origins = self.catalogue.origins(evidence.iter().map(|evidence| &evidence.place.article));
        let of = |origin: &Vec<Arc<str>>| {
            evidence.iter().filter(|evidence| origin.contains(&evidence.place.article)).collect()
        };
        origins.iter().map(of).collect()
    }

    /// The innermost mention at a byte of the document.
    pub(crate) fn mention_at(&self, offset: usize) -> Option<(&TaggedSentence, &Mention)> {
        let sentences = &self.reading().tagged.sentences;
        let index = sentences.partition_point(|tagged| tagged.sentence.source.end < offset);
        let tagged = sentences.get(index).filter(|tagged| tagged.sentence.source.start <= offset)?;
        tagged
            .mentions
            .iter()
            .filter(|mention| {
                let range = tagged.sentence.to_source(mention.range.clone());
                range.start <= offset && offset < range.end.max(range.start + 1)
            })
            .min_by_key(|mention| mention.range.len())
            .map(|mention| (tagged, mention))
    }

    fn card(&self, sentence: &TaggedSentence, mention: &Mention) -> Option<MentionCard> {
        let reading = self.reading();
        let text: &str = &sentence.sentence.text;
        let words = |range: &Range<usize>| text.get(range.clone()).unwrap_or_default().to_owned();
        let mut card = MentionCard {
            kind: mention.kind,
            range: sentence.sentence.to_source(mention.range.clone()),
            text: words(&mention.range),
            time: matches!(mention.value, Value::Time(_)),
            value: String::new(),
            days: None,
            against: None,
            undated: false,
            names: Vec::new(),
            here: Vec::new(),
            elsewhere: Vec::new(),
            looking: !self.catalogue.is_known(),
        };
        match &mention.value {
            Value::Actor(actor) => {
                let identity = reading.tagged.actors.get(actor.id)?;
                card.value.clone_from(&identity.name);
                card.names = identity.names.iter().filter(|name| **name != identity.name).cloned().collect();
            }
            Value::Figure(figure) => {
                let hedge = match figure.hedge {
                    Hedge::Exact => "",
                    Hedge::AtLeast => "at least ",
                    Hedge::AtMost => "at most ",
                    Hedge::Nearly => "nearly ",
                    Hedge::About | Hedge::Vague => "about ",
                };
                card.value = format!("{hedge}{}", grouped(&figure.amount.normalize().to_string()));
                if let Some(upper) = figure.upper {
                    card.value.push_str(&format!("\u{2013}{}", grouped(&upper.normalize().to_string())));
                }
                if mention.kind == Kind::Percent {
                    card.value.push('%');
                } else if let Some(unit) = &figure.unit {
                    card.value.push_str(&format!(" {unit}"));
                }
                if let Some(noun) = &figure.noun {
                    card.value.push_str(&format!(" {}", words(&noun.range)));
                }
            }
            Value::Time(time) => {
                card.value.clone_from(&time.value);
                card.days = time.days.filter(|(first, last)| first != last || time.relative);
                if time.relative || time.year_assumed {
                    card.against = reading.tagged.published;
                    card.undated = reading.tagged.published.is_none();
                }
            }
            Value::Quote(quote) => {
                let speaker = quote.speaker.and_then(|speaker| reading.tagged.actors.get(speaker))?;
                card.value.clone_from(&speaker.name);
            }
            Value::Citation(_) => return None,
        }
        card.here = self.same_here(mention).into_iter().filter(|range| *range != card.range).collect();
        if !card.looking {
            card.elsewhere = self.elsewhere(mention);
        }
        Some(card)
    }
}

/// A long number as it is read: "18,000,000". A year and a house number have four digits.
fn grouped(number: &str) -> String {
    let whole = number.split('.').next().unwrap_or_default();
    match whole.trim_start_matches('-').len() {
        0..5 => number.to_owned(),
        _ => hints::grouped(number),
    }
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn long_numbers_are_read_in_threes() {
        for (number, read) in [
            ("18000000", "18,000,000"),
            ("-212000.50", "-212,000.50"),
            ("12345", "12,345"),
            ("2031", "2031"),
            ("0.123456", "0.123456"),
            ("-1", "-1"),
        ] {
            assert_eq!(grouped(number), read);
        }
    }
}
