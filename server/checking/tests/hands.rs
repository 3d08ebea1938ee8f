//! Several hands judge as one does.

mod house;

use copydesk_checking::{Cache, Code, Hands, Settings, check, check_with};
use copydesk_library::Metadata;
use copydesk_text::Format;

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
    let mut text = String::new();
    let mut sources = Vec::new();
    for (number, ship) in ships.iter().enumerate() {
        sources
            .push(format!("The ferry {ship} carried {} passengers to Kestrel Bay on Monday.", 40 + number));
        // Some cite, so that what does not is told, and offered the fix.
        let marker = if number % 4 == 0 { " [1]" } else { "" };
        text += &format!(
            "The ferry {ship} carried {} passengers to Kestrel Bay on Monday{marker}.\n\n",
            40 + number / 2 * 2
        );
    }
    text += "Sources\n\n1. s0\n";
    let meta = || Metadata { published: "2031-05-06".parse().ok(), ..Metadata::default() };
    let library = house::library(sources.iter().map(|text| (text.as_str(), meta())));
    let settings = Settings::default();
    house::with_draft(&text, Format::Text, "2031-05-06", |draft| {
        let alone = check(draft, &library, &settings, &mut Cache::default(), &|| false);
        let mut cache = Cache::default();
        let shared = check_with(draft, &library, &settings, &mut cache, &|| false, &Many);
        assert_eq!(format!("{alone:?}"), format!("{shared:?}"));
        let told =
            |code| alone.iter().flat_map(|j| &j.findings).filter(|finding| finding.code == code).count();
        let all = [Code::SourcesDisagree, Code::Miscited, Code::Uncited].map(told);
        assert_eq!(all, [5, 2, 2]);
        let again = check_with(draft, &library, &settings, &mut cache, &|| false, &Many);
        assert_eq!(format!("{alone:?}"), format!("{again:?}"));
    });
}
