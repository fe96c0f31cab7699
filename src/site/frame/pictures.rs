//! Icons, and the pictures that social media show beside a link: one for each kind of page, and for the pages of
//! ministries one for each ministry and kind. Not one for each page: drawing takes longer than all else.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::drawing::{self, Icon, Preview};
use crate::model::{EntityId, MinistryId};
use crate::site::edition::Site;
use crate::site::route::Picture;
use crate::site::route::{Body, Route};
use crate::theme::Artwork;

/// Where the file lies for which programs ask without having read a page.
const FAVICON: &str = "/favicon.ico";

/// For browsers without SVG icons.
const SMALL: Icon = Icon::Plain(32);
/// For the start screen of Apple's devices.
const TOUCH: Icon = Icon::Tile(180);
/// What the web app manifest asks for.
pub(in crate::site) const MANIFEST_ICONS: [Icon; 2] = [Icon::Tile(192), Icon::Tile(512)];

/// The kinds of pages with a picture of their own, and the path of the text that it shows; all others have that of the
/// start page. A kind of list and the kind of its entries have the same.
const KINDS: [(&str, &str); 19] = [
    ("services", "family.services"),
    ("service", "family.services"),
    ("ministries", "family.ministries"),
    ("ministry", "family.ministries"),
    ("topics", "family.topics"),
    ("topic", "family.topics"),
    ("roadmap", "family.roadmap"),
    ("participation", "family.participation"),
    ("events", "family.events"),
    ("event", "family.events"),
    ("press", "family.press"),
    ("press_release", "family.press"),
    ("guides", "family.guides"),
    ("guide", "family.guides"),
    ("chapter", "family.guides"),
    ("authorities", "family.authorities"),
    ("authorities_of_kind", "family.authorities"),
    ("authority", "family.authorities"),
    ("changes", "changes.title"),
];

/// The kinds of pages of which a ministry has its own.
const KINDS_OF_MINISTRIES: [&str; 4] = ["ministry", "service", "event", "press_release"];

/// The pictures of a site by what they are for.
#[derive(Debug, Default)]
pub(in crate::site) struct Pictures {
    /// By the name of the text that they show, and the ministry.
    previews: BTreeMap<(&'static str, Option<MinistryId>), Shown>,
}

/// A preview picture as the head of a page names it.
#[derive(Debug, Clone)]
struct Shown {
    name: Arc<str>,
    words: Preview,
}

/// What templates see of it.
#[derive(Debug, Serialize)]
pub(in crate::site) struct PictureView {
    /// Whole address: those who show it read it from elsewhere.
    url: String,
    width: u16,
    height: u16,
    alt: String,
}

/// The icons as templates name them, with the prefix.
#[derive(Debug, Serialize)]
pub(in crate::site) struct Icons {
    small: String,
    touch: String,
}

impl Pictures {
    /// Those of a site; Leichte Sprache has none.
    fn of(site: &Site) -> &Self {
        site.remembered(|| {
            if site.is_easy() {
                Self::default()
            } else {
                Self::new(site)
            }
        })
    }

    fn new(site: &Site) -> Self {
        let mut previews = BTreeMap::new();
        let mut add = |text: &'static str, ministry: Option<&MinistryId>| {
            let words = words(site, text, ministry);
            let name = format!("vorschau.{}.png", site.theme.artwork().name(&words)).into();
            previews.insert((text, ministry.cloned()), Shown { name, words });
        };
        add(HOME, None);
        for (_, text) in KINDS {
            add(text, None);
        }
        for kind in KINDS_OF_MINISTRIES {
            let text = text_of(kind);
            site.portal.ministries.keys().for_each(|id| add(text, Some(id)));
        }
        Self { previews }
    }
}

/// The key of the picture that stands for the whole portal.
const HOME: &str = "";

fn text_of(kind: &str) -> &'static str {
    let known = KINDS.iter().find(|(known, _)| *known == kind);
    known.map_or(HOME, |(_, text)| text)
}

fn words(site: &Site, text: &str, ministry: Option<&MinistryId>) -> Preview {
    let settings = &site.portal.settings;
    let subtitle = settings.subtitle.clone();
    let ministry = ministry.and_then(|id| site.portal.ministries.get(id));
    let (kicker, title) = match (text, ministry) {
        (HOME, _) => (subtitle.clone(), settings.title.clone()),
        (text, None) => (None, site.theme.text(text).to_owned()),
        (text, Some(ministry)) => (Some(site.theme.text(text).to_owned()), ministry.name.clone()),
    };
    // What the title says already is not said twice.
    let portal = [Some(settings.title.clone()), subtitle].into_iter().flatten();
    Preview {
        portal: if text == HOME {
            settings.publisher.name.clone()
        } else {
            portal.collect::<Vec<_>>().join(" · ")
        },
        kicker,
        title,
        address: site
            .address
            .base_url
            .split_once("://")
            .map_or("", |(_, address)| address)
            .to_owned(),
    }
}

/// The picture of a page.
pub(in crate::site) fn of_page(site: &Site, kind: &str, entity: Option<&EntityId>) -> Option<PictureView> {
    let text = text_of(kind);
    let ministry = entity
        .filter(|_| KINDS_OF_MINISTRIES.contains(&kind))
        .and_then(|id| site.portal.entity(id)?.ministry());
    let own = ministry.and_then(|id| Pictures::of(site).previews.get(&(text, Some(id.clone()))));
    let shown = own.or_else(|| Pictures::of(site).previews.get(&(text, None)))?;
    let parts = [shown.words.kicker.as_deref(), Some(shown.words.title.as_str())];
    Some(PictureView {
        url: site.absolute(&url(&shown.name)),
        width: Preview::WIDTH,
        height: Preview::HEIGHT,
        alt: parts.into_iter().flatten().collect::<Vec<_>>().join(": "),
    })
}

/// The icons, if the theme has a mark to draw.
pub(in crate::site) fn icons(site: &Site) -> Option<Icons> {
    let artwork = site.theme.artwork();
    artwork.has_mark().then(|| Icons {
        small: icon_url(site, SMALL),
        touch: icon_url(site, TOUCH),
    })
}

/// The address of an icon, with the prefix.
pub(in crate::site) fn icon_url(site: &Site, icon: Icon) -> String {
    site.href(&url(&icon_name(site.theme.artwork(), icon)))
}

fn icon_name(artwork: &Artwork, icon: Icon) -> String {
    format!("zeichen-{}.{}.png", icon.size(), artwork.name(&icon))
}

fn url(name: &str) -> String {
    format!("/assets/{name}")
}

pub(in crate::site) fn routes(site: &Site) -> Vec<Route> {
    let artwork = site.theme.artwork();
    let mut pictures: BTreeMap<Arc<str>, Picture> = BTreeMap::new();
    for shown in Pictures::of(site).previews.values() {
        let (artwork, words) = (artwork.clone(), shown.words.clone());
        pictures.insert(
            shown.name.clone(),
            Picture::new(shown.name.clone(), move || artwork.preview(&words)),
        );
    }
    let mut routes = Vec::new();
    if artwork.has_mark() {
        for icon in [SMALL, TOUCH].into_iter().chain(MANIFEST_ICONS) {
            let (name, artwork): (Arc<str>, _) = (icon_name(artwork, icon).into(), artwork.clone());
            pictures.insert(name.clone(), Picture::new(name, move || artwork.icon(icon)));
        }
        let artwork = artwork.clone();
        routes.push(Route::new(FAVICON, move |_| {
            Ok(Body::Bytes(drawing::ico(SMALL, &artwork.icon(SMALL))))
        }));
    }
    let drawn = pictures.into_iter();
    routes.extend(drawn.map(|(name, picture)| Route::new(url(&name), move |_| Ok(Body::Picture(picture.clone())))));
    routes
}
