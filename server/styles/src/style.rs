//! A CSL style, and what it makes of citations.

use crate::locale;
use crate::plan::{Plan, line};
use hayagriva::citationberg::taxonomy::Locator;
use hayagriva::citationberg::{IndependentStyle, Locale, LocaleFile, StyleClass, json};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, LocatorPayload, SpecificLocator,
};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Why a draft cannot be set.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// It is no CSL style.
    #[error("this is no CSL style: {0}")]
    Style(String),
    /// The file only says which style is meant.
    #[error("this style only names another: take {0}")]
    Dependent(String),
    /// It is no CSL locale.
    #[error("this is no CSL locale: {0}")]
    Locale(String),
    /// The processor gave up.
    #[error("the style asks for something that cannot be done with these sources")]
    Processor,
    /// An entry would end the comment it is kept in.
    #[error("an entry of the source list holds \"-->\", so the list cannot be kept in a comment")]
    Comment,
}

/// A CSL style with the words of a language.
#[derive(Clone, Debug)]
pub struct Style {
    csl: IndependentStyle,
    locales: Vec<Locale>,
}

/// What a style makes of a draft.
pub(crate) struct Rendered {
    /// One for each citation.
    pub(crate) citations: Vec<String>,
    /// The entries of the source list.
    pub(crate) list: Vec<String>,
    /// Citations are notes.
    pub(crate) notes: bool,
}

impl Style {
    /// Reads a `.csl` file.
    ///
    /// # Errors
    /// It is not one, or it only names another.
    pub fn read(xml: &str) -> Result<Self, Error> {
        use hayagriva::citationberg::Style as Either;
        match Either::from_xml(xml).map_err(|error| Error::Style(error.to_string()))? {
            Either::Independent(csl) => Ok(Self { csl, locales: locale::english() }),
            Either::Dependent(style) => Err(Error::Dependent(style.parent_link.href.to_string())),
        }
    }

    /// The language the style is written for, as "de-DE".
    pub fn language(&self) -> String {
        self.csl.default_locale.as_ref().map_or_else(|| "en-US".to_owned(), |code| code.0.clone())
    }

    /// The same with the words of a `locales-xx-XX.xml` file.
    ///
    /// # Errors
    /// It is no such file.
    pub fn with_locale(mut self, xml: &str) -> Result<Self, Error> {
        let file = LocaleFile::from_xml(xml).map_err(|error| Error::Locale(error.to_string()))?;
        self.locales.insert(0, file.into());
        Ok(self)
    }

    pub(crate) fn set(&self, plan: &Plan<'_>) -> Result<Rendered, Error> {
        // The processor panics where a style asks for what an item cannot have.
        catch_unwind(AssertUnwindSafe(|| self.processed(plan))).unwrap_or(Err(Error::Processor))
    }

    fn processed(&self, plan: &Plan<'_>) -> Result<Rendered, Error> {
        let items = serde_json::to_value(&plan.items)
            .and_then(serde_json::from_value::<Vec<json::Item>>)
            .map_err(|_| Error::Processor)?;
        let notes = self.csl.settings.class == StyleClass::Note;
        let mut driver = BibliographyDriver::new();
        for (number, (_, cites)) in plan.citations.iter().enumerate() {
            let cited = cites.iter().map(|cite| {
                let page = cite
                    .page
                    .as_deref()
                    .map(|page| SpecificLocator(Locator::Page, LocatorPayload::Str(page)));
                CitationItem::with_locator(&items[cite.item], page)
            });
            let cited = cited.collect();
            driver.citation(CitationRequest::new(cited, &self.csl, None, &self.locales, Some(number + 1)));
        }
        // What is listed and cited nowhere is listed still.
        let hidden = items.iter().map(|item| CitationItem::new(item, None, None, true, None));
        driver.citation(CitationRequest::new(hidden.collect(), &self.csl, None, &self.locales, None));
        let set = driver.finish(BibliographyRequest::new(&self.csl, None, &self.locales));
        let citations = set.citations.iter().take(plan.citations.len()).map(|c| line(&c.citation)).collect();
        let list = set.bibliography.into_iter().flat_map(|list| list.items).map(|item| {
            let first = item.first_field.map(|first| line(&hayagriva::ElemChildren(vec![first])) + " ");
            first.unwrap_or_default() + &line(&item.content)
        });
        Ok(Rendered { citations, list: list.collect(), notes })
    }
}
