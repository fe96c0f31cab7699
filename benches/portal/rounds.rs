//! Builds and what they are compared with, in turn, so that a machine that slows down slows all of them down.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::AS_OF;
use crate::content;
use crate::hugo::{self, Theme};
use crate::measure::{self, Taken, median};

/// Where to measure. Every round writes to folders of its own, and nothing is removed before the end: file systems are slow
/// to give away again what was just removed, and a round would pay for the one before it.
pub struct Rounds {
    services: usize,
    folder: PathBuf,
    root: PathBuf,
    hugo: Option<PathBuf>,
}

/// What one round took.
struct Round {
    cold: Taken,
    copy: Taken,
    unchanged: Taken,
    edited: Taken,
    hugo: Option<Taken>,
}

/// The medians of all rounds.
pub struct Figures {
    pub services: usize,
    pub files: u64,
    pub bytes: u64,
    pub cold: f64,
    pub peak_bytes: u64,
    copy_ratio: f64,
    unchanged_ratio: f64,
    edited_ratio: f64,
    hugo: Option<HugoFigures>,
}

struct HugoFigures {
    seconds: f64,
    ratio: f64,
    peak_bytes: u64,
    files: u64,
}

impl Rounds {
    /// Makes the portal, and the site for Hugo with a theme if Hugo is measured too.
    pub fn prepare(folder: &Path, services: usize, extras: bool, theme: Option<Theme>) -> io::Result<Self> {
        let root = folder.join("portal");
        content::write(&root, services, extras)?;
        let hugo = theme.map(|_| folder.join("hugo"));
        if let (Some(root), Some(theme)) = (&hugo, theme) {
            hugo::write(root, services, extras, theme)?;
        }
        Ok(Self {
            services,
            folder: folder.to_path_buf(),
            root,
            hugo,
        })
    }

    /// Measures; the first round warms up and is not counted.
    pub fn run(&self, rounds: usize) -> io::Result<Figures> {
        self.round(0)?;
        let counted = (1..=rounds)
            .map(|number| self.round(number))
            .collect::<io::Result<Vec<_>>>()?;
        self.figures(&counted)
    }

    fn round(&self, number: usize) -> io::Result<Round> {
        self.forget_pictures()?;
        let output = self.output("public", number);
        let cold = measure::run(&mut self.build(&output))?;
        let copy = measure::run(
            Command::new("cp")
                .arg("-r")
                .arg(&output)
                .arg(self.output("copy", number)),
        )?;
        let unchanged = measure::run(&mut self.build(&output))?;
        self.edit(number)?;
        let edited = measure::run(&mut self.build(&output))?;
        let hugo = self
            .hugo
            .as_deref()
            .map(|root| measure::run(&mut hugo::build(root, &self.output("hugo-public", number))));
        Ok(Round {
            cold,
            copy,
            unchanged,
            edited,
            hugo: hugo.transpose()?,
        })
    }

    /// The folder that a round fills.
    fn output(&self, name: &str, round: usize) -> PathBuf {
        self.folder.join(format!("{name}-{round}"))
    }

    /// A cold build draws its pictures itself.
    fn forget_pictures(&self) -> io::Result<()> {
        match fs::remove_dir_all(self.root.join(".ozg")) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    fn build(&self, output: &Path) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ozg"));
        command
            .arg("build")
            .arg("--wurzel")
            .arg(&self.root)
            .arg("--ausgabe")
            .arg(output)
            .args(["--stichtag", AS_OF]);
        command
    }

    /// Changes the text of one service.
    fn edit(&self, number: usize) -> io::Result<()> {
        let id = content::id(self.services / 2);
        let file = self.root.join("content/leistungen").join(id).join("text.md");
        let text = fs::read_to_string(&file)?;
        fs::write(file, format!("{text}\nÄnderung {number}.\n"))
    }

    fn figures(&self, rounds: &[Round]) -> io::Result<Figures> {
        let ratio = |of: fn(&Round) -> f64| median(rounds.iter().map(of));
        let (files, bytes) = measure::files(&self.output("public", 0))?;
        Ok(Figures {
            services: self.services,
            files,
            bytes,
            cold: ratio(|round| round.cold.seconds),
            peak_bytes: peak(rounds.iter().flat_map(|round| [round.cold, round.edited])),
            copy_ratio: ratio(|round| round.cold.seconds / round.copy.seconds),
            unchanged_ratio: ratio(|round| round.unchanged.seconds / round.cold.seconds),
            edited_ratio: ratio(|round| round.edited.seconds / round.cold.seconds),
            hugo: self.hugo_figures(rounds)?,
        })
    }

    fn hugo_figures(&self, rounds: &[Round]) -> io::Result<Option<HugoFigures>> {
        if self.hugo.is_none() {
            return Ok(None);
        }
        let runs = || rounds.iter().filter_map(|round| Some((round.hugo?, round.cold)));
        Ok(Some(HugoFigures {
            seconds: median(runs().map(|(hugo, _)| hugo.seconds)),
            ratio: median(runs().map(|(hugo, cold)| hugo.seconds / cold.seconds)),
            peak_bytes: peak(runs().map(|(hugo, _)| hugo)),
            files: measure::files(&self.output("hugo-public", 0))?.0,
        }))
    }
}

fn peak(runs: impl Iterator<Item = Taken>) -> u64 {
    runs.map(|taken| taken.peak_bytes).max().unwrap_or_default()
}

impl Figures {
    /// The head of the table, which names Hugo's theme.
    pub fn header(theme: Theme) -> String {
        format!(
            "| services | files | MB | cold s | µs a file | peak MB | bytes a file | cold : cp -r | unchanged : cold | edited : cold | Hugo {theme} s (files, MB) | Hugo : cold |\n\
             | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
        )
    }

    /// Time for a file, in microseconds.
    pub fn microseconds_per_file(&self) -> f64 {
        self.cold * 1e6 / self.files as f64
    }

    /// Bytes of a file on average.
    pub fn bytes_per_file(&self) -> u64 {
        self.bytes / self.files.max(1)
    }

    /// Memory in millions of bytes.
    pub fn peak_megabytes(&self) -> u64 {
        megabytes(self.peak_bytes)
    }
}

fn megabytes(bytes: u64) -> u64 {
    bytes / 1_000_000
}

impl fmt::Display for Figures {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        write!(
            formatter,
            "| {} | {} | {} | {:.2} | {:.0} | {} | {} | {:.2} | {:.2} | {:.2} |",
            self.services,
            self.files,
            megabytes(self.bytes),
            self.cold,
            self.microseconds_per_file(),
            self.peak_megabytes(),
            self.bytes_per_file(),
            self.copy_ratio,
            self.unchanged_ratio,
            self.edited_ratio,
        )?;
        match &self.hugo {
            None => write!(formatter, " – | – |"),
            Some(hugo) => write!(
                formatter,
                " {:.1} ({}, {}) | {:.1} |",
                hugo.seconds,
                hugo.files,
                megabytes(hugo.peak_bytes),
                hugo.ratio
            ),
        }
    }
}
