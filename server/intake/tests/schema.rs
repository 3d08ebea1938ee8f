//! The JSON schema of copydesk.toml says what the reader of that file takes, no more and no less.

use copydesk_checking::Code;
use copydesk_intake::{Config, ConfigError, DEFAULT_CONFIG};
use serde_json::Value;
use std::path::Path;

fn schema() -> Value {
    let text = include_str!("../../../editors/schemas/copydesk.toml.schema.json");
    serde_json::from_str(text).expect("the schema is JSON")
}

fn parse(text: &str) -> Result<Config, ConfigError> {
    Config::parse(text, Path::new("copydesk.toml"))
}

fn names(object: &Value) -> Vec<String> {
    object["properties"].as_object().expect("properties").keys().cloned().collect()
}

fn choices(property: &Value) -> Vec<String> {
    let choices = property["enum"].as_array().expect("an enum").iter();
    choices.map(|choice| choice.as_str().expect("a text").to_owned()).collect()
}

/// The names that a mistake lists as known: "…; known are a, b".
fn known(error: &ConfigError) -> Vec<String> {
    let list = error.message.split("known are ").nth(1).unwrap_or_else(|| panic!("{}", error.message));
    list.split(", ").map(str::to_owned).collect()
}

#[track_caller]
fn same(mut a: Vec<String>, mut b: Vec<String>) {
    a.sort();
    b.sort();
    assert_eq!(a, b);
}

#[test]
fn the_keys_are_those_that_are_read() {
    same(names(&schema()), known(&parse("zzzzzz = 1\n").expect_err("no such key")));
    for key in names(&schema()) {
        // A number is never right, and the complaint is about the value, not the key.
        let error = parse(&format!("{key} = 3\n")).expect_err("a number");
        assert!(!error.message.contains("no key"), "{key}: {}", error.message);
    }
}

#[test]
fn every_choice_is_read_and_no_other() {
    let schema = schema();
    for key in ["citation-style", "strictness"] {
        let listed = choices(&schema["properties"][key]);
        for choice in &listed {
            parse(&format!("{key} = \"{choice}\"\n")).unwrap_or_else(|error| panic!("{error}"));
        }
        same(listed, known(&parse(&format!("{key} = \"zzzzzz\"\n")).expect_err("no choice")));
        let default = schema["properties"][key]["default"].as_str().expect("a default");
        let set = parse(&format!("{key} = \"{default}\"\n")).expect("the default");
        assert_eq!(set.settings(), Config::default().settings(), "{key}");
    }
}

#[test]
fn every_code_has_its_severities_its_default_and_its_summary() {
    let schema = schema();
    let codes = &schema["properties"]["codes"];
    same(names(codes), Code::ALL.iter().map(|code| code.name().to_owned()).collect());
    for code in Code::ALL {
        let property = &codes["properties"][code.name()];
        assert_eq!(property["default"], serde_json::to_value(code.severity()).expect("a name"));
        assert_eq!(property["description"], code.summary());
        for choice in choices(property) {
            parse(&format!("[codes]\n{code} = \"{choice}\"\n")).unwrap_or_else(|error| panic!("{error}"));
        }
        let error = parse(&format!("[codes]\n{code} = \"zzzzzz\"\n")).expect_err("no severity");
        same(choices(property), known(&error));
    }
}

#[test]
fn names_of_a_newsrooms_own_have_the_kinds_that_are_read() {
    let schema = schema();
    let kinds = names(&schema["properties"]["aliases"]);
    for kind in &kinds {
        let text = format!("[aliases.{kind}]\n\"Orla Venn\" = [\"the Iron Pilot\"]\n");
        parse(&text).unwrap_or_else(|error| panic!("{error}"));
    }
    let error = parse("[aliases.zzzzzz]\n\"A\" = [\"B\"]\n").expect_err("no kind");
    same(kinds, known(&error));
}

/// What `copydesk init` writes names every key of the schema.
#[test]
fn the_commented_file_has_every_key() {
    for key in names(&schema()) {
        let set = format!("#: {key} = ");
        let table = format!("#: [{key}");
        assert!(DEFAULT_CONFIG.contains(&set) || DEFAULT_CONFIG.contains(&table), "{key}");
    }
}

#[test]
fn what_is_said_of_an_outlet_has_the_fields_that_are_read() {
    let schema = schema();
    for field in names(&schema["properties"]["outlets"]["additionalProperties"]) {
        let text = format!("[outlets]\n\"Harbour Wire\" = {{ {field} = \"as we see it\" }}\n");
        parse(&text).unwrap_or_else(|error| panic!("{error}"));
    }
    assert!(parse("[outlets]\n\"Harbour Wire\" = { zzzzzz = \"x\" }\n").is_err());
}
