//! The texts that are made: pieces and sentences that hold every kind of mention, put together at random and broken.

use super::{LONGEST, TIMED, at};

/// Xorshift: the same texts for the same seed.
pub(super) struct Random(pub(super) u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    fn pick<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> &'a T {
        all[self.below(all.len())]
    }
}

/// Sentences that hold every kind of mention.
const SENTENCES: &[&str] = &[
    "The Kestrel Bay ferry sank on Sunday, Dec. 14, 2025, killing more than 1,500 gulls. ",
    "“We sail at noon,” said Mayor Orla Venn, who added: “Nobody knows.” ",
    "Harbour Trust (KHT) paid $1.2bn, €3.4 million or two and a half million crowns [1][^2][@key]. ",
    "He left at 3 p.m. EST on 12/14/2025 after 2 hours, 32 minutes, in the past two weeks. ",
    "As Jonas Osk reports for the Varn Gazette, one in five dockers and 51-49 voted. ",
    "Die Fähre sank am 14. Dezember 2025, sagte Bürgermeisterin Anna Holm am Sonntagabend. ",
    "Rund 3,5 Millionen Euro, zweihundert Kisten und 2,1 Mrd. Euro für die Mole. ",
    "| Port | Boats |\n|---|---|\n| Varnholm | 12 |\n\n",
    "# The collision\n\n- 46 missiles, 138 drones\n- the 22nd regatta\n\n> Her words.\n\n",
    "## Sources\n\n1. Harbour Wire, [Ferry sinks](https://wire.example/a), 14 December 2025\n2. Varn Gazette\n\n",
    "---\ntitle: Ferry\npublished: 2025-12-14\n---\n\n",
    "<!-- copydesk: ignore --> `code` *emphasis* **strong** ~~gone~~ &amp; &#x41; \\* ",
];

/// Statements that a draft may have otherwise: one at least for each way in which two sentences are held against one another.
const STATEMENTS: &[&str] = &[
    "The council of Dunmere sold all but two of the 14 houses in May, most of the residents said.",
    "Nearly all of the tenants, a third of them from Varnholm, left in 2031; the others followed in April.",
    "The ferry Lund carried 412 passengers a month to Osterhaven, 6 percent more than a year before.",
    "Sales rose by 4.2 percent from 7 million to 9 million dollars, and profit fell to 3 million.",
    "It was the second-largest port after Kestrel Bay, one of the oldest in Norra.",
    "The board ties pensions to wages rather than prices, not to rents but to wages.",
    "Brod had 46 percent and Selnik 37, 5 and 7 seats respectively; they won 88-81.",
    "The firm paid 800 crowns to each stranded passenger and 300 to each delayed one.",
    "Nora Dahl, 43, the finance minister, met the former mayor, Arne Falk, two days before the vote.",
    "That decision was taken by Osk's predecessor, his father, who was born in 1931.",
    "Fourteen people were injured, six of them police officers, and 46 are missing.",
    "The Harbour Party, which is in opposition, did not recommend that students leave Dunmere.",
    "Holm denied that he had been accused of theft; police said the alleged thief would be charged.",
    "The bridge is to be closed in March because of a dispute, if the council agrees.",
    "The crew has yet to close the hatch, nobody has left, and the plan for the closure is old.",
    "“We will never sail again without a captain,” said Mayor Orla Venn on Monday, Dec. 14, 2025.",
    "Lund warned Aas, who owns a tenth of Norra, while Moe read the list; Aas was warned by Lien.",
    "In 2027 the 46-year-old canteen worker won three times as many votes, half of them at sea.",
    "The talks began at 6:42 p.m., lasted two and a half hours and ended before noon on Tuesday.",
    "| Port | 2030 | 2031 |\n|---|---|---|\n| Varnholm | 1,234 | 30,347 |\n",
];

/// Figures that nobody writes.
const FIGURES: &[&str] = &[
    "0",
    "-1",
    "minus 3",
    "0.0000000000000000000000001",
    "9999999999999999999999999999",
    "32,767",
    "32768 years",
    "2500-1000",
    "99:99",
    "31/02/9999",
    "1e9",
];

/// What breaks readers: marks that open and never close, long runs, characters of several bytes, halves of characters.
const PIECES: &[&str] = &[
    "\"",
    "'",
    "“",
    "”",
    "‘",
    "’",
    "``",
    "''",
    "«",
    "»",
    "„",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "<",
    ">",
    "|",
    "*",
    "_",
    "`",
    "#",
    "~",
    "-",
    "–",
    "—",
    "\u{2011}",
    "/",
    "\\",
    "\\n",
    ".",
    "...",
    "…",
    ". . .",
    ",",
    ":",
    ";",
    "!",
    "?",
    "&",
    "@",
    "%",
    "$",
    "€",
    "£",
    "+",
    "=",
    "0",
    "1",
    "9",
    "1,",
    "1.",
    "1-",
    "12/",
    "½",
    "1e9",
    "99999999999999999999",
    "0.0000000000000000000000001",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\r",
    "\r\n",
    "\t",
    "\u{a0}",
    "\u{200b}",
    "\u{feff}",
    "\u{ad}",
    "\u{301}",
    "\u{fffd}",
    "\u{fffd}\u{fffd}",
    "é",
    "ß",
    "İ",
    "ﬁ",
    "🛳",
    "👩‍👩‍👧",
    "𝟙",
    "漢字",
    "עברית",
    "العربية",
    "кириллица",
    "A",
    "a",
    "Z",
    "the ",
    "The ",
    "of ",
    "and ",
    "one ",
    "hundred ",
    "hundert",
    "million ",
    "half a ",
    "minus ",
    "point ",
    "first ",
    "last ",
    "next ",
    "week ",
    "Monday ",
    "May ",
    "Dec. ",
    "14. ",
    "Uhr ",
    "vor ",
    "said ",
    "sagte ",
    "that ",
    "she ",
    "according to ",
    "Mr. ",
    "Dr. ",
    "U.S. ",
    "van der ",
    "al-",
    "O'",
    "St. ",
    "I ",
    "Q4 ",
    "24:00 ",
    "T14:35Z ",
    "[1]",
    "[^1]",
    "[^1]: ",
    "[@a]",
    "](",
    "[a](b)",
    "![",
    "- ",
    "1. ",
    "> ",
    "# ",
    "| ",
    "---\n",
    "+++\n",
    "<div>",
    "</p>",
    "<!--",
    "-->",
    "http://",
    "www.",
    ".com ",
    "copydesk ",
    "KHT ",
    "NATO ",
    "Kyiv ",
    "Venn ",
    "ferry ",
];

/// A text of one of several makes, up to [`LONGEST`] bytes.
pub(super) fn make(random: &mut Random) -> String {
    let size = match random.below(10) {
        0..=4 => random.below(400),
        5..=7 => random.below(8 * 1024),
        _ => TIMED + random.below(LONGEST - TIMED),
    };
    let mut text = String::with_capacity(size + 256);
    match random.below(7) {
        // One piece, or two in turn, over and over.
        0 => {
            let (a, b) = (random.pick(PIECES), random.pick(PIECES));
            let other = random.below(2) == 0;
            while text.len() < size {
                text.push_str(a);
                if other {
                    text.push_str(b);
                }
            }
        }
        // Deep nesting.
        1 => {
            let (open, close) =
                [("(", ")"), ("[", "]"), ("“", "”"), ("> ", "\n"), ("- ", "\n"), ("*", "*"), ("{", "}")]
                    [random.below(7)];
            let depth = size / (open.len() + close.len() + 1);
            text.push_str(&open.repeat(depth));
            text.push_str(random.pick(SENTENCES));
            text.push_str(&close.repeat(depth));
        }
        // Pieces.
        2 | 3 => {
            while text.len() < size {
                let piece = random.pick(PIECES);
                let times = if random.below(12) == 0 { 1 + random.below(200) } else { 1 };
                text.push_str(&piece.repeat(times));
            }
        }
        // A sentence without an end.
        4 => {
            while text.len() < size {
                text.push_str(random.pick(SENTENCES).trim_end_matches(['.', ' ']));
                text.push_str(random.pick(&[", ", " and ", " ", "; ", " – "]));
            }
        }
        // Sentences, some of them broken.
        _ => {
            while text.len() < size {
                let sentence = random.pick(SENTENCES);
                text.push_str(&if random.below(3) == 0 {
                    broken(sentence, random)
                } else {
                    sentence.to_owned()
                });
            }
        }
    }
    text.truncate(at(&text, LONGEST));
    text
}

/// A few statements, some of their words exchanged.
pub(super) fn statements(random: &mut Random) -> String {
    let count = 1 + random.below(6);
    let some: Vec<&str> = (0..count).map(|_| random.pick(STATEMENTS)).collect();
    if random.below(2) == 0 { some.join(" ") } else { careless(&some.join(" "), random) }
}

/// What somebody careless makes of a text; the same of the same.
pub(super) fn rewritten(text: &str) -> String {
    let seed = text
        .bytes()
        .fold(0x9e37_79b9_7f4a_7c15u64, |seed, byte| (seed ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    careless(text, &mut Random(seed.max(1)))
}

/// A text with some of its words left out, said twice, in each other's place or in that of figures and pieces; cut short at times.
fn careless(text: &str, random: &mut Random) -> String {
    let mut words: Vec<&str> = text.split_inclusive(' ').collect();
    for _ in 0..random.below(1 + words.len() / 6) {
        let (at, other) = (random.below(words.len()), random.below(words.len()));
        match random.below(7) {
            0 => words[at] = "",
            1 => words.insert(at, words[other]),
            2 => words.swap(at, other),
            3 => words[at] = random.pick(PIECES),
            4 => words[at] = random.pick(FIGURES),
            5 => words.insert(at, "not "),
            _ => words[at] = words[other],
        }
    }
    if random.below(3) == 0 {
        words.truncate(1 + random.below(words.len()));
    }
    words.concat()
}

/// A text with some of its bytes exchanged, left out, doubled or cut; what is no UTF-8 then becomes U+FFFD.
fn broken(text: &str, random: &mut Random) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..1 + random.below(4) {
        if bytes.is_empty() {
            break;
        }
        let at = random.below(bytes.len());
        match random.below(5) {
            0 => bytes[at] = random.next() as u8,
            1 => drop(bytes.remove(at)),
            2 => {
                let piece = random.pick(PIECES).as_bytes().to_vec();
                bytes.splice(at..at, piece);
            }
            3 => bytes.truncate(at),
            _ => {
                let to = (at + random.below(24)).min(bytes.len());
                let run = bytes[at..to].to_vec();
                bytes.splice(at..at, run);
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
