//! Hosts that read `_headers` and `_redirects`: Cloudflare's own server for such portals, and what Netlify's readers understand.

use std::fs;
use std::path::Path;
use std::process::Command;

use ozg::hosting::{Cache, RULES, SECURITY, served};
use ozg::percent::encoded;
use serde_json::Value;

use super::programs::Kind;
use super::{BELOW, FORMER, Online, is_former, tree};
use crate::harness::files;

fn same(one: &str, other: &str) -> bool {
    one.replace(' ', "").eq_ignore_ascii_case(&other.replace(' ', ""))
}

#[test]
fn cloudflare_serves_every_file_and_leads_on() {
    let kind = Kind::Cloudflare;
    if !kind.is_installed() {
        return;
    }
    let tree = tree();
    let online = Online::new(kind, &tree, "https://portal.example.org");
    let mut wrong = Vec::new();
    for (path, bytes) in files(&online.site).into_iter().filter(|(path, _)| !is_former(path)) {
        let address = path
            .strip_suffix("index.html")
            .filter(|folder| folder.is_empty() || folder.ends_with('/'));
        let address = format!("/{}", encoded(address.unwrap_or(&path)));
        let answer = online.get(&address, &[]);
        if RULES.contains(&path.as_str()) {
            // Whatever it does with those of others, it shows none of its own.
            if path.starts_with('_') && answer.status != 404 {
                wrong.push(format!("{address}: is shown"));
            }
            continue;
        }
        let policy = served(&path);
        // It gives error pages and others their address without the ending.
        if path.ends_with("404.html") {
            continue;
        }
        let cache = answer.one("cache-control");
        let is_kept = match policy.cache {
            Cache::Forever => same(cache, policy.cache.header()),
            Cache::Revalidate => cache.contains("max-age=0") && cache.contains("must-revalidate"),
        };
        let found = [
            (answer.status == 200, format!("status {}", answer.status)),
            (answer.bytes == bytes, "other bytes".to_owned()),
            (
                same(answer.one("content-type"), &policy.content_type),
                format!("type {:?}", answer.all("content-type")),
            ),
            (is_kept, format!("cache {cache}")),
            (
                answer.all("access-control-allow-origin") == if policy.is_shared { vec!["*"] } else { Vec::new() },
                format!("shared {:?}", answer.all("access-control-allow-origin")),
            ),
        ];
        let security = SECURITY.iter().map(|(name, value)| {
            let all = answer.all(&name.to_ascii_lowercase());
            (all == [*value], format!("{name}: {all:?}"))
        });
        let faults = found.into_iter().chain(security).filter(|(is_right, _)| !is_right);
        wrong.extend(faults.map(|(_, what)| format!("{address}: {what}")));
    }
    for (address, page) in [("/gibt-es-nicht/", "404.html"), ("/en/nothing/", "en/404.html")] {
        let answer = online.get(address, &[]);
        let page = fs::read(online.site.join(page)).unwrap();
        if answer.status != 404 || answer.bytes != page {
            wrong.push(format!("{address}: {} or another page", answer.status));
        }
    }
    for (written, asked) in FORMER.iter().filter(|(written, _)| !written.contains('?')) {
        for address in *asked {
            let said = online.leads_to(address);
            if said != (301, "/leistungen/wohngeld/".to_owned()) {
                wrong.push(format!("{written}, asked for as {address}: {said:?}"));
            }
        }
    }
    for (asked, to) in BELOW {
        let said = online.leads_to(asked);
        if said != (301, to.to_owned()) {
            wrong.push(format!("{asked}: {said:?}"));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// What Netlify's own readers make of the two files: every line, and nothing else.
#[test]
fn netlify_understands_every_line() {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hosts/netlify.mjs");
    if !script.with_file_name("node_modules").exists() {
        return;
    }
    let tree = tree();
    let public = tree.build();
    let read = |folder: &Path| -> Value {
        let done = Command::new("node").arg(&script).arg(folder).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        serde_json::from_slice(&done.stdout).unwrap()
    };
    let understood = read(&public);
    assert_eq!(understood["errors"], serde_json::json!([]));
    let rules = tree.read("public/_headers");
    assert_eq!(
        understood["headers"].as_array().unwrap().len(),
        rules.lines().filter(|line| line.starts_with('/')).count()
    );
    let redirects = tree.read("public/_redirects");
    let led = understood["redirects"].as_array().unwrap();
    assert_eq!(led.len(), redirects.lines().count());
    for redirect in led {
        assert_eq!(redirect["status"], 301);
    }
    // Readers that understand everything would say nothing.
    let other = tempfile::tempdir().unwrap();
    fs::write(other.path().join("_headers"), "/a\nohne Doppelpunkt\n").unwrap();
    fs::write(other.path().join("_redirects"), "/a b c d\n").unwrap();
    assert_ne!(read(other.path())["errors"], serde_json::json!([]));
}
