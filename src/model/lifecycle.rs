//! What every entity has: where it comes from, and when it is public.

use std::sync::Arc;

use crate::model::Day;

/// When an entity is public, and whether it is invented.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lifecycle {
    /// An invented sample: marked on the page, in every list and in the open data.
    pub sample: bool,
    /// A draft: built only on request.
    pub draft: bool,
    /// Embargo: not public before this day.
    pub publish_from: Option<Day>,
    /// Expiry: not public after this day.
    pub valid_until: Option<Day>,
}

impl Lifecycle {
    /// Whether its editor says that it is all true: drafts are not finished, and samples say that they are invented.
    pub fn is_finished(&self) -> bool {
        !self.draft && !self.sample
    }

    /// Whether the entity is public on a day.
    pub fn is_public(&self, on: Day, with_drafts: bool) -> bool {
        (with_drafts || !self.draft)
            && self.publish_from.is_none_or(|day| day <= on)
            && self.valid_until.is_none_or(|day| on <= day)
    }
}

/// A message that does not apply to a record, and why.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Ausnahme", description = "Eine Meldung, die für diesen Inhalt nicht gilt")]
pub struct Exception {
    /// The code of the message.
    #[serde(rename(deserialize = "regel"))]
    #[schemars(description = "Kennnummer der Meldung, zum Beispiel link-text", example = &"link-text")]
    pub rule: String,
    /// Why it does not apply.
    #[serde(rename(deserialize = "grund"))]
    #[schemars(
        description = "Warum die Meldung hier nicht gilt",
        example = &"Der Verlag hat den Titel so festgelegt."
    )]
    pub reason: String,
}

/// The file that an entity was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Path relative to the portal root, with `/`.
    pub path: Arc<str>,
}

impl Default for Source {
    fn default() -> Self {
        Self { path: "".into() }
    }
}

/// What the record of every entity has.
pub trait Record {
    /// When it is public, and whether it is invented.
    fn lifecycle(&self) -> Lifecycle;
    /// The file that it was read from.
    fn source(&self) -> &Source;
    /// The file with its texts in another language, where they have taken the place of the German ones.
    fn translation(&self) -> Option<&Source>;
    /// Former addresses, which redirect to it.
    fn former_urls(&self) -> &[crate::model::FormerUrl];
    /// Messages that do not apply to it.
    fn exceptions(&self) -> &[Exception];
}

/// Declares an entity: a record with the fields that all entities share.
///
/// `not_before: date` names a field with a day before which the entity is not public, as if it were under an embargo.
/// `outlived: "…"` says what the last day means of a thing whose page stays when it is over.
macro_rules! entity {
    (@until) => { "Nach diesem Tag erscheint die Seite nicht mehr" };
    (@until $meaning:literal) => { $meaning };
    (@expiry $entity:ident) => { $entity.valid_until };
    (@expiry $entity:ident $meaning:literal) => { None };
    (@embargo $entity:ident) => { $entity.publish_from };
    (@embargo $entity:ident $day:ident) => { $entity.publish_from.max(Some($entity.$day)) };
    (
        $(not_before: $day:ident;)?
        $(outlived: $meaning:literal;)?
        $(#[$meta:meta])*
        pub struct $name:ident {
            $($fields:tt)*
        }
    ) => {
        #[derive(Debug, Clone, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        $(#[$meta])*
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $($fields)*
            /// An invented sample.
            #[serde(rename(deserialize = "beispiel"), default)]
            #[schemars(description = "`true`, wenn die Angaben erfunden sind; die Seite zeigt dann „Beispieldaten“")]
            pub sample: bool,
            /// A draft.
            #[serde(rename(deserialize = "entwurf"), default)]
            #[schemars(description = "`true`, solange die Seite noch nicht veröffentlicht werden soll")]
            pub draft: bool,
            /// Embargo.
            #[serde(rename(deserialize = "veroeffentlichen_ab"), default)]
            #[schemars(description = "Vor diesem Tag erscheint die Seite nicht")]
            pub publish_from: Option<$crate::model::Day>,
            /// Expiry.
            #[serde(rename(deserialize = "gueltig_bis"), default)]
            #[schemars(description = $crate::model::lifecycle::entity!(@until $($meaning)?))]
            pub valid_until: Option<$crate::model::Day>,
            /// Former addresses, which redirect here.
            #[serde(rename(deserialize = "frueher"), default)]
            #[schemars(description = "Frühere Adressen der Seite auf diesem Portal; sie leiten hierher weiter")]
            pub former_urls: Vec<$crate::model::FormerUrl>,
            /// Messages that do not apply to this record; the open data have no use for them.
            #[serde(rename(deserialize = "ausnahmen"), default, skip_serializing)]
            #[schemars(description = "Warnungen und Hinweise, die für diese Datei nicht gelten, jeweils mit Grund")]
            pub exceptions: Vec<$crate::model::Exception>,
            /// The file.
            #[serde(skip)]
            pub source: $crate::model::Source,
            /// The file with the texts of another language, where they have taken the place of the German ones.
            #[serde(skip)]
            pub translation: Option<$crate::model::Source>,
        }

        impl $name {
            /// When the entity is public, and whether it is invented.
            pub fn lifecycle(&self) -> $crate::model::Lifecycle {
                $crate::model::Lifecycle {
                    sample: self.sample,
                    draft: self.draft,
                    publish_from: $crate::model::lifecycle::entity!(@embargo self $($day)?),
                    valid_until: $crate::model::lifecycle::entity!(@expiry self $($meaning)?),
                }
            }
        }

        impl $crate::model::Record for $name {
            fn lifecycle(&self) -> $crate::model::Lifecycle {
                self.lifecycle()
            }

            fn source(&self) -> &$crate::model::Source {
                &self.source
            }

            fn translation(&self) -> Option<&$crate::model::Source> {
                self.translation.as_ref()
            }

            fn former_urls(&self) -> &[$crate::model::FormerUrl] {
                &self.former_urls
            }

            fn exceptions(&self) -> &[$crate::model::Exception] {
                &self.exceptions
            }
        }
    };
}

pub(crate) use entity;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn embargo_and_expiry_include_their_days() {
        let day = |text: &str| text.parse::<Day>().expect(text);
        let lifecycle = Lifecycle {
            sample: false,
            draft: false,
            publish_from: Some(day("2022-02-01")),
            valid_until: Some(day("2022-02-28")),
        };
        let public =
            ["2022-01-31", "2022-02-01", "2022-02-28", "2022-03-01"].map(|text| lifecycle.is_public(day(text), false));
        assert_eq!(public, [false, true, true, false]);
        let draft = Lifecycle {
            draft: true,
            ..lifecycle
        };
        assert!(!draft.is_public(day("2022-02-01"), false));
        assert!(draft.is_public(day("2022-02-01"), true));
    }
}
