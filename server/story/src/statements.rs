//! The statements of the sources, and of a draft: sentences that say something that could be checked.

use crate::dates::{When, when};
use copydesk_checking::compare::{Comparer, Standing, dateline};
use copydesk_library::Article;
use copydesk_tagging::{Kind, Value};
use copydesk_text::{BlockKind, TokenKind};
use std::ops::Range;
use std::sync::Arc;

/// A sentence that states something.
#[derive(Clone, Debug)]
pub(crate) struct Statement {
    /// Index of its article; of no meaning in a draft.
    pub(crate) article: usize,
    /// Index of its sentence.
    pub(crate) sentence: usize,
    /// When what it tells happened, where it says so. A sentence with two events is two statements.
    pub(crate) when: Option<When>,
    /// Bytes of the sentence's visible text that tell it.
    pub(crate) part: Range<usize>,
    /// The first of its sentence.
    pub(crate) first: bool,
    /// Most of it stands in quotation marks.
    pub(crate) quote: bool,
    /// Told as a fact, or only ahead.
    pub(crate) standing: Standing,
    /// The figures in it, ordinals left out, as plain decimals.
    pub(crate) figures: Vec<String>,
    /// How much it tells.
    pub(crate) weight: f32,
}

/// Words below which a line is no statement.
const FEWEST: usize = 4;

pub(crate) fn read(articles: &[Arc<Article>], comparer: &mut Comparer) -> Vec<Statement> {
    articles.iter().enumerate().flat_map(|(index, article)| of(index, article, comparer)).collect()
}

/// The statements of one article.
pub(crate) fn of(index: usize, article: &Arc<Article>, comparer: &mut Comparer) -> Vec<Statement> {
    let tagged = article.tagged();
    (0..tagged.sentences.len())
        .flat_map(|sentence| {
            let tags = &tagged.sentences[sentence];
            let furniture = matches!(
                tags.sentence.kind,
                BlockKind::Furniture | BlockKind::SourceEntry | BlockKind::Heading(_)
            );
            let words = tags.tokens.iter().filter(|token| token.kind != TokenKind::Mark).count();
            if furniture || words < FEWEST || !comparer.states((article, sentence)) {
                return Vec::new();
            }
            let at = (article, sentence);
            let (standing, weight) = (comparer.standing(at), comparer.weight(at));
            let quoted: usize = tags
                .mentions
                .iter()
                .filter(|mention| mention.kind == Kind::Quote)
                .map(|mention| mention.range.len())
                .sum();
            let quote = 2 * quoted > tags.sentence.text.len();
            let figures: Vec<String> = tags
                .mentions
                .iter()
                .filter(|mention| mention.kind != Kind::Ordinal)
                .filter_map(|mention| match &mention.value {
                    Value::Figure(figure) => Some(figure.amount.normalize().to_string()),
                    _ => None,
                })
                .collect();
            let statement = |when, part, first| Statement {
                article: index,
                sentence,
                when,
                part,
                first,
                quote,
                figures: figures.clone(),
                standing,
                weight,
            };
            let dated = when(tagged, sentence);
            if dated.is_empty() {
                let head = dateline(&tags.sentence.text);
                return vec![statement(None, head..tags.sentence.text.len(), true)];
            }
            let dated = dated.into_iter().enumerate();
            dated.map(|(n, (when, part))| statement(Some(when), part, n == 0)).collect()
        })
        .collect()
}
