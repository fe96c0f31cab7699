//! What the main menu names, and in which order.

use crate::model::{EntityId, Menu, NAMINGS, Naming, Page};
use crate::site::edition::{Site, urls};
use crate::site::frame::page::Crumb;

/// So many entries stand in one line on a tablet. Of more, the last ones are below "more".
const IN_LINE: usize = 7;

/// Places in the menu of what is no kind of entity, among those that kinds have ([`Naming`]).
const ROADMAP: u8 = 15;
const MY_MUNICIPALITY: u8 = 20;
const CHANGES: u8 = 40;
const PARTICIPATION: u8 = 65;

/// The entries that are always in sight, and those below "more".
pub(in crate::site::frame) fn main(site: &Site) -> (Vec<Crumb>, Vec<Crumb>) {
    let mut line: Vec<Crumb> = if site.is_easy() {
        easy_pages(site).collect()
    } else {
        families(site).chain(pages_in(site, Menu::Main)).collect()
    };
    let in_line = if line.len() > IN_LINE { IN_LINE - 1 } else { line.len() };
    let more = line.split_off(in_line);
    (line, more)
}

/// The families of pages that have something to show.
fn families(site: &Site) -> impl Iterator<Item = Crumb> {
    let portal = &site.portal;
    let kinds = NAMINGS.iter().filter(|naming| portal.count(naming) > 0);
    let kinds = kinds.filter_map(|naming| Some((naming.menu?, format!("family.{}", naming.keys[1]), naming.family)));
    let of_services = [
        (ROADMAP, "family.roadmap".to_owned(), urls::ROADMAP),
        (CHANGES, "changes.title".to_owned(), urls::CHANGES),
        (PARTICIPATION, "family.participation".to_owned(), urls::PARTICIPATION),
    ];
    let of_services = of_services.into_iter().filter(|_| !portal.services.is_empty());
    let finder = urls::my_municipality(portal);
    let finder =
        (finder != Naming::AUTHORITY.family).then(|| (MY_MUNICIPALITY, "family.my_municipality".to_owned(), finder));
    let mut families: Vec<_> = kinds.chain(of_services).chain(finder).collect();
    families.sort_unstable();
    families.into_iter().map(|(_, text, url)| Crumb {
        title: site.theme.text(&text).to_owned(),
        url: site.href(url),
    })
}

/// All pages that there are in Leichte Sprache: few enough for the menu.
fn easy_pages(site: &Site) -> impl Iterator<Item = Crumb> {
    let pages = site.portal.pages.values().filter(|page| page.translation.is_some());
    pages.map(|page| of_page(site, page))
}

fn pages_in(site: &Site, menu: Menu) -> impl Iterator<Item = Crumb> {
    let pages = site.portal.pages.values().filter(move |page| page.menu == menu);
    pages.map(|page| of_page(site, page))
}

/// A page as menus name it.
pub(in crate::site::frame) fn of_page(site: &Site, page: &Page) -> Crumb {
    Crumb {
        title: page.title.clone(),
        url: site.href(&urls::entity(&EntityId::Page(page.id.clone()))),
    }
}
