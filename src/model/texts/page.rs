//! A page (Seite): everything else, from Impressum to Barrierefreiheit.

use crate::model::{
    Day, Entity, EntityId, Files, LegalPage, Naming, Prose, SignLanguageVideo, Start, TextKind, TextRecord,
    Translatable, TranslationMatch, lifecycle::entity, sort_key, texts::text_record::kept_in,
    translation::notes_source, translation::search_words, translation::texts, values::id::id,
};

id!(
    /// The file name of a page below `seiten/`.
    PageId, "Kennung einer Seite (Name ihrer Datei)", "impressum"
);

entity! {
    /// A page, as `seiten/<slug>.md` holds it.
    #[schemars(title = "Seite", description = "Eine Seite")]
    pub struct Page {
        /// File name.
        #[serde(skip_deserializing, default = "PageId::unset")]
        pub id: PageId,
        /// Title.
        #[serde(rename(deserialize = "titel"))]
        #[schemars(description = "Titel der Seite", example = &"Unterstützung")]
        pub title: String,
        /// One sentence for search engines.
        #[serde(rename(deserialize = "kurz"), default)]
        #[schemars(description = "Ein Satz für Suche und Suchmaschinen", example = crate::model::texts::placeholder::PAGE_SUMMARY)]
        pub summary: Option<String>,
        /// As-of date.
        #[serde(rename(deserialize = "stand"), default)]
        #[schemars(description = "Stand der Seite")]
        pub as_of: Option<Day>,
        /// The menus that name it.
        #[serde(rename(deserialize = "menue"), default)]
        #[schemars(description = "In welchem Menü die Seite steht")]
        pub menu: Menu,
        /// The facts that the law wants on it.
        #[serde(rename(deserialize = "pflichtangaben"), default)]
        #[schemars(description = "Welche Pflichtangaben aus portal.yaml die Seite zeigt")]
        pub legal: Option<LegalPage>,
        /// The same in German Sign Language.
        #[serde(rename(deserialize = "gebaerdensprache"), default)]
        #[schemars(description = "Video mit dem Inhalt der Seite in Deutscher Gebärdensprache")]
        pub sign_language: Option<SignLanguageVideo>,
        /// What people call it.
        #[serde(rename(deserialize = "suchbegriffe"), default)]
        #[schemars(description = "Weitere Suchbegriffe", example = ["Hilfe", "Beratung"])]
        pub search_words: Vec<String>,
        /// Text below the front matter.
        #[serde(skip)]
        pub text: Option<Prose>,
    }
}

crate::model::values::vocabulary::vocabulary! {
    /// Where a page is named on every page.
    #[derive(Default)]
    pub enum Menu as "Menü" {
        #[default]
        None = "keins", "none", "In keinem Menü";
        Main = "haupt", "main", "Im Hauptmenü";
        Footer = "fuss", "footer", "In der Fußzeile";
    }
}

impl Entity for Page {
    fn entity_id(&self) -> EntityId {
        EntityId::Page(self.id.clone())
    }

    fn title(&self) -> &str {
        &self.title
    }

    fn summary(&self) -> Option<&str> {
        self.summary.as_deref()
    }

    fn search_words(&self) -> &[String] {
        &self.search_words
    }

    fn prose(&self) -> Option<&Prose> {
        self.text.as_ref()
    }

    fn told_change(&self) -> Option<Day> {
        self.as_of
    }
}

impl TextRecord for Page {
    type Id = PageId;

    const NAMING: Naming = Naming {
        word: "seite",
        nouns: ["Seite", "Seiten"],
        folder: "seiten",
        files: Files::Text(TextKind::Page),
        family: "/",
        keys: ["page", "pages"],
        menu: None,
        has_feed: false,
        weight: 1.0,
        has_plain_table: false,
        id: |id| id.parse().map(EntityId::Page),
    };

    const START: Start = Start {
        accusative: "Eine Seite",
        nominative: "Eine Seite",
        day: None,
        example: "unterstuetzung",
        title: "Titel",
        invitation: "Schreiben Sie hier den Text. Überschriften beginnen mit zwei Rauten.",
    };

    kept_in!(pages, Page);

    fn order(&self) -> impl Ord + use<> {
        (sort_key(&self.title), self.id.clone())
    }

    fn first_fields(_: Day) -> Vec<(&'static str, String)> {
        vec![("menue", "keins".to_owned())]
    }
}

texts! {
    /// `seiten/<id>.<language>.md`
    #[schemars(title = "Übersetzung einer Seite", description = "Die Texte einer Seite in einer anderen Sprache")]
    pub struct PageTexts {
        /// Title.
        #[serde(rename = "titel")]
        #[schemars(description = "Titel der Seite", example = &"Support")]
        pub title: String,
        /// One sentence for search engines.
        #[serde(rename = "kurz", default)]
        #[schemars(description = "Ein Satz für Suche und Suchmaschinen", example = &"Who helps you with what.")]
        pub summary: Option<String>,
        /// What people call it.
        #[serde(rename = "suchbegriffe", default)]
        #[schemars(description = "Weitere Suchbegriffe in dieser Sprache", example = ["help"])]
        pub search_words: Vec<String>,
    }
}

impl Translatable for Page {
    type Texts = PageTexts;

    fn match_texts(&mut self, texts: &PageTexts, matched: &mut TranslationMatch) {
        matched.text("/titel", Some(&mut self.title), Some(&texts.title));
        matched.text("/kurz", self.summary.as_mut(), texts.summary.as_ref());
        search_words(&mut self.search_words, &texts.search_words, matched);
    }

    notes_source!(with prose);
}
