//! Which statements of the sources tell of one thing.

use crate::Story;
use crate::statements::Statement;
use copydesk_checking::compare::Standing;
use rustc_hash::FxHashMap;

/// Sentences looked at for each statement.
const NEAR: usize = 24;
/// Up to so many statements every pair is looked at.
const FEW: usize = 120;
/// How much more alike two sentences of one article must be: a reporter seldom says the same twice.
const OWN: f32 = 0.12;

impl Story {
    /// Puts statements (indexes into the story's) together that are alike from `least` on, the mean over all pairs of a
    /// group; `may` says which pairs can be of one thing at all. Groups and their members are in the order of
    /// `members`.
    pub(crate) fn groups(
        &mut self,
        members: &[usize],
        least: f32,
        may: &dyn Fn(&Statement, &Statement) -> bool,
    ) -> Vec<Vec<usize>> {
        let mut place: FxHashMap<(usize, usize), usize> = FxHashMap::default();
        for (index, &member) in members.iter().enumerate() {
            let statement = &self.statements[member];
            place.entry((statement.article, statement.sentence)).or_insert(index);
        }
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        if members.len() <= FEW {
            pairs.extend((0..members.len()).flat_map(|a| (a + 1..members.len()).map(move |b| (a, b))));
        } else {
            for (a, &member) in members.iter().enumerate() {
                let statement = self.statements[member].clone();
                let article = self.articles[statement.article].clone();
                for hit in self.comparer.near(&self.library, (&article, statement.sentence), NEAR) {
                    let Some(other) = self.index_of(&hit.article.id) else { continue };
                    if let Some(&b) = place.get(&(other, hit.sentence)).filter(|b| **b != a) {
                        pairs.push((a.min(b), a.max(b)));
                    }
                }
            }
            pairs.sort_unstable();
            pairs.dedup();
        }
        let mut scored: Vec<(f32, usize, usize)> = Vec::new();
        for (a, b) in pairs {
            let (x, y) = (&self.statements[members[a]], &self.statements[members[b]]);
            if (x.article, x.sentence) != (y.article, y.sentence) && may(x, y) {
                let score = self.alike(members[a], members[b]);
                if score >= least {
                    scored.push((score, a, b));
                }
            }
        }
        scored.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
        let mut home: Vec<usize> = (0..members.len()).collect();
        let mut groups: Vec<Vec<usize>> = (0..members.len()).map(|index| vec![index]).collect();
        for (_, a, b) in scored {
            let (x, y) = (home[a].min(home[b]), home[a].max(home[b]));
            if x == y || groups[x].len() * groups[y].len() > LARGEST {
                continue;
            }
            if self.fit(members, [&groups[x], &groups[y]], least, may) {
                let moved = std::mem::take(&mut groups[y]);
                for &index in &moved {
                    home[index] = x;
                }
                groups[x].extend(moved);
                groups[x].sort_unstable();
            }
        }
        groups
            .into_iter()
            .filter(|group| !group.is_empty())
            .map(|group| group.into_iter().map(|index| members[index]).collect())
            .collect()
    }

    /// Two groups are of one thing: alike from `least` on in the mean of all pairs, and none much less.
    fn fit(
        &mut self,
        members: &[usize],
        groups: [&[usize]; 2],
        least: f32,
        may: &dyn Fn(&Statement, &Statement) -> bool,
    ) -> bool {
        let [x, y] = groups;
        let mut sum = 0.0;
        for (i, j) in x.iter().flat_map(|&i| y.iter().map(move |&j| (members[i], members[j]))) {
            if !may(&self.statements[i], &self.statements[j]) {
                return false;
            }
            let score = self.alike(i, j);
            if score < least - SLACK {
                return false;
            }
            sum += score;
        }
        sum >= least * (x.len() * y.len()) as f32
    }

    /// How alike two statements are, 0 to 1.
    pub(crate) fn alike(&mut self, a: usize, b: usize) -> f32 {
        let (x, y) = (&self.statements[a], &self.statements[b]);
        let (p, q) = (&self.articles[x.article], &self.articles[y.article]);
        let likeness = self.comparer.compare((p, x.sentence), (q, y.sentence));
        // A short report borne out by a long one tells of the same, whatever more the long one tells.
        let bonus = if likeness.supports || likeness.supported { BORNE_OUT } else { 0.0 };
        let own = if x.article == y.article { OWN } else { 0.0 };
        // What somebody said is another event than what they did, what is planned another than what was done.
        let quote = if x.quote != y.quote { OTHER } else { 0.0 };
        let unquoted = likeness.told.quoted.min(likeness.telling.quoted) < QUOTED;
        let words = if unquoted { UNQUOTED } else { 0.0 };
        let standing = if x.standing != y.standing { AHEAD } else { 0.0 };
        let figures = match (x.figures.is_empty(), y.figures.is_empty()) {
            (false, false) if !x.figures.iter().any(|figure| y.figures.contains(figure)) => FIGURES,
            _ => 0.0,
        };
        let of_other = |statement: &Statement| statement.when.as_ref().is_some_and(|when| when.of_other);
        let told_by = if of_other(x) != of_other(y) { TOLD_BY } else { 0.0 };
        likeness.mean() + bonus - own - quote - words - standing - figures - told_by
    }

    /// The statement of a group that stands for it best.
    pub(crate) fn speaker(&mut self, group: &[usize]) -> usize {
        self.speakers(group).first().copied().unwrap_or(0)
    }

    /// The statements of a group, that first which stands for it best: the one most like the others, told in one sentence
    /// that is neither a scrap nor a paragraph, not on an aggregator's page.
    pub(crate) fn speakers(&mut self, group: &[usize]) -> Vec<usize> {
        let mut scored: Vec<(f32, usize)> = Vec::new();
        for &member in group {
            let others: f32 = group.iter().filter(|&&o| o != member).map(|&o| self.alike(member, o)).sum();
            let mean = others / (group.len().max(2) - 1) as f32;
            let statement = &self.statements[member];
            let article = &self.articles[statement.article];
            let text = &article.tagged().sentences[statement.sentence].sentence.text;
            let words = text.split_whitespace().count();
            let mut score = mean;
            if !(8..=40).contains(&words) {
                score -= 0.2;
            }
            if article.meta.aggregator || text.ends_with('…') {
                score -= 0.15;
            }
            if statement.standing == Standing::Ahead {
                score -= 0.2;
            }
            if text.starts_with(['"', '“', '”']) {
                score -= 0.1;
            }
            scored.push((score, member));
        }
        // Of equals the first: what differs by rounding only is equal.
        scored.sort_by_key(|(score, _)| std::cmp::Reverse((score * 1e5).round() as i64));
        scored.into_iter().map(|(_, member)| member).collect()
    }
}

/// What it takes where one is quoted and the other is not.
const OTHER: f32 = 0.06;
/// Share of what one quotes that the other must have, not to tell of something else.
pub(crate) const QUOTED: f32 = 0.3;
/// What it takes where it has less.
const UNQUOTED: f32 = 0.1;
/// What it takes where one is still ahead and the other is not.
const AHEAD: f32 = 0.2;
/// What it takes where the date of one is that of another event it is told by, and the date of the other is its own.
const TOLD_BY: f32 = 0.2;
/// How much less alike than all on the whole any two of a group may be: a chain of likenesses leads from one event to another.
const SLACK: f32 = 0.15;
/// What it takes where both have figures and share none.
const FIGURES: f32 = 0.1;
/// What it adds when one of two sentences bears the other out.
const BORNE_OUT: f32 = 0.1;
/// Pairs that are compared before two groups are made one; larger ones stay apart.
const LARGEST: usize = 10_000;
