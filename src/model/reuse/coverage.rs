//! Coverage: how many of the authorities that carry a service out have it, by one rule for pages, open data and maps.
//!
//! **The rule.** A pair of a service and an authority that carries it out counts once. A pair without a line in
//! `nachnutzung.csv` is *unstated*, a class of its own. A figure is out of those of which something is stated, and says
//! beside it how many are not: "654 of 1,066 that are stated; 5,541 are unstated". What somebody states who does not
//! carry the service out does not count. An authority belongs to the county in which it lies; bodies without a regional
//! key belong to none.

use std::collections::{BTreeMap, BTreeSet};
use std::iter::Sum;
use std::sync::Arc;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use crate::extent::Whole;
use crate::model::{Authority, AuthorityId, AuthorityKind, Concerns, Portal, Reuse, ReuseStatus, Service};

/// Numerators and denominator. Who has not answered is counted apart and never as "not".
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
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
        Concerns::of(portal, authority).coverage
    }

    /// Of a service, county by county (and independent towns), in the order of their keys. Counties in which nobody
    /// carries the service out are left out.
    pub fn of_service_by_county(portal: &Portal, service: &Service) -> BTreeMap<AuthorityId, Self> {
        let mut counties = BTreeMap::new();
        Self::add_by_county(&mut counties, portal, service);
        counties
    }

    /// Of all services, county by county (and independent towns), in the order of their keys.
    pub fn by_county(portal: &Portal) -> BTreeMap<AuthorityId, Self> {
        let mut counties = BTreeMap::new();
        for service in portal.services.values() {
            Self::add_by_county(&mut counties, portal, service);
        }
        counties
    }

    fn add_by_county(counties: &mut BTreeMap<AuthorityId, Self>, portal: &Portal, service: &Service) {
        let responsible = Responsible::of(portal, service);
        for (county, count) in responsible.len_by_county(portal) {
            // A key is only copied where it is new: this is asked for every service.
            match counties.get_mut(county) {
                Some(coverage) => coverage.add(Self::asked(count)),
                None => {
                    counties.insert(county.clone(), Self::asked(count));
                }
            }
        }
        for reuse in responsible.answers(portal, service) {
            let county = portal.county_of_authority(&reuse.authority);
            if let Some(coverage) = county.and_then(|county| counties.get_mut(&county.id)) {
                coverage.answer(reuse.status);
            }
        }
    }

    /// Pairs of which something is stated: what figures and shares are out of, for who has not answered has not said no.
    pub fn stated(&self) -> usize {
        self.of.minus(self.unstated)
    }

    /// Whether more than half of the pairs are unstated: a share of the rest would say little about the whole.
    pub fn is_mostly_unstated(&self) -> bool {
        self.unstated.times(2) > self.of
    }

    /// Pairs of which nothing is stated yet.
    pub(in crate::model) fn asked(of: usize) -> Self {
        Self {
            of,
            unstated: of,
            ..Self::default()
        }
    }

    /// Counts an answer: one pair fewer is unstated.
    pub(in crate::model) fn answer(&mut self, status: ReuseStatus) {
        self.unstated = self.unstated.saturating_sub(1);
        let count = match status {
            ReuseStatus::Live => &mut self.live,
            ReuseStatus::Introducing => &mut self.introducing,
            ReuseStatus::Pilot => &mut self.pilot,
            ReuseStatus::Interested => &mut self.interested,
            ReuseStatus::Ended => &mut self.ended,
        };
        count.raise(1);
    }
}

/// How a coverage is told in a sentence, whoever tells it: a page, an embed, a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wording {
    /// Nothing is stated of anybody.
    None,
    /// There is one to ask, of whom nothing is stated.
    OnlyUnstated,
    /// There is one to ask, who is live.
    OnlyLive,
    /// There is one to ask, who is not live.
    OnlyNotLive,
    /// Of several one has answered, who is live.
    OneLive,
    /// Of several one has answered, who is not live.
    OneNotLive,
    /// Something is stated of all, and one of them is live.
    AllOneLive,
    /// Something is stated of all.
    All,
    /// Something is stated of some, and one of them is live.
    SomeOneLive,
    /// Something is stated of some.
    Some,
}

impl Wording {
    /// The name of the interface's text, in `figure`. Its gaps are `stated`, `live`, `unstated` and `what`.
    pub fn text(self) -> &'static str {
        match self {
            Self::None => "stated_none",
            Self::OnlyUnstated => "stated_only_none",
            Self::OnlyLive => "stated_only_live",
            Self::OnlyNotLive => "stated_only_not_live",
            Self::OneLive => "stated_one_live",
            Self::OneNotLive => "stated_one_not_live",
            Self::AllOneLive => "stated_all_one",
            Self::All => "stated_all",
            Self::SomeOneLive => "stated_some_one",
            Self::Some => "stated",
        }
    }
}

impl Coverage {
    /// The sentence that is true of it.
    pub fn wording(&self) -> Wording {
        match (self.stated(), self.unstated, self.live) {
            (0, 1, _) => Wording::OnlyUnstated,
            (0, ..) => Wording::None,
            (1, 0, 1) => Wording::OnlyLive,
            (1, 0, _) => Wording::OnlyNotLive,
            (1, _, 1) => Wording::OneLive,
            (1, ..) => Wording::OneNotLive,
            (_, 0, 1) => Wording::AllOneLive,
            (_, 0, _) => Wording::All,
            (_, _, 1) => Wording::SomeOneLive,
            _ => Wording::Some,
        }
    }
}

/// Templates see what is worked out of it, too.
impl Serialize for Coverage {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Coverage", 9)?;
        fields.serialize_field("of", &self.of)?;
        fields.serialize_field("live", &self.live)?;
        fields.serialize_field("introducing", &self.introducing)?;
        fields.serialize_field("pilot", &self.pilot)?;
        fields.serialize_field("interested", &self.interested)?;
        fields.serialize_field("ended", &self.ended)?;
        fields.serialize_field("unstated", &self.unstated)?;
        fields.serialize_field("stated", &self.stated())?;
        fields.serialize_field("wording", self.wording().text())?;
        fields.end()
    }
}

impl Coverage {
    /// Adds what is covered elsewhere.
    pub fn add(&mut self, other: Self) {
        self.of.raise(other.of);
        self.live.raise(other.live);
        self.introducing.raise(other.introducing);
        self.pilot.raise(other.pilot);
        self.interested.raise(other.interested);
        self.ended.raise(other.ended);
        self.unstated.raise(other.unstated);
    }
}

impl Sum for Coverage {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), |mut sum, one| {
            sum.add(one);
            sum
        })
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
        of_kinds.sum::<usize>().plus(self.bodies.len())
    }

    /// How many there are in each county; one may be named more than once.
    fn len_by_county<'p>(&self, portal: &'p Portal) -> impl Iterator<Item = (&'p AuthorityId, usize)> {
        let of_kinds = self.kinds.iter().flat_map(|kind| portal.kind_by_county(*kind));
        let of_kinds = of_kinds.map(|(county, count)| (county, *count));
        let bodies = self.bodies.iter().filter_map(|id| portal.county_of_authority(id));
        let bodies = bodies.map(|county| (&county.id, 1));
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
