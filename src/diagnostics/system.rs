//! What the operating system says, in German.

use std::io::{Error, ErrorKind};

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
        _ => "das System lässt es nicht zu",
    };
    match error.raw_os_error() {
        Some(number) => format!("{said} (Systemfehler {number})"),
        None => said.to_owned(),
    }
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
