//! The real servers: each on a free port, with the configuration that `ozg export server` writes.

use std::fs;
use std::io::Write;
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

/// How a portal is served.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Nginx,
    Apache,
    /// Apache as it is on a rented server: all it knows of the portal is `.htaccess`.
    Htaccess,
    /// The same without the module for headers, as Debian installs it.
    Bare,
    Caddy,
    /// What Cloudflare serves such portals with: all it knows of the portal is `_headers` and `_redirects`.
    Cloudflare,
}

impl Kind {
    fn program(self) -> &'static str {
        match self {
            Self::Nginx => "/usr/sbin/nginx",
            Self::Apache | Self::Htaccess | Self::Bare => "/usr/sbin/apache2",
            Self::Caddy => "/usr/bin/caddy",
            Self::Cloudflare => concat!(env!("CARGO_MANIFEST_DIR"), "/tests/hosts/node_modules/.bin/wrangler"),
        }
    }

    /// What `ozg export server` calls it; none where the portal brings its rules along.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::Nginx => Some("nginx"),
            Self::Apache => Some("apache"),
            Self::Htaccess | Self::Bare | Self::Cloudflare => None,
            Self::Caddy => Some("caddy"),
        }
    }

    /// Says which one is not installed, so that nobody takes it for tried.
    pub fn is_installed(self) -> bool {
        let is_there = Path::new(self.program()).exists();
        if !is_there {
            let _ = writeln!(
                std::io::stderr(),
                "NOT TRIED: {} is not installed (tests/run installs it)",
                self.program()
            );
        }
        is_there
    }
}

/// A server that ends with the test.
pub struct Server {
    child: Child,
    pub port: u16,
    _folder: tempfile::TempDir,
}

impl Drop for Server {
    fn drop(&mut self) {
        // Apache and nginx take their workers along only when they are asked.
        let pid = self.child.id().to_string();
        let _ = Command::new("kill").args(["-TERM", &pid]).status();
        let _ = self.child.wait();
    }
}

impl Server {
    /// Serves a folder with a configuration, in which the port and the place of the portal are made those of the test.
    pub fn start(kind: Kind, site: &Path, configuration: &str) -> Self {
        Self::on(free_port(), kind, site, configuration)
    }

    /// The same on a port that was said to be free.
    pub fn on(port: u16, kind: Kind, site: &Path, configuration: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        // Apache answers as somebody else.
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        let configuration = configuration.replace("/srv/www/portal/current", site.to_str().unwrap());
        let mut command = match kind {
            Kind::Nginx => nginx(folder.path(), port, &configuration),
            Kind::Apache | Kind::Htaccess => apache(folder.path(), port, &configuration, &[]),
            Kind::Bare => apache(folder.path(), port, &configuration, &["headers"]),
            Kind::Caddy => caddy(folder.path(), port, &configuration),
            Kind::Cloudflare => cloudflare(folder.path(), port, site),
        };
        let log = folder.path().join("protokoll");
        // In a group of its own: Apache ends with its whole group, and that would be the tests.
        command.stdin(Stdio::null()).stdout(Stdio::null()).process_group(0);
        let child = command.stderr(fs::File::create(&log).unwrap()).spawn().unwrap();
        let server = Self {
            child,
            port,
            _folder: folder,
        };
        for _ in 0..2_400 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return server;
            }
            thread::sleep(Duration::from_millis(25));
        }
        panic!("{kind:?}: {}", fs::read_to_string(log).unwrap());
    }
}

pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn write(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    path
}

fn nginx(folder: &Path, port: u16, configuration: &str) -> Command {
    let place = folder.display();
    let configuration = configuration.replace(
        "    listen 80;\n    listen [::]:80;\n",
        &format!("    listen 127.0.0.1:{port};\n"),
    );
    write(folder, "portal.conf", &configuration);
    let main = format!(
        "user root;\nworker_processes 1;\ndaemon off;\npid {place}/pid;\nerror_log stderr;\nevents {{}}\nhttp {{\n  access_log off;\n  \
         client_body_temp_path {place}/body;\n  proxy_temp_path {place}/proxy;\n  fastcgi_temp_path {place}/fastcgi;\n  \
         uwsgi_temp_path {place}/uwsgi;\n  scgi_temp_path {place}/scgi;\n  include {place}/portal.conf;\n}}\n"
    );
    let mut command = Command::new("/usr/sbin/nginx");
    command
        .arg("-e")
        .arg("stderr")
        .arg("-c")
        .arg(write(folder, "nginx.conf", &main));
    command
}

/// The modules that Debian loads by itself, and those that the configuration names.
const MODULES: [&str; 14] = [
    "mpm_event",
    "authz_core",
    "authz_host",
    "alias",
    "autoindex",
    "dir",
    "mime",
    "env",
    "setenvif",
    "filter",
    "deflate",
    "headers",
    "rewrite",
    "negotiation",
];

fn apache(folder: &Path, port: u16, configuration: &str, without: &[&str]) -> Command {
    let loaded = MODULES.iter().filter(|name| !without.contains(name));
    let modules = loaded.map(|name| format!("LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n"));
    let modules: Vec<String> = modules.collect();
    let place = folder.display();
    let main = format!(
        "{}ServerName localhost\nListen 127.0.0.1:{port}\nPidFile {place}/pid\nErrorLog {place}/fehler\nDefaultRuntimeDir {place}\n\
         User www-data\nGroup www-data\nTypesConfig /etc/mime.types\n<Directory />\n  Options Indexes FollowSymLinks\n  Require all denied\n\
         </Directory>\n{}",
        modules.concat(),
        configuration.replace("*:80", &format!("127.0.0.1:{port}"))
    );
    let mut command = Command::new("/usr/sbin/apache2");
    command
        .args(["-DFOREGROUND", "-f"])
        .arg(write(folder, "apache.conf", &main));
    command
}

fn caddy(folder: &Path, port: u16, configuration: &str) -> Command {
    let (before, after) = configuration.split_once("portal.example.org {").unwrap();
    let text = format!("{{\n\tadmin off\n\tauto_https off\n}}\n{before}http://127.0.0.1:{port} {{{after}");
    let mut command = Command::new("/usr/bin/caddy");
    command
        .args(["run", "--adapter", "caddyfile", "--config"])
        .arg(write(folder, "Caddyfile", &text));
    command.env("HOME", folder);
    command
}

fn cloudflare(folder: &Path, port: u16, site: &Path) -> Command {
    let assets = serde_json::json!({ "directory": site, "html_handling": "auto-trailing-slash", "not_found_handling": "404-page" });
    let configuration = serde_json::json!({ "name": "portal", "compatibility_date": "2026-01-01", "assets": assets });
    let mut command = Command::new(Kind::Cloudflare.program());
    command
        .args([
            "dev",
            "--local",
            "--ip",
            "127.0.0.1",
            "--port",
            &port.to_string(),
            "--config",
        ])
        .arg(write(folder, "wrangler.json", &configuration.to_string()))
        .current_dir(folder);
    // Nothing leaves the machine.
    for (name, value) in [
        ("WRANGLER_SEND_METRICS", "false"),
        ("WRANGLER_HIDE_BANNER", "true"),
        ("CLOUDFLARE_CF_FETCH_ENABLED", "false"),
        ("CI", "1"),
    ] {
        command.env(name, value);
    }
    command.env("HOME", folder);
    command
}
