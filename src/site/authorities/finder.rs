//! "Meine Kommune finden": all municipalities by name and by the postcode of their seat, on plain pages.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::diagnostics::Diagnostic;
use crate::model::{Authority, EntityId, first_letter};
use crate::site::edition::{Site, urls};
use crate::site::frame::Page;
use crate::site::route::{Body, Route};

/// Up to so many entries stand on one page; a larger register has a page for each of its sections.
const ON_ONE_PAGE: usize = 1000;

/// The digits of a postcode that make a section: the region.
const REGION_DIGITS: usize = 2;

/// By what one can look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Register {
    Names,
    Postcodes,
}

impl Register {
    fn key(self) -> &'static str {
        match self {
            Self::Names => "names",
            Self::Postcodes => "postcodes",
        }
    }

    fn url(self) -> String {
        match self {
            Self::Names => urls::MY_MUNICIPALITY.to_owned(),
            Self::Postcodes => format!("{}postleitzahl/", urls::MY_MUNICIPALITY),
        }
    }

    /// The page of a section, in a large register.
    fn section_url(self, section: &str) -> String {
        format!("{}{section}/", self.url())
    }
}

/// The entries of a register by section.
type Sections = BTreeMap<String, Vec<Entry>>;

/// A name, or a postcode with the municipalities that have their seat there.
#[derive(Debug, Clone, Serialize)]
struct Entry {
    postcode: Option<String>,
    municipalities: Vec<Municipality>,
}

#[derive(Debug, Clone, Serialize)]
struct Municipality {
    name: String,
    url: String,
    /// Office and county, which tell two of one name apart.
    lies_in: Vec<String>,
}

pub(in crate::site) fn routes(site: &Site) -> Vec<Route> {
    if !site
        .portal
        .authorities
        .values()
        .any(|authority| authority.kind.is_municipality())
    {
        return Vec::new();
    }
    let registers = [(Register::Names, names(site)), (Register::Postcodes, postcodes(site))].into_iter();
    registers
        .filter(|(register, sections)| *register == Register::Names || !sections.is_empty())
        .flat_map(|(register, sections)| register_routes(register, Arc::new(sections)))
        .collect()
}

fn register_routes(register: Register, sections: Arc<Sections>) -> Vec<Route> {
    let all = sections.clone();
    let mut routes = vec![Route::new(register.url(), move |site| {
        render(site, register, &all, None)
    })];
    if is_large(&sections) {
        routes.extend(sections.keys().cloned().map(|section| {
            let sections = sections.clone();
            Route::new(register.section_url(&section), move |site| {
                render(site, register, &sections, Some(&section))
            })
        }));
    }
    routes
}

fn is_large(sections: &Sections) -> bool {
    sections.values().map(Vec::len).sum::<usize>() > ON_ONE_PAGE
}

fn municipalities(site: &Site) -> impl Iterator<Item = &Arc<Authority>> {
    let authorities = site.portal.authorities.values();
    authorities.filter(|authority| authority.kind.is_municipality())
}

fn municipality(site: &Site, authority: &Authority) -> Municipality {
    let office = site.portal.office_of(authority);
    let county = site
        .portal
        .county_of(authority)
        .filter(|county| county.id != authority.id);
    Municipality {
        name: authority.name.clone(),
        url: site.href(&urls::entity(&EntityId::Authority(authority.id.clone()))),
        lies_in: office
            .into_iter()
            .chain(county)
            .map(|above| above.full_name())
            .collect(),
    }
}

fn names(site: &Site) -> Sections {
    let mut sections = Sections::new();
    for authority in municipalities(site) {
        let letter = first_letter(&authority.name).map_or(urls::NO_LETTER.to_owned(), String::from);
        sections.entry(letter).or_default().push(Entry {
            postcode: None,
            municipalities: vec![municipality(site, authority)],
        });
    }
    sections
}

fn postcodes(site: &Site) -> Sections {
    let mut by_postcode: BTreeMap<&str, Vec<Municipality>> = BTreeMap::new();
    for authority in municipalities(site) {
        if let Some(postcode) = &authority.postcode {
            by_postcode
                .entry(postcode.as_str())
                .or_default()
                .push(municipality(site, authority));
        }
    }
    let mut sections = Sections::new();
    for (postcode, municipalities) in by_postcode {
        let region = postcode.get(..REGION_DIGITS).unwrap_or(postcode);
        sections.entry(region.to_owned()).or_default().push(Entry {
            postcode: Some(postcode.to_owned()),
            municipalities,
        });
    }
    sections
}

/// What `my_municipality.html` shows.
#[derive(Debug, Serialize)]
struct View<'a> {
    register: &'static str,
    /// All municipalities of the portal.
    count: usize,
    /// Municipalities whose postcode is not known.
    without_postcode: usize,
    letters: Vec<Letter>,
    sections: Vec<Section<'a>>,
    names_url: String,
    /// None where no municipality has a postcode.
    postcodes_url: Option<String>,
}

/// An entry of the bar of letters.
#[derive(Debug, Serialize)]
struct Letter {
    letter: String,
    url: Option<String>,
    current: bool,
}

#[derive(Debug, Serialize)]
struct Section<'a> {
    id: String,
    title: String,
    entries: &'a [Entry],
}

fn render(site: &Site, register: Register, sections: &Sections, only: Option<&str>) -> Result<Body, Box<Diagnostic>> {
    let text = |part: &str| format!("my_municipality.{}.{part}", register.key());
    let title = match only {
        Some(section) => site.fill(&text("section"), &[("section", &section.to_uppercase())]),
        None => site.theme.text(&text("title")).to_owned(),
    };
    let url = only.map_or_else(|| register.url(), |section| register.section_url(section));
    let mut page = Page::new("my_municipality", url, title, site.theme.text(&text("description")))
        .below(site.theme.text("family.authorities"), urls::AUTHORITIES);
    if register == Register::Postcodes || only.is_some() {
        page = page.below(site.theme.text("my_municipality.names.title"), Register::Names.url());
    }
    site.render("my_municipality.html", page, &view(site, register, sections, only))
}

fn view<'a>(site: &Site, register: Register, sections: &'a Sections, only: Option<&'a str>) -> View<'a> {
    let is_large = is_large(sections);
    let is_shown = |section: &str| if is_large { only == Some(section) } else { true };
    let letters = sections.keys().map(|section| Letter {
        letter: section.to_uppercase(),
        url: Some(match is_large {
            true => site.href(&register.section_url(section)),
            false => format!("#{}", id_of(register, section)),
        }),
        current: only == Some(section.as_str()),
    });
    let shown = sections.iter().filter(|(section, _)| is_shown(section));
    let missing = municipalities(site)
        .filter(|authority| authority.postcode.is_none())
        .count();
    let count = municipalities(site).count();
    View {
        register: register.key(),
        count,
        without_postcode: missing,
        letters: letters.collect(),
        sections: shown
            .map(|(section, entries)| Section {
                id: id_of(register, section),
                title: match register {
                    Register::Names => section.to_uppercase(),
                    Register::Postcodes => site.fill("my_municipality.region", &[("digits", section)]),
                },
                entries,
            })
            .collect(),
        names_url: site.href(&Register::Names.url()),
        postcodes_url: (missing < count).then(|| site.href(&Register::Postcodes.url())),
    }
}

fn id_of(register: Register, section: &str) -> String {
    match register {
        Register::Names => format!("buchstabe-{section}"),
        Register::Postcodes => format!("plz-{section}"),
    }
}
