//! Looking at a folder: its settings, its sources, its drafts. Runs in the check pool; one runs and one waits.

use super::Owner;
use super::documents::Role;
use super::rooms::RoomId;
use crate::event::Event;
use crate::output::Outgoing;
use crate::pool::guarded;
use crate::uri;
use copydesk_intake::{CONFIG_FILE, Config, ConfigError, Discovery, Workspace};
use copydesk_text::position::position_in;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tower_lsp::ls_types::{Diagnostic, DiagnosticSeverity, MessageType, PublishDiagnosticsParams, Range};

/// What was seen in a folder.
pub(crate) struct Survey {
    workspace: Workspace,
    /// What is wrong with `copydesk.toml`, and its text.
    fault: Option<(ConfigError, String)>,
    discovery: Discovery,
    drafts: BTreeSet<PathBuf>,
    /// Of the documents that are open: what each is.
    roles: Vec<(PathBuf, Role)>,
}

impl Survey {
    fn of(root: &Path, archives: &[PathBuf], open: &[PathBuf]) -> Self {
        let (workspace, fault) = match Workspace::open(root) {
            Ok(workspace) => (workspace, None),
            Err(error) => {
                let text = std::fs::read_to_string(&error.path).unwrap_or_default();
                (Workspace::new(root, Config::default()), Some((error, text)))
            }
        };
        let workspace = archives.iter().fold(workspace, |workspace, folder| workspace.with_outside(folder));
        let named: BTreeSet<PathBuf> = workspace.drafts().into_iter().collect();
        let is_draft = |path: &PathBuf| named.contains(path) || workspace.is_draft(path);
        let mut drafts: Vec<PathBuf> = open.iter().filter(|path| is_draft(path)).cloned().collect();
        drafts.extend(named.iter().cloned());
        let discovery = workspace.discover(&drafts);
        let roles = open
            .iter()
            .map(|path| (path.clone(), if is_draft(path) { Role::Draft } else { Role::Other }))
            .collect();
        Self { workspace, fault, discovery, drafts: named, roles }
    }
}

impl Owner {
    /// Looks at a room's folder anew.
    pub(super) fn survey(&mut self, id: RoomId) {
        let open: Vec<PathBuf> = self
            .documents_of(id)
            .filter(|(_, open)| open.in_editor)
            .filter_map(|(_, open)| open.path.clone())
            .collect();
        let Some(room) = self.rooms.get_mut(&id) else { return };
        let Some(root) = room.root.clone() else { return };
        if room.surveying {
            room.survey_again = true;
            return;
        }
        room.surveying = true;
        room.survey_again = false;
        let (archives, events) = (self.archives.clone(), self.events.clone());
        self.slow.run_next(move || {
            let survey = guarded("looking at a folder", || Box::new(Survey::of(&root, &archives, &open)));
            events.send(Event::Surveyed(id, survey)).ok();
        });
    }

    pub(super) fn surveyed(&mut self, id: RoomId, survey: Option<Box<Survey>>) {
        let Some(room) = self.rooms.get_mut(&id) else { return };
        room.surveying = false;
        if room.survey_again {
            self.survey(id);
        }
        let Some(survey) = survey else { return };
        let Some(room) = self.rooms.get_mut(&id) else { return };
        let settings = survey.workspace.config().settings();
        let was_unknown = room.workspace.is_none();
        let recheck = was_unknown || **room.desk.settings() != settings;
        let renamed = room.desk.settings().aliases != settings.aliases;
        room.desk.set_settings(settings);
        room.workspace = Some(Arc::new(survey.workspace));
        room.discovery = Arc::new(survey.discovery);
        let drafts = std::mem::replace(&mut room.drafts, survey.drafts);
        self.show_fault(id, survey.fault);
        for (path, role) in survey.roles {
            self.set_role(&path, role);
        }
        // Before anything is read, so that no change falls between.
        self.watch(id);
        if renamed {
            self.read_sources_again(id);
        }
        self.take_sources(id);
        self.take_drafts(id, &drafts);
        if recheck {
            self.check_room(id);
        }
        self.tell_of_no_sources(id);
    }

    /// Shows the mistake in a room's `copydesk.toml`, or takes it away.
    fn show_fault(&mut self, id: RoomId, fault: Option<(ConfigError, String)>) {
        let encoding = self.client.encoding;
        let Some(room) = self.rooms.get_mut(&id) else { return };
        let had = std::mem::replace(&mut room.config_fault, fault.is_some());
        let Some(root) = &room.root else { return };
        let Some((error, text)) = fault else {
            if had {
                let path = root.join(CONFIG_FILE);
                self.clear(&path);
            }
            return;
        };
        let Some(uri) = uri::of_path(&error.path) else { return };
        let at = |offset| crate::view::lsp(position_in(&text, offset, encoding));
        let diagnostic = Diagnostic {
            range: Range { start: at(error.range.start), end: at(error.range.end) },
            severity: Some(DiagnosticSeverity::ERROR),
            source: Some("copydesk".to_owned()),
            message: error.message,
            ..Diagnostic::default()
        };
        self.send(Outgoing::Diagnostics(PublishDiagnosticsParams::new(uri, vec![diagnostic], None)));
    }

    /// Says once that there are no sources and where they were looked for: silence must not read as "all correct".
    fn tell_of_no_sources(&mut self, id: RoomId) {
        let draft =
            self.documents_of(id).filter(|(_, open)| open.role == Role::Draft).find_map(|(_, open)| {
                open.path.as_ref()?.file_name().map(|name| name.to_string_lossy().into_owned())
            });
        let Some(room) = self.rooms.get_mut(&id) else { return };
        if !room.sources.is_empty() {
            room.told = false;
            return;
        }
        let Some(draft) = draft else { return };
        if std::mem::replace(&mut room.told, true) {
            return;
        }
        let places = room.discovery.looked_in.iter().map(|place| place.display().to_string());
        let text = format!(
            "copydesk found no sources for {draft}, so nothing in it is checked against any. Looked in: {}.",
            places.collect::<Vec<_>>().join(", ")
        );
        self.send(Outgoing::Message(MessageType::WARNING, text));
    }
}
