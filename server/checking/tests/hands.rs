//! Several hands judge as one does.

use copydesk_checking::{Cache, Code, Draft, Hands, Settings, check, check_with};
use copydesk_library::{Article, Library, Metadata};
use copydesk_tagging::Tagger;
use copydesk_text::{Format, Prose};
use std::sync::Arc;

/// The last piece first, by as many threads as there are pieces.
struct Many;

impl Hands for Many {
    fn share(&self, count: usize, task: &(dyn Fn(usize) + Sync)) {
        std::thread::scope(|scope| {
            for number in (0..count).rev() {
                scope.spawn(move || task(number));
            }
        });
    }
}

#[test]
fn several_hands_find_what_one_finds() {
    let ships =
        ["Marlin", "Petrel", "Gannet", "Osprey", "Heron", "Curlew", "Plover", "Avocet", "Dunlin", "Knot"];
    let (mut library, mut text) = (Library::default(), String::new());
    for (number, ship) in ships.iter().enumerate() {
        let source = format!("The ferry {ship} carried {} passengers to Kestrel Bay on Monday.", 40 + number);
        let meta = Metadata { published: "2031-05-06".parse().ok(), ..Metadata::default() };
        library.insert(Arc::new(Article::from_text(format!("s{number}"), &source, Format::Text, meta)));
        // Some cite, so that what does not is told, and offered the fix.
        let marker = if number % 4 == 0 { " [1]" } else { "" };
        text += &format!(
            "The ferry {ship} carried {} passengers to Kestrel Bay on Monday{marker}.\n\n",
            40 + number / 2 * 2
        );
    }
    text += "Sources\n\n1. s0\n";
    let prose = Prose::new(&text, Format::Text);
    let tagger = Tagger::english();
    let tagged =
        tagger.document(&prose, "2031-05-06".parse().ok(), &mut |text| Arc::new(tagger.sentence(text)));
    let draft = Draft { path: None, text: &text, prose: &prose, tagged: &tagged };
    let settings = Settings::default();
    let alone = check(&draft, &library, &settings, &mut Cache::default(), &|| false);
    let mut cache = Cache::default();
    let shared = check_with(&draft, &library, &settings, &mut cache, &|| false, &Many);
    assert_eq!(format!("{alone:?}"), format!("{shared:?}"));
    let told = |code| alone.iter().flat_map(|j| &j.findings).filter(|finding| finding.code == code).count();
    let all = [Code::SourcesDisagree, Code::Miscited, Code::Uncited].map(told);
    assert_eq!(all, [5, 2, 2]);
    let again = check_with(&draft, &library, &settings, &mut cache, &|| false, &Many);
    assert_eq!(format!("{alone:?}"), format!("{again:?}"));
}
