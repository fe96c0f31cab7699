//! Arguments of `ozg neu`.

use std::path::PathBuf;

use clap::Subcommand;

use super::TEMPLATE;
use super::new_text::NewTextArguments;
use crate::model::{AuthorityId, GuideId, Instrument, MinistryId, ServiceId, Step, TopicId};

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
    /// Was je eine Markdown-Datei ist
    #[command(flatten)]
    Text(NewTextArguments),
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
