//! Batches for the `sftp` of the system: several commands over one connection, and one batch after the other to one program. To
//! start it costs more, here and at the server, than most batches do.

use std::fmt::Write;
use std::io::{BufRead, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use tempfile::TempDir;

use crate::extent::Slicing;
use crate::publish::fault::Fault;
use crate::publish::target::SshPlace;

/// What runs commands on another machine.
const SSH: &str = "ssh";
/// What moves files there.
const SFTP: &str = "sftp";
/// What `sftp` answers without the server, so that it tells the end of a batch.
const LAST: &str = "lpwd\n";
/// The two lines that come of that: it repeats the command, and answers. No list of files has them in this order.
const END: [&str; 2] = ["sftp> lpwd", "Local working directory: "];

/// A connection that several calls share.
pub(super) struct Connection {
    place: SshPlace,
    /// Where the socket is, and where small files wait.
    pub folder: TempDir,
    /// The program that is free for the next batch.
    session: Mutex<Option<Session>>,
}

/// A running `sftp`.
struct Session {
    child: Child,
    input: Option<ChildStdin>,
    output: Option<BufReader<ChildStdout>>,
    /// What it has complained of, and who listens to that.
    errors: Arc<Mutex<String>>,
    listener: Option<JoinHandle<()>>,
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
            session: Mutex::default(),
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
        // Who renews the lock does not wait for a thousand files that are on their way.
        let mut kept = self.session.try_lock().ok();
        let mut own = None;
        let session = kept.as_deref_mut().unwrap_or(&mut own);
        // The connection may have been cut off since.
        if !session.as_mut().is_some_and(Session::is_alive) {
            *session = Some(self.start()?);
        }
        let said = session.as_mut().map(|running| running.run(batch));
        match said.unwrap_or_else(|| Err(String::new())) {
            Ok(said) => Ok(said),
            Err(errors) => {
                *session = None;
                Err(told(SFTP, &errors, &self.place.host))
            }
        }
    }

    fn start(&self) -> Result<Session, Fault> {
        let mut command = Command::new(SFTP);
        command.args(["-b", "-"]).args(self.options());
        command.args(self.place.port.map(|port| format!("-P{port}")));
        command.arg(&self.place.host);
        let mut child = spawn(&mut command)?;
        let errors = Arc::new(Mutex::new(String::new()));
        let listener = child.stderr.take().map(|stderr| {
            let errors = errors.clone();
            std::thread::spawn(move || {
                for line in BufReader::new(stderr).split(b'\n').map_while(Result::ok) {
                    if let Ok(mut errors) = errors.lock() {
                        errors.push_str(&String::from_utf8_lossy(&line));
                        errors.push('\n');
                    }
                }
            })
        });
        Ok(Session {
            input: child.stdin.take(),
            output: child.stdout.take().map(BufReader::new),
            child,
            errors,
            listener,
        })
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

impl Session {
    fn is_alive(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// Runs a batch. What it prints; or, where a command failed and so ended the program, what it complained of.
    fn run(&mut self, batch: &Batch) -> Result<String, String> {
        let heard = self.errors.lock().map(|errors| errors.len()).unwrap_or_default();
        let (input, output) = (&mut self.input, &mut self.output);
        let said = std::thread::scope(|scope| {
            // A program that ends early closes its ear; that it has ended is seen below.
            scope.spawn(move || {
                let input = input.as_mut()?;
                let all = input
                    .write_all(batch.0.as_bytes())
                    .and_then(|()| input.write_all(LAST.as_bytes()));
                all.and_then(|()| input.flush()).ok()
            });
            let (mut said, mut is_last) = (String::new(), false);
            for line in output.as_mut()?.split(b'\n').map_while(Result::ok) {
                let line = String::from_utf8_lossy(&line);
                if is_last && line.starts_with(END[1]) {
                    return Some(said);
                }
                is_last = line.trim_end() == END[0];
                said.push_str(&line);
                said.push('\n');
            }
            None
        });
        said.ok_or_else(|| {
            let _ = self.child.wait();
            let _ = self.listener.take().map(JoinHandle::join);
            let errors = self.errors.lock().map(|errors| errors.part(heard..).to_owned());
            errors.unwrap_or_default()
        })
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // Nothing is under way any more, and who is not there does not answer.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Starts a program of the system, whose messages are those that are known here.
fn spawn(command: &mut Command) -> Result<Child, Fault> {
    let program = Path::new(command.get_program()).display().to_string();
    command
        .env("LC_ALL", "C")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command.spawn().map_err(|error| {
        let error = crate::diagnostics::system_error(&error);
        Fault::said(format!("das Programm {program} lässt sich nicht starten"), error)
    })
}

/// Runs a program of the system and says in German what it could not do.
pub(super) fn run(mut command: Command, input: &[u8], host: &str) -> Result<String, Fault> {
    let program = Path::new(command.get_program()).display().to_string();
    let mut child = spawn(&mut command)?;
    let stdin = child.stdin.take();
    let outcome = std::thread::scope(|scope| {
        // A program that ends early closes its ear; its status says why.
        scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(input)));
        child.wait_with_output()
    });
    let output = outcome.map_err(|error| Fault::said(&program, crate::diagnostics::system_error(&error)))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(told(&program, &String::from_utf8_lossy(&output.stderr), host))
}

/// What a program complains of, in German.
fn told(program: &str, errors: &str, host: &str) -> Fault {
    let (meaning, line) = meaning(errors.trim());
    Fault::target(format!("{host}: {meaning} ({program}: {line})"))
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
