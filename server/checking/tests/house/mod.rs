//! What the tests of verdicts share: a draft judged, and what was said loudly of it.

#![allow(dead_code)] // Not every test file needs all of it.

use copydesk_checking::{Cache, Draft, Judgement, Settings, check};
use copydesk_library::{Article, Library, Metadata};
use copydesk_tagging::Tagger;
use copydesk_text::{Format, Prose};
use std::sync::Arc;

pub(crate) fn judge_with(sources: &[(&str, &str)], draft: &str) -> Vec<Judgement> {
    let mut library = Library::default();
    for (number, (published, text)) in sources.iter().enumerate() {
        let meta = Metadata {
            published: published.parse().ok(),
            outlet: Some(format!("Outlet {number}")),
            ..Metadata::default()
        };
        library.insert(Arc::new(Article::from_text(format!("s{number}"), text, Format::Text, meta)));
    }
    let prose = Prose::new(draft, Format::Text);
    let tagger = Tagger::english();
    let published = sources.first().and_then(|(published, _)| published.parse().ok());
    let tagged = tagger.document(&prose, published, &mut |text| Arc::new(tagger.sentence(text)));
    let draft = Draft { path: None, text: draft, prose: &prose, tagged: &tagged };
    check(&draft, &library, &Settings::default(), &mut Cache::default(), &|| false)
}

/// "code on words", for every finding at warning level or above.
pub(crate) fn loud(source: &str, draft: &str) -> Vec<String> {
    said(&judge_with(&[("2031-05-06", source)], draft), draft)
}

pub(crate) fn said(judgements: &[Judgement], draft: &str) -> Vec<String> {
    let judgements: Vec<&Judgement> = judgements.iter().collect();
    judgements
        .iter()
        .flat_map(|j| &j.findings)
        .filter(|f| f.severity >= copydesk_checking::Severity::Warning)
        .map(|f| format!("{} on {}", f.code, &draft[f.range.clone()]))
        .collect()
}

macro_rules! flags {
    ($($name:ident: $source:literal, $draft:literal => [$($want:literal),*];)+) => {
        $(#[test] fn $name() { assert_eq!($crate::house::loud($source, $draft), Vec::<String>::from([$($want.to_owned()),*])); })+
    };
}
