//! An event (Termin).

use serde::{Deserialize, Serialize};

use crate::model::{
    Access, Day, Document, Email, Entity, EntityId, EventKind, Files, MinistryId, Moment, Naming, Prose, References,
    ServiceId, Start, TargetGroup, TextKind, TextRecord, Translatable, TranslationMatch, WebAddress, lifecycle::entity,
    texts::text_record::kept_in, translation::notes_source, translation::texts, translation::titles, values::id::id,
};

id!(
    /// The file name of an event, date first.
    EventId, "Kennung eines Termins (Name seiner Datei)", "2022-03-01-auftakt"
);

entity! {
    /// An event, as `termine/<date>-<slug>.md` announces it. Times are local (Europe/Berlin).
    #[schemars(title = "Termin", description = "Ein Termin")]
    pub struct Event {
        /// File name.
        #[serde(skip_deserializing, default = "EventId::unset")]
        pub id: EventId,
        /// Name.
        #[serde(rename(deserialize = "titel"))]
        #[schemars(description = "Name des Termins", example = &"Auftakt für Pilotbehörden")]
        pub title: String,
        /// One sentence for lists and search.
        #[serde(rename(deserialize = "kurz"), default)]
        #[schemars(description = "Ein Satz für Listen und Suche", example = &"Ein Satz, der sagt, worum es geht und für wen es ist.")]
        pub summary: Option<String>,
        /// Begin.
        #[serde(rename(deserialize = "beginn"))]
        #[schemars(description = "Beginn, zum Beispiel 2022-03-01 10:00")]
        pub begin: Moment,
        /// End.
        #[serde(rename(deserialize = "ende"), default)]
        #[schemars(description = "Ende, zum Beispiel 2022-03-01 11:30")]
        pub end: Option<Moment>,
        /// Kind.
        #[serde(rename(deserialize = "art"))]
        #[schemars(description = "Art des Termins")]
        pub kind: EventKind,
        /// Place.
        #[serde(rename(deserialize = "ort"), default)]
        #[schemars(description = "Ort der Veranstaltung", example = &"Rathaus Musterstadt")]
        pub place: Option<String>,
        /// Address of the online meeting; [`Event::public_link`] says whether it may be shown.
        #[serde(rename(deserialize = "online"), default)]
        #[schemars(description = "Webadresse der Online-Veranstaltung; veröffentlicht wird sie nur mit `zugang: oeffentlich`")]
        pub join_link: Option<WebAddress>,
        /// For whom the address of the online meeting is.
        #[serde(rename(deserialize = "zugang"), default)]
        #[schemars(description = "Für wen die Webadresse der Online-Veranstaltung ist; ohne Angabe nur für Eingeladene")]
        pub access: Option<Access>,
        /// Who holds it: a name.
        #[serde(rename(deserialize = "veranstalter"), default)]
        #[schemars(description = "Wer den Termin veranstaltet", example = &"Ministerium des Innern")]
        pub organizer: Option<String>,
        /// The ministry that it belongs to.
        #[serde(rename(deserialize = "ressort"), default)]
        #[schemars(description = "Kennung des Ressorts, zu dem der Termin gehört")]
        pub ministry: Option<MinistryId>,
        /// For whom.
        #[serde(rename(deserialize = "zielgruppe"), default)]
        #[schemars(description = "Für wen der Termin ist")]
        pub target_groups: Vec<TargetGroup>,
        /// Which services it is about.
        #[serde(rename(deserialize = "leistungen"), default)]
        #[schemars(description = "Kennungen der Leistungen, um die es geht")]
        pub services: Vec<ServiceId>,
        /// How to register.
        #[serde(rename(deserialize = "anmeldung"), default)]
        #[schemars(description = "Anmeldung")]
        pub registration: Option<Registration>,
        /// Called off.
        #[serde(rename(deserialize = "abgesagt"), default)]
        #[schemars(description = "`true`, wenn der Termin abgesagt ist")]
        pub cancelled: bool,
        /// Files.
        #[serde(rename(deserialize = "unterlagen"), default)]
        #[schemars(description = "Unterlagen im Ordner der Termine")]
        pub documents: Vec<Document>,
        /// Text below the front matter.
        #[serde(skip)]
        pub text: Option<Prose>,
    }
}

/// How to register for an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Anmeldung", description = "Wie man sich anmeldet")]
pub struct Registration {
    /// On a web page.
    #[serde(default)]
    #[schemars(description = "Webadresse der Anmeldung")]
    pub url: Option<WebAddress>,
    /// By e-mail.
    #[serde(default)]
    #[schemars(description = "E-Mail-Adresse für die Anmeldung")]
    pub email: Option<Email>,
    /// Until when.
    #[serde(rename(deserialize = "bis"), default)]
    #[schemars(description = "Letzter Tag der Anmeldung")]
    pub until: Option<Day>,
}

impl Event {
    /// The address of the online meeting, if everyone may have it: without a word about it, nobody but the invited may.
    pub fn public_link(&self) -> Option<&WebAddress> {
        self.join_link
            .as_ref()
            .filter(|_| self.access == Some(Access::Everyone))
    }

    /// The last day of the event.
    pub fn last_day(&self) -> Day {
        Day(self.end.unwrap_or(self.begin).date)
    }

    /// Whether the event is over: its last day lies before the given one.
    pub fn is_past(&self, on: Day) -> bool {
        self.last_day() < on
    }
}

impl Entity for Event {
    fn entity_id(&self) -> EntityId {
        EntityId::Event(self.id.clone())
    }

    fn title(&self) -> &str {
        &self.title
    }

    fn summary(&self) -> Option<&str> {
        self.summary.as_deref()
    }

    fn prose(&self) -> Option<&Prose> {
        self.text.as_ref()
    }

    fn documents(&self) -> (&'static str, &[Document]) {
        ("unterlagen", &self.documents)
    }

    fn ministry(&self) -> Option<&MinistryId> {
        self.ministry.as_ref()
    }

    fn services(&self) -> &[ServiceId] {
        &self.services
    }

    fn told_change(&self) -> Option<Day> {
        self.publish_from
    }

    fn edition(&self) -> Option<Day> {
        Some(Day(self.begin.date))
    }
}

impl TextRecord for Event {
    type Id = EventId;

    const NAMING: Naming = Naming {
        word: "termin",
        nouns: ["Termin", "Termine"],
        folder: "termine",
        files: Files::Text(TextKind::Event),
        family: "/termine/",
        keys: ["event", "events"],
        menu: Some(80),
        has_feed: false,
        weight: 0.9,
        has_plain_table: false,
        id: |id| id.parse().map(EntityId::Event),
    };

    const START: Start = Start {
        accusative: "Einen Termin",
        nominative: "Ein Termin",
        day: Some("Tag"),
        example: "auftakt",
        title: "Name des Termins",
        invitation: "Schreiben Sie hier, worum es geht, für wen der Termin ist und was die Teilnehmenden mitbringen sollen.",
    };

    kept_in!(events, Event);

    fn order(&self) -> impl Ord + use<> {
        (self.begin, self.id.clone())
    }

    fn first_fields(day: Day) -> Vec<(&'static str, String)> {
        vec![
            ("beginn", format!("{day} 10:00")),
            ("ende", format!("{day} 11:30")),
            ("art", "videokonferenz".to_owned()),
        ]
    }

    fn references(&mut self) -> References<'_> {
        References {
            ministry: Some(&mut self.ministry),
            services: Some(&mut self.services),
        }
    }
}

texts! {
    /// `termine/<id>.<language>.md`
    #[schemars(title = "Übersetzung eines Termins", description = "Die Texte eines Termins in einer anderen Sprache")]
    pub struct EventTexts {
        /// Name.
        #[serde(rename = "titel")]
        #[schemars(description = "Name des Termins", example = &"Kick-off for pilot authorities")]
        pub title: String,
        /// One sentence for lists and search.
        #[serde(rename = "kurz", default)]
        #[schemars(description = "Ein Satz für Listen und Suche", example = &"What pilot authorities do, and what they get.")]
        pub summary: Option<String>,
        /// Titles of the documents.
        #[serde(rename = "unterlagen", default)]
        #[schemars(description = "Titel der Unterlagen, einer für jede", example = ["Slides"])]
        pub documents: Vec<String>,
    }
}

impl Translatable for Event {
    type Texts = EventTexts;

    fn match_texts(&mut self, texts: &EventTexts, matched: &mut TranslationMatch) {
        matched.text("/titel", Some(&mut self.title), Some(&texts.title));
        matched.text("/kurz", self.summary.as_mut(), texts.summary.as_ref());
        matched.list("/unterlagen", titles(&mut self.documents), &texts.documents);
    }

    notes_source!(with prose);
}
