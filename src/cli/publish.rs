//! Options of `ozg publish`.

use std::path::PathBuf;

use crate::model::{InvalidNumber, Number, PortalAddress};
use crate::publish::Target;

/// Options of `ozg publish`.
#[derive(Debug, Clone, clap::Args)]
pub struct Publish {
    /// Ordner, s3://SPEICHER/PRÄFIX, ssh://HOST/PFAD, sftp://HOST/PFAD oder webdavs://HOST/PFAD
    #[arg(value_name = "ZIEL", required_unless_present = "plan")]
    pub target: Option<Target>,
    /// Ordner, in den das Portal vorher geschrieben wird (sonst public)
    #[arg(long = "ausgabe", value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Adresse, unter der das Portal veröffentlicht wird (sonst basis_url aus portal.yaml)
    #[arg(long = "basis-url", value_name = "URL", value_parser = super::base_url)]
    pub base_url: Option<PortalAddress>,
    /// Veröffentlicht eine Vorschau dieses Namens unter einem Pfad, den niemand errät (OZG_VORSCHAU_GEHEIMNIS): mit Entwürfen, ohne Suchmaschinen
    #[arg(long = "vorschau", value_name = "NAME", conflicts_with_all = ["plan", "back"])]
    pub preview: Option<String>,
    /// Entfernt die Vorschau wieder
    #[arg(long = "entfernen", requires = "preview", conflicts_with_all = ["rehearsal", "verify"])]
    pub withdraw: bool,
    /// Nimmt auch Entwürfe auf
    #[arg(long = "entwuerfe")]
    pub drafts: bool,
    /// Schreibt das Portal vorher auch in einen Ordner, in dem Dateien von anderen liegen
    #[arg(long = "trotzdem")]
    pub insists: bool,
    /// Veröffentlicht neben Seiten, Stilen, Skripten und Daten eine verdichtete Fassung (.gz), die der Webserver fertig ausliefert
    #[arg(long = "verdichten")]
    pub compress: bool,
    /// Zeigt nur, was zu tun wäre
    #[arg(long = "probe", conflicts_with_all = ["back", "verify", "plan"])]
    pub rehearsal: bool,
    /// Zeigt wieder die Veröffentlichung davor
    #[arg(long = "zurueck", conflicts_with_all = ["verify", "plan"])]
    pub back: bool,
    /// Ruft danach ab, was sich geändert hat, und nennt, was der Server anders sagt als gedacht
    #[arg(long = "pruefen", conflicts_with = "plan")]
    pub verify: bool,
    /// Liest ein Ziel neu ein, dessen Verzeichnis fehlt, beschädigt ist oder zu einem anderen Portal gehört
    #[arg(long = "neu-einlesen")]
    pub read_anew: bool,
    /// Erlaubt, dass mehr als ein Zehntel der Adressen verschwindet
    #[arg(long = "viele-loeschungen")]
    pub many_removals: bool,
    /// So lange bleiben Stile, Skripte und Bilder, die keine Seite mehr nennt, für offene Seiten am Ziel (sonst 7 Tage)
    #[arg(long = "schonfrist", value_name = "TAGE", default_value = "7", hide_default_value = true, value_parser = days)]
    pub grace: u32,
    /// Überträgt nichts, sondern schreibt, was in welcher Reihenfolge zu tun ist; der Stand davor wird aus derselben Datei gelesen
    #[arg(long = "plan", value_name = "DATEI", conflicts_with = "target")]
    pub plan: Option<PathBuf>,
    /// Schreibt die Adressen, die sich geändert haben, eine je Zeile (für den Zwischenspeicher eines CDN)
    #[arg(long = "adressen", value_name = "DATEI")]
    pub addresses: Option<PathBuf>,
    /// Gibt die Zusammenfassung als JSON aus
    #[arg(long = "json")]
    pub json: bool,
}

fn days(text: &str) -> Result<u32, InvalidNumber> {
    text.parse().map(Number::<0, 365>::get)
}
