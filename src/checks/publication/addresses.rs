//! Addresses. They are known when all pages are, so the site compares them; here stands what is told of them.

use crate::diagnostics::{Diagnostic, Place};
use crate::model::{MOST_OF_BASE_URL, Portal};

use crate::checks::rule::{Rule, check};

pub(in crate::checks) const RULES: &[Rule] = &[
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
        "basis-url-zu-lang",
        "Die Adresse des Portals ist zu lang",
        "Sie steht vor jeder Adresse, viele Male auf jeder Seite. Browser und Suchmaschinen nehmen sehr lange Adressen nicht an.",
        "Tragen Sie unter `basis_url` die Adresse ein, unter der das Portal zu erreichen ist, zum Beispiel `https://ozg.example.org`.",
    )
    .by(&[check!(base_url_is_short)]),
    Rule::error(
        "fruehere-adresse-vergeben",
        "Eine frühere Adresse ist schon vergeben",
        "Eine Weiterleitung kann nur zu einer Seite führen, und wo eine Seite steht, kann keine Weiterleitung stehen.",
        "Löschen Sie die Adresse dort, wo sie nicht hingehört.",
    ),
];

fn base_url_is_short(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    let length = portal.settings.base_url.as_str().len();
    let is_long = length > MOST_OF_BASE_URL;
    let problem = || {
        let place = Place::field(&"content/portal.yaml".into(), "/basis_url");
        let message = format!("die Adresse des Portals hat {length} Zeichen, erlaubt sind {MOST_OF_BASE_URL}");
        Diagnostic::error("basis-url-zu-lang", place, message)
            .with_help("Tragen Sie die Adresse ein, unter der das Portal zu erreichen ist.")
    };
    is_long.then(problem).into_iter()
}
