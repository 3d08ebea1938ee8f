//! Fixes of what is told as more than the sources have: "paid" back to "offered to pay", "cut" to "allegedly cut".

use crate::align::Side;
use crate::analysis::fold;
use crate::case::{Candidate, Case, one_line};
use crate::knowledge::{Cue, knowledge};
use crate::message::source_told;
use crate::stated::done::{self, Done};
use crate::verdict::{Edit, Fix, FixKind};
use copydesk_text::TokenKind;
use std::ops::Range;

/// Words of a source from the one that leaves it open to the verb, at most.
const LONGEST: usize = 5;

/// "Allegedly" before the verb.
pub(crate) fn allegedly(case: &Case<'_>, candidate: &Candidate, done: &Done) -> Fix {
    let verb = case.analysis.items[done.at].range.start;
    let name = source_told(case.library, &candidate.view.article.id);
    let range = case.sentence().sentence.to_source(verb..verb);
    let edits = vec![Edit { range, text: "allegedly ".to_owned() }];
    let title = format!("Insert “allegedly”, as {name} leaves it to an accuser");
    Fix { title, kind: FixKind::Soften, edits, preferred: true }
}

/// The draft's verb with its auxiliaries, item `at` of the claim, replaced by the source's words, a condition behind them brought
/// back as well; nothing where these do not read as English there. `from` is the byte of a modal before the verb, or its own.
pub(crate) fn fix(
    case: &Case<'_>,
    candidate: &Candidate,
    at: usize,
    from: usize,
    source: &Range<usize>,
) -> Option<Fix> {
    let side = case.side();
    let tokens = &side.sentence.tokens;
    let end = case.analysis.items[at].range.end;
    let done = done::verb(side, at);
    let first = done.as_ref().map_or(from, |done| tokens[done.from].range.start);
    let group: Vec<String> = tokens
        .iter()
        .filter(|token| first <= token.range.start && token.range.end <= end)
        .map(|token| side.lower(token).to_owned())
        .collect();
    let mut words = words(candidate.side(), source)?;
    // "She said she would close it": she will.
    let told = candidate.view.attributions(candidate.sentence);
    let reported = told.iter().any(|told| told.cue.end <= source.start);
    if let Some(own) = knowledge().standing.reported.get(&words[0]).filter(|_| reported) {
        words[0].clone_from(own);
    }
    let text = match &done {
        Some(done) => wording(&group, done.passive, &words)?,
        // "Holm, which owns it, paid": behind the comma the verb is not known to be one, and stands alone.
        None => promised(&group, &words).or_else(|| {
            let alone = group.len() == 1 && knowledge().past(&group[0]);
            let by = side.text()[end..].starts_with(" by ");
            if alone && !by { wording(&group, false, &words) } else { None }
        })?,
    };
    let old = first..end;
    let name = source_told(case.library, &candidate.view.article.id);
    let title = format!("Replace {} by {text}, as {name} has it", case.words(old.clone()));
    let sentence = &side.sentence.sentence;
    let mut edits = vec![Edit { range: sentence.to_source(old), text }];
    if let Some((place, text)) = condition(case, candidate, at, source.end) {
        edits.push(Edit { range: sentence.to_source(place..place), text });
    }
    Some(Fix { title, kind: FixKind::Soften, edits, preferred: true })
}

/// "May close" in the place of "will close".
fn promised(group: &[String], source: &[String]) -> Option<String> {
    let know = knowledge();
    let ([modal, .., verb], [weak, .., word]) = (group, source) else { return None };
    let fits = know.sure.contains(modal) && know.unsure.contains(weak) && know.auxiliaries.contains(weak);
    (fits && group.len() == 2 && source.len() == 2 && verb == word).then(|| source.join(" "))
}

/// Words of a condition, at most.
const CONDITION: usize = 14;

/// A condition that ends the source's sentence, and where it goes in the claim: behind its last word, where that is of the
/// verb's own clause.
fn condition(case: &Case<'_>, candidate: &Candidate, at: usize, from: usize) -> Option<(usize, String)> {
    let side = candidate.side();
    let last = case.analysis.items.last()?;
    let own = last.clause == case.analysis.items[at].clause;
    let tokens: Vec<_> = side.sentence.tokens.iter().filter(|token| token.range.start >= from).collect();
    let opens = |word: &str| knowledge().cues.get(word) == Some(&Cue::Conditional);
    let first = tokens.iter().position(|token| opens(side.lower(token)))?;
    let (end, words) = tokens[first..].split_last()?;
    let plain = words.iter().all(|token| token.kind != TokenKind::Mark) && words.len() <= CONDITION;
    let stop = end.text(side.text()) == ".";
    let text = || one_line(&side.text()[words[0].range.start..words[words.len() - 1].range.end]);
    (own && plain && stop && !words.is_empty()).then(|| (last.range.end, format!(" {}", text())))
}

/// The words of a source in one line, if they are words in a row.
fn words(side: Side<'_>, range: &Range<usize>) -> Option<Vec<String>> {
    let within =
        side.sentence.tokens.iter().filter(|t| range.start <= t.range.start && t.range.end <= range.end);
    let words: Vec<_> = within.map(|token| (token.kind, one_line(token.text(side.text())))).collect();
    let plain =
        words.iter().all(|(kind, _)| *kind == TokenKind::Word) && (1..=LONGEST).contains(&words.len());
    plain.then(|| words.into_iter().map(|(_, word)| fold(&word)).collect())
}

/// The source's words in the place of the draft's: those of a modal as they stand ("may close"), a verb before "to" in the past
/// ("planned to close"), which goes with any subject.
fn wording(group: &[String], passive: bool, source: &[String]) -> Option<String> {
    let know = knowledge();
    let (first, rest) = source.split_first()?;
    let be = rest.first().is_some_and(|word| word == "be");
    if know.sure.contains(first) || know.unsure.contains(first) && know.auxiliaries.contains(first) {
        let base = rest.last().is_some_and(|last| be || !know.past(last));
        return (base && be == passive).then(|| source.join(" "));
    }
    let verb = rest.last()?;
    // "Is to open" goes with one, "are to open" with several.
    if rest.first().is_some_and(|to| to == "to") && know.being.contains(first) {
        let several = |word: &str| matches!(word, "are" | "were" | "have");
        let known = group.len() > 1 && group.first().is_some_and(|own| several(own) == several(first));
        let be = rest.get(1).is_some_and(|word| word == "be");
        return (known && be == passive).then(|| source.join(" "));
    }
    let [to, ..] = rest else { return None };
    if to != "to" || rest.len() > 3 {
        return None;
    }
    let be = rest.get(1).is_some_and(|word| word == "be");
    if passive && !be && rest.len() == 2 {
        // Of "plans to close", "was closed" makes "was to be closed".
        let (form, own) = (group.first()?, group.last()?);
        let be = match form.as_str() {
            "has" => "is",
            "have" => "are",
            "is" | "are" | "was" | "were" => form,
            _ => return None,
        };
        return (know.stem(own) == know.stem(verb)).then(|| format!("{be} to be {own}"));
    }
    if passive != be {
        return None;
    }
    let past =
        if know.past(first) { first.clone() } else { know.standing.pasts.get(&know.stem(first))?.clone() };
    Some(format!("{past} {}", rest.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    macro_rules! words_back {
        ($($name:ident: $draft:literal, $passive:literal, $source:literal => $want:expr;)+) => {
            $(#[test] fn $name() {
                let split = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
                let want: Option<&str> = $want;
                assert_eq!(wording(&split($draft), $passive, &split($source)).as_deref(), want);
            })+
        };
    }

    words_back! {
        bring_an_offer_back: "paid", false, "offered to pay" => Some("offered to pay");
        bring_a_plan_back_in_the_past: "has closed", false, "plans to close" => Some("planned to close");
        bring_a_plan_of_many_back: "have closed", false, "plan to close" => Some("planned to close");
        bring_a_modal_back_as_it_stands: "has published", false, "will publish" => Some("will publish");
        bring_back_what_may_be: "fined", false, "may fine" => Some("may fine");
        bring_back_what_will_be_done_to_it: "has been opened", true, "will be opened" => Some("will be opened");
        dont_put_an_active_verb_for_a_passive: "has been opened", true, "will open" => None;
        bring_a_plan_back_in_the_passive: "has been closed", true, "plans to close" => Some("is to be closed");
        bring_back_what_is_to_come: "has opened", false, "is to open" => Some("is to open");
        dont_put_one_for_several: "have opened", false, "is to open" => None;
        bring_a_plan_for_several_back: "were closed", true, "plans to close" => Some("were to be closed");
        dont_put_words_with_an_object_between: "released", false, "asked the court to release" => None;
        dont_put_a_noun_for_a_verb: "has been granted", true, "application is pending" => None;
    }
}
