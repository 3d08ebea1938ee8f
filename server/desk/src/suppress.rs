//! What can be left be at a place, and what was and can be brought back.

use crate::Snapshot;
use crate::marks::{By, Ignored, Marked, fact, written};
use copydesk_checking::{Code, Edit, Judgement, Verdict};
use copydesk_text::{Format, one_line};
use std::ops::Range;

/// Something that a writer may decide about a finding or a statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Suppression {
    /// For the menu.
    pub title: String,
    /// The finding it is about: its bytes and its code.
    pub of: Option<(Range<usize>, Code)>,
    /// What it does.
    pub does: Does,
}

/// What a decision does.
#[derive(Clone, Debug, PartialEq)]
pub enum Does {
    /// Changes the draft: puts a comment in, or takes one out.
    Edit(Edit),
    /// Puts an entry into the workspace's file of marks.
    Ignore(Ignored),
    /// Takes an entry out of it.
    BringBack(Ignored),
    /// Switches a code off in `copydesk.toml`.
    SwitchOff(Code),
    /// Marks the statement as checked otherwise; a note and a name are to be asked for.
    Verify {
        /// [`fact`] of the statement.
        fact: String,
        /// The statement on one line.
        text: String,
    },
    /// Takes such a mark away.
    Unverify {
        /// [`fact`] of the statement.
        fact: String,
    },
}

impl Snapshot {
    /// What can be decided about the findings and statements that touch a range of bytes. What is kept in the
    /// workspace's files is offered only to a draft that lies in one.
    pub fn suppressions(&self, range: Range<usize>) -> Vec<Suppression> {
        let touches = |other: &Range<usize>| other.start <= range.end && range.start <= other.end;
        let marked = self.marked();
        let judgements = self.judgements();
        let path = self.revision.path.as_deref();
        let mut all = Vec::new();
        for judgement in judgements.iter() {
            for finding in judgement.findings.iter().filter(|finding| touches(&finding.range)) {
                self.ways_to_ignore(judgement, finding.code, &finding.range, &mut all);
            }
        }
        for silenced in marked.ignored.iter().filter(|silenced| touches(&silenced.finding.range)) {
            let finding = &silenced.finding;
            let does = match &silenced.by {
                By::Comment(comment) => Does::Edit(self.without_comment(comment)),
                By::Entry(entry) => Does::BringBack(entry.clone()),
            };
            let title = format!("Bring back {}: {}", finding.code.name(), finding.message);
            all.push(Suppression { title, of: Some((finding.range.clone(), finding.code)), does });
        }
        if path.is_none() {
            return all;
        }
        for judgement in judgements.iter().filter(|judgement| touches(&judgement.range)) {
            let open = matches!(judgement.verdict, Verdict::Unsupported | Verdict::PartlySupported);
            if open {
                let does = Does::Verify { fact: fact(&judgement.text), text: one_line(&judgement.text) };
                all.push(Suppression {
                    title: "Mark as verified otherwise\u{2026}".to_owned(),
                    of: None,
                    does,
                });
            }
        }
        for verified in marked.verified.iter().filter(|verified| touches(&verified.range)) {
            all.push(Suppression {
                title: format!("Take back that {} has verified this", verified.mark.by),
                of: None,
                does: Does::Unverify { fact: verified.mark.fact.clone() },
            });
        }
        all
    }

    /// What is left be and what was checked otherwise, where it stands in this version.
    pub fn marked(&self) -> Marked {
        let Some(checked) = &self.checked else { return Marked::default() };
        let reading = self.reading();
        if reading.text == checked.reading.text {
            return (*checked.marked).clone();
        }
        crate::carry::carried_marks(&checked.marked, &checked.reading.text, &reading.text)
    }

    fn ways_to_ignore(
        &self,
        judgement: &Judgement,
        code: Code,
        range: &Range<usize>,
        all: &mut Vec<Suppression>,
    ) {
        let name = code.name();
        let path = self.revision.path.as_deref();
        let words = self.reading().text.get(range.clone()).map(str::to_owned);
        let of_fact = Ignored {
            fact: Some(fact(&judgement.text)),
            code: Some(code),
            words,
            text: Some(one_line(&judgement.text)),
            ..Ignored::default()
        };
        let mut add = |title: String, does: Does| {
            all.push(Suppression { title, of: Some((range.clone(), code)), does });
        };
        match (self.revision.format, path) {
            (Format::Text, None) => {}
            (Format::Text, Some(path)) => add(
                format!("Ignore {name} here"),
                Does::Ignore(Ignored { file: Some(path.to_owned()), ..of_fact.clone() }),
            ),
            _ => {
                let at = judgement.range.end.max(range.end);
                let edit = Edit { range: at..at, text: written(code) };
                add(format!("Ignore {name} here, with a comment in the draft"), Does::Edit(edit));
            }
        }
        let Some(path) = path else { return };
        add(format!("Ignore {name} for this fact, in every draft"), Does::Ignore(of_fact));
        let whole = Ignored { file: Some(path.to_owned()), code: Some(code), ..Ignored::default() };
        add(format!("Ignore {name} in this file"), Does::Ignore(whole));
        add(format!("Switch {name} off in copydesk.toml"), Does::SwitchOff(code));
    }

    /// The comment goes with the space before it, or with its line where it stands alone.
    fn without_comment(&self, comment: &Range<usize>) -> Edit {
        let text = &self.reading().text;
        let before = text.get(..comment.start).unwrap_or_default();
        let mut range = before.trim_end_matches([' ', '\t']).len()..comment.end;
        let starts_line = range.start == 0 || before[..range.start].ends_with('\n');
        if starts_line && text.get(comment.end..).is_some_and(|after| after.starts_with('\n')) {
            range.end += 1;
        }
        Edit { range, text: String::new() }
    }
}
