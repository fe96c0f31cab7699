//! A web component that other sites put on their own pages, and the page that explains it.

use serde::Serialize;
use serde_json::json;

use super::{Body, Page, Route, Site};
use crate::diagnostics::Diagnostic;
use crate::model::{Authority, AuthorityKind, EntityId, EntityKind};

pub(super) const PAGE: &str = "/einbinden/";
const SCRIPT: &str = "/einbinden/ozg.js";
/// The component without the words that it shows.
const SOURCE: &str = include_str!("ozg.js");

/// What `embed.html` shows.
#[derive(Debug, Serialize)]
struct View {
    script_url: String,
    origin: String,
    /// Code to copy for the first of each kind.
    authority_code: Option<String>,
    ministry_code: Option<String>,
    authorities: Vec<Choice>,
    ministries: Vec<Choice>,
}

/// Something that the component can show.
#[derive(Debug, Serialize)]
struct Choice {
    id: String,
    name: String,
    code: String,
}

pub(super) fn routes(_: &Site) -> Vec<Route> {
    vec![
        Route::new(PAGE, render),
        Route::new(SCRIPT, |site| Ok(Body::Bytes(script(site)))),
    ]
}

/// The component with the words of the portal's language put in.
fn script(site: &Site) -> Vec<u8> {
    let text = |name: &str| site.theme.text(&format!("embed.{name}")).to_owned();
    let texts = json!({
        "live": text("live"),
        "calls": text("calls"),
        "noneLive": text("none_live"),
        "noneCalls": text("none_calls"),
        "until": text("until"),
        "sample": text("sample"),
        "source": site.fill("embed.source", &[("portal", &site.portal.settings.title)]),
    });
    SOURCE.replace("\"TEXTS\"", &texts.to_string()).into_bytes()
}

fn render(site: &Site) -> Result<Body, Box<Diagnostic>> {
    let page = Page::new(
        "embed",
        PAGE,
        site.theme.text("embed.title"),
        site.theme.text("embed.description"),
    );
    site.render("embed.html", page, &view(site))
}

/// The component reads the files of the API, so it can show what has such files.
fn view(site: &Site) -> View {
    let portal = &site.portal;
    let has = |kind| portal.settings.extra_files.api.contains(&kind);
    let authorities = portal
        .authorities
        .values()
        .filter(|authority| has(EntityKind::Authority) && is_offered(authority));
    let ministries = portal.ministries.values().filter(|_| has(EntityKind::Ministry));
    let authorities: Vec<Choice> = authorities
        .map(|authority| {
            let id = EntityId::Authority(authority.id.clone());
            choice(site, "stelle", authority.id.as_str(), &authority.name, &id)
        })
        .collect();
    let ministries: Vec<Choice> = ministries
        .map(|ministry| {
            let id = EntityId::Ministry(ministry.id.clone());
            choice(site, "ressort", ministry.id.as_str(), &ministry.name, &id)
        })
        .collect();
    View {
        script_url: site.absolute(SCRIPT),
        origin: site.absolute("").trim_end_matches('/').to_owned(),
        authority_code: authorities.first().map(|choice| choice.code.clone()),
        ministry_code: ministries.first().map(|choice| choice.code.clone()),
        authorities,
        ministries,
    }
}

/// Territorial authorities have websites on which their services are looked for.
fn is_offered(authority: &Authority) -> bool {
    authority.kind.is_territorial() && authority.kind <= AuthorityKind::JointMemberMunicipality
}

/// The code to copy: the script, and the element with a link for readers without JavaScript.
fn choice(site: &Site, attribute: &str, id: &str, name: &str, entity: &EntityId) -> Choice {
    let text = if attribute == "stelle" {
        "embed.link_authority"
    } else {
        "embed.link_ministry"
    };
    let link = ammonia::clean_text(&site.fill(text, &[("name", name)])).replace("&#32;", " ");
    let code = format!(
        "<script type=\"module\" src=\"{}\"></script>\n<ozg-dienste {attribute}=\"{id}\">\n  <a href=\"{}\">{link}</a>\n</ozg-dienste>",
        site.absolute(SCRIPT),
        site.absolute_entity(entity),
    );
    Choice {
        id: id.to_owned(),
        name: name.to_owned(),
        code,
    }
}
