//! Whether a draft tells what the sources tell.

use crate::Story;
use crate::dates::When;
use crate::group::QUOTED;
use crate::statements::{Statement, of};
use copydesk_checking::compare::Comparer;
use copydesk_library::{Article, Library};
use std::sync::Arc;

/// A draft, indexed.
pub(crate) struct Beside {
    draft: Arc<Article>,
    library: Library,
    statements: Vec<Statement>,
}

/// How alike a sentence of the draft and one of a source must be to tell of one event.
const TOLD: f32 = 0.5;
/// The same where one bears the other out.
const PARTLY: f32 = 0.45;
/// Sentences of the draft that are looked at.
const NEAR: usize = 12;

impl Beside {
    pub(crate) fn new(draft: &Arc<Article>) -> Self {
        let mut library = Library::default();
        library.insert(draft.clone());
        let statements = of(0, draft, &mut Comparer::default());
        Self { draft: draft.clone(), library, statements }
    }

    /// Whether the draft tells what any of these sentences tells; not where it dates it otherwise.
    pub(crate) fn tells(
        &self,
        story: &mut Story,
        members: &[(Arc<Article>, usize)],
        when: Option<&When>,
    ) -> bool {
        members.iter().any(|(article, sentence)| {
            let hits = story.comparer.near(&self.library, (article, *sentence), NEAR);
            hits.iter().any(|hit| {
                let mut own = self.statements.iter().filter(|s| s.sentence == hit.sentence).peekable();
                let fits = own.peek().is_some()
                    && own.any(|s| match (&s.when, when) {
                        (Some(a), Some(b)) => a.meets(b),
                        _ => true,
                    });
                if !fits {
                    return false;
                }
                let likeness = story.comparer.compare((article, *sentence), (&self.draft, hit.sentence));
                let mean = likeness.mean();
                if likeness.told.quoted < QUOTED {
                    return false;
                }
                mean >= TOLD || mean >= PARTLY && (likeness.supports || likeness.supported)
            })
        })
    }
}
