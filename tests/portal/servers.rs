//! Real web servers with the configurations that `ozg export server` writes: every file, its former addresses, what is not
//! there. What they should say is `hosting::served`, which publications say, too.

mod browser;
mod findings;
mod hosts;
pub mod programs;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use ozg::hosting::{CONTENT_SECURITY_POLICY, REFERRER_POLICY, RULES, SECURITY, served};
use ozg::percent::encoded;

use crate::built::Built;
use crate::harness::{AS_OF, Said, Tree, files, ozg};
use programs::{Kind, Server};

/// A portal behind a server.
struct Online {
    kind: Kind,
    prefix: String,
    site: PathBuf,
    server: Server,
    agent: ureq::Agent,
}

/// What a server says, with each header as often as it is sent.
struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    bytes: Vec<u8>,
}

impl Answer {
    fn all(&self, name: &str) -> Vec<&str> {
        let same = self.headers.iter().filter(|(known, _)| known == name);
        same.map(|(_, value)| value.as_str()).collect()
    }

    fn one(&self, name: &str) -> &str {
        let all = self.all(name);
        assert!(all.len() < 2, "{name}: {all:?}");
        all.first().copied().unwrap_or_default()
    }
}

impl Online {
    fn new(kind: Kind, tree: &Tree, base_url: &str) -> Self {
        let said = tree.ozg(&["build", "--basis-url", base_url]);
        assert_eq!(said.code, 0, "{}", said.stderr);
        let configuration = kind.name().map(|name| {
            let said = export(tree.path(), name, base_url);
            assert_eq!(said.code, 0, "{}", said.stderr);
            said.stdout
        });
        fs::set_permissions(tree.path(), fs::Permissions::from_mode(0o755)).unwrap();
        Self::serving(kind, tree.path().join("public"), base_url, configuration)
    }

    fn serving(kind: Kind, site: PathBuf, base_url: &str, configuration: Option<String>) -> Self {
        let prefix = base_url
            .splitn(4, '/')
            .nth(3)
            .map_or(String::new(), |path| format!("/{path}"));
        let rented = rented(&site, &prefix);
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .accept_encoding("identity");
        Self {
            kind,
            server: Server::start(kind, &site, &configuration.unwrap_or(rented)),
            agent: config.build().into(),
            prefix,
            site,
        }
    }

    fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        let url = format!("http://127.0.0.1:{}{}{path}", self.server.port, self.prefix);
        let request = headers.iter().fold(self.agent.get(&url), |request, (name, value)| {
            request.header(*name, *value)
        });
        let mut response = request.call().unwrap();
        let headers = response.headers().iter();
        let headers = headers.map(|(name, value)| {
            (
                name.as_str().to_owned(),
                String::from_utf8_lossy(value.as_bytes()).into_owned(),
            )
        });
        let headers = headers.collect();
        let mut bytes = Vec::new();
        response.body_mut().as_reader().read_to_end(&mut bytes).unwrap();
        Answer {
            status: response.status().as_u16(),
            headers,
            bytes,
        }
    }

    /// What differs from the policy, for one file.
    fn wrong_with(&self, path: &str, bytes: &[u8]) -> Vec<String> {
        let mut wrong = Vec::new();
        let address = format!(
            "/{}",
            encoded(
                path.strip_suffix("index.html")
                    .filter(|_| path.ends_with("/index.html") || path == "index.html")
                    .unwrap_or(path)
            )
        );
        let plain = self.get(&address, &[]);
        let mut note = |what: String| wrong.push(format!("{:?} {address}: {what}", self.kind));
        if RULES.contains(&path) {
            if ![403, 404].contains(&plain.status) || plain.bytes == bytes {
                note(format!("is shown with {}", plain.status));
            }
            return wrong;
        }
        let policy = served(path);
        let is = |name: &str, wanted: &str| {
            let all = plain.all(name);
            let same = |value: &str| value.replace(' ', "").eq_ignore_ascii_case(&wanted.replace(' ', ""));
            (all.len() == 1 && same(all[0]))
                .then_some(())
                .ok_or_else(|| format!("{name}: {all:?} instead of {wanted}"))
        };
        if plain.status != 200 {
            note(format!("status {}", plain.status));
        }
        if plain.bytes != bytes {
            note("other bytes".into());
        }
        let mut expected = vec![
            ("content-type".to_owned(), policy.content_type.clone()),
            ("cache-control".to_owned(), policy.cache.header().to_owned()),
        ];
        expected.extend(
            SECURITY
                .iter()
                .map(|(name, value)| (name.to_ascii_lowercase(), (*value).to_owned())),
        );
        if policy.is_shared {
            expected.push(("access-control-allow-origin".to_owned(), "*".to_owned()));
        } else if !plain.all("access-control-allow-origin").is_empty() {
            note("may be loaded by all".into());
        }
        for (name, value) in expected {
            if let Err(fault) = is(&name, &value) {
                note(fault);
            }
        }
        for fault in self.compression(&address, bytes, policy.compress && bytes.len() > 1024) {
            note(fault);
        }
        wrong
    }

    fn compression(&self, address: &str, bytes: &[u8], wanted: bool) -> Vec<String> {
        let mut wrong = Vec::new();
        let gzip = ("accept-encoding", "gzip");
        let packed = self.get(address, &[gzip]);
        let is_packed = packed.one("content-encoding") == "gzip";
        if wanted && !is_packed {
            wrong.push("is not compressed".into());
        }
        if is_packed {
            let mut unpacked = Vec::new();
            flate2::read::GzDecoder::new(&packed.bytes[..])
                .read_to_end(&mut unpacked)
                .unwrap();
            if unpacked != bytes {
                wrong.push("other bytes when compressed".into());
            }
            if !packed.all("vary").join(",").to_lowercase().contains("accept-encoding") {
                wrong.push("does not say that it differs by encoding".into());
            }
        }
        // A browser that has it asks whether it still holds.
        let tag = packed.one("etag");
        let again = self.get(address, &[gzip, ("if-none-match", tag)]);
        if tag.is_empty() || again.status != 304 {
            wrong.push(format!("asked again with {tag:?}: {} instead of 304", again.status));
        }
        wrong
    }

    /// An address that is not there: the page of its language, and nothing that a browser would keep.
    fn wrong_without(&self, address: &str, page: &str) -> Vec<String> {
        let answer = self.get(address, &[]);
        let page = fs::read(self.site.join(page)).unwrap();
        let found = [
            (answer.status == 404, format!("status {}", answer.status)),
            (answer.bytes == page, "another page".into()),
            (
                answer
                    .one("content-type")
                    .replace(' ', "")
                    .eq_ignore_ascii_case("text/html;charset=utf-8"),
                format!("type {}", answer.one("content-type")),
            ),
            (
                answer.one("cache-control") == "no-cache",
                format!("cache {:?}", answer.all("cache-control")),
            ),
            (
                answer.all("access-control-allow-origin").is_empty(),
                "may be loaded by all".into(),
            ),
            (
                answer.one("content-security-policy") == SECURITY[0].1,
                "no policy".into(),
            ),
        ];
        let wrong = found.into_iter().filter(|(is_right, _)| !is_right);
        wrong
            .map(|(_, what)| format!("{:?} {address}: {what}", self.kind))
            .collect()
    }

    fn leads_to(&self, address: &str) -> (u16, String) {
        let answer = self.get(address, &[]);
        let location = answer.one("location").to_owned();
        let own = format!("http://127.0.0.1:{}", self.server.port);
        (
            answer.status,
            location.strip_prefix(&own).map_or(location.clone(), str::to_owned),
        )
    }
}

/// What whoever rents out space on an Apache server says of it.
fn rented(site: &Path, prefix: &str) -> String {
    let place = site.display();
    let alias = if prefix.is_empty() {
        format!("DocumentRoot {place}")
    } else {
        format!("Alias {prefix}/ {place}/")
    };
    format!(
        "{alias}\n<Directory {place}>\n  Require all granted\n  Options Indexes FollowSymLinks\n  AllowOverride FileInfo\n</Directory>\n"
    )
}

fn export(root: &Path, server: &str, base_url: &str) -> Said {
    let mut command = ozg();
    command.args([
        "export",
        "server",
        "--fuer",
        server,
        "--basis-url",
        base_url,
        "--stichtag",
        AS_OF,
        "--wurzel",
    ]);
    Said::from(command.arg(root).output().unwrap())
}

/// The small portal in two languages, with documents and former addresses of all kinds.
fn tree() -> Tree {
    let tree = Tree::base();
    let settings = tree.read("content/portal.yaml");
    tree.write("content/portal.yaml", format!("{settings}sprachen: [en]\n"));
    let path = "content/leistungen/wohngeld/leistung.yaml";
    let former = FORMER.map(|(written, _)| format!("  - {written:?}\n")).concat();
    tree.write(path, format!("{}frueher:\n{former}", tree.read(path)));
    tree
}

/// Former addresses as they are written, and as a browser asks for them.
const FORMER: [(&str, &[&str]); 7] = [
    (
        "/leistungen/mietzuschuss/",
        &["/leistungen/mietzuschuss/", "/leistungen/mietzuschuss"],
    ),
    ("/alt/miete", &["/alt/miete", "/alt/miete/"]),
    ("/alt/wohngeld.html", &["/alt/wohngeld.html"]),
    ("/cms/detail.php?id=123&teil=2", &["/cms/detail.php?id=123&teil=2"]),
    (
        "/alt/Größe (neu)/",
        &["/alt/Gr%C3%B6%C3%9Fe%20(neu)/", "/alt/Gr%C3%B6%C3%9Fe%20(neu)"],
    ),
    (
        "/alt/H%C3%B6he+Tiefe,a&b",
        &["/alt/H%C3%B6he+Tiefe,a&b", "/alt/H%C3%B6he+Tiefe,a&b/"],
    ),
    (
        "/eine/so/lange/adresse/dass/sie/in/keine/tabelle/passt/die/nginx/von/sich/aus/anlegt/",
        &["/eine/so/lange/adresse/dass/sie/in/keine/tabelle/passt/die/nginx/von/sich/aus/anlegt"],
    ),
];

/// What lay below a page that was renamed lies below its new address, in each language.
const BELOW: [(&str, &str); 6] = [
    ("/leistungen/mietzuschuss/feed.atom", "/leistungen/wohngeld/feed.atom"),
    (
        "/leistungen/mietzuschuss/kalender.ics",
        "/leistungen/wohngeld/kalender.ics",
    ),
    (
        "/leistungen/mietzuschuss/verbreitung/",
        "/leistungen/wohngeld/verbreitung/",
    ),
    ("/en/leistungen/mietzuschuss/", "/en/leistungen/wohngeld/"),
    ("/en/leistungen/mietzuschuss", "/en/leistungen/wohngeld/"),
    (
        "/en/leistungen/mietzuschuss/feed.json",
        "/en/leistungen/wohngeld/feed.json",
    ),
];

/// Whether something lies at a former address: it leads on before that is seen.
fn is_former(path: &str) -> bool {
    let path = path.strip_prefix("en/").unwrap_or(path);
    ["alt/", "eine/", "leistungen/mietzuschuss/"]
        .iter()
        .any(|former| path.starts_with(former))
}

fn every_file(kind: Kind, base_url: &str) {
    if !kind.is_installed() {
        return;
    }
    let tree = tree();
    let online = Online::new(kind, &tree, base_url);
    let mut wrong = Vec::new();
    for (path, bytes) in files(&online.site) {
        if !is_former(&path) {
            wrong.extend(online.wrong_with(&path, &bytes));
        }
    }
    for address in [
        "/gibt-es-nicht/",
        "/assets/nichts.0123456789abcdef.css",
        "/daten/nichts.csv",
        "/leistungen/nichts",
        "/assets/",
        "/api/v1/leistungen/",
    ] {
        wrong.extend(online.wrong_without(address, "404.html"));
    }
    wrong.extend(online.wrong_without("/en/nothing/", "en/404.html"));
    for (_, asked) in FORMER {
        for address in asked {
            let to = (301, format!("{}/leistungen/wohngeld/", online.prefix));
            let said = online.leads_to(address);
            if said != to {
                wrong.push(format!("{kind:?} {address}: {said:?}"));
            }
        }
    }
    for (asked, to) in BELOW {
        let said = online.leads_to(asked);
        if said != (301, format!("{}{to}", online.prefix)) {
            wrong.push(format!("{kind:?} {asked}: {said:?}"));
        }
    }
    for other in [
        // Nobody adds a header of their own to what leads on.
        "/leistungen/mietzuschuss/%0d%0aX-Fremd:%20ja",
        "/leistungen/mietzuschussx/",
        "/cms/detail.php?id=12",
        "/cms/detail.php",
        "/alt/wohngeld.htmlx",
        "/alt/wohngeldxhtml",
    ] {
        wrong.extend(online.wrong_without(other, "404.html"));
    }
    let (status, to) = online.leads_to("/leistungen/wohngeld");
    if ![301, 308].contains(&status) || to != format!("{}/leistungen/wohngeld/", online.prefix) {
        wrong.push(format!("{kind:?} folder without a slash: {status} {to}"));
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn nginx_serves_every_file_as_the_policy_says() {
    every_file(Kind::Nginx, "https://portal.example.org");
    every_file(Kind::Nginx, "https://portal.example.org/portal");
}

#[test]
fn apache_serves_every_file_as_the_policy_says() {
    every_file(Kind::Apache, "https://portal.example.org");
    every_file(Kind::Apache, "https://portal.example.org/portal");
}

#[test]
fn apache_with_htaccess_alone_serves_every_file_as_the_policy_says() {
    every_file(Kind::Htaccess, "https://portal.example.org");
    every_file(Kind::Htaccess, "https://portal.example.org/portal");
}

#[test]
fn caddy_serves_every_file_as_the_policy_says() {
    every_file(Kind::Caddy, "https://portal.example.org");
    every_file(Kind::Caddy, "https://portal.example.org/portal");
}

/// Servers that know smaller forms send them as they lie there, and say of them what they say of their files.
fn smaller_forms(kind: Kind, base_url: &str) {
    if !kind.is_installed() {
        return;
    }
    let tree = tree();
    let folder = tree.path().join("public");
    let said = tree.ozg(&["build", "--verdichten", "--basis-url", base_url]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    let configuration = kind.name().map(|name| export(tree.path(), name, base_url).stdout);
    fs::set_permissions(tree.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let online = Online::serving(kind, folder.clone(), base_url, configuration);
    let all: BTreeMap<String, Vec<u8>> = files(&folder).into_iter().collect();
    let (mut count, mut wrong) = (0, Vec::new());
    for (path, bytes) in all.iter().filter(|(path, _)| !is_former(path)) {
        let Some(smaller) = all.get(&format!("{path}.gz")) else {
            continue;
        };
        count += 1;
        wrong.extend(online.wrong_with(path, bytes));
        let page = path.strip_suffix("index.html");
        let page = page.filter(|folder| folder.is_empty() || folder.ends_with('/'));
        let address = format!("/{}", encoded(page.unwrap_or(path)));
        let packed = online.get(&address, &[("accept-encoding", "gzip")]);
        if &packed.bytes != smaller || packed.one("content-type") != online.get(&address, &[]).one("content-type") {
            wrong.push(format!("{kind:?} {address}: not the form that lies there"));
        }
    }
    assert!(count > 50, "{count}");
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn every_server_sends_the_forms_that_lie_there() {
    for kind in [Kind::Nginx, Kind::Apache, Kind::Htaccess, Kind::Caddy] {
        smaller_forms(kind, "https://portal.example.org");
        smaller_forms(kind, "https://portal.example.org/portal");
    }
}

/// Who takes no compressed answer gets none, and the page for a wrong address keeps its status.
#[test]
fn apache_sends_smaller_forms_to_those_alone_who_take_them() {
    for kind in [Kind::Apache, Kind::Htaccess] {
        if !kind.is_installed() {
            return;
        }
        let (tree, base_url) = (tree(), "https://portal.example.org");
        assert_eq!(tree.ozg(&["build", "--verdichten", "--basis-url", base_url]).code, 0);
        let configuration = kind.name().map(|name| export(tree.path(), name, base_url).stdout);
        fs::set_permissions(tree.path(), fs::Permissions::from_mode(0o755)).unwrap();
        let online = Online::serving(kind, tree.path().join("public"), base_url, configuration);
        for (accepted, is_packed) in [
            ("gzip", true),
            ("deflate, gzip;q=1.0, *;q=0.5", true),
            ("br;q=1.0, gzip;q=0.8", true),
            ("gzip;q=0", false),
            ("gzip; q=0.0, identity", false),
            ("identity", false),
        ] {
            for address in ["/", "/leistungen/wohngeld/", "/leistungen/wohngeld/feed.json"] {
                let answer = online.get(address, &[("accept-encoding", accepted)]);
                let encoding = answer.one("content-encoding");
                assert_eq!(
                    (answer.status, encoding == "gzip"),
                    (200, is_packed),
                    "{kind:?} {address} {accepted}: {encoding:?}"
                );
                assert!(
                    answer.all("vary").join(",").to_lowercase().contains("accept-encoding"),
                    "{kind:?} {address} {accepted}"
                );
            }
        }
        let gone = online.get("/gibt-es-nicht/", &[("accept-encoding", "gzip")]);
        assert_eq!((gone.status, gone.one("cache-control")), (404, "no-cache"), "{kind:?}");
    }
}

/// The files of two portals lie side by side on one server, however long the former addresses are.
#[test]
fn two_portals_behind_one_nginx_do_not_get_into_each_others_way() {
    if !Kind::Nginx.is_installed() {
        return;
    }
    let tree = tree();
    let hosts = ["eins.example.org", "zwei.example.org"];
    let configurations = hosts.map(|host| export(tree.path(), "nginx", &format!("https://{host}")).stdout);
    let first = "map_hash_bucket_size 64;\n";
    tree.build();
    fs::set_permissions(tree.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let public = tree.path().join("public");
    let both = Some(format!("{first}{}", configurations.concat()));
    let online = Online::serving(Kind::Nginx, public, "https://eins.example.org", both);
    for host in hosts {
        for (_, asked) in FORMER {
            for address in asked {
                let answer = online.get(address, &[("host", host)]);
                assert_eq!(answer.status, 301, "{host} {address}");
                assert_eq!(answer.one("location"), "/leistungen/wohngeld/", "{host} {address}");
            }
        }
    }
}

/// `ozg publish --pruefen` with a server that says what it should, and with those that do not.
#[test]
fn a_check_after_publishing_names_what_the_server_says_otherwise() {
    if !Kind::Nginx.is_installed() {
        return;
    }
    let tree = tree();
    fs::set_permissions(tree.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let port = programs::free_port();
    let base_url = format!("http://127.0.0.1:{port}");
    let right = export(tree.path(), "nginx", &base_url).stdout;
    let target = tree.path().join("ziel");
    let publish = |more: &[&str]| {
        let arguments = ["publish", target.to_str().unwrap(), "--basis-url", &base_url];
        tree.ozg(&[&arguments[..], more].concat())
    };
    assert_eq!(publish(&[]).code, 0);
    let check = |configuration: String| {
        let _server = Server::on(port, Kind::Nginx, &target.join("current"), &configuration);
        let said = publish(&["--pruefen"]);
        assert!(said.stderr.is_empty(), "{}", said.stderr);
        let found = said.stdout.lines().filter_map(|line| line.strip_prefix("Abweichung: "));
        (said.code, found.map(str::to_owned).collect::<Vec<_>>())
    };
    assert_eq!(check(right.clone()), (0, Vec::new()));
    let (code, found) = check(right.replace("gzip on;", "gzip off;"));
    assert_eq!(code, 1);
    assert!(
        found.len() > 3
            && found
                .iter()
                .all(|line| line.ends_with("wird nicht komprimiert gesendet")),
        "{found:?}"
    );
    let (_, found) = check(right.replace("gzip_vary on;", "gzip_vary off;"));
    assert!(
        !found.is_empty() && found.iter().all(|line| line.contains("Vary")),
        "{found:?}"
    );
    // Pages at former addresses lead on by themselves; what a question mark tells apart only a server can.
    let (_, found) = check(right.replace("return 301 $ozg", "return 410 $ozg"));
    assert!(
        found
            .iter()
            .all(|line| line.contains("die frühere Adresse führt nicht zu")),
        "{found:?}"
    );
    assert!(found.len() >= FORMER.len(), "{found:?}");
    let (_, found) = check(right.replace("    if ($ozg", "    # if ($ozg"));
    let [only] = &found[..] else { panic!("{found:?}") };
    assert!(
        only.contains("/cms/detail.php?id=123&teil=2: die frühere Adresse"),
        "{only}"
    );
}

/// One file of each kind in the portal of this repository, behind each server.
#[test]
fn every_kind_of_file_is_served_as_the_policy_says() {
    let built = Built::repository();
    let mut kinds = BTreeMap::new();
    for (path, bytes) in files(&built.public()) {
        let folder = path.split_once('/').map_or("", |(folder, _)| folder).to_owned();
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_owned();
        if folder != "alt" && folder != "ozg" {
            kinds
                .entry((folder, ending, served(&path).cache.header()))
                .or_insert((path, bytes));
        }
    }
    let base_url = "https://portal.example.org";
    let mut wrong = Vec::new();
    for kind in [Kind::Nginx, Kind::Apache, Kind::Htaccess, Kind::Caddy] {
        if !kind.is_installed() {
            continue;
        }
        let configuration = kind.name().map(|name| {
            let said = export(built.path(), name, base_url);
            assert_eq!(said.code, 0, "{}", said.stderr);
            said.stdout
        });
        let online = Online::serving(kind, built.public(), base_url, configuration);
        wrong.extend(kinds.values().flat_map(|(path, bytes)| online.wrong_with(path, bytes)));
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// What a host that reads `_headers` sends with an address: a header once for each rule that matches.
fn by_rules(rules: &str, address: &str) -> Vec<(String, String)> {
    let mut sent = Vec::new();
    let mut matches = false;
    for line in rules.lines() {
        match line.strip_prefix("  ") {
            None => matches = fits(line, address),
            Some(header) if matches => {
                let (name, value) = header.split_once(": ").unwrap();
                sent.push((name.to_ascii_lowercase(), value.to_owned()));
            }
            Some(_) => {}
        }
    }
    sent
}

/// Whether an address fits a rule, in which one `*` stands for anything.
fn fits(rule: &str, address: &str) -> bool {
    match rule.split_once('*') {
        Some((before, after)) => {
            let rest = address.strip_prefix(before);
            rest.is_some_and(|rest| rest.len() >= after.len() && rest.ends_with(after))
        }
        None => rule == address,
    }
}

#[test]
fn rules_beside_the_portal_say_each_header_once_and_what_the_policy_says() {
    for prefix in ["", "/portal"] {
        let tree = tree();
        let said = tree.ozg(&["build", "--basis-url", &format!("https://portal.example.org{prefix}")]);
        assert_eq!(said.code, 0, "{}", said.stderr);
        let rules = tree.read("public/_headers");
        for (path, _) in files(&tree.path().join("public")) {
            if RULES.contains(&path.as_str()) {
                continue;
            }
            let policy = served(&path);
            let sent = by_rules(
                &rules,
                &format!("{prefix}/{}", path.strip_suffix("index.html").unwrap_or(&path)),
            );
            let names: BTreeSet<&str> = sent.iter().map(|(name, _)| name.as_str()).collect();
            assert_eq!(names.len(), sent.len(), "{path}: {sent:?}");
            let value = |name: &str| {
                sent.iter()
                    .find(|(known, _)| known == name)
                    .map(|(_, value)| value.as_str())
            };
            assert_eq!(
                value("access-control-allow-origin"),
                policy.is_shared.then_some("*"),
                "{path}"
            );
            let is_hashed = ozg::hosting::is_hashed(&path);
            assert_eq!(
                value("cache-control"),
                is_hashed.then_some(policy.cache.header()),
                "{path}"
            );
            // Of pages, hosts know it themselves.
            assert!(
                path.ends_with(".html") || value("content-type") == Some(&policy.content_type),
                "{path}: {sent:?}"
            );
            for (name, wanted) in SECURITY {
                assert_eq!(value(&name.to_ascii_lowercase()), Some(*wanted), "{path}");
            }
        }
    }
}

/// A host that sends no headers still protects readers: every page says the policy itself, as far as a page can.
#[test]
fn every_page_says_the_policy_itself() {
    let tree = tree();
    let page = |text: &str, name: &str| {
        let page = scraper::Html::parse_document(text);
        let meta = page
            .select(&scraper::Selector::parse("head meta").unwrap())
            .find_map(|meta| {
                let is_it = [meta.attr("http-equiv"), meta.attr("name")].contains(&Some(name));
                is_it.then(|| meta.attr("content").unwrap().to_owned())
            });
        meta.unwrap_or_default()
    };
    let framed = CONTENT_SECURITY_POLICY.replace("; frame-ancestors 'none'", "");
    assert_ne!(framed, CONTENT_SECURITY_POLICY);
    for (path, bytes) in files(&tree.build()) {
        if path.ends_with(".html") {
            let text = String::from_utf8(bytes).unwrap();
            assert_eq!(page(&text, "Content-Security-Policy"), framed, "{path}");
            assert_eq!(page(&text, "referrer"), REFERRER_POLICY, "{path}");
            let policy = text.find("http-equiv=\"Content-Security-Policy\"").unwrap();
            assert!(
                text.find("<link").is_none_or(|link| policy < link)
                    && text.find("<script").is_none_or(|script| policy < script)
            );
        }
    }
}
