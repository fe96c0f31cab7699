//! Records: YAML that is deep, long, repeated, odd or in no encoding, and values that mean nothing.

use super::input::{Family, Input};

const PAGE: &str = "content/seiten/x.md";
const SERVICE: &str = "content/leistungen/wohngeld/leistung.yaml";
const BODIES: &str = "content/stellen/weitere.yaml";

/// A page with that in its front matter.
fn front(yaml: &str) -> String {
    format!("---\ntitel: x\n{yaml}\n---\n\nx\n")
}

pub fn inputs() -> Vec<Input> {
    let mut family = Family::new("YAML");
    structure(&mut family);
    texts(&mut family);
    encodings(&mut family);
    values(&mut family);
    family.inputs
}

fn structure(family: &mut Family) {
    let laughs: String = (1..10)
        .map(|n| format!("b{n}: &b{n} [{}]\n", format!("*b{}, ", n - 1).repeat(10)))
        .collect();
    let merged: String = (1..12)
        .map(|n| format!("m{n}: &m{n} {{<<: *m{}, k{n}: 1}}\n", n - 1))
        .collect();
    let stairs: String = (0..1_500).map(|n| format!("{}a:\n", " ".repeat(n))).collect();
    for (name, yaml) in [
        ("100,000 brackets", format!("x: {}", "[".repeat(100_000))),
        ("100,000 braces", format!("x: {}", "{a: ".repeat(100_000))),
        ("100,000 dashes in a line", "- ".repeat(100_000)),
        ("1,500 indentations", stairs),
        ("a billion laughs", format!("b0: &b0 [ha, ha]\n{laughs}")),
        (
            "a long text 50,000 times",
            format!("a: &a \"{}\"\nx: [{}]", "a".repeat(50_000), "*a, ".repeat(50_000)),
        ),
        ("a list in itself", "x: &x [*x]".into()),
        ("a record in itself", "x: &x {a: *x}".into()),
        ("a reference to nothing", "x: *nichts".into()),
        (
            "100,000 anchors of one name",
            "x: [".to_owned() + &"&a 1, ".repeat(100_000) + "]",
        ),
        (
            "an anchor of 100,000 characters",
            format!("x: &{} 1", "a".repeat(100_000)),
        ),
        ("a reference as a name", "x: &x a\n*x : 1".into()),
        ("merged records", format!("m0: &m0 {{a: 1}}\n{merged}")),
        ("a merged list", "x: &x [1]\n<<: *x".into()),
        ("a record merged into itself", "<<: &x {<<: *x}".into()),
        ("a name twice", "titel: y".into()),
        ("a name 100,000 times", "titel: y\n".repeat(100_000)),
        (
            "100,000 unknown names",
            (0..100_000).map(|n| format!("k{n}: 1\n")).collect(),
        ),
        ("a name in capitals", "TITEL: y".into()),
        (
            "a name of a million characters",
            format!("{}: 1", "k".repeat(1_000_000)),
        ),
        ("a list as a name", "? [a, b]\n: 1".into()),
        ("no name", ": 1".into()),
        ("nothing but a list", "- a\n- b".into()),
        ("a bracket that stays open", "x: [1, 2".into()),
        ("a quote that stays open", format!("x: \"{}", "a\n".repeat(100_000))),
        ("an object of Python", "x: !!python/object/apply:os.system [ls]".into()),
        ("binary", "x: !!binary SGFsbG8=".into()),
        ("a number that is tagged as a text", "kurz: !!str 1".into()),
        ("a text that is tagged as a number", "reihenfolge: !!int abc".into()),
        ("a tag of one's own", "kurz: !eigen abc".into()),
        (
            "a tag of 100,000 characters",
            format!("kurz: !{} abc", "a".repeat(100_000)),
        ),
        ("a set", "x: !!set {a, b}".into()),
        ("an alias right after another", "x: *a*b".into()),
        ("100,000 comments", "# a\n".repeat(100_000)),
        ("a tab for indentation", "x:\n\ta: 1".into()),
        ("a document after the document", "...\n--- \ntitel: y".into()),
    ] {
        family.file(name, PAGE, front(&yaml));
    }
    for (name, text) in [
        (
            "front matter without end",
            "---\ntitel: x\n".to_owned() + &"a\n".repeat(100_000),
        ),
        ("nothing but three dashes", "---".into()),
        ("three dashes 100,000 times", "---\n".repeat(100_000)),
        ("four dashes", "----\ntitel: x\n----\n\nx\n".into()),
        ("front matter of TOML", "+++\ntitel = \"x\"\n+++\n\nx\n".into()),
        ("front matter of JSON", "{\"titel\": \"x\"}\n\nx\n".into()),
        ("an empty file", String::new()),
        ("a million empty lines", "\n".repeat(1_000_000)),
        (
            "five megabytes",
            format!("---\ntitel: x\n---\n\n{}\n", "a ".repeat(2_500_000)),
        ),
    ] {
        family.file(name, PAGE, text);
    }
    for (name, text) in [
        ("a record that is only a comment", "# nichts\n".to_owned()),
        ("a record that is a word", "titel\n".into()),
        ("a directive of another version", "%YAML 9.9\n---\ntitel: x\n".into()),
        (
            "a directive of 100,000 characters",
            format!("%TAG ! {}\n---\ntitel: x\n", "a".repeat(100_000)),
        ),
        ("a hundred thousand documents", "---\ntitel: x\n".repeat(100_000)),
    ] {
        family.file(name, SERVICE, text);
    }
}

fn texts(family: &mut Family) {
    for (name, title) in [
        (
            "a title of a million characters",
            format!("\"{}\"", "a".repeat(1_000_000)),
        ),
        ("a title without", String::new()),
        ("a title that is nothing", "~".into()),
        ("a title that is a list", "[a]".into()),
        ("a title that is a record", "{a: b}".into()),
        ("a title that is a number", "1e999".into()),
        ("a title of white space", "\" \\u00a0\\u2003 \"".into()),
        ("a title with a script", "<script>harm()</script>".into()),
        ("a title that ends an attribute", "'\" onmouseover=\"harm()'".into()),
        ("a title with an escape of terminals", "\"\\e[31mrot\\e]0;x\\a\"".into()),
        ("a title with NUL", "\"a\\0b\"".into()),
        ("a title with U+FFFE", "\"a\\uFFFEb\"".into()),
        ("a title with a lone surrogate", "\"a\\uD800b\"".into()),
        ("a title that turns the direction", "\"a\\u202Eb\"".into()),
        ("a title with separators of lines", "\"a\\u2028b\\u2029c\\x85d\"".into()),
        ("a title in tags of Unicode", "\"a\\U000E0041\\U000E0042\"".into()),
        ("a title beyond Unicode", "\"\\U00110000\"".into()),
        (
            "a title with 100,000 accents",
            format!("\"a{}\"", "\u{301}".repeat(100_000)),
        ),
        ("a title with an unknown escape", "\"\\q\"".into()),
        (
            "a title with template language",
            "\"{{ 7 * 7 }}{% for i in x %}\"".into(),
        ),
        ("a title with Markdown", "\"[a](javascript:harm()) **b**\"".into()),
        ("a title in 100,000 lines", format!("|\n{}", "  a\n".repeat(100_000))),
    ] {
        family.file(name, PAGE, format!("---\ntitel: {title}\n---\n\nx\n"));
    }
}

fn encodings(family: &mut Family) {
    let text = "---\ntitel: Änderung\n---\n\nÄh.\n";
    let utf16 = |mark: &[u8], order: fn(u16) -> [u8; 2]| {
        mark.iter()
            .copied()
            .chain(text.encode_utf16().flat_map(order))
            .collect::<Vec<u8>>()
    };
    let utf32: Vec<u8> = b"\xff\xfe\0\0"
        .iter()
        .copied()
        .chain(text.chars().flat_map(|c| (c as u32).to_le_bytes()))
        .collect();
    let with = |bytes: &[u8]| [b"---\ntitel: x\n---\n\n", bytes, b"\n"].concat();
    for (name, bytes) in [
        ("a byte order mark", format!("\u{feff}{text}").into_bytes()),
        ("two byte order marks", format!("\u{feff}\u{feff}{text}").into_bytes()),
        ("UTF-16, little end first", utf16(b"\xff\xfe", u16::to_le_bytes)),
        ("UTF-16, big end first", utf16(b"\xfe\xff", u16::to_be_bytes)),
        ("UTF-16 without a mark", utf16(b"", u16::to_le_bytes)),
        ("UTF-32", utf32),
        ("Latin-1", encoding_rs::WINDOWS_1252.encode(text).0.into_owned()),
        ("UTF-8 longer than it may be", with(b"\xc0\xaf\xe0\x80\xaf")),
        ("surrogates in UTF-8", with(b"\xed\xa0\xbd\xed\xb8\x80")),
        ("half a letter at the end", with(b"a\xc3")),
        ("NUL", with(b"a\0b")),
        ("a megabyte of NUL", vec![0; 1 << 20]),
        ("control characters", with(b"\x01\x02\x1b[2J\x7f")),
        ("control characters beyond ASCII", with("\u{80}\u{9b}2J".as_bytes())),
        ("line ends of Windows", text.replace('\n', "\r\n").into_bytes()),
        ("line ends of old Macs", text.replace('\n', "\r").into_bytes()),
        ("both kinds of line ends", text.replacen('\n', "\r\n", 2).into_bytes()),
        ("a conflict of git", with(b"<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x")),
        ("a program", [b"\x7fELF\x02\x01\x01", [0xcc; 5_000].as_slice()].concat()),
    ] {
        family.file(name, PAGE, bytes);
    }
}

fn values(family: &mut Family) {
    for number in [
        "1e999",
        "-1e999",
        ".inf",
        ".nan",
        "0o17",
        "0x1F",
        "017",
        "-0",
        "1_000",
        "1.5",
        "99999999999999999999",
        "+1",
        "\"5\"",
        "1e3",
        "½",
    ] {
        let body = format!("- id: a\n  name: A\n  art: it_dienstleister\n  einwohner: {number}\n");
        family.file(format!("inhabitants {number}"), BODIES, body);
    }
    for place in [
        "{lon: .nan, lat: 1}",
        "{lon: 1e308, lat: -1e308}",
        "{lon: -0.0, lat: 90.0000001}",
        "[13, 52]",
        "\"13, 52\"",
    ] {
        let body = format!("- id: a\n  name: A\n  art: it_dienstleister\n  lage: {place}\n");
        family.file(format!("position {place}"), BODIES, body);
    }
    for day in [
        "0000-00-00",
        "0001-01-01",
        "9999-12-31",
        "10000-01-01",
        "-0001-01-01",
        "2022-02-30",
        "2022-02-29",
        "2022-13-01",
        "2022-2-1",
        "20220201",
        "2022-W05",
        "31.02.2022",
        "01/02/2022",
        "2022-02-01T25:61:61",
        "2022-02-01 00:00:00 +99:99",
        "٢٠٢٢-٠٢-٠١",
        "morgen",
    ] {
        family.add(format!("confirmed on {day}"), move |ground| {
            ground.set_line(SERVICE, "geprueft_am", &format!("geprueft_am: {day}"))
        });
    }
    for answer in [
        "yes", "No", "on", "OFF", "y", "TRUE", "1", "\"true\"", "ja", "~", "[true]",
    ] {
        family.add(format!("invented: {answer}"), move |ground| {
            ground.append(SERVICE, &format!("beispiel: {answer}\n"))
        });
    }
    for id in [
        "..",
        "../../x",
        "a/b",
        "A",
        "ä",
        "a".repeat(10_000).as_str(),
        "\"\"",
        "con",
        "-",
        "1",
        "a b",
        "null",
    ] {
        let body = format!("- id: {id}\n  name: A\n  art: it_dienstleister\n");
        let shown: String = id.chars().take(20).collect();
        family.file(format!("an authority called {shown}"), BODIES, body);
    }
    for count in [20_000, 100_000] {
        let bodies: String = (0..count / 4)
            .map(|n| format!("- id: a{n}\n  name: 1\n  art: xx\n  foo: 2\n"))
            .collect();
        family.file(format!("{count} lines of wrong records"), BODIES, bodies);
    }
}
