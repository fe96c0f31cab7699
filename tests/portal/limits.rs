//! What is too much, too deep or not what it should be: told with its place, in time, and nothing is published.

use std::io::{Read, Write};
use std::os::unix::fs::symlink;
use std::time::{Duration, Instant};

use crate::harness::{AS_OF, Said, Tree, ozg};

/// Builds, and insists that it is refused. What hangs is told from what is slow on a busy machine.
fn refused(tree: &Tree, options: &[&str]) -> Said {
    const MOST: Duration = Duration::from_secs(300);
    let begin = Instant::now();
    let mut arguments = vec!["build"];
    arguments.extend(options);
    let said = tree.ozg(&arguments);
    assert!(begin.elapsed() < MOST, "{:?}", begin.elapsed());
    assert_ne!(said.code, 0, "{}", said.stdout);
    assert!(!tree.path().join("public/index.html").exists());
    said
}

fn page(text: &str) -> Tree {
    let tree = Tree::base();
    tree.write("content/seiten/x.md", format!("---\ntitel: x\n---\n\n{text}\n"));
    tree
}

#[test]
fn what_stands_too_deep_in_itself_is_told() {
    for (text, place) in [
        ("<div>".repeat(100_000), "content/seiten/x.md:5:201"),
        ("> ".repeat(20_000) + "a", "content/seiten/x.md:5:"),
        ("<b>a ".repeat(20_000), "content/seiten/x.md:5:"),
    ] {
        let said = refused(&page(&text), &[]);
        assert!(said.stderr.contains("Fehler[markdown-zu-tief]"), "{}", said.stderr);
        assert!(said.stderr.contains(place), "{}", said.stderr);
    }
    assert_eq!(
        page(&("<div>".repeat(30) + "a" + &"</div>".repeat(30)))
            .ozg(&["build"])
            .code,
        0
    );
}

#[test]
fn many_links_in_one_line_or_in_many_cost_the_same() {
    for text in ["[a](b.md) ".repeat(20_000), "[a](b.md)\n\n".repeat(20_000)] {
        let said = refused(&page(&text), &[]);
        assert!(said.stdout.contains("20000 Fehler"), "{}", said.stdout);
    }
}

#[test]
fn a_theme_is_named_and_lies_below_themes() {
    for name in ["/etc", "../../x", "..", "a/b", "\"\""] {
        let tree = Tree::base();
        tree.write("x/images/geheim.txt", "geheim");
        let settings = tree.read("content/portal.yaml");
        tree.write("content/portal.yaml", format!("{settings}thema: {name}\n"));
        let said = refused(&tree, &[]);
        assert!(said.stderr.contains("content/portal.yaml"), "{name}: {}", said.stderr);
    }
    let tree = Tree::base();
    tree.write("anderswo/images/geheim.txt", "geheim");
    tree.write("themes/leer/css/a.css", "a{}");
    symlink(tree.path().join("anderswo"), tree.path().join("themes/amt")).unwrap();
    let settings = tree.read("content/portal.yaml");
    tree.write("content/portal.yaml", format!("{settings}thema: amt\n"));
    let said = refused(&tree, &[]);
    let told = "das ist kein Ordner; auch Verknüpfungen werden nicht gelesen\n--> themes/amt\n";
    assert!(said.stderr.contains(told), "{}", said.stderr);
}

#[test]
fn a_theme_file_of_a_gigabyte_is_told() {
    for file in ["css/x.css", "images/x.png", "templates/x.html"] {
        let tree = Tree::base();
        tree.write(&format!("themes/standard/{file}"), "x");
        let path = tree.path().join("themes/standard").join(file);
        std::fs::File::options()
            .write(true)
            .open(&path)
            .unwrap()
            .set_len(1 << 30)
            .unwrap();
        let said = refused(&tree, &[]);
        assert!(
            said.stderr.contains("die Datei ist größer als 16 MB"),
            "{}",
            said.stderr
        );
        assert!(said.stderr.contains(file), "{}", said.stderr);
    }
}

#[test]
fn a_template_without_end_or_that_fills_the_memory_is_stopped() {
    let body =
        |inner: &str| format!("{{% extends \"base.html\" %}}{{% block content %}}{inner}{{% endblock content %}}");
    let range = "{% for i in range(end=100000) %}{% for j in range(end=100000) %}{% endfor %}{% endfor %}";
    let doubling = |begin: &str, doubled: &str, end: &str| {
        let begin = format!("{{% set_global s = \"xxxxxxxx\" %}}{begin}");
        format!("{begin}{doubled}{end}")
    };
    let round = "{% set_global s = s ~ s %}";
    let in_a_loop = doubling("{% for i in range(end=40) %}", round, "{% endfor %}");
    let in_a_row = doubling("", &round.repeat(40), "");
    for (inner, what) in [
        (range, "kommt zu keinem Ende"),
        (&in_a_loop, "füllt den Speicher"),
        (&in_a_row, "füllt den Speicher"),
    ] {
        let tree = Tree::base();
        tree.write("themes/standard/templates/page.html", body(inner));
        let said = refused(&tree, &[]);
        assert_eq!(said.code, 1, "{}", said.stderr);
        assert!(said.stderr.contains(what), "{}", said.stderr);
        assert!(
            said.stderr.contains("themes/standard/templates/page.html"),
            "{}",
            said.stderr
        );
    }
}

#[test]
fn an_address_of_thousands_of_characters_is_refused() {
    let long = format!("https://example.org/{}", "a".repeat(5_000));
    let said = refused(&Tree::base(), &["--basis-url", &long]);
    assert!(said.stderr.contains("länger als 300 Zeichen"), "{}", said.stderr);
    let tree = Tree::base();
    tree.replace("content/portal.yaml", "https://portal.example.org", &long);
    let said = refused(&tree, &[]);
    assert!(said.stderr.contains("Fehler[basis-url-zu-lang]"), "{}", said.stderr);
}

#[test]
fn control_characters_in_the_names_of_files_are_told() {
    for file in ["content/seiten/a\nb.pdf", "themes/standard/images/a\nb.png"] {
        let tree = Tree::base();
        tree.write(file, "x");
        let said = refused(&tree, &[]);
        assert!(said.stderr.contains("Fehler[dateiname]"), "{}", said.stderr);
    }
}

#[test]
fn what_no_record_can_mean_is_told() {
    let said = refused(&page("x"), &["--stichtag", "2022-13-45"]);
    assert_eq!(said.code, 2);
    let tree = Tree::base();
    tree.write(
        "content/stellen/weitere.yaml",
        "- id: a\n  name: A\n  art: it_dienstleister\n  lage: {lon: 999, lat: 1}\n  einwohner: 18446744073709551615\n",
    );
    tree.write("content/seiten/x.md", "---\ntitel: \"a\\uFFFEb\"\n---\n\nx\n");
    let said = refused(&tree, &[]);
    for what in [
        "`999` liegt außerhalb",
        "`18446744073709551615` liegt außerhalb",
        "U+FFFE",
    ] {
        assert!(said.stderr.contains(what), "{what}: {}", said.stderr);
    }
}

/// Sends a request to a running preview and reads all that comes.
fn ask(port: u16, request: &str) -> String {
    let mut stream = std::net::TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

#[test]
fn the_preview_is_only_read() {
    let tree = Tree::base();
    let port = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let mut preview = ozg()
        .args(["serve", "--port", &port.to_string(), "--stichtag", AS_OF, "--wurzel"])
        .arg(tree.path())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let mut said = std::io::BufReader::new(preview.stdout.take().unwrap());
    let mut line = String::new();
    while !line.contains("zu sehen unter") {
        line.clear();
        assert_ne!(std::io::BufRead::read_line(&mut said, &mut line).unwrap(), 0);
    }
    let request = |method: &str, path: &str| {
        ask(
            port,
            &format!("{method} {path} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n"),
        )
    };
    for method in ["POST", "PUT", "DELETE", "TRACE", "PATCH", "OPTIONS", "UNSINN"] {
        for path in ["/", "/_ozg/probleme", "/gibt/es/nicht"] {
            let answer = request(method, path);
            assert!(answer.starts_with("HTTP/1.1 405"), "{method} {path}: {answer}");
            assert!(
                answer.to_lowercase().contains("allow: get, head"),
                "{method} {path}: {answer}"
            );
        }
    }
    let get = request("GET", "/");
    let (head, body) = get.split_once("\r\n\r\n").unwrap();
    let answer = request("HEAD", "/");
    let (head_alone, nothing) = answer.split_once("\r\n\r\n").unwrap();
    assert_eq!(nothing, "");
    let length = |head: &str| {
        let mut lines = head.lines().map(str::to_lowercase);
        lines.find(|line| line.starts_with("content-length:"))
    };
    assert_eq!(length(head), length(head_alone));
    assert_eq!(length(head).unwrap(), format!("content-length: {}", body.len()));
    preview.kill().unwrap();
    preview.wait().unwrap();
}

/// A file or folder that is left out without a word would be missing in the portal without a word.
#[test]
fn what_may_not_be_read_is_told_with_its_reason() {
    use std::os::unix::fs::PermissionsExt;
    let tree = Tree::base();
    tree.write("content/seiten/plan.pdf", "%PDF-1.7\n");
    tree.write("themes/standard/css/zz.css", "h1 { color: red }\n");
    tree.write(
        "themes/standard/images/zz/x.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n",
    );
    let locked = [
        "content/leistungen/wohngeld/leistung.yaml",
        "content/presse",
        "content/seiten/plan.pdf",
        "themes/standard/css/zz.css",
        "themes/standard/images/zz",
    ];
    let allow = |mode| {
        for path in locked {
            std::fs::set_permissions(tree.path().join(path), PermissionsExt::from_mode(mode)).unwrap();
        }
    };
    allow(0o000);
    // The superuser may read all of it, but for one who has given up the right to.
    let is_above_all = std::fs::read(tree.path().join(locked[0])).is_ok();
    let program = ozg();
    let mut command = match is_above_all {
        true => std::process::Command::new("setpriv"),
        false => ozg(),
    };
    if is_above_all {
        command.args(["--bounding-set", "-all", "--inh-caps", "-all"]);
        command.arg(program.get_program()).env("NO_COLOR", "1");
    }
    let command = command
        .args(["build", "--stichtag", AS_OF, "--wurzel"])
        .arg(tree.path());
    let said = Said::from(command.output().unwrap());
    allow(0o755);
    assert_eq!(said.code, 1, "{}{}", said.stdout, said.stderr);
    for path in locked {
        let reason = format!("Fehler[nicht-lesbar]: `{path}` kann nicht gelesen werden: der Zugriff ist nicht erlaubt");
        assert!(said.stderr.contains(&reason), "{path}: {}", said.stderr);
    }
    assert!(!tree.path().join("public").exists());
}

#[test]
fn names_that_are_no_text_are_told() {
    use std::os::unix::ffi::OsStrExt;
    let tree = Tree::base();
    for (folder, name) in [
        ("content/seiten", &b"a\xff.pdf"[..]),
        ("themes/standard/images", b"b\xff.svg"),
    ] {
        let folder = tree.path().join(folder);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(std::ffi::OsStr::from_bytes(name)), "x").unwrap();
    }
    let said = refused(&tree, &[]);
    let told = said
        .stderr
        .matches("Fehler[dateiname]: im Namen steht etwas, das kein Zeichen ist")
        .count();
    assert_eq!(told, 2, "{}", said.stderr);
}
