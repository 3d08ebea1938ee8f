//! A line on a terminal that says how far something is, once it takes long enough to wonder.

use std::io::{IsTerminal, Write};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Silent work longer than this gets a line.
const PATIENCE: Duration = Duration::from_millis(500);
/// Time between two updates of the line.
const PAUSE: Duration = Duration::from_millis(100);

/// Counts steps of many threads; its line is wiped when it is dropped.
pub(super) struct Progress {
    verb: &'static str,
    what: &'static str,
    total: usize,
    done: AtomicUsize,
    /// When the line may next be written; `None` where standard error is no terminal.
    next: Option<Mutex<(Instant, bool)>>,
}

impl Progress {
    /// For `total` things: "Reading 40 of 1000 sources".
    pub(super) fn new(verb: &'static str, what: &'static str, total: usize) -> Self {
        let terminal = std::io::stderr().is_terminal();
        let next = terminal.then(|| Mutex::new((Instant::now() + PATIENCE, false)));
        Self { verb, what, total, done: AtomicUsize::new(0), next }
    }

    /// One more is done.
    pub(super) fn step(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        let Some(next) = &self.next else { return };
        // Another thread that writes the line writes it for this one too.
        let Ok(mut next) = next.try_lock() else { return };
        let now = Instant::now();
        if now >= next.0 {
            *next = (now + PAUSE, true);
            let _ = write!(std::io::stderr(), "\r\x1b[K{} {done} of {} {}", self.verb, self.total, self.what);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(next) = &self.next
            && next.lock().is_ok_and(|next| next.1)
        {
            let _ = write!(std::io::stderr(), "\r\x1b[K");
        }
    }
}
