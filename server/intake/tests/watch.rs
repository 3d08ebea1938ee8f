//! What the watch tells of, on a real disk. The tests wait for events with a generous limit and measure no time.

use copydesk_intake::{Changes, Watch, Watched};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

const LIMIT: Duration = Duration::from_secs(30);

struct Desk {
    folder: tempfile::TempDir,
    watch: Watch,
    told: Receiver<Changes>,
}

/// A folder with `sources/a.txt` and `copydesk.toml`, watched.
fn desk() -> Desk {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("sources")).expect("made");
    fs::write(folder.path().join("sources/a.txt"), "The ferry sails.\n").expect("written");
    fs::write(folder.path().join("copydesk.toml"), "").expect("written");
    let (tell, told) = channel();
    let watch = Watch::start(move |changes| {
        let _ = tell.send(changes);
    });
    let desk = Desk { folder, watch, told };
    desk.watch.set(Watched {
        folders: [desk.at("sources")].into(),
        files: [desk.at("copydesk.toml"), desk.at("story.md")].into(),
    });
    // The first change is told only once the watch stands: a file is written until it is.
    let probe = desk.at("sources/probe.txt");
    let start = Instant::now();
    let mut turn = 0;
    loop {
        turn += 1;
        fs::write(&probe, format!("{turn}")).expect("written");
        if desk.told.recv_timeout(Duration::from_millis(500)).is_ok() {
            break;
        }
        assert!(start.elapsed() < LIMIT, "nothing is told");
    }
    fs::remove_file(&probe).expect("removed");
    desk.until(|changes| changes.gone.contains(&probe));
    desk
}

impl Desk {
    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Waits until changes come that hold; gives all that came.
    fn until(&self, holds: impl Fn(&Changes) -> bool) -> Vec<Changes> {
        let start = Instant::now();
        let mut all = Vec::new();
        while start.elapsed() < LIMIT {
            if let Ok(changes) = self.told.recv_timeout(Duration::from_millis(200)) {
                let done = holds(&changes);
                all.push(changes);
                if done {
                    return all;
                }
            }
        }
        panic!("not told; what came: {all:?}");
    }

    fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.at(name);
        fs::create_dir_all(path.parent().unwrap_or(Path::new("/"))).expect("made");
        fs::write(&path, text).expect("written");
        path
    }
}

#[test]
fn tells_of_new_changed_and_removed_sources() {
    let desk = desk();
    let new = desk.write("sources/deep/b.md", "A storm.\n");
    desk.until(|changes| changes.written.contains(&new));
    let changed = desk.write("sources/a.txt", "The ferry sank.\n");
    desk.until(|changes| changes.written.contains(&changed));
    fs::remove_file(&new).expect("removed");
    desk.until(|changes| changes.gone.contains(&new));
}

#[test]
fn tells_of_a_save_that_replaces_the_file() {
    let desk = desk();
    let path = desk.at("sources/a.txt");
    let swap = desk.write("sources/.a.txt.swp", "The ferry sank.\n");
    fs::rename(&swap, &path).expect("renamed");
    desk.until(|changes| changes.written == [path.clone()]);
}

#[test]
fn tells_of_settings_and_named_drafts_but_not_of_their_neighbours() {
    let desk = desk();
    desk.write("notes.md", "Mine.\n");
    let settings = desk.write("copydesk.toml", "strictness = \"quiet\"\n");
    let mut all = desk.until(|changes| changes.written.contains(&settings));
    let draft = desk.write("story.md", "A draft.\n");
    all.extend(desk.until(|changes| changes.written.contains(&draft)));
    assert!(!all.iter().any(|changes| changes.written.contains(&desk.at("notes.md"))));
}

#[test]
fn a_file_that_is_written_with_the_same_text_is_told_once_at_most() {
    let desk = desk();
    let path = desk.write("sources/a.txt", "The ferry sank.\n");
    desk.until(|changes| changes.written.contains(&path));
    desk.write("sources/a.txt", "The ferry sank.\n");
    let end = desk.write("sources/end.txt", "End.\n");
    let all = desk.until(|changes| changes.written.contains(&end));
    assert!(!all.iter().any(|changes| changes.written.contains(&path)), "{all:?}");
}

#[test]
fn sees_a_folder_go_and_come_back() {
    let desk = desk();
    let path = desk.at("sources/a.txt");
    fs::remove_dir_all(desk.at("sources")).expect("removed");
    desk.until(|changes| changes.gone.contains(&path));
    desk.write("sources/a.txt", "The ferry is back.\n");
    desk.until(|changes| changes.written.contains(&path));
    desk.write("sources/a.txt", "The ferry is back and sails.\n");
    desk.until(|changes| changes.written.contains(&path));
}
