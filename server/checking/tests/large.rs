//! What is large or odd: a sentence without an end, a long list, a long table, figures that nobody writes. What is said of it, and
//! that the rest is checked all the same.

mod house;

use copydesk_checking::{Cache, Code, Judgement, Settings, Severity, Verdict, check};
use copydesk_library::{Article, Library, Metadata};
use copydesk_text::{Format, Prose};
use house::{judge_with, library, said, said_from, with_draft};
use std::sync::Arc;

const DAY: &str = "2031-05-06";

/// So many clauses with nothing between them.
fn endless(clauses: usize) -> String {
    let clause =
        |at| format!("the crew waited {at} days at pier {at} and the harbour of Brekke was closed by fog");
    (2..clauses + 2).map(clause).collect::<Vec<_>>().join(" ")
}

fn judged(source: &str, draft: &str, format: Format) -> Vec<Judgement> {
    let mut library = Library::default();
    let meta = Metadata { published: DAY.parse().ok(), ..Metadata::default() };
    library.insert(Arc::new(Article::new("s0", source, Prose::of_source(source, format), meta)));
    with_draft(draft, format, DAY, |draft| {
        check(draft, &library, &Settings::default(), &mut Cache::default(), &|| false)
    })
}

fn said_of(source: &str, draft: &str) -> Vec<String> {
    said_from(Severity::Information, &judge_with(&[(DAY, source)], draft), draft)
}

const FERRY: &str = "The ferry Lund carried 412 passengers to Osterhaven on Monday.";

#[test]
fn a_sentence_of_a_thousand_clauses_is_said_to_be_too_long_and_the_next_is_checked() {
    let draft = format!(
        "In the spring {}. The ferry Lund carried 421 passengers to Osterhaven on Monday.",
        endless(1_000)
    );
    let judgements = judge_with(&[(DAY, FERRY)], &draft);
    assert_eq!(judgements.len(), 2);
    let [long] = &judgements[0].findings[..] else { panic!("one finding") };
    assert_eq!(
        (judgements[0].verdict, long.code, long.severity),
        (Verdict::NotCheckable, Code::TooLong, Severity::Information)
    );
    assert_eq!(&draft[long.range.clone()], "In the spring the crew waited 2 days");
    assert!(judgements[0].text.len() > 80_000 && judgements[0].text.ends_with("closed by fog."));
    assert_eq!(said(&judgements[1..], &draft), ["number-mismatch on 421"]);
}

#[test]
fn what_begins_as_an_opinion_is_too_long_all_the_same() {
    let draft = format!("I think that {}.", endless(100));
    assert_eq!(said_of(FERRY, &draft), ["too-long on I think that the crew waited 2 days"]);
    assert_eq!(judge_with(&[(DAY, FERRY)], &draft).len(), 1);
}

#[test]
fn what_a_source_without_a_full_stop_says_is_evidence() {
    let source = format!(
        "{} the ferry Lund carried 412 passengers to Osterhaven on Monday {}",
        endless(700),
        endless(700)
    );
    assert_eq!(judge_with(&[(DAY, &source)], FERRY)[0].verdict, Verdict::Supported);
}

#[test]
fn ten_thousand_figures_in_one_sentence_are_too_long() {
    let figures: Vec<String> = (0..10_000).map(|at| format!("{at} boats")).collect();
    assert_eq!(
        said_of(FERRY, &format!("The harbour counted {}.", figures.join(", "))),
        ["too-long on The harbour counted 0 boats, 1 boats"]
    );
}

#[test]
fn twenty_thousand_quotation_marks_state_nothing() {
    assert_eq!(said_of(FERRY, &"\"".repeat(20_000)), Vec::<String>::new());
}

#[test]
fn a_sentence_that_goes_on_is_not_too_long_where_lines_end_its_parts() {
    let lines = "- The ferry Lund carried 412 passengers to Osterhaven on Monday\n".repeat(200);
    let judgements = judged(FERRY, &lines, Format::Markdown);
    assert!(judgements.len() == 200 && judgements.iter().all(|one| one.verdict == Verdict::Supported));
}

#[test]
fn too_long_can_be_switched_off() {
    let mut settings = Settings::default();
    settings.codes.insert(Code::TooLong, None);
    let judgements = house::judge(&library([(FERRY, Metadata::default())]), &settings, DAY, &endless(100));
    assert!(judgements.len() == 1 && judgements[0].findings.is_empty());
}

#[test]
fn a_value_is_found_in_a_table_of_five_thousand_rows() {
    let name = |at: usize| -> String {
        [at / 676, at / 26 % 26, at % 26].map(|letter| char::from(b'a' + letter as u8)).iter().collect()
    };
    let row = |at: usize| format!("| Sk{}vik | {} | {} |\n", name(at), at * 7 + 100, at * 3 + 11);
    let head = "# Harbours\n\nTonnes sold\n\n| Port | 2030 | 2031 |\n|---|---|---|\n";
    let source: String = std::iter::once(head.to_owned()).chain((0..5_000).map(row)).collect();
    let draft = format!("{head}{}", row(4_321).replace("30347", "30374"));
    let judgements = judged(&source, &draft, Format::Markdown);
    let found = said_from(Severity::Information, &judgements, &draft);
    assert_eq!(found, ["unsupported-detail on 30374"]);
}

#[test]
fn a_claim_is_found_among_two_thousand_items_of_a_list() {
    let item =
        |at: usize| format!("- The ferry {at} carried {} passengers to Osterhaven on Monday\n", at + 10);
    let source: String = (1_000..3_000).map(item).collect();
    assert_eq!(said_of(&source, "The ferry Lund carried 412 passengers to Brekke on Sunday.").len(), 1);
}

#[test]
fn titles_without_a_verb_are_no_claims_however_many_there_are() {
    let titles: String = (0..3_000).map(|at| format!("# Part {at}\n\n")).collect();
    assert!(judged(FERRY, &titles, Format::Markdown).is_empty());
}

#[test]
fn what_is_nested_deeply_is_checked() {
    let nested: String = (0..300).map(|at| format!("{}- {FERRY}\n", "  ".repeat(at))).collect();
    assert!(judged(FERRY, &nested, Format::Markdown).iter().all(|one| one.verdict == Verdict::Supported));
    let quoted = format!("{} {FERRY}", ">".repeat(2_000));
    assert!(!judged(FERRY, &quoted, Format::Markdown).is_empty());
    let brackets = format!("{}{FERRY}{}", "[(".repeat(2_000), ")]".repeat(2_000));
    judged(FERRY, &brackets, Format::Markdown);
}

#[test]
fn dont_say_whose_a_value_is_in_a_list_of_forty() {
    let boats = |at: usize| format!("Harbour {} had {} boats", char::from(b'A' + at as u8), 10 + at * 3);
    let list = |order: &dyn Fn(usize) -> usize| {
        let each: Vec<String> = (0..20)
            .map(|at| boats(at).replace(&(10 + at * 3).to_string(), &(10 + order(at) * 3).to_string()))
            .collect();
        format!("{}.", each.join(", "))
    };
    let swapped = |at: usize| match at {
        4 => 9,
        9 => 4,
        at => at,
    };
    assert_eq!(said_of(&list(&|at| at), &list(&swapped)), Vec::<String>::new());
}

/// Names that nobody has.
fn nobody(at: usize) -> String {
    let head = char::from(b"BCDFGHKLMNPRST"[at % 14]);
    format!("{head}{}en", ["al", "or", "ir", "un", "es", "ov", "ag", "yd"][at / 14 % 8])
}

/// Held against one another clause by clause, these took minutes.
#[test]
fn dont_ponder_who_did_what_to_whom_in_ninety_clauses() {
    let clauses = |join: &str, tell: &dyn Fn(usize) -> String| {
        format!("{}.", (0..90).map(tell).collect::<Vec<_>>().join(join))
    };
    let warned = |join: &str| clauses(join, &|at| format!("{} warned {}", nobody(at), nobody(at + 1)));
    let left = |join: &str| clauses(join, &|at| format!("{} left", nobody(at)));
    for tell in [&warned as &dyn Fn(&str) -> String, &left] {
        let source = [" and ", " before ", " while ", " after "].map(tell).join(" ").repeat(6);
        assert!(!judge_with(&[(DAY, &source)], &tell(" before ")).is_empty());
    }
}

/// A figure of as many digits as are read.
const HUGE: &str = "9999999999999999999999999999";
const TINY: &str = "0.0000000000000000000000001";

macro_rules! survives {
    ($($name:ident: [$($source:expr),+], $draft:expr;)+) => {
        $(#[test] fn $name() { assert!(!judge_with(&[$((DAY, &*$source.to_owned())),+], &*$draft.to_owned()).is_empty()); })+
    };
}

survives! {
    dont_fall_over_all_but_at_the_end_of_what_is_typed:
        ["The council of Dunmere sold most of the houses in May."], "The council of Dunmere sold all but";
    dont_fall_over_a_share_of_nothing:
        ["In Dunmere -1 of 0 stores closed in May."], "Half of the stores in Dunmere closed in May.";
    dont_fall_over_two_counts_that_lie_too_far_apart_to_be_divided:
        [format!("The council of Dunmere counted {HUGE} houses in May for the school and {TINY} houses in June for the harbour.")],
        format!("The council of Dunmere counted {TINY} houses in May for the school.");
    dont_fall_over_an_age_of_32767:
        ["Nora Dahl was born in 1931 in Dunmere. She died there."], "The 32,767-year-old Nora Dahl died in Dunmere.";
    dont_fall_over_a_quotation_of_one_word_with_forty_thousand_hyphens:
        [format!("The mayor, Nora Dahl, said: \"We will {} home with all ships.\"", "sail-".repeat(40_000))],
        format!("The mayor, Nora Dahl, said: \"We will {} home with all the ships.\"", "sail-".repeat(40_000));
}

#[test]
fn dont_fall_over_a_running_count_that_cannot_be_multiplied() {
    let (first, later) =
        (format!("The storm left {HUGE} dead in Dunmere."), "The storm left 43 dead in Dunmere.");
    assert!(!judge_with(&[(DAY, &first), ("2031-05-08", later)], &first).is_empty());
}
