//! Support as a number that ranks, and the evidence for it: one line each, named after what must hold.

mod house;

use copydesk_checking::{Code, Judgement, Part, Settings, Severity, Strictness, Verdict, calibration};
use copydesk_library::Metadata;

const SOURCE: &str = "The ferry Alder struck the northern pier at Kestrel Bay on Monday, injuring 46 passengers. \
    Judge Marta Lindahl will lead the inquiry, the prime minister, Edda Corwin, told parliament. \
    Tugs towed the damaged ferry to the dry dock on Pell Island. \
    The harbour board had warned the shipping line of the worn steering gear in spring.";

fn judge(sources: &[&str], draft: &str) -> Vec<Judgement> {
    judge_as(&Settings::default(), sources, draft)
}

fn judge_as(settings: &Settings, sources: &[&str], draft: &str) -> Vec<Judgement> {
    let meta = |number| Metadata { outlet: Some(format!("Outlet {number}")), ..Metadata::default() };
    let library = house::library(sources.iter().enumerate().map(|(number, text)| (*text, meta(number))));
    house::judge(&library, settings, "", draft)
}

fn one(draft: &str) -> Judgement {
    judge(&[SOURCE], draft).into_iter().next().expect("a claim")
}

macro_rules! ranks {
    ($($name:ident: $better:literal > $worse:literal;)+) => {
        $(#[test] fn $name() {
            let (better, worse) = (one($better), one($worse));
            assert!(better.support > worse.support, "{} and {}", better.support, worse.support);
        })+
    };
}

ranks! {
    the_source_s_own_words_before_another_figure:
        "The ferry Alder struck the northern pier, injuring 46 passengers." > "The ferry Alder struck the northern pier, injuring 64 passengers.";
    the_source_s_own_words_before_another_name:
        "Judge Marta Lindahl will lead the inquiry." > "Judge Olin Marsh will lead the inquiry.";
    the_source_s_own_words_before_another_noun:
        "Tugs towed the damaged ferry to the dry dock." > "Tugs towed the damaged ferry to the shipyard.";
    the_source_s_own_words_before_another_verb:
        "Tugs towed the damaged ferry to the dry dock." > "Tugs sold the damaged ferry to the dry dock.";
    another_word_for_it_before_an_unrelated_one:
        "Tugs hauled the damaged ferry to the dry dock." > "Tugs painted the damaged ferry to the dry dock.";
    what_is_said_before_the_same_and_more:
        "Tugs towed the ferry to the dry dock." > "Tugs towed the ferry to the dry dock in thick fog after midnight.";
    roles_as_they_are_before_roles_turned_round:
        "The harbour board warned the shipping line." > "The shipping line warned the harbour board.";
    a_statement_before_its_denial:
        "Tugs towed the damaged ferry to the dry dock." > "Tugs did not tow the damaged ferry to the dry dock.";
    something_of_the_kind_before_nothing_at_all:
        "The ferry was towed from Kestrel Bay." > "Wheat prices rose in the capital.";
}

#[test]
fn support_is_half_or_more_exactly_where_the_verdict_is_supported() {
    for draft in [
        "The ferry Alder struck the northern pier at Kestrel Bay on Monday.",
        "Tugs towed the damaged ferry.",
        "The ferry Alder struck the northern pier, injuring 64 passengers.",
        "Lindahl leads the inquiry into the worn steering gear.",
        "Wheat prices rose in the capital.",
    ] {
        let judgement = one(draft);
        assert_eq!(judgement.support >= 0.5, judgement.verdict == Verdict::Supported, "{draft}");
        assert!(judgement.verdict != Verdict::Contradicted || judgement.support < 0.3, "{draft}");
    }
}

#[test]
fn two_sentences_of_a_source_bear_out_what_is_fused_of_them() {
    let fused = "The ferry Alder, which struck the northern pier at Kestrel Bay on Monday, was towed to the dry dock on Pell Island.";
    assert_eq!(one(fused).verdict, Verdict::Supported);
}

#[test]
fn every_support_comes_with_its_reasons() {
    let judgement = one("Judge Olin Marsh will lead the inquiry.");
    assert!(
        judgement.why.iter().any(|part| part.label.contains("names") && part.adds < 0.0),
        "{:?}",
        judgement.why
    );
}

#[test]
fn the_sentence_that_says_it_stands_first_among_the_evidence() {
    let judgement = one("The damaged ferry was taken to Pell Island by tugs.");
    assert!(judgement.evidence[0].text.starts_with("Tugs towed"), "{:?}", judgement.evidence[0]);
}

#[test]
fn dont_cut_in_two_what_he_said_from_who_he_is() {
    let source = "The council met in Osterhaven on Tuesday. Olin Marsh has run the harbour board since 2019. He told the \
        council that he would leave in June. Tickets for the pier cost five crowns.";
    let judgement = judge(&[source], "The head of the harbour board leaves in June.").remove(0);
    let passage =
        "Olin Marsh has run the harbour board since 2019. He told the council that he would leave in June.";
    assert!(judgement.evidence.iter().any(|piece| piece.text == passage), "{:?}", judgement.evidence);
}

#[test]
fn dont_show_the_next_sentence_beside_one_that_says_it_all() {
    let source = "The northern pier will close in winter. The pier at Osterhaven will stay open in winter.";
    let judgement = judge(&[source], "The northern pier will close in winter.").remove(0);
    assert_eq!(judgement.evidence[0].text, "The northern pier will close in winter.");
}

#[test]
fn a_short_sentence_that_says_it_stands_before_a_long_one_that_has_its_words() {
    let source = "The council met on Tuesday to talk about the summer. Mayor Olin Marsh, who told reporters on Pell Island that the \
        ferry Alder, the northern pier, the harbour board, the tugs and the worn steering gear had all been on the agenda, \
        promised to close nothing in winter without a vote. Coffee was served. The northern pier will close in winter.";
    let judgement = judge(&[source], "The northern pier closes in winter, Marsh said.").remove(0);
    assert!(judgement.evidence[0].text.starts_with("The northern pier"), "{:?}", judgement.evidence);
}

#[test]
fn dont_point_at_words_said_otherwise_in_a_statement_that_is_borne_out() {
    let source = "Osterhaven hospital said its casualty ward would shut at night from June. Staff at Osterhaven hospital were \
        told of the decision on Friday. About 46 nurses work there.";
    let draft = "Nurses and doctors at Osterhaven hospital were told on Friday that its emergency department would shut at night.";
    let judgement = judge(&[source], draft).remove(0);
    assert_eq!(judgement.verdict, Verdict::Supported);
    let pointed: Vec<&str> = judgement.findings.iter().map(|f| &draft[f.range.clone()]).collect();
    assert_eq!(pointed, [""; 0]);
    // A figure that stands nowhere keeps it from being so.
    let other = draft.replace("Nurses and doctors", "All 88 doctors");
    assert_eq!(judge(&[source], &other)[0].verdict, Verdict::PartlySupported);
}

#[test]
fn dont_call_done_what_the_very_sentence_has_under_a_condition() {
    let source = "Osterhaven council met on Tuesday. Councillors approved the plan for a tram line from the harbour to the \
        airport by 31 votes to 12. The line could be opened to passengers in the harbour if the ministry agrees.";
    let judgement = judge(&[source], "The harbour line was opened to passengers.").remove(0);
    assert_eq!(judgement.verdict, Verdict::PartlySupported);
}

#[test]
fn each_origin_shows_its_best_sentence() {
    let other = "Tugs brought the ferry to Pell Island, where it lies in the dry dock.";
    let many = "Tugs came. Tugs towed the ferry to the dry dock. The ferry lies in the dry dock. Tugs of the dry dock \
        left. The dry dock on Pell Island is full. Pell Island has a dry dock and tugs.";
    let judgements = judge(&[many, other], "Tugs towed the ferry to the dry dock on Pell Island.");
    assert!(judgements[0].evidence.iter().any(|piece| &*piece.place.article == "s1"));
}

#[test]
fn a_stretch_of_words_that_no_source_has_is_underlined() {
    let draft =
        "The ferry Alder struck the northern pier, shattering limestone walls, marble statues and lanterns.";
    let judgement = one(draft);
    let details: Vec<&str> = judgement
        .findings
        .iter()
        .filter(|finding| finding.code == Code::UnsupportedDetail)
        .map(|finding| &draft[finding.range.clone()])
        .collect();
    assert!(details.iter().any(|words| words.starts_with("shattering limestone")), "{judgement:?}");
}

#[test]
fn a_figure_without_support_says_which_one_stands_in_its_place() {
    let source = "The valve that failed on 7 May was installed in 1998 and had a service life of 20 years. \
        At the plant 25 workers were hurt.";
    let draft = "The valve that failed was installed in 1998 and should have lasted 25 years.";
    let judgement = judge(&[source], draft).remove(0);
    let detail =
        judgement.findings.iter().find(|finding| finding.code == Code::UnsupportedDetail).expect("a detail");
    assert_eq!(&draft[detail.range.clone()], "25 years");
    assert!(detail.message.ends_with("Outlet 0 has “20 years”."), "{}", detail.message);
    assert!(detail.fixes.iter().all(|fix| !fix.preferred), "the source may speak of another thing");
    assert_eq!(detail.fixes[0].edits[0].text, "20 years");
}

#[test]
fn what_the_source_says_the_opposite_of_is_not_supported_though_a_pronoun_says_it() {
    let source = "Mayor Pia Lindholt said an engineer would review every valve by the end of June. She rejected calls \
        from the Harbour Party to close the plant. The Harbour Party has called for the plant to be closed.";
    let draft = "Mayor Pia Lindholt backed calls to close the plant.";
    assert_ne!(judge(&[source], draft)[0].verdict, Verdict::Supported);
}

#[test]
fn what_was_welcomed_was_not_criticised_whoever_said_something_of_it() {
    let source = "The river trust welcomed the decision, saying that the plant was responsible for half of the phosphorus. \
        The union called the closure a betrayal.";
    assert_ne!(judge(&[source], "The river trust criticised the closure.")[0].verdict, Verdict::Supported);
}

#[test]
fn a_figure_is_flagged_once() {
    let source = "The board's budget for maintenance was cut by 12% in 2025, to 3.1 million crowns.";
    let judgement =
        judge(&[source], "The board's maintenance budget was cut by 21% to 3.1 million crowns in 2025.")
            .remove(0);
    assert_eq!(judgement.findings.len(), 1, "{:?}", judgement.findings);
}

#[test]
fn a_figure_that_stands_nowhere_is_a_detail_without_support() {
    let judgement = one("Four tugs towed the damaged ferry to the dry dock on Pell Island.");
    assert_eq!(judgement.verdict, Verdict::PartlySupported);
    assert!(judgement.findings.iter().any(|finding| finding.code == Code::UnsupportedDetail));
}

#[test]
fn a_code_is_said_quietly_where_it_is_less_often_right() {
    let tugs = "Four tugs towed the damaged ferry to the dry dock on Pell Island.";
    let judgement = one(tugs);
    let bound = calibration::of(Code::UnsupportedDetail).expect("a threshold").support;
    assert!(judgement.support > bound, "{}", judgement.support);
    let said = |settings: &Settings| {
        let judgements = judge_as(settings, &[SOURCE], tugs);
        let detail = |f: &&copydesk_checking::Finding| f.code == Code::UnsupportedDetail;
        judgements[0].findings.iter().find(detail).map(|f| f.severity)
    };
    let strictness = |strictness| Settings { strictness, ..Settings::default() };
    assert_eq!(said(&Settings::default()), Some(Severity::Hint));
    assert_eq!(said(&strictness(Strictness::Strict)), Some(Severity::Information));
    assert_eq!(said(&strictness(Strictness::Quiet)), None);
    // What the newsroom has set stays.
    let set = [(Code::UnsupportedDetail, Some(Severity::Warning))].into();
    assert_eq!(said(&Settings { codes: set, ..Settings::default() }), Some(Severity::Warning));
    assert_eq!(judgement.verdict, judge_as(&strictness(Strictness::Quiet), &[SOURCE], tugs)[0].verdict);
}

#[test]
fn a_code_stays_loud_where_hardly_anything_bears_the_claim_out() {
    let judgement = one(
        "The ferry Alder was sold to Varnland Steel for 90 million crowns after the northern pier burned down.",
    );
    assert!(
        judgement.findings.iter().all(|finding| finding.severity >= Severity::Information),
        "{judgement:?}"
    );
    assert!(!judgement.findings.is_empty(), "{judgement:?}");
}

/// What is said of each clause, with the articles by their number.
fn clauses(draft: &str, sources: &[&str]) -> Vec<String> {
    let parts = judge(sources, draft).into_iter().next().expect("a claim").parts;
    let article =
        |part: &Part| part.place.as_ref().map_or_else(|| "-".to_owned(), |place| place.article.to_string());
    parts.iter().map(|part| format!("{} {:?} {}", article(part), part.stance, part.text)).collect()
}

const TUGS: &str = "Three tugs towed the damaged ferry Alder to the dry dock on Pell Island.";
const INQUIRY: &str = "Judge Marta Lindahl opened the inquiry in Osterhaven on Tuesday.";

#[test]
fn tells_which_source_has_which_clause() {
    let draft = "Three tugs towed the damaged ferry Alder to the dry dock on Pell Island, while Judge Marta Lindahl opened the inquiry in Osterhaven.";
    let first = "s0 Some(Supports) Three tugs towed the damaged ferry Alder to the dry dock on Pell Island";
    assert_eq!(
        clauses(draft, &[TUGS, INQUIRY]),
        [first, "s1 Some(Supports) while Judge Marta Lindahl opened the inquiry in Osterhaven"]
    );
}

#[test]
fn tells_which_clause_no_source_has() {
    let draft = "Three tugs towed the damaged ferry Alder to the dry dock on Pell Island, while farmers in Varn harvested their first barley.";
    let first = "s0 Some(Supports) Three tugs towed the damaged ferry Alder to the dry dock on Pell Island";
    assert_eq!(
        clauses(draft, &[TUGS, INQUIRY]),
        [first, "- None while farmers in Varn harvested their first barley"]
    );
}

#[test]
fn dont_say_clause_by_clause_what_one_source_has() {
    let source = "Three tugs towed the damaged ferry Alder to the dry dock, while Judge Marta Lindahl opened the inquiry in Osterhaven.";
    assert_eq!(clauses(source, &[source]), Vec::<String>::new());
    assert_eq!(clauses(TUGS, &[TUGS]), Vec::<String>::new());
}

#[test]
fn who_names_the_country_is_borne_out_by_a_source_that_names_the_town() {
    let source = "Ola and Berit Strand of Fairbanks, Alaska, put the lights of their fir online several years ago. Visitors \
        switch the lights of the fir on and off by a page.";
    let told = |place: &str| {
        let draft = format!("A couple in {place} have put the lights of their fir online.");
        judge(&[source], &draft).remove(0)
    };
    let (own, other) = (told("the US"), told("Norway"));
    assert_eq!(own.verdict, Verdict::Supported);
    assert!(own.findings.is_empty(), "{:?}", own.findings);
    assert_eq!(other.verdict, Verdict::PartlySupported);
    assert!(other.support < own.support);
    // What lies in a part lies in the whole, and what people are called names their country.
    let bones = "Bones of a whale were found at Bearreraig on Skye on Monday.";
    for place in ["Skye", "Scotland", "Britain"] {
        let judged = judge(&[bones], &format!("Bones of a whale were found in {place} on Monday.")).remove(0);
        assert_eq!(judged.verdict, Verdict::Supported, "{place}");
    }
    let ferries = "Two Norwegian ferries struck the pier on Monday, the harbour board said.";
    let judged = judge(&[ferries], "Two ferries from Norway struck the pier on Monday.").remove(0);
    assert!(judged.findings.is_empty(), "{:?}", judged.findings);
}

#[test]
fn what_no_source_denies_is_not_supported_as_denied() {
    let moved = one("The damaged ferry has not been moved to the dry dock on Pell Island.");
    assert_eq!(moved.verdict, Verdict::PartlySupported);
    assert_eq!(moved.findings[0].message, "Looked in 1 source: none that speaks of this denies it (“not”).");
    assert_eq!(
        one("The damaged ferry has been moved to the dry dock on Pell Island.").verdict,
        Verdict::Supported
    );
}

#[test]
fn now_is_no_date_that_a_source_would_have_to_have() {
    let found = judge(&[SOURCE], "Tugs now have the damaged ferry towed to a dry dock in Osterhaven.");
    let messages: Vec<&str> = found[0].findings.iter().map(|finding| finding.message.as_str()).collect();
    assert_eq!(messages, ["Looked in 1 source: none that speaks of this has the name “Osterhaven”."]);
}

#[test]
fn a_denial_in_other_words_is_support() {
    let source = "The harbour board of Kestrel Bay refused to pay for the worn steering gear in spring.";
    let judged = judge(
        &[source],
        "The harbour board of Kestrel Bay did not pay for the worn steering gear in spring.",
    );
    assert_eq!(judged[0].verdict, Verdict::Supported);
}

#[test]
fn dont_say_that_what_is_missing_speaks_for_a_claim() {
    let source =
        "The ferry Alder struck the pier at Kestrel Bay on Monday, injuring 46 passengers, the port said.";
    let draft = "The ferry Alder struck the pier at Kestrel Bay on Monday, the port said.";
    let why = copydesk_checking::message::why(&judge(&[source], draft)[0]).expect("the support has reasons");
    assert!(why.contains("few or none: "), "{why}");
    let missing = why.split(", ").filter(|reason| reason.contains("nowhere") && reason.contains('+'));
    assert!(missing.clone().all(|reason| reason.contains("few or none: ")), "{why}");
}
