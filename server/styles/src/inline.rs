//! What the processor gives, as Markdown.

use hayagriva::citationberg::{FontStyle, FontWeight, VerticalAlign};
use hayagriva::{ElemChild, ElemChildren, Formatted};

pub(crate) fn write(children: &ElemChildren, out: &mut String) {
    for child in &children.0 {
        match child {
            ElemChild::Text(text) => formatted(text, out),
            ElemChild::Elem(elem) => {
                let apart = elem.display.is_some() && !out.is_empty();
                if apart {
                    out.push(' ');
                }
                write(&elem.children, out);
                if apart {
                    out.push(' ');
                }
            }
            ElemChild::Markup(text) => escape(text, out),
            // An address is one without being marked up.
            ElemChild::Link { text, url } if text.text == *url => out.push_str(url),
            ElemChild::Link { text, .. } => formatted(text, out),
            ElemChild::Transparent { .. } => {}
        }
    }
}

fn formatted(text: &Formatted, out: &mut String) {
    let format = &text.formatting;
    let body = text.text.trim();
    let lead = text.text.len() - text.text.trim_start().len();
    out.push_str(&text.text[..lead]);
    if body.is_empty() {
        return;
    }
    let mark = match (format.font_style, format.font_weight) {
        (FontStyle::Italic, FontWeight::Bold) => "***",
        (_, FontWeight::Bold) => "**",
        (FontStyle::Italic, _) => "*",
        _ => "",
    };
    let (open, shut) = match format.vertical_align {
        VerticalAlign::Sup => ("<sup>", "</sup>"),
        VerticalAlign::Sub => ("<sub>", "</sub>"),
        _ => ("", ""),
    };
    out.push_str(open);
    out.push_str(mark);
    if body.contains("://") {
        out.push_str(body)
    } else {
        escape(body, out)
    }
    out.push_str(mark);
    out.push_str(shut);
    out.push_str(&text.text[lead + body.len()..]);
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        if matches!(c, '*' | '_' | '[' | ']' | '<' | '>' | '`' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
}
