//! Runs the program on an input, as a process of its own with limits.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use scraper::{Html, Selector};
use tempfile::TempDir;
use walkdir::WalkDir;

use super::ground::{Ground, differing};
use super::input::{Input, Stdout};
use crate::harness::{AS_OF, ozg};

/// Of processor time, on all threads together. The system ends what takes more.
const MOST_SECONDS: u32 = 10;
const MOST_MEGABYTES: u64 = 1024;
/// What waits for something that never comes takes no processor time, however busy the machine is.
const MOST_TO_WAIT: Duration = Duration::from_secs(60);
/// What a process that only waits may take of it in that time.
const LEAST_WORK: f64 = 0.1;
/// How often is looked.
const EVERY: Duration = Duration::from_millis(8);
/// What a process says that was not told what to say.
const ACCIDENTS: [&str; 4] = [
    "panicked at",
    "RUST_BACKTRACE",
    "overflowed its stack",
    "memory allocation of",
];
/// What runs if a page of it is opened.
const HARM: &str = "harm(";

pub struct Outcome {
    pub code: i32,
    /// The first line of the message with its place, without what is different in every run.
    pub first: String,
    pub seconds: f64,
    pub megabytes: u64,
    /// What should not have happened.
    pub faults: Vec<String>,
}

pub fn run(input: &Input) -> Outcome {
    let ground = Ground::new();
    (input.prepare)(&ground);
    let before = ground.snapshot();
    let said = TempDir::new().unwrap();
    let mut child = start(input, &ground, said.path());
    let (code, spent, mut faults) = wait(&mut child);
    let text = |name| String::from_utf8_lossy(&fs::read(said.path().join(name)).unwrap()).into_owned();
    let (stdout, stderr) = (text("stdout"), text("stderr"));
    let accidents = ACCIDENTS.iter().filter(|accident| stderr.contains(**accident));
    faults.extend(accidents.map(|accident| format!("{accident}: {}", stderr.lines().next().unwrap_or_default())));
    if !(0..=2).contains(&code) {
        faults.push(format!(
            "exit code {code}: {}",
            stderr.chars().take(300).collect::<String>()
        ));
    }
    let may_change = (code == 0 || input.leaves).then_some(input.may_change);
    let changed = differing(&before, &ground.snapshot(), may_change);
    if let Some(first) = changed.first() {
        faults.push(format!("{} files were changed, {first:?} first", changed.len()));
    }
    if code == 0 {
        faults.extend(harm(&ground.root.join("public")));
    }
    Outcome {
        code,
        first: first_line(&stdout, &stderr, &ground),
        seconds: spent.seconds,
        megabytes: spent.megabytes,
        faults,
    }
}

fn start(input: &Input, ground: &Ground, said: &Path) -> Child {
    let at = |argument: &String| {
        let argument = argument.replace("{root}", &ground.root.display().to_string());
        argument.replace("{outer}", &ground.outer().display().to_string())
    };
    let call = ozg();
    let mut command = Command::new("/bin/sh");
    // The hard limit of memory is of what a program may ask for, which is more than it takes.
    let limits = format!(
        "ulimit -t {MOST_SECONDS}; ulimit -d {}; {}",
        4 * MOST_MEGABYTES * 1024,
        input.shell
    );
    command.args(["-c", &limits, "sh"]).arg(call.get_program());
    command.args(input.arguments.iter().map(at));
    command.args(["--stichtag", AS_OF, "--wurzel"]).arg(&ground.root);
    for (name, value) in call.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    command.env("LANG", "C.UTF-8").env("OUTER", ground.outer());
    let stderr = File::create(said.join("stderr")).unwrap();
    let stdout = File::create(said.join("stdout")).unwrap();
    let stdout = match input.stdout {
        Stdout::File => Stdio::from(stdout),
        Stdout::Broken => Stdio::from(std::io::pipe().unwrap().1),
    };
    command.stdin(Stdio::null()).stdout(stdout).stderr(stderr);
    command.current_dir(ground.outer()).spawn().unwrap()
}

/// What a process took, as it was last seen.
#[derive(Default)]
struct Spent {
    seconds: f64,
    megabytes: u64,
}

/// Waits for the end, and makes one where a limit is passed.
fn wait(child: &mut Child) -> (i32, Spent, Vec<String>) {
    let (mut awake, mut worked, mut spent) = (Instant::now(), 0.0, Spent::default());
    let mut faults = Vec::new();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            let code = status.code().unwrap_or(-1);
            if spent.seconds > f64::from(MOST_SECONDS) - 0.5 && code < 0 {
                faults.push(format!("took more than {MOST_SECONDS} s"));
            }
            return (code, spent, faults);
        }
        look(child.id(), &mut spent);
        if spent.seconds > worked + LEAST_WORK {
            (awake, worked) = (Instant::now(), spent.seconds);
        }
        if faults.is_empty() && spent.megabytes > MOST_MEGABYTES {
            faults.push(format!("took {} MB", spent.megabytes));
            let _ = child.kill();
        }
        if faults.is_empty() && awake.elapsed() > MOST_TO_WAIT {
            faults.push("never ended".to_owned());
            let _ = child.kill();
        }
        std::thread::sleep(EVERY);
    }
}

fn look(process: u32, spent: &mut Spent) {
    let told = |name: &str| fs::read_to_string(format!("/proc/{process}/{name}")).unwrap_or_default();
    let status = told("status");
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = peak.and_then(|peak| peak.trim().trim_end_matches(" kB").parse::<u64>().ok());
    spent.megabytes = spent.megabytes.max(kilobytes.unwrap_or_default() / 1024);
    // The 12th to 15th number behind the name: of the program and of the system, and of children that have ended.
    let stat = told("stat");
    let numbers = stat
        .rsplit_once(')')
        .map_or("", |(_, numbers)| numbers)
        .split_whitespace();
    let hundredths: u64 = numbers
        .skip(11)
        .take(4)
        .filter_map(|number| number.parse::<u64>().ok())
        .sum();
    spent.seconds = spent.seconds.max(hundredths as f64 / 100.0);
}

/// What of a hostile page would run in a browser.
fn harm(public: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let files = WalkDir::new(public).into_iter().filter_map(Result::ok);
    for file in files.filter(|file| {
        file.path()
            .extension()
            .is_some_and(|ending| ending == "html" || ending == "svg")
    }) {
        let Ok(text) = fs::read_to_string(file.path()) else {
            continue;
        };
        if text.contains(HARM) {
            found.extend(runs(&text).map(|what| format!("{} runs {what}", file.path().display())));
        }
    }
    found
}

fn runs(text: &str) -> Option<String> {
    let html = Html::parse_document(text);
    let all = Selector::parse("*").unwrap();
    html.select(&all).find_map(|element| {
        let name = element.value().name();
        let is_script = matches!(name, "script" | "style") && element.text().any(|text| text.contains(HARM));
        let attribute = element.value().attrs().find(|(name, value)| {
            let value: String = value
                .chars()
                .filter(|c| !c.is_control() && !c.is_whitespace())
                .collect();
            let value = value.to_ascii_lowercase();
            let is_address = matches!(*name, "href" | "src" | "action" | "data" | "formaction" | "xlink:href");
            (name.starts_with("on") || *name == "srcdoc") && value.contains(HARM)
                || is_address
                    && ["javascript:", "vbscript:", "data:text", "data:image/svg"]
                        .iter()
                        .any(|s| value.starts_with(s))
        });
        // Linked data are no script.
        let is_data = element.value().attr("type").is_some_and(|kind| kind.ends_with("json"));
        (is_script && !is_data || attribute.is_some()).then(|| format!("<{name}> {attribute:?}"))
    })
}

/// The first line that matters, with the place that follows it.
fn first_line(stdout: &str, stderr: &str, ground: &Ground) -> String {
    let mut lines = stderr.lines().filter(|line| !line.trim().is_empty());
    let Some(message) = lines.next() else {
        let last = stdout.lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default();
        return match last.split_once(": ") {
            Some((begin, tally)) if begin.starts_with("Fertig nach") => format!("Fertig: {tally}"),
            _ => cut(last, ground),
        };
    };
    let place = lines.next().and_then(|line| line.trim_start().strip_prefix("--> "));
    match place {
        Some(place) => format!("{} ({})", cut(message, ground), cut(&unnumbered(place), ground)),
        None => cut(message, ground),
    }
}

/// A place in a template without the number in its name: which of a chain of them runs out of time is chance.
fn unnumbered(place: &str) -> String {
    match place.split_once(".html:") {
        Some((name, rest)) => format!("{}.html:{rest}", name.trim_end_matches(|c: char| c.is_ascii_digit())),
        None => place.to_owned(),
    }
}

/// A line without what is another one in each run, and no longer than a line should be.
fn cut(line: &str, ground: &Ground) -> String {
    const MOST: usize = 160;
    let line = line.replace(&ground.outer().display().to_string(), "…");
    let line = line.replace(|c: char| c.is_control(), "\u{fffd}");
    match line.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}
