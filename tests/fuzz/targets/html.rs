//! HTML as a browser understands it, and what it must not hold.

use std::collections::BTreeSet;

use scraper::{ElementRef, Html, Selector};

/// Elements that load, run or ask for something; none of them is markup of a text.
const ACTIVE: [&str; 22] = [
    "script", "style", "iframe", "frame", "object", "embed", "applet", "form", "input", "button", "select", "textarea",
    "link", "meta", "base", "svg", "math", "template", "noscript", "title", "video", "audio",
];

/// What the links of editors may begin with.
const SCHEMES: &[&str] = &["http", "https", "mailto", "tel"];

/// Attributes that lead somewhere.
const ADDRESSES: [&str; 9] = [
    "href",
    "src",
    "action",
    "formaction",
    "cite",
    "background",
    "poster",
    "xlink:href",
    "data",
];

/// Fails where a piece of HTML does harm in the page around it: active elements, handlers, styles, addresses that run
/// something, ids given twice, or a tag that closes what it did not open.
pub fn insist_on_harmless(fragment: &str) {
    let page = format!(
        "<!DOCTYPE html><html><head></head><body><main id=\"before\"><div id=\"around\">{fragment}</div></main>\
         <p id=\"after\"></p></body></html>"
    );
    let html = Html::parse_document(&page);
    let one = |selector: &str| {
        let selector = Selector::parse(selector).expect("a selector");
        html.select(&selector).count() == 1
    };
    assert!(
        one("body > main#before:first-child > div#around:only-child"),
        "breaks out: {fragment}"
    );
    assert!(one("body > main#before + p#after:last-child"), "breaks out: {fragment}");
    insist_on_unique_ids(&html, fragment);
    let within = Selector::parse("#around *").expect("a selector");
    for element in html.select(&within) {
        let name = element.value().name();
        assert!(!ACTIVE.contains(&name), "<{name}> in {fragment}");
        insist_on_harmless_attributes(&element, SCHEMES, fragment);
    }
}

/// Fails where a page does harm: what the theme does is known, and all else comes from the content.
pub fn insist_on_sound_page(page: &str, path: &str) {
    let html = Html::parse_document(page);
    insist_on_unique_ids(&html, path);
    let all = Selector::parse("*").expect("a selector");
    for element in html.select(&all) {
        let name = element.value().name();
        assert!(
            !matches!(
                name,
                "iframe" | "frame" | "object" | "embed" | "base" | "applet" | "style"
            ),
            "<{name}> in {path}"
        );
        let attribute = |name: &str| element.value().attr(name).unwrap_or_default();
        match name {
            "script" if attribute("type") == "application/ld+json" => {
                let data: String = element.text().collect();
                super::texts::insist_on_json(data.as_bytes(), path);
            }
            "script" => {
                assert!(
                    attribute("src").starts_with("/assets/") && attribute("type") == "module",
                    "{:?} in {path}",
                    element.value()
                );
                assert_eq!(element.text().count(), 0, "a script within {path}");
            }
            "form" => assert!(
                attribute("action").starts_with('/') && !attribute("action").starts_with("//"),
                "{path}"
            ),
            _ => {}
        }
        // Calendars can be subscribed to.
        let schemes = [SCHEMES, &["webcal"]].concat();
        insist_on_harmless_attributes(&element, &schemes, path);
    }
}

/// Fails where an id is given twice.
fn insist_on_unique_ids(html: &Html, shown: &str) {
    let with_id = Selector::parse("[id]").expect("a selector");
    let mut seen = BTreeSet::new();
    for id in html.select(&with_id).filter_map(|element| element.value().attr("id")) {
        assert!(seen.insert(id), "the id {id:?} stands twice in {shown}");
    }
}

/// Fails where an attribute runs something, or leads where only scripts lead.
fn insist_on_harmless_attributes(element: &ElementRef, schemes: &[&str], shown: &str) {
    for (name, value) in element.value().attrs() {
        let lower = name.to_ascii_lowercase();
        assert!(!lower.starts_with("on"), "{name}={value:?} in {shown}");
        assert!(lower != "style" && lower != "srcdoc", "{name}={value:?} in {shown}");
        if ADDRESSES.contains(&lower.as_str()) {
            assert!(is_harmless(value, schemes), "{name}={value:?} in {shown}");
        }
    }
}

/// Whether an address has one of some schemes, or stays within the portal. Browsers drop
/// control characters and blanks before they look at it.
fn is_harmless(address: &str, schemes: &[&str]) -> bool {
    let seen: String = address
        .chars()
        .filter(|c| !c.is_control() && !c.is_whitespace())
        .collect();
    let scheme = seen.split(['/', '?', '#']).next().unwrap_or_default().split_once(':');
    scheme.is_none_or(|(scheme, _)| schemes.iter().any(|known| scheme.eq_ignore_ascii_case(known)))
}

/// Fails where a drawing that a browser opens on its own runs or loads something. It is read as HTML, which finds more than
/// XML does.
pub fn insist_on_quiet_drawing(svg: &str) {
    let html = Html::parse_fragment(svg);
    let all = Selector::parse("svg, svg *").expect("a selector");
    for element in html.select(&all) {
        let name = element.value().name();
        assert!(
            !matches!(name, "script" | "foreignObject" | "iframe" | "animate" | "set"),
            "<{name}> in {svg}"
        );
        for (name, value) in element.value().attrs() {
            let lower = name.to_ascii_lowercase();
            assert!(!lower.starts_with("on"), "{name}={value:?} in {svg}");
            if lower.ends_with("href") {
                assert!(
                    is_harmless(value, SCHEMES) || value.trim_start().starts_with("data:image/"),
                    "{name}={value:?} in {svg}"
                );
            }
        }
    }
}
