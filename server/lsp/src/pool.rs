//! A few threads that run jobs in the order they were given.

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::collections::VecDeque;
use std::hint::black_box;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, LazyLock, Mutex, PoisonError};

type Job = Box<dyn FnOnce() + Send>;

/// Threads that run jobs. Dropping it lets the running jobs end and forgets the waiting ones.
#[derive(Debug)]
pub(crate) struct Pool {
    queue: Arc<Queue>,
    threads: usize,
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
        Self { queue, threads: threads.max(1) }
    }

    /// Runs `job` after those given before it.
    pub(crate) fn run(&self, job: impl FnOnce() + Send + 'static) {
        self.queue.push(Box::new(job));
    }

    /// Runs `job` on as many threads as there are, but not more often at once than `most`, again and again until it says that
    /// there is no more to do. Other jobs have their turn in between.
    pub(crate) fn run_in_turns(&self, most: usize, job: impl Fn() -> bool + Send + Sync + 'static) {
        let job: Arc<dyn Fn() -> bool + Send + Sync> = Arc::new(job);
        for _ in 0..most.min(self.threads) {
            self.queue.clone().turn(job.clone());
        }
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

    fn push(&self, job: Job) {
        self.lock().waiting.push_back(job);
        self.changed.notify_one();
    }

    fn turn(self: Arc<Self>, job: Arc<dyn Fn() -> bool + Send + Sync>) {
        let queue = self.clone();
        self.push(Box::new(move || {
            if job() && !queue.lock().closed {
                queue.turn(job);
            }
        }));
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

/// Has the allocator enlarge what this thread takes its memory from: left alone, glibc asks the system for every page
/// that a thread comes to need, and all threads wait for each other there. What is not used is not taken.
pub(crate) fn make_room() {
    drop(black_box(Vec::<u8>::with_capacity(512 * 1024)));
}

/// Threads that share one piece of work. They stay: a thread that ends takes along the words it remembers and leaves
/// behind memory that the next one has to be given anew.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Helpers;

impl copydesk_checking::Hands for Helpers {
    fn share(&self, count: usize, task: &(dyn Fn(usize) + Sync)) {
        static THREADS: LazyLock<Option<ThreadPool>> = LazyLock::new(|| {
            let name = |number| format!("help-{number}");
            // A job may walk a deep tree of markup: more than the usual stack is cheap.
            ThreadPoolBuilder::new().thread_name(name).stack_size(8 << 20).build().ok()
        });
        match &*THREADS {
            // Waits for all of them; a panic in one of them is one here.
            Some(threads) if count > 1 => {
                threads.install(|| {
                    (0..count).into_par_iter().with_max_len(1).for_each(|number| {
                        make_room();
                        task(number);
                    });
                });
            }
            _ => (0..count).for_each(task),
        }
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
