//! What is neither editor nor server: the fact-checker's report in a real Chromium, the server of writing assistants
//! spoken to with the protocol's own client library, and what is written for code scanning beside its schema.

use crate::editors::{copy, run, say, scratch, wait};
use crate::node::npm;
use crate::shell::{root, target};
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What the tests load, by its exact version.
const PACKAGES: [&str; 4] = [
    "playwright-core@1.56.1",
    "axe-core@4.11.0",
    "@modelcontextprotocol/sdk@1.20.2",
    "@microsoft/jest-sarif@1.0.0-beta.0",
];
/// Bytes of the large draft: what a report must still be usable at.
const LARGE: usize = 3_000_000;

/// Where the packages are, if they were installed.
pub(crate) fn packages() -> Option<PathBuf> {
    Some(folder()).filter(|folder| ready(folder).exists())
}

fn folder() -> PathBuf {
    target().join("e2e/pages")
}

fn ready(folder: &Path) -> PathBuf {
    folder.join(format!("{}.ready", PACKAGES.join("+").replace(['/', '@'], "_")))
}

/// Installs the packages under `target/e2e`.
pub(crate) fn setup() -> Result<()> {
    let folder = folder();
    if ready(&folder).exists() {
        return Ok(());
    }
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("package.json"), "{\"private\": true}\n")?;
    // Install scripts fetch browsers, which are not needed.
    run(npm("npm")
        .args(["install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--save-exact"])
        .args(PACKAGES)
        .current_dir(&folder))?;
    Ok(fs::write(ready(&folder), "")?)
}

/// The report of the demo, and that of a draft of [`LARGE`] bytes, as a fact-checker goes through them.
pub(crate) fn report(node: &Path, chromium: &Path, packages: &Path, program: &Path) -> Result<()> {
    let scratch = scratch()?;
    let demo = scratch.path().join("demo");
    copy(&root().join("demo"), &demo)?;
    let large = demo.join("large.md");
    fs::write(&large, long_draft(&fs::read_to_string(demo.join("draft.md"))?))?;
    let shots = target().join("e2e/report");
    fs::create_dir_all(&shots)?;
    for (name, draft) in [("report", demo.join("draft.md")), ("large", large)] {
        let page = scratch.path().join(format!("{name}.html"));
        let started = Instant::now();
        let status = Command::new(program)
            .arg("report")
            .arg(&draft)
            .arg("-o")
            .arg(&page)
            .current_dir(&demo)
            .stdin(Stdio::null())
            .status()
            .context("running copydesk report")?;
        ensure!(status.success(), "copydesk report failed ({status})");
        let mb = fs::metadata(&draft)?.len() as f64 / 1e6;
        say(&format!(
            "the report of {name} ({mb:.2} MB of draft), made in {:.1} s, in Chromium",
            started.elapsed().as_secs_f64()
        ));
        let child = Command::new(node)
            .arg(root().join("tests/e2e/report/run.mjs"))
            .env("COPYDESK_NPM", packages)
            .env("COPYDESK_CHROMIUM", chromium)
            .env("COPYDESK_REPORT", &page)
            .env("COPYDESK_SHOTS", &shots)
            .env("COPYDESK_NAME", name)
            .stdin(Stdio::null())
            .spawn()?;
        let status = wait(child, Duration::from_secs(180))?;
        ensure!(status.success(), "the test of the report failed; see {}", shots.display());
    }
    Ok(())
}

/// The assistant's way through `copydesk mcp`.
pub(crate) fn mcp(node: &Path, packages: &Path, program: &Path) -> Result<()> {
    say("copydesk mcp and the protocol's own client");
    let child = Command::new(node)
        .arg(root().join("tests/e2e/mcp/run.mjs"))
        .env("COPYDESK_NPM", packages)
        .env("COPYDESK_PROGRAM", program)
        .env("COPYDESK_DEMO", root().join("demo"))
        .stdin(Stdio::null())
        .spawn()?;
    let status = wait(child, Duration::from_secs(120))?;
    ensure!(status.success(), "the test of copydesk mcp failed");
    Ok(())
}

/// What `copydesk check` writes for code scanning, beside the schema: the demo, and a folder whose names are not plain, with a
/// source that cannot be read.
pub(crate) fn sarif(node: &Path, packages: &Path, program: &Path) -> Result<()> {
    say("copydesk check --format sarif and the schema of SARIF");
    let scratch = scratch()?;
    let (demo, odd) = (scratch.path().join("demo"), scratch.path().join("Mül%20ler & co"));
    copy(&root().join("demo"), &demo)?;
    copy(&root().join("demo/sources"), &odd.join("sources"))?;
    fs::write(odd.join("sources/torn.pdf"), "%PDF-1.7\nnothing")?;
    fs::write(odd.join("Entwurf 1.md"), "“Ωmega” 🚢: Divers recovered 17 containers on Sunday.\r\n")?;
    let mut logs = Vec::new();
    for (folder, draft, name) in [(&demo, "draft.md", "demo.sarif"), (&odd, "Entwurf 1.md", "odd.sarif")] {
        let output = Command::new(program)
            .args(["check", draft, "--format", "sarif", "--fail-on", "never"])
            .current_dir(folder)
            .stdin(Stdio::null())
            .output()
            .context("running copydesk check")?;
        ensure!(
            output.status.success(),
            "copydesk check failed: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        let log = scratch.path().join(name);
        fs::write(&log, output.stdout)?;
        logs.push(log.to_string_lossy().into_owned());
    }
    let child = Command::new(node)
        .arg(root().join("tests/e2e/sarif/run.mjs"))
        .env("COPYDESK_NPM", packages)
        .env("COPYDESK_LOGS", logs.join("\n"))
        .stdin(Stdio::null())
        .spawn()?;
    let status = wait(child, Duration::from_secs(60))?;
    ensure!(status.success(), "what is written for code scanning is not what its schema asks");
    Ok(())
}

/// The sections of the demo's draft in turn, each in a chapter that no source speaks of; its source list at the end.
fn long_draft(draft: &str) -> String {
    let (body, list) = draft.split_at(draft.find("\n## Sources").unwrap_or(draft.len()));
    let sections: Vec<&str> = body.split("\n## ").skip(1).collect();
    let mut out = String::with_capacity(LARGE + 4_000);
    let mut page = 0;
    for (chapter, section) in (1..).zip(sections.iter().cycle()) {
        if out.len() + list.len() >= LARGE {
            break;
        }
        out += &format!("# Chapter {chapter}\n\n## {section}\n\n");
        for _ in 0..6 {
            for _ in 0..3 {
                page += 1;
                out += &format!(
                    "The clerk of berth {page} kept log {page} of the harbour office. On page {page} she wrote that {} crates of salt \
                     cod stood in shed {page}. Nobody paid rent for shed {page} that winter, and its roof leaked. A cooper named Ansgar \
                     Tolle mended {} barrels there. ",
                    page % 89 + 3,
                    page % 41 + 2,
                );
            }
            out += "\n\n";
        }
    }
    out + list
}
