//! Whole builds of generated portals, as ratios of what ran in turn: see `benches/README.md`.
//!
//! `cargo bench --bench portal -- --sizes 1000,10000 --rounds 5 --plot growth.svg`
//! `cargo bench --bench portal -- --sizes 1000,10000 --extras no --hugo plain`
//! `cargo bench --bench portal -- --sizes 1000,10000 --preview 20`
//! `cargo bench --bench portal -- --many authorities,files,commits`

#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::string_slice,
    missing_docs,
    reason = "nothing here is put in by others"
)]

mod content;
mod directory;
mod hugo;
mod many;
mod measure;
mod plot;
mod preview;
mod prose;
mod random;
mod rounds;

use std::fs;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use hugo::Theme;
use many::Many;
use rounds::{Figures, Rounds};

/// The reference date of all portals.
const AS_OF: &str = "2022-02-15";

/// Hugo keeps all pages in memory, and this is to measure a program and not the swapping of a machine.
const MOST_FOR_HUGO: usize = 20_000;

/// What was asked for.
struct Options {
    sizes: Vec<usize>,
    rounds: usize,
    /// Whether services and authorities have feeds, calendars and data files of their own.
    extras: bool,
    /// With how much of a theme Hugo is measured.
    hugo: Theme,
    plot: Option<PathBuf>,
    /// Measures the preview instead, with so many edits.
    preview: Option<usize>,
    /// Measures these instead.
    many: Vec<Many>,
    /// Makes a portal and measures nothing.
    only_make: Option<PathBuf>,
}

fn main() -> ExitCode {
    let outcome = options(std::env::args().skip(1)).and_then(|options| match (&options.only_make, options.preview) {
        (Some(folder), _) => make(&options, folder),
        (None, Some(edits)) => measure_preview(&options, edits),
        (None, None) if !options.many.is_empty() => measure_many(&options),
        (None, None) => measure(&options),
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn options(arguments: impl Iterator<Item = String>) -> io::Result<Options> {
    let mut options = Options {
        sizes: vec![1_000, 10_000],
        rounds: 5,
        extras: true,
        hugo: Theme::Rich,
        plot: None,
        preview: None,
        many: Vec::new(),
        only_make: None,
    };
    // cargo itself adds `--bench`.
    let mut arguments = arguments.filter(|argument| argument != "--bench");
    while let Some(name) = arguments.next() {
        let wrong = || io::Error::other(format!("{name}: not understood"));
        let value = arguments.next().ok_or_else(wrong)?;
        match name.as_str() {
            "--sizes" => {
                options.sizes = value
                    .split(',')
                    .map(str::parse)
                    .collect::<Result<_, _>>()
                    .map_err(|_| wrong())?
            }
            "--rounds" => options.rounds = value.parse().map_err(|_| wrong())?,
            "--extras" => options.extras = value == "yes",
            "--hugo" => options.hugo = Theme::parse(&value).ok_or_else(wrong)?,
            "--plot" => options.plot = Some(value.into()),
            "--preview" => options.preview = Some(value.parse().map_err(|_| wrong())?),
            "--many" => {
                options.many = value
                    .split(',')
                    .map(Many::parse)
                    .collect::<Option<_>>()
                    .ok_or_else(wrong)?
            }
            "--only-make" => options.only_make = Some(value.into()),
            _ => return Err(wrong()),
        }
    }
    Ok(options)
}

/// Portals to look at, or to run a profiler on.
fn make(options: &Options, folder: &std::path::Path) -> io::Result<()> {
    for size in &options.sizes {
        let root = folder.join(size.to_string());
        fs::create_dir_all(&root)?;
        content::write(&root, *size, options.extras)?;
        if hugo::is_there() {
            hugo::write(
                &folder.join(format!("{size}-hugo")),
                *size,
                options.extras,
                options.hugo,
            )?;
        }
    }
    Ok(())
}

fn measure_preview(options: &Options, edits: usize) -> io::Result<()> {
    println!("{}", preview::Figures::HEADER);
    for size in &options.sizes {
        let folder = tempfile::tempdir()?;
        content::write(folder.path(), *size, options.extras)?;
        println!("{}", preview::measure(folder.path(), *size, edits)?);
    }
    Ok(())
}

fn measure_many(options: &Options) -> io::Result<()> {
    println!("{}", Many::HEADER);
    for many in &options.many {
        let folder = tempfile::tempdir()?;
        println!("{}", many.row(folder.path())?);
    }
    Ok(())
}

fn measure(options: &Options) -> io::Result<()> {
    let has_hugo = hugo::is_there();
    if !has_hugo {
        println!("hugo is not on the PATH and is left out.\n");
    }
    let mut growth = Vec::new();
    println!("{}", Figures::header(options.hugo));
    for size in &options.sizes {
        let folder = tempfile::tempdir()?;
        let theme = (has_hugo && *size <= MOST_FOR_HUGO).then_some(options.hugo);
        let figures = Rounds::prepare(folder.path(), *size, options.extras, theme)?.run(options.rounds)?;
        println!("{figures}");
        growth.push(figures);
    }
    if let Some(path) = &options.plot {
        fs::write(path, plot::growth(&growth))?;
    }
    Ok(())
}
