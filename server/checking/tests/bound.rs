//! What the sources tell of another one of the story: who did it, to whom, whose it is. One line each, named after the complaint.

#[macro_use]
mod house;

use copydesk_checking::{Severity, Verdict};
use house::{judge_with, said_from};

const FLIGHT: &str = "A turboprop landed at Torvik on Sunday after its left engine failed. Captain Ida Rask flew the aircraft by hand while First \
     Officer Tom Lien read out the checklist. Cabin attendant Berit Moe moved the passengers to the rear. Rask praised the controller, Sven \
     Holt, for his calm. Lien was treated for smoke inhalation.";

const COURT: &str = "A court in Velden on Tuesday ordered the builder Hartwell to pay the city 6.2 million crowns over a collapsed stairway. The \
     city had sued Hartwell in 2028. Hartwell's lawyer, Simon Crane, said it would appeal. The city's lawyer, Nadia Foss, called the ruling a \
     relief. Investor Sigrid Holt, who owns a tenth of Hartwell, rejected the city's offer as too low.";

const TALKS: &str = "National Front chairman Piet Gram demanded a recount in the city of Lund, which the electoral commission refused. Norda's board backed talks with Belko. Nils Oster urged Milo Sands to think again.";

const QUARREL: &str = "Falk accused Nouri of negligence on Monday. Nouri in turn accused Falk of lying. Mayor Greta Sund defended Falk, and the \
     union defended Nouri. Pupils miss Jo Marsh, a music teacher. Headmaster Ron Tallis dismissed her in June after a complaint by a parent, Val Pike.";

const TRADE: &str = "Norda sold its dry dock to the city of Varne for 12 million. Dale United lost 2-0 at home to Marr City on Sunday. Marr City won \
     the cup final in 2029, beating Dale United.";

fn verdict(source: &str, draft: &str) -> Verdict {
    judge_with(&[("2031-05-06", source)], draft).first().expect("a claim").verdict
}

fn all(source: &str, draft: &str) -> Vec<String> {
    said_from(Severity::Hint, &judge_with(&[("2031-05-06", source)], draft), draft)
}

macro_rules! verdicts {
    ($($name:ident: $source:expr, $draft:literal => $want:ident;)+) => {
        $(#[test] fn $name() { assert_eq!(verdict($source, $draft), Verdict::$want); })+
    };
}

macro_rules! silent {
    ($($name:ident: $source:expr, $draft:literal;)+) => {
        $(#[test] fn $name() { assert_eq!(all($source, $draft), Vec::<String>::new()); })+
    };
}

verdicts! {
    who_flew_and_who_read_the_list:
        FLIGHT, "While First Officer Tom Lien flew the aircraft by hand, Captain Ida Rask read out the checklist." => Contradicted;
    who_was_ordered_to_pay_whom:
        COURT, "A court in Velden ordered the city to pay the builder Hartwell 6.2 million crowns over a collapsed stairway." => Contradicted;
    who_sued_whom:
        COURT, "Hartwell had sued the city in 2028." => Contradicted;
    whose_lawyer_said_what:
        COURT, "Nadia Foss said it would appeal, and Simon Crane called the ruling a relief." => Contradicted;
    who_demanded_and_who_refused:
        TALKS, "The electoral commission demanded a recount in the city of Lund, which the National Front refused." => Contradicted;
    whose_board_backed_talks_with_whom:
        TALKS, "Belko's board backed talks with Norda." => Contradicted;
    who_designed_a_study_and_who_wants_another:
        "Biologist Mona Krog designed the study, and the statistician Alf Reitan analysed the data. Reitan plans a further study.",
        "Alf Reitan designed the study, and Mona Krog analysed the data." => Contradicted;
    who_accused_whom_of_what:
        "Nouri accused Falk of negligence.", "Falk accused Nouri of negligence." => Contradicted;
    who_moved_the_passengers_is_no_other:
        FLIGHT, "A second call was made, and Tom Lien moved the passengers to the rear." => PartlySupported;
    who_rejected_the_offer_behind_a_clause:
        COURT, "Nadia Foss rejected the offer as too low." => PartlySupported;
    who_read_it_told_in_the_passive:
        FLIGHT, "The checklist was read out by Berit Moe." => PartlySupported;
}

silent! {
    dont_flag_the_two_told_the_other_way_about:
        FLIGHT, "First Officer Tom Lien read out the checklist while Captain Ida Rask flew the aircraft.";
    dont_flag_a_passive:
        FLIGHT, "The checklist was read out by Tom Lien, the first officer.";
    dont_flag_whom_the_captain_praised:
        FLIGHT, "Sven Holt was praised by the captain, Ida Rask, for his calm.";
    dont_flag_two_who_do_it_together:
        "Captain Ida Rask and First Officer Tom Lien landed the aircraft at Torvik.", "Rask and Lien landed the aircraft at Torvik.";
    dont_flag_who_was_sued:
        COURT, "Hartwell had been sued by the city in 2028.";
    dont_flag_the_payer_of_a_ruling:
        COURT, "Hartwell was ordered to pay the city 6.2 million crowns over a collapsed stairway.";
    dont_flag_what_two_say_of_one_another:
        QUARREL, "Nouri accused Falk of lying.";
    dont_flag_whom_each_of_two_defended:
        QUARREL, "Nouri was defended by the union, Falk by the mayor.";
    dont_flag_whom_a_pronoun_means:
        QUARREL, "Jo Marsh was dismissed in June by the headmaster, Ron Tallis.";
    dont_flag_what_was_bought_for_what_was_sold:
        TRADE, "The city of Varne bought Norda's dry dock for 12 million.";
    dont_flag_the_winner_for_the_loser:
        TRADE, "Marr City won 2-0 at Dale United on Sunday.";
    dont_flag_the_loser_of_a_final:
        TRADE, "Dale United lost the cup final of 2029 to Marr City.";
    dont_flag_a_recount_refused_to_a_party:
        TALKS, "The electoral commission refused the recount that the National Front had demanded in Lund.";
    dont_flag_who_was_urged:
        TALKS, "Milo Sands was urged by Nils Oster to think again.";
}
