//! The way from files to a site that can be rendered. Every command goes it, so all of them tell the same problems.
//!
//! The content is read and checked, the theme is loaded in every language, the addresses are gathered and compared. What
//! is wrong in templates of the portal's own shows only when they are rendered: a build does that anyway, the others try
//! it ([`dry_run`]).

mod dry_run;

pub use dry_run::{DryRun, dry_run};

use std::sync::Arc;

use crate::checks;
use crate::content::Library;
use crate::diagnostics::{self, Diagnostic};
use crate::model::{Audience, Contents, Day, Portal};
use crate::profile::Profile;
use crate::site::{self, Address, Edition, Routes, Site};
use crate::theme::{Setup, Themes};

/// The reference date as a command knows it, before `portal.yaml` is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AsOf {
    /// Asked for: nothing goes before that.
    Asked(Day),
    /// By the clock: what `portal.yaml` says goes before that.
    Clock(Day),
}

impl AsOf {
    /// The reference date of a portal.
    pub fn of(self, contents: &Contents) -> Day {
        match self {
            Self::Asked(day) => day,
            Self::Clock(day) => contents.settings.as_of.unwrap_or(day),
        }
    }

    /// What is asked for takes the place of the date in the settings, so that these say whether the date is fixed.
    fn settle(self, contents: &mut Contents) -> Day {
        if matches!(self, Self::Asked(_)) && contents.settings.as_of.is_some() {
            Arc::make_mut(&mut contents.settings).as_of = None;
        }
        self.of(contents)
    }
}

/// What a command was asked for.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The reference date.
    pub as_of: AsOf,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// Another base URL than the portal's own.
    pub base_url: Option<&'a str>,
    /// Whether search engines should leave all of it out.
    pub hidden: bool,
}

/// The steps from a library of files to a site, for one request.
#[derive(Debug)]
pub struct Pipeline<'a> {
    library: &'a Library,
    request: Request<'a>,
    is_copy: bool,
    profile: Profile,
}

/// The content put together, and what is wrong with single files.
#[derive(Debug)]
pub struct Assembled {
    /// Everything that could be understood.
    pub contents: Contents,
    has_settings: bool,
    problems: Vec<Diagnostic>,
}

/// A site with all its addresses.
#[derive(Debug)]
pub struct Published {
    /// The portal in its theme.
    pub site: Site,
    /// Its addresses.
    pub routes: Routes,
}

/// What became of the files.
#[derive(Debug)]
pub struct Outcome {
    /// Everything that could be understood.
    pub contents: Contents,
    /// All problems but those of rendering, sorted and with their places.
    pub problems: Vec<Diagnostic>,
    /// The site; none with an error among the problems.
    pub published: Option<Published>,
}

impl Assembled {
    /// Whether a file could not be understood.
    pub fn has_errors(&self) -> bool {
        diagnostics::has_errors(&self.problems)
    }
}

/// A site, or what keeps it from being one.
pub type Publication = Result<Published, Vec<Diagnostic>>;

impl<'a> Pipeline<'a> {
    /// The steps for some files and a request.
    pub fn new(library: &'a Library, request: Request<'a>) -> Self {
        Self {
            library,
            request,
            is_copy: false,
            profile: Profile::default(),
        }
    }

    /// The same for a copy that readers open from their own disk, if it is to be one.
    pub fn for_a_copy(self, is_copy: bool) -> Self {
        Self { is_copy, ..self }
    }

    /// The same, with its times kept.
    pub fn measured(self, profile: &Profile) -> Self {
        Self {
            profile: profile.clone(),
            ..self
        }
    }

    /// Takes all steps.
    pub fn run(&self) -> Outcome {
        let assembled = self.assemble();
        let publication = self.publish(&assembled);
        let faults = publication.as_ref().err().map_or(&[][..], Vec::as_slice);
        let problems = self.problems(&assembled, faults);
        let published = publication.ok().filter(|_| !diagnostics::has_errors(&problems));
        Outcome {
            contents: assembled.contents,
            problems,
            published,
        }
    }

    /// Puts the content together.
    pub fn assemble(&self) -> Assembled {
        let mut loaded = self.profile.phase("Inhalte zusammenstellen", || self.library.load());
        let as_of = self.request.as_of.settle(&mut loaded.contents);
        let history = || self.library.history(as_of);
        let (history, problem) = self.profile.phase("Geschichte lesen", history);
        loaded.contents.history = history;
        loaded.problems.extend(problem);
        Assembled {
            contents: loaded.contents,
            has_settings: loaded.has_settings,
            problems: loaded.problems,
        }
    }

    /// Puts content and theme together and gathers the addresses, as far as the content could be understood: what is
    /// wrong with them is told beside what is wrong with the content. Without the settings there is neither.
    pub fn publish(&self, assembled: &Assembled) -> Publication {
        if !assembled.has_settings {
            return Err(Vec::new());
        }
        let contents = &assembled.contents;
        let german = self.profile.phase("Portal ordnen", || self.portal(contents));
        let base_url = self.request.base_url.unwrap_or(german.settings.base_url.as_str());
        let address = Address::new(base_url).copied(self.is_copy).hidden(self.request.hidden);
        let themes = self.profile.phase("Thema laden", || self.themes(&german, &address))?;
        let compose = || self.compose(contents, german, themes, address);
        let site = self.profile.phase("Seite zusammensetzen", compose);
        let routes = self
            .profile
            .phase("Adressen sammeln", || site::routes(&site, &self.everything(contents)))?;
        Ok(Published { site, routes })
    }

    /// All problems, of single files, of what they mean to each other, and the `faults` of theme and addresses. They are
    /// sorted, have their places, and lack what is excepted.
    pub fn problems(&self, assembled: &Assembled, faults: &[Diagnostic]) -> Vec<Diagnostic> {
        let mut problems = self.profile.phase("Inhalte prüfen", || {
            let portal = self.everything(&assembled.contents);
            let mut problems = assembled.problems.clone();
            problems.extend(checks::check(&portal));
            problems.extend(crate::theme::unasked(
                self.library.root(),
                portal.settings.theme.as_str(),
            ));
            checks::apply_exceptions(&portal, problems)
        });
        problems.extend_from_slice(faults);
        self.profile
            .phase("Stellen suchen", || self.library.locate(&mut problems));
        problems
    }

    fn portal(&self, contents: &Contents) -> Portal {
        let audience = if self.request.drafts {
            Audience::Editors
        } else {
            Audience::Readers
        };
        checks::publish(Portal::new(contents, self.request.as_of.of(contents), audience))
    }

    /// Drafts may be wrong, too, and an embargo ends by itself.
    fn everything(&self, contents: &Contents) -> Portal {
        Portal::new(contents, self.request.as_of.of(contents), Audience::Checks)
    }

    fn compose(&self, contents: &Contents, german: Portal, themes: Themes, address: Address) -> Site {
        let languages = contents.settings.languages.iter().zip(themes.translated);
        let translated = languages.map(|(language, theme)| Edition {
            portal: self.portal(&contents.in_language(language)),
            theme,
        });
        let german = Edition {
            portal: german,
            theme: themes.german,
        };
        let site = site::assemble(german, translated.collect(), address, &self.profile);
        site.made_from(self.fingerprint(themes.fingerprint))
    }

    /// A hash of all that decides what a site is, except for the program itself.
    fn fingerprint(&self, theme: blake3::Hash) -> blake3::Hash {
        let library = self.library.fingerprint();
        blake3::hash(format!("{:?} {library} {theme}", self.request).as_bytes())
    }

    fn themes(&self, portal: &Portal, address: &Address) -> Result<Themes, Vec<Diagnostic>> {
        let colours = &portal.settings.colours;
        let rules = [("brand", &colours.brand), ("brand-dark", &colours.brand_dark)];
        let rules = rules
            .into_iter()
            .filter_map(|(name, colour)| Some(format!("--{name}:{};", colour.as_ref()?)));
        let leading_css = format!(":root{{{}}}\n", rules.collect::<String>());
        Themes::load(
            self.library.root(),
            Setup {
                name: portal.settings.theme.as_str(),
                prefix: &address.prefix,
                brand: colours.brand.as_ref().map(|colour| colour.as_str()),
                leading_css: &leading_css,
                languages: &portal.settings.languages,
            },
        )
    }
}
