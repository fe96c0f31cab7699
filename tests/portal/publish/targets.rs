//! Real targets on the loopback interface: OpenSSH with rsync and with file transfer alone, an object store, WebDAV, a folder.
//!
//! Each test starts its own server on a free port and stops it. `OZG_TESTS_ZIELE` names the folder in which `tests/targets/install`
//! put those that Debian does not have; without it (outside of `tests/run`) only the folder is tried.

use std::collections::BTreeMap;
use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use crate::harness::{AS_OF, Said, Tree, files, ozg};

/// A server that ends with the test.
struct Server {
    child: Child,
    port: u16,
    folder: tempfile::TempDir,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

impl Server {
    fn start(make: impl FnOnce(u16, &Path) -> Command) -> Self {
        let (port, folder) = (free_port(), tempfile::tempdir().unwrap());
        let mut command = make(port, folder.path());
        let log = fs::File::create(folder.path().join("protokoll")).unwrap();
        let child = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .unwrap();
        let server = Self { child, port, folder };
        for _ in 0..200 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return server;
            }
            thread::sleep(Duration::from_millis(50));
        }
        panic!("{}", fs::read_to_string(server.path("protokoll")).unwrap());
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

/// Where the programs are, if they are to be used.
fn programs() -> Option<PathBuf> {
    std::env::var_os("OZG_TESTS_ZIELE").map(PathBuf::from)
}

/// What `ozg publish` says, and the same portal twice: as it is, and with a change.
struct Publisher<'a> {
    tree: Tree,
    target: String,
    environment: Vec<(&'a str, String)>,
}

impl<'a> Publisher<'a> {
    fn new(target: impl Into<String>, environment: Vec<(&'a str, String)>) -> Self {
        Self {
            tree: Tree::base(),
            target: target.into(),
            environment,
        }
    }

    fn publish(&self, options: &[&str]) -> Said {
        let mut command = ozg();
        command
            .arg("publish")
            .arg(&self.target)
            .args(options)
            .arg("--wurzel")
            .arg(self.tree.path());
        command.env("OZG_VORSCHAU_GEHEIMNIS", "lang-und-zufaellig-0815");
        command.args(["--stichtag", AS_OF]).envs(self.environment.clone());
        Said::from(command.output().unwrap())
    }

    fn succeed(&self, options: &[&str]) -> String {
        let said = self.publish(options);
        assert_eq!(said.code, 0, "{}{}", said.stderr, said.stdout);
        said.stdout
    }

    fn edit(&self) {
        let path = "content/leistungen/wohngeld/text.md";
        self.tree
            .write(path, format!("{}\nNachgetragen: Quittengelee.\n", self.tree.read(path)));
    }

    fn built(&self) -> BTreeMap<String, Vec<u8>> {
        let all = files(&self.tree.path().join("public")).into_iter();
        // What marks the folder of a build is published nowhere.
        all.filter(|(path, _)| path != ".ozg-ausgabe").collect()
    }

    /// What all targets must do.
    fn all(&self, shown: impl Fn() -> BTreeMap<String, Vec<u8>>) {
        let rehearsal = self.succeed(&["--probe"]);
        assert!(
            rehearsal.contains("erste Veröffentlichung") && rehearsal.contains("nichts verändert"),
            "{rehearsal}"
        );
        self.succeed(&[]);
        assert_eq!(differing(&shown(), &self.built()), Vec::<String>::new());
        assert!(self.succeed(&[]).contains("Es gab nichts zu übertragen"));
        self.edit();
        let summary = self.succeed(&["--json"]);
        let summary: serde_json::Value = serde_json::from_str(&summary).unwrap();
        let count = summary["uebertragen"].as_u64().unwrap();
        assert!((1..20).contains(&count), "{summary}");
        assert_eq!(differing(&shown(), &self.built()), Vec::<String>::new());
        self.preview(shown);
    }

    /// A preview beside it comes and goes.
    fn preview(&self, shown: impl Fn() -> BTreeMap<String, Vec<u8>>) {
        let before = shown();
        let (name, url) = (["--vorschau", "17"], ["--basis-url", "https://vorschau.example.org"]);
        let said = self.succeed(&[name, url].concat());
        assert!(
            said.contains("Veröffentlicht als https://vorschau.example.org/"),
            "{said}"
        );
        let removal = [&name[..], &["--entfernen"]].concat();
        assert_eq!(self.succeed(&removal), "Die Vorschau ist entfernt.\n");
        assert_eq!(self.succeed(&removal), "Eine Vorschau dieses Namens gibt es nicht.\n");
        assert!(shown() == before);
    }
}

/// Paths of the portal that a target does not show as they were built.
fn differing(shown: &BTreeMap<String, Vec<u8>>, built: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let wrong = built.iter().filter(|(path, bytes)| shown.get(*path) != Some(bytes));
    wrong.map(|(path, _)| path.clone()).collect()
}

fn below(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    files(&fs::canonicalize(folder).unwrap()).into_iter().collect()
}

#[test]
fn a_folder_is_switched_in_one_step_and_back() {
    let place = tempfile::tempdir().unwrap();
    let root = place.path().join("web");
    let publisher = Publisher::new(root.to_str().unwrap(), Vec::new());
    publisher.all(|| below(&root.join("current")));
    let page = || fs::read_to_string(root.join("current/leistungen/wohngeld/index.html")).unwrap();
    assert!(page().contains("Quittengelee"));
    let said = publisher.succeed(&["--zurueck"]);
    assert!(said.contains("Gezeigt wird wieder"), "{said}");
    assert!(!page().contains("Quittengelee"));
    let said = publisher.publish(&["--zurueck"]);
    assert_eq!((said.code, said.stdout.as_str()), (2, ""));
    assert!(
        said.stderr.contains("keine frühere Veröffentlichung"),
        "{}",
        said.stderr
    );
    publisher.succeed(&[]);
    assert!(page().contains("Quittengelee"));
}

/// Whatever moment the program is killed at, readers see one whole portal, and the next publication is complete.
#[test]
fn a_publication_to_a_folder_that_is_killed_leaves_a_whole_portal() {
    let place = tempfile::tempdir().unwrap();
    let root = place.path().join("web");
    let publisher = Publisher::new(root.to_str().unwrap(), Vec::new());
    publisher.succeed(&[]);
    let old = publisher.built();
    publisher.edit();
    publisher.tree.build();
    let new = publisher.built();
    for round in 0..12 {
        let mut command = ozg();
        command
            .arg("publish")
            .arg(&root)
            .arg("--wurzel")
            .arg(publisher.tree.path())
            .args(["--stichtag", AS_OF]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        thread::sleep(Duration::from_millis(20 * round));
        let _ = child.kill();
        child.wait().unwrap();
        let shown = below(&root.join("current"));
        let is_whole = |built: &BTreeMap<_, _>| differing(&shown, built).is_empty();
        assert!(is_whole(&old) || is_whole(&new), "round {round}");
    }
    publisher.succeed(&[]);
    assert_eq!(differing(&below(&root.join("current")), &new), Vec::<String>::new());
}

#[test]
fn a_folder_of_others_is_left_alone() {
    let place = tempfile::tempdir().unwrap();
    fs::create_dir(place.path().join("current")).unwrap();
    fs::write(place.path().join("current/fremd"), "x").unwrap();
    let publisher = Publisher::new(place.path().to_str().unwrap(), Vec::new());
    let said = publisher.publish(&[]);
    assert_eq!(said.code, 2);
    assert!(said.stderr.contains("ist keine Verknüpfung"), "{}", said.stderr);
    assert_eq!(fs::read(place.path().join("current/fremd")).unwrap(), b"x");
}

/// A slip of the hand must not fill the sources, the folder of the build or somebody's folder.
#[test]
fn a_folder_in_which_something_lies_is_taken_only_on_request() {
    let place = tempfile::tempdir().unwrap();
    let publisher = Publisher::new(place.path().to_str().unwrap(), Vec::new());
    let tree = &publisher.tree;
    tree.build();
    for folder in ["content", "public", ".", "content/.."] {
        let before = files(&tree.path().join("content"));
        let target = tree.path().join(folder);
        for more in [vec!["--probe"], vec![]] {
            let said = tree.ozg(&[&["publish", target.to_str().unwrap()], more.as_slice()].concat());
            assert_eq!(said.code, 2, "{folder}: {}", said.stdout);
            assert!(said.stderr.contains("Ist es der richtige Ordner?"), "{}", said.stderr);
        }
        assert_eq!(files(&tree.path().join("content")), before);
        assert!(
            !target.join("releases").exists() && !target.join("current").exists(),
            "{folder}"
        );
    }
    fs::write(place.path().join("LIESMICH.txt"), "x").unwrap();
    assert_eq!(publisher.publish(&[]).code, 2);
    assert_eq!(publisher.publish(&["--neu-einlesen"]).code, 0);
    assert_eq!(fs::read(place.path().join("LIESMICH.txt")).unwrap(), b"x");
    assert_eq!(publisher.publish(&[]).code, 0);
}

/// An SSH server with a key of its own; `rsync` decides whether it lets programs run.
fn sshd(rsync: bool) -> Server {
    Server::start(|port, folder| {
        let key = |name: &str| {
            let path = folder.join(name);
            let made = Command::new("ssh-keygen")
                .args(["-q", "-t", "ed25519", "-N", "", "-f"])
                .arg(&path)
                .status();
            assert!(made.unwrap().success());
            path
        };
        let (host, user) = (key("host"), key("user"));
        fs::copy(folder.join("user.pub"), folder.join("authorized")).unwrap();
        let only_files = if rsync { "" } else { "ForceCommand internal-sftp\n" };
        let config = format!(
            "Port {port}\nListenAddress 127.0.0.1\nHostKey {}\nAuthorizedKeysFile {}\nStrictModes no\nUsePAM no\nPidFile none\n\
             PermitRootLogin yes\nSubsystem sftp internal-sftp\n{only_files}",
            host.display(),
            folder.join("authorized").display()
        );
        fs::write(folder.join("sshd_config"), config).unwrap();
        let public = fs::read_to_string(folder.join("host.pub")).unwrap();
        fs::write(folder.join("known"), format!("[127.0.0.1]:{port} {public}")).unwrap();
        let config = format!(
            "Host *\n  IdentityFile {}\n  UserKnownHostsFile {}\n",
            user.display(),
            folder.join("known").display()
        );
        fs::write(folder.join("ssh_config"), config).unwrap();
        let _ = fs::create_dir_all("/run/sshd");
        let mut command = Command::new("/usr/sbin/sshd");
        command.arg("-D").arg("-e").arg("-f").arg(folder.join("sshd_config"));
        command
    })
}

fn over_ssh(rsync: bool) {
    let Some(_) = programs() else { return };
    let server = sshd(rsync);
    let root = server.path("web");
    let config = server.path("ssh_config").display().to_string();
    let target = format!("ssh://127.0.0.1:{}{}", server.port, root.display());
    let publisher = Publisher::new(target, vec![("OZG_SSH_CONFIG", config)]);
    publisher.all(|| below(&root.join("current")));
    assert!(publisher.succeed(&["--zurueck"]).contains("Gezeigt wird wieder"));
    assert!(
        !fs::read_to_string(root.join("current/leistungen/wohngeld/index.html"))
            .unwrap()
            .contains("Quittengelee")
    );
    // A server that is another one, or does not know the key.
    fs::write(server.path("known"), "").unwrap();
    let said = publisher.publish(&[]);
    assert!(said.code == 2 && said.stderr.contains("known_hosts"), "{}", said.stderr);
}

#[test]
fn a_server_with_rsync_gets_releases() {
    over_ssh(true);
}

#[test]
fn a_server_with_file_transfer_alone_gets_releases() {
    over_ssh(false);
}

fn rclone(programs: &Path, kind: &str, more: &[&str]) -> Server {
    Server::start(|port, folder| {
        fs::create_dir_all(folder.join("daten/portal")).unwrap();
        let mut command = Command::new(programs.join("bin/rclone"));
        command
            .args(["serve", kind, "--addr"])
            .arg(format!("127.0.0.1:{port}"))
            .args(more);
        command.arg(folder.join("daten")).env("HOME", folder);
        command
    })
}

#[test]
fn an_object_store_is_changed_file_by_file() {
    let Some(programs) = programs() else { return };
    let server = rclone(&programs, "s3", &["--auth-key", "schluessel,GEHEIM42"]);
    let environment = |secret: &str| {
        vec![
            ("OZG_S3_ENDPUNKT", format!("http://127.0.0.1:{}", server.port)),
            ("AWS_ACCESS_KEY_ID", "schluessel".to_owned()),
            ("AWS_SECRET_ACCESS_KEY", secret.to_owned()),
        ]
    };
    let publisher = Publisher::new("s3://portal/web", environment("GEHEIM42"));
    publisher.all(|| below(&server.path("daten/portal/web")));
    let said = Publisher::new("s3://portal/web", environment("FALSCH17")).publish(&[]);
    assert!(
        said.code == 2 && said.stderr.contains("Zugangsdaten"),
        "{}",
        said.stderr
    );
    assert!(
        !said.stderr.contains("FALSCH17") && !said.stderr.contains("Signature"),
        "{}",
        said.stderr
    );
}

#[test]
fn a_webdav_folder_is_changed_file_by_file() {
    let Some(programs) = programs() else { return };
    let server = rclone(&programs, "webdav", &["--user", "u", "--pass", "GEHEIM42"]);
    let environment = |password: &str| {
        vec![
            ("OZG_WEBDAV_BENUTZER", "u".to_owned()),
            ("OZG_WEBDAV_KENNWORT", password.to_owned()),
        ]
    };
    let target = format!("webdav://127.0.0.1:{}/portal", server.port);
    let publisher = Publisher::new(&target, environment("GEHEIM42"));
    publisher.all(|| below(&server.path("daten/portal")));
    let said = Publisher::new(&target, environment("FALSCH17")).publish(&[]);
    assert!(
        said.code == 2 && said.stderr.contains("Zugangsdaten") && !said.stderr.contains("FALSCH17"),
        "{}",
        said.stderr
    );
}

/// A plan for others to carry out goes on from the one before.
#[test]
fn a_plan_names_what_changed_since_the_one_before() {
    let publisher = Publisher::new("", Vec::new());
    let path = publisher.tree.path().join("plan.json");
    let plan = || {
        let said = publisher.tree.ozg(&["publish", "--plan", path.to_str().unwrap()]);
        assert_eq!(said.code, 0, "{}", said.stderr);
        let plan: serde_json::Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let groups = plan["gruppen"].as_array().unwrap().clone();
        let files = groups
            .iter()
            .flat_map(|group| group["dateien"].as_array().unwrap().clone());
        files.map(|file| file.as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(plan().len(), publisher.built().len());
    assert_eq!(plan(), Vec::<String>::new());
    publisher.edit();
    assert!(plan().contains(&"leistungen/wohngeld/index.html".to_owned()));
    fs::write(&path, "{}").unwrap();
    let said = publisher.tree.ozg(&["publish", "--plan", path.to_str().unwrap()]);
    assert!(said.code == 2 && said.stderr.contains("kein Plan"), "{}", said.stderr);
}
