//! Addresses. They are known when all pages are, so the site compares them; here stands what is told of them.

use super::rule::Rule;

pub(super) const RULES: &[Rule] = &[
    Rule::error(
        "adresse-vergeben",
        "Zwei Seiten oder Dateien haben dieselbe Adresse",
        "Unter einer Adresse kann nur eines stehen. Verglichen werden die Dateien, die daraus entstehen: Große und kleine Buchstaben gelten als gleich, und wo eine Datei liegt, kann kein Ordner liegen.",
        "Benennen Sie eine der beiden Dateien um.",
    ),
    Rule::error(
        "adresse-zu-lang",
        "Eine Adresse ist zu lang",
        "Aus jeder Adresse wird eine Datei. Die Namen von Dateien und Ordnern können nicht länger als 255 Bytes sein; ein Umlaut hat zwei.",
        "Kürzen Sie den Namen, aus dem die Adresse entsteht.",
    ),
    Rule::error(
        "fruehere-adresse-vergeben",
        "Eine frühere Adresse ist schon vergeben",
        "Eine Weiterleitung kann nur zu einer Seite führen, und wo eine Seite steht, kann keine Weiterleitung stehen.",
        "Löschen Sie die Adresse dort, wo sie nicht hingehört.",
    ),
];
