//! The files in which decisions of writers are kept, on disk: `.copydesk/marks.toml` and `copydesk.toml`.

use copydesk_checking::Code;
use copydesk_desk::marks::{Ignored, MARKS_FILE, Marks, MarksError, Verified};
use copydesk_intake::{CONFIG_FILE, Config, whole};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// A change of one of the files.
#[derive(Debug)]
pub(crate) enum Change {
    Ignore(Ignored),
    BringBack(Ignored),
    Verify(Verified),
    Unverify(String),
    SwitchOff(Code),
}

/// One change after the other: each reads what the one before it has written.
static WRITING: Mutex<()> = Mutex::new(());

/// Makes a change in the workspace in the folder `root` and gives the path of the file.
pub(crate) fn change(root: &Path, change: &Change) -> Result<PathBuf, String> {
    let _one = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
    let path = root.join(if matches!(change, Change::SwitchOff(_)) { CONFIG_FILE } else { MARKS_FILE });
    let fail = |error: std::io::Error| format!("cannot write {}: {error}", path.display());
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(fail(error)),
    };
    if !matches!(change, Change::SwitchOff(_)) {
        Marks::parse(&text).map_err(|error| format!("{} has a mistake: {error}", path.display()))?;
    }
    let changed = match change {
        Change::Ignore(entry) => Marks::with_ignored(&text, entry),
        Change::BringBack(entry) => Marks::without_ignored(&text, entry),
        Change::Verify(entry) => Marks::with_verified(&text, entry),
        Change::Unverify(fact) => Marks::without_verified(&text, fact),
        Change::SwitchOff(code) => Config::with_code_off(&text, *code)
            .map_err(|error| format!("{}:{}: {}", path.display(), error.line, error.message))?,
    };
    if changed == text {
        return Ok(path);
    }
    let folder = path.parent().unwrap_or(root);
    std::fs::create_dir_all(folder).map_err(fail)?;
    // A link may not lead what is written out of the workspace.
    let real = |path: &Path| path.canonicalize().map_err(fail);
    if !real(folder)?.starts_with(real(root)?) || path.is_symlink() {
        return Err(format!("{} lies outside the workspace and was left as it is", path.display()));
    }
    whole::replace(&path, changed.as_bytes()).map_err(fail)?;
    Ok(path)
}

/// The marks of the workspace in the folder `root`, or what is wrong with the file and its text.
pub(crate) fn read(root: &Path) -> Result<Marks, (MarksError, String)> {
    let whole = |message: String| (MarksError { range: 0..0, message }, String::new());
    match std::fs::read_to_string(root.join(MARKS_FILE)) {
        Ok(text) => Marks::parse(&text).map_err(|error| (error, text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Marks::default()),
        Err(error) => Err(whole(format!("cannot be read: {error}"))),
    }
}
