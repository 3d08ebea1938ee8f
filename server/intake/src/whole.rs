//! Writing a file so that it is whole or not there, whatever moment the program is ended at: it is written under a
//! hidden name beside its place and put there when it is complete.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

/// What the names of files begin and end with that are not complete.
const BEGINS: &str = ".copydesk-";
const ENDS: &str = ".new";

/// One that was left behind is removed once it is this old.
const LEFT: Duration = Duration::from_secs(60 * 60);

/// Writes a file, in the place of one that is there.
///
/// # Errors
/// It cannot be written; what was there is there still.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // Of a link, what it leads to.
    let real = path.canonicalize();
    let path = real.as_deref().unwrap_or(path);
    if path.exists() && !path.is_file() {
        return fs::write(path, bytes);
    }
    let new = complete(path, bytes)?;
    let put = || {
        if let Ok(old) = fs::metadata(path) {
            fs::set_permissions(&new, old.permissions())?;
        }
        fs::rename(&new, path)
    };
    put().inspect_err(|_| remove(&new))
}

/// Writes a file where there is none.
///
/// # Errors
/// It cannot be written, or there is one ([`ErrorKind::AlreadyExists`]).
pub fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let new = complete(path, bytes)?;
    // A link never takes the place of what is there. Not every file system has them.
    let put = match fs::hard_link(&new, path) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => match path.symlink_metadata() {
            Ok(_) => Err(ErrorKind::AlreadyExists.into()),
            Err(_) => return fs::rename(&new, path).inspect_err(|_| remove(&new)),
        },
        put => put,
    };
    remove(&new);
    put
}

/// A complete file beside the place where it belongs.
fn complete(path: &Path, bytes: &[u8]) -> io::Result<PathBuf> {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let folder = path.parent().unwrap_or(Path::new("."));
    tidy(folder);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let new = folder.join(format!("{BEGINS}{}-{number}{ENDS}", std::process::id()));
    let write = || {
        let mut file = File::create(&new)?;
        file.write_all(bytes)?;
        file.sync_all()
    };
    write().inspect_err(|_| remove(&new))?;
    Ok(new)
}

fn remove(path: &Path) {
    fs::remove_file(path).ok();
}

/// Removes what was left behind long ago.
fn tidy(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let ours = name.to_str().is_some_and(|name| name.starts_with(BEGINS) && name.ends_with(ENDS));
        let modified = || entry.metadata().and_then(|info| info.modified()).ok();
        let old = |at: SystemTime| SystemTime::now().duration_since(at).is_ok_and(|since| since > LEFT);
        if ours && modified().is_some_and(old) {
            remove(&entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_is_replaced_or_left_and_nothing_else_is_left_behind() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("marks.toml");
        create(&path, b"one").expect("written");
        assert_eq!(create(&path, b"two").map_err(|error| error.kind()), Err(ErrorKind::AlreadyExists));
        assert_eq!(fs::read(&path).expect("read"), b"one");
        replace(&path, b"three").expect("written");
        assert_eq!(fs::read(&path).expect("read"), b"three");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
        assert!(create(&folder.path().join("no/such.toml"), b"").is_err());
    }
}
