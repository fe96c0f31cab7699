//! The contact of each authority as a file for address books (vCard 4.0, RFC 6350).

use crate::content_lines::Writer;
use crate::model::{Authority, AuthorityId, EntityId, EntityKind};
use crate::site::edition::{Site, urls};
use crate::site::route::{Body, Route};

/// In which country all authorities are: the last part of an address.
const COUNTRY: &str = "Deutschland";

pub(in crate::site) fn routes(site: &Site) -> Vec<Route> {
    if !is_on(site) {
        return Vec::new();
    }
    let ids = site.portal.authorities.keys().cloned();
    ids.map(|id| Route::new(url(&id), move |site| Ok(Body::Bytes(write(site, &id)))))
        .collect()
}

/// The file of an authority, with the prefix, if there is one.
pub(in crate::site) fn of_authority(site: &Site, id: &AuthorityId) -> Option<String> {
    is_on(site).then(|| site.href(&url(id)))
}

fn is_on(site: &Site) -> bool {
    site.portal.settings.extra_files.vcards.contains(&EntityKind::Authority)
}

fn url(id: &AuthorityId) -> String {
    format!("{}kontakt.vcf", urls::entity(&EntityId::Authority(id.clone())))
}

fn write(site: &Site, id: &AuthorityId) -> Vec<u8> {
    let mut lines = Writer::default();
    if let Some(authority) = site.portal.authorities.get(id) {
        lines.component("VCARD", |lines| card(site, authority, lines));
    }
    lines.into_text().into_bytes()
}

/// What is not known is left out; nothing is made up.
fn card(site: &Site, authority: &Authority, lines: &mut Writer) {
    let page = site.absolute_entity(&EntityId::Authority(authority.id.clone()));
    let kind = format!("authority.kind.{}", authority.kind.key());
    // The version must come first (section 6.7.9).
    lines.line("VERSION", "4.0");
    lines.line("KIND", "org");
    lines.line("UID", &page);
    lines.text("FN", &authority.full_name());
    lines.text("ORG", &authority.name);
    lines.text("CATEGORIES", site.theme.text(&kind));
    if let Some(address) = address(authority) {
        lines.compound("ADR;TYPE=work", &address);
    }
    if let Some(phone) = &authority.phone {
        lines.text("TEL;TYPE=work,voice", phone);
    }
    if let Some(email) = &authority.email {
        lines.text("EMAIL;TYPE=work", email.as_str());
    }
    if let Some(website) = &authority.website {
        lines.line("URL", website.as_str());
    }
    if let Some(position) = authority.position {
        lines.line("GEO", &format!("geo:{},{}", position.lat, position.lon));
    }
    lines.line("SOURCE", &site.absolute(&url(&authority.id)));
    if authority.sample {
        lines.text("NOTE", site.theme.text("sample.title"));
    }
}

/// The seven parts of an address (section 6.3.1): box, extension, street, town, region, postcode, country.
fn address(authority: &Authority) -> Option<[&str; 7]> {
    let postcode = authority.postcode.as_ref().map(|postcode| postcode.as_str());
    let parts = [authority.street.as_deref(), authority.town.as_deref(), postcode];
    parts.iter().any(Option::is_some).then(|| {
        let [street, town, postcode] = parts.map(Option::unwrap_or_default);
        ["", "", street, town, "", postcode, COUNTRY]
    })
}
