//! A few threads that run jobs in the order they were given.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};

type Job = Box<dyn FnOnce() + Send>;

/// Threads that run jobs. Dropping it lets the running jobs end and forgets the waiting ones.
#[derive(Debug)]
pub(crate) struct Pool {
    queue: Arc<Queue>,
}

#[derive(Default)]
struct Queue {
    jobs: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    waiting: VecDeque<Job>,
    closed: bool,
}

impl std::fmt::Debug for Queue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Queue").finish_non_exhaustive()
    }
}

impl Pool {
    /// `threads` threads (at least one) called `name`.
    pub(crate) fn new(name: &str, threads: usize) -> Self {
        let queue = Arc::new(Queue::default());
        for number in 0..threads.max(1) {
            let queue = queue.clone();
            // A job may walk a deep tree of markup: more than the usual stack is cheap.
            std::thread::Builder::new()
                .name(format!("{name}-{number}"))
                .stack_size(8 << 20)
                .spawn(move || queue.work())
                .ok();
        }
        Self { queue }
    }

    /// Runs `job` after those given before it.
    pub(crate) fn run(&self, job: impl FnOnce() + Send + 'static) {
        self.queue.lock().waiting.push_back(Box::new(job));
        self.queue.changed.notify_one();
    }

    /// Runs `job` before those that wait.
    pub(crate) fn run_next(&self, job: impl FnOnce() + Send + 'static) {
        self.queue.lock().waiting.push_front(Box::new(job));
        self.queue.changed.notify_one();
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        let mut state = self.queue.lock();
        state.closed = true;
        state.waiting.clear();
        drop(state);
        self.queue.changed.notify_all();
    }
}

impl Queue {
    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn work(&self) {
        let mut state = self.lock();
        loop {
            if let Some(job) = state.waiting.pop_front() {
                drop(state);
                guarded("a job", job);
                state = self.lock();
            } else if state.closed {
                return;
            } else {
                state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
            }
        }
    }
}

/// Threads that help with one piece of work and end with it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Helpers;

impl copydesk_checking::Hands for Helpers {
    fn share(&self, count: usize, task: &(dyn Fn(usize) + Sync)) {
        let next = AtomicUsize::new(0);
        let work = || {
            loop {
                match next.fetch_add(1, Ordering::Relaxed) {
                    number if number < count => task(number),
                    _ => break,
                }
            }
        };
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        // Waits for all of them; a panic in one of them is one here.
        std::thread::scope(|scope| {
            for _ in 1..cores.min(count) {
                let builder = std::thread::Builder::new().name("help".to_owned()).stack_size(8 << 20);
                builder.spawn_scoped(scope, work).ok();
            }
            work();
        });
    }
}

/// Runs `work`; a panic in it is logged and gives `None`.
pub(crate) fn guarded<T>(what: &str, work: impl FnOnce() -> T) -> Option<T> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(value) => Some(value),
        Err(panic) => {
            let reason = panic
                .downcast_ref::<String>()
                .map(String::as_str)
                .or_else(|| panic.downcast_ref::<&str>().copied())
                .unwrap_or("no reason given");
            tracing::error!(what, reason, "panicked; the server goes on");
            None
        }
    }
}
