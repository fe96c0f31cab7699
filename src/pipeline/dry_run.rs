//! Renders what a build would write, and keeps nothing but the faults.

use std::collections::HashSet;

use rayon::prelude::*;

use super::Published;
use crate::diagnostics::Diagnostic;
use crate::site::{Body, Route, Site};

/// Pages that are rendered before anybody is asked whether to go on.
const PORTION: usize = 128;

/// What came out well before: its recipe need not be tried again.
#[derive(Debug, Default)]
pub struct DryRun {
    sound: HashSet<u64>,
}

/// Tries all pages once.
pub fn dry_run(published: &Published) -> Vec<Diagnostic> {
    let faults = DryRun::default().try_again(published, &|| true);
    faults.unwrap_or_default()
}

impl DryRun {
    /// Tries all pages that are not known to come out well; `None` where it was told not to go on. The theme in the
    /// program is known to render every portal: only one of the portal's own is tried.
    pub fn try_again(&mut self, published: &Published, go_on: &dyn Fn() -> bool) -> Option<Vec<Diagnostic>> {
        let site = &published.site;
        if !site.has_own_theme() {
            return Some(Vec::new());
        }
        let mut faults = Vec::new();
        let mut sound = HashSet::new();
        let routes: Vec<&Route> = published.routes.pages().collect();
        for portion in routes.chunks(PORTION) {
            if !go_on() {
                return None;
            }
            let outcomes = portion.par_iter().map(|route| self.render(site, route));
            for outcome in outcomes.collect::<Vec<_>>() {
                match outcome {
                    Ok(recipe) => sound.extend(recipe),
                    Err(fault) => faults.push(*fault),
                }
            }
        }
        self.sound = sound;
        Some(faults)
    }

    /// The fingerprint of the recipe that a page was rendered by.
    fn render(&self, site: &Site, route: &Route) -> Result<Option<u64>, Box<Diagnostic>> {
        let Body::Recipe(recipe) = route.render(site)? else {
            return Ok(None);
        };
        let fingerprint = recipe.fingerprint(site);
        if !self.sound.contains(&fingerprint) {
            recipe.make(site)?;
        }
        Ok(Some(fingerprint))
    }
}
