//! Whether it was done: what is told as done where the sources have it as asked for, meant, possible, alleged or not done; one line each,
//! named after the complaint.

mod house;

use copydesk_checking::Severity;
use house::{judge_with, said_from};

/// "code on words" of every finding at this level or above; the draft is of the next day.
fn said(least: Severity, source: &str, draft: &str) -> Vec<String> {
    said_from(least, &judge_with(&[("2031-05-07", source)], draft), draft)
}

macro_rules! says {
    ($($name:ident: $least:ident, $source:literal, $draft:literal => [$($want:literal),*];)+) => {
        $(#[test] fn $name() {
            assert_eq!(said(Severity::$least, $source, $draft), Vec::<String>::from([$($want.to_owned()),*]));
        })+
    };
}

says! {
    flags_what_was_applied_for: Warning,
        "A group of residents has applied to have the brewery in Quay Lane listed. The county has not answered.",
        "The brewery in Quay Lane has been listed." => ["overstated on listed"];
    flags_what_somebody_was_called_on_to_do: Warning,
        "The opposition called on harbour director Hans Greve to resign, which he said he would think over.",
        "Harbour director Hans Greve has resigned." => ["overstated on resigned"];
    flags_what_was_threatened: Warning,
        "The ferry line Tramo threatened to cut the routes to Holm and Dal if costs rose again.",
        "The ferry line Tramo has cut the routes to Holm and Dal." => ["overstated on cut"];
    flags_what_was_stopped_short_of: Warning,
        "The railway stopped short of closing the Lisse line and cut speeds instead.",
        "The railway closed the Lisse line." => ["overstated on closed"];
    flags_what_was_left_without: Warning,
        "Karvia and Telm ended two days of talks on Thursday without signing the border treaty.",
        "Karvia and Telm signed the border treaty on Thursday." => ["polarity-mismatch on signed"];
    flags_what_there_was_none_of: Warning,
        "Shops in the lower town reported no looting on Sunday.",
        "Shops in the lower town were looted on Sunday." => ["polarity-mismatch on looted"];
    flags_what_is_asked_whether: Warning,
        "The council is to decide in October whether to pull down the swimming baths in Mill Lane.",
        "The swimming baths in Mill Lane have been pulled down." => ["overstated on pulled"];
    flags_what_was_not_managed: Hint,
        "Engineers have not been able to restart the second camera of the probe Heron, which failed in May.",
        "Engineers have restarted the second camera of the probe Heron." => ["overstated on restarted"];
    flags_what_somebody_denied_having_refused: Warning,
        "Ilir Dema's agent denied that Dema had refused to play against Tarn.",
        "Dema refused to play against Tarn." => ["overstated on refused"];
    flags_what_was_not_found: Warning,
        "Police searched a garage in Dock Street and found no bicycles, but seized two phones.",
        "Police found stolen bicycles in a garage in Dock Street." => ["overstated on found"];
    hints_at_a_sale_that_is_weighed: Hint,
        "The insurer Aspen is weighing a sale of its Polish arm, people familiar with the matter said.",
        "The insurer Aspen has sold its Polish arm." => ["overstated on sold"];
    hints_at_a_recall_under_discussion: Hint,
        "A recall of the scanner is under discussion at the ministry.",
        "The scanner has been recalled." => ["overstated on recalled"];
    hints_at_what_was_demanded_and_is_told_as_won: Hint,
        "The works council has demanded guarantees for the 900 jobs in Dorn.",
        "The works council has won guarantees for the 900 jobs in Dorn." => ["overstated on won"];
    hints_at_an_invitation_told_as_accepted: Hint,
        "The mediator has invited the bus drivers to talks on Wednesday. The drivers have not replied.",
        "The bus drivers have accepted an invitation to talks on Wednesday." => ["overstated on accepted"];
    hints_at_a_recommendation_told_as_an_order: Hint,
        "The safety board recommends lower speed limits on the Brask line.",
        "The safety board has ordered lower speed limits on the Brask line." => ["overstated on ordered"];
    hints_at_a_trial_told_as_a_conviction: Hint,
        "Arne Solheim went on trial on Monday, charged with fraud over dredging contracts.",
        "Arne Solheim was convicted of fraud over dredging contracts." => ["unsupported-detail on convicted"];
    hints_at_what_nobody_has_joined: Hint,
        "Two district chairmen of the Meadow Party have called on Orla Brask to resign. No one else of rank has joined them yet.",
        "Two district chairmen of the Meadow Party called on Orla Brask to resign and were joined by its treasurer." => ["unsupported-detail on joined"];
    hints_at_a_refusal_of_what_was_promised: Hint,
        "Ruben Amsel argued against it. He said he would abide by the result of the ballot.",
        "Ruben Amsel refused to abide by the result of the ballot." => ["overstated on abide"];
    dont_flag_what_somebody_wants_told_as_wanted: Hint,
        "Residents have applied to have the brewery in Quay Lane listed.",
        "Residents want the brewery in Quay Lane listed." => [];
    dont_flag_a_threat_told_as_one: Hint,
        "The ferry line Tramo threatened to cut the routes to Holm and Dal if costs rose again.",
        "The ferry line Tramo may cut the routes to Holm and Dal." => [];
    dont_flag_what_was_done_as_well_as_planned: Hint,
        "The ferry line Tramo had threatened to cut the routes to Holm and Dal. On Monday it cut both routes.",
        "The ferry line Tramo has cut the routes to Holm and Dal." => [];
    dont_flag_what_was_managed: Hint,
        "Engineers managed to restart the second camera of the probe Heron.",
        "Engineers have restarted the second camera of the probe Heron." => [];
    dont_flag_what_was_seized_where_something_else_was_not_found: Hint,
        "Police searched a garage in Dock Street and found no bicycles, but seized two phones.",
        "Police seized two phones in a garage in Dock Street." => [];
    dont_flag_a_purchase_of_another_firm: Hint,
        "Norrfrost has made an offer for its rival Kaltek. Last year Norrfrost bought the Finnish firm Jaa.",
        "Norrfrost bought the Finnish firm Jaa last year." => [];
    dont_flag_an_offer_that_was_accepted: Hint,
        "Norrfrost has made an offer for its rival Kaltek. Kaltek's owners took the offer on Friday.",
        "Kaltek's owners have accepted an offer from Norrfrost." => [];
    dont_flag_what_a_study_found: Hint,
        "A study suggested that the asteroid Vesna may be two bodies. Scientists hope to find water on Vesna.",
        "The asteroid Vesna may be two bodies, a study found." => [];
    who_was_asleep_is_only_examined: Hint,
        "Police are examining whether the driver was asleep at the wheel.",
        "The driver was asleep at the wheel." => ["overstated on asleep"];
    he_did_not_know_whether_he_had_been_given_it: Hint,
        "Karl Brandt did not know whether he had been given the drug.",
        "Karl Brandt had been given the drug." => ["overstated on given"];
    a_consultation_on_closing_closes_nothing: Warning,
        "The council opened a consultation on closing three village schools.",
        "The council has closed three village schools." => ["overstated on closed"];
    dont_flag_what_somebody_was_asked_and_may_have_answered: Hint,
        "Asked whether the driver was asleep at the wheel, the officer said that he was.",
        "The driver was asleep at the wheel." => [];
    dont_flag_what_holds_either_way: Hint,
        "The ferry sails on Friday regardless of whether the pier is open.",
        "The ferry sails on Friday." => [];
    dont_flag_what_the_next_sentence_tells: Hint,
        "Police examined whether the driver was asleep at the wheel. The driver was asleep at the wheel, they said on Friday.",
        "The driver was asleep at the wheel." => [];
    hints_at_a_warrant_that_is_only_applied_for: Hint,
        "The prosecution said it had applied for an international warrant for the arrest of Jon Tarl, 36. Tarl is believed to have flown to Salm. It told the judge that a decision on the driver would take weeks.",
        "Prosecutors have obtained an international warrant for the arrest of Jon Tarl, 36, who is believed to have flown to Salm." => ["overstated on obtained"];
    hints_at_a_warrant_for_which_an_application_has_been_made: Hint,
        "An application has been made for an international warrant for the arrest of Jon Tarl.",
        "Prosecutors have obtained an international warrant for the arrest of Jon Tarl." => ["overstated on obtained"];
    hints_at_an_inquiry_that_the_director_was_granted_before_he_speaks_of_a_condition: Hint,
        "\"I have asked the ministry for an independent inquiry. If it finds that I was at fault, I will go,\" said the director of the harbour, Piet Osk.",
        "Osk has been granted an independent inquiry by the ministry and says that he will leave only if it finds him at fault." => ["overstated on granted"];
    hints_at_a_complaint_that_is_only_thought_about: Hint,
        "The club are, however, thinking about a written complaint to the referees' board.",
        "The club have lodged a complaint with the referees' board." => ["overstated on lodged"];
    hints_at_what_is_denied_of_what_is_only_asked: Hint,
        "It has not been established whether the control unit itself or its wiring failed.",
        "It was the control unit and not its wiring that failed." => ["overstated on failed"];
    dont_flag_whether_it_was_this_that_failed: Hint,
        "It has not been established whether the control unit itself or its wiring failed.",
        "Whether it was the control unit or its wiring that failed is still unknown." => [];
    hints_at_what_the_cabinet_will_only_decide_on: Hint,
        "The cabinet would decide next Tuesday whether to declare Salm a disaster area, minister Ruth Fenn said. Asked whether it would be made one, she would say no more.",
        "On Tuesday the cabinet will declare Salm a disaster area." => ["overstated on declare"];
    dont_flag_that_the_cabinet_will_decide: Hint,
        "The cabinet would decide next Tuesday whether to declare Salm a disaster area, minister Ruth Fenn said.",
        "The cabinet will decide on Tuesday." => [];
    hints_at_a_consent_that_is_still_needed: Hint,
        "A buyer has been found for the villa near Salm at 1.9 million crowns, but the sale needs the approval of a court.",
        "The sale of the villa near Salm for 1.9 million crowns now has the consent of a court." => ["overstated on consent"];
    hints_at_a_permit_that_has_not_come_through: Hint,
        "Mateo Quint scored twice in training. His work permit has been applied for. It had not come through by last night.",
        "Mateo Quint now has his work permit." => ["overstated on permit"];
    dont_take_a_cost_for_a_verb: Hint,
        "Of the $26 million that the museum will cost, $9 million has been given by the Osk Foundation.",
        "The Osk Foundation has given $9 million to the $26 million cost of the museum." => [];
}
