//! Drawings (SVG): whether they only draw. What is not known to be harmless is not published.

use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::{NsReader, XmlVersion};

use super::uses::Uses;
use super::xml::SVG;
use crate::content::link::decoded;
use crate::extent::{Slicing, Whole};

/// All that is needed to draw; nothing that runs, loads or holds pages.
const ELEMENTS: [&str; 54] = [
    "svg",
    "g",
    "defs",
    "symbol",
    "use",
    "title",
    "desc",
    "metadata",
    "style",
    "switch",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "textPath",
    "image",
    "marker",
    "pattern",
    "clipPath",
    "mask",
    "view",
    "linearGradient",
    "radialGradient",
    "stop",
    "filter",
    "feBlend",
    "feColorMatrix",
    "feComponentTransfer",
    "feComposite",
    "feConvolveMatrix",
    "feDiffuseLighting",
    "feDisplacementMap",
    "feDistantLight",
    "feDropShadow",
    "feFlood",
    "feFuncA",
    "feFuncB",
    "feFuncG",
    "feFuncR",
    "feGaussianBlur",
    "feMerge",
    "feMergeNode",
    "feMorphology",
    "feOffset",
    "fePointLight",
    "feSpecularLighting",
    "feSpotLight",
    "feTile",
    "feTurbulence",
];

/// The size of a drawing, where it says one; an error names what does more than draw.
pub(super) fn examine(text: &str) -> Result<Option<(u32, u32)>, String> {
    let mut reader = NsReader::from_str(text);
    let mut size = None;
    let mut is_root = true;
    let mut in_style = false;
    let mut open = 0_u32;
    let mut uses = Uses::default();
    loop {
        let (namespace, event) = reader
            .read_resolved_event()
            .map_err(|_| "ist kein wohlgeformtes SVG".to_owned())?;
        let is_svg = matches!(namespace, ResolveResult::Bound(name) if name.as_ref() == SVG);
        match &event {
            Event::Start(_) => open = open.saturating_add(1),
            Event::End(_) => {
                open = open.saturating_sub(1);
                uses.end();
            }
            _ => {}
        }
        let is_empty = matches!(event, Event::Empty(_));
        match event {
            Event::Start(element) | Event::Empty(element) => {
                let name = element.local_name().as_ref().to_owned();
                // What programs note down for themselves lies in name spaces of their own, and does nothing.
                let is_page = matches!(namespace, ResolveResult::Bound(name) if name.as_ref().ends_with("xhtml"));
                if is_page || (is_svg && !ELEMENTS.contains(&name.as_str())) {
                    return Err(format!("enthält das Element `{name}`"));
                }
                in_style = name == "style";
                let (id, used) = attributes(&element)?;
                uses.begin(id, used);
                if is_empty {
                    uses.end();
                }
                if std::mem::take(&mut is_root) {
                    size = size_of(&element);
                }
            }
            Event::End(_) => in_style = false,
            Event::Text(text) if in_style => drop(plain_style(&text)?),
            Event::CData(text) if in_style => drop(plain_style(&text)?),
            Event::PI(_) => return Err("lädt ein Stylesheet".to_owned()),
            Event::DocType(doctype) if doctype.contains('[') => return Err("legt Entitäten fest".to_owned()),
            // Browsers show an error where the end is missing.
            Event::Eof if open > 0 => return Err("ist kein wohlgeformtes SVG".to_owned()),
            Event::Eof if uses.are_too_many() => {
                return Err("zeichnet seine Teile so oft, dass Browser nicht fertig werden".to_owned());
            }
            Event::Eof => return Ok(size),
            _ => {}
        }
    }
}

/// The id of an element, and those of the parts that it names.
fn attributes(element: &BytesStart) -> Result<(Option<String>, Vec<String>), String> {
    let (mut id, mut used) = (None, Vec::new());
    for attribute in element.attributes() {
        let attribute = attribute.map_err(|_| "ist kein wohlgeformtes SVG".to_owned())?;
        let name = attribute.key.local_name().as_ref().to_ascii_lowercase();
        let value = attribute
            .normalized_value(XmlVersion::Explicit1_0)
            .map_err(|_| "ist kein wohlgeformtes SVG".to_owned())?;
        if name.starts_with("on") {
            return Err(format!("enthält das Attribut `{name}`"));
        }
        // Only parts of the drawing itself, and pictures that it brings along.
        let data = ["data:image/png", "data:image/jpeg", "data:image/gif", "data:image/webp"];
        let is_own =
            value.trim_start().starts_with('#') || data.iter().any(|data| value.trim_start().starts_with(data));
        if matches!(name.as_str(), "href" | "src" | "base") && !is_own && !value.trim().is_empty() {
            return Err(format!("verweist auf `{}`", value.chars().take(60).collect::<String>()));
        }
        match name.as_str() {
            // Programs have ids of their own, too (`inkscape:id`).
            "id" if attribute.key.prefix().is_none() => id = Some(value.trim().to_owned()),
            "href" => used.extend(value.trim().strip_prefix('#').map(id_of)),
            _ => {}
        }
        // Programs note paths of Windows in attributes of their own.
        if attribute.key.prefix().is_none() && name != "xmlns" {
            used.extend(plain_style(&value)?);
        } else if !attribute.key.as_ref().starts_with("xmlns") {
            used.extend(style(&value)?);
        }
    }
    Ok((id, used))
}

/// The same, where a backslash could write any word in another way.
fn plain_style(text: &str) -> Result<Vec<String>, String> {
    if text.contains('\\') {
        return Err("schreibt Stilangaben mit Rückstrichen um".to_owned());
    }
    style(text)
}

/// Style sheets load what they name; the ids of parts of the drawing that they name.
fn style(text: &str) -> Result<Vec<String>, String> {
    let lower = text.to_ascii_lowercase();
    if lower.contains("@import") || lower.contains("javascript:") || lower.contains("expression(") {
        return Err("lädt oder startet etwas in seinen Stilangaben".to_owned());
    }
    let mut used = Vec::new();
    for (at, address) in lower.match_indices("url(") {
        let target = text.part(at.plus(address.len())..);
        let target = target.trim_start().trim_start_matches(['"', '\'']);
        let is_data = |kind: &str| {
            target
                .get(..kind.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(kind))
        };
        match target.strip_prefix('#') {
            Some(id) => used.extend(id.split([')', '"', '\'']).next().map(id_of)),
            None if is_data("data:image/") || is_data("data:font/") => {}
            None => return Err("lädt etwas in seinen Stilangaben".to_owned()),
        }
    }
    Ok(used)
}

/// The id that an address names: browsers read it like the rest of an address.
fn id_of(fragment: &str) -> String {
    decoded(fragment.trim()).into_owned()
}

fn size_of(element: &BytesStart) -> Option<(u32, u32)> {
    let value = |name: &str| {
        let attribute = element.try_get_attribute(name).ok().flatten()?;
        attribute
            .normalized_value(XmlVersion::Explicit1_0)
            .ok()
            .map(|value| value.into_owned())
    };
    let length = |name: &str| {
        let text = value(name)?;
        text.trim().trim_end_matches("px").parse::<f64>().ok()
    };
    let of_box = || {
        let text = value("viewBox")?;
        let numbers: Vec<f64> = text
            .split([' ', ','])
            .filter_map(|number| number.parse().ok())
            .collect();
        Some((*numbers.get(2)?, *numbers.get(3)?))
    };
    let (width, height) = length("width").zip(length("height")).or_else(of_box)?;
    let is_sound = |side: f64| (1.0..=20_000.0).contains(&side);
    (is_sound(width) && is_sound(height)).then_some((width.round() as u32, height.round() as u32))
}

#[cfg(test)]
mod tests {
    use super::examine;

    fn svg(inner: &str) -> Result<Option<(u32, u32)>, String> {
        examine(&format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:x=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 30 20\">{inner}</svg>"
        ))
    }

    /// Thirty parts (`N`) that each use the one before (`M`).
    fn grown(part: &str) -> String {
        let parts = (1..30).map(|n: i32| part.replace('N', &n.to_string()).replace('M', &(n - 1).to_string()));
        format!("<rect id=\"a0\"/>{}", parts.collect::<String>())
    }

    #[test]
    fn what_only_draws_is_published() {
        let drawing = "<style>.a{fill:url(#g)}</style><path d=\"M0 0\" style=\"fill:#fff\"/><use x:href=\"#a\"/>";
        assert_eq!(svg(drawing), Ok(Some((30, 20))));
        for many in [
            "<path fill=\"url(#g)\"/>".repeat(100_000),
            "<g id=\"a\"><use x:href=\"#a\"/><use x:href=\"#a\"/></g>".to_owned(),
            grown("<g id=\"aN\"><use x:href=\"#aM\"/></g>"),
            "<g id=\"a\">".repeat(10_000) + &"</g>".repeat(10_000),
        ] {
            assert_eq!(svg(&many), Ok(Some((30, 20))));
        }
        assert_eq!(svg("<metadata><rdf xmlns=\"urn:x\"/></metadata>"), Ok(Some((30, 20))));
    }

    #[test]
    fn what_does_more_is_not() {
        for harm in [
            "<script>alert(1)</script>",
            "<path onclick=\"x()\"/>",
            "<foreignObject/>",
            "<a x:href=\"https://example.org\"/>",
            "<use x:href=\"https://example.org/a.svg#b\"/>",
            "<image href=\"https://example.org/a.png\"/>",
            "<use href=\"data:image/svg+xml,x\"/>",
            "<set attributeName=\"href\" to=\"javascript:x\"/>",
            "<animate/>",
            "<style>@import 'a.css'</style>",
            "<style><![CDATA[a{background:url(https://example.org)}]]></style>",
            "<path style=\"fill:url( 'https://example.org')\"/>",
            "<style>@\\69mport 'https://example.org'</style>",
            "<path style=\"fill:\\75rl(https://example.org)\"/>",
            "<g>",
            "<html xmlns=\"http://www.w3.org/1999/xhtml\"/>",
            "<path",
            &grown("<g id=\"aN\"><use x:href=\"#aM\"/><use x:href=\"#aM\"/></g>"),
            &grown(
                "<g x:id=\"b\" id=\"aN\" y:id=\"cN\" xmlns:y=\"urn:y\"><use x:href=\"#%61M\"/><use x:href=\"#aM\"/></g>",
            ),
            &grown("<pattern id=\"aN\"><rect fill=\"url(#aM)\"/><rect style=\"fill:URL( '#aM' )\"/></pattern>"),
        ] {
            assert!(svg(harm).is_err(), "{harm}");
        }
        assert!(examine("<!DOCTYPE svg [<!ENTITY a 'b'>]><svg xmlns=\"http://www.w3.org/2000/svg\"/>").is_err());
        assert!(examine("<?xml-stylesheet href='a'?><svg xmlns=\"http://www.w3.org/2000/svg\"/>").is_err());
    }
}
