//! What the black-box tests beside this file share: the built program, the project's root, and a small editor
//! that speaks to a language server.

pub mod editor;
pub mod story;

pub use editor::{Editor, Manners};
pub use story::Story;

use serde_json::Value;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;
use tempfile::TempDir;

/// The root of the checkout.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ stands in the root")
}

/// Numbers that look like chance, the same for the same seed.
pub struct Random(pub u64);

impl Random {
    /// A number below another; 0 below 0.
    pub fn below(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below.max(1)
    }

    /// One of a list that is not empty.
    pub fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }
}

/// A new folder that holds these files, each under its path in it.
pub fn folder<T: AsRef<[u8]>>(files: &[(&str, T)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, content) in files {
        write(&folder.path().join(name), content);
    }
    folder
}

/// Writes a file, and makes the folders above it.
pub fn write(path: &Path, content: impl AsRef<[u8]>) {
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    std::fs::write(path, content).expect("written");
}

/// The `copydesk` program, built in the profile of the tests and up to date with the sources. `COPYDESK_BIN` names
/// another to be tested.
///
/// `cargo test` builds no program of a package that has no tests of its own beside it, so it is built here, once.
pub fn copydesk() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| {
        if let Some(given) = std::env::var_os("COPYDESK_BIN") {
            return root().join(given);
        }
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        // The whole workspace is selected so that features are those of `cargo test --workspace`: nothing is built twice.
        cargo.args(["build", "--quiet", "--workspace", "--bin", "copydesk"]).current_dir(root());
        if !cfg!(debug_assertions) {
            cargo.arg("--release");
        }
        let status = cargo.stdin(Stdio::null()).status().expect("cargo can be run");
        assert!(status.success(), "copydesk does not build");
        // target/debug/deps/test-1234 -> target/debug/copydesk
        let test = std::env::current_exe().expect("a test has a path");
        let profile = test.ancestors().nth(2).expect("a test stands in the target folder");
        profile.join(format!("copydesk{}", std::env::consts::EXE_SUFFIX))
    })
}

/// A command of the program, run in the project's root, with nothing on its standard input.
pub fn command(args: &[&str]) -> Command {
    let mut command = Command::new(copydesk());
    command.args(args).current_dir(root()).stdin(Stdio::null());
    command
}

/// What the program does in a folder, with nothing on its standard input.
pub fn run_in(folder: &Path, args: &[&str]) -> Output {
    command(args).current_dir(folder).output().expect("copydesk runs")
}

/// The same with something on its standard input.
pub fn feed(folder: &Path, args: &[&str], input: &[u8]) -> Output {
    let mut command = command(args);
    command.current_dir(folder).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("copydesk runs");
    child.stdin.take().expect("piped").write_all(input).expect("read to the end");
    child.wait_with_output().expect("it ends")
}

/// The JSON that the program prints in a folder.
#[track_caller]
pub fn json_in(folder: &Path, args: &[&str]) -> Value {
    json_of(&run_in(folder, args))
}

/// The JSON that the program printed.
#[track_caller]
pub fn json_of(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| {
        let [out, err] = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes));
        panic!("{error}\n{out}\n{err}")
    })
}
