//! Every example in a grammar file is a test.

use copydesk_tagging::{Language, Mention, Tagged, TaggedSentence, Tagger, Value, grammar};
use copydesk_text::{Format, Prose};
use std::sync::Arc;

/// The language of a grammar file's folder.
fn language(file: &str) -> Language {
    let folder = file.split('/').next().unwrap_or_default();
    Language::all().find(|language| language.code() == folder).unwrap_or_default()
}

#[test]
fn every_example_of_every_grammar_file_holds() {
    let mut wrong = Vec::new();
    for (file, text) in grammar::FILES {
        let examples: grammar::Examples = grammar::read(file, text).unwrap();
        for example in examples.example {
            let tagger = Tagger::new(language(file));
            let prose = Prose::new(&example.text, Format::Text);
            let tagged = tagger.document(&prose, example.published, &mut |t| Arc::new(tagger.sentence(t)));
            let got: Vec<String> = tagged
                .sentences
                .iter()
                .flat_map(|s| s.mentions.iter().map(move |m| (s, m)))
                .filter(|(_, m)| example.kinds.iter().any(|kind| kind == m.kind.name()))
                .map(|(s, m)| line(&tagged, s, m))
                .collect();
            let same = got.len() == example.tags.len()
                && got.iter().zip(&example.tags).all(|(got, want)| {
                    let want: Vec<&str> = want.split('|').map(str::trim).collect();
                    let got: Vec<&str> = got.split('|').map(str::trim).collect();
                    got[..want.len()] == want[..]
                });
            if !same {
                wrong
                    .push(format!("{file}: {:?}\n   want {:?}\n   got  {got:?}", example.text, example.tags));
            }
        }
    }
    assert!(wrong.is_empty(), "{} examples fail:\n{}", wrong.len(), wrong.join("\n"));
}

fn line(tagged: &Tagged, sentence: &TaggedSentence, mention: &Mention) -> String {
    let text = &sentence.sentence.text[mention.range.clone()];
    let value = match &mention.value {
        Value::Figure(f) => match &f.unit {
            Some(unit) => format!("{} {unit}", f.amount.normalize()),
            None => f.amount.normalize().to_string(),
        },
        Value::Time(t) => t.value.clone(),
        Value::Actor(a) => tagged.actors.get(a.id).map_or(String::new(), |i| i.name.clone()),
        Value::Quote(q) => {
            q.speaker.and_then(|id| tagged.actors.get(id)).map_or(String::new(), |i| i.name.clone())
        }
        Value::Citation(c) => c.target.clone(),
    };
    format!("{text} | {} | {value}", mention.kind.name())
}
