//! A web component that other sites put on their own pages, and the page that explains it.

use serde::Serialize;
use serde_json::json;

use crate::diagnostics::Diagnostic;
use crate::model::EntityKind;
use crate::site::edition::{Site, urls};
use crate::site::frame::Page;
use crate::site::route::{Body, Route};
use crate::theme::without_comments;

const SCRIPT: &str = "/einbinden/ozg.js";
/// The component without the words that it shows.
const SOURCE: &str = include_str!("ozg.js");

/// What `embed.html` shows.
#[derive(Debug, Serialize)]
struct View {
    origin: String,
    /// The component, for a look at it; with the prefix.
    script_url: String,
    uses: Vec<Use>,
    authorities: Vec<Choice>,
    ministries: Vec<Choice>,
}

/// One way of using the component.
#[derive(Debug, Serialize)]
struct Use {
    /// The attribute that takes the id.
    attribute: &'static str,
    /// Of which kind of records.
    of: &'static str,
    /// Code to copy, with `{id}` and `{name}` for what is chosen.
    pattern: String,
    /// The code for the first choice.
    example: String,
}

/// Something that the component can show.
#[derive(Debug, Serialize)]
struct Choice {
    id: String,
    name: String,
}

pub(in crate::site) fn routes(_: &Site) -> Vec<Route> {
    vec![
        Route::new(urls::EMBED, render),
        Route::new(SCRIPT, |site| Ok(Body::Bytes(script(site)))),
    ]
}

/// The component with the words of the portal's language put in.
fn script(site: &Site) -> Vec<u8> {
    let text = |name: &str| site.theme.text(&format!("embed.{name}")).to_owned();
    let texts = json!({
        "live": text("live"),
        "plan": text("next"),
        "calls": text("calls"),
        "noneLive": text("none_live"),
        "nonePlan": text("none_next"),
        "noneCalls": text("none_calls"),
        "until": text("until"),
        "from": text("from"),
        "quarter": site.theme.text("formats.quarter"),
        "sample": text("sample"),
        "source": site.fill("embed.source", &[("portal", &site.portal.settings.title)]),
    });
    without_comments(SOURCE)
        .replace("\"TEXTS\"", &texts.to_string())
        .into_bytes()
}

fn render(site: &Site) -> Result<Body, Box<Diagnostic>> {
    let page = Page::new(
        "embed",
        urls::EMBED,
        site.theme.text("embed.title"),
        site.theme.text("embed.description"),
    );
    site.render("embed.html", page, &view(site))
}

/// The component reads the files of the API, so it can show what has such files.
fn view(site: &Site) -> View {
    let portal = &site.portal;
    let has = |kind| portal.settings.extra_files.api.contains(&kind);
    let authorities = portal.authorities.values();
    // Territorial authorities have websites on which their services are looked for.
    let authorities = authorities.filter(|authority| has(EntityKind::Authority) && authority.kind.is_territorial());
    let authorities = authorities.map(|authority| Choice::new(&authority.id, &authority.name));
    let ministries = portal.ministries.values().filter(|_| has(EntityKind::Ministry));
    let ministries = ministries.map(|ministry| Choice::new(&ministry.id, &ministry.name));
    let (authorities, ministries): (Vec<_>, Vec<_>) = (authorities.collect(), ministries.collect());
    let uses = [
        usage(site, "stelle", "authority", (urls::AUTHORITIES, ""), &authorities),
        usage(site, "plan", "authority", (urls::AUTHORITIES, "#plan"), &authorities),
        usage(site, "ressort", "ministry", (urls::MINISTRIES, ""), &ministries),
    ];
    View {
        origin: site.origin().to_owned(),
        script_url: site.href(SCRIPT),
        uses: uses.into_iter().flatten().collect(),
        authorities,
        ministries,
    }
}

impl Choice {
    fn new(id: &impl ToString, name: &str) -> Self {
        Self {
            id: id.to_string(),
            name: name.to_owned(),
        }
    }
}

fn usage(
    site: &Site,
    attribute: &'static str,
    of: &'static str,
    page: (&str, &str),
    choices: &[Choice],
) -> Option<Use> {
    let first = choices.first()?;
    let pattern = pattern(site, attribute, page);
    let mut name = String::new();
    // Writing into memory cannot fail.
    let _ = pulldown_cmark_escape::escape_html(&mut name, &first.name);
    Some(Use {
        attribute,
        of,
        example: pattern.replace("{id}", &first.id).replace("{name}", &name),
        pattern,
    })
}

/// The code to copy: the script, and the element with a link for readers without JavaScript.
fn pattern(site: &Site, attribute: &str, (family, anchor): (&str, &str)) -> String {
    let link = site.theme.text(&format!("embed.link_{attribute}")).to_owned();
    let (script, page) = (
        site.absolute(SCRIPT),
        site.absolute(&format!("{family}{{id}}/{anchor}")),
    );
    format!(
        "<script type=\"module\" src=\"{script}\"></script>\n\
         <ozg-dienste {attribute}=\"{{id}}\">\n  <a href=\"{page}\">{link}</a>\n</ozg-dienste>"
    )
}
