//! Documents that records name.

use std::sync::Arc;

use crate::diagnostics::{Diagnostic, Place, did_you_mean};
use crate::model::{Document, FileName, Look, Page, Portal};

use crate::checks::rule::{Rule, check};
use crate::extent::Whole;

pub(in crate::checks) const RULES: &[Rule] = &[
    Rule::error(
        "dokument-fehlt",
        "Ein genanntes Dokument fehlt",
        "Auf der Seite stünde ein Link, der zu keiner Datei führt.",
        "Legen Sie die Datei in den Ordner, oder löschen Sie den Eintrag.",
    )
    .by(&[check!(named_files_exist), check!(videos_exist)]),
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
        documents.filter_map(move |(i, document)| examine(portal, &document.file, path, format!("/{field}/{i}/datei")))
    })
}

/// A video in sign language lies beside the page or somewhere else, and only there.
fn videos_exist(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    portal.pages.values().filter_map(|page: &std::sync::Arc<Page>| {
        let video = page.sign_language.as_ref()?;
        match (&video.url, &video.file) {
            (None, Some(file)) => examine(portal, file, &page.source.path, "/gebaerdensprache/datei".to_owned()),
            (Some(_), None) => None,
            _ => Some(
                Diagnostic::error(
                    "dokument-fehlt",
                    Place::field(&page.source.path, "/gebaerdensprache"),
                    "ein Video in Gebärdensprache braucht genau eine Angabe: `datei` oder `url`",
                )
                .with_help("Nennen Sie die Datei neben der Seite, oder die Webadresse des Videos."),
            ),
        }
    })
}

/// The path of a record, the field, and the documents that it names.
pub(in crate::checks) type List<'a> = (&'a Arc<str>, &'static str, &'a [Document]);

pub(in crate::checks) fn lists(portal: &Portal) -> impl Iterator<Item = List<'_>> {
    portal.entities().map(|entity| {
        let (field, documents) = entity.documents();
        (&entity.source().path, field, documents)
    })
}

fn examine(portal: &Portal, file: &FileName, record: &Arc<str>, field: String) -> Option<Diagnostic> {
    let folder = record.rsplit_once('/').map_or("", |(folder, _)| folder);
    let path = format!("{folder}/{}", file);
    let place = Place::field(record, field);
    let Some((_, attachment)) = portal.attachment(&path) else {
        let names = portal
            .attachments
            .keys()
            .filter_map(|path| path.strip_prefix(folder)?.strip_prefix('/'));
        let help = match did_you_mean(file.as_str(), names) {
            Some(meant) => format!("Meinten Sie `{meant}`?"),
            None => format!("Legen Sie die Datei in den Ordner {folder}, oder löschen Sie den Eintrag."),
        };
        return Some(Diagnostic::error("dokument-fehlt", place, format!("die Datei `{}` fehlt", file)).with_help(help));
    };
    let most = portal.settings.document_megabytes.get();
    (attachment.bytes > u64::from(most).times(1024).times(1024)).then(|| {
        let message = format!("die Datei `{}` ist größer als {most} MB", file);
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
