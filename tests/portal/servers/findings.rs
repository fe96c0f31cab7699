//! What went wrong on real servers once (`H1` to `H12` of the findings), each tried on the server that showed it. Those that hold for
//! every file are in `servers.rs` and `hosts.rs`: headers once (H2), types, redirects, compression and caching of each server (H4, H5,
//! H7), open data that any site may load (H6), pages that say the policy themselves (H8), former addresses of all kinds (H11), rules
//! that nobody is shown and error pages in their language (H12). What a browser sees of a new publication (H1) is in `browser.rs`.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use ozg::hosting::{is_hashed, original, served};

use super::programs::{Kind, Server, free_port};
use super::{Answer, Online, export, rented, tree};
use crate::built::Built;
use crate::harness::{Said, files};
use crate::record::keep;

/// H1: what has a new name with each content is kept by browsers, and all else is asked for anew: nothing of the search is left out,
/// whatever pieces it comes to have.
#[test]
fn all_pieces_of_the_search_are_kept_and_its_entry_is_not() {
    let built = Built::repository();
    let of_search = |path: &String| path.starts_with("suche/") || path.contains("/suche/");
    let found = files(&built.public())
        .into_iter()
        .map(|(path, _)| path)
        .filter(of_search);
    let kept = |path: &String| !path.ends_with("/index.html") && !path.ends_with("/verzeichnis.json");
    let (pieces, others): (Vec<_>, Vec<_>) = found.partition(kept);
    assert!(
        pieces.len() > 50 && others.len() > 2,
        "{} {}",
        pieces.len(),
        others.len()
    );
    let wrong: Vec<_> = pieces.iter().filter(|path| !is_hashed(original(path))).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    assert!(!others.iter().any(|path| is_hashed(path)), "{others:?}");
}

/// `ozg publish --pruefen` for a portal that Apache shows.
fn checked(kind: Kind, overriding: &str) -> Said {
    let tree = tree();
    fs::set_permissions(tree.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let port = free_port();
    let base_url = format!("http://127.0.0.1:{port}");
    let target = tree.path().join("ziel");
    let arguments = ["publish", target.to_str().unwrap(), "--basis-url", &base_url];
    assert_eq!(tree.ozg(&arguments).code, 0);
    let shown = target.join("current");
    let configuration = rented(&shown, "").replace("AllowOverride FileInfo", overriding);
    let _server = Server::on(port, kind, &shown, &configuration);
    tree.ozg(&[&arguments[..], &["--pruefen"]].concat())
}

/// H3: where Apache does not read `.htaccess`, as Debian has it, or has no module for headers, nobody would see that the protection is
/// not there. The check after publishing does.
#[test]
fn an_apache_that_ignores_the_rules_is_told() {
    if !Kind::Apache.is_installed() {
        return;
    }
    let right = checked(Kind::Htaccess, "AllowOverride FileInfo");
    assert_eq!((right.code, right.stderr.as_str()), (0, ""), "{}", right.stdout);
    for (kind, overriding) in [
        (Kind::Htaccess, "AllowOverride None"),
        (Kind::Bare, "AllowOverride FileInfo"),
    ] {
        let said = checked(kind, overriding);
        assert_eq!(said.code, 1, "{kind:?} {overriding}: {}{}", said.stderr, said.stdout);
        for missing in ["Content-Security-Policy fehlt", "Cache-Control ist „“ statt „no-cache“"] {
            assert!(said.stdout.contains(missing), "{kind:?} {overriding}: {}", said.stdout);
        }
    }
}

/// H12: programs look for `robots.txt` and `security.txt` at the root of the host, wherever the portal lies on it.
#[test]
fn what_belongs_to_the_root_of_the_host_is_there() {
    for kind in [Kind::Nginx, Kind::Apache, Kind::Caddy] {
        if !kind.is_installed() {
            continue;
        }
        let tree = tree();
        let mut online = Online::new(kind, &tree, "https://portal.example.org/portal");
        online.prefix.clear();
        let answer = online.get("/robots.txt", &[]);
        let file = fs::read(online.site.join("robots.txt")).unwrap();
        assert!(
            answer.status == 200 && answer.bytes == file,
            "{kind:?}: {}",
            answer.status
        );
        // Nothing else of it is there.
        assert_ne!(online.get("/leistungen/wohngeld/", &[]).status, 200, "{kind:?}");
    }
}

fn cell(answer: &Answer, name: &str) -> String {
    let all = answer.all(name);
    if all.is_empty() {
        "–".to_owned()
    } else {
        all.join(" + ")
    }
}

/// What each server says of each kind of file, in a table for people. What it must say is tried for every file in `servers.rs`.
#[test]
fn what_servers_say_is_written_down() {
    let built = Built::repository();
    let mut kinds: BTreeMap<(String, &str), (String, Vec<u8>)> = BTreeMap::new();
    for (path, bytes) in files(&built.public()) {
        let name = path.rsplit('/').next().unwrap();
        let Some((_, ending)) = name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()) else {
            continue;
        };
        let cache = if is_hashed(&path) { "named by content" } else { "" };
        // The largest of each kind: the smallest are not worth compressing.
        let known = kinds
            .entry((ending.to_owned(), cache))
            .or_insert_with(|| (path.clone(), bytes.clone()));
        if bytes.len() > known.1.len() {
            *known = (path, bytes);
        }
    }
    let base_url = "https://portal.example.org";
    for kind in [Kind::Nginx, Kind::Apache, Kind::Htaccess, Kind::Caddy] {
        if !kind.is_installed() {
            continue;
        }
        let configuration = kind.name().map(|name| export(built.path(), name, base_url).stdout);
        let online = Online::serving(kind, built.public(), base_url, configuration);
        for ((ending, cache), (path, bytes)) in &kinds {
            let address = path.strip_suffix("index.html").unwrap_or(path);
            let address = format!("/{}", ozg::percent::encoded(address));
            let plain = online.get(&address, &[]);
            let packed = online.get(&address, &[("accept-encoding", "gzip")]);
            let again = online.get(&address, &[("if-none-match", plain.one("etag"))]);
            let compressed = match packed.one("content-encoding") {
                "gzip" => "gzip",
                _ if served(path).compress && bytes.len() > 1_024 => "NO",
                _ => "–",
            };
            let security = ozg::hosting::SECURITY
                .iter()
                .filter(|(name, value)| plain.all(&name.to_ascii_lowercase()) == [*value]);
            let row = format!(
                "{} | {} | {} | {} | {} of {} | {compressed} | {}",
                plain.status,
                cell(&plain, "content-type").replace("; ", ";").to_ascii_lowercase(),
                cell(&plain, "cache-control"),
                cell(&plain, "access-control-allow-origin"),
                security.count(),
                ozg::hosting::SECURITY.len(),
                again.status
            );
            let named = if cache.is_empty() {
                format!(".{ending}")
            } else {
                format!(".{ending}, {cache}")
            };
            keep(
                "tests/targets/README.md",
                &format!("What {} says", server(kind)),
                &[&named],
                &row,
            );
        }
    }
}

fn server(kind: Kind) -> &'static str {
    match kind {
        Kind::Nginx => "nginx",
        Kind::Apache => "Apache",
        Kind::Htaccess => "Apache with .htaccess alone",
        Kind::Caddy => "Caddy",
        Kind::Bare | Kind::Cloudflare => unreachable!(),
    }
}

/// H9: a host on which files win over rules, as GitLab Pages has it, still leads on, since pages lie at former addresses.
#[test]
fn a_host_on_which_files_win_over_rules_leads_on() {
    let tree = tree();
    let public = tree.build();
    let led: Vec<String> = tree
        .read("public/_redirects")
        .lines()
        .filter_map(|line| line.split(' ').next())
        .filter(|from| from.ends_with('/') && !from.contains('*'))
        .map(|from| ozg::content::link::decoded(from).into_owned())
        .collect();
    assert!(led.len() > 3, "{led:?}");
    for from in led {
        let page = Path::new(&public).join(from.trim_start_matches('/')).join("index.html");
        let page = fs::read_to_string(&page).unwrap_or_else(|error| panic!("{}: {error}", page.display()));
        assert!(
            page.contains("http-equiv=\"refresh\"") && page.contains("/leistungen/wohngeld/"),
            "{from}"
        );
    }
}
