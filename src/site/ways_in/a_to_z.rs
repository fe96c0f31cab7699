//! The index: every entity and every search word, a page for each letter.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;

use crate::diagnostics::Diagnostic;
use crate::model::{AuthorityKind, Entity, EntityId, Portal, first_letter, sort_key};
use crate::site::edition::{Site, urls};
use crate::site::frame::pagination::{self, Pagination, Slice};
use crate::site::frame::{Crumb, Page};
use crate::site::route::{Body, Route};

/// The overview lists services and their search words up to this number; a larger portal shows the letters alone.
const OVERVIEW_AT_MOST: usize = 1000;

pub(in crate::site) fn routes(site: &Site) -> Vec<Route> {
    let index = Arc::new(Index::new(site));
    let shared = index.clone();
    let overview = Route::new(urls::A_TO_Z, move |site| render_overview(site, &shared));
    let letters = index.letters.iter().flat_map(|(letter, entries)| {
        pagination::slices(&url(letter), entries.len()).map(|slice| {
            let (index, letter) = (index.clone(), letter.clone());
            Route::new(slice.url(), move |site| render_letter(site, &index, &letter, &slice))
        })
    });
    std::iter::once(overview).chain(letters).collect()
}

fn url(letter: &str) -> String {
    format!("{}{letter}/", urls::A_TO_Z)
}

/// An entry of the index: an entity, or a word that leads to entities.
#[derive(Debug, Clone)]
struct Entry {
    title: String,
    kind: Kind,
    targets: Vec<EntityId>,
    sample: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Entity(&'static str),
    Authority(AuthorityKind),
    Word,
}

/// All entries by letter, in German alphabetical order.
#[derive(Debug, Default)]
struct Index {
    letters: BTreeMap<String, Vec<Entry>>,
}

impl Index {
    fn new(site: &Site) -> Self {
        let mut entries = entities(site);
        entries.extend(words(&site.portal));
        let keyed = entries.into_par_iter().map(|entry| (sort_key(&entry.title), entry));
        let mut keyed: Vec<(String, Entry)> = keyed.collect();
        keyed.par_sort_by(|(a_key, a), (b_key, b)| (a_key, a.targets.first()).cmp(&(b_key, b.targets.first())));
        let mut index = Self::default();
        for (key, entry) in keyed {
            let letter = first_letter(&key).map_or(urls::NO_LETTER.to_owned(), String::from);
            index.letters.entry(letter).or_default().push(entry);
        }
        index
    }
}

/// What there is: an authority that has ended is found from what came of it.
fn in_the_index(portal: &Portal) -> impl Iterator<Item = &dyn Entity> {
    portal.entities().filter(|entity| match entity.entity_id() {
        EntityId::Authority(id) => portal.authorities.contains_key(&id),
        _ => true,
    })
}

fn entities(site: &Site) -> Vec<Entry> {
    let (portal, all_samples) = (&site.portal, site.items().all_samples());
    let entries = in_the_index(portal).map(|entity| {
        let id = entity.entity_id();
        Entry {
            title: entity.title().to_owned(),
            kind: match &id {
                EntityId::Authority(id) => portal
                    .authorities
                    .get(id)
                    .map_or(Kind::Word, |a| Kind::Authority(a.kind)),
                _ => Kind::Entity(id.kind()),
            },
            targets: vec![id],
            sample: all_samples.is_marked(entity),
        }
    });
    entries.collect()
}

/// The words that people use instead of the titles; a word of several entities is one entry.
fn words(portal: &Portal) -> impl Iterator<Item = Entry> {
    let mut words: BTreeMap<String, Entry> = BTreeMap::new();
    let mut add = |title: &str, search_words: &[String], id: &EntityId| {
        let own = sort_key(title);
        let keyed = search_words.iter().map(|word| (sort_key(word), word));
        for (key, word) in keyed.filter(|(key, _)| *key != own) {
            let entry = words.entry(key).or_insert_with(|| Entry {
                title: word.clone(),
                kind: Kind::Word,
                targets: Vec::new(),
                sample: false,
            });
            // Two words of one entity may differ in nothing but case.
            if entry.targets.last() != Some(id) {
                entry.targets.push(id.clone());
            }
        }
    };
    for entity in in_the_index(portal) {
        add(entity.title(), entity.search_words(), &entity.entity_id());
    }
    words.into_values()
}

/// What `a_to_z.html` shows.
#[derive(Debug, Serialize)]
struct View {
    letters: Vec<LetterView>,
    /// Number of all entries of the index, or of the letter.
    total: usize,
    /// Whether it is the page of one letter.
    single: bool,
    sections: Vec<Section>,
    pagination: Option<Pagination>,
    /// Whether what is told of services is invented.
    samples_only: bool,
}

/// A letter of the bar; without an address where there is no entry.
#[derive(Debug, Serialize)]
struct LetterView {
    letter: String,
    url: Option<String>,
    current: bool,
    count: usize,
}

/// The entries of a letter.
#[derive(Debug, Serialize)]
struct Section {
    letter: String,
    /// Anchor.
    id: String,
    entries: Vec<EntryView>,
}

#[derive(Debug, Serialize)]
struct EntryView {
    title: String,
    /// Where it leads; none for a word.
    url: Option<String>,
    /// Name of the kind in the interface texts; none for a word and for an authority.
    kind: Option<&'static str>,
    authority_kind: Option<AuthorityKind>,
    /// Where a word leads.
    see: Vec<Crumb>,
    sample: bool,
}

fn render_overview(site: &Site, index: &Index) -> Result<Body, Box<Diagnostic>> {
    let is_listed = |entry: &&Entry| matches!(entry.kind, Kind::Entity("service") | Kind::Word);
    let sections = index
        .letters
        .iter()
        .map(|(letter, entries)| section(site, letter, entries.iter().filter(is_listed)));
    let sections: Vec<Section> = sections.filter(|section| !section.entries.is_empty()).collect();
    let listed: usize = sections.iter().map(|section| section.entries.len()).sum();
    let view = View {
        letters: letters(site, index, None),
        total: index.letters.values().map(Vec::len).sum(),
        single: false,
        sections: if listed <= OVERVIEW_AT_MOST {
            sections
        } else {
            Vec::new()
        },
        pagination: None,
        samples_only: site.shows_samples_only(),
    };
    let title = site.theme.text("family.a_to_z");
    let page = Page::new("a_to_z", urls::A_TO_Z, title, site.theme.text("a_to_z.description"));
    site.render("a_to_z.html", page, &view)
}

fn render_letter(site: &Site, index: &Index, letter: &str, slice: &Slice) -> Result<Body, Box<Diagnostic>> {
    let entries = index.letters.get(letter).map_or(&[][..], Vec::as_slice);
    let listed = entries.get(slice.range.clone()).unwrap_or_default();
    let view = View {
        letters: letters(site, index, Some(letter)),
        total: entries.len(),
        single: true,
        sections: vec![section(site, letter, listed.iter())],
        pagination: slice.links(site),
        samples_only: site.shows_samples_only(),
    };
    let name = label(letter);
    let title = match slice.number {
        1 => site.fill("a_to_z.title_of", &[("letter", &name)]),
        number => site.fill("a_to_z.title_of_page", &[("letter", &name), ("n", &number.to_string())]),
    };
    let description = site.fill("a_to_z.description_of", &[("letter", &name)]);
    let page = Page::new("a_to_z", slice.url(), title, description);
    let page = page.below(site.theme.text("family.a_to_z"), urls::A_TO_Z);
    site.render("a_to_z.html", page, &view)
}

/// As readers see it: `A`, or `0–9`.
fn label(letter: &str) -> String {
    letter.to_uppercase().replace('-', "–")
}

fn letters(site: &Site, index: &Index, current: Option<&str>) -> Vec<LetterView> {
    let digits = index
        .letters
        .contains_key(urls::NO_LETTER)
        .then(|| urls::NO_LETTER.to_owned());
    let alphabet = ('a'..='z').map(String::from);
    let view = |letter: String| {
        let count = index.letters.get(&letter).map_or(0, Vec::len);
        LetterView {
            url: (count > 0).then(|| site.href(&url(&letter))),
            current: current == Some(&*letter),
            letter: label(&letter),
            count,
        }
    };
    alphabet.chain(digits).map(view).collect()
}

fn section<'a>(site: &Site, letter: &str, entries: impl Iterator<Item = &'a Entry>) -> Section {
    Section {
        letter: label(letter),
        id: letter.to_owned(),
        entries: entries.map(|entry| entry_view(site, entry)).collect(),
    }
}

fn entry_view(site: &Site, entry: &Entry) -> EntryView {
    let href = |id: &EntityId| site.href(&urls::entity(id));
    let (kind, authority_kind) = match entry.kind {
        Kind::Entity(kind) => (Some(kind), None),
        Kind::Authority(kind) => (None, Some(kind)),
        Kind::Word => (None, None),
    };
    let is_word = entry.kind == Kind::Word;
    let see = entry.targets.iter().filter(|_| is_word).map(|id| Crumb {
        title: title(&site.portal, id),
        url: href(id),
    });
    EntryView {
        title: entry.title.clone(),
        url: entry.targets.first().filter(|_| !is_word).map(href),
        kind,
        authority_kind,
        see: see.collect(),
        sample: entry.sample,
    }
}

/// The title of what a word can lead to.
fn title(portal: &Portal, id: &EntityId) -> String {
    portal
        .entity(id)
        .map_or_else(String::new, |entity| entity.title().to_owned())
}
