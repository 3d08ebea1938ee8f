//! What the watch tells of, on a real disk. The tests wait for events with a generous limit and measure no time.

use copydesk_intake::{Changes, Known, Watch, Watched};
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
    let mut known = Known::default();
    known.note(&desk.at("sources/a.txt"));
    known.note(&desk.at("copydesk.toml"));
    // What changes before the watch stands is told of too.
    let (early, late) =
        (desk.put("sources/a.txt", "The ferry will sail.\n"), desk.put("sources/late.txt", "Late.\n"));
    let watched = Watched {
        folders: [desk.at("sources")].into(),
        files: [desk.at("copydesk.toml"), desk.at("story.md")].into(),
    };
    desk.watch.set(watched, known);
    let told = |all: &[Changes]| -> Vec<PathBuf> {
        all.iter().flat_map(|changes| changes.written.clone()).collect()
    };
    desk.until_all(|all| told(all) == [early.clone(), late.clone()]);
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

    /// Puts a file in its place whole, as an editor saves it.
    fn put(&self, name: &str, text: &str) -> PathBuf {
        let whole = self.at("whole.tmp");
        fs::write(&whole, text).expect("written");
        let path = self.at(name);
        fs::create_dir_all(path.parent().unwrap_or(Path::new("/"))).expect("made");
        fs::rename(&whole, &path).expect("renamed");
        path
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
fn a_file_that_is_written_with_the_same_text_is_not_told_again() {
    let desk = desk();
    let path = desk.put("sources/a.txt", "The ferry sank.\n");
    desk.until(|changes| changes.written.contains(&path));
    desk.put("sources/a.txt", "The ferry sank.\n");
    let end = desk.put("sources/end.txt", "End.\n");
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
fn a_save_that_takes_the_file_away_for_a_moment_is_one_change() {
    let desk = desk();
    let path = desk.at("sources/a.txt");
    fs::write(desk.at("whole.tmp"), "The ferry sank.\n").expect("written");
    fs::rename(&path, desk.at("sources/a.txt~")).expect("renamed");
    fs::rename(desk.at("whole.tmp"), &path).expect("renamed");
    let all = desk.until(|changes| changes.written.contains(&path));
    assert_eq!(all, [Changes { written: vec![path], gone: Vec::new() }]);
}

#[test]
fn two_saves_within_one_tick_of_the_clock_are_both_seen() {
    let desk = desk();
    let path = desk.at("sources/a.txt");
    for turn in 0..20 {
        // Of the same length each time; what came last is told, whatever the stamps say.
        desk.write("sources/a.txt", &format!("The ferry {:02}.\n", turn * 2));
        desk.until(|changes| changes.written.contains(&path));
        desk.write("sources/a.txt", &format!("The ferry {:02}.\n", turn * 2 + 1));
        desk.until(|changes| changes.written.contains(&path));
    }
}

#[cfg(unix)]
#[test]
fn a_link_changes_with_what_it_leads_to() {
    let desk = desk();
    let path = desk.at("sources/a.txt");
    let link = desk.at("sources/link.txt");
    std::os::unix::fs::symlink(&path, &link).expect("linked");
    desk.until(|changes| changes.written.contains(&link));
    desk.put("sources/a.txt", "The ferry sank.\n");
    desk.until(|changes| changes.written.contains(&link));
    fs::remove_file(&link).expect("removed");
    desk.until(|changes| changes.gone.contains(&link));
}

#[test]
fn tells_of_a_checkout_of_two_thousand_files_once_each_and_of_nothing_else() {
    let desk = desk();
    let name = |number: usize| format!("sources/{}/{number}.md", number % 20);
    let files: Vec<PathBuf> =
        (0..2000).map(|number| desk.put(&name(number), &format!("Letter {number}.\n"))).collect();
    let told = |all: &[Changes]| -> Vec<PathBuf> {
        let mut told: Vec<_> = all.iter().flat_map(|changes| changes.written.clone()).collect();
        told.sort();
        told
    };
    let all = desk.until_all(|all| told(all).len() >= files.len());
    let mut sorted = files.clone();
    sorted.sort();
    assert_eq!(told(&all), sorted);
    // The next branch has other words in every tenth of them, and lays half of the rest down as they are.
    for number in (0..2000).filter(|number| number % 2 == 0) {
        let turn = if number % 10 == 0 { " again" } else { "" };
        desk.put(&name(number), &format!("Letter {number}{turn}.\n"));
    }
    let all = desk.until_all(|all| told(all).len() >= 200);
    let mut changed: Vec<PathBuf> = files.iter().step_by(10).cloned().collect();
    changed.sort();
    assert_eq!(told(&all), changed);
    // Nothing comes after it.
    let end = desk.put("sources/end.txt", "End.\n");
    let all = desk.until(|changes| changes.written.contains(&end));
    assert_eq!(all, [Changes { written: vec![end], gone: Vec::new() }]);
}
