//! `copydesk tag`: mentions, for programs (`--jsonl`) and for people.

use crate::given;
use anyhow::{Result, bail};
use copydesk_tagging::{
    Hedge, Mention, Reference, Spoken, Tagged, TaggedSentence, Tagger, Value as Said, actors,
};
use copydesk_text::{Format, Prose};
use jiff::civil::Date;
use rayon::prelude::*;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::io::{BufRead, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

mod people;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Read {"id", "text", "format"?, "published"?, "language"?} lines from standard input and write JSON lines.
    #[arg(long)]
    jsonl: bool,
    /// Give an actor one id across all lines.
    #[arg(long, requires = "jsonl")]
    together: bool,
    /// Files to tag, for people to read.
    files: Vec<PathBuf>,
}

#[derive(Deserialize)]
struct Item {
    id: Value,
    text: String,
    #[serde(default)]
    format: Format,
    #[serde(default, deserialize_with = "crate::given::day_field")]
    published: Option<Date>,
    language: Option<String>,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    if !args.jsonl {
        if args.files.is_empty() {
            bail!("name a file, or give --jsonl and lines on standard input");
        }
        people::print(&args.files, &mut out)?;
        out.flush()?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut lines = std::io::stdin().lock().split(b'\n');
    let mut failed = false;
    let mut all: Vec<Result<(Item, Tagged), String>> = Vec::new();
    let mut read = 0;
    loop {
        let batch: Vec<Vec<u8>> = lines.by_ref().take(BATCH).collect::<std::io::Result<_>>()?;
        if batch.is_empty() {
            break;
        }
        let tagged: Vec<Result<(Item, Tagged), String>> = batch
            .par_iter()
            .enumerate()
            .filter(|(_, line)| !line.trim_ascii().is_empty())
            .map(|(at, line)| {
                let item: Item = given::line(line, read + at)?;
                let tagged = tag(&item);
                Ok((item, tagged))
            })
            .collect();
        read += batch.len();
        failed |= tagged.iter().any(Result::is_err);
        if args.together {
            all.extend(tagged);
        } else {
            let lines: Vec<String> = tagged.par_iter().map(|line| json_line(line, None)).collect();
            write_lines(&mut out, &lines)?;
        }
    }
    let mut ids =
        actors::link(&all.iter().flatten().map(|(_, tagged)| tagged).collect::<Vec<_>>()).into_iter();
    // A line that could not be read has no actors.
    let ids: Vec<Vec<usize>> =
        all.iter().map(|line| line.as_ref().ok().and_then(|_| ids.next()).unwrap_or_default()).collect();
    for (batch, ids) in all.chunks(BATCH).zip(ids.chunks(BATCH)) {
        let lines: Vec<String> =
            batch.par_iter().zip(ids).map(|(line, ids)| json_line(line, Some(ids))).collect();
        write_lines(&mut out, &lines)?;
    }
    out.flush()?;
    Ok(if failed { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// Lines tagged at once; without `--together` their answers are written before the next are read.
const BATCH: usize = 1024;

fn write_lines(out: &mut impl Write, lines: &[String]) -> Result<()> {
    for line in lines {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// `ids`: the id of each actor across all lines; without it, the index in its own text.
fn json_line(line: &Result<(Item, Tagged), String>, ids: Option<&Vec<usize>>) -> String {
    let (item, tagged) = match line {
        Ok(line) => line,
        Err(error) => return json!({"id": null, "error": error}).to_string(),
    };
    let sentences: Vec<Value> = tagged
        .sentences
        .iter()
        .map(|s| json!({"start_byte": s.sentence.source.start, "end_byte": s.sentence.source.end}))
        .collect();
    let mentions: Vec<Value> = tagged
        .sentences
        .iter()
        .flat_map(|s| {
            s.mentions.iter().map(|m| json_mention(&item.text, tagged, s, m, ids)).collect::<Vec<_>>()
        })
        .collect();
    let references: Vec<Value> =
        tagged.references.iter().filter_map(|r| json_reference(&item.text, tagged, r, ids)).collect();
    json!({
        "id": item.id, "language": tagged.language.code(), "sentences": sentences, "mentions": mentions,
        "references": references,
    })
    .to_string()
}

/// Tags a text in its own language: as `language` says, else by its words.
fn tag(item: &Item) -> Tagged {
    let prose = Prose::new(&item.text, item.format);
    let stated = item.language.as_deref().map_or(Spoken::Unclear, Spoken::of_code);
    let spoken = match stated {
        Spoken::Unclear => Spoken::of(prose.blocks.iter().map(|block| block.text.as_str())),
        stated => stated,
    };
    let tagger = match spoken {
        Spoken::Known(language) => Tagger::new(language),
        Spoken::Unread(_) | Spoken::Unclear => Tagger::english().clone(),
    };
    tagger.document(&prose, item.published, &mut |text| Arc::new(tagger.sentence(text)))
}

/// "the chancellor", where one is about: words that mean an actor without naming it.
fn json_reference(
    text: &str,
    tagged: &Tagged,
    reference: &Reference,
    ids: Option<&Vec<usize>>,
) -> Option<Value> {
    let sentence = &tagged.sentences.get(reference.sentence)?.sentence;
    let range = sentence.to_source(reference.range.clone());
    let id = ids.and_then(|ids| ids.get(reference.actor)).copied().unwrap_or(reference.actor);
    Some(json!({
        "start_byte": range.start, "end_byte": range.end, "text": text.get(range)?, "entity": id,
        "value": tagged.actors.get(reference.actor)?.name,
    }))
}

fn json_mention(
    text: &str,
    tagged: &Tagged,
    sentence: &TaggedSentence,
    mention: &Mention,
    ids: Option<&Vec<usize>>,
) -> Value {
    let range = sentence.sentence.to_source(mention.range.clone());
    let mut map = Map::new();
    map.insert("kind".into(), mention.kind.name().into());
    map.insert("start_byte".into(), range.start.into());
    map.insert("end_byte".into(), range.end.into());
    map.insert("text".into(), text[range].into());
    match &mention.value {
        Said::Figure(figure) => {
            map.insert("value".into(), figure.amount.normalize().to_string().into());
            if let Some(unit) = &figure.unit {
                map.insert("unit".into(), unit.as_str().into());
            }
            if let Some(noun) = &figure.noun {
                map.insert("noun".into(), sentence.sentence.text[noun.range.clone()].into());
            }
            if let Some(upper) = figure.upper {
                map.insert("low".into(), figure.amount.normalize().to_string().into());
                map.insert("high".into(), upper.normalize().to_string().into());
            }
            if figure.hedge != Hedge::Exact {
                map.insert("hedge".into(), format!("{:?}", figure.hedge).to_lowercase().into());
            }
        }
        Said::Time(timex) => {
            map.insert("value".into(), timex.value.as_str().into());
        }
        Said::Actor(actor) => {
            let id = ids.and_then(|ids| ids.get(actor.id)).copied().unwrap_or(actor.id);
            map.insert("entity".into(), id.into());
            if let Some(identity) = tagged.actors.get(actor.id) {
                map.insert("value".into(), identity.name.as_str().into());
            }
            if actor.metonym {
                map.insert("metonym".into(), true.into());
            }
        }
        Said::Quote(quote) => {
            map.insert("value".into(), sentence.sentence.text[quote.inner.clone()].into());
            if let Some(speaker) = quote.speaker {
                map.insert("speaker".into(), speaker.into());
            }
        }
        Said::Citation(citation) => {
            map.insert("value".into(), citation.target.as_str().into());
        }
    }
    Value::Object(map)
}
