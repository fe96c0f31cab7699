//! Texts with a syntax of their own: Markdown, e-mail and web addresses, file names, old addresses.

use std::fmt;
use std::net::Ipv6Addr;
use std::str::FromStr;
use std::sync::Arc;

use crate::model::values::scalar::textual;

/// Markdown inside a YAML record.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(transparent)]
#[schemars(title = "Text mit Markdown", description = "Text mit Markdown", extend("format" = "markdown"), example = &"Ein oder zwei Sätze.")]
pub struct Markdown(pub String);

/// Markdown that is (the body of) a file, with its place for messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prose {
    /// The Markdown source.
    pub markdown: Arc<str>,
    /// The file, relative to the portal root.
    pub path: Arc<str>,
    /// The line of the file on which the source begins, counted from 1: front matter comes before it.
    pub first_line: u32,
}

/// Why a text is not what its field asks for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` ist keine gültige Angabe: erwartet wird {expected}")]
pub struct InvalidText {
    text: String,
    expected: &'static str,
}

macro_rules! checked_text {
    ($(#[$meta:meta])* $name:ident, $title:literal, $format:literal, $pattern:literal, $example:literal, $expected:literal, $valid:expr) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Box<str>);

        impl $name {
            /// The text itself.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = InvalidText;

            fn from_str(text: &str) -> Result<Self, InvalidText> {
                let valid: fn(&str) -> bool = $valid;
                if valid(text) {
                    Ok(Self(text.into()))
                } else {
                    Err(InvalidText { text: text.to_owned(), expected: $expected })
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }

        textual!($name, title: $title, format: $format, pattern: $pattern, types: ["string"], example: $example, $expected);
    };
}

checked_text!(
    /// An e-mail address.
    Email, "E-Mail-Adresse", "e-mail", "^[^@\\s]+@[^@\\s]+\\.[^@\\s.]+$", "poststelle@example.org",
    "eine E-Mail-Adresse, zum Beispiel poststelle@example.org",
    |text| {
        let plain = !text.contains(|c: char| c.is_whitespace() || c.is_control());
        plain && text.split_once('@').is_some_and(|(name, domain)| {
            !name.is_empty() && !domain.contains('@') && domain.rsplit_once('.').is_some_and(|(host, end)| !host.is_empty() && !end.is_empty())
        })
    }
);

checked_text!(
    /// An absolute web address; nothing but `http` and `https`, so that no script can hide in a link.
    WebAddress, "Webadresse", "webadresse", "^https?://[^\\s/]+\\S*$", "https://example.org/dienst",
    "eine Webadresse, die mit https:// beginnt",
    |text| {
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        rest.is_some_and(|rest| {
            !rest.is_empty() && !rest.starts_with('/') && !rest.contains(|c: char| c.is_whitespace() || c.is_control())
        })
    }
);

checked_text!(
    /// The address that a portal is published under: every other one of it begins so, and its path is a folder.
    PortalAddress, "Adresse des Portals", "portaladresse", "^https?://[^\\s/?#@]+(/[^\\s?#]*)?$", "https://ozg.example.org",
    "die Adresse des Portals mit https://, einem Servernamen und vielleicht einem Ordner, zum Beispiel https://ozg.example.org oder https://example.org/ozg",
    |text| {
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        rest.is_some_and(|rest| {
            let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
            let is_plain = |c: char| !c.is_control() && !c.is_whitespace() && !"#\\\"<>|*:{}$^`".contains(c);
            is_host_with_port(host) && (matches!(path, "" | "/") || is_sound_path(path, is_plain))
        })
    }
);

/// A name or a number of a host, and perhaps a port.
fn is_host_with_port(text: &str) -> bool {
    let is_port =
        |port: &str| port.bytes().all(|b| b.is_ascii_digit()) && port.parse::<u16>().is_ok_and(|port| port > 0);
    if let Some((number, port)) = text.strip_prefix('[').and_then(|text| text.split_once(']')) {
        return number.parse::<Ipv6Addr>().is_ok() && (port.is_empty() || port.strip_prefix(':').is_some_and(is_port));
    }
    let (name, port) = text
        .split_once(':')
        .map_or((text, None), |(name, port)| (name, Some(port)));
    // A name may be written with umlauts, and end with a dot.
    let is_label = |label: &str| {
        let is_plain = label.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
        is_plain && !label.is_empty() && label.len() < 64 && !label.starts_with('-') && !label.ends_with('-')
    };
    name.strip_suffix('.').unwrap_or(name).split('.').all(is_label) && port.is_none_or(is_port)
}

checked_text!(
    /// The name of a host, without scheme and port.
    HostName, "Name eines Servers", "servername", "^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$", "ozg.example.org",
    "der Name eines Servers ohne https:// und ohne Pfad, zum Beispiel ozg.example.org",
    |text| {
        text.split('.').all(|label| {
            let inner = label.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
            inner && !label.is_empty() && !label.starts_with('-') && !label.ends_with('-')
        })
    }
);

checked_text!(
    /// The name of a file that lies in the same folder as the record.
    FileName, "Dateiname", "dateiname", "^[^/\\\\]+\\.[A-Za-z0-9]+$", "leitfaden.pdf",
    "ein Dateiname ohne Ordner, zum Beispiel leitfaden.pdf",
    |text| {
        let plain = !text.starts_with('.') && !text.contains(|c: char| matches!(c, '/' | '\\' | ':') || c.is_control());
        plain && text.rsplit_once('.').is_some_and(|(_, end)| !end.is_empty() && end.bytes().all(|b| b.is_ascii_alphanumeric()))
    }
);

checked_text!(
    /// The ending of a kind of documents that may be published.
    DocumentKind, "Dateiendung", "dateiendung", "^[a-z0-9]{1,8}$", "pdf",
    "eine Dateiendung in kleinen Buchstaben und ohne Punkt, zum Beispiel pdf; was ein Browser oder ein Webserver ausführen würde (html, js, php und andere), ist nicht erlaubt",
    |text| {
        let is_plain = text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
        is_plain && (1..=8).contains(&text.len()) && !crate::model::values::ending::is_active(text)
    }
);

checked_text!(
    /// A former address of a page on this portal; it becomes a redirect and must not leave the output folder.
    FormerUrl, "Frühere Adresse", "fruehere-adresse", "^/[^/.?#\\\\\"<>|*:{}$^`][^#\\\\\"<>|*:{}$^`]*$", "/alt/wohngeld/",
    "eine frühere Adresse auf diesem Portal, zum Beispiel /alt/wohngeld/ oder /detail.php?id=123",
    |text| {
        let (path, query) = text.split_once('?').map_or((text, None), |(path, query)| (path, Some(query)));
        let is_plain = |c: char| !c.is_control() && !"#\\\"<>|*:{}$^`".contains(c);
        let query_is_sound = query.is_none_or(|query| {
            !query.is_empty() && query.chars().all(|c| c.is_ascii_graphic() && is_plain(c))
        });
        query_is_sound && is_sound_path(path, is_plain)
    }
);

/// A path that cannot leave the folder of the portal, with codes or without.
fn is_sound_path(path: &str, is_plain: impl Fn(char) -> bool) -> bool {
    let decoded = crate::percent::decoded(path);
    // What is no code, no text in UTF-8, or a code for what separates folders.
    let codes =
        decoded.contains('%') || decoded.contains('?') || decoded.matches('/').count() != path.matches('/').count();
    let inner = decoded.strip_prefix('/').unwrap_or_default();
    let inner = inner.strip_suffix('/').unwrap_or(inner);
    let parts = || inner.split('/');
    path.starts_with('/')
        && !codes
        && decoded.chars().all(is_plain)
        && parts().all(|part| !part.is_empty() && !part.starts_with('.') && part.trim() == part)
}

impl FormerUrl {
    /// The path, decoded, as servers compare it.
    pub fn path(&self) -> std::borrow::Cow<'_, str> {
        let path = self.as_str().split('?').next().unwrap_or_default();
        crate::percent::decoded(path)
    }

    /// What stands behind the question mark.
    pub fn query(&self) -> Option<&str> {
        self.as_str().split_once('?').map(|(_, query)| query)
    }
}

checked_text!(
    /// The name of a theme, a folder below `themes/`: a name, and no way to anywhere else.
    ThemeName, "Name eines Themas", "thema", "^[A-Za-z0-9][A-Za-z0-9_-]*$", "standard",
    "der Name eines Ordners unter themes/ aus Buchstaben, Ziffern, Bindestrichen und Unterstrichen, zum Beispiel standard",
    |text| {
        let is_plain = text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
        is_plain && text.starts_with(|first: char| first.is_ascii_alphanumeric())
    }
);

checked_text!(
    /// A colour as CSS writes it in hexadecimal digits.
    Colour, "Farbe", "farbe", "^#[0-9a-fA-F]{6}$", "#b3122b",
    "eine Farbe aus # und sechs Stellen, zum Beispiel #b3122b",
    |text| text.len() == 7 && text.strip_prefix('#').is_some_and(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))
);

checked_text!(
    /// A language beside German, by its code (ISO 639), or `leicht` for the easy German that the law asks for.
    Language, "Sprache", "sprache", "^([a-z]{2,3}|leicht)$", "en",
    "das Kürzel einer Sprache neben Deutsch: zwei oder drei kleine Buchstaben, zum Beispiel en, oder leicht für Leichte Sprache",
    |text| {
        let is_code = matches!(text.len(), 2 | 3) && text.bytes().all(|b| b.is_ascii_lowercase());
        text != "de" && (is_code || text == EASY)
    }
);

/// Leichte Sprache: German by rules of its own, so it has no code of ISO 639.
const EASY: &str = "leicht";

impl Language {
    /// Whether it is Leichte Sprache. It has only the pages that were written for it.
    pub fn is_easy(&self) -> bool {
        self.as_str() == EASY
    }

    /// The language that a file is written in by its name (`text.en.md`); none for German.
    pub fn of_path(path: &str) -> Option<Self> {
        let file = path.rsplit_once('/').map_or(path, |(_, file)| file);
        let (stem, extension) = file.rsplit_once('.')?;
        let (_, code) = stem.rsplit_once('.')?;
        matches!(extension, "md" | "yaml").then(|| code.parse().ok()).flatten()
    }

    /// The path of the German file whose texts a file puts into another language (`text.md` of `text.en.md`); none where it
    /// is German itself.
    pub fn original_of(path: &str) -> Option<String> {
        Self::of_path(path)?;
        let (stem, extension) = path.rsplit_once('.')?;
        let (stem, _) = stem.rsplit_once('.')?;
        Some(format!("{stem}.{extension}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_could_do_harm_are_refused() {
        for text in [
            "javascript:alert(1)",
            "http://",
            "https:///x",
            "https://a b",
            "ftp://example.org",
        ] {
            assert!(text.parse::<WebAddress>().is_err(), "{text:?}");
        }
        for text in [
            "/../x",
            "/a/../b",
            "a/b",
            "/",
            "/a//b",
            "/.git/",
            "/%2e%2e/x",
            "/a%2fb",
            "/a%5cb",
            "/a%00b",
            "/%",
            "/%FC",
            "/a\"b",
            "/${x}",
            "/a?",
            "/a?b c",
            "/a?b#c",
            "/a b /c",
            "/?id=1",
            "/a\nb",
            "/C:/a",
            "/a?{b}",
            "/%2Fa",
            "//a",
            "/a%3Fb",
        ] {
            assert!(text.parse::<FormerUrl>().is_err(), "{text:?}");
        }
        for text in [
            "/alt/wohngeld.html",
            "/alt/Größe (neu)/",
            "/alt/Gr%C3%B6%C3%9Fe%20(neu)/",
            "/cms/detail.php?id=123&teil=2",
            "/a&b;c,d=e+f'g!h@i~j",
        ] {
            assert!(text.parse::<FormerUrl>().is_ok(), "{text:?}");
        }
        let former = "/alt/Gr%C3%B6%C3%9Fe?a=%20".parse::<FormerUrl>();
        let parts = former.map(|former| (former.path().into_owned(), former.query().map(str::to_owned)));
        assert_eq!(parts, Ok(("/alt/Größe".to_owned(), Some("a=%20".to_owned()))));
        for text in ["../a.pdf", "a/b.pdf", ".htaccess", "pdf", "C:a.pdf"] {
            assert!(text.parse::<FileName>().is_err(), "{text:?}");
        }
        for text in ["a", "a@b", "a b@example.org", "@example.org", "a@b@example.org"] {
            assert!(text.parse::<Email>().is_err(), "{text:?}");
        }
        assert!("https://example.org/a?b#c".parse::<WebAddress>().is_ok());
        for text in [
            "https://example.org/../x",
            "https://example.org/%2e%2e/",
            "https://example.org:99999",
            "https://example.org:0",
            "https://a:b@example.org",
            "https://example.org/?a=b",
            "https://example.org/#a",
            "https://[::1",
            "https://.",
            "https://a..b",
            "https://example.org/\"><script>",
            "https://example.org//a",
        ] {
            assert!(text.parse::<PortalAddress>().is_err(), "{text:?}");
        }
        for text in [
            "https://example.org",
            "https://example.org/",
            "http://127.0.0.1:8080/",
            "https://[::1]:8080/a",
            "https://bücher.example/ozg/vorschau-7",
            "https://example.org/~ozg/",
        ] {
            assert!(text.parse::<PortalAddress>().is_ok(), "{text:?}");
        }
        assert!("Leitfaden für alle.pdf".parse::<FileName>().is_ok());
        assert!("post@example.org".parse::<Email>().is_ok());
    }

    #[test]
    fn a_file_name_tells_the_language() {
        let of = |path| Language::of_path(path).map(|language| language.as_str().to_owned());
        assert_eq!(of("content/leistungen/a/text.en.md").as_deref(), Some("en"));
        assert_eq!(of("content/seiten/start.leicht.md").as_deref(), Some("leicht"));
        let original = Language::original_of("content/a.b/text.en.md");
        assert_eq!(original.as_deref(), Some("content/a.b/text.md"));
        for german in [
            "content/a/text.md",
            "content/a/text.de.md",
            "content/a.b/text.md",
            "content/a/plan.en.pdf",
            "content/a/text.entwurf.md",
        ] {
            assert_eq!(of(german), None, "{german}");
            assert_eq!(Language::original_of(german), None, "{german}");
        }
    }
}
