//! `copydesk text`: a source as it is read.

use anyhow::{Result, bail};
use copydesk_intake::read;
use copydesk_library::{Article, Spot};
use copydesk_text::BlockKind;
use serde_json::{Value, json};
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Sources of any format that is read.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// One JSON object for each article: its metadata, and its blocks with their bytes.
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for path in &args.files {
        let read = match read(path, path.to_string_lossy()) {
            Ok(read) => read,
            Err(error) => bail!("{error}"),
        };
        if let Some(note) = &read.note {
            writeln!(std::io::stderr(), "note: {}: {note}", path.display())?;
        }
        for article in std::iter::once(&read.article).chain(&read.more) {
            if args.json {
                serde_json::to_writer(&mut out, &object(article))?;
                writeln!(out)?;
            } else {
                people(article, &mut out)?;
            }
        }
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn kind(kind: &BlockKind) -> String {
    match kind {
        BlockKind::Heading(level) => format!("heading {level}"),
        BlockKind::Paragraph => "paragraph".to_owned(),
        BlockKind::ListItem => "item".to_owned(),
        BlockKind::TableCell { .. } => "cell".to_owned(),
        BlockKind::BlockQuote => "quote".to_owned(),
        BlockKind::Footnote(_) => "note".to_owned(),
        BlockKind::SourceEntry => "source".to_owned(),
        BlockKind::Furniture => "furniture".to_owned(),
    }
}

fn object(article: &Article) -> Value {
    let meta = &article.meta;
    let blocks: Vec<Value> = article
        .prose
        .blocks
        .iter()
        .map(|block| {
            let mut value = json!({
                "kind": kind(&block.kind), "text": block.text, "start_byte": block.source.start, "end_byte": block.source.end,
            });
            match article.layout.spot(&block.source) {
                Some(Spot::Page(page)) => value["page"] = json!(page),
                Some(spot) => value[spot.name()] = json!(spot.value()),
                None => {}
            }
            value
        })
        .collect();
    json!({
        "id": article.id, "title": meta.title, "outlet": meta.outlet, "authors": meta.authors, "published": meta.published,
        "modified": meta.modified, "url": meta.url, "language": meta.language, "lean": meta.lean,
        "factuality": meta.factuality, "key": meta.key, "credits": meta.credits, "chain": meta.chain,
        "aggregator": meta.aggregator, "guessed": meta.guessed, "extracted": article.layout.extracted, "blocks": blocks,
    })
}

fn people(article: &Article, out: &mut impl Write) -> Result<()> {
    let meta = &article.meta;
    let guess = |name: &str| if meta.guessed.contains(&name) { " (guessed)" } else { "" };
    let mut line = |name: &str, value: Option<String>| -> Result<()> {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            writeln!(out, "{name}: {value}{}", guess(name))?;
        }
        Ok(())
    };
    line("title", meta.title.clone())?;
    line("outlet", meta.outlet.clone())?;
    line("authors", Some(meta.authors.join(", ")))?;
    line("published", meta.published.map(|date| date.to_string()))?;
    line("modified", meta.modified.map(|date| date.to_string()))?;
    line("url", meta.url.clone())?;
    line("language", meta.language.clone())?;
    line("credits", Some(meta.credits.join(", ")))?;
    line("chain", Some(meta.chain.join(", ")))?;
    let mut last = None;
    for block in &article.prose.blocks {
        let spot = article.layout.spot(&block.source);
        if spot != last
            && let Some(spot) = &spot
        {
            writeln!(out, "\n[{spot}]")?;
        } else {
            writeln!(out)?;
        }
        last = spot;
        let mark = match block.kind {
            BlockKind::Heading(level) => "#".repeat(level.into()) + " ",
            BlockKind::ListItem => "- ".to_owned(),
            BlockKind::BlockQuote => "> ".to_owned(),
            BlockKind::Furniture => "~ ".to_owned(),
            _ => String::new(),
        };
        writeln!(out, "{mark}{}", block.text)?;
    }
    writeln!(out)?;
    Ok(())
}
