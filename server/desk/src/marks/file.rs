//! The marks of a workspace as they stand in its file: read with their mistakes by place, added to and taken from
//! without touching what else stands there.

use super::{Ignored, Marks, Verified};
use copydesk_checking::Code;
use copydesk_text::one_line;
use jiff::civil::Date;
use serde::Deserialize;
use std::ops::Range;
use std::str::FromStr;
use toml::Spanned;

/// Where the marks stand, relative to the root of the workspace.
pub const MARKS_FILE: &str = ".copydesk/marks.toml";

/// The first lines of a new file.
const HEAD: &str = "\
# What was decided about findings and statements of the drafts in this folder. Written by copydesk; may be edited.
# [[ignored]] is not shown; [[verified]] was checked by other means than the sources. `fact` stands for the words of the
# statement: an entry holds wherever and as long as the statement reads as in `text`.
";

/// What is wrong with the file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct MarksError {
    /// Bytes of the file.
    pub range: Range<usize>,
    /// What is wrong and what to do.
    pub message: String,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    ignored: Vec<Spanned<IgnoredEntry>>,
    verified: Vec<Spanned<VerifiedEntry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IgnoredEntry {
    fact: Option<String>,
    file: Option<String>,
    code: Option<Spanned<String>>,
    words: Option<String>,
    text: Option<String>,
    reason: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VerifiedEntry {
    fact: String,
    text: Option<String>,
    note: String,
    by: String,
    on: Option<Spanned<toml::value::Datetime>>,
}

impl Marks {
    /// Reads the text of the file.
    ///
    /// # Errors
    /// The first thing that is wrong, with its place.
    pub fn parse(text: &str) -> Result<Self, MarksError> {
        let fail = |range: Range<usize>, message: String| MarksError { range, message };
        let file: File = toml::from_str(text)
            .map_err(|error| fail(error.span().unwrap_or(0..0), error.message().trim().to_owned()))?;
        let mut marks = Marks::default();
        for entry in file.ignored {
            let range = entry.span();
            let entry = entry.into_inner();
            if entry.fact.is_none() && (entry.file.is_none() || entry.code.is_none()) {
                let message = "names neither a statement (`fact`) nor a `code` in a `file`: take the entry out, or \
                               switch a code off for all drafts in copydesk.toml, under [codes]";
                return Err(fail(range, message.to_owned()));
            }
            let code = match entry.code {
                None => None,
                Some(name) => Some(Code::from_str(name.get_ref()).map_err(|message| {
                    fail(name.span(), format!("{message}; `copydesk explain` lists them"))
                })?),
            };
            let IgnoredEntry { fact, file, words, text, reason, .. } = entry;
            marks.ignored.push(Ignored { fact, file, code, words, text, reason });
        }
        for entry in file.verified {
            let range = entry.span();
            let VerifiedEntry { fact, text, note, by, on } = entry.into_inner();
            let on = match on {
                None => None,
                Some(on) => Some(date(on.get_ref()).ok_or_else(|| {
                    fail(on.span(), "`on` is a day, as 2026-03-16 without quotation marks".to_owned())
                })?),
            };
            if note.trim().is_empty() || by.trim().is_empty() {
                let message =
                    "counts once `note` says how the statement was checked and `by` who has checked it";
                return Err(fail(range, message.to_owned()));
            }
            marks.verified.push(Verified { fact, text, note, by, on });
        }
        Ok(marks)
    }

    /// `file` with another entry; as it is if the entry is there already.
    pub fn with_ignored(file: &str, entry: &Ignored) -> String {
        let known = Self::parse(file).is_ok_and(|marks| marks.ignored.contains(entry));
        if known {
            return file.to_owned();
        }
        let mut lines = vec!["[[ignored]]".to_owned()];
        let mut add = |key: &str, value: Option<&str>| {
            lines.extend(value.map(|value| format!("{key} = {}", quoted(value))));
        };
        add("fact", entry.fact.as_deref());
        add("file", entry.file.as_deref());
        add("code", entry.code.map(Code::name));
        add("words", entry.words.as_deref());
        add("text", entry.text.as_deref());
        add("reason", entry.reason.as_deref());
        appended(file, &lines)
    }

    /// `file` with a statement that was checked otherwise; an earlier mark on the same statement is replaced.
    pub fn with_verified(file: &str, entry: &Verified) -> String {
        let file = Self::without(file, "verified", |mark: &Verified| mark.fact == entry.fact);
        let mut lines = vec!["[[verified]]".to_owned(), format!("fact = {}", quoted(&entry.fact))];
        lines.extend(entry.text.as_deref().map(|text| format!("text = {}", quoted(text))));
        lines.push(format!("note = {}", quoted(&entry.note)));
        lines.push(format!("by = {}", quoted(&entry.by)));
        lines.extend(entry.on.map(|on| format!("on = {on}")));
        appended(&file, &lines)
    }

    /// `file` without an entry that left something be.
    pub fn without_ignored(file: &str, entry: &Ignored) -> String {
        Self::without(file, "ignored", |other: &Ignored| other == entry)
    }

    /// `file` without the mark on a statement.
    pub fn without_verified(file: &str, fact: &str) -> String {
        Self::without(file, "verified", |mark: &Verified| mark.fact == fact)
    }

    fn without<T: Listed>(file: &str, table: &str, gone: impl Fn(&T) -> bool) -> String {
        let Ok(marks) = Self::parse(file) else { return file.to_owned() };
        let mut index = 0;
        let mut cut = false;
        let mut kept = String::with_capacity(file.len());
        for line in file.split_inclusive('\n') {
            match headed(line) {
                Some(name) if name == table => {
                    cut = T::of(&marks).get(index).is_some_and(&gone);
                    index += 1;
                }
                Some(_) => cut = false,
                None => cut &= !line.trim_start().starts_with('#'),
            }
            if !cut {
                kept.push_str(line);
            }
        }
        kept
    }
}

/// The table of which an entry begins with a line: of `[[ ignored ]] # by hand` "ignored".
fn headed(line: &str) -> Option<&str> {
    let (name, rest) = line.trim().strip_prefix("[[")?.split_once("]]")?;
    matches!(rest.trim_start().chars().next(), None | Some('#')).then(|| name.trim())
}

trait Listed: Sized {
    fn of(marks: &Marks) -> &[Self];
}

impl Listed for Ignored {
    fn of(marks: &Marks) -> &[Self] {
        &marks.ignored
    }
}

impl Listed for Verified {
    fn of(marks: &Marks) -> &[Self] {
        &marks.verified
    }
}

fn appended(file: &str, lines: &[String]) -> String {
    let mut text = if file.trim().is_empty() { HEAD.to_owned() } else { file.trim_end().to_owned() + "\n" };
    text.push('\n');
    for line in lines {
        text.push_str(line);
        text.push('\n');
    }
    text
}

/// A text on one line as TOML has it.
fn quoted(text: &str) -> String {
    let line = one_line(text);
    let mut quoted = String::with_capacity(line.len() + 2);
    quoted.push('"');
    for c in line.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => {}
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

fn date(value: &toml::value::Datetime) -> Option<Date> {
    let date = value.date?;
    let year = i16::try_from(date.year).ok()?;
    Date::new(year, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ignored(fact: &str) -> Ignored {
        Ignored {
            fact: Some(fact.to_owned()),
            code: Some(Code::NumberMismatch),
            words: Some("17".to_owned()),
            text: Some("He said \"no\" \\ twice.".to_owned()),
            ..Ignored::default()
        }
    }

    fn verified(fact: &str, note: &str) -> Verified {
        Verified {
            fact: fact.to_owned(),
            text: None,
            note: note.to_owned(),
            by: "M. Okafor".to_owned(),
            on: Some(jiff::civil::date(2026, 3, 16)),
        }
    }

    #[test]
    fn what_is_written_is_read_again_and_can_be_taken_out() {
        let mut file = Marks::with_ignored("", &ignored("aa"));
        assert_eq!(Marks::with_ignored(&file, &ignored("aa")), file);
        file = Marks::with_ignored(&file, &ignored("bb"));
        file = Marks::with_verified(&file, &verified("cc", "the harbour's log"));
        file = Marks::with_verified(&file, &verified("cc", "the harbour's log, seen twice"));
        let marks = Marks::parse(&file).expect("a good file");
        assert_eq!(marks.ignored, [ignored("aa"), ignored("bb")]);
        assert_eq!(marks.verified, [verified("cc", "the harbour's log, seen twice")]);
        let less = Marks::without_ignored(&file, &ignored("aa"));
        assert_eq!(Marks::parse(&less).expect("a good file").ignored, [ignored("bb")]);
        assert_eq!(Marks::parse(&Marks::without_verified(&less, "cc")).expect("good").verified, []);
        assert!(less.starts_with(HEAD));
    }

    #[test]
    fn comments_of_people_stay() {
        let file = "# ours\n[[ignored]]\nfact = \"aa\"\n# about bb\n[[ignored]]\nfact = \"bb\"\n";
        let gone = Ignored { fact: Some("aa".to_owned()), ..Ignored::default() };
        let less = Marks::without_ignored(file, &gone);
        assert_eq!(less, "# ours\n# about bb\n[[ignored]]\nfact = \"bb\"\n");
    }

    #[test]
    fn dont_take_out_the_next_entry_where_people_wrote_behind_the_brackets() {
        let file = "[[ignored]] # by Nora\nfact = \"aa\"\n\n[[ ignored ]]\nfact = \"bb\"\n";
        let gone = |fact: &str| Ignored { fact: Some(fact.to_owned()), ..Ignored::default() };
        assert_eq!(Marks::without_ignored(file, &gone("aa")), "[[ ignored ]]\nfact = \"bb\"\n");
        assert_eq!(Marks::without_ignored(file, &gone("bb")), "[[ignored]] # by Nora\nfact = \"aa\"\n\n");
    }

    #[test]
    fn mistakes_name_their_place() {
        let wrong = |file: &str| {
            let error = Marks::parse(file).expect_err("a mistake");
            (file.get(error.range.clone()).unwrap_or_default().to_owned(), error.message)
        };
        let (place, message) = wrong("[[ignored]]\nfact = \"aa\"\ncode = \"number-mismach\"\n");
        assert!(place == "\"number-mismach\"" && message.contains("copydesk explain"), "{place}: {message}");
        assert!(wrong("[[ignored]]\nfile = \"draft.md\"\n").1.contains("copydesk.toml"));
        assert!(wrong("[[verified]]\nfact = \"aa\"\nnote = \"\"\nby = \"\"\n").1.contains("`by`"));
        assert!(
            wrong("[[verified]]\nfact = \"aa\"\nnote = \"x\"\nby = \"y\"\non = \"soon\"\n")
                .0
                .contains("soon")
        );
        assert!(wrong("[[veryfied]]\n").1.contains("veryfied"));
    }
}
