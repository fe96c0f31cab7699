//! What the law wants to be told on every public website: imprint, privacy notice, accessibility statement.

use serde::{Deserialize, Serialize};

use crate::model::{Contact, Day, Markdown, WebAddress, values::vocabulary::vocabulary};

vocabulary! {
    /// A page that shows facts of [`Legal`] and of the publisher.
    pub enum LegalPage as "Rechtliche Seite" {
        Imprint = "impressum", "imprint", "Impressum: Herausgeber, Vertretung und Verantwortung";
        Privacy = "datenschutz", "privacy", "Datenschutz: Verantwortliche, Datenschutzbeauftragte, Betrieb und Protokoll";
        Accessibility = "barrierefreiheit", "accessibility", "Erklärung zur Barrierefreiheit: Daten der Prüfung, Kontakt und Frist der Antwort";
    }
}

/// The facts that the law wants, beside those of the publisher. What is not known stays empty: `ozg check --streng` names it.
#[derive(Debug, Clone, Default, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(
    title = "Rechtliches",
    description = "Pflichtangaben für Impressum, Datenschutz und die Erklärung zur Barrierefreiheit"
)]
pub struct Legal {
    /// Who represents the publisher.
    #[serde(rename(deserialize = "vertretung"), default)]
    #[schemars(description = "Wer den Herausgeber vertritt: Funktion und Name", example = &"Ministerin Erika Mustermann")]
    pub represented_by: Option<String>,
    /// Who answers for the content (section 18 (2) MStV).
    #[serde(rename(deserialize = "inhalt"), default)]
    #[schemars(description = "Wer für den Inhalt verantwortlich ist (§ 18 Absatz 2 MStV): Name und Anschrift", example = &"Max Mustermann, Leitung der Pressestelle, Anschrift wie oben")]
    pub responsible: Option<String>,
    /// The data protection officer (article 13 (1) (b) GDPR).
    #[serde(rename(deserialize = "datenschutzbeauftragte"), default)]
    #[schemars(
        description = "Behördliche Datenschutzbeauftragte oder behördlicher Datenschutzbeauftragter (Artikel 13 DSGVO)"
    )]
    pub privacy_officer: Option<Contact>,
    /// Who runs the server (article 13 (1) (e) GDPR).
    #[serde(rename(deserialize = "betrieb"), default)]
    #[schemars(description = "Wer den Server betreibt, und ob im Auftrag: Empfänger der Daten (Artikel 13 DSGVO)", example = &"Rechenzentrum des Landes, im Auftrag nach Artikel 28 DSGVO")]
    pub hosting: Option<String>,
    /// What the server writes down, why, by which right and for how long (article 13 GDPR).
    #[serde(rename(deserialize = "protokoll"), default)]
    #[schemars(description = "Was der Server protokolliert: Angaben, Zweck, Rechtsgrundlage und Dauer (Markdown)", example = &"Adresse der Seite und Zeit, ohne IP-Adresse, sieben Tage lang, um Angriffe abzuwehren.")]
    pub log: Option<Markdown>,
    /// The accessibility statement.
    #[serde(rename(deserialize = "barrierefreiheit"), default)]
    #[schemars(description = "Angaben zur Erklärung zur Barrierefreiheit")]
    pub accessibility: Accessibility,
}

/// The dates of the accessibility statement, after the model of Implementing Decision (EU) 2018/1523.
#[derive(Debug, Clone, Default, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(
    title = "Erklärung zur Barrierefreiheit",
    description = "Wann sie erstellt und geprüft wurde und wie schnell Meldungen beantwortet werden"
)]
pub struct Accessibility {
    /// When it was prepared.
    #[serde(rename(deserialize = "erstellt_am"), default)]
    #[schemars(description = "Wann die Erklärung erstellt wurde")]
    pub created_on: Option<Day>,
    /// When it was last reviewed: once a year.
    #[serde(rename(deserialize = "geprueft_am"), default)]
    #[schemars(description = "Wann sie zuletzt überprüft wurde; nach einem Jahr ist sie wieder fällig")]
    pub reviewed_on: Option<Day>,
    /// How soon who reports a barrier is answered.
    #[serde(rename(deserialize = "antwort"), default)]
    #[schemars(description = "Bis wann Meldungen beantwortet werden", example = &"innerhalb eines Monats")]
    pub reply_within: Option<String>,
}

/// Someone who publishes the portal together with the publisher.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Mitherausgeber", description = "Wer das Portal mit herausgibt")]
pub struct Partner {
    /// Name.
    #[schemars(description = "Name", example = &"Städte- und Gemeindebund")]
    pub name: String,
    /// Website.
    #[serde(default)]
    #[schemars(description = "Webauftritt")]
    pub website: Option<WebAddress>,
}
