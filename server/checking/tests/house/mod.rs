//! What the tests of verdicts share: a draft judged, and what was said loudly of it.

#![allow(dead_code)] // Not every test file needs all of it.

use copydesk_checking::{Cache, Draft, Judgement, Settings, Severity, Verdict, check};
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

/// "code on words" of every finding at a level or above, of a draft and its sources that are all of one day.
pub(crate) fn told(least: Severity, sources: &[&str], draft: &str) -> Vec<String> {
    said_from(least, &of_one_day(sources, draft), draft)
}

/// A draft judged that is of the same day as all its sources.
pub(crate) fn of_one_day(sources: &[&str], draft: &str) -> Vec<Judgement> {
    let sources: Vec<(&str, &str)> = sources.iter().map(|text| ("2031-05-07", *text)).collect();
    judge_with(&sources, draft)
}

/// The verdict on a draft of one statement.
pub(crate) fn verdict(source: &str, draft: &str) -> Verdict {
    of_one_day(&[source], draft).first().expect("a claim").verdict
}

/// The draft with the first fix of its first finding that has one made.
pub(crate) fn mended(source: &str, draft: &str) -> String {
    let judged = of_one_day(&[source], draft);
    let fix = judged.iter().flat_map(|judged| &judged.findings).flat_map(|finding| &finding.fixes).next();
    let mut out = draft.to_owned();
    for edit in fix.iter().flat_map(|fix| fix.edits.iter().rev()) {
        out.replace_range(edit.range.clone(), &edit.text);
    }
    out
}

#[allow(unused_macros)] // As above.
macro_rules! flags {
    ($($name:ident: $source:expr, $draft:literal => [$($want:literal),*];)+) => {
        $(#[test] fn $name() { assert_eq!($crate::house::loud($source, $draft), Vec::<String>::from([$($want.to_owned()),*])); })+
    };
}

/// What is said from a level on, or at all, of drafts with one source or with several.
#[allow(unused_macros)] // As above.
macro_rules! says {
    ($($name:ident: $least:ident, [$($source:literal),+], $draft:literal => [$($want:literal),*];)+) => {
        $(#[test] fn $name() {
            let told = $crate::house::told(copydesk_checking::Severity::$least, &[$($source),+], $draft);
            assert_eq!(told, Vec::<String>::from([$($want.to_owned()),*]));
        })+
    };
    ($($name:ident: $least:ident, $source:literal, $draft:literal => [$($want:literal),*];)+) => {
        says! { $($name: $least, [$source], $draft => [$($want),*];)+ }
    };
    ($($name:ident: [$($source:literal),+], $draft:literal => [$($want:literal),*];)+) => {
        says! { $($name: Hint, [$($source),+], $draft => [$($want),*];)+ }
    };
    ($($name:ident: $source:literal, $draft:literal => [$($want:literal),*];)+) => {
        says! { $($name: Hint, [$source], $draft => [$($want),*];)+ }
    };
}

#[allow(unused_macros)] // As above.
macro_rules! mends {
    ($($name:ident: $source:literal, $draft:literal => $want:literal;)+) => {
        $(#[test] fn $name() { assert_eq!($crate::house::mended($source, $draft), $want); })+
    };
}
