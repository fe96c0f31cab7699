//! Files that are prose: with a record in front of it, or under a title.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::de::DeserializeOwned;

use super::yaml::is_blank;
use super::{front_matter, record};
use crate::diagnostics::{Diagnostic, Place};
use crate::extent::{Whole, quantity};
use crate::model::{InvalidId, Prose};

/// A record in front matter, with the text below it.
pub(super) fn with_text<T: DeserializeOwned + JsonSchema>(
    text: &str,
    path: &Arc<str>,
    doubts: &mut Vec<Diagnostic>,
) -> Result<(T, Option<Prose>), Vec<Diagnostic>> {
    let Some(parts) = front_matter::split(text) else {
        let message = match text.starts_with("---") {
            true => "die Angaben am Anfang der Datei werden nicht mit einer Zeile `---` beendet",
            false => "am Anfang der Datei fehlen die Angaben zwischen zwei Zeilen mit `---`",
        };
        let help = "Beginnen Sie die Datei mit einer Zeile `---`, den Feldern (mindestens `titel:`) und einer weiteren Zeile `---`.";
        return Err(vec![
            Diagnostic::error("frontmatter-fehlt", Place::line_of(path, 1), message).with_help(help),
        ]);
    };
    let record = record::parse(parts.yaml, path, parts.yaml_first_line, doubts)?;
    Ok((record, prose_of(&parts, path)))
}

/// The text of a file whose record could not be understood.
pub(super) fn prose_below(text: &str, path: &Arc<str>) -> Option<Arc<Prose>> {
    prose_of(&front_matter::split(text)?, path).map(Arc::new)
}

fn prose_of(parts: &front_matter::Parts, path: &Arc<str>) -> Option<Prose> {
    let prose = Prose {
        markdown: parts.body.into(),
        path: path.clone(),
        first_line: parts.body_first_line,
    };
    Some(prose).filter(|prose| !prose.markdown.trim().is_empty())
}

/// The title of a chapter is the heading that it begins with.
pub(super) fn chapter(text: &str, path: &Arc<str>) -> Result<(String, Prose), Vec<Diagnostic>> {
    let heading = text.lines().enumerate().find(|(_, line)| !line.trim().is_empty());
    let title = heading.and_then(|(number, line)| Some((number, line.strip_prefix("# ")?.trim())));
    let title = title.filter(|(_, title)| !is_blank(title));
    let Some((number, title)) = title else {
        let message = "das Kapitel beginnt nicht mit seinem Titel";
        return Err(vec![
            Diagnostic::error("titel-fehlt", Place::line_of(path, 1), message)
                .with_help("Beginnen Sie die Datei mit einer Zeile wie `# Pilotbehörden gewinnen`."),
        ]);
    };
    let body: String = text.split_inclusive('\n').skip(number.plus(1)).collect();
    Ok((
        title.to_owned(),
        Prose {
            markdown: body.into(),
            path: path.clone(),
            first_line: quantity(number).plus(2),
        },
    ))
}

/// A file or folder whose name is no id.
pub(super) fn invalid_name(path: &Arc<str>, invalid: &InvalidId) -> Diagnostic {
    Diagnostic::error("ungueltige-kennung", Place::file(path), invalid.to_string())
        .with_help("Der Name wird Teil der Adresse der Seite. Benennen Sie die Datei oder den Ordner um, zum Beispiel in `wohngeld-antrag`.")
}
