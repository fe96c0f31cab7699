//! Arguments of `ozg import`.

use std::path::PathBuf;

use clap::Subcommand;

use super::TEMPLATE;
use crate::model::{Day, ServiceId};

/// What to take over.
#[derive(Debug, Clone, Subcommand)]
pub enum Import {
    /// Das Verzeichnis der Gebietskörperschaften, aus einer Tabelle (CSV) oder dem Gemeindeverzeichnis (GV100AD)
    #[command(name = "stellen", help_template = TEMPLATE, override_usage = "ozg import stellen DATEI [OPTIONEN]", next_help_heading = "Angaben")]
    Authorities {
        /// Die Datei
        #[arg(value_name = "DATEI")]
        file: PathBuf,
        /// Zeigt nur, was sich ändern würde
        #[arg(long = "probe")]
        dry_run: bool,
        /// Der Tag, dessen Verzeichnis die Tabelle ist (sonst der Stichtag); das Gemeindeverzeichnis nennt ihn selbst
        #[arg(long = "gebietsstand", value_name = "DATUM")]
        territorial_status: Option<Day>,
        /// Beendet Stellen, die nicht mehr in der Datei stehen, am Tag davor; sie bleiben als frühere Stellen im Verzeichnis
        #[arg(long = "beenden")]
        end: bool,
    },
    /// Wer welche Leistung nachnutzt, aus einer Tabelle (CSV)
    #[command(name = "nachnutzung", help_template = TEMPLATE, override_usage = "ozg import nachnutzung DATEI [OPTIONEN]", next_help_heading = "Angaben")]
    Reuse {
        /// Die Datei
        #[arg(value_name = "DATEI")]
        file: PathBuf,
        /// Kennung der Leistung, wenn die Datei keine Spalte `leistung` hat
        #[arg(long = "leistung", value_name = "KENNUNG")]
        service: Option<ServiceId>,
        /// Zeigt nur, was sich ändern würde
        #[arg(long = "probe")]
        dry_run: bool,
        /// Bei Widersprüchen, die das Datum nicht entscheidet, gilt die Datei
        #[arg(long = "ueberschreiben")]
        overwrite: bool,
    },
}
