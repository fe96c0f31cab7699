//! The preview of a portal: how long until it can be reached, and until an edit is in the browser.

use std::fmt;
use std::fs;
use std::io::{self, BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::measure::median;
use crate::{AS_OF, content};

/// Editors look at what they wrote before they write again; by then all checks are through.
const PAUSE: Duration = Duration::from_millis(1_500);

/// What the preview of a portal takes.
pub struct Figures {
    services: usize,
    /// From the start of the program to its start page, in seconds.
    ready: f64,
    /// From the saved file to the new page, in milliseconds; the middle one and the longest.
    edit: f64,
    longest_edit: f64,
}

impl Figures {
    pub const HEADER: &str = "\
| services | ready s | edit ms (median) | edit ms (longest) |
| ---: | ---: | ---: | ---: |";
}

impl fmt::Display for Figures {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        write!(
            formatter,
            "| {} | {:.2} | {:.0} | {:.0} |",
            self.services, self.ready, self.edit, self.longest_edit
        )
    }
}

/// Starts the preview of a portal and edits one of its services so many times.
pub fn measure(root: &Path, services: usize, edits: usize) -> io::Result<Figures> {
    let start = Instant::now();
    let preview = Preview::start(root)?;
    preview.page("")?;
    let ready = start.elapsed().as_secs_f64();
    let times = (0..edits)
        .map(|number| preview.edit(root, services, number))
        .collect::<io::Result<Vec<_>>>()?;
    Ok(Figures {
        services,
        ready,
        edit: median(times.iter().copied()),
        longest_edit: times.iter().copied().fold(0.0, f64::max),
    })
}

/// A running preview; it ends with the measurement.
struct Preview {
    program: Child,
    url: String,
}

impl Drop for Preview {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

impl Preview {
    fn start(root: &Path) -> io::Result<Self> {
        let mut program = Command::new(env!("CARGO_BIN_EXE_ozg"))
            .args(["serve", "--port", "0", "--stichtag", AS_OF, "--wurzel"])
            .arg(root)
            .stdout(Stdio::piped())
            .spawn()?;
        let said = program.stdout.take().ok_or_else(|| io::Error::other("no output"))?;
        let mut lines = BufReader::new(said).lines().map_while(Result::ok);
        let url = lines.find_map(|line| {
            let start = line.find("http://")?;
            Some(line.get(start..)?.split(' ').next()?.to_owned())
        });
        // What it says later is not of interest, but must go somewhere.
        thread::spawn(move || lines.for_each(drop));
        match url {
            Some(url) => Ok(Self { program, url }),
            None => Err(io::Error::other("the preview tells no address")),
        }
    }

    fn page(&self, path: &str) -> io::Result<String> {
        let answer = ureq::get(format!("{}{path}", self.url)).call();
        let mut answer = answer.map_err(io::Error::other)?;
        answer.body_mut().read_to_string().map_err(io::Error::other)
    }

    /// Changes a service as an editor does, and waits as a browser does: for the event, then for the page.
    fn edit(&self, root: &Path, services: usize, number: usize) -> io::Result<f64> {
        thread::sleep(PAUSE);
        let id = content::id((services / 2 + number) % services);
        let file = root.join("content/leistungen").join(&id).join("text.md");
        let text = fs::read_to_string(&file)?;
        let mark = format!("Bearbeitung {number}.");
        let events = ureq::get(format!("{}_ozg/ereignisse", self.url)).call();
        let events = BufReader::new(events.map_err(io::Error::other)?.into_body().into_reader());
        let mut states = events
            .lines()
            .filter(|line| line.as_ref().is_ok_and(|line| line.starts_with("data:")));
        // The present state is told at once.
        states.next().transpose()?;
        let start = Instant::now();
        fs::write(file, format!("{text}\n{mark}\n"))?;
        while states.next().transpose()?.is_some() {
            if self.page(&format!("leistungen/{id}/"))?.contains(&mark) {
                return Ok(start.elapsed().as_secs_f64() * 1_000.0);
            }
        }
        Err(io::Error::other("the preview ended"))
    }
}
