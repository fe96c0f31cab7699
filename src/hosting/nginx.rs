//! The policy as a whole file for nginx, from version 1.18 on.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::hosted::{compressed, is_file};
use super::plain::SHARED;
use super::policy::TYPES;
use super::{Cache, Hosted, ROOT, SECURITY};

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
        headers(),
        locations(hosted)
    );
    out
}

/// Tables of what is looked up by the address.
fn maps(hosted: &Hosted) -> String {
    let mut by_path = BTreeMap::new();
    let mut by_query = BTreeMap::new();
    for moved in &hosted.moved {
        match &moved.query {
            // As it is asked for, so nothing of it is decoded.
            Some(query) => drop(by_query.insert(format!("{}?{query}", moved.from), &moved.to)),
            None => {
                by_path.insert(moved.from.clone(), &moved.to);
                if !is_file(&moved.from) {
                    by_path.insert(format!("{}/", moved.from), &moved.to);
                }
            }
        }
    }
    let longest = by_path.keys().chain(by_query.keys()).map(String::len).max();
    let longest = longest.unwrap_or_default().max(hosted.host.len());
    let mut out = String::new();
    // The size holds for all tables, and has to be said before the first.
    if longest > 40 {
        let size = (longest + 24).next_power_of_two();
        let _ = writeln!(out, "map_hash_bucket_size {size};\nmap_hash_max_size 16384;");
    }
    out.push_str(&by_address(hosted));
    for (name, source, moved) in [
        ("$ozg_moved", "$uri", by_path),
        ("$ozg_moved_asked", "$uri$is_args$args", by_query),
    ] {
        let _ = writeln!(out, "map {source} {name} {{\n    default \"\";");
        for (from, to) in moved {
            let _ = writeln!(out, "    {} {};", quoted(&from), quoted(to));
        }
        out.push_str("}\n");
    }
    out
}

/// What a header says is told by the address. A header whose value is empty is not sent.
fn by_address(hosted: &Hosted) -> String {
    format!(
        "map $uri $ozg_cache {{\n    default \"{}\";\n    \"~{}\" \"{}\";\n}}\nmap $uri $ozg_shared {{\n    default \"\";\n    \
         \"~{}\" \"{}\";\n}}\n",
        Cache::Revalidate.header(),
        hosted.hashed(),
        Cache::Forever.header(),
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

fn headers() -> String {
    let mut out = String::new();
    for (name, value) in SECURITY {
        let _ = writeln!(out, "    add_header {name} \"{value}\" always;");
    }
    let _ = writeln!(
        out,
        "    add_header {} $ozg_shared always;\n    add_header Cache-Control $ozg_cache always;",
        SHARED.0
    );
    out
}

fn locations(hosted: &Hosted) -> String {
    let prefix = &hosted.prefix;
    let mut out =
        "    if ($ozg_moved_asked) { return 301 $ozg_moved_asked; }\n    if ($ozg_moved) { return 301 $ozg_moved; }\n"
            .to_owned();
    let mut location = |path: &str, page: &str| {
        let (place, root) = if prefix.is_empty() {
            (format!("{path}/"), format!("root {ROOT};"))
        } else {
            (format!("{prefix}{path}/"), format!("alias {ROOT}{path}/;"))
        };
        let _ = writeln!(
            out,
            "    location {place} {{\n        {root}\n        error_page 403 404 {prefix}{page}/404.html;\n    }}"
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
