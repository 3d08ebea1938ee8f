//! `train-names`: the weights of the statistical tagger of names, from sentences whose names are known.

use anyhow::{Context, Result, bail};
use copydesk_tagging::Kind;
use copydesk_tagging::actors::training::{self, Example, Settings, measure};
use serde_json::Value;

const MODEL: &str = "server/tagging/model/names.bin";

/// `FILE`: JSON lines `{"text", "gold": [{"start", "end", "kind"}]}` with offsets in code points. With `--try`, a tenth is
/// held out and measured, and nothing is written.
pub(crate) fn train(args: &[String]) -> Result<()> {
    let held_out = args.iter().any(|arg| arg == "--try");
    let Some(file) = args.iter().find(|arg| !arg.starts_with("--")) else {
        bail!("name the file of sentences")
    };
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {file}"))?;
    let examples: Vec<Example> = text.lines().map(example).collect::<Result<_>>()?;
    let number = |name: &str, default: f32| -> f32 {
        let value = args.iter().find_map(|arg| arg.strip_prefix(name)?.strip_prefix('='));
        value.and_then(|value| value.parse().ok()).unwrap_or(default)
    };
    let default = Settings::default();
    let settings = Settings {
        epochs: number("--epochs", default.epochs as f32) as usize,
        rate: number("--rate", default.rate),
        hide: number("--hide", default.hide),
        capitals: number("--capitals", default.capitals),
        title: number("--title", default.title),
        decay: number("--decay", default.decay),
        seed: default.seed,
    };
    let cut = if held_out { examples.len() * 9 / 10 } else { examples.len() };
    let model = training::train(&examples[..cut], settings, &mut |epoch, loss| {
        eprintln!("epoch {epoch}: loss {loss:.4}")
    });
    if held_out {
        let (precision, recall, f1) = measure(&model, &examples[cut..]);
        eprintln!("held out: precision {precision:.4}, recall {recall:.4}, F1 {f1:.4}");
        return Ok(());
    }
    std::fs::write(MODEL, model).with_context(|| format!("cannot write {MODEL}"))
}

fn example(line: &str) -> Result<Example> {
    let item: Value = serde_json::from_str(line)?;
    let text = item["text"].as_str().context("a line without text")?.to_owned();
    let mut bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    bytes.push(text.len());
    let byte = |value: &Value| value.as_u64().and_then(|at| bytes.get(at as usize)).copied();
    let mut names = Vec::new();
    for name in item["gold"].as_array().into_iter().flatten() {
        let kind = match name["kind"].as_str() {
            Some("person") => Kind::Person,
            Some("organization") => Kind::Organization,
            Some("place") => Kind::Place,
            _ => continue,
        };
        if let (Some(start), Some(end)) = (byte(&name["start"]), byte(&name["end"])) {
            names.push((start..end, kind));
        }
    }
    Ok(Example { text, names })
}
