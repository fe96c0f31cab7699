//! What protects readers, sent with every page.

/// The strict policy of every page: nothing is loaded from elsewhere, nothing runs from within the page.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
     connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// What a site is told of where its reader comes from.
pub const REFERRER_POLICY: &str = "strict-origin-when-cross-origin";

/// The policy as a page itself can say it, for hosts that send no headers: there, whether the page may be framed is not heard.
pub fn in_page() -> String {
    let directives = CONTENT_SECURITY_POLICY.split("; ");
    let heard = directives.filter(|directive| !directive.starts_with("frame-ancestors"));
    heard.collect::<Vec<_>>().join("; ")
}

/// Sent with everything. Whether other sites may load a file (`Cross-Origin-Resource-Policy`) is said by `Access-Control-Allow-Origin`
/// alone, as open data and the component for other sites are for all.
pub const SECURITY: &[(&str, &str)] = &[
    ("Content-Security-Policy", CONTENT_SECURITY_POLICY),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    (
        "Permissions-Policy",
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
    ("Referrer-Policy", REFERRER_POLICY),
    ("Strict-Transport-Security", "max-age=31536000"),
    ("X-Content-Type-Options", "nosniff"),
];
