//! Endings of files that must not be published.

/// Endings that a browser or a web server might run.
const ACTIVE: [&str; 37] = [
    "asp", "aspx", "bat", "cgi", "cjs", "cmd", "com", "css", "exe", "hta", "htaccess", "htc", "htm", "html", "jar",
    "js", "jsp", "map", "mht", "mhtml", "mjs", "msi", "phar", "php", "phtml", "pl", "ps1", "py", "rb", "sh", "shtml",
    "svgz", "swf", "wasm", "xht", "xhtml", "xsl",
];

/// Whether a browser or a web server might run a file with an ending, which is given in small letters.
pub(in crate::model) fn is_active(ending: &str) -> bool {
    // `php` comes with a number of its version, `xslt` is `xsl`.
    ACTIVE.contains(&ending) || ending.starts_with("php") || ending == "xslt"
}
