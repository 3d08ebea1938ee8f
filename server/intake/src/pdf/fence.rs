//! The process that reads a PDF file: our own program, with limits.

use super::{Found, glyphs, layout};
use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Command, ExitCode, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// The command of our program that reads a PDF file on standard input and writes what it found.
const COMMAND: &str = "read-pdf";

/// A file that takes longer is given up.
const TIME: Duration = Duration::from_secs(30);
/// Memory of the process, in bytes, where the system can hold it to that.
#[cfg(unix)]
const MEMORY: u64 = 1 << 30;
/// More text than this is no source to be quoted, in bytes of JSON.
const ANSWER: u64 = 64 * 1024 * 1024;

static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// Says which program has the command [`COMMAND`]: our own. Without it, files are read in this very process, which is
/// for tests.
pub fn set_program(program: PathBuf) {
    let _ = PROGRAM.set(program);
}

/// What the process does.
pub fn child() -> ExitCode {
    limit();
    let mut bytes = Vec::new();
    let found = match std::io::stdin().lock().read_to_end(&mut bytes) {
        Ok(_) => extract(bytes),
        Err(error) => Err(error.to_string()),
    };
    let mut out = std::io::stdout().lock();
    match serde_json::to_writer(&mut out, &found).map_err(std::io::Error::from).and_then(|()| out.flush()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

#[cfg(unix)]
fn limit() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let at_most = |most: u64| Rlimit { current: Some(most), maximum: Some(most) };
    // Where a system has no such limit, the parent's clock is left.
    let _ = setrlimit(Resource::As, at_most(MEMORY));
    let _ = setrlimit(Resource::Cpu, at_most(TIME.as_secs()));
    let _ = setrlimit(Resource::Fsize, at_most(0));
    let _ = setrlimit(Resource::Core, at_most(0));
}

#[cfg(not(unix))]
fn limit() {}

/// Reads a file, in a process of its own.
pub(super) fn run(bytes: &[u8]) -> Result<Found, String> {
    let Some(program) = PROGRAM.get() else { return extract(bytes.to_vec()) };
    let failed = |error: std::io::Error| format!("the process that reads PDF files does not run: {error}");
    let mut child = Command::new(program)
        .arg(COMMAND)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(failed)?;
    let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
        return Err("the process that reads PDF files does not listen".to_owned());
    };
    let answer = std::thread::scope(|scope| {
        // It may end before it has taken all.
        scope.spawn(move || input.write_all(bytes).ok());
        let reading = scope.spawn(move || {
            let mut answer = Vec::new();
            output.take(ANSWER + 1).read_to_end(&mut answer).map(|_| answer)
        });
        let until = Instant::now() + TIME;
        let mut pause = Duration::from_millis(1);
        while !reading.is_finished() && Instant::now() < until {
            std::thread::sleep(pause);
            pause = (pause * 2).min(Duration::from_millis(20));
        }
        let late = !reading.is_finished();
        let _ = child.kill();
        let _ = child.wait();
        match reading.join() {
            _ if late => Err(format!("it takes longer than {} seconds to read", TIME.as_secs())),
            Ok(Ok(answer)) if answer.len() as u64 > ANSWER => Err("there is too much text in it".to_owned()),
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(error)) => Err(error.to_string()),
            Err(_) => Err("reading it failed".to_owned()),
        }
    })?;
    serde_json::from_slice::<Result<Found, String>>(&answer).unwrap_or_else(|_| {
        Err("damaged, or it takes more memory than is allowed: reading it failed".to_owned())
    })
}

fn extract(bytes: Vec<u8>) -> Result<Found, String> {
    let (mut found, pages) = glyphs::read(bytes)?;
    found.blocks = layout::blocks(pages);
    Ok(found)
}
