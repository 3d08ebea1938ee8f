//! Progress of reading a room's sources: shown once it has taken a while, never more than ten times a second, and
//! always ended.

use super::rooms::RoomId;
use crate::output::Outgoing;
use std::time::{Duration, Instant};

/// Work that ends sooner is not shown.
const PATIENCE: Duration = Duration::from_millis(400);
/// Between two reports.
const PAUSE: Duration = Duration::from_millis(100);

/// How far a piece of work is, and whether the client knows.
#[derive(Debug)]
pub(super) struct Progress {
    room: RoomId,
    pieces: u32,
    total: usize,
    state: State,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum State {
    Idle,
    /// Works since; not shown yet.
    Quiet(Instant),
    /// The client was asked whether it wants to show this.
    Asked,
    /// Shown; last report.
    Shown(Instant),
}

impl Progress {
    pub(super) fn new(room: RoomId) -> Self {
        Self { room, pieces: 0, total: 0, state: State::Idle }
    }

    fn token(&self) -> String {
        format!("copydesk/sources/{}/{}", self.room, self.pieces)
    }

    /// How many sources the work has, with those that are done.
    pub(super) fn total(&self) -> usize {
        self.total
    }

    /// `more` sources are to be read.
    pub(super) fn add(&mut self, more: usize, now: Instant) {
        if more > 0 && self.state == State::Idle {
            self.pieces += 1;
            self.total = 0;
            self.state = State::Quiet(now);
        }
        self.total += more;
    }

    /// `left` sources are still to be read.
    pub(super) fn left(&mut self, left: usize, now: Instant) -> Option<Outgoing> {
        if left == 0 {
            return self.end();
        }
        match self.state {
            State::Shown(last) if now.duration_since(last) >= PAUSE => {
                self.state = State::Shown(now);
                Some(Outgoing::Report(self.token(), self.total.saturating_sub(left), self.total))
            }
            _ => None,
        }
    }

    /// The client will show the progress `token`.
    pub(super) fn ready(&mut self, token: &str, now: Instant) -> Option<Outgoing> {
        (self.state == State::Asked && token == self.token()).then(|| {
            self.state = State::Shown(now);
            Outgoing::Begin(self.token(), "Reading sources".to_owned())
        })
    }

    /// The work is done or given up.
    pub(super) fn end(&mut self) -> Option<Outgoing> {
        let shown = matches!(self.state, State::Shown(_));
        self.state = State::Idle;
        shown.then(|| Outgoing::End(self.token()))
    }

    /// When the work is due to be shown.
    pub(super) fn deadline(&self) -> Option<Instant> {
        match self.state {
            State::Quiet(since) => Some(since + PATIENCE),
            _ => None,
        }
    }

    /// Asks the client to show it, if that is due.
    pub(super) fn pass(&mut self, now: Instant) -> Option<Outgoing> {
        self.deadline().is_some_and(|at| at <= now).then(|| {
            self.state = State::Asked;
            Outgoing::CreateProgress(self.token())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_nothing_for_work_that_ends_soon() {
        let start = Instant::now();
        let mut progress = Progress::new(1);
        progress.add(3, start);
        assert!(progress.pass(start + PATIENCE / 2).is_none());
        assert!(progress.left(0, start + PATIENCE / 2).is_none());
        assert_eq!(progress.deadline(), None);
    }

    #[test]
    fn ends_what_it_began_and_does_not_begin_what_has_ended() {
        let start = Instant::now();
        let later = start + PATIENCE;
        let mut progress = Progress::new(1);
        progress.add(30, start);
        let Some(Outgoing::CreateProgress(token)) = progress.pass(later) else { panic!("not asked") };
        assert!(matches!(progress.ready(&token, later), Some(Outgoing::Begin(..))));
        assert!(progress.left(20, later).is_none());
        assert!(matches!(progress.left(10, later + PAUSE), Some(Outgoing::Report(_, 20, 30))));
        assert!(matches!(progress.left(0, later + PAUSE), Some(Outgoing::End(_))));

        progress.add(1, later);
        let Some(Outgoing::CreateProgress(token)) = progress.pass(later + PATIENCE) else {
            panic!("not asked")
        };
        assert!(progress.left(0, later + PATIENCE).is_none());
        assert!(progress.ready(&token, later + PATIENCE).is_none());
    }
}
