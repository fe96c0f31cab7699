//! All content files of a portal: read once, read again only where they changed.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::iter::Either;
use rayon::prelude::*;

use super::file::{File, Parsed, misnamed};
use super::history::HistoryCache;
use super::joins::{Beside, Joins};
use super::tree::Found;
use super::{CONTENT, guesses, kind, locate, tree};
use crate::diagnostics::{self, Diagnostic, Place};
use crate::model::{
    Authority, AuthorityId, Chapter, Contents, Day, EntityId, Files, GuideId, History, Language, Prose, Reuse,
    ServiceId, Topic, TopicId, Translation, Usage,
};

/// The files of a portal, as they were when it was last refreshed.
#[derive(Debug)]
pub struct Library {
    root: PathBuf,
    /// The folder whose past in git is told; that of an earlier state is elsewhere.
    past_of: PathBuf,
    files: BTreeMap<Arc<str>, File>,
    problems: Vec<Diagnostic>,
    joins: Joins,
    chronicle: HistoryCache,
}

/// What the files hold, put together.
#[derive(Debug)]
pub struct Loaded {
    /// Everything that could be understood.
    pub contents: Contents,
    /// Whether `portal.yaml` is there and could be understood.
    pub has_settings: bool,
    /// What is wrong, not yet located.
    pub problems: Vec<Diagnostic>,
}

impl Library {
    /// Reads all files below a portal root.
    pub fn open(root: &Path) -> Self {
        Self::open_with_past(root, root)
    }

    /// The same, with the past of another folder: what is there of an earlier state of it.
    pub fn open_with_past(root: &Path, past_of: &Path) -> Self {
        let mut library = Self {
            root: root.to_path_buf(),
            past_of: past_of.to_path_buf(),
            files: BTreeMap::new(),
            problems: Vec::new(),
            joins: Joins::default(),
            chronicle: HistoryCache::default(),
        };
        library.refresh();
        library
    }

    /// Reads some files again that are known to have changed. `false` if one of them is new, gone or no file: then only
    /// going through all of them ([`Self::refresh`]) can tell what has happened.
    pub fn refresh_files(&mut self, paths: &[PathBuf]) -> bool {
        let known =
            |path: &PathBuf| tree::found_at(&self.root, path).filter(|found| self.files.contains_key(&found.path));
        let Some(found) = paths.iter().map(known).collect::<Option<Vec<_>>>() else {
            return false;
        };
        for found in found {
            let file = File::read(&self.root, &found);
            self.files.insert(found.path, file);
        }
        true
    }

    /// Reads what was added or changed since, and forgets what is gone.
    pub fn refresh(&mut self) {
        let read = |found: Found| match self.files.get(&found.path) {
            Some(file) if found.stamp.is_certainly(&file.stamp) => file.clone(),
            _ => File::read(&self.root, &found),
        };
        // While one thread goes on through the folders, the others read what it has found.
        let entries = tree::walk(&self.root).par_bridge();
        let found = entries.filter_map(|entry| tree::file(&self.root, entry));
        let (files, problems): (Vec<File>, Vec<Diagnostic>) = found.partition_map(|found| match found.map(read) {
            Ok(file) => Either::Left(file),
            Err(problem) => Either::Right(problem),
        });
        self.files = files.into_iter().map(|file| (file.path.clone(), file)).collect();
        self.problems = problems;
    }

    /// The portal root.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Puts the files together. Problems of single files come along; what one file means to another, the checks tell.
    pub fn load(&self) -> Loaded {
        let mut assembly = Assembly {
            problems: self.problems.clone(),
            ..Assembly::default()
        };
        for file in self.files.values() {
            match &file.misnamed {
                Some(meant) if !self.files.contains_key(meant) => {
                    assembly.problems.push(misnamed(&file.path, meant));
                    // That nothing names it as a document is no other fault.
                    if matches!(file.parsed, Some(Parsed::Attachment(_) | Parsed::Debris)) {
                        continue;
                    }
                }
                _ => assembly.problems.extend(file.problems.iter().cloned()),
            }
            assembly.add(file);
        }
        assembly.finish(&self.joins)
    }

    /// The folder or the files of an entity, with the paths that they have when it is called otherwise.
    pub fn moves(&self, from: &EntityId, to: &EntityId) -> Vec<(String, String)> {
        let start = |id: &EntityId| format!("{CONTENT}/{}/{}", id.naming().folder, id.name());
        let (old, new) = (start(from), start(to));
        if matches!(from.naming().files, Files::Folders(_)) {
            return vec![(old, new)];
        }
        let own = self
            .files
            .keys()
            .filter(|path| kind::entity_of(path).as_ref() == Some(from));
        let moves = own.filter_map(|path| Some((path.to_string(), format!("{new}{}", path.strip_prefix(&old)?))));
        moves.collect()
    }

    /// What git knows of the past of the files up to a day, and what is wrong with it. Read once for each commit.
    pub fn history(&self, as_of: Day) -> (Arc<History>, Option<Diagnostic>) {
        let past = self
            .chronicle
            .read(&self.past_of, as_of)
            .with_present(&self.past_of, &self.files);
        (past.history, past.problem)
    }

    /// What the files and their past are now, as far as that can be told without reading them again: a hash of their
    /// paths, sizes and times, and of the commit.
    pub fn fingerprint(&self) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new();
        for file in self.files.values() {
            hasher.update(format!("{} {}\n", file.path, file.stamp.told()).as_bytes());
        }
        hasher.update(self.chronicle.state().as_bytes());
        hasher.finalize()
    }

    /// Sorts problems and gives each its line, column and excerpt.
    pub fn locate(&self, problems: &mut Vec<Diagnostic>) {
        Self::locate_below(&self.root, problems);
    }

    /// The same for the files below a portal root, when they have long been read.
    pub fn locate_below(root: &Path, problems: &mut Vec<Diagnostic>) {
        locate::locate(problems, |path| tree::read_for_excerpt(root, path));
        diagnostics::sort(problems);
    }
}

/// The parts of the portal while they are being gathered.
#[derive(Default)]
struct Assembly {
    contents: Contents,
    has_settings: bool,
    texts: BTreeMap<ServiceId, Arc<Prose>>,
    reuses: BTreeMap<ServiceId, (Arc<str>, Arc<Vec<Reuse>>)>,
    usages: BTreeMap<ServiceId, (Arc<str>, Arc<Vec<Usage>>)>,
    chapters: BTreeMap<GuideId, Vec<Chapter>>,
    topics: BTreeSet<TopicId>,
    authorities: BTreeSet<AuthorityId>,
    translations: BTreeMap<Language, Translation>,
    debris: Vec<Arc<str>>,
    problems: Vec<Diagnostic>,
}

impl Assembly {
    fn add(&mut self, file: &File) {
        let contents = &mut self.contents;
        contents.loose_texts.extend(file.loose_text.clone());
        match &file.parsed {
            None => {
                contents.broken_files.insert(file.path.clone());
            }
            Some(Parsed::Settings(settings)) => {
                contents.settings = settings.clone();
                self.has_settings = true;
            }
            Some(Parsed::Synonyms(synonyms)) => contents.synonyms = synonyms.clone(),
            Some(Parsed::Topics(topics)) => self.add_topics(&file.path, topics),
            Some(Parsed::Authorities(authorities)) => {
                // Whoever refers to a row that could not be read is not wrong for that.
                if diagnostics::has_errors(&file.problems) {
                    contents.broken_files.insert(file.path.clone());
                }
                self.add_authorities(&file.path, authorities);
            }
            Some(Parsed::Boundaries(boundaries)) => contents.boundaries.push(boundaries.clone()),
            Some(Parsed::Template(template)) => contents.templates.push(template.clone()),
            Some(Parsed::Ministry(ministry)) => contents.ministries.push(ministry.clone()),
            Some(Parsed::Service(service)) => contents.services.push(service.clone()),
            Some(Parsed::Guide(guide)) => contents.guides.push(guide.clone()),
            Some(Parsed::Text(record)) => record.clone().add_to(contents),
            Some(Parsed::ServiceText(id, text)) => {
                self.texts.insert(id.clone(), text.clone());
            }
            Some(Parsed::Reuse(id, reuse)) => {
                self.reuses.insert(id.clone(), (file.path.clone(), reuse.clone()));
            }
            Some(Parsed::Usage(id, usage)) => {
                self.usages.insert(id.clone(), (file.path.clone(), usage.clone()));
            }
            Some(Parsed::Chapter(id, chapter)) => self.chapters.entry(id.clone()).or_default().push(chapter.clone()),
            Some(Parsed::Translation(language, part)) => {
                part.add_to(self.translations.entry(language.clone()).or_default());
            }
            Some(Parsed::Attachment(attachment)) => {
                contents.attachments.insert(file.path.clone(), attachment.clone());
            }
            Some(Parsed::Debris) => self.debris.push(file.path.clone()),
            Some(Parsed::Nothing) => {}
        }
    }

    fn add_topics(&mut self, path: &Arc<str>, topics: &[Arc<Topic>]) {
        for (index, topic) in topics.iter().enumerate() {
            if self.topics.insert(topic.id.clone()) {
                self.contents.topics.push(topic.clone());
            } else {
                self.problems.push(duplicate_id(
                    topic.id.as_str(),
                    Place::field(path, format!("/{index}/id")),
                ));
            }
        }
    }

    fn add_authorities(&mut self, path: &Arc<str>, authorities: &[Arc<Authority>]) {
        for (index, authority) in authorities.iter().enumerate() {
            if self.authorities.insert(authority.id.clone()) {
                self.contents.authorities.push(authority.clone());
                continue;
            }
            let place = match authority.line {
                0 => Place::field(path, format!("/{index}/id")),
                line => Place::cell(path, line, "ars"),
            };
            self.problems.push(duplicate_id(authority.id.as_str(), place));
        }
    }

    fn finish(mut self, joins: &Joins) -> Loaded {
        self.join_services(joins);
        self.join_guides();
        self.problems.extend(left_behind(&self.debris));
        guesses::suggest(&mut self.problems, &self.contents);
        self.contents.translations = Arc::new(std::mem::take(&mut self.translations));
        let settings_path: Arc<str> = "content/portal.yaml".into();
        if !self.has_settings && !self.contents.broken_files.contains(&settings_path) {
            let message = "die Datei mit den Angaben zum Portal fehlt";
            let problem = Diagnostic::error("datei-fehlt", Place::file(&settings_path), message);
            self.problems
                .push(problem.with_help("Legen Sie content/portal.yaml an."));
        }
        Loaded {
            contents: self.contents,
            has_settings: self.has_settings,
            problems: self.problems,
        }
    }

    /// Gives each service what lies beside its record.
    fn join_services(&mut self, joins: &Joins) {
        let (texts, reuses, usages) = (&self.texts, &self.reuses, &self.usages);
        self.contents.services.par_iter_mut().for_each(|service| {
            let beside = Beside {
                text: texts.get(&service.id).cloned(),
                reuse: reuses.get(&service.id).map(|(_, reuse)| reuse.clone()),
                usage: usages.get(&service.id).map(|(_, usage)| usage.clone()),
            };
            *service = joins.join(service, beside);
        });
        let services: HashSet<&ServiceId> = self.contents.services.iter().map(|service| &service.id).collect();
        let texts = texts.iter().map(|(id, text)| (id, &text.path));
        let reuses = reuses.iter().map(|(id, (path, _))| (id, path));
        let usages = usages.iter().map(|(id, (path, _))| (id, path));
        let loose = texts.clone().filter(|(id, _)| !services.contains(id));
        let loose: Vec<_> = loose.filter_map(|(id, _)| self.texts.get(id).cloned()).collect();
        let left_over = texts
            .chain(reuses)
            .chain(usages)
            .filter(|(id, _)| !services.contains(id));
        let left_over: Vec<_> = left_over.map(|(_, path)| path.clone()).collect();
        self.contents.loose_texts.extend(loose);
        for path in left_over {
            self.report_orphan(&path, "leistung.yaml");
        }
    }

    /// Gives each guide its chapters, in order.
    fn join_guides(&mut self) {
        for guide in &mut self.contents.guides {
            let Some(mut chapters) = self.chapters.remove(&guide.id) else {
                continue;
            };
            chapters.sort_by_key(|chapter| chapter.number);
            let mut seen = BTreeSet::new();
            chapters.retain(|chapter| {
                let is_new = seen.insert(chapter.id.clone());
                if !is_new {
                    self.problems
                        .push(duplicate_id(chapter.id.as_str(), Place::file(&chapter.text.path)));
                }
                is_new
            });
            Arc::make_mut(guide).chapters = chapters;
        }
        let left_over: Vec<Prose> = self
            .chapters
            .values()
            .flatten()
            .map(|chapter| chapter.text.clone())
            .collect();
        let paths: Vec<_> = left_over.iter().map(|text| text.path.clone()).collect();
        self.contents.loose_texts.extend(left_over.into_iter().map(Arc::new));
        for path in paths {
            self.report_orphan(&path, "leitfaden.yaml");
        }
    }

    /// A file whose record is missing; where the record is there but broken, that is problem enough.
    fn report_orphan(&mut self, path: &Arc<str>, record: &str) {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        if self
            .contents
            .broken_files
            .contains(format!("{folder}/{record}").as_str())
        {
            return;
        }
        let problem = Diagnostic::error(
            "datei-fehlt",
            Place::file(path),
            format!("in diesem Ordner fehlt {record}"),
        );
        self.problems
            .push(problem.with_help(format!("Legen Sie {folder}/{record} an, oder löschen Sie diese Datei.")));
    }
}

/// Tells once of all that programs left behind.
fn left_behind(debris: &[Arc<str>]) -> Option<Diagnostic> {
    let (first, others) = debris.split_first()?;
    let message = match others.len() {
        0 => "die Datei hat ein Programm nebenbei angelegt, sie wird nicht veröffentlicht".to_owned(),
        count => format!(
            "diese und {count} weitere Dateien haben Programme nebenbei angelegt, sie werden nicht veröffentlicht"
        ),
    };
    let others: Vec<&str> = others.iter().map(AsRef::as_ref).collect();
    let help = match others.is_empty() {
        true => "Löschen Sie die Datei.".to_owned(),
        false => format!("Löschen Sie die Dateien; die weiteren sind: {}.", others.join(", ")),
    };
    Some(Diagnostic::hint("hilfsdatei", Place::file(first), message).with_help(help))
}

fn duplicate_id(id: &str, place: Place) -> Diagnostic {
    Diagnostic::error(
        "doppelte-kennung",
        place,
        format!("die Kennung `{id}` ist schon vergeben"),
    )
    .with_help(
        "Jede Kennung darf nur einmal vorkommen. Ändern Sie eine der beiden oder löschen Sie den doppelten Eintrag.",
    )
}
