//! Files that are called almost as a file that is read: without a word they would be missing.

use super::copied;
use super::kind::{self, Kind};
use crate::extent::Whole;
use crate::model::{Language, NAMINGS};

/// Endings that people and programs give to files of a kind.
const ENDINGS: [(&str, &[&str]); 4] = [
    ("yaml", &["yml", "yaml", "yaml.txt", "yml.txt", "yaml.yaml"]),
    (
        "md",
        &[
            "md", "markdown", "mdown", "mkd", "text", "txt", "md.txt", "md.md", "docx", "doc", "odt", "rtf",
        ],
    ),
    (
        "csv",
        &[
            "csv", "xlsx", "xls", "xlsm", "ods", "tsv", "tab", "csv.txt", "txt", "csv.csv",
        ],
    ),
    ("geojson", &["geojson", "json", "geo.json", "geojson.txt"]),
];

/// What word processors write: only where the name is one that is fixed, it was meant as a text.
const WORD: [&str; 4] = ["docx", "doc", "odt", "rtf"];

/// Folders of the content, and the files in them whose name is fixed.
const NAMES: [(&str, &[&str]); 7] = [
    ("", &["portal.yaml", "synonyme.yaml", "themenfelder.yaml"]),
    (
        "leistungen",
        &["leistung.yaml", "text.md", "nachnutzung.csv", "nutzung.csv"],
    ),
    ("stellen", &["gebietskoerperschaften.csv", "weitere.yaml"]),
    ("karten", &["kreise.geojson", "gemeinden.geojson"]),
    ("leitfaeden", &["leitfaden.yaml"]),
    ("vorlagen", &[]),
    ("ressorts", &[]),
];

/// All folders with those names; records that are one Markdown file each are called as one likes.
fn folders() -> impl Iterator<Item = (&'static str, &'static [&'static str])> {
    let texts = NAMINGS.iter().filter(|naming| naming.text_kind().is_some());
    NAMES
        .into_iter()
        .chain(texts.map(|naming| (naming.folder, [].as_slice())))
}

/// How many letters may be wrong in a name.
const MOST_WRONG: usize = 2;

/// The path that was probably meant by one that no file should have. `has_front_matter` looks into the file.
pub(super) fn meant(path: &str, has_front_matter: impl Fn() -> bool) -> Option<String> {
    let own = path.strip_prefix("content/")?;
    let lower = own.to_lowercase();
    let (folder, name) = lower.rsplit_once('/').unwrap_or(("", &lower));
    let known = known_folder(folder);
    let names = [Some(name.to_owned()), copied::original(name)];
    let names = names.into_iter().flatten();
    let in_folder = names.filter_map(|name| meant_in(known.as_deref()?, &name, own, &has_front_matter));
    in_folder
        .into_iter()
        .next()
        .or_else(|| elsewhere(folder, name, &has_front_matter))
}

/// The file of a folder that was meant by a name in small letters.
fn meant_in(folder: &str, name: &str, own: &str, has_front_matter: &impl Fn() -> bool) -> Option<String> {
    let join = |name: &str| match folder {
        "" => format!("content/{name}"),
        folder => format!("content/{folder}/{name}"),
    };
    let top = folder.split('/').next().unwrap_or_default();
    let (_, names) = folders().find(|(known, _)| *known == top)?;
    if let Some(known) = names
        .iter()
        .find(|known| known.rsplit_once('.').is_some_and(|(stem, _)| stem == name))
    {
        return Some(join(known)).filter(|path| is_read(path));
    }
    for (ending, others) in ENDINGS {
        // The longest one: `text.md.txt` ends with `md.txt`.
        let stems = others
            .iter()
            .filter_map(|other| Some((name.strip_suffix(other)?.strip_suffix('.')?, *other)));
        for (stem, written) in stems {
            let is_word = WORD.contains(&written);
            let same_name = names.iter().find(|known| {
                let known = known.strip_suffix(ending).unwrap_or_default().trim_end_matches('.');
                if is_word { stem == known } else { is_near(stem, known) }
            });
            if let Some(known) = same_name.filter(|known| is_read(&join(known))) {
                return Some(join(known));
            }
            if ending == "csv" || is_word {
                continue;
            }
            let candidates = [Some(format!("{stem}.{ending}")), in_language(stem, ending)];
            let mut candidates = candidates.into_iter().flatten().map(|name| join(&name));
            // A bare text may be anybody's note: one with a record at its top is a page, and so is one with a date.
            let is_note = matches!(written, "txt" | "text") && !has_date(stem) && !has_front_matter();
            // A copy beside nothing is a record only if it says so.
            let is_copy = NAMINGS
                .iter()
                .any(|naming| naming.folder == top && naming.text_kind().is_some())
                && !own.to_lowercase().ends_with(name);
            let is_none = is_note || (is_copy && !has_front_matter());
            let found = candidates.find(|path| is_read(path) && path.strip_prefix("content/") != Some(own));
            if let Some(found) = found.filter(|_| !is_none) {
                return Some(found);
            }
        }
    }
    None
}

/// `leistung.en.yaml` for `leistung-en.yaml`.
fn in_language(stem: &str, ending: &str) -> Option<String> {
    let (stem, code) = stem.rsplit_once(['-', '_', ' '])?;
    let language: Language = code.parse().ok().filter(|_| !copied::is_mark(code))?;
    Some(format!("{stem}.{language}.{ending}"))
}

/// A record that lies too deep, too high, or in another folder.
fn elsewhere(folder: &str, name: &str, has_front_matter: &impl Fn() -> bool) -> Option<String> {
    let last = folder.rsplit_once('/').map_or(folder, |(_, last)| last);
    let fixed = NAMES
        .into_iter()
        .find(|(_, names)| name != "text.md" && names.contains(&name));
    let own_top = folder.split('/').next().and_then(known_folder);
    let top = fixed.map(|(top, _)| top.to_owned()).or(own_top)?;
    let is_record = fixed.is_some() || (top == "ressorts" && name.ends_with(".yaml")) || has_front_matter();
    if !is_record {
        return None;
    }
    let last = if last == top { "kurzname" } else { last };
    let below = |parts: &[&str]| {
        parts
            .iter()
            .filter(|part| !part.is_empty())
            .copied()
            .collect::<Vec<_>>()
            .join("/")
    };
    let candidates = [below(&["content", &top, name]), below(&["content", &top, last, name])];
    candidates.into_iter().find(|path| is_read(path))
}

fn has_date(stem: &str) -> bool {
    let mut parts = stem.split('-');
    let is_number = |part: Option<&str>| part.is_some_and(|part| part.parse::<u16>().is_ok());
    is_number(parts.next()) && is_number(parts.next())
}

/// A folder with its first part as it should be called.
fn known_folder(folder: &str) -> Option<String> {
    let (top, rest) = folder.split_once('/').unwrap_or((folder, ""));
    let original = copied::original(top);
    let top = original.as_deref().unwrap_or(top);
    let mut names = folders().map(|(name, _)| name);
    let known = names.find(|name| *name == top || (!name.is_empty() && is_near(top, name)))?;
    Some(match rest {
        "" => known.to_owned(),
        rest => format!("{known}/{rest}"),
    })
}

/// Whether a name differs in a few letters, of which most are right.
fn is_near(written: &str, known: &str) -> bool {
    let known = known.trim_end_matches('.');
    let wrong = strsim::damerau_levenshtein(written, known);
    wrong == 0 || (wrong <= MOST_WRONG && wrong.times(3) < known.chars().count())
}

/// Whether a file of this name is read for what it says.
fn is_read(path: &str) -> bool {
    matches!(kind::of(path), Ok(kind) if !matches!(kind, Kind::Unrecognised | Kind::Attachment | Kind::Debris))
}

#[cfg(test)]
mod tests {
    use super::meant;

    #[test]
    fn names_that_are_almost_right_are_understood() {
        for (written, expected) in [
            (
                "leistungen/wohngeld/Nachnutzung.csv",
                "leistungen/wohngeld/nachnutzung.csv",
            ),
            (
                "leistungen/wohngeld/nachnutzung.xlsx",
                "leistungen/wohngeld/nachnutzung.csv",
            ),
            (
                "leistungen/wohngeld/nachnutzungen.csv",
                "leistungen/wohngeld/nachnutzung.csv",
            ),
            ("leistungen/wohngeld/leistung.yml", "leistungen/wohngeld/leistung.yaml"),
            ("leistungen/wohngeld/Leistung.yaml", "leistungen/wohngeld/leistung.yaml"),
            (
                "leistungen/wohngeld/leistung.yaml.txt",
                "leistungen/wohngeld/leistung.yaml",
            ),
            ("leistungen/wohngeld/text.MD", "leistungen/wohngeld/text.md"),
            ("leistungen/wohngeld/text.md.txt", "leistungen/wohngeld/text.md"),
            ("leistungen/wohngeld/text.EN.md", "leistungen/wohngeld/text.en.md"),
            ("termine/2022-03-01-auftakt.txt", "termine/2022-03-01-auftakt.md"),
            ("Termine/2022-03-01-auftakt.md", "termine/2022-03-01-auftakt.md"),
            ("termin/2022-03-01-auftakt.md", "termine/2022-03-01-auftakt.md"),
            ("presse/2022-03-01-auftakt.markdown", "presse/2022-03-01-auftakt.md"),
            ("ressorts/mik.yml", "ressorts/mik.yaml"),
            (
                "stellen/gebietskörperschaften.csv",
                "stellen/gebietskoerperschaften.csv",
            ),
            ("karten/kreise.json", "karten/kreise.geojson"),
            ("Portal.yml", "portal.yaml"),
            (
                "leistungen/wohngeld/leistung (1).yaml",
                "leistungen/wohngeld/leistung.yaml",
            ),
            (
                "leistungen/wohngeld/leistung - Kopie.yaml",
                "leistungen/wohngeld/leistung.yaml",
            ),
            (
                "leistungen/wohngeld/leistung - Copy (2).yaml",
                "leistungen/wohngeld/leistung.yaml",
            ),
            (
                "leistungen/wohngeld/Kopie von leistung.yaml",
                "leistungen/wohngeld/leistung.yaml",
            ),
            (
                "leistungen/wohngeld/leistung.yaml.bak",
                "leistungen/wohngeld/leistung.yaml",
            ),
            (
                "leistungen/wohngeld/leistung_alt.yaml",
                "leistungen/wohngeld/leistung.yaml",
            ),
            (
                "leistungen/wohngeld/leistung_neu_v2.yaml",
                "leistungen/wohngeld/leistung.yaml",
            ),
            ("leistungen/wohngeld/leistung", "leistungen/wohngeld/leistung.yaml"),
            (
                "leistungen/wohngeld/leistung.yaml.yaml",
                "leistungen/wohngeld/leistung.yaml",
            ),
            (
                "leistungen/wohngeld/leistung-en.yaml",
                "leistungen/wohngeld/leistung.en.yaml",
            ),
            ("leistungen/wohngeld/text.en (1).md", "leistungen/wohngeld/text.en.md"),
            ("leistungen/wohngeld/text.docx", "leistungen/wohngeld/text.md"),
            (
                "leistungen/wohngeld/nachnutzung - Kopie.csv",
                "leistungen/wohngeld/nachnutzung.csv",
            ),
            (
                "leistungen/wohngeld/nachnutzung (1).xlsx",
                "leistungen/wohngeld/nachnutzung.csv",
            ),
            ("stellen/weitere (1).yaml", "stellen/weitere.yaml"),
            (
                "stellen/gebietskoerperschaften_neu.csv",
                "stellen/gebietskoerperschaften.csv",
            ),
            ("karten/gemeinden (1).geojson", "karten/gemeinden.geojson"),
            ("vorlagen/schritt-1/mail (1).md", "vorlagen/schritt-1/mail.md"),
            ("ressorts/mi.yaml.old", "ressorts/mi.yaml"),
            ("portal - Kopie.yaml", "portal.yaml"),
            ("leitfaeden/a/leitfaden (1).yaml", "leitfaeden/a/leitfaden.yaml"),
            (
                "leistungen/bauen/wohngeld/leistung.yaml",
                "leistungen/wohngeld/leistung.yaml",
            ),
            ("wohngeld/leistung.yaml", "leistungen/wohngeld/leistung.yaml"),
            ("leistungen/leistung.yaml", "leistungen/kurzname/leistung.yaml"),
            ("ressorts/alle/mi.yaml", "ressorts/mi.yaml"),
            (
                "leistungen - Kopie/wohngeld/leistung.yaml",
                "leistungen/wohngeld/leistung.yaml",
            ),
        ] {
            let found = meant(&format!("content/{written}"), || false);
            assert_eq!(found.as_deref(), Some(&*format!("content/{expected}")), "{written}");
        }
        for record in ["seiten/impressum.txt", "presse/2022/start.md", "presse/alt.md.bak"] {
            assert!(meant(&format!("content/{record}"), || true).is_some(), "{record}");
        }
        for other in [
            "leistungen/wohngeld/antrag.pdf",
            "leistungen/wohngeld/leistung.pdf",
            "leistungen/wohngeld/notizen.md",
            "leistungen/wohngeld/texte.pdf",
            "leistungen/wohngeld/zahlen.xlsx",
            "seiten/notiz.txt",
            "seiten/bild.png",
            "leitfaeden/a/einleitung.md",
            "leitfaeden/a/text.md",
            "presse/alt.md.bak",
            "leistungen/wohngeld/antrag (1).pdf",
            "leistungen/wohngeld/Anlage 2.csv",
            "leistungen/wohngeld/vermerk.docx",
            "README.md",
        ] {
            assert_eq!(meant(&format!("content/{other}"), || false), None, "{other}");
        }
    }
}
