//! The directory of authorities: the way to one's own municipality, and lists by kind.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use tera::Value;

use crate::diagnostics::Diagnostic;
use crate::extent::Whole;
use crate::model::{Authority, AuthorityId, AuthorityKind, Day};
use crate::site::authorities::named::{Named, named};
use crate::site::edition::{Site, urls};
use crate::site::exports::data;
use crate::site::frame::Page;
use crate::site::frame::letters::{self, Letter};
use crate::site::frame::pagination::{self, Pagination, Slice};
use crate::site::route::{Body, Route};

pub(in crate::site) fn routes(site: &Site) -> Vec<Route> {
    if site.portal.authorities.is_empty() {
        return Vec::new();
    }
    let kinds = kinds(site).flat_map(|kind| {
        let entries = site.portal.authorities_of_kind(kind).len();
        let slices: Vec<Slice> = pagination::slices(&urls::authorities_of_kind(kind), entries).collect();
        let slices = slices.into_iter();
        slices.map(move |slice| Route::new(slice.url(), move |site| render_kind(site, kind, &slice)))
    });
    let overview = Route::new(urls::AUTHORITIES, render);
    std::iter::once(overview).chain(kinds).chain(tables(site)).collect()
}

/// The directory as tables: by kind, and by county with all that lies in it.
fn tables(site: &Site) -> impl Iterator<Item = Route> {
    let by_kind = kinds(site).map(|kind| {
        Route::new(urls::directory_of_kind(kind), move |site| {
            Ok(Body::Bytes(data::directory(site, |authority| authority.kind == kind)))
        })
    });
    let by_county = counties_and_towns(site).map(|county| {
        let id = county.id.clone();
        Route::new(urls::directory_of_county(&id), move |site| {
            let lies_in = |authority: &Authority| site.portal.county_of(authority).is_some_and(|own| own.id == id);
            Ok(Body::Bytes(data::directory(site, lies_in)))
        })
    });
    by_kind.chain(by_county)
}

fn counties_and_towns(site: &Site) -> impl Iterator<Item = &Arc<Authority>> {
    let kinds = [AuthorityKind::County, AuthorityKind::IndependentTown].into_iter();
    kinds.flat_map(|kind| site.portal.authorities_of_kind(kind))
}

/// The kinds of which there are authorities.
fn kinds(site: &Site) -> impl Iterator<Item = AuthorityKind> {
    let all = AuthorityKind::ALL.iter().copied();
    all.filter(|kind| !site.portal.authorities_of_kind(*kind).is_empty())
}

/// What `authorities.html` shows.
#[derive(Debug, Serialize)]
struct View {
    counties: Vec<County>,
    towns: Vec<Value>,
    territorial: Vec<KindLink>,
    territorial_total: usize,
    others: Vec<KindLink>,
    /// The directory as a table, and where it is described.
    table_url: String,
    my_municipality_url: String,
    /// What has ended, A to Z.
    former: Vec<FormerLink>,
}

/// An authority that has ended.
#[derive(Debug, Serialize)]
struct FormerLink {
    authority: Named,
    until: Option<Day>,
}

/// A county as an entry to its municipalities.
#[derive(Debug, Serialize)]
struct County {
    county: Value,
    municipalities: usize,
}

/// The list of a kind.
#[derive(Debug, Serialize)]
struct KindLink {
    kind: AuthorityKind,
    url: String,
    count: usize,
}

fn render(site: &Site) -> Result<Body, Box<Diagnostic>> {
    let portal = &site.portal;
    let (territorial, others): (Vec<_>, Vec<_>) = kinds(site)
        .map(|kind| KindLink {
            kind,
            url: site.href(&urls::authorities_of_kind(kind)),
            count: portal.authorities_of_kind(kind).len(),
        })
        .partition(|link| link.kind.is_territorial());
    let former = |authority: &Arc<Authority>| FormerLink {
        authority: named(site, authority),
        until: authority.valid_until,
    };
    let towns = portal.authorities_of_kind(AuthorityKind::IndependentTown);
    let view = View {
        counties: counties(site),
        towns: towns.iter().map(|town| site.items().authority(&town.id)).collect(),
        territorial_total: territorial.iter().map(|link| link.count).sum(),
        territorial,
        others,
        table_url: site.href("/daten/stellen.csv"),
        my_municipality_url: site.href(urls::MY_MUNICIPALITY),
        former: portal.dissolved_authorities().map(former).collect(),
    };
    let title = site.theme.text("authorities.title");
    let page = Page::new(
        "authorities",
        urls::AUTHORITIES,
        title,
        site.theme.text("authorities.description"),
    );
    site.render("authorities.html", page, &view)
}

fn counties(site: &Site) -> Vec<County> {
    let portal = &site.portal;
    let mut municipalities: BTreeMap<&AuthorityId, usize> = BTreeMap::new();
    for authority in portal
        .authorities
        .values()
        .filter(|authority| authority.kind.is_municipality())
    {
        if let Some(county) = portal.county_of(authority) {
            municipalities.entry(&county.id).or_default().raise(1);
        }
    }
    let counties = portal.authorities_of_kind(AuthorityKind::County).iter();
    counties
        .map(|county| County {
            county: site.items().authority(&county.id),
            municipalities: municipalities.get(&county.id).copied().unwrap_or_default(),
        })
        .collect()
}

/// What `authorities_of_kind.html` shows.
#[derive(Debug, Serialize)]
struct KindView {
    kind: AuthorityKind,
    territorial: bool,
    /// In whole, on all pages of the list.
    count: usize,
    number: usize,
    of: usize,
    rows: Vec<Row>,
    letters: Vec<Letter>,
    pagination: Option<Pagination>,
    carried_out: usize,
    carried_out_url: String,
    overview_url: String,
    /// The same list as a table.
    table_url: String,
}

/// An authority; the first of each letter is its anchor.
#[derive(Debug, Serialize)]
struct Row {
    authority: Value,
    anchor: Option<String>,
}

fn render_kind(site: &Site, kind: AuthorityKind, slice: &Slice) -> Result<Body, Box<Diagnostic>> {
    let title = title_of_kind(site, kind);
    let description = site.fill("authorities.kind_description", &[("kind", &title)]);
    let page = Page::new("authorities_of_kind", slice.url(), title, description)
        .below(site.theme.text("family.authorities"), urls::AUTHORITIES);
    site.render("authorities_of_kind.html", page, &kind_view(site, kind, slice))
}

fn kind_view(site: &Site, kind: AuthorityKind, slice: &Slice) -> KindView {
    let all = site.portal.authorities_of_kind(kind);
    let firsts = letters::firsts(all.iter().map(|authority| &*authority.name));
    let rows = slice.range.clone().filter_map(|index| {
        let authority = all.get(index)?;
        let letter = firsts.iter().find(|(_, first)| **first == index);
        Some(Row {
            authority: site.items().authority(&authority.id),
            anchor: letter.map(|(letter, _)| anchor(*letter)),
        })
    });
    let letters = if all.len() < letters::FROM {
        Vec::new()
    } else {
        letters_of(site, kind, all.len(), &firsts)
    };
    KindView {
        kind,
        territorial: kind.is_territorial(),
        count: all.len(),
        number: slice.number,
        of: slice.of,
        rows: rows.collect(),
        letters,
        pagination: slice.links(site),
        carried_out: site.portal.services_carried_out_by(kind).len(),
        carried_out_url: site.href(&urls::services_carried_out_by(kind)),
        overview_url: site.href(urls::AUTHORITIES),
        table_url: site.href(&urls::directory_of_kind(kind)),
    }
}

fn anchor(letter: char) -> String {
    format!("buchstabe-{}", letter.to_ascii_lowercase())
}

fn letters_of(site: &Site, kind: AuthorityKind, entries: usize, firsts: &BTreeMap<char, usize>) -> Vec<Letter> {
    let slices: Vec<Slice> = pagination::slices(&urls::authorities_of_kind(kind), entries).collect();
    let url = |letter: char| {
        let first = firsts.get(&letter)?;
        let slice = slices.iter().find(|slice| slice.range.contains(first))?;
        Some(format!("{}#{}", site.href(&slice.url()), anchor(letter)))
    };
    letters::bar(url)
}

/// The name of the list of a kind.
pub(in crate::site) fn title_of_kind(site: &Site, kind: AuthorityKind) -> String {
    site.fill(&format!("authorities.kinds.{}", kind.key()), &[])
}
