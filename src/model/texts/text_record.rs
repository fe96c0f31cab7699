//! Kinds of which each entity is one Markdown file: fields at its top, a text below. What all of them have in common is done
//! once, for any type that says what is different.

use std::borrow::Borrow;
use std::fmt::Debug;
use std::hash::Hash;
use std::str::FromStr;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::de::DeserializeOwned;

use crate::model::{
    Collection, Contents, Day, Entity, EntityId, InvalidId, MinistryId, Naming, Portal, Prose, ServiceId, Source,
    Translatable, Translated, TranslatedById, Translation,
};

/// An entity that is one Markdown file.
pub trait TextRecord: Entity + DeserializeOwned + JsonSchema + Translatable<Texts: RecordTexts> + 'static {
    /// Its id: the name of the file.
    type Id: FromStr<Err = InvalidId> + Borrow<str> + Clone + Debug + Eq + Hash + Ord + Send + Sync + 'static;

    /// What the kind is called.
    const NAMING: Naming;

    /// How `ozg neu` starts one.
    const START: Start;

    /// Its id.
    fn id(&self) -> &Self::Id;

    /// An id with its kind.
    fn with_kind(id: Self::Id) -> EntityId;

    /// The record with what its file adds to the fields.
    fn in_file(self, id: Self::Id, source: Source, text: Option<Prose>) -> Self;

    /// What readers see it sorted by.
    fn order(&self) -> impl Ord + use<Self>;

    /// The fields that a new one begins with.
    fn first_fields(day: Day) -> Vec<(&'static str, String)>;

    /// What it refers to, for references to what is hidden to be taken out.
    fn references(&mut self) -> References<'_> {
        References::default()
    }

    /// Those that were loaded.
    fn loaded(contents: &Contents) -> &Vec<Arc<Self>>;

    /// The same, to add to them.
    fn loaded_mut(contents: &mut Contents) -> &mut Vec<Arc<Self>>;

    /// Those that a portal holds.
    fn kept(portal: &Portal) -> &Collection<Self::Id, Self>;

    /// The same, to add to them.
    fn kept_mut(portal: &mut Portal) -> &mut Collection<Self::Id, Self>;

    /// Their texts in another language.
    fn translated(translation: &Translation) -> &TranslatedById<Self::Id, Self::Texts>;

    /// The same, to add to them.
    fn translated_mut(translation: &mut Translation) -> &mut TranslatedById<Self::Id, Self::Texts>;
}

/// The texts of a record in another language.
pub trait RecordTexts: DeserializeOwned + JsonSchema + Debug + Send + Sync + 'static {}

impl<T: DeserializeOwned + JsonSchema + Debug + Send + Sync + 'static> RecordTexts for T {}

/// What a record refers to.
#[derive(Debug, Default)]
pub struct References<'a> {
    /// The ministry that it belongs to.
    pub ministry: Option<&'a mut Option<MinistryId>>,
    /// The services that it is about.
    pub services: Option<&'a mut Vec<ServiceId>>,
}

/// How `ozg neu` starts a record.
#[derive(Debug, Clone, Copy)]
pub struct Start {
    /// "Einen Termin", for the list of commands.
    pub accusative: &'static str,
    /// "Ein Termin", for the first line of the file.
    pub nominative: &'static str,
    /// What the day is, where its id begins with one.
    pub day: Option<&'static str>,
    /// An example of an id, without the day.
    pub example: &'static str,
    /// What its title is called.
    pub title: &'static str,
    /// What is to be written below the fields.
    pub invitation: &'static str,
}

/// Does something with a type, whichever of the kinds it is ([`crate::model::TextKind::with`]).
pub trait TextVisitor {
    /// What comes of it.
    type Output;

    /// Does it with one of them.
    fn visit<T: TextRecord>(self) -> Self::Output;
}

/// What is the same for every kind but for two names: the value of [`EntityId`], and the field that holds the records in
/// [`Contents`], [`Portal`] and [`Translation`].
macro_rules! kept_in {
    ($field:ident, $kind:ident) => {
        fn id(&self) -> &Self::Id {
            &self.id
        }

        fn with_kind(id: Self::Id) -> $crate::model::EntityId {
            $crate::model::EntityId::$kind(id)
        }

        fn in_file(self, id: Self::Id, source: $crate::model::Source, text: Option<$crate::model::Prose>) -> Self {
            Self {
                id,
                source,
                text,
                ..self
            }
        }

        fn loaded(contents: &$crate::model::Contents) -> &Vec<std::sync::Arc<Self>> {
            &contents.$field
        }

        fn loaded_mut(contents: &mut $crate::model::Contents) -> &mut Vec<std::sync::Arc<Self>> {
            &mut contents.$field
        }

        fn kept(portal: &$crate::model::Portal) -> &$crate::model::Collection<Self::Id, Self> {
            &portal.$field
        }

        fn kept_mut(portal: &mut $crate::model::Portal) -> &mut $crate::model::Collection<Self::Id, Self> {
            &mut portal.$field
        }

        fn translated(
            translation: &$crate::model::Translation,
        ) -> &$crate::model::TranslatedById<Self::Id, Self::Texts> {
            &translation.$field
        }

        fn translated_mut(
            translation: &mut $crate::model::Translation,
        ) -> &mut $crate::model::TranslatedById<Self::Id, Self::Texts> {
            &mut translation.$field
        }
    };
}

pub(in crate::model) use kept_in;

/// A file that was read, of whichever kind.
pub trait LoadedFile: Debug + Send + Sync {
    /// Puts the record where those of its kind are.
    fn add_to(self: Arc<Self>, contents: &mut Contents);
}

impl<T: TextRecord> LoadedFile for T {
    fn add_to(self: Arc<Self>, contents: &mut Contents) {
        T::loaded_mut(contents).push(self);
    }
}

/// A file of texts in another language, of whichever kind.
pub trait TranslatedFile: Debug + Send + Sync {
    /// Puts the texts where those of their kind are.
    fn add_to(&self, translation: &mut Translation);
}

/// The texts of a record with its id.
#[derive(Debug)]
pub struct TextsOf<T: TextRecord> {
    /// The id of the record.
    pub id: T::Id,
    /// Its texts.
    pub texts: Arc<Translated<T::Texts>>,
}

impl<T: TextRecord> TranslatedFile for TextsOf<T> {
    fn add_to(&self, translation: &mut Translation) {
        T::translated_mut(translation).insert(self.id.clone(), self.texts.clone());
    }
}
