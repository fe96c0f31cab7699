//! `check`, `build` and `serve` tell the same problems in the same words, and what the one calls sound, the others write
//! and show.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use crate::harness::{AS_OF, Tree, ozg};
use crate::messages::{Case, all_cases};

/// Far more than a change takes.
const PATIENCE: Duration = Duration::from_secs(90);

/// How many trees are tried at once.
const SIDE_BY_SIDE: usize = 3;

/// What a command tells: the problems, and how many there are of each kind.
#[derive(Debug, PartialEq, Eq)]
struct Report {
    problems: String,
    tally: String,
}

fn report(tree: &Tree, command: &str) -> (i32, Report) {
    let said = tree.ozg(&[command]);
    let last = said.stdout.lines().last().unwrap_or_default();
    let (_, tally) = last.split_once(": ").unwrap_or_default();
    let report = Report {
        problems: said.stderr,
        tally: tally.to_owned(),
    };
    (said.code, report)
}

/// One preview whose files are replaced again and again, as a change of the branch in git replaces them.
struct Preview {
    tree: Tree,
    child: Child,
    problems: Arc<Mutex<String>>,
    tally: Arc<Mutex<String>>,
}

impl Preview {
    fn start() -> Self {
        let tree = Tree::base();
        let mut child = ozg()
            .args(["serve", "--port", "0", "--stichtag", AS_OF, "--wurzel"])
            .arg(tree.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let problems = Arc::new(Mutex::new(String::new()));
        let tally = Arc::new(Mutex::new(String::new()));
        let (mut stderr, all) = (child.stderr.take().unwrap(), problems.clone());
        std::thread::spawn(move || {
            let mut bytes = [0; 65536];
            while let Ok(count @ 1..) = stderr.read(&mut bytes) {
                all.lock().unwrap().push_str(&String::from_utf8_lossy(&bytes[..count]));
            }
        });
        let (stdout, last) = (BufReader::new(child.stdout.take().unwrap()), tally.clone());
        std::thread::spawn(move || {
            for line in stdout.lines().map_while(Result::ok) {
                if let Some(tally) = line.strip_prefix("Stand der Inhalte: ") {
                    tally.clone_into(&mut last.lock().unwrap());
                }
            }
        });
        let preview = Self {
            tree,
            child,
            problems,
            tally,
        };
        preview.wait(|preview| !preview.tally.lock().unwrap().is_empty());
        preview
    }

    /// Puts the files of another tree into the place of the present ones.
    fn become_like(&self, other: &Tree) {
        self.problems.lock().unwrap().clear();
        self.tally.lock().unwrap().clear();
        for folder in ["content", "themes"] {
            let (new, here) = (other.path().join(folder), self.tree.path().join(folder));
            if here.exists() {
                fs::rename(&here, self.tree.path().join(format!("alt-{folder}"))).unwrap();
                fs::remove_dir_all(self.tree.path().join(format!("alt-{folder}"))).unwrap();
            }
            if new.exists() {
                fs::rename(new, here).unwrap();
            }
        }
    }

    /// Whether the last thing that it said is a report.
    fn tells(&self, report: &Report) -> bool {
        *self.tally.lock().unwrap() == report.tally && self.problems.lock().unwrap().ends_with(&report.problems)
    }

    fn wait(&self, condition: impl Fn(&Self) -> bool) -> bool {
        let start = Instant::now();
        while !condition(self) {
            if start.elapsed() > PATIENCE {
                return false;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        true
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What the commands disagree on.
fn disagreements(preview: &Preview, path: &Path, case: &Case) -> Vec<String> {
    let mut found = Vec::new();
    let tree = case.tree();
    let (code, check) = report(&tree, "check");
    let (build_code, build) = report(&tree, "build");
    let name = path.file_stem().unwrap().display();
    if (code, &check) != (build_code, &build) {
        found.push(format!(
            "{name}: check ends with {code}: {check:#?}\nbuild ends with {build_code}: {build:#?}"
        ));
    }
    if tree.path().join("public/index.html").exists() != (code == 0) {
        found.push(format!(
            "{name}: check ends with {code}, and build wrote something else"
        ));
    }
    preview.become_like(&tree);
    if !preview.wait(|preview| preview.tells(&check)) {
        found.push(format!(
            "{name}: check tells {check:#?}\nserve tells {}\n{}",
            preview.problems.lock().unwrap(),
            preview.tally.lock().unwrap()
        ));
    }
    found
}

#[test]
fn check_build_and_serve_agree_on_every_message() {
    let cases = all_cases();
    let share = cases.len().div_ceil(SIDE_BY_SIDE);
    let found: Vec<String> = std::thread::scope(|scope| {
        let workers = cases.chunks(share).map(|cases| {
            scope.spawn(|| {
                let preview = Preview::start();
                let found = cases
                    .iter()
                    .flat_map(|(path, case)| disagreements(&preview, path, case));
                found.collect::<Vec<_>>()
            })
        });
        let workers: Vec<_> = workers.collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });
    assert!(found.is_empty(), "{}", found.join("\n"));
}
