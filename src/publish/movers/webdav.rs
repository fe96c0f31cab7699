//! A folder on a server that speaks WebDAV (RFC 4918). Each file is sent to a folder that nobody looks at and takes its place in
//! one step.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::UNIX_EPOCH;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::http::{self, Answer, Http, encoded};
use super::parallel;
use crate::extent::Whole;
use crate::publish::fault::Fault;
use crate::publish::mover::{Arrived, InPlace, Ledger};
use crate::publish::site_file::SiteFile;

const BOOKS: &str = ".ozg";
const USER: &str = "OZG_WEBDAV_BENUTZER";
const PASSWORD: &str = "OZG_WEBDAV_KENNWORT";
/// Where files lie while they are sent.
const DRAFTS: &str = ".ozg/neu/";
/// From so many files of a folder on, its list costs less than asking for each.
const WORTH_A_LIST: usize = 3;

pub(super) struct WebDav {
    /// Ends with a slash.
    url: String,
    headers: Vec<(String, String)>,
    http: Http,
    /// Folders that are there.
    folders: Mutex<BTreeSet<String>>,
    /// Tells the drafts of this run from those of others.
    run: String,
    drafts: AtomicUsize,
}

impl WebDav {
    pub fn from_environment(url: &str) -> Result<Self, Fault> {
        let user = http::environment(&[USER]);
        let password = http::environment(&[PASSWORD]).unwrap_or_default();
        if user.is_some() && !http::is_safe(url) {
            return Err(Fault::refused(format!(
                "{url} ist nicht verschlüsselt; das Kennwort wird so nicht gesendet. Nennen Sie das Ziel mit webdavs://"
            )));
        }
        let headers = user.map(|user| {
            let word = STANDARD.encode(format!("{user}:{password}"));
            ("authorization".to_owned(), format!("Basic {word}"))
        });
        let nanos = UNIX_EPOCH.elapsed().unwrap_or_default();
        Ok(Self {
            url: format!("{}/", url.trim_end_matches('/')),
            headers: headers.into_iter().collect(),
            http: Http::new(url.to_owned()),
            folders: Mutex::default(),
            run: format!("{:x}-{:x}", std::process::id(), nanos.subsec_nanos()),
            drafts: AtomicUsize::new(0),
        })
    }

    fn ask(&self, method: &str, path: &str, more: &[(&str, &str)], body: &[u8]) -> Result<Answer, Fault> {
        let make = || {
            let more = more
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
            let headers = self.headers.iter().cloned().chain(more).collect();
            (method.to_owned(), format!("{}{}", self.url, encoded(path)), headers)
        };
        self.http.ask(make, body)
    }

    fn expect(&self, what: &str, answer: &Answer) -> Result<(), Fault> {
        match answer.status {
            200..=299 => Ok(()),
            status => Err(self.http.refused(what, status)),
        }
    }

    /// Makes the folder of a file, and those above it.
    fn make_room(&self, path: &str) -> Result<(), Fault> {
        for (end, _) in path.match_indices('/') {
            let folder = format!("{}/", path.get(..end).unwrap_or_default());
            let Ok(mut known) = self.folders.lock() else {
                continue;
            };
            if known.contains(&folder) {
                continue;
            }
            let mut answer = self.ask("MKCOL", &folder, &[], &[])?;
            // The folder of the target itself is not there yet.
            if answer.status == 409 && !folder.trim_end_matches('/').contains('/') {
                self.ask("MKCOL", "", &[], &[])?;
                answer = self.ask("MKCOL", &folder, &[], &[])?;
            }
            // It is there already.
            if ![405, 301].contains(&answer.status) {
                self.expect(&format!("Ordner {folder} anlegen"), &answer)?;
            }
            known.insert(folder);
        }
        Ok(())
    }

    fn send(&self, path: &str, bytes: &[u8], media: &str) -> Result<(), Fault> {
        self.make_room(path)?;
        let number = self.drafts.fetch_add(1, Ordering::Relaxed);
        let draft = format!("{DRAFTS}{}-{number}", self.run);
        self.make_room(&draft)?;
        let sent = self.ask("PUT", &draft, &[("content-type", media)], bytes)?;
        self.expect(path, &sent)?;
        let to = format!("{}{}", self.url, encoded(path));
        let moved = self.ask("MOVE", &draft, &[("destination", &to), ("overwrite", "T")], &[])?;
        self.expect(path, &moved)
    }

    fn delete(&self, path: &str) -> Result<(), Fault> {
        match self.ask("DELETE", path, &[], &[])?.status {
            200..=299 | 404 => Ok(()),
            status => Err(self.http.refused(path, status)),
        }
    }

    fn book(name: &str) -> String {
        format!("{BOOKS}/{name}")
    }

    /// What is in a folder, with the sizes of files; nothing where it is not there.
    fn within(&self, folder: &str) -> Result<Vec<(String, Option<u64>)>, Fault> {
        let answer = self.ask("PROPFIND", folder, &[("depth", "1")], &[])?;
        if answer.status == 404 {
            return Ok(Vec::new());
        }
        self.expect("auflisten", &answer)?;
        let root = self.url.splitn(4, '/').nth(3).unwrap_or_default();
        Ok(listing::read(&String::from_utf8_lossy(&answer.bytes), root))
    }

    fn each_size(&self, paths: &[&str]) -> Result<Vec<(String, u64)>, Fault> {
        let mut sizes = Vec::new();
        for path in paths {
            let answer = self.ask("HEAD", path, &[], &[])?;
            if let (200, Some(length)) = (answer.status, answer.length) {
                sizes.push(((*path).to_owned(), length));
            }
        }
        Ok(sizes)
    }
}

impl Ledger for WebDav {
    fn read(&self, name: &str) -> Result<Option<Vec<u8>>, Fault> {
        let answer = self.ask("GET", &Self::book(name), &[], &[])?;
        match answer.status {
            200 => Ok(Some(answer.bytes)),
            404 | 409 => Ok(None),
            status => Err(self.http.refused("lesen", status)),
        }
    }

    fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Fault> {
        self.send(&Self::book(name), bytes, "application/json")
    }

    fn mark(&self, name: &str, bytes: &[u8]) -> Result<(), Fault> {
        let path = Self::book(name);
        self.make_room(&path)?;
        let sent = self.ask("PUT", &path, &[("content-type", "application/json")], bytes)?;
        self.expect(&path, &sent)
    }

    fn names(&self, start: &str) -> Result<Vec<String>, Fault> {
        let folder = Self::book("");
        let found = self.within(&folder)?.into_iter();
        let names = found.filter_map(|(path, _)| path.strip_prefix(&folder).map(str::to_owned));
        Ok(names.filter(|name| name.starts_with(start)).collect())
    }

    fn erase(&self, name: &str) -> Result<(), Fault> {
        self.delete(&Self::book(name))
    }

    fn tidy(&self) -> Result<(), Fault> {
        self.delete(DRAFTS)?;
        if let Ok(mut folders) = self.folders.lock() {
            folders.remove(DRAFTS);
        }
        Ok(())
    }
}

impl InPlace for WebDav {
    fn list(&self) -> Result<BTreeMap<String, u64>, Fault> {
        let mut sizes = BTreeMap::new();
        let mut folders = vec![String::new()];
        while let Some(folder) = folders.pop() {
            for (path, size) in self.within(&folder)? {
                match size {
                    _ if path == folder || path.starts_with(BOOKS) => {}
                    None => folders.push(path),
                    Some(size) => drop(sizes.insert(path, size)),
                }
            }
        }
        Ok(sizes)
    }

    fn put(&self, files: &[&SiteFile], arrived: Arrived) -> Result<(), Fault> {
        parallel::each(files, |file| {
            self.send(&file.path, &file.read()?, &file.served().content_type)?;
            arrived(file.bytes)
        })
    }

    fn sizes(&self, paths: &[&str]) -> Result<BTreeMap<String, u64>, Fault> {
        let folder_of = |path: &str| path.rfind('/').map_or(0, |end| end.plus(1));
        let mut folders: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for path in paths {
            folders.entry(path.split_at(folder_of(path)).0).or_default().push(path);
        }
        let folders: Vec<_> = folders.into_iter().collect();
        let sizes = Mutex::new(BTreeMap::new());
        parallel::each(&folders, |(folder, paths)| {
            let found = if paths.len() < WORTH_A_LIST {
                self.each_size(paths)?
            } else {
                let listed = self.within(folder)?.into_iter();
                listed.filter_map(|(path, size)| Some((path, size?))).collect()
            };
            if let Ok(mut sizes) = sizes.lock() {
                sizes.extend(found);
            }
            Ok(())
        })?;
        Ok(sizes.into_inner().unwrap_or_default())
    }

    fn remove(&self, paths: &[String]) -> Result<(), Fault> {
        parallel::each(paths, |path| self.delete(path))
    }
}

/// What a server says of the files in a folder.
mod listing {
    use quick_xml::Reader;
    use quick_xml::events::Event;

    use crate::content::link::decoded;

    /// Paths below `root`, those of folders with a slash at their end and without a size.
    pub fn read(xml: &str, root: &str) -> Vec<(String, Option<u64>)> {
        let mut reader = Reader::from_str(xml);
        let (mut found, mut name) = (Vec::new(), String::new());
        let (mut href, mut size, mut is_folder) = (String::new(), None, false);
        loop {
            match reader.read_event() {
                Ok(Event::Start(start)) => {
                    name = start.local_name().as_ref().to_owned();
                    is_folder |= name == "collection";
                    if name == "response" {
                        (href, size, is_folder) = (String::new(), None, false);
                    }
                }
                Ok(Event::Empty(empty)) => is_folder |= empty.local_name().as_ref() == "collection",
                Ok(Event::Text(text)) => {
                    let text = text.to_string();
                    match name.as_str() {
                        "href" => href.push_str(text.trim()),
                        "getcontentlength" => size = text.trim().parse().ok().or(size),
                        _ => {}
                    }
                }
                Ok(Event::GeneralRef(_)) if name == "href" => href.push('&'),
                Ok(Event::End(end)) if end.local_name().as_ref() == "response" => {
                    if let Some(path) = below(&href, root) {
                        found.push((path.clone(), (!is_folder).then_some(size.unwrap_or(0))));
                    }
                }
                Ok(Event::End(_)) => name.clear(),
                Ok(Event::Eof) | Err(_) => return found,
                Ok(_) => {}
            }
        }
    }

    /// `https://host/ordner/a%20b` or `/ordner/a%20b`, without what leads to the root.
    fn below(href: &str, root: &str) -> Option<String> {
        let path = href
            .split_once("://")
            .map_or(href, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
        let path = decoded(path.trim_start_matches('/')).into_owned();
        let root = decoded(root).into_owned();
        let root = root.as_str();
        if format!("{path}/") == root {
            return Some(String::new());
        }
        path.strip_prefix(root).map(str::to_owned)
    }

    #[cfg(test)]
    mod tests {
        #[test]
        fn files_have_sizes_and_folders_none() {
            let xml = "<D:multistatus xmlns:D=\"DAV:\"><D:response><D:href>/web/</D:href><D:propstat><D:prop><D:resourcetype>\
                <D:collection/></D:resourcetype></D:prop></D:propstat></D:response><D:response><D:href>/web/a%20b.html</D:href>\
                <D:propstat><D:prop><D:resourcetype/><D:getcontentlength>7</D:getcontentlength></D:prop></D:propstat></D:response>\
                <D:response><D:href>http://h/web/c/</D:href><D:propstat><D:prop><D:resourcetype><D:collection></D:collection>\
                </D:resourcetype></D:prop></D:propstat></D:response></D:multistatus>";
            let expected = [("", None), ("a b.html", Some(7)), ("c/", None)];
            assert_eq!(
                super::read(xml, "web/"),
                expected.map(|(path, size)| (path.to_owned(), size))
            );
        }
    }
}
