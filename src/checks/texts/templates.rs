//! Templates of the communication kit: every gap must be one that can be filled.

use crate::content::Lines;
use crate::diagnostics::{Diagnostic, Place, did_you_mean};
use crate::model::{Gap, Piece, Portal, Prose, Template, pieces};

use crate::checks::rule::{Rule, check};
use crate::extent::{Whole, quantity};

pub(in crate::checks) const RULES: &[Rule] = &[
    Rule::error(
        "vorlage-luecke",
        "Eine Lücke der Vorlage kann nicht gefüllt werden",
        "Im fertigen Schreiben stünde die Lücke statt der Angabe, und es ginge so an alle Stellen.",
        "Schreiben Sie die Lücke so, wie sie im Kapitel „Pakete für die Kommunikation“ steht.",
    )
    .by(&[check!(gaps_can_be_filled)]),
    Rule::error(
        "vorlage-leer",
        "Die Vorlage hat keinen Text",
        "Aus ihr entstünde ein leeres Schreiben.",
        "Schreiben Sie den Text unter die Angaben, oder löschen Sie die Datei.",
    ),
    Rule::error(
        "paket-ohne-vorlage",
        "Für diesen Schritt gibt es keine Vorlage",
        "`ozg paket` füllt die Vorlagen unter `content/vorlagen`. Ohne Vorlage entsteht nichts.",
        "Legen Sie in `content/vorlagen/schritt-1`, `schritt-2` oder `schritt-3` eine Vorlage an.",
    ),
    Rule::error(
        "paket-angabe-fehlt",
        "Dem Paket fehlt eine Angabe aus dem Datensatz",
        "Das Schreiben hätte an dieser Stelle eine Lücke. `ozg paket` schreibt deshalb nichts.",
        "Ergänzen Sie die genannte Angabe in der Leistung, oder nehmen Sie die Lücke aus der Vorlage.",
    ),
    Rule::error(
        "paket-schritt-passt-nicht",
        "Der Schritt passt nicht zur Phase der Leistung",
        "Das Schreiben würde etwas sagen, das nicht stimmt: Wer den Dienst längst einführt, sucht keine Pilotbehörden mehr.",
        "Nehmen Sie den Schritt, der zur Phase passt, oder berichtigen Sie die Phase. Mit `--trotzdem` entsteht das Paket dennoch.",
    ),
    Rule::error(
        "paket-termin-passt-nicht",
        "Der Termin passt nicht zur Einladung",
        "Ein Ressort lädt zu seinen eigenen Terminen ein und nicht zu denen eines anderen, und in ein Gremium lädt man nicht alle.",
        "Nehmen Sie einen anderen Termin. Mit `--trotzdem` entsteht die Einladung dennoch.",
    ),
    Rule::error(
        "paket-text-zu-lang",
        "Der fertige Text ist länger als erlaubt",
        "Soziale Netzwerke schneiden zu lange Texte ab.",
        "Kürzen Sie die Vorlage, oder erhöhen Sie in ihr `hoechstens`.",
    ),
];

fn gaps_can_be_filled(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    portal.templates.iter().flat_map(|template| {
        let in_title = pieces(&template.head.title);
        let in_title = in_title.into_iter().filter_map(|piece| in_title_fault(template, piece));
        let text = &template.text.markdown;
        let lines = Lines::of(text, template.text.first_line);
        let in_text = pieces(text).into_iter();
        let in_text = in_text.filter_map(|piece| in_text_fault(&template.text, &lines, piece));
        in_title.chain(in_text).collect::<Vec<_>>()
    })
}

fn in_title_fault(template: &Template, piece: Piece) -> Option<Diagnostic> {
    let (message, help) = match piece {
        Piece::Text(_) => return None,
        Piece::Open(_) => left_open(),
        Piece::Gap(name, _) => match name.parse::<Gap>() {
            Ok(gap) if gap.is_block() => (
                format!("`{{{name}}}` füllt ganze Absätze und passt nicht in den Titel"),
                "Nehmen Sie eine Lücke, die ein Wort oder einen Satz füllt.".to_owned(),
            ),
            Ok(_) => return None,
            Err(_) => unknown(name),
        },
    };
    let place = Place::field(&template.source.path, "/titel");
    Some(Diagnostic::error("vorlage-luecke", place, message).with_help(help))
}

fn in_text_fault(text: &Prose, lines: &Lines, piece: Piece) -> Option<Diagnostic> {
    let (byte, length, (message, help)) = match piece {
        Piece::Text(_) => return None,
        Piece::Open(byte) => (byte, 1, left_open()),
        Piece::Gap(name, byte) => {
            let fault = match name.parse::<Gap>() {
                Ok(gap) if gap.is_block() && !stands_alone(&text.markdown, name, byte) => (
                    format!("`{{{name}}}` füllt ganze Absätze und braucht eine eigene Zeile"),
                    "Setzen Sie die Lücke in eine eigene Zeile, mit einer leeren Zeile davor und danach.".to_owned(),
                ),
                Ok(_) => return None,
                Err(_) => unknown(name),
            };
            (byte, quantity(name.chars().count()).plus(2), fault)
        }
    };
    let (line, column) = lines.position(byte);
    let place = Place::excerpt(&text.path, lines.piece(line, column, length));
    Some(Diagnostic::error("vorlage-luecke", place, message).with_help(help))
}

fn left_open() -> (String, String) {
    (
        "die geschweifte Klammer wird in dieser Zeile nicht geschlossen".to_owned(),
        "Schließen Sie die Lücke mit `}`. Geschweifte Klammern sind in Vorlagen nur für Lücken da.".to_owned(),
    )
}

fn unknown(name: &str) -> (String, String) {
    let known = Gap::ALL.iter().map(|gap| gap.word());
    let help = match did_you_mean(name, known) {
        Some(meant) => format!("Meinten Sie `{{{meant}}}`?"),
        None => "Alle Lücken stehen im Kapitel „Pakete für die Kommunikation“.".to_owned(),
    };
    (format!("die Lücke `{{{name}}}` gibt es nicht"), help)
}

/// Whether nothing else stands on the line of a gap, nor on the lines around it.
fn stands_alone(text: &str, name: &str, byte: usize) -> bool {
    let (before, rest) = text.split_at_checked(byte).unwrap_or((text, ""));
    let after = rest.get(name.len().plus(2)..).unwrap_or_default();
    let ends_with_blank_line = |signs: &mut dyn Iterator<Item = char>| {
        let mut signs = signs.filter(|sign| ![' ', '\t', '\r'].contains(sign)).take(2);
        signs.all(|sign| sign == '\n')
    };
    ends_with_blank_line(&mut before.chars().rev()) && ends_with_blank_line(&mut after.chars())
}
