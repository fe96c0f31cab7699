//! What a host should send with the files: in the `_headers` format of Netlify and Cloudflare Pages, for Apache
//! (`.htaccess`) and for nginx. All are made from the same rules.

use std::fmt::Write;
use std::iter;

use crate::hosting::SECURITY;
use crate::site::edition::{Site, urls};

/// Any site may load these in the browser of its readers; they hold nothing that is not public.
const CORS: (&str, &str) = ("Access-Control-Allow-Origin", "*");

/// Names of assets change with their content.
const FOREVER: (&str, &str) = ("Cache-Control", "public, max-age=31536000, immutable");

/// Files that hosts do not know by their ending.
const CONTENT_TYPES: [(&str, &str); 8] = [
    ("atom", "application/atom+xml; charset=utf-8"),
    ("ics", "text/calendar; charset=utf-8"),
    ("vcf", "text/vcard; charset=utf-8"),
    ("jsonl", "application/jsonl; charset=utf-8"),
    ("jsonld", "application/ld+json"),
    ("ttl", "text/turtle; charset=utf-8"),
    (
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    ("webmanifest", "application/manifest+json"),
];

/// Files whose ending hosts know, but not in which characters they are written.
const TEXTS: [&str; 6] = ["csv", "json", "html", "css", "js", "txt"];

/// Folders whose files others load, beside those of the feeds.
const SHARED_FOLDERS: [&str; 3] = ["/api/", "/daten/", "/einbinden/"];

/// What stands before the feeds of each edition that has some: nothing, `/en`. Leichte Sprache has none.
fn editions(site: &Site) -> impl Iterator<Item = String> {
    let translations = site.translations.iter().filter(|edition| !edition.is_easy());
    iter::once(String::new()).chain(translations.map(Site::language_path))
}

fn shared_folders(site: &Site) -> impl Iterator<Item = String> {
    let feeds = editions(site).map(|edition| format!("{edition}/feeds/"));
    SHARED_FOLDERS.into_iter().map(str::to_owned).chain(feeds)
}

pub(super) fn write(site: &Site) -> Vec<u8> {
    let mut out = String::new();
    let mut rule = |pattern: &str, headers: &[(&str, &str)]| {
        out.push_str(&site.href(pattern));
        out.push('\n');
        for (name, value) in headers {
            let _ = writeln!(out, "  {name}: {value}");
        }
    };
    rule("/*", SECURITY);
    rule("/assets/*", &[FOREVER]);
    for folder in shared_folders(site) {
        rule(&format!("{folder}*"), &[CORS]);
    }
    // Not every host knows a `*` in the middle of an address, but all know the name of a part.
    for edition in editions(site) {
        for family in [urls::SERVICES, urls::MINISTRIES, urls::TOPICS, urls::AUTHORITIES] {
            rule(&format!("{edition}{family}:id/feed.json"), &[CORS]);
        }
    }
    for (extension, content_type) in CONTENT_TYPES {
        rule(&format!("/*.{extension}"), &[CORS, ("Content-Type", content_type)]);
    }
    out.into_bytes()
}

/// The same for Apache 2.4, with the redirects, for which it has no file of its own.
pub(super) fn apache(site: &Site, moved: &[(String, String)]) -> Vec<u8> {
    let mut out = String::new();
    for (extension, content_type) in CONTENT_TYPES {
        let content_type = content_type.split(';').next().unwrap_or_default();
        let _ = writeln!(out, "AddType {content_type} .{extension}");
    }
    let typed = CONTENT_TYPES
        .iter()
        .filter(|(_, content_type)| content_type.contains("charset"));
    let texts = typed.map(|(extension, _)| *extension).chain(TEXTS);
    let texts = texts.map(|ending| format!(".{ending}")).collect::<Vec<_>>();
    let _ = writeln!(out, "AddCharset utf-8 {}", texts.join(" "));
    let _ = writeln!(out, "ErrorDocument 404 {}", site.href("/404.html"));
    for (from, to) in moved {
        // Of the characters that a former address may have, only the point means something else in a pattern.
        let _ = writeln!(out, "RedirectMatch 301 \"^{}$\" \"{to}\"", from.replace('.', "\\."));
    }
    out.push_str("<IfModule mod_headers.c>\n");
    for (name, value) in SECURITY {
        let _ = writeln!(out, "  Header always set {name} \"{value}\"");
    }
    let (origin, shared) = (CORS, shared_pattern(site));
    let _ = writeln!(
        out,
        "  <If \"%{{REQUEST_URI}} =~ m#{shared}#\">\n    Header set {} \"{}\"\n  </If>",
        origin.0, origin.1
    );
    let assets = site.href("/assets/");
    let _ = writeln!(
        out,
        "  <If \"%{{REQUEST_URI}} =~ m#^{assets}#\">\n    Header set {} \"{}\"\n  </If>",
        FOREVER.0, FOREVER.1
    );
    out.push_str("</IfModule>\n");
    out.into_bytes()
}

/// The addresses that others may load, as a pattern that nginx and Apache understand.
fn shared_pattern(site: &Site) -> String {
    let folders: Vec<String> = shared_folders(site)
        .map(|folder| site.href(folder.trim_end_matches('/')))
        .collect();
    let folders = folders.join("|");
    let endings = CONTENT_TYPES.map(|(extension, _)| extension).join("|");
    format!("^({folders})/|/feed\\.json$|\\.({endings})$")
}

/// The same for nginx. There a `location` with headers of its own forgets those above it, so two variables decide.
pub(in crate::site) fn nginx(site: &Site) -> String {
    let shared = shared_pattern(site);
    let assets = site.href("/assets/");
    let (origin, cache) = (CORS.0, FOREVER.1);
    let mut out = String::new();
    for (extension, content_type) in CONTENT_TYPES {
        let content_type = content_type.split(';').next().unwrap_or_default();
        let _ = writeln!(out, "# mime.types: {content_type} {extension};");
    }
    let _ = writeln!(out, "charset utf-8;\nset $ozg_cors \"\";\nset $ozg_cache \"no-cache\";");
    let _ = writeln!(out, "if ($uri ~ \"{shared}\") {{ set $ozg_cors \"*\"; }}");
    let _ = writeln!(out, "if ($uri ~ \"^{assets}\") {{ set $ozg_cache \"{cache}\"; }}");
    for (name, value) in SECURITY {
        let _ = writeln!(out, "add_header {name} \"{value}\" always;");
    }
    // A header whose value is empty is not sent.
    let _ = writeln!(
        out,
        "add_header {origin} $ozg_cors always;\nadd_header Cache-Control $ozg_cache;"
    );
    let _ = writeln!(out, "error_page 404 {};", site.href("/404.html"));
    out
}
