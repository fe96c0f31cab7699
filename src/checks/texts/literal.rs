//! Markdown that is read otherwise than its editor meant it.

use crate::content::link::{self, Target};
use crate::content::markdown::{Link, Slip, SlipKind, Survey};
use crate::diagnostics::{Diagnostic, Severity};
use crate::model::Portal;

use crate::checks::rule::Rule;
use crate::checks::texts::Text;

pub(in crate::checks) const RULES: &[Rule] = &[
    Rule::warning(
        "markdown-link",
        "Ein Link oder ein Bild erscheint als Text",
        "Auf der Seite stehen eckige und runde Klammern, und niemand kann dem Link folgen.",
        "Schreiben Sie `[Text](Ziel)` ohne Leerzeichen zwischen den Klammern und im Ziel; ein Leerzeichen im Namen einer Datei ist `%20`.",
    )
    .by_text(&[slips]),
    Rule::warning(
        "markdown-ueberschrift",
        "Eine Überschrift erscheint als Text",
        "Auf der Seite stehen die Rauten, und im Verzeichnis der Überschriften fehlt sie.",
        "Setzen Sie nach den Rauten ein Leerzeichen: `## Titel`.",
    ),
    Rule::warning(
        "markdown-attribut",
        "Angaben in geschweiften Klammern wirken nicht",
        "Nur hinter einer Überschrift und nur als Adresse (`{#name}`) haben sie eine Bedeutung. Alles andere erscheint als Text.",
        "Löschen Sie die Angabe. Gehört sie zum Text, setzen Sie einen Rückstrich davor: `\\{name}`.",
    ),
    Rule::warning(
        "markdown-tabelle",
        "Eine Tabelle erscheint als Text",
        "Ohne eine passende zweite Zeile aus Strichen laufen die Zeilen der Tabelle zu einem Absatz zusammen.",
        "Schreiben Sie unter die erste Zeile eine mit ebenso vielen Spalten: `| --- | --- |`.",
    ),
    Rule::warning(
        "markdown-liste",
        "Eine Liste wird anders gelesen, als sie dasteht",
        "Zeichen aus Word beginnen keine Liste. Eine Zahl mit Punkt am Anfang einer Zeile beginnt dagegen eine, auch wenn sie ein Datum ist.",
        "Beginnen Sie jeden Punkt einer Liste mit `- `. Vor den Punkt einer Zahl, die keine Nummer ist, gehört ein Rückstrich: `15\\. Februar`.",
    ),
    Rule::warning(
        "markdown-adresse",
        "Eine Webadresse oder E-Mail-Adresse ist kein Link",
        "Niemand kann ihr folgen, ohne sie abzuschreiben.",
        "Schreiben Sie `[Titel der Seite](https://…)` oder `<name@example.org>`.",
    ),
    Rule::warning(
        "markdown-kopf",
        "Ein Kopf mit Angaben steht, wo keiner gelesen wird",
        "Die Angaben erscheinen als Text auf der Seite und haben keine Wirkung.",
        "Löschen Sie den Kopf. Die Angaben zu einer Leistung stehen in `leistung.yaml`.",
    ),
    Rule::warning(
        "markdown-hervorhebung",
        "Eine Hervorhebung erscheint als Text, oder Sternchen verschwinden",
        "Zeichen wie `**` wirken nur paarweise und ohne Leerzeichen am Wort.",
        "Schreiben Sie `**wichtig**`. Sternchen, die zum Wort gehören, brauchen einen Rückstrich: `Bürger\\*innen`.",
    ),
    Rule::warning(
        "markdown-fussnote",
        "Eine Fußnote hat keinen Text oder keine Stelle",
        "Wer auf das Zeichen klickt, findet nichts, oder die Anmerkung fehlt auf der Seite.",
        "Zu jeder Stelle `[^1]` gehört eine Zeile `[^1]: Text`, und umgekehrt.",
    ),
    Rule::warning(
        "markdown-html",
        "HTML erscheint als Text oder verschwindet",
        "Nur wenige Elemente von HTML sind in Texten erlaubt. Was in spitzen Klammern steht, verschwindet sonst von der Seite.",
        "Schreiben Sie Markdown. Gehört eine spitze Klammer zum Text, setzen Sie einen Rückstrich davor.",
    ),
    Rule::warning(
        "markdown-einzug",
        "Ein eingerückter Absatz erscheint als Code",
        "Was mit vier Leerzeichen oder einem Tabulator beginnt, steht auf der Seite in Schreibmaschinenschrift und wird nicht umbrochen. Links und Hervorhebungen darin wirken nicht.",
        "Löschen Sie die Leerzeichen am Anfang der Zeile.",
    ),
    Rule::error(
        "markdown-kommentar-offen",
        "Ein Kommentar wird nicht geschlossen",
        "Alles, was nach `<!--` steht, fehlt auf der Seite.",
        "Schreiben Sie `-->` an das Ende des Kommentars.",
    ),
    Rule::error(
        "markdown-zu-tief",
        "Listen, Zitate oder HTML stehen zu tief ineinander",
        "Niemand kann das lesen, und die Seite wäre nicht in vernünftiger Zeit zu erzeugen.",
        "Lösen Sie die Verschachtelung auf. Wird ein Element von HTML nicht geschlossen, schließen Sie es.",
    ),
    Rule::warning(
        "bild-von-aussen",
        "Ein Bild liegt auf einer anderen Website",
        "Das Portal lädt aus Gründen des Datenschutzes nichts von anderen Websites. An der Stelle des Bilds bliebe eine Lücke.",
        "Legen Sie das Bild in den Ordner des Textes, wenn Sie die Rechte daran haben, oder verlinken Sie die Seite.",
    )
    .by_text(&[pictures_are_here]),
];

fn code_of(kind: SlipKind) -> &'static str {
    match kind {
        SlipKind::Link => "markdown-link",
        SlipKind::Heading => "markdown-ueberschrift",
        SlipKind::Attribute => "markdown-attribut",
        SlipKind::Table => "markdown-tabelle",
        SlipKind::List => "markdown-liste",
        SlipKind::Address => "markdown-adresse",
        SlipKind::FrontMatter => "markdown-kopf",
        SlipKind::Emphasis => "markdown-hervorhebung",
        SlipKind::Footnote => "markdown-fussnote",
        SlipKind::Html => "markdown-html",
        SlipKind::Indent => "markdown-einzug",
        SlipKind::Depth => "markdown-zu-tief",
        SlipKind::OpenComment => "markdown-kommentar-offen",
    }
}

/// What readers would see otherwise than the editor meant it.
fn slips(_: &Portal, text: &Text, survey: &Survey) -> Vec<Diagnostic> {
    survey.slips.iter().map(|slip| problem(text, slip)).collect()
}

fn problem(text: &Text, slip: &Slip) -> Diagnostic {
    let place = text.place(slip.line, slip.column, slip.length);
    let problem = Diagnostic::warning(code_of(slip.kind), place, slip.message.as_str()).with_help(slip.help.as_str());
    let severity = match slip.kind {
        // Text is lost, or cannot be shown.
        SlipKind::OpenComment | SlipKind::Depth => Severity::Error,
        _ => Severity::Warning,
    };
    let instead = slip.instead.as_ref();
    Diagnostic {
        severity,
        repair: instead.and_then(|instead| text.repair((slip.line, slip.column, slip.length), instead)),
        ..problem
    }
}

/// The policy of the portal lets browsers load pictures from nowhere else.
fn pictures_are_here(_: &Portal, text: &Text, survey: &Survey) -> Vec<Diagnostic> {
    let pictures = survey.links.iter().filter(|link| link.is_image);
    let foreign = pictures.filter(|picture| matches!(link::target(&picture.target, text.path), Target::External(_)));
    let problem = |picture: &Link| {
        let place = text.place(picture.line, picture.column, picture.length);
        let message = format!(
            "das Bild `{}` liegt auf einer anderen Website und wird nicht geladen",
            picture.target
        );
        Diagnostic::warning("bild-von-aussen", place, message)
            .with_help("Legen Sie es in den Ordner des Textes, oder verlinken Sie die Seite.")
    };
    foreign.map(problem).collect()
}
