//! `copydesk cite`: the citations of a draft converted, numbered anew, set in a CSL style, looked through.

mod set;

use crate::check::count;
use crate::check::load::{Wanted, load};
use crate::story::write_to;
use anyhow::{Context, Result, bail};
use copydesk_checking::citations::{CitationMap, applied, audit, bibtex, convert, csl, merge, renumber};
use copydesk_checking::{CitationStyleChoice, Draft, Edit};
use copydesk_intake::article;
use copydesk_library::{Article, Library};
use copydesk_tagging::CitationStyle;
use copydesk_text::{Buffer, Encoding, Format, position::range_of};
use std::io::Write;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The draft.
    draft: PathBuf,
    /// The style to cite in; "config" is that of copydesk.toml.
    #[arg(long, value_enum, value_name = "STYLE")]
    to: Option<To>,
    /// The CSL style that citations and source list are set in; without it, that of copydesk.toml.
    #[arg(long, value_name = "FILE")]
    csl: Option<PathBuf>,
    /// Make one marker of those side by side: [1][2] to [1, 2].
    #[arg(long)]
    merge: bool,
    /// Number the sources in the order of first appearance.
    #[arg(long)]
    renumber: bool,
    /// Only list unused, missing, duplicate and dead entries.
    #[arg(long, conflicts_with_all = ["to", "merge", "renumber"])]
    check: bool,
    /// Write what is cited as a bibliography: .bib for BibTeX, .json for CSL-JSON.
    #[arg(long, value_name = "FILE")]
    bibliography: Option<PathBuf>,
    /// Change the draft in its place; without it the changed draft is printed.
    #[arg(long, short)]
    write: bool,
    /// A folder of sources, or a source, in the place of those that would be found. May be given often.
    #[arg(long, value_name = "DIR")]
    sources: Vec<PathBuf>,
    /// The copydesk.toml to use; its folder is the workspace.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum To {
    /// Numbers in brackets.
    Numeric,
    /// Footnotes.
    Footnote,
    /// Keys of a bibliography, for Pandoc.
    Pandoc,
    /// Links in parentheses.
    Link,
    /// Set in a CSL style, what is cited kept beneath: the file of --csl or of copydesk.toml.
    Csl,
    /// As copydesk.toml says.
    Config,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let drafts = [args.draft.clone()];
    let wanted = Wanted {
        drafts: &drafts,
        sources: &args.sources,
        config: args.config.as_deref(),
        draft_or_none: false,
        no_cache: false,
    };
    let (desks, mut drafts) = load(&wanted)?;
    let (desk, (_, shown, draft)) = desks.first().zip(drafts.pop()).context("there is no draft")?;
    let library = &desk.library;
    let format = copydesk_intake::format_of(&args.draft).unwrap_or(Format::Text);
    if args.check {
        return look(&draft, &shown, library);
    }
    let in_style = set::wanted(args, desk)?;
    // What is set in a style is changed as it was written, and set again.
    let mut work = Work { read: &draft, format, library, text: copydesk_styles::unset(&draft.text) };
    let was_set = work.text != *draft.text;
    let only_set = in_style.is_some() && desk.settings.citations == CitationStyleChoice::AsInDraft;
    match args.to {
        None | Some(To::Csl) => {}
        Some(To::Config) if only_set => {}
        Some(to) => work.convert(&shown, style(to, desk.settings.citations)?),
    }
    if args.merge {
        work.step(|draft, map| merge(draft, map, library));
    }
    if args.renumber {
        work.step(|draft, map| renumber(draft, map, library).unwrap_or_default());
    }
    let set = match args.to {
        Some(To::Csl | To::Config) => in_style.is_some(),
        Some(_) => false,
        None => was_set && in_style.is_some(),
    };
    let text = match in_style.filter(|_| set) {
        Some(style) => set::set(&style, &work.text, &draft, &shown, format, library)?,
        None if was_set && args.to.is_none() && (args.merge || args.renumber) => {
            bail!("{shown} is set in a CSL style: name it with --csl, so that it can be set again")
        }
        None => work.text.clone(),
    };
    if let Some(file) = &args.bibliography {
        work.write_bibliography(file)?;
    }
    let changes = args.to.is_some() || args.merge || args.renumber;
    if args.write && changes {
        put(&args.draft, &draft.text, &text)?;
    } else if args.bibliography.is_none() || changes {
        write_to(None, &text)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// A draft that is changed step by step.
struct Work<'a> {
    /// As it was read.
    read: &'a Article,
    format: Format,
    library: &'a Library,
    /// Its text so far, nothing of it set in a style.
    text: String,
}

impl Work<'_> {
    fn now(&self) -> Article {
        article(self.read.id.clone(), &self.text, self.format)
    }

    fn step(&mut self, edits: impl FnOnce(&Draft<'_>, &CitationMap) -> Vec<Edit>) {
        let edits = with(&self.now(), self.library, edits);
        self.text = applied(&self.text, &edits);
    }

    /// Writes the citations in a style, and tells how many are left as they were.
    fn convert(&mut self, shown: &str, style: CitationStyle) {
        let (library, mut left) = (self.library, 0);
        self.step(|draft, map| {
            let converted = convert(draft, map, library, style);
            left = converted.left.len();
            converted.edits
        });
        if left > 0 {
            note(&format!(
                "{shown}: {} left as written, for saying more than a number or naming no entry",
                count(left, "citation")
            ));
        }
    }

    /// Writes the sources cited, as the name of the file asks.
    fn write_bibliography(&self, file: &Path) -> Result<()> {
        let json = file.extension().is_some_and(|end| end == "json");
        let written = with(&self.now(), self.library, |_, map| match json {
            true => serde_json::to_string_pretty(&csl(map, self.library)).map(|text| text + "\n"),
            false => Ok(bibtex(map, self.library)),
        })?;
        write_to(Some(file), &written)
    }
}

fn style(to: To, set: CitationStyleChoice) -> Result<CitationStyle> {
    Ok(match (to, set) {
        (To::Numeric, _) | (To::Config, CitationStyleChoice::Numeric) => CitationStyle::Numeric,
        (To::Footnote, _) | (To::Config, CitationStyleChoice::Footnote) => CitationStyle::Footnote,
        (To::Pandoc, _) | (To::Config, CitationStyleChoice::Pandoc) => CitationStyle::Pandoc,
        (To::Link, _) | (To::Config, CitationStyleChoice::Link) => CitationStyle::Link,
        (To::Csl, _) => bail!("a CSL style is set, not written"),
        (To::Config, CitationStyleChoice::AsInDraft) => {
            bail!("copydesk.toml sets no citation-style, so there is none to convert to")
        }
    })
}

fn with<T>(article: &Article, library: &Library, ask: impl FnOnce(&Draft<'_>, &CitationMap) -> T) -> T {
    let draft = Draft {
        path: Some(&article.id),
        text: &article.text,
        prose: &article.prose,
        tagged: article.tagged(),
    };
    ask(&draft, &CitationMap::new(&draft, library))
}

/// Writes a draft in its place, if the file is what was read: UTF-8, perhaps with a byte order mark.
fn put(path: &Path, read: &str, text: &str) -> Result<()> {
    let bytes = std::fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?;
    let (mark, body) = match bytes.strip_prefix(b"\xef\xbb\xbf") {
        Some(body) => ("\u{feff}", body),
        None => ("", bytes.as_slice()),
    };
    if body != read.as_bytes() {
        bail!(
            "{}: not changed, as it is not UTF-8; print the result and save it as you like",
            path.display()
        );
    }
    if read == text {
        return Ok(());
    }
    write_to(Some(path), &format!("{mark}{text}"))
}

fn look(draft: &Article, shown: &str, library: &Library) -> Result<ExitCode> {
    let buffer = Buffer::new(&draft.text);
    let place = |range: &Range<usize>| {
        let at = range_of(buffer.rope(), range.clone(), Encoding::Utf32).start;
        format!("{shown}:{}:{}", at.line + 1, at.character + 1)
    };
    let lines = with(draft, library, |view, map| {
        let found = audit(view, map);
        let entry = |index: usize| {
            let entry = &map.entries[index];
            let body = draft.text.get(entry.body.clone()).unwrap_or("").split_whitespace();
            (place(&entry.range), entry.label.clone(), body.collect::<Vec<_>>().join(" "))
        };
        let mut lines: Vec<(usize, String)> = Vec::new();
        for index in found.unused {
            let (at, label, body) = entry(index);
            lines.push((
                map.entries[index].range.start,
                format!("{at}: unused: nothing cites [{label}] {body}"),
            ));
        }
        for (marker, label) in found.missing {
            let range = &map.markers[marker].range;
            lines.push((range.start, format!("{}: missing: no entry is called [{label}]", place(range))));
        }
        for (index, twin) in found.duplicate {
            let (at, label, _) = entry(index);
            let first = entry(twin).1;
            let line = format!("{at}: duplicate: [{label}] is the same source as [{first}]");
            lines.push((map.entries[index].range.start, line));
        }
        for index in found.dead {
            let (at, label, body) = entry(index);
            lines.push((
                map.entries[index].range.start,
                format!("{at}: dead: no source here is [{label}] {body}"),
            ));
        }
        lines.sort();
        lines
    });
    let mut out = std::io::stdout().lock();
    for (_, line) in &lines {
        writeln!(out, "{line}")?;
    }
    Ok(if lines.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn note(text: &str) {
    let _ = writeln!(std::io::stderr(), "note: {text}");
}
