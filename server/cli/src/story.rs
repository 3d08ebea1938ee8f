//! What the commands over a whole story share: their arguments, and the sources of the one workspace they read.

use crate::check::load::{Desk, Loaded, Wanted, load};
use crate::check::progress::Stage;
use anyhow::{Context, Result, bail};
use copydesk_intake::whole;
use copydesk_library::Article;
use copydesk_story::Story;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

#[derive(Debug, clap::Args)]
pub(crate) struct StoryArgs {
    /// The draft. Without one, that of copydesk.toml; where it names none, commands that need no draft read the sources
    /// alone.
    pub(crate) draft: Option<PathBuf>,
    /// A folder of sources, or a source, in the place of those that would be found. May be given often.
    #[arg(long, value_name = "DIR")]
    pub(crate) sources: Vec<PathBuf>,
    /// The copydesk.toml to use; its folder is the workspace. Without it, the nearest one above the draft.
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// The file to write; without it, standard output.
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

/// [`StoryArgs`] and how what a command made is written; `F` lists the forms.
#[derive(Debug, clap::Args)]
pub(crate) struct FormArgs<F: clap::ValueEnum + Default + Clone + Send + Sync + 'static> {
    #[command(flatten)]
    pub(crate) story: StoryArgs,
    /// How it is written.
    #[arg(long, value_enum, default_value_t = F::default())]
    pub(crate) format: F,
}

/// The forms of most commands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Form {
    /// For people, and to be put into a draft.
    #[default]
    Markdown,
    /// For programs.
    Json,
}

/// A workspace's sources, and the draft if there is one.
pub(crate) struct Read {
    pub(crate) desk: Desk,
    /// Its path as shown, and the draft.
    pub(crate) draft: Option<(String, Arc<Article>)>,
}

impl Read {
    /// A line on a terminal while the sources are compared; to be dropped before anything is printed.
    pub(crate) fn stage(&self) -> Stage {
        Stage::new("Comparing the sources")
    }

    pub(crate) fn story(&self) -> Story {
        Story::new(&self.desk.library)
    }

    /// The path of the draft as shown.
    pub(crate) fn shown(&self) -> Option<&String> {
        self.draft.as_ref().map(|(shown, _)| shown)
    }

    pub(crate) fn article(&self) -> Option<&Arc<Article>> {
        self.draft.as_ref().map(|(_, article)| article)
    }
}

impl StoryArgs {
    /// Reads the sources, and the draft; `needed` says that there must be one.
    pub(crate) fn read(&self, needed: bool) -> Result<Read> {
        let drafts: Vec<PathBuf> = self.draft.iter().cloned().collect();
        let wanted = Wanted {
            drafts: &drafts,
            sources: &self.sources,
            config: self.config.as_deref(),
            draft_or_none: !needed,
            no_cache: false,
        };
        let (mut desks, drafts) = load(&wanted)?;
        let desk = desks.pop().context("there is no workspace here")?;
        let mut drafts: Vec<Loaded> = drafts;
        if drafts.len() > 1 {
            let names: Vec<&str> = drafts.iter().map(|(_, shown, _)| shown.as_str()).collect();
            bail!("name one draft: there are {}", names.join(", "));
        }
        let draft = drafts.pop().map(|(_, shown, article)| (shown, Arc::new(article)));
        Ok(Read { desk, draft })
    }

    /// Writes what a command made as JSON.
    pub(crate) fn write_json(&self, value: &serde_json::Value) -> Result<()> {
        self.write(&format!("{}\n", serde_json::to_string_pretty(value)?))
    }

    /// Writes what a command made.
    pub(crate) fn write(&self, text: &str) -> Result<()> {
        write_to(self.output.as_deref(), text)
    }
}

pub(crate) fn write_to(file: Option<&Path>, text: &str) -> Result<()> {
    match file {
        Some(path) => whole::replace(path, text.as_bytes())
            .with_context(|| format!("{}: cannot be written", path.display())),
        None => {
            let mut out = std::io::stdout().lock();
            out.write_all(text.as_bytes())?;
            Ok(out.flush()?)
        }
    }
}
