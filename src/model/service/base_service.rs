//! Base services (Basisdienste) such as an account or a payment platform: which there are, `portal.yaml` says.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::model::{WebAddress, values::scalar::textual};

/// The id of a base service in `portal.yaml`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BaseServiceId(Box<str>);

/// A text that is no such id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` ist keine Kennung einer Basiskomponente: erlaubt sind Kleinbuchstaben a–z, Ziffern und einzelne Unter- oder Bindestriche dazwischen"
)]
pub struct InvalidBaseServiceId(String);

impl BaseServiceId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for BaseServiceId {
    type Err = InvalidBaseServiceId;

    fn from_str(text: &str) -> Result<Self, InvalidBaseServiceId> {
        let is_word =
            |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        match text.len() <= 100 && text.split(['-', '_']).all(is_word) {
            true => Ok(Self(text.into())),
            false => Err(InvalidBaseServiceId(text.to_owned())),
        }
    }
}

impl fmt::Display for BaseServiceId {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

textual!(BaseServiceId, title: "Basiskomponente", format: "basisdienst", pattern: "^[a-z0-9]+([-_][a-z0-9]+)*$", types: ["string"], example: "bundid",
    "Kennung einer Basiskomponente aus portal.yaml");

/// A base service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(
    title = "Basiskomponente",
    description = "Ein Dienst, den viele Online-Dienste gemeinsam nutzen"
)]
pub struct BaseService {
    /// Its id.
    #[schemars(description = "Kennung, unter der Leistungen ihn nennen")]
    pub id: BaseServiceId,
    /// Its name.
    #[schemars(description = "Wie die Basiskomponente heute heißt", example = &"BundID")]
    pub name: String,
    /// Where more is said about it.
    #[serde(default)]
    #[schemars(description = "Webadresse mit mehr dazu")]
    pub url: Option<WebAddress>,
    /// Ids under which older records name it.
    #[serde(rename(deserialize = "frueher"), default)]
    #[schemars(description = "Frühere Kennungen: Leistungen, die sie noch nennen, meinen diese")]
    pub former_ids: Vec<BaseServiceId>,
}

impl BaseService {
    /// Whether an id means it.
    pub fn is_called(&self, id: &BaseServiceId) -> bool {
        self.id == *id || self.former_ids.contains(id)
    }
}

/// Those that records could name before `portal.yaml` listed them.
pub(in crate::model) fn usual() -> Vec<BaseService> {
    let usual = [
        ("nutzerkonto", "Nutzerkonto"),
        ("bezahlplattform", "Bezahlplattform"),
        ("postfach", "Postfach"),
        ("fit_connect", "FIT-Connect"),
        ("formularserver", "Formularserver"),
        ("signatur", "Elektronische Signatur"),
        ("terminbuchung", "Terminbuchung"),
        ("zustaendigkeitsfinder", "Zuständigkeitsfinder"),
    ];
    let usual = usual.into_iter().map(|(id, name)| BaseService {
        id: BaseServiceId(id.into()),
        name: name.to_owned(),
        url: None,
        former_ids: Vec::new(),
    });
    usual.collect()
}
