//! False alarms on measuring sets, held to their bounds. The sets and their scripts are not part of the project:
//! `COPYDESK_BENCH` names their folder.

use crate::shell::{cargo, read, root, run as shell_run, target};
use anyhow::{Context, Result, bail};
use std::path::PathBuf;
use std::process::Command;

/// False alarms allowed per 1,000 claims of each part of `silence.py`.
const SILENCE: [(&str, f64); 4] = [("identity", 0.0), ("leaveout", 2.0), ("crosstalk", 4.0), ("mixed", 2.0)];

/// False alarms allowed per 1,000 correct items of sets of `claims.py`.
const CLAIMS: [(&str, f64); 2] = [("mutated-bbc", 8.0), ("rewritten-wire", 8.0)];

/// Runs both scripts over the release build and fails where an alarm is raised too often.
pub(crate) fn run() -> Result<()> {
    let Some(bench) = folder()? else {
        eprintln!("skipped: COPYDESK_BENCH names no folder of measuring sets");
        return Ok(());
    };
    shell_run(cargo(["build", "--release", "--locked", "--package", "copydesk-cli"]))?;
    let program = target().join("release").join(format!("copydesk{}", std::env::consts::EXE_SUFFIX));
    let script = |name: &str| {
        let mut python = Command::new("python3");
        python.arg(bench.join(name)).arg("--bin").arg(&program);
        python
    };

    let table = read(script("silence.py"))?;
    eprint!("{table}");
    let mut wrong = silence(&table)?;

    let mut claims = script("claims.py");
    claims.arg("--json");
    for (set, _) in CLAIMS {
        claims.arg("--set").arg(set);
    }
    let lines = read(claims)?;
    eprint!("{lines}");
    wrong.extend(claims_past(&lines)?);

    if wrong.is_empty() {
        return Ok(());
    }
    bail!("too many false alarms:\n  {}", wrong.join("\n  "))
}

/// The folder of the scripts, if one is named. One that is not there is an error, not a reason to skip.
fn folder() -> Result<Option<PathBuf>> {
    let Some(named) = std::env::var_os("COPYDESK_BENCH").filter(|v| !v.is_empty()) else { return Ok(None) };
    let path = std::path::absolute(root().join(named))?;
    if !path.join("silence.py").is_file() {
        bail!("COPYDESK_BENCH names {}, where no silence.py stands", path.display());
    }
    Ok(Some(path))
}

/// The parts of the printed table that pass their bound, or that checked too little to say.
fn silence(table: &str) -> Result<Vec<String>> {
    let mut wrong = Vec::new();
    for (part, bound) in SILENCE {
        let line = table
            .lines()
            .find(|l| l.split_whitespace().next() == Some(part))
            .with_context(|| format!("silence.py printed no line for {part}"))?;
        let rate: f64 = line
            .split_once('=')
            .and_then(|(_, rest)| rest.split_whitespace().next())
            .and_then(|word| word.parse().ok())
            .with_context(|| format!("cannot read {line:?}"))?;
        if rate > bound || line.contains("FAILS") {
            wrong.push(format!("{} (allowed {bound})", line.trim()));
        }
    }
    Ok(wrong)
}

/// The sets of the JSON lines that pass their bound.
fn claims_past(lines: &str) -> Result<Vec<String>> {
    let rows: Vec<serde_json::Value> = lines.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let mut wrong = Vec::new();
    for (set, bound) in CLAIMS {
        let row = rows.iter().find(|r| r["set"] == set);
        let rate = row.and_then(|r| r["false_per_k"].as_f64());
        let rate = rate.with_context(|| format!("claims.py printed no figure for {set}"))?;
        if rate > bound {
            wrong.push(format!("{set}: {rate:.1} per 1,000 (allowed {bound})"));
        }
    }
    Ok(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUIET: &str = "\
identity    300 drafts   4131 claims     0 alarms =   0.00 per 1,000 (0.00-0.93)  2.0 s, 2000 claims/s
leaveout    870 drafts    868 claims     1 alarms =   1.15 per 1,000 (0.20-6.50)  2.0 s, 400 claims/s
crosstalk   300 drafts   4131 claims    12 alarms =   2.90 per 1,000 (1.66-5.07)  9.0 s, 450 claims/s
mixed       300 drafts   4131 claims     8 alarms =   1.94 per 1,000 (0.98-3.82)  9.0 s, 450 claims/s
";

    #[test]
    fn passes_a_quiet_run() {
        assert_eq!(silence(QUIET).unwrap(), [""; 0]);
    }

    #[test]
    fn fails_on_one_alarm_too_many() {
        let loud = QUIET.replace("=   1.94", "=   2.01");
        assert_eq!(silence(&loud).unwrap().len(), 1);
        let identity = QUIET.replace("=   0.00", "=   0.24");
        assert_eq!(silence(&identity).unwrap().len(), 1);
    }

    #[test]
    fn fails_when_too_little_was_checked_or_a_part_is_missing() {
        let few = QUIET.replacen("claims/s", "claims/s  FAILS: only 3 claims checked", 1);
        assert_eq!(silence(&few).unwrap().len(), 1);
        assert!(silence("").is_err());
    }

    #[test]
    fn holds_the_sets_to_their_bound() {
        let rows = "{\"set\": \"mutated-bbc\", \"false_per_k\": 0.0}\n{\"set\": \"rewritten-wire\", \"false_per_k\": 8.5}\n";
        assert_eq!(claims_past(rows).unwrap(), ["rewritten-wire: 8.5 per 1,000 (allowed 8)"]);
        assert!(claims_past("").is_err());
    }
}
