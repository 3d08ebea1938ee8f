//! From a statement to its sources and back: hover, actions, completion, links, and what a selection grows to.

use copydesk_tests::Manners;
use copydesk_tests::editor::uri;
use copydesk_tests::story::{DRAFT, POST, Story, WIRE, position, words};
use serde_json::{Value, json};

fn titled<'a>(actions: &'a [Value], title: &str) -> &'a Value {
    let found = actions.iter().find(|action| action["title"].as_str().is_some_and(|t| t.contains(title)));
    found.unwrap_or_else(|| panic!("none has {title:?}: {actions:#?}"))
}

#[test]
fn hovering_a_statement_shows_verdict_and_evidence_of_each_origin() {
    let mut story = Story::new();
    let text = story.hover("coastguard rescued", 3);
    assert!(text.starts_with("**Supported**"), "{text}");
    assert!(
        text.contains("**Harbour Wire, 15 March 2031** supports") && text.contains("harbour-wire.md#L7)"),
        "{text}"
    );
    assert!(text.contains("**Northern Post, 16 March 2031** supports"), "{text}");
    assert!(text.contains("| number | 212"), "{text}");
}

#[test]
fn hovering_a_statement_of_two_clauses_shows_which_source_has_which() {
    let divers = "Divers recovered 11 containers from the Aurelia in the harbour of Osterhaven";
    let captain = "while Captain Jonas Wexley steered the ferry";
    let draft = DRAFT.replace("Malynskyy left on Friday.", &format!("{divers}, {captain}."));
    let mut story = Story::with(&draft, Manners::default());
    let text = story.hover(captain, 1);
    let both = format!(
        "Clause by clause:\n\n- “{divers}”: Harbour Wire has it.\n- “{captain}”: Northern Post has it.\n"
    );
    assert!(text.contains(&both), "{text}");
    let text = story.hover("coastguard rescued", 3);
    assert!(!text.contains("Clause by clause"), "{text}");
}

#[test]
fn hovering_a_citation_shows_the_sentence_that_supports_the_statement() {
    let mut story = Story::new();
    let text = story.hover("ferry [2]", 7);
    assert!(text.contains("Northern Post, 16 March 2031"), "{text}");
    assert!(text.contains("> The coastguard said that it rescued 212 passengers"), "{text}");
    let text = story.hover("1. Harbour Wire", 5);
    assert!(text.contains("Cited 2 times.") && text.contains("sources/harbour-wire.md"), "{text}");
}

#[test]
fn a_statement_leads_to_its_evidence_and_back() {
    for encoding in ["utf-16", "utf-8"] {
        let mut story = Story::with(DRAFT, Manners { encodings: vec![encoding], ..Manners::default() });
        let found = story.ask_at("textDocument/definition", "passengers from the ferry [2]", 3);
        let wire = uri(&story.source("harbour-wire.md"));
        let place = found.as_array().expect("places").iter().find(|place| place["uri"] == *wire);
        let evidence = words(WIRE, &place.expect("the wire")["range"], encoding);
        assert_eq!(evidence, "The coastguard rescued 212 passengers from the ferry.");
        story.editor.open(&wire, 1, WIRE);
        let at = position(WIRE, "passengers from", 2, encoding);
        let asked = json!({"textDocument": {"uri": wire}, "position": at});
        let back = story.editor.ask("textDocument/definition", asked.clone());
        assert_eq!(back[0]["uri"], *story.uri, "{back}");
        assert!(story.words(&back[0]["range"]).contains("The coastguard rescued 212"), "{back}");
        let mut asked_all = asked.clone();
        asked_all["context"] = json!({"includeDeclaration": true});
        let all = story.editor.ask("textDocument/references", asked_all);
        assert!(all.as_array().expect("places").contains(&back[0]), "{all}");
        let hover = story.editor.ask("textDocument/hover", asked)["contents"]["value"].to_string();
        assert!(hover.contains("One statement rests on this:") && hover.contains("draft.md:"), "{hover}");
    }
}

#[test]
fn a_wrong_figure_is_put_right_and_what_is_safe_all_at_once() {
    let mut story = Story::new();
    let actions = story.actions("17 containers", 1, &[]);
    let fix = titled(&actions, "Replace 17 by 11, as Harbour Wire has it");
    assert_eq!((&fix["kind"], &fix["isPreferred"]), (&json!("quickfix"), &json!(true)));
    let right = DRAFT.replace("17 containers", "11 containers");
    assert_eq!(story.after(&fix["edit"]), right);
    let all = story.actions("17 containers", 1, &["source.fixAll"]);
    assert_eq!(all.len(), 1);
    assert_eq!(all[0]["kind"], "source.fixAll.copydesk");
    assert_eq!(story.after(&all[0]["edit"]), right);
    assert!(story.actions("17 containers", 1, &["refactor"]).iter().all(|a| a["kind"] == "refactor.rewrite"));
}

#[test]
fn a_statement_can_be_cited_and_attributed() {
    let mut story = Story::new();
    let offers = story.actions("coastguard rescued", 3, &[]);
    let cite = titled(&offers, "Cite Harbour Wire");
    let after = story.after(&cite["edit"]);
    // The list is not in the order of first appearance: a new number is not forced upon the others.
    assert!(after.contains("from the ferry [2][1].") || after.contains("from the ferry [1][2]."), "{after}");
    let said = titled(&offers, "Attribute this to");
    assert!(story.after(&said["edit"]).contains("passengers from the ferry, according to "), "{said}");
}

#[test]
fn a_chosen_source_is_worked_out_late_and_only_for_the_text_it_was_offered_for() {
    let draft = DRAFT.replace(
        "The repairs cost two and a half million crowns.",
        "Captain Jonas Wexley steered the ferry into the rocks near the lighthouse.",
    );
    let mut story = Story::with(&draft, Manners::default());
    let offers = story.actions("steered the ferry", 3, &["refactor"]);
    let choice = titled(&offers, "Cite Harbour Wire, which speaks of it").clone();
    assert!(choice["edit"].is_null() && !choice["data"].is_null(), "{choice}");
    let resolved = story.editor.ask("codeAction/resolve", choice.clone());
    let after = story.after(&resolved["edit"]);
    assert!(after.contains("near the lighthouse [1]."), "{after}");
    let start = json!({"line": 0, "character": 0});
    let uri = story.uri.clone();
    story.editor.change(&uri, 2, json!([{"range": {"start": start, "end": start}, "text": "\n"}]));
    let late = story.editor.request("codeAction/resolve", choice);
    assert_eq!(story.editor.answer(late)["error"]["code"], -32801);
}

#[test]
fn citations_are_brought_in_order() {
    let mut story = Story::new();
    let found = story.actions("17 containers", 0, &["source.organizeCitations"]);
    let after = story.after(&titled(&found, "Number the citations")["edit"]);
    assert!(after.contains("from the ferry [1].") && after.contains("on Saturday [2]."), "{after}");
    assert!(after.contains("1. Northern Post") && after.contains("2. Harbour Wire"), "{after}");
}

#[test]
fn sources_that_disagree_can_be_told_apart() {
    let draft = "# The grounding of the Aurelia\n\n“Fog” 🌫 lifted. There were 312 passengers aboard the ferry Aurelia.\n";
    let mut story = Story::opened(draft, Manners::default());
    let said = |outlet: &str, figure: &str| {
        format!("---\noutlet: {outlet}\n---\n\nThere were {figure} passengers aboard the ferry Aurelia.\n")
    };
    std::fs::write(story.source("harbour-wire.md"), said("Harbour Wire", "312")).expect("written");
    std::fs::write(story.source("northern-post.md"), said("Northern Post", "298")).expect("written");
    let uri = story.uri.clone();
    story.editor.diagnostics_when(&uri, Some(1), |f| f.iter().any(|f| f["code"] == "sources-disagree"));
    let actions = story.actions("312", 1, &["quickfix"]);
    let text = |edit: &Value| story.after(edit);
    assert_eq!(
        text(&titled(&actions, "Replace 312 by 298 and attribute it to Northern Post")["edit"]),
        draft.replace(
            "312 passengers aboard the ferry Aurelia.",
            "298 passengers aboard the ferry Aurelia, according to Northern Post."
        )
    );
    assert_eq!(
        text(&titled(&actions, "Give the range")["edit"]),
        draft.replace("were 312", "were between 298 and 312")
    );
}

#[test]
fn an_open_bracket_offers_the_source_that_says_so_first() {
    for (encoding, crlf) in [("utf-16", false), ("utf-8", true)] {
        let draft = "# The grounding of the Aurelia\n\n“Fog” 🌫 lifted. Divers recovered 11 containers from the Aurelia in the harbour of Osterhaven on Saturday [\n\nMore.\n";
        let draft = if crlf { draft.replace('\n', "\r\n") } else { draft.to_owned() };
        let mut story = Story::with(&draft, Manners { encodings: vec![encoding], ..Manners::default() });
        let found = story.ask_at("textDocument/completion", "Saturday [", "Saturday [".len());
        let first = &found["items"][0];
        assert_eq!(first["label"], "Harbour Wire", "{found}");
        let documentation = first["documentation"]["value"].as_str().expect("documentation");
        assert!(
            documentation.contains(
                "> Divers recovered 11 containers from the Aurelia in the harbour of Osterhaven on Saturday."
            ),
            "{documentation}"
        );
        let mut edits = vec![first["textEdit"].clone()];
        edits.extend(first["additionalTextEdits"].as_array().expect("the list").iter().cloned());
        let after = story.edited(&edits).replace("\r\n", "\n");
        assert_eq!(
            after,
            "# The grounding of the Aurelia\n\n“Fog” 🌫 lifted. Divers recovered 11 containers from the Aurelia in the harbour of Osterhaven on Saturday [1]\n\nMore.\n\n## Sources\n\n1. Harbour Wire: Ferry runs aground off Kestrel Bay, 15 March 2031\n"
        );
        assert_eq!(found["items"].as_array().map(Vec::len), Some(2));
    }
}

#[test]
fn names_are_completed_as_the_house_spells_them() {
    let draft = DRAFT.replace("The repairs cost two and a half million crowns.", "Then Serhiy Mal");
    let mut story = Story::with(&draft, Manners::default());
    let found = story.ask_at("textDocument/completion", "Then Serhiy Mal", "Then Serhiy Mal".len());
    let labels: Vec<&str> =
        found["items"].as_array().expect("items").iter().filter_map(|i| i["label"].as_str()).collect();
    assert!(labels.contains(&"Serhiy Malynsky"), "{labels:?}");
    let item = found["items"].as_array().expect("items").iter().find(|i| i["label"] == "Serhiy Malynsky");
    let after = story.edited(&[item.expect("it is there")["textEdit"].clone()]);
    assert!(after.contains("Then Serhiy Malynsky"), "{after}");
}

#[test]
fn citations_are_links_into_the_sources() {
    let mut story = Story::new();
    let links = story.ask("textDocument/documentLink");
    let links = links.as_array().expect("links");
    let marker = links.iter().find(|link| story.words(&link["range"]) == "[2]").expect("a marker");
    let line = position(POST, "The coastguard said", 0, "utf-8")["line"].as_u64().expect("a line") + 1;
    assert!(
        marker["target"].as_str().is_some_and(|t| t.ends_with(&format!("northern-post.md#L{line}"))),
        "{marker}"
    );
    assert_eq!(marker["tooltip"], "Northern Post");
    assert!(links.iter().any(|link| story.words(&link["range"]).starts_with("Harbour Wire: ")));
}

#[test]
fn sections_and_front_matter_fold() {
    let mut story = Story::new();
    let folds = story.ask("textDocument/foldingRange");
    let folds: Vec<(u64, u64)> = folds
        .as_array()
        .expect("folds")
        .iter()
        .map(|fold| (fold["startLine"].as_u64().expect("a line"), fold["endLine"].as_u64().expect("a line")))
        .collect();
    let line = |words: &str| story.at(words, 0)["line"].as_u64().expect("a line");
    assert!(folds.contains(&(line("## The minister"), line("Transport Minister"))), "{folds:?}");
    assert!(folds.contains(&(line("## Sources"), line("2. Northern Post"))), "{folds:?}");
    assert!(folds.contains(&(line("# The grounding"), line("2. Northern Post"))), "{folds:?}");
    assert!(folds.iter().any(|(start, _)| *start == 0), "{folds:?}");
}

#[test]
fn a_selection_grows_by_word_name_statement_paragraph_and_section() {
    for encoding in ["utf-16", "utf-8"] {
        let mut story = Story::with(DRAFT, Manners { encodings: vec![encoding], ..Manners::default() });
        let at = story.at("Serhiy Malynsky met", 9);
        let found = story.editor.ask(
            "textDocument/selectionRange",
            json!({"textDocument": {"uri": story.uri}, "positions": [at]}),
        );
        let mut grown = Vec::new();
        let mut range = &found[0];
        while !range.is_null() {
            grown.push(story.words(&range["range"]).to_owned());
            range = &range["parent"];
        }
        assert_eq!(grown[0], "Malynsky");
        assert!(grown[1].ends_with("Serhiy Malynsky"), "{grown:#?}");
        assert!(grown.iter().any(|g| g.starts_with("Transport") && g.ends_with("crowns.")), "{grown:#?}");
        assert!(grown.iter().any(|g| g.starts_with("## The minister")), "{grown:#?}");
        assert_eq!(grown.last().map(String::as_str), Some(DRAFT));
    }
}

#[test]
fn findings_carry_a_link_data_and_a_version() {
    let mut story = Story::new();
    let uri = story.uri.clone();
    let found =
        story.editor.diagnostics_when(&uri, Some(1), |f| f.iter().any(|f| f["code"] == "number-mismatch"));
    let found = found.iter().find(|f| f["code"] == "number-mismatch").expect("it is there");
    assert!(
        found["codeDescription"]["href"].as_str().is_some_and(|h| h.ends_with("/codes/number-mismatch.html"))
    );
    assert_eq!(found["data"]["version"], 1);
    assert_eq!(found["data"]["fixes"][0], "Replace 17 by 11, as Harbour Wire has it");
    assert_eq!(
        found["relatedInformation"][0]["location"]["uri"],
        copydesk_tests::editor::uri(&story.source("harbour-wire.md"))
    );
}
