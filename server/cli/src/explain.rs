//! `copydesk explain CODE`: the page of a finding, from the same files that the book is made of.

use anyhow::{Result, bail};
use copydesk_checking::{Code, Severity};
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
            writeln!(out, "{:<22}{:<13}{}", code.name(), level(code.severity()), code.summary())?;
        }
        return Ok(ExitCode::SUCCESS);
    };
    let name = name.trim().to_lowercase();
    match PAGES.iter().find(|(page, _)| *page == name) {
        Some((_, text)) => write!(out, "{}", plain(text))?,
        None => match nearest(&name) {
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

/// The code that shares the most pairs of letters with `name`, if it shares most of them.
fn nearest(name: &str) -> Option<&'static str> {
    let pairs = |text: &str| text.as_bytes().windows(2).map(<[u8]>::to_vec).collect::<Vec<_>>();
    let asked = pairs(name);
    let alike = |code: &str| {
        let known = pairs(code);
        2 * asked.iter().filter(|pair| known.contains(pair)).count() * 100
            / (asked.len() + known.len()).max(1)
    };
    Code::ALL
        .iter()
        .map(|code| (alike(code.name()), code.name()))
        .filter(|(score, _)| *score >= 50)
        .max()
        .map(|(_, n)| n)
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

    #[test]
    fn knows_what_was_meant() {
        assert_eq!(nearest("number-missmatch"), Some("number-mismatch"));
        assert_eq!(nearest("unsuported"), Some("unsupported"));
        assert_eq!(nearest("xyz"), None);
    }

    #[test]
    fn shows_a_page_without_link_targets() {
        assert_eq!(plain("see [outdated](outdated.md), or [a](b)\\\nx"), "see outdated, or a\nx\n");
    }
}
