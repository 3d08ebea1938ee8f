//! What becomes of findings when sources change on the disk and the editor says nothing of it.

use copydesk_tests::editor::uri;
use copydesk_tests::{Editor, Manners};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const WIRE: &str = "---\noutlet: Harbour Wire\npublished: 2026-03-16\n---\n\n\
    Divers recovered 11 containers on Sunday, the coastguard said.\n";
const DRAFT: &str = "# The containers\n\nDivers recovered 17 containers on Sunday.\n";

struct Desk {
    folder: TempDir,
    draft: String,
    editor: Editor,
}

/// A draft that the wire contradicts, open in an editor that watches nothing.
fn desk(environment: &[(&'static str, &str)]) -> Desk {
    let folder = tempfile::tempdir().expect("a folder");
    write(&folder.path().join("sources/wire.md"), WIRE);
    start(
        folder,
        Manners {
            environment: environment.iter().map(|(n, v)| (*n, (*v).to_owned())).collect(),
            ..Manners::default()
        },
    )
}

fn start(folder: TempDir, manners: Manners) -> Desk {
    let path = folder.path().join("draft.md");
    write(&path, DRAFT);
    let capabilities = vec![
        ("workspace", json!({"workspaceFolders": true})),
        ("experimental", json!({"copydeskStatus": true})),
    ];
    let mut editor = Editor::start(&[folder.path()], Manners { capabilities, ..manners });
    let draft = uri(&path);
    editor.open(&draft, 1, DRAFT);
    Desk { folder, draft, editor }.contradicted()
}

impl Desk {
    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    #[must_use]
    fn contradicted(mut self) -> Self {
        self.editor.diagnostics_when(&self.draft, Some(1), mismatch);
        self
    }

    #[must_use]
    fn not_contradicted(mut self) -> Self {
        self.editor.diagnostics_when(&self.draft, Some(1), |found| !mismatch(found));
        self
    }

    /// Waits until this is said on a file.
    #[must_use]
    fn said_on(mut self, path: &Path, words: &str) -> Self {
        self.editor.diagnostics_when(&uri(path), None, |found| {
            matches!(found, [one] if one["message"].as_str().is_some_and(|said| said.contains(words)))
        });
        self
    }

    /// Waits until nothing is said on a file any more.
    #[must_use]
    fn silent_on(mut self, path: &Path) -> Self {
        self.editor.diagnostics_when(&uri(path), None, <[Value]>::is_empty);
        self
    }
}

fn mismatch(found: &[Value]) -> bool {
    found.iter().any(|found| found["code"] == "number-mismatch")
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    fs::write(path, text).expect("written");
}

#[test]
fn a_save_that_puts_another_file_in_the_place_of_the_old_one_is_seen() {
    let desk = desk(&[]);
    let wire = desk.at("sources/wire.md");
    // As Vim does it, then as those do that keep the old file until the new one is written.
    write(&desk.at("sources/.wire.md.swp"), &WIRE.replace("11", "17"));
    fs::rename(desk.at("sources/.wire.md.swp"), &wire).expect("renamed");
    let desk = desk.not_contradicted();
    fs::rename(&wire, desk.at("sources/wire.md~")).expect("renamed");
    write(&wire, WIRE);
    fs::remove_file(desk.at("sources/wire.md~")).expect("removed");
    let _ = desk.contradicted();
}

#[test]
fn a_source_that_is_deleted_while_it_is_open_counts_no_more() {
    let mut desk = desk(&[]);
    let wire = desk.at("sources/wire.md");
    desk.editor.open(&uri(&wire), 1, WIRE);
    fs::remove_file(&wire).expect("removed");
    let desk = desk.not_contradicted();
    write(&wire, WIRE);
    let _ = desk.contradicted();
}

#[test]
fn a_folder_of_sources_that_vanishes_and_returns_counts_again() {
    let desk = desk(&[]);
    fs::remove_dir_all(desk.at("sources")).expect("removed");
    let desk = desk.not_contradicted();
    write(&desk.at("sources/wire.md"), WIRE);
    let desk = desk.contradicted();
    // As a drive that is unplugged and plugged in again.
    fs::rename(desk.at("sources"), desk.at("away")).expect("renamed");
    let desk = desk.not_contradicted();
    fs::rename(desk.at("away"), desk.at("sources")).expect("renamed");
    let desk = desk.contradicted();
    // The folder that came back is watched as the first one was.
    write(&desk.at("sources/wire.md"), &WIRE.replace("11", "17"));
    let _ = desk.not_contradicted();
}

#[test]
fn where_no_events_come_changes_are_seen_all_the_same() {
    let desk = desk(&[("COPYDESK_WATCH", "poll")]);
    let wire = desk.at("sources/wire.md");
    write(&wire, &WIRE.replace("11", "17"));
    let desk = desk.not_contradicted();
    fs::remove_file(&wire).expect("removed");
    write(&desk.at("sources/deep/late.md"), WIRE);
    let desk = desk.contradicted();
    fs::remove_dir_all(desk.at("sources")).expect("removed");
    let desk = desk.not_contradicted();
    write(&wire, WIRE);
    let _ = desk.contradicted();
}

#[cfg(unix)]
#[test]
fn a_link_counts_as_what_it_leads_to_and_never_leads_out() {
    use std::os::unix::fs::symlink;
    let outside = tempfile::tempdir().expect("a folder");
    write(&outside.path().join("wire.md"), WIRE);
    let desk = desk(&[]);
    let (wire, link) = (desk.at("sources/wire.md"), desk.at("sources/link.md"));
    write(&desk.at("kept/wire.md"), WIRE);
    write(&wire, &WIRE.replace("11", "17"));
    let desk = desk.not_contradicted();
    fs::remove_file(&wire).expect("removed");
    symlink(desk.at("kept/wire.md"), &link).expect("linked");
    let desk = desk.contradicted();
    fs::remove_file(&link).expect("removed");
    let desk = desk.not_contradicted();
    symlink(outside.path().join("wire.md"), &link).expect("linked");
    let desk = desk.said_on(&link, "leads out of the workspace").not_contradicted();
    fs::remove_file(&link).expect("removed");
    symlink(outside.path(), desk.at("sources/all")).expect("linked");
    write(&wire, WIRE);
    let desk = desk.contradicted().silent_on(&link);
    // A source that is replaced by such a link is no source any more.
    symlink(outside.path().join("wire.md"), desk.at("elsewhere")).expect("linked");
    fs::rename(desk.at("elsewhere"), &wire).expect("renamed");
    let _ = desk.not_contradicted().said_on(&wire, "leads out of the workspace");
}

/// The tests may run as root, who may read everything: then the server runs as nobody.
#[cfg(unix)]
#[test]
fn a_source_that_may_not_be_read_is_named_and_counts_once_it_may() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
    const NOBODY: u32 = 65534;
    let mode = |path: &Path, mode: u32| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("permitted");
    };
    let folder = tempfile::tempdir().expect("a folder");
    let wire = folder.path().join("sources/wire.md");
    write(&wire, WIRE);
    write(&folder.path().join("draft.md"), DRAFT);
    let mut manners = Manners::default();
    if fs::metadata(folder.path()).expect("there").uid() == 0 {
        let program = folder.path().join("copydesk");
        // Copied by another process: while this one had it open for writing, none of its children could start it.
        let copy = std::process::Command::new("cp").arg(copydesk_tests::copydesk()).arg(&program).status();
        assert!(copy.expect("cp runs").success());
        for path in [folder.path(), &folder.path().join("sources"), &wire, &folder.path().join("draft.md")] {
            chown(path, Some(NOBODY), None).expect("given away");
        }
        mode(&program, 0o755);
        manners.server = Some((program, NOBODY));
    }
    let desk = start(folder, manners);
    mode(&wire, 0);
    let desk = desk.not_contradicted().said_on(&wire, "Permission denied");
    mode(&wire, 0o644);
    let desk = desk.contradicted().silent_on(&wire);
    mode(&desk.at("sources"), 0);
    let desk = desk.not_contradicted();
    mode(&desk.at("sources"), 0o755);
    let _ = desk.contradicted();
}

#[test]
fn after_a_checkout_of_two_thousand_files_the_findings_are_those_of_the_new_branch() {
    let desk = desk(&[]);
    let letter = |number: usize, branch: &str| {
        write(
            &desk.at(&format!("sources/{}/{number}.md", number % 20)),
            &format!("Letter {number} of Olin Marsh was sent to the lighthouse on the {branch} boat.\n"),
        );
    };
    (0..2000).for_each(|number| letter(number, "morning"));
    write(&desk.at("sources/wire.md"), &WIRE.replace("11", "17"));
    let desk = desk.not_contradicted();
    for number in 0..2000 {
        let path = desk.at(&format!("sources/{}/{number}.md", number % 20));
        if number % 4 == 0 {
            fs::remove_file(&path).expect("removed");
        } else {
            write(
                &path,
                &format!("Letter {number} of Olin Marsh was sent to the lighthouse on the evening boat.\n"),
            );
        }
    }
    write(&desk.at("sources/wire.md"), WIRE);
    let mut desk = desk.contradicted();
    // It settles: all that is there is read, and what is gone is no more.
    desk.editor.hears("that the letters that are left are read", |message| {
        let status = &message["params"];
        message["method"] == "copydesk/status" && status["state"] == "ready" && status["sources"] == 1501
    });
}
