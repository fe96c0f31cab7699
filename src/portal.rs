//! From files to a site that can be rendered: the first half of every command.

use std::path::Path;

use crate::checks;
use crate::content::Library;
use crate::diagnostics::{self, Diagnostic};
use crate::model::{Audience, Contents, Day, Portal};
use crate::profile::Profile;
use crate::site::{Address, Site};
use crate::theme::{Setup, Theme};

/// What a command was asked for.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The reference date.
    pub as_of: Day,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// Another base URL than the portal's own.
    pub base_url: Option<&'a str>,
}

/// Puts the content together and checks it; the problems are sorted and located.
pub fn load(library: &Library, as_of: Day) -> (Contents, Vec<Diagnostic>) {
    load_profiled(library, as_of, &Profile::default())
}

fn load_profiled(library: &Library, as_of: Day, profile: &Profile) -> (Contents, Vec<Diagnostic>) {
    let mut loaded = profile.phase("Inhalte zusammenstellen", || library.load());
    let mut problems = loaded.problems;
    let (history, problem) = profile.phase("Geschichte lesen", || library.history(as_of));
    loaded.contents.history = history;
    problems.extend(problem);
    profile.phase("Inhalte prüfen", || {
        let portal = Portal::new(&loaded.contents, as_of, Audience::Checks);
        problems.extend(checks::check(&portal));
        problems = checks::apply_exceptions(&portal, std::mem::take(&mut problems));
        library.locate(&mut problems);
    });
    (loaded.contents, problems)
}

/// Loads portal and theme. The problems come along in any case; without an error among them, so does the site.
pub fn open(library: &Library, request: Request, profile: &Profile) -> (Option<Site>, Vec<Diagnostic>) {
    let (contents, mut problems) = load_profiled(library, request.as_of, profile);
    let audience = if request.drafts {
        Audience::Editors
    } else {
        Audience::Readers
    };
    let portal = profile.phase("Portal ordnen", || Portal::new(&contents, request.as_of, audience));
    let address = Address::new(request.base_url.unwrap_or(portal.settings.base_url.as_str()));
    let theme = match profile.phase("Thema laden", || theme(library.root(), &portal, &address)) {
        Ok(theme) => Some(theme),
        Err(mut faults) => {
            problems.append(&mut faults);
            library.locate(&mut problems);
            None
        }
    };
    let theme = theme.filter(|_| !diagnostics::has_errors(&problems));
    let site = theme.map(|theme| {
        profile.phase("Listeneinträge vorbereiten", || {
            Site::new(portal, theme, address).profiled(profile.clone())
        })
    });
    (site, problems)
}

fn theme(root: &Path, portal: &Portal, address: &Address) -> Result<Theme, Vec<Diagnostic>> {
    let colours = &portal.settings.colours;
    let rules = [("brand", &colours.brand), ("brand-dark", &colours.brand_dark)];
    let rules = rules
        .into_iter()
        .filter_map(|(name, colour)| Some(format!("--{name}:{};", colour.as_ref()?)));
    let leading_css = format!(":root{{{}}}\n", rules.collect::<String>());
    Theme::load(
        root,
        Setup {
            name: &portal.settings.theme,
            prefix: &address.prefix,
            leading_css: &leading_css,
        },
    )
}
