//! From files to a site that can be rendered: the first half of every command.

use std::path::Path;
use std::sync::Arc;

use crate::checks;
use crate::content::Library;
use crate::diagnostics::{self, Diagnostic};
use crate::model::{Audience, Contents, Day, Portal};
use crate::profile::Profile;
use crate::site::{self, Address, Edition, Site};
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
    /// The reference date of a portal. What is asked for takes the place of the one in its settings, so that these say
    /// whether the date is fixed.
    fn settle(self, contents: &mut Contents) -> Day {
        match self {
            Self::Asked(day) => {
                if contents.settings.as_of.is_some() {
                    Arc::make_mut(&mut contents.settings).as_of = None;
                }
                day
            }
            Self::Clock(_) => self.of(contents),
        }
    }

    /// The reference date of a portal.
    pub fn of(self, contents: &Contents) -> Day {
        match self {
            Self::Asked(day) => day,
            Self::Clock(day) => contents.settings.as_of.unwrap_or(day),
        }
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
}

/// Puts the content together and checks it; the problems are sorted and located.
pub fn load(library: &Library, as_of: AsOf) -> (Contents, Vec<Diagnostic>) {
    let profile = Profile::default();
    let (contents, problems) = assemble(library, as_of, &profile);
    let problems = check(library, &contents, problems, as_of, &profile);
    (contents, problems)
}

/// Loads portal and theme. The problems come along in any case; without an error among them, so does the site.
pub fn open(library: &Library, request: Request, profile: &Profile) -> (Option<Site>, Vec<Diagnostic>) {
    let (contents, problems) = assemble(library, request.as_of, profile);
    let mut problems = check(library, &contents, problems, request.as_of, profile);
    let site = site(library, &contents, request, &mut problems, profile);
    (site, problems)
}

/// Puts the content together, with the problems of single files.
pub fn assemble(library: &Library, as_of: AsOf, profile: &Profile) -> (Contents, Vec<Diagnostic>) {
    let mut loaded = profile.phase("Inhalte zusammenstellen", || library.load());
    let as_of = as_of.settle(&mut loaded.contents);
    let (history, problem) = profile.phase("Geschichte lesen", || library.history(as_of));
    loaded.contents.history = history;
    loaded.problems.extend(problem);
    (loaded.contents, loaded.problems)
}

/// Adds what the checks find, leaves out what is excepted, and locates all.
pub fn check(
    library: &Library,
    contents: &Contents,
    mut problems: Vec<Diagnostic>,
    as_of: AsOf,
    profile: &Profile,
) -> Vec<Diagnostic> {
    profile.phase("Inhalte prüfen", || {
        let portal = Portal::new(contents, as_of.of(contents), Audience::Checks);
        problems.extend(checks::check(&portal));
        let mut problems = checks::apply_exceptions(&portal, problems);
        library.locate(&mut problems);
        problems
    })
}

/// Puts portal and theme together, if there is no error so far; adds the faults of the theme.
pub fn site(
    library: &Library,
    contents: &Contents,
    request: Request,
    problems: &mut Vec<Diagnostic>,
    profile: &Profile,
) -> Option<Site> {
    let audience = if request.drafts {
        Audience::Editors
    } else {
        Audience::Readers
    };
    let portal = |contents: &Contents| Portal::new(contents, request.as_of.of(contents), audience);
    let german = profile.phase("Portal ordnen", || portal(contents));
    let address = Address::new(request.base_url.unwrap_or(german.settings.base_url.as_str()));
    match profile.phase("Thema laden", || themes(library.root(), &german, &address)) {
        Ok(themes) if !diagnostics::has_errors(problems) => Some(profile.phase("Seite zusammensetzen", || {
            let languages = contents.settings.languages.iter().zip(themes.translated);
            let translated = languages.map(|(language, theme)| Edition {
                portal: portal(&contents.in_language(language)),
                theme,
            });
            let translated = translated.collect();
            let german = Edition {
                portal: german,
                theme: themes.german,
            };
            let site = site::assemble(german, translated, address, profile);
            site.made_from(fingerprint(library, request, themes.fingerprint))
        })),
        Ok(_) => None,
        Err(mut faults) => {
            problems.append(&mut faults);
            library.locate(problems);
            None
        }
    }
}

/// A hash of all that decides what a site is, except for the program itself.
fn fingerprint(library: &Library, request: Request, theme: blake3::Hash) -> blake3::Hash {
    blake3::hash(format!("{request:?} {} {theme}", library.fingerprint()).as_bytes())
}

fn themes(root: &Path, portal: &Portal, address: &Address) -> Result<Themes, Vec<Diagnostic>> {
    let colours = &portal.settings.colours;
    let rules = [("brand", &colours.brand), ("brand-dark", &colours.brand_dark)];
    let rules = rules
        .into_iter()
        .filter_map(|(name, colour)| Some(format!("--{name}:{};", colour.as_ref()?)));
    let leading_css = format!(":root{{{}}}\n", rules.collect::<String>());
    Themes::load(
        root,
        Setup {
            name: &portal.settings.theme,
            prefix: &address.prefix,
            brand: colours.brand.as_ref().map(|colour| colour.as_str()),
            leading_css: &leading_css,
            languages: &portal.settings.languages,
        },
    )
}
