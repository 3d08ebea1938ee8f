//! `calibrate`: up to which support of its claim a finding of each code keeps its level, from claims whose labels are
//! known. The same files give the same thresholds: nothing is left to chance.
//!
//! A threshold is chosen on four of five parts of the documents and tried on the fifth, each part once. What is asked
//! of the four is raised until of what is left nine in ten are right: that is asked of all documents in the end.

use crate::labelled::{self, Labelled};
use anyhow::Result;
use copydesk_checking::{Cache, Code, Settings, Verdict, check};
use std::collections::BTreeMap;
use std::fmt::Write;

const CODES: &str = "server/checking/model/codes.toml";

/// Share of the findings of a code that have to be right.
const PRECISION: f64 = 0.9;
/// Parts that the documents fall in.
const PARTS: u32 = 5;
/// Claims with a finding from which a code can be measured.
const ENOUGH: usize = 40;

/// A claim with a finding of a code.
struct Seen {
    support: f32,
    /// The claim is not borne out: the finding is right.
    right: bool,
    part: u32,
}

/// `FILE...`: JSON lines `{"claim", "sources": [text], "label"}`.
pub(crate) fn run(files: &[String]) -> Result<()> {
    let mut seen: BTreeMap<Code, Vec<Seen>> = BTreeMap::new();
    labelled::each(&files.iter().collect::<Vec<_>>(), |claim| look(claim, &mut seen))?;
    let mut out = "# Up to which support of its claim a finding keeps its level. Learnt by `cargo xtask calibrate`; do not edit.\n"
        .to_owned();
    for (code, mut seen) in seen {
        if seen.len() < ENOUGH {
            eprintln!("{code}: {} claims, too few", seen.len());
            continue;
        }
        seen.sort_by(|a, b| a.support.total_cmp(&b.support));
        let all = share(&seen.iter().collect::<Vec<_>>());
        let (threshold, precision, claims) = calibrate(&seen).unwrap_or((-1.0, all, seen.len()));
        let kept = seen.iter().filter(|seen| seen.support <= threshold).count();
        eprintln!(
            "{code}: {kept} of {} claims up to {threshold:.2}, {:.1}% right",
            seen.len(),
            100.0 * precision
        );
        let _ = write!(
            out,
            "\n[[code]]\ncode = \"{code}\"\nsupport = {threshold:.2}\nprecision = {precision:.3}\nclaims = {claims}\nall = {all:.3}\n"
        );
    }
    std::fs::write(CODES, out)?;
    Ok(())
}

/// Judges a claim. Several statements share one label: nobody knows which of them it is about, so they are left out.
fn look(claim: &Labelled<'_>, seen: &mut BTreeMap<Code, Vec<Seen>>) {
    let Labelled { item, source, draft, library } = claim;
    let judgements = check(draft, library, &Settings::default(), &mut Cache::default(), &|| false);
    let mut statements = judgements.iter().filter(|judgement| judgement.verdict != Verdict::NotCheckable);
    let (Some(judgement), None) = (statements.next(), statements.next()) else { return };
    // Those are never more than hints.
    let said = judgement.findings.iter().filter(|finding| !finding.is_of_words());
    let mut codes: Vec<Code> = said.map(|finding| finding.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let part = source.bytes().fold(0x811c_9dc5, |hash, b| (hash ^ u32::from(b)).wrapping_mul(0x0100_0193));
    for code in codes {
        let right = item["label"] != "supported";
        let one = Seen { support: judgement.support, right, part: (part >> 7) % PARTS };
        seen.entry(code).or_default().push(one);
    }
}

/// A threshold, the share that is right where it was not chosen, and the number of claims that tells.
fn calibrate(seen: &[Seen]) -> Option<(f32, f64, usize)> {
    (0..10).find_map(|more| {
        let wanted = PRECISION + 0.01 * f64::from(more);
        let tried: Vec<&Seen> = (0..PARTS)
            .filter_map(|part| {
                let threshold = highest(&seen.iter().filter(|s| s.part != part).collect::<Vec<_>>(), wanted)?;
                Some(seen.iter().filter(move |s| s.part == part && s.support <= threshold))
            })
            .flatten()
            .collect();
        let precision = share(&tried);
        let threshold = highest(&seen.iter().collect::<Vec<_>>(), wanted)?;
        (precision >= PRECISION && tried.len() >= ENOUGH / 2).then_some((threshold, precision, tried.len()))
    })
}

/// The highest support up to which this share is right, in hundredths; `seen` is in the order of support.
fn highest(seen: &[&Seen], wanted: f64) -> Option<f32> {
    (0..=100u8).rev().map(|hundredths| f32::from(hundredths) / 100.0).find(|threshold| {
        let kept = &seen[..seen.partition_point(|seen| seen.support <= *threshold)];
        !kept.is_empty() && share(kept) >= wanted
    })
}

fn share(seen: &[&Seen]) -> f64 {
    seen.iter().filter(|seen| seen.right).count() as f64 / seen.len().max(1) as f64
}
