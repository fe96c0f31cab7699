//! A publication from its beginning to its end.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::fault::Fault;
use super::intent;
use super::lease::{self, Patience};
use super::manifest::{About, Manifest};
use super::manifest::{Doubt, Entry};
use super::mover::{Arrived, Release};
use super::mover::{InPlace, Ledger, Releases};
use super::movers::Mover;
use super::plan::Held;
use super::plan::{Plan, is_an_address};
use super::site_file::SiteFile;
use crate::extent::Whole;

pub(super) const MANIFEST: &str = "stand.json";
/// What lies in the folder of a target with releases.
const OWN_NAMES: [&str; 2] = ["current", "releases"];
/// Releases that are kept beside the one that is shown.
const OLDER_RELEASES: usize = 4;

/// How to publish.
#[derive(Debug, Clone)]
pub struct Options {
    /// Of what, when and by whom.
    pub about: About,
    /// So many seconds files stay that are no part of the portal any more, if they are named after their content.
    pub grace: i64,
    /// Whether more than a tenth of all addresses may go.
    pub many_removals: bool,
    /// Whether a target is listed whose manifest is not to be trusted.
    pub read_anew: bool,
    /// Whether only the plan is made.
    pub rehearsal: bool,
    /// How long the lock of another publisher is respected while nobody renews it.
    pub patience: Duration,
}

/// What a publication came to.
#[derive(Debug)]
pub struct Outcome<'a> {
    /// What was to be done.
    pub plan: Plan<'a>,
    /// The publication before.
    pub before: Option<About>,
}

/// Publishes the files of a portal.
///
/// # Errors
/// Nothing was begun, or what was begun is completed by the next publication: at no time a page names what is not there.
pub fn publish<'a>(
    mover: &Mover,
    files: &'a [SiteFile],
    options: &Options,
    arrived: &(dyn Fn(u64) + Sync),
) -> Result<Outcome<'a>, Fault> {
    if options.rehearsal {
        let known = Known::of(mover, options)?;
        return known.plan(files, options);
    }
    lease::holding(mover.ledger(), Patience(options.patience), |lost| {
        let go_on = |bytes| {
            arrived(bytes);
            insist_on_lock(lost)
        };
        let run = Run { arrived: &go_on, lost };
        let known = Known::of(mover, options)?;
        let outcome = known.plan(files, options)?;
        if outcome.plan.gone_is_too_much(&known.held, options) {
            return Err(too_many(outcome.plan.gone, known.held.files.len()));
        }
        let books = known.books(&outcome, options);
        if outcome.plan.is_empty() && known.is_complete && books.retired == known.held.retired {
            return Ok(outcome);
        }
        match mover {
            Mover::InPlace(mover) => run.in_place(mover.as_ref(), &outcome.plan, &known.unfinished, &books)?,
            Mover::Releases(mover) => run.release(mover.as_ref(), &outcome.plan, &books)?,
        }
        Ok(outcome)
    })
}

/// Shows the release before the present one; its name.
///
/// # Errors
/// There is none, or somebody publishes right now.
pub fn roll_back(mover: &dyn Releases, patience: Duration) -> Result<String, Fault> {
    lease::holding(mover, Patience(patience), |_| {
        let current = mover.current()?.unwrap_or_default();
        let is_whole = |id: &String| mover.read(&book(id)).is_ok_and(|book| book.is_some());
        let earlier = mover.all()?.into_iter().rev().filter(|id| *id < current);
        let earlier = earlier.into_iter().find(is_whole);
        let earlier = earlier
            .ok_or_else(|| Fault::refused("am Ziel liegt keine frühere Veröffentlichung; es bleibt, wie es ist"))?;
        mover.show(&earlier)?;
        Ok(earlier)
    })
}

/// The commit that was published before the present one, where a target cannot switch back by itself.
///
/// # Errors
/// The manifest cannot be read or is not to be trusted.
pub fn commit_before(mover: &Mover, options: &Options) -> Result<Option<String>, Fault> {
    Ok(manifest(mover.ledger(), MANIFEST, options)?.and_then(|manifest| manifest.before))
}

const TIME: &str = "%Y%m%dT%H%M%SZ";

/// The time, so that names sort as the releases came, and what tells two of one second apart.
fn release_id(at: i64) -> String {
    let time = jiff::Timestamp::from_second(at).unwrap_or_default();
    let time = time.strftime(TIME);
    let nanos = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap_or_default();
    format!("{time}-{:08x}{:04x}", nanos.subsec_nanos(), std::process::id() & 0xffff)
}

/// A name that sorts behind that of another release, whatever the clock of this machine says.
fn release_id_after(at: i64, other: Option<&str>) -> String {
    let time = other.and_then(|id| id.split('-').next());
    let time = time.and_then(|time| jiff::civil::DateTime::strptime(TIME, time).ok());
    let time = time.and_then(|time| time.to_zoned(jiff::tz::TimeZone::UTC).ok());
    let next = time.map_or(at, |time| time.timestamp().as_second().saturating_add(1));
    release_id(at.max(next))
}

pub(super) fn book(id: &str) -> String {
    format!("{id}.json")
}

fn too_many(gone: usize, of: usize) -> Fault {
    Fault::refused(format!(
        "{gone} von {of} Adressen gäbe es danach nicht mehr, mehr als ein Zehntel. Fehlt ein Teil der Inhalte? Es wurde nichts verändert. Ist es so gewollt, veröffentlichen Sie mit --viele-loeschungen"
    ))
}

/// What is known of a target.
struct Known {
    held: Held,
    before: Option<About>,
    /// What a publication may have touched that did not come to its end.
    unfinished: BTreeSet<String>,
    /// Whether the last publication came to its end.
    is_complete: bool,
}

impl Known {
    fn of(mover: &Mover, options: &Options) -> Result<Self, Fault> {
        match mover {
            Mover::InPlace(mover) => Self::in_place(mover.as_ref(), options),
            Mover::Releases(mover) => Self::release(mover.as_ref(), options),
        }
    }

    fn in_place(mover: &dyn InPlace, options: &Options) -> Result<Self, Fault> {
        let touched = intent::unfinished(mover)?;
        let manifest = manifest(mover, MANIFEST, options)?;
        if let (Some(manifest), Some(touched)) = (&manifest, &touched) {
            return Ok(Self {
                before: Some(manifest.about.clone()),
                is_complete: touched.is_empty(),
                held: Held::of(manifest.clone(), touched.clone()),
                unfinished: touched.clone(),
            });
        }
        let listed: BTreeSet<String> = mover.list()?.into_keys().collect();
        let touched = touched.unwrap_or_default();
        let strangers: BTreeSet<String> = listed.difference(&touched).cloned().collect();
        if !strangers.is_empty() && !options.read_anew {
            return Err(Fault::refused(format!(
                "am Ziel liegen schon {} Dateien, aber kein Verzeichnis einer Veröffentlichung. Ist es das richtige Ziel? Es wurde nichts verändert. Ist es so gewollt, veröffentlichen Sie mit --neu-einlesen",
                strangers.len()
            )));
        }
        Ok(Self {
            held: Held {
                unknown: touched.clone(),
                strangers,
                ..Held::default()
            },
            unfinished: touched,
            before: None,
            is_complete: false,
        })
    }

    fn release(mover: &dyn Releases, options: &Options) -> Result<Self, Fault> {
        let current = mover.current()?;
        if current.is_none() && !options.read_anew {
            insist_it_is_ours(&mover.neighbours()?)?;
        }
        let manifest = match current {
            Some(current) => {
                let manifest = manifest(mover, &book(&current), options)?;
                if manifest.is_none() && !options.read_anew {
                    return Err(Fault::refused(format!(
                        "zur Veröffentlichung {current} am Ziel fehlt das Verzeichnis. Es wurde nichts verändert. Mit --neu-einlesen wird alles neu übertragen"
                    )));
                }
                manifest
            }
            None => None,
        };
        Ok(Self {
            before: manifest.as_ref().map(|manifest| manifest.about.clone()),
            is_complete: manifest.is_some(),
            unfinished: BTreeSet::new(),
            held: manifest.map_or_else(Held::default, |manifest| Held::of(manifest, BTreeSet::new())),
        })
    }

    fn plan<'a>(&self, files: &'a [SiteFile], options: &Options) -> Result<Outcome<'a>, Fault> {
        if files.is_empty() {
            return Err(Fault::refused(
                "das Portal hat keine Dateien; es wird nichts veröffentlicht",
            ));
        }
        let also_strangers = options.read_anew && options.many_removals;
        Ok(Outcome {
            plan: Plan::new(files, &self.held, options.about.at, options.grace, also_strangers),
            before: self.before.clone(),
        })
    }

    /// What the target holds when all is done.
    fn books(&self, outcome: &Outcome, options: &Options) -> Manifest {
        let same = self
            .before
            .as_ref()
            .is_some_and(|before| before.commit == options.about.commit);
        let before = self
            .before
            .as_ref()
            .filter(|_| !same)
            .and_then(|before| before.commit.clone());
        let mut books = Manifest::new(options.about.clone(), before);
        let files = outcome.plan.unchanged.iter().copied().chain(outcome.plan.written());
        books.files = files.map(|file| (file.path.clone(), Entry::of(file))).collect();
        books.retired = outcome.plan.retired.clone();
        books
    }
}

/// A folder in which others keep something is taken only on request: it may be the wrong one.
fn insist_it_is_ours(names: &[String]) -> Result<(), Fault> {
    match names.iter().find(|name| !OWN_NAMES.contains(&name.as_str())) {
        None => Ok(()),
        Some(other) => Err(Fault::refused(format!(
            "am Ziel liegt schon etwas, zum Beispiel {other}, aber keine Veröffentlichung. Ist es der richtige Ordner? Es wurde nichts verändert. Nennen Sie einen leeren Ordner oder, ist es so gewollt, --neu-einlesen"
        ))),
    }
}

/// The manifest of a target; none where there is none, or where it is not to be trusted and that was asked for.
fn manifest(ledger: &dyn Ledger, name: &str, options: &Options) -> Result<Option<Manifest>, Fault> {
    let Some(bytes) = ledger.read(name)? else {
        return Ok(None);
    };
    match Manifest::read(&bytes, &options.about.base_url) {
        Ok(manifest) => Ok(Some(manifest)),
        Err(_) if options.read_anew => Ok(None),
        Err(doubt) => Err(Fault::refused(match &doubt {
            Doubt::Foreign(_) => format!(
                "{doubt}, dies ist {}. Es wurde nichts verändert. Ist das Portal umgezogen, veröffentlichen Sie mit --neu-einlesen",
                options.about.base_url
            ),
            _ => format!(
                "{doubt}. Es wurde nichts verändert. Mit --neu-einlesen wird das Ziel gelesen und alles neu übertragen"
            ),
        })),
    }
}

impl Plan<'_> {
    fn gone_is_too_much(&self, held: &Held, options: &Options) -> bool {
        let addresses = held
            .files
            .keys()
            .filter(|path| is_an_address(path) && !crate::hosting::is_hashed(path))
            .count();
        self.gone.times(10) > addresses && !options.many_removals
    }
}

struct Run<'a> {
    arrived: Arrived<'a>,
    lost: &'a AtomicBool,
}

/// Whoever slept for so long that another one publishes now writes nothing any more.
fn insist_on_lock(lost: &AtomicBool) -> Result<(), Fault> {
    if lost.load(Ordering::SeqCst) {
        return Err(Fault::refused(
            "die Sperre am Ziel ließ sich zu lange nicht erneuern, vielleicht hat sie inzwischen jemand anders. Die nächste Veröffentlichung setzt fort, was begonnen ist",
        ));
    }
    Ok(())
}

impl Run<'_> {
    fn in_place(
        &self,
        mover: &dyn InPlace,
        plan: &Plan,
        unfinished: &BTreeSet<String>,
        books: &Manifest,
    ) -> Result<(), Fault> {
        // What an earlier one touched and did not finish stays named until this one is done.
        let mut touched = plan.touched();
        touched.extend(unfinished.iter().cloned());
        intent::announce(mover, &touched)?;
        for files in plan.stages.values() {
            insist_on_lock(self.lost)?;
            mover.put(files, self.arrived)?;
        }
        let written: Vec<&SiteFile> = plan.written().collect();
        let paths: Vec<&str> = written.iter().map(|file| file.path.as_str()).collect();
        insist_it_arrived(&written, &mover.sizes(&paths)?)?;
        insist_on_lock(self.lost)?;
        mover.remove(&plan.removed)?;
        mover.write(MANIFEST, &books.write())?;
        intent::done(mover)
    }

    fn release(&self, mover: &dyn Releases, plan: &Plan, books: &Manifest) -> Result<(), Fault> {
        let current = mover.current()?;
        tidy(mover, current.as_deref())?;
        let id = &release_id_after(books.about.at, current.as_deref());
        let written: Vec<&SiteFile> = plan.written().collect();
        let retired: Vec<&str> = plan.retired.keys().map(String::as_str).collect();
        let release = Release {
            id,
            base: current.as_deref(),
            kept: &plan.unchanged,
            retired: &retired,
            written: &written,
        };
        mover.prepare(&release, self.arrived)?;
        let all: Vec<&SiteFile> = plan.unchanged.iter().chain(&written).copied().collect();
        insist_it_arrived(&all, &mover.list(id)?)?;
        insist_on_lock(self.lost)?;
        mover.write(&book(id), &books.write())?;
        mover.show(id)
    }
}

/// Removes releases that were never shown or were taken back, and those that are too old.
fn tidy(mover: &dyn Releases, current: Option<&str>) -> Result<(), Fault> {
    let all = mover.all()?;
    let is_older = |id: &&String| current.is_some_and(|current| id.as_str() < current);
    let older = all.iter().filter(is_older).count();
    let too_old = older.saturating_sub(OLDER_RELEASES);
    for (place, id) in all.iter().enumerate().filter(|(_, id)| Some(id.as_str()) != current) {
        if place >= too_old && is_older(&id) {
            continue;
        }
        // The book first: without it, half a release is not taken for a whole one.
        mover.erase(&book(id))?;
        mover.discard(id)?;
    }
    Ok(())
}

/// A target that loses what is written is found out before anybody is told that it is there.
fn insist_it_arrived(files: &[&SiteFile], sizes: &BTreeMap<String, u64>) -> Result<(), Fault> {
    let lost: Vec<&str> = files
        .iter()
        .filter(|file| sizes.get(&file.path) != Some(&file.bytes))
        .map(|file| file.path.as_str())
        .collect();
    match lost.first() {
        None => Ok(()),
        Some(first) => Err(Fault::target(format!(
            "{} von {} Dateien sind am Ziel nicht angekommen oder unvollständig, zuerst {first}. Ist dort noch Platz? Die nächste Veröffentlichung überträgt sie noch einmal",
            lost.len(),
            files.len()
        ))),
    }
}
