//! Coverage: how many of the authorities that carry a service out have it, by one rule for pages, open data and maps.
//!
//! **The rule.** A pair of a service and an authority that carries it out counts once. The denominator is the number of
//! pairs, the numerator those whose line in `nachnutzung.csv` says `live`. A pair without a line is *unstated*: it stays
//! in the denominator and is told apart from an authority that says that it has ended. What somebody states who does not
//! carry the service out does not count. An authority belongs to the county in which it lies; bodies without a regional
//! key belong to none.
//!
//! **Who answers for a place.** Where its office or its county carries a service out, they answer for the municipality:
//! [`standing`] says who, and what the answer is.

use std::collections::{BTreeMap, BTreeSet};
use std::iter::Sum;
use std::ops::AddAssign;
use std::sync::Arc;

use serde::Serialize;

use super::{Authority, AuthorityId, AuthorityKind, Portal, Reuse, ReuseStatus, Service};

/// Numerators and denominator. Who has not answered is counted apart and never as "not".
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// Pairs of a service and an authority that carries it out.
    pub of: usize,
    /// … of which are live.
    pub live: usize,
    /// … of which are being introduced.
    pub introducing: usize,
    /// … of which are pilots.
    pub pilot: usize,
    /// … of which there is interest in.
    pub interested: usize,
    /// … of which are no longer in use.
    pub ended: usize,
    /// … of which nothing is stated.
    pub unstated: usize,
}

impl Coverage {
    /// Of a service, by all authorities that carry it out.
    pub fn of_service(portal: &Portal, service: &Service) -> Self {
        let responsible = Responsible::of(portal, service);
        let mut coverage = Self::asked(responsible.len(portal));
        for reuse in responsible.answers(portal, service) {
            coverage.answer(reuse.status);
        }
        coverage
    }

    /// Of several services together: of a ministry, a topic area, the whole portal.
    pub fn of_services<'a>(portal: &Portal, services: impl IntoIterator<Item = &'a Arc<Service>>) -> Self {
        let services = services.into_iter();
        services.map(|service| Self::of_service(portal, service)).sum()
    }

    /// Of an authority: the services that it carries out itself.
    pub fn of_authority(portal: &Portal, authority: &Authority) -> Self {
        let mut coverage = Self::asked(portal.services_of_authority(authority).count());
        for (service, reuse) in portal.reuses_of_authority(&authority.id) {
            if carries_out(service, authority) {
                coverage.answer(reuse.status);
            }
        }
        coverage
    }

    /// Of a place: every service that anybody carries out for it, once, with the answer of who answers for it.
    pub fn of_place(portal: &Portal, authority: &Authority) -> Self {
        let standings = standings_of_place(portal, authority).into_iter();
        standings.map(|(_, standing)| standing.coverage()).sum()
    }

    /// Of a service, county by county (and independent towns), in the order of their keys. Counties in which nobody
    /// carries the service out are left out.
    pub fn of_service_by_county(portal: &Portal, service: &Service) -> BTreeMap<AuthorityId, Self> {
        let responsible = Responsible::of(portal, service);
        let mut counties: BTreeMap<AuthorityId, Self> = BTreeMap::new();
        for (county, count) in responsible.len_by_county(portal) {
            *counties.entry(county).or_default() += Self::asked(count);
        }
        for reuse in responsible.answers(portal, service) {
            let county = portal.county_of_authority(&reuse.authority);
            if let Some(coverage) = county.and_then(|county| counties.get_mut(&county.id)) {
                coverage.answer(reuse.status);
            }
        }
        counties
    }

    /// Of all services, county by county (and independent towns), in the order of their keys.
    pub fn by_county(portal: &Portal) -> BTreeMap<AuthorityId, Self> {
        let mut counties: BTreeMap<AuthorityId, Self> = BTreeMap::new();
        for service in portal.services.values() {
            for (county, coverage) in Self::of_service_by_county(portal, service) {
                *counties.entry(county).or_default() += coverage;
            }
        }
        counties
    }

    /// Pairs of which nothing is stated yet.
    fn asked(of: usize) -> Self {
        Self {
            of,
            unstated: of,
            ..Self::default()
        }
    }

    /// Counts an answer: one pair fewer is unstated.
    fn answer(&mut self, status: ReuseStatus) {
        self.unstated = self.unstated.saturating_sub(1);
        *match status {
            ReuseStatus::Live => &mut self.live,
            ReuseStatus::Introducing => &mut self.introducing,
            ReuseStatus::Pilot => &mut self.pilot,
            ReuseStatus::Interested => &mut self.interested,
            ReuseStatus::Ended => &mut self.ended,
        } += 1;
    }
}

impl AddAssign for Coverage {
    fn add_assign(&mut self, other: Self) {
        self.of += other.of;
        self.live += other.live;
        self.introducing += other.introducing;
        self.pilot += other.pilot;
        self.interested += other.interested;
        self.ended += other.ended;
        self.unstated += other.unstated;
    }
}

impl Sum for Coverage {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), |mut sum, one| {
            sum += one;
            sum
        })
    }
}

/// Who answers for a place with regard to a service, and what the answer is.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'a> {
    /// The authority that carries the service out: the place itself, its office or its county.
    pub carrier: &'a Authority,
    /// Its line in `nachnutzung.csv`; none where nothing is stated.
    pub reuse: Option<&'a Reuse>,
}

impl Standing<'_> {
    /// How far it is; none where nothing is stated.
    pub fn status(&self) -> Option<ReuseStatus> {
        self.reuse.map(|reuse| reuse.status)
    }

    /// The pair as a coverage of its own: one, with what is stated.
    pub fn coverage(&self) -> Coverage {
        let mut coverage = Coverage::asked(1);
        if let Some(status) = self.status() {
            coverage.answer(status);
        }
        coverage
    }
}

/// Who answers for a place with regard to a service: of the place itself and its office the nearest that carries the
/// service out and has answered; where neither has, the nearest that carries it out. The county answers for what neither
/// of them carries out. None where nobody does.
pub fn standing<'a>(portal: &'a Portal, service: &'a Service, place: &'a Authority) -> Option<Standing<'a>> {
    let of = |carrier: &'a Authority| {
        carries_out(service, carrier).then(|| Standing {
            carrier,
            reuse: service.reuse.iter().find(|reuse| reuse.authority == carrier.id),
        })
    };
    nearest(
        of(place),
        || portal.office_of(place).and_then(|office| of(office)),
        || portal.county_of(place).and_then(|county| of(county)),
    )
}

/// Who answers for a place with regard to every service that anybody carries out for it, A to Z: the same as [`standing`]
/// of each, without looking through the lines of each.
pub fn standings_of_place<'a>(portal: &'a Portal, place: &'a Authority) -> Vec<(&'a Arc<Service>, Standing<'a>)> {
    let county = portal.county_of(place).map(|county| &**county);
    let [own, office, county] = [Some(place), portal.office_of(place).map(|office| &**office), county]
        .map(|carrier| carrier.map(|carrier| Answers::of(portal, carrier)));
    let services = portal.services.values().enumerate();
    let standings = services.filter_map(|(place, service)| {
        let of = |answers: &Option<Answers<'a>>| answers.as_ref().and_then(|answers| answers.standing(place, service));
        Some((service, nearest(of(&own), || of(&office), || of(&county))?))
    });
    standings.collect()
}

/// An authority with its lines.
struct Answers<'a> {
    carrier: &'a Authority,
    /// By the place of the service among all, in their order.
    reuses: Vec<(usize, &'a Reuse)>,
}

impl<'a> Answers<'a> {
    fn of(portal: &'a Portal, carrier: &'a Authority) -> Self {
        let reuses = portal.reuses_of_authority(&carrier.id);
        let reuses = reuses.filter_map(|(service, reuse)| Some((portal.services.get_index_of(&service.id)?, reuse)));
        let mut reuses: Vec<_> = reuses.collect();
        reuses.sort_by_key(|(place, _)| *place);
        Self { carrier, reuses }
    }

    fn standing(&self, place: usize, service: &Service) -> Option<Standing<'a>> {
        carries_out(service, self.carrier).then(|| {
            let line = self.reuses.binary_search_by_key(&place, |(place, _)| *place).ok();
            Standing {
                carrier: self.carrier,
                reuse: line.and_then(|line| Some(self.reuses.get(line)?.1)),
            }
        })
    }
}

/// The rule about who answers, once for both.
fn nearest<'a>(
    own: Option<Standing<'a>>,
    office: impl FnOnce() -> Option<Standing<'a>>,
    county: impl FnOnce() -> Option<Standing<'a>>,
) -> Option<Standing<'a>> {
    match own {
        Some(standing) if standing.reuse.is_some() => own,
        Some(_) => office().filter(|standing| standing.reuse.is_some()).or(own),
        None => office().or_else(county),
    }
}

/// Whether an authority carries a service out, as one of a kind or by itself.
pub fn carries_out(service: &Service, authority: &Authority) -> bool {
    service.carried_out_by.contains(&authority.kind) || service.carried_out_by_bodies.contains(&authority.id)
}

/// The same authorities as [`Portal::responsible_authorities`], without going through all of them for each service.
struct Responsible<'a> {
    kinds: BTreeSet<AuthorityKind>,
    /// Single bodies of other kinds.
    bodies: BTreeSet<&'a AuthorityId>,
}

impl<'a> Responsible<'a> {
    fn of(portal: &Portal, service: &'a Service) -> Self {
        let kinds: BTreeSet<AuthorityKind> = service.carried_out_by.iter().copied().collect();
        let bodies = service.carried_out_by_bodies.iter();
        let is_single = |id: &&AuthorityId| {
            let body = portal.authorities.get(*id);
            body.is_some_and(|body| !kinds.contains(&body.kind))
        };
        Self {
            bodies: bodies.filter(is_single).collect(),
            kinds,
        }
    }

    fn len(&self, portal: &Portal) -> usize {
        let of_kinds = self.kinds.iter().map(|kind| portal.authorities_of_kind(*kind).len());
        of_kinds.sum::<usize>() + self.bodies.len()
    }

    /// How many there are in each county; one may be named more than once.
    fn len_by_county(&self, portal: &Portal) -> impl Iterator<Item = (AuthorityId, usize)> {
        let of_kinds = self.kinds.iter().flat_map(|kind| portal.kind_by_county(*kind));
        let of_kinds = of_kinds.map(|(county, count)| (county.clone(), *count));
        let bodies = self.bodies.iter().filter_map(|id| portal.county_of_authority(id));
        let bodies = bodies.map(|county| (county.id.clone(), 1));
        of_kinds.chain(bodies)
    }

    /// The lines of those who carry the service out.
    fn answers(&self, portal: &Portal, service: &'a Service) -> impl Iterator<Item = &'a Reuse> {
        service
            .reuse
            .iter()
            .filter(|reuse| self.contains(portal, &reuse.authority))
    }

    fn contains(&self, portal: &Portal, id: &AuthorityId) -> bool {
        let authority = portal.authorities.get(id);
        authority.is_some_and(|authority| self.kinds.contains(&authority.kind) || self.bodies.contains(id))
    }
}
