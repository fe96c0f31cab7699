//! The portal: every entity, indexed, as one value.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::hash::Hash;
use std::sync::Arc;

use indexmap::IndexMap;

<<<<<<< HEAD
use super::hidden::{self, Seen};
use super::standing::ServiceFlags;
use super::succession::{self, Succession};
=======
use super::hidden;
use super::relations::Relations;
>>>>>>> main
use super::{
    Attachment, Authority, AuthorityId, AuthorityKind, Boundaries, BoundaryLevel, Day, Event, EventId, Guide, GuideId,
    History, Language, Lifecycle, Ministry, MinistryId, Page, PageId, PressRelease, PressReleaseId, Prose, Service,
    ServiceId, Settings, Synonyms, Template, TextKind, TextRecord, TextVisitor, Topic, TopicId, Translation, sort_key,
};

/// Entities by id, in the order in which readers see them.
pub type Collection<K, T> = IndexMap<K, Arc<T>>;

/// Everything that was loaded, whether public or not.
#[derive(Debug, Clone, Default)]
pub struct Contents {
    /// `portal.yaml`.
    pub settings: Arc<Settings>,
    /// `synonyme.yaml`.
    pub synonyms: Arc<Synonyms>,
    /// `ressorts/`.
    pub ministries: Vec<Arc<Ministry>>,
    /// `themenfelder.yaml`.
    pub topics: Vec<Arc<Topic>>,
    /// `leistungen/`.
    pub services: Vec<Arc<Service>>,
    /// `stellen/`.
    pub authorities: Vec<Arc<Authority>>,
    /// `termine/`.
    pub events: Vec<Arc<Event>>,
    /// `presse/`.
    pub press_releases: Vec<Arc<PressRelease>>,
    /// `leitfaeden/`.
    pub guides: Vec<Arc<Guide>>,
    /// `seiten/`.
    pub pages: Vec<Arc<Page>>,
    /// `karten/`.
    pub boundaries: Vec<Arc<Boundaries>>,
    /// `vorlagen/`.
    pub templates: Vec<Arc<Template>>,
    /// Documents and pictures by their paths relative to the portal root.
    pub attachments: BTreeMap<Arc<str>, Attachment>,
    /// Files that could not be understood: what refers to them is not wrong for that.
    pub broken_files: BTreeSet<Arc<str>>,
    /// Texts whose record could not be understood: they may be wrong, too.
    pub loose_texts: Vec<Arc<Prose>>,
    /// What is known of the past.
    pub history: Arc<History>,
    /// The texts in other languages.
    pub translations: Arc<BTreeMap<Language, Translation>>,
    /// The language that the texts are in; none for German.
    pub language: Option<Language>,
    /// The texts that are in that language; all others are German still.
    pub texts_in_language: Arc<HashSet<String>>,
}

/// For whom a portal is put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// What is public on the reference date.
    Readers,
    /// That, and drafts.
    Editors,
    /// Everything, for the checks: a draft may be wrong, too.
    Checks,
}

/// A portal on its reference date.
#[derive(Debug, Clone)]
pub struct Portal {
    /// `portal.yaml`.
    pub settings: Arc<Settings>,
    /// `synonyme.yaml`.
    pub synonyms: Arc<Synonyms>,
    /// The reference date: what is past, coming or overdue is so on this day.
    pub as_of: Day,
    /// Ministries in their official order, former ones last.
    pub ministries: Collection<MinistryId, Ministry>,
    /// Topic areas in the order of their file.
    pub topics: Collection<TopicId, Topic>,
    /// Services from A to Z.
    pub services: Collection<ServiceId, Service>,
    /// Authorities that exist on the reference date, from A to Z; for checks, those of all days.
    pub authorities: Collection<AuthorityId, Authority>,
    /// Authorities that have ended, from A to Z; for checks, none.
    pub former_authorities: Collection<AuthorityId, Authority>,
    /// Events from the earliest to the latest.
    pub events: Collection<EventId, Event>,
    /// Press releases from the latest to the earliest.
    pub press_releases: Collection<PressReleaseId, PressRelease>,
    /// Guides by step, then from A to Z.
    pub guides: Collection<GuideId, Guide>,
    /// Pages from A to Z.
    pub pages: Collection<PageId, Page>,
    /// Boundaries for maps; empty where there are none.
    pub boundaries: Vec<Arc<Boundaries>>,
    /// Templates of the communication kit, by step and instrument.
    pub templates: Vec<Arc<Template>>,
    /// Documents and pictures by their paths relative to the portal root.
    pub attachments: BTreeMap<Arc<str>, Attachment>,
    /// Files that could not be understood.
    pub broken_files: BTreeSet<Arc<str>>,
    /// Texts whose record could not be understood; for checks.
    pub loose_texts: Vec<Arc<Prose>>,
    /// What changed in the services that the audience may see, and which services left.
    pub history: History,
    /// The texts in other languages.
    pub translations: Arc<BTreeMap<Language, Translation>>,
    /// The language that the texts are in; none for German.
    pub language: Option<Language>,
    texts_in_language: Arc<HashSet<String>>,
<<<<<<< HEAD
    pub(super) succession: Succession,
    /// What authorities that have ended said of services.
    pub(super) former_reuses: BTreeMap<ServiceId, Vec<Reuse>>,
    relations: Relations,
}

/// Who belongs to whom, found once and not on every page.
#[derive(Debug, Clone, Default)]
struct Relations {
    services_of_ministry: BTreeMap<MinistryId, Vec<Arc<Service>>>,
    services_of_topic: BTreeMap<TopicId, Vec<Arc<Service>>>,
    services_carried_out_by: BTreeMap<AuthorityKind, Vec<Arc<Service>>>,
    events_of_service: BTreeMap<ServiceId, Vec<Arc<Event>>>,
    press_of_service: BTreeMap<ServiceId, Vec<Arc<PressRelease>>>,
    reuses_of_authority: BTreeMap<AuthorityId, Vec<(Arc<Service>, usize)>>,
    pilots_of_authority: BTreeMap<AuthorityId, Vec<Arc<Service>>>,
    members_of_authority: BTreeMap<AuthorityId, Vec<Arc<Authority>>>,
    administered_by: BTreeMap<AuthorityId, Vec<Arc<Authority>>>,
    authorities_of_kind: BTreeMap<AuthorityKind, Vec<Arc<Authority>>>,
    /// Services that name an authority by itself and not by its kind.
    services_of_body: BTreeMap<AuthorityId, Vec<Arc<Service>>>,
    /// How many authorities of a kind each county has.
    kind_by_county: BTreeMap<AuthorityKind, BTreeMap<AuthorityId, usize>>,
    /// Of every service, in their order.
    service_flags: Vec<ServiceFlags>,
=======
    pub(super) relations: Relations,
>>>>>>> main
}

impl Portal {
    /// Puts the portal together: keeps what the audience may see, sorts and indexes it.
    pub fn new(contents: &Contents, as_of: Day, audience: Audience) -> Self {
        let visible = |lifecycle: Lifecycle| {
            audience == Audience::Checks || lifecycle.is_public(as_of, audience == Audience::Editors)
        };
        let authorities = || {
            contents
                .authorities
                .iter()
                .filter(|authority| visible(authority.lifecycle()))
        };
        let in_the_directory = |authority: &Authority| audience == Audience::Checks || authority.exists_on(as_of);
        let is_former = |authority: &Authority| audience != Audience::Checks && authority.has_ended(as_of);
        let mut portal = Self {
            settings: contents.settings.clone(),
            synonyms: contents.synonyms.clone(),
            as_of,
            ministries: collect(
                &contents.ministries,
                |m| m.id.clone(),
                |m| visible(m.lifecycle()),
                |m| (m.is_former(as_of), m.order, sort_key(&m.name)),
            ),
            topics: collect(&contents.topics, |t| t.id.clone(), |t| visible(t.lifecycle()), |_| ()),
            services: collect(
                &contents.services,
                |s| s.id.clone(),
                |s| visible(s.lifecycle()),
                |s| (sort_key(&s.title), s.id.clone()),
            ),
            authorities: collect(
                &contents.authorities,
                |a| a.id.clone(),
                |a| visible(a.lifecycle()) && in_the_directory(a),
                |a| (sort_key(&a.name), a.id.clone()),
            ),
            former_authorities: collect(
                &contents.authorities,
                |a| a.id.clone(),
                |a| visible(a.lifecycle()) && is_former(a),
                |a| (sort_key(&a.name), a.id.clone()),
            ),
            events: Collection::default(),
            press_releases: Collection::default(),
            guides: collect(
                &contents.guides,
                |g| g.id.clone(),
                |g| visible(g.lifecycle()),
                |g| (g.step, sort_key(&g.title)),
            ),
            pages: Collection::default(),
            boundaries: contents.boundaries.clone(),
            templates: contents.templates.clone(),
            attachments: contents.attachments.clone(),
            broken_files: contents.broken_files.clone(),
            loose_texts: contents.loose_texts.clone(),
            history: History::default(),
            translations: contents.translations.clone(),
            language: contents.language.clone(),
            texts_in_language: contents.texts_in_language.clone(),
            succession: Succession::find(authorities(), as_of),
            former_reuses: BTreeMap::new(),
            relations: Relations::default(),
        };
<<<<<<< HEAD
        if audience != Audience::Checks {
            portal.former_reuses = succession::bring_up_to_date(
                &mut portal.services,
                &portal.authorities,
                &portal.former_authorities,
                &portal.succession,
            );
=======
        for kind in TextKind::ALL {
            kind.with(Collect(contents, &mut portal, &visible));
>>>>>>> main
        }
        let has_hidden = contents.ministries.len() != portal.ministries.len()
            || contents.topics.len() != portal.topics.len()
            || contents.services.len() != portal.services.len()
            || contents.authorities.len() != portal.authorities.len();
        if audience != Audience::Checks && has_hidden {
<<<<<<< HEAD
            hidden::forget(Seen {
                ministries: &mut portal.ministries,
                topics: &mut portal.topics,
                services: &mut portal.services,
                authorities: &mut portal.authorities,
                former_authorities: &mut portal.former_authorities,
                events: &mut portal.events,
                press_releases: &mut portal.press_releases,
            });
=======
            hidden::forget(&mut portal);
>>>>>>> main
        }
        let services = &portal.services;
        portal.history = contents
            .history
            .filtered(|entry| services.contains_key(&entry.service) || entry.is_removal());
        portal.relations = Relations::find(&portal);
        portal
    }

    /// Whether a text of an entity is German on a portal in another language. Leichte Sprache is German.
    pub fn is_foreign(&self, text: &str) -> bool {
        self.native_texts().is_some_and(|native| !native.contains(text))
    }

    /// The texts that are not German, on a portal in another language.
    pub fn native_texts(&self) -> Option<&Arc<HashSet<String>>> {
        self.has_foreign_texts().then_some(&self.texts_in_language)
    }

    /// Whether prose is German on a portal in another language.
    pub fn is_foreign_prose(&self, path: &str) -> bool {
        self.has_foreign_texts() && Language::of_path(path) != self.language
    }

    fn has_foreign_texts(&self) -> bool {
        self.language.as_ref().is_some_and(|language| !language.is_easy())
    }

<<<<<<< HEAD
    /// The services of a ministry, A to Z.
    pub fn services_of_ministry(&self, id: &MinistryId) -> &[Arc<Service>] {
        slice(&self.relations.services_of_ministry, id)
    }

    /// The services of a topic area, A to Z.
    pub fn services_of_topic(&self, id: &TopicId) -> &[Arc<Service>] {
        slice(&self.relations.services_of_topic, id)
    }

    /// The services that authorities of a kind carry out, A to Z.
    pub fn services_carried_out_by(&self, kind: AuthorityKind) -> &[Arc<Service>] {
        slice(&self.relations.services_carried_out_by, &kind)
    }

    /// The events about a service, earliest first.
    pub fn events_of_service(&self, id: &ServiceId) -> &[Arc<Event>] {
        slice(&self.relations.events_of_service, id)
    }

    /// The press releases about a service, latest first.
    pub fn press_of_service(&self, id: &ServiceId) -> &[Arc<PressRelease>] {
        slice(&self.relations.press_of_service, id)
    }

    /// What an authority re-uses: services A to Z, with the authority's line in each.
    pub fn reuses_of_authority(&self, id: &AuthorityId) -> impl Iterator<Item = (&Arc<Service>, &Reuse)> {
        slice(&self.relations.reuses_of_authority, id)
            .iter()
            .filter_map(|(service, index)| Some((service, service.reuse.get(*index)?)))
    }

    /// What is asked of the services for every place, in the order of the services.
    pub(super) fn service_flags(&self) -> &[ServiceFlags] {
        &self.relations.service_flags
    }

    /// The services for which an authority is a pilot by the ministry's record, A to Z.
    pub fn pilots_of_authority(&self, id: &AuthorityId) -> &[Arc<Service>] {
        slice(&self.relations.pilots_of_authority, id)
    }

    /// The authorities directly below an authority, A to Z.
    pub fn members_of_authority(&self, id: &AuthorityId) -> &[Arc<Authority>] {
        slice(&self.relations.members_of_authority, id)
    }

    /// The municipalities that an authority administers beside itself, A to Z.
    pub fn administered_by(&self, id: &AuthorityId) -> &[Arc<Authority>] {
        slice(&self.relations.administered_by, id)
    }

    /// All authorities of a kind that exist on the reference date, A to Z.
    pub fn authorities_of_kind(&self, kind: AuthorityKind) -> &[Arc<Authority>] {
        slice(&self.relations.authorities_of_kind, &kind)
    }

=======
>>>>>>> main
    /// The boundaries of a level, if the portal has them.
    pub fn boundaries_of(&self, level: BoundaryLevel) -> Option<&Arc<Boundaries>> {
        self.boundaries.iter().find(|boundaries| boundaries.level == level)
    }

    /// The county or independent town that an authority lies in (or is).
    pub fn county_of(&self, authority: &Authority) -> Option<&Arc<Authority>> {
        let key = authority.regional_key()?.county();
        let county = self.authorities.get(&AuthorityId::from(&key))?;
        matches!(county.kind, AuthorityKind::County | AuthorityKind::IndependentTown).then_some(county)
    }

    /// The county or independent town that the authority of an id lies in (or is).
    pub fn county_of_authority(&self, id: &AuthorityId) -> Option<&Arc<Authority>> {
        self.county_of(self.authorities.get(id)?)
    }
}

/// Keeps what the audience may see of a kind.
struct Collect<'a>(&'a Contents, &'a mut Portal, &'a dyn Fn(Lifecycle) -> bool);

impl TextVisitor for Collect<'_> {
    type Output = ();

    fn visit<T: TextRecord>(self) {
        let visible = |record: &T| self.2(record.lifecycle());
        *T::kept_mut(self.1) = collect(T::loaded(self.0), |record| record.id().clone(), visible, T::order);
    }
}

fn collect<K: Hash + Eq, T, S: Ord>(
    items: &[Arc<T>],
    id: impl Fn(&T) -> K,
    visible: impl Fn(&T) -> bool,
    order: impl Fn(&T) -> S,
) -> Collection<K, T> {
    let mut kept: Vec<&Arc<T>> = items.iter().filter(|item| visible(item)).collect();
    kept.sort_by_cached_key(|item| order(item));
    kept.into_iter().map(|item| (id(item), item.clone())).collect()
}
<<<<<<< HEAD

fn slice<'a, K: Ord, T>(map: &'a BTreeMap<K, Vec<T>>, key: &K) -> &'a [T] {
    map.get(key).map_or(&[], Vec::as_slice)
}

impl Relations {
    /// Collections are in readers' order, and so is every list made by going through them once.
    fn find(portal: &Portal) -> Self {
        let mut relations = Self::default();
        for service in portal.services.values() {
            relations.add_service(portal, service);
        }
        for event in portal.events.values() {
            for id in &event.services {
                relations
                    .events_of_service
                    .entry(id.clone())
                    .or_default()
                    .push(event.clone());
            }
        }
        for release in portal.press_releases.values() {
            for id in &release.services {
                relations
                    .press_of_service
                    .entry(id.clone())
                    .or_default()
                    .push(release.clone());
            }
        }
        // Checks look at those of all days, and count those of the reference date.
        let authorities = portal.authorities.values();
        for authority in authorities.filter(|authority| authority.exists_on(portal.as_of)) {
            if let Some(by) = &authority.administered_by {
                relations
                    .administered_by
                    .entry(by.clone())
                    .or_default()
                    .push(authority.clone());
            }
            relations
                .authorities_of_kind
                .entry(authority.kind)
                .or_default()
                .push(authority.clone());
            if let Some(county) = portal.county_of(authority) {
                let counties = relations.kind_by_county.entry(authority.kind).or_default();
                *counties.entry(county.id.clone()).or_default() += 1;
            }
            if let Some(parent) = &authority.parent {
                relations
                    .members_of_authority
                    .entry(parent.clone())
                    .or_default()
                    .push(authority.clone());
            }
        }
        relations
    }

    fn add_service(&mut self, portal: &Portal, service: &Arc<Service>) {
        self.service_flags.push(ServiceFlags::at(portal, service));
        self.services_of_ministry
            .entry(service.ministry.clone())
            .or_default()
            .push(service.clone());
        self.services_of_topic
            .entry(service.topic.clone())
            .or_default()
            .push(service.clone());
        for kind in &service.carried_out_by {
            self.services_carried_out_by
                .entry(*kind)
                .or_default()
                .push(service.clone());
        }
        for id in &service.carried_out_by_bodies {
            let body = portal.authorities.get(id);
            if body.is_some_and(|body| !service.carried_out_by.contains(&body.kind)) {
                self.services_of_body
                    .entry(id.clone())
                    .or_default()
                    .push(service.clone());
            }
        }
        for (index, reuse) in service.reuse.iter().enumerate() {
            self.reuses_of_authority
                .entry(reuse.authority.clone())
                .or_default()
                .push((service.clone(), index));
        }
        for id in service.piloting.iter().flat_map(|piloting| &piloting.authorities) {
            self.pilots_of_authority
                .entry(id.clone())
                .or_default()
                .push(service.clone());
        }
    }
}
=======
>>>>>>> main
