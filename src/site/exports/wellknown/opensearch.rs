//! The OpenSearch description (1.1, draft 6): browsers can then search the portal from their address bar.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::site::edition::{Site, urls};

/// Names longer than this are refused by the specification.
const LONGEST_NAME: usize = 16;

/// Writing into memory cannot fail.
pub(super) fn write(site: &Site) -> Vec<u8> {
    let mut writer = Writer::new(Vec::new());
    let _ = document(&mut writer, site);
    writer.into_inner()
}

fn document<W: Write>(out: &mut Writer<W>, site: &Site) -> io::Result<()> {
    let settings = &site.portal.settings;
    let short: String = settings.title.chars().take(LONGEST_NAME).collect();
    let template = format!("{}?q={{searchTerms}}", site.absolute(urls::SEARCH));
    out.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let root = out.create_element("OpenSearchDescription");
    let root = root.with_attribute(("xmlns", "http://a9.com/-/spec/opensearch/1.1/"));
    root.write_inner_content(|out| {
        text(out, "ShortName", short.trim_end_matches('-'))?;
        text(out, "Description", &settings.description)?;
        text(out, "Language", site.language_tag())?;
        text(out, "InputEncoding", "UTF-8")?;
        let url = out.create_element("Url").with_attribute(("type", "text/html"));
        url.with_attribute(("template", template.as_str())).write_empty()?;
        Ok(())
    })?;
    Ok(())
}

fn text<W: Write>(out: &mut Writer<W>, element: &str, text: &str) -> io::Result<()> {
    out.create_element(element)
        .write_text_content(BytesText::new(text))
        .map(drop)
}
