//! What a person sees in the terminal: errors first, what is many is counted, and what to do next stands at the end.

use crate::harness::{AS_OF, Tree, ozg};

const SERVICE: &str = "content/leistungen/wohngeld/leistung.yaml";

/// A table with 30 wrong words, a page with one error, an unasked file and something overdue.
fn spoilt() -> Tree {
    let tree = Tree::base();
    let rows: String = (0..30).map(|_| "990010000000;falsch;;;\n").collect();
    tree.write(
        "content/leistungen/wohngeld/nachnutzung.csv",
        format!("ars;stand;seit;url;bemerkung\n{rows}"),
    );
    tree.replace(SERVICE, "geprueft_am: 2022-02-01", "geprueft_am: 2020-02-01");
    tree.write("content/seiten/notiz.bak", "x");
    tree.write(
        "content/seiten/impressum.md",
        "---\ntitel: Impressum\nneu: 1\n---\n\nText\n",
    );
    tree
}

#[test]
fn errors_come_first_and_what_is_many_is_counted() {
    let said = spoilt().ozg(&["check"]);
    let at = |text: &str| {
        said.stderr
            .find(text)
            .unwrap_or_else(|| panic!("{text} is not in\n{}", said.stderr))
    };
    assert_eq!(said.stderr.matches("Fehler[unbekannter-wert]: unbekannter").count(), 20);
    let counted = "und 10 weitere Fehler[unbekannter-wert] in content/leistungen/wohngeld/nachnutzung.csv\n";
    assert!(at("Fehler[unbekanntes-feld]") < at("Warnung[pruefung-ueberfaellig]"));
    assert!(at(counted) < at("Warnung[pruefung-ueberfaellig]"));
    assert!(
        said.stderr
            .ends_with(" und alles, was hier nur gezählt ist: ozg check --alle\n\n"),
        "{}",
        said.stderr
    );
    assert!(!said.stderr.contains("Hinweis["), "{}", said.stderr);
    let end: Vec<&str> = said.stdout.lines().rev().take(2).collect();
    assert!(end[0].starts_with("Geprüft: 31 Fehler, 1 Warnung, "), "{}", said.stdout);
    assert!(
        end[1].starts_with(
            "Fehler stehen in content/leistungen/wohngeld/nachnutzung.csv (30), content/seiten/impressum.md (1)."
        ),
        "{}",
        said.stdout
    );
}

#[test]
fn everything_is_told_on_request_and_errors_alone_too() {
    let tree = spoilt();
    let all = tree.ozg(&["check", "--alle"]);
    assert_eq!(all.stderr.matches("Fehler[unbekannter-wert]: unbekannter").count(), 30);
    assert!(all.stderr.contains("Hinweis[hilfsdatei]"), "{}", all.stderr);
    let errors = tree.ozg(&["check", "--nur-fehler"]);
    assert!(
        !errors.stderr.contains("Warnung[") && !errors.stderr.contains("Hinweis"),
        "{}",
        errors.stderr
    );
    assert!(
        errors
            .stdout
            .ends_with("Geprüft: 31 Fehler, keine Warnungen, keine Hinweise.\n"),
        "{}",
        errors.stdout
    );
    let json = tree.ozg(&["check", "--nur-fehler", "--format", "json"]);
    assert!(json.stdout.contains("\"warning\": 0") && !json.stdout.contains("pruefung-ueberfaellig"));
}

#[test]
fn where_nothing_is_wrong_little_is_said() {
    let tree = Tree::base();
    for command in ["check", "build"] {
        let said = tree.ozg(&[command]);
        assert_eq!(said.code, 0);
        let lines = said.stderr.lines().count() + said.stdout.lines().count();
        assert!((1..=15).contains(&lines), "{command}: {}{}", said.stderr, said.stdout);
    }
}

/// The first command of the README, on a day on which much is overdue, in a terminal of 24 lines and 80 columns.
#[cfg(unix)]
#[test]
fn the_address_is_on_the_screen_when_the_portal_is_ready() {
    for day in [AS_OF, "2026-11-28"] {
        let tree = Tree::repository();
        let screen = terminal::last_screen(&tree, day);
        let address = screen
            .iter()
            .any(|line| line.contains("Das Portal ist zu sehen unter http://127.0.0.1:"));
        assert!(address, "{day}:\n{}", screen.join("\n"));
        assert!(
            screen
                .iter()
                .any(|line| line.starts_with("Stand der Inhalte: keine Fehler")),
            "{}",
            screen.join("\n")
        );
    }
}

#[cfg(unix)]
mod terminal {
    use std::fs::File;
    use std::io::Read;
    use std::os::fd::OwnedFd;
    use std::sync::mpsc::{RecvTimeoutError, channel};
    use std::time::Duration;

    use rustix::fs::{Mode, OFlags, open};
    use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
    use rustix::termios::{Winsize, tcsetwinsize};

    use super::{Tree, ozg};

    const LINES: u16 = 24;
    const COLUMNS: u16 = 80;

    /// So long nothing more is said.
    const QUIET: Duration = Duration::from_secs(4);

    /// What `ozg serve` leaves on the screen when it has become quiet.
    pub fn last_screen(tree: &Tree, day: &str) -> Vec<String> {
        let outside = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&outside).unwrap();
        unlockpt(&outside).unwrap();
        let name = ptsname(&outside, Vec::new()).unwrap();
        let inside: OwnedFd = open(name, OFlags::RDWR | OFlags::NOCTTY, Mode::empty()).unwrap();
        let size = Winsize {
            ws_row: LINES,
            ws_col: COLUMNS,
            ws_xpixel: 0,
            ws_ypixel: 0,
        };
        tcsetwinsize(&inside, size).unwrap();
        let mut child = ozg()
            .env_remove("NO_COLOR")
            .env("TERM", "xterm")
            .args(["serve", "--port", "0", "--stichtag", day, "--wurzel"])
            .arg(tree.path())
            .stdin(inside.try_clone().unwrap())
            .stdout(inside.try_clone().unwrap())
            .stderr(inside)
            .spawn()
            .unwrap();
        let text = read_until_quiet(File::from(outside));
        let _ = child.kill();
        let _ = child.wait();
        screen(&text)
    }

    fn read_until_quiet(mut terminal: File) -> String {
        let (sender, pieces) = channel();
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = terminal.read(&mut bytes) {
                if sender.send(bytes[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        let mut said = Vec::new();
        loop {
            let is_ready = String::from_utf8_lossy(&said).contains("Stand der Inhalte: ");
            match pieces.recv_timeout(if is_ready { QUIET } else { QUIET * 15 }) {
                Ok(piece) => said.extend(piece),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
        }
        String::from_utf8_lossy(&said).into_owned()
    }

    /// The last lines of a terminal: colours take no room, what is wider than the screen goes on in the next line.
    fn screen(text: &str) -> Vec<String> {
        let mut lines = vec![String::new()];
        let mut rest = text.chars();
        while let Some(letter) = rest.next() {
            match letter {
                '\u{1b}' => drop(rest.find(char::is_ascii_alphabetic)),
                '\r' => {}
                '\n' => lines.push(String::new()),
                letter => {
                    if lines.last().is_some_and(|line| line.chars().count() >= COLUMNS.into()) {
                        lines.push(String::new());
                    }
                    lines.last_mut().unwrap().push(letter);
                }
            }
        }
        lines.split_off(lines.len().saturating_sub(LINES.into()))
    }
}
