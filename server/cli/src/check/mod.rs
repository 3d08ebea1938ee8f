//! `copydesk check`: drafts on disk held against the sources beside them.

mod github;
mod human;
mod json;
mod level;
pub(crate) mod load;
pub(crate) mod progress;
mod sarif;
mod texts;

use anyhow::Result;
use copydesk_checking::{Cache, Draft, Hands, Judgement, check, check_with};
use copydesk_desk::marks::Marked;
use copydesk_library::{Article, Library};
use level::FailOn;
use load::{Desk, Loaded};
use progress::Progress;
use rayon::prelude::*;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Drafts to check; without one, those that copydesk.toml names.
    drafts: Vec<PathBuf>,
    /// A folder of sources, or a source, in the place of those that would be found. May be given often.
    #[arg(long, value_name = "DIR")]
    sources: Vec<PathBuf>,
    /// How the findings are printed.
    #[arg(long, value_enum, default_value_t = Form::Human)]
    format: Form,
    /// The least that makes the exit code 1. `contradicted` is a claim with that verdict, or an error.
    #[arg(long, value_enum, value_name = "LEVEL", default_value_t = FailOn::Contradicted)]
    fail_on: FailOn,
    /// Print the claims without findings too, with the sentence that decided each. For `--format human`.
    #[arg(long, short)]
    verbose: bool,
    /// Print the findings that are ignored too, with why and by what, and the statements that were verified otherwise.
    #[arg(long)]
    show_ignored: bool,
    /// The copydesk.toml to use; its folder is the workspace. Without it, the nearest one above each draft.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Read every source anew: take nothing from what earlier runs have kept, and keep nothing.
    #[arg(long)]
    no_cache: bool,
}

impl Args {
    fn wanted(&self) -> load::Wanted<'_> {
        load::Wanted {
            drafts: &self.drafts,
            sources: &self.sources,
            config: self.config.as_deref(),
            draft_or_none: false,
            no_cache: self.no_cache,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    /// For people.
    Human,
    /// For programs: see the contracts in the documentation.
    Json,
    /// SARIF 2.1.0, for code-scanning views.
    Sarif,
    /// Annotations of GitHub Actions.
    Github,
}

/// A draft with what is said of it.
struct Checked {
    /// As people call it: relative to the current directory where it is below it.
    shown: String,
    article: Article,
    judgements: Vec<Judgement>,
    /// What is ignored and what was verified otherwise.
    marked: Marked,
    /// Index of its desk.
    desk: usize,
}

/// All that a run found.
struct Outcome {
    desks: Vec<Desk>,
    drafts: Vec<Checked>,
}

impl Outcome {
    fn desk(&self, draft: &Checked) -> &Desk {
        &self.desks[draft.desk]
    }
}

pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let (desks, drafts) = load::load(&args.wanted())?;
    let drafts = checked(&desks, drafts);
    for draft in drafts.iter().filter(|draft| draft.judgements.is_empty()) {
        load::note(&format!("{}: there is no statement in it, so nothing was checked", draft.shown));
    }
    let outcome = Outcome { desks, drafts };
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    match args.format {
        Form::Human => human::print(&outcome, args.verbose, args.show_ignored, &mut out)?,
        Form::Json => json::print(&outcome, &mut out)?,
        Form::Sarif => sarif::print(&outcome, &mut out)?,
        Form::Github => github::print(&outcome, &mut out)?,
    }
    out.flush()?;
    let failed = outcome.drafts.iter().flat_map(|draft| &draft.judgements).any(|j| args.fail_on.fails(j));
    Ok(if failed { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// What is said of each draft. A few are checked one after another by all threads, many by one thread each.
fn checked(desks: &[Desk], drafts: Vec<Loaded>) -> Vec<Checked> {
    let finish = |(desk, shown, article): Loaded, mut judgements: Vec<Judgement>| {
        let comments = &article.prose.comments;
        let marked = desks[desk].marks.apply(Some(&article.id), &article.text, comments, &mut judgements);
        Checked { shown, article, judgements, marked, desk }
    };
    if drafts.len() <= rayon::current_num_threads() {
        let one = |draft: Loaded| {
            let found = judgements(&draft.2, &desks[draft.0]);
            finish(draft, found)
        };
        return drafts.into_iter().map(one).collect();
    }
    let progress = Progress::new("Checking", "drafts", drafts.len());
    // As many as there are threads: what is known of the sources serves one draft after another.
    let caches = Mutex::new(Vec::new());
    drafts
        .into_par_iter()
        .map(|draft| {
            let kept = caches.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let (of, mut cache) = kept.unwrap_or_else(|| (draft.0, Cache::default()));
            if of != draft.0 {
                cache = Cache::default();
            }
            let desk = &desks[draft.0];
            let found = check(&view(&draft.2), &desk.library, &desk.settings, &mut cache, &|| false);
            cache.leave_draft();
            caches.lock().unwrap_or_else(PoisonError::into_inner).push((draft.0, cache));
            progress.step();
            finish(draft, found)
        })
        .collect()
}

/// What is said of a draft, with its progress on a terminal.
pub(crate) fn judgements(article: &Article, desk: &Desk) -> Vec<Judgement> {
    let tagging = progress::Stage::new("Reading the draft");
    let draft = view(article);
    drop(tagging);
    let hands = AllThreads(Progress::new("Checking", "statements", 0));
    check_with(&draft, &desk.library, &desk.settings, &mut Cache::default(), &|| false, &hands)
}

fn view(article: &Article) -> Draft<'_> {
    Draft { path: Some(&article.id), text: &article.text, prose: &article.prose, tagged: article.tagged() }
}

/// The threads of this program, and the line that says how far they are.
struct AllThreads(Progress);

impl Hands for AllThreads {
    fn share(&self, count: usize, task: &(dyn Fn(usize) + Sync)) {
        (0..count).into_par_iter().with_max_len(1).for_each(task);
    }

    fn told(&self, done: usize, of: usize) {
        self.0.told(done, of);
    }
}

/// "3 sources", "1 source".
pub(crate) fn count(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}

/// A source's line for people: "Harbour Wire, 15 March 2026".
fn credit(article: &Article) -> String {
    let name = copydesk_story::label(article);
    match article.meta.published {
        Some(date) => format!("{name}, {}", date.strftime("%-d %B %Y")),
        None => format!("{name}, no date"),
    }
}

/// The sources of a library by id.
fn by_id(library: &Library) -> Vec<Arc<Article>> {
    let mut articles: Vec<_> = library.articles().cloned().collect();
    articles.sort_by(|a, b| a.id.cmp(&b.id));
    articles
}
