//! Documents that records name.

use std::sync::Arc;

use crate::diagnostics::{Diagnostic, Place, did_you_mean};
use crate::model::{Document, Look, Portal};

use super::rule::{Rule, check};

pub(super) const RULES: &[Rule] = &[
    Rule::error(
        "dokument-fehlt",
        "Ein genanntes Dokument fehlt",
        "Auf der Seite stünde ein Link, der zu keiner Datei führt.",
        "Legen Sie die Datei in den Ordner, oder löschen Sie den Eintrag.",
    )
    .by(&[check!(named_files_exist)]),
    Rule::warning(
        "dokument-zu-gross",
        "Ein Dokument ist zu groß",
        "Große Dateien laden langsam, unterwegs oft gar nicht. Die Grenze steht in portal.yaml unter `dokument_hoechstens_mb`.",
        "Verkleinern Sie die Bilder im Dokument, oder teilen Sie es auf.",
    ),
    Rule::warning(
        "pdf-ohne-titel",
        "Ein PDF nennt seinen Titel nicht",
        "Ohne Titel lesen Vorleseprogramme und Browser nur den Dateinamen vor. Barrierefreie PDF brauchen einen Titel (BITV 2.0, PDF/UA).",
        "Öffnen Sie das Dokument in dem Programm, in dem es entstanden ist, tragen Sie unter Datei > Eigenschaften einen Titel ein, und speichern Sie es neu als PDF.",
    )
    .by(&[check!(titles_of_pdfs)]),
];

/// A named file must lie in the folder of the record, and not be too large to publish.
fn named_files_exist(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    lists(portal).flat_map(move |(path, field, documents)| {
        let documents = documents.iter().enumerate();
        documents.filter_map(move |(i, document)| examine(portal, document, path, format!("/{field}/{i}/datei")))
    })
}

/// The path of a record, the field, and the documents that it names.
pub(super) type List<'a> = (&'a Arc<str>, &'static str, &'a [Document]);

pub(super) fn lists(portal: &Portal) -> impl Iterator<Item = List<'_>> {
    let services = portal
        .services
        .values()
        .map(|s| (&s.source.path, "dokumente", s.documents.as_slice()));
    let guides = portal
        .guides
        .values()
        .map(|g| (&g.source.path, "dokumente", g.documents.as_slice()));
    let events = portal
        .events
        .values()
        .map(|e| (&e.source.path, "unterlagen", e.documents.as_slice()));
    let press = portal
        .press_releases
        .values()
        .map(|p| (&p.source.path, "anhaenge", p.documents.as_slice()));
    services.chain(guides).chain(events).chain(press)
}

fn examine(portal: &Portal, document: &Document, record: &Arc<str>, field: String) -> Option<Diagnostic> {
    let folder = record.rsplit_once('/').map_or("", |(folder, _)| folder);
    let path = format!("{folder}/{}", document.file);
    let place = Place::field(record, field);
    let Some((_, attachment)) = portal.attachment(&path) else {
        let names = portal
            .attachments
            .keys()
            .filter_map(|path| path.strip_prefix(folder)?.strip_prefix('/'));
        let help = match did_you_mean(document.file.as_str(), names) {
            Some(meant) => format!("Meinten Sie `{meant}`?"),
            None => format!("Legen Sie die Datei in den Ordner {folder}, oder löschen Sie den Eintrag."),
        };
        return Some(
            Diagnostic::error("dokument-fehlt", place, format!("die Datei `{}` fehlt", document.file)).with_help(help),
        );
    };
    let most = portal.settings.document_megabytes.get();
    (attachment.bytes > u64::from(most) * 1024 * 1024).then(|| {
        let message = format!("die Datei `{}` ist größer als {most} MB", document.file);
        Diagnostic::warning("dokument-zu-gross", place, message)
            .with_help("Verkleinern Sie die Bilder im Dokument, oder teilen Sie es auf.")
    })
}

/// A PDF must say its title in its properties.
fn titles_of_pdfs(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    let untitled = portal
        .attachments
        .iter()
        .filter(|(_, file)| file.look == Look::Pdf { is_untitled: true });
    untitled.map(|(path, _)| {
        Diagnostic::warning(
            "pdf-ohne-titel",
            Place::file(path),
            "das PDF nennt in seinen Eigenschaften keinen Titel",
        )
        .with_help("Tragen Sie den Titel im Ausgangsdokument unter Datei > Eigenschaften ein, und speichern Sie es neu als PDF.")
    })
}
