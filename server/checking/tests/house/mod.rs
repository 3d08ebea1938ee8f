//! What the tests of verdicts share: a draft judged, and what was said loudly of it.

#![allow(dead_code)] // Not every test file needs all of it.

use copydesk_checking::{Cache, Draft, Judgement, Settings, Severity, check};
use copydesk_library::{Article, Library, Metadata};
use copydesk_tagging::Tagger;
use copydesk_text::{Format, Prose};
use std::sync::Arc;

/// Sources named s0, s1 and so on.
pub(crate) fn library<'a>(sources: impl IntoIterator<Item = (&'a str, Metadata)>) -> Library {
    let mut library = Library::default();
    for (number, (text, meta)) in sources.into_iter().enumerate() {
        library.insert(Arc::new(Article::from_text(format!("s{number}"), text, Format::Text, meta)));
    }
    library
}

/// A draft that was written on a day ("" for an unknown one), for whoever asks something of it.
pub(crate) fn with_draft<T>(
    text: &str,
    format: Format,
    written: &str,
    ask: impl FnOnce(&Draft<'_>) -> T,
) -> T {
    let prose = Prose::new(text, format);
    let tagger = Tagger::english();
    let tagged = tagger.document(&prose, written.parse().ok(), &mut |text| Arc::new(tagger.sentence(text)));
    ask(&Draft { path: None, text, prose: &prose, tagged: &tagged })
}

/// A plain draft that was written on a day, judged.
pub(crate) fn judge(library: &Library, settings: &Settings, written: &str, text: &str) -> Vec<Judgement> {
    with_draft(text, Format::Text, written, |draft| {
        check(draft, library, settings, &mut Cache::default(), &|| false)
    })
}

/// A draft judged that was written on the day of the first of its sources: their days and texts.
pub(crate) fn judge_with(sources: &[(&str, &str)], draft: &str) -> Vec<Judgement> {
    let meta = |number: usize, published: &str| Metadata {
        published: published.parse().ok(),
        outlet: Some(format!("Outlet {number}")),
        ..Metadata::default()
    };
    let numbered = sources.iter().enumerate();
    let library = library(numbered.map(|(number, (published, text))| (*text, meta(number, published))));
    let written = sources.first().map_or("", |(published, _)| *published);
    judge(&library, &Settings::default(), written, draft)
}

/// "code on words", for every finding at warning level or above.
pub(crate) fn loud(source: &str, draft: &str) -> Vec<String> {
    said(&judge_with(&[("2031-05-06", source)], draft), draft)
}

/// The same of judgements.
pub(crate) fn said(judgements: &[Judgement], draft: &str) -> Vec<String> {
    said_from(Severity::Warning, judgements, draft)
}

/// "code on words", for every finding at a level or above.
pub(crate) fn said_from(least: Severity, judgements: &[Judgement], draft: &str) -> Vec<String> {
    judgements
        .iter()
        .flat_map(|judgement| &judgement.findings)
        .filter(|finding| finding.severity >= least)
        .map(|finding| format!("{} on {}", finding.code, &draft[finding.range.clone()]))
        .collect()
}

#[allow(unused_macros)] // As above.
macro_rules! flags {
    ($($name:ident: $source:literal, $draft:literal => [$($want:literal),*];)+) => {
        $(#[test] fn $name() { assert_eq!($crate::house::loud($source, $draft), Vec::<String>::from([$($want.to_owned()),*])); })+
    };
}
