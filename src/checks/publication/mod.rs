//! Which files beside the records go online: those that something names which readers may see, and no others.

pub(in crate::checks) mod addresses;
pub(in crate::checks) mod documents;
pub(in crate::checks) mod external;
pub(in crate::checks) mod inside;
pub(in crate::checks) mod legal;
pub(in crate::checks) mod renamed;
pub(in crate::checks) mod security;

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use crate::checks::rule::{Rule, check};
use crate::checks::texts::{self, Text};
use crate::content::link::{self, Target};
use crate::content::{CONTENT, markdown};
use crate::diagnostics::{Diagnostic, Place};
use crate::imaging;
use crate::model::{Attachment, Fault, Look, Portal, Refusal};

pub(in crate::checks) const RULES: &[Rule] = &[
    Rule::hint(
        "hilfsdatei",
        "Ein Programm hat nebenbei Dateien angelegt",
        "Sperrdateien und Vorschaubilder legen Programme ungefragt an. Veröffentlicht werden sie nie.",
        "Löschen Sie die Dateien.",
    ),
    Rule::hint(
        "datei-ungenannt",
        "Eine Datei wird von nichts genannt",
        "Online geht nur, worauf ein Datensatz oder ein Text verweist. Was niemand nennt, ist oft ein Entwurf oder ein Vermerk, der nicht an die Öffentlichkeit soll.",
        "Nennen Sie die Datei, wo sie gelesen werden soll: unter `dokumente` (Leistung, Leitfaden), `unterlagen` (Termin), `anhaenge` (Presse) oder mit einem Link im Text. Sonst löschen Sie sie.",
    )
    .by(&[check!(unnamed)]),
    Rule::error(
        "datei-unzulaessig",
        "Eine Datei darf nicht veröffentlicht werden",
        "Was ein Browser oder ein Webserver ausführt, liefe mit den Rechten des Portals. Deshalb zählt nicht nur die Endung, sondern auch der Inhalt, und erlaubt ist nur, was in portal.yaml unter `dokumente` steht.",
        "Veröffentlichen Sie den Inhalt in einem anderen Format, am besten als PDF.",
    )
    .by(&[check!(refused)]),
    Rule::error(
        "bild-defekt",
        "Ein Bild lässt sich nicht zeigen",
        "Aus dem Bild entstehen die Größen, die die Seiten brauchen. Ist es beschädigt, übergroß oder in einem Format, das Browser nicht kennen, geht das nicht.",
        "Speichern Sie das Bild noch einmal als JPEG, PNG oder WebP.",
    ),
    Rule::warning(
        "bild-zu-gross",
        "Ein Bild ist zu groß und lässt sich nicht verkleinern",
        "Bewegte Bilder und Zeichnungen gehen so online, wie sie sind. Große laden unterwegs oft gar nicht.",
        "Verkleinern Sie das Bild in dem Programm, in dem es entstanden ist.",
    )
    .by(&[check!(heavy)]),
    Rule::hint(
        "namen-fast-gleich",
        "Zwei Dateien unterscheiden sich nur in Groß- und Kleinschreibung",
        "Unter Windows und macOS können beide nicht nebeneinander liegen, und manche Webserver liefern die falsche.",
        "Benennen Sie eine der beiden Dateien um.",
    )
    .by(&[check!(alike)]),
];

/// The files that a portal names.
#[derive(Debug, Default)]
struct Named {
    /// Readers get the file.
    linked: BTreeSet<Arc<str>>,
    /// Readers see it as a picture in a text.
    shown: BTreeSet<Arc<str>>,
}

impl Named {
    fn contains(&self, path: &Arc<str>) -> bool {
        self.linked.contains(path) || self.shown.contains(path)
    }
}

/// The portal with only those files that go online with it.
pub fn publish(mut portal: Portal) -> Portal {
    let named = named(&portal, texts::own(&portal));
    let kinds = portal.settings.document_kinds.clone();
    portal.attachments.retain(|path, file| {
        file.is_linked = named.linked.contains(path);
        file.is_shown = named.shown.contains(path);
        named.contains(path) && file.refusal(path, &kinds).is_none()
    });
    portal
}

/// Goes through the lists of documents, and through texts where there are files that those leave out.
fn named<'a>(portal: &'a Portal, texts: impl Iterator<Item = Text<'a>>) -> Named {
    let mut named = Named::default();
    for (record, _, documents) in documents::lists(portal) {
        let folder = record.rsplit_once('/').map_or("", |(folder, _)| folder);
        let files = documents.iter().map(|document| format!("{folder}/{}", document.file));
        named.linked.extend(files.filter_map(|path| file_at(portal, &path)));
    }
    let videos = portal.pages.values().filter_map(|page| {
        let file = page.sign_language.as_ref()?.file.as_ref()?;
        let (folder, _) = page.source.path.rsplit_once('/')?;
        file_at(portal, &format!("{folder}/{file}"))
    });
    named.linked.extend(videos);
    // A photo may be shown in a text, too.
    let is_settled =
        |(path, file): (&Arc<str>, &Attachment)| named.linked.contains(path) && !matches!(file.look, Look::Photo(_));
    if portal.attachments.iter().all(is_settled) {
        return named;
    }
    let texts: Vec<Text> = texts.filter(|text| text.markdown.contains(['[', '<'])).collect();
    let links: Vec<(bool, Arc<str>)> = texts.par_iter().flat_map_iter(|text| files_of(portal, text)).collect();
    for (is_image, path) in links {
        let list = if is_image { &mut named.shown } else { &mut named.linked };
        list.insert(path);
    }
    named
}

/// The path of a file as it is written on disk.
fn file_at(portal: &Portal, path: &str) -> Option<Arc<str>> {
    portal.attachment(path).map(|(path, _)| path.clone())
}

/// The files that a text names, and whether as a picture.
fn files_of(portal: &Portal, text: &Text) -> Vec<(bool, Arc<str>)> {
    let links = markdown::links(text.markdown).into_iter();
    let files = links.filter_map(|link| {
        let path = match link::target(&link.target, text.path) {
            Target::File(path, _) => path,
            Target::Portal(url) => {
                let address = url.split(['?', '#']).next().unwrap_or_default();
                format!("{CONTENT}{}", link::decoded(address)).into()
            }
            _ => return None,
        };
        Some((link.is_image, file_at(portal, &path)?))
    });
    files.collect()
}

/// Files that nothing names, not even what nobody may see yet.
fn unnamed(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    let named = named(portal, texts::all(portal));
    let unnamed = portal
        .attachments
        .keys()
        .filter(move |path| !named.contains(path) && !is_pardoned(portal, path));
    unnamed.map(|path| {
        Diagnostic::hint(
            "datei-ungenannt",
            Place::file(path),
            "die Datei wird von nichts genannt und nicht veröffentlicht",
        )
        .with_help("Nennen Sie sie im Datensatz oder mit einem Link im Text, oder löschen Sie sie.")
    })
}

/// Where a record beside the file could not be understood, it may well name the file.
fn is_pardoned(portal: &Portal, path: &str) -> bool {
    let folder = |path: &str| {
        path.rsplit_once('/')
            .map_or(String::new(), |(folder, _)| folder.to_owned())
    };
    portal.broken_files.iter().any(|broken| folder(broken) == folder(path))
}

/// Files that are named and must not be published.
fn refused(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    let named = named(portal, texts::all(portal));
    let files = portal.attachments.iter().filter(move |(path, _)| named.contains(path));
    files.filter_map(|(path, file)| Some(refusal(path, file.refusal(path, &portal.settings.document_kinds)?)))
}

/// A file that a browser or a server might run, or that the portal does not provide for.
fn forbidden(path: &Arc<str>, message: impl Into<String>, help: impl Into<String>) -> Diagnostic {
    Diagnostic::error("datei-unzulaessig", Place::file(path), message).with_help(help)
}

/// A picture that cannot be shown.
fn unusable(path: &Arc<str>, message: impl Into<String>, help: impl Into<String>) -> Diagnostic {
    Diagnostic::error("bild-defekt", Place::file(path), message).with_help(help)
}

fn refusal(path: &Arc<str>, refusal: Refusal) -> Diagnostic {
    match refusal {
        Refusal::Fault(fault) => fault_of_file(path, fault),
        Refusal::ActiveEnding(ending) => forbidden(
            path,
            format!("Dateien mit der Endung `{ending}` führt ein Browser oder ein Webserver aus"),
            "Veröffentlichen Sie den Inhalt in einem anderen Format, am besten als PDF.",
        ),
        Refusal::Unlisted(ending) => forbidden(
            path,
            format!("Dokumente mit der Endung `{ending}` sind in diesem Portal nicht vorgesehen"),
            format!(
                "Speichern Sie das Dokument in einem anderen Format, am besten als PDF. Soll die Endung erlaubt sein, ergänzen Sie in portal.yaml unter `dokumente` den Eintrag `{}`.",
                ending.to_ascii_lowercase()
            ),
        ),
        Refusal::Disguised(ending) => forbidden(
            path,
            format!("der Inhalt der Datei ist nicht, was die Endung `{ending}` sagt"),
            "Speichern Sie die Datei in ihrem Programm noch einmal, statt sie umzubenennen.",
        ),
    }
}

/// What a fault in the bytes of a file means to an editor.
pub fn fault_of_file(path: &Arc<str>, fault: &Fault) -> Diagnostic {
    let again = "Speichern Sie das Bild noch einmal als JPEG, PNG oder WebP.";
    match fault {
        Fault::Html => forbidden(
            path,
            "die Datei enthält eine HTML-Seite, die ein Browser ausführen würde",
            "Veröffentlichen Sie den Inhalt als Seite des Portals oder als PDF.",
        ),
        Fault::ActiveXml => forbidden(
            path,
            "die Datei enthält XML, das ein Browser als Seite ausführen könnte",
            "Veröffentlichen Sie den Inhalt in einem anderen Format, zum Beispiel als CSV oder PDF.",
        ),
        Fault::ActiveDrawing(what) => forbidden(
            path,
            format!("die Zeichnung (SVG) {what}"),
            "Eine Zeichnung muss ohne Skripte und ohne Verweise nach außen auskommen. Speichern Sie sie als „einfaches SVG“ oder als PNG.",
        ),
        Fault::Format(format) => unusable(path, format!("Bilder im Format {format} zeigen Browser nicht"), again),
        Fault::TooLarge(width, height) => unusable(
            path,
            format!(
                "das Bild hat {width} × {height} Bildpunkte, höchstens {} Millionen lassen sich verarbeiten",
                imaging::MOST_PIXELS / 1_000_000
            ),
            "Verkleinern Sie das Bild: 3000 Bildpunkte in der Breite genügen für jeden Bildschirm.",
        ),
        Fault::Broken => unusable(path, "das Bild ist beschädigt oder unvollständig", again),
    }
}

/// Pictures that are shown as they are, and take long to load.
fn heavy(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    let named = named(portal, texts::all(portal));
    let is_heavy = |file: &Attachment| {
        let is_fixed = match &file.look {
            Look::Photo(photo) => photo.is_moving,
            Look::Drawing { .. } => true,
            _ => false,
        };
        is_fixed && file.bytes > imaging::MOST_BYTES as u64
    };
    let files = portal.attachments.iter();
    let heavy = files.filter(move |(path, file)| is_heavy(file) && named.shown.contains(*path));
    heavy.map(|(path, file)| {
        let message = format!(
            "das Bild ist {} kB groß und lässt sich nicht verkleinern",
            file.bytes.div_ceil(1000)
        );
        Diagnostic::warning("bild-zu-gross", Place::file(path), message).with_help(format!(
            "Speichern Sie es kleiner (höchstens {} kB) oder als JPEG oder PNG.",
            imaging::MOST_BYTES / 1000
        ))
    })
}

/// Names that are the same to a file system that does not look at capitals.
fn alike(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    let mut paths: Vec<(String, &Arc<str>)> = portal
        .attachments
        .keys()
        .map(|path| (path.to_lowercase(), path))
        .collect();
    paths.sort();
    let pairs: Vec<(Arc<str>, Arc<str>)> = paths
        .array_windows()
        .filter(|[one, other]| one.0 == other.0)
        .map(|[one, other]| (one.1.clone(), other.1.clone()))
        .collect();
    pairs.into_iter().map(|(first, second)| {
        let name = first.rsplit_once('/').map_or(&*first, |(_, name)| name);
        let message = format!("der Name unterscheidet sich von `{name}` nur in Groß- und Kleinschreibung");
        Diagnostic::hint("namen-fast-gleich", Place::file(&second), message)
            .with_help("Benennen Sie eine der beiden Dateien um: Nicht jeder Rechner kann beide halten.")
    })
}
