//! The characters of a PDF file, where they stand on their pages.

use super::Found;
use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, TransformExt, interpret_page,
};

/// Pages that are read.
const PAGES: usize = 2_000;
/// Characters that are read.
const GLYPHS: usize = 4_000_000;

/// A character on a page; y goes down from the top.
#[derive(Clone, Debug)]
pub(super) struct Char {
    pub(super) text: String,
    pub(super) x0: f64,
    pub(super) x1: f64,
    /// Where its line stands.
    pub(super) y: f64,
    /// Size of its type.
    pub(super) size: f64,
}

/// A page and its characters in the order they are drawn.
#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    pub(super) number: u32,
    pub(super) height: f64,
    pub(super) chars: Vec<Char>,
}

/// Reads a file.
pub(super) fn read(bytes: Vec<u8>) -> Result<(Found, Vec<Page>), String> {
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(_) => "it is locked with a password".to_owned(),
        LoadPdfError::Invalid => "damaged: it cannot be read as a PDF file".to_owned(),
    })?;
    let mut found = Found::default();
    let meta = pdf.metadata();
    let text =
        |bytes: &Option<Box<[u8]>>| bytes.as_deref().map(string).filter(|text| !text.trim().is_empty());
    found.title = text(&meta.title);
    found.author = text(&meta.author);
    found.created =
        meta.creation_date.as_ref().map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day));
    let cache = InterpreterCache::new();
    let mut pages = Vec::new();
    let mut count = 0;
    let mut unknown = 0;
    for (index, page) in pdf.pages().iter().enumerate() {
        if index >= PAGES || count > GLYPHS {
            found.note = Some(format!("only its first {index} pages are read"));
            break;
        }
        let (width, height) = page.render_dimensions();
        let (width, height) = (f64::from(width), f64::from(height));
        let area = Rect::new(0.0, 0.0, width, height);
        let transform = page.initial_transform(true).to_kurbo();
        let mut context = Context::new(transform, area, &cache, pdf.xref(), InterpreterSettings::default());
        let mut reader = Reader { width, height, chars: Vec::new(), unknown: 0 };
        interpret_page(page, &mut context, &mut reader);
        count += reader.chars.len();
        unknown += reader.unknown;
        let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
        pages.push(Page { number, height, chars: reader.chars });
    }
    if unknown > 20 && unknown * 2 > count {
        return Err(
            "its characters cannot be read: the file does not say which letters its shapes are".to_owned()
        );
    }
    Ok((found, pages))
}

/// A text of the file's own data: UTF-16 with a mark, UTF-8 with one, else what is close to Windows-1252.
fn string(bytes: &[u8]) -> String {
    let encoding =
        encoding_rs::Encoding::for_bom(bytes).map_or(encoding_rs::WINDOWS_1252, |(encoding, _)| encoding);
    let text = encoding.decode(bytes).0;
    text.chars().filter(|c| !c.is_control()).collect::<String>().trim().to_owned()
}

struct Reader {
    width: f64,
    height: f64,
    chars: Vec<Char>,
    unknown: usize,
}

impl Device<'_> for Reader {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {}

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, mode: &DrawMode) {
        // Outlined text is drawn twice.
        if matches!(mode, DrawMode::Stroke(_)) && self.chars.len() > GLYPHS {
            return;
        }
        for positioned in run.glyphs() {
            let transform: Affine = props.transform * positioned.transform();
            let glyph: &Glyph<'_> = positioned;
            let advance = match glyph {
                Glyph::Outline(glyph) => glyph.advance_width(),
                Glyph::Type3(glyph) => glyph.advance_width(),
            };
            let from = transform * Point::ZERO;
            let to = transform * Point::new(f64::from(advance.unwrap_or(500.0)), 0.0);
            let up = transform * Point::new(0.0, 1000.0) - from;
            let size = up.hypot();
            let inside =
                from.x >= -1.0 && from.x <= self.width + 1.0 && from.y >= -1.0 && from.y <= self.height + 1.0;
            // What stands upright or aslant is a mark on the page's edge or across it.
            let upright = (to.y - from.y).abs() <= 0.2 * (to.x - from.x).abs() + 0.01;
            if !inside || !upright || !(0.5..500.0).contains(&size) {
                continue;
            }
            let text = match glyph.as_unicode() {
                Some(BfString::Char(c)) => fold(c),
                Some(BfString::String(text)) => text.chars().map(fold).collect(),
                None => {
                    self.unknown += 1;
                    continue;
                }
            };
            if text.is_empty() {
                continue;
            }
            let new = Char { text, x0: from.x.min(to.x), x1: from.x.max(to.x), y: from.y, size };
            // Bold is made by drawing twice, a little aside.
            let again = self.chars.iter().rev().take(40).any(|old| {
                old.text == new.text
                    && (old.x0 - new.x0).abs() < size * 0.08
                    && (old.y - new.y).abs() < size * 0.08
            });
            if !again || new.text == " " {
                self.chars.push(new);
            }
        }
    }
}

/// Ligatures as letters, blanks of all kinds as one, soft hyphens as hyphens.
fn fold(c: char) -> String {
    match c {
        '\u{fb00}' => "ff".to_owned(),
        '\u{fb01}' => "fi".to_owned(),
        '\u{fb02}' => "fl".to_owned(),
        '\u{fb03}' => "ffi".to_owned(),
        '\u{fb04}' => "ffl".to_owned(),
        '\u{fb05}' | '\u{fb06}' => "st".to_owned(),
        '\u{ad}' | '\u{2010}' => "-".to_owned(),
        c if c.is_whitespace() => " ".to_owned(),
        c if c.is_control() || ('\u{e000}'..='\u{f8ff}').contains(&c) => String::new(),
        c => c.to_string(),
    }
}
