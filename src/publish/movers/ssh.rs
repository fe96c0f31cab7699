//! A folder on a server that is reached by SSH: releases as in `folder.rs`, moved by the programs of the system, so that keys,
//! agents, known hosts and jump hosts work as everywhere.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

use super::folder::{BOOKS, CURRENT, DRAFT, RELEASES};
use super::sftp::{self, Batch, Connection};
use crate::publish::fault::Fault;
use crate::publish::mover::{Arrived, Ledger, Release, Releases};
use crate::publish::site_file::SiteFile;
use crate::publish::target::SshPlace;

pub(super) struct Ssh {
    place: SshPlace,
    connection: Connection,
}

impl Ssh {
    pub fn new(place: &SshPlace) -> Result<Self, Fault> {
        let connection = Connection::new(place)?;
        // Whether there is a way at all, before anything else.
        connection.run(&Batch::default())?;
        Ok(Self {
            place: place.clone(),
            connection,
        })
    }

    /// Whether both sides have `rsync`.
    fn has_rsync(&self) -> bool {
        let here = || {
            Command::new("rsync")
                .arg("--version")
                .output()
                .is_ok_and(|output| output.status.success())
        };
        !self.place.only_sftp && here() && self.connection.can_run(&["rsync", "--version"])
    }

    fn at(&self, path: &str) -> String {
        format!("{}/{path}", self.place.path)
    }

    fn book(&self, name: &str) -> String {
        self.at(&format!("{BOOKS}/{name}"))
    }

    fn release(&self, id: &str) -> String {
        self.at(&format!("{RELEASES}/{id}"))
    }

    /// Makes the folders that everything else lies in, where they are not there yet.
    fn make_folders(&self, batch: &mut Batch) {
        batch.one("-mkdir", &self.place.path);
        for folder in [BOOKS, RELEASES] {
            batch.one("-mkdir", &self.at(folder));
        }
        // It fails where there is none.
        batch.one("ls -1", &self.at(RELEASES));
    }

    /// The names in a folder, without what cannot be read of it.
    fn names_in(&self, folder: &str) -> Result<Vec<String>, Fault> {
        let mut batch = Batch::default();
        batch.one("-ls -1", folder);
        let said = self.connection.run(&batch)?;
        let names = said.lines().filter(|line| !line.starts_with("sftp> "));
        Ok(names
            .filter_map(|line| line.trim().rsplit('/').next())
            .map(str::to_owned)
            .collect())
    }

    /// Keeps the bytes of a book in a file, from which they are sent.
    fn local(&self, name: &str, bytes: &[u8]) -> Result<String, Fault> {
        let local = self.connection.folder.path().join(format!("hin-{name}"));
        fs::write(&local, bytes).map_err(Fault::system(&local))?;
        Ok(local.display().to_string())
    }

    fn by_rsync(&self, release: &Release) -> Result<(), Fault> {
        let files: Vec<&SiteFile> = release.kept.iter().chain(release.written).copied().collect();
        let Some(source) = files.first().map(|file| root(file)) else {
            return Ok(());
        };
        let list: String = files.iter().map(|file| format!("{}\0", file.path)).collect();
        let mut command = Command::new("rsync");
        // The times of files say nothing: a portal that is built anew has new ones everywhere.
        command.args([
            "--recursive",
            "--checksum",
            "--from0",
            "--files-from=-",
            "--chmod=D755,F644",
            "--compress",
        ]);
        if let Some(base) = release.base {
            command.arg(format!("--link-dest={}", self.release(base)));
        }
        let ssh = self.connection.ssh();
        command
            .arg("-e")
            .arg(ssh.iter().map(|word| format!("'{word}'")).collect::<Vec<_>>().join(" "));
        command.arg("-s").arg(format!("{source}/"));
        command.arg(format!("{}:{}/", self.place.host, self.release(release.id)));
        sftp::run(command, list.as_bytes(), &self.place.host).map(drop)
    }

    fn by_sftp(&self, release: &Release) -> Result<(), Fault> {
        let mut batch = Batch::default();
        let to = self.release(release.id);
        let mut folders = BTreeSet::new();
        let paths = release
            .kept
            .iter()
            .chain(release.written)
            .map(|file| file.path.as_str());
        for path in paths.chain(release.retired.iter().copied()) {
            folders.extend(
                path.match_indices('/')
                    .map(|(end, _)| path.get(..end).unwrap_or_default().to_owned()),
            );
        }
        batch.one("-mkdir", &to);
        folders
            .iter()
            .for_each(|folder| batch.one("-mkdir", &format!("{to}/{folder}")));
        for file in release.kept {
            if let Some(base) = release.base {
                batch.two(
                    "ln",
                    &format!("{}/{}", self.release(base), file.path),
                    &format!("{to}/{}", file.path),
                );
            }
        }
        for file in release.written {
            batch.two(
                "put",
                &file.source.display().to_string(),
                &format!("{to}/{}", file.path),
            );
        }
        self.connection.run(&batch).map(drop)
    }

    /// What is no part of the portal any more is nowhere but there.
    fn keep_retired(&self, release: &Release) -> Result<(), Fault> {
        let (Some(base), false) = (release.base, release.retired.is_empty()) else {
            return Ok(());
        };
        let mut batch = Batch::default();
        let folders: BTreeSet<&str> = release
            .retired
            .iter()
            .filter_map(|path| Some(path.rsplit_once('/')?.0))
            .collect();
        for folder in folders {
            for (end, _) in folder.match_indices('/') {
                batch.one(
                    "-mkdir",
                    &format!("{}/{}", self.release(release.id), folder.get(..end).unwrap_or_default()),
                );
            }
            batch.one("-mkdir", &format!("{}/{folder}", self.release(release.id)));
        }
        for path in release.retired {
            batch.two(
                "-ln",
                &format!("{}/{path}", self.release(base)),
                &format!("{}/{path}", self.release(release.id)),
            );
        }
        self.connection.run(&batch).map(drop)
    }

    /// The files of a release with their sizes, and its folders, outer ones first.
    fn all_of(&self, id: &str) -> Result<(BTreeMap<String, u64>, Vec<String>), Fault> {
        let root = self.release(id);
        let (mut sizes, mut all, mut folders) = (BTreeMap::new(), Vec::new(), vec![root.clone()]);
        while !folders.is_empty() {
            let mut batch = Batch::default();
            folders.iter().for_each(|folder| batch.one("ls -lan", folder));
            let said = self.connection.run(&batch)?;
            all.append(&mut folders);
            folders = said.lines().filter_map(|line| entry(line, &root, &mut sizes)).collect();
        }
        Ok((sizes, all))
    }
}

/// The folder of the built portal.
fn root(file: &SiteFile) -> String {
    let source = file.source.display().to_string();
    source
        .strip_suffix(&file.path)
        .unwrap_or(&source)
        .trim_end_matches('/')
        .to_owned()
}

impl Ledger for Ssh {
    fn read(&self, name: &str) -> Result<Option<Vec<u8>>, Fault> {
        let local = self.connection.folder.path().join(format!("her-{name}"));
        let _ = fs::remove_file(&local);
        let mut batch = Batch::default();
        batch.two("-get", &self.book(name), &local.display().to_string());
        self.connection.run(&batch)?;
        Ok(fs::read(&local).ok())
    }

    fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Fault> {
        let mut batch = Batch::default();
        let draft = self.book(&format!("{name}.{}{DRAFT}", std::process::id()));
        batch.two("put", &self.local(name, bytes)?, &draft);
        batch.two("rename", &draft, &self.book(name));
        self.connection.run(&batch).map(drop)
    }

    fn mark(&self, name: &str, bytes: &[u8]) -> Result<(), Fault> {
        let mut batch = Batch::default();
        self.make_folders(&mut batch);
        batch.two("put", &self.local(name, bytes)?, &self.book(name));
        self.connection.run(&batch).map(drop)
    }

    fn names(&self, start: &str) -> Result<Vec<String>, Fault> {
        let names = self.names_in(&self.at(BOOKS))?.into_iter();
        Ok(names.filter(|name| name.starts_with(start)).collect())
    }

    fn erase(&self, name: &str) -> Result<(), Fault> {
        let mut batch = Batch::default();
        batch.one("-rm", &self.book(name));
        self.connection.run(&batch).map(drop)
    }

    fn tidy(&self) -> Result<(), Fault> {
        let mut batch = Batch::default();
        for name in self.names_in(&self.at(BOOKS))? {
            if name.ends_with(DRAFT) {
                batch.one("-rm", &self.book(&name));
            }
        }
        if batch.is_empty() {
            return Ok(());
        }
        self.connection.run(&batch).map(drop)
    }
}

impl Releases for Ssh {
    fn current(&self) -> Result<Option<String>, Fault> {
        // `sftp` does not tell where a link leads: the name stands in a book, which lies in the release itself.
        let mut batch = Batch::default();
        batch.one("-ls -ln", &self.place.path);
        let said = self.connection.run(&batch)?;
        let is_current = |line: &&str| {
            line.trim_end().ends_with(&format!("/{CURRENT}")) || line.trim_end().ends_with(&format!(" {CURRENT}"))
        };
        let Some(line) = said.lines().find(is_current) else {
            return Ok(None);
        };
        if !line.starts_with('l') {
            return Err(Fault::refused(format!(
                "{}/{CURRENT} ist keine Verknüpfung, sondern von anderen. Nennen Sie einen Ordner, in dem nur `ozg publish` schreibt",
                self.place.path
            )));
        }
        let local = self.connection.folder.path().join("gezeigt");
        let _ = fs::remove_file(&local);
        let mut batch = Batch::default();
        batch.two(
            "-get",
            &self.at(&format!("{CURRENT}/.ozg-stand")),
            &local.display().to_string(),
        );
        self.connection.run(&batch)?;
        Ok(fs::read_to_string(&local).ok().map(|id| id.trim().to_owned()))
    }

    fn neighbours(&self) -> Result<Vec<String>, Fault> {
        self.names_in(&self.place.path)
    }

    fn all(&self) -> Result<Vec<String>, Fault> {
        let mut ids = self.names_in(&self.at(RELEASES))?;
        ids.sort();
        Ok(ids)
    }

    fn prepare(&self, release: &Release, arrived: Arrived) -> Result<(), Fault> {
        if self.has_rsync() {
            self.by_rsync(release)?;
        } else {
            self.by_sftp(release)?;
        }
        self.keep_retired(release)?;
        let mut batch = Batch::default();
        let local = self.connection.folder.path().join("stand");
        fs::write(&local, release.id).map_err(Fault::system(&local))?;
        batch.two(
            "put",
            &local.display().to_string(),
            &format!("{}/.ozg-stand", self.release(release.id)),
        );
        self.connection.run(&batch)?;
        arrived(release.written.iter().map(|file| file.bytes).sum())
    }

    fn list(&self, id: &str) -> Result<BTreeMap<String, u64>, Fault> {
        self.all_of(id).map(|(sizes, _)| sizes)
    }

    fn show(&self, id: &str) -> Result<(), Fault> {
        let next = self.at(".current.neu");
        let mut batch = Batch::default();
        batch.one("-rm", &next);
        batch.two("ln -s", &format!("{RELEASES}/{id}"), &next);
        // OpenSSH renames over what is there, in one step.
        batch.two("rename", &next, &self.at(CURRENT));
        self.connection.run(&batch).map(drop)
    }

    fn discard(&self, id: &str) -> Result<(), Fault> {
        let root = self.release(id);
        // A publication that was killed may have left folders without files.
        let (sizes, folders) = self.all_of(id)?;
        let mut batch = Batch::default();
        let files = sizes.keys().map(String::as_str).chain([".ozg-stand"]);
        files.for_each(|path| batch.one("-rm", &format!("{root}/{path}")));
        folders.iter().rev().for_each(|folder| batch.one("-rmdir", folder));
        self.connection.run(&batch).map(drop)
    }
}

/// A line of `ls -ln`: a file is noted with its size, a folder comes back.
fn entry(line: &str, root: &str, sizes: &mut BTreeMap<String, u64>) -> Option<String> {
    let path = line.get(line.find(root)?..)?.trim_end();
    let name = path.strip_prefix(root)?.trim_start_matches('/');
    if line.starts_with('d') {
        let is_itself = ["", ".", ".."].contains(&path.rsplit('/').next().unwrap_or_default());
        return (!is_itself).then(|| path.to_owned());
    }
    let size = line.split_whitespace().nth(4)?.parse().ok()?;
    if line.starts_with('-') && !name.starts_with(".ozg-stand") {
        sizes.insert(name.to_owned(), size);
    }
    None
}
