//! What costs grows with what is there, and not with its square: told by the processor time of two sizes.

use std::fs;
use std::process::{Command, Stdio};

use crate::harness::{AS_OF, Tree, ozg};

/// Where a flood stands, what stands before it, and the piece of it with a number.
type Flood = (&'static str, String, fn(usize) -> String);

fn page(before: &str) -> String {
    format!("---\ntitel: x\n---\n\n{before}")
}

fn floods() -> Vec<(&'static str, Flood)> {
    const PAGE: &str = "content/seiten/x.md";
    const SERVICE: &str = "content/leistungen/wohngeld/leistung.yaml";
    const PLACES: &str = "content/stellen/weitere.yaml";
    let service = Tree::base().read(SERVICE);
    let front = "---\ntitel: x\n".to_owned();
    vec![
        ("elements", (PAGE, page(""), |_| "<div>".into())),
        ("brackets", (PAGE, page(""), |_| "[".into())),
        ("emphasis", (PAGE, page(""), |_| "*a **b ".into())),
        ("quotes", (PAGE, page(""), |_| "> ".into())),
        ("tags", (PAGE, page(""), |_| "<b>a</b> ".into())),
        ("tags without end", (PAGE, page(""), |_| "<b a ".into())),
        ("headings", (PAGE, page(""), |_| "## a\n\n".into())),
        ("links", (PAGE, page(""), |_| "[a](https://example.org/) ".into())),
        ("links to nowhere", (PAGE, page(""), |_| "[a](b.md) ".into())),
        (
            "references",
            (PAGE, page(""), |n| {
                format!("[{n}]\n\n[{n}]: https://example.org/{n}\n\n")
            }),
        ),
        ("footnotes", (PAGE, page(""), |n| format!("a[^{n}]\n\n[^{n}]: b\n\n"))),
        ("rows", (PAGE, page("|a|b|\n|-|-|\n"), |_| "|a|b|\n".into())),
        (
            "unknown keys of a page",
            (PAGE, front.clone(), |n| format!("k{n}: 1\n")),
        ),
        ("a key many times", (PAGE, front.clone(), |_| "titel: y\n".into())),
        ("nested values", (PAGE, front.clone() + "x: ", |_| "[".into())),
        ("values in a row", (PAGE, front.clone() + "x: [", |_| "{a: b}, ".into())),
        ("aliases", (PAGE, front + "y: &a [1]\nx: [", |_| "*a, ".into())),
        (
            "unknown keys of a service",
            (SERVICE, service.clone(), |n| format!("k{n}: 1\n")),
        ),
        (
            "keys of a service many times",
            (SERVICE, service, |_| "titel: y\n".into()),
        ),
        (
            "wrong records",
            (PLACES, String::new(), |n| {
                format!("- id: a{n}\n  name: 1\n  art: xx\n  foo: 2\n")
            }),
        ),
        (
            "one record many times",
            (PLACES, String::new(), |_| {
                "- id: a\n  name: A\n  art: it_dienstleister\n".into()
            }),
        ),
        (
            "wrong rows",
            (
                "content/stellen/gemeinden.csv",
                "ars;name;art;uebergeordnet\n".into(),
                |n| format!("{n};\"a\n"),
            ),
        ),
    ]
}

/// Processor time of a check in hundredths of a second, and its exit code.
fn cost(tree: &Tree) -> (u64, i32) {
    let mut check = ozg();
    check.args(["check", "--stichtag", AS_OF, "--wurzel"]).arg(tree.path());
    // A shell tells what its children took, and nobody else's.
    let mut shell = Command::new("sh");
    shell.args(["-c", "\"$@\" >/dev/null 2>&1; echo $?; times", "sh"]);
    shell.arg(check.get_program()).args(check.get_args());
    let said = shell.stdin(Stdio::null()).stderr(Stdio::inherit()).output().unwrap();
    let said = String::from_utf8(said.stdout).unwrap();
    let mut lines = said.lines();
    let code = lines.next().unwrap().parse().unwrap();
    let hundredths = |time: &str| -> u64 {
        let (minutes, seconds) = time.trim_end_matches('s').split_once('m').unwrap();
        let seconds: f64 = seconds.replace(',', ".").parse().unwrap();
        minutes.parse::<u64>().unwrap() * 6_000 + (seconds * 100.0) as u64
    };
    let of_children = lines.nth(1).unwrap();
    (of_children.split_whitespace().map(hundredths).sum(), code)
}

#[test]
fn four_times_as_much_costs_no_more_than_a_few_times_as_much() {
    const LITTLE: usize = 4_000;
    let mut slow = Vec::new();
    for (name, (path, before, piece)) in floods() {
        let costs = [LITTLE, 4 * LITTLE].map(|size| {
            let tree = Tree::base();
            fs::remove_file(tree.path().join(path)).ok();
            let end = if before.starts_with("---\ntitel: x\n---") {
                ""
            } else {
                "\n---\n\nx\n"
            };
            let end = if path.ends_with(".md") { end } else { "" };
            tree.write(path, before.clone() + &(0..size).map(piece).collect::<String>() + end);
            let (cost, code) = cost(&tree);
            assert!(code == 0 || code == 1, "{name}: {code}");
            cost
        });
        // Half a second is what the smallest portal may take on a machine that is busy.
        if costs[1] > 8 * costs[0] && costs[1] > 50 {
            slow.push((name, costs));
        }
    }
    assert_eq!(slow, []);
}
