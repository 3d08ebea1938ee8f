//! Accusations, claims and plans told as facts: what is flagged and what is not, one line each, named after the complaint.

#[macro_use]
mod house;

says! {
    flags_an_accusation_told_as_a_fact: Warning,
        "Orla Venn, a lawyer for the tenants, accused Veldmoor Homes of cutting the heating in January. Veldmoor Homes denied it.",
        "Veldmoor Homes cut the heating in January." => ["overstated on cut"];
    flags_an_accusation_told_in_the_passive: Warning,
        "Greenwatch accused the quarry firm Stenmoor of dumping slurry in the river Ask at night. Stenmoor denied the claim.",
        "Slurry was dumped in the river Ask at night by the quarry firm Stenmoor." => ["overstated on dumped"];
    flags_what_is_alleged: Warning,
        "Prosecutors allege that Jonas Frey forged the signatures of 14 pensioners between 2027 and 2029.",
        "Jonas Frey forged the signatures of 14 pensioners between 2027 and 2029." => ["overstated on forged"];
    flags_what_is_alleged_and_told_as_shown: Warning,
        "The charity alleges that officials knew of the mould as early as 2027. The ministry denies this.",
        "The charity has shown that officials knew of the mould as early as 2027." => ["overstated on knew"];
    flags_a_claim_that_another_disputes: Warning,
        "The pilots' union claims that Osk Air ignored three reports of cracks in the wing. The airline disputes that.",
        "Osk Air had ignored three reports of cracks in the wing." => ["overstated on ignored"];
    hints_at_a_claim_that_nobody_disputes: Hint,
        "The pilots' union claims that Osk Air ignored three reports of cracks in the wing.",
        "Osk Air had ignored three reports of cracks in the wing." => ["overstated on ignored"];
    flags_what_one_says_and_another_denies: Warning,
        "The rector said the faculty had deleted the recordings in March. Dean Aila Moen disputes that account.",
        "The faculty deleted the recordings in March." => ["overstated on deleted"];
    flags_what_somebody_is_suspected_of: Warning,
        "Halder is suspected of having leaked the exam papers to a cousin in Dunmere.",
        "Halder leaked the exam papers to a cousin in Dunmere." => ["overstated on leaked"];
    dont_flag_what_is_allegedly_so: Hint,
        "Orla Venn, a lawyer for the tenants, accused Veldmoor Homes of cutting the heating in January. Veldmoor Homes denied it.",
        "Veldmoor Homes allegedly cut the heating in January." => [];
    dont_flag_what_is_told_after_an_accuser: Hint,
        "The pilots' union claims that Osk Air ignored three reports of cracks in the wing. The airline disputes that.",
        "Osk Air ignored three reports of cracks in the wing, according to the pilots' union." => [];
    dont_flag_what_is_said_to_be_so: Hint,
        "The pilots' union claims that Osk Air ignored three reports of cracks in the wing. The airline disputes that.",
        "Osk Air is said to have ignored three reports of cracks in the wing." => [];
    dont_flag_a_charge_that_was_proved: Hint,
        "Prosecutors alleged that Jonas Frey forged the signatures of 14 pensioners. On Friday the court found him guilty.",
        "Jonas Frey forged the signatures of 14 pensioners." => [];
    dont_flag_a_charge_that_was_admitted: Hint,
        "The union accused Norrbo of breaking the agreement. Norrbo admitted that it had broken the agreement in two plants.",
        "Norrbo broke the agreement in two plants." => [];
    dont_flag_a_charge_that_the_outlet_tells_itself: Hint,
        "The senator accused the agency of wasting 40 million crowns on the bridge. In June auditors wrote that the agency wasted 40 million crowns on the bridge.",
        "The agency wasted 40 million crowns on the bridge." => [];
    dont_flag_what_an_accused_did_besides: Hint,
        "The trawler Stellan, accused of entering the closed zone, was seized on Friday and towed to Dunmere.",
        "The trawler Stellan was seized on Friday and towed to Dunmere." => [];
    dont_flag_what_was_said_beside_a_denial_of_another_thing: Hint,
        "The minister said that exports fell by 4 percent in May. The opposition denied that it had blocked the tax bill.",
        "Exports fell by 4 percent in May." => [];
    dont_flag_what_officials_said: Hint,
        "The fire chief said the roof collapsed at noon after the beams had burned through.",
        "The roof collapsed at noon after the beams had burned through." => [];
}

says! {
    flags_what_is_only_intended: Warning,
        "The harbour board intends to sell the old customs house to a hotel chain.",
        "The harbour board has sold the old customs house to a hotel chain." => ["overstated on sold"];
    flags_what_is_only_demanded: Warning,
        "Residents demanded that the city reopen the Lisse tunnel to cyclists. The city has kept it shut.",
        "The Lisse tunnel has been reopened to cyclists." => ["overstated on reopened"];
    flags_what_is_only_considered: Warning,
        "Osk Air is considering moving its base from Dunmere to Osterhaven next year, a spokesman said.",
        "Osk Air has moved its base from Dunmere to Osterhaven." => ["overstated on moved"];
    flags_what_a_court_was_only_asked_for: Warning,
        "Moen has asked the court to release the recordings of the trial in Dunmere.",
        "The court has released the recordings of the trial in Dunmere, Moen said." => ["overstated on released"];
    hints_at_a_permit_that_was_only_applied_for: Hint,
        "The port of Osterhaven has applied for a licence to widen the northern channel. The application is pending.",
        "A licence to widen the northern channel has been granted to the port of Osterhaven." => ["overstated on granted"];
    hints_at_a_decision_that_is_yet_to_be_taken: Hint,
        "The partners have yet to decide whether to admit Norholm to the alliance.",
        "The partners have decided to admit Norholm to the alliance." => ["overstated on decided"];
    hints_at_a_purchase_of_which_there_is_only_interest: Hint,
        "Three parties have expressed interest in the mill at Dunmere, among them a maker of heat pumps.",
        "A maker of heat pumps has bought the mill at Dunmere." => ["overstated on bought"];
    dont_flag_a_purchase_after_talks: Hint,
        "After talks of three months a maker of heat pumps bought the mill at Dunmere. A brewer had expressed interest in the mill too.",
        "A maker of heat pumps has bought the mill at Dunmere." => [];
    dont_flag_a_plan_that_was_completed: Hint,
        "Calder Lines said in May that it intended to buy the yard at Osterhaven. The takeover was completed on Friday.",
        "Calder Lines has bought the yard at Osterhaven." => [];
    dont_flag_what_a_speaker_said_who_denied_another_thing: Hint,
        "The rector said the college had lost three teachers. He denied the allegation that staff had known of the mould.",
        "The college has lost three teachers." => [];
    dont_flag_a_plan_that_was_carried_out: Hint,
        "The harbour board intends to sell the old customs house to a hotel chain. In June it sold the customs house to the Astra chain.",
        "The harbour board has sold the old customs house to a hotel chain." => [];
    dont_flag_a_plan_that_was_carried_out_in_other_words: Hint,
        "Osk Air said in March it was considering moving its base to Osterhaven. The move was completed on Friday.",
        "Osk Air has moved its base to Osterhaven." => [];
    dont_flag_an_application_that_was_granted: Hint,
        "The town has applied for a grant of 4 million crowns to restore the mill. On Friday the fund awarded it 4 million crowns.",
        "The town has been awarded a grant of 4 million crowns to restore the mill." => [];
    dont_flag_what_was_done_before_the_next_is_planned: Hint,
        "The theatre plans to replace its seats in July. It replaced the stage in 2028.",
        "The theatre replaced its stage in 2028." => [];
    dont_flag_what_could_be_heard: Hint,
        "Residents could hear the blast in Osterhaven, and many fled.",
        "Residents heard the blast in Osterhaven." => [];
    dont_flag_a_condition_of_the_draft_s_own: Hint,
        "The party said migrants would be deported if they do not find work after six months.",
        "Migrants deported if they do not find work after six months." => [];
}

mends! {
    leaves_an_accusation_to_the_accuser:
        "Greenwatch accused the quarry firm Stenmoor of dumping slurry in the river Ask at night. Stenmoor denied the claim.",
        "The quarry firm Stenmoor has dumped slurry in the river Ask at night." =>
        "The quarry firm Stenmoor has allegedly dumped slurry in the river Ask at night.";
    brings_an_offer_and_its_condition_back:
        "Calder Lines offered to pay the cost of the rescue if the inquiry finds its crew at fault.",
        "Calder Lines paid the cost of the rescue." =>
        "Calder Lines offered to pay the cost of the rescue if the inquiry finds its crew at fault.";
    brings_an_offer_back_behind_a_comma:
        "Calder Lines, which owns the freighter, offered to pay the cost of the rescue if the inquiry finds its crew at fault.",
        "Calder Lines, which owns the freighter, paid the cost of the rescue." =>
        "Calder Lines, which owns the freighter, offered to pay the cost of the rescue if the inquiry finds its crew at fault.";
    brings_a_plan_back:
        "The port authority plans to close the terminal at Kestrel Bay.",
        "The port authority has closed the terminal at Kestrel Bay." =>
        "The port authority planned to close the terminal at Kestrel Bay.";
    brings_back_what_somebody_said_would_be:
        "Finance Minister Petra Ruhl told Radio Merrow on Sunday that she would take the budget to the cabinet in October.",
        "Finance Minister Petra Ruhl has taken the budget to the cabinet." =>
        "Finance Minister Petra Ruhl will take the budget to the cabinet.";
    brings_back_what_is_to_come:
        "The Kestrel Courier will publish a letter from Orla Venn next week.",
        "The Kestrel Courier has published a letter from Orla Venn." =>
        "The Kestrel Courier will publish a letter from Orla Venn.";
}

says! {
    hints_at_talks_under_way_that_are_to_begin: Hint,
        "Negotiations on a fishing deal between Tarn and Ostrow are to begin in March, the fisheries minister, Ida Brenk, told parliament.",
        "Negotiations on a fishing deal between Tarn and Ostrow are already under way." => ["overstated on under way"];
    dont_hint_at_talks_under_way_that_began: Hint,
        "Negotiations on a fishing deal between Tarn and Ostrow began in March and are to go on until June.",
        "Negotiations on a fishing deal between Tarn and Ostrow are already under way." => [];
    flags_what_was_sent_that_is_yet_to_be: Warning,
        "The government has yet to send the treaty to parliament.",
        "The government has sent the treaty to parliament." => ["overstated on sent"];
    hints_at_what_is_out_of_force_that_remains_in_it: Hint,
        "The old bus timetable remains in force until 1 September, the transport office said.",
        "The old bus timetable has been out of force." => ["unsupported-detail on out of force"];
    hints_at_what_was_stolen_where_nothing_was: Hint,
        "Nothing has been stolen from the museum, its director said after the break-in.",
        "Several coins were stolen from the museum in the break-in, its director said." => ["unsupported-detail on stolen"];
    flags_a_quotation_altered_whose_speaker_is_a_pronoun: Warning,
        "Judge Mara Quill was blunt. The agency, she writes, \"was free to warn; it was never free to warn for money\".",
        "Judge Mara Quill was blunt. The agency \"was free to warn; it was never free to warn by letter\", she writes." => ["quote-altered on by letter"];
}
