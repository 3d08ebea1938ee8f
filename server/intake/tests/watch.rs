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

    /// Waits until all changes that came together hold; gives them.
    fn until_all(&self, holds: impl Fn(&[Changes]) -> bool) -> Vec<Changes> {
        let start = Instant::now();
        let mut all = Vec::new();
        while start.elapsed() < LIMIT {
            if let Ok(changes) = self.told.recv_timeout(Duration::from_millis(200)) {
                all.push(changes);
                if holds(&all) {
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

#[test]
fn tells_of_a_source_that_gets_another_name() {
    let desk = desk();
    let (old, new) = (desk.at("sources/a.txt"), desk.at("sources/deep/b.txt"));
    fs::create_dir(desk.at("sources/deep")).expect("made");
    fs::rename(&old, &new).expect("renamed");
    let all = desk.until_all(|all| {
        all.iter().any(|changes| changes.gone.contains(&old))
            && all.iter().any(|changes| changes.written.contains(&new))
    });
    assert!(!all.iter().any(|changes| changes.written.contains(&old)), "{all:?}");
}

#[test]
fn tells_of_a_checkout_of_two_thousand_files_once_each_and_of_nothing_else() {
    let desk = desk();
    let files: Vec<PathBuf> = (0..2000)
        .map(|number| {
            desk.write(&format!("sources/{}/{number}.md", number % 20), &format!("Letter {number}.\n"))
        })
        .collect();
    let seen = |all: &[Changes]| all.iter().map(|changes| changes.written.len()).sum::<usize>();
    desk.until_all(|all| seen(all) >= files.len());
    // The next branch has other words in every tenth of them, and half of the rest under the same date again.
    for (number, file) in files.iter().enumerate().filter(|(number, _)| number % 2 == 0) {
        let turn = if number % 10 == 0 { "again" } else { "" };
        fs::write(file, format!("Letter {number}{}.\n", turn)).expect("written");
    }
    let end = desk.write("sources/end.txt", "End.\n");
    let all =
        desk.until_all(|all| seen(all) > 200 && all.iter().any(|changes| changes.written.contains(&end)));
    let mut told: Vec<&PathBuf> = all.iter().flat_map(|changes| &changes.written).collect();
    told.sort();
    let count = told.len();
    told.dedup();
    assert_eq!(told.len(), count, "told twice");
    for (number, file) in files.iter().enumerate().filter(|(number, _)| number % 10 == 0) {
        assert!(told.contains(&file), "{number} is not told");
    }
    assert!(all.iter().all(|changes| changes.gone.is_empty()), "nothing is gone");
}
