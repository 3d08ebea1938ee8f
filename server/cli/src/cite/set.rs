//! The part of `copydesk cite` that sets a draft in a CSL style.

use super::{Args, To, note, with};
use crate::check::count;
use crate::check::load::Desk;
use anyhow::{Context, Result, bail};
use copydesk_checking::CitationStyleChoice;
use copydesk_checking::citations::{applied, convert};
use copydesk_intake::article;
use copydesk_library::{Article, Library};
use copydesk_styles::Style;
use copydesk_tagging::CitationStyle;
use copydesk_text::Format;
use std::path::{Path, PathBuf};

/// The style that is asked for, by name or in copydesk.toml.
pub(super) fn wanted(args: &Args, desk: &Desk) -> Result<Option<Style>> {
    let file: Option<PathBuf> = args
        .csl
        .clone()
        .or_else(|| desk.workspace.config().csl.as_ref().map(|file| desk.workspace.root().join(file)));
    match file {
        Some(file) if args.csl.is_some() || matches!(args.to, Some(To::Csl | To::Config) | None) => {
            read(&file).map(Some)
        }
        Some(_) => Ok(None),
        None if args.to == Some(To::Csl) => {
            bail!(
                "which CSL style? Name its file with --csl, or in copydesk.toml: csl = \"styles/house.csl\""
            )
        }
        None => Ok(None),
    }
}

/// A style, with the words of its language where `locales-xx-XX.xml` lies beside it.
fn read(file: &Path) -> Result<Style> {
    let text = std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let style = Style::read(&text).with_context(|| file.display().to_string())?;
    let language = style.language();
    if !language.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
        return Ok(style);
    }
    let words = file.with_file_name(format!("locales-{language}.xml"));
    match std::fs::read_to_string(&words) {
        Ok(text) => style.with_locale(&text).with_context(|| words.display().to_string()),
        Err(_) => {
            if !language.starts_with("en") {
                note(&format!("{}: not there, so the style speaks English", words.display()));
            }
            Ok(style)
        }
    }
}

/// A draft that is not set, set.
pub(super) fn set(
    style: &Style,
    text: &str,
    draft: &Article,
    shown: &str,
    format: Format,
    library: &Library,
) -> Result<String> {
    if format != Format::Markdown {
        bail!("{shown}: only Markdown can be set in a CSL style; what is cited is kept in its markup");
    }
    let mut text = text.to_owned();
    let now = article(draft.id.clone(), &text, format);
    // A style sets keys and numbers; links are made keys first.
    let edits = with(&now, library, |view, map| {
        (map.style(CitationStyleChoice::AsInDraft) == CitationStyle::Link)
            .then(|| convert(view, map, library, CitationStyle::Pandoc).edits)
    });
    if let Some(edits) = edits {
        text = applied(&text, &edits);
    }
    let now = article(draft.id.clone(), &text, format);
    let set = copydesk_styles::set(&now, library, style).with_context(|| shown.to_owned())?;
    if set.left > 0 {
        note(&format!(
            "{shown}: {} left as written, for naming nothing known or saying more than a page",
            count(set.left, "citation")
        ));
    }
    Ok(set.text)
}
