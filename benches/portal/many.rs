//! What is many beside services: the municipalities of a whole country, files in one folder, years of history.

use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::AS_OF;
use crate::content;
use crate::measure;

/// Services beside what is many.
const SERVICES: usize = 300;
const STATES: [usize; 15] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16];
const COUNTIES: usize = 27;
const MUNICIPALITIES: usize = 26;
const FILES: usize = 50_000;
const COMMITS: usize = 50_000;
/// 2002-02-15, twenty years before the reference date.
const BEGIN: usize = 1_013_731_200;
const SECONDS: usize = 20 * 365 * 86_400;

/// What is many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Many {
    Authorities,
    Files,
    Commits,
}

impl Many {
    pub const HEADER: &str = "| many | files | MB | cold s | peak MB | again s | peak MB | check s | peak MB |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |";

    pub fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "authorities" => Self::Authorities,
            "files" => Self::Files,
            "commits" => Self::Commits,
            _ => return None,
        })
    }

    /// Makes a portal, and a row of what building it took.
    pub fn row(self, root: &Path) -> io::Result<String> {
        content::write(root, SERVICES, self == Self::Authorities)?;
        let what = match self {
            Self::Authorities => authorities(root)?,
            Self::Files => files(root)?,
            Self::Commits => commits(root)?,
        };
        let mut row = format!("| {what} |");
        let ozg = |command: &str| {
            let mut call = Command::new(env!("CARGO_BIN_EXE_ozg"));
            call.args([command, "--stichtag", AS_OF, "--wurzel"]).arg(root);
            measure::run(&mut call)
        };
        let runs = [ozg("build")?, ozg("build")?, ozg("check")?];
        let (files, bytes) = measure::files(&root.join("public"))?;
        // Writing to a string cannot fail.
        let _ = write!(row, " {files} | {} |", bytes / 1_000_000);
        for taken in runs {
            let _ = write!(row, " {:.1} | {} |", taken.seconds, taken.peak_bytes / 1_000_000);
        }
        Ok(row)
    }
}

/// Those of fifteen more states, all of which re-use one service.
fn authorities(root: &Path) -> io::Result<String> {
    let path = root.join("content/stellen/gebietskoerperschaften.csv");
    let mut table = fs::read_to_string(&path)?;
    let mut reuse = "ars;stand;seit;url;bemerkung\n".to_owned();
    for state in STATES {
        for county in 1..=COUNTIES {
            let above = format!("{state:02}0{county:02}0000000");
            let _ = writeln!(table, "{above};;Kreis {state}-{county};landkreis;;;90000;900.5;;;;");
            for member in 1..=MUNICIPALITIES {
                let key = format!("{state:02}0{county:02}{member:04}{member:03}");
                let _ = writeln!(
                    table,
                    "{key};;Gemeinde {state}-{county}-{member};amtsfreie_gemeinde;;{above};4000;30.5;;1{}.{member:02};5{}.{county:02};",
                    state % 5,
                    state % 4
                );
                let _ = writeln!(reuse, "{key};live;2021-{:02};;", member % 12 + 1);
            }
        }
    }
    fs::write(&path, &table)?;
    fs::write(
        root.join("content/leistungen")
            .join(content::id(0))
            .join("nachnutzung.csv"),
        reuse,
    )?;
    Ok(format!(
        "{} authorities, most of which re-use one service",
        table.lines().count() - 1
    ))
}

fn files(root: &Path) -> io::Result<String> {
    for number in 0..FILES {
        let text = format!("---\ntitel: Seite {number}\n---\n\nText der Seite {number} über Anträge.\n");
        fs::write(root.join(format!("content/seiten/seite-{number:05}.md")), text)?;
    }
    Ok(format!("{FILES} pages in one folder"))
}

/// Each commit changes the summary of a service.
fn commits(root: &Path) -> io::Result<String> {
    let git = |arguments: &[&str]| {
        let mut git = Command::new("git");
        git.args(["-c", "user.name=A", "-c", "user.email=a@example.org"])
            .args(arguments);
        git.current_dir(root).stdout(Stdio::null());
        git
    };
    let run = |arguments: &[&str]| match git(arguments).status()?.success() {
        true => Ok(()),
        false => Err(io::Error::other(format!("git {arguments:?}"))),
    };
    run(&["init", "--quiet", "--initial-branch=main", "."])?;
    let mut import = git(&["fast-import", "--quiet"]).stdin(Stdio::piped()).spawn()?;
    let mut stream = io::BufWriter::new(import.stdin.take().ok_or(io::ErrorKind::BrokenPipe)?);
    let records: Vec<String> = (0..SERVICES)
        .map(|number| content::record(&content::service(number, SERVICES)))
        .collect();
    for commit in 0..COMMITS {
        let number = commit % SERVICES;
        let time = BEGIN + commit * (SECONDS / COMMITS);
        let record = records[number].replacen("\nkurz: ", &format!("\nkurz: {commit}. Fassung: "), 1);
        let (path, length) = (content::id(number), record.len());
        write!(
            stream,
            "commit refs/heads/main\ncommitter A <a@example.org> {time} +0100\ndata 2\nx\nM 100644 inline content/leistungen/{path}/leistung.yaml\ndata {length}\n{record}\n"
        )?;
    }
    stream.flush()?;
    drop(stream);
    if !import.wait()?.success() {
        return Err(io::Error::other("git fast-import"));
    }
    run(&["reset", "--quiet"])?;
    run(&["add", "content"])?;
    let date = format!("{} +0100", BEGIN + SECONDS);
    let mut last = git(&["commit", "--quiet", "--message=x"]);
    let status = last
        .env("GIT_AUTHOR_DATE", &date)
        .env("GIT_COMMITTER_DATE", &date)
        .status()?;
    match status.success() {
        true => Ok(format!("{COMMITS} commits in twenty years")),
        false => Err(io::Error::other("git commit")),
    }
}
