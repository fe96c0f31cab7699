//! The plan of an authority as pages and files show it: its rows, its sums, and what is shared by all plans.

mod texts;
mod view;

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::model::plan::{Entry, Group, LISTED, Outline, Plan, Steps};
use crate::model::{Authority, AuthorityId, EntityKind, Portal};
use crate::site::edition::{Site, urls};
use texts::Texts;
pub(in crate::site) use texts::{StepText, Whom};
pub(in crate::site) use view::PlanView;

/// What is worked out once for all plans.
struct Shared {
    steps: Steps,
    texts: Texts,
    outlines: HashMap<AuthorityId, OnceLock<Outline>>,
}

#[derive(Default)]
struct Store(OnceLock<Shared>);

fn shared(site: &Site) -> &Shared {
    site.remembered(Store::default).0.get_or_init(|| {
        let portal = &site.portal;
        Shared {
            steps: Steps::of(portal),
            texts: Texts::of(portal),
            outlines: portal
                .authorities
                .keys()
                .map(|id| (id.clone(), OnceLock::new()))
                .collect(),
        }
    })
}

/// The figures of an authority's plan, worked out once; none where nothing concerns it.
pub(in crate::site) fn outline<'a>(site: &'a Site, authority: &Authority) -> Option<&'a Outline> {
    let shared = shared(site);
    let place = shared.outlines.get(&authority.id)?;
    let outline = place.get_or_init(|| Outline::of(&site.portal, &shared.steps, authority));
    (!outline.is_empty()).then_some(outline)
}

/// The plan of an authority; none where nothing concerns it.
pub(in crate::site) fn plan<'a>(site: &'a Site, authority: &'a Authority) -> Option<Plan<'a>> {
    let outline = outline(site, authority)?;
    Some(Plan::of(&site.portal, &shared(site).steps, authority, outline))
}

/// Whether an authority has a plan, without working it out.
pub(in crate::site) fn has_plan(portal: &Portal, authority: &Authority) -> bool {
    let carries_out = |authority: &Authority| portal.services_of_authority(authority).next().is_some();
    let carriers = [portal.office_of(authority), portal.county_of(authority)];
    let carriers = carriers
        .into_iter()
        .flatten()
        .filter(|_| authority.kind.is_municipality());
    carries_out(authority) || carriers.into_iter().any(|carrier| carries_out(carrier))
}

/// Whether an authority has its plan as files: where it has one, and the portal does not do without.
pub(in crate::site) fn has_files(portal: &Portal, authority: &Authority) -> bool {
    let plans = &portal.settings.extra_files.plans;
    plans.contains(&EntityKind::Authority) && has_plan(portal, authority)
}

/// The rows of a plan that its page and its calendar have.
pub(in crate::site) fn listed<'a, 'p>(plan: &'p Plan<'a>) -> impl Iterator<Item = &'p Entry<'a>> {
    Group::ALL
        .iter()
        .flat_map(move |group| plan.group(*group).iter().take(LISTED))
}

/// The list of all services that authorities of its kind carry out: what a plan that is too long for a table leads to.
pub(in crate::site) fn list_url(site: &Site, authority: &Authority) -> String {
    match site.portal.services_carried_out_by(authority.kind) {
        [] => urls::SERVICES.to_owned(),
        _ => urls::services_carried_out_by(authority.kind),
    }
}

/// The words for the next step of an entry.
pub(in crate::site) fn step_text<'a>(site: &'a Site, entry: &Entry) -> &'a StepText {
    shared(site).texts.step(site, entry)
}
