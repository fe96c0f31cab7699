//! What the page of an authority shows of its plan.

use serde::Serialize;

use super::{Whom, has_files, list_url, outline, step_text};
use crate::extent::Whole;
use crate::model::plan::{CostSum, DateKind, Entry, Group, LISTED, OwnCosts, Plan, Step};
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
    /// The plan as files, where the portal has them.
    csv_url: Option<String>,
    xlsx_url: Option<String>,
}

#[derive(Debug, Serialize)]
struct GroupView<'a> {
    key: &'static str,
    anchor: &'static str,
    count: usize,
    /// What it does itself comes first.
    rows: Vec<Row<'a>>,
    /// So many of them stand open; the others, which somebody else goes, are folded.
    open: usize,
    /// How many are not shown here, and where they are.
    more: usize,
    rest_url: String,
    /// Whether that is a file.
    rest_is_file: bool,
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

impl<'a> PlanView<'a> {
    /// Of an authority; none where nothing concerns it.
    pub fn of(site: &'a Site, authority: &'a Authority) -> Option<Self> {
        let plan = super::plan(site, authority)?;
        let outline = plan.outline;
        let members = members(site, authority);
        let file =
            |extension| has_files(&site.portal, authority).then(|| site.href(&urls::plan(&authority.id, extension)));
        Some(Self {
            own_now: outline.own_now,
            others_now: outline.count(Group::Now).minus(outline.own_now),
            deadlines: outline.deadlines,
            next_deadline: outline.next_deadline,
            costs: outline.costs,
            population: site.portal.extent_of(authority).population,
            groups: groups(site, &plan),
            members_live: members.iter().map(|member| member.live).sum(),
            members_own: members.iter().map(|member| member.own).sum(),
            members,
            csv_url: file("csv"),
            xlsx_url: file("xlsx"),
        })
    }
}

fn groups<'a>(site: &'a Site, plan: &Plan<'a>) -> Vec<GroupView<'a>> {
    let groups = Group::ALL.iter().filter(|group| plan.outline.count(**group) > 0);
    groups.map(|group| group_view(site, plan, *group)).collect()
}

/// What a group does not show is in the file of the plan; where that does not name all of it either, in the list of services.
fn group_view<'a>(site: &'a Site, plan: &Plan<'a>, group: Group) -> GroupView<'a> {
    let count = plan.outline.count(group);
    let rows: Vec<Row> = plan
        .group(group)
        .iter()
        .take(LISTED)
        .map(|entry| row(site, plan, entry))
        .collect();
    let own = rows.iter().take_while(|row| row.own).count();
    let rest_is_file = plan.unlisted(group) == 0 && has_files(&site.portal, plan.authority);
    let rest = match rest_is_file {
        true => urls::plan(&plan.authority.id, "xlsx"),
        false => list_url(site, plan.authority),
    };
    GroupView {
        key: group.key(),
        anchor: group.word(),
        count,
        open: if group == Group::Now && own > 0 {
            own
        } else {
            rows.len()
        },
        rows,
        more: count.saturating_sub(LISTED),
        rest_url: site.href(&rest),
        rest_is_file,
    }
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
    members
        .filter_map(|member| {
            let outline = outline(site, member)?;
            Some(Member {
                authority: site.items().authority_link(member),
                now: outline.count(Group::Now),
                own_now: outline.own_now,
                next_deadline: outline.next_deadline,
                live: outline.live,
                own: outline.own,
            })
        })
        .collect()
}
