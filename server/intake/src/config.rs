//! `copydesk.toml`: what a newsroom sets for a folder, and what is wrong with it, by line.

use copydesk_checking::settings::{CitationStyleChoice, Strictness};
use copydesk_checking::{Code, Settings, Severity};
use copydesk_tagging::Kind;
use copydesk_tagging::actors::Alias;
use globset::Glob;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// The name of the file, in the root of the workspace.
pub const CONFIG_FILE: &str = "copydesk.toml";

/// The commented file that `copydesk init` writes: every key, with the value that holds without it.
pub const DEFAULT_CONFIG: &str = include_str!("default.toml");

/// What `copydesk.toml` says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// Files, folders or globs, relative to the workspace. Empty: the folders that are looked for by name.
    pub sources: Vec<String>,
    /// Files, folders or globs, relative to the workspace. Empty: whatever prose is open.
    pub drafts: Vec<String>,
    /// The style citations are written in; `None` where the file does not say.
    pub citation_style: Option<CitationStyleChoice>,
    /// The CSL style that citations are set in: a `.csl` file, relative to the workspace.
    pub csl: Option<String>,
    /// How much is said.
    pub strictness: Strictness,
    /// Severities set by hand; `None` switches the code off.
    pub codes: BTreeMap<Code, Option<Severity>>,
    /// Names that are one actor by the newsroom's word.
    pub aliases: Vec<Alias>,
    /// What the newsroom says of outlets, by name.
    pub outlets: BTreeMap<String, Outlet>,
}

/// What a newsroom says of an outlet, in words of its own; counted by `copydesk coverage`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outlet {
    /// Where it leans.
    pub lean: Option<String>,
    /// How far its facts are to be trusted.
    pub factuality: Option<String>,
}

/// A `copydesk.toml` that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}:{line}: {message}", path.display())]
pub struct ConfigError {
    /// The file.
    pub path: PathBuf,
    /// The line, from 1.
    pub line: usize,
    /// Bytes of the file that are to blame.
    pub range: Range<usize>,
    /// What is wrong and what may have been meant.
    pub message: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    #[serde(default)]
    sources: OneOrMany,
    #[serde(default)]
    drafts: OneOrMany,
    citation_style: Option<toml::Spanned<String>>,
    csl: Option<toml::Spanned<String>>,
    strictness: Option<toml::Spanned<String>>,
    #[serde(default)]
    codes: BTreeMap<toml::Spanned<String>, toml::Spanned<String>>,
    /// Kind, name, other names.
    #[serde(default)]
    aliases: BTreeMap<toml::Spanned<String>, BTreeMap<toml::Spanned<String>, OneOrMany>>,
    #[serde(default)]
    outlets: BTreeMap<String, Outlet>,
}

#[derive(Default, Deserialize)]
#[serde(untagged, expecting = "a text or a list of texts")]
enum OneOrMany {
    #[default]
    None,
    One(String),
    Many(Vec<String>),
}

impl From<OneOrMany> for Vec<String> {
    fn from(value: OneOrMany) -> Self {
        match value {
            OneOrMany::None => Vec::new(),
            OneOrMany::One(one) => vec![one],
            OneOrMany::Many(many) => many,
        }
    }
}

const STYLES: [(&str, CitationStyleChoice); 5] = [
    ("as-in-draft", CitationStyleChoice::AsInDraft),
    ("numeric", CitationStyleChoice::Numeric),
    ("footnote", CitationStyleChoice::Footnote),
    ("pandoc", CitationStyleChoice::Pandoc),
    ("link", CitationStyleChoice::Link),
];

const STRICTNESS: [(&str, Strictness); 3] =
    [("quiet", Strictness::Quiet), ("normal", Strictness::Normal), ("strict", Strictness::Strict)];

const SEVERITIES: [(&str, Option<Severity>); 5] = [
    ("off", None),
    ("hint", Some(Severity::Hint)),
    ("information", Some(Severity::Information)),
    ("warning", Some(Severity::Warning)),
    ("error", Some(Severity::Error)),
];

const ALIASED: [(&str, Kind); 3] =
    [("person", Kind::Person), ("organization", Kind::Organization), ("place", Kind::Place)];

impl Config {
    /// Reads the text of a `copydesk.toml`; `path` is for messages.
    ///
    /// # Errors
    /// The first thing that is wrong, with its line, and the nearest known name where a name is unknown.
    pub fn parse(text: &str, path: &Path) -> Result<Self, ConfigError> {
        let fail = |range: Range<usize>, message: String| {
            let start = (0..=range.start.min(text.len())).rev().find(|&at| text.is_char_boundary(at));
            let line = text[..start.unwrap_or(0)].bytes().filter(|&b| b == b'\n').count() + 1;
            ConfigError { path: path.to_owned(), line, range, message }
        };
        let file: File = toml::from_str(text.strip_prefix('\u{feff}').unwrap_or(text)).map_err(|error| {
            let message = error.message().trim();
            let unknown = message.strip_prefix("unknown field `").and_then(|rest| rest.split_once('`'));
            let message = match unknown {
                // "unknown field `x`, expected one of `a`, `b`": the names after the first quoted one are known.
                Some((unknown, rest)) => unknown_name("key", unknown, rest.split('`').skip(1).step_by(2)),
                None => wrong_type(message, text, error.span()),
            };
            fail(error.span().unwrap_or(0..0), message)
        })?;
        let mut config = Config {
            sources: file.sources.into(),
            drafts: file.drafts.into(),
            outlets: file.outlets,
            ..Config::default()
        };
        for pattern in config.sources.iter().chain(&config.drafts) {
            if let Err(error) = Glob::new(pattern) {
                let at = text.find(pattern.as_str()).map_or(0..0, |at| at..at + pattern.len());
                return Err(fail(at, format!("{pattern:?} is no pattern of files: {}", error.kind())));
            }
        }
        if let Some(csl) = file.csl {
            if !csl.get_ref().ends_with(".csl") {
                return Err(fail(
                    csl.span(),
                    "\"csl\" names a .csl file, as \"styles/house.csl\"".to_owned(),
                ));
            }
            config.csl = Some(csl.into_inner());
        }
        if let Some(style) = file.citation_style {
            config.citation_style =
                Some(pick("citation style", style.get_ref(), &STYLES).map_err(|m| fail(style.span(), m))?);
        }
        if let Some(strictness) = file.strictness {
            config.strictness = pick("strictness", strictness.get_ref(), &STRICTNESS)
                .map_err(|m| fail(strictness.span(), m))?;
        }
        for (code, severity) in file.codes {
            let known = Code::from_str(code.get_ref()).map_err(|_| {
                fail(
                    code.span(),
                    unknown_name("code", code.get_ref(), Code::ALL.iter().map(|code| code.name())),
                )
            })?;
            let severity =
                pick("severity", severity.get_ref(), &SEVERITIES).map_err(|m| fail(severity.span(), m))?;
            config.codes.insert(known, severity);
        }
        for (kind, names) in file.aliases {
            let kind = pick("kind of actor", kind.get_ref(), &ALIASED).map_err(|m| fail(kind.span(), m))?;
            for (first, others) in names {
                let others: Vec<String> = others.into();
                let names: Vec<String> = std::iter::once(first.get_ref().clone()).chain(others).collect();
                if names.iter().any(|name| name.trim().is_empty()) {
                    return Err(fail(first.span(), "an alias needs a name".to_owned()));
                }
                config.aliases.push(Alias { kind, names });
            }
        }
        Ok(config)
    }

    /// Reads the file at `path`; a file that is not there is an empty one.
    ///
    /// # Errors
    /// As [`Config::parse`], or the file cannot be read.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        match std::fs::read_to_string(path) {
            Ok(text) => Self::parse(&text, path),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(ConfigError {
                path: path.to_owned(),
                line: 1,
                range: 0..0,
                message: format!("cannot be read: {error}"),
            }),
        }
    }

    /// `text` of a `copydesk.toml` with a code switched off; what else stands there stays as it is.
    ///
    /// # Errors
    /// The text has a mistake, or sets its codes in a way that is left to people.
    pub fn with_code_off(text: &str, code: Code) -> Result<String, ConfigError> {
        let path = Path::new(CONFIG_FILE);
        Self::parse(text, path)?;
        let setting = format!("{} = \"off\"\n", code.name());
        let mut changed = String::with_capacity(text.len() + 64);
        let (mut inside, mut done) = (false, false);
        for line in text.split_inclusive('\n') {
            let trimmed = line.trim();
            let key = trimmed.split('=').next().unwrap_or_default().trim().trim_matches(['"', '\'']);
            if trimmed.starts_with('[') {
                inside = trimmed == "[codes]";
            } else if inside && key == code.name() {
                // It stands under the header already.
                continue;
            }
            changed.push_str(line);
            if inside && trimmed.starts_with('[') {
                if !changed.ends_with('\n') {
                    changed.push('\n');
                }
                changed.push_str(&setting);
                done = true;
            }
        }
        if !done {
            if !changed.is_empty() {
                changed = changed.trim_end().to_owned() + "\n\n";
            }
            changed.push_str("[codes]\n");
            changed.push_str(&setting);
        }
        Self::parse(&changed, path).map(|_| changed)
    }

    /// What the checker is told.
    pub fn settings(&self) -> Settings {
        Settings {
            strictness: self.strictness,
            codes: self.codes.clone(),
            citations: self.citation_style.unwrap_or_default(),
            aliases: self.aliases.clone(),
            ..Settings::default()
        }
    }
}

/// "invalid type: integer `4`, expected a string" in words, with the key that has it: "strictness wants a text in quotation
/// marks, not 4". Other messages are left as they are.
fn wrong_type(message: &str, text: &str, span: Option<Range<usize>>) -> String {
    const MANY: &str = "a text or a list of texts";
    let (got, wanted) =
        match message.strip_prefix("invalid type: ").and_then(|rest| rest.split_once(", expected ")) {
            Some((got, wanted)) => (Some(got), wanted),
            None if message == MANY => (None, MANY),
            None => return message.to_owned(),
        };
    let wanted = match wanted {
        "a string" => "a text in quotation marks",
        "struct Outlet" => "a table, as { lean = \"center\", factuality = \"high\" }",
        "a map" => "a table",
        other => other,
    };
    let before =
        span.and_then(|span| text.get(..span.start)).and_then(|text| text.trim_end().strip_suffix('='));
    let key = before.and_then(|text| text.trim_end().rsplit(['\n', '{', ',']).next());
    let key = key.map_or("this", |key| key.trim().trim_matches(['"', '\'']));
    // Of "integer `4`" the value alone.
    let got = got.map(|got| match (got.split_once('`'), got.split_once('"')) {
        (Some((_, value)), _) => value.trim_end_matches('`').to_owned(),
        (None, Some((_, value))) => format!("\"{value}"),
        (None, None) => format!("a {}", got.replace("sequence", "list").replace("map", "table")),
    });
    got.map_or_else(|| format!("{key} wants {wanted}"), |got| format!("{key} wants {wanted}, not {got}"))
}

fn pick<T: Copy>(what: &str, name: &str, known: &[(&str, T)]) -> Result<T, String> {
    known
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, value)| *value)
        .ok_or_else(|| unknown_name(what, name, known.iter().map(|(name, _)| *name)))
}

/// The name that was most likely meant, if one is near.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = name.to_lowercase();
    known
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(&lower, candidate), candidate))
        .filter(|(score, _)| *score >= 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, near)| near)
}

/// "there is no code named "x"; did you mean "y"?", or the whole list where nothing is near.
fn unknown_name<'a>(what: &str, name: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.into_iter().collect();
    match nearest(name, known.iter().copied()) {
        Some(near) => format!("there is no {what} named {name:?}; did you mean {near:?}?"),
        None => format!("there is no {what} named {name:?}; known are {}", known.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Config, ConfigError> {
        Config::parse(text, Path::new("copydesk.toml"))
    }

    #[test]
    fn the_default_file_says_what_holds_without_it() {
        assert_eq!(parse(DEFAULT_CONFIG), Ok(Config::default()));
    }

    /// Each line of the default file that holds a setting can be switched on by taking its `# ` away.
    #[test]
    fn every_commented_setting_of_the_default_file_is_valid() {
        let on: String = DEFAULT_CONFIG
            .lines()
            .map(|line| match line.strip_prefix("#: ") {
                Some(setting) => format!("{setting}\n"),
                None => format!("{line}\n"),
            })
            .collect();
        let config = parse(&on).expect("the settings of the default file");
        assert!(!config.sources.is_empty() && !config.drafts.is_empty() && !config.codes.is_empty());
        assert_eq!(config.aliases.len(), 2);
    }

    #[test]
    fn reads_every_key() {
        let config = parse(
            "sources = [\"wires\", \"notes/*.md\"]\ndrafts = \"story.md\"\ncitation-style = \"footnote\"\n\
             strictness = \"strict\"\n[codes]\nuncited = \"off\"\noutdated = \"error\"\n",
        )
        .expect("a good file");
        assert_eq!(config.sources, ["wires", "notes/*.md"]);
        assert_eq!(config.drafts, ["story.md"]);
        let settings = config.settings();
        assert_eq!(settings.citations, CitationStyleChoice::Footnote);
        assert_eq!(settings.severity(Code::Uncited), None);
        assert_eq!(settings.severity(Code::Outdated), Some(Severity::Error));
    }

    #[test]
    fn csl_names_a_file() {
        assert_eq!(
            parse("csl = \"styles/bay.csl\"\n").expect("a file").csl.as_deref(),
            Some("styles/bay.csl")
        );
        assert!(parse("csl = \"apa\"\n").expect_err("no file").message.contains(".csl file"));
    }

    #[test]
    fn an_unknown_key_names_its_line_and_the_nearest() {
        let error = parse("drafts = []\nsource = [\"wires\"]\n").expect_err("source is no key");
        assert_eq!(error.line, 2);
        assert!(error.message.contains("did you mean \"sources\""), "{}", error.message);
    }

    #[test]
    fn an_unknown_key_of_an_outlet_names_those_of_outlets() {
        let error = parse("[outlets]\n\"Harbour Wire\" = { leen = \"left\" }\n").expect_err("leen is no key");
        assert_eq!(error.line, 2);
        assert!(error.message.contains("did you mean \"lean\""), "{}", error.message);
    }

    #[test]
    fn a_pattern_that_is_none_names_its_line() {
        let error = parse("sources = [\"wires\"]\ndrafts = [\"notes/[a.md\"]\n").expect_err("open bracket");
        assert_eq!(error.line, 2);
        assert!(error.message.starts_with("\"notes/[a.md\" is no pattern"), "{}", error.message);
    }

    #[test]
    fn reads_aliases_by_kind() {
        let text = "[aliases.organization]\n\"Kestrel Harbour Trust\" = [\"KHT\", \"the Board\"]\n[aliases.place]\nVarn = \"Old Varn\"\n";
        let config = parse(text).expect("a good file");
        let names: Vec<(Kind, Vec<&str>)> = config
            .aliases
            .iter()
            .map(|alias| (alias.kind, alias.names.iter().map(String::as_str).collect()))
            .collect();
        assert_eq!(
            names,
            [
                (Kind::Organization, vec!["Kestrel Harbour Trust", "KHT", "the Board"]),
                (Kind::Place, vec!["Varn", "Old Varn"])
            ]
        );
        let error = parse("[aliases.persn]\n\"Orla Venn\" = [\"Venn\"]\n").expect_err("misspelt");
        assert_eq!(error.line, 1);
        assert!(error.message.contains("did you mean \"person\""), "{}", error.message);
    }

    #[test]
    fn an_unknown_code_or_severity_names_its_line() {
        let error = parse("[codes]\nnumber-mismach = \"off\"\n").expect_err("misspelt");
        assert_eq!(error.line, 2);
        assert!(error.message.contains("number-mismatch"), "{}", error.message);
        let error = parse("[codes]\n\nuncited = \"loud\"\n").expect_err("no severity");
        assert_eq!(error.line, 3);
        assert!(error.message.contains("off, hint, information"), "{}", error.message);
    }

    #[test]
    fn a_code_is_switched_off_and_the_rest_left_as_it_is() {
        for (before, after) in [
            ("", "[codes]\nuncited = \"off\"\n"),
            (
                "# ours\nstrictness = \"quiet\"",
                "# ours\nstrictness = \"quiet\"\n\n[codes]\nuncited = \"off\"\n",
            ),
            (
                "[codes]\noutdated = \"hint\"\nuncited = \"hint\"\n",
                "[codes]\nuncited = \"off\"\noutdated = \"hint\"\n",
            ),
            ("[codes]", "[codes]\nuncited = \"off\"\n"),
        ] {
            let changed = Config::with_code_off(before, Code::Uncited).expect("a good file");
            assert_eq!(changed, after);
            assert_eq!(parse(&changed).expect("good").codes.get(&Code::Uncited), Some(&None));
        }
        assert!(Config::with_code_off("codes = { outdated = \"off\" }\n", Code::Uncited).is_err());
        assert!(Config::with_code_off("[codes\n", Code::Uncited).is_err());
    }

    #[test]
    fn broken_toml_names_its_line() {
        assert!(parse("sources = [\"a\"]\ndrafts = [\n").expect_err("open list").line > 1);
        assert_eq!(parse("sources = 3\n").expect_err("no text").line, 1);
    }
}
