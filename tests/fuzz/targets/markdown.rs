//! Markdown to HTML, with links as a page of a service resolves them.

use ozg::content::link::{self, Target};
use ozg::content::markdown::{self, Destination, Quotes, Rendered, Shown, Style, Texts};
use scraper::{Html, Selector};

use super::html;

/// The file that the text stands in.
const FILE: &str = "content/leistungen/wohngeld/text.md";
const PREFIX: &str = "abschnitt-";

/// Any text.
pub fn markdown(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let rendered = rendered(&text);
    html::insist_on_harmless(&rendered.html);
    insist_on_headings(&rendered);
    // What else is read of a text.
    let survey = markdown::survey(&text);
    let _ = (
        markdown::outline(&text),
        markdown::links(&text),
        markdown::pieces(&text).len(),
    );
    drop(survey);
    let _ = markdown::letter(&text, &destination);
    let _ = (markdown::plain_text(&text), markdown::words(&text));
}

fn rendered(text: &str) -> Rendered {
    let texts = Texts {
        table: "Tabelle {n}".to_owned(),
        back_to_text: "Zurück zu {n}".to_owned(),
        note: "Hinweis".to_owned(),
        ..Texts::default()
    };
    let style = Style {
        top_level: 2,
        id_prefix: PREFIX,
        texts: &texts,
        quotes: Quotes::GERMAN,
    };
    let show = |target: &str| match link::target(target, FILE) {
        Target::File(path, _) => Some(Shown {
            url: format!("/{path}"),
            size: Some((4, 3)),
            ..Shown::default()
        }),
        _ => None,
    };
    markdown::render(text, style, &destination, &show)
}

fn destination(link: &str) -> Destination {
    match link::target(link, FILE) {
        Target::External(url) | Target::Portal(url) => Destination::Url(url),
        Target::Anchor(anchor) => Destination::Url(format!("#{PREFIX}{anchor}")),
        Target::Entity(id, _) => Destination::Url(format!("/{id:?}/")),
        Target::File(path, _) => Destination::Url(format!("/{path}")),
        Target::Invalid(_) => Destination::Hidden,
    }
}

/// A table of contents leads to each heading.
fn insist_on_headings(rendered: &Rendered) {
    let html = Html::parse_fragment(&rendered.html);
    let headings = Selector::parse("h1[id],h2[id],h3[id],h4[id],h5[id],h6[id]").expect("a selector");
    let ids: Vec<&str> = html
        .select(&headings)
        .filter_map(|heading| heading.value().attr("id"))
        .collect();
    for heading in &rendered.headings {
        assert!(
            ids.contains(&&*heading.id),
            "#{} is not in {}",
            heading.id,
            rendered.html
        );
        assert!(heading.id.starts_with(PREFIX), "{}", heading.id);
    }
}
