//! Batches for the `sftp` of the system: several commands over one connection.

use std::fmt::Write;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::extent::Slicing;
use crate::publish::fault::Fault;
use crate::publish::target::SshPlace;

/// What runs commands on another machine.
const SSH: &str = "ssh";

/// A connection that several calls share.
pub(super) struct Connection {
    place: SshPlace,
    /// Where the socket is, and where small files wait.
    pub folder: TempDir,
}

/// Commands for `sftp`, one a line.
#[derive(Default)]
pub(super) struct Batch(String);

/// A path in a batch: without quotation marks in it (`target.rs` and the names of the portal see to that), and what is a
/// pattern to `sftp` is told to be none.
fn quoted(path: &str) -> String {
    let mut out = String::from("\"");
    for letter in path.chars() {
        if "\"\\*?[]".contains(letter) {
            out.push('\\');
        }
        out.push(letter);
    }
    out.push('"');
    out
}

impl Batch {
    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A command on two paths.
    pub fn two(&mut self, command: &str, one: &str, other: &str) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.0, "{command} {} {}", quoted(one), quoted(other));
    }

    /// A command on one path.
    pub fn one(&mut self, command: &str, path: &str) {
        let _ = writeln!(self.0, "{command} {}", quoted(path));
    }
}

impl Connection {
    pub fn new(place: &SshPlace) -> Result<Self, Fault> {
        let folder = tempfile::Builder::new().prefix("ozg").tempdir();
        Ok(Self {
            place: place.clone(),
            folder: folder.map_err(|error| Fault::said("Zwischenablage", error))?,
        })
    }

    /// What every call of the programs of OpenSSH is told.
    fn options(&self) -> Vec<String> {
        let socket = self.folder.path().join("s").display().to_string();
        let mut options: Vec<String> = [
            "BatchMode=yes",
            "ConnectTimeout=20",
            "ControlMaster=auto",
            "ControlPersist=30",
            "ServerAliveInterval=15",
        ]
        .into_iter()
        .map(|option| format!("-o{option}"))
        .collect();
        options.push(format!("-oControlPath={socket}"));
        if let Ok(config) = std::env::var("OZG_SSH_CONFIG") {
            options.push(format!("-F{config}"));
        }
        options
    }

    /// `ssh`, to be run with a command, or as the way of `rsync`.
    pub fn ssh(&self) -> Vec<String> {
        let mut call = vec![SSH.to_owned()];
        call.extend(self.options());
        call.extend(self.place.port.map(|port| format!("-p{port}")));
        call
    }

    fn command(&self) -> Command {
        let mut command = Command::new(SSH);
        command.args(self.ssh().part(1..));
        command
    }

    /// Runs a batch. What it prints comes back; a command that fails ends it.
    pub fn run(&self, batch: &Batch) -> Result<String, Fault> {
        let mut command = Command::new("sftp");
        command.args(["-b", "-"]).args(self.options());
        command.args(self.place.port.map(|port| format!("-P{port}")));
        command.arg(&self.place.host);
        run(command, batch.0.as_bytes(), &self.place.host)
    }

    /// Whether a command on the server succeeds.
    pub fn can_run(&self, what: &[&str]) -> bool {
        let mut command = self.command();
        command.arg(&self.place.host).args(what);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        let mut command = self.command();
        command.args(["-O", "exit"]).arg(&self.place.host);
        let _ = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
    }
}

/// Runs a program of the system and says in German what it could not do.
pub(super) fn run(mut command: Command, input: &[u8], host: &str) -> Result<String, Fault> {
    let program = Path::new(command.get_program()).display().to_string();
    let missing = |error| Fault::said(format!("das Programm {program} lässt sich nicht starten"), error);
    command
        .env("LC_ALL", "C")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command
        .spawn()
        .map_err(|error| missing(crate::diagnostics::system_error(&error)))?;
    let stdin = child.stdin.take();
    let outcome = std::thread::scope(|scope| {
        // A program that ends early closes its ear; its status says why.
        scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(input)));
        child.wait_with_output()
    });
    let output = outcome.map_err(|error| missing(crate::diagnostics::system_error(&error)))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let (meaning, line) = meaning(said.trim());
    Err(Fault::target(format!("{host}: {meaning} ({program}: {line})")))
}

/// What programs say, and what it means; the first that fits counts.
const MEANINGS: [(&[&str], &str); 7] = [
    (
        &["Host key verification failed"],
        "den Schlüssel des Servers kennt dieser Rechner nicht oder er ist ein anderer. Tragen Sie ihn in known_hosts ein, nachdem Sie ihn geprüft haben",
    ),
    (
        &["Permission denied (", "Too many authentication"],
        "der Server nimmt die Anmeldung nicht an. Prüfen Sie den Schlüssel und den Benutzernamen",
    ),
    (
        &["Permission denied", "Read-only"],
        "der Server erlaubt das Schreiben dort nicht",
    ),
    (&["No space left", "Disk quota"], "am Ziel ist kein Platz mehr"),
    (
        &["Failure"],
        "der Server konnte es nicht ausführen; oft ist der Platz zu Ende",
    ),
    (&["Could not resolve"], "den Server gibt es nicht"),
    (
        &["Connection refused", "timed out", "closed", "reset", "unreachable"],
        "es kommt keine Verbindung zustande oder sie reißt ab",
    ),
];

/// What a program means, and the line in which it says so: where it says more, that is what came of it.
fn meaning(said: &str) -> (&'static str, &str) {
    let found = MEANINGS.iter().find_map(|(words, meaning)| {
        let is_it = |line: &&str| words.iter().any(|word| line.contains(word));
        Some((*meaning, said.lines().find(is_it)?))
    });
    found.unwrap_or(("es ist gescheitert", said.lines().last().unwrap_or_default()))
}
