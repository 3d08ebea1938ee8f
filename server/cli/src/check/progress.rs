//! A line on a terminal that says how far something is, once it takes long enough to wonder.

use std::io::{IsTerminal, Write};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Silent work longer than this gets a line.
const PATIENCE: Duration = Duration::from_millis(500);
/// Time between two updates of the line.
const PAUSE: Duration = Duration::from_millis(100);

/// Counts steps of many threads; its line is wiped when it is dropped.
pub(crate) struct Progress {
    verb: &'static str,
    what: &'static str,
    total: usize,
    done: AtomicUsize,
    /// When the line may next be written; `None` where standard error is no terminal.
    next: Option<Mutex<(Instant, bool)>>,
}

impl Progress {
    /// For `total` things: "Reading 40 of 1000 sources".
    pub(crate) fn new(verb: &'static str, what: &'static str, total: usize) -> Self {
        let terminal = std::io::stderr().is_terminal();
        let next = terminal.then(|| Mutex::new((Instant::now() + PATIENCE, false)));
        Self { verb, what, total, done: AtomicUsize::new(0), next }
    }

    /// One more is done.
    pub(crate) fn step(&self) {
        self.told(self.done.fetch_add(1, Ordering::Relaxed) + 1, self.total);
    }

    /// So many of so many are done.
    pub(crate) fn told(&self, done: usize, total: usize) {
        let Some(next) = &self.next else { return };
        // Another thread that writes the line writes it for this one too.
        let Ok(mut next) = next.try_lock() else { return };
        let now = Instant::now();
        if now >= next.0 {
            *next = (now + PAUSE, true);
            let _ = write!(std::io::stderr(), "\r\x1b[K{} {done} of {total} {}", self.verb, self.what);
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

/// A line on a terminal for work that cannot be counted; wiped when it is dropped.
pub(crate) struct Stage(Option<(Sender<()>, JoinHandle<()>)>);

impl Stage {
    /// Says what is being done, once it takes long enough.
    pub(crate) fn new(what: &'static str) -> Self {
        Self(std::io::stderr().is_terminal().then(|| {
            let (done, waits) = channel();
            let line = std::thread::spawn(move || {
                if waits.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                    let _ = write!(std::io::stderr(), "\r\x1b[K{what} …");
                    let _ = waits.recv();
                    let _ = write!(std::io::stderr(), "\r\x1b[K");
                }
            });
            (done, line)
        }))
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        if let Some((done, line)) = self.0.take() {
            drop(done);
            let _ = line.join();
        }
    }
}

/// Says how many things a second are done, of a stream whose end is not known: a line on a terminal that goes on, elsewhere a
/// line now and then, and a last one at the end.
pub(crate) struct Rate {
    what: &'static str,
    started: Instant,
    done: AtomicUsize,
    terminal: bool,
    /// When the line may next be written, and whether one was.
    next: Mutex<(Instant, bool)>,
}

/// Time between two lines where standard error is no terminal.
const SELDOM: Duration = Duration::from_secs(10);
/// Work shorter than this is not spoken of there.
const SHORT: Duration = Duration::from_secs(5);

impl Rate {
    /// For things of which one says "40 drafts judged".
    pub(crate) fn new(what: &'static str) -> Self {
        let (started, terminal) = (Instant::now(), std::io::stderr().is_terminal());
        let next = Mutex::new((started + if terminal { PATIENCE } else { SELDOM }, false));
        Self { what, started, done: AtomicUsize::new(0), terminal, next }
    }

    /// One more is done.
    pub(crate) fn step(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
        let Ok(mut next) = self.next.try_lock() else { return };
        let now = Instant::now();
        if now >= next.0 {
            *next = (now + if self.terminal { PAUSE } else { SELDOM }, true);
            let (start, end) = if self.terminal { ("\r\x1b[K", "") } else { ("", "\n") };
            let _ = write!(std::io::stderr(), "{start}{}{end}", self.line());
        }
    }

    fn line(&self) -> String {
        let (done, seconds) = (self.done.load(Ordering::Relaxed), self.started.elapsed().as_secs_f64());
        format!("{done} {} in {seconds:.1} s, {:.0} a second", self.what, done as f64 / seconds.max(1e-3))
    }
}

impl Drop for Rate {
    fn drop(&mut self) {
        if self.terminal {
            let _ = writeln!(std::io::stderr(), "\r\x1b[K{}", self.line());
        } else if self.started.elapsed() >= SHORT {
            let _ = writeln!(std::io::stderr(), "{}", self.line());
        }
    }
}
