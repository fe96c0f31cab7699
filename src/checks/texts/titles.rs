//! Titles, summaries and search words: what lists and the search live on.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostics::{Diagnostic, Place};
use crate::model::{Day, Entity, EntityId, Portal, sort_key};

use crate::checks::rule::{Rule, check};

pub(in crate::checks) const RULES: &[Rule] = &[
    Rule::warning(
        "titel-doppelt",
        "Zwei Einträge heißen gleich",
        "In Listen und in der Suche sind sie nicht zu unterscheiden.",
        "Ergänzen Sie, was sie unterscheidet, zum Beispiel den Ort, das Jahr oder den Personenkreis.",
    )
    .by(&[check!(titles_are_unique)]),
    Rule::error(
        "titel-zu-lang",
        "Ein Titel oder Name ist zu lang",
        "Er steht in Listen, Menüs und im Kopf jeder Seite, der des Portals auf allen Seiten.",
        "Kürzen Sie ihn. Alles Weitere gehört in die Kurzbeschreibung oder in den Text.",
    )
    .by(&[check!(titles_are_short)]),
    Rule::hint(
        "kurz-zu-lang",
        "Die Kurzbeschreibung ist zu lang",
        "Sie steht in Listen und bei Suchmaschinen. Was über etwa 200 Zeichen hinausgeht, wird dort abgeschnitten.",
        "Kürzen Sie auf einen Satz. Alles Weitere gehört in den Text.",
    )
    .by(&[check!(summaries_are_short)]),
    Rule::hint(
        "suchbegriff-im-titel",
        "Ein Suchbegriff wiederholt den Titel",
        "Der Titel wird ohnehin durchsucht. Nützlich sind Wörter, die nicht darin vorkommen.",
        "Löschen Sie den Suchbegriff, oder nennen Sie ein Wort aus der Umgangssprache.",
    )
    .by(&[check!(search_words_add_something)]),
    Rule::warning(
        "leitfaden-leer",
        "Ein Leitfaden ohne Inhalt",
        "Die Seite bestünde nur aus dem Titel.",
        "Schreiben Sie ein Kapitel, legen Sie ein Dokument bei, oder nennen Sie unter `quelle`, wo der Leitfaden liegt.",
    )
    .by(&[check!(guides_hold_something)]),
];

/// More characters than anybody reads as a title.
const LONGEST_TITLE: usize = 500;

/// More characters than lists and search engines show.
const LONGEST_SUMMARY: usize = 200;

/// The entities that have a title, where others have a name.
fn titled(portal: &Portal) -> impl Iterator<Item = &dyn Entity> {
    let has_title = |id: &EntityId| !matches!(id, EntityId::Ministry(_) | EntityId::Topic(_) | EntityId::Authority(_));
    portal.entities().filter(move |entity| has_title(&entity.entity_id()))
}

/// A title is a line, and not a text.
fn titles_are_short(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    let settings: Arc<str> = "content/portal.yaml".into();
    let own = |field: &str, text: &str| (Place::field(&settings, field), text.to_owned());
    let of_portal = [
        own("/titel", &portal.settings.title),
        own("/untertitel", portal.settings.subtitle.as_deref().unwrap_or_default()),
        own("/land/name", &portal.settings.state.name),
        own("/land/kuerzel", &portal.settings.state.abbreviation),
        own("/herausgeber/name", &portal.settings.publisher.name),
    ];
    let of_entities = portal.entities().map(|entity| {
        let path = &entity.source().path;
        let place = match entity.entity_id() {
            EntityId::Ministry(_) => Place::field(path, "/name"),
            // Of a list or a table the whole file.
            EntityId::Topic(_) | EntityId::Authority(_) => Place::file(path),
            _ => Place::field(path, "/titel"),
        };
        (place, entity.title().to_owned())
    });
    of_portal.into_iter().chain(of_entities).filter_map(|(place, title)| {
        let length = title.len();
        (length > LONGEST_TITLE && title.chars().count() > LONGEST_TITLE).then(|| {
            let begin: String = title.chars().take(40).collect();
            let message = format!(
                "„{begin} …“ hat {} Zeichen, ein Titel oder Name höchstens {LONGEST_TITLE}",
                title.chars().count()
            );
            Diagnostic::error("titel-zu-lang", place, message)
                .with_help("Kürzen Sie ihn; alles Weitere gehört in den Text.")
        })
    })
}

/// Within a kind, a title stands for one entity.
fn titles_are_unique(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    let mut first: BTreeMap<(&str, String, Option<Day>), Arc<str>> = BTreeMap::new();
    titled(portal).filter_map(move |entity| {
        let kind = entity.entity_id().kind();
        let key = (kind, sort_key(entity.title().trim()), entity.edition());
        let path = &entity.source().path;
        let Some(earlier) = first.get(&key) else {
            first.insert(key, path.clone());
            return None;
        };
        let message = format!("denselben Titel hat auch {earlier}");
        Some(
            Diagnostic::warning("titel-doppelt", Place::field(path, "/titel"), message)
                .with_help("Ergänzen Sie im Titel, was die beiden unterscheidet."),
        )
    })
}

/// A summary is a sentence.
fn summaries_are_short(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    titled(portal).filter_map(|entity| {
        let length = entity.summary()?.trim().chars().count();
        (length > LONGEST_SUMMARY).then(|| {
            Diagnostic::hint(
                "kurz-zu-lang",
                Place::field(&entity.source().path, "/kurz"),
                format!("die Kurzbeschreibung hat {length} Zeichen, mehr als {LONGEST_SUMMARY}"),
            )
            .with_help("Kürzen Sie sie auf einen Satz.")
        })
    })
}

/// A search word finds what the title does not.
fn search_words_add_something(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    portal.entities().flat_map(|entity| {
        // Topics share a file.
        let record = match entity.entity_id() {
            EntityId::Topic(id) => format!("/id={id}"),
            _ => String::new(),
        };
        let title = sort_key(entity.title());
        let words = entity.search_words().iter().enumerate();
        words.filter_map(move |(i, word)| {
            let said: Vec<String> = sort_key(word).split_whitespace().map(str::to_owned).collect();
            let in_title = |word: &String| title.split(|c: char| !c.is_alphanumeric()).any(|other| other == word);
            (!said.is_empty() && said.iter().all(in_title)).then(|| {
                Diagnostic::hint(
                    "suchbegriff-im-titel",
                    Place::field(&entity.source().path, format!("{record}/suchbegriffe/{i}")),
                    format!("der Suchbegriff „{word}“ steht schon im Titel"),
                )
                .with_help("Löschen Sie ihn, oder nennen Sie ein Wort, das nicht im Titel vorkommt.")
            })
        })
    })
}

/// A guide has chapters, documents or an origin elsewhere.
fn guides_hold_something(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    let broken_chapters = |folder: &str| portal.broken_files.iter().any(|path| path.starts_with(folder));
    portal.guides.values().filter_map(move |guide| {
        let folder = guide.source.path.trim_end_matches("leitfaden.yaml");
        let is_empty = guide.chapters.is_empty() && guide.documents.is_empty() && guide.origin.is_none();
        (is_empty && !broken_chapters(folder)).then(|| {
            Diagnostic::warning(
                "leitfaden-leer",
                Place::file(&guide.source.path),
                "der Leitfaden hat weder Kapitel noch Dokumente noch eine Quelle",
            )
            .with_help("Schreiben Sie ein Kapitel wie 01-einleitung.md, oder nennen Sie unter `quelle`, wo er liegt.")
        })
    })
}
