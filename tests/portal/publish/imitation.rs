//! A target in memory that can be broken in all the ways that targets break.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use ozg::publish::{Arrived, Fault, InPlace, Ledger, SiteFile};

#[derive(Default, Clone)]
struct State {
    files: BTreeMap<String, Vec<u8>>,
    books: BTreeMap<String, Vec<u8>>,
    operations: usize,
    puts: usize,
    fail_at: Option<usize>,
    lost: Option<String>,
}

/// What a target holds, shared by those who publish to it.
#[derive(Default, Clone)]
pub struct Memory(Arc<Mutex<State>>);

impl Memory {
    fn with<T>(&self, work: impl FnOnce(&mut State) -> T) -> T {
        work(&mut self.0.lock().unwrap())
    }

    /// An operation that changes something: it may be the one before which everything ends.
    fn change<T>(&self, work: impl FnOnce(&mut State) -> T) -> Result<T, Fault> {
        self.with(|state| {
            if state.fail_at.is_some_and(|at| state.operations >= at) {
                return Err(Fault::target("abgebrochen"));
            }
            state.operations += 1;
            Ok(work(state))
        })
    }

    pub fn copy(&self) -> Self {
        Self(Arc::new(Mutex::new(self.with(|state| state.clone()))))
    }

    pub fn operations(&self) -> usize {
        self.with(|state| state.operations)
    }

    pub fn puts(&self) -> usize {
        self.with(|state| state.puts)
    }

    /// Lets so many changes happen, and no more.
    pub fn fail_after(&self, n: usize) {
        self.with(|state| state.fail_at = Some(state.operations + n));
    }

    pub fn lose(&self, path: &str) {
        self.with(|state| state.lost = Some(path.to_owned()));
    }

    pub fn heal(&self) {
        self.with(|state| (state.fail_at, state.lost) = (None, None));
    }

    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        self.with(|state| state.files.clone())
    }

    pub fn everything(&self) -> (BTreeMap<String, Vec<u8>>, BTreeMap<String, Vec<u8>>) {
        self.with(|state| (state.files.clone(), state.books.clone()))
    }

    pub fn book(&self, name: &str) -> Option<Vec<u8>> {
        self.with(|state| state.books.get(name).cloned())
    }

    pub fn set_book(&self, name: &str, bytes: Option<Vec<u8>>) {
        self.with(|state| match bytes {
            Some(bytes) => drop(state.books.insert(name.to_owned(), bytes)),
            None => drop(state.books.remove(name)),
        });
    }

    pub fn set_file(&self, path: &str, bytes: &[u8]) {
        self.with(|state| state.files.insert(path.to_owned(), bytes.to_vec()));
    }
}

pub struct InMemory(pub Memory);

impl Ledger for InMemory {
    fn read(&self, name: &str) -> Result<Option<Vec<u8>>, Fault> {
        Ok(self.0.book(name))
    }

    fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Fault> {
        self.0
            .change(|state| drop(state.books.insert(name.to_owned(), bytes.to_vec())))
    }

    fn mark(&self, name: &str, bytes: &[u8]) -> Result<(), Fault> {
        self.write(name, bytes)
    }

    fn names(&self, start: &str) -> Result<Vec<String>, Fault> {
        let books = self.0.everything().1.into_keys();
        Ok(books.filter(|name| name.starts_with(start)).collect())
    }

    fn erase(&self, name: &str) -> Result<(), Fault> {
        self.0.change(|state| drop(state.books.remove(name)))
    }

    fn tidy(&self) -> Result<(), Fault> {
        Ok(())
    }
}

impl InPlace for InMemory {
    fn list(&self) -> Result<BTreeMap<String, u64>, Fault> {
        let files = self.0.files().into_iter();
        Ok(files.map(|(path, bytes)| (path, bytes.len() as u64)).collect())
    }

    fn put(&self, files: &[&SiteFile], arrived: Arrived) -> Result<(), Fault> {
        for file in files {
            let bytes = file.read()?;
            self.0.change(|state| {
                state.puts += 1;
                if state.lost.as_deref() != Some(file.path.as_str()) {
                    state.files.insert(file.path.clone(), bytes);
                }
            })?;
            arrived(file.bytes)?;
        }
        Ok(())
    }

    fn sizes(&self, _: &[&str]) -> Result<BTreeMap<String, u64>, Fault> {
        self.list()
    }

    fn remove(&self, paths: &[String]) -> Result<(), Fault> {
        paths
            .iter()
            .try_for_each(|path| self.0.change(|state| drop(state.files.remove(path))))
    }
}

/// Whether all that is named by pages that can be reached from the start page is there; else what is missing, and who names it.
pub fn is_sound(files: &BTreeMap<String, Vec<u8>>) -> Result<(), String> {
    let mut waiting = vec!["index.html".to_owned(), "404.html".to_owned()];
    let mut seen: BTreeSet<String> = BTreeSet::new();
    while let Some(path) = waiting.pop() {
        if !seen.insert(path.clone()) {
            continue;
        }
        let bytes = files.get(&path).ok_or_else(|| format!("{path} is missing"))?;
        let html = String::from_utf8_lossy(bytes);
        for named in named(&html) {
            let file = if named.ends_with('/') || named.is_empty() {
                format!("{named}index.html")
            } else {
                named
            };
            if !files.contains_key(&file) {
                return Err(format!("{path} names {file}, which is not there"));
            }
            if file.ends_with(".html") {
                waiting.push(file);
            }
        }
    }
    Ok(())
}

/// The paths that a page names from the root.
pub fn named(html: &str) -> BTreeSet<String> {
    let attributes = ["href=\"/", "src=\"/", "data-search=\"/", "action=\"/"];
    let values = attributes.iter().flat_map(|start| html.split(start).skip(1));
    values
        .filter_map(|rest| rest.split('"').next())
        .filter(|value| !value.starts_with('/'))
        .map(|value| value.split(['#', '?']).next().unwrap().to_owned())
        .map(|value| ozg::content::link::decoded(&value).into_owned())
        .collect()
}
