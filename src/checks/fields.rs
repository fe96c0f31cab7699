//! What is found while records and tables are read: documented here, checked there.

use super::rule::Rule;

pub(super) const RULES: &[Rule] = &[
    Rule::error(
        "unbekanntes-feld",
        "Ein Feld, das es nicht gibt",
        "Meist ist es ein Tippfehler. Würde das Programm darüber hinwegsehen, fehlte die Angabe auf der Seite, und niemand merkte es.",
        "Übernehmen Sie den Vorschlag, oder löschen Sie die Angabe.",
    ),
    Rule::error(
        "doppeltes-feld",
        "Ein Feld steht zweimal da",
        "Es ist nicht zu erkennen, welche der beiden Angaben gelten soll.",
        "Löschen Sie eine der beiden.",
    ),
    Rule::error(
        "fehlendes-feld",
        "Eine nötige Angabe fehlt",
        "Ohne diese Angabe kann die Seite nicht entstehen oder nicht gefunden werden.",
        "Ergänzen Sie das Feld.",
    ),
    Rule::error(
        "falscher-typ",
        "Die Angabe hat die falsche Form",
        "Das Feld erwartet zum Beispiel eine Liste, und es steht ein Text da.",
        "Schreiben Sie die Angabe in der Form, die die Meldung nennt.",
    ),
    Rule::error(
        "unbekannter-wert",
        "Ein Wort, das hier nicht vorgesehen ist",
        "Manche Felder kennen nur bestimmte Wörter. Nur so lassen sich Leistungen vergleichen und zählen.",
        "Wählen Sie eines der genannten Wörter.",
    ),
    Rule::error(
        "ungueltiges-datum",
        "Kein gültiges Datum",
        "Nach Daten wird sortiert und gerechnet. Eine Angabe wie 15.02.22 oder ein 30. Februar führt zu falschen Ergebnissen.",
        "Schreiben Sie Daten als Jahr-Monat-Tag. Ist der Tag nicht bekannt, genügt in manchen Feldern der Monat, das Quartal oder das Jahr.",
    ),
    Rule::error(
        "ungueltiger-schluessel",
        "Kein gültiger Schlüssel",
        "Über Schlüssel wie ARS, LeiKa oder OZG-ID findet das Portal Stellen und Leistungen. Fehlt eine Ziffer, zeigt der Schlüssel auf nichts oder auf das Falsche.",
        "Schreiben Sie alle Ziffern ohne Leerzeichen, in Anführungszeichen, wenn die erste eine Null ist.",
    ),
    Rule::error(
        "ungueltige-kennung",
        "Ein Name, der keine Adresse werden kann",
        "Kennungen werden Teil der Adresse einer Seite. Umlaute, Leerzeichen und Großbuchstaben sind dort unzuverlässig.",
        "Verwenden Sie Kleinbuchstaben, Ziffern und Bindestriche.",
    ),
    Rule::error(
        "ungueltige-angabe",
        "Die Angabe ist nicht gültig",
        "Die Angabe passt nicht zu dem, was das Feld erwartet, zum Beispiel eine Webadresse oder einen Betrag.",
        "Die Meldung sagt, was erwartet wird.",
    ),
    Rule::error(
        "spalte-fehlt",
        "In der Tabelle fehlt eine Spalte",
        "Ohne diese Spalte ist keine Zeile der Tabelle zu verstehen.",
        "Ergänzen Sie die Spalte in der ersten Zeile der Tabelle und in allen anderen.",
    ),
    Rule::error(
        "unbekannte-spalte",
        "In der Tabelle steht eine Spalte, die es nicht gibt",
        "Was in dieser Spalte steht, würde nirgends erscheinen.",
        "Berichtigen Sie den Namen der Spalte, oder löschen Sie sie.",
    ),
    Rule::error(
        "falsche-spaltenzahl",
        "Eine Zeile hat zu viele oder zu wenige Spalten",
        "Die Angaben rutschen in falsche Spalten.",
        "Prüfen Sie die Semikolons. Texte, die ein Semikolon enthalten, gehören in Anführungszeichen.",
    ),
];
