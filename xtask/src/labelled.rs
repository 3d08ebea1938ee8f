//! Labelled claims in JSON lines, `{"claim", "sources": [text], "label", ...}`: each as a draft beside its source.

use anyhow::{Context, Result, bail};
use copydesk_checking::Draft;
use copydesk_library::{Article, Library, Metadata};
use copydesk_tagging::Tagger;
use copydesk_text::{Format, Prose};
use serde_json::Value;
use std::sync::Arc;

/// A claim as it is read from a file.
pub(crate) struct Labelled<'a> {
    /// All that its line has.
    pub(crate) item: &'a Value,
    pub(crate) source: &'a str,
    pub(crate) draft: &'a Draft<'a>,
    pub(crate) library: &'a Library,
}

/// Hands on every claim of these files, in order.
pub(crate) fn each(files: &[&String], mut take: impl FnMut(&Labelled<'_>)) -> Result<()> {
    if files.is_empty() {
        bail!("name the files of claims");
    }
    let tagger = Tagger::english();
    for file in files {
        let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {file}"))?;
        for line in text.lines() {
            let item: Value = serde_json::from_str(line)?;
            let (Some(claim), Some(source)) = (item["claim"].as_str(), item["sources"][0].as_str()) else {
                bail!("a line without a claim or a source")
            };
            let mut library = Library::default();
            library.insert(Arc::new(Article::from_text("s", source, Format::Text, Metadata::default())));
            let prose = Prose::new(claim, Format::Text);
            let tagged = tagger.document(&prose, None, &mut |text| Arc::new(tagger.sentence(text)));
            let draft = Draft { path: None, text: claim, prose: &prose, tagged: &tagged };
            take(&Labelled { item: &item, source, draft: &draft, library: &library });
        }
    }
    Ok(())
}
