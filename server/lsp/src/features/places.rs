//! Going to places: from a statement to its evidence and back, from an actor, figure or date to where else it stands.

use crate::view::View;
use tower_lsp::ls_types::*;

/// Where what stands at a position comes from: a citation's source, a statement's evidence, a name in the sources; in a
/// source, the statements that rest on it.
pub(crate) fn definition(view: &View, at: Position) -> Option<GotoDefinitionResponse> {
    let sites = view.snapshot.definition(view.offset(at));
    let locations: Vec<Location> = sites.iter().filter_map(|site| view.site(site)).collect();
    (!locations.is_empty()).then_some(GotoDefinitionResponse::Array(locations))
}

/// Where the same stands, in this document, in other drafts and in the sources.
pub(crate) fn references(view: &View, at: Position, declaration: bool) -> Option<Vec<Location>> {
    let offset = view.offset(at);
    let here = view
        .snapshot
        .highlights(offset)
        .into_iter()
        .filter(|range| declaration || !(range.start <= offset && offset < range.end))
        .map(|range| Location { uri: view.uri.clone(), range: view.range(range) });
    let elsewhere = view.snapshot.references(offset);
    Some(here.chain(elsewhere.iter().filter_map(|site| view.site(site))).collect())
}

/// Where the actor, figure, date or citation at a position stands in this document.
pub(crate) fn highlights(view: &View, at: Position) -> Option<Vec<DocumentHighlight>> {
    let found = view.snapshot.highlights(view.offset(at)).into_iter();
    Some(
        found
            .map(|range| DocumentHighlight {
                range: view.range(range),
                kind: Some(DocumentHighlightKind::TEXT),
            })
            .collect(),
    )
}
