//! `ozg publish`: builds the portal and publishes what changed.

use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use jiff::Timestamp;
use serde_json::json;

use super::build::{self, Built};
use super::environment::EnvironmentError;
use super::{CONTENT_PROBLEMS, preview, report};
use crate::cli::{Global, Publish};
use crate::content;
use crate::disk;
use crate::extent::Whole;
use crate::output;
use crate::profile::Profile;
use crate::publish::{self, About, Deviation, Mover, Options, Outcome, PATIENCE, Plan, PlanFile, SiteFile};
use crate::site;

const DAY: i64 = 86_400;

pub(super) fn run(global: &Global, options: &Publish) -> Result<ExitCode, EnvironmentError> {
    let start = Instant::now();
    match &options.preview {
        None => publish(global, options, start),
        Some(name) if options.withdraw => preview::withdraw(options, name),
        Some(name) => publish(global, &preview::options(options, name)?, start),
    }
}

fn publish(global: &Global, options: &Publish, start: Instant) -> Result<ExitCode, EnvironmentError> {
    let request = build::Options {
        output: options.output.clone(),
        base_url: options.base_url.clone(),
        drafts: options.drafts,
        hidden: options.preview.is_some(),
        insists: options.insists,
        compress: options.compress,
        profile: false,
    };
    if let (Some(target), true) = (&options.target, options.back) {
        let mover = Mover::to(target)?;
        if let Mover::Releases(mover) = &mover {
            let shown = publish::roll_back(mover.as_ref(), PATIENCE)?;
            report::line(&format!("Gezeigt wird wieder die Veröffentlichung {shown}."));
            return Ok(ExitCode::SUCCESS);
        }
    }
    insist_on_a_folder(options)?;
    let built = match build::written(global, &request, &Profile::default())? {
        Ok(built) => built,
        Err(refused) => return Ok(refused),
    };
    let files = files(&built);
    let how = how(options, &built);
    let Some(target) = &options.target else {
        return plan_only(options, &files, &how);
    };
    let mover = Mover::to(target)?;
    if options.back {
        return Err(no_way_back(&mover, &how)?);
    }
    let bar = report::transfer();
    let outcome = publish::publish(&mover, &files, &how, &|bytes| bar.inc(bytes));
    bar.finish_and_clear();
    let outcome = outcome?;
    write_addresses(options, &outcome.plan, &how.about.base_url)?;
    let deviations = if options.verify {
        let hosted = site::hosted(&built.published.site);
        publish::probe(&how.about.base_url, &outcome.plan, &hosted, &hosted.headers())
    } else {
        Vec::new()
    };
    if options.json {
        report::document(&format!("{:#}\n", summary(&outcome, &how, &deviations, start)));
    } else {
        tell(&outcome, &how, &deviations, options, start);
    }
    Ok(if deviations.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(CONTENT_PROBLEMS)
    })
}

/// What is published lies in a folder, and is no copy to be passed on.
fn insist_on_a_folder(options: &Publish) -> Result<(), EnvironmentError> {
    let Some(output) = &options.output else {
        return Ok(());
    };
    match output::asked_for(output) {
        Ok(None) => Ok(()),
        Ok(Some(_)) | Err(_) => Err(EnvironmentError::Refused(format!(
            "{} wäre eine Datei zum Weitergeben; veröffentlicht wird ein Ordner. Nennen Sie mit --ausgabe einen Ordner",
            output.display()
        ))),
    }
}

fn files(built: &Built) -> Vec<SiteFile> {
    let folder = fs::canonicalize(&built.folder).unwrap_or_else(|_| built.folder.clone());
    let files = output::written(built.target()).into_iter();
    files
        .map(|file| SiteFile {
            source: folder.join(&file.path),
            path: file.path,
            hash: file.hash,
            bytes: file.bytes,
        })
        .collect()
}

fn how(options: &Publish, built: &Built) -> Options {
    Options {
        about: About {
            base_url: built.published.site.base_url().to_owned(),
            program: concat!("ozg ", env!("CARGO_PKG_VERSION")).to_owned(),
            commit: content::head(&built.root),
            at: Timestamp::now().as_second(),
            by: by(),
        },
        grace: i64::from(options.grace).times(DAY),
        many_removals: options.many_removals,
        read_anew: options.read_anew,
        rehearsal: options.rehearsal,
        patience: PATIENCE,
    }
}

/// Who publishes, without the names of people.
fn by() -> String {
    let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    if let Some(job) = variable("CI_JOB_ID") {
        return format!("GitLab-Auftrag {job}");
    }
    if let Some(run) = variable("GITHUB_RUN_ID") {
        return format!("GitHub-Lauf {run}");
    }
    format!("Rechner {}", publish::machine())
}

/// Targets that are changed file by file hold nothing to switch back to.
fn no_way_back(mover: &Mover, how: &Options) -> Result<EnvironmentError, EnvironmentError> {
    let commit = publish::commit_before(mover, how)?;
    Ok(EnvironmentError::Refused(match commit {
        Some(commit) => format!(
            "dieses Ziel bewahrt keine früheren Stände auf. Veröffentlichen Sie den Commit davor: git switch --detach {commit} && ozg publish ZIEL"
        ),
        None => "dieses Ziel bewahrt keine früheren Stände auf, und von welchem Commit die Veröffentlichung davor war, ist nicht bekannt".to_owned(),
    }))
}

fn plan_only(options: &Publish, files: &[SiteFile], how: &Options) -> Result<ExitCode, EnvironmentError> {
    let path = options.plan.as_deref().unwrap_or(Path::new("plan.json"));
    let said = || EnvironmentError::system(path.display().to_string());
    let earlier = match fs::read_to_string(path) {
        Ok(text) => Some(text),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => return Err(said()(error)),
    };
    let held = PlanFile::held(earlier.as_deref(), &how.about.base_url)?;
    let plan = Plan::new(files, &held, how.about.at, how.grace, false);
    let text = serde_json::to_string(&PlanFile::new(&plan, how.about.clone())).unwrap_or_default();
    disk::replace(path, text.as_bytes()).map_err(said())?;
    write_addresses(options, &plan, &how.about.base_url)?;
    report::line(&format!("Plan in {}: {}.", path.display(), work(&plan)));
    report::line("Führen Sie ihn ganz aus: Der nächste Plan geht davon aus.");
    Ok(ExitCode::SUCCESS)
}

fn write_addresses(options: &Publish, plan: &Plan, base_url: &str) -> Result<(), EnvironmentError> {
    let Some(path) = &options.addresses else {
        return Ok(());
    };
    let lines: String = publish::changed_addresses(plan, base_url)
        .iter()
        .map(|url| format!("{url}\n"))
        .collect();
    disk::replace(path, lines.as_bytes()).map_err(EnvironmentError::system(path.display().to_string()))
}

fn work(plan: &Plan) -> String {
    format!(
        "{} ({} kB) zu übertragen, {} zu löschen, {} unverändert",
        report::counted(plan.written().count(), "Datei", "Dateien"),
        plan.bytes().div_ceil(1000),
        plan.removed.len(),
        plan.unchanged.len()
    )
}

fn tell(outcome: &Outcome, how: &Options, deviations: &[Deviation], options: &Publish, start: Instant) {
    let plan = &outcome.plan;
    if let Some(before) = &outcome.before {
        let at = Timestamp::from_second(before.at).unwrap_or_default();
        let commit = before
            .commit
            .as_deref()
            .map(|commit| format!(", Commit {}", short(commit)))
            .unwrap_or_default();
        report::line(&format!(
            "Letzte Veröffentlichung: {} von {}{commit}.",
            at.strftime("%d.%m.%Y %H:%M UTC"),
            before.by
        ));
    } else {
        report::line("Dies ist die erste Veröffentlichung an dieses Ziel.");
    }
    for (stage, files) in &plan.stages {
        report::line(&format!("  {:>6} {}", files.len(), stage.label()));
    }
    if !plan.strangers.is_empty() {
        report::line(&format!(
            "{} am Ziel gehören nicht zum Portal und bleiben, zum Beispiel {}. Mit --neu-einlesen --viele-loeschungen werden sie entfernt.",
            report::counted(plan.strangers.len(), "Datei", "Dateien"),
            plan.strangers.first().map(String::as_str).unwrap_or_default()
        ));
    }
    for deviation in deviations {
        report::line(&format!("Abweichung: {}: {}", deviation.url, deviation.what));
    }
    if options.rehearsal {
        report::line(&format!("Probe, es wurde nichts verändert: {}.", work(plan)));
        return;
    }
    if options.verify && deviations.is_empty() {
        report::line("Geprüft: Der Server sagt, was er soll.");
    }
    let what = if plan.is_empty() {
        "Es gab nichts zu übertragen".to_owned()
    } else {
        work(plan)
    };
    report::line(&format!(
        "Veröffentlicht als {} nach {:.1} s: {what}.",
        how.about.base_url,
        start.elapsed().as_secs_f64()
    ));
}

fn short(commit: &str) -> &str {
    commit.get(..10).unwrap_or(commit)
}

fn summary(outcome: &Outcome, how: &Options, deviations: &[Deviation], start: Instant) -> serde_json::Value {
    let plan = &outcome.plan;
    let stages: Vec<_> = plan
        .stages
        .iter()
        .map(|(stage, files)| json!({ "was": stage.label(), "dateien": files.len() }))
        .collect();
    let deviations: Vec<_> = deviations
        .iter()
        .map(|deviation| json!({ "adresse": deviation.url, "was": deviation.what }))
        .collect();
    json!({
        "portal": how.about.base_url,
        "commit": how.about.commit,
        "davor": outcome.before,
        "probe": how.rehearsal,
        "uebertragen": plan.written().count(),
        "bytes": plan.bytes(),
        "stufen": stages,
        "geloescht": plan.removed.len(),
        "ausgelaufen": plan.retired.len(),
        "unveraendert": plan.unchanged.len(),
        "fremd": plan.strangers.len(),
        "abweichungen": deviations,
        "sekunden": start.elapsed().as_secs_f64(),
    })
}
