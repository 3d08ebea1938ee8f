//! Looking at a folder: its settings, its sources, its drafts. Runs in the check pool; one runs and one waits.

use super::Owner;
use super::documents::Role;
use super::rooms::RoomId;
use crate::event::Event;
use crate::marks;
use crate::output::Outgoing;
use crate::pool::guarded;
use crate::uri;
use copydesk_desk::marks::{MARKS_FILE, Marks, MarksError};
use copydesk_intake::{CONFIG_FILE, Cache, Config, ConfigError, Discovery, Known, Workspace};
use copydesk_text::position::position_in;
use std::collections::BTreeSet;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tower_lsp::ls_types::{Diagnostic, DiagnosticSeverity, MessageType, PublishDiagnosticsParams};

/// What was seen in a folder.
pub(crate) struct Survey {
    workspace: Workspace,
    /// What is wrong with `copydesk.toml`, and its text.
    fault: Option<(ConfigError, String)>,
    /// What the writers have decided, or what is wrong with the file and its text.
    marks: Result<Marks, (MarksError, String)>,
    discovery: Discovery,
    /// What is watched, as it was before it was read.
    known: Known,
    drafts: BTreeSet<PathBuf>,
    /// Of the documents that are open: what each is.
    roles: Vec<(PathBuf, Role)>,
    cache: Option<Arc<Cache>>,
}

impl Survey {
    /// `before` are the settings that hold on while `copydesk.toml` has a mistake.
    fn of(root: &Path, before: Config, archives: &[PathBuf], open: &[PathBuf]) -> Self {
        let mut known = Known::default();
        known.note(&root.join(CONFIG_FILE));
        known.note(&root.join(MARKS_FILE));
        let (workspace, fault) = match Workspace::open(root) {
            Ok(workspace) => (workspace, None),
            Err(error) => {
                let text = std::fs::read_to_string(&error.path).unwrap_or_default();
                (Workspace::new(root, before), Some((error, text)))
            }
        };
        let workspace = archives.iter().fold(workspace, |workspace, folder| workspace.with_outside(folder));
        let named: BTreeSet<PathBuf> = workspace.drafts().into_iter().collect();
        let is_draft = |path: &PathBuf| named.contains(path) || workspace.is_draft(path);
        let mut drafts: Vec<PathBuf> = open.iter().filter(|path| is_draft(path)).cloned().collect();
        drafts.extend(named.iter().cloned());
        named.iter().for_each(|draft| known.note(draft));
        let mut discovery = workspace.discover(&drafts);
        known.extend(std::mem::take(&mut discovery.known));
        let roles = open
            .iter()
            .map(|path| (path.clone(), if is_draft(path) { Role::Draft } else { Role::Other }))
            .collect();
        let marks = marks::read(root);
        Self { workspace, fault, marks, discovery, known, drafts: named, roles, cache: None }
    }
}

impl Owner {
    /// Looks at a room's folder anew.
    pub(super) fn survey(&mut self, id: RoomId) {
        let mut open: Vec<PathBuf> = self
            .documents_of(id)
            .filter(|(_, open)| open.in_editor)
            .filter_map(|(_, open)| open.path.clone())
            .collect();
        // The writer is told of the places that were looked in.
        open.sort();
        let Some(room) = self.rooms.get_mut(&id) else { return };
        let Some(root) = room.root.clone() else { return };
        if room.surveying {
            room.survey_again = true;
            return;
        }
        room.surveying = true;
        room.survey_again = false;
        let before = room.workspace.as_ref().map(|workspace| workspace.config().clone()).unwrap_or_default();
        let (archives, events) = (self.archives.clone(), self.events.clone());
        let (known, folder) = (room.cache.clone(), self.options.cache.clone());
        self.slow.run_next(move || {
            let survey = guarded("looking at a folder", || {
                let kept = || {
                    let cache = folder.and_then(|folder| Cache::open(&folder, &root)).map(Arc::new);
                    cache.inspect(|cache| cache.read_ahead())
                };
                std::thread::scope(|scope| {
                    // Which build this is takes a while to find out.
                    let kept = known.is_none().then(|| scope.spawn(kept));
                    let survey = Survey::of(&root, before, &archives, &open);
                    let kept = kept.and_then(|kept| kept.join().ok().flatten());
                    Box::new(Survey { cache: known.or(kept), ..survey })
                })
            });
            events.send(Event::Surveyed(id, survey)).ok();
        });
    }

    /// Says what a document is that was just opened. The folder is looked at only where it may have other sources for it: to
    /// walk through thousands of files each time one is opened would be for nothing.
    pub(super) fn look_at(&mut self, id: RoomId, path: PathBuf) {
        let Some(room) = self.rooms.get_mut(&id) else { return };
        let Some(workspace) = room.workspace.clone().filter(|_| !room.surveying) else {
            if !room.surveying {
                self.survey(id);
            } else if room.root.is_some() {
                room.opened_meanwhile.insert(path);
            }
            return;
        };
        let (discovery, is_named) = (room.discovery.clone(), room.drafts.contains(&path));
        let (is_source, events) = (room.ids.contains_key(&path), self.events.clone());
        self.slow.run_next(move || {
            let role = guarded("looking at a document", || {
                if !is_named && !workspace.is_draft(&path) {
                    return Some(Role::Other);
                }
                let known = |place: &PathBuf| discovery.looked_in.contains(place);
                (!is_source && workspace.looks_in(&path).iter().all(known)).then_some(Role::Draft)
            });
            events.send(Event::LookedAt(id, path, role.flatten())).ok();
        });
    }

    pub(super) fn looked_at(&mut self, id: RoomId, path: &Path, role: Option<Role>) {
        match role {
            Some(role) => {
                self.set_role(path, role);
                self.tell_of_no_sources(id);
            }
            None => self.survey(id),
        }
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
        let mut recheck = was_unknown || **room.desk.settings() != settings;
        let renamed = room.desk.settings().aliases != settings.aliases;
        room.desk.set_settings(settings);
        // The first one stays: it knows what was read since.
        room.cache = room.cache.take().or(survey.cache);
        let marks_fault = match survey.marks {
            Ok(marks) => {
                recheck |= **room.desk.marks() != marks;
                room.desk.set_marks(marks);
                None
            }
            // What was decided before holds on until the file can be read again.
            Err((error, text)) => Some((error.range, error.message, text)),
        };
        room.workspace = Some(Arc::new(survey.workspace));
        room.discovery = Arc::new(survey.discovery);
        let drafts = std::mem::replace(&mut room.drafts, survey.drafts);
        let fault = survey.fault.map(|(error, text)| (error.range, error.message, text));
        self.show_fault(id, CONFIG_FILE, fault);
        self.show_fault(id, MARKS_FILE, marks_fault);
        for (path, role) in survey.roles {
            self.set_role(&path, role);
        }
        self.watch(id, survey.known);
        if renamed {
            self.read_sources_again(id);
        }
        self.take_sources(id);
        self.say_all_unread(id);
        self.take_drafts(id, &drafts);
        if recheck {
            self.check_room(id);
        }
        let opened = self.rooms.get_mut(&id).map(|room| std::mem::take(&mut room.opened_meanwhile));
        for path in opened.into_iter().flatten() {
            self.look_at(id, path);
        }
        self.tell_of_no_sources(id);
    }

    /// Shows the mistake in a file of a room, or takes it away: bytes of the file, what is wrong, the file's text.
    fn show_fault(&mut self, id: RoomId, file: &'static str, fault: Option<(Range<usize>, String, String)>) {
        let encoding = self.client.encoding;
        let Some(room) = self.rooms.get_mut(&id) else { return };
        let Some(path) = room.root.as_ref().map(|root| root.join(file)) else { return };
        let Some((bytes, message, text)) = fault else {
            if room.faults.remove(file) {
                self.clear(&path);
            }
            return;
        };
        room.faults.insert(file);
        let Some(uri) = uri::of_path(&path) else { return };
        let at = |offset| crate::view::lsp(position_in(&text, offset, encoding));
        let diagnostic = Diagnostic {
            range: tower_lsp::ls_types::Range { start: at(bytes.start), end: at(bytes.end) },
            severity: Some(DiagnosticSeverity::ERROR),
            source: Some("copydesk".to_owned()),
            message: format!("{message}. Until it is mended, what held before holds on."),
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
