//! The portal: every entity, indexed, as one value.

mod figures;
mod former;
pub(in crate::model) mod hidden;
mod legal;
mod publication;
pub(in crate::model) mod relations;
mod settings;
mod synonyms;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::hash::Hash;
use std::sync::Arc;

use indexmap::IndexMap;

use crate::model::{
    Attachment, Authority, AuthorityId, AuthorityKind, Boundaries, BoundaryLevel, Day, Event, EventId, Guide, GuideId,
    History, Language, Lifecycle, Ministry, MinistryId, Page, PageId, PressRelease, PressReleaseId, Prose, Reuse,
    Service, ServiceId, Template, TextKind, TextRecord, TextVisitor, Topic, TopicId, Translation,
    authority::succession, authority::succession::Succession, portal::relations::Relations, sort_key,
};

pub use figures::{AnswerTally, ReusableTally, ReviewTally, count_open_calls};
pub use former::FormerAddress;
pub use legal::{Accessibility, Legal, LegalPage, Partner};
pub use publication::{EntityKind, ExtraFiles, Licence, SecurityContact};
pub use settings::{Colours, MOST_OF_BASE_URL, Names, Publisher, Repository, Settings, Sources, State};
pub use synonyms::Synonyms;

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
    pub(in crate::model) succession: Succession,
    /// What authorities that have ended said of services.
    pub(in crate::model) former_reuses: BTreeMap<ServiceId, Vec<Reuse>>,
    pub(in crate::model) relations: Relations,
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
        for kind in TextKind::ALL {
            kind.with(Collect(contents, &mut portal, &visible));
        }
        if audience != Audience::Checks {
            portal.former_reuses = succession::bring_up_to_date(
                &mut portal.services,
                &portal.authorities,
                &portal.former_authorities,
                &portal.succession,
            );
        }
        let has_hidden = contents.ministries.len() != portal.ministries.len()
            || contents.topics.len() != portal.topics.len()
            || contents.services.len() != portal.services.len()
            || contents.authorities.len() != portal.authorities.len();
        if audience != Audience::Checks && has_hidden {
            hidden::forget(&mut portal);
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
