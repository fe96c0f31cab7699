//! The real servers that tests publish to, each on a free port of the loopback interface.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

/// A server that ends with the test.
pub struct Server {
    child: Child,
    pub port: u16,
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
        // A web server that shows what lies there reads it as somebody else.
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        let mut command = make(port, folder.path());
        let log = fs::File::create(folder.path().join("protokoll")).unwrap();
        let child = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .process_group(0)
            .spawn()
            .unwrap();
        let server = Self { child, port, folder };
        for _ in 0..600 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return server;
            }
            thread::sleep(Duration::from_millis(50));
        }
        panic!("{}", fs::read_to_string(server.path("protokoll")).unwrap());
    }

    /// A file or folder of its own.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

/// Where the programs are that Debian does not have, if they are to be used.
pub fn programs() -> Option<PathBuf> {
    std::env::var_os("OZG_TESTS_ZIELE").map(PathBuf::from)
}

fn program(name: &str) -> Command {
    Command::new(programs().unwrap().join("bin").join(name))
}

fn data(folder: &Path) -> PathBuf {
    let data = folder.join("daten");
    fs::create_dir_all(data.join("portal")).unwrap();
    data
}

/// `rclone serve` for the folder `daten`, in which the bucket or folder `portal` lies.
pub fn rclone(kind: &str, more: &[&str]) -> Server {
    Server::start(|port, folder| {
        let mut command = program("rclone");
        command.args(["serve", kind, "--addr"]).arg(format!("127.0.0.1:{port}"));
        command.args(more).arg(data(folder)).env("HOME", folder);
        command
    })
}

/// An object store in memory, as near to Amazon's as there is.
pub fn moto() -> Server {
    let server = Server::start(|port, folder| {
        let mut command = program("moto_server");
        command
            .args(["-H", "127.0.0.1", "-p", &port.to_string()])
            .env("HOME", folder);
        command
    });
    let bucket = format!("http://127.0.0.1:{}/portal", server.port);
    ureq::put(&bucket).send_empty().unwrap();
    server
}

/// A request of somebody who may read and write; moto looks no closer.
pub fn let_in<B>(request: ureq::RequestBuilder<B>) -> ureq::RequestBuilder<B> {
    request.header(
        "authorization",
        "AWS4-HMAC-SHA256 Credential=schluessel/20220101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=x",
    )
}

/// WsgiDAV for the same folder as rclone's.
pub fn wsgidav() -> Server {
    Server::start(|port, folder| {
        let mut command = program("wsgidav");
        command.args([
            "--host",
            "127.0.0.1",
            "--server",
            "cheroot",
            "--auth",
            "anonymous",
            "--port",
        ]);
        command
            .arg(port.to_string())
            .arg("--root")
            .arg(data(folder))
            .env("HOME", folder);
        command
    })
}

/// The library that is laid under programs that write: `tests/targets/shim.c`.
pub fn shim(folder: &Path) -> PathBuf {
    let library = folder.join("shim.so");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/targets/shim.c");
    let made = Command::new("cc")
        .args(["-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o"])
        .arg(&library)
        .arg(source)
        .arg("-ldl")
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    library
}

/// What the server of [`sshd`] runs in place of what it is asked for: that, with the library under it and what the file `umgebung`
/// says, and a line for each in `aufrufe`.
const RUN: &str = "#!/bin/sh\necho \"$SSH_ORIGINAL_COMMAND\" >>FOLDER/aufrufe\n. FOLDER/umgebung\n\
    export OZG_SHIM=FOLDER/auftrag LD_PRELOAD=FOLDER/shim.so\nexec sh -c \"exec $SSH_ORIGINAL_COMMAND\"\n";
/// Nothing but file transfer.
const ONLY_FILES: &str = "case \"$SSH_ORIGINAL_COMMAND\" in *sftp-server*) ;; *) exit 1 ;; esac\n";

/// An SSH server with a key of its own; `rsync` decides whether it lets programs run.
pub fn sshd(rsync: bool) -> Server {
    Server::start(|port, folder| {
        let place = folder.display().to_string();
        let key = |name: &str| {
            let path = folder.join(name);
            let made = Command::new("ssh-keygen")
                .args(["-q", "-t", "ed25519", "-N", "", "-f"])
                .arg(&path)
                .status();
            assert!(made.unwrap().success());
        };
        key("host");
        key("user");
        shim(folder);
        fs::write(folder.join("auftrag"), [0; 24]).unwrap();
        fs::write(folder.join("umgebung"), "").unwrap();
        let run = RUN.replace("exec sh", &format!("{}exec sh", if rsync { "" } else { ONLY_FILES }));
        fs::write(folder.join("run"), run.replace("FOLDER", &place)).unwrap();
        fs::set_permissions(folder.join("run"), fs::Permissions::from_mode(0o755)).unwrap();
        fs::copy(folder.join("user.pub"), folder.join("authorized")).unwrap();
        let config = format!(
            "Port {port}\nListenAddress 127.0.0.1\nHostKey {place}/host\nAuthorizedKeysFile {place}/authorized\nStrictModes no\nUsePAM no\n\
             PidFile none\nPermitRootLogin yes\nSubsystem sftp /usr/lib/openssh/sftp-server\nForceCommand {place}/run\n"
        );
        fs::write(folder.join("sshd_config"), config).unwrap();
        let public = fs::read_to_string(folder.join("host.pub")).unwrap();
        fs::write(folder.join("known"), format!("[127.0.0.1]:{port} {public}")).unwrap();
        // The relay between has a port of its own, and the same key.
        let config = format!(
            "Host *\n  IdentityFile {place}/user\n  UserKnownHostsFile {place}/known\n  HostKeyAlias [127.0.0.1]:{port}\n"
        );
        fs::write(folder.join("ssh_config"), config).unwrap();
        let _ = fs::create_dir_all("/run/sshd");
        let mut command = Command::new("/usr/sbin/sshd");
        command.arg("-D").arg("-e").arg("-f").arg(folder.join("sshd_config"));
        command
    })
}
