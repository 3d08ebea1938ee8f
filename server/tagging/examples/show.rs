//! Scratch: records on stdin, mentions on stdout.
#![allow(clippy::all, clippy::pedantic, clippy::print_stdout)]
use copydesk_tagging::*;
use copydesk_text::*;
use std::io::Read;
use std::sync::Arc;
fn main() {
    let mut all = String::new();
    std::io::stdin().read_to_string(&mut all).unwrap();
    let mut rest = all.as_str();
    let mut out = String::new();
    while let Some((head, tail)) = rest.split_once('\n') {
        let mut f = head.split('\t');
        let published = f.next().unwrap().parse().ok();
        let lang = f.next().unwrap();
        let len: usize = f.next().unwrap().parse().unwrap();
        let text = &tail[..len];
        rest = &tail[len + 1..];
        let prose = Prose::new(text, Format::Text);
        let spoken = if lang.is_empty() {
            Spoken::of(prose.blocks.iter().map(|b| b.text.as_str()))
        } else {
            Spoken::of_code(lang)
        };
        let tagger = match spoken {
            Spoken::Known(l) => Tagger::new(l),
            _ => Tagger::english().clone(),
        };
        let tagged = tagger.document(&prose, published, &mut |t| Arc::new(tagger.sentence(t)));
        for s in &tagged.sentences {
            out.push_str(&format!("S\t{}\t{}\n", s.sentence.source.start, s.sentence.source.end));
            for m in &s.mentions {
                let r = s.sentence.to_source(m.range.clone());
                let (v, u, x) = match &m.value {
                    Value::Figure(f) => (
                        f.amount.normalize().to_string(),
                        f.unit.clone().unwrap_or_default(),
                        format!(
                            "{}{}{}",
                            f.upper.map(|u| format!("..{}", u.normalize())).unwrap_or_default(),
                            if f.hedge == Hedge::Exact { String::new() } else { format!(" {:?}", f.hedge) },
                            f.noun
                                .as_ref()
                                .map(|n| format!(" n={}", &s.sentence.text[n.range.clone()]))
                                .unwrap_or_default()
                        ),
                    ),
                    Value::Time(t) => (t.value.clone(), String::new(), String::new()),
                    Value::Actor(a) => (
                        tagged.actors[a.id].name.clone(),
                        String::new(),
                        format!("#{}{}", a.id, if a.metonym { " metonym" } else { "" }),
                    ),
                    Value::Quote(q) => (
                        String::new(),
                        String::new(),
                        q.speaker.map(|s| tagged.actors[s].name.clone()).unwrap_or_default(),
                    ),
                    Value::Citation(c) => (c.target.clone(), String::new(), String::new()),
                };
                out.push_str(&format!(
                    "M\t{}\t{}\t{}\t{}\t{}\t{}\n",
                    m.kind.name(),
                    r.start,
                    r.end,
                    v.replace(['\n', '\t'], " "),
                    u,
                    x.replace(['\n', '\t'], " ")
                ));
            }
        }
        for r in &tagged.references {
            let s = &tagged.sentences[r.sentence].sentence;
            let g = s.to_source(r.range.clone());
            out.push_str(&format!("M\tref\t{}\t{}\t{}\t\t\n", g.start, g.end, tagged.actors[r.actor].name));
        }
        for (i, a) in tagged.actors.iter().enumerate() {
            out.push_str(&format!(
                "A\t{}\t{}\t{}\t{:?}\t{:?}\n",
                i,
                a.kind.name(),
                a.name.replace('\n', " "),
                a.names,
                a.roles
            ));
        }
        out.push_str("E\n");
    }
    print!("{out}");
}
