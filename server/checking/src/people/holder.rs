//! Where a claim gives somebody by name a post that the sources give to another: "the chief executive, Peter Holm", where Holm is
//! general counsel and Dana Osk the chief executive.

use crate::case::{Candidate, Case, of_each_article};
use crate::gate;
use crate::judge::SPEAKS;
use crate::people::post::{Bodies, Post, When, holds_by_verb, posts};
use crate::people::role::{self, Doubt, IN_OFFICE};
use crate::view::View;
use copydesk_tagging::{Identity, Kind, Value};
use std::ops::Range;

/// The posts of the claim that the sources give to others than those whom it names.
pub(crate) fn doubts(case: &Case<'_>, candidates: &[Candidate]) -> Vec<Doubt> {
    let mine = posts(case.sentence());
    let asked = mine.iter().filter(|post| post.when == When::Now && !post.acting);
    let holder = |post: &Post| case.draft.tagged.actors.get(post.whose?);
    asked.filter_map(|post| doubt(case, candidates, post, holder(post)?)).collect()
}

/// Where an article names somebody: the article, the sentence, the bytes of it.
type Place<'a> = (&'a View, usize, Range<usize>);

/// A post that an article gives to somebody: the article, the sentence, the post.
type Given<'a> = (&'a View, usize, &'a Post);

/// Where the sources give a post to others than this one, and this one another post.
pub(crate) fn doubt(
    case: &Case<'_>,
    candidates: &[Candidate],
    mine: &Post,
    holder: &Identity,
) -> Option<Doubt> {
    // He has one that may be called so, if no other is called so by the body's own name.
    let mut loosely = false;
    let (mut own, mut others): (Vec<Given<'_>>, Vec<Given<'_>>) = (Vec::new(), Vec::new());
    // The same of another town or body, and where he is named.
    let (mut elsewhere, mut known_there): (Vec<Given<'_>>, Vec<Place<'_>>) = (Vec::new(), Vec::new());
    for (_, article) in of_each_article(candidates) {
        let view: &View = &article.view;
        let is_holder =
            |id: usize| view.tagged.actors.get(id).is_some_and(|other| role::is(holder, other, &view.tagged));
        let counts = gate::days_apart(case, article) <= IN_OFFICE;
        for sentence in 0..view.tagged.sentences.len() {
            let named = || names(view, sentence, &is_holder);
            known_there.extend(named().filter(|_| counts).map(|name| (view, sentence, name)));
            for theirs in view.posts(sentence) {
                match theirs.whose {
                    Some(id) if is_holder(id) && counts && mine.is_of_another_body(theirs) => {
                        elsewhere.push((view, sentence, theirs));
                    }
                    Some(id) if is_holder(id) => {
                        let told = mine.is(theirs) || theirs.is(mine) && !mine.body.is_known();
                        if told || theirs.when != When::Now && !mine.excludes(theirs) {
                            return None;
                        }
                        loosely |= mine.goes_with(theirs);
                        if counts && theirs.when == When::Now {
                            own.push((view, sentence, theirs));
                        }
                    }
                    Some(_) if counts && theirs.when == When::Now && mine.is(theirs) => {
                        others.push((view, sentence, theirs));
                    }
                    // "Osk is the chief executive", "he became chief executive in May".
                    None if mine.goes_with(theirs) && (theirs.made || named().is_some()) => return None,
                    _ => {}
                }
            }
            if named().is_some_and(|name| holds_by_verb(&view.tagged.sentences[sentence], &name)) {
                return None;
            }
        }
    }
    // "Its director, Vera Lind": nobody else's head of security is called so.
    let by_name = |post: &Post, text: &str| text.get(post.range.clone()).map(str::to_lowercase);
    let called = |(view, sentence, theirs): &Given<'_>| {
        theirs.definite
            && mine.body.beside(&theirs.body) == Bodies::Unknown
            && by_name(theirs, view.side(*sentence).text()) == by_name(mine, case.side().text())
    };
    let known = |given: &Given<'_>| mine.body.beside(&given.2.body) == Bodies::One || called(given);
    if loosely && !(mine.definite && others.iter().any(known)) {
        return None;
    }
    if let Some(found) = of_another_body(case, candidates, mine, &elsewhere, &others) {
        return Some(found);
    }
    if !own.is_empty() || !elsewhere.is_empty() {
        return told(case, candidates, mine, &own, &others);
    }
    without(case, candidates, mine, &known_there, &others)
}

/// The one who is the mayor of one town is called that of another, whose mayor is somebody else.
fn of_another_body(
    case: &Case<'_>,
    candidates: &[Candidate],
    mine: &Post,
    elsewhere: &[Given<'_>],
    others: &[Given<'_>],
) -> Option<Doubt> {
    let first = elsewhere.first()?;
    let sure = others.iter().any(|(_, _, theirs)| mine.body.beside(&theirs.body) == Bodies::One);
    let told = elsewhere.iter().find_map(|given| shown(candidates, given, &given.2.phrase));
    let known = told.clone().filter(|_| sure && first.2.is_one());
    let slot = role::slot(case, candidates, mine.phrase.clone(), known);
    Some(Doubt { range: mine.phrase.clone(), told, slot })
}

/// The sources name him, give him no post, and give this one to somebody else.
fn without(
    case: &Case<'_>,
    candidates: &[Candidate],
    mine: &Post,
    known_there: &[Place<'_>],
    others: &[Given<'_>],
) -> Option<Doubt> {
    let same = |(_, _, theirs): &&Given<'_>| {
        mine.is_told_alike(theirs, mine.body.beside(&theirs.body) == Bodies::One)
    };
    let other = others.iter().find(same)?;
    let speaks = |(view, ..): &Place<'_>| {
        candidates.iter().any(|c| c.view.article.id == view.article.id && c.coverage >= SPEAKS)
    };
    if mine.is_any(&case.sentence().sentence.text) || !known_there.iter().any(speaks) {
        return None;
    }
    Some(Doubt { range: mine.range.clone(), told: shown(candidates, other, &other.2.range), slot: None })
}

/// Where among the candidates a post stands that an article gives.
fn shown(candidates: &[Candidate], given: &Given<'_>, range: &Range<usize>) -> Option<(usize, Range<usize>)> {
    let is = |c: &Candidate| c.view.article.id == given.0.article.id && c.sentence == given.1;
    candidates.iter().position(is).map(|at| (at, range.clone()))
}

/// Bytes of the holder's name in a sentence.
fn names(view: &View, sentence: usize, is_holder: &dyn Fn(usize) -> bool) -> Option<Range<usize>> {
    let mentions = view.tagged.sentences[sentence].mentions.iter();
    mentions.filter(|mention| mention.kind == Kind::Person).find_map(|mention| match &mention.value {
        Value::Actor(actor) if is_holder(actor.id) => Some(mention.range.clone()),
        _ => None,
    })
}

fn told(
    case: &Case<'_>,
    candidates: &[Candidate],
    mine: &Post,
    own: &[Given<'_>],
    others: &[Given<'_>],
) -> Option<Doubt> {
    let shown = |given: &Given<'_>| shown(candidates, given, &given.2.range);
    let speaks = |given: &&Given<'_>| {
        let of_it = |c: &Candidate| c.view.article.id == given.0.article.id && c.coverage >= SPEAKS;
        candidates.iter().any(of_it)
    };
    let mut own: Vec<&Given<'_>> = own.iter().filter(speaks).collect();
    own.sort_by_key(|given| shown(given).is_none());
    let first = own.first()?;
    // The same post of another body says nothing: each has a head of its own.
    let of_one = |(_, _, theirs): &Given<'_>| {
        let body = if mine.body.is_known() { &mine.body } else { &first.2.body };
        match body.beside(&theirs.body) {
            Bodies::One => true,
            Bodies::Unknown => mine.is_one() && !mine.is_like(first.2),
            Bodies::Two => false,
        }
    };
    let sure = others.iter().any(of_one);
    if !sure && !own.iter().all(|(_, _, theirs)| mine.excludes(theirs)) {
        return None;
    }
    let told = shown(first);
    // "Assistant Varnish treasury secretary" takes the place of "treasury secretary".
    let draft = if first.2.holds_body() && !mine.definite { &mine.phrase } else { &mine.range };
    let slot = role::slot(case, candidates, draft.clone(), told.clone().filter(|_| sure));
    Some(Doubt { range: mine.range.clone(), told, slot })
}
