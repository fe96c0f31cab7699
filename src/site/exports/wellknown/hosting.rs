//! What a host has to know of the portal, for the files of rules that lie beside it and for whole configurations.

use super::redirects;
use crate::hosting::{self, Hosted, Moved, Renamed};
use crate::site::edition::{Site, urls};
use crate::site::route::{Body, Route};

/// Hosts that read their rules from the folder of the portal find them there.
pub(super) fn routes() -> [Route; 3] {
    let file = |url: &str, write: fn(&Hosted) -> String| {
        Route::new(url, move |site| Ok(Body::Bytes(write(&hosted(site)).into_bytes())))
    };
    [
        file("/_headers", hosting::headers),
        file("/_redirects", hosting::redirects),
        file("/.htaccess", hosting::htaccess),
    ]
}

/// The portal as a host sees it.
pub fn hosted(site: &Site) -> Hosted {
    let address = &site.address;
    let host = address.base_url.split("://").nth(1).unwrap_or_default();
    let editions = || site.translations.iter().filter(|edition| !edition.is_easy());
    let former = site.portal.former_addresses().map(|former| Moved {
        from: site.href(former.url.path().trim_end_matches('/')),
        query: former.url.query().map(str::to_owned),
        to: site.href(&urls::entity(&former.id)),
    });
    let renamed = std::iter::once(site).chain(editions()).flat_map(renamed);
    Hosted {
        host: host.split(['/', ':']).next().unwrap_or_default().to_owned(),
        prefix: address.prefix.clone(),
        is_hidden: address.is_hidden,
        moved: former.collect(),
        renamed: renamed.collect(),
        languages: editions().map(Site::language_path).collect(),
    }
}

/// What lay below the pages of one edition that have other addresses now.
fn renamed(site: &Site) -> impl Iterator<Item = Renamed> {
    redirects::renamed(site).filter_map(|(from, id, _)| {
        let to = urls::entity(&id);
        site.leads_somewhere(&to).then(|| Renamed {
            from: site.href(&from),
            to: site.href(&to),
        })
    })
}
