//! What is asked of a name, a figure, a date or a citation in an editor: colours, hints, hover, where else it stands, a
//! better spelling. With an emoji and curly quotes before it, and in both ways of counting.

use copydesk_tests::editor::uri;
use copydesk_tests::story::{DRAFT, Story, WIRE, words};
use copydesk_tests::{Editor, Manners};
use serde_json::{Value, json};

fn shown(settings: Value) -> Manners {
    Manners { settings, ..Manners::default() }
}

/// The kinds and words of all semantic tokens.
fn coloured(story: &mut Story, method: &str, params: Value) -> Vec<(String, String)> {
    let legend = story.editor.capabilities["semanticTokensProvider"]["legend"]["tokenTypes"].clone();
    let data = story.editor.ask(method, params)["data"].as_array().expect("tokens").clone();
    let (mut line, mut character) = (0, 0);
    data.chunks(5)
        .map(|token| {
            let n = |i: usize| token[i].as_u64().expect("a number");
            line += n(0);
            character = if n(0) == 0 { character + n(1) } else { n(1) };
            let range = json!({
                "start": {"line": line, "character": character},
                "end": {"line": line, "character": character + n(2)},
            });
            let kind = legend[n(3) as usize].as_str().expect("a type").to_owned();
            (kind, story.words(&range).to_owned())
        })
        .collect()
}

#[test]
fn names_figures_dates_and_citations_have_types_of_their_own() {
    for encoding in ["utf-16", "utf-8"] {
        let manners = Manners { encodings: vec![encoding], ..Manners::default() };
        let mut story = Story::with(DRAFT, manners);
        let document = json!({"uri": story.uri});
        let all = coloured(&mut story, "textDocument/semanticTokens/full", json!({"textDocument": document}));
        let has = |kind: &str, words: &str| all.iter().any(|(k, w)| k == kind && w.contains(words));
        for (kind, words) in [
            ("person", "Malynsky"),
            ("place", "Osterhaven"),
            ("number", "212"),
            ("money", "two and a half million crowns"),
            ("date", "Friday"),
            ("citation", "[2]"),
        ] {
            // "crowns" may be no currency of the grammar: then it is a figure.
            let kind = if kind == "money" && !has(kind, words) { "number" } else { kind };
            assert!(has(kind, words.split(" crowns").next().unwrap_or_default()), "{kind} {words}: {all:?}");
        }
        let line = story.at("🌫 came. Malynskyy", 0);
        let range = json!({"start": {"line": line["line"], "character": 0}, "end": {"line": line["line"], "character": 500}});
        let some = coloured(
            &mut story,
            "textDocument/semanticTokens/range",
            json!({"textDocument": document, "range": range}),
        );
        assert!(!some.is_empty() && some.len() < all.len() && some.iter().all(|token| all.contains(token)));
    }
}

#[test]
fn each_colour_can_be_switched_off_by_itself() {
    let mut story = Story::with(DRAFT, shown(json!({"semanticTokens": {"person": false, "date": false}})));
    let document = json!({"uri": story.uri});
    let all = coloured(&mut story, "textDocument/semanticTokens/full", json!({"textDocument": document}));
    assert!(all.iter().any(|(kind, _)| kind == "place"));
    assert!(!all.iter().any(|(kind, _)| kind == "person" || kind == "date"), "{all:?}");
}

fn all_hints(story: &mut Story) -> Value {
    let range = json!({"start": {"line": 0, "character": 0}, "end": {"line": 100, "character": 0}});
    story.editor.ask("textDocument/inlayHint", json!({"textDocument": {"uri": story.uri}, "range": range}))
}

/// The hints once this one is among them: what was asked before the editor's settings were known is answered without
/// any, and the editor is told to ask again.
fn hints_with(story: &mut Story, is: impl Fn(&Value) -> bool) -> Value {
    loop {
        let before = story.editor.heard.len();
        let found = all_hints(story);
        if found.as_array().is_some_and(|hints| hints.iter().any(&is)) {
            return found;
        }
        story.editor.until("a refresh of the hints", |editor| {
            let since = &editor.heard[before..];
            since.iter().any(|message| message["method"] == "workspace/inlayHint/refresh").then_some(())
        });
    }
}

fn hints(story: &mut Story) -> Vec<String> {
    labels(&all_hints(story))
}

fn labels(found: &Value) -> Vec<String> {
    found
        .as_array()
        .expect("hints")
        .iter()
        .map(|hint| hint["label"].as_str().unwrap_or_default().to_owned())
        .collect()
}

/// The labels of one kind of hints alone, once this one is among them.
fn shown_hints(kind: &str, label: &str) -> Vec<String> {
    let mut story = Story::with(DRAFT, shown(json!({"inlayHints": {kind: true}})));
    labels(&hints_with(&mut story, |hint| hint["label"] == label))
}

#[test]
fn hints_are_quiet_until_asked_for_and_each_kind_by_itself() {
    assert_eq!(hints(&mut Story::new()), [""; 0]);
    let dates = shown_hints("dates", "Fri 14 Mar 2031");
    assert!(dates.iter().all(|label| label.contains("2031")), "{dates:?}");
    let figures = shown_hints("figures", "2,500,000");
    assert_eq!(figures, ["2,500,000"]);
    let origins = shown_hints("origins", "2 origins");
    assert!(origins.iter().all(|label| label.contains("origin")), "{origins:?}");
}

#[test]
fn a_hint_stands_right_behind_its_date_after_an_emoji() {
    for (encoding, draft) in [("utf-16", DRAFT.to_owned()), ("utf-8", DRAFT.replace('\n', "\r\n"))] {
        let settings = json!({"inlayHints": {"dates": true}});
        let manners = Manners { encodings: vec![encoding], ..shown(settings) };
        let mut story = Story::with(&draft, manners);
        let expected = story.at("left on Friday", "left on Friday".len());
        hints_with(&mut story, |hint| hint["position"] == expected);
    }
}

#[test]
fn switching_a_hint_on_makes_the_editor_ask_again() {
    let mut story = Story::new();
    assert_eq!(hints(&mut story), [""; 0]);
    let before = story.editor.heard.len();
    // The settings of this editor are pulled: it says that they have changed and is asked.
    story.editor.set_settings(json!({"inlayHints": {"figures": true}}));
    story.editor.notify("workspace/didChangeConfiguration", json!({"settings": null}));
    story.editor.until("a refresh", |editor| {
        editor.heard[before..]
            .iter()
            .any(|message| message["method"] == "workspace/inlayHint/refresh")
            .then_some(())
    });
    assert_eq!(hints(&mut story), ["2,500,000"]);
}

#[test]
fn the_counts_stand_at_the_top_if_asked_for() {
    assert_eq!(Story::new().ask("textDocument/codeLens"), json!([]));
    let mut story = Story::with(DRAFT, shown(json!({"codeLens": {"counts": true}})));
    let lens = story.ask("textDocument/codeLens")[0].clone();
    let title = lens["command"]["title"].as_str().unwrap_or_default().to_owned();
    assert!(title.contains("statements \u{b7} ") && title.contains("1 contradicted"), "{title}");
    assert_eq!(lens["range"]["start"], story.at("# The grounding", 0));
}

#[test]
fn the_counts_follow_the_text() {
    let mut story = Story::with(DRAFT, shown(json!({"codeLens": {"counts": true}})));
    let start = story.at("17 containers", 0);
    let end = story.at("17 containers", 2);
    let before = story.editor.heard.len();
    let uri = story.uri.clone();
    story.editor.change(&uri, 2, json!([{"range": {"start": start, "end": end}, "text": "11"}]));
    story.editor.until("a refresh", |editor| {
        editor.heard[before..]
            .iter()
            .any(|message| message["method"] == "workspace/codeLens/refresh")
            .then_some(())
    });
    let lens = story.ask("textDocument/codeLens");
    assert!(!lens.to_string().contains("contradicted"), "{lens}");
}

#[test]
fn hovering_a_date_says_its_day_and_what_it_was_worked_out_from() {
    let mut story = Story::new();
    let text = story.hover("left on Friday", 10);
    assert!(
        text.contains("**Friday, 14 March 2031**, worked out from the draft's date, 18 March 2031"),
        "{text}"
    );
    // The same day stands in the wire's report.
    assert!(text.contains("Also in: Harbour Wire") && text.contains("harbour-wire.md#L"), "{text}");
}

#[test]
fn hovering_a_name_lists_every_place_of_its_bearer() {
    let mut story = Story::new();
    let text = story.hover("🌫 came. Malynskyy left", "🌫 came. Mal".len());
    assert!(text.contains("**Serhiy Malynsky**"), "{text}");
    let line = story.at("Serhiy Malynsky met", 0)["line"].as_u64().expect("a line") + 1;
    assert!(text.contains(&format!("Also here: [this line]({}#L{line})", story.uri)), "{line}: {text}");
    assert!(text.contains("harbour-wire.md#L") && text.contains("northern-post.md#L"), "{text}");
}

#[test]
fn a_name_is_marked_and_found_in_draft_and_sources() {
    for encoding in ["utf-16", "utf-8"] {
        let mut story = Story::with(DRAFT, Manners { encodings: vec![encoding], ..Manners::default() });
        let at = story.at("🌫 came. Malynskyy left", "🌫 came. Mal".len());
        let marks =
            story.ask_at("textDocument/documentHighlight", "🌫 came. Malynskyy left", "🌫 came. Mal".len());
        let marked: Vec<&str> =
            marks.as_array().expect("marks").iter().map(|mark| story.words(&mark["range"])).collect();
        assert!(marked.len() == 2 && marked.iter().all(|words| words.contains("Malynsky")), "{marked:?}");
        let params = json!({
            "textDocument": {"uri": story.uri}, "position": at, "context": {"includeDeclaration": true},
        });
        let places = story.editor.ask("textDocument/references", params);
        let places = places.as_array().expect("places");
        let wire = uri(&story.source("harbour-wire.md"));
        let found = places.iter().find(|place| place["uri"] == *wire).expect("the wire has it");
        assert!(words(WIRE, &found["range"], encoding).contains("Serhiy Malynskyy"));
        assert!(places.iter().any(|place| place["uri"] == uri(&story.source("northern-post.md"))));
        assert_eq!(places.iter().filter(|place| place["uri"] == *story.uri).count(), 2);
        let definition =
            story.ask_at("textDocument/definition", "🌫 came. Malynskyy left", "🌫 came. Mal".len());
        assert!(definition[0]["uri"].as_str().is_some_and(|uri| uri.contains("/sources/")), "{definition}");
    }
}

#[test]
fn the_actors_of_the_workspace_can_be_searched() {
    let mut story = Story::new();
    let found = story.editor.ask("workspace/symbol", json!({"query": "malyn"}));
    assert_eq!(found[0]["name"], "Serhiy Malynsky");
    assert_eq!(found[0]["location"]["uri"], *story.uri);
    assert_eq!(found[0]["containerName"], "2 sources");
    let found = story.editor.ask("workspace/symbol", json!({"query": "Wexley"}));
    assert!(
        found[0]["location"]["uri"].as_str().is_some_and(|uri| uri.ends_with("northern-post.md")),
        "{found}"
    );
    let outline = story.ask("textDocument/documentSymbol");
    assert_eq!(outline[0]["children"][0]["detail"], "supported", "{outline}");
}

#[test]
fn a_name_is_spelled_otherwise_throughout_the_draft() {
    for (encoding, draft) in [("utf-16", DRAFT.to_owned()), ("utf-8", DRAFT.replace('\n', "\r\n"))] {
        let mut story = Story::with(&draft, Manners { encodings: vec![encoding], ..Manners::default() });
        let at = story.at("🌫 came. Malynskyy left", "🌫 came. Mal".len());
        let prepared =
            story.ask_at("textDocument/prepareRename", "🌫 came. Malynskyy left", "🌫 came. Mal".len());
        assert_eq!(prepared["placeholder"], "Malynskyy");
        assert_eq!(story.words(&prepared["range"]), "Malynskyy");
        let edit = story.editor.ask(
            "textDocument/rename",
            json!({"textDocument": {"uri": story.uri}, "position": at, "newName": "Malynskiy"}),
        );
        let expected = draft.replace("Malynskyy", "Malynskiy").replace("Malynsky ", "Malynskiy ");
        assert_eq!(story.after(&edit), expected);
    }
}

#[test]
fn a_citation_gets_another_number_in_text_and_list() {
    let mut story = Story::new();
    let at = story.at("ferry [2]", 7);
    let prepared = story.ask_at("textDocument/prepareRename", "ferry [2]", 7);
    assert_eq!(story.words(&prepared["range"]), "2");
    let ask = |name: &str| json!({"textDocument": {"uri": story.uri}, "position": at, "newName": name});
    let (two_for_one, nonsense) = (ask("1"), ask("none"));
    let edit = story.editor.ask("textDocument/rename", two_for_one);
    let after = story.after(&edit);
    assert!(after.contains("from the ferry [1]") && after.contains("on Saturday [2]"), "{after}");
    assert!(after.contains("2. Harbour Wire") && after.contains("1. Northern Post"), "{after}");
    let refused = story.editor.request("textDocument/rename", nonsense);
    let answer = story.editor.answer(refused);
    assert!(answer["error"]["message"].as_str().is_some_and(|text| text.contains("citation")), "{answer}");
    assert_eq!(story.ask_at("textDocument/prepareRename", "212 passengers", 1), Value::Null);
}

#[test]
fn a_document_that_nobody_opened_has_empty_answers() {
    let mut editor = Editor::start(&[], Manners::default());
    let document = json!({"uri": "file:///nowhere/draft.md"});
    let at = json!({"textDocument": document, "position": {"line": 3, "character": 3}});
    for method in [
        "textDocument/hover",
        "textDocument/definition",
        "textDocument/documentHighlight",
        "textDocument/prepareRename",
        "textDocument/completion",
        "textDocument/codeLens",
        "textDocument/foldingRange",
        "textDocument/documentLink",
        "textDocument/documentSymbol",
        "textDocument/semanticTokens/full",
    ] {
        assert_eq!(editor.ask(method, at.clone()), Value::Null, "{method}");
    }
}
