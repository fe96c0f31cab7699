//! A page (Seite): everything else, from Impressum to Barrierefreiheit.

use super::date::Day;
use super::id::PageId;
use super::legal::LegalPage;
use super::lifecycle::entity;
use super::sign_language::SignLanguageVideo;
use super::text::Prose;

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
        #[schemars(description = "Ein Satz für Suche und Suchmaschinen", example = crate::model::placeholder::PAGE_SUMMARY)]
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

super::vocabulary::vocabulary! {
    /// Where a page is named on every page.
    #[derive(Default)]
    pub enum Menu as "Menü" {
        #[default]
        None = "keins", "none", "In keinem Menü";
        Main = "haupt", "main", "Im Hauptmenü";
        Footer = "fuss", "footer", "In der Fußzeile";
    }
}
