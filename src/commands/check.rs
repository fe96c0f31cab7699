//! `ozg check`: all problems of the content. Nothing is written but the repairs that are asked for.

use std::path::Path;
use std::process::ExitCode;

use super::environment::{self, EnvironmentError};
use super::problems::problems_of;
use super::{CONTENT_PROBLEMS, repair, report, since};
use crate::cli::{CheckOptions, Global};
use crate::content::Library;
use crate::diagnostics::{self, Detail, Diagnostic, Format, Report, RuleInfo, Severity};
use crate::external::{self, Cache};
use crate::model::{Audience, Day, Portal};
use crate::{checks, review};

pub(super) fn run(global: &Global, options: &CheckOptions) -> Result<ExitCode, EnvironmentError> {
    let as_of = environment::as_of(global)?;
    let root = environment::root(global)?;
    if options.repair {
        repair::run(&root, as_of, options.dry_run)?;
    }
    let library = Library::open(&root);
    let (contents, mut problems) = problems_of(&library, as_of);
    let day = as_of.of(&contents);
    let portal = Portal::new(&contents, day, Audience::Checks);
    if let Some(days) = options.due {
        return due(&portal, &problems, days, options);
    }
    if options.translations {
        return translations(&portal, &problems, options.format);
    }
    if options.strict {
        problems.append(&mut checks::silence(&portal, checks::check_strictly(&portal)));
        library.locate(&mut problems);
    }
    if options.external_links {
        problems.append(&mut checks::silence(
            &portal,
            external_links(&library, &portal, global)?,
        ));
        library.locate(&mut problems);
    }
    if let Some(reference) = &options.since {
        problems = since::brought_in(&root, reference, day, problems)?;
    }
    if options.errors_only {
        problems.retain(|problem| problem.severity == Severity::Error);
    }
    tell(&mut problems, options, &root, day);
    if options.format == Format::Text
        && let Some(fixed) = report::fixed_as_of(portal.settings.as_of)
    {
        report::line(&fixed);
    }
    let [errors, warnings, _] = diagnostics::count(&problems);
    Ok(verdict(errors > 0 || (options.strict && warnings > 0)))
}

fn verdict(failed: bool) -> ExitCode {
    if failed {
        ExitCode::from(CONTENT_PROBLEMS)
    } else {
        ExitCode::SUCCESS
    }
}

/// People read the problems on stderr and the summary below; programs get the document on stdout and nothing else.
fn tell(problems: &mut [Diagnostic], options: &CheckOptions, root: &Path, as_of: Day) {
    let checked = match &options.since {
        Some(reference) => format!("Seit {reference} hinzugekommen"),
        None => "Geprüft".to_owned(),
    };
    let summary = format!("{checked}: {}.", report::tally(problems));
    if options.format == Format::Text {
        let detail = if options.all {
            Detail::Everything
        } else {
            Detail::Digest
        };
        report::problems_in(problems, detail);
        report::advice(problems);
        return report::line(&summary);
    }
    if options.format.is_annotation() {
        let above = environment::path_in_repository(root);
        for problem in problems.iter_mut().filter(|_| !above.is_empty()) {
            problem.place.path = format!("{above}{}", problem.place.path).into();
        }
    }
    let rules: Vec<RuleInfo> = checks::rules().map(|rule| rule.info).collect();
    let document = options.format.render(
        Report {
            problems,
            rules: &rules,
            as_of: &as_of.to_string(),
        },
        false,
    );
    report::document(&document);
    report::aside(&summary);
}

/// The problems of links to other websites.
fn external_links(library: &Library, portal: &Portal, global: &Global) -> Result<Vec<Diagnostic>, EnvironmentError> {
    let links = checks::external_links(portal);
    if !external::can_ask_securely() && links.iter().any(|link| link.url.starts_with("https:")) {
        return Err(EnvironmentError::NoTls);
    }
    let folder = environment::cache(global, library.root())?;
    let mut cache = Cache::open(folder.folder());
    let outcome = external::check(&links, &mut cache, portal.as_of);
    cache
        .save()
        .map_err(EnvironmentError::system(folder.folder().display().to_string()))?;
    report::aside(&format!(
        "Externe Links: {} abgefragt, {} aus den letzten Tagen bekannt.",
        outcome.asked, outcome.known
    ));
    Ok(outcome.problems)
}

/// The list of what is to be reviewed. With an error in the content it is told, but it may be incomplete.
fn due(
    portal: &Portal,
    problems: &[Diagnostic],
    days: u32,
    options: &CheckOptions,
) -> Result<ExitCode, EnvironmentError> {
    let agenda = review::agenda(portal, days);
    let document = match (options.ical, options.format) {
        (true, _) => {
            let address = portal.settings.base_url.as_str();
            let site = address.split('/').nth(2).unwrap_or(address);
            review::render_ical(&agenda, &portal.settings.title, site)
        }
        (false, Format::Text) => review::render_text(&agenda),
        (false, Format::Json) => review::render_json(&agenda),
        (false, _) => return Err(EnvironmentError::DueFormat),
    };
    report::document(&document);
    Ok(verdict(warn_of_errors(problems)))
}

/// The list of what is not translated, or no longer up to date.
fn translations(portal: &Portal, problems: &[Diagnostic], format: Format) -> Result<ExitCode, EnvironmentError> {
    let translations = review::translations(portal);
    let document = match format {
        Format::Text => review::render_translations_text(&translations),
        Format::Json => review::render_translations_json(&translations),
        _ => return Err(EnvironmentError::TranslationFormat),
    };
    report::document(&document);
    Ok(verdict(warn_of_errors(problems)))
}

/// With an error in the content a list is told, but it may be incomplete.
fn warn_of_errors(problems: &[Diagnostic]) -> bool {
    let errors = diagnostics::count(problems)[0];
    if errors > 0 {
        let errors = report::counted(errors, "Fehler", "Fehler");
        report::failure(&format!(
            "die Inhalte haben {errors}, die Liste kann unvollständig sein (siehe ozg check)"
        ));
    }
    errors > 0
}
