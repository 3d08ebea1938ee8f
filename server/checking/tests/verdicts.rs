//! What is flagged and what is not, one line each, named after the complaint.

use copydesk_checking::{Cache, Code, Draft, Judgement, Settings, check};
use copydesk_library::{Article, Library, Metadata};
use copydesk_tagging::Tagger;
use copydesk_text::{Format, Prose};
use std::sync::Arc;

fn judge_with(sources: &[(&str, &str)], draft: &str) -> Vec<Judgement> {
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
fn loud(source: &str, draft: &str) -> Vec<String> {
    said(&judge_with(&[("2031-05-06", source)], draft), draft)
}

fn said(judgements: &[Judgement], draft: &str) -> Vec<String> {
    let judgements: Vec<&Judgement> = judgements.iter().collect();
    judgements
        .iter()
        .flat_map(|j| &j.findings)
        .filter(|f| f.severity >= copydesk_checking::Severity::Warning)
        .map(|f| format!("{} on {}", f.code, &draft[f.range.clone()]))
        .collect()
}

/// The draft with the first fix of its first finding applied.
fn mended(source: &str, draft: &str) -> String {
    let judgements = judge_with(&[("2031-05-06", source)], draft);
    let fix = judgements.iter().flat_map(|j| &j.findings).flat_map(|f| &f.fixes).next().expect("a fix");
    let mut out = draft.to_owned();
    for edit in fix.edits.iter().rev() {
        out.replace_range(edit.range.clone(), &edit.text);
    }
    out
}

macro_rules! flags {
    ($($name:ident: $source:literal, $draft:literal => [$($want:literal),*];)+) => {
        $(#[test] fn $name() { assert_eq!(loud($source, $draft), Vec::<String>::from([$($want.to_owned()),*])); })+
    };
}

macro_rules! mends {
    ($($name:ident: $source:literal, $draft:literal => $want:literal;)+) => {
        $(#[test] fn $name() { assert_eq!(mended($source, $draft), $want); })+
    };
}

flags! {
    says_nothing_of_a_sentence_that_stands_in_the_source:
        "The ferry Alder struck the pier at Kestrel Bay on Monday, injuring 46 passengers.",
        "The ferry Alder struck the pier at Kestrel Bay on Monday, injuring 46 passengers." => [];
    flags_a_dropped_not:
        "The harbour board did not approve the new pier at Kestrel Bay.",
        "The harbour board did approve the new pier at Kestrel Bay." => ["polarity-mismatch on approve"];
    flags_an_added_not:
        "The two northern piers at Kestrel Bay were closed by the harbour board.",
        "The two northern piers at Kestrel Bay were not closed by the harbour board." => ["polarity-mismatch on not "];
    flags_an_opposite_verb:
        "The harbour board rejected the plan for a second pier at Kestrel Bay.",
        "The harbour board accepted the plan for a second pier at Kestrel Bay." => ["polarity-mismatch on accepted"];
    dont_flag_another_event_with_the_opposite_verb:
        "The harbour board rejected the plan for a second pier at Kestrel Bay.",
        "The fishermen's union accepted the plan for a shorter working week." => [];
}

mends! {
    takes_an_added_not_out:
        "The two northern piers at Kestrel Bay were closed by the harbour board.",
        "The two northern piers at Kestrel Bay were not closed by the harbour board." =>
        "The two northern piers at Kestrel Bay were closed by the harbour board.";
    puts_the_source_s_verb_in:
        "The harbour board rejected the plan for a second pier at Kestrel Bay.",
        "The harbour board accepted the plan for a second pier at Kestrel Bay." =>
        "The harbour board rejected the plan for a second pier at Kestrel Bay.";
}

#[test]
fn a_statement_that_nothing_speaks_of_is_unsupported() {
    let judgements = judge_with(
        &[("2031-05-06", "The ferry Alder struck the pier at Kestrel Bay.")],
        "Wheat prices rose in the capital.",
    );
    assert_eq!(judgements[0].findings[0].code, Code::Unsupported);
    assert!(judgements[0].findings[0].message.contains("1 source"), "{}", judgements[0].findings[0].message);
}
