//! The portal itself, as `portal.yaml` describes it: nothing about a particular state is in the code.

use serde::{Deserialize, Serialize};

use crate::model::{
    BaseService, BaseServiceId, Colour, Contact, Day, Days, DocumentKind, Email, ExtraFiles, HostName, Language, Legal,
    Level, Licence, Markdown, MaturityModel, MaturityNames, Number, Partner, PortalAddress, SecurityContact, ThemeName,
    WebAddress, service::base_service::usual,
};

/// The settings of a portal.
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Portal", description = "Die Einstellungen des Portals")]
pub struct Settings {
    /// Name of the portal.
    #[serde(rename(deserialize = "titel"))]
    #[schemars(description = "Name des Portals", example = &"OZG-Informationsportal")]
    pub title: String,
    /// Line below the name.
    #[serde(rename(deserialize = "untertitel"), default)]
    #[schemars(description = "Zeile unter dem Namen", example = &"Land Musterland")]
    pub subtitle: Option<String>,
    /// What the portal is for, in one sentence.
    #[serde(rename(deserialize = "beschreibung"))]
    #[schemars(description = "Wozu das Portal dient, in einem Satz", example = &"Wie weit die Digitalisierung der Verwaltungsleistungen im Land ist und was sie die Kommunen kostet.")]
    pub description: String,
    /// Where the portal will be published.
    #[serde(rename(deserialize = "basis_url"))]
    #[schemars(description = "Adresse, unter der das Portal veröffentlicht wird")]
    pub base_url: PortalAddress,
    /// In whose name the ids of feeds and calendars are given; none for the host of the address.
    #[serde(rename(deserialize = "kennungen_von"), default)]
    #[schemars(
        description = "In wessen Namen Feeds und Kalender ihre Einträge kennzeichnen, wenn es nicht der Servername aus basis_url ist: Nach einem Umzug des Portals bleibt hier der alte Name stehen, damit in keinem Feed und keinem Kalender etwas doppelt erscheint"
    )]
    pub id_authority: Option<HostName>,
    /// The reference date, where it does not move with the calendar.
    #[serde(rename(deserialize = "stichtag"), default)]
    #[schemars(
        description = "Stichtag des Portals: „heute“, „vergangen“ und „überfällig“ gelten von diesem Tag aus. Ohne Angabe gilt der Tag, an dem das Portal gebaut wird"
    )]
    pub as_of: Option<Day>,
    /// The state.
    #[serde(rename(deserialize = "land"))]
    #[schemars(description = "Das Land, dessen Portal dies ist")]
    pub state: State,
    /// Who publishes it.
    #[serde(rename(deserialize = "herausgeber"))]
    #[schemars(description = "Herausgeber des Portals")]
    pub publisher: Publisher,
    /// Whom to tell of a barrier.
    #[serde(rename(deserialize = "barriere_melden"))]
    #[schemars(description = "E-Mail-Adresse für Meldungen zur Barrierefreiheit")]
    pub barrier_email: Email,
    /// Editorial contact.
    #[serde(rename(deserialize = "redaktion"), default)]
    #[schemars(description = "Kontakt zur Redaktion")]
    pub editors: Option<Contact>,
    /// After how many days a record must be reviewed.
    #[serde(rename(deserialize = "pruefen_nach"), default = "default_review_days")]
    #[schemars(
        description = "Nach wie vielen Tagen eine Leistung wieder zu prüfen ist",
        example = 180
    )]
    pub review_after_days: Days,
    /// Where editors change the content.
    #[serde(default)]
    #[schemars(description = "Wo die Inhalte bearbeitet werden")]
    pub repository: Option<Repository>,
    /// Colours.
    #[serde(rename(deserialize = "farben"), default)]
    #[schemars(description = "Farben des Portals")]
    pub colours: Colours,
    /// The theme.
    #[serde(rename(deserialize = "thema"), default = "default_theme")]
    #[schemars(description = "Name des Themas unter themes/", example = &"standard")]
    pub theme: ThemeName,
    /// The state's own names.
    #[serde(rename(deserialize = "namen"))]
    #[schemars(description = "Eigene Namen des Landes")]
    pub names: Names,
    /// The welcome on the start page.
    #[serde(rename(deserialize = "begruessung"), default)]
    #[schemars(description = "Einige Sätze für die Startseite (Markdown)")]
    pub welcome: Option<Markdown>,
    /// Notes on the sources of data, to be shown where the data are.
    #[serde(rename(deserialize = "quellen"), default)]
    #[schemars(description = "Quellenvermerke zu übernommenen Daten")]
    pub sources: Sources,
    /// Largest document in megabytes that may be published.
    #[serde(
        rename(deserialize = "dokument_hoechstens_mb"),
        default = "default_document_megabytes"
    )]
    #[schemars(
        description = "Größe in Megabyte, die ein Dokument höchstens haben darf",
        example = 20
    )]
    pub document_megabytes: Number<1, 500>,
    /// Endings of the documents that may be published.
    #[serde(
        rename(deserialize = "dokumente"),
        default = "crate::model::texts::attachment::default_kinds"
    )]
    #[schemars(
        description = "Endungen der Dokumente, die veröffentlicht werden dürfen; Bilder (jpg, png, webp, gif, svg) sind immer erlaubt",
        example = ["pdf", "odt", "docx"]
    )]
    pub document_kinds: Vec<DocumentKind>,
    /// Which entities get files of their own besides their pages.
    #[serde(rename(deserialize = "zusatzdateien"), default)]
    #[schemars(description = "Welche Seiten eigene Feeds, Kalender, Kontakte und Datensätze haben; ohne Angabe alle")]
    pub extra_files: ExtraFiles,
    /// The languages beside German.
    #[serde(rename(deserialize = "sprachen"), default)]
    #[schemars(
        description = "Sprachen neben Deutsch, in denen das Portal erscheint: Kürzel aus zwei oder drei Buchstaben (ISO 639), oder leicht für Leichte Sprache"
    )]
    pub languages: Vec<Language>,
    /// The base services.
    #[serde(rename(deserialize = "basisdienste"), default)]
    #[schemars(
        description = "Basiskomponenten, die Online-Dienste nutzen, mit ihren heutigen Namen; ohne Angabe die acht üblichen"
    )]
    pub base_services: Vec<BaseService>,
    /// What the maturity models call their levels and criteria.
    #[serde(rename(deserialize = "reifegradmodelle"), default)]
    #[schemars(description = "Namen der Stufen und Kriterien der Reifegradmodelle")]
    pub maturity_names: Vec<MaturityNames>,
    /// The licence of texts and data.
    #[serde(rename(deserialize = "lizenz"), default)]
    #[schemars(description = "Lizenz, unter der Texte und Daten weiterverwendet werden dürfen")]
    pub licence: Option<Licence>,
    /// Whom to tell of a security problem.
    #[serde(rename(deserialize = "sicherheit"), default)]
    #[schemars(description = "Kontakt für Meldungen von Sicherheitslücken (security.txt)")]
    pub security: Option<SecurityContact>,
    /// What the law wants to be told.
    #[serde(rename(deserialize = "rechtliches"), default)]
    #[schemars(
        description = "Pflichtangaben für Impressum, Datenschutz und die Erklärung zur Barrierefreiheit; was fehlt, nennt `ozg check --streng`"
    )]
    pub legal: Legal,
}

impl Default for Settings {
    /// A portal without a name: it lets the checks go on where `portal.yaml` is broken, and is never built.
    #[expect(clippy::expect_used, reason = "what is read here stands here")]
    fn default() -> Self {
        Self {
            title: String::new(),
            subtitle: None,
            description: String::new(),
            base_url: "https://example.org".parse().expect("a valid address"),
            id_authority: None,
            as_of: None,
            state: State::default(),
            publisher: Publisher::default(),
            barrier_email: "barriere@example.org".parse().expect("a valid address"),
            editors: None,
            review_after_days: default_review_days(),
            repository: None,
            colours: Colours::default(),
            theme: default_theme(),
            names: Names::default(),
            welcome: None,
            sources: Sources::default(),
            document_megabytes: default_document_megabytes(),
            document_kinds: crate::model::texts::attachment::default_kinds(),
            extra_files: ExtraFiles::default(),
            languages: Vec::new(),
            base_services: Vec::new(),
            maturity_names: Vec::new(),
            licence: None,
            security: None,
            legal: Legal::default(),
        }
    }
}

impl Settings {
    /// The base service that an id means; none where nobody has listed it.
    pub fn base_service(&self, id: &BaseServiceId) -> Option<BaseService> {
        let listed = self.base_services.iter().find(|service| service.is_called(id));
        listed
            .cloned()
            .or_else(|| usual().into_iter().find(|service| service.is_called(id)))
    }

    /// The base services that records can name: those that are listed, else the usual ones.
    pub fn known_base_services(&self) -> Vec<BaseService> {
        match self.base_services.is_empty() {
            true => usual(),
            false => self.base_services.clone(),
        }
    }

    /// What a model calls its levels and criteria, where that is listed.
    pub fn names_of(&self, model: MaturityModel) -> Option<&MaturityNames> {
        self.maturity_names.iter().find(|names| names.model == model)
    }

    /// What a level is called, where that is listed.
    pub fn level_name(&self, level: Level) -> Option<&str> {
        let names = self.names_of(level.model)?;
        names.levels.get(usize::from(level.level)).map(String::as_str)
    }
}

fn default_review_days() -> Days {
    Days::nearest(180)
}

/// The address of a portal stands before every other one, many times on every page.
pub const MOST_OF_BASE_URL: usize = 300;

#[expect(clippy::expect_used, reason = "what is read here stands here")]
fn default_theme() -> ThemeName {
    "standard".parse().expect("a name")
}

fn default_document_megabytes() -> Number<1, 500> {
    Number::nearest(20)
}

/// A German state.
#[derive(Debug, Clone, Default, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Land", description = "Das Land")]
pub struct State {
    /// Name.
    #[schemars(description = "Name des Landes", example = &"Musterland")]
    pub name: String,
    /// Abbreviation of two letters.
    #[serde(rename(deserialize = "kuerzel"))]
    #[schemars(description = "Kürzel des Landes aus zwei Buchstaben", example = &"ML")]
    pub abbreviation: String,
}

/// Who publishes the portal.
#[derive(Debug, Clone, Default, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Herausgeber", description = "Wer das Portal herausgibt")]
pub struct Publisher {
    /// Name.
    #[schemars(description = "Name des Herausgebers", example = &"Ministerium des Innern")]
    pub name: String,
    /// Website.
    #[serde(default)]
    #[schemars(description = "Webauftritt des Herausgebers")]
    pub website: Option<WebAddress>,
    /// Postal address, a line each.
    #[serde(rename(deserialize = "anschrift"), default)]
    #[schemars(description = "Anschrift, Zeile für Zeile", example = ["Musterstraße 1", "01234 Musterstadt"])]
    pub address: Vec<String>,
    /// Telephone.
    #[serde(rename(deserialize = "telefon"), default)]
    #[schemars(description = "Telefonnummer", example = &"+49 30 23125 000")]
    pub phone: Option<String>,
    /// E-mail address.
    #[serde(default)]
    #[schemars(description = "E-Mail-Adresse")]
    pub email: Option<Email>,
    /// Who publishes it as well.
    #[serde(rename(deserialize = "mitherausgeber"), default)]
    #[schemars(description = "Wer das Portal mit herausgibt")]
    pub partners: Vec<Partner>,
}

/// Where editors change the content.
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Ablage der Inhalte", description = "Wo die Inhalte bearbeitet werden")]
pub struct Repository {
    /// Start page of the repository.
    #[schemars(description = "Webadresse des Repositorys")]
    pub url: WebAddress,
    /// Pattern of the page that edits a file; `{pfad}` stands for its path.
    #[serde(rename(deserialize = "bearbeiten"))]
    #[schemars(description = "Muster der Adresse zum Bearbeiten einer Datei; {pfad} steht für ihren Pfad", example = &"https://example.org/portal/bearbeiten/{pfad}")]
    pub edit: WebAddress,
}

/// The portal's colours, as CSS hexadecimal colours.
#[derive(Debug, Clone, Default, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Farben", description = "Die Farben des Portals")]
pub struct Colours {
    /// Brand colour on light ground.
    #[serde(rename(deserialize = "marke"), default)]
    #[schemars(
        description = "Hauptfarbe auf hellem Grund, zum Beispiel #b3122b",
        regex(pattern = "^#[0-9a-fA-F]{6}$")
    )]
    pub brand: Option<Colour>,
    /// Brand colour on dark ground.
    #[serde(rename(deserialize = "marke_dunkel"), default)]
    #[schemars(description = "Hauptfarbe auf dunklem Grund")]
    pub brand_dark: Option<Colour>,
}

/// The state's own names for what every state has.
#[derive(Debug, Clone, Default, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Eigene Namen", description = "Wie im Land heißt, was jedes Land hat")]
pub struct Names {
    /// The editorial system for descriptions of services.
    #[serde(rename(deserialize = "redaktionssystem"))]
    #[schemars(description = "Redaktionssystem für Leistungsbeschreibungen", example = &"Redaktionssystem des Landes")]
    pub editorial_system: String,
    /// The state's IT service provider.
    #[serde(rename(deserialize = "it_dienstleister"))]
    #[schemars(description = "IT-Dienstleister des Landes", example = &"Rechenzentrum des Landes")]
    pub it_provider: String,
    /// The state's service portal.
    #[serde(rename(deserialize = "serviceportal"))]
    #[schemars(description = "Serviceportal des Landes", example = &"Serviceportal")]
    pub service_portal: String,
    /// Address of the service portal.
    #[serde(rename(deserialize = "serviceportal_url"), default)]
    #[schemars(description = "Webadresse des Serviceportals")]
    pub service_portal_url: Option<WebAddress>,
}

/// Notes on the sources of data.
#[derive(Debug, Clone, Default, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Quellenvermerke", description = "Vermerke zu übernommenen Daten")]
pub struct Sources {
    /// Of the directory of authorities.
    #[serde(rename(deserialize = "verzeichnis"), default)]
    #[schemars(description = "Quellenvermerk zum Verzeichnis der Stellen (Markdown)")]
    pub directory: Option<Markdown>,
    /// The day of which the directory of authorities is.
    #[serde(rename(deserialize = "gebietsstand"), default)]
    #[schemars(
        description = "Gebietsstand des Verzeichnisses der Stellen: der Tag, zu dem es übernommen wurde. Er steht überall, wo Stellen gezählt werden"
    )]
    pub directory_as_of: Option<Day>,
    /// Of the catalogue of services.
    #[serde(rename(deserialize = "katalog"), default)]
    #[schemars(description = "Quellenvermerk zum Katalog der Leistungen (Markdown)")]
    pub catalogue: Option<Markdown>,
    /// Of the boundaries on maps.
    #[serde(rename(deserialize = "karten"), default)]
    #[schemars(description = "Quellenvermerk zu den Grenzen auf Karten (Markdown)")]
    pub maps: Option<Markdown>,
}
