//! Completion: sources behind an open bracket, names in the spelling of the house.

use super::hover::{evidence_text, plain};
use crate::view::View;
use copydesk_desk::{Completion, Offer};
use copydesk_tagging::Kind;
use tower_lsp::ls_types::*;

/// What is offered at a position.
pub(crate) fn complete(view: &View, at: Position) -> Option<CompletionResponse> {
    let found = view.snapshot.complete(view.offset(at));
    let items = found.items.into_iter().enumerate().map(|(n, item)| offered(view, n, item)).collect();
    Some(CompletionResponse::List(CompletionList { is_incomplete: found.more, items }))
}

fn offered(view: &View, number: usize, item: Completion) -> CompletionItem {
    let range = view.range(item.range);
    let also: Vec<TextEdit> = item
        .also
        .into_iter()
        .map(|edit| TextEdit { range: view.range(edit.range), new_text: edit.text })
        .collect();
    let shown = match item.offer {
        Offer::Name(name) => CompletionItem {
            kind: Some(match name.kind {
                Kind::Person => CompletionItemKind::VARIABLE,
                Kind::Organization => CompletionItemKind::CLASS,
                _ => CompletionItemKind::MODULE,
            }),
            detail: Some(match (name.here, name.sources) {
                (0, sources) => format!("{}, in {}", name.kind.name(), count(sources, "source")),
                (here, 0) => format!("{}, {here}\u{d7} in this draft", name.kind.name()),
                (here, sources) => {
                    format!(
                        "{}, {here}\u{d7} in this draft, in {}",
                        name.kind.name(),
                        count(sources, "source")
                    )
                }
            }),
            filter_text: Some(name.name.clone()),
            label: name.name,
            ..CompletionItem::default()
        },
        Offer::Source { article, evidence } => {
            let outlet = view.snapshot.outlet(&article);
            let meta = view.snapshot.library.get(&article).map(|article| &article.meta);
            let title = meta.and_then(|meta| meta.title.clone()).unwrap_or_default();
            let dated =
                meta.and_then(|meta| meta.published).map(|date| date.strftime("%-d %b %Y").to_string());
            let text = match &evidence {
                Some(evidence) => evidence_text(view, evidence),
                None => "Nothing in this source was found to bear on the sentence.".to_owned(),
            };
            let text = if title.is_empty() || title == outlet {
                text
            } else if view.client.completion_markdown {
                format!("*{}*\n\n{text}", plain(&title))
            } else {
                format!("{title}\n\n{text}")
            };
            CompletionItem {
                kind: Some(CompletionItemKind::REFERENCE),
                // What was typed begins with the bracket; it may go on with a number or with letters of the name.
                filter_text: Some(format!("{} {outlet} {title}", item.text.trim_end_matches(']'))),
                label: outlet,
                detail: Some(
                    [Some(item.text.clone()), dated].into_iter().flatten().collect::<Vec<_>>().join(", "),
                ),
                documentation: Some(Documentation::MarkupContent(MarkupContent {
                    kind: if view.client.completion_markdown {
                        MarkupKind::Markdown
                    } else {
                        MarkupKind::PlainText
                    },
                    value: text,
                })),
                preselect: (number == 0 && evidence.is_some()).then_some(true),
                ..CompletionItem::default()
            }
        }
    };
    CompletionItem {
        sort_text: Some(format!("{number:03}")),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit { range, new_text: item.text })),
        additional_text_edits: (!also.is_empty()).then_some(also),
        ..shown
    }
}

fn count(number: usize, thing: &str) -> String {
    format!("{number} {thing}{}", if number == 1 { "" } else { "s" })
}
