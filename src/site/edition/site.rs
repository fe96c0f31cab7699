//! A portal with its look.

use std::sync::Arc;

use super::Address;
use super::editions::{Editions, language_path};
use super::memory::Memory;
use crate::extent::Whole;
use crate::model::Portal;
use crate::profile::Profile;
use crate::theme::{Theme, fill_gaps};

/// A portal with its look, in one language, ready to render any of its routes.
#[derive(Debug)]
pub struct Site {
    /// The portal that readers may see.
    pub portal: Arc<Portal>,
    pub(in crate::site) theme: Theme,
    pub(in crate::site) address: Address,
    /// Where what all languages share is published: the address of the German edition.
    pub(super) shared_address: Address,
    pub(in crate::site) editions: Arc<Editions>,
    /// The place among the editions: 0 is German.
    pub(in crate::site) edition: usize,
    /// The same site in the other languages.
    pub(in crate::site) translations: Vec<Site>,
    profile: Profile,
    inputs: Option<blake3::Hash>,
    memory: Memory,
}

/// What a site shows, in one language.
#[derive(Debug)]
pub struct Edition {
    /// The portal that readers may see, with its texts.
    pub portal: Portal,
    /// The theme, with its words.
    pub theme: Theme,
}

impl Site {
    /// The address of the portal, without a slash at its end.
    pub fn base_url(&self) -> &str {
        &self.address.base_url
    }

    /// Puts portal and theme together, in German and in other languages. What templates see of the portal comes later
    /// (`frame`).
    pub(in crate::site) fn new(german: Edition, translated: Vec<Edition>, address: Address, profile: &Profile) -> Self {
        let address_of = |edition: &Edition| match &edition.portal.language {
            Some(language) => address.in_language(language),
            None => address.clone(),
        };
        let own = (address_of(&german), german);
        let others: Vec<(Address, Edition)> = translated
            .into_iter()
            .map(|edition| (address_of(&edition), edition))
            .collect();
        let known = std::iter::once(&own).chain(&others);
        let editions = Editions::new(known.map(|(address, edition)| {
            let path = language_path(&edition.portal);
            (&edition.theme, address, path)
        }));
        let editions = Arc::new(editions);
        let site = |number: usize, (own, edition): (Address, Edition)| {
            Self::of_edition(edition, number, editions.clone(), (own, &address), profile)
        };
        let translations = others.into_iter().enumerate();
        let translations = translations
            .map(|(index, edition)| site(index.plus(1), edition))
            .collect();
        Self {
            translations,
            ..site(0, own)
        }
    }

    fn of_edition(
        edition: Edition,
        number: usize,
        editions: Arc<Editions>,
        (address, shared): (Address, &Address),
        profile: &Profile,
    ) -> Self {
        let mut theme = edition.theme;
        if let Some(native) = edition.portal.native_texts() {
            theme.mark_foreign(native.clone());
        }
        Self {
            portal: Arc::new(edition.portal),
            theme,
            address,
            shared_address: shared.clone(),
            editions,
            edition: number,
            translations: Vec::new(),
            profile: profile.clone(),
            inputs: None,
            memory: Memory::default(),
        }
    }

    /// Says what the site was made from.
    pub fn made_from(self, inputs: blake3::Hash) -> Self {
        let inputs = Some(inputs);
        Self { inputs, ..self }
    }

    /// A hash of what the site was made from: with the same one, the same program makes the same bytes. None where it is
    /// not known.
    pub fn inputs(&self) -> Option<blake3::Hash> {
        self.inputs
    }

    /// Whether it has templates, words or tables of its own, which may fail on some page.
    pub fn has_own_theme(&self) -> bool {
        self.theme.is_own()
    }

    /// Where the time of its pages is kept.
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// The value of a type that is kept with the site, made when it is first asked for.
    pub(in crate::site) fn remembered<T: Send + Sync + 'static>(&self, make: impl FnOnce() -> T) -> &T {
        self.memory.get(make)
    }

    /// The address of a page or file on this portal, with the prefix.
    pub fn href(&self, url: &str) -> String {
        format!("{}{url}", self.published_at(url).prefix)
    }

    pub(super) fn published_at(&self, url: &str) -> &Address {
        if self.is_own(url) {
            &self.address
        } else {
            &self.shared_address
        }
    }

    /// An interface text with its gaps filled.
    pub(in crate::site) fn fill(&self, path: &str, gaps: &[(&str, &str)]) -> String {
        fill_gaps(self.theme.text(path), |gap| {
            let (_, value) = gaps.iter().find(|(name, _)| *name == gap)?;
            Some((*value).into())
        })
    }
}
