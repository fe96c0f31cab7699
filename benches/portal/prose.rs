//! Texts that have the shape of texts: common and rare words, compounds, headings, a table and two lists.

use crate::random::Random;

const NOUNS: &[&str] = &[
    "Antrag",
    "Verwaltung",
    "Gemeinde",
    "Behörde",
    "Leistung",
    "Nachweis",
    "Bescheid",
    "Verfahren",
    "Stelle",
    "Frist",
    "Gebühr",
    "Dienst",
    "Schritt",
    "Wohnung",
    "Familie",
    "Kind",
    "Fahrzeug",
    "Gewerbe",
    "Betrieb",
    "Schule",
    "Bau",
    "Grundstück",
    "Umwelt",
    "Wasser",
    "Abfall",
    "Steuer",
    "Hund",
    "Ausweis",
    "Urkunde",
    "Zulassung",
    "Prüfung",
    "Förderung",
    "Zuschuss",
    "Miete",
    "Rente",
    "Arbeit",
    "Ausbildung",
    "Pflege",
    "Gesundheit",
    "Veranstaltung",
    "Straße",
    "Verkehr",
    "Parken",
    "Feuer",
    "Waffe",
    "Jagd",
    "Fischerei",
    "Landwirtschaft",
    "Forst",
    "Denkmal",
    "Vermessung",
    "Kataster",
    "Register",
    "Verein",
    "Stiftung",
    "Wahl",
    "Beteiligung",
    "Unterhalt",
    "Vormundschaft",
    "Adoption",
    "Ehe",
    "Geburt",
    "Sterbefall",
    "Namensänderung",
    "Einbürgerung",
    "Aufenthalt",
    "Visum",
    "Berufung",
    "Widerspruch",
    "Klage",
    "Vollmacht",
    "Unterschrift",
    "Postfach",
    "Nutzerkonto",
    "Formular",
    "Datensatz",
    "Akte",
    "Sachbearbeitung",
    "Schulung",
    "Pilot",
    "Rollout",
    "Abdeckung",
    "Kosten",
    "Anbindung",
    "Schnittstelle",
    "Portal",
    "Kreis",
    "Amt",
    "Kammer",
    "Hochschule",
    "Museum",
    "Bibliothek",
    "Sport",
    "Kultur",
    "Tourismus",
    "Energie",
    "Netz",
    "Breitband",
    "Lärm",
    "Luft",
    "Boden",
    "Naturschutz",
    "Tierschutz",
    "Lebensmittel",
    "Apotheke",
    "Krankenhaus",
];

const VERBS: &[&str] = &[
    "prüft",
    "bearbeitet",
    "erhält",
    "braucht",
    "erteilt",
    "sendet",
    "führt",
    "plant",
    "meldet",
    "zeigt",
    "ersetzt",
    "beantragt",
    "begleitet",
    "verlangt",
    "bestätigt",
    "übernimmt",
    "speichert",
    "verbindet",
    "entlastet",
    "regelt",
];

const ADJECTIVES: &[&str] = &[
    "neue",
    "digitale",
    "zuständige",
    "einfache",
    "gemeinsame",
    "elektronische",
    "örtliche",
    "vollständige",
    "freie",
    "kurze",
    "jährliche",
    "amtliche",
    "persönliche",
    "barrierefreie",
    "bestehende",
    "geprüfte",
    "notwendige",
];

const FILLERS: &[&str] = &[
    "und",
    "in der Regel",
    "für",
    "mit",
    "ohne",
    "seit diesem Jahr",
    "bei",
    "nach",
    "vor Ort",
    "danach",
    "außerdem",
    "sowie",
    "im Anschluss",
    "zum Beispiel",
    "auf Wunsch",
    "innerhalb von zwei Wochen",
    "in allen Kommunen",
];

const SYLLABLES: &[&str] = &[
    "ber", "lin", "dorf", "hau", "sen", "wal", "de", "ro", "kir", "ch", "mar", "ken", "stol", "pe",
];

/// A noun, often joined from two.
pub fn noun(random: &mut Random) -> String {
    let first = random.pick_like_words(NOUNS);
    match random.below(3) {
        0 => format!("{first}s{}", random.pick_like_words(NOUNS).to_lowercase()),
        _ => first.to_owned(),
    }
}

/// A name that hardly any other text has: every page adds some words to the vocabulary.
pub fn name(random: &mut Random) -> String {
    let syllables: String = (0..4).map(|_| random.pick(SYLLABLES)).collect();
    let mut letters = syllables.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// About a dozen words.
pub fn sentence(random: &mut Random) -> String {
    format!(
        "Die {} {} {} {} die {} {} {} {}.",
        random.pick(ADJECTIVES),
        noun(random),
        random.pick(VERBS),
        random.pick(FILLERS),
        random.pick(ADJECTIVES),
        noun(random),
        random.pick(FILLERS),
        noun(random),
    )
}

/// Several sentences.
pub fn paragraph(random: &mut Random, sentences: usize) -> String {
    let sentences: Vec<String> = (0..sentences).map(|_| sentence(random)).collect();
    sentences.join(" ")
}

/// About 350 words; `link` is the Markdown of a link to another text.
pub fn text(random: &mut Random, link: &str) -> String {
    let heading = |random: &mut Random| format!("## {} und {}", noun(random), noun(random));
    [
        paragraph(random, 6),
        heading(random),
        paragraph(random, 5),
        list(random, "- "),
        heading(random),
        table(random),
        format!("{} Mehr dazu: {link} von {}.", paragraph(random, 4), name(random)),
        heading(random),
        list(random, "1. "),
        format!("{} **Wichtig:** {}", paragraph(random, 4), sentence(random)),
    ]
    .join("\n\n")
        + "\n"
}

fn list(random: &mut Random, mark: &str) -> String {
    let items: Vec<String> = (0..4)
        .map(|_| {
            format!(
                "{mark}{} {} {}",
                random.pick(ADJECTIVES),
                noun(random),
                random.pick(FILLERS)
            )
        })
        .collect();
    items.join("\n")
}

fn table(random: &mut Random) -> String {
    let mut table = "| Schritt | bisher | künftig |\n| --- | --- | --- |".to_owned();
    for _ in 0..5 {
        let (before, after) = (noun(random), noun(random));
        table += &format!(
            "\n| {} | {before} mit {} | {after} |",
            noun(random),
            random.pick(ADJECTIVES)
        );
    }
    table
}
