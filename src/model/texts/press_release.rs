//! A press release (Pressemitteilung).

use crate::model::{
    Contact, Day, Document, Entity, EntityId, Files, MinistryId, Naming, Prose, References, ServiceId, Start, TextKind,
    TextRecord, Translatable, TranslationMatch, lifecycle::entity, texts::text_record::kept_in,
    translation::notes_source, translation::texts, translation::titles, values::id::id,
};

id!(
    /// The file name of a press release, date first.
    PressReleaseId, "Kennung einer Pressemitteilung (Name ihrer Datei)", "2022-02-15-start"
);

entity! {
    not_before: date;
    /// A press release, as `presse/<date>-<slug>.md` holds it.
    #[schemars(title = "Pressemitteilung", description = "Eine Pressemitteilung")]
    pub struct PressRelease {
        /// File name.
        #[serde(skip_deserializing, default = "PressReleaseId::unset")]
        pub id: PressReleaseId,
        /// Headline.
        #[serde(rename(deserialize = "titel"))]
        #[schemars(description = "Überschrift", example = &"Wohngeld jetzt auch online")]
        pub title: String,
        /// One sentence for lists and search.
        #[serde(rename(deserialize = "kurz"), default)]
        #[schemars(description = "Ein Satz für Listen und Suche", example = &"Ein Satz, der das Wichtigste sagt.")]
        pub summary: Option<String>,
        /// Day of publication.
        #[serde(rename(deserialize = "datum"))]
        #[schemars(description = "Tag der Veröffentlichung; vorher erscheint die Mitteilung nicht")]
        pub date: Day,
        /// Whose.
        #[serde(rename(deserialize = "ressort"), default)]
        #[schemars(description = "Kennung des Ressorts")]
        pub ministry: Option<MinistryId>,
        /// Which services it is about.
        #[serde(rename(deserialize = "leistungen"), default)]
        #[schemars(description = "Kennungen der Leistungen, um die es geht")]
        pub services: Vec<ServiceId>,
        /// Whom the press may ask.
        #[serde(rename(deserialize = "kontakt"), default)]
        #[schemars(description = "Kontakt für die Presse")]
        pub contacts: Vec<Contact>,
        /// Files.
        #[serde(rename(deserialize = "anhaenge"), default)]
        #[schemars(description = "Anhänge im Ordner der Pressemitteilungen")]
        pub documents: Vec<Document>,
        /// Text below the front matter.
        #[serde(skip)]
        pub text: Option<Prose>,
    }
}

impl Entity for PressRelease {
    fn entity_id(&self) -> EntityId {
        EntityId::PressRelease(self.id.clone())
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
        ("anhaenge", &self.documents)
    }

    fn ministry(&self) -> Option<&MinistryId> {
        self.ministry.as_ref()
    }

    fn services(&self) -> &[ServiceId] {
        &self.services
    }

    fn told_change(&self) -> Option<Day> {
        Some(self.date)
    }
}

impl TextRecord for PressRelease {
    type Id = PressReleaseId;

    const NAMING: Naming = Naming {
        word: "presse",
        nouns: ["Pressemitteilung", "Pressemitteilungen"],
        folder: "presse",
        files: Files::Text(TextKind::PressRelease),
        family: "/presse/",
        keys: ["press", "press"],
        menu: Some(85),
        has_feed: true,
        weight: 0.8,
        has_plain_table: false,
        id: |id| id.parse().map(EntityId::PressRelease),
    };

    const START: Start = Start {
        accusative: "Eine Pressemitteilung",
        nominative: "Eine Pressemitteilung",
        day: Some("Tag der Veröffentlichung"),
        example: "wohngeld-online",
        title: "Überschrift",
        invitation: "Schreiben Sie hier die Mitteilung. Das Wichtigste steht im ersten Satz.",
    };

    kept_in!(press_releases, PressRelease);

    fn order(&self) -> impl Ord + use<> {
        (std::cmp::Reverse(self.date), self.id.clone())
    }

    fn first_fields(day: Day) -> Vec<(&'static str, String)> {
        vec![("datum", day.to_string())]
    }

    fn references(&mut self) -> References<'_> {
        References {
            ministry: Some(&mut self.ministry),
            services: Some(&mut self.services),
        }
    }
}

texts! {
    /// `presse/<id>.<language>.md`
    #[schemars(title = "Übersetzung einer Pressemitteilung", description = "Die Texte einer Pressemitteilung in einer anderen Sprache")]
    pub struct PressReleaseTexts {
        /// Headline.
        #[serde(rename = "titel")]
        #[schemars(description = "Überschrift", example = &"Housing benefit now available online")]
        pub title: String,
        /// One sentence for lists and search.
        #[serde(rename = "kurz", default)]
        #[schemars(description = "Ein Satz für Listen und Suche", example = &"Twelve towns take applications online.")]
        pub summary: Option<String>,
        /// Titles of the files.
        #[serde(rename = "anhaenge", default)]
        #[schemars(description = "Titel der Anhänge, einer für jeden", example = ["Photo"])]
        pub documents: Vec<String>,
    }
}

impl Translatable for PressRelease {
    type Texts = PressReleaseTexts;

    fn match_texts(&mut self, texts: &PressReleaseTexts, matched: &mut TranslationMatch) {
        matched.text("/titel", Some(&mut self.title), Some(&texts.title));
        matched.text("/kurz", self.summary.as_mut(), texts.summary.as_ref());
        matched.list("/anhaenge", titles(&mut self.documents), &texts.documents);
    }

    notes_source!(with prose);
}
