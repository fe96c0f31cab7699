//! Translations: what they translate must be there, and lists must match entry by entry.

use crate::diagnostics::{Diagnostic, Place};
use crate::model::{EntityId, Language, Pair, Portal, Translation};

use crate::checks::rule::{Rule, check};

const SETTINGS: &str = "content/portal.yaml";

pub(in crate::checks) const RULES: &[Rule] = &[
    Rule::error(
        "uebersetzung-ohne-original",
        "Eine Übersetzung hat kein deutsches Original",
        "Die deutsche Datei ist die Grundlage jeder Seite. Ohne sie erscheint die Übersetzung nirgends.",
        "Prüfen Sie den Namen der Datei und die Kennungen darin, oder löschen Sie die Übersetzung.",
    )
    .by(&[check!(have_originals)]),
    Rule::error(
        "uebersetzung-passt-nicht",
        "Eine Übersetzung passt nicht zum Original",
        "Listen werden Eintrag für Eintrag übersetzt. Stimmt die Zahl nicht, stünde ein Text an der falschen Stelle.",
        "Vergleichen Sie die Stelle mit der deutschen Datei.",
    )
    .by(&[check!(match_their_originals)]),
    Rule::error(
        "leichte-sprache-nur-seiten",
        "In Leichter Sprache gibt es nur Seiten",
        "Seiten in Leichter Sprache werden als Ganzes geschrieben. Eine Leistung mit Tabellen und Fachwörtern wird nicht leicht, indem man ihren Titel ändert.",
        "Schreiben Sie eine Seite unter `content/seiten`, zum Beispiel `hilfe.leicht.md` neben `hilfe.md`.",
    )
    .by(&[check!(easy_language_has_pages)]),
    Rule::hint(
        "sprache-nicht-gewaehlt",
        "Eine Sprache wird nicht veröffentlicht",
        "Übersetzungen erscheinen erst, wenn portal.yaml die Sprache nennt.",
        "Ergänzen Sie die Sprache in portal.yaml unter `sprachen`.",
    )
    .by(&[check!(are_published)]),
    Rule::error(
        "oberflaeche-fehlt",
        "Texte der Oberfläche fehlen in einer Sprache",
        "Auf den Seiten stünden deutsche Wörter zwischen anderen, ohne dass Vorleseprogramme es wissen.",
        "Ergänzen Sie die Texte in der Datei der Sprache unter `themes/standard/i18n`, oder streichen Sie die Sprache in portal.yaml.",
    ),
    Rule::error(
        "oberflaeche-passt-nicht",
        "Ein Text der Oberfläche passt nicht zum deutschen Original",
        "Platzhalter wie {n} füllt das Programm. Fehlt einer, fehlt auf der Seite die Angabe.",
        "Vergleichen Sie den Text mit de.yaml.",
    ),
];

fn translations(portal: &Portal) -> impl Iterator<Item = (&Language, &Translation)> {
    portal.translations.iter()
}

fn pairs(portal: &Portal) -> impl Iterator<Item = Pair<'_>> {
    translations(portal).flat_map(|(_, translation)| portal.pairs(translation))
}

fn have_originals(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    let orphans = pairs(portal).filter(|pair| pair.original.is_none());
    orphans.filter_map(|pair| {
        let original = Language::original_of(pair.path).unwrap_or_default();
        // Where the original is there but broken, that is problem enough; so is a broken record beside it.
        let folder = original.rsplit_once('/').map_or("", |(folder, _)| folder);
        let record = match &pair.id {
            Some(EntityId::Service(_)) => format!("{folder}/leistung.yaml"),
            Some(EntityId::Chapter(..)) => format!("{folder}/leitfaden.yaml"),
            _ => original.clone(),
        };
        if [&original, &record]
            .iter()
            .any(|file| portal.broken_files.contains(file.as_str()))
        {
            return None;
        }
        if let Some(EntityId::Topic(id)) = &pair.id {
            let message = format!("das Themenfeld `{id}` gibt es nicht");
            let problem = Diagnostic::error("uebersetzung-ohne-original", Place::file(pair.path), message);
            return Some(problem.with_help(format!("Prüfen Sie die Kennungen; es gelten die aus {original}.")));
        }
        let message = format!("zu dieser Übersetzung fehlt das Original {original}");
        let problem = Diagnostic::error("uebersetzung-ohne-original", Place::file(pair.path), message);
        Some(
            problem.with_help(
                "Prüfen Sie den Namen der Datei, legen Sie das Original an, oder löschen Sie die Übersetzung.",
            ),
        )
    })
}

fn match_their_originals(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    let settings = translations(portal).filter_map(|(_, translation)| {
        // Where the settings are broken, that is problem enough.
        let texts = translation.settings.as_ref().filter(|_| !has_broken_settings(portal))?;
        let (_, matched) = crate::model::Translatable::in_translation(&*portal.settings, texts);
        Some((texts.source.path.clone(), matched))
    });
    let entities = pairs(portal).map(|pair| (pair.path.clone(), pair.matched));
    settings.chain(entities).flat_map(|(path, matched)| {
        let original = Language::original_of(&path).unwrap_or_default();
        let extra = matched.extra.into_iter().map({
            let (path, original) = (path.clone(), original.clone());
            move |field| {
                let message = format!("`{}` übersetzt einen Text, den es im Original nicht gibt", name(field));
                let problem = Diagnostic::error("uebersetzung-passt-nicht", Place::key(&path, field), message);
                problem.with_help(format!("Löschen Sie die Angabe, oder ergänzen Sie zuerst {original}."))
            }
        });
        let uneven = matched.uneven.into_iter().map(move |list| {
            let message = format!(
                "`{}` hat {} statt {} im Original",
                name(list.field),
                entries(list.translated),
                entries(list.original)
            );
            let problem = Diagnostic::error("uebersetzung-passt-nicht", Place::key(&path, list.field), message);
            problem.with_help(format!(
                "Übersetzen Sie jeden Eintrag, in der Reihenfolge von {original}."
            ))
        });
        extra.chain(uneven)
    })
}

fn has_broken_settings(portal: &Portal) -> bool {
    portal.broken_files.contains(SETTINGS)
}

fn name(field: &str) -> &str {
    field.rsplit('/').next().unwrap_or_default()
}

fn entries(count: usize) -> String {
    match count {
        1 => "einen Eintrag".to_owned(),
        _ => format!("{count} Einträge"),
    }
}

fn easy_language_has_pages(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    let easy = translations(portal).filter(|(language, _)| language.is_easy());
    let others = easy.flat_map(|(_, translation)| portal.pairs(translation));
    let others = others.filter(|pair| !matches!(pair.id, Some(EntityId::Page(_))));
    others.map(|pair| {
        let message = "in Leichter Sprache gibt es nur die Startseite und Seiten aus content/seiten";
        Diagnostic::error("leichte-sprache-nur-seiten", Place::file(pair.path), message)
            .with_help("Schreiben Sie stattdessen eine eigene Seite, und löschen Sie diese Datei.")
    })
}

fn are_published(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    let is_missing = |language: &Language| !portal.settings.languages.contains(language);
    let unpublished =
        translations(portal).filter(move |(language, _)| !has_broken_settings(portal) && is_missing(language));
    unpublished.map(|(language, translation)| {
        let settings = translation.settings.as_ref().map(|texts| &texts.source.path);
        let files = portal.pairs(translation);
        let first = settings.or_else(|| files.iter().map(|pair| pair.path).min());
        let place = first.map_or_else(|| Place::file(&SETTINGS.into()), Place::file);
        let message =
            format!("die Sprache `{language}` steht nicht in portal.yaml, ihre Texte werden nicht veröffentlicht");
        Diagnostic::hint("sprache-nicht-gewaehlt", place, message)
            .with_help(format!("Ergänzen Sie `{language}` in portal.yaml unter `sprachen`."))
    })
}
