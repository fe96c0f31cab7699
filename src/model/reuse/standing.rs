//! Who answers for a place: where its office or its county carries a service out, they answer for the municipality.

use std::sync::Arc;

use crate::model::{Authority, AuthorityKind, Coverage, Portal, Reuse, ReuseStatus, Service, carries_out};

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

/// Who carries services out for an authority: itself, and for a municipality its office and its county.
pub fn carriers<'a>(portal: &'a Portal, place: &'a Authority) -> [Option<&'a Authority>; 3] {
    let is_place = place.kind.is_municipality();
    let office = portal.office_of(place).filter(|_| is_place);
    let county = portal.county_of(place).filter(|_| is_place);
    let county = county.filter(|county| county.id != place.id);
    [
        Some(place),
        office.map(|office| &**office),
        county.map(|county| &**county),
    ]
}

/// Whether a service concerns an authority.
pub fn concerns(portal: &Portal, service: &Service, place: &Authority) -> bool {
    let mut carriers = carriers(portal, place).into_iter().flatten();
    carriers.any(|carrier| carries_out(service, carrier))
}

/// All that concerns a place, whoever carries it out: by the rule of [`standing`], found in one pass.
#[derive(Debug, Default)]
pub struct Concerns<'a> {
    /// Every service that anybody carries out for it, once.
    pub coverage: Coverage,
    /// The services about which something is stated, A to Z.
    pub stated: Vec<(&'a Arc<Service>, Standing<'a>)>,
    /// The services with a call for participation, A to Z.
    pub calls: Vec<&'a Arc<Service>>,
}

impl<'a> Concerns<'a> {
    /// Looks at every service.
    pub fn of(portal: &'a Portal, place: &'a Authority) -> Self {
        let mut concerns = Self::default();
        let flags = portal.service_flags();
        each_concern(portal, place, |position, service, standing| {
            concerns.add(service, standing, flags.get(position).copied().unwrap_or_default());
        });
        concerns
    }

    fn add(&mut self, service: &'a Arc<Service>, standing: Standing<'a>, flags: ServiceFlags) {
        self.coverage.add(Coverage::asked(1));
        if let Some(status) = standing.status() {
            self.coverage.answer(status);
            self.stated.push((service, standing));
        }
        if flags.has_call {
            self.calls.push(service);
        }
    }
}

/// What is asked of every service for every place. These lie close together in memory, and the services do not.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::model) struct ServiceFlags {
    /// A bit for each kind of authority that carries the service out.
    kinds: u32,
    /// Whether single bodies carry it out.
    has_bodies: bool,
    has_call: bool,
}

impl ServiceFlags {
    pub fn of(service: &Service) -> Self {
        Self {
            kinds: service.carried_out_by.iter().fold(0, |kinds, kind| kinds | bit(*kind)),
            has_bodies: !service.carried_out_by_bodies.is_empty(),
            has_call: service.participation.is_some(),
        }
    }

    fn is_carried_out_by(self, service: &Service, authority: &Authority) -> bool {
        self.kinds & bit(authority.kind) != 0 || self.has_bodies && carries_out(service, authority)
    }
}

fn bit(kind: AuthorityKind) -> u32 {
    1 << kind as u32
}

/// All services that concern an authority, A to Z, with the place of each among all and who answers. A municipality is
/// also concerned by what its office and its county carry out for it; all others only by what they do themselves.
pub(in crate::model) fn each_concern<'a>(
    portal: &'a Portal,
    place: &'a Authority,
    mut add: impl FnMut(usize, &'a Arc<Service>, Standing<'a>),
) {
    let [mut own, mut office, mut county] =
        carriers(portal, place).map(|carrier| carrier.map(|carrier| Answers::of(portal, carrier)));
    let services = portal.services.values().zip(portal.service_flags());
    for (position, (service, flags)) in services.enumerate() {
        let of = |answers: &mut Option<Answers<'a>>| answers.as_mut()?.standing(position, service, *flags);
        if let Some(standing) = nearest(of(&mut own), || of(&mut office), || of(&mut county)) {
            add(position, service, standing);
        }
    }
}

/// An authority with its lines, for services that are asked for in their order.
struct Answers<'a> {
    carrier: &'a Authority,
    /// By the index of the service among all: those that have not been asked for, the next one last.
    reuses: Vec<(usize, &'a Reuse)>,
}

impl<'a> Answers<'a> {
    fn of(portal: &'a Portal, carrier: &'a Authority) -> Self {
        let reuses = portal.reuses_of_authority(&carrier.id);
        let reuses = reuses.filter_map(|(service, reuse)| Some((portal.services.get_index_of(&service.id)?, reuse)));
        let mut reuses: Vec<_> = reuses.collect();
        reuses.sort_by_key(|(index, _)| std::cmp::Reverse(*index));
        Self { carrier, reuses }
    }

    fn standing(&mut self, index: usize, service: &Service, flags: ServiceFlags) -> Option<Standing<'a>> {
        if !flags.is_carried_out_by(service, self.carrier) {
            return None;
        }
        while self.reuses.pop_if(|(other, _)| *other < index).is_some() {}
        let line = self.reuses.last().filter(|(other, _)| *other == index);
        Some(Standing {
            carrier: self.carrier,
            reuse: line.map(|(_, reuse)| *reuse),
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
