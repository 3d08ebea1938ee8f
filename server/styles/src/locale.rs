//! The words of English that CSL styles ask for, where no `locales-en-US.xml` lies beside the style.

use hayagriva::citationberg::{Locale, LocaleFile};

/// None only if the file of this crate were broken, which a test would find.
pub(crate) fn english() -> Vec<Locale> {
    LocaleFile::from_xml(include_str!("english.xml")).map(Locale::from).into_iter().collect()
}
