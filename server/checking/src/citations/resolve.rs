//! Which article of the library is meant: by id or key, relative link, address, then outlet plus title.

use super::list::known;
use copydesk_library::{Article, Library};
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use std::sync::{Arc, OnceLock};

/// The articles of a library by what they can be named with. Worth keeping until the library changes; made when something
/// is looked for that is named, as most drafts of a day name nothing yet.
#[derive(Debug, Default)]
pub struct Shelf {
    articles: Vec<Arc<Article>>,
    named: OnceLock<Named>,
    revision: u64,
}

#[derive(Debug, Default)]
struct Named {
    /// By id.
    all: Vec<Arc<Article>>,
    /// Key, id without its ending, and the last part of it, in lower case; `None` where two articles share it.
    names: FxHashMap<String, Option<usize>>,
    addresses: FxHashMap<String, usize>,
    /// Folded title and outlet.
    folded: Vec<(String, String)>,
}

impl Shelf {
    /// The articles of a library.
    pub fn new(library: &Library) -> Self {
        Self {
            articles: library.articles().cloned().collect(),
            named: OnceLock::new(),
            revision: library.revision(),
        }
    }

    /// Whether the library is still as it was when this was made.
    pub fn is_of(&self, library: &Library) -> bool {
        self.revision == library.revision() && self.articles.len() == library.len()
    }

    fn named(&self) -> &Named {
        self.named.get_or_init(|| Named::new(self.articles.clone()))
    }

    /// The article with this key or id.
    pub(super) fn key(&self, key: &str) -> Option<Arc<str>> {
        self.named().key(key)
    }

    /// The same where the key is the article's own or the name of its file.
    pub(super) fn own_key(&self, key: &str) -> Option<Arc<str>> {
        self.named().own_key(key)
    }

    /// The article that a link leads to, from a draft at that path.
    pub(super) fn link(&self, draft: Option<&str>, target: &str) -> Option<Arc<str>> {
        self.named().link(draft, target)
    }

    /// The article that the text of an entry stands for.
    pub(super) fn entry(&self, draft: Option<&str>, body: &str) -> Option<Arc<str>> {
        self.named().entry(draft, body)
    }
}

impl Named {
    fn new(mut all: Vec<Arc<Article>>) -> Self {
        all.sort_by(|a, b| a.id.cmp(&b.id));
        let mut names: FxHashMap<String, Option<usize>> = FxHashMap::default();
        let mut addresses = FxHashMap::default();
        let mut folded = Vec::with_capacity(all.len());
        for (index, article) in all.iter().enumerate() {
            let id = article.id.to_lowercase();
            let stem = stem(&id);
            let last = stem.rsplit('/').next().unwrap_or(stem).to_owned();
            let outlet = article.meta.outlet.as_deref().unwrap_or("");
            let mut own: Vec<String> =
                vec![id.clone(), stem.to_owned(), last.clone(), last.replace(['-', '_', ' '], "")];
            own.push(super::edit::key(article).to_lowercase());
            own.extend((!outlet.is_empty()).then(|| fold(outlet).replace(' ', "")));
            own.sort_unstable();
            own.dedup();
            for name in own {
                names.entry(name).and_modify(|other| *other = None).or_insert(Some(index));
            }
            if let Some(url) = &article.meta.url {
                addresses.entry(address(url)).or_insert(index);
            }
            folded.push((fold(article.meta.title.as_deref().unwrap_or("")), fold(outlet)));
        }
        Self { all, names, addresses, folded }
    }

    fn id(&self, index: usize) -> Arc<str> {
        self.all[index].id.clone()
    }

    /// The article with this key or id.
    fn key(&self, key: &str) -> Option<Arc<str>> {
        let index = (*self.names.get(&key.to_lowercase())?)?;
        Some(self.id(index))
    }

    /// The same where the key is the article's own or the name of its file.
    fn own_key(&self, key: &str) -> Option<Arc<str>> {
        let id = self.key(key)?;
        let own = self.all.iter().find(|article| article.id == id)?;
        (super::edit::key(own).eq_ignore_ascii_case(key)).then_some(id)
    }

    /// The article that a link leads to, from a draft at that path.
    fn link(&self, draft: Option<&str>, target: &str) -> Option<Arc<str>> {
        if target.contains("://") || target.starts_with("www.") {
            return self.addresses.get(&address(target)).map(|&index| self.id(index));
        }
        let target = decoded(target.split(['#', '?']).next().unwrap_or(target)).replace('\\', "/");
        if target.is_empty() || !target.contains('.') && !target.contains('/') {
            return None;
        }
        let folder = draft.and_then(|d| d.rfind('/').map(|n| &d[..=n])).unwrap_or_default();
        let path = match target.strip_prefix('/') {
            Some(rooted) => normal(rooted),
            None => normal(&format!("{folder}{target}")),
        };
        let exact = |path: &str| self.all.binary_search_by(|a| (*a.id).cmp(path)).ok();
        if let Some(index) = exact(&path).or_else(|| exact(&normal(&target))) {
            return Some(self.id(index));
        }
        // A caller that gives ids without folders: the one article whose id ends so.
        let tail = format!("/{}", normal(&target));
        let mut ends = self.all.iter().enumerate().filter(|(_, a)| a.id.ends_with(&tail));
        match (ends.next(), ends.next()) {
            (Some((index, _)), None) => Some(self.id(index)),
            _ => None,
        }
    }

    /// The article that the text of an entry stands for.
    fn entry(&self, draft: Option<&str>, body: &str) -> Option<Arc<str>> {
        let mut links = targets(body).peekable();
        let linked = links.peek().is_some();
        if let Some(found) = links.find_map(|target| self.link(draft, target)) {
            return Some(found);
        }
        if let Some(found) =
            self.key(body.trim().trim_start_matches('@')).filter(|_| !body.trim().contains(' '))
        {
            return Some(found);
        }
        self.titled(body, linked)
    }

    /// By outlet and title. The outlet may be left out only where the entry names none: begins with the title.
    fn titled(&self, body: &str, linked: bool) -> Option<Arc<str>> {
        let entry = fold(body);
        let mut best: Option<(u32, usize)> = None;
        let mut tie = false;
        for (index, (title, outlet)) in self.folded.iter().enumerate() {
            let article = &self.all[index];
            let has_outlet = !outlet.is_empty() && holds(&entry, outlet);
            let words = title.split(' ').count();
            let has_title = words >= 3 && holds(&entry, title) || (!title.is_empty() && *title == entry);
            let mut score = 0;
            if has_title && has_outlet {
                score = 8;
            } else if has_title
                && (!linked || article.meta.url.is_none())
                && !article.meta.aggregator
                && begins(&entry, title)
                && self.no_other(&entry, title)
            {
                score = 4;
            } else if has_title
                && outlet.is_empty()
                && article.meta.published.is_some_and(|day| dated(body, day))
                && self.no_other(&entry, title)
            {
                // The file does not say whose it is: title and day are the entry's.
                score = 4;
            } else if has_outlet && words >= 3 && shared(&entry, title) >= 0.8 {
                score = 3;
            } else if has_outlet && self.only_outlet(&entry, outlet) {
                score = 2;
            }
            if score == 0 {
                continue;
            }
            if article.meta.published.is_some_and(|day| dated(body, day)) {
                score += 1;
            }
            match best {
                Some((other, _)) if other > score => {}
                Some((other, _)) if other == score => tie = true,
                _ => {
                    best = Some((score, index));
                    tie = false;
                }
            }
        }
        best.filter(|_| !tie).map(|(_, index)| self.id(index))
    }

    /// Whether an entry says no more than an outlet, and perhaps a date.
    fn only_outlet(&self, entry: &str, outlet: &str) -> bool {
        let Some(rest) = entry.strip_prefix(outlet) else { return false };
        rest.split(' ').all(|word| {
            word.is_empty()
                || word.bytes().all(|b| b.is_ascii_digit())
                || known().months.iter().any(|m| m.to_lowercase().starts_with(word) && word.len() > 2)
        })
    }

    /// Whether what follows the title of an entry names no outlet that the library knows.
    fn no_other(&self, entry: &str, title: &str) -> bool {
        let rest = entry.strip_prefix(title).unwrap_or(entry);
        self.folded.iter().all(|(_, outlet)| outlet.is_empty() || !holds(rest, outlet))
    }
}

fn stem(id: &str) -> &str {
    match id.rfind('.') {
        Some(dot) if dot > id.rfind('/').map_or(0, |n| n + 1) => &id[..dot],
        _ => id,
    }
}

/// Words in lower case without marks, a space between.
pub(super) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\'' | '’' | '\u{2010}' | '\u{2011}' | '-' => {}
            c if c.is_alphanumeric() => out.extend(c.to_lowercase()),
            _ if !out.is_empty() && !out.ends_with(' ') => out.push(' '),
            _ => {}
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Whether the words of `part` stand in a row in `whole`; both folded.
fn holds(whole: &str, part: &str) -> bool {
    !part.is_empty()
        && whole.match_indices(part).any(|(at, _)| {
            (at == 0 || whole.as_bytes()[at - 1] == b' ')
                && whole.as_bytes().get(at + part.len()).is_none_or(|&b| b == b' ')
        })
}

fn begins(whole: &str, part: &str) -> bool {
    whole.strip_prefix(part).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// The share of the title's words that the entry has.
fn shared(entry: &str, title: &str) -> f32 {
    let words: Vec<&str> = title.split(' ').collect();
    let has = words.iter().filter(|word| holds(entry, word)).count();
    has as f32 / words.len().max(1) as f32
}

fn dated(body: &str, day: Date) -> bool {
    let month = &known().months[usize::from(day.month().unsigned_abs().saturating_sub(1)).min(11)];
    let told = [
        day.to_string(),
        format!("{} {month} {}", day.day(), day.year()),
        format!("{month} {}, {}", day.day(), day.year()),
    ];
    // "4 March" is no part of "14 March".
    told.iter().any(|told| {
        body.match_indices(told.as_str()).any(|(at, _)| !body[..at].ends_with(|c: char| c.is_ascii_digit()))
    })
}

/// The addresses and paths in the text of an entry.
fn targets(body: &str) -> impl Iterator<Item = &str> {
    // "[Dam jams](<sources/dam page.md>)": a path with spaces.
    let spaced = body.split("](<").skip(1).filter_map(|rest| Some(rest.split_once(">)")?.0));
    spaced.chain(words(body))
}

/// Those without a space in them.
fn words(body: &str) -> impl Iterator<Item = &str> {
    body.split(|c: char| {
        c.is_whitespace() || matches!(c, '(' | ')' | '<' | '>' | '[' | ']' | '"' | '“' | '”')
    })
    .map(|word| word.trim_end_matches(['.', ',', ';', ':']))
    .filter(|word| {
        word.contains("://")
            || word.starts_with("www.")
            || (word.contains('.')
                && [".md", ".txt", ".html", ".htm", ".pdf", ".docx", ".eml"]
                    .iter()
                    .any(|end| word.to_lowercase().ends_with(end)))
    })
}

/// An address as it is compared: scheme, `www.`, fragment, tracking and a last slash left out.
fn address(url: &str) -> String {
    let url = url.trim();
    let url = url.split_once("://").map_or(url, |(_, rest)| rest);
    let url = url.split('#').next().unwrap_or(url);
    let (path, query) = url.split_once('?').map_or((url, ""), |(path, query)| (path, query));
    let path = path.strip_prefix("www.").unwrap_or(path).trim_end_matches('/');
    let (host, rest) = path.split_once('/').unwrap_or((path, ""));
    let kept: Vec<&str> = query
        .split('&')
        .filter(|p| {
            !p.is_empty() && !p.starts_with("utm_") && !p.starts_with("fbclid") && !p.starts_with("gclid")
        })
        .collect();
    let mut out = host.to_lowercase();
    if !rest.is_empty() {
        out.push('/');
        out.push_str(rest);
    }
    if !kept.is_empty() {
        out.push('?');
        out.push_str(&kept.join("&"));
    }
    out
}

/// A path without `.` and `..`.
fn normal(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// `%20` and the like undone; what is no UTF-8 afterwards is left as it was.
fn decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut out = Vec::with_capacity(text.len());
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let hex = |b: u8| (b as char).to_digit(16);
        if bytes[at] == b'%'
            && let (Some(high), Some(low)) =
                (bytes.get(at + 1).copied().and_then(hex), bytes.get(at + 2).copied().and_then(hex))
        {
            out.push((high * 16 + low) as u8);
            at += 3;
        } else {
            out.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

/// The way from the draft's folder to an article.
pub(super) fn relative(draft: Option<&str>, id: &str) -> String {
    let folder: Vec<&str> = draft.map_or(Vec::new(), |d| d.split('/').collect());
    let folder = &folder[..folder.len().saturating_sub(1)];
    let parts: Vec<&str> = id.split('/').collect();
    let same =
        folder.iter().zip(&parts).take_while(|(a, b)| a == b).count().min(parts.len().saturating_sub(1));
    let mut out = "../".repeat(folder.len() - same.min(folder.len()));
    out.push_str(&parts[same..].join("/"));
    out.replace('%', "%25").replace(' ', "%20").replace('(', "%28").replace(')', "%29")
}
