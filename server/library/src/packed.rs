//! An article as bytes, with all that is made of it. Only the program that wrote them reads them: whoever keeps them
//! sees to that.

use crate::article::{Article, Metadata};
use crate::layout::Layout;
use copydesk_tagging::{Identity, Mention, Reference, Spoken, Tagged, TaggedSentence};
use copydesk_text::{Prose, Token};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// What is kept. Numbers and parts that are unfolded later are plain bytes, which cost nothing to take up.
#[derive(Serialize, Deserialize)]
pub(crate) struct Kept<'a> {
    pub(crate) text: &'a str,
    pub(crate) hash: u64,
    #[serde(with = "plain")]
    pub(crate) prose: Cow<'a, [u8]>,
    pub(crate) meta: Cow<'a, Metadata>,
    pub(crate) layout: Cow<'a, Layout>,
    #[serde(with = "plain")]
    pub(crate) tags: Cow<'a, [u8]>,
    #[serde(with = "plain")]
    pub(crate) ends: Cow<'a, [u8]>,
    #[serde(with = "plain")]
    pub(crate) terms: Cow<'a, [u8]>,
    #[serde(with = "plain")]
    pub(crate) shingles: Cow<'a, [u8]>,
}

pub(crate) fn write(article: &Article) -> Vec<u8> {
    let (tags, terms, shingles) = article.prepared();
    let kept = Kept {
        text: &article.text,
        hash: article.hash,
        prose: article.prose.fold().into(),
        meta: Cow::Borrowed(&article.meta),
        layout: Cow::Borrowed(&article.layout),
        tags: tags.into(),
        ends: bytes_of_pairs(&terms.ends).into(),
        terms: bytes_of(&terms.terms).into(),
        shingles: bytes_of(shingles).into(),
    };
    postcard::to_stdvec(&kept).unwrap_or_default()
}

pub(crate) fn read(bytes: &[u8]) -> Option<Kept<'_>> {
    postcard::from_bytes(bytes).ok()
}

pub(crate) fn bytes_of(numbers: &[u64]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

/// The numbers of such bytes.
pub(crate) fn numbers(bytes: &[u8]) -> Box<[u64]> {
    let (numbers, _) = bytes.as_chunks();
    numbers.iter().map(|number| u64::from_le_bytes(*number)).collect()
}

/// Pairs of smaller ones as bytes.
pub(crate) fn bytes_of_pairs(pairs: &[(u32, u32)]) -> Vec<u8> {
    pairs.iter().flat_map(|(a, b)| [a.to_le_bytes(), b.to_le_bytes()]).flatten().collect()
}

/// The pairs of such bytes.
pub(crate) fn pairs(bytes: &[u8]) -> Box<[(u32, u32)]> {
    let (numbers, _) = bytes.as_chunks::<4>();
    let (pairs, _) = numbers.as_chunks();
    pairs.iter().map(|[a, b]| (u32::from_le_bytes(*a), u32::from_le_bytes(*b))).collect()
}

/// Smaller numbers as bytes.
pub(crate) fn bytes_of_small(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

/// The numbers of such bytes.
pub(crate) fn small_numbers(bytes: &[u8]) -> Vec<u32> {
    let (numbers, _) = bytes.as_chunks();
    numbers.iter().map(|number| u32::from_le_bytes(*number)).collect()
}

/// Bytes as they are, not one by one.
pub(crate) mod plain {
    use serde::{Deserialize, Deserializer, Serializer};
    use std::borrow::Cow;

    pub(crate) fn serialize<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(bytes)
    }

    pub(crate) fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<Cow<'d, [u8]>, D::Error> {
        <&[u8]>::deserialize(from).map(Cow::Borrowed)
    }
}

/// Tags, without the sentences that the prose gives.
#[derive(Serialize, Deserialize)]
struct Tags<L, S, A, R> {
    /// Its code.
    language: L,
    sentences: S,
    actors: A,
    references: R,
}

pub(crate) fn tags(tagged: &Tagged) -> Vec<u8> {
    let sentences: Vec<(&[Token], &[Mention])> =
        tagged.sentences.iter().map(|sentence| (&*sentence.tokens, &*sentence.mentions)).collect();
    let language = tagged.language.code();
    let tags = Tags { language, sentences, actors: &*tagged.actors, references: &*tagged.references };
    postcard::to_stdvec(&tags).unwrap_or_default()
}

/// The tags of an article; `None` if they do not fit it.
pub(crate) fn tags_of(bytes: &[u8], prose: &Prose, published: Option<Date>) -> Option<Tagged> {
    type Owned = Tags<String, Vec<(Vec<Token>, Vec<Mention>)>, Vec<Identity>, Vec<Reference>>;
    let tags: Owned = postcard::from_bytes(bytes).ok()?;
    let Spoken::Known(language) = Spoken::of_code(&tags.language) else { return None };
    let sentences = prose.sentences();
    if sentences.len() != tags.sentences.len() {
        return None;
    }
    let sentences = sentences
        .into_iter()
        .zip(tags.sentences)
        .map(|(sentence, (tokens, mentions))| TaggedSentence::kept(sentence, tokens, mentions))
        .collect();
    let (actors, references) = (tags.actors, tags.references);
    Some(Tagged { language, published, sentences, actors, references, stated: None })
}

/// Names of the fields of [`Metadata`].
pub(crate) mod names {
    use crate::article::FieldName;
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    const NAMES: [&str; 14] = [
        "title",
        "outlet",
        "authors",
        "published",
        "modified",
        "url",
        "language",
        "lean",
        "factuality",
        "key",
        "credits",
        "chain",
        "aggregator",
        "text",
    ];

    pub(crate) fn serialize<S: Serializer>(names: &[FieldName], to: S) -> Result<S::Ok, S::Error> {
        names.serialize(to)
    }

    pub(crate) fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<Vec<FieldName>, D::Error> {
        let known = |name: String| NAMES.into_iter().find(|known| *known == name);
        let names: Vec<String> = Deserialize::deserialize(from)?;
        names.into_iter().map(|name| known(name).ok_or_else(|| D::Error::custom("no field"))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::slice::Slice;
    use copydesk_tagging::Tagger;
    use copydesk_text::Format;
    use std::sync::Arc;

    const TEXT: &str = "# Ferry sinks\n\nKESTREL BAY, March 16 - \u{201c}We lost 46 containers,\u{201d} Ida Voss of Varnland \
        Lines said on Sunday [1].\n\nNearly 3.5 million dollars were lost between 5 and 7 p.m., in early spring, in fiscal \
        2026 and three days before the second Tuesday of May.\n";

    #[test]
    fn an_article_comes_back_as_it_was() {
        let meta = Metadata {
            outlet: Some("Harbour Wire".to_owned()),
            published: Date::new(2026, 3, 16).ok(),
            guessed: vec!["outlet"],
            ..Metadata::default()
        };
        let article = Article::from_text("a", TEXT, Format::Markdown, meta);
        let mine = article.tagged().clone();
        let again = Article::unpack("a", &article.pack().into(), Tagger::english()).expect("an article");
        assert_eq!((again.hash, &again.meta, &again.text), (article.hash, &article.meta, &article.text));
        assert!(again.prepared() == article.prepared());
        let theirs = again.tagged();
        assert_eq!((&mine.actors, &mine.references), (&theirs.actors, &theirs.references));
        assert_eq!(mine.sentences.len(), theirs.sentences.len());
        for (mine, theirs) in mine.sentences.iter().zip(&theirs.sentences) {
            assert_eq!(mine.sentence.source, theirs.sentence.source);
            assert_eq!((&mine.tokens, &mine.mentions), (&theirs.tokens, &theirs.mentions));
        }
        assert!(mine.sentences.iter().map(|sentence| sentence.mentions.len()).sum::<usize>() > 8);
    }

    #[test]
    fn bytes_that_are_no_article_are_none() {
        let article = Article::from_text("a", TEXT, Format::Markdown, Metadata::default());
        let bytes = Arc::new(article.pack());
        for end in 0..bytes.len() {
            let cut = Slice::of(&bytes, 0..end).expect("there");
            assert!(Article::unpack("a", &cut, Tagger::english()).is_none());
        }
    }
}
