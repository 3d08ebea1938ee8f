//! Whose a post is, and how two of those stand to one another.

/// Whose post it is: Oxlund's, the union's.
#[derive(Clone, Debug, Default)]
pub(crate) struct Body {
    /// Its words in lower case.
    pub(super) words: Vec<String>,
    /// It goes by a name.
    pub(super) named: bool,
}

/// How two bodies stand to one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bodies {
    One,
    Unknown,
    Two,
}

impl Body {
    pub(crate) fn is_known(&self) -> bool {
        !self.words.is_empty()
    }

    pub(crate) fn beside(&self, other: &Body) -> Bodies {
        if self.words.iter().any(|word| other.words.contains(word)) {
            Bodies::One
        } else if !self.is_known() || !other.is_known() || self.named != other.named {
            Bodies::Unknown
        } else {
            Bodies::Two
        }
    }
}
