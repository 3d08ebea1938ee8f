//! What the editors' extensions declare, held against what the program takes: settings, commands, documentation.

use copydesk_tests::{Editor, Manners, root};
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn json_of(path: &str) -> Value {
    serde_json::from_str(&read(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every setting that the schema has, by its dotted name, with its default.
fn leaves(schema: &Value, prefix: &str, into: &mut Vec<(String, Value)>) {
    for (name, property) in schema["properties"].as_object().expect("properties") {
        let name = format!("{prefix}{name}");
        match property["properties"].is_object() {
            true => leaves(property, &format!("{name}."), into),
            false => into.push((name, property["default"].clone())),
        }
    }
}

#[test]
fn vs_code_offers_the_settings_that_the_server_takes_with_their_defaults() {
    let mut settings = Vec::new();
    leaves(&json_of("editors/schemas/settings.schema.json"), "", &mut settings);
    let package = json_of("editors/vscode/package.json");
    let offered = package["contributes"]["configuration"]["properties"].as_object().expect("settings");
    for (name, default) in settings.iter().filter(|(name, _)| name.contains('.') || name == "archives") {
        let setting = offered.get(&format!("copydesk.{name}")).unwrap_or_else(|| panic!("no {name}"));
        assert_eq!(&setting["default"], default, "{name}");
        assert!(setting["description"].is_string() || setting["markdownDescription"].is_string(), "{name}");
    }
    // The extension's own.
    let own = ["server.path", "server.logLevel", "trace.server", "name"];
    for name in offered.keys() {
        let name = name.trim_start_matches("copydesk.");
        let known = own.contains(&name) || settings.iter().any(|(setting, _)| setting == name);
        assert!(known, "nobody reads copydesk.{name}");
    }
}

#[test]
fn every_command_of_the_palette_exists_in_the_extension_and_the_other_way_round() {
    let package = json_of("editors/vscode/package.json");
    let commands = package["contributes"]["commands"].as_array().expect("commands");
    let declared: BTreeSet<&str> =
        commands.iter().filter_map(|command| command["command"].as_str()).collect();
    let code = read("editors/vscode/src/extension.ts") + &read("editors/vscode/src/story.ts");
    for command in &declared {
        let short = command.trim_start_matches("copydesk.");
        assert!(
            code.contains(&format!("registerCommand(\"{command}\""))
                || code.contains(&format!("\"{short}\"")),
            "{command} is registered nowhere"
        );
    }
    for part in code.split("registerCommand(\"").skip(1) {
        let command = part.split('"').next().unwrap_or_default();
        assert!(declared.contains(command), "{command} is not in the palette");
    }
}

#[test]
fn what_the_extensions_ask_of_the_server_are_commands_that_it_has() {
    let editor = Editor::start(&[], Manners::default());
    let offered =
        editor.capabilities["executeCommandProvider"]["commands"].as_array().expect("commands").clone();
    for file in [
        "editors/vscode/src/commands.ts",
        "editors/vscode/src/extension.ts",
        "editors/neovim/lua/copydesk/commands.lua",
    ] {
        for (open, close) in [("ask(client, \"", '"'), ("ask('", '\'')] {
            for part in read(file).split(open).skip(1) {
                let command = part.split(close).next().unwrap_or_default().to_owned();
                assert!(offered.contains(&json!(command)), "{file}: {command}");
            }
        }
    }
    assert!(offered.len() >= 8);
}

#[test]
fn every_subcommand_of_neovim_is_in_its_help() {
    let plugin = read("editors/neovim/plugin/copydesk.lua");
    let list =
        plugin.split("local subcommands = {").nth(1).and_then(|rest| rest.split('}').next()).expect("a list");
    let help = read("editors/neovim/doc/copydesk.txt");
    let functions =
        read("editors/neovim/lua/copydesk/init.lua") + &read("editors/neovim/lua/copydesk/commands.lua");
    let names: Vec<&str> = list.split('\'').skip(1).step_by(2).collect();
    assert!(names.len() > 10, "{names:?}");
    for name in names {
        let shown =
            help.contains(&format!(":Copydesk {name}")) || help.contains(&format!(":Copydesk [{name}]"));
        assert!(shown, ":help copydesk does not know {name}");
        let ways = [format!("function M.{name}()"), format!("M['{name}'] = function()")];
        assert!(ways.iter().any(|way| functions.contains(way)), "{name} does nothing");
    }
}
