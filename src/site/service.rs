//! The page of a service: where it stands, the five answers, the three steps, who re-uses it, and all its data.

use serde::Serialize;

use super::documents::DocumentItem;
use super::figures::{AnswerState, answer_states};
use super::items::MaturityItem;
use super::spread::{self, MapView, Scope};
use super::{Body, Crumb, Page, Route, Site, urls};
use crate::content::markdown::Heading;
use crate::diagnostics::Diagnostic;
use crate::model::{
    Amount, Approval, AuthorityId, AuthorityKind, Availability, BaseService, Cents, Contact, CostStatus, Costs,
    Coverage, Day, Efa, EntityId, Information, LegalStatus, Milestone, MinistryId, PartialDate, Participation, Phase,
    Reuse, ReuseStatus, Rollout, RolloutTask, Service, ServiceId, TargetGroup, TaskStatus,
};

pub(super) fn routes(site: &Site) -> Vec<Route> {
    let services = site.portal.services.values();
    services
        .map(|service| {
            let id = service.id.clone();
            Route::new(urls::entity(&EntityId::Service(id.clone())), move |site| {
                render(site, &id)
            })
            .from_file(&service.source.path)
        })
        .collect()
}

fn render(site: &Site, id: &ServiceId) -> Result<Body, Box<Diagnostic>> {
    let Some(service) = site.portal.services.get(id) else {
        return Ok(Body::Bytes(Vec::new()));
    };
    let view = View::new(site, service);
    let lists = [
        ("events", site.items.events(site.portal.events_of_service(id))),
        ("press", site.items.press(site.portal.press_of_service(id))),
        ("changes", site.changes(site.portal.history.of_service(id))),
    ];
    site.render_with("service.html", head(site, service), &view, lists)
}

fn head<'a>(site: &Site, service: &'a Service) -> Page<'a> {
    let page = Page {
        updated: service.reviewed_on,
        source: Some(&service.source),
        sample: service.sample,
        ..Page::new(
            "service",
            urls::entity(&EntityId::Service(service.id.clone())),
            &service.title,
            &service.summary,
        )
    };
    page.below(site.theme.text("family.services"), urls::SERVICES)
}

/// What `service.html` shows, beside the lists `events`, `press` and `changes`.
#[derive(Debug, Serialize)]
struct View<'a> {
    summary: &'a str,
    status: Status<'a>,
    answers: Answers<'a>,
    steps: Steps<'a>,
    reuse: ReuseView<'a>,
    call: Option<Call<'a>>,
    facts: Facts<'a>,
    contacts: &'a [Contact],
    /// Whether the contacts are those of the ministry, because the service names none.
    contacts_of_ministry: bool,
    /// Documents, then links.
    documents: Vec<DocumentItem<'a>>,
    text: Option<TextView>,
}

impl<'a> View<'a> {
    fn new(site: &'a Site, service: &'a Service) -> Self {
        let coordinators = || {
            let ministry = site.portal.ministries.get(&service.ministry);
            ministry.map_or(&[][..], |ministry| &ministry.coordinators)
        };
        let links = service.links.iter().map(DocumentItem::from);
        let contacts_of_ministry = service.contacts.is_empty();
        Self {
            summary: &service.summary,
            status: Status::new(site, service),
            answers: Answers::new(site, service),
            steps: Steps::new(site, service),
            reuse: ReuseView::new(site, service),
            call: service.participation.as_ref().map(|call| Call {
                open: call.is_open(site.portal.as_of),
                call,
            }),
            facts: Facts::new(site, service),
            contacts: if contacts_of_ministry {
                coordinators()
            } else {
                &service.contacts
            },
            contacts_of_ministry,
            documents: site
                .documents(&service.documents, &service.source)
                .into_iter()
                .chain(links)
                .collect(),
            text: text(site, service),
        }
    }
}

/// The panel at the head of the page.
#[derive(Debug, Serialize)]
struct Status<'a> {
    phase: Phase,
    approval: Option<&'a Approval>,
    offer: Option<&'static str>,
    maturity: Option<MaturityItem>,
    /// `confirmed`, `overdue` or `never`, as the component `freshness` knows it.
    freshness: &'static str,
    reviewed_on: Option<Day>,
    /// Until when the confirmation holds or held.
    review_due: Option<Day>,
    /// Last time the municipalities were informed.
    informed_on: Option<Day>,
    pilots: usize,
}

impl<'a> Status<'a> {
    fn new(site: &Site, service: &'a Service) -> Self {
        Self {
            phase: service.phase,
            approval: service.approval.as_ref(),
            offer: service.efa.as_ref().map(|efa| efa.offer.key()),
            maturity: service.maturity.map(MaturityItem::from),
            freshness: match site.portal.is_overdue(service) {
                Some(false) => "confirmed",
                Some(true) => "overdue",
                None => "never",
            },
            reviewed_on: service.reviewed_on,
            review_due: service.review_due(site.portal.settings.review_after_days),
            informed_on: service.initial_information.iter().map(|act| act.on).max(),
            pilots: service
                .piloting
                .as_ref()
                .map_or(0, |piloting| piloting.authorities.len()),
        }
    }
}

/// The five answers.
#[derive(Debug, Serialize)]
struct Answers<'a> {
    states: [AnswerState; 5],
    reusable_from: Option<PartialDate>,
    /// Whether that day has come.
    reusable_already: bool,
    state_of_play: Option<String>,
    next_steps: Vec<MilestoneView<'a>>,
    law: Option<LegalStatus>,
    law_text: Option<String>,
    costs: Option<CostsView<'a>>,
}

/// Anchors of Markdown fields must not meet those of the page's own text.
mod prefix {
    pub(super) const STATE_OF_PLAY: &str = "sachstand-";
    pub(super) const LAW: &str = "fachrecht-";
    pub(super) const COSTS: &str = "kosten-";
    pub(super) const LESSONS: &str = "erfahrungen-";
}

impl<'a> Answers<'a> {
    fn new(site: &Site, service: &'a Service) -> Self {
        let answers = &service.answers;
        let path = &service.source.path;
        let today = site.portal.as_of;
        let reusable_from = match answers.reusable_from {
            Some(Availability::From(date)) => Some(date),
            Some(Availability::Unknown) | None => None,
        };
        let law_text = answers.law.as_ref().and_then(|law| law.text.as_ref());
        Self {
            states: answer_states(service),
            reusable_from,
            reusable_already: reusable_from.is_some_and(|date| Day(date.last_day()) <= today),
            state_of_play: answers
                .state_of_play
                .as_ref()
                .map(|text| site.field(text, path, 4, prefix::STATE_OF_PLAY)),
            next_steps: milestones(answers.next_steps.as_deref().unwrap_or_default(), today),
            law: answers.law.as_ref().map(|law| law.status),
            law_text: law_text.map(|text| site.field(text, path, 4, prefix::LAW)),
            costs: answers.costs.as_ref().map(|costs| CostsView::new(site, costs, path)),
        }
    }
}

/// A planned step; `state` as the component `task` knows it.
#[derive(Debug, Serialize)]
struct MilestoneView<'a> {
    date: PartialDate,
    title: &'a str,
    state: &'static str,
}

fn milestones(milestones: &[Milestone], today: Day) -> Vec<MilestoneView<'_>> {
    let mut view: Vec<MilestoneView> = milestones
        .iter()
        .map(|milestone| MilestoneView {
            date: milestone.date,
            title: &milestone.title,
            state: if milestone.done {
                "done"
            } else if Day(milestone.date.last_day()) < today {
                "overdue"
            } else {
                "open"
            },
        })
        .collect();
    view.sort_by_key(|milestone| milestone.date);
    view
}

/// The costs as a table.
#[derive(Debug, Serialize)]
struct CostsView<'a> {
    status: CostStatus,
    /// Whether there is an amount at all.
    has_amounts: bool,
    kinds: [CostKind; 3],
    borne_by: Option<&'a str>,
    text: Option<String>,
}

impl<'a> CostsView<'a> {
    fn new(site: &Site, costs: &'a Costs, path: &str) -> Self {
        let kinds = [
            CostKind::new("introduction", costs.introduction.as_ref()),
            CostKind::new("connection", costs.connection.as_ref()),
            CostKind::new("operation", costs.operation.as_ref()),
        ];
        Self {
            status: costs.status,
            has_amounts: kinds.iter().any(|kind| !kind.tiers.is_empty()),
            kinds,
            borne_by: costs.borne_by.as_deref(),
            text: costs.text.as_ref().map(|text| site.field(text, path, 4, prefix::COSTS)),
        }
    }
}

/// What one kind of cost amounts to; no tiers where the ministry does not say.
#[derive(Debug, Serialize)]
struct CostKind {
    key: &'static str,
    tiers: Vec<TierView>,
}

/// Who pays an amount: authorities with more than `above` and at most `up_to` inhabitants.
#[derive(Debug, Serialize)]
struct TierView {
    above: Option<u64>,
    up_to: Option<u64>,
    amount: Cents,
}

impl CostKind {
    fn new(key: &'static str, amount: Option<&Amount>) -> Self {
        let tiers = match amount {
            None => Vec::new(),
            Some(Amount::Flat(amount)) => vec![TierView {
                above: None,
                up_to: None,
                amount: *amount,
            }],
            Some(Amount::Tiers(tiers)) => {
                let bounds = std::iter::once(None).chain(tiers.iter().map(|tier| tier.up_to_population));
                let tiers = tiers.iter().zip(bounds).map(|(tier, above)| TierView {
                    above,
                    up_to: tier.up_to_population,
                    amount: tier.amount,
                });
                tiers.collect()
            }
        };
        Self { key, tiers }
    }
}

/// The three steps as task lists.
#[derive(Debug, Serialize)]
struct Steps<'a> {
    information: &'a [Information],
    pilots: Vec<Crumb>,
    it_provider_involved: Option<bool>,
    lessons: Option<String>,
    rollout: [TaskView<'a>; 4],
}

impl<'a> Steps<'a> {
    fn new(site: &Site, service: &'a Service) -> Self {
        let piloting = service.piloting.as_ref();
        let pilots = piloting.into_iter().flat_map(|piloting| &piloting.authorities);
        let lessons = piloting.and_then(|piloting| piloting.lessons.as_ref());
        Self {
            information: &service.initial_information,
            pilots: pilots.filter_map(|id| authority(site, id)).collect(),
            it_provider_involved: piloting.and_then(|piloting| piloting.it_provider_involved),
            lessons: lessons.map(|text| site.field(text, &service.source.path, 5, prefix::LESSONS)),
            rollout: rollout_tasks(service.rollout.as_ref()),
        }
    }
}

fn authority(site: &Site, id: &AuthorityId) -> Option<Crumb> {
    let authority = site.portal.authorities.get(id)?;
    Some(Crumb {
        title: authority.name.clone(),
        url: site.href(&urls::entity(&EntityId::Authority(id.clone()))),
    })
}

/// A task of the rollout; `state` as the component `task` knows it.
#[derive(Debug, Serialize)]
struct TaskView<'a> {
    key: &'static str,
    state: &'static str,
    task: Option<&'a RolloutTask>,
}

fn rollout_tasks(rollout: Option<&Rollout>) -> [TaskView<'_>; 4] {
    let task = |key, task: fn(&Rollout) -> &Option<RolloutTask>| {
        let task = rollout.and_then(|rollout| task(rollout).as_ref());
        TaskView {
            key,
            state: match task.map(|task| task.status) {
                Some(TaskStatus::Done) => "done",
                Some(TaskStatus::InProgress) => "current",
                Some(TaskStatus::Open) => "open",
                None => "missing",
            },
            task,
        }
    };
    [
        task("description", |rollout| &rollout.description),
        task("online_service", |rollout| &rollout.online_service),
        task("portal_network", |rollout| &rollout.portal_network),
        task("publicity", |rollout| &rollout.publicity),
    ]
}

/// Who re-uses the service.
#[derive(Debug, Serialize)]
struct ReuseView<'a> {
    coverage: Coverage,
    /// The kinds of authorities that the coverage counts.
    counted: &'a [AuthorityKind],
    rows: usize,
    /// Rows of authorities that are not counted: they do not carry the service out.
    outside: usize,
    /// By status, the furthest first.
    groups: Vec<ReuseGroup<'a>>,
    /// The map by county, where somebody has answered.
    map: Option<MapView>,
    /// The page with all maps and the curve.
    spread_url: Option<String>,
}

#[derive(Debug, Serialize)]
struct ReuseGroup<'a> {
    status: ReuseStatus,
    rows: Vec<ReuseRow<'a>>,
}

#[derive(Debug, Serialize)]
struct ReuseRow<'a> {
    name: &'a str,
    url: String,
    since: Option<PartialDate>,
    /// First day that `since` may mean, to sort by.
    since_day: Option<Day>,
    service_url: Option<&'a str>,
    remark: Option<&'a str>,
}

impl<'a> ReuseView<'a> {
    fn new(site: &'a Site, service: &'a Service) -> Self {
        use ReuseStatus::{Ended, Interested, Introducing, Live, Pilot};
        let coverage = Coverage::of_service(&site.portal, service);
        let groups = [Live, Introducing, Pilot, Interested, Ended].into_iter().map(|status| {
            let rows = service.reuse.iter().filter(|reuse| reuse.status == status);
            ReuseGroup {
                status,
                rows: sorted_rows(site, rows),
            }
        });
        let groups: Vec<ReuseGroup> = groups.filter(|group| !group.rows.is_empty()).collect();
        let rows = groups.iter().map(|group| group.rows.len()).sum();
        let scope = Scope::Service(service);
        let has_answers = spread::has_page(site, service);
        Self {
            coverage,
            counted: &service.carried_out_by,
            rows,
            outside: (rows + coverage.unstated).saturating_sub(coverage.of),
            groups,
            map: has_answers.then(|| spread::county_map(site, scope)).flatten(),
            spread_url: has_answers.then(|| site.href(&scope.url())),
        }
    }
}

fn sorted_rows<'a>(site: &'a Site, reuses: impl Iterator<Item = &'a Reuse>) -> Vec<ReuseRow<'a>> {
    let authorities = &site.portal.authorities;
    let placed = reuses.filter_map(|reuse| {
        let (place, _, authority) = authorities.get_full(&reuse.authority)?;
        let row = ReuseRow {
            name: &authority.name,
            url: site.href(&urls::entity(&EntityId::Authority(authority.id.clone()))),
            since: reuse.since,
            since_day: reuse.since.map(|date| Day(date.first_day())),
            service_url: reuse.url.as_ref().map(|url| url.as_str()),
            remark: reuse.remark.as_deref(),
        };
        Some((place, row))
    });
    // The portal keeps authorities from A to Z.
    let mut placed: Vec<(usize, ReuseRow)> = placed.collect();
    placed.sort_by_key(|(place, _)| *place);
    placed.into_iter().map(|(_, row)| row).collect()
}

/// The call for participation.
#[derive(Debug, Serialize)]
struct Call<'a> {
    open: bool,
    #[serde(flatten)]
    call: &'a Participation,
}

/// The data of the record.
#[derive(Debug, Serialize)]
struct Facts<'a> {
    ministry: Option<Crumb>,
    ministry_since: Option<Day>,
    former_ministries: Vec<FormerView>,
    topic: Option<Crumb>,
    target_groups: &'a [TargetGroup],
    carried_out_by: Vec<KindLink>,
    /// Single bodies that carry it out; the coverage counts them as well.
    carried_out_by_bodies: Vec<Crumb>,
    efa: Option<&'a Efa>,
    base_services: &'a [BaseService],
    specialist_software: &'a [String],
    sdg: bool,
    ozg_id: Option<&'a str>,
    leika: Vec<&'a str>,
    leika_types: Vec<String>,
    search_words: &'a [String],
}

#[derive(Debug, Serialize)]
struct FormerView {
    name: String,
    url: String,
    until: Day,
}

/// A kind of authority, with the list of what it could re-use.
#[derive(Debug, Serialize)]
struct KindLink {
    kind: AuthorityKind,
    url: String,
}

impl<'a> Facts<'a> {
    fn new(site: &'a Site, service: &'a Service) -> Self {
        let former = service.former_ministries.iter().filter_map(|former| {
            let Crumb { title, url } = ministry(site, &former.ministry)?;
            Some(FormerView {
                name: title,
                url,
                until: former.until,
            })
        });
        let topic = site.portal.topics.get(&service.topic);
        Self {
            ministry: ministry(site, &service.ministry),
            ministry_since: service.ministry_since,
            former_ministries: former.collect(),
            topic: topic.map(|topic| Crumb {
                title: topic.name.clone(),
                url: site.href(&urls::entity(&EntityId::Topic(topic.id.clone()))),
            }),
            target_groups: &service.target_groups,
            carried_out_by: service
                .carried_out_by
                .iter()
                .map(|kind| kind_link(site, *kind))
                .collect(),
            carried_out_by_bodies: service
                .carried_out_by_bodies
                .iter()
                .filter_map(|id| authority(site, id))
                .collect(),
            efa: service.efa.as_ref(),
            base_services: &service.base_services,
            specialist_software: &service.specialist_software,
            sdg: service.sdg,
            ozg_id: service.ozg_id.as_ref().map(|id| id.as_str()),
            leika: service.leika.iter().map(|key| key.as_str()).collect(),
            leika_types: service.leika_types.iter().map(ToString::to_string).collect(),
            search_words: &service.search_words,
        }
    }
}

fn ministry(site: &Site, id: &MinistryId) -> Option<Crumb> {
    let ministry = site.portal.ministries.get(id)?;
    Some(Crumb {
        title: ministry.name.clone(),
        url: site.href(&urls::entity(&EntityId::Ministry(id.clone()))),
    })
}

fn kind_link(site: &Site, kind: AuthorityKind) -> KindLink {
    let choice = super::service_facets::Choice::CarriedOutBy(kind);
    KindLink {
        kind,
        url: site.href(&choice.url()),
    }
}

/// Prose, with its table of contents where it is long.
#[derive(Debug, Serialize)]
struct TextView {
    html: String,
    contents: Vec<Heading>,
    /// Whether it is German on a page that is not.
    foreign: bool,
}

/// From so many headings on a text gets a table of contents.
const LONG_TEXT: usize = 4;

fn text(site: &Site, service: &Service) -> Option<TextView> {
    let rendered = site.prose_below(service.text.as_ref()?, 3);
    let top = rendered.headings.into_iter().filter(|heading| heading.level <= 3);
    let contents: Vec<Heading> = top.collect();
    Some(TextView {
        html: rendered.html,
        foreign: rendered.foreign,
        contents: if contents.len() < LONG_TEXT {
            Vec::new()
        } else {
            contents
        },
    })
}
