//! Whether the clause around an expression tells of what is over or of what is to come.

use super::atoms::{Atom, Piece, is_dash};
use super::lexicon::{Cue, Role, Tense};

/// How many pieces to either side are looked at.
const REACH: usize = 40;

/// The tense around the pieces `start..end`: of the nearest verb before them in the sentence, else after them.
pub(crate) fn around(atoms: &[Atom], start: usize, end: usize) -> Tense {
    let role_before = start.checked_sub(1).and_then(|i| atoms[i].role());
    // "as soon as Tuesday", "as early as next week"
    if start >= 3 && atoms[start - 1].range.len() == 2 && matches!(atoms[start - 2].role(), Some(Role::Early))
    {
        return Tense::Future;
    }
    // "Wednesday's ruling" is over, "Tuesday's vote will" is not, whatever else the sentence tells.
    if atoms.get(end).is_some_and(|a| !a.spaced && matches!(a.mark(), Some('\'' | '’'))) {
        let soon = (end..(end + 6).min(atoms.len())).any(|i| cue(atoms, i, start) == Cue::Future);
        return if soon { Tense::Future } else { Tense::Past };
    }
    let before = backward(atoms, start, role_before);
    if before != Cue::None {
        return settled(before);
    }
    for i in end..(end + REACH).min(atoms.len()) {
        match cue(atoms, i, atoms.len()) {
            Cue::None | Cue::Deferring | Cue::Passive => {}
            Cue::Prospective if !(i + 1..i + 4).any(|j| atoms.get(j).is_some_and(|a| a.is(Role::To))) => {}
            Cue::Prospective => return Tense::Future,
            // A participle of the coming after its date needs its "is": "On Friday it is expected", but not "planned".
            Cue::Future if atoms[i].range.len() > 5 && !present_before(atoms, i) => {}
            other => return settled(other),
        }
        if closes(&atoms[i]) {
            break;
        }
    }
    Tense::Unknown
}

fn settled(cue: Cue) -> Tense {
    match cue {
        Cue::Past => Tense::Past,
        Cue::Future => Tense::Future,
        _ => Tense::Unknown,
    }
}

fn present_before(atoms: &[Atom], i: usize) -> bool {
    (1..=2).any(|back| i.checked_sub(back).is_some_and(|j| atoms[j].lex().cue == Cue::Present))
}

fn closes(atom: &Atom) -> bool {
    matches!(atom.piece, Piece::Mark(';' | '“' | '”' | '"' | '—'))
}

fn backward(atoms: &[Atom], start: usize, role_before: Option<Role>) -> Cue {
    let until = matches!(role_before, Some(Role::Until | Role::To));
    let mut infinitive = false;
    for i in (start.saturating_sub(REACH)..start).rev() {
        match cue(atoms, i, start) {
            Cue::None | Cue::Passive => {}
            Cue::Deferring if until => return Cue::Future,
            Cue::Deferring => {
                // "has given", "postponed": past where nothing is put off.
                if atoms[i].range.len() > 4 {
                    return Cue::Past;
                }
            }
            Cue::Prospective if infinitive => return Cue::Future,
            Cue::Prospective => {
                if atoms[i].lex().cue == Cue::Prospective && atoms[i].range.len() > 4 && !infinitive {
                    // "agreed in April to ...": the verb itself is past.
                    return Cue::Past;
                }
            }
            other => return other,
        }
        if atoms[i].is(Role::To) && i + 1 < start && atoms[i + 1].lex().weekday == 0 {
            // "to be held on Monday"
            if atoms[i + 1].lex().cue == Cue::Passive {
                return Cue::Future;
            }
            infinitive = true;
        }
        if closes(&atoms[i]) {
            break;
        }
    }
    Cue::None
}

/// "The Kyiv visit": the name before a noun.
fn article_before(atoms: &[Atom], i: usize) -> bool {
    let names = (0..i).rev().take_while(|&j| atoms[j].capital && atoms[j].role().is_none());
    let first = names.last().unwrap_or(i);
    first.checked_sub(1).is_some_and(|j| matches!(atoms[j].role(), Some(Role::The | Role::A)))
}

/// What the piece at `i` tells; a participle takes it from the auxiliary before it.
fn cue(atoms: &[Atom], i: usize, limit: usize) -> Cue {
    let atom = &atoms[i];
    let mut lex = atom.lex();
    // "won't" is no "won".
    if lex.cue == Cue::Contracted {
        if atoms.get(i + 1).is_some_and(|a| !a.spaced && matches!(a.mark(), Some('\'' | '’'))) {
            return Cue::Future;
        }
        lex.cue = Cue::Past;
    }
    // "The match they play on Friday", "Alder meet Vinton on Friday"; a visit, a host are no verbs.
    if lex.cue == Cue::Scheduled {
        let subject = i.checked_sub(1).and_then(|j| atoms.get(j)).filter(|a| a.is_word());
        let named = |a: &Atom| a.capital && a.role().is_none() && !article_before(atoms, i);
        let scheduled = !atom.capital && i < limit && subject.is_some_and(|a| a.lex().subject || named(a));
        return if scheduled { Cue::Future } else { Cue::None };
    }
    // Calendar words and parts of names tell nothing.
    if lex.month > 0 && atom.capital || i > 0 && atom.capital && lex.cue == Cue::Future && limit == i {
        return Cue::None;
    }
    if !matches!(lex.cue, Cue::Past | Cue::Deferring | Cue::Prospective) {
        return lex.cue;
    }
    // "the postponed vote", "U.S.-backed": no verb
    if i > 0 && atoms[i - 1].mark().is_some_and(is_dash) && !atom.spaced {
        return Cue::None;
    }
    for back in 1..=2 {
        let Some(auxiliary) = i.checked_sub(back).and_then(|j| atoms.get(j)) else { break };
        match auxiliary.lex().cue {
            // "will be held", "to be held": the modal further left tells.
            Cue::Passive => return Cue::Passive,
            Cue::Present if lex.cue == Cue::Past => return Cue::Present,
            _ => {}
        }
        if !auxiliary.is_word() {
            break;
        }
    }
    lex.cue
}
