//! The brochure that the content goes back to, statement by statement against the built portal.

use crate::built::Built;
use crate::field::read;

/// What the brochure states, and the page of the built portal that states it.
const BROCHURE: &[(&str, &[&str])] = &[
    (
        "leitfaeden/drei-schritte/pilotbehoerden",
        &[
            "138 amtsfreie Gemeinden",
            "51 Ämter mit 270 amtsangehörigen Gemeinden",
            "eine Verbandsgemeinde mit vier Ortsgemeinden",
            "14 Landkreise und vier kreisfreie Städte",
            "ein Dutzend Hochschulen",
            "Beliehene und Verbände",
            "ZIT-BB",
            "DIKOM",
            "Kommunale Mitarbeit gesucht",
            "auf einen Schlag",
            "Spitzenverbände",
            "per Video oder Telefon",
            "Daten vom Online-Antrag ins Fachverfahren",
            "vor dem Start",
        ],
    ),
    (
        "leitfaeden/drei-schritte/informieren",
        &[
            "KV 408/21",
            "wird nicht fortgeschrieben",
            "OZG-Koordinatorinnen",
            "Führung durch den gesamten",
            "Veranstaltungen, Workshops, Leitfäden, Pressemitteilungen, Gesprächen",
            "im Bund und in den anderen Ländern",
            "im Themenfeld",
            "Bindeglied",
            "dezentral",
            "https://service.brandenburg.de/service/de/adressen/kommunalverzeichnis/",
            "https://ozg-brandenburg.agendo.de/iNG/app/intro",
            "https://ozg.brandenburg.de/ozg/de/digitalisierungsprogramm/umsetzung-in-brandenburg/",
            "Gremien",
            "Jours fixes",
            "Newsletter",
            "Mailing",
            "Informationsschreiben",
            "Videokonferenz",
            "Pressemitteilung",
            "soziale Medien",
            "Spitzenverbände",
            "Kommunikationsoffensive 2022",
            "Februar 2022",
        ],
    ),
    (
        "leitfaeden/drei-schritte/rollout",
        &[
            "Portalverbund von Bund und Ländern",
            "https://service.brandenburg.de",
            "BUS-BB",
            "Landesredaktion",
            "Pressestelle",
            "nach und nach",
            "nur auf der Website der Gemeinde genügt nicht",
            "ordnet ihn ihrer Leistung zu",
            "Stolz",
            "kostenfrei",
            "Projektmanagement-Leitfaden des Landes Brandenburg",
            "https://www.reformkompass.de/de/werkzeuge",
            "Bertelsmann Stiftung",
            "Universität Potsdam",
            "bis Ende 2022",
        ],
    ),
    (
        "leitfaeden/drei-schritte/fuenf-fragen",
        &["praxistauglich", "Sachstand", "Fachrecht", "Betrieb"],
    ),
    (
        "unterstuetzung",
        &[
            "https://ozg-brandenburg.agendo.de/iNG/app/intro",
            "Sachstände und Digitalisierungsgrade",
            "Ende Februar 2022",
            "Widget",
            "Kommunale Anwendungszentrum",
            "moderiert",
            "Informationsveranstaltungen und Schulungen",
            "kündigt hier Veranstaltungen an",
            "Nutzerkonto und Bezahlplattform",
            "kostenlos",
            "Projektmanagement-Leitfaden des Landes Brandenburg",
            "https://www.reformkompass.de/de/werkzeuge",
            "KV 408/21",
        ],
    ),
    (
        "ueber-das-portal",
        &[
            "regelt der Bund oder das Land",
            "Hochschulen, Kammern, Träger der Sozialversicherung, Beliehene und Verbände",
            "kommunalen Spitzenverbänden gemeinsam",
            "knapp 100",
            "mehr als 11.000 Zugriffe",
            "bis Ende 2022",
            "dezentral",
        ],
    ),
    (
        "impressum",
        &[
            "Henning-von-Tresckow-Straße 9–13",
            "14467 Potsdam",
            "0331 866 2025",
            "oeffentlichkeitsarbeit@mik.brandenburg.de",
            "https://mik.brandenburg.de",
            "Städte- und Gemeindebund Brandenburg",
            "Landkreistag Brandenburg",
            "Wahlen zum Europäischen Parlament",
            "Erlaubt ist den Parteien",
            "kostenlos und erscheint nur als PDF",
            "Parteinahme der Landesregierung",
            "Kommunikationsoffensive 2022",
            "Stand Februar 2022",
        ],
    ),
    (
        "leitfaeden/reformkompass",
        &[
            "Nordrhein-Westfalen",
            "Bertelsmann Stiftung und Universität Potsdam",
            "https://www.reformkompass.de/de/werkzeuge",
        ],
    ),
    (
        "lizenzen",
        &[
            "Kommunikationsoffensive 2022",
            "Gebietsstand 1. Januar 2021",
            "gdz.bkg.bund.de",
            "§ 87a UrhG",
        ],
    ),
];

#[test]
fn the_portal_states_what_the_brochure_states() {
    let folder = Built::repository().public();
    let mut missing = Vec::new();
    for (page, statements) in BROCHURE {
        let html = read(&folder, &format!("{page}/index.html"))
            .replace('\u{ad}', "")
            .replace('\u{a0}', " ");
        missing.extend(
            statements
                .iter()
                .filter(|text| !html.contains(**text))
                .map(|text| format!("{page}: {text}")),
        );
    }
    assert_eq!(missing, Vec::<String>::new());
}
