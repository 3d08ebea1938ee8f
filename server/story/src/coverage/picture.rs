//! The sources and what they go back to, as a picture: SVG without script, readable without colour.

use super::Coverage;
use crate::name::short;
use crate::report::escape;
use std::fmt::Write;

const ROW: usize = 46;
const BOX: usize = 34;
const LEFT: usize = 70;
const WIDE: usize = 340;
const RIGHT: usize = 560;

/// The picture. Sources stand on the left, grouped by origin; credits, outlets and headlines on the right.
pub fn picture(all: &Coverage) -> String {
    let mut order: Vec<usize> = (0..all.sources.len()).collect();
    order.sort_by_key(|&index| (all.sources[index].origin.unwrap_or(usize::MAX), index));
    let mut place = vec![0; all.sources.len()];
    for (row, &index) in order.iter().enumerate() {
        place[index] = row;
    }
    let rows = order.len().max(all.nodes.len()).max(1);
    let height = 60 + rows * ROW + 20;
    let wide = if all.nodes.is_empty() { LEFT + WIDE + 20 } else { RIGHT + WIDE + 20 };
    let title = format!("{} sources of {} independent origins", all.sources.len(), all.origins.len());
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {wide} {height}\" width=\"{wide}\" height=\"{height}\" \
         role=\"img\" aria-label=\"{0}\" font-family=\"system-ui, sans-serif\" font-size=\"13\">\n<title>{0}</title>\n\
         <text x=\"{LEFT}\" y=\"28\" font-size=\"16\" font-weight=\"600\" fill=\"currentColor\">{0}</text>\n",
        escape(&title)
    );
    let middle = |row: usize| 60 + row * ROW + BOX / 2;
    for link in &all.links {
        let from = middle(place[link.source]);
        if let Some(node) = link.node {
            let to = middle(node);
            let (x1, x2) = (LEFT + WIDE, RIGHT);
            let bend = (x1 + x2) / 2;
            let dash = if link.by == "headline" || link.by.starts_with("names") {
                " stroke-dasharray=\"5 4\""
            } else {
                ""
            };
            let _ = writeln!(
                out,
                "<path d=\"M{x1} {from} C{bend} {from} {bend} {to} {x2} {to}\" fill=\"none\" stroke=\"currentColor\" \
                 stroke-opacity=\"0.6\" stroke-width=\"1.5\"{dash}><title>{}</title></path>",
                link.by
            );
        } else if let Some(other) = link.other {
            let to = middle(place[other]);
            let bow = LEFT.saturating_sub(20 + 8 * from.abs_diff(to) / ROW).max(6);
            let _ = writeln!(
                out,
                "<path d=\"M{LEFT} {from} C{bow} {from} {bow} {to} {LEFT} {to}\" fill=\"none\" stroke=\"currentColor\" \
                 stroke-width=\"3\" stroke-opacity=\"0.45\"><title>the same wording</title></path>"
            );
        }
    }
    for (row, &index) in order.iter().enumerate() {
        let source = &all.sources[index];
        let day = source.published.map_or("no date".to_owned(), short);
        let origin = source.origin.map_or("–".to_owned(), |origin| (origin + 1).to_string());
        let dash = if source.aggregator { " stroke-dasharray=\"3 3\"" } else { "" };
        boxed(&mut out, LEFT, 60 + row * ROW, &source.name, &format!("origin {origin} · {day}"), dash);
    }
    for (row, node) in all.nodes.iter().enumerate() {
        boxed(&mut out, RIGHT, 60 + row * ROW, &node.name, node.kind.name(), "");
    }
    out += "</svg>\n";
    out
}

/// Characters of a name that fit into a box.
const FITS: usize = 44;

fn boxed(out: &mut String, x: usize, y: usize, name: &str, note: &str, dash: &str) {
    let mut shown: String = name.chars().take(FITS).collect();
    if shown.len() < name.len() {
        shown.push('…');
    }
    let _ = writeln!(
        out,
        "<g><title>{}</title><rect x=\"{x}\" y=\"{y}\" width=\"{WIDE}\" height=\"{BOX}\" rx=\"5\" fill=\"none\" \
         stroke=\"currentColor\"{dash}/><text x=\"{}\" y=\"{}\" fill=\"currentColor\">{}</text><text x=\"{}\" y=\"{}\" \
         font-size=\"11\" fill=\"currentColor\">{}</text></g>",
        escape(name),
        x + 9,
        y + 14,
        escape(&shown),
        x + 9,
        y + 28,
        escape(note),
    );
}
