//! Videos in German Sign Language.

use serde::{Deserialize, Serialize};

use crate::model::{FileName, Markdown, WebAddress};

/// A video, which lies beside the page or on another website: pages load nothing from elsewhere, they lead there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(
    title = "Gebärdensprache",
    description = "Ein Video in Deutscher Gebärdensprache: eine Datei neben der Seite oder eine Webadresse"
)]
pub struct SignLanguageVideo {
    /// What the link says.
    #[serde(rename(deserialize = "titel"))]
    #[schemars(description = "Titel des Videos", example = &"Was dieses Portal zeigt")]
    pub title: String,
    /// Where it can be watched.
    #[serde(default)]
    #[schemars(description = "Webadresse des Videos")]
    pub url: Option<WebAddress>,
    /// The file, in the folder of the page.
    #[serde(rename(deserialize = "datei"), default)]
    #[schemars(description = "Name der Videodatei im selben Ordner")]
    pub file: Option<FileName>,
    /// What is said in it, for those who can neither see nor follow it.
    #[serde(rename(deserialize = "text"))]
    #[schemars(description = "Was im Video gesagt wird (Markdown)")]
    pub transcript: Markdown,
}
