//! Who re-uses a service: one line of its table.

use serde::Serialize;

use crate::model::{AuthorityId, PartialDate, ReuseStatus, WebAddress};

/// One line of `nachnutzung.csv`. Its schema says what the columns mean; the table itself is read by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(title = "Nachnutzung", description = "Eine Zeile der Tabelle nachnutzung.csv")]
pub struct Reuse {
    /// Who.
    #[schemars(rename = "ars", description = "Regionalschlüssel (ARS) oder Kennung der Stelle")]
    pub authority: AuthorityId,
    /// How far.
    #[schemars(rename = "stand", description = "Wie weit die Stelle ist")]
    pub status: ReuseStatus,
    /// Since when.
    #[schemars(rename = "seit", description = "Seit wann der Stand gilt")]
    pub since: Option<PartialDate>,
    /// The online service at that authority.
    #[schemars(description = "Webadresse des Online-Dienstes bei dieser Stelle")]
    pub url: Option<WebAddress>,
    /// Remark.
    #[schemars(rename = "bemerkung", description = "Ein kurzer Satz", example = &"Anbindung ans Fachverfahren folgt")]
    pub remark: Option<String>,
    /// The line of the file, counted from 1.
    #[serde(skip)]
    pub line: u32,
}
