//! What is held against the sources and what is not, one line each.

mod house;

use copydesk_checking::{Cache, Settings, Verdict, check};
use copydesk_library::Metadata;
use copydesk_text::Format;

fn checkable(draft: &str) -> bool {
    let source = "The ferry Alder struck the pier at Kestrel Bay on Monday, injuring 46 passengers.";
    let library = house::library([(source, Metadata::default())]);
    let judgements = house::with_draft(draft, Format::Markdown, "", |draft| {
        check(draft, &library, &Settings::default(), &mut Cache::default(), &|| false)
    });
    assert_eq!(judgements.len(), 1);
    judgements[0].verdict != Verdict::NotCheckable
}

macro_rules! claims {
    ($($name:ident: $draft:literal => $want:literal;)+) => {
        $(#[test] fn $name() { assert_eq!(checkable($draft), $want); })+
    };
}

claims! {
    a_statement_is_a_claim: "The ferry Alder struck the pier at Kestrel Bay." => true;
    a_headline_is_a_claim: "# Ferry strikes pier at Kestrel Bay, injuring 46" => true;
    a_bullet_is_a_claim: "- 46 passengers injured at Kestrel Bay" => true;
    a_question_is_no_claim: "Who steered the ferry Alder into the pier at Kestrel Bay?" => false;
    an_opinion_is_no_claim: "Unfortunately the harbour board of Kestrel Bay learnt nothing from it." => false;
    advice_is_no_claim: "Passengers should avoid the pier at Kestrel Bay." => false;
    an_invitation_to_the_reader_is_no_claim: "Share this with your friends in Kestrel Bay." => false;
    the_writer_s_own_voice_is_no_claim: "We went to Kestrel Bay to see the pier." => false;
    a_remark_on_the_figures_is_no_claim: "These figures illustrate the state of the piers at Kestrel Bay." => false;
    what_somebody_thinks_should_be_done_is_a_claim: "Marta Lindahl said the harbour board should close the pier at Kestrel Bay." => true;
    whether_something_should_be_done_is_a_claim: "The harbour board is considering whether ferries should use the pier at Kestrel Bay." => true;
    a_numeral_after_a_name_is_not_the_writer: "King Osric I opened the pier at Kestrel Bay." => true;
    the_writer_of_a_quoted_title_is_not_the_writer: "In 2031 Lindahl wrote \"We Had It\", a poem about Kestrel Bay." => true;
    our_within_a_statement_is_no_voice_of_the_writer: "The ferry Alder returns to our shores at Kestrel Bay on Monday." => true;
}

/// The statements of a draft that are looked at.
fn stated(draft: &str) -> Vec<String> {
    let library = house::library([("The ferry Alder hit the pier.", Metadata::default())]);
    house::with_draft(draft, Format::Markdown, "", |read| {
        let judged = check(read, &library, &Settings::default(), &mut Cache::default(), &|| false);
        judged.iter().map(|judgement| draft[judgement.range.clone()].to_owned()).collect()
    })
}

#[test]
fn a_title_without_a_verb_that_names_nothing_states_nothing() {
    assert!(stated("## Guidance and balance sheet\n").is_empty());
    assert!(stated("# One burned-out crane, and a dearer winter for crews\n").is_empty());
    assert_eq!(stated("## Staff want it in writing\n").len(), 1);
    assert_eq!(stated("## A dearer winter for the crews of Kestrel Bay\n").len(), 1);
    assert_eq!(stated("## Side by side in 38 places\n").len(), 1);
}

#[test]
fn a_line_that_opens_a_list_states_nothing() {
    assert_eq!(stated("The next steps:\n\n- The ferry Alder sails on Monday.\n").len(), 1);
    assert_eq!(stated("What lies ahead:\n\n- The ferry Alder sails on Monday.\n").len(), 1);
    assert_eq!(stated("The week of Kestrel Bay in figures:\n\n- 46 passengers were injured.\n").len(), 1);
    // It says something of somebody.
    assert_eq!(
        stated("The board of Kestrel Bay has ordered three repairs:\n\n- 46 seats are to go.\n").len(),
        2
    );
}

#[test]
fn the_heads_of_a_table_are_no_claims() {
    let table = "| Ferry | Passengers injured |\n|---|---|\n| Alder | 46 |\n";
    let library = house::library([("The ferry Alder hit the pier.", Metadata::default())]);
    let claims = house::with_draft(table, Format::Markdown, "", |draft| {
        let judged = check(draft, &library, &Settings::default(), &mut Cache::default(), &|| false);
        judged.iter().map(|judgement| table[judgement.range.clone()].to_owned()).collect::<Vec<_>>()
    });
    assert_eq!(claims, ["Alder", "46"]);
}

/// The statements of a draft that are held against the sources.
fn claims_of(draft: &str) -> Vec<String> {
    let library = house::library([("The ferry Alder hit the pier.", Metadata::default())]);
    house::with_draft(draft, Format::Markdown, "", |tagged| {
        let judged = check(tagged, &library, &Settings::default(), &mut Cache::default(), &|| false);
        judged.iter().map(|judgement| draft[judgement.range.clone()].to_owned()).collect()
    })
}

#[test]
fn dont_ask_a_source_for_the_day_that_a_draft_is_of() {
    let told = "The ferry Alder struck the pier at Kestrel Bay.";
    for line in [
        "*For the weekend section, 31 October 2031*",
        "*Kestrel Echo, 14 November 2031*",
        "Working draft, 16 November 2031",
        "*Draft generated on 19 September 2031; to be edited*",
    ] {
        assert_eq!(claims_of(&format!("# Fog\n\n{line}\n\n{told}\n")), [told], "{line}");
    }
}

#[test]
fn dont_take_a_line_that_tells_something_of_a_day_for_a_dateline() {
    let deck = "Ferry Alder hits pier at Kestrel Bay on 14 March 2031";
    assert_eq!(claims_of(&format!("# Fog\n\n{deck}\n\nDivers went down.\n"))[0], deck);
    let below = "Kestrel Echo, 14 November 2031";
    assert!(
        claims_of(&format!("# Fog\n\nDivers went down.\n\n{below}\n\nThey came up.\n"))
            .contains(&below.to_owned())
    );
}

#[test]
fn dont_ask_a_source_for_the_label_of_a_paragraph() {
    let told = "The ferry Alder struck the pier at Kestrel Bay.";
    assert_eq!(claims_of(&format!("# Fog\n\n**Outlook.** {told}\n\n**View.** {told}\n")), [told, told]);
    assert_eq!(claims_of(&format!("Alder sank. {told}")).len(), 2);
}
