//! What is said of many statements, as data: each sentence of evidence and each finding once, however often it is shown.

use rustc_hash::FxHashMap;
use serde::Serialize;

/// The cards of a long draft.
#[derive(Debug, Default, Serialize)]
pub(super) struct Packed {
    /// HTML, each text once.
    texts: Vec<String>,
    cards: Vec<Card>,
    #[serde(skip)]
    known: FxHashMap<String, usize>,
}

/// Index of the verdict, key of the sign-off, sources and origins, how many of the texts are findings, the texts.
#[derive(Debug, Serialize)]
struct Card(usize, String, String, usize, Vec<usize>);

impl Packed {
    pub(super) fn add(
        &mut self,
        verdict: usize,
        key: u64,
        covered: Option<String>,
        findings: usize,
        parts: Vec<String>,
    ) {
        let parts = parts.into_iter().map(|part| self.text(part)).collect();
        let covered = covered.map(|covered| super::escape(&covered)).unwrap_or_default();
        self.cards.push(Card(verdict, format!("{key:016x}"), covered, findings, parts));
    }

    fn text(&mut self, text: String) -> usize {
        if let Some(&known) = self.known.get(&text) {
            return known;
        }
        let index = self.texts.len();
        self.texts.push(text.clone());
        self.known.insert(text, index);
        index
    }

    /// As the text of a script element: nothing in it ends the element.
    pub(super) fn json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default().replace('<', "\\u003c")
    }
}
