//! Patterns of `copydesk.toml`: which files and folders they name.

use super::Workspace;
use globset::{GlobBuilder, GlobMatcher};
use std::path::{Component, Path, PathBuf};

/// Why a pattern names nothing.
pub(super) const OUTSIDE: &str = "outside the workspace: only your own settings may name it";

/// A pattern of `copydesk.toml`: a file or folder, or a glob below a folder.
pub(super) struct Named {
    pub(super) base: PathBuf,
    pub(super) glob: Option<GlobMatcher>,
}

impl Named {
    pub(super) fn takes(&self, path: &Path) -> bool {
        match &self.glob {
            Some(glob) => glob.is_match(path),
            None => path.starts_with(&self.base),
        }
    }
}

impl Workspace {
    /// # Errors
    /// It leads out of the workspace, or is no pattern: says so.
    pub(super) fn pattern(&self, pattern: &str) -> Result<Named, String> {
        let path = Path::new(pattern);
        let leaves = path.components().any(|part| matches!(part, Component::ParentDir))
            || (path.is_absolute() && !path.starts_with(&self.root));
        if leaves {
            return Err(OUTSIDE.to_owned());
        }
        let pattern = path.strip_prefix(&self.root).unwrap_or(path);
        let mut base = self.root.clone();
        let mut parts = pattern.components().filter(|part| matches!(part, Component::Normal(_))).peekable();
        let is_glob =
            |part: &Component<'_>| part.as_os_str().to_string_lossy().contains(['*', '?', '[', '{']);
        while let Some(part) = parts.next_if(|part| !is_glob(part)) {
            base.push(part);
        }
        if parts.peek().is_none() {
            return Ok(Named { base, glob: None });
        }
        let rest: PathBuf = parts.collect();
        let whole = format!("{}/{}", globset::escape(&base.to_string_lossy()), rest.to_string_lossy());
        let glob = GlobBuilder::new(&whole).literal_separator(true).build().map_err(|e| e.to_string())?;
        Ok(Named { base, glob: Some(glob.compile_matcher()) })
    }
}
