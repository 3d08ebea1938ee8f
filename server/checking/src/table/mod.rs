//! Tables: a figure counts under the heads of its own row and column, and under no others.
//!
//! A cell of a draft stands against the cells of the sources with the same heads, and a statement against the cells
//! whose heads it names. Where heads do not match surely nothing is said.

mod heads;

pub(crate) use heads::{keep_sure, may_support, misplaced};

use crate::align::Side;
use crate::align::relation::{self, Relation};
use crate::analysis::{Item, ItemKind, fold};
use crate::case::{Candidate, Case, overlap};
use crate::code::Code;
use crate::evidence::Found;
use crate::slot::Slot;
use crate::view::View;
use copydesk_tagging::words;
use copydesk_text::tables::is_figure;
use copydesk_text::{Block, BlockKind, Tabled, TokenKind, Valued, stem, tokens};
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use std::hash::{Hash, Hasher};
use std::ops::Range;

/// Cells of one article that are known by their heads; those after them stand in their rows alone.
const CELLS: usize = 200_000;

/// Cells of the draft's table before and after one that are held against the source's to see whether the two are the same.
const REACH: usize = 40;

/// The cells of an article by what stands over and beside them.
#[derive(Debug, Default)]
pub(crate) struct Cells {
    by_heads: FxHashMap<u64, Vec<Cell>>,
    by_row: FxHashMap<u64, Vec<Cell>>,
}

/// A cell: its sentence, and which of its values.
#[derive(Clone, Copy, Debug)]
struct Cell {
    sentence: usize,
    value: usize,
}

impl Cells {
    pub(crate) fn of(view: &View) -> Self {
        let mut cells = Self::default();
        let mut heads: FxHashMap<&str, u64> = FxHashMap::default();
        let mut count = 0;
        for sentence in 0..view.tagged.sentences.len() {
            let Some(row) = row(view, sentence) else { continue };
            let own = side_key(&row.row, &row.year);
            for (value, valued) in row.values.iter().enumerate() {
                let head = *heads.entry(&valued.head).or_insert_with(|| side_key(&valued.head, ""));
                if let Some(key) = both(own, head) {
                    cells.by_heads.entry(key).or_default().push(Cell { sentence, value });
                    cells.by_row.entry(own).or_default().push(Cell { sentence, value });
                    count += 1;
                }
            }
            if count >= CELLS {
                break;
            }
        }
        cells
    }
}

/// What a sentence of a source is as the row of a table.
pub(crate) fn row(view: &View, sentence: usize) -> Option<&Tabled> {
    let sentence = &view.tagged.sentences.get(sentence)?.sentence;
    let block = view.article.prose.blocks.get(sentence.block)?;
    block.table.as_deref().filter(|row| !row.values.is_empty() && *sentence.text == block.text)
}

/// The cell of a draft that a claim is.
fn cell<'a>(case: &Case<'a>) -> Option<(&'a Block, &'a Tabled, &'a Valued)> {
    let block = case.draft.prose.blocks.get(case.sentence().sentence.block)?;
    let tabled = block.table.as_deref()?;
    match tabled.values.as_slice() {
        [value] if *case.sentence().sentence.text != block.text => Some((block, tabled, value)),
        _ => None,
    }
}

/// Whether a block is a short line over a table: it says of what the table is, and states nothing.
pub(crate) fn is_title(blocks: &[Block], at: usize) -> bool {
    let over_table = blocks.get(at + 1).is_some_and(|next| next.table.is_some());
    let Some(block) = blocks.get(at).filter(|block| over_table && block.kind == BlockKind::Paragraph) else {
        return false;
    };
    let title = copydesk_text::tables::caption(Some(block));
    !title.is_empty() && title.split_whitespace().count() <= TITLE_WORDS
}

/// Words of a line over a table up to which it tells only of what the table is.
const TITLE_WORDS: usize = 6;

/// Bytes of the claim's sentence that stand in the cell, where the claim is one.
pub(crate) fn shown(case: &Case<'_>) -> Option<Range<usize>> {
    let (block, ..) = cell(case)?;
    case.sentence().sentence.to_visible(block.source.clone())
}

/// The cell of a source's row in which these bytes of its sentence stand.
pub(crate) fn value_at<'a>(candidate: &'a Candidate, at: &Range<usize>) -> Option<&'a str> {
    let row = row(&candidate.view, candidate.sentence)?;
    let value = row.values.iter().find(|value| overlap(at, &value.range))?;
    candidate.side().text().get(value.range.clone())
}

/// Whether the claim is a cell with its heads.
pub(crate) fn is_cell(case: &Case<'_>) -> bool {
    cell(case).is_some()
}

/// Words, numbers and signs of money of a head, stems in order; small words left out.
fn head_words(head: &str) -> Vec<String> {
    let tokens = tokens(head);
    let word = |token: &copydesk_text::Token| {
        let text = token.text(head);
        match token.kind {
            TokenKind::Mark => ["£", "$", "€", "¥", "%"].contains(&text).then(|| text.to_owned()),
            _ => {
                let lower = fold(text);
                (!words::is_stop(&lower)).then(|| stem(&lower))
            }
        }
    };
    tokens.iter().filter_map(word).collect()
}

/// One number for a head; 0 for one that says nothing.
fn side_key(head: &str, more: &str) -> u64 {
    let mut words = head_words(head);
    words.extend(head_words(more));
    if words.is_empty() {
        return 0;
    }
    let mut hasher = FxHasher::default();
    words.hash(&mut hasher);
    hasher.finish().max(1)
}

/// One number for the heads of a cell, whichever of them is the row's; a table of two columns has none over its values.
fn both(row: u64, head: u64) -> Option<u64> {
    (row != 0).then(|| row.wrapping_add(head).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (row ^ head))
}

/// What the sources' cells with the same heads say of a cell.
pub(crate) enum Told {
    /// The same; the sentence of the row.
    Same(Found),
    /// Another value, in what is surely the same table.
    Other(Found, Slot),
    /// Another value, and perhaps of something else.
    Unclear,
}

/// Holds a cell against the cells of what was found that have its heads.
pub(crate) fn told(
    case: &Case<'_>,
    retrieved: &[Found],
    candidate: &dyn Fn(&Found) -> Candidate,
) -> Option<Told> {
    let (block, tabled, value) = cell(case)?;
    let key = both(side_key(&tabled.row, &tabled.year), side_key(&value.head, ""))?;
    let mine = item_of(case.side(), |item| {
        let place = case.sentence().sentence.to_source(item.range.clone());
        overlap(&place, &block.source)
    })?;
    let (mut other, mut unclear) = (None, false);
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    for found in retrieved.iter().filter(|found| seen.insert(&found.view.article.id)) {
        let Some(cells) = found.view.cells().by_heads.get(&key) else { continue };
        for at in cells {
            let Some(row) = row(&found.view, at.sentence) else { continue };
            let place = Found { view: found.view.clone(), sentence: at.sentence, score: found.score };
            let text = value_text(&found.view, *at, row);
            let side = found.view.side(at.sentence);
            let theirs = item_of(side, |item| overlap(&item.range, &row.values[at.value].range));
            let relation = theirs.map(|theirs| {
                relation::of(case.side(), &case.analysis.items[mine], side, &side.analysis.items[theirs])
            });
            match equal(&block.text, text) {
                Some(true) => return Some(Told::Same(place)),
                None if relation.is_some_and(|relation| relation.strength() > 0.9) => {
                    return Some(Told::Same(place));
                }
                Some(false) | None => {}
            }
            // Two rows with one head: which of them is meant cannot be told.
            let twice = cells.iter().any(|b| {
                b.sentence != at.sentence
                    && self::row(&found.view, b.sentence).is_some_and(|other| other.table == row.table)
            });
            // Only one of the two tables may say in what they are told.
            let bare = relation == Some(Relation::None) && equal(&block.text, text) == Some(false);
            let clocks = is_clock(&block.text) && is_clock(text);
            let differs = relation == Some(Relation::Conflict) || bare || clocks;
            unclear |= differs;
            if let Some(theirs) = theirs.filter(|_| differs && !twice && other.is_none())
                && same_table(case, tabled, block, &found.view, row)
            {
                let code = match case.analysis.items[mine].kind {
                    ItemKind::Time(_) => Code::DateMismatch,
                    _ => Code::NumberMismatch,
                };
                let slot = candidate(&place).lone_slot(case, code, mine, theirs);
                other = Some(Told::Other(place, slot));
            }
        }
    }
    other.or(unclear.then_some(Told::Unclear))
}

/// The figure or date for which `there` holds, where it is one alone.
fn item_of(side: Side<'_>, there: impl Fn(&Item) -> bool) -> Option<usize> {
    let mut found = (0..side.analysis.items.len())
        .filter(|&i| side.analysis.items[i].kind.is_value() && there(&side.analysis.items[i]));
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

fn value_text<'a>(view: &'a View, cell: Cell, row: &Tabled) -> &'a str {
    let text: &str = &view.tagged.sentences[cell.sentence].sentence.text;
    text.get(row.values[cell.value].range.clone()).unwrap_or_default()
}

/// Whether two cells under the same heads say the same, as far as their writing tells.
fn equal(a: &str, b: &str) -> Option<bool> {
    let flat = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
    if flat(a) == flat(b) {
        return Some(true);
    }
    let ((x, fine), (y, coarse)) = (number(a)?, number(b)?);
    // The one may be rounded to fewer places.
    let room = 0.500_001 * 10f64.powi(-i32::try_from(fine.min(coarse)).unwrap_or(0));
    Some(if fine == coarse { x == y } else { (x - y).abs() <= room })
}

/// "10:15": in a timetable a few minutes are no rounding.
fn is_clock(text: &str) -> bool {
    text.trim().split_once([':', '.']).is_some_and(|(hours, minutes)| {
        let digits = |part: &str, most: usize| {
            (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
        };
        digits(hours, 2) && minutes.len() == 2 && digits(minutes, 2)
    })
}

/// A plain figure and its decimal places.
fn number(text: &str) -> Option<(f64, usize)> {
    let text = text.trim();
    if !is_figure(text) {
        return None;
    }
    let bare: String = text.chars().filter(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).collect();
    let (whole, places) = bare.split_once('.').unwrap_or((&bare, ""));
    let mut groups = whole.split(',');
    groups.next()?;
    // A comma that parts no thousands parts tenths, in another style of writing.
    if !groups.all(|group| group.len() == 3) || places.contains(['.', ',']) {
        return None;
    }
    let value: f64 = bare.replace(',', "").parse().ok()?;
    let minus = text.starts_with(['-', '\u{2212}', '–']);
    Some((if minus { -value } else { value }, places.len()))
}

/// Whether a table of the draft is surely the same as one of a source: most of its cells agree, or it is told over both
/// in the same words.
fn same_table(case: &Case<'_>, tabled: &Tabled, block: &Block, view: &View, row: &Tabled) -> bool {
    let blocks = &case.draft.prose.blocks;
    let at = case.sentence().sentence.block;
    let (mut agree, mut moved, mut differ, mut digits) = (0, 0, 0, 0);
    let near = at.saturating_sub(REACH)..(at + REACH + 1).min(blocks.len());
    for other in near.filter(|other| *other != at).filter_map(|at| blocks.get(at)) {
        let Some(of) = other.table.as_deref().filter(|of| of.table == tabled.table) else { continue };
        let [value] = of.values.as_slice() else { continue };
        let Some(key) = both(side_key(&of.row, &of.year), side_key(&value.head, "")) else { continue };
        let Some(cells) = view.cells().by_heads.get(&key) else { continue };
        let mut theirs = cells.iter().filter_map(|cell| {
            let at = self::row(view, cell.sentence).filter(|at| at.table == row.table)?;
            Some((at, value_text(view, *cell, at)))
        });
        let Some((there, text)) = theirs.next().filter(|_| theirs.next().is_none()) else { continue };
        match equal(&other.text, text) {
            Some(true) => {
                agree += 1;
                digits += other.text.bytes().filter(u8::is_ascii_digit).count();
            }
            // What stands elsewhere in the row has changed places; a long figure does so in the same table alone.
            _ if in_row(view, there, &other.text) => {
                moved += usize::from(other.text.bytes().filter(u8::is_ascii_digit).count() >= LONG);
            }
            _ => differ += 1,
        }
    }
    // Where all have moved, the heads may only be called otherwise.
    if agree > 0 {
        agree += moved;
        digits += LONG * moved;
    }
    let (mine, theirs) = (head_words(&tabled.caption), head_words(&row.caption));
    let numbers = |words: &[String]| -> Vec<String> {
        words.iter().filter(|word| word.starts_with(|c: char| c.is_ascii_digit())).cloned().collect()
    };
    let beyond = |a: &[String], b: &[String]| a.iter().any(|word| !b.contains(word));
    let (x, y) = (numbers(&mine), numbers(&theirs));
    if beyond(&x, &y) && beyond(&y, &x) {
        return false;
    }
    let apart = beyond(&mine, &theirs) && beyond(&theirs, &mine);
    let agreed = if apart {
        agree >= 4 && agree >= 3 * (differ + 1)
    } else {
        agree >= 2 && digits >= 4 && agree >= 2 * (differ + 1)
    };
    let named = case.analysis.items.iter().any(|item| {
        let place = case.sentence().sentence.to_source(item.range.clone());
        matches!(item.kind, ItemKind::Actor(_)) && !overlap(&place, &block.source)
    });
    let titled = !mine.is_empty() && mine == theirs && (named || mine.len() >= TITLE);
    agreed || (titled && (agree + differ < FEW || agree > differ))
}

/// Digits of a figure that no other table has by chance.
const LONG: usize = 3;

/// Words of a caption that tell by themselves of what the table is.
const TITLE: usize = 3;

/// Cells in common up to which two tables of one caption are taken for the same whatever they say.
const FEW: usize = 3;

/// Whether a value stands in the row of a source, which may be told in several sentences.
fn in_row(view: &View, row: &Tabled, text: &str) -> bool {
    let same = |cell: &Cell| {
        let at = self::row(view, cell.sentence).filter(|at| at.table == row.table);
        at.is_some_and(|at| equal(text, value_text(view, *cell, at)) == Some(true))
    };
    let cells = view.cells().by_row.get(&side_key(&row.row, &row.year));
    cells.is_some_and(|cells| cells.iter().any(same))
}

/// What the judgement of a cell rests on besides its own statement: what stands over its table, and the cells around it.
pub(crate) fn key(blocks: &[Block], at: usize, hasher: &mut FxHasher) {
    let Some(tabled) = blocks.get(at).and_then(|block| block.table.as_deref()) else { return };
    (&tabled.caption, &tabled.row, &tabled.year).hash(hasher);
    let [_] = tabled.values.as_slice() else { return };
    for other in &blocks[at.saturating_sub(REACH)..(at + REACH + 1).min(blocks.len())] {
        if let Some(of) = other.table.as_deref().filter(|of| of.table == tabled.table) {
            (&other.text, &of.row, &of.year).hash(hasher);
            of.values.iter().for_each(|value| value.head.hash(hasher));
        }
    }
}
