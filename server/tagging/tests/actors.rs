//! Who is meant, in one text and across texts.

use copydesk_tagging::actors::{Alias, Same, country_of_capital, country_of_demonym, fold, key, link, same};
use copydesk_tagging::{Identity, Kind, Language, Reference, Tagged, Tagger, Value};
use copydesk_text::{Format, Prose};
use std::sync::Arc;

fn tag_with(tagger: &Tagger, text: &str) -> Tagged {
    tagger.document(&Prose::new(text, Format::Text), None, &mut |t| Arc::new(tagger.sentence(t)))
}

fn tag(text: &str) -> Tagged {
    tag_with(Tagger::english(), text)
}

fn actor(kind: Kind, names: &[&str]) -> Identity {
    Identity {
        kind,
        name: names[0].to_owned(),
        names: names.iter().map(|name| (*name).to_owned()).collect(),
        roles: Vec::new(),
        key: key(kind, names[0]),
    }
}

fn compare(kind: Kind, a: &str, b: &str) -> Same {
    same(&actor(kind, &[a]), &actor(kind, &[b]))
}

#[test]
fn tells_people_of_one_surname_apart() {
    let person = |a, b| compare(Kind::Person, a, b);
    assert_eq!(person("Volodymyr Zelenskyy", "Volodimir Zelensky"), Same::Yes);
    assert_eq!(person("Volodymyr Zelensky", "Vladimir Zelensky"), Same::No);
    assert_eq!(person("Orla Venn", "Venn"), Same::Maybe);
    assert_eq!(person("O. Venn", "Orla Venn"), Same::Maybe);
    assert_eq!(person("Orla Venn", "Piet Venn"), Same::No);
    assert_eq!(person("Orla M. Venn", "Orla Venn"), Same::Yes);
    assert_eq!(person("Orla M. Venn", "Orla P. Venn"), Same::No);
    assert_eq!(person("Bill Harker", "William Harker"), Same::Yes);
    assert_eq!(person("Piet van der Holm", "Piet Van der Holm"), Same::Yes);
    assert_eq!(person("Holm", "Piet van der Holm"), Same::Maybe);
    assert_eq!(person("Orla Venn", "Orla Osk"), Same::No);
}

#[test]
fn dont_merge_countries_that_are_only_alike() {
    let place = |a, b| compare(Kind::Place, a, b);
    assert_eq!(place("Austria", "Australia"), Same::No);
    assert_eq!(place("Niger", "Nigeria"), Same::No);
    assert_eq!(place("US", "United States"), Same::Yes);
    assert_eq!(place("U.S.", "USA"), Same::Yes);
    assert_eq!(place("Kiev", "kyiv"), Same::Yes);
    assert_eq!(place("New York", "York"), Same::No);
}

#[test]
fn reads_legal_forms_short_forms_and_acronyms_of_one_body() {
    let body = |a, b| compare(Kind::Organization, a, b);
    assert_eq!(body("Harl Lines plc", "Harl Lines"), Same::Yes);
    assert_eq!(body("Harl International plc", "Harl"), Same::Yes);
    assert_eq!(body("Harl", "Harl Motor Co"), Same::Maybe);
    assert_eq!(body("NATO", "North Atlantic Treaty Organization"), Same::Yes);
    assert_eq!(body("the Bank of Spain", "Bank of Spain"), Same::Yes);
    assert_eq!(body("Bank of Spain", "Bank of France"), Same::No);
    assert_eq!(body("KHT", "Kestrel Harbour Trust"), Same::Maybe);
    let both = actor(Kind::Organization, &["Kestrel Harbour Trust", "KHT"]);
    assert_eq!(same(&both, &actor(Kind::Organization, &["KHT"])), Same::Yes);
}

#[test]
fn gives_one_id_across_texts_unless_a_surname_is_shared() {
    let docs = [
        tag("Chancellor Orla Venn met Mr. Piet Osk. NATO was silent."),
        tag("Mr. Venn left early. The North Atlantic Treaty Organization said nothing."),
        tag("Mr. Jonas Osk was there. Mr. Osk left."),
        tag("Mr. Osk was late."),
    ];
    let ids = link(&docs.iter().collect::<Vec<_>>());
    let id = |doc: usize, name: &str| {
        let at = docs[doc].actors.iter().position(|actor| actor.names.iter().any(|n| n == name));
        ids[doc][at.unwrap_or_else(|| panic!("{name} is not in {:?}", docs[doc].actors))]
    };
    assert_eq!(id(0, "Orla Venn"), id(1, "Venn"));
    assert_eq!(id(0, "NATO"), id(1, "North Atlantic Treaty Organization"));
    assert_ne!(id(0, "Piet Osk"), id(2, "Jonas Osk"));
    assert_eq!(id(2, "Jonas Osk"), id(2, "Osk"));
    assert_ne!(id(3, "Osk"), id(2, "Osk"));
    assert_ne!(id(3, "Osk"), id(0, "Piet Osk"));
}

#[test]
fn reads_the_office_of_one_who_is_about() {
    let text = "German Chancellor Orla Venn met French President Luc Brel. Mr. Brel left. Later the chancellor spoke.";
    let tagged = tag(text);
    let [reference] = tagged.references.as_slice() else { panic!("{:?}", tagged.references) };
    assert_eq!(tagged.actors[reference.actor].name, "Orla Venn");
    assert_eq!(tagged.actors[reference.actor].roles, ["German Chancellor"]);
    let two =
        tag("German Chancellor Orla Venn met Austrian Chancellor Luc Brel. Later the chancellor spoke.");
    assert!(two.references.is_empty(), "{:?}", two.references);
}

fn named(text: &str) -> Vec<(String, Kind)> {
    tag(text).actors.into_iter().map(|actor| (actor.name, actor.kind)).collect()
}

#[test]
fn dont_take_a_part_of_a_body_for_another_body() {
    let all =
        named("Jonas Osk of the Varn News Northern Bureau wrote it. Varn News said so (Varn News In-Depth).");
    let bodies: Vec<_> = all.iter().filter(|(_, kind)| *kind == Kind::Organization).collect();
    assert_eq!(bodies, [&("Varn News".to_owned(), Kind::Organization)]);
}

#[test]
fn dont_take_the_first_word_of_a_firm_for_a_person() {
    let firm = ("Harl Shipping Co.".to_owned(), Kind::Organization);
    assert_eq!(named("Harl Shipping Co. bought two ferries. Harl said so."), [firm]);
}

#[test]
fn dont_take_what_is_called_something_for_a_person() {
    assert_eq!(named("This ends the “Pax Varnica” of the north, he said."), []);
}

#[test]
fn dont_take_a_place_beside_a_place_for_a_person() {
    let all = named("Fires broke out in Oslo and Osksky, officials said.");
    assert!(all.iter().all(|(_, kind)| *kind == Kind::Place), "{all:?}");
}

#[test]
fn reads_a_body_whose_name_holds_a_figure() {
    let all = named("Ministers of the G7 met in Oslo, and those of the G20 did not.");
    let bodies: Vec<_> = all.iter().filter(|(_, kind)| *kind == Kind::Organization).collect();
    assert_eq!(bodies.len(), 2, "{all:?}");
}

#[test]
fn dont_join_a_heading_to_the_sentence_after_it() {
    let all = named("Heavy Barrage Hits France France’s navy said that it had seen nothing.");
    assert_eq!(all, [("France".to_owned(), Kind::Place)]);
}

#[test]
fn knows_the_aliases_of_the_user() {
    let names = vec!["Kestrel Harbour Trust".to_owned(), "Harbour Company".to_owned()];
    let tagger = Tagger::english().with_aliases(&[Alias { kind: Kind::Organization, names }]);
    let tagged = tag_with(&tagger, "The Kestrel Harbour Trust paid. The Harbour Company said so.");
    assert_eq!(tagged.actors.len(), 1, "{:?}", tagged.actors);
}

#[test]
fn flags_a_capital_that_stands_for_its_government() {
    let tagged = tag("Moscow rejected the offer. He flew to Moscow.");
    let flags: Vec<bool> = tagged
        .sentences
        .iter()
        .flat_map(|s| &s.mentions)
        .filter_map(|m| if let Value::Actor(actor) = &m.value { Some(actor.metonym) } else { None })
        .collect();
    assert_eq!(flags, [true, false]);
    assert_eq!(country_of_capital(&fold("Kiev")), Some("ukraine"));
    assert_eq!(country_of_demonym("Ukrainians"), Some("Ukraine"));
}

#[test]
fn reads_the_office_of_one_who_is_about_in_german() {
    let german = Language::all().find(|language| language.code() == "de").expect("a German grammar");
    let text = "Bundeskanzlerin Orla Venn kam am Freitag. Die Rede der Kanzlerin war kurz. Der frühere Kanzler schwieg nicht.";
    let tagged = tag_with(&Tagger::new(german), text);
    let spoken = |r: &Reference| tagged.sentences[r.sentence].sentence.text[r.range.clone()].to_owned();
    let found: Vec<String> = tagged.references.iter().map(spoken).collect();
    assert_eq!(found, ["Kanzlerin"], "{:?}", tagged.references);
    assert_eq!(tagged.actors[tagged.references[0].actor].name, "Orla Venn");
}

#[test]
fn reads_a_name_of_two_given_names_behind_an_and() {
    let person = |name: &str| (name.to_owned(), Kind::Person);
    let all = named("Piet Osk and Anna-Maria Holm-Brandt met. Turnout was low.");
    assert_eq!(all, [person("Piet Osk"), person("Anna-Maria Holm-Brandt")]);
}

#[test]
fn dont_take_the_first_word_of_a_sentence_about_an_election_for_a_person() {
    assert_eq!(named("Turnout was low."), []);
    assert_eq!(named("Investors fled."), []);
}

#[test]
fn reads_a_firm_named_after_somebody_by_its_legal_form() {
    let body = |name: &str| vec![(name.to_owned(), Kind::Organization)];
    assert_eq!(named("Norsk Hydro A/S is issuing bonds."), body("Norsk Hydro A/S"));
    assert_eq!(named("Shares of Piet Osk AG fell."), body("Piet Osk AG"));
}

#[test]
fn dont_count_by_a_figure_in_a_name() {
    let tagged = tag("The First National Bank of Osk opened its third branch.");
    let said = |m: &copydesk_tagging::Mention| tagged.sentences[0].sentence.text[m.range.clone()].to_owned();
    let ordinals = tagged.sentences[0].mentions.iter().filter(|m| m.kind == Kind::Ordinal);
    assert_eq!(ordinals.map(said).collect::<Vec<_>>(), ["third"]);
}

#[test]
fn reads_what_stands_before_its_state_as_a_place() {
    let all = named("The wells are in Tuscarawas and Harrison County, Ohio.");
    assert!(all.iter().all(|(_, kind)| *kind == Kind::Place), "{all:?}");
}

#[test]
fn reads_who_tells_in_a_dateline_and_behind_for() {
    let text =
        "PORT ELGAN, Dec 14 (Harbour Wire) – The pier closed, as Mara Quill reports for The Bay Ledger.";
    let bodies: Vec<_> = named(text).into_iter().filter(|(_, kind)| *kind == Kind::Organization).collect();
    let body = |name: &str| (name.to_owned(), Kind::Organization);
    assert_eq!(bodies, [body("Harbour Wire"), body("The Bay Ledger")]);
}

#[test]
fn both_of_two_governments_act() {
    let tagged = tag("Varnholm heard what Moscow and Washington proposed.");
    let acting = |m: &&copydesk_tagging::Mention| matches!(&m.value, Value::Actor(actor) if actor.metonym);
    assert_eq!(tagged.sentences[0].mentions.iter().filter(acting).count(), 2);
}

/// "name = kind" of the one-word names of a text.
fn kinds(text: &str) -> Vec<String> {
    let tagged = tag(text);
    let named =
        |at: usize| tagged.sentences[at].mentions.iter().filter(|m| m.kind.is_actor()).map(move |m| (at, m));
    (0..tagged.sentences.len())
        .flat_map(named)
        .map(|(at, m)| {
            format!("{} = {}", &tagged.sentences[at].sentence.text[m.range.clone()], m.kind.name())
        })
        .collect()
}

#[track_caller]
fn all_are(kind: &str, text: &str) {
    let found = kinds(text);
    assert!(!found.is_empty() && found.iter().all(|name| name.ends_with(kind)), "{text}: {found:?}");
}

#[test]
fn dont_take_a_firm_of_one_word_for_a_person() {
    for text in [
        "Corvane said it expects a loss.",
        "Corvane shares fell by a tenth.",
        "Shares in Corvane fell by a tenth.",
        "Osprane closed two plants. Osprane's net revenue fell.",
        "Hylder, a maker of pumps, cut jobs. Hylder declined to comment.",
        "The chipmaker Hylder cut jobs.",
        "She is chief executive of Hylder.",
        "Corvane said on Monday its net profit fell. Corvane told nobody.",
        "A Hylder spokesman declined to comment.",
        "Hylder and its lenders met again.",
        "Hylder reported a net loss.",
        "But Corvane were unable to score.",
    ] {
        all_are("organization", text);
    }
}

#[test]
fn dont_take_a_person_for_a_firm_for_what_a_firm_has_too() {
    for text in [
        "President Corvane said he would resign. A Corvane spokesman declined to comment.",
        "Analyst Hylder said it was raining.",
        "Orla Venn resigned. Venn shares the prize. Venn's board met.",
        "Corvane, 45, sold a stake.",
    ] {
        all_are("person", text);
    }
}

#[test]
fn dont_take_a_town_for_a_firm_for_a_plant_there() {
    for text in [
        "A strike closed a plant at Dunmere. Workers at Dunmere walked out.",
        "It has a subsidiary in Dunmere.",
    ] {
        all_are("place", text);
    }
}

#[test]
fn dont_take_the_short_form_of_a_firm_for_an_ordinal() {
    let tagged = tag(
        "First Granite Bancorp said it earned 40 million. First Granite rose, as shares of First Granite did in the first quarter.",
    );
    let text = &tagged.sentences[1].sentence.text;
    let told = |mention: &copydesk_tagging::Mention| (mention.kind, &text[mention.range.clone()]);
    let told: Vec<_> = tagged.sentences[1].mentions.iter().map(told).collect();
    let firm = (Kind::Organization, "First Granite");
    assert_eq!(told, [firm, firm, (Kind::Date, "first quarter")]);
}
