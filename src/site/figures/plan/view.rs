//! What the page of an authority shows of its plan.

use serde::Serialize;

use super::{LISTED, Summary, Whom, has_plan, step_text, summary};
use crate::model::plan::{CostSum, DateKind, Entry, Group, OwnCosts, Plan, Step};
use crate::model::{Authority, AuthorityKind, PartialDate, ReuseStatus};
use crate::site::edition::{Site, urls};
use crate::site::frame::items::{AuthorityLink, ServiceLink};

/// A plan on the page of its authority.
#[derive(Debug, Serialize)]
pub(in crate::site) struct PlanView<'a> {
    /// What it can or must do itself today.
    own_now: usize,
    /// What its office or county can or must do for it today.
    others_now: usize,
    deadlines: usize,
    next_deadline: Option<PartialDate>,
    costs: CostSum,
    /// At how many inhabitants these are.
    population: Option<u64>,
    groups: Vec<GroupView<'a>>,
    /// Authorities below it, and how far they are.
    members: Vec<Member<'a>>,
    /// Of all of them.
    members_live: usize,
    members_own: usize,
    /// The list of all services that its kind carries out.
    list_url: String,
    csv_url: String,
    xlsx_url: String,
}

#[derive(Debug, Serialize)]
struct GroupView<'a> {
    key: &'static str,
    anchor: &'static str,
    count: usize,
    rows: Vec<Row<'a>>,
    more: usize,
}

#[derive(Debug, Serialize)]
struct Row<'a> {
    id: &'a str,
    service: ServiceLink<'a>,
    status: Option<ReuseStatus>,
    online: Option<&'a str>,
    step: Step,
    action: &'a str,
    detail: Option<&'a str>,
    reason: &'a str,
    url: &'a str,
    date: Option<PartialDate>,
    date_kind: Option<DateKind>,
    costs: OwnCosts,
    carrier: AuthorityLink<'a>,
    own: bool,
    whom: Option<&'a Whom>,
}

#[derive(Debug, Serialize)]
struct Member<'a> {
    authority: AuthorityLink<'a>,
    #[serde(flatten)]
    summary: Summary,
}

impl<'a> PlanView<'a> {
    /// Of an authority; none where nothing concerns it.
    pub fn of(site: &'a Site, authority: &'a Authority) -> Option<Self> {
        let plan = super::plan(site, authority)?;
        let members = members(site, authority);
        let list = match site.portal.services_carried_out_by(authority.kind) {
            [] => urls::SERVICES.to_owned(),
            _ => urls::services_carried_out_by(authority.kind),
        };
        Some(Self {
            own_now: plan.own_now().count(),
            others_now: plan.group(Group::Now).len() - plan.own_now().count(),
            deadlines: plan.deadlines().count(),
            next_deadline: plan.next_deadline(),
            costs: plan.costs,
            population: site.portal.extent_of(authority).population,
            groups: groups(site, &plan),
            members_live: members.iter().map(|member| member.summary.live).sum(),
            members_own: members.iter().map(|member| member.summary.own).sum(),
            members,
            list_url: site.href(&list),
            csv_url: site.href(&urls::plan(&authority.id, "csv")),
            xlsx_url: site.href(&urls::plan(&authority.id, "xlsx")),
        })
    }
}

fn groups<'a>(site: &'a Site, plan: &Plan<'a>) -> Vec<GroupView<'a>> {
    let groups = Group::ALL.iter().map(|group| (*group, plan.group(*group)));
    let groups = groups.filter(|(_, entries)| !entries.is_empty());
    groups
        .map(|(group, entries)| GroupView {
            key: group.key(),
            anchor: group.word(),
            count: entries.len(),
            rows: entries
                .iter()
                .take(LISTED)
                .map(|entry| row(site, plan, entry))
                .collect(),
            more: entries.len().saturating_sub(LISTED),
        })
        .collect()
}

fn row<'a>(site: &'a Site, plan: &Plan, entry: &Entry<'a>) -> Row<'a> {
    let text = step_text(site, entry);
    Row {
        id: entry.service.id.as_str(),
        service: site.items().service_link(entry.service),
        status: entry.status,
        online: entry.reuse.and_then(|reuse| reuse.url.as_ref()).map(|url| url.as_str()),
        step: entry.next.step,
        action: &text.action,
        detail: text.detail.as_deref(),
        reason: &text.reason,
        url: &text.url,
        date: entry.next.date,
        date_kind: entry.next.date_kind,
        costs: entry.costs,
        carrier: site.items().authority_link(entry.carrier),
        own: plan.is_own(entry),
        whom: text.whom.as_ref(),
    }
}

/// Of an office its municipalities; of a county its offices and the municipalities that belong to none.
fn members<'a>(site: &'a Site, authority: &Authority) -> Vec<Member<'a>> {
    use AuthorityKind::{County, JointMunicipality, Office};
    if !matches!(authority.kind, County | Office | JointMunicipality) {
        return Vec::new();
    }
    let members = site.portal.members_of_authority(&authority.id).iter();
    let members = members.filter(|member| has_plan(&site.portal, member));
    members
        .filter_map(|member| {
            Some(Member {
                authority: site.items().authority_link(member),
                summary: summary(site, member)?,
            })
        })
        .collect()
}
