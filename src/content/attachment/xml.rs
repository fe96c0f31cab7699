//! A look at XML: what its root is, and whether a browser would do more with it than show it.

use quick_xml::NsReader;
use quick_xml::events::Event;
use quick_xml::name::ResolveResult;

pub(super) const SVG: &str = "http://www.w3.org/2000/svg";
const XHTML: &str = "http://www.w3.org/1999/xhtml";
const XSLT: &str = "http://www.w3.org/1999/XSL/Transform";

/// What is known of an XML file.
pub(super) struct Root {
    pub is_svg: bool,
    /// It has a style sheet, a page or a drawing in it, or entities that become anything.
    pub is_active: bool,
}

/// Reads the file to its end; `None` if it is not well-formed.
pub(super) fn root(text: &str) -> Option<Root> {
    let mut reader = NsReader::from_str(text);
    let mut root: Option<Root> = None;
    let mut is_active = false;
    loop {
        let (namespace, event) = reader.read_resolved_event().ok()?;
        match event {
            Event::Start(_) | Event::Empty(_) => {
                let is = |name: &str| matches!(namespace, ResolveResult::Bound(bound) if bound.as_ref() == name);
                is_active |= is(XHTML) || is(XSLT) || (root.is_some() && is(SVG));
                root.get_or_insert(Root {
                    is_svg: is(SVG),
                    is_active: false,
                });
            }
            Event::PI(instruction) => is_active |= instruction.starts_with("xml-"),
            Event::DocType(doctype) => is_active |= doctype.contains('['),
            Event::Eof => break,
            _ => {}
        }
    }
    root.map(|root| Root { is_active, ..root })
}
