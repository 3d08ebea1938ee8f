//! Citations: which article a marker means, what is wrong with it, and that a fix changes nothing else.

use copydesk_checking::citations::{CitationMap, cite, findings, offers, recite};
use copydesk_checking::{
    Cache, CitationStyleChoice, Code, Draft, Edit, Evidence, Judgement, Place, Settings, Stance, Verdict,
    check,
};
use copydesk_library::{Article, Library, Metadata};
use copydesk_tagging::{Tagged, Tagger};
use copydesk_text::{Format, Prose};
use proptest::prelude::*;
use std::sync::Arc;

struct Desk {
    path: Option<&'static str>,
    text: String,
    prose: Prose,
    tagged: Tagged,
    library: Library,
}

impl Desk {
    fn new(text: &str) -> Self {
        let prose = Prose::new(text, Format::Markdown);
        let tagger = Tagger::english();
        let tagged = tagger.document(&prose, None, &mut |t| Arc::new(tagger.sentence(t)));
        Self { path: Some("drafts/ferry.md"), text: text.to_owned(), prose, tagged, library: library() }
    }

    fn draft(&self) -> Draft<'_> {
        Draft { path: self.path, text: &self.text, prose: &self.prose, tagged: &self.tagged }
    }

    fn map(&self) -> CitationMap {
        CitationMap::new(&self.draft(), &self.library)
    }

    /// The index of the sentence that has these words.
    fn sentence(&self, words: &str) -> usize {
        self.tagged.sentences.iter().position(|s| s.sentence.text.contains(words)).unwrap()
    }

    /// The text after citing an article at the sentence with these words.
    fn cited(&self, words: &str, ids: &[&str], style: CitationStyleChoice) -> String {
        let ids: Vec<Arc<str>> = ids.iter().map(|id| Arc::from(*id)).collect();
        let settings = Settings { citations: style, ..Settings::default() };
        let edits =
            cite(&self.draft(), &self.map(), &self.library, &settings, self.sentence(words), &ids).unwrap();
        apply(&self.text, &edits)
    }

    /// A supported claim on the sentence with these words, by the article given.
    fn judged(&self, words: &str, by: &[&str]) -> Judgement {
        let index = self.sentence(words);
        let sentence = &self.tagged.sentences[index].sentence;
        Judgement {
            range: sentence.source.clone(),
            text: self.text[sentence.source.clone()].to_owned(),
            sentence: index,
            verdict: Verdict::Supported,
            support: 0.9,
            findings: Vec::new(),
            evidence: by
                .iter()
                .map(|id| Evidence {
                    place: Place { article: Arc::from(*id), range: 0..1 },
                    text: String::new(),
                    stance: Stance::Supports,
                    score: 0.9,
                    fields: Vec::new(),
                })
                .collect(),
            parts: Arc::default(),
            abstained: [].into(),
            why: [].into(),
            offers: Vec::new(),
        }
    }

    fn found(&self, judgements: &[Judgement]) -> Vec<(Code, String)> {
        let settings = Settings::default();
        findings(&self.draft(), &self.map(), judgements, &self.library, &settings, None)
            .into_iter()
            .map(|(_, f)| (f.code, self.text[f.range].to_owned()))
            .collect()
    }
}

fn library() -> Library {
    let mut library = Library::default();
    let mut add = |id: &str, outlet: Option<&str>, title: Option<&str>, url: Option<&str>, text: &str| {
        let meta = Metadata {
            outlet: outlet.map(str::to_owned),
            title: title.map(str::to_owned),
            url: url.map(str::to_owned),
            published: "2031-03-04".parse().ok(),
            ..Metadata::default()
        };
        library.insert(Arc::new(Article::from_text(id, text, Format::Text, meta)));
    };
    add(
        "sources/wire.md",
        Some("Harbour Wire"),
        Some("Ferry sinks off Kestrel Bay"),
        Some("https://www.harbour-wire.test/2031/ferry/"),
        "The ferry sank at noon. Forty people swam ashore.",
    );
    add(
        "sources/post.md",
        Some("Varn Post"),
        Some("Captain blames the fog"),
        None,
        "The captain blamed the fog.",
    );
    add(
        "sources/radio.txt",
        None,
        Some("What the harbour log shows"),
        None,
        "The log of the harbour shows two calls.",
    );
    add("sources/page 2.md", None, None, None, "The mayor thanked the divers.");
    library
}

fn apply(text: &str, edits: &[Edit]) -> String {
    let mut out = String::new();
    let mut at = 0;
    for edit in edits {
        assert!(at <= edit.range.start, "edits overlap: {edits:?}");
        out.push_str(&text[at..edit.range.start]);
        out.push_str(&edit.text);
        at = edit.range.end;
    }
    out + &text[at..]
}

const PLAIN: CitationStyleChoice = CitationStyleChoice::AsInDraft;

fn articles(desk: &Desk) -> Vec<String> {
    desk.map()
        .entries
        .iter()
        .map(|e| format!("{} {}", e.label, e.article.as_deref().unwrap_or("-")))
        .collect()
}

#[test]
fn finds_an_entry_by_id_link_address_and_title() {
    let desk = Desk::new(
        "It sank [1].\n\n## Sources\n\n1. sources/post.md\n2. [The story](../sources/wire.md)\n3. http://harbour-wire.test/2031/ferry?utm_source=x#top\n4. Varn Post, “Captain blames the fog”, page 3\n5. What the harbour log shows, 4 March 2031\n6. Harbour Wire, March 4, 2031\n7. [More](../sources/page%202.md)\n",
    );
    assert_eq!(
        articles(&desk),
        [
            "1 sources/post.md",
            "2 sources/wire.md",
            "3 sources/wire.md",
            "4 sources/post.md",
            "5 sources/radio.txt",
            "6 sources/wire.md",
            "7 sources/page 2.md"
        ]
    );
}

#[test]
fn dont_take_a_headline_of_another_outlet_for_the_article() {
    let desk = Desk::new(
        "It sank [1].\n\nSources\n\n1. Gull Gazette: What the harbour log shows: A long story.\n2. Gull Gazette: Captain blames the fog\n3. Lantern Daily\n",
    );
    assert_eq!(articles(&desk), ["1 -", "2 -", "3 -"]);
}

#[test]
fn names_markers_that_have_no_entry_and_entries_that_have_no_file() {
    let desk = Desk::new(
        "It sank [1]. It swam [2, 4]. All [sic] saw it in [2031].\n\n## Sources\n\n1. Harbour Wire: Ferry sinks off Kestrel Bay\n2. Lantern Daily: The long life of a ferry\n3. Interview with the harbour master\n",
    );
    assert_eq!(
        desk.found(&[]),
        [
            (Code::UnknownCitation, "4".to_owned()),
            (Code::CitedSourceMissing, "Lantern Daily: The long life of a ferry".to_owned())
        ]
    );
    assert_eq!(Desk::new("It sank [1]. No list follows.").found(&[]), []);
    let notes = Desk::new("It sank[^a]. It swam[^b].\n\n[^a]: Harbour Wire\n");
    assert_eq!(notes.found(&[]), [(Code::UnknownCitation, "[^b]".to_owned())]);
    let keys = Desk::new("It sank [@wire]. It swam [@gull].");
    assert_eq!(keys.found(&[]), [(Code::UnknownCitation, "[@gull]".to_owned())]);
    assert_eq!(Desk::new("It sank [@a]. It swam [@b].").found(&[]), []);
}

#[test]
fn dont_fall_silent_on_an_unknown_statement_whose_quotation_may_stand_in_a_missing_source() {
    let desk = Desk::new(
        "Minister Ola Brandt told a fair in Osk that “the age of sail is over for good” [1].\n\n## Sources\n\n1. Lantern Daily: The long life of a ferry\n",
    );
    let (settings, mut cache) = (Settings::default(), Cache::default());
    let judgements = check(&desk.draft(), &desk.library, &settings, &mut cache, &|| false);
    let codes: Vec<Code> = judgements[0].findings.iter().map(|finding| finding.code).collect();
    assert_eq!((judgements[0].verdict, &codes[..]), (Verdict::Unsupported, &[Code::Unsupported][..]));
}

#[test]
fn a_marker_behind_the_full_stop_vouches_for_the_sentence_before() {
    let desk = Desk::new(
        "The ferry sank at noon. [1] The captain blamed the fog. [2]\n\n## Sources\n\n1. Harbour Wire\n2. Varn Post\n",
    );
    let map = desk.map();
    let of = |words: &str| {
        let sentence = desk.sentence(words);
        map.cited(sentence).map(|(_, item)| item.article.clone().unwrap().to_string()).collect::<Vec<_>>()
    };
    assert_eq!(of("ferry sank"), ["sources/wire.md"]);
    assert_eq!(of("captain"), ["sources/post.md"]);
}

const LISTED: &str = "The ferry sank at noon [1]. The captain blamed the fog. The log shows two calls [2].\n\n## Sources\n\n1. Harbour Wire: Ferry sinks off Kestrel Bay\n2. What the harbour log shows\n";

#[test]
fn cites_with_the_next_number_and_renumbers_what_follows() {
    let desk = Desk::new(LISTED);
    assert_eq!(
        desk.cited("captain blamed", &["sources/post.md"], PLAIN),
        "The ferry sank at noon [1]. The captain blamed the fog [2]. The log shows two calls [3].\n\n## Sources\n\n1. Harbour Wire: Ferry sinks off Kestrel Bay\n2. Varn Post: Captain blames the fog, 4 March 2031\n3. What the harbour log shows\n"
    );
    assert_eq!(
        desk.cited("captain blamed", &["sources/radio.txt"], PLAIN),
        LISTED.replace("the fog.", "the fog [2].")
    );
    assert_eq!(
        desk.cited("captain blamed", &["sources/wire.md", "sources/radio.txt"], PLAIN),
        LISTED.replace("the fog.", "the fog [1][2].")
    );
}

#[test]
fn begins_a_source_list_where_there_is_none() {
    let desk = Desk::new("The captain blamed the fog.\r\n\r\nThe ferry sank.\r\n");
    assert_eq!(
        desk.cited("captain", &["sources/post.md"], PLAIN),
        "The captain blamed the fog [1].\r\n\r\nThe ferry sank.\r\n\r\n## Sources\r\n\r\n1. Varn Post: Captain blames the fog, 4 March 2031\r\n"
    );
    assert_eq!(
        desk.cited("captain", &["sources/post.md"], CitationStyleChoice::Footnote),
        "The captain blamed the fog[^1].\r\n\r\nThe ferry sank.\r\n\r\n[^1]: Varn Post: Captain blames the fog, 4 March 2031\r\n"
    );
    assert_eq!(
        desk.cited("ferry sank", &["sources/wire.md", "sources/page 2.md"], CitationStyleChoice::Pandoc),
        "The captain blamed the fog.\r\n\r\nThe ferry sank [@wire; @page-2].\r\n"
    );
    assert_eq!(
        desk.cited("ferry sank", &["sources/post.md"], CitationStyleChoice::Link),
        "The captain blamed the fog.\r\n\r\nThe ferry sank ([Varn Post](../sources/post.md)).\r\n"
    );
}

#[test]
fn cites_in_the_manner_of_the_draft() {
    let after = "It sank.[1] The captain blamed the fog.\n\n## Sources\n\n[1] Harbour Wire\n";
    assert_eq!(
        Desk::new(after).cited("captain", &["sources/post.md"], PLAIN),
        "It sank.[1] The captain blamed the fog.[2]\n\n## Sources\n\n[1] Harbour Wire\n[2] Varn Post: Captain blames the fog, 4 March 2031\n"
    );
    let page = "It sank [1]. The captain blamed the fog.\nSources\n-\n1.\nHarbour Wire: Ferry sinks off Kestrel Bay: A story.\nTimeline\n";
    assert_eq!(
        Desk::new(page).cited("captain", &["sources/post.md"], PLAIN),
        "It sank [1]. The captain blamed the fog [2].\nSources\n-\n1.\nHarbour Wire: Ferry sinks off Kestrel Bay: A story.\n-\n2.\nVarn Post: Captain blames the fog, 4 March 2031\nTimeline\n"
    );
    let definitions = "It sank [1, 2]. The captain blamed the fog.\n\n[1]: https://harbour-wire.test/2031/ferry\n[2]: ../sources/radio.txt\n";
    assert_eq!(
        Desk::new(definitions).cited("captain", &["sources/post.md"], PLAIN).lines().next().unwrap(),
        "It sank [1, 2]. The captain blamed the fog [3]."
    );
}

#[test]
fn dont_renumber_a_draft_whose_numbers_follow_no_order() {
    let text = "It sank [2]. The captain blamed the fog. It swam [1].\n\n## Sources\n\n1. Harbour Wire\n2. What the harbour log shows\n";
    let desk = Desk::new(text);
    assert_eq!(
        desk.cited("captain", &["sources/post.md"], PLAIN),
        text.replace("the fog.", "the fog [3].")
            .replace("log shows\n", "log shows\n3. Varn Post: Captain blames the fog, 4 March 2031\n")
    );
}

#[test]
fn changes_a_wrong_citation() {
    let text = LISTED.replace("the fog.", "the fog [1].");
    let desk = Desk::new(&text);
    let judged = [desk.judged("captain", &["sources/post.md"])];
    assert_eq!(desk.found(&judged), [(Code::Miscited, "[1]".to_owned())]);
    let (edits, new) =
        recite(&desk.draft(), &desk.map(), &desk.library, 1, 0, &Arc::from("sources/post.md")).unwrap();
    assert_eq!(new, "[2]");
    assert!(apply(&text, &edits).contains("the fog [2]. The log shows two calls [3]."));
    // What the cited source may say as well is left alone, and so is a source that is not here.
    let right = Desk::new(&text.replace("The captain blamed the fog", "At noon the ferry had sunk"));
    assert_eq!(right.found(&[right.judged("had sunk", &["sources/post.md"])]), []);
    let away = Desk::new(&text.replace("1. Harbour Wire: Ferry sinks off Kestrel Bay", "1. Lantern Daily"));
    assert!(
        !away
            .found(&[away.judged("captain", &["sources/post.md"])])
            .iter()
            .any(|(c, _)| *c == Code::Miscited)
    );
}

#[test]
fn hints_at_what_is_not_cited_where_the_draft_cites() {
    let desk = Desk::new(LISTED);
    let judged = |words| desk.judged(words, &["sources/post.md"]);
    let all = [judged("ferry sank"), judged("captain"), judged("log shows")];
    let uncited: Vec<_> = desk.found(&all).into_iter().filter(|(c, _)| *c == Code::Uncited).collect();
    // The paragraph's last citation stands for what is before it: two of three have a marker.
    assert_eq!(uncited, []);
    let text = LISTED.replace("\n\n## Sources", "\n\nThe captain swam.\n\n## Sources");
    let desk = Desk::new(&text);
    assert_eq!(
        desk.found(&[desk.judged("captain swam", &["sources/post.md"])]),
        [(Code::Uncited, "The captain swam.".to_owned())]
    );
    let silent = Desk::new("The captain swam.\n");
    assert_eq!(silent.found(&[silent.judged("captain swam", &["sources/post.md"])]), []);
}

#[test]
fn dont_offer_to_cite_an_article_without_a_sentence_that_says_it() {
    let desk = Desk::new(LISTED);
    let mut judged = desk.judged("captain", &["sources/post.md", "sources/wire.md"]);
    let mut evidence = judged.evidence.to_vec();
    evidence[1].score = 0.1;
    judged.evidence = evidence.into();
    let fixes = offers(&desk.draft(), &desk.map(), &judged, &desk.library, &Settings::default());
    let titles: Vec<&str> = fixes.iter().map(|f| f.title.as_str()).collect();
    assert_eq!(titles, ["Cite Varn Post"]);
}

#[test]
fn offers_each_source_and_all_of_them() {
    let desk = Desk::new(LISTED);
    let judged = desk.judged("captain", &["sources/post.md", "sources/wire.md"]);
    let fixes = offers(&desk.draft(), &desk.map(), &judged, &desk.library, &Settings::default());
    let titles: Vec<&str> = fixes.iter().map(|f| f.title.as_str()).collect();
    assert_eq!(titles, ["Cite Varn Post", "Cite Harbour Wire", "Cite all 2 sources"]);
}

#[test]
fn reads_markers_inside_the_prose_only() {
    let desk = Desk::new(
        "---\ntitle: a [7]\n---\n\nIt sank [1].\n\n```\nx[2]\n```\n\n## Sources\n\n1. Harbour Wire [3]\n",
    );
    let labels: Vec<String> =
        desk.map().markers.iter().flat_map(|m| m.items.iter().map(|i| i.label.clone())).collect();
    assert!(labels.contains(&"1".to_owned()) && !labels.contains(&"3".to_owned()), "{labels:?}");
}

/// The articles that one sentence cites.
type Cited = Vec<Option<Arc<str>>>;

/// The labels of the numeric markers in order of first appearance, and the articles behind all of them.
fn numbered(desk: &Desk) -> (Vec<String>, Vec<Cited>) {
    let map = desk.map();
    let mut first = Vec::new();
    for item in map.markers.iter().flat_map(|m| &m.items) {
        if !first.contains(&item.label) {
            first.push(item.label.clone());
        }
    }
    let by_sentence = (0..desk.tagged.sentences.len())
        .map(|s| map.cited(s).map(|(_, i)| i.article.clone()).collect())
        .collect();
    (first, by_sentence)
}

const IDS: [&str; 4] = ["sources/wire.md", "sources/post.md", "sources/radio.txt", "sources/page 2.md"];
const WORDS: [&str; 6] = [
    "The ferry sank",
    "Ferries 🛳️ sailed",
    "Der Käpt’n “schwieg”",
    "Nobody saw it",
    "He rang twice",
    "It rained",
];

#[test]
fn dont_take_the_fourth_of_a_month_for_the_fourteenth() {
    let article = |day: &str| {
        let list = format!("## Sources\n\n1. Day Log, {day} March 2031: What the harbour log shows\n");
        Desk::new(&list).map().entries[0].article.clone()
    };
    assert_eq!(article("4").as_deref(), Some("sources/radio.txt"));
    assert_eq!(article("14"), None);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn citing_keeps_the_rest_and_the_order(
        steps in prop::collection::vec((0usize..6, prop::collection::vec(0usize..4, 1..3)), 1..9),
        paragraphs in any::<bool>(),
        crlf in any::<bool>(),
        footnotes in any::<bool>(),
    ) {
        let between = if paragraphs { "\n\n" } else { " " };
        let mut text = WORDS.map(|w| format!("{w} today.")).join(between) + "\n";
        if crlf {
            text = text.replace('\n', "\r\n");
        }
        let style = if footnotes { CitationStyleChoice::Footnote } else { CitationStyleChoice::Numeric };
        let settings = Settings { citations: style, ..Settings::default() };
        let original = text.clone();
        for (sentence, ids) in steps {
            let desk = Desk::new(&text);
            let index = desk.sentence(WORDS[sentence]);
            let ids: Vec<Arc<str>> = ids.iter().map(|&i| Arc::from(IDS[i])).collect();
            let before = numbered(&desk).1;
            let Some(edits) = cite(&desk.draft(), &desk.map(), &desk.library, &settings, index, &ids) else { continue };
            text = apply(&text, &edits);
            let desk = Desk::new(&text);
            let (labels, after) = numbered(&desk);
            let wanted: Vec<String> = (1..=labels.len()).map(|n| n.to_string()).collect();
            prop_assert_eq!(&labels, &wanted, "in order: {}", text);
            for (n, (old, new)) in before.iter().zip(&after).enumerate() {
                let index = desk.sentence(WORDS[sentence]);
                prop_assert!(new.iter().all(Option::is_some), "{}", text);
                for article in old {
                    prop_assert!(new.contains(article), "{}", text);
                }
                if n != index {
                    prop_assert_eq!(old.len(), new.len(), "{}", text);
                }
            }
            let index = desk.sentence(WORDS[sentence]);
            for id in &ids {
                prop_assert!(after[index].contains(&Some(id.clone())), "{} in {}", id, text);
            }
        }
        // Without its markers and its list the draft is what it was.
        let prose = text.split("## Sources").next().unwrap().split("[^1]:").next().unwrap();
        let mut bare = String::new();
        let mut rest = prose;
        while let Some(open) = rest.find('[') {
            bare.push_str(rest[..open].trim_end_matches(' '));
            rest = &rest[open + rest[open..].find(']').unwrap() + 1..];
        }
        bare.push_str(rest);
        prop_assert_eq!(bare.trim_end(), original.trim_end());
    }

    #[test]
    fn dont_panic_on_any_list(text in "(Sources|## Sources|\\[\\^?[0-9a]\\]:?|[0-9]\\.|- |\n|\r\n| |Harbour Wire|é|“|\\]\\(|@a|🛳|\\.){0,40}") {
        let desk = Desk::new(&text);
        let map = desk.map();
        for entry in &map.entries {
            prop_assert!(desk.text.get(entry.range.clone()).is_some() && desk.text.get(entry.body.clone()).is_some());
        }
        for sentence in 0..desk.tagged.sentences.len() {
            for style in [CitationStyleChoice::Numeric, CitationStyleChoice::Footnote, CitationStyleChoice::Link] {
                let settings = Settings { citations: style, ..Settings::default() };
                let ids = [Arc::from(IDS[0]), Arc::from(IDS[3])];
                if let Some(edits) = cite(&desk.draft(), &map, &desk.library, &settings, sentence, &ids) {
                    apply(&desk.text, &edits);
                }
            }
        }
    }
}
