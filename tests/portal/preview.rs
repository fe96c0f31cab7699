//! The preview: one route at a time, following every change.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use crate::harness::{AS_OF, Dice, Tree, files, ozg};

/// Far more than a change takes; a preview that stalls fails instead of hanging.
const PATIENCE: Duration = Duration::from_secs(20);

/// A running preview; it ends with the test.
pub struct Preview {
    child: Child,
    url: String,
}

impl Preview {
    pub fn start(tree: &Tree) -> Self {
        Self::start_with(tree, &[])
    }

    fn start_with(tree: &Tree, options: &[&str]) -> Self {
        let mut child = ozg()
            .args(["serve", "--port", "0", "--stichtag", AS_OF, "--wurzel"])
            .arg(tree.path())
            .args(options)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let ready = lines.find_map(|line| {
            let line = line.unwrap();
            let start = line.find("http://")?;
            Some(line[start..].split(' ').next().unwrap().to_owned())
        });
        std::thread::spawn(move || lines.for_each(drop));
        Self {
            child,
            url: ready.expect("the preview tells its address"),
        }
    }

    /// Status and body of an address.
    pub fn get(&self, path: &str) -> (u16, String) {
        let agent = ureq::Agent::new_with_config(
            ureq::config::Config::builder()
                .http_status_as_error(false)
                .max_redirects(0)
                .build(),
        );
        let mut response = agent
            .get(format!("{}{}", self.url, path.trim_start_matches('/')))
            .call()
            .unwrap();
        (
            response.status().as_u16(),
            response.body_mut().read_to_string().unwrap_or_default(),
        )
    }

    /// Waits until a page satisfies a condition.
    pub fn wait(&self, path: &str, condition: impl Fn(&str) -> bool) -> String {
        let start = Instant::now();
        loop {
            let (_, body) = self.get(path);
            if condition(&body) {
                return body;
            }
            assert!(start.elapsed() < PATIENCE, "{path} never changed; last seen:\n{body}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// The numbers of the states that the browser is told of.
    fn events(&self) -> Receiver<String> {
        let response = ureq::get(format!("{}_ozg/ereignisse", self.url)).call().unwrap();
        let (sender, receiver) = channel();
        let lines = BufReader::new(response.into_body().into_reader()).lines();
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                if let Some(version) = line.strip_prefix("data: ")
                    && sender.send(version.to_owned()).is_err()
                {
                    return;
                }
            }
        });
        receiver
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A page as the build writes it: without the tag that the preview adds.
fn without_script(page: &str) -> String {
    let start = page
        .find("<link rel=\"stylesheet\" href=\"/_ozg/vorschau.css\">")
        .expect("the preview's tag");
    let end = start + page[start..].find("</script>").unwrap() + "</script>".len();
    format!("{}{}", &page[..start], &page[end..])
}

#[test]
fn preview_and_build_show_the_same_bytes() {
    let tree = Tree::base();
    let preview = Preview::start(&tree);
    let said = tree.ozg(&["build", "--basis-url", &preview.url]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    for (path, bytes) in files(&tree.path().join("public")) {
        if path.ends_with(".html") && path != "404.html" {
            let (status, page) = preview.get(path.trim_end_matches("index.html"));
            assert_eq!((status, without_script(&page).as_bytes()), (200, &*bytes), "{path}");
        }
    }
}

#[test]
fn an_edit_reaches_the_open_browser() {
    let tree = Tree::base();
    let preview = Preview::start(&tree);
    let events = preview.events();
    let first = events.recv_timeout(PATIENCE).expect("the present state");
    assert!(
        preview
            .get("/impressum/")
            .1
            .contains(&format!("data-stand=\"{first}\""))
    );
    tree.write(
        "content/seiten/impressum.md",
        "---\ntitel: Impressum\n---\n\nNeuer Text\n",
    );
    let second = events.recv_timeout(PATIENCE).expect("a newer state");
    assert_ne!(first, second);
    assert!(preview.get("/impressum/").1.contains("Neuer Text"));
}

#[test]
fn a_broken_file_is_shown_and_the_last_good_state_stays() {
    let tree = Tree::base();
    let preview = Preview::start(&tree);
    assert_eq!(preview.get("/_ozg/probleme"), (200, String::new()));
    let good = tree.read("content/leistungen/wohngeld/leistung.yaml");
    tree.write("content/leistungen/wohngeld/leistung.yaml", "titel: [\n");
    let report = preview.wait("/_ozg/probleme", |report| !report.is_empty());
    assert!(report.contains("Fehler[yaml-syntax]"), "{report}");
    assert!(
        report.contains("content/leistungen/wohngeld/leistung.yaml:1"),
        "{report}"
    );
    assert!(
        preview
            .get("/impressum/")
            .1
            .contains("Innenministerium des Musterlands")
    );
    tree.write("content/leistungen/wohngeld/leistung.yaml", good);
    preview.wait("/_ozg/probleme", str::is_empty);
}

#[test]
fn a_template_is_followed_too() {
    let tree = Tree::base();
    tree.write("themes/standard/templates/page.html", "<title>eins</title>");
    let preview = Preview::start(&tree);
    assert!(preview.get("/impressum/").1.contains("eins"));
    tree.write("themes/standard/templates/page.html", "<title>zwei</title>");
    preview.wait("/impressum/", |page| page.contains("zwei"));
    tree.write("themes/standard/templates/page.html", "{{ view.nichts.da }}");
    let page = preview.wait("/impressum/", |page| {
        page.contains("Diese Seite kann nicht gezeigt werden")
    });
    assert!(page.contains("themes/standard/templates/page.html:1:9"), "{page}");
}

/// Two loops in each other, the inner one in the second line.
const WITHOUT_END: &str = "{% for i in range(end=100000) %}\n{% for j in range(end=100000) %}{% endfor %}{% endfor %}";

/// A text that doubles in each round.
const DOUBLING: &str =
    "{% set_global s = \"xxxxxxxx\" %}\n{% for i in range(end=40) %}{% set_global s = s ~ s %}{% endfor %}";

#[test]
fn a_template_that_goes_too_far_is_stopped_and_the_preview_lives_on() {
    let tree = Tree::base();
    tree.write("themes/standard/templates/page.html", "<title>eins</title>");
    let preview = Preview::start(&tree);
    let in_a_row = "{% set_global s = \"xxxxxxxx\" %}\n".to_owned() + &"{% set_global s = s ~ s %}".repeat(40);
    for (template, what) in [
        (WITHOUT_END, "kommt zu keinem Ende"),
        (DOUBLING, "füllt den Speicher"),
        (&in_a_row, "füllt den Speicher"),
    ] {
        tree.write("themes/standard/templates/page.html", template);
        let page = preview.wait("/impressum/", |page| page.contains(what));
        assert!(page.contains("themes/standard/templates/page.html:2"), "{page}");
        // What was stopped is not begun again.
        assert!(preview.get("/impressum/").1.contains(what));
        tree.write("themes/standard/templates/page.html", "<title>zwei</title>");
        preview.wait("/impressum/", |page| page.contains("zwei"));
    }
}

#[test]
fn folders_that_are_replaced_as_a_whole_are_followed() {
    let tree = Tree::base();
    let preview = Preview::start(&tree);
    let content = tree.path().join("content");
    let write = |text: &str| {
        tree.write(
            "content/seiten/impressum.md",
            format!("---\ntitel: Impressum\n---\n\n{text}\n"),
        )
    };
    for round in ["eins", "zwei"] {
        let aside = tree.path().join("content-anders");
        std::fs::rename(&content, &aside).unwrap();
        for (path, bytes) in files(&aside) {
            tree.write(&format!("content/{path}"), bytes);
        }
        std::fs::remove_dir_all(aside).unwrap();
        write(&format!("Ersetzt {round}"));
        preview.wait("/impressum/", |page| page.contains(&format!("Ersetzt {round}")));
        // The new folder is followed as the old one was.
        write(&format!("Bearbeitet {round}"));
        preview.wait("/impressum/", |page| page.contains(&format!("Bearbeitet {round}")));
    }
    // A folder that was not there at the start.
    tree.write("themes/standard/templates/page.html", "<title>eigenes Thema</title>");
    preview.wait("/impressum/", |page| page.contains("eigenes Thema"));
}

#[test]
fn a_network_drive_is_looked_at_again_and_again() {
    let tree = Tree::base();
    let preview = Preview::start_with(&tree, &["--abfragen"]);
    tree.write(
        "content/seiten/impressum.md",
        "---\ntitel: Impressum\n---\n\nAbgefragt\n",
    );
    preview.wait("/impressum/", |page| page.contains("Abgefragt"));
    tree.remove("content/seiten/impressum.md");
    preview.wait("/impressum/", |page| !page.contains("Abgefragt"));
}

#[test]
fn a_portal_that_was_never_good_shows_why_and_recovers() {
    let tree = Tree::base();
    let good = tree.read("content/portal.yaml");
    tree.write("content/portal.yaml", "titel: Musterportal\n");
    let preview = Preview::start(&tree);
    let (status, page) = preview.get("/");
    assert_eq!(status, 500);
    assert!(page.contains("das Feld `beschreibung` fehlt"), "{page}");
    tree.write("content/portal.yaml", good);
    preview.wait("/impressum/", |page| page.contains("Innenministerium des Musterlands"));
}

#[test]
fn addresses_are_answered_as_a_server_would() {
    let preview = Preview::start(&Tree::base());
    assert_eq!(preview.get("/impressum").0, 307, "no browser keeps it");
    assert_eq!(preview.get("/gibt-es-nicht/").0, 404);
    for path in [
        "/../Cargo.toml",
        "/%2e%2e/content/portal.yaml",
        "/content/portal.yaml",
        "//etc/passwd",
    ] {
        assert_eq!(preview.get(path).0, 404, "{path}");
    }
}

#[test]
fn foreign_hosts_are_refused() {
    let preview = Preview::start(&Tree::base());
    let address = preview.url.trim_start_matches("http://").trim_end_matches('/');
    let status = |host: &str| {
        use std::io::Write;
        let mut stream = std::net::TcpStream::connect(address).unwrap();
        write!(stream, "GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        let _ = stream.read_to_string(&mut answer);
        answer.split(' ').nth(1).unwrap_or_default().to_owned()
    };
    assert_eq!(status("evil.example.org"), "403");
    assert_eq!(status("127.0.0.1.evil.example.org:80"), "403");
    assert_eq!(status(address), "200");
    assert_eq!(status(&address.replace("127.0.0.1", "localhost")), "200");
}

/// What editors do to a portal, for better or worse.
fn edit(tree: &Tree, dice: &mut Dice, round: u64) {
    let page = |number: u64| format!("content/seiten/seite-{number}.md");
    let service = |number: u64| format!("content/leistungen/leistung-{number}/leistung.yaml");
    let number = dice.roll(8);
    let there = |path: &str| tree.path().join(path).exists();
    let record = tree.read("content/leistungen/wohngeld/leistung.yaml");
    match dice.roll(9) {
        0 | 1 => drop(tree.write(
            &page(number),
            format!("---\ntitel: Seite {round}\n---\n\nText {round}\n"),
        )),
        2 => drop(tree.write(&page(number), "---\ntitel: [kaputt\n---\n")),
        3 if there(&page(number)) => drop(tree.remove(&page(number))),
        4 => drop(tree.write(
            &service(number),
            record.replacen("Wohngeld", &format!("Leistung {round}"), 1),
        )),
        5 => drop(tree.write(&service(number), record.replacen("phase:", "fase:", 1))),
        6 if there(&service(number)) => {
            std::fs::remove_dir_all(tree.path().join(service(number)).parent().unwrap()).unwrap();
        }
        7 if there(&page(number)) => {
            std::fs::rename(tree.path().join(page(number)), tree.path().join(page(dice.roll(8)))).unwrap();
        }
        // Another branch: many files at once, and a folder that is another one.
        8 => {
            let aside = tree.path().join("seiten-anders");
            std::fs::rename(tree.path().join("content/seiten"), &aside).unwrap();
            for (path, bytes) in files(&aside) {
                tree.write(&format!("content/seiten/{path}"), bytes);
            }
            std::fs::remove_dir_all(aside).unwrap();
        }
        _ => {}
    }
    std::thread::sleep(Duration::from_millis(dice.roll(25)));
}

#[test]
fn two_hundred_random_edits_end_where_a_fresh_build_ends() {
    let tree = Tree::base();
    let preview = Preview::start(&tree);
    let mut dice = Dice(2022);
    for round in 0..200 {
        edit(&tree, &mut dice, round);
    }
    for number in 0..8 {
        tree.write(
            &format!("content/seiten/seite-{number}.md"),
            format!("---\ntitel: Seite {number}\n---\n\nGut\n"),
        );
        let service = tree.path().join(format!("content/leistungen/leistung-{number}"));
        let _ = std::fs::remove_dir_all(service);
    }
    let said = tree.ozg(&["build", "--basis-url", &preview.url]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    for (path, bytes) in files(&tree.path().join("public")) {
        if path.ends_with(".html") && path != "404.html" {
            let expected = String::from_utf8(bytes).unwrap();
            let address = path.trim_end_matches("index.html");
            preview.wait(address, |page| {
                page.contains("/_ozg/vorschau.css") && without_script(page) == expected
            });
        }
    }
    assert_eq!(preview.get("/leistungen/leistung-1/").0, 404);
    assert_eq!(preview.get("/_ozg/probleme").1, "");
}
