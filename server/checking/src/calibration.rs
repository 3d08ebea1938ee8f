//! Up to which support of its claim a finding keeps its level: one threshold a code, learnt by `cargo xtask calibrate` and
//! kept as data in `server/checking/model/codes.toml`. What a code says of better supported claims is right less than nine
//! times in ten, and is a hint.

use crate::code::Code;
use crate::settings::Settings;
use crate::verdict::Judgement;
use serde::Deserialize;
use std::sync::LazyLock;

/// How a code was measured.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calibrated {
    /// The code.
    pub code: Code,
    /// Findings on claims with more support than this are hints; below zero, all of them are.
    pub support: f32,
    /// Share of the claims with such a finding, at most so well supported, that are indeed not borne out; measured on
    /// documents that the threshold was not chosen on.
    pub precision: f32,
    /// Claims that this share was measured on.
    pub claims: usize,
    /// The same share of all claims with such a finding, however well supported.
    pub all: f32,
}

#[derive(Deserialize)]
struct File {
    code: Vec<Calibrated>,
}

const CODES: &str = include_str!("../model/codes.toml");

static CALIBRATED: LazyLock<Vec<Calibrated>> = LazyLock::new(|| {
    // The file is built in and tested.
    toml::from_str(CODES).map(|file: File| file.code).unwrap_or_default()
});

/// How a code was measured; `None` where the labelled claims have too few of its findings.
pub fn of(code: Code) -> Option<&'static Calibrated> {
    CALIBRATED.iter().find(|calibrated| calibrated.code == code)
}

/// Findings on claims better supported than the threshold of their code become hints; so do words that no source has, of whatever
/// claim: who rewrites has other words.
pub(crate) fn apply(judgements: &mut [Judgement], settings: &Settings) {
    for judgement in judgements {
        let support = judgement.support;
        judgement.findings.retain_mut(|finding| {
            let sure = of(finding.code).is_none_or(|calibrated| support <= calibrated.support);
            if sure && !finding.is_of_words() {
                return true;
            }
            let quieter = settings.hinted(finding.code);
            finding.severity = quieter.unwrap_or(finding.severity);
            quieter.is_some()
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_threshold_is_of_a_code_once_and_right_nine_times_in_ten() {
        let file: File = toml::from_str(CODES).expect("a file of thresholds");
        assert_eq!(file.code.len(), CALIBRATED.len());
        for (at, calibrated) in file.code.iter().enumerate() {
            assert!(file.code[..at].iter().all(|other| other.code != calibrated.code), "{}", calibrated.code);
            assert!(calibrated.support < 0.0 || calibrated.precision >= 0.9, "{}", calibrated.code);
        }
    }
}
