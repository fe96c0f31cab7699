//! Targets of every kind behind one face: where they are, what lies there, and what lets a publication to them go wrong.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use super::gate::{Gate, Mishap, Wire};
use super::servers::{self, Server};
use crate::harness::{AS_OF, Said, Tree, files, ozg};
use crate::record::is_thorough;

/// Every kind of target that is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Folder,
    Rsync,
    Sftp,
    S3Rclone,
    S3Moto,
    DavRclone,
    DavWsgi,
}

impl Kind {
    pub const ALL: [Self; 7] = [
        Self::Folder,
        Self::Rsync,
        Self::Sftp,
        Self::S3Rclone,
        Self::S3Moto,
        Self::DavRclone,
        Self::DavWsgi,
    ];

    /// Those that are tried each day: one of each way to change a target.
    pub fn today() -> Vec<Self> {
        let is_tried = |kind: &Self| is_thorough() || !matches!(kind, Self::S3Moto | Self::DavWsgi);
        Self::ALL.into_iter().filter(is_tried).collect()
    }

    /// Whether it holds whole releases.
    pub fn has_releases(self) -> bool {
        matches!(self, Self::Folder | Self::Rsync | Self::Sftp)
    }

    /// What tables call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Folder => "folder",
            Self::Rsync => "ssh, rsync",
            Self::Sftp => "ssh, sftp alone",
            Self::S3Rclone => "s3, rclone",
            Self::S3Moto => "s3, moto",
            Self::DavRclone => "webdav, rclone",
            Self::DavWsgi => "webdav, wsgidav",
        }
    }
}

/// A target, and what stands before it.
pub struct Place {
    pub kind: Kind,
    folder: tempfile::TempDir,
    server: Option<Server>,
    gate: Option<Gate>,
    wire: Option<Wire>,
}

impl Place {
    /// Starts the server; none where its program is not installed.
    pub fn start(kind: Kind) -> Option<Self> {
        if kind != Kind::Folder {
            servers::programs()?;
        }
        let server = match kind {
            Kind::Folder => None,
            Kind::Rsync => Some(servers::sshd(true)),
            Kind::Sftp => Some(servers::sshd(false)),
            Kind::S3Rclone => Some(servers::rclone("s3", &["--auth-key", "schluessel,GEHEIM42"])),
            Kind::S3Moto => Some(servers::moto()),
            Kind::DavRclone => Some(servers::rclone("webdav", &["--user", "u", "--pass", "GEHEIM42"])),
            Kind::DavWsgi => Some(servers::wsgidav()),
        };
        let port = server.as_ref().map(|server| server.port);
        let is_ssh = matches!(kind, Kind::Rsync | Kind::Sftp);
        let folder = tempfile::tempdir().unwrap();
        fs::set_permissions(folder.path(), std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
        if kind == Kind::Folder {
            servers::shim(folder.path());
            fs::write(folder.path().join("auftrag"), [0; 24]).unwrap();
        }
        Some(Self {
            kind,
            folder,
            gate: port.filter(|_| !is_ssh).map(Gate::before),
            wire: port.filter(|_| is_ssh).map(Wire::before),
            server,
        })
    }

    /// The target of a name, as `ozg publish` takes it.
    pub fn target(&self, name: &str) -> String {
        let gate = self.gate_port();
        match self.kind {
            Kind::Folder => self.folder.path().join(name).display().to_string(),
            Kind::Rsync | Kind::Sftp => {
                let wire = self.wire.as_ref().unwrap().port;
                format!("ssh://127.0.0.1:{wire}{}", self.file(name).display())
            }
            Kind::S3Rclone | Kind::S3Moto => format!("s3://portal/{name}"),
            Kind::DavRclone | Kind::DavWsgi => format!("webdav://127.0.0.1:{gate}/portal/{name}"),
        }
    }

    /// What `ozg publish` needs to be let in.
    pub fn environment(&self) -> Vec<(String, String)> {
        let gate = self.gate_port();
        let all: &[(&str, String)] = match self.kind {
            Kind::Folder => &[],
            Kind::Rsync | Kind::Sftp => &[("OZG_SSH_CONFIG", self.file("ssh_config").display().to_string())],
            Kind::S3Rclone | Kind::S3Moto => &[
                ("OZG_S3_ENDPUNKT", format!("http://127.0.0.1:{gate}")),
                ("AWS_ACCESS_KEY_ID", "schluessel".to_owned()),
                ("AWS_SECRET_ACCESS_KEY", "GEHEIM42".to_owned()),
            ],
            Kind::DavRclone | Kind::DavWsgi => &[
                ("OZG_WEBDAV_BENUTZER", "u".to_owned()),
                ("OZG_WEBDAV_KENNWORT", "GEHEIM42".to_owned()),
            ],
        };
        all.iter()
            .map(|(name, value)| ((*name).to_owned(), value.clone()))
            .collect()
    }

    /// A file beside the server.
    pub fn file(&self, name: &str) -> PathBuf {
        match &self.server {
            Some(server) => server.path(name),
            None => self.folder.path().join(name),
        }
    }

    pub fn gate_port(&self) -> u16 {
        self.gate.as_ref().map_or(0, |gate| gate.port)
    }

    pub fn port(&self) -> u16 {
        self.server.as_ref().unwrap().port
    }

    /// `ozg publish` with a tree of content to the target of a name.
    pub fn command(&self, tree: &Tree, name: &str, options: &[&str]) -> Command {
        let mut command = ozg();
        command.arg("publish").arg(self.target(name)).args(options);
        command
            .arg("--wurzel")
            .arg(tree.path())
            .args(["--stichtag", AS_OF])
            .envs(self.environment());
        if self.kind == Kind::Folder {
            command
                .env("OZG_SHIM", self.file("auftrag"))
                .env("OZG_SHIM_BELOW", self.target(name));
        }
        command
    }

    /// The same, with its changes counted where no server does.
    pub fn command_counted(&self, tree: &Tree, name: &str) -> Command {
        let mut command = self.command(tree, name, &[]);
        if self.kind == Kind::Folder {
            command.env("LD_PRELOAD", self.file("shim.so"));
        }
        command
    }

    pub fn publish(&self, tree: &Tree, name: &str, options: &[&str]) -> Said {
        Said::from(self.command(tree, name, options).output().unwrap())
    }

    pub fn succeed(&self, tree: &Tree, name: &str, options: &[&str]) -> String {
        let said = self.publish(tree, name, options);
        assert_eq!(said.code, 0, "{:?} {name}: {}{}", self.kind, said.stderr, said.stdout);
        said.stdout
    }

    /// How many changes the target has seen.
    pub fn changes(&self) -> u64 {
        match &self.gate {
            Some(gate) => gate.changes(),
            None => self.orders()[0],
        }
    }

    /// What is told to the library under the programs, and what it counted.
    fn orders(&self) -> [u64; 3] {
        let bytes = fs::read(self.file("auftrag")).unwrap();
        [0, 8, 16].map(|at| u64::from_ne_bytes(bytes[at..at + 8].try_into().unwrap()))
    }

    fn order(&self, limit: u64, mode: u64) {
        let mut file = fs::File::options().write(true).open(self.file("auftrag")).unwrap();
        file.seek(SeekFrom::Start(8)).unwrap();
        file.write_all(&[limit.to_ne_bytes(), mode.to_ne_bytes()].concat())
            .unwrap();
    }

    /// Publishes and is stopped before the change after `n`; says whether it came so far.
    pub fn publish_and_stop(&self, tree: &Tree, name: &str, n: u64) -> bool {
        let mut command = self.command_counted(tree, name);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let Some(gate) = &self.gate else {
            self.order(self.changes() + n, 1);
            let status = command.status().unwrap();
            self.order(0, 0);
            return !status.success();
        };
        gate.stop_after(n);
        let mut child = command.spawn().unwrap();
        let is_stopped = loop {
            if gate.is_shut() {
                child.kill().unwrap();
                child.wait().unwrap();
                break true;
            }
            if child.try_wait().unwrap().is_some() {
                break false;
            }
            thread::sleep(Duration::from_millis(1));
        };
        gate.heal();
        is_stopped
    }

    /// Publishes where there is no room after so many changes.
    pub fn publish_without_room(&self, tree: &Tree, name: &str, n: u64) -> Said {
        match &self.gate {
            Some(gate) => gate.goes_wrong(Mishap::Answers(507)),
            None => self.order((self.changes() + n).max(1), 2),
        }
        let said = Said::from(self.command_counted(tree, name).output().unwrap());
        match &self.gate {
            Some(gate) => gate.heal(),
            None => self.order(0, 0),
        }
        said
    }

    /// Publishes where a file is said to be written, and is not.
    pub fn publish_losing(&self, tree: &Tree, name: &str, path: &str) -> Said {
        let mut command = self.command_counted(tree, name);
        match &self.gate {
            Some(gate) => gate.goes_wrong(Mishap::Loses(path.to_owned())),
            None if self.kind == Kind::Folder => drop(command.env("OZG_SHIM_LOSES", path)),
            None => fs::write(self.file("umgebung"), format!("export OZG_SHIM_LOSES={path}\n")).unwrap(),
        }
        let said = Said::from(command.output().unwrap());
        match &self.gate {
            Some(gate) => gate.heal(),
            None => fs::write(self.file("umgebung"), "").unwrap(),
        }
        said
    }

    /// What readers find.
    pub fn shown(&self, name: &str) -> BTreeMap<String, Vec<u8>> {
        match self.kind {
            Kind::Folder => below(&self.folder.path().join(name).join("current")),
            Kind::Rsync | Kind::Sftp => below(&self.file(name).join("current")),
            Kind::S3Moto => {
                let mut all = self.objects(name);
                all.retain(|path, _| !path.starts_with(".ozg/"));
                all
            }
            _ => {
                let mut all = below(&self.file("daten/portal").join(name));
                all.retain(|path, _| !path.starts_with(".ozg/"));
                all
            }
        }
    }

    /// The names of all that lies there. Releases are numbered, as each has a name of its own.
    pub fn everything(&self, name: &str) -> BTreeSet<String> {
        let root = match self.kind {
            Kind::Folder => self.folder.path().join(name),
            Kind::Rsync | Kind::Sftp => self.file(name),
            Kind::S3Moto => return self.objects(name).into_keys().collect(),
            _ => self.file("daten/portal").join(name),
        };
        let mut releases: Vec<String> = fs::read_dir(root.join("releases"))
            .map(|entries| {
                entries
                    .map(|entry| entry.unwrap().file_name().into_string().unwrap())
                    .collect()
            })
            .unwrap_or_default();
        releases.sort();
        let all = walkdir::WalkDir::new(&root).into_iter().map(Result::unwrap);
        let paths = all.map(|entry| entry.path().strip_prefix(&root).unwrap().to_str().unwrap().to_owned());
        let numbered = |path: String| {
            let named = releases.iter().enumerate();
            named.fold(path, |path, (number, id)| path.replace(id, &format!("<{number}>")))
        };
        paths.map(numbered).collect()
    }

    /// What an object store says that it holds below a name.
    fn objects(&self, name: &str) -> BTreeMap<String, Vec<u8>> {
        let bucket = format!("http://127.0.0.1:{}/portal", self.port());
        let text = |url: &str| {
            servers::let_in(ureq::get(url))
                .call()
                .unwrap()
                .body_mut()
                .read_to_string()
                .unwrap()
        };
        let (mut objects, mut after) = (BTreeMap::new(), String::new());
        loop {
            let page = text(&format!("{bucket}?list-type=2&prefix={name}/&start-after={after}"));
            let keys: Vec<&str> = page
                .split("<Key>")
                .skip(1)
                .map(|rest| rest.split('<').next().unwrap())
                .collect();
            for key in &keys {
                let url = format!("{bucket}/{}", ozg::percent::encoded(key));
                let mut bytes = Vec::new();
                let mut object = servers::let_in(ureq::get(&url)).call().unwrap();
                object.body_mut().as_reader().read_to_end(&mut bytes).unwrap();
                let path = key.strip_prefix(&format!("{name}/")).unwrap();
                objects.insert(path.to_owned(), bytes);
            }
            let Some(last) = keys.last().filter(|_| page.contains("<IsTruncated>true")) else {
                return objects;
            };
            after = ozg::percent::encoded(last);
        }
    }

    /// Requests and bytes since the last time: of HTTP as they are, of SSH the programs that were started.
    pub fn traffic(&self) -> (u64, u64) {
        if let Some(gate) = &self.gate {
            let (requests, bytes) = gate.counted();
            return (requests.values().sum(), bytes);
        }
        let Some(wire) = &self.wire else {
            return (0, 0);
        };
        let calls = self.file("aufrufe");
        let count = fs::read_to_string(&calls).unwrap_or_default().lines().count();
        let _ = fs::remove_file(calls);
        (count as u64, wire.counted())
    }

    pub fn wire(&self) -> u16 {
        self.wire.as_ref().unwrap().port
    }
}

/// All files below a folder, or below where a link leads to.
pub fn below(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let Ok(folder) = fs::canonicalize(folder) else {
        return BTreeMap::new();
    };
    let mut all: BTreeMap<String, Vec<u8>> = files(&folder).into_iter().collect();
    // By this, a server that is reached by SSH says which release is shown.
    all.remove(".ozg-stand");
    all
}

/// What a build has written, without what marks its folder, which is published nowhere.
pub fn built(tree: &Tree) -> BTreeMap<String, Vec<u8>> {
    let all = files(&tree.path().join("public")).into_iter();
    all.filter(|(path, _)| path != ".ozg-ausgabe").collect()
}

/// Paths of the portal that a target does not show as they were built.
pub fn differing(shown: &BTreeMap<String, Vec<u8>>, built: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let wrong = built.iter().filter(|(path, bytes)| shown.get(*path) != Some(bytes));
    wrong.map(|(path, _)| path.clone()).collect()
}
