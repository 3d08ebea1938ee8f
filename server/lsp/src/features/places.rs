//! Going to places: from a statement to its evidence, from an actor, figure or date to where else it stands.

use crate::view::View;
use tower_lsp::ls_types::*;

/// Where the evidence for the statement at a position stands.
pub(crate) fn definition(view: &View, at: Position) -> Option<GotoDefinitionResponse> {
    let places = view.snapshot.definition(view.offset(at));
    let locations: Vec<Location> = places.iter().filter_map(|place| view.location(place)).collect();
    (!locations.is_empty()).then_some(GotoDefinitionResponse::Array(locations))
}

/// Where the actor, figure or date at a position stands, in the draft and in the sources.
pub(crate) fn references(view: &View, at: Position, declaration: bool) -> Option<Vec<Location>> {
    let offset = view.offset(at);
    let here = view.snapshot.highlights(offset);
    if here.is_empty() {
        return None;
    }
    let own = here
        .into_iter()
        .filter(|range| declaration || !(range.start <= offset && offset < range.end))
        .map(|range| Location { uri: view.uri.clone(), range: view.range(range) });
    let sources = view.snapshot.references(offset);
    Some(own.chain(sources.iter().filter_map(|place| view.location(place))).collect())
}

/// Where the actor, figure or date at a position stands in the draft.
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
