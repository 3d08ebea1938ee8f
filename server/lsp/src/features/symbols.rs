//! The outline of a document, and the actors of the workspace.

use crate::view::{FolderView, View};
use copydesk_desk::Symbol;
use copydesk_tagging::Kind;
use tower_lsp::ls_types::*;

/// Statements under their headings; one after the other for a client that knows no trees.
pub(crate) fn symbols(view: &View) -> Option<DocumentSymbolResponse> {
    let symbols = view.snapshot.symbols();
    if view.client.symbol_trees {
        return Some(DocumentSymbolResponse::Nested(
            symbols.into_iter().map(|symbol| tree(view, symbol)).collect(),
        ));
    }
    let mut flat = Vec::new();
    flatten(view, &symbols, None, &mut flat);
    Some(DocumentSymbolResponse::Flat(flat))
}

fn kind(symbol: &Symbol) -> SymbolKind {
    if symbol.verdict.is_some() { SymbolKind::STRING } else { SymbolKind::NAMESPACE }
}

fn tree(view: &View, symbol: Symbol) -> DocumentSymbol {
    let kind = kind(&symbol);
    let children: Vec<DocumentSymbol> = symbol.children.into_iter().map(|child| tree(view, child)).collect();
    #[allow(deprecated)]
    DocumentSymbol {
        // The protocol forbids an empty name.
        name: if symbol.name.is_empty() { "\u{2014}".to_owned() } else { symbol.name },
        detail: symbol.verdict.map(|verdict| verdict.name().to_owned()),
        kind,
        tags: None,
        deprecated: None,
        range: view.range(symbol.range),
        selection_range: view.range(symbol.selection),
        children: (!children.is_empty()).then_some(children),
    }
}

fn flatten(view: &View, symbols: &[Symbol], above: Option<&str>, flat: &mut Vec<SymbolInformation>) {
    for symbol in symbols {
        #[allow(deprecated)]
        flat.push(SymbolInformation {
            name: symbol.name.clone(),
            kind: kind(symbol),
            tags: None,
            deprecated: None,
            location: Location { uri: view.uri.clone(), range: view.range(symbol.selection.clone()) },
            container_name: above.map(str::to_owned),
        });
        flatten(view, &symbol.children, Some(&symbol.name), flat);
    }
}

/// Actors shown of one search.
const MOST: usize = 200;

/// The actors of all folders whose name holds what is asked for.
pub(crate) fn actors(folders: &[FolderView], query: &str) -> Option<WorkspaceSymbolResponse> {
    let mut found = Vec::new();
    for folder in folders {
        for actor in folder.folder.actors(query, MOST - found.len().min(MOST)) {
            let Some(location) = folder.site(&actor.site) else { continue };
            let container = match actor.sources {
                0 => "in the draft".to_owned(),
                1 => "1 source".to_owned(),
                more => format!("{more} sources"),
            };
            #[allow(deprecated)]
            found.push(SymbolInformation {
                name: actor.name,
                kind: match actor.kind {
                    Kind::Person => SymbolKind::VARIABLE,
                    Kind::Organization => SymbolKind::CLASS,
                    _ => SymbolKind::NAMESPACE,
                },
                tags: None,
                deprecated: None,
                location,
                container_name: Some(container),
            });
        }
    }
    Some(WorkspaceSymbolResponse::Flat(found))
}
