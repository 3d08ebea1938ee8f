//! What can be done about a place: the fixes of its findings, what its statement offers, and every safe fix at once.

use crate::Snapshot;
use crate::wording::wording;
use copydesk_checking::citations::{self, CitationMap};
use copydesk_checking::message::{related, source_name, source_told};
use copydesk_checking::{Code, Edit, Finding, Fix, FixKind, Judgement, Reason, Severity, Stance};
use std::ops::Range;
use std::sync::Arc;

/// Something that can be done.
#[derive(Clone, Debug, PartialEq)]
pub struct Action {
    /// For the menu.
    pub title: String,
    /// The finding that it mends: its bytes and its code.
    pub mends: Option<(Range<usize>, Code)>,
    /// What it changes, in the order of the document; empty where it is worked out when it is chosen.
    pub edits: Vec<Edit>,
    /// What it is when it is worked out later.
    pub later: Option<Later>,
    /// The likeliest of its finding.
    pub preferred: bool,
}

/// An action that is worked out when it is chosen: to cite a source of the writer's choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Later {
    /// A byte of the statement.
    pub statement: usize,
    /// The source.
    pub article: Arc<str>,
}

/// The field of which a finding says that a claim or a plan is told as a fact.
const STATUS: &str = "status";

/// Sources to choose from.
const CHOICES: usize = 12;

impl Snapshot {
    /// What can be done about a range of bytes: fixes of the findings that touch it first, then what its statements
    /// offer.
    pub fn actions(&self, range: Range<usize>) -> Vec<Action> {
        let touches = |other: &Range<usize>| other.start <= range.end && range.start <= other.end;
        let judgements = self.judgements();
        let map = self.citation_map();
        let mut actions = Vec::new();
        for judgement in judgements.iter() {
            for finding in judgement.findings.iter().filter(|finding| touches(&finding.range)) {
                let own = finding.fixes.iter().cloned();
                let fixes = own.chain(self.softer(&map, judgement, finding));
                actions.extend(fixes.map(|fix| Action {
                    title: fix.title,
                    mends: Some((finding.range.clone(), finding.code)),
                    edits: fix.edits,
                    later: None,
                    preferred: fix.preferred,
                }));
            }
        }
        for judgement in judgements.iter().filter(|judgement| touches(&judgement.range)) {
            let cite = citations::offers(&self.draft(), &map, judgement, &self.library, &self.settings);
            let offers = judgement.offers.iter().cloned().chain(cite).chain(self.attributed(&map, judgement));
            actions.extend(offers.map(|fix| Action {
                title: fix.title,
                mends: None,
                edits: fix.edits,
                later: None,
                preferred: false,
            }));
            actions.extend(self.choices(&map, judgement));
        }
        let mut seen: Vec<Action> = Vec::new();
        for action in actions {
            let known = seen.iter().any(|other| {
                other.later == action.later
                    && other.edits == action.edits
                    && (action.later.is_none() || other.title == action.title)
            });
            if !known {
                seen.push(action);
            }
        }
        seen
    }

    /// What can be done about a finding besides putting a source's words in: say who says so, give the range, take
    /// over the condition.
    fn softer(&self, map: &CitationMap, judgement: &Judgement, finding: &Finding) -> Vec<Fix> {
        let soft =
            |title: String, edits: Vec<Edit>| Fix { title, kind: FixKind::Soften, edits, preferred: false };
        let mut fixes = Vec::new();
        match finding.reasons.first() {
            Some(Reason::Disagree { values, .. }) => {
                let here = self.reading().text.get(finding.range.clone()).unwrap_or_default();
                for (at, (value, place)) in values.iter().enumerate() {
                    let name = source_name(&self.library, &place.article);
                    let Some(attribution) = self.attribution(map, judgement, &name) else { continue };
                    if at == 0 {
                        fixes.push(soft(format!("Attribute {here} to {name}"), vec![attribution]));
                    } else {
                        let put = Edit { range: finding.range.clone(), text: value.clone() };
                        fixes.push(soft(
                            format!("Replace {here} by {value} and attribute it to {name}"),
                            vec![put, attribution],
                        ));
                    }
                }
                if let [(a, _), (b, _)] = values.as_slice()
                    && let Some((low, high)) = in_order(a, b)
                {
                    let text = wording().range.replace("{low}", low).replace("{high}", high);
                    let title = format!("Give the range: {text}");
                    fixes.push(soft(title, vec![Edit { range: finding.range.clone(), text }]));
                }
            }
            Some(Reason::Differs { field, draft, source, place }) if finding.code == Code::Overstated => {
                let name = source_name(&self.library, &place.article);
                // Words around a verb seldom read as English in another sentence: its fix is made where they do.
                if *field != STATUS {
                    let put = Edit { range: finding.range.clone(), text: source.clone() };
                    fixes.push(soft(format!("Replace {draft} by {source}, as {name} has it"), vec![put]));
                }
                let attribution = self.attribution(map, judgement, &name);
                fixes.extend(attribution.map(|edit| soft(format!("Attribute this to {name}"), vec![edit])));
            }
            _ => {}
        }
        fixes
    }

    /// Says who says a statement that is supported, by its best source.
    fn attributed(&self, map: &CitationMap, judgement: &Judgement) -> Option<Fix> {
        let best = judgement.evidence.iter().find(|evidence| evidence.stance == Stance::Supports)?;
        let name = source_name(&self.library, &best.place.article);
        if judgement.text.contains(&name) {
            return None;
        }
        let edit = self.attribution(map, judgement, &name)?;
        let title = format!("Attribute this to {name}");
        Some(Fix { title, kind: FixKind::Soften, edits: vec![edit], preferred: false })
    }

    /// The edit that says who says a statement: before its full stop, and before the citations that stand there.
    fn attribution(&self, map: &CitationMap, judgement: &Judgement, source: &str) -> Option<Edit> {
        let text = &self.reading().text;
        let range = &judgement.range;
        let mut end = range.end;
        loop {
            let body = text.get(range.start..end)?;
            let bare = body.trim_end().trim_end_matches(['.', '!', '?', '\u{2026}']).trim_end();
            let before = range.start + bare.len();
            let marker = map.markers.iter().find(|m| m.range.end == before && m.range.start > range.start);
            match marker {
                Some(marker) => end = marker.range.start,
                None if before < end => end = before,
                None => break,
            }
        }
        (end > range.start)
            .then(|| Edit { range: end..end, text: wording().attribution.replace("{source}", source) })
    }

    /// Sources that a statement may be made to cite, besides those that support it: worked out when one is chosen.
    fn choices(&self, map: &CitationMap, judgement: &Judgement) -> Vec<Action> {
        if !citations::may_cite(&self.draft(), map, judgement.sentence) {
            return Vec::new();
        }
        let cited =
            |id: &Arc<str>| map.cited(judgement.sentence).any(|(_, item)| item.article.as_ref() == Some(id));
        let mut choices: Vec<Action> = Vec::new();
        let nearest = judgement.evidence.iter().filter(|evidence| evidence.stance == Stance::Related);
        for article in nearest.map(|evidence| &evidence.place.article) {
            let later = Later { statement: judgement.range.start, article: article.clone() };
            let known = choices.iter().any(|action| action.later.as_ref() == Some(&later));
            let supports = judgement
                .evidence
                .iter()
                .any(|evidence| evidence.stance != Stance::Related && evidence.place.article == *article);
            if !known && !supports && !cited(article) && choices.len() < CHOICES {
                choices.push(Action {
                    title: format!(
                        "Cite {}, which {}{}",
                        source_told(&self.library, article),
                        related(judgement.verdict),
                        map.until_set()
                    ),
                    mends: None,
                    edits: Vec::new(),
                    later: Some(later),
                    preferred: false,
                });
            }
        }
        choices
    }

    /// The edits of an action that was left for later; `None` where they are no longer to be had.
    pub fn work_out(&self, later: &Later) -> Option<Vec<Edit>> {
        let judgements = self.judgements();
        let judgement = judgements.iter().find(|judgement| judgement.range.start == later.statement)?;
        let map = self.citation_map();
        let articles = std::slice::from_ref(&later.article);
        citations::cite(&self.draft(), &map, &self.library, &self.settings, judgement.sentence, articles)
    }

    /// Every safe fix of the findings that are shown at once, as one action; those that touch what another changes are
    /// left out. `None` where there is nothing to mend.
    pub fn fix_all(&self) -> Option<Action> {
        let judgements = self.judgements();
        let mut edits: Vec<Edit> = Vec::new();
        let mut fixes = 0;
        for finding in judgements.iter().flat_map(|judgement| &judgement.findings) {
            let Some(fix) = safe(finding) else { continue };
            let clear = fix.edits.iter().all(|new| {
                edits.iter().all(|old| new.range.end <= old.range.start || old.range.end <= new.range.start)
            });
            if clear {
                edits.extend(fix.edits.iter().cloned());
                fixes += 1;
            }
        }
        edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
        let title = if fixes == 1 {
            "Apply the safe fix of this draft".to_owned()
        } else {
            format!("Apply all {fixes} safe fixes of this draft")
        };
        (fixes > 0).then_some(Action { title, mends: None, edits, later: None, preferred: false })
    }

    /// Numbers the citations by first appearance and brings the source list in that order; `None` where they are so.
    pub fn organize_citations(&self) -> Option<Action> {
        let edits = citations::organize(&self.draft(), &self.citation_map(), &self.library)?;
        let title = "Number the citations in the order of the text".to_owned();
        Some(Action { title, mends: None, edits, later: None, preferred: false })
    }
}

/// The fix of a finding that may be applied without looking: a figure, a date, a hedge or the words of a quotation as the
/// one source has them. Who did it, whether it happened, and which of two readings is meant, a writer decides.
fn safe(finding: &Finding) -> Option<&Fix> {
    let sure = matches!(
        finding.code,
        Code::NumberMismatch | Code::DateMismatch | Code::QuoteAltered | Code::HedgeDropped
    );
    if !sure || finding.severity < Severity::Information {
        return None;
    }
    let mut fixes = finding.fixes.iter().filter(|fix| fix.kind != FixKind::Cite);
    let fix = fixes.next().filter(|fix| fix.preferred)?;
    fixes.next().is_none().then_some(fix)
}

/// Two figures in digits, the lower first.
fn in_order<'a>(a: &'a str, b: &'a str) -> Option<(&'a str, &'a str)> {
    let number = |text: &str| -> Option<f64> {
        let digits = text.starts_with(|c: char| c.is_ascii_digit());
        digits.then(|| text.replace([',', ' ', '\u{a0}'], "").parse().ok())?
    };
    let (x, y) = (number(a)?, number(b)?);
    if x < y { Some((a, b)) } else { (y < x).then_some((b, a)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Room;

    fn applied(text: &str, edits: &[Edit]) -> String {
        let mut out = text.to_owned();
        for edit in edits.iter().rev() {
            out.replace_range(edit.range.clone(), &edit.text);
        }
        out
    }

    fn actions(room: &Room, text: &str, at: &str) -> Vec<(String, String)> {
        let at = text.find(at).expect("the words are there");
        let snapshot = room.snapshot();
        let found = snapshot.actions(at..at);
        let edits = |action: &Action| match &action.later {
            Some(later) => snapshot.work_out(later).unwrap_or_default(),
            None => action.edits.clone(),
        };
        found.iter().map(|action| (action.title.clone(), applied(text, &edits(action)))).collect()
    }

    fn has(actions: &[(String, String)], title: &str, text: &str) {
        assert!(actions.iter().any(|(t, x)| t == title && x == text), "{title}: {actions:#?}");
    }

    #[test]
    fn a_supported_statement_can_be_cited_and_attributed() {
        let text = "The coastguard rescued 212 passengers from the ferry.\n";
        let room = Room::new(text)
            .source("Harbour Wire", "The coastguard rescued 212 passengers from the ferry.")
            .source(
                "Varn Post",
                "The coastguard rescued 212 passengers from the ferry on Friday, officials said.",
            )
            .checked();
        let found = actions(&room, text, "rescued");
        has(
            &found,
            "Cite Harbour Wire",
            "The coastguard rescued 212 passengers from the ferry [1].\n\n## Sources\n\n1. Harbour Wire: What Harbour Wire saw at sea, 15 March 2031\n",
        );
        has(
            &found,
            "Attribute this to Harbour Wire",
            "The coastguard rescued 212 passengers from the ferry, according to Harbour Wire.\n",
        );
        assert!(found.iter().any(|(title, _)| title == "Cite all 2 sources"), "{found:#?}");
    }

    #[test]
    fn a_statement_that_a_source_list_runs_into_is_not_offered_a_citation_that_cannot_be_set() {
        let text = "The ferry carried 212 sheep and a crew of 89.\n    [^1]: Varn Post: A dog on a ferry\n[^2]: Coast Radio: Sheep\n";
        let room =
            Room::new(text).source("Harbour Wire", "The ferry carried 30 cows and a crew of 89.").checked();
        let snapshot = room.snapshot();
        assert!(snapshot.actions(0..text.len()).iter().all(|action| action.later.is_none()));
    }

    #[test]
    fn a_draft_set_in_a_style_says_when_a_new_citation_will_be_shown() {
        let text = "The coastguard rescued 212 passengers from the ferry.\n\n<!-- source-list\n-->\n\nHarbour Wire. 2031.\n\n<!-- /source-list -->\n";
        let room = Room::new(text)
            .source("Harbour Wire", "The coastguard rescued 212 passengers from the ferry.")
            .checked();
        let found = actions(&room, text, "rescued");
        let cite =
            found.iter().find(|(title, _)| title.starts_with("Cite Harbour Wire")).expect("it can be cited");
        assert!(cite.0.ends_with("(shown as written until “copydesk cite --to csl” sets it)"), "{cite:?}");
        assert!(cite.1.starts_with("The coastguard rescued 212 passengers from the ferry [1]."), "{cite:?}");
        assert!(cite.1.contains("<!-- source-list\n"), "{cite:?}");
    }

    #[test]
    fn an_attribution_stands_before_the_citation() {
        let text = "The coastguard rescued 212 passengers from the ferry [1].\n\n## Sources\n\n1. Harbour Wire: What Harbour Wire saw at sea\n";
        let room = Room::new(text)
            .source("Harbour Wire", "The coastguard rescued 212 passengers from the ferry.")
            .checked();
        let found = actions(&room, text, "rescued");
        let expected = text.replace("ferry [1]", "ferry, according to Harbour Wire [1]");
        has(&found, "Attribute this to Harbour Wire", &expected);
    }

    #[test]
    fn where_sources_disagree_one_can_be_named_or_the_range_given() {
        let text = "There were 312 passengers aboard the ferry Aurelia.\n";
        let room = Room::new(text)
            .source("Harbour Wire", "There were 312 passengers aboard the ferry Aurelia, the company said.")
            .source("Coast Radio", "There were 298 passengers aboard the ferry Aurelia.")
            .checked();
        let found = actions(&room, text, "312");
        has(
            &found,
            "Attribute 312 to Harbour Wire",
            "There were 312 passengers aboard the ferry Aurelia, according to Harbour Wire.\n",
        );
        has(
            &found,
            "Replace 312 by 298 and attribute it to Coast Radio",
            "There were 298 passengers aboard the ferry Aurelia, according to Coast Radio.\n",
        );
        has(
            &found,
            "Give the range: between 298 and 312",
            "There were between 298 and 312 passengers aboard the ferry Aurelia.\n",
        );
    }

    #[test]
    fn only_safe_fixes_are_applied_all_at_once() {
        let text = "Divers recovered 17 containers from the harbour on Sunday.\n";
        let room = Room::new(text)
            .source("Harbour Wire", "Divers recovered 11 containers from the harbour on Sunday.")
            .checked();
        let all = room.snapshot().fix_all().expect("there is one");
        assert_eq!(applied(text, &all.edits), text.replace("17", "11"));
        let calm = Room::new("It rained.").checked();
        assert!(calm.snapshot().fix_all().is_none());
    }

    #[test]
    fn dont_make_three_docker_of_one_without_being_seen() {
        let room = Room::new("One docker was injured on the quay of Osbury on Sunday.\n")
            .source("Harbour Wire", "Three dockers were injured on the quay of Osbury on Sunday.")
            .checked();
        let at = room.snapshot().actions(0..3);
        assert!(at.iter().any(|action| action.title.starts_with("Replace One by Three")), "it is offered");
        assert!(room.snapshot().fix_all().is_none());
    }

    #[test]
    fn citations_are_numbered_in_the_order_of_the_text() {
        let text = "It sank [3]. It burned [1][3].\n\n## Sources\n\n1. Wire\n3. Post\n";
        let room = Room::new(text).checked();
        let action = room.snapshot().organize_citations().expect("they are out of order");
        assert_eq!(
            applied(text, &action.edits),
            "It sank [1]. It burned [2][1].\n\n## Sources\n\n1. Post\n2. Wire\n"
        );
        assert!(
            Room::new("It sank [1].\n\n## Sources\n\n1. Wire\n")
                .checked()
                .snapshot()
                .organize_citations()
                .is_none()
        );
    }
}
