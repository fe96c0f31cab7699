//! The plan of an authority as pages and files show it: its rows, its sums, and what is shared by all plans.

mod texts;
mod view;

use std::collections::HashMap;
use std::sync::OnceLock;

use serde::Serialize;

use crate::model::plan::{Entry, Group, Plan, Steps};
use crate::model::{Authority, AuthorityId, PartialDate, Portal, ReuseStatus};
use crate::site::edition::Site;
use texts::Texts;
pub(in crate::site) use texts::{StepText, Whom};
pub(in crate::site) use view::PlanView;

/// How many services a group shows before the list of the rest takes over.
pub(in crate::site) const LISTED: usize = 40;

/// How many services of a group the files have.
pub(in crate::site) const IN_FILES: usize = 250;

/// What is worked out once for all plans.
struct Shared {
    steps: Steps,
    texts: Texts,
    summaries: HashMap<AuthorityId, OnceLock<Summary>>,
}

#[derive(Default)]
struct Store(OnceLock<Shared>);

fn shared(site: &Site) -> &Shared {
    site.remembered(Store::default).0.get_or_init(|| {
        let portal = &site.portal;
        Shared {
            steps: Steps::of(portal),
            texts: Texts::of(portal),
            summaries: portal
                .authorities
                .keys()
                .map(|id| (id.clone(), OnceLock::new()))
                .collect(),
        }
    })
}

/// The plan of an authority; none where nothing concerns it.
pub(in crate::site) fn plan<'a>(site: &'a Site, authority: &'a Authority) -> Option<Plan<'a>> {
    let plan = Plan::of(&site.portal, &shared(site).steps, authority);
    (!plan.entries.is_empty()).then_some(plan)
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

/// The rows of a plan as its page has them, and its calendar.
pub(in crate::site) fn listed<'a, 'p>(plan: &'p Plan<'a>, most: usize) -> impl Iterator<Item = &'p Entry<'a>> {
    Group::ALL
        .iter()
        .flat_map(move |group| plan.group(*group).iter().take(most))
}

/// The words for the next step of an entry.
pub(in crate::site) fn step_text<'a>(site: &'a Site, entry: &Entry) -> &'a StepText {
    shared(site).texts.step(site, entry)
}

/// How far an authority is with its plan.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub(in crate::site) struct Summary {
    /// What can or must be done today, whoever does it.
    now: usize,
    /// What it can or must do itself today.
    own_now: usize,
    next_deadline: Option<PartialDate>,
    /// What it carries out itself and has online.
    live: usize,
    /// What it carries out itself.
    own: usize,
}

/// The same for each authority, worked out once.
pub(in crate::site) fn summary(site: &Site, authority: &Authority) -> Option<Summary> {
    let place = shared(site).summaries.get(&authority.id)?;
    Some(*place.get_or_init(|| summarize(site, authority)))
}

fn summarize(site: &Site, authority: &Authority) -> Summary {
    let plan = Plan::of(&site.portal, &shared(site).steps, authority);
    let own = || plan.entries.iter().filter(|entry| plan.is_own(entry));
    Summary {
        now: plan.group(Group::Now).len(),
        own_now: plan.own_now().count(),
        next_deadline: plan.next_deadline(),
        live: own().filter(|entry| entry.status == Some(ReuseStatus::Live)).count(),
        own: own().count(),
    }
}
