//! Ids: the names by which content refers to content. They are made only by parsing. Those of records that are one
//! Markdown file each stand beside their types.

use crate::model::{InvalidKey, RegionalKey};

/// Why a text is no id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidId {
    /// It has other characters than a URL may have.
    #[error(
        "`{0}` ist keine gültige Kennung: erlaubt sind Kleinbuchstaben a–z, Ziffern und einzelne Bindestriche dazwischen"
    )]
    Characters(String),
    /// It does not fit into the names of files that are made from it.
    #[error("`{}…` ist mit {} Zeichen zu lang für eine Kennung: erlaubt sind höchstens {MOST_CHARACTERS}", .0.get(..40).unwrap_or(.0), .0.len())]
    Length(String),
    /// No file can be called so on the computers of most editors.
    #[error("`{0}` kann keine Kennung sein: unter Windows kann keine Datei so heißen")]
    Reserved(String),
    /// It is all digits, but not a regional key.
    #[error(transparent)]
    Key(#[from] InvalidKey),
}

/// A file system holds names of 255 bytes, and an id gets endings, numbers and other ids beside it.
const MOST_CHARACTERS: usize = 100;

/// An id becomes a part of a URL and of a path in the output, so nothing but `a-z`, `0-9` and inner hyphens may pass.
pub(in crate::model) fn check_slug(text: &str) -> Result<(), InvalidId> {
    let is_word = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    if !text.split('-').all(is_word) {
        Err(InvalidId::Characters(text.to_owned()))
    } else if text.len() > MOST_CHARACTERS {
        Err(InvalidId::Length(text.to_owned()))
    } else if is_reserved(text) {
        Err(InvalidId::Reserved(text.to_owned()))
    } else {
        Ok(())
    }
}

/// Whether Windows means a device by a name, with or without an ending.
fn is_reserved(text: &str) -> bool {
    let is_port = |name: &str| {
        let number = text.strip_prefix(name);
        number.is_some_and(|number| number.len() == 1 && number.bytes().all(|b| b.is_ascii_digit()))
    };
    matches!(text, "con" | "prn" | "aux" | "nul") || is_port("com") || is_port("lpt")
}

/// What is all digits is meant to be a regional key, so a lost digit must not make it an id of another kind.
fn check_authority(text: &str) -> Result<(), InvalidId> {
    if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) {
        text.parse::<RegionalKey>()?;
        return Ok(());
    }
    check_slug(text)
}

macro_rules! id {
    ($(#[$meta:meta])* $name:ident, $description:literal, $example:literal) => {
        $crate::model::values::id::id!(
            $(#[$meta])* $name, $description, $example, $crate::model::values::id::check_slug, "Kennung", "kennung"
        );
    };
    ($(#[$meta:meta])* $name:ident, $description:literal, $example:literal, $check:path, $title:literal, $format:literal) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Box<str>);

        impl $name {
            /// A record does not name itself; the loader sets its id from the name of its file.
            #[allow(dead_code)] // Topics, chapters and authorities do name themselves.
            pub(crate) fn unset() -> Self {
                Self("".into())
            }

            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::model::InvalidId;

            fn from_str(text: &str) -> Result<Self, $crate::model::InvalidId> {
                $check(text).map(|()| Self(text.into()))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
                formatter.write_str(&self.0)
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        $crate::model::values::scalar::textual!($name, title: $title, format: $format, pattern: "^[a-z0-9]+(-[a-z0-9]+)*$", types: ["string", "integer"], example: $example, $description);
    };
}

pub(in crate::model) use id;

id!(
    /// The folder name of a service below `leistungen/`.
    ServiceId, "Kennung einer Leistung (Name ihres Ordners)", "wohngeld"
);
id!(
    /// The file name of a ministry below `ressorts/`.
    MinistryId, "Kennung eines Ressorts (Name seiner Datei)", "mi"
);
id!(
    /// The id of a topic area in `themenfelder.yaml`.
    TopicId, "Kennung eines Themenfelds", "bauen-wohnen"
);
id!(
    /// The folder name of a guide below `leitfaeden/`.
    GuideId, "Kennung eines Leitfadens (Name seines Ordners)", "drei-schritte"
);
id!(
    /// The name of a chapter's file without its number.
    ChapterId, "Kennung eines Kapitels (Name seiner Datei ohne Nummer)", "informieren"
);
id!(
    /// An authority: its regional key (ARS) where it has one, an id of its own otherwise.
    AuthorityId, "Amtlicher Regionalschlüssel (12 Ziffern) oder Kennung einer Stelle", "rechenzentrum",
    check_authority, "Kennung oder ARS", "stelle"
);

impl From<&RegionalKey> for AuthorityId {
    fn from(key: &RegionalKey) -> Self {
        Self(key.as_str().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_could_leave_the_output_folder_is_an_id() {
        for text in [
            "", "..", "a/b", "a..b", "-a", "a-", "a--b", "Ä", "a b", "A", "a\\b", "a%2e",
        ] {
            assert!(text.parse::<GuideId>().is_err(), "{text:?}");
        }
        for text in ["a", "wohngeld", "2022-02-15-start", "120670124124"] {
            assert!(text.parse::<GuideId>().is_ok(), "{text:?}");
        }
    }
}
