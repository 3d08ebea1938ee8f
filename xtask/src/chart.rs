//! `cargo xtask chart`: the chart of the scale table in `docs/src/measurements.md`, drawn into `docs/src/images/scale.svg`.

use anyhow::{Context, Result, ensure};
use std::fmt::Write;
use std::fs;

const FROM: &str = "docs/src/measurements.md";
const TO: &str = "docs/src/images/scale.svg";
/// Stands above the table: its first column is the number of articles, two others are called `p50 ms` and `p95 ms`.
const MARK: &str = "<!-- scale -->";

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 320.0;
const LEFT: f64 = 52.0;
const RIGHT: f64 = 600.0;
const TOP: f64 = 36.0;
const BOTTOM: f64 = 264.0;

/// A line of the table.
#[derive(Debug, PartialEq)]
struct Row {
    articles: f64,
    p50: f64,
    p95: f64,
}

pub(crate) fn run() -> Result<()> {
    let text =
        fs::read_to_string(FROM).with_context(|| format!("cannot read {FROM}; run this in the project"))?;
    fs::write(TO, draw(&rows(&text)?)).with_context(|| format!("cannot write {TO}"))
}

fn rows(text: &str) -> Result<Vec<Row>> {
    let (_, after) = text.split_once(MARK).with_context(|| format!("no {MARK} in {FROM}"))?;
    let lines = after.lines().map(str::trim).skip_while(|line| line.is_empty());
    let mut cells = lines
        .take_while(|line| line.starts_with('|'))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect::<Vec<_>>());
    let head = cells.next().context("no table after it")?;
    let column = |name: &str| {
        head.iter().position(|cell| *cell == name).with_context(|| format!("the table has no column {name}"))
    };
    let (p50, p95) = (column("p50 ms")?, column("p95 ms")?);
    let number = |cell: Option<&&str>| cell.and_then(|cell| cell.replace(',', "").parse::<f64>().ok());
    // Rows of other programs, which have no number of articles, are left out.
    let rows: Vec<Row> = cells
        .filter_map(|row| {
            let articles = number(row.first()).filter(|articles| *articles >= 1.0)?;
            Some(Row { articles, p50: number(row.get(p50))?, p95: number(row.get(p95))? })
        })
        .collect();
    ensure!(rows.len() > 1, "the table has fewer than two rows with figures");
    Ok(rows)
}

/// What a line is called, its colour, its figure.
type Line = (&'static str, &'static str, fn(&Row) -> f64);

fn draw(rows: &[Row]) -> String {
    let most = rows.iter().map(|row| row.articles).fold(1.0, f64::max);
    let least = rows.iter().map(|row| row.articles).fold(most, f64::min);
    let top = (rows.iter().map(|row| row.p95).fold(10.0, f64::max) / 5.0).ceil() * 5.0;
    let x = |articles: f64| {
        let share = (articles.ln() - least.ln()) / (most.ln() - least.ln()).max(f64::MIN_POSITIVE);
        LEFT + share * (RIGHT - LEFT)
    };
    let y = |ms: f64| BOTTOM - ms / top * (BOTTOM - TOP);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" font-family=\"sans-serif\" font-size=\"12\">\n\
         <title>From a keystroke to the right findings, by the number of sources</title>\n\
         <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#ffffff\"/>\n\
         <text x=\"{LEFT}\" y=\"18\" fill=\"#222222\">Keystroke to right findings, ms</text>\n"
    );
    let mut put = |line: String| svg.push_str(&line);
    for step in 0..=5 {
        let ms = top * f64::from(step) / 5.0;
        let at = y(ms);
        put(format!(
            "<path d=\"M{LEFT} {at:.1}H{RIGHT}\" stroke=\"#dddddd\"/><text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\" fill=\"#555555\">{ms:.0}</text>\n",
            LEFT - 8.0,
            at + 4.0
        ));
    }
    for row in rows {
        put(format!(
            "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\" fill=\"#555555\">{}</text>\n",
            x(row.articles),
            BOTTOM + 18.0,
            row.articles
        ));
    }
    put(format!(
        "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\" fill=\"#222222\">sources</text>\n",
        (LEFT + RIGHT) / 2.0,
        BOTTOM + 40.0
    ));
    let lines: [Line; 2] = [("p50", "#1b6ca8", |row| row.p50), ("p95", "#b8501d", |row| row.p95)];
    for (name, colour, of) in lines {
        let mut path = String::new();
        for (number, row) in rows.iter().enumerate() {
            let letter = if number == 0 { 'M' } else { 'L' };
            let _ = write!(path, "{letter}{:.1} {:.1}", x(row.articles), y(of(row)));
            put(format!(
                "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"3\" fill=\"{colour}\"/>\n",
                x(row.articles),
                y(of(row))
            ));
        }
        put(format!("<path d=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>\n"));
        let last = rows.last().map_or(0.0, of);
        put(format!(
            "<text x=\"{:.1}\" y=\"{:.1}\" fill=\"{colour}\">{name}</text>\n",
            RIGHT + 8.0,
            y(last) + 4.0
        ));
    }
    svg + "</svg>\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "x\n\n<!-- scale -->\n\n| articles | first | p50 ms | p95 ms |\n|---|---|---|---|\n\
        | 100 | 1 s | 1.9 | 8.2 |\n| 19,000 | 2 s | 3.0 | 12.6 |\n| harper-ls | | 30 | 39 |\n\nend\n";

    #[test]
    fn reads_the_table_and_draws_a_line_for_each_column() {
        let rows = rows(TABLE).expect("a table");
        assert_eq!(
            rows,
            [Row { articles: 100.0, p50: 1.9, p95: 8.2 }, Row { articles: 19_000.0, p50: 3.0, p95: 12.6 }]
        );
        let svg = draw(&rows);
        assert_eq!(svg.matches("<circle").count(), 4);
        assert!(svg.contains(">19000<") && svg.contains(">p95<") && svg.contains(">15<"), "{svg}");
        assert!(super::rows("nothing").is_err());
    }
}
