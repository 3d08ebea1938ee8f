//! What reporters of business and sport got told wrongly, or not at all: one line each, named after the complaint.

mod house;

use copydesk_checking::{Finding, Judgement, Settings, Severity};
use copydesk_library::Metadata;
use house::{judge, library, said_from};

/// A draft of the 14th judged, with one source of the given day by the broker Holm & Voss.
fn judged(day: &str, source: &str, draft: &str) -> Vec<Judgement> {
    let meta = Metadata {
        published: format!("2031-05-{day}").parse().ok(),
        outlet: Some("Holm & Voss".to_owned()),
        authors: vec!["Sofia Marchetti".to_owned()],
        ..Metadata::default()
    };
    judge(&library([(source, meta)]), &Settings::default(), "2031-05-14", draft)
}

fn findings(day: &str, source: &str, draft: &str) -> Vec<Finding> {
    judged(day, source, draft).into_iter().flat_map(|judgement| judgement.findings).collect()
}

/// "code on words" of every finding that is at least this loud.
fn said(least: Severity, day: &str, source: &str, draft: &str) -> Vec<String> {
    said_from(least, &judged(day, source, draft), draft)
}

macro_rules! says {
    ($($name:ident: $least:ident, $day:literal, $source:literal, $draft:literal => [$($want:literal),*];)+) => {
        $(#[test] fn $name() {
            let said = said(Severity::$least, $day, $source, $draft);
            assert_eq!(said, Vec::<String>::from([$($want.to_owned()),*]));
        })+
    };
}

says! {
    dont_flag_is_to_be_closed_beside_will_close: Warning, "13",
        "Calder Lines will close its foundry in Hulme by the end of the year with the loss of 340 jobs, it said.",
        "The foundry in Hulme is to be closed by the end of the year." => [];
    flags_will_where_the_source_has_may: Warning, "13",
        "Jumper Pavel Kroll pulled out with a sore tendon and may miss the games in Osterhaven.",
        "Kroll will miss the games in Osterhaven." => ["overstated on will miss"];
    flags_will_where_the_source_has_is_likely_to: Warning, "13",
        "Luca Bertoni limped off in the first half and is likely to miss the match at Calder Rovers.",
        "Bertoni will miss the match at Calder Rovers." => ["overstated on will miss"];
    dont_flag_will_for_what_would_be_done: Warning, "13",
        "Calder Lines said it would close its foundry in Hulme by the end of the year.",
        "Calder Lines will close its foundry in Hulme by the end of the year." => [];
    flags_the_second_side_of_a_score: Warning, "13",
        "Harwick Town beat Port Ellery United 3-2 in the cup on Monday night.",
        "Harwick Town beat Port Ellery United 3-1 in the cup on Monday night." => ["number-mismatch on 1"];
    flags_the_same_sum_in_another_currency: Warning, "13",
        "Calder Lines bought the German valve maker Hessling for 900 million euros in 2029.",
        "Calder Lines bought the German valve maker Hessling for $900 million in 2029." =>
        ["number-mismatch on $900 million"];
    flags_another_nationality: Warning, "13",
        "Tomas Beranek, 26, is the first Czech to win the Tour of the Bay.",
        "Tomas Beranek, 26, is the first Slovak to win the Tour of the Bay." => ["actor-mismatch on Slovak"];
    dont_miss_a_country_told_by_its_people: Information, "13",
        "The Colombian climber Ramon Diaz finished third overall, two minutes and 18 seconds down.",
        "Ramon Diaz of Colombia finished third overall." => [];
    dont_miss_the_broker_whose_note_it_is: Information, "13",
        "We raise our price target to 88 crowns from 79 but keep our Hold rating on the shares of Calder Lines.",
        "Holm & Voss raised its price target for Calder Lines to 88 crowns, analyst Sofia Marchetti said." => [];
    flags_another_first_day_of_a_stretch: Warning, "13",
        "The offer by Calder Lines will run from June 1 to July 10, it said.",
        "The offer by Calder Lines will run from June 5 to July 10, it said." => ["date-mismatch on June 5 to July 10"];
    dont_flag_a_figure_of_another_firm_a_week_after_the_report: Warning, "06",
        "Harbour Freight raised its profit forecast on Tuesday. Revenue grew 6.4 percent to 1.31 billion crowns.",
        "Calder Lines has raised its profit forecast. Revenue grew 6.4 percent to 1.18 billion crowns." => [];
    flags_a_quotation_of_whom_only_a_pronoun_names: Warning, "13",
        "Harwick manager Alice Kerr called it the best night of her life. \"Nobody gave us a chance at half-time,\" she said.\n\n\
        Coach Roberto Sala was unhappy with the referee.",
        "\"Nobody gave us a chance at half-time,\" said Roberto Sala." => ["misattributed on Roberto Sala"];
}

#[test]
fn calls_a_length_of_time_no_date() {
    let source = "Per Lindqvist had led the ferry company Calder Lines for 11 years.";
    let found =
        findings("13", source, "Per Lindqvist had led the ferry company Calder Lines for nine years.");
    assert!(found[0].message.contains("another length of time: 11 years"), "{}", found[0].message);
}

#[test]
fn writes_the_source_s_currency() {
    let source = "Calder Rovers have agreed to sign the forward Jamie Rowntree for 14 million euros.";
    let found = findings(
        "13",
        source,
        "Calder Rovers have agreed to sign the forward Jamie Rowntree for 14 million pounds.",
    );
    assert_eq!(found[0].fixes[0].edits[0].text, "14 million euros");
}
