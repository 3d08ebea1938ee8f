//! The forms that news writes figures, dates, names and quotations in, one line each.

use copydesk_tagging::reporting::{Strength, attributions};
use copydesk_tagging::{Hedge, Kind, Tagged, Tagger, Value};
use copydesk_text::{Format, Prose};
use std::sync::Arc;

fn tag(text: &str) -> Tagged {
    tag_of(text, "2025-12-17")
}

fn tag_of(text: &str, published: &str) -> Tagged {
    let tagger = Tagger::english();
    let prose = Prose::new(text, Format::Text);
    tagger.document(&prose, published.parse().ok(), &mut |text| Arc::new(tagger.sentence(text)))
}

/// "words = value" of every mention of the kinds that `wanted` takes.
fn values(tagged: &Tagged, wanted: fn(Kind) -> bool) -> Vec<String> {
    let mut all = Vec::new();
    for sentence in &tagged.sentences {
        for mention in sentence.mentions.iter().filter(|m| wanted(m.kind)) {
            let words = &sentence.sentence.text[mention.range.clone()];
            let value = match &mention.value {
                Value::Figure(figure) => {
                    let hedge = match figure.hedge {
                        Hedge::Exact => "",
                        Hedge::AtLeast => ">=",
                        Hedge::AtMost => "<=",
                        Hedge::Nearly => "<~",
                        Hedge::About => "~",
                        Hedge::Vague => "?",
                    };
                    let upper = figure.upper.map(|n| format!("..{}", n.normalize())).unwrap_or_default();
                    let unit = figure.unit.as_ref().map(|unit| format!(" {unit}")).unwrap_or_default();
                    format!("{hedge}{}{upper}{unit}", figure.amount.round_dp(3).normalize())
                }
                Value::Time(time) => time.value.clone(),
                Value::Actor(actor) => tagged.actors[actor.id].name.clone(),
                Value::Quote(quote) => {
                    quote.speaker.map_or("-".to_owned(), |id| tagged.actors[id].name.clone())
                }
                Value::Citation(citation) => citation.target.clone(),
            };
            all.push(format!("{words} = {value}"));
        }
    }
    all
}

#[track_caller]
fn figures(text: &str, want: &[&str]) {
    assert_eq!(values(&tag(text), Kind::is_figure), want, "{text}");
}

#[track_caller]
fn times(text: &str, want: &[&str]) {
    assert_eq!(values(&tag(text), Kind::is_time), want, "{text}");
}

#[track_caller]
fn actors(text: &str, want: &[&str]) {
    assert_eq!(values(&tag(text), Kind::is_actor), want, "{text}");
}

#[track_caller]
fn quotes(text: &str, want: &[&str]) {
    assert_eq!(values(&tag(text), |kind| kind == Kind::Quote), want, "{text}");
}

#[test]
fn reads_numbers_in_digits_words_and_both() {
    figures("The port lost 1,500 crates.", &["1,500 = 1500"]);
    figures("Two and a half million people live there.", &["Two and a half million = 2500000"]);
    figures("Half a million sailed.", &["Half a million = 500000"]);
    figures("A dozen ferries sank.", &["A dozen = ~12"]);
    figures("Hundreds of thousands of gulls came.", &["Hundreds of thousands = ?200000..1000000"]);
    figures("It cost $1.2bn.", &["$1.2bn = 1200000000 USD"]);
    figures("It cost €3.4 million.", &["€3.4 million = 3400000 EUR"]);
    figures("The quay cost £5m-£7m.", &["£5m-£7m = 5000000..7000000 GBP"]);
    figures("The quay cost £5m to £7m.", &["£5m to £7m = 5000000..7000000 GBP"]);
    figures("Fares rose 10%.", &["10% = 10 percent"]);
    figures("Fares rose ten per cent.", &["ten per cent = 10 percent"]);
    figures("A 1,500-strong crowd came.", &["1,500 = 1500"]);
    figures("They have a 28-point plan.", &["28 = 28"]);
    figures("It is 2.5 times as long.", &["2.5 times = 2.5 time"]);
    figures("One in five dockers stayed.", &["One in five = 0.2"]);
    figures("Two-thirds of the crew stayed.", &["Two-thirds = 0.667"]);
    figures("Catches fell by a third to 2 million.", &["a third = 0.333", "2 million = 2000000"]);
    figures("Ships of the 1990s rust.", &[]);
    figures("The hearing was five-hour-long.", &[]);
}

#[test]
fn reads_how_exact_a_figure_claims_to_be() {
    figures("More than 1,500 drones flew.", &["1,500 = >=1500"]);
    figures("Nearly 40 boats sailed.", &["40 = <~40"]);
    figures("At least 12 men drowned.", &["12 = >=12"]);
    figures("30 boats or so came.", &["30 = ~30"]);
    figures("Up to 60 crates fell.", &["60 = <=60"]);
    figures("Some 200 men came.", &["200 = ~200"]);
    figures("Between 5 and 10 boats came.", &["5 and 10 = 5..10"]);
}

#[test]
fn tells_scores_and_votes_from_ranges_dates_and_telephone_numbers() {
    figures("The council voted 51-49.", &["51 = 51 score", "49 = 49 score"]);
    figures("The Gulls beat the Terns 3-2.", &["3 = 3 score", "2 = 2 score"]);
    figures("It holds 5-7 million crates.", &["5-7 million = 5000000..7000000"]);
    figures("Call 0555-123-4567 at once.", &[]);
    figures("Call 020 7946 0018 or +49 30 901820 at once.", &[]);
    figures("It sank on 2025-12-14.", &[]);
    figures("The 22nd regatta had a third winner.", &["22nd = 22", "third = 3"]);
}

#[test]
fn knows_what_a_figure_counts() {
    let tagged = tag("The fleet fired 46 missiles and 138 attack drones at a 1,500-strong crowd.");
    let nouns: Vec<&str> = tagged.sentences[0]
        .mentions
        .iter()
        .filter_map(|m| if let Value::Figure(f) = &m.value { f.noun.as_ref() } else { None })
        .map(|noun| &tagged.sentences[0].sentence.text[noun.range.clone()])
        .collect();
    assert_eq!(nouns, ["missiles", "attack drones", "crowd"]);
}

#[test]
fn a_dateline_ends_at_its_dash() {
    times("VARNHOLM, Dec 14 - The third of four ferries left.", &["Dec 14 = 2025-12-14"]);
}

#[test]
fn resolves_dates_against_the_day_of_writing() {
    // A Wednesday.
    times("The ferry sank on Sunday.", &["Sunday = 2025-12-14"]);
    times("They met Sunday evening.", &["Sunday evening = 2025-12-14TEV"]);
    times("The council will meet on Sunday.", &["Sunday = 2025-12-21"]);
    times("The Terns won on Sunday.", &["Sunday = 2025-12-14"]);
    times("The Terns won't play on Sunday.", &["Sunday = 2025-12-21"]);
    times("It sank last week.", &["last week = 2025-W50"]);
    times("It sank earlier this month.", &["earlier this month = 2025-12"]);
    times("In the past week it rained.", &["the past week = 2025-12-10/2025-12-17"]);
    times("Work began in mid-March.", &["mid-March = 2025-03"]);
    times(
        "It sank on Dec. 14. The day before, it rained.",
        &["Dec. 14 = 2025-12-14", "The day before = 2025-12-13"],
    );
    times("It sank on 14/12.", &["14/12 = 2025-12-14"]);
    times("It sank on Sun 12/14/2025.", &["Sun 12/14/2025 = 2025-12-14"]);
    times("It took five hours.", &["five hours = PT5H"]);
    times("Ships of the 1990s rust.", &["1990s = 199X"]);
    times("He was born in 1961 and left in May 1987.", &["1961 = 1961", "May 1987 = 1987-05"]);
    times("It rained from Dec. 2 to Dec. 9.", &["Dec. 2 to Dec. 9 = 2025-12-02/2025-12-09"]);
    times("Two days ago it rained.", &["Two days ago = 2025-12-15"]);
    times("They met the day before yesterday.", &["the day before yesterday = 2025-12-15"]);
}

#[test]
fn reads_quarters_seasons_decades_and_parts_of_years() {
    times("Sales fell in the fourth quarter of 2024.", &["fourth quarter of 2024 = 2024-Q4"]);
    times("Sales fell in Q1 2025.", &["Q1 2025 = 2025-Q1"]);
    times("Sales fell in the first half of 2025.", &["first half of 2025 = 2025-H1"]);
    times("Sales fell in the fiscal third quarter.", &["third quarter = 2025-Q3"]);
    times("Sales fell in fiscal 2024.", &["fiscal 2024 = FY2024"]);
    times("Sales fell in FY2024.", &["FY2024 = FY2024"]);
    times("It closed last summer.", &["last summer = 2025-SU"]);
    times("It opened in the spring of 2024.", &["spring of 2024 = 2024-SP"]);
    times(
        "It closed in the first nine months of 2025.",
        &["the first nine months of 2025 = 2025-01-01/2025-10-01"],
    );
    times("It was built in the nineties.", &["nineties = 199X"]);
    times("It sank in the 19th century.", &["19th century = 18XX"]);
}

#[test]
fn reads_times_of_day_with_their_zones_and_datelines() {
    times(
        "The bell rang at 3 p.m. EST on Sunday.",
        &["3 p.m. EST = 2025-12-14T15:00", "Sunday = 2025-12-14"],
    );
    times("The bell rang at 0600 GMT.", &["0600 GMT = 2025-12-17T06:00"]);
    times("The bell rang at 14:35 CET.", &["14:35 CET = 2025-12-17T14:35"]);
    times("BERLIN, Dec 14 (Varn Wire) - The council met.", &["Dec 14 = 2025-12-14"]);
    actors("BERLIN, Dec 14 - The council met.", &["BERLIN = BERLIN"]);
}

#[test]
fn dont_resolve_a_date_against_today_where_the_day_of_writing_is_not_known() {
    let tagged = tag_of("It sank on Sunday, on May 21 and yesterday.", "");
    assert_eq!(
        values(&tagged, Kind::is_time),
        ["Sunday = XXXX-WXX-7", "May 21 = XXXX-05-21", "yesterday = XXXX-XX-XX"]
    );
}

#[test]
fn counts_from_a_day_without_a_year_where_the_document_has_none() {
    let undated = |text: &str| values(&tag_of(text, ""), Kind::is_time);
    assert_eq!(
        undated("They met on December 15, after talks the day before. That evening it rained."),
        ["December 15 = XXXX-12-15", "the day before = XXXX-12-14", "That evening = XXXX-12-14TEV"]
    );
    assert_eq!(
        undated("It sank on Sunday (14/12). It left on Sunday evening. The search will go on on Monday."),
        ["Sunday (14/12) = XXXX-12-14", "Sunday evening = XXXX-12-14TEV", "Monday = XXXX-12-15"]
    );
    // Which of two Mondays, and whether there was a 29 February, nobody can tell.
    assert_eq!(
        undated("It sank on Sunday (14/12). It was built on a Monday."),
        ["Sunday (14/12) = XXXX-12-14", "Monday = XXXX-WXX-1"]
    );
    assert_eq!(
        undated("They met on March 1, after talks the day before."),
        ["March 1 = XXXX-03-01", "the day before = XXXX-XX-XX"]
    );
}

#[test]
fn reads_one_actor_by_all_his_names() {
    actors(
        "German Chancellor Friedrich Merz met Emmanuel Macron. Merz left early.",
        &["Friedrich Merz = Friedrich Merz", "Emmanuel Macron = Emmanuel Macron", "Merz = Friedrich Merz"],
    );
    actors(
        "Piet van der Holm spoke. Van der Holm left.",
        &["Piet van der Holm = Piet van der Holm", "Van der Holm = Piet van der Holm"],
    );
    actors(
        "President Bashar al-Rashid spoke. Al-Rashid left.",
        &["Bashar al-Rashid = Bashar al-Rashid", "Al-Rashid = Bashar al-Rashid"],
    );
    actors("Jean-Luc Brel spoke. Mr. Brel left.", &["Jean-Luc Brel = Jean-Luc Brel", "Brel = Jean-Luc Brel"]);
    actors("J.P. Harker spoke. Harker left.", &["J.P. Harker = J.P. Harker", "Harker = J.P. Harker"]);
    actors(
        "The Kestrel Harbour Trust (KHT) paid. KHT said so.",
        &[
            "Kestrel Harbour Trust = Kestrel Harbour Trust",
            "KHT = Kestrel Harbour Trust",
            "KHT = Kestrel Harbour Trust",
        ],
    );
}

#[test]
fn dont_merge_names_that_are_only_alike() {
    actors("Austria met Australia.", &["Austria = Austria", "Australia = Australia"]);
    actors("Niger met Nigeria.", &["Niger = Niger", "Nigeria = Nigeria"]);
    let tagged = tag("Volodymyr Marsh met Vladimir Marsh.");
    assert_eq!(tagged.actors.len(), 2, "{:?}", tagged.actors);
}

#[test]
fn flags_capitals_that_speak_for_their_governments() {
    let flags = |text: &str| -> Vec<bool> {
        let tagged = tag(text);
        let all = tagged.sentences.iter().flat_map(|s| &s.mentions);
        all.filter_map(|m| if let Value::Actor(actor) = &m.value { Some(actor.metonym) } else { None })
            .collect()
    };
    assert_eq!(flags("Kyiv rejected the plan."), [true]);
    assert_eq!(flags("Moscow said it would sign."), [true]);
    assert_eq!(flags("Washington agreed."), [true]);
    assert_eq!(flags("The train left Kyiv."), [false]);
}

#[test]
fn knows_the_chancellor_where_one_chancellor_is_about() {
    let tagged = tag("German Chancellor Friedrich Merz came. The chancellor left early.");
    let [reference] = tagged.references.as_slice() else { panic!("{:?}", tagged.references) };
    assert_eq!(tagged.actors[reference.actor].name, "Friedrich Merz");
}

#[test]
fn reads_quotations_and_their_speakers() {
    quotes("\"We sail at noon,\" Orla Venn said.", &["\"We sail at noon,\" = Orla Venn"]);
    quotes("“We sail at noon,” said Orla Venn.", &["“We sail at noon,” = Orla Venn"]);
    quotes("‘We sail at noon,’ said Orla Venn.", &["‘We sail at noon,’ = Orla Venn"]);
    quotes("Orla Venn said: “We sail at noon.”", &["“We sail at noon.” = Orla Venn"]);
    quotes("“We sail,” Orla Venn said, “at noon.”", &["“We sail,” = Orla Venn", "“at noon.” = Orla Venn"]);
    quotes("Orla Venn spoke. “We sail,” she said.", &["“We sail,” = Orla Venn"]);
    quotes("Orla Venn called the plan “a lifeline”.", &["“a lifeline” = Orla Venn"]);
    quotes("“He told me ‘never’ and left,” said Orla Venn.", &["“He told me ‘never’ and left,” = Orla Venn"]);
    quotes(
        "“We sail at noon,” said Orla Venn.\n\n“Nobody stays.\n\n“Nobody at all,” she said.",
        &["“We sail at noon,” = Orla Venn", "“Nobody stays. = Orla Venn", "“Nobody at all,” = Orla Venn"],
    );
    // Who speaks is told at the end of the last paragraph.
    quotes(
        "“Nobody stays.\n\n“Nobody at all,” Orla Venn said.",
        &["“Nobody stays. = Orla Venn", "“Nobody at all,” = Orla Venn"],
    );
    quotes("The mayor quoted Orla Venn as saying “the ferry sank”.", &["“the ferry sank” = Orla Venn"]);
    quotes("Said Mayor Orla Venn: “We wait.”", &["“We wait.” = Orla Venn"]);
}

#[test]
fn reads_how_a_speaker_stands_to_what_is_said() {
    let strength = |text: &str| -> Vec<(Option<String>, Strength)> {
        let tagged = tag(text);
        let found = (0..tagged.sentences.len()).flat_map(|index| attributions(&tagged, index));
        found.map(|a| (a.speaker.map(|id| tagged.actors[id].name.clone()), a.strength)).collect()
    };
    let venn = Some("Orla Venn".to_owned());
    assert_eq!(strength("Orla Venn said the ferry sank."), [(venn.clone(), Strength::Said)]);
    assert_eq!(strength("Orla Venn claimed that the ferry sank."), [(venn.clone(), Strength::Claimed)]);
    assert_eq!(strength("Orla Venn denied that the ferry sank."), [(venn.clone(), Strength::Denied)]);
    assert_eq!(strength("Orla Venn confirmed that the ferry sank."), [(venn.clone(), Strength::Confirmed)]);
    assert_eq!(strength("The ferry sank, according to Orla Venn."), [(venn, Strength::Said)]);
    let chain = strength("As Orla Venn reports for the Varn Gazette, the ferry sank.");
    assert_eq!(chain.first().and_then(|(who, _)| who.as_deref()), Some("Orla Venn"), "{chain:?}");
}

#[test]
fn reads_by_how_much_and_to_what_as_two_figures() {
    figures(
        "The margin widened by one percent to 9.5 percent.",
        &["one percent = 1 percent", "9.5 percent = 9.5 percent"],
    );
}

#[test]
fn reads_the_last_quarter_of_a_year_as_its_fourth() {
    times("Margins stood at 7 percent in the last quarter of 2024.", &["last quarter of 2024 = 2024-Q4"]);
}

#[test]
fn dont_take_the_end_of_a_sentence_for_that_of_a_month() {
    times("The final will be played on 31 May.", &["31 May = 2026-05-31"]);
}

#[test]
fn reads_rates_in_eighths_as_one_figure_not_as_dates() {
    figures("Corvane shares closed at 51-1/8, up 1/8.", &["51-1/8 = 51.125", "1/8 = 0.125"]);
    figures(
        "The notes carry margins of between 3/8 and 5/8 pct.",
        &["3/8 and 5/8 pct = 0.375..0.625 percent"],
    );
    figures(
        "A spread of 7/8 percentage points was agreed.",
        &["7/8 percentage points = 0.875 percentage point"],
    );
    figures("Funds eased to 6-7/8, 5/8 pct.", &["6-7/8 = 6.875 percent", "5/8 pct = 0.625 percent"]);
    figures("Prices rise by 3/4 cents a pound.", &["3/4 cents = 0.75 cent"]);
    figures("MAY7 284 1/4 UP 3/4", &["284 1/4 = 284.25", "3/4 = 0.75"]);
    times("The spread of Jul 3-1/4 over Dec widened.", &["Jul = 2025-07"]);
    times("The board met on 3/4 and again on 12/5.", &["3/4 = 2025-03-04", "12/5 = 2025-12-05"]);
}

#[test]
fn dont_read_slashed_days_and_odds_as_fractions() {
    figures("It sails 24/7 since the 9/11 attacks, at odds of 50/50, until 1/2/2026.", &[]);
}

#[test]
fn reads_stretches_joined_by_a_stroke() {
    times("The JULY 1/JUNE 30 season was good.", &["JULY 1/JUNE 30 = 2025-07-01/2026-06-30"]);
    times("The council sat on 3/4 March.", &["3/4 March = 2025-03-03/2025-03-04"]);
    times("The fair is on October 5/7.", &["October 5/7 = 2025-10-05/2025-10-07"]);
    times("Shipments of the April/March year fell.", &["April/March = 2025-04-01/2026-03-01"]);
    times("In the June 30 year it lost money.", &["June 30 = 2025-06-30"]);
}

#[test]
fn reads_race_times_as_durations_not_as_times_of_day() {
    times("Osk won the marathon in 2:04:31.", &["2:04:31 = PT2H4M31S"]);
    times("She clocked 1m 43.2s over two laps.", &["1m 43.2s = PT1M43.2S"]);
    times("He ran a personal best of 3:29.", &["3:29 = PT3M29S"]);
    times("Her relay leg took 2h 4m 31s.", &["2h 4m 31s = PT2H4M31S"]);
    times("It has a departure time of 15:30.", &["15:30 = 2025-12-17T15:30"]);
    times("The train left at 10:15:30.", &["10:15:30 = 2025-12-17T10:15:30"]);
}

#[test]
fn reads_both_sides_of_a_vote_said_with_to() {
    figures("The bill passed 312 to 289.", &["312 = 312 score", "289 = 289 score"]);
    figures("Deputies voted 48 to 52 against it.", &["48 = 48 score", "52 = 52 score"]);
    figures("It was adopted by 67 to 33.", &["67 = 67 score", "33 = 33 score"]);
    figures("The party won 3 to 4 seats more.", &["3 = 3", "4 = 4"]);
    figures("Prices rose 5 to 10.", &["5 = 5", "10 = 10"]);
}

#[test]
fn reads_what_a_sum_was_up_or_down_from_as_money_too() {
    figures(
        "Revenue was 388 million euros, up from 371 million a year earlier.",
        &["388 million euros = 388000000 EUR", "371 million = 371000000 EUR"],
    );
    figures("It drew 640 people, down from 700.", &["640 = 640", "700 = 700"]);
}

#[test]
fn reads_quarters_as_analysts_write_them() {
    times("Sales rose in Q1 FY26 and in 4Q25.", &["Q1 FY26 = 2026-Q1", "4Q25 = 2025-Q4"]);
    times("Its FY26 Q2 was weak, its FY27 is not.", &["FY26 Q2 = 2026-Q2", "FY27 = FY2027"]);
    times("It guides to more in the second quarter of FY 2027.", &["second quarter of FY 2027 = 2027-Q2"]);
}

#[test]
fn reads_a_quarter_that_no_year_has_as_a_slip() {
    times("Sales fell in Q5 2020 and in Q8 of 2021.", &["Q5 2020 = 2020-Q5", "Q8 of 2021 = 2021-Q8"]);
    times("They rose in the fifth quarter of 2020.", &["fifth quarter of 2020 = 2020-Q5"]);
    times("The firm sold its Audi Q5 after a fifth quarter of losses.", &[]);
}

#[test]
fn dont_take_a_count_after_of_for_a_year() {
    times("She was convicted in February of 14 counts of fraud.", &["February = 2025-02"]);
    times("It opened in February of 98.", &["February of 98 = 1998-02"]);
}

#[test]
fn reads_how_far_one_is_behind_as_minutes_and_seconds() {
    times("He came home 11th, 3:07 down.", &["3:07 = PT3M7S"]);
    times("Kroll leads Osk by 1:04 overall.", &["1:04 = PT1M4S"]);
    times(
        "She was at home at 3:07 and back by 4:10.",
        &["3:07 = 2025-12-17T03:07", "4:10 = 2025-12-17T04:10"],
    );
}

#[test]
fn reads_the_years_of_a_life_between_brackets() {
    times("The show has 11 paintings by Runa Osk (1889-1957).", &["1889-1957 = 1889/1957"]);
    figures("The hotline (1800-1957) is open.", &[]);
}

#[test]
fn reads_ranges_of_money_whose_ends_are_the_wrong_way_round() {
    figures("It expects earnings of $1.40 to $1.30 a share.", &["$1.40 to $1.30 = 1.4..1.3 USD"]);
    figures("They cost between $80 and $45.", &["$80 and $45 = 80..45 USD"]);
    figures("It made a cut of $40 to $30.", &["$40 = 40 USD", "$30 = 30 USD"]);
    figures("The vote was 52% to 48%.", &["52% = 52 percent", "48% = 48 percent"]);
}

#[test]
fn dont_join_a_count_and_the_number_of_a_model() {
    let tagged = tag("The airline has 12 737 MAX jets and 20 787s.");
    let counts = values(&tagged, Kind::is_figure);
    assert_eq!(counts.first().map(String::as_str), Some("12 = 12"), "{counts:?}");
    assert!(counts.contains(&"20 = 20".to_owned()), "{counts:?}");
    figures("The strike hit 12 737 people.", &["12 737 = 12737"]);
}

#[test]
fn reads_the_signs_of_changes_in_a_table() {
    figures("It closed at 42 +5/8.", &["42 = 42", "+5/8 = 0.625"]);
    figures("It closed at 42 -1/4.", &["42 = 42", "-1/4 = -0.25"]);
}

#[test]
fn reads_the_second_side_of_a_vote_as_votes() {
    let tagged = tag("The bill was carried by 312 votes to 289.");
    let nouns = tagged.sentences[0].mentions.iter().filter_map(|mention| match &mention.value {
        Value::Figure(figure) => figure.noun.as_ref().map(|noun| noun.stems.join(" ")),
        _ => None,
    });
    assert_eq!(nouns.collect::<Vec<_>>(), ["vote", "vote"]);
}

#[test]
fn reads_those_under_an_age() {
    figures("Under-18s get in free.", &["Under-18s = <=18"]);
    figures("An F-16 landed.", &[]);
}

#[test]
fn reads_figures_behind_an_equals_sign_of_a_study() {
    figures("The dose was lower (n=416; P=0.002).", &["416 = 416", "0.002 = 0.002"]);
    figures("The page is kestrel.example/list?page=3&n=4 here.", &[]);
}

#[test]
fn reads_what_came_after_a_day_as_that_day() {
    times("Following Tuesday's report the shares fell.", &["Tuesday = 2025-12-16"]);
    times("They met the following Tuesday.", &["following Tuesday = 2025-12-23"]);
}

#[test]
fn dont_give_a_ratio_the_percent_of_its_interval() {
    figures(
        "Half of them improved (risk ratio 2.0, 95% CI 1.6 to 2.4).",
        &["Half = 0.5", "2.0 = 2", "95% = 95 percent", "1.6 to 2.4 = 1.6..2.4"],
    );
}
