//! Arguments of `ozg neu`.

use std::path::PathBuf;

use clap::Subcommand;

use super::TEMPLATE;
use crate::model::{
    AuthorityId, Day, EventId, GuideId, Instrument, MinistryId, PageId, PressReleaseId, ServiceId, Step, TopicId,
};

/// What to start.
#[derive(Debug, Clone, Subcommand)]
pub enum New {
    /// Eine Leistung
    #[command(name = "leistung", help_template = TEMPLATE, override_usage = "ozg neu leistung KENNUNG [OPTIONEN]", next_help_heading = "Angaben")]
    Service {
        /// Name des Ordners, zum Beispiel wohngeld
        #[arg(value_name = "KENNUNG")]
        id: ServiceId,
        /// Name der Leistung
        #[arg(long = "titel", value_name = "TEXT")]
        title: Option<String>,
        /// Kennung des zuständigen Ressorts (sonst das erste)
        #[arg(long = "ressort", value_name = "KENNUNG")]
        ministry: Option<MinistryId>,
        /// Kennung des Themenfelds (sonst das erste)
        #[arg(long = "themenfeld", value_name = "KENNUNG")]
        topic: Option<TopicId>,
    },
    /// Einen Termin
    #[command(name = "termin", help_template = TEMPLATE, override_usage = "ozg neu termin DATUM KENNUNG [OPTIONEN]", next_help_heading = "Angaben")]
    Event {
        /// Tag, zum Beispiel 2022-03-01
        #[arg(value_name = "DATUM")]
        day: Day,
        /// Name der Datei ohne Datum, zum Beispiel auftakt
        #[arg(value_name = "KENNUNG")]
        id: EventId,
        /// Name des Termins
        #[arg(long = "titel", value_name = "TEXT")]
        title: Option<String>,
    },
    /// Eine Pressemitteilung
    #[command(name = "presse", help_template = TEMPLATE, override_usage = "ozg neu presse DATUM KENNUNG [OPTIONEN]", next_help_heading = "Angaben")]
    PressRelease {
        /// Tag der Veröffentlichung, zum Beispiel 2022-03-01
        #[arg(value_name = "DATUM")]
        day: Day,
        /// Name der Datei ohne Datum, zum Beispiel wohngeld-online
        #[arg(value_name = "KENNUNG")]
        id: PressReleaseId,
        /// Überschrift
        #[arg(long = "titel", value_name = "TEXT")]
        title: Option<String>,
    },
    /// Einen Leitfaden mit seinem ersten Kapitel
    #[command(name = "leitfaden", help_template = TEMPLATE, override_usage = "ozg neu leitfaden KENNUNG [OPTIONEN]", next_help_heading = "Angaben")]
    Guide {
        /// Name des Ordners, zum Beispiel pilotbehoerden-gewinnen
        #[arg(value_name = "KENNUNG")]
        id: GuideId,
        /// Titel
        #[arg(long = "titel", value_name = "TEXT")]
        title: Option<String>,
    },
    /// Ein Ressort
    #[command(name = "ressort", help_template = TEMPLATE, override_usage = "ozg neu ressort KENNUNG [OPTIONEN]", next_help_heading = "Angaben")]
    Ministry {
        /// Name der Datei: das Kürzel in Kleinbuchstaben
        #[arg(value_name = "KENNUNG")]
        id: MinistryId,
        /// Voller Name
        #[arg(long = "titel", value_name = "TEXT")]
        title: Option<String>,
    },
    /// Eine weitere Stelle, am Ende von stellen/weitere.yaml
    #[command(name = "stelle", help_template = TEMPLATE, override_usage = "ozg neu stelle KENNUNG [OPTIONEN]", next_help_heading = "Angaben")]
    Authority {
        /// Kennung, zum Beispiel handwerkskammer
        #[arg(value_name = "KENNUNG")]
        id: AuthorityId,
        /// Name der Stelle
        #[arg(long = "titel", value_name = "TEXT")]
        title: Option<String>,
    },
    /// Eine Seite
    #[command(name = "seite", help_template = TEMPLATE, override_usage = "ozg neu seite KENNUNG [OPTIONEN]", next_help_heading = "Angaben")]
    Page {
        /// Name der Datei, zum Beispiel unterstuetzung
        #[arg(value_name = "KENNUNG")]
        id: PageId,
        /// Titel
        #[arg(long = "titel", value_name = "TEXT")]
        title: Option<String>,
    },
    /// Eine Vorlage für Pakete (ozg paket)
    #[command(name = "vorlage", help_template = TEMPLATE, override_usage = "ozg neu vorlage SCHRITT INSTRUMENT [OPTIONEN]", next_help_heading = "Angaben")]
    Template {
        /// Schritt, für den die Vorlage ist: 1, 2 oder 3
        #[arg(value_name = "SCHRITT")]
        step: Step,
        /// Was daraus wird: informationsschreiben, mail, einladung, pressetext, social-media oder plakat
        #[arg(value_name = "INSTRUMENT")]
        instrument: Instrument,
        /// Betreff oder Überschrift, auch mit Lücken
        #[arg(long = "titel", value_name = "TEXT")]
        title: Option<String>,
    },
    /// Ein Portal für ein anderes Land, in einem neuen Ordner
    #[command(name = "portal", help_template = TEMPLATE, override_usage = "ozg neu portal DIR [OPTIONEN]", next_help_heading = "Angaben")]
    Portal {
        /// Ordner des neuen Portals
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        /// Name des Landes
        #[arg(
            long = "land",
            value_name = "NAME",
            default_value = "Musterland",
            hide_default_value = true
        )]
        state: String,
        /// Kürzel des Landes aus zwei Buchstaben
        #[arg(long = "kuerzel", value_name = "XX", default_value = "ML", hide_default_value = true)]
        abbreviation: String,
    },
}
