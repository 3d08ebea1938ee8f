//! Mentions for people: each sentence, and under it what stands in it.

use anyhow::{Result, bail};
use copydesk_intake::read;
use copydesk_tagging::{Figure, Hedge, Mention, Tagged, TaggedSentence, Value};
use copydesk_text::one_line;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Prints the mentions of each file, then the actors with their names.
pub(super) fn print(files: &[PathBuf], out: &mut impl Write) -> Result<()> {
    for (index, path) in files.iter().enumerate() {
        let article = match read(path, path.to_string_lossy()) {
            Ok(read) => read.article,
            Err(error) => bail!("{}: {}", path.display(), error.reason),
        };
        if index > 0 {
            writeln!(out)?;
        }
        writeln!(out, "{}", head(path, article.meta.published))?;
        let tagged = article.tagged();
        for sentence in &tagged.sentences {
            writeln!(out, "\n{}", one_line(&sentence.sentence.text))?;
            let rows: Vec<[String; 3]> = sentence.mentions.iter().map(|m| row(tagged, sentence, m)).collect();
            let width = rows.iter().map(|row| row[1].chars().count()).max().unwrap_or(0).min(WIDEST);
            for [kind, text, value] in rows {
                writeln!(out, "    {kind:<13}{text:<width$}  {value}")?;
            }
        }
        actors(tagged, out)?;
    }
    Ok(())
}

/// Characters that the column of words takes at most; longer words push their value to the right.
const WIDEST: usize = 40;

fn head(path: &Path, published: Option<jiff::civil::Date>) -> String {
    match published {
        Some(date) => format!("{}, of {}", path.display(), date.strftime("%-d %B %Y")),
        None => format!("{}, no date", path.display()),
    }
}

fn actors(tagged: &Tagged, out: &mut impl Write) -> Result<()> {
    if tagged.actors.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nActors")?;
    for actor in &tagged.actors {
        let others: Vec<&str> =
            actor.names.iter().map(String::as_str).filter(|name| *name != actor.name).collect();
        let also = if others.is_empty() { String::new() } else { format!("  also {}", others.join(", ")) };
        writeln!(out, "    {:<13}{}{also}", actor.kind.name(), one_line(&actor.name))?;
    }
    Ok(())
}

/// Kind, words, and what they say.
fn row(tagged: &Tagged, sentence: &TaggedSentence, mention: &Mention) -> [String; 3] {
    let text = &sentence.sentence.text;
    let of = |range: &std::ops::Range<usize>| text.get(range.clone()).map(one_line).unwrap_or_default();
    let name = |id: usize| tagged.actors.get(id).map_or("", |actor| actor.name.as_str());
    let value = match &mention.value {
        Value::Figure(figure) => {
            let noun = figure.noun.as_ref().map(|noun| format!(" {}", of(&noun.range))).unwrap_or_default();
            let unit = figure.unit.as_ref().map(|unit| format!(" {unit}")).unwrap_or_default();
            format!("{}{unit}{noun}", amount(figure))
        }
        Value::Time(time) => time.value.clone(),
        Value::Actor(actor) => {
            let place = if actor.metonym { " (its government)" } else { "" };
            format!("{}{place}", one_line(name(actor.id)))
        }
        Value::Quote(quote) => match quote.speaker {
            Some(speaker) => format!("said by {}", one_line(name(speaker))),
            None => "speaker not known".to_owned(),
        },
        Value::Citation(citation) => citation.target.clone(),
    };
    [mention.kind.name().to_owned(), of(&mention.range), value]
}

fn amount(figure: &Figure) -> String {
    let low = figure.amount.normalize();
    let hedge = match figure.hedge {
        Hedge::Exact => "",
        Hedge::AtLeast => "at least ",
        Hedge::AtMost => "at most ",
        Hedge::Nearly => "nearly ",
        Hedge::About => "about ",
        Hedge::Vague => "some ",
    };
    match figure.upper {
        Some(high) => format!("{hedge}{low} to {}", high.normalize()),
        None => format!("{hedge}{low}"),
    }
}
