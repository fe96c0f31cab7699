//! The policy as a whole file for nginx, from version 1.18 on.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::hosted::{compressed, escaped, is_file};
use super::plain::SHARED;
use super::policy::TYPES;
use super::{Cache, Hosted, ROOT};

/// The text of the file.
pub fn nginx(hosted: &Hosted) -> String {
    let mut out = format!(
        "# nginx: nach /etc/nginx/conf.d/portal.conf, dann `nginx -t` und `systemctl reload nginx`.\n\
         # Geschrieben von `ozg export server --fuer nginx`. Für HTTPS kommen ssl_certificate und listen 443 ssl dazu.\n\
         # Sobald eine frühere Adresse dazukommt, ist die Datei neu zu schreiben.\n\n{}",
        maps(hosted)
    );
    let _ = write!(
        out,
        "\nserver {{\n    listen 80;\n    listen [::]:80;\n    server_name {};\n\n    index index.html;\n    autoindex off;\n    \
         absolute_redirect off;\n    server_tokens off;\n\n{}{}{}\n{}}}\n",
        hosted.host,
        types(),
        compression(),
        headers(hosted),
        locations(hosted)
    );
    out
}

/// A name with that of the portal in it, as all portals of a server share their variables.
fn variable(hosted: &Hosted, name: &str) -> String {
    format!("$ozg_{}_{name}", hosted.name())
}

/// Tables of what is looked up by the address.
fn maps(hosted: &Hosted) -> String {
    let mut by_path = BTreeMap::new();
    let mut by_query = BTreeMap::new();
    for moved in &hosted.moved {
        let to = quoted(&moved.to);
        match &moved.query {
            // As it is asked for, so nothing of it is decoded.
            Some(query) => drop(by_query.insert(format!("{}?{query}", moved.from), to)),
            None => {
                if !is_file(&moved.from) {
                    by_path.insert(format!("{}/", moved.from), to.clone());
                }
                by_path.insert(moved.from.clone(), to);
            }
        }
    }
    let lines = |moved: BTreeMap<String, String>| -> Vec<String> {
        let lines = moved.iter().map(|(from, to)| format!("    {} {to};\n", key(from)));
        lines.collect()
    };
    let mut paths = lines(by_path);
    // Patterns are tried after all whole addresses, in their order.
    paths.extend(hosted.renamed.iter().map(|renamed| {
        let pattern = quoted(&format!("~{}", renamed.pattern()));
        format!("    {pattern} {};\n", quoted(&format!("{}$1", renamed.to)))
    }));
    let mut out = by_address(hosted);
    for (name, source, lines) in [
        ("moved", "$uri", paths),
        ("moved_asked", "$uri$is_args$args", lines(by_query)),
    ] {
        let name = variable(hosted, name);
        let _ = writeln!(out, "map {source} {name} {{\n    default \"\";\n{}}}", lines.concat());
    }
    out
}

/// An address in a table. Long ones do not fit into a table that is as large as nginx makes it by itself, and its size can be said
/// once for all portals of a server alone; patterns may be of any length.
fn key(address: &str) -> String {
    const LONG: usize = 40;
    if address.len() > LONG {
        quoted(&format!("~^{}$", escaped(address)))
    } else {
        quoted(address)
    }
}

/// What a header says is told by the address. A header whose value is empty is not sent.
fn by_address(hosted: &Hosted) -> String {
    format!(
        "map $uri {} {{\n    default \"{}\";\n    \"~{}\" \"{}\";\n}}\nmap $uri {} {{\n    default \"\";\n    \
         \"~{}\" \"{}\";\n}}\n",
        variable(hosted, "cache"),
        Cache::Revalidate.header(),
        hosted.hashed(),
        Cache::Forever.header(),
        variable(hosted, "shared"),
        hosted.shared(),
        SHARED.1
    )
}

/// A value in which nothing means something else.
fn quoted(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{text}\"")
}

fn types() -> String {
    let mut endings: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for known in TYPES {
        endings.entry(known.media).or_default().push(known.ending);
    }
    let mut out = "    default_type application/octet-stream;\n    types {\n".to_owned();
    for (media, endings) in endings {
        let _ = writeln!(out, "        {media} {};", endings.join(" "));
    }
    let mut texts: Vec<&str> = TYPES
        .iter()
        .filter(|known| known.is_text)
        .map(|known| known.media)
        .collect();
    // It is told of pages anyway, and a second time is an error.
    texts.retain(|media| *media != "text/html");
    texts.dedup();
    let _ = writeln!(
        out,
        "    }}\n    charset utf-8;\n    charset_types {};",
        texts.join(" ")
    );
    out
}

fn compression() -> String {
    let mut media = compressed();
    media.retain(|media| *media != "text/html");
    format!(
        "    gzip on;\n    gzip_static on;\n    gzip_vary on;\n    gzip_proxied any;\n    gzip_comp_level 6;\n    gzip_min_length 256;\n    \
         gzip_types {};\n",
        media.join(" ")
    )
}

fn headers(hosted: &Hosted) -> String {
    let mut out = String::new();
    for (name, value) in hosted.headers() {
        let _ = writeln!(out, "    add_header {name} \"{value}\" always;");
    }
    let _ = writeln!(
        out,
        "    add_header {} {} always;\n    add_header Cache-Control {} always;",
        SHARED.0,
        variable(hosted, "shared"),
        variable(hosted, "cache")
    );
    out
}

fn locations(hosted: &Hosted) -> String {
    let prefix = &hosted.prefix;
    let leads_on = ["moved_asked", "moved"].map(|name| {
        let to = variable(hosted, name);
        format!("    if ({to}) {{ return 301 {to}; }}\n")
    });
    let mut out = leads_on.concat();
    let mut location = |path: &str, page: &str| {
        let (place, root) = if prefix.is_empty() {
            (format!("{path}/"), format!("root {ROOT};"))
        } else {
            (format!("{prefix}{path}/"), format!("alias {ROOT}{path}/;"))
        };
        let _ = writeln!(
            out,
            "    location {place} {{\n        {root}\n        error_page 403 =404 {prefix}{page}/404.html;\n        error_page 404 {prefix}{page}/404.html;\n    }}"
        );
    };
    location("", "");
    for language in &hosted.languages {
        location(language, language);
    }
    let _ = writeln!(
        out,
        "    location ~ \"{}\" {{\n        return 404;\n    }}\n    error_page 404 {prefix}/404.html;",
        hosted.rules()
    );
    if !prefix.is_empty() {
        // These are looked for at the root of the host and nowhere else.
        for file in ["/robots.txt", "/.well-known/security.txt"] {
            let _ = writeln!(out, "    location = {file} {{\n        alias {ROOT}{file};\n    }}");
        }
    }
    out
}
