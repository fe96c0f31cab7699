//! Files that are called almost as a file that is read: without a word they would be missing.

use super::kind::{self, Kind};
use crate::model::NAMINGS;

/// Endings that people and programs give to files of a kind.
const ENDINGS: [(&str, &[&str]); 4] = [
    ("yaml", &["yml", "yaml", "yaml.txt", "yml.txt"]),
    ("md", &["md", "markdown", "mdown", "mkd", "text", "txt", "md.txt"]),
    ("csv", &["csv", "xlsx", "xls", "ods", "tsv", "tab", "csv.txt", "txt"]),
    ("geojson", &["geojson", "json", "geo.json", "geojson.txt"]),
];

/// Folders of the content, and the files in them whose name is fixed.
const NAMES: [(&str, &[&str]); 6] = [
    ("", &["portal.yaml", "synonyme.yaml", "themenfelder.yaml"]),
    (
        "leistungen",
        &["leistung.yaml", "text.md", "nachnutzung.csv", "nutzung.csv"],
    ),
    ("stellen", &["gebietskoerperschaften.csv", "weitere.yaml"]),
    ("karten", &["kreise.geojson", "gemeinden.geojson"]),
    ("leitfaeden", &["leitfaden.yaml"]),
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
    let path = path.strip_prefix("content/")?;
    let lower = path.to_lowercase();
    let (folder, name) = lower.rsplit_once('/').unwrap_or(("", &lower));
    let folder = known_folder(folder)?;
    let join = |name: &str| match folder.as_str() {
        "" => format!("content/{name}"),
        folder => format!("content/{folder}/{name}"),
    };
    let top = folder.split('/').next().unwrap_or_default();
    let (_, names) = folders().find(|(known, _)| *known == top)?;
    for (ending, others) in ENDINGS {
        // The longest one: `text.md.txt` ends with `md.txt`.
        let stems = others
            .iter()
            .filter_map(|other| Some((name.strip_suffix(other)?.strip_suffix('.')?, *other)));
        for (stem, written) in stems {
            let same_name = names
                .iter()
                .find(|known| is_near(stem, known.strip_suffix(ending).unwrap_or_default()));
            if let Some(known) = same_name.filter(|known| is_read(&join(known))) {
                return Some(join(known));
            }
            let candidate = join(&format!("{stem}.{ending}"));
            // A bare text may be anybody's note: one with a record at its top is a page, and so is one with a date.
            let is_note = matches!(written, "txt" | "text") && !has_date(stem) && !has_front_matter();
            if ending != "csv" && !is_note && is_read(&candidate) && candidate != format!("content/{path}") {
                return Some(candidate);
            }
        }
    }
    None
}

fn has_date(stem: &str) -> bool {
    let mut parts = stem.split('-');
    let is_number = |part: Option<&str>| part.is_some_and(|part| part.parse::<u16>().is_ok());
    is_number(parts.next()) && is_number(parts.next())
}

/// A folder with its first part as it should be called.
fn known_folder(folder: &str) -> Option<String> {
    let (top, rest) = folder.split_once('/').unwrap_or((folder, ""));
    let mut names = folders().map(|(name, _)| name).chain(["vorlagen"]);
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
    wrong == 0 || (wrong <= MOST_WRONG && wrong * 3 < known.chars().count())
}

/// Whether a file of this name is read for what it says.
fn is_read(path: &str) -> bool {
    matches!(kind::of(path), Ok(kind) if !matches!(kind, Kind::Unrecognised | Kind::Attachment))
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
        ] {
            let found = meant(&format!("content/{written}"), || false);
            assert_eq!(found.as_deref(), Some(&*format!("content/{expected}")), "{written}");
        }
        assert!(meant("content/seiten/impressum.txt", || true).is_some());
        for other in [
            "leistungen/wohngeld/antrag.pdf",
            "leistungen/wohngeld/leistung.pdf",
            "leistungen/wohngeld/notizen.md",
            "leistungen/wohngeld/texte.pdf",
            "leistungen/wohngeld/zahlen.xlsx",
            "seiten/notiz.txt",
            "seiten/bild.png",
            "leitfaeden/a/einleitung.md",
            "README.md",
        ] {
            assert_eq!(meant(&format!("content/{other}"), || false), None, "{other}");
        }
    }
}
