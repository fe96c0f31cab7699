//! The kinds of entities, each once: what its ids, folders and addresses are called, and which kinds are one Markdown file each.

use std::borrow::Cow;
use std::sync::Arc;

use crate::model::{
    AuthorityId, ChapterId, Entity, Event, EventId, GuideId, InvalidId, MinistryId, Page, PageId, Portal, PressRelease,
    PressReleaseId, ServiceId, TextRecord, TextVisitor, TopicId,
};

/// The id of an entity with its kind.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityId {
    /// A ministry.
    Ministry(MinistryId),
    /// A topic area.
    Topic(TopicId),
    /// A service.
    Service(ServiceId),
    /// An authority.
    Authority(AuthorityId),
    /// An event.
    Event(EventId),
    /// A press release.
    PressRelease(PressReleaseId),
    /// A guide.
    Guide(GuideId),
    /// A chapter of a guide.
    Chapter(GuideId, ChapterId),
    /// A page.
    Page(PageId),
}

/// The kinds of which each entity is one Markdown file: fields at its top, a text below ([`TextRecord`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextKind {
    /// Events.
    Event,
    /// Press releases.
    PressRelease,
    /// Pages.
    Page,
}

/// What a kind is called, and where its entities are.
#[derive(Debug)]
pub struct Naming {
    /// Stands before the colon of a link (`presse:2022-02-15-start`), in `ozg neu` and as the kind in the search.
    pub word: &'static str,
    /// One and several, in German.
    pub nouns: [&'static str; 2],
    /// Its folder below `content/`; empty where a list at the top holds the kind.
    pub folder: &'static str,
    /// What files are in it.
    pub files: Files,
    /// What the addresses of its pages begin with.
    pub family: &'static str,
    /// One and several in the texts of the interface: `a_to_z.kind.press`, `family.press`.
    pub keys: [&'static str; 2],
    /// Its place in the main menu; pages are there only if they ask to.
    pub menu: Option<u8>,
    /// Whether there is a feed of all its entities.
    pub has_feed: bool,
    /// How much a match in the search counts, around 1.
    pub weight: f32,
    /// Whether the open data have the table of title, date, ministry and services; other tables say more of their kind.
    pub has_plain_table: bool,
    /// Reads an id of the kind.
    pub id: fn(&str) -> Result<EntityId, InvalidId>,
}

/// The files that hold the entities of a kind.
#[derive(Debug, Clone, Copy)]
pub enum Files {
    /// A Markdown file each.
    Text(TextKind),
    /// A YAML file each.
    Yaml,
    /// A folder each, with a file of this name.
    Folders(&'static str),
    /// All of them in these files.
    Lists(&'static [&'static str]),
}

/// The kinds that links can name, in the order of the handbook.
pub static NAMINGS: [Naming; 8] = [
    Naming::SERVICE,
    Naming::MINISTRY,
    Naming::TOPIC,
    Naming::AUTHORITY,
    Event::NAMING,
    PressRelease::NAMING,
    Naming::GUIDE,
    Page::NAMING,
];

/// `drei-schritte` or `drei-schritte/pilotbehoerden`
fn guide_or_chapter(text: &str) -> Result<EntityId, InvalidId> {
    match text.split_once('/') {
        Some((guide, chapter)) => Ok(EntityId::Chapter(guide.parse()?, chapter.parse()?)),
        None => text.parse().map(EntityId::Guide),
    }
}

impl TextKind {
    /// All of them, in the order of the handbook.
    pub const ALL: [Self; 3] = [Self::Event, Self::PressRelease, Self::Page];

    /// Those that have a feed of all their entities.
    pub fn with_feed() -> impl Iterator<Item = Self> {
        let kinds = NAMINGS.iter().filter(|naming| naming.has_feed);
        kinds.filter_map(Naming::text_kind)
    }

    /// Does something with the type of the kind.
    pub fn with<V: TextVisitor>(self, visitor: V) -> V::Output {
        match self {
            Self::Event => visitor.visit::<Event>(),
            Self::PressRelease => visitor.visit::<PressRelease>(),
            Self::Page => visitor.visit::<Page>(),
        }
    }
}

impl EntityId {
    /// Its kind, and its id as links and addresses have it.
    fn parts(&self) -> (&'static Naming, Cow<'_, str>) {
        match self {
            Self::Ministry(id) => (&Naming::MINISTRY, id.as_str().into()),
            Self::Topic(id) => (&Naming::TOPIC, id.as_str().into()),
            Self::Service(id) => (&Naming::SERVICE, id.as_str().into()),
            Self::Authority(id) => (&Naming::AUTHORITY, id.as_str().into()),
            Self::Event(id) => (&Event::NAMING, id.as_str().into()),
            Self::PressRelease(id) => (&PressRelease::NAMING, id.as_str().into()),
            Self::Guide(id) => (&Naming::GUIDE, id.as_str().into()),
            Self::Chapter(guide, id) => (&Naming::GUIDE, format!("{guide}/{id}").into()),
            Self::Page(id) => (&Page::NAMING, id.as_str().into()),
        }
    }

    /// What its kind is called.
    pub fn naming(&self) -> &'static Naming {
        self.parts().0
    }

    /// The id as links and addresses have it.
    pub fn name(&self) -> Cow<'_, str> {
        self.parts().1
    }

    /// The name of its kind in the texts of the interface.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Chapter(..) => "chapter",
            _ => self.naming().keys[0],
        }
    }

    /// The address of its page, without the prefix of the portal.
    pub fn address(&self) -> String {
        let (naming, name) = self.parts();
        [naming.family, &name, "/"].concat()
    }
}

/// A kind is told by its word.
impl PartialEq for Naming {
    fn eq(&self, other: &Self) -> bool {
        self.word == other.word
    }
}

impl Naming {
    /// The entity of this kind whose page would have an address, whether there is one or not; no chapters, which lie below another.
    pub fn entity_at(&self, address: &str) -> Option<EntityId> {
        let name = address.strip_prefix(self.family)?.trim_end_matches('/');
        let id = (self.id)(name).ok()?;
        (!matches!(id, EntityId::Chapter(..))).then_some(id)
    }

    /// Services.
    pub const SERVICE: Self = Self {
        word: "leistung",
        nouns: ["Leistung", "Leistungen"],
        folder: "leistungen",
        files: Files::Folders("leistung.yaml"),
        family: "/leistungen/",
        keys: ["service", "services"],
        menu: Some(10),
        has_feed: false,
        weight: 1.25,
        has_plain_table: false,
        id: |id| id.parse().map(EntityId::Service),
    };

    /// Ministries.
    pub const MINISTRY: Self = Self {
        word: "ressort",
        nouns: ["Ressort", "Ressorts"],
        folder: "ressorts",
        files: Files::Yaml,
        family: "/ressorts/",
        keys: ["ministry", "ministries"],
        menu: Some(30),
        has_feed: false,
        weight: 1.1,
        has_plain_table: false,
        id: |id| id.parse().map(EntityId::Ministry),
    };

    /// Topic areas.
    pub const TOPIC: Self = Self {
        word: "themenfeld",
        nouns: ["Themenfeld", "Themenfelder"],
        folder: "",
        files: Files::Lists(&["themenfelder.yaml"]),
        family: "/themenfelder/",
        keys: ["topic", "topics"],
        menu: Some(60),
        has_feed: false,
        weight: 1.05,
        has_plain_table: false,
        id: |id| id.parse().map(EntityId::Topic),
    };

    /// Authorities.
    pub const AUTHORITY: Self = Self {
        word: "stelle",
        nouns: ["Stelle", "Stellen"],
        folder: "stellen",
        files: Files::Lists(&["gebietskoerperschaften.csv", "weitere.yaml"]),
        family: "/stellen/",
        keys: ["authority", "authorities"],
        menu: Some(25),
        has_feed: false,
        weight: 1.0,
        has_plain_table: false,
        id: |id| id.parse().map(EntityId::Authority),
    };

    /// Guides.
    pub const GUIDE: Self = Self {
        word: "leitfaden",
        nouns: ["Leitfaden", "Leitfäden"],
        folder: "leitfaeden",
        files: Files::Folders("leitfaden.yaml"),
        family: "/leitfaeden/",
        keys: ["guide", "guides"],
        menu: Some(75),
        has_feed: false,
        weight: 1.1,
        has_plain_table: false,
        id: guide_or_chapter,
    };

    /// The kind, if each of its entities is one Markdown file.
    pub fn text_kind(&self) -> Option<TextKind> {
        match self.files {
            Files::Text(kind) => Some(kind),
            _ => None,
        }
    }

    /// The file of its folder that would hold an entity: one, or several that might.
    fn files_of(&self, name: &str) -> Vec<String> {
        let folder = match self.folder {
            "" => "content".to_owned(),
            folder => format!("content/{folder}"),
        };
        match self.files {
            Files::Text(_) => vec![format!("{folder}/{name}.md")],
            Files::Yaml => vec![format!("{folder}/{name}.yaml")],
            Files::Folders(file) => vec![format!("{folder}/{name}/{file}")],
            Files::Lists(files) => files.iter().map(|file| format!("{folder}/{file}")).collect(),
        }
    }
}

/// The entities of a kind.
struct List<'a>(&'a Portal);

impl<'a> TextVisitor for List<'a> {
    type Output = Box<dyn Iterator<Item = Arc<dyn Entity>> + 'a>;

    fn visit<T: TextRecord>(self) -> Self::Output {
        Box::new(T::kept(self.0).values().map(|entity| entity.clone() as Arc<dyn Entity>))
    }
}

/// The same, borrowed.
struct Borrowed<'a>(&'a Portal);

impl<'a> TextVisitor for Borrowed<'a> {
    type Output = Box<dyn Iterator<Item = &'a dyn Entity> + 'a>;

    fn visit<T: TextRecord>(self) -> Self::Output {
        Box::new(T::kept(self.0).values().map(of::<T>))
    }
}

/// An entity by its id as text.
struct Find<'a, 'n>(&'a Portal, &'n str);

impl<'a> TextVisitor for Find<'a, '_> {
    type Output = Option<&'a dyn Entity>;

    fn visit<T: TextRecord>(self) -> Self::Output {
        T::kept(self.0).get(self.1).map(of::<T>)
    }
}

fn of<T: Entity>(entity: &Arc<T>) -> &dyn Entity {
    &**entity
}

impl Portal {
    /// All entities, kind by kind; chapters are part of their guides.
    pub fn entities(&self) -> impl Iterator<Item = &dyn Entity> {
        let offer = self.services.values().map(of);
        let offer = offer
            .chain(self.ministries.values().map(of))
            .chain(self.topics.values().map(of));
        let guides = self.guides.values().map(of);
        let authorities = self.authorities.values().chain(self.former_authorities.values());
        offer.chain(guides).chain(self.texts()).chain(authorities.map(of))
    }

    /// The entities that are one Markdown file each.
    pub fn texts(&self) -> impl Iterator<Item = &dyn Entity> {
        TextKind::ALL.into_iter().flat_map(|kind| kind.with(Borrowed(self)))
    }

    /// Those of a kind, in the order in which readers see them.
    pub fn texts_of(&self, kind: TextKind) -> impl Iterator<Item = Arc<dyn Entity>> {
        kind.with(List(self))
    }

    /// An entity; a chapter is not one, and has none.
    pub fn entity(&self, id: &EntityId) -> Option<&dyn Entity> {
        match id {
            EntityId::Ministry(id) => self.ministries.get(id).map(of),
            EntityId::Topic(id) => self.topics.get(id).map(of),
            EntityId::Service(id) => self.services.get(id).map(of),
            EntityId::Authority(id) => self.authority(id).map(of),
            EntityId::Guide(id) => self.guides.get(id).map(of),
            EntityId::Chapter(..) => None,
            text => text.naming().text_kind()?.with(Find(self, &text.name())),
        }
    }

    /// Whether the portal holds the entity.
    pub fn contains(&self, id: &EntityId) -> bool {
        match id {
            EntityId::Chapter(guide, id) => self
                .guides
                .get(guide)
                .is_some_and(|guide| guide.chapters.iter().any(|chapter| chapter.id == *id)),
            _ => self.entity(id).is_some(),
        }
    }

    /// How many entities of a kind there are; of authorities, on the reference date.
    pub fn count(&self, naming: &Naming) -> usize {
        if *naming == Naming::AUTHORITY {
            let all = self.authorities.values();
            return all.filter(|authority| authority.exists_on(self.as_of)).count();
        }
        let of_kind = |entity: &&dyn Entity| entity.entity_id().naming() == naming;
        self.entities().filter(of_kind).count()
    }

    /// Whether a file that would hold an entity could not be understood: then that is the problem, and not who refers to it.
    pub fn is_broken(&self, id: &EntityId) -> bool {
        if let EntityId::Chapter(guide, _) = id {
            let folder = format!("content/{}/{guide}/", Naming::GUIDE.folder);
            return self.broken_files.iter().any(|path| path.starts_with(&folder));
        }
        let files = id.naming().files_of(&id.name());
        files.iter().any(|file| self.broken_files.contains(file.as_str()))
    }
}
