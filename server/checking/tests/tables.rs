//! A cell of a table is held against the sources together with the heads of its row and its column.

mod house;

use copydesk_checking::{Cache, Judgement, Settings, Verdict, check};
use copydesk_library::{Article, Library, Metadata};
use copydesk_text::{Format, Prose};
use std::sync::Arc;

const KESTREL: &str = "# Harbours of Kestrel Bay\n\nTonnes sold\n\n\
    | Port | 2030 | 2031 |\n|---|---|---|\n| Norhaven | 4,000 | 4,280 |\n| Varnholm | 3,000 | 3,160 |\n| Dunmere | 870 | 915 |\n";
const MEDALS: &str = "# The games\n\nMedals\n\n\
    | Country | Gold | Silver | Bronze |\n|---|---|---|---|\n| Norway | 16 | 8 | 13 |\n| Germany | 12 | 10 | 5 |\n| Sweden | 9 | 6 | 7 |\n";
const FARES: &str = "# Fares\n\n| Ticket | Single (£) | Return (£) |\n|---|---|---|\n| Adult | 4.50 | 8.00 |\n| Child | 2.25 | 4.00 |\n";
const PROSE: &str = "# Norhaven sells more fish\n\nNorhaven sold 4,280 tonnes in 2031, and Varnholm sold 3,160 tonnes in 2031.\n";

fn library(source: &str) -> Library {
    let mut library = Library::default();
    let prose = Prose::of_source(source, Format::Markdown);
    let meta = Metadata { published: "2031-05-06".parse().ok(), ..Metadata::default() };
    library.insert(Arc::new(Article::new("s0", source, prose, meta)));
    library
}

fn judged(source: &str, draft: &str, cache: &mut Cache) -> Vec<Judgement> {
    let library = library(source);
    house::with_draft(draft, Format::Markdown, "2031-05-06", |draft| {
        check(draft, &library, &Settings::default(), cache, &|| false)
    })
}

/// "words -> fix", for every loud finding.
fn told(judgements: &[Judgement], draft: &str) -> Vec<String> {
    let loud =
        |finding: &&copydesk_checking::Finding| finding.severity >= copydesk_checking::Severity::Warning;
    judgements
        .iter()
        .flat_map(|judgement| &judgement.findings)
        .filter(loud)
        .map(|finding| {
            let fix = finding.fixes.first().map_or("", |fix| &fix.edits[0].text);
            format!("{} -> {fix}", &draft[finding.range.clone()])
        })
        .collect()
}

/// A table of a draft, its rows parted by semicolons and its cells by bars.
fn table(over: &str, rows: &str) -> String {
    let mut lines: Vec<String> = rows.split(';').map(|row| format!("|{row}|")).collect();
    lines.insert(
        1,
        format!("|{}", "---|".repeat(rows.split(';').next().map_or(0, |row| row.split('|').count()))),
    );
    format!("# Story\n\n{over}\n\n{}\n", lines.join("\n"))
}

macro_rules! cells {
    ($($name:ident: $source:expr, $over:literal, $rows:literal => [$($want:literal),*];)+) => {
        $(#[test] fn $name() {
            let draft = table($over, $rows);
            assert_eq!(told(&judged($source, &draft, &mut Cache::default()), &draft), Vec::<String>::from([$($want.to_owned()),*]));
        })+
    };
}

macro_rules! statements {
    ($($name:ident: $source:expr, $draft:literal => [$($want:literal),*];)+) => {
        $(#[test] fn $name() {
            assert_eq!(told(&judged($source, $draft, &mut Cache::default()), $draft), Vec::<String>::from([$($want.to_owned()),*]));
        })+
    };
}

cells! {
    a_cell_that_differs_from_prose_is_told: PROSE, "Tonnes sold", "Port|2031;Norhaven|4,720;Varnholm|3,160" => ["4,720 -> 4,280"];
    figures_in_each_other_s_row_are_told: PROSE, "Tonnes sold", "Port|2031;Norhaven|3,160;Varnholm|4,280" => ["3,160 -> 4,280", "4,280 -> 3,160"];
    dont_hold_a_total_against_one_of_its_parts: PROSE, "Tonnes sold", "Port|2031;Norhaven|4,280;Total|12,300" => [];
    dont_hold_what_was_bought_against_what_was_sold: PROSE, "Tonnes bought", "Port|2031;Norhaven|910;Varnholm|740" => [];
    dont_hold_another_year_against_prose: PROSE, "Tonnes sold", "Port|2029|2031;Norhaven|3,511|4,280" => [];
    a_cell_that_differs_from_a_table_is_told: KESTREL, "Tonnes sold", "Port|2030|2031;Norhaven|4,000|4,820;Varnholm|3,000|3,160" => ["4,820 -> 4,280"];
    a_table_without_a_caption_is_known_by_its_other_cells: KESTREL, "", "Port|2030|2031;Norhaven|4,000|4,280;Varnholm|3,000|3,610" => ["3,610 -> 3,160"];
    rows_and_columns_may_change_places: KESTREL, "Tonnes sold", "Year|Norhaven|Varnholm;2030|4,000|3,000;2031|4,820|3,160" => ["4,820 -> 4,280"];
    dont_hold_one_table_against_another_with_the_same_heads: KESTREL, "Tonnes bought", "Port|2030|2031;Norhaven|410|520;Varnholm|77|81;Dunmere|12|9" => [];
    dont_hold_years_against_other_years: KESTREL, "Tonnes sold", "Port|2032|2033;Norhaven|4,111|4,222;Varnholm|3,111|3,222" => [];
    figures_of_two_columns_in_each_other_s_place_are_told: KESTREL, "", "Port|2030|2031;Norhaven|4,000|4,280;Dunmere|915|870" => ["915 -> 870", "870 -> 915"];
    a_right_figure_in_the_wrong_column_is_told: MEDALS, "Medals", "Country|Gold|Silver|Bronze;Norway|16|16|13;Germany|12|10|5" => ["16 -> 8"];
    dont_hold_the_games_of_one_year_against_another: "# The games\n\nMedals in 2026\n\n| Country | Gold | Silver |\n|---|---|---|\n| Norway | 16 | 8 |\n| Sweden | 9 | 6 |\n| Austria | 4 | 4 |\n", "Medals in 2030", "Country|Gold|Silver;Norway|16|9;Sweden|9|6;Austria|4|4" => [];
    prices_in_pounds_are_told: FARES, "", "Ticket|Single (£)|Return (£);Adult|4.50|8.00;Child|2.25|4.50" => ["4.50 -> 4.00"];
    dont_hold_euros_against_pounds: FARES, "", "Ticket|Single (€);Adult|5.20;Child|2.60" => [];
    a_share_rounded_by_the_draft_is_right: "# Result\n\n| Party | Share (%) |\n|---|---|\n| Greens | 13.4 |\n| Civic Union | 38.3 |\n| Harbour List | 48.2 |\n", "", "Party|Share (%);Greens|13;Civic Union|38.3;Harbour List|48" => [];
    a_table_of_two_columns_needs_no_head: "# Norhaven\n\n| | |\n|---|---|\n| Population | 41,200 |\n| Founded | 1284 |\n| Ferries | 12 |\n", "", "|;Population|42,100;Founded|1284;Ferries|12" => ["42,100 -> 41,200"];
    a_unit_in_the_corner_is_that_of_all_cells: "# Kestrel\n\nNet sales were £412.3 million in Q3 2030, Kestrel plc said.\n", "", "£m|Q3 2030;Net sales|421.3" => ["421.3 -> 412.3"];
    dont_take_one_of_two_rows_with_one_head: "# Ports\n\n| Port | Tonnes |\n|---|---|\n| Norhaven | 4,280 |\n| Norhaven | 1,100 |\n| Dunmere | 915 |\n| Varnholm | 3,160 |\n", "", "Port|Tonnes;Norhaven|5,380;Dunmere|915;Varnholm|3,160" => [];
    a_timetable_is_exact: "# Ferries\n\n| Ferry | Departs | Arrives |\n|---|---|---|\n| Alder | 10:15 | 11:05 |\n| Birch | 12:40 | 13:30 |\n", "", "Ferry|Departs|Arrives;Alder|10:15|11:05;Birch|12:45|13:30" => ["12:45 -> 12:40"];
    dont_read_a_column_of_notes_as_figures: "# Ports\n\n| Port | Tonnes | Notes |\n|---|---|---|\n| Norhaven | 4,280 | Shut in March |\n| Varnholm | 3,160 | New quay in 2018 |\n", "", "Port|Tonnes|Notes;Norhaven|4,280|Shut for repairs in March;Varnholm|3,160|It has had a new quay since 2019" => [];
    dont_read_cells_of_a_league_a_round_later: "# League\n\n| Club | P | W | Pts |\n|---|---|---|---|\n| Norhaven | 10 | 7 | 23 |\n| Varnholm | 10 | 6 | 21 |\n| Dunmere | 10 | 4 | 16 |\n", "", "Club|P|W|Pts;Norhaven|11|8|26;Varnholm|11|6|22;Dunmere|11|5|19" => [];
}

statements! {
    a_statement_is_held_against_the_cell_it_names: KESTREL, "Norhaven sold 4,820 tonnes in 2031.\n" => ["4,820 -> 4,280"];
    the_figure_of_another_year_is_told: KESTREL, "Varnholm sold 3,000 tonnes in 2031.\n" => ["3,000 -> 3,160"];
    the_figure_of_another_column_is_told: MEDALS, "Norway won 16 silver medals.\n" => ["16 -> 8"];
    dont_hold_members_against_tonnes: KESTREL, "The fishing union of Norhaven had 2,450 members in 2031.\n" => [];
    dont_hold_a_part_against_the_whole_cell: "# Result\n\n| Candidate | Votes |\n|---|---|\n| Ida Holm | 12,431 |\n| Olin Marsh | 9,870 |\n", "Ida Holm won 2,305 votes in Alderby.\n" => [];
    dont_hold_two_columns_told_together_against_each_other: MEDALS, "Norway won 16 gold and 8 silver medals.\n" => [];
}

fn verdict(source: &str, draft: &str, cell: &str) -> Verdict {
    let judged = judged(source, draft, &mut Cache::default());
    judged.iter().find(|judgement| judgement.text == cell).expect("a claim").verdict
}

#[test]
fn a_cell_that_prose_says_in_other_words_is_borne_out() {
    let draft = table("Tonnes sold", "Port|2031;Norhaven|4,280");
    assert_eq!(verdict(PROSE, &draft, "4,280"), Verdict::Supported);
}

#[test]
fn a_right_figure_under_the_wrong_year_is_not_borne_out() {
    let draft = table("Tonnes sold", "Port|2031|2030;Norhaven|4,000|4,280;Varnholm|3,000|3,160");
    for cell in ["4,000", "4,280"] {
        assert_ne!(verdict(KESTREL, &draft, cell), Verdict::Supported);
    }
}

#[test]
fn a_figure_of_another_row_bears_no_statement_out() {
    let source =
        "# Result\n\n| Candidate | Votes |\n|---|---|\n| Ida Holm | 12,431 |\n| Olin Marsh | 9,870 |\n";
    assert_ne!(
        verdict(source, "Ida Holm won 9,870 votes.\n", "Ida Holm won 9,870 votes."),
        Verdict::Supported
    );
}

#[test]
fn the_heads_of_a_table_with_edits_are_heeded_at_once() {
    let mut cache = Cache::default();
    let draft = |year: &str| {
        table("Tonnes sold", &format!("Port|2030|{year};Norhaven|4,000|4,820;Varnholm|3,000|3,160"))
    };
    for (year, want) in [("2031", vec!["4,820 -> 4,280"]), ("2032", vec![]), ("2031", vec!["4,820 -> 4,280"])]
    {
        let draft = draft(year);
        assert_eq!(told(&judged(KESTREL, &draft, &mut cache), &draft), want, "{year}");
    }
}

#[test]
fn what_stands_over_a_table_is_heeded_at_once() {
    let mut cache = Cache::default();
    let source = KESTREL.replace("Tonnes sold", "Tonnes sold in the first half");
    for (over, want) in [
        ("Tonnes sold in the first half", 1),
        ("Tonnes caught by the fleet in 2029", 0),
        ("Tonnes sold in the first half", 1),
    ] {
        let draft = table(over, "Port|2030|2031;Norhaven|4,000|4,820");
        let judged = judged(&source, &draft, &mut cache);
        assert_eq!(
            told(&judged, &draft).iter().filter(|told| told.starts_with("4,820")).count(),
            want,
            "{over}"
        );
    }
}
