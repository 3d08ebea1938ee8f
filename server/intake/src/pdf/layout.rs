//! From characters on pages to paragraphs: lines, columns, tables, headings; running heads, page numbers and
//! hyphenation undone.

use super::Paragraph;
use super::glyphs::{Char, Page};
use copydesk_text::OffsetMap;
use copydesk_text::tables::{Cell, Facts};
use std::collections::{HashMap, HashSet};

/// Characters of one line that stand close together.
#[derive(Clone, Debug)]
struct Span {
    text: String,
    x0: f64,
    x1: f64,
    y: f64,
    size: f64,
}

/// A line of a paragraph.
#[derive(Clone, Debug)]
struct Line {
    text: String,
    x0: f64,
    x1: f64,
    y: f64,
    size: f64,
    /// Part of a column of running text; else a row of a table, which is a fact already.
    fact: bool,
}

/// The paragraphs of a file.
pub(super) fn blocks(pages: Vec<Page>) -> Vec<Paragraph> {
    let spans: Vec<Vec<Span>> = pages.iter().map(|page| spans(&page.chars)).collect();
    let furniture = running(&pages, &spans);
    let body = body_size(&spans);
    let mut all: Vec<(u32, Vec<Line>)> = Vec::new();
    for ((page, spans), furniture) in pages.iter().zip(spans).zip(furniture) {
        let kept: Vec<Span> =
            spans.into_iter().zip(furniture).filter(|(_, drop)| !drop).map(|(span, _)| span).collect();
        let mut leaves = Vec::new();
        order(kept, 0, &mut leaves);
        all.extend(leaves.into_iter().map(|lines| (page.number, lines)));
    }
    let words = words(&all);
    let mut blocks: Vec<Paragraph> = Vec::new();
    for (page, lines) in all {
        paragraphs(page, &lines, body, &words, &mut blocks);
    }
    blocks
}

/// Characters to spans. A gap that no character fills is a space; a wide one parts columns.
fn spans(chars: &[Char]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for char in chars {
        let blank = char.text.trim().is_empty();
        if let Some(last) = spans.last_mut() {
            let gap = char.x0 - last.x1;
            let size = last.size.max(char.size);
            let level = (char.y - last.y).abs() < 0.35 * size;
            // Small figures beside a word are marks of notes and stay with it.
            let wide = if last.text.ends_with(' ') { 1.2 } else { 1.0 };
            if level && gap > -0.6 * size && gap < wide * size {
                if blank {
                    if !last.text.ends_with(' ') {
                        last.text.push(' ');
                    }
                    // What a space takes is given to the gap, so that a wide one still parts columns.
                    last.x1 = last.x1.max(char.x0 + (char.x1 - char.x0).min(0.4 * size));
                    continue;
                }
                if gap > 0.17 * size && !last.text.ends_with(' ') {
                    last.text.push(' ');
                }
                last.text.push_str(&char.text);
                last.x1 = last.x1.max(char.x1);
                if char.size > last.size {
                    (last.size, last.y) = (char.size, char.y);
                }
                continue;
            }
        }
        if !blank {
            spans.push(Span {
                text: char.text.clone(),
                x0: char.x0,
                x1: char.x1,
                y: char.y,
                size: char.size,
            });
        }
    }
    // Spans are drawn in any order: those of one line that touch belong together.
    for span in &mut spans {
        span.text = span.text.trim().to_owned();
    }
    spans.retain(|span| !span.text.is_empty());
    spans.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x0.total_cmp(&b.x0)));
    let mut joined: Vec<Span> = Vec::new();
    for span in spans {
        let near = joined.iter_mut().rev().take(12).find(|last| {
            let size = last.size.max(span.size);
            let gap = (span.x0 - last.x1).max(last.x0 - span.x1);
            (last.y - span.y).abs() < 0.3 * size && gap < 0.9 * size && gap > -0.5 * size
        });
        match near {
            Some(last) if span.x0 >= last.x0 => {
                if span.x0 - last.x1 > 0.1 * span.size {
                    last.text.push(' ');
                }
                last.text.push_str(&span.text);
                last.x1 = last.x1.max(span.x1);
                last.size = last.size.max(span.size);
            }
            Some(last) => {
                if last.x0 - span.x1 > 0.1 * span.size {
                    last.text.insert(0, ' ');
                }
                last.text.insert_str(0, &span.text);
                last.x0 = span.x0;
            }
            None => joined.push(span),
        }
    }
    joined
}

/// The size most characters have.
fn body_size(pages: &[Vec<Span>]) -> f64 {
    let mut sizes: HashMap<i64, usize> = HashMap::new();
    for span in pages.iter().flatten() {
        #[allow(clippy::cast_possible_truncation)]
        let key = (span.size * 4.0).round() as i64;
        *sizes.entry(key).or_default() += span.text.len();
    }
    let most = sizes.into_iter().max_by_key(|(key, count)| (*count, *key)).map_or(40, |(key, _)| key);
    #[allow(clippy::cast_precision_loss)]
    let size = most as f64 / 4.0;
    size
}

/// Which spans are running heads, running feet or page numbers.
fn running(pages: &[Page], spans: &[Vec<Span>]) -> Vec<Vec<bool>> {
    let edge = |page: &Page, span: &Span| span.y < page.height * 0.1 || span.y > page.height * 0.91;
    let shape = |span: &Span| -> String {
        let mut shape = String::new();
        for c in span.text.chars() {
            match c {
                c if c.is_ascii_digit() && shape.ends_with('#') => {}
                c if c.is_ascii_digit() => shape.push('#'),
                c => shape.extend(c.to_lowercase()),
            }
        }
        shape
    };
    let mut seen: HashMap<String, HashSet<u32>> = HashMap::new();
    for (page, spans) in pages.iter().zip(spans) {
        for span in spans.iter().filter(|span| edge(page, span)) {
            seen.entry(shape(span)).or_default().insert(page.number);
        }
    }
    let enough = if pages.len() < 4 { 2 } else { 3.max(pages.len() / 5) };
    pages
        .iter()
        .zip(spans)
        .map(|(page, spans)| {
            let dropped = spans.iter().map(|span| {
                edge(page, span) && {
                    let shape = shape(span);
                    let number = shape.trim_matches(|c: char| !c.is_alphanumeric() && c != '#');
                    let number = ["page ", "p. ", "seite "]
                        .iter()
                        .find_map(|lead| number.strip_prefix(lead))
                        .unwrap_or(number);
                    let is_number =
                        matches!(number, "#" | "# of #" | "#/#" | "# / #") && span.text.len() <= 16;
                    let repeats =
                        seen.get(&shape).is_some_and(|pages| pages.len() >= enough) && span.text.len() < 160;
                    (is_number && (pages.len() > 1 || span.y > page.height * 0.91)) || repeats
                }
            });
            dropped.collect()
        })
        .collect()
}

/// The leaves of a page in reading order: columns side by side from left to right, what spans them above and below.
fn order(mut spans: Vec<Span>, depth: usize, leaves: &mut Vec<Vec<Line>>) {
    if spans.is_empty() {
        return;
    }
    spans.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x0.total_cmp(&b.x0)));
    if depth > 12 {
        leaves.push(lines(spans));
        return;
    }
    let bands = bands(&spans);
    let mut at = 0;
    let mut plain: Vec<Span> = Vec::new();
    while at < bands.len() {
        // The longest run of bands with a gutter in common.
        let mut best: Option<(usize, f64)> = None;
        let mut run: Vec<Span> = Vec::new();
        for (to, band) in bands.iter().enumerate().skip(at) {
            run.extend(band.iter().cloned());
            match gutter(&run) {
                Some(x) => best = Some((to, x)),
                None if to > at + 2 && best.is_none() => break,
                None if best.is_some() => break,
                None => {}
            }
        }
        match best {
            Some((to, x)) => {
                if !plain.is_empty() {
                    leaves.push(lines(std::mem::take(&mut plain)));
                }
                let run: Vec<Span> = bands[at..=to].iter().flatten().cloned().collect();
                if let Some(rows) = table(&run) {
                    leaves.push(rows);
                } else {
                    let (left, right): (Vec<Span>, Vec<Span>) =
                        run.into_iter().partition(|span| span.x1 <= x);
                    order(left, depth + 1, leaves);
                    order(right, depth + 1, leaves);
                }
                at = to + 1;
            }
            None => {
                plain.extend(bands[at].iter().cloned());
                at += 1;
            }
        }
    }
    if !plain.is_empty() {
        leaves.push(lines(plain));
    }
}

/// Spans by bands between which nothing stands.
fn bands(spans: &[Span]) -> Vec<Vec<Span>> {
    let mut bands: Vec<Vec<Span>> = Vec::new();
    let mut bottom = f64::MIN;
    for span in spans {
        let top = span.y - span.size * 0.75;
        // Lines of a column follow one another closely; half a line more ends a band.
        if top > bottom + span.size * 0.55 || bands.is_empty() {
            bands.push(Vec::new());
        }
        if let Some(last) = bands.last_mut() {
            last.push(span.clone());
        }
        bottom = bottom.max(span.y + span.size * 0.2);
    }
    bands
}

/// Where a strip runs through all spans that none of them crosses, with lines on both sides.
fn gutter(spans: &[Span]) -> Option<f64> {
    if spans.len() < 4 {
        return None;
    }
    let mut edges: Vec<(f64, f64)> = spans.iter().map(|span| (span.x0, span.x1)).collect();
    edges.sort_by(|a, b| a.0.total_cmp(&b.0));
    let size = spans.iter().map(|span| span.size).sum::<f64>() / spans.len().max(1) as f64;
    let mut right = edges[0].1;
    let mut best: Option<(f64, f64)> = None;
    for (x0, x1) in edges {
        let gap = x0 - right;
        if gap > (0.9 * size).max(6.0) && best.is_none_or(|(width, _)| gap > width) {
            let x = right + gap / 2.0;
            let left = spans.iter().filter(|span| span.x1 <= x).count();
            if left >= 2 && spans.len() - left >= 2 {
                best = Some((gap, x));
            }
        }
        right = right.max(x1);
    }
    best.map(|(_, x)| x)
}

/// The rows of a table, if these spans are one: short, and side by side in rows.
fn table(spans: &[Span]) -> Option<Vec<Line>> {
    let mut rows: Vec<Vec<&Span>> = Vec::new();
    for span in spans {
        match rows.last_mut() {
            Some(row)
                if row
                    .first()
                    .is_some_and(|first| (first.y - span.y).abs() < 0.4 * first.size.max(span.size)) =>
            {
                row.push(span)
            }
            _ => rows.push(vec![span]),
        }
    }
    let full = rows.iter().filter(|row| row.len() >= 2).count();
    let letters: usize = spans.iter().map(|span| span.text.chars().count()).sum();
    let short = letters < spans.len() * 22 && spans.iter().all(|span| span.text.chars().count() < 60);
    if rows.len() < 2 || full * 10 < rows.len() * 8 || !short {
        return None;
    }
    // Columns by where their cells overlap.
    let mut columns: Vec<(f64, f64)> = Vec::new();
    let mut by_x: Vec<&Span> = spans.iter().collect();
    by_x.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    for span in by_x {
        match columns.last_mut() {
            Some(last) if span.x0 < last.1 => last.1 = last.1.max(span.x1),
            _ => columns.push((span.x0, span.x1)),
        }
    }
    let mut facts = Facts::default();
    let mut lines = Vec::new();
    // What stands alone above a table names it.
    let titles = rows.iter().take_while(|row| row.len() == 1).count();
    let titles: Vec<Line> = rows
        .drain(..titles)
        .flatten()
        .map(|span| Line {
            text: span.text.clone(),
            x0: span.x0,
            x1: span.x1,
            y: span.y,
            size: span.size,
            fact: false,
        })
        .collect();
    for row in rows {
        let mut cells = vec![Cell::default(); columns.len()];
        for span in &row {
            let Some(column) = columns.iter().position(|(x0, x1)| span.x0 < *x1 && span.x1 > *x0) else {
                continue;
            };
            let cell = &mut cells[column];
            if !cell.text.is_empty() {
                cell.text.push(' ');
            }
            cell.text.push_str(&span.text);
        }
        for cell in &mut cells {
            cell.map = OffsetMap::identity(0, cell.text.len());
        }
        facts.row(&cells);
        lines.push((row[0].x0, row[0].y, row[0].size));
    }
    let (x0, y, size) = lines.first().copied()?;
    let blocks = facts.finish().into_iter();
    let facts = blocks.map(|block| Line { text: block.text, x0, x1: x0, y, size, fact: true });
    Some(titles.into_iter().chain(facts).collect())
}

/// Spans of a column to lines.
fn lines(spans: Vec<Span>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for span in spans {
        match lines.last_mut() {
            Some(last) if (last.y - span.y).abs() < 0.45 * last.size.max(span.size) => {
                last.text.push(' ');
                last.text.push_str(&span.text);
                last.x1 = last.x1.max(span.x1);
                last.x0 = last.x0.min(span.x0);
                last.size = last.size.max(span.size);
            }
            _ => lines.push(Line {
                text: span.text,
                x0: span.x0,
                x1: span.x1,
                y: span.y,
                size: span.size,
                fact: false,
            }),
        }
    }
    lines
}

/// Every word of the file, in lower case, hyphens inside it kept: what a hyphen at a line's end means is seen from them.
fn words(all: &[(u32, Vec<Line>)]) -> HashSet<String> {
    let mut words = HashSet::new();
    for line in all.iter().flat_map(|(_, lines)| lines) {
        for word in line.text.split_whitespace() {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '-').to_lowercase();
            if !word.ends_with('-') && !word.is_empty() {
                words.insert(word);
            }
        }
    }
    words
}

/// Lines to paragraphs.
fn paragraphs(page: u32, lines: &[Line], body: f64, words: &HashSet<String>, blocks: &mut Vec<Paragraph>) {
    let mut leads: Vec<f64> =
        lines.windows(2).map(|two| two[1].y - two[0].y).filter(|lead| *lead > 0.0).collect();
    leads.sort_by(f64::total_cmp);
    let lead = leads.get(leads.len() / 2).copied().unwrap_or(body * 1.2);
    let left = lines.iter().map(|line| line.x0).fold(f64::MAX, f64::min);
    let right = lines.iter().map(|line| line.x1).fold(f64::MIN, f64::max);
    let mut last: Option<&Line> = None;
    for line in lines {
        if line.fact {
            blocks.push(Paragraph { text: line.text.clone(), kind: 7, pages: vec![(0, page)] });
            last = None;
            continue;
        }
        let kind = if line.size > body * 1.6 {
            1
        } else if line.size > body * 1.15 {
            2
        } else if is_item(&line.text) {
            7
        } else {
            0
        };
        let ends = |text: &str| text.ends_with(['.', '!', '?', ':', '”', '"', '’', ')']);
        let begins = line
            .text
            .chars()
            .next()
            .is_some_and(|c| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '“' | '"' | '‘'));
        let goes_on = match (last, blocks.last()) {
            (Some(last), Some(block)) => {
                let gap = line.y - last.y;
                let same = (last.size - line.size).abs() <= 0.12 * last.size;
                let indented =
                    line.x0 > left + 0.6 * line.size && last.x0 <= left + 0.6 * line.size && block.kind == 0;
                let short = last.x1 < right - 0.25 * (right - left) && ends(&last.text) && begins;
                same && gap <= lead.max(line.size * 1.05) * 1.35
                    && gap > 0.0
                    && kind != 7
                    && !(indented && ends(&last.text))
                    && !short
                    && (block.kind == kind || block.kind == 7)
            }
            // The first line of a column goes on the last one of the column or page before.
            (None, Some(block)) => {
                let lower = line.text.chars().next().is_some_and(char::is_lowercase);
                let open = !ends(&block.text) || block.text.ends_with('-');
                kind == 0 && block.kind == 0 && open && (lower || block.text.ends_with(['-', ',']))
            }
            _ => false,
        };
        last = Some(line);
        match blocks.last_mut().filter(|_| goes_on) {
            Some(block) => join(block, &line.text, page, words),
            None => blocks.push(Paragraph { text: line.text.clone(), kind, pages: vec![(0, page)] }),
        }
    }
}

/// Puts a line behind a paragraph. A hyphen at its end goes if the word is known without it, or in no other way.
fn join(block: &mut Paragraph, line: &str, page: u32, words: &HashSet<String>) {
    let lower = line.chars().next().is_some_and(char::is_lowercase);
    if block.text.ends_with('-') && lower {
        let head = block.text.rsplit(' ').next().unwrap_or_default().trim_end_matches('-').to_lowercase();
        let tail: String =
            line.chars().take_while(|c| c.is_alphanumeric() || *c == '-').collect::<String>().to_lowercase();
        let head = head.trim_start_matches(|c: char| !c.is_alphanumeric());
        let whole = words.contains(&format!("{head}{tail}"));
        let hyphenated = words.contains(&format!("{head}-{tail}")) || head.contains('-');
        if whole || !hyphenated {
            block.text.pop();
        }
    } else if !block.text.ends_with(['-', '/', '–', '—'])
        || block.text.ends_with(" –")
        || block.text.ends_with(" —")
    {
        block.text.push(' ');
    }
    if block.pages.last().is_none_or(|(_, last)| *last != page) {
        block.pages.push((block.text.len(), page));
    }
    block.text.push_str(line);
}

fn is_item(text: &str) -> bool {
    let mut chars = text.chars();
    let first = chars.next().unwrap_or(' ');
    (matches!(first, '•' | '▪' | '‣' | '◦' | '·' | '■' | '●' | '–' | '*') && chars.next() == Some(' ')) || {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        (1..=2).contains(&digits)
            && text[digits..].starts_with([')', '.'])
            && text[digits + 1..].starts_with(' ')
    }
}
