//! A plan for others to carry out.

use serde::Serialize;
use serde_json::value::RawValue;

use super::addresses;
use super::fault::Fault;
use super::manifest::{About, Entry, Manifest};
use super::plan::{Held, Plan};
use super::site_file::SiteFile;

/// What is to be done, in order, and what holds afterwards.
#[derive(Serialize)]
pub struct PlanFile<'a> {
    #[serde(rename = "gruppen")]
    groups: Vec<Group<'a>>,
    #[serde(rename = "loeschen")]
    removed: &'a [String],
    #[serde(rename = "adressen")]
    addresses: Vec<String>,
    #[serde(rename = "stand")]
    books: Manifest,
}

#[derive(Serialize)]
struct Group<'a> {
    #[serde(rename = "was")]
    label: &'static str,
    #[serde(rename = "dateien")]
    files: Vec<&'a str>,
}

#[derive(serde::Deserialize)]
struct Earlier<'a> {
    #[serde(borrow, rename = "stand")]
    books: &'a RawValue,
}

impl<'a> PlanFile<'a> {
    /// What the state of an earlier plan says, if there is one.
    ///
    /// # Errors
    /// There is a file, and it is no plan of this portal.
    pub fn held(earlier: Option<&str>, base_url: &str) -> Result<Held, Fault> {
        let Some(text) = earlier else {
            return Ok(Held::default());
        };
        let wrong = |why: String| {
            Fault::refused(format!(
                "die Datei des Plans kann nicht fortgesetzt werden: {why}. Löschen Sie sie, wenn alles neu übertragen werden soll"
            ))
        };
        let books: Earlier =
            serde_json::from_str(text).map_err(|_| wrong("sie ist kein Plan von `ozg publish`".to_owned()))?;
        let manifest =
            Manifest::read(books.books.get().as_bytes(), base_url).map_err(|doubt| wrong(doubt.to_string()))?;
        Ok(Held::of(manifest, std::collections::BTreeSet::new()))
    }

    /// Writes a plan down.
    pub fn new(plan: &'a Plan, about: About) -> Self {
        let mut books = Manifest::new(about, None);
        let files = plan.unchanged.iter().copied().chain(plan.written());
        books.files = files
            .map(|file: &SiteFile| (file.path.clone(), Entry::of(file)))
            .collect();
        books.retired = plan.retired.clone();
        let groups = plan.stages.iter().map(|(stage, files)| Group {
            label: stage.label(),
            files: files.iter().map(|file| file.path.as_str()).collect(),
        });
        Self {
            groups: groups.collect(),
            removed: &plan.removed,
            addresses: addresses::changed(plan, &books.about.base_url),
            books,
        }
    }
}
