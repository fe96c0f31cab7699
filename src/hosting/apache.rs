//! The policy for Apache 2.4: as `.htaccess` beside the portal, and as a whole file for the server.

use std::fmt::Write;

use super::hosted::{compressed, escaped, is_file};
use super::plain::SHARED;
use super::policy::TYPES;
use super::{Cache, Hosted, ROOT, SMALLER};

/// A virtual host. It needs no `.htaccess`, which the server would look for with every file.
pub fn apache(hosted: &Hosted) -> String {
    let prefix = &hosted.prefix;
    let place = if prefix.is_empty() {
        format!("DocumentRoot {ROOT}")
    } else {
        format!(
            "Alias /robots.txt {ROOT}/robots.txt\n    Alias /.well-known/security.txt {ROOT}/.well-known/security.txt\n    \
             Alias {prefix}/ {ROOT}/"
        )
    };
    let rules: String = htaccess(hosted)
        .lines()
        .map(|line| format!("        {line}\n"))
        .collect();
    format!(
        "# Apache: nach /etc/apache2/sites-available/portal.conf, dann `a2enmod headers rewrite deflate`, `a2ensite portal` und\n\
         # `systemctl reload apache2`. Geschrieben von `ozg export server --fuer apache`. Für HTTPS kommt ein zweiter VirtualHost dazu.\n\
         # Sobald eine frühere Adresse dazukommt, ist die Datei neu zu schreiben.\n\
         <VirtualHost *:80>\n    ServerName {}\n    {place}\n    <Directory {ROOT}>\n        Require all granted\n        \
         AllowOverride None\n        Options FollowSymLinks\n        DirectoryIndex index.html\n{rules}    </Directory>\n</VirtualHost>\n",
        hosted.host
    )
}

/// The rules that hold for the files of a folder, as the server reads them from it.
pub fn htaccess(hosted: &Hosted) -> String {
    let mut out = types();
    let prefix = &hosted.prefix;
    let _ = writeln!(
        out,
        "ErrorDocument 403 {prefix}/404.html\nErrorDocument 404 {prefix}/404.html"
    );
    for language in &hosted.languages {
        let place = format!("{prefix}{language}");
        let _ = writeln!(
            out,
            "<If \"%{{REQUEST_URI}} =~ m#^{}/#\">\n  ErrorDocument 404 {place}/404.html\n</If>",
            escaped(&place)
        );
    }
    let _ = writeln!(out, "RedirectMatch 404 \"{}\"", hosted.rules());
    out.push_str(&moved(hosted));
    out.push_str(&headers(hosted));
    let _ = writeln!(
        out,
        "<IfModule mod_deflate.c>\n  <IfModule mod_filter.c>\n    AddOutputFilterByType DEFLATE {}\n  </IfModule>\n</IfModule>",
        compressed().join(" ")
    );
    out
}

fn types() -> String {
    let mut out = String::new();
    for known in TYPES {
        let _ = writeln!(out, "AddType {} .{}", known.media, known.ending);
    }
    let texts = TYPES.iter().filter(|known| known.is_text);
    let texts: Vec<String> = texts.map(|known| format!(".{}", known.ending)).collect();
    let _ = writeln!(out, "AddCharset utf-8 {}\nAddEncoding gzip {SMALLER}", texts.join(" "));
    out
}

/// Former addresses, and folders without a page: nobody is shown what lies in them.
fn moved(hosted: &Hosted) -> String {
    let mut out = String::new();
    for moved in hosted.moved.iter().filter(|moved| moved.query.is_none()) {
        let slash = if is_file(&moved.from) { "" } else { "/?" };
        let _ = writeln!(
            out,
            "RedirectMatch 301 {} {}",
            quoted(&format!("^{}{slash}$", escaped(&moved.from))),
            quoted(&moved.to)
        );
    }
    for renamed in &hosted.renamed {
        let _ = writeln!(
            out,
            "RedirectMatch 301 {} {}",
            quoted(&renamed.pattern()),
            quoted(&format!("{}$1", renamed.to))
        );
    }
    out.push_str("<IfModule mod_rewrite.c>\n  RewriteEngine On\n");
    for moved in &hosted.moved {
        let Some(query) = &moved.query else { continue };
        let path = moved.from.strip_prefix(hosted.prefix.as_str()).unwrap_or(&moved.from);
        let _ = writeln!(
            out,
            "  RewriteCond %{{QUERY_STRING}} {}\n  RewriteRule {} {} [R=301,L,QSD]",
            quoted(&format!("^{}$", escaped(query))),
            quoted(&format!("^{}$", escaped(path.trim_start_matches('/')))),
            quoted(&moved.to.replace('%', "\\%"))
        );
    }
    out.push_str(
        "  RewriteCond %{REQUEST_FILENAME} -d\n  RewriteCond %{REQUEST_FILENAME}/index.html !-f\n  RewriteRule ^ - [R=404,L]\n",
    );
    out.push_str(&smaller_forms());
    out.push_str("</IfModule>\n");
    out
}

/// What lies there in a smaller form is sent in it. The page for a wrong address is asked for by the server, and stays as it is.
fn smaller_forms() -> String {
    const WANTED: &str = "  RewriteCond %{ENV:REDIRECT_STATUS} !^[45]\n  RewriteCond %{HTTP:Accept-Encoding} \
                          \"(^|[ ,])gzip *(,|$|;(?! *q=0(\\.0*)? *(,|$)))\"\n";
    let mut out = format!(
        "{WANTED}  RewriteCond %{{REQUEST_FILENAME}}/index.html{SMALLER} -s\n  RewriteRule ^(.*/)?$ $1index.html{SMALLER} [L]\n"
    );
    let packed = || TYPES.iter().filter(|known| known.compress);
    let endings: Vec<&str> = packed().map(|known| known.ending).collect();
    let _ = writeln!(
        out,
        "{WANTED}  RewriteCond %{{REQUEST_FILENAME}}{SMALLER} -s\n  RewriteRule ^(.+\\.({}))$ $1{SMALLER} [L]",
        endings.join("|")
    );
    let smaller = escaped(SMALLER);
    for known in packed() {
        let media = known.header();
        let _ = writeln!(
            out,
            "  RewriteRule \\.{}{smaller}$ - \"[T={media},E=no-gzip:1]\"",
            known.ending
        );
    }
    out
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\\\""))
}

fn headers(hosted: &Hosted) -> String {
    let mut out = "<IfModule mod_headers.c>\n".to_owned();
    for (name, value) in hosted.headers() {
        let _ = writeln!(out, "  Header always set {name} \"{value}\"");
    }
    // A smaller form is asked for by the server under its own name.
    let [hashed, shared] = [hosted.hashed(), hosted.shared()].map(|pattern| pattern.replace("$)", "([.]gz)?$)"));
    let (name, value) = SHARED;
    let _ = writeln!(
        out,
        "  Header always set Cache-Control \"{}\"\n  <If \"%{{REQUEST_URI}} =~ m#{hashed}#\">\n    Header always set Cache-Control \
         \"{}\"\n  </If>\n  <If \"%{{REQUEST_URI}} =~ m#{shared}#\">\n    Header always set {name} \"{value}\"\n  </If>",
        Cache::Revalidate.header(),
        Cache::Forever.header()
    );
    let _ = writeln!(
        out,
        "  <FilesMatch \"{}$\">\n    Header append Vary Accept-Encoding\n  </FilesMatch>",
        escaped(SMALLER)
    );
    // What is compressed gets another tag, which the server does not know again by itself.
    out.push_str("  RequestHeader edit* If-None-Match \"-gzip\\\"\" \"\\\"\"\n</IfModule>\n");
    out
}
