//! All that is said about the maturity: by which model, when, by which criteria, and where it shall get.

use serde::Serialize;

use crate::model::{Criterion, Day, Level, Maturity, Service, Target, WebAddress};
use crate::site::edition::Site;
use crate::site::frame::items::MaturityItem;

/// An assessment.
#[derive(Debug, Serialize)]
pub(super) struct Assessment<'a> {
    item: MaturityItem,
    /// What the model calls the level.
    name: String,
    assessed_on: Option<Day>,
    target: Option<Target>,
    target_name: Option<String>,
    criteria: &'a [Criterion],
    /// Where the model is explained.
    url: Option<WebAddress>,
}

/// The assessments of a service; none where nothing is said but one level, which the head of the page shows.
pub(super) fn assessments<'a>(site: &Site, service: &'a Service) -> Vec<Assessment<'a>> {
    let says_more = |maturity: &Maturity| {
        maturity.assessed_on.is_some() || maturity.target.is_some() || !maturity.criteria.is_empty()
    };
    if service.other_maturities.is_empty() && !service.maturity.as_ref().is_some_and(says_more) {
        return Vec::new();
    }
    let all = service.maturities();
    all.map(|maturity| Assessment {
        item: maturity.rating().into(),
        name: name(site, maturity.rating()),
        assessed_on: maturity.assessed_on,
        target: maturity.target,
        target_name: maturity.target.map(|target| {
            let level = Level {
                level: target.level,
                ..maturity.rating()
            };
            name(site, level)
        }),
        criteria: &maturity.criteria,
        url: site
            .portal
            .settings
            .names_of(maturity.model)
            .and_then(|names| names.url.clone()),
    })
    .collect()
}

/// In German the name that `portal.yaml` lists, else that of the interface.
fn name(site: &Site, level: Level) -> String {
    let listed = site
        .portal
        .settings
        .level_name(level)
        .filter(|_| site.portal.language.is_none());
    listed.map_or_else(
        || site.theme.text(&MaturityItem::from(level).name_path()).to_owned(),
        str::to_owned,
    )
}
