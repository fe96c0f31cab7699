//! The closed vocabularies of the content model: German words in the files, English names in templates and open data.

/// Declares a vocabulary, with its German title: an enum whose values have a German word (in content files and URLs), an English name
/// (in templates, open data and the interface texts) and a German explanation (in the schema).
macro_rules! vocabulary {
    (
        $(#[$meta:meta])*
        pub enum $name:ident as $title:literal {
            $( $(#[$variant_meta:meta])* $variant:ident = $word:literal, $key:literal, $description:literal; )+
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $( #[doc = $description] $(#[$variant_meta])* $variant, )+
        }

        impl $name {
            /// All values in the order of the vocabulary.
            pub const ALL: &'static [Self] = &[ $( Self::$variant ),+ ];

            /// The German word, as it stands in content files and URLs.
            pub fn word(self) -> &'static str {
                match self { $( Self::$variant => $word ),+ }
            }

            /// The English name, as templates, interface texts and open data know it.
            pub fn key(self) -> &'static str {
                match self { $( Self::$variant => $key ),+ }
            }

            /// The German explanation, as schema and handbook give it.
            pub fn explanation(self) -> &'static str {
                match self { $( Self::$variant => $description ),+ }
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::model::UnknownWord;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::ALL.iter().copied().find(|value| value.word() == text).ok_or_else(|| {
                    $crate::model::UnknownWord::new(text, Self::ALL.iter().map(|value| value.word()))
                })
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.key())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = $crate::model::values::scalar::Scalar::deserialize(deserializer)?;
                text.as_str().parse().map_err(serde::de::Error::custom)
            }
        }

        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({
                    "title": $title,
                    "enum": [ $( $word ),+ ],
                    "enumDescriptions": [ $( $description ),+ ],
                })
            }
        }
    };
}

pub(crate) use vocabulary;

/// A word that a vocabulary does not know.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unbekannter Wert `{word}`, erlaubt sind: {allowed}")]
pub struct UnknownWord {
    /// The word as it stands in the file.
    pub word: String,
    /// The known words, separated by commas.
    pub allowed: String,
}

impl UnknownWord {
    pub(crate) fn new<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Self {
        Self {
            word: word.to_owned(),
            allowed: known.collect::<Vec<_>>().join(", "),
        }
    }
}

vocabulary! {
    /// Where a service stands on the way from preparation to every municipality (the brochure's three steps).
    pub enum Phase as "Phase" {
        Preparation = "vorbereitung", "preparation", "Das Ministerium bereitet die Nachnutzung vor.";
        InitialInformation = "erstinformation", "initial_information", "Schritt 1: Alle Kommunen werden informiert.";
        Piloting = "pilotierung", "piloting", "Schritt 2: Pilotbehörden erproben den Online-Dienst.";
        Rollout = "rollout", "rollout", "Schritt 3: Der Online-Dienst wird allen Behörden bereitgestellt.";
        Statewide = "flaechendeckend", "statewide", "Alle zuständigen Behörden bieten den Online-Dienst an.";
        Deferred = "zurueckgestellt", "deferred", "Die Umsetzung ruht.";
    }
}

impl Phase {
    /// The step of the three that is under way: 1 to 3, or none before, after and aside.
    pub fn current_step(self) -> Option<u8> {
        match self {
            Self::InitialInformation => Some(1),
            Self::Piloting => Some(2),
            Self::Rollout => Some(3),
            Self::Preparation | Self::Statewide | Self::Deferred => None,
        }
    }

    /// The tone that themes give it.
    pub fn tone(self) -> &'static str {
        match self {
            Self::Preparation => "neutral",
            Self::InitialInformation => "info",
            Self::Piloting => "progress",
            Self::Rollout => "rollout",
            Self::Statewide => "success",
            Self::Deferred => "deferred",
        }
    }
}

vocabulary! {
    /// What the federal context offers for a service under "Einer für Alle" (EfA).
    pub enum Offer as "EfA-Angebot" {
        Reusable = "nachnutzbar", "reusable", "Eine Online-Lösung kann nachgenutzt werden.";
        InterestSurvey = "interessenabfrage", "interest_survey", "Das umsetzende Land fragt das Interesse ab.";
        Participation = "mitarbeit", "participation", "Das Umsetzungsprojekt ruft zur Mitarbeit auf.";
        InClarification = "in_klaerung", "in_clarification", "Ob und wie nachgenutzt werden kann, wird geklärt.";
        None = "keines", "none", "Es gibt kein EfA-Angebot.";
    }
}

vocabulary! {
    /// The ministry's examination and release of an online solution.
    pub enum ApprovalStatus as "Stand der Freigabe" {
        Open = "offen", "open", "Die Prüfung hat noch nicht begonnen.";
        UnderReview = "in_pruefung", "under_review", "Das Ministerium prüft die Online-Lösung.";
        Granted = "erteilt", "granted", "Das Ministerium hat die Online-Lösung freigegeben.";
        Rejected = "abgelehnt", "rejected", "Das Ministerium hat die Freigabe abgelehnt.";
    }
}

vocabulary! {
    /// For whom a service, event or guide is meant.
    pub enum TargetGroup as "Zielgruppe" {
        Citizens = "buerger", "citizens", "Bürgerinnen und Bürger";
        Businesses = "unternehmen", "businesses", "Unternehmen";
        Administration = "verwaltung", "administration", "Verwaltung";
    }
}

vocabulary! {
    /// Question 4: is the law being adapted?
    pub enum LegalStatus as "Stand des Fachrechts" {
        NotNeeded = "nicht_noetig", "not_needed", "Das Fachrecht muss nicht angepasst werden.";
        UnderReview = "in_pruefung", "under_review", "Es wird geprüft, ob das Fachrecht angepasst werden muss.";
        InAdaptation = "in_anpassung", "in_adaptation", "Das Fachrecht wird angepasst.";
        Adapted = "angepasst", "adapted", "Das Fachrecht ist angepasst.";
        Unknown = "unbekannt", "unknown", "Das Ministerium weiß es noch nicht.";
    }
}

vocabulary! {
    /// Question 5: how well the costs are known.
    pub enum CostStatus as "Sicherheit der Kosten" {
        Known = "bekannt", "known", "Die Kosten stehen fest.";
        Estimated = "geschaetzt", "estimated", "Die Kosten sind geschätzt.";
        Unknown = "unbekannt", "unknown", "Das Ministerium weiß es noch nicht.";
    }
}

vocabulary! {
    /// The channels by which a ministry informs the municipalities (step 1 of the brochure).
    pub enum Channel as "Instrument der Erstinformation" {
        Committee = "gremium", "committee", "Bestehendes Gremium, Arbeitsgruppe oder Jour fixe";
        Mailing = "mailing", "mailing", "Mailing";
        Letter = "informationsschreiben", "letter", "Informationsschreiben";
        VideoConference = "videokonferenz", "video_conference", "Videokonferenz";
        Press = "presse", "press", "Pressemitteilung";
        SocialMedia = "social_media", "social_media", "Soziale Medien";
        Associations = "spitzenverbaende", "associations", "Kommunale Spitzenverbände als Multiplikatoren";
        Event = "veranstaltung", "event", "Veranstaltung";
    }
}

vocabulary! {
    /// How far one task of the rollout (step 3) has come.
    pub enum TaskStatus as "Stand einer Aufgabe" {
        Open = "offen", "open", "Noch nicht begonnen";
        InProgress = "in_arbeit", "in_progress", "In Arbeit";
        Done = "erledigt", "done", "Erledigt";
    }
}

vocabulary! {
    /// How far one authority has come with re-using a service.
    pub enum ReuseStatus as "Stand der Nachnutzung" {
        Interested = "interessiert", "interested", "Die Stelle hat Interesse bekundet.";
        Pilot = "pilot", "pilot", "Die Stelle ist Pilotbehörde.";
        Introducing = "in_einfuehrung", "introducing", "Die Stelle führt den Online-Dienst ein.";
        Live = "live", "live", "Der Online-Dienst ist bei der Stelle in Betrieb.";
        Ended = "beendet", "ended", "Die Stelle nutzt den Online-Dienst nicht mehr.";
    }
}

impl ReuseStatus {
    /// Its place in lists: live first, which is what residents can use today.
    pub fn rank(self) -> u8 {
        match self {
            Self::Live => 0,
            Self::Introducing => 1,
            Self::Pilot => 2,
            Self::Interested => 3,
            Self::Ended => 4,
        }
    }
}

vocabulary! {
    /// The kinds of authorities and of other bodies in the directory.
    pub enum AuthorityKind as "Art der Stelle" {
        County = "landkreis", "county", "Landkreis";
        IndependentTown = "kreisfreie_stadt", "independent_town", "Kreisfreie Stadt";
        Office = "amt", "office", "Amt";
        JointMunicipality = "verbandsgemeinde", "joint_municipality", "Verbandsgemeinde";
        IndependentMunicipality = "amtsfreie_gemeinde", "independent_municipality", "Amtsfreie Gemeinde";
        OfficeMunicipality = "amtsangehoerige_gemeinde", "office_municipality", "Amtsangehörige Gemeinde";
        JointMemberMunicipality = "ortsgemeinde", "joint_member_municipality", "Ortsgemeinde";
        AdministeredMunicipality = "mitverwaltete_gemeinde", "administered_municipality", "Mitverwaltete Gemeinde";
        StateAuthority = "landesbehoerde", "state_authority", "Landesbehörde";
        University = "hochschule", "university", "Hochschule";
        Chamber = "kammer", "chamber", "Kammer";
        SocialInsurance = "sozialversicherungstraeger", "social_insurance", "Sozialversicherungsträger";
        EntrustedBody = "beliehene", "entrusted_body", "Beliehene";
        Association = "verband", "association", "Verband";
        UmbrellaAssociation = "spitzenverband", "umbrella_association", "Kommunaler Spitzenverband";
        ItProvider = "it_dienstleister", "it_provider", "IT-Dienstleister";
        SpecialPurposeAssociation = "zweckverband", "special_purpose_association", "Zweckverband";
    }
}

impl AuthorityKind {
    /// Territorial authorities have a regional key (ARS); all other bodies have an id of their own.
    pub fn is_territorial(self) -> bool {
        self <= Self::AdministeredMunicipality
    }

    /// Municipalities are what most readers call home: the towns and villages themselves.
    pub fn is_municipality(self) -> bool {
        matches!(
            self,
            Self::IndependentTown
                | Self::IndependentMunicipality
                | Self::OfficeMunicipality
                | Self::JointMemberMunicipality
                | Self::AdministeredMunicipality
        )
    }
}

vocabulary! {
    /// The kinds of events.
    pub enum EventKind as "Art des Termins" {
        VideoConference = "videokonferenz", "video_conference", "Videokonferenz";
        Training = "schulung", "training", "Schulung";
        Workshop = "workshop", "workshop", "Workshop";
        JourFixe = "jour_fixe", "jour_fixe", "Jour fixe";
        Committee = "gremium", "committee", "Gremium";
        InformationEvent = "informationsveranstaltung", "information_event", "Informationsveranstaltung";
    }
}

vocabulary! {
    /// Who may have the link of an online event.
    pub enum Access as "Zugang zum Termin" {
        Everyone = "oeffentlich", "everyone", "Alle: Der Link steht auf der Website und in den Daten";
        Invited = "eingeladene", "invited", "Nur Eingeladene und Angemeldete: Der Link wird nirgends veröffentlicht";
    }
}

vocabulary! {
    /// The kinds of guides.
    pub enum GuideKind as "Art des Leitfadens" {
        Guide = "leitfaden", "guide", "Leitfaden";
        Tool = "werkzeug", "tool", "Werkzeug";
        Template = "vorlage", "template", "Vorlage";
        CaseStudy = "fallbeispiel", "case_study", "Fallbeispiel";
        Handbook = "handbuch", "handbook", "Handbuch der Redaktion";
    }
}
