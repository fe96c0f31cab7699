//! What a translation may hold: the texts of each kind of file, under the names that they have in the German file.

use serde::Deserialize;

use crate::model::{Markdown, TopicId};

/// Declares the texts of a kind of file.
macro_rules! texts {
    ($(#[$meta:meta])* pub struct $name:ident { $($fields:tt)* }) => {
        #[derive(Debug, Clone, Default, PartialEq, Eq, serde::Deserialize, schemars::JsonSchema)]
        $(#[$meta])*
        #[serde(deny_unknown_fields)]
        pub struct $name { $($fields)* }
    };
}

pub(in crate::model) use texts;

texts! {
    /// `leistung.<language>.yaml`
    #[schemars(title = "Übersetzung einer Leistung", description = "Die Texte einer Leistung in einer anderen Sprache")]
    pub struct ServiceTexts {
        /// Name.
        #[serde(rename = "titel")]
        #[schemars(description = "Name der Leistung", example = &"Housing benefit")]
        pub title: String,
        /// One sentence for lists and search.
        #[serde(rename = "kurz")]
        #[schemars(description = "Ein Satz für Listen und Suche", example = &"A grant towards the rent for people with a low income.")]
        pub summary: String,
        /// What people call it.
        #[serde(rename = "suchbegriffe", default)]
        #[schemars(description = "Wie die Leistung in dieser Sprache auch heißt", example = ["rent subsidy"])]
        pub search_words: Vec<String>,
        /// The five answers.
        #[serde(rename = "auskunft", default)]
        #[schemars(description = "Texte der Antworten auf die fünf Fragen")]
        pub answers: AnswerTexts,
        /// Step 1: one text for each entry that has one.
        #[serde(rename = "erstinformation", default)]
        #[schemars(description = "Schritt 1: die Texte, einer für jeden Eintrag, der einen hat", example = ["Letter to all authorities"])]
        pub initial_information: Vec<String>,
        /// What was learnt in step 2.
        #[serde(rename = "erfahrungen", default)]
        #[schemars(description = "Schritt 2: Erfahrungen aus der Pilotierung (Markdown)")]
        pub lessons: Option<Markdown>,
        /// Step 3: one text for each task that has one.
        #[serde(default)]
        #[schemars(description = "Schritt 3: die Texte der Aufgaben in der Reihenfolge Leistungsbeschreibung, Online-Dienst, Portalverbund, Außenkommunikation; nur von denen, die einen haben", example = ["Eight authorities have linked it."])]
        pub rollout: Vec<String>,
        /// All tasks of onboarding: one text for each that has one.
        #[serde(default)]
        #[schemars(description = "Schritt 3: die Texte der Aufgaben unter onboarding, in ihrer Reihenfolge; nur von denen, die einen haben", example = ["Eight authorities have linked it."])]
        pub onboarding: Vec<String>,
        /// How one orders.
        #[serde(rename = "bestellung", default)]
        #[schemars(description = "Wie und wo eine Stelle bestellt (Markdown)")]
        pub order: Option<Markdown>,
        /// What single LeiKa keys are called.
        #[serde(rename = "leika_stand", default)]
        #[schemars(description = "Die Namen der einzelnen Schlüssel unter leika_stand; nur von denen, die einen haben", example = ["Registration"])]
        pub key_states: Vec<String>,
        /// What municipalities are asked for.
        #[serde(rename = "aufgabe", default)]
        #[schemars(description = "Wobei Kommunen mitarbeiten können", example = &"Two authorities to test the service")]
        pub task: Option<String>,
        /// Titles of the documents.
        #[serde(rename = "dokumente", default)]
        #[schemars(description = "Titel der Dokumente, einer für jedes", example = ["Guide for authorities"])]
        pub documents: Vec<String>,
        /// Titles of the links.
        #[serde(default)]
        #[schemars(description = "Titel der Links, einer für jeden", example = ["Text of the act"])]
        pub links: Vec<String>,
    }
}

texts! {
    /// The texts of the five answers.
    #[schemars(title = "Übersetzung der Auskunft", description = "Texte der Antworten auf die fünf Fragen")]
    pub struct AnswerTexts {
        /// Question 2.
        #[serde(rename = "sachstand", default)]
        #[schemars(description = "Frage 2: Sachstand (Markdown)")]
        pub state_of_play: Option<Markdown>,
        /// Question 3: one title for each step.
        #[serde(rename = "naechste_schritte", default)]
        #[schemars(description = "Frage 3: die Titel der Schritte, einer für jeden", example = ["Start of the rollout"])]
        pub next_steps: Vec<String>,
        /// Question 4.
        #[serde(rename = "fachrecht", default)]
        #[schemars(description = "Frage 4: Erläuterung zum Fachrecht (Markdown)")]
        pub law: Option<Markdown>,
        /// Question 5.
        #[serde(rename = "kosten", default)]
        #[schemars(description = "Frage 5: Erläuterung zu den Kosten (Markdown)")]
        pub costs: Option<Markdown>,
        /// Who pays.
        #[serde(rename = "kosten_traeger", default)]
        #[schemars(description = "Frage 5: wer die Kosten trägt", example = &"The municipalities")]
        pub borne_by: Option<String>,
    }
}

texts! {
    /// `ressorts/<id>.<language>.yaml`
    #[schemars(title = "Übersetzung eines Ressorts", description = "Die Texte eines Ressorts in einer anderen Sprache")]
    pub struct MinistryTexts {
        /// Full name.
        #[schemars(description = "Voller Name", example = &"Ministry of the Interior")]
        pub name: String,
        /// A few sentences about it.
        #[serde(default)]
        #[schemars(description = "Einige Sätze über das Ressort (Markdown)")]
        pub text: Option<Markdown>,
    }
}

/// An entry of `themenfelder.<language>.yaml`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(
    title = "Übersetzung eines Themenfelds",
    description = "Die Texte eines Themenfelds in einer anderen Sprache"
)]
pub struct TopicTexts {
    /// Id.
    #[schemars(description = "Kennung des Themenfelds")]
    pub id: TopicId,
    /// Name.
    #[schemars(description = "Name des Themenfelds", example = &"Building & housing")]
    pub name: String,
    /// A few sentences about it.
    #[serde(default)]
    #[schemars(description = "Einige Sätze über das Themenfeld (Markdown)")]
    pub text: Option<Markdown>,
    /// What people call what belongs to it.
    #[serde(rename = "suchbegriffe", default)]
    #[schemars(description = "Weitere Suchbegriffe in dieser Sprache", example = ["demolition"])]
    pub search_words: Vec<String>,
}

texts! {
    /// `leitfaeden/<id>/leitfaden.<language>.yaml`
    #[schemars(title = "Übersetzung eines Leitfadens", description = "Die Texte eines Leitfadens in einer anderen Sprache")]
    pub struct GuideTexts {
        /// Title.
        #[serde(rename = "titel")]
        #[schemars(description = "Titel", example = &"Winning pilot authorities")]
        pub title: String,
        /// One sentence for lists and search.
        #[serde(rename = "kurz")]
        #[schemars(description = "Ein Satz für Listen und Suche", example = &"How to find authorities that go first.")]
        pub summary: String,
        /// What people call it.
        #[serde(rename = "suchbegriffe", default)]
        #[schemars(description = "Weitere Suchbegriffe in dieser Sprache", example = ["checklist"])]
        pub search_words: Vec<String>,
        /// Titles of the documents.
        #[serde(rename = "dokumente", default)]
        #[schemars(description = "Titel der Dokumente, einer für jedes", example = ["Project plan"])]
        pub documents: Vec<String>,
        /// What the link to its origin says.
        #[serde(rename = "quelle", default)]
        #[schemars(description = "Titel des Links zur Quelle", example = &"Website of the association")]
        pub origin: Option<String>,
    }
}

texts! {
    /// `portal.<language>.yaml`
    #[schemars(title = "Übersetzung der Einstellungen", description = "Die Texte des Portals in einer anderen Sprache")]
    pub struct SettingsTexts {
        /// Name of the portal.
        #[serde(rename = "titel", default)]
        #[schemars(description = "Name des Portals", example = &"OZG information portal")]
        pub title: Option<String>,
        /// Line below the name.
        #[serde(rename = "untertitel", default)]
        #[schemars(description = "Zeile unter dem Namen", example = &"State of Musterland")]
        pub subtitle: Option<String>,
        /// What the portal is for.
        #[serde(rename = "beschreibung", default)]
        #[schemars(description = "Wozu das Portal dient, in einem Satz", example = &"How far public services have come online, and what that costs municipalities.")]
        pub description: Option<String>,
        /// The state.
        #[serde(rename = "land", default)]
        #[schemars(description = "Das Land")]
        pub state: StateTexts,
        /// Who publishes it.
        #[serde(rename = "herausgeber", default)]
        #[schemars(description = "Herausgeber des Portals")]
        pub publisher: PublisherTexts,
        /// The welcome on the start page.
        #[serde(rename = "begruessung", default)]
        #[schemars(description = "Einige Sätze für die Startseite (Markdown)")]
        pub welcome: Option<Markdown>,
        /// Notes on the sources of data.
        #[serde(rename = "quellen", default)]
        #[schemars(description = "Quellenvermerke zu übernommenen Daten")]
        pub sources: SourceTexts,
    }
}

texts! {
    /// The name of the state.
    #[schemars(title = "Übersetzung des Landes", description = "Der Name des Landes")]
    pub struct StateTexts {
        /// Name.
        #[serde(default)]
        #[schemars(description = "Name des Landes", example = &"Musterland")]
        pub name: Option<String>,
    }
}

texts! {
    /// The name of the publisher.
    #[schemars(title = "Übersetzung des Herausgebers", description = "Der Name des Herausgebers")]
    pub struct PublisherTexts {
        /// Name.
        #[serde(default)]
        #[schemars(description = "Name des Herausgebers", example = &"Ministry of the Interior")]
        pub name: Option<String>,
    }
}

texts! {
    /// Notes on the sources of data.
    #[schemars(title = "Übersetzung der Quellenvermerke", description = "Vermerke zu übernommenen Daten")]
    pub struct SourceTexts {
        /// Of the directory of authorities.
        #[serde(rename = "verzeichnis", default)]
        #[schemars(description = "Quellenvermerk zum Verzeichnis der Stellen (Markdown)")]
        pub directory: Option<Markdown>,
        /// Of the catalogue of services.
        #[serde(rename = "katalog", default)]
        #[schemars(description = "Quellenvermerk zum Katalog der Leistungen (Markdown)")]
        pub catalogue: Option<Markdown>,
        /// Of the boundaries on maps.
        #[serde(rename = "karten", default)]
        #[schemars(description = "Quellenvermerk zu den Grenzen auf Karten (Markdown)")]
        pub maps: Option<Markdown>,
    }
}
