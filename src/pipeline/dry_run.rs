//! Renders what a build would write, and keeps nothing but the faults.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::Published;
use crate::diagnostics::Diagnostic;
use crate::model::{Fault, Photo};
use crate::site::{Body, Route, Site};
use crate::{checks, imaging};

/// Pages that are rendered before anybody is asked whether to go on.
const PORTION: usize = 128;

/// What came out well before: its recipe need not be tried again.
#[derive(Debug, Default)]
pub struct DryRun {
    sound: HashSet<u64>,
    /// The hashes of photos whose pixels could be read.
    sound_photos: HashSet<Arc<str>>,
}

/// Tries all pages and photos of the portal below `root` once.
pub fn dry_run(published: &Published, root: &Path) -> Vec<Diagnostic> {
    let faults = DryRun::default().try_again(published, root, &|| true);
    faults.unwrap_or_default()
}

impl DryRun {
    /// Tries all pages and photos that are not known to come out well; `None` where it was told not to go on. The theme
    /// in the program is known to render every portal: only one of the portal's own is tried.
    pub fn try_again(
        &mut self,
        published: &Published,
        root: &Path,
        go_on: &dyn Fn() -> bool,
    ) -> Option<Vec<Diagnostic>> {
        let site = &published.site;
        let mut faults = self.photos(site, root);
        if !site.has_own_theme() {
            return Some(faults);
        }
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

    /// Reads the pixels of all photos that pages show: their heads were read with the content, and say nothing of what
    /// follows.
    fn photos(&mut self, site: &Site, root: &Path) -> Vec<Diagnostic> {
        let photos = site.scaled_photos();
        let fault = |(path, photo): (&Arc<str>, &Photo)| {
            if self.sound_photos.contains(&photo.hash) {
                return None;
            }
            let bytes = fs::read(root.join(&**path)).ok()?;
            Some((path.clone(), imaging::decode(&bytes).err()?))
        };
        let faults: BTreeMap<Arc<str>, Fault> = photos.par_iter().filter_map(fault).collect();
        let sound = photos.iter().filter(|(path, _)| !faults.contains_key(*path));
        self.sound_photos = sound.map(|(_, photo)| photo.hash.clone()).collect();
        let told = faults.iter();
        told.map(|(path, fault)| checks::fault_of_file(path, fault)).collect()
    }
}
