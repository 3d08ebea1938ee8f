//! The coverage of small invented stories.

use copydesk_checking::{Cache, Draft, Settings, check};
use copydesk_library::{Article, Library, Metadata};
use copydesk_story::coverage::{Outlet, markdown, picture};
use copydesk_story::{Coverage, Story, coverage};
use copydesk_text::Format;
use jiff::civil::date;
use std::collections::BTreeMap;
use std::sync::Arc;

fn source(id: &str, day: i8, meta: Metadata, text: &str) -> Arc<Article> {
    let outlet = meta.outlet.clone().or(Some(id.to_owned()));
    let meta = Metadata { outlet, published: Some(date(2031, 3, day)), ..meta };
    Arc::new(Article::from_text(id, text, Format::Markdown, meta))
}

fn of(articles: &[Arc<Article>], draft: Option<&str>) -> (Story, Coverage) {
    let mut library = Library::default();
    library.extend(articles.iter().cloned());
    let mut story = Story::new(&library);
    let outlets = BTreeMap::from([
        ("harbour wire".to_owned(), Outlet { lean: Some("center".into()), factuality: Some("high".into()) }),
        ("Coast Radio".to_owned(), Outlet { lean: Some("left".into()), factuality: None }),
    ]);
    let draft = draft.map(|text| source("draft.md", 17, Metadata::default(), text));
    let found = draft.as_ref().map(|article| {
        let draft =
            Draft { path: None, text: &article.text, prose: &article.prose, tagged: article.tagged() };
        check(&draft, &library, &Settings::default(), &mut Cache::default(), &|| false)
    });
    let all = coverage(&mut story, draft.as_ref().zip(found.as_deref()), &outlets);
    (story, all)
}

const MARKET: &str = "Mayor Edda Corwin closed the fish market of Tallow Cross on Monday.";

#[test]
fn counts_sources_and_origins_of_a_statement_and_says_who_was_first() {
    let credit = Metadata { credits: vec!["Harbour Wire".into()], ..Metadata::default() };
    let (story, all) = of(
        &[
            source("Harbour Wire", 15, Metadata::default(), MARKET),
            source("Kestrel Courier", 16, credit, MARKET),
            source(
                "Coast Radio",
                16,
                Metadata::default(),
                "The fish market of Tallow Cross was closed by Mayor Edda Corwin on Monday. The old bell of the market was sold to a collector in Osterhaven.",
            ),
        ],
        Some("Mayor Edda Corwin closed the fish market of Tallow Cross [1]."),
    );
    let covered = &all.statements[0];
    assert_eq!(covered.text, "Mayor Edda Corwin closed the fish market of Tallow Cross.");
    assert_eq!((covered.citations.len(), covered.origins), (3, 2));
    assert_eq!(covered.first.as_ref().map(|(id, _)| &**id), Some("Harbour Wire"));
    assert_eq!(covered.lean, BTreeMap::from([("center".to_owned(), 1), ("left".to_owned(), 1)]));
    assert_eq!(all.origins.len(), 2);
    assert_eq!(
        all.origins.iter().find(|o| o.sources.len() == 2).map(|o| o.name.as_str()),
        Some("Harbour Wire")
    );
    let omitted: Vec<&str> = all.omitted.iter().map(|point| point.text.as_str()).collect();
    assert_eq!(omitted, ["The old bell of the market was sold to a collector in Osterhaven."]);
    let written = markdown(&story, &all);
    assert!(
        written.contains("3 sources of 2 independent origins") && written.contains("first: Harbour Wire"),
        "{written}"
    );
    assert!(written.contains("| center | high |"), "{written}");
}

#[test]
fn a_chain_a_credit_and_a_shared_headline_are_drawn() {
    let title = Some("Malynskyy offers to drop the case but keeps the boats".to_owned());
    let (_, all) = of(
        &[
            source(
                "a",
                15,
                Metadata { credits: vec!["Varn Press".into()], ..Metadata::default() },
                "The case was dropped on Friday.",
            ),
            source(
                "b",
                15,
                Metadata { chain: vec!["The Tallow Times".into()], ..Metadata::default() },
                "The boats were kept in Osterhaven.",
            ),
            source(
                "c",
                15,
                Metadata { title, aggregator: true, ..Metadata::default() },
                "The minister kept the boats.",
            ),
            source(
                "d",
                15,
                Metadata::default(),
                "Minister Malynsky keeps the boats in the harbour.\n\n## Sources\n\n- Malynsky offers to drop the case but keeps the boats\n",
            ),
        ],
        None,
    );
    let names: Vec<&str> = all.nodes.iter().map(|node| node.name.as_str()).collect();
    assert_eq!(
        names,
        ["Varn Press", "The Tallow Times", "Malynskyy offers to drop the case but keeps the boats"]
    );
    let by: Vec<(usize, &str)> = all.links.iter().map(|link| (link.source, link.by)).collect();
    assert_eq!(by, [(0, "credit"), (1, "chain"), (2, "headline"), (3, "names it as its source")]);
    assert_eq!(all.sources[2].origin, None);
    let picture = picture(&all);
    assert!(picture.starts_with("<svg ") && picture.matches("<rect").count() == 7, "{picture}");
}

#[test]
fn says_where_sources_disagree() {
    let (story, all) = of(
        &[
            source(
                "Harbour Wire",
                15,
                Metadata::default(),
                "There were 312 passengers aboard the ferry Aurelia when it sank off Kestrel Bay on Saturday.",
            ),
            source(
                "Coast Radio",
                15,
                Metadata::default(),
                "There were 287 passengers aboard the ferry Aurelia when it sank off Kestrel Bay on Saturday.",
            ),
        ],
        None,
    );
    assert_eq!(all.disputes.len(), 1, "{:#?}", all.disputes);
    let written = markdown(&story, &all);
    assert!(
        written.contains("Sources disagree: ") && written.contains("287 [1]") && written.contains("312 [2]"),
        "{written}"
    );
}

#[test]
fn dont_count_two_reports_of_one_outlet_as_two_origins() {
    let wire = || Metadata { outlet: Some("Harbour Wire".into()), ..Metadata::default() };
    let later =
        "The fish market of Tallow Cross was closed by Mayor Edda Corwin on Monday, and the stalls are gone.";
    let (_, all) = of(
        &[source("a", 15, wire(), MARKET), source("b", 16, wire(), later)],
        Some("Mayor Edda Corwin closed the fish market of Tallow Cross."),
    );
    assert_eq!((all.origins.len(), all.statements[0].origins), (1, 1));
}
