//! The pipelines in `tools/pipelines/`: they fit the published schemas, and their lines do what they say with a real repository.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

use crate::harness::Tree;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn pipeline(name: &str) -> Value {
    let text = fs::read_to_string(root().join("tools/pipelines").join(name)).unwrap();
    serde_yaml::from_str(&text).unwrap()
}

fn faults(pipeline: &Value, schema: &str) -> Vec<String> {
    let schema = fs::read(root().join("tests/portal/schemas").join(schema)).unwrap();
    let schema: Value = serde_json::from_slice(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    validator
        .iter_errors(pipeline)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect()
}

#[test]
fn pipelines_fit_the_published_schemas() {
    assert_eq!(
        faults(&pipeline("gitlab-ci.yml"), "gitlab-ci.json"),
        Vec::<String>::new()
    );
    assert_eq!(
        faults(&pipeline("github-portal.yml"), "github-workflows.json"),
        Vec::<String>::new()
    );
}

/// Schemas that accept everything would say nothing.
#[test]
fn the_schemas_find_what_is_wrong() {
    let mut gitlab = pipeline("gitlab-ci.yml");
    gitlab["links"]["artifacts"]["when"] = "manchmal".into();
    assert!(!faults(&gitlab, "gitlab-ci.json").is_empty());
    let mut github = pipeline("github-portal.yml");
    github["jobs"]["links"].as_object_mut().unwrap().remove("runs-on");
    assert!(!faults(&github, "github-workflows.json").is_empty());
}

/// The handbook shows nothing else than the files.
#[test]
fn the_handbook_shows_the_pipelines_as_they_are() {
    let chapter = root().join("content/leitfaeden/redaktionshandbuch/13-automatisch-pruefen.md");
    let chapter = fs::read_to_string(chapter).unwrap();
    for name in ["gitlab-ci.yml", "github-portal.yml"] {
        let text = fs::read_to_string(root().join("tools/pipelines").join(name)).unwrap();
        assert!(chapter.contains(&format!("```yml\n{text}```\n")), "{name}");
    }
}

/// The lines of the jobs by their names.
fn lines(pipeline: &Value, job: &str) -> Vec<String> {
    let steps = pipeline["jobs"][job]["steps"].as_array();
    let steps = steps.into_iter().flatten().filter_map(|step| step["run"].as_str());
    let script = pipeline[job]["script"].as_array();
    let script = script.into_iter().flatten().filter_map(Value::as_str);
    steps.chain(script).map(str::to_owned).collect()
}

const SECRET: &str = "lang-und-zufaellig-0815";

/// A repository with the small portal, as a machine checks it out.
struct Repository {
    tree: Tree,
    base: String,
}

impl Repository {
    fn new() -> Self {
        let tree = Tree::base();
        let mut this = Self {
            tree,
            base: String::new(),
        };
        this.git(&["init", "--quiet", "--initial-branch=main"]);
        this.commit();
        this.base = this.git(&["rev-parse", "HEAD"]);
        this
    }

    fn git(&self, arguments: &[&str]) -> String {
        let output = self.command("git").args(arguments).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    fn commit(&self) {
        self.git(&["add", "--all"]);
        let who = ["-c", "user.name=Test", "-c", "user.email=test@example.org"];
        self.git(&[&who[..], &["commit", "--quiet", "--message=Stand"]].concat());
    }

    /// A program with nothing of this machine's but the path, on which `ozg` is.
    fn command(&self, program: &str) -> Command {
        let ozg = Path::new(env!("CARGO_BIN_EXE_ozg")).parent().unwrap();
        let mut command = Command::new(program);
        command.current_dir(self.tree.path()).env_clear();
        command
            .env("PATH", format!("{}:/usr/local/bin:/usr/bin:/bin", ozg.display()))
            .env("HOME", self.tree.path().parent().unwrap().join("nirgends"))
            .env("GIT_CONFIG_GLOBAL", self.tree.path().join(".git/weltweit"))
            .env("GITHUB_WORKSPACE", self.tree.path())
            .env("OZG_ZIEL", self.target())
            .env("CI_MERGE_REQUEST_DIFF_BASE_SHA", &self.base)
            .env("VORHER", &self.base)
            .env("OZG_VORSCHAU_ZIEL", self.previews())
            .env("OZG_VORSCHAU_URL", "https://vorschau.example.org/")
            .env("OZG_VORSCHAU_GEHEIMNIS", SECRET)
            .env("CI_MERGE_REQUEST_IID", "17")
            .env("NUMMER", "17")
            .env("GITHUB_OUTPUT", self.tree.path().join(".git/ausgaben"));
        command
    }

    fn previews(&self) -> PathBuf {
        self.tree.path().join(".git/vorschau")
    }

    fn target(&self) -> PathBuf {
        self.tree.path().join(".git/ziel")
    }

    /// Runs the lines of a job one after the other, as both do: in a shell that stops at the first failure.
    fn run(&self, lines: &[String]) -> Output {
        assert!(!lines.is_empty());
        self.command("sh").args(["-euc", &lines.join("\n")]).output().unwrap()
    }

    fn json(&self, path: &str) -> Value {
        serde_json::from_str(&self.tree.read(path)).unwrap()
    }
}

const BOTH: [&str; 2] = ["gitlab-ci.yml", "github-portal.yml"];

#[test]
fn a_request_is_told_what_it_brings_and_nothing_else() {
    for name in BOTH {
        let lines = lines(&pipeline(name), "pruefen");
        let repository = Repository::new();
        repository
            .tree
            .write("content/seiten/neu.md", "---\ntitel: Neu\nmenue: keins\n---\n\nText.\n");
        repository.commit();
        let output = repository.run(&lines);
        assert!(output.status.success(), "{name}: {output:?}");
        repository
            .tree
            .write("content/seiten/falsch.md", "---\ntitel: [\n---\n");
        repository.commit();
        let output = repository.run(&lines);
        assert_eq!(output.status.code(), Some(1), "{name}: {output:?}");
        if name == "gitlab-ci.yml" {
            let report = repository.json("gl-code-quality-report.json");
            assert_eq!(report[0]["location"]["path"], "content/seiten/falsch.md");
        } else {
            let said = String::from_utf8(output.stdout).unwrap();
            assert!(
                said.contains("::error") && said.contains("content/seiten/falsch.md"),
                "{said}"
            );
        }
    }
}

#[test]
fn a_request_has_a_preview() {
    for (name, job) in [("gitlab-ci.yml", "vorschau"), ("github-portal.yml", "pruefen")] {
        let repository = Repository::new();
        let output = repository.run(&lines(&pipeline(name), job));
        assert!(output.status.success(), "{name}: {output:?}");
        assert!(
            fs::read(repository.tree.path().join("vorschau.zip"))
                .unwrap()
                .starts_with(b"PK")
        );
    }
}

/// The address stays the same while the request is open, nobody guesses it, search engines leave it out, and in the end it is gone.
#[test]
fn a_request_has_a_preview_online_until_it_is_closed() {
    for (name, job, said) in [
        ("gitlab-ci.yml", "vorschau-online", "vorschau.env"),
        ("github-portal.yml", "vorschau", ".git/ausgaben"),
    ] {
        let repository = Repository::new();
        let draft = "---\ntitel: Vorhaben\nentwurf: true\nmenue: keins\n---\n\nNoch nicht.\n";
        repository.tree.write("content/seiten/vorhaben.md", draft);
        repository.commit();
        let show = lines(&pipeline(name), job);
        let mut addresses = Vec::new();
        for _ in 0..2 {
            let output = repository.run(&show);
            assert!(output.status.success(), "{name}: {output:?}");
            let said = repository.tree.read(said);
            let (_, address) = said.lines().last().unwrap().split_once('=').unwrap();
            // GitLab puts the scheme before it.
            addresses.push(format!("https://{}", address.trim_start_matches("https://")));
        }
        assert_eq!(addresses[0], addresses[1], "{name}");
        let folder = addresses[0].strip_prefix("https://vorschau.example.org/").unwrap();
        let (hidden, shown_at) = folder.split_once('/').unwrap();
        assert_eq!((hidden.len(), shown_at), (32, "current"), "{name}: {folder}");
        let shown = repository.previews().join(folder);
        let page = fs::read_to_string(shown.join("vorhaben/index.html")).unwrap();
        assert!(page.contains("<meta name=\"robots\" content=\"noindex\">"), "{page}");
        assert!(page.contains(&format!("{}/vorhaben/", addresses[0])), "{page}");
        assert_eq!(
            fs::read_to_string(shown.join("robots.txt")).unwrap(),
            "User-agent: *\nDisallow: /\n"
        );
        for rules in ["_headers", ".htaccess"] {
            assert!(
                fs::read_to_string(shown.join(rules)).unwrap().contains("X-Robots-Tag"),
                "{rules}"
            );
        }
        let remove = lines(&pipeline(name), "vorschau-entfernen");
        for _ in 0..2 {
            // The branch may be gone by then, and all of its content.
            let output = repository
                .command("sh")
                .current_dir(repository.previews())
                .args(["-euc", &remove.join("\n")])
                .output();
            assert!(output.unwrap().status.success(), "{name}");
            assert!(!shown.join("index.html").exists(), "{name}");
        }
        // What readers get says nothing of that.
        assert!(
            repository
                .run(&lines(&pipeline(name), "veroeffentlichen"))
                .status
                .success()
        );
        assert!(
            !fs::read_to_string(repository.target().join("current/.htaccess"))
                .unwrap()
                .contains("X-Robots-Tag")
        );
    }
}

#[test]
fn previews_have_paths_that_nobody_guesses() {
    let repository = Repository::new();
    let publish = |name: &str, secret: &str, more: &[&str]| {
        let mut command = repository.command(env!("CARGO_BIN_EXE_ozg"));
        let target = repository.previews();
        command.env("OZG_VORSCHAU_GEHEIMNIS", secret);
        command
            .args(["publish", target.to_str().unwrap(), "--vorschau", name])
            .args(more)
            .output()
            .unwrap()
    };
    let url = ["--basis-url", "https://vorschau.example.org"];
    for (name, secret) in [("17", SECRET), ("18", SECRET), ("17", "ein-anderes-geheimnis")] {
        let output = publish(name, secret, &url);
        assert!(output.status.success(), "{output:?}");
    }
    let folders = fs::read_dir(repository.previews()).unwrap().count();
    assert_eq!(folders, 3);
    // A variable of the pipeline that is not set would give all requests one preview.
    for nameless in ["", " "] {
        for more in [&url[..], &["--entfernen"][..]] {
            let output = publish(nameless, SECRET, more);
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(
                !output.status.success() && said.contains("der Name der Vorschau ist leer"),
                "{said}"
            );
        }
    }
    for (secret, more, missing) in [
        ("", &url[..], "OZG_VORSCHAU_GEHEIMNIS"),
        ("zu-kurz", &url[..], "OZG_VORSCHAU_GEHEIMNIS"),
        ("", &["--entfernen"][..], "OZG_VORSCHAU_GEHEIMNIS"),
        (SECRET, &[][..], "--basis-url"),
    ] {
        let output = publish("19", secret, more);
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains(missing), "{output:?}");
    }
    // One goes, the others stay.
    assert!(publish("18", SECRET, &["--entfernen"]).status.success());
    let shown = fs::read_dir(repository.previews()).unwrap().flatten();
    let shown = shown.filter(|folder| folder.path().join("current/index.html").is_file());
    assert_eq!(shown.count(), 2);
}

#[test]
fn what_is_merged_is_published_and_the_next_night_transfers_nothing() {
    for name in BOTH {
        let repository = Repository::new();
        let lines = lines(&pipeline(name), "veroeffentlichen");
        for is_first in [true, false] {
            let output = repository.run(&lines);
            assert!(output.status.success(), "{name}: {output:?}");
            let summary = repository.json("veroeffentlichung.json");
            assert_eq!(summary["commit"], repository.base.as_str(), "{name}");
            assert_eq!(summary["uebertragen"].as_u64().unwrap() > 0, is_first, "{name}");
        }
        assert!(repository.target().join("current/index.html").is_file());
    }
}

#[test]
fn reminders_and_reports_do_not_fail_for_standing_warnings() {
    for name in BOTH {
        let repository = Repository::new();
        let output = repository.run(&lines(&pipeline(name), "faellig"));
        assert!(output.status.success(), "{name}: {output:?}");
        assert!(repository.tree.read("faellig.ics").starts_with("BEGIN:VCALENDAR"));
        // An address that nobody answers at: a warning, and no request that leaves this machine.
        repository.tree.write(
            "content/seiten/neu.md",
            "---\ntitel: Neu\nmenue: keins\n---\n\n[Fort](http://127.0.0.1:9/)\n",
        );
        let output = repository.run(&lines(&pipeline(name), "links"));
        assert!(output.status.success(), "{name}: {output:?}");
        assert_eq!(repository.json("links.json")["counts"]["error"], 0);
    }
}
