//! `copydesk explain CODE`: the page of a finding, from the same files that the book is made of.

use anyhow::{Result, bail};
use copydesk_checking::{Code, Settings, Severity, calibration};
use copydesk_intake::nearest;
use std::io::Write;
use std::process::ExitCode;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The code, as a finding shows it; without one, all codes are listed.
    code: Option<String>,
}

macro_rules! pages {
    ($($name:literal)+) => {
        /// The page of each code.
        const PAGES: &[(&str, &str)] = &[$(($name, include_str!(concat!("../../../docs/src/codes/", $name, ".md")))),+];
    };
}

pages! {
    "actor-mismatch"
    "cited-source-missing"
    "date-mismatch"
    "hedge-dropped"
    "misattributed"
    "miscited"
    "number-mismatch"
    "outdated"
    "overstated"
    "polarity-mismatch"
    "quote-altered"
    "quote-not-found"
    "single-origin"
    "sources-disagree"
    "too-long"
    "uncited"
    "unknown-citation"
    "unsupported"
    "unsupported-detail"
    "weekday-mismatch"
}

pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let mut out = std::io::stdout().lock();
    let Some(name) = &args.code else {
        for code in Code::ALL {
            let level = match Settings::default().severity(*code) {
                Some(severity) => level(severity).to_owned(),
                None => format!("{} (off)", level(code.severity())),
            };
            writeln!(out, "{:<22}{level:<13}{}", code.name(), code.summary())?;
        }
        return Ok(ExitCode::SUCCESS);
    };
    let name = name.trim().to_lowercase();
    match PAGES.iter().find(|(page, _)| *page == name) {
        Some((_, text)) => {
            write!(out, "{}", plain(text))?;
            if let Some(sure) = name.parse().ok().and_then(how_sure) {
                write!(out, "\n## How sure it is\n\n{sure}\n")?;
            }
        }
        None => match nearest(&name, Code::ALL.iter().map(|code| code.name())) {
            Some(near) => bail!("there is no code named {name:?}; did you mean {near:?}?"),
            None => bail!("there is no code named {name:?}; `copydesk explain` lists them all"),
        },
    }
    Ok(ExitCode::SUCCESS)
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information => "information",
        Severity::Hint => "hint",
    }
}

/// Up to which support findings of a code are said aloud, and how often they are right.
fn how_sure(code: Code) -> Option<String> {
    let of = calibration::of(code)?;
    let hundred = |share: f32| (share * 100.0).round();
    let (right, all) = (hundred(of.precision), hundred(of.all));
    Some(if of.support >= 1.0 {
        format!(
            "Of 100 labelled statements with this finding, {right} are indeed wrong or not borne out ({} looked at).",
            of.claims
        )
    } else if of.support < 0.0 {
        format!(
            "Of 100 labelled statements with this finding, {all} are indeed wrong or not borne out: it is a hint, unless the settings say otherwise."
        )
    } else {
        format!(
            "Where the support of the statement is over {:.2} it is a hint, unless the settings say otherwise. Of 100 labelled statements \
             with at most that support, {right} are indeed wrong or not borne out ({} looked at), of all with this finding {all}.",
            of.support, of.claims
        )
    })
}

/// A page as it reads well on a terminal: no link targets, no hard breaks, no fences.
fn plain(page: &str) -> String {
    let mut text = String::new();
    for line in page.lines().filter(|line| !line.starts_with("```")) {
        let mut rest = line.trim_end_matches('\\');
        while let Some((before, after)) = rest.split_once("](") {
            let Some((_, after)) = after.split_once(')') else { break };
            text += &before.replacen('[', "", usize::from(before.contains('[')));
            rest = after;
        }
        text += rest;
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_a_page_that_begins_with_its_name_and_has_two_examples() {
        assert_eq!(PAGES.len(), Code::ALL.len());
        for code in Code::ALL {
            let (_, text) = PAGES.iter().find(|(page, _)| *page == code.name()).expect("a page");
            assert!(text.starts_with(&format!("# {code}\n")), "{code}");
            for part in
                ["## When it is said", "## When it is not", "## Examples", "## The fix", "## Switching it o"]
            {
                assert!(text.contains(part), "{code} lacks {part}");
            }
            let examples =
                text.split("## Examples").nth(1).and_then(|t| t.split("\n## ").next()).unwrap_or_default();
            assert_eq!(examples.split("\n\n").filter(|p| p.starts_with('>')).count(), 2, "{code}");
        }
    }

    /// The book has the figures of the thresholds that are built in: after `cargo xtask calibrate` its table is changed too.
    #[test]
    fn the_book_tells_how_sure_each_code_is() {
        let book = include_str!("../../../docs/src/codes/index.md");
        for of in Code::ALL.iter().filter_map(|code| calibration::of(*code)) {
            let bound =
                if of.support >= 1.0 { "always".to_owned() } else { format!("up to {:.2}", of.support) };
            let row = format!(
                "| {} | {bound} | {:.1}% of {} | {:.1}% |",
                of.code,
                of.precision * 100.0,
                of.claims,
                of.all * 100.0
            );
            assert!(book.contains(&row), "the book lacks {row}");
        }
        assert!(how_sure(Code::UnsupportedDetail).is_some_and(|said| said.contains("it is a hint")));
        assert_eq!(how_sure(Code::Uncited), None);
    }

    #[test]
    fn knows_what_was_meant() {
        let nearest = |name| nearest(name, Code::ALL.iter().map(|code| code.name()));
        assert_eq!(nearest("number-missmatch"), Some("number-mismatch"));
        assert_eq!(nearest("unsuported"), Some("unsupported"));
        assert_eq!(nearest("xyz"), None);
    }

    #[test]
    fn shows_a_page_without_link_targets() {
        assert_eq!(plain("see [outdated](outdated.md), or [a](b)\\\nx"), "see outdated, or a\nx\n");
    }
}
