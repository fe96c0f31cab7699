//! The settings of a portal: values that lead elsewhere, say too much, or write markup, styles and headers.

use super::input::{Family, Input};

const SETTINGS: &str = "content/portal.yaml";

pub fn inputs() -> Vec<Input> {
    let mut family = Family::new("settings");
    for address in [
        "javascript:harm()",
        "ftp://example.org",
        "https://",
        "//example.org",
        "https://example.org/../..",
        "https://example.org/a b",
        "https://example.org:99999",
        "https://a:b@example.org",
        "https://example.org/?a=b",
        "https://example.org/#a",
        "https://[::1]",
        "https://[::1",
        "https://bücher.example",
        "https://example.org/\\\"><script>harm()</script>",
        "https://example.org\\nx: y",
        "https://example.org/%2e%2e/",
        "https://.",
        "https://example.org/{{ 7 * 7 }}",
    ] {
        family.add(format!("address {address}"), move |ground| {
            ground.set_line(SETTINGS, "basis_url", &format!("basis_url: \"{address}\""))
        });
    }
    for line in [
        "thema: ../../x",
        "thema: /etc",
        "thema: \"\"",
        "thema: .",
        "thema: standard/../x",
        "farben: {brand: \"red;}body{background:url(//example.org)}\"}",
        "farben: {marke: \"red;}body{background:url(//example.org)}\"}",
        "farben: {marke: \"</style><script>harm()</script>\"}",
        "farben: {marke: \"#0000000000\"}",
        "farben: {marke: \"#ffffff\"}",
        "stichtag: 0001-01-01",
        "stichtag: 9999-12-31",
        "stichtag: 0000-00-00",
        "pruefen_nach: 0",
        "pruefen_nach: 1000000000",
        "pruefen_nach: -1",
        "dokument_hoechstens_mb: 0",
        "dokument_hoechstens_mb: 1000000000",
        "dokumente: [html, js, exe, php]",
        "dokumente: [\"../x\", \"\"]",
        "sprachen: [de]",
        "sprachen: [\"../..\"]",
        "sprachen: [en, en]",
        "sprachen: [xx]",
        "sprachen: [leicht, leicht]",
        "kennungen_von: \"example.org\\r\\nX: y\"",
        "kennungen_von: \"..\"",
        "untertitel: \"<script>harm()</script>\"",
        "begruessung: \"<script>harm()</script> [a](javascript:harm())\"",
        "redaktion: {name: \"<b>\", email: \"a@example.org\\nBcc: b@example.org\"}",
        "redaktion: {name: x, email: \"a@example.org?bcc=b@example.org\"}",
        "repository: {url: \"javascript:harm()\"}",
        "sicherheit: {kontakt: \"javascript:harm()\"}",
        "lizenz: {name: \"</script>\", url: \"data:text/html,x\"}",
        "zusatzdateien: {feed: [gibt-es-nicht]}",
        "quellen: {stellen: \"</main><script>harm()</script>\"}",
        "titel: zweiter",
        "unbekannt: 1",
    ] {
        family.add(line, move |ground| ground.append(SETTINGS, &format!("{line}\n")));
    }
    for (name, lines) in [
        (
            "100,000 base services",
            (0..100_000)
                .map(|n| format!("\n  - {{id: a{n}, name: A}}"))
                .collect::<String>(),
        ),
        (
            "the same base service 50,000 times",
            "\n  - {id: a, name: A}".repeat(50_000),
        ),
    ] {
        family.add(name, move |ground| {
            ground.append(SETTINGS, &format!("basisdienste:{lines}\n"))
        });
    }
    let codes = |n: usize| {
        ['a', 'e', 'i', 'o', 'u']
            .iter()
            .flat_map(|a| ('a'..='z').map(move |b| format!("{a}{b}")))
            .take(n)
            .collect::<Vec<_>>()
            .join(", ")
    };
    let languages = codes(100);
    family.add("a hundred languages", move |ground| {
        ground.append(SETTINGS, &format!("sprachen: [{languages}]\n"))
    });
    family.add("an abbreviation that leads up", |ground| {
        ground.set_line(SETTINGS, "  kuerzel", "  kuerzel: ../x")
    });
    family.add("a title of a million characters", |ground| {
        ground.set_line(SETTINGS, "titel", &format!("titel: {}", "a".repeat(1_000_000)))
    });
    family.add("a title of 20,000 characters", |ground| {
        ground.set_line(SETTINGS, "titel", &format!("titel: {}", "a".repeat(20_000)))
    });
    family.add("a description that ends the head", |ground| {
        ground.set_line(
            SETTINGS,
            "beschreibung",
            "beschreibung: \"\\\"></head><script>harm()</script>\"",
        )
    });
    family.add("no settings", |ground| ground.remove(SETTINGS));
    family.add("settings of another file", |ground| {
        ground.write(SETTINGS, "apiVersion: v1\nkind: Pod\n")
    });
    family.add("settings that are empty", |ground| ground.write(SETTINGS, ""));
    family.inputs
}
