//! Against a real PostgreSQL: the one that `COPYDESK_TEST_POSTGRES` names, which `.ci/run` starts. Without it there is
//! nothing to test.

use copydesk_archive::{Archive, PREFIX, push};
use copydesk_checking::{Cache, Draft, Settings, Verdict, check};
use copydesk_library::{Article, Library, Metadata};
use copydesk_text::Format;
use std::sync::Arc;
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(20);

fn url() -> Option<String> {
    let url = std::env::var("COPYDESK_TEST_POSTGRES").ok().filter(|url| !url.is_empty());
    let required = std::env::var("COPYDESK_E2E").is_ok_and(|value| value == "required");
    assert!(url.is_some() || !required, "COPYDESK_TEST_POSTGRES is not set");
    url
}

fn article(id: &str, outlet: &str, day: Option<&str>, text: &str) -> Article {
    let meta = Metadata {
        outlet: Some(outlet.to_owned()),
        published: day.and_then(|day| day.parse().ok()),
        ..Metadata::default()
    };
    Article::from_text(id, text, Format::Markdown, meta)
}

fn articles() -> Vec<Article> {
    let storm = "# Storm shuts Kestrel Bay\n\nThe ferry Marigold carried 212 passengers when the storm broke on Sunday, the harbour master said.\n\n\
                 The north pier was closed on 14 December 2025.\n";
    let line = "# Line runs again\n\nThe ferry line between Kestrel Bay and Varnholm runs again since Wednesday, its operator said.\n";
    let odd = "# O'Hara's \"bell\" -- \\ and a ' more\n\nDivers found the bell of the Marigold eight metres down; nobody said 'drop table'.\n";
    vec![
        article("a.md", "Kestrel Post", Some("2025-12-14"), storm),
        article("b.md", "Harbour Wire", Some("2024-01-02"), line),
        article("c.md", "Bay Mirror", None, odd),
    ]
}

/// Verdict, support, texts of the evidence and findings of each claim.
fn verdicts(draft: &str, library: &Library) -> Vec<(Verdict, f32, Vec<String>, Vec<String>)> {
    let draft = Article::from_text("draft.md", draft, Format::Markdown, Metadata::default());
    let asked =
        Draft { path: Some(&draft.id), text: &draft.text, prose: &draft.prose, tagged: draft.tagged() };
    let judged = check(&asked, library, &Settings::default(), &mut Cache::default(), &|| false);
    judged
        .iter()
        .map(|judgement| {
            let evidence = judgement.evidence.iter().map(|piece| piece.text.to_string()).collect();
            let findings = judgement.findings.iter().map(|finding| finding.message.clone()).collect();
            (judgement.verdict, judgement.support, evidence, findings)
        })
        .collect()
}

#[test]
fn what_was_pushed_is_found_and_judged_as_from_files() {
    let Some(url) = url() else { return };
    let articles = articles();
    let first = push(&url, &articles).expect("pushed");
    let again = push(&url, &articles).expect("pushed again");
    assert_eq!(first.new + first.known, 3);
    assert_eq!((again.new, again.known), (0, 3));

    let draft = "The ferry Marigold carried 217 passengers when the storm broke on Sunday.\n\nThe ferry line between Kestrel Bay and \
                 Varnholm runs again.\n\nDivers found the bell of the Marigold eight metres down.\n";
    let sentences: Vec<String> = draft.split("\n\n").map(str::to_owned).collect();
    let archive = Archive::new(&url);
    let answer = archive.ask(&sentences, PATIENCE);
    assert_eq!(answer.fault, None);
    let ours: Vec<_> = answer
        .articles
        .iter()
        .filter(|found| articles.iter().any(|own| own.meta.outlet == found.meta.outlet))
        .cloned()
        .collect();
    assert_eq!(ours.len(), 3, "{:?}", ours.iter().map(|article| &article.id).collect::<Vec<_>>());
    assert!(ours.iter().all(|article| article.id.starts_with(PREFIX)));

    let mut from_archive = Library::default();
    from_archive.extend(ours);
    let mut from_files = Library::default();
    from_files.extend(articles.into_iter().map(Arc::new));
    let (files, archived) = (verdicts(draft, &from_files), verdicts(draft, &from_archive));
    assert_eq!(files, archived);
    assert!(files.iter().any(|(verdict, ..)| *verdict == Verdict::Contradicted), "{files:?}");

    // Asked again, it answers from memory, even where the archive is gone.
    let again = archive.ask(&sentences, Duration::ZERO);
    assert_eq!((again.articles.len(), again.fault), (answer.articles.len(), None));
}

#[test]
fn a_draft_is_never_read_as_a_query() {
    let Some(url) = url() else { return };
    push(&url, &articles()).expect("pushed");
    let hostile =
        ["'); DROP TABLE copydesk.articles; --".to_owned(), "Marigold' | !'x:* & \\ \u{0}".to_owned()];
    let answer = Archive::new(&url).ask(&hostile, PATIENCE);
    assert_eq!(answer.fault, None);
    assert!(!answer.articles.is_empty());
}
