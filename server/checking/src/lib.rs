//! Floor 4: claims held against evidence. Verdicts with their reasons as values, and fixes.
//!
//! The way of a claim: `pass` sees whether it has to be judged anew, `evidence` finds the sentences that bear on it, `align` tells
//! which item of the one answers to which of the other. `conflict` and `doubt` gather what differs and what speaks against it,
//! behind the `gate`, which asks whether both tell of one event; `support` weighs what bears it out. `judge` makes a verdict of all
//! that, and `message` the sentence for people.
//!
//! Pure: no file, clock, network, thread or environment.

mod align;
mod analysis;
pub mod calibration;
mod case;
pub mod citations;
pub mod code;
pub mod compare;
mod conflict;
mod details;
mod doubt;
mod evidence;
mod fix;
mod gate;
mod judge;
mod key;
mod knowledge;
pub mod message;
mod parts;
mod pass;
mod people;
pub mod quotes;
pub mod settings;
mod shown;
mod slot;
mod stated;
mod support;
mod table;
pub mod training;
mod values;
pub mod verdict;
mod view;

pub use code::{Code, Severity};
pub use settings::{CitationStyleChoice, Settings, Strictness};
pub use slot::Features;
pub use verdict::{
    Edit, Evidence, Field, Finding, Fix, FixKind, Judgement, Part, Place, Reason, Stance, Verdict, Weighed,
};

use analysis::claims::Checkable;
use citations::CitationMap;
use copydesk_library::Library;
use copydesk_tagging::Tagged;
use pass::Pass;

pub use pass::Cache;

/// A draft as it is checked.
#[derive(Debug)]
pub struct Draft<'a> {
    /// Its path relative to the workspace, for citations by relative link.
    pub path: Option<&'a str>,
    /// Its decoded text.
    pub text: &'a str,
    /// Its prose.
    pub prose: &'a copydesk_text::Prose,
    /// Its mentions.
    pub tagged: &'a Tagged,
}

/// Who does several pieces of work at a time, where there is somebody: this crate knows no threads.
pub trait Hands {
    /// Calls `task` with each number below `count` once, in any order, and returns when all are done.
    fn share(&self, count: usize, task: &(dyn Fn(usize) + Sync));

    /// Told now and then how many of the statements that have to be judged are.
    fn told(&self, _done: usize, _of: usize) {}
}

/// [`check`] with several hands: the judgements are the same.
pub fn check_with(
    draft: &Draft<'_>,
    library: &Library,
    settings: &Settings,
    cache: &mut Cache,
    cancelled: &dyn Fn() -> bool,
    hands: &dyn Hands,
) -> Vec<Judgement> {
    checked(draft, library, settings, cache, cancelled, Some(hands))
}

/// Holds every statement of a draft against the library. Judgements are in the order of the draft. `cancelled` is
/// asked between claims; when it says yes the judgements made so far are returned.
pub fn check(
    draft: &Draft<'_>,
    library: &Library,
    settings: &Settings,
    cache: &mut Cache,
    cancelled: &dyn Fn() -> bool,
) -> Vec<Judgement> {
    checked(draft, library, settings, cache, cancelled, None)
}

fn checked(
    draft: &Draft<'_>,
    library: &Library,
    settings: &Settings,
    cache: &mut Cache,
    cancelled: &dyn Fn() -> bool,
    hands: Option<&dyn Hands>,
) -> Vec<Judgement> {
    let shelf = cache.shelf(library);
    let map = CitationMap::on(draft, shelf);
    let stated = draft.tagged.stated.as_deref().map(|tagged| Draft { tagged, ..*draft });
    let pass = Pass::new(draft, stated.as_ref(), library, settings, &map, cache);
    if let Some(hands) = hands {
        pass.judge_ahead(cache, cancelled, hands);
    }
    let mut judgements = Vec::new();
    for index in 0..draft.tagged.sentences.len() {
        if cancelled() {
            break;
        }
        match pass.checkable(index) {
            Checkable::Yes => judgements.push(pass.judge(cache, index)),
            Checkable::No => judgements.push(judge::not_checkable(draft, index)),
            Checkable::TooLong => {
                let before = judgements.last();
                judgements.extend(analysis::overlong::judgement(draft, index, before, library, settings));
            }
            Checkable::Nothing => {}
        }
    }
    values::tally::drop_told(&mut judgements, draft);
    support::lean(&mut judgements);
    calibration::apply(&mut judgements, settings);
    if !cancelled() {
        add_citation_findings(draft, &map, library, settings, &mut judgements, hands);
    }
    cache.forget();
    judgements
}

/// Adds what is wrong with the citations. An entry of the source list is no claim; what is wrong with one is carried by
/// a judgement that says so.
fn add_citation_findings(
    draft: &Draft<'_>,
    map: &CitationMap,
    library: &Library,
    settings: &Settings,
    judgements: &mut Vec<Judgement>,
    hands: Option<&dyn Hands>,
) {
    for (index, finding) in citations::findings(draft, map, judgements, library, settings, hands) {
        let carrier = index.or_else(|| {
            judgements
                .iter()
                .position(|j| j.range.start <= finding.range.start && finding.range.end <= j.range.end)
        });
        if let Some(judgement) = carrier.and_then(|index| judgements.get_mut(index)) {
            judgement.findings.push(finding);
            judgement.findings.sort_by_key(|f| (f.range.start, f.range.end));
            continue;
        }
        let sentence =
            draft.tagged.sentences.partition_point(|s| s.sentence.source.end <= finding.range.start);
        if let Some(mut judgement) =
            (sentence < draft.tagged.sentences.len()).then(|| judge::not_checkable(draft, sentence))
        {
            judgement.range = finding.range.clone();
            judgement.text = draft.text[finding.range.clone()].to_owned();
            judgement.findings.push(finding);
            judgements.push(judgement);
        }
    }
    judgements.sort_by_key(|judgement| judgement.range.start);
}
