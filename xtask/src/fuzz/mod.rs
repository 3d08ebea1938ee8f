//! Random and hostile text for the floors that read what anybody may have written: none of it may make them panic, and
//! twice as much of it may take about twice as long and no more. Runs on the stable toolchain; what fails is written to
//! `target/fuzz/` so that it can be run again.

mod made;

use anyhow::{Context, Result, bail};
use copydesk_checking::{Cache, Draft, Settings, check};
use copydesk_library::{Article, Library, Metadata};
use copydesk_tagging::{Language, Tagger};
use copydesk_text::{Format, Prose};
use made::{Random, make, rewritten, statements};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A target: its name, what it does with a text and what stands beside it, and how much of a text stands beside.
type Target = (&'static str, fn(&str, &str), Beside);

/// How a text is cut in two before a target gets it.
#[derive(Clone, Copy, PartialEq)]
enum Beside {
    /// Not at all: the second part is empty.
    Nothing,
    /// A third is the draft, the rest is the source. Time goes with the one times the other, so each is measured alone.
    Source,
    /// All of it is the source, and the draft is what somebody careless made of it. Not timed.
    Rewritten,
}

const TARGETS: [Target; 6] = [
    ("text", |text, _| read(text, Format::Text), Beside::Nothing),
    ("markdown", |text, _| read(text, Format::Markdown), Beside::Nothing),
    ("tag-en", |text, _| tag(text, Language::ENGLISH), Beside::Nothing),
    ("tag-de", |text, _| tag(text, german()), Beside::Nothing),
    ("judge", judge, Beside::Source),
    ("rewritten", judge, Beside::Rewritten),
];

/// The longest text that is made, in bytes.
const LONGEST: usize = 64 * 1024;
/// Texts shorter than this are not timed: the clock is too coarse.
const TIMED: usize = 16 * 1024;
/// Twice the text may take this many times as long: two, with room for a busy machine.
const SLOWER: f64 = 3.4;
/// What is over in this time is fast enough, whatever its half took.
const FAST: Duration = Duration::from_millis(60);

/// `cargo xtask fuzz TARGET [--minutes N] [--seed N]`, or `--file PATH` in the place of both to run one text again.
pub(crate) fn run(args: &[String]) -> Result<()> {
    let usage = || {
        let names: Vec<&str> = TARGETS.iter().map(|(name, ..)| *name).collect();
        format!(
            "cargo xtask fuzz TARGET [--minutes N] [--seed N] [--file PATH]; targets: {}",
            names.join(", ")
        )
    };
    let Some((name, rest)) = args.split_first() else { bail!(usage()) };
    let Some(target) = TARGETS.iter().find(|(known, ..)| known == name) else { bail!(usage()) };
    let (mut minutes, mut seed, mut file) = (1.0f64, 1u64, None);
    for pair in rest.chunks(2) {
        match pair {
            [key, value] if key == "--minutes" => minutes = value.parse().with_context(usage)?,
            [key, value] if key == "--seed" => seed = value.parse().with_context(usage)?,
            [key, value] if key == "--file" => file = Some(PathBuf::from(value)),
            _ => bail!(usage()),
        }
    }
    std::panic::set_hook(Box::new(|_| {}));
    if let Some(file) = file {
        let text = String::from_utf8_lossy(&std::fs::read(&file)?).into_owned();
        return one(target, &text).map_err(|fault| anyhow::anyhow!("{}: {fault}", file.display()));
    }
    let until = Instant::now() + Duration::from_secs_f64(minutes * 60.0);
    let mut random = Random(seed.max(1));
    let (mut texts, mut bytes, mut faults) = (0usize, 0usize, 0usize);
    while Instant::now() < until {
        let text = match target.2 {
            Beside::Rewritten => statements(&mut random),
            _ => make(&mut random),
        };
        texts += 1;
        bytes += text.len();
        if let Err(fault) = one(target, &text) {
            faults += 1;
            let path = keep(target.0, faults, &text)?;
            eprintln!("{fault}: {} ({} bytes)", path.display(), text.len());
            if faults == 20 {
                break;
            }
        }
    }
    eprintln!("{}: {texts} texts, {} MB, {faults} faults", target.0, bytes / 1_000_000);
    if faults > 0 {
        bail!("{faults} texts failed");
    }
    Ok(())
}

/// Runs one text: it must not panic, nor take more and more time for each byte the longer it is.
fn one(target: &Target, text: &str) -> std::result::Result<(), String> {
    let (own, beside) = match target.2 {
        Beside::Nothing => (text, ""),
        Beside::Source => text.split_at(at(text, text.len() / 3)),
        Beside::Rewritten => return once(target, &rewritten(text), text).map(drop),
    };
    let first = once(target, own, beside)?;
    if text.len() < TIMED || first < FAST {
        return Ok(());
    }
    grows(target, &|own| (own.into(), beside.into()), own, first)?;
    match target.2 {
        Beside::Nothing | Beside::Rewritten => Ok(()),
        Beside::Source => grows(target, &|beside| (own.into(), beside.into()), beside, first),
    }
}

/// The two parts that a target gets.
type Parts<'a> = (std::borrow::Cow<'a, str>, std::borrow::Cow<'a, str>);

/// Holds a text against its half, and where that shows growth, twice the text against it: what takes long only because
/// its half lacks what matters, or because a bound is not reached yet, does not go on growing.
fn grows<'a>(
    target: &Target,
    parts: &dyn Fn(String) -> Parts<'a>,
    text: &str,
    first: Duration,
) -> std::result::Result<(), String> {
    let least = |text: &str, so_far: Duration| -> std::result::Result<Duration, String> {
        // The least of several is what the text takes; the rest is what else the machine does.
        let (own, beside) = parts(text.to_owned());
        let mut least = so_far;
        for _ in 0..2 {
            least = least.min(once(target, &own, &beside)?);
        }
        Ok(least)
    };
    let steep =
        |whole: Duration, part: Duration| whole > FAST && whole.as_secs_f64() > SLOWER * part.as_secs_f64();
    let half = &text[..at(text, text.len() / 2)];
    // No sentence of the second copy is one of the first: what is kept of one is of no use to the other.
    let twice = format!("{text} {}", text.replace(". ", " again. "));
    let (mut whole, mut part, mut double) = (first, Duration::MAX, Duration::MAX);
    for _ in 0..5 {
        (whole, part) = (least(text, whole)?, least(half, part)?);
        if !steep(whole, part) {
            return Ok(());
        }
        double = least(&twice, double)?;
        if !steep(double, whole) {
            return Ok(());
        }
    }
    Err(format!("slow: {whole:.0?}, its half {part:.0?}, twice as much {double:.0?}"))
}

/// The last place before byte `end` where a text can be cut.
fn at(text: &str, end: usize) -> usize {
    (0..=end.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// What a target takes for a text.
fn once(target: &Target, own: &str, beside: &str) -> std::result::Result<Duration, String> {
    let start = spent();
    catch_unwind(AssertUnwindSafe(|| target.1(own, beside))).map_err(|panic| {
        let said = panic.downcast_ref::<String>().cloned();
        let said = said.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
        format!("panicked: {}", said.unwrap_or_default())
    })?;
    Ok(spent().saturating_sub(start))
}

/// What this thread has computed for so far: the time a busy machine keeps it waiting does not count, where the system says.
fn spent() -> Duration {
    static START: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
    let used = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = used.and_then(|text| text.split(' ').next().and_then(|first| first.parse().ok()));
    nanos.map_or_else(|| START.elapsed(), Duration::from_nanos)
}

fn keep(target: &str, number: usize, text: &str) -> Result<PathBuf> {
    let folder = Path::new("target/fuzz");
    std::fs::create_dir_all(folder)?;
    let path = folder.join(format!("{target}-{number}.txt"));
    std::fs::write(&path, text)?;
    Ok(path)
}

fn german() -> Language {
    Language::all().find(|language| language.code() == "de").unwrap_or_default()
}

/// Reads the prose of a text; every sentence must point at bytes of it.
fn read(text: &str, format: Format) {
    let prose = Prose::new(text, format);
    let mut end = 0;
    for sentence in prose.sentences() {
        assert!(text.get(sentence.source.clone()).is_some(), "a sentence outside the text");
        assert!(sentence.source.end >= end || format == Format::Markdown, "sentences out of order");
        end = sentence.source.end;
        let all = 0..sentence.text.len();
        assert!(text.get(sentence.to_source(all)).is_some(), "a sentence that cannot be pointed at");
    }
}

/// Tags a text; every mention must lie on whole characters of its sentence.
fn tag(text: &str, language: Language) {
    let tagger = Tagger::new(language);
    let prose = Prose::new(text, Format::Text);
    let published = "2025-12-15".parse().ok();
    let tagged = tagger.document(&prose, published, &mut |text| Arc::new(tagger.sentence(text)));
    for sentence in &tagged.sentences {
        for mention in &sentence.mentions {
            assert!(
                sentence.sentence.text.get(mention.range.clone()).is_some(),
                "a mention between characters"
            );
            let place = sentence.sentence.to_source(mention.range.clone());
            assert!(text.get(place).is_some(), "a mention that cannot be pointed at");
        }
    }
    for index in 0..tagged.sentences.len() {
        copydesk_tagging::reporting::attributions(&tagged, index);
    }
}

/// Holds a draft against a source.
fn judge(draft: &str, source: &str) {
    let mut library = Library::default();
    library.insert(Arc::new(Article::from_text("a", source, Format::Text, Metadata::default())));
    let prose = Prose::new(draft, Format::Markdown);
    let tagger = Tagger::english();
    let tagged = tagger.document(&prose, None, &mut |text| Arc::new(tagger.sentence(text)));
    let draft = Draft { path: None, text: draft, prose: &prose, tagged: &tagged };
    for judgement in check(&draft, &library, &Settings::default(), &mut Cache::default(), &|| false) {
        assert!(draft.text.get(judgement.range.clone()).is_some(), "a claim between characters");
        for finding in &judgement.findings {
            assert!(draft.text.get(finding.range.clone()).is_some(), "a finding between characters");
            for edit in finding.fixes.iter().flat_map(|fix| &fix.edits) {
                assert!(draft.text.get(edit.range.clone()).is_some(), "a fix between characters");
            }
        }
        for evidence in judgement.evidence.iter() {
            assert!(source.get(evidence.place.range.clone()).is_some(), "evidence between characters");
        }
    }
}
