//! `train-same-event`: how surely a figure or date that differs from the source's is the same one told wrong. Learnt from
//! the sentences of the sources, each held against its article without it: what differs there is another one; what
//! stands there a second time shows what is around one and the same. The same files give the same weights.

use crate::labelled::{self, Labelled};
use crate::support::{Model, share};
use anyhow::Result;
use copydesk_checking::Draft;
use copydesk_checking::training::{self, DescribedSlot};
use copydesk_library::{Article, Library, Metadata};
use copydesk_tagging::Tagger;
use copydesk_text::{Format, Prose};
use std::collections::HashSet;
use std::sync::Arc;

const MODEL: &str = "server/checking/model/same_event.toml";

/// Bytes of a sentence that tells enough to be left out.
const SENTENCE: std::ops::Range<usize> = 40..400;

/// How much a figure of a summary counts, in which things are told in other words, beside one that its article repeats.
const SUMMARY: f64 = 3.0;
/// Pull towards no weight at all.
const RIDGE: f64 = 0.0005;

/// How sure one has to be, for which what it costs and wins is shown.
const SHOWN: [f64; 4] = [0.8, 0.9, 0.94, 0.97];

struct Row {
    numbers: Vec<f32>,
    same: bool,
    weight: f64,
    /// A sentence that was left out, by its number: alarms are counted by sentences.
    left_out: Option<usize>,
    fold: usize,
}

/// `FILE...`: JSON lines `{"claim", "sources": [text], "label", "pair"?}`. With `--try`, every fifth document is held out
/// and measured, and nothing is written.
pub(crate) fn train(args: &[String]) -> Result<()> {
    let held_out = args.iter().any(|arg| arg == "--try");
    let files: Vec<&String> = args.iter().filter(|arg| !arg.starts_with("--")).collect();
    let tagger = Tagger::english();
    let (mut rows, mut sentences, mut seen) = (Vec::new(), 0, HashSet::new());
    labelled::each(&files, |claim| {
        let fold = claim.source.len() % 5;
        if claim.item["label"] == "supported" {
            let weight = if claim.item["pair"].is_string() { 1.0 } else { SUMMARY };
            add(&mut rows, training::slots(claim.draft, claim.library), weight, None, fold);
        }
        if seen.insert(claim.source.to_owned()) {
            leave_out(claim, tagger, |slots| {
                add(&mut rows, slots, 1.0, Some(sentences), fold);
                sentences += 1;
            });
        }
    })?;
    let (test, learn): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(|row| held_out && row.fold == 0);
    let model = learn_model(&learn);
    eprintln!("{} figures and dates, {sentences} sentences left out", learn.len());
    measure("learnt from", &learn, &model);
    if held_out {
        measure("held out", &test, &model);
    } else {
        let about = "How surely a figure or date that differs is the same one told wrong, as log odds.";
        std::fs::write(MODEL, model.written(about, "train-same-event"))?;
    }
    Ok(())
}

/// Every sentence of a source as a draft, beside the source without it.
fn leave_out(claim: &Labelled<'_>, tagger: &Tagger, mut take: impl FnMut(Vec<DescribedSlot>)) {
    let prose = Prose::new(claim.source, Format::Text);
    let tag = |prose: &Prose| tagger.document(prose, None, &mut |text| Arc::new(tagger.sentence(text)));
    for sentence in &tag(&prose).sentences {
        let range = sentence.sentence.source.clone();
        let text = &claim.source[range.clone()];
        if !SENTENCE.contains(&text.len()) {
            continue;
        }
        // Where the article has the sentence twice, both go.
        let rest = claim.source.replace(text, " ");
        let mut library = Library::default();
        library.insert(Arc::new(Article::from_text("s", &rest, Format::Text, Metadata::default())));
        let prose = Prose::new(text, Format::Text);
        let tagged = tag(&prose);
        let draft = Draft { path: None, text, prose: &prose, tagged: &tagged };
        take(training::slots(&draft, &library));
    }
}

fn add(rows: &mut Vec<Row>, slots: Vec<DescribedSlot>, weight: f64, left_out: Option<usize>, fold: usize) {
    rows.extend(slots.into_iter().map(|DescribedSlot { same, numbers }| Row {
        numbers,
        same,
        weight,
        left_out,
        fold,
    }));
}

fn learn_model(rows: &[&Row]) -> Model {
    let mut model = Model::on(training::slot_measures(), rows.iter().map(|row| &row.numbers));
    let total: f64 = rows.iter().map(|row| row.weight).sum();
    let data: Vec<(Vec<f64>, f64, f64)> = rows
        .iter()
        .map(|row| (model.scaled(&row.numbers), f64::from(u8::from(row.same)), row.weight / total))
        .collect();
    model.fit(RIDGE, &data);
    model
}

fn measure(name: &str, rows: &[&Row], model: &Model) {
    let sentences: HashSet<usize> = rows.iter().filter_map(|row| row.left_out).collect();
    let same: f64 = rows.iter().filter(|row| row.same).map(|row| row.weight).sum();
    for sure in SHOWN {
        let over: Vec<&&Row> = rows.iter().filter(|row| share(model.score(&row.numbers)) >= sure).collect();
        let alarms: HashSet<usize> =
            over.iter().filter(|row| !row.same).filter_map(|row| row.left_out).collect();
        let found: f64 = over.iter().filter(|row| row.same).map(|row| row.weight).sum();
        eprintln!(
            "{name}, {sure} sure: {:.1}% of the same found, {} of {} sentences with figures or dates flagged",
            100.0 * found / same,
            alarms.len(),
            sentences.len()
        );
    }
}
