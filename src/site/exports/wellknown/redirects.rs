//! Former addresses lead on: a small page at each of them, for hosts that cannot redirect by themselves.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::diagnostics::Diagnostic;
use crate::model::{Authority, EntityId, FormerUrl, Source};
use crate::site::edition::{Site, urls};
use crate::site::exports::{calendars, feeds};
use crate::site::frame::Page;
use crate::site::frame::subscriptions::{CalendarScope, FeedScope};
use crate::site::route::{Body, Route};

/// What `redirect.html` shows.
#[derive(Debug, Serialize)]
struct View {
    /// With the prefix.
    target: String,
    target_absolute: String,
}

pub(super) fn routes(site: &Site) -> impl Iterator<Item = Route> {
    let pages = moved(site).into_iter().map(|(from, (to, source))| {
        let address = from.clone();
        let route = Route::new(from, move |site| page(site, &address, &to));
        route.from_file(&source.path)
    });
    pages
        .chain(subscriptions(site))
        .map(|route| route.redirecting().unlisted())
}

/// What was subscribed to at a page that has another address now. Programs follow no page that leads on, so they get the same
/// as there.
fn subscriptions(site: &Site) -> impl Iterator<Item = Route> {
    renamed(site).flat_map(|(from, id, source)| {
        let to = urls::entity(&id);
        let feeds = FeedScope::of_entity(site, &id).into_iter().flat_map(feeds::files);
        let calendar = CalendarScope::of_entity(site, &id).map(calendars::file);
        feeds.chain(calendar).filter_map(move |route| {
            let url = format!("{from}{}", route.url.strip_prefix(&to)?);
            Some(route.at(url).from_file(&source.path))
        })
    })
}

fn page(site: &Site, from: &str, to: &str) -> Result<Body, Box<Diagnostic>> {
    let title = site.theme.text("redirect.title");
    let page = Page {
        noindex: true,
        ..Page::new("redirect", from, title, "")
    };
    let view = View {
        target: site.href(to),
        target_absolute: site.absolute(to),
    };
    site.render("redirect.html", page, &view)
}

/// Former addresses with the present ones. The same address with and without a slash at its end is one. In other languages there are
/// those that the portal gave by itself.
fn moved(site: &Site) -> BTreeMap<String, (String, Source)> {
    let written = site.portal.former_addresses().filter(|_| site.edition == 0);
    let written = written.filter_map(|former| {
        let to = urls::entity(&former.id);
        Some((page_address(former.url)?, (to, former.source.clone())))
    });
    let renamed = renamed(site).flat_map(|(from, id, source)| {
        let to = urls::entity(&id);
        let chapters = chapters(site, &id)
            .map(|chapter| urls::entity(&chapter))
            .collect::<Vec<_>>();
        let below = chapters.into_iter().filter_map({
            let (from, to, source) = (from.clone(), to.clone(), source.clone());
            move |chapter| {
                Some((
                    format!("{from}{}", chapter.strip_prefix(&to)?),
                    (chapter, source.clone()),
                ))
            }
        });
        below.chain([(from, (to, source))])
    });
    let mut moved: BTreeMap<String, (String, Source)> =
        renamed.filter(|(_, (to, _))| site.leads_somewhere(to)).collect();
    moved.extend(written);
    moved
}

fn chapters<'a>(site: &'a Site, id: &EntityId) -> impl Iterator<Item = EntityId> + 'a {
    let guide = match id {
        EntityId::Guide(id) => site.portal.guides.get(id),
        _ => None,
    };
    guide.into_iter().flat_map(|guide| {
        let chapters = guide.chapters.iter();
        chapters.map(|chapter| EntityId::Chapter(guide.id.clone(), chapter.id.clone()))
    })
}

/// The pages of entities under former names: the address then, and whose it is now.
pub(super) fn renamed(site: &Site) -> impl Iterator<Item = (String, EntityId, Source)> {
    let named = site
        .portal
        .former_pages()
        .map(|(page, former)| (page, former.id, former.source.clone()));
    let rekeyed = rekeyed(site).map(|(before, now)| {
        let [from, to] = [before, now].map(|one| EntityId::Authority(one.id.clone()));
        (urls::entity(&from), to, before.source.clone())
    });
    named.chain(rekeyed)
}

/// Municipalities that got another key, before and now.
fn rekeyed(site: &Site) -> impl Iterator<Item = (&Authority, &Authority)> {
    let former = site.portal.former_authorities.values();
    former.filter_map(|authority| Some((&**authority, &**site.portal.goes_on_as(authority)?)))
}

/// The page at a former address; none where what stands behind a question mark tells it from others, which only a host can
/// see. What has no file ending becomes a folder with a page in it, so that servers know it for HTML.
pub(in crate::site) fn page_address(former: &FormerUrl) -> Option<String> {
    if former.query().is_some() {
        return None;
    }
    let url = former.path();
    let name = url.rsplit('/').next().unwrap_or_default();
    if url.ends_with('/') || name.ends_with(".html") || name.ends_with(".htm") {
        Some(url.into_owned())
    } else {
        Some(format!("{url}/"))
    }
}
