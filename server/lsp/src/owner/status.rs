//! `copydesk/status`: how it stands, for a client that has asked for it in its capabilities
//! (`experimental.copydeskStatus`). Sent when it changes, and not more than ten times a second while sources are read.

use super::Owner;
use super::documents::Role;
use super::rooms::Room;
use crate::output::Outgoing;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// Between two notifications while sources are read.
const PAUSE: Duration = Duration::from_millis(100);

/// What the client was told last, and when.
#[derive(Debug, Default)]
pub(super) struct Told {
    status: Value,
    at: Option<Instant>,
}

impl Owner {
    /// When there is something to tell that could not be told yet.
    pub(super) fn status_deadline(&self) -> Option<Instant> {
        let told = self.told.at.filter(|_| self.client.status)?;
        (self.is_reading() && self.told.status["state"] == "indexing").then(|| told + PAUSE)
    }

    /// Tells the client how it stands, if that has changed.
    pub(super) fn tell_status(&mut self, now: Instant) {
        if !self.client.status {
            return;
        }
        let early = self.told.at.is_some_and(|at| now.duration_since(at) < PAUSE);
        if early && self.is_reading() && self.told.status["state"] == "indexing" {
            return;
        }
        let status = self.status();
        if status != self.told.status {
            self.told = Told { status: status.clone(), at: Some(now) };
            self.send(Outgoing::Status(status));
        }
    }

    fn is_reading(&self) -> bool {
        self.rooms.values().any(|room| room.reading > 0 || room.shelving || room.is_unknown())
    }

    /// `state` is `paused`, `indexing` (`done` of `total` sources), `noSources` (for the drafts in `drafts`; `lookedIn`)
    /// or `ready`.
    fn status(&self) -> Value {
        let read = |room: &Room| room.sources.values().filter(|source| source.fault.is_none()).count();
        let sources: usize = self.rooms.values().map(read).sum();
        let unread: usize = self
            .rooms
            .values()
            .map(|room| {
                let faults = room.sources.values().filter(|source| source.fault.is_some()).count();
                faults + room.discovery.unread.len()
            })
            .sum();
        if self.paused {
            return json!({"state": "paused", "sources": sources, "unread": unread});
        }
        if self.is_reading() {
            let total: usize = self.rooms.values().map(|room| room.progress.total()).sum();
            let left: usize = self.rooms.values().map(|room| room.reading).sum();
            return json!({
                "state": "indexing", "done": total.saturating_sub(left), "total": total, "sources": sources,
                "unread": unread,
            });
        }
        let empty = |id: &u32| self.rooms.get(id).is_some_and(|room| read(room) == 0);
        let mut drafts: Vec<&str> = self
            .documents
            .values()
            .filter(|open| open.in_editor && open.role == Role::Draft && empty(&open.room))
            .map(|open| open.uri.as_str())
            .collect();
        drafts.sort_unstable();
        if drafts.is_empty() {
            return json!({"state": "ready", "sources": sources, "unread": unread});
        }
        let mut looked_in: Vec<String> = self
            .rooms
            .values()
            .filter(|room| read(room) == 0)
            .flat_map(|room| room.discovery.looked_in.iter().map(|place| place.display().to_string()))
            .collect();
        looked_in.dedup();
        json!({
            "state": "noSources", "drafts": drafts, "lookedIn": looked_in, "sources": sources, "unread": unread,
        })
    }
}
