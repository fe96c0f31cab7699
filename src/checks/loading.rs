//! What is found while files are walked, read and put together: documented here, checked there.

use super::rule::Rule;

pub(super) const RULES: &[Rule] = &[
    Rule::error(
        "nicht-lesbar",
        "Eine Datei oder ein Ordner kann nicht gelesen werden",
        "Was das Programm nicht öffnen darf, würde im Portal stillschweigend fehlen.",
        "Die Meldung nennt den Grund. Prüfen Sie die Zugriffsrechte und ob ein anderes Programm die Datei gesperrt hat.",
    ),
    Rule::hint(
        "verknuepfung",
        "Eine Verknüpfung statt einer Datei",
        "Verknüpfungen zeigen auf jedem Rechner woandershin. Das Portal muss überall gleich entstehen.",
        "Legen Sie die Datei selbst an dieser Stelle ab.",
    ),
    Rule::hint(
        "git-flach",
        "git hat nur einen Teil der Geschichte geladen",
        "Das Portal liest aus git, wann sich eine Datei zuletzt geändert hat und was sich bei den Leistungen geändert hat. Fehlt ein Teil der Geschichte, wären die Daten falsch. Deshalb zeigt es dann keine.",
        "Laden Sie die ganze Geschichte. Wie das geht, steht unter „Was sich geändert hat“ im Kapitel „Prüfen und Vorschau“.",
    ),
    Rule::hint(
        "git-stumm",
        "git nennt keine Geschichte",
        "Das Portal liest aus git, wann sich eine Datei zuletzt geändert hat. Bricht git dabei ab oder sagt es nichts, wären die Daten falsch. Deshalb zeigt das Portal dann keine.",
        "Sehen Sie nach, was `git log -- content` sagt, und fragen Sie die Redaktion um Rat.",
    ),
    Rule::error(
        "dateiname",
        "Ein Dateiname enthält, was niemand lesen kann",
        "Steuerzeichen sieht niemand, und was kein Zeichen ist, hat keine Adresse: Kein Webserver kann die Datei ausliefern.",
        "Benennen Sie die Datei um. Namen aus Buchstaben, Ziffern und Bindestrichen gehen überall.",
    ),
    Rule::error(
        "vorlage-ohne-ende",
        "Eine Vorlage kommt zu keinem Ende",
        "Eine Schleife, die sich immer weiterdreht, oder ein Text, der sich selbst verdoppelt, füllt die Zeit oder den Speicher, bis nichts mehr geht.",
        "Prüfen Sie in der genannten Vorlage des Themas die Schleifen und das, was in ihnen wächst.",
    ),
    Rule::hint(
        "git-fremd",
        "git öffnet den Ordner nicht",
        "Aus Vorsicht liest git keinen Ordner, der einem anderen Benutzerkonto gehört. Das kommt auf Build-Servern und auf Netzlaufwerken vor.",
        "Geben Sie den Ordner frei, wie es die Meldung beschreibt, oder starten Sie das Programm mit dem Konto, dem er gehört.",
    ),
    Rule::error(
        "datei-zu-gross",
        "Eine Textdatei ist zu groß",
        "Texte und Tabellen von mehreren Megabyte liegen fast immer aus Versehen im Ordner.",
        "Teilen Sie die Datei auf, oder legen Sie das Dokument in seinem eigenen Format ab, zum Beispiel als PDF.",
    ),
    Rule::error(
        "zeichensatz",
        "Die Datei ist nicht in UTF-8 gespeichert",
        "In anderen Kodierungen werden aus Umlauten unlesbare Zeichen.",
        "Speichern Sie die Datei mit der Kodierung UTF-8. In Excel heißt das Format „CSV UTF-8“.",
    ),
    Rule::error(
        "steuerzeichen",
        "Ein Steuerzeichen steht im Text",
        "Solche Zeichen sieht niemand, aber Feeds und Kalender sind mit ihnen nicht mehr lesbar. Meist kommen sie aus einem PDF oder aus Word.",
        "Löschen Sie das Zeichen an der genannten Stelle.",
    ),
    Rule::hint(
        "byte-reihenfolge-marke",
        "Am Anfang der Datei steht eine unsichtbare Marke",
        "Manche Programme von Windows schreiben sie vor den Text (BOM). Hier stört sie nicht, aber andere Programme lesen sie als Teil des ersten Wortes.",
        "Speichern Sie die Datei als „UTF-8“ ohne BOM. `ozg check --reparieren` entfernt die Marke.",
    ),
    Rule::hint(
        "zeilenenden",
        "In der Datei sind zwei Arten von Zeilenenden gemischt",
        "Wer die Datei in einem anderen Programm speichert, ändert damit Zeilen, an denen niemand gearbeitet hat.",
        "Speichern Sie die Datei mit einer Art von Zeilenenden. `ozg check --reparieren` vereinheitlicht sie nach der ersten Zeile.",
    ),
    Rule::error(
        "konflikt",
        "In der Datei stehen zwei Fassungen",
        "Wo git zwei Änderungen nicht zusammenführen konnte, lässt es beide stehen und trennt sie mit Zeilen wie `<<<<<<<`. Beide zugleich sollen nicht erscheinen.",
        "Entscheiden Sie, welche Zeilen bleiben. Löschen Sie die andere Fassung und alle Zeilen mit `<<<<<<<`, `=======` und `>>>>>>>`.",
    ),
    Rule::warning(
        "datei-ohne-aufgabe",
        "Die Datei gehört zu nichts",
        "Das Programm erkennt an Ordner und Name, was eine Datei ist. Diese wird nicht gelesen und erscheint nirgends.",
        "Prüfen Sie Name und Ordner, oder löschen Sie die Datei.",
    ),
    Rule::error(
        "datei-verschrieben",
        "Eine Datei heißt fast wie eine, die gelesen wird",
        "Das Programm erkennt an Ordner, Name und Endung, was eine Datei ist. Unter einem anderen Namen fehlt ihr Inhalt im Portal, ohne dass es jemand merkt.",
        "Benennen Sie die Datei um. Eine Tabelle von Excel speichern Sie als „CSV UTF-8“.",
    ),
    Rule::error(
        "datei-fehlt",
        "Eine nötige Datei fehlt",
        "Ein Text ohne seinen Datensatz hat keine Seite, auf der er stehen könnte.",
        "Legen Sie die genannte Datei an, oder löschen Sie die übrig gebliebene.",
    ),
    Rule::error(
        "leere-datei",
        "Die Datei enthält keine Angaben",
        "Aus einer leeren Datei kann keine Seite entstehen.",
        "Füllen Sie die Datei aus, oder löschen Sie sie.",
    ),
    Rule::error(
        "frontmatter-fehlt",
        "Die Angaben am Anfang der Datei fehlen",
        "Titel, Datum und alle anderen Angaben stehen zwischen zwei Zeilen aus drei Strichen. Ohne sie weiß das Portal nicht, wie die Seite heißt.",
        "Beginnen Sie die Datei mit einer Zeile `---`, den Feldern und einer weiteren Zeile `---`.",
    ),
    Rule::error(
        "titel-fehlt",
        "Das Kapitel beginnt nicht mit seinem Titel",
        "Der Titel eines Kapitels steht im Inhaltsverzeichnis und in der Suche.",
        "Schreiben Sie in die erste Zeile eine Überschrift mit einem `#`.",
    ),
    Rule::error(
        "geojson-syntax",
        "Die Grenzen einer Karte sind nicht zu lesen",
        "GeoJSON entsteht in einem Geoinformationssystem. Ist die Datei abgeschnitten oder von Hand geändert, kennt das Programm keine Grenze mehr sicher.",
        "Speichern Sie die Grenzen noch einmal als GeoJSON (RFC 7946, WGS 84).",
    ),
    Rule::error(
        "geojson-aufbau",
        "Den Grenzen einer Karte fehlt eine Angabe",
        "Die Karte braucht zu jedem Gebiet seine Fläche und den Regionalschlüssel (ARS) der Stelle, der es gehört.",
        "Ergänzen Sie die Angabe im Geoinformationssystem. Wie die Datei aufgebaut ist, steht unter „Karten“ im Kapitel „Karten und Schaubilder“.",
    ),
    Rule::error(
        "grenze-ungueltig",
        "Eine Grenze ist keine geschlossene Linie aus Punkten der Erde",
        "Aus einer offenen Linie oder aus Punkten in einem anderen Koordinatensystem entstünde eine falsche Karte.",
        "Prüfen Sie das Gebiet im Geoinformationssystem, und speichern Sie es in WGS 84 (Länge und Breite in Grad).",
    ),
    Rule::error(
        "yaml-syntax",
        "Die Angaben sind nicht zu lesen",
        "Einrückung, Doppelpunkte und Anführungszeichen sagen dem Programm, was wozu gehört. Stimmt eines nicht, ist der Rest der Datei nicht zu verstehen.",
        "Vergleichen Sie die Zeile und die davor mit einer Datei, die in Ordnung ist.",
    ),
    Rule::warning(
        "text-abgeschnitten",
        "Ein Text endet vor einem #",
        "Nach einem Leerzeichen beginnt mit # eine Anmerkung, die nicht erscheint. Von „Antrag #1“ bleibt „Antrag“.",
        "Setzen Sie den Text in Anführungszeichen. Vor eine Anmerkung setzen Sie # und ein Leerzeichen.",
    ),
    Rule::error(
        "doppelte-kennung",
        "Eine Kennung kommt zweimal vor",
        "Verweise und Adressen wären nicht mehr eindeutig, und Stellen würden doppelt gezählt.",
        "Ändern Sie eine der beiden Kennungen, oder löschen Sie den doppelten Eintrag.",
    )
    .by(crate::checks::records::figures::DUPLICATES),
    Rule::error(
        "thema-fehlt",
        "Das Thema gibt es nicht",
        "Das Thema bestimmt, wie die Seiten aussehen. Ohne es kann keine entstehen.",
        "Nennen Sie in portal.yaml unter `thema` einen Ordner, den es unter themes gibt, oder löschen Sie die Angabe.",
    ),
    Rule::error(
        "vorlage",
        "Eine Vorlage des Themas ist fehlerhaft",
        "Aus einer fehlerhaften Vorlage entsteht keine Seite. Mit den Inhalten hat das nichts zu tun.",
        "Geben Sie die Meldung an die Person weiter, die das Thema betreut.",
    ),
    Rule::error(
        "suche",
        "Das Verzeichnis der Suche kann nicht geschrieben werden",
        "Ohne das Verzeichnis findet die Suche nichts. An den Inhalten liegt das nicht.",
        "Geben Sie die Meldung an die Person weiter, die das Programm betreut.",
    ),
];
