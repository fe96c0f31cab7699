//! What the operating system says, in German.

use std::io::{Error, ErrorKind};
use std::sync::Arc;

use super::{Diagnostic, Place};

/// Why the system refused something. Its own words are in the language of the machine, which nobody chose for the reader.
pub fn system_error(error: &Error) -> String {
    let said = match error.kind() {
        ErrorKind::NotFound => "die Datei oder den Ordner gibt es nicht",
        ErrorKind::PermissionDenied => "der Zugriff ist nicht erlaubt",
        ErrorKind::AlreadyExists => "die Datei gibt es schon",
        ErrorKind::NotADirectory => "das ist kein Ordner",
        ErrorKind::IsADirectory => "das ist ein Ordner",
        ErrorKind::DirectoryNotEmpty => "der Ordner ist nicht leer",
        ErrorKind::ReadOnlyFilesystem => "der Datenträger ist schreibgeschützt",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "auf dem Datenträger ist kein Platz mehr",
        ErrorKind::FileTooLarge => "die Datei ist zu groß",
        ErrorKind::InvalidFilename => "den Namen lässt das System nicht zu",
        ErrorKind::AddrInUse => "die Adresse ist schon belegt",
        ErrorKind::AddrNotAvailable => "die Adresse gibt es auf diesem Rechner nicht",
        ErrorKind::BrokenPipe => "die Gegenseite liest nicht mehr",
        ErrorKind::TimedOut => "die Zeit ist abgelaufen",
        ErrorKind::ConnectionRefused | ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted => {
            "die Verbindung kam nicht zustande"
        }
        ErrorKind::OutOfMemory => "der Arbeitsspeicher reicht nicht",
        ErrorKind::Interrupted => "der Vorgang wurde unterbrochen",
        _ => unnamed(error.raw_os_error()),
    };
    match error.raw_os_error() {
        Some(number) => format!("{said} (Systemfehler {number})"),
        None => said.to_owned(),
    }
}

/// What Rust has no name for yet, by the numbers of Linux and macOS. Windows has others, for what has a name.
fn unnamed(number: Option<i32>) -> &'static str {
    match number {
        Some(5) if cfg!(unix) => "der Datenträger meldet einen Fehler",
        Some(23 | 24) if cfg!(unix) => "es sind zu viele Dateien auf einmal geöffnet",
        _ => "das System lässt es nicht zu",
    }
}

/// Says why a file or folder of the portal cannot be read.
pub fn unreadable(path: &Arc<str>, error: &Error) -> Diagnostic {
    let message = format!("`{path}` kann nicht gelesen werden: {}", system_error(error));
    let help = match error.kind() {
        ErrorKind::PermissionDenied => "Prüfen Sie die Zugriffsrechte und ob ein anderes Programm sie gesperrt hat.",
        ErrorKind::NotFound => {
            "Prüfen Sie, ob sie gerade verschoben oder gelöscht wurde, und versuchen Sie es noch einmal."
        }
        _ => "Versuchen Sie es noch einmal. Bleibt es dabei, fragen Sie, wer den Rechner betreut.",
    };
    Diagnostic::error("nicht-lesbar", Place::file(path), message).with_help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_said_in_english() {
        let missing = std::fs::read("/gibt/es/nicht").expect_err("no such file");
        assert!(system_error(&missing).starts_with("die Datei oder den Ordner gibt es nicht"));
        assert_eq!(
            system_error(&Error::other("some words")),
            "das System lässt es nicht zu"
        );
    }
}
