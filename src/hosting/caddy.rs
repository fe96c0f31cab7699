//! The policy as a Caddyfile, from version 2.6 on.

use std::fmt::Write;

use super::hosted::{compressed, is_file};
use super::plain::SHARED;
use super::policy::TYPES;
use super::{Cache, Hosted, ROOT, RULES};

/// The text of the file.
pub fn caddy(hosted: &Hosted) -> String {
    let prefix = &hosted.prefix;
    let mut out = format!(
        "# Caddy: nach /etc/caddy/Caddyfile, dann `systemctl reload caddy`. Geschrieben von `ozg export server --fuer caddy`.\n\
         # Sobald eine frühere Adresse dazukommt, ist die Datei neu zu schreiben.\n{} {{\n\troot * {ROOT}\n",
        hosted.host
    );
    out.push_str(&moved(hosted));
    out.push_str(&headers(hosted));
    let _ = writeln!(out, "\tencode {{\n\t\tgzip 6\n\t\tminimum_length 256\n\t\tmatch {{");
    for media in compressed() {
        let _ = writeln!(out, "\t\t\theader Content-Type {media}*");
    }
    out.push_str("\t\t}\n\t}\n");
    if !prefix.is_empty() {
        // Two files are looked for at the root of the host and nowhere else; they lie at the root of the portal, too.
        let _ = writeln!(
            out,
            "\tredir {prefix} {prefix}/ 308\n\t@portal path {prefix}/* /robots.txt /.well-known/security.txt\n\t@else not path {prefix}/* \
             /robots.txt /.well-known/security.txt\n\troute {{\n\t\terror @else 404\n\t\turi strip_prefix {prefix}\n\t}}"
        );
    }
    let hidden: Vec<String> = RULES.iter().map(|name| format!("/{name}")).collect();
    let _ = writeln!(out, "\t@hidden path {}\n\terror @hidden 404", hidden.join(" "));
    let _ = writeln!(out, "\tfile_server {{\n\t\tprecompressed gzip\n\t}}");
    out.push_str(&errors(hosted));
    out.push_str("}\n");
    out
}

/// What is not there: the page for it, in the language of the address.
fn errors(hosted: &Hosted) -> String {
    let mut out = format!(
        "\thandle_errors {{\n\t\troot * {ROOT}\n\t\theader Cache-Control \"{}\"\n\t\theader -{}\n\t\theader Content-Type \"text/html; \
         charset=utf-8\"\n{}",
        Cache::Revalidate.header(),
        SHARED.0,
        security(hosted, "\t\t")
    );
    for (number, language) in hosted.languages.iter().enumerate() {
        let place = hosted.href(language);
        let _ = writeln!(
            out,
            "\t\t@language{number} expression {{http.request.orig_uri.path}}.startsWith(\"{place}/\")\n\t\thandle @language{number} {{\n\t\t\t\
             rewrite * {language}/404.html\n\t\t\tfile_server\n\t\t}}"
        );
    }
    out.push_str("\t\thandle {\n\t\t\trewrite * /404.html\n\t\t\tfile_server\n\t\t}\n\t}\n");
    out
}

fn moved(hosted: &Hosted) -> String {
    let mut out = String::new();
    for (number, moved) in hosted.moved.iter().enumerate() {
        let from = quoted(&moved.from);
        let slash = if is_file(&moved.from) || moved.query.is_some() {
            String::new()
        } else {
            format!(" {}", quoted(&format!("{}/", moved.from)))
        };
        let _ = writeln!(out, "\t@moved{number} {{\n\t\tpath {from}{slash}");
        if let Some(query) = &moved.query {
            let _ = writeln!(out, "\t\texpression {{query}} == {}", quoted(query));
        }
        let _ = writeln!(out, "\t}}\n\tredir @moved{number} {} 301", quoted(&moved.to));
    }
    for (number, renamed) in hosted.renamed.iter().enumerate() {
        let _ = writeln!(
            out,
            "\t@renamed{number} path_regexp renamed{number} {}\n\tredir @renamed{number} {}{{re.renamed{number}.1}} 301",
            quoted_pattern(&renamed.pattern()),
            renamed.to
        );
    }
    out
}

/// A pattern as it is: these strings know no signs but the one that ends them.
fn quoted_pattern(pattern: &str) -> String {
    format!("`{pattern}`")
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn security(hosted: &Hosted, indent: &str) -> String {
    let lines = hosted
        .headers()
        .into_iter()
        .map(|(name, value)| format!("{indent}\t{name} \"{value}\"\n"));
    format!(
        "{indent}header {{\n{}{indent}\t-Server\n{indent}}}\n",
        lines.collect::<String>()
    )
}

fn headers(hosted: &Hosted) -> String {
    let mut out = security(hosted, "\t");
    let (name, value) = SHARED;
    let _ = write!(
        out,
        "\t@hashed path_regexp \"{hashed}\"\n\t@asked not path_regexp \"{hashed}\"\n\t@shared path_regexp \"{shared}\"\n\theader @hashed \
         Cache-Control \"{}\"\n\theader @asked Cache-Control \"{}\"\n\theader @shared {name} \"{value}\"\n",
        Cache::Forever.header(),
        Cache::Revalidate.header(),
        hashed = hosted.hashed(),
        shared = hosted.shared()
    );
    for known in TYPES {
        let _ = writeln!(
            out,
            "\t@{0} path *.{0}\n\theader @{0} Content-Type \"{1}\"",
            known.ending,
            known.header()
        );
    }
    out
}
