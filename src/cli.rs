//! Arguments as given, in German.

mod export;
mod help;
mod import;
mod new;
mod new_text;
mod publish;

use std::ffi::OsString;
use std::io::{Write, stderr, stdout};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::{ContextKind, ErrorKind};
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

pub use export::{Export, SearchServer, Server};
pub use import::Import;
pub use new::New;
pub use publish::Publish;

use crate::diagnostics::{Format, did_you_mean};
use crate::model::{Day, Instrument, InvalidNumber, InvalidText, MOST_OF_BASE_URL, Number, PortalAddress, Step};

const TEMPLATE: &str = "{about-with-newline}\nAufruf: {usage}\n\n{all-args}{after-help}";

/// Arguments of `ozg`.
#[derive(Debug, Parser)]
#[command(
    name = "ozg",
    about = "Erzeugt aus Inhalten in git das OZG-Informationsportal eines Landes.",
    help_template = TEMPLATE,
    override_usage = "ozg [OPTIONEN] BEFEHL",
    subcommand_help_heading = "Befehle",
    disable_help_subcommand = true,
    disable_help_flag = true,
    version = env!("OZG_VERSION"),
    disable_version_flag = true,
    after_help = "Rückgabewerte: 0 in Ordnung, 1 Fehler in den Inhalten, 2 falscher Aufruf oder Umgebung."
)]
struct Arguments {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Option<Command>,
}

/// All commands with their options, for man pages and completions.
pub fn command() -> clap::Command {
    Arguments::command()
}

/// Options of all commands.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "Optionen")]
pub struct Global {
    /// Ordner des Portals (sonst der nächste, der content/portal.yaml enthält)
    #[arg(long = "wurzel", value_name = "DIR", global = true)]
    pub root: Option<PathBuf>,
    /// Tag, von dem aus „vergangen“ und „kommend“ gilt, zum Beispiel 2022-02-15 (sonst heute)
    #[arg(long = "stichtag", value_name = "DATUM", global = true)]
    pub as_of: Option<Day>,
    /// Ordner, in dem sich das Programm merkt, was es geschrieben hat (sonst .ozg im Ordner des Portals)
    #[arg(long = "zwischenspeicher", value_name = "DIR", global = true)]
    pub cache: Option<PathBuf>,
    /// Zeigt diese Hilfe
    #[arg(long = "hilfe", visible_alias = "help", short = 'h', global = true, action = clap::ArgAction::Help)]
    help: Option<bool>,
    /// Zeigt, welche Fassung des Programms dies ist
    #[arg(long = "version", short = 'V', action = clap::ArgAction::Version)]
    version: Option<bool>,
}

/// What to do.
#[derive(Debug, Clone, Subcommand)]
pub enum Command {
    /// Prüft die Inhalte und schreibt das Portal nach public/
    #[command(help_template = TEMPLATE, override_usage = "ozg build [OPTIONEN]", next_help_heading = "Optionen")]
    Build {
        /// Ordner, in den das Portal geschrieben wird, oder eine Datei mit der Endung .zip oder .tar: eine Kopie, die ohne Webserver zu öffnen ist
        #[arg(long = "ausgabe", value_name = "DIR")]
        output: Option<PathBuf>,
        /// Adresse, unter der das Portal veröffentlicht wird (sonst basis_url aus portal.yaml)
        #[arg(long = "basis-url", value_name = "URL", value_parser = base_url)]
        base_url: Option<PortalAddress>,
        /// Nimmt auch Entwürfe auf
        #[arg(long = "entwuerfe")]
        drafts: bool,
        /// Schreibt auch in einen Ordner, in dem Dateien von anderen liegen; sie werden nie überschrieben
        #[arg(long = "trotzdem")]
        insists: bool,
        /// Legt neben Seiten, Stile, Skripte und Daten eine verdichtete Fassung (.gz), die der Webserver fertig ausliefert
        #[arg(long = "verdichten")]
        compress: bool,
        /// Zeigt am Ende, wohin die Zeit ging
        #[arg(long = "profil")]
        profile: bool,
    },
    /// Prüft die Inhalte, ohne etwas zu schreiben
    #[command(help_template = TEMPLATE, override_usage = "ozg check [OPTIONEN]", next_help_heading = "Optionen")]
    Check(CheckOptions),
    /// Zeigt das Portal im Browser und folgt jeder Änderung
    #[command(help_template = TEMPLATE, override_usage = "ozg serve [OPTIONEN]", next_help_heading = "Optionen")]
    Serve {
        /// Port, auf dem die Vorschau zu erreichen ist (sonst der nächste freie ab 8080)
        #[arg(long, value_name = "PORT", value_parser = port)]
        port: Option<u16>,
        /// Zeigt auch Entwürfe
        #[arg(long = "entwuerfe")]
        drafts: bool,
        /// Öffnet das Portal im Browser
        #[arg(long = "oeffnen")]
        open: bool,
        /// Sieht alle zwei Sekunden nach, ob sich Dateien geändert haben (für Netzlaufwerke)
        #[arg(long = "abfragen")]
        poll: bool,
    },
    /// Legt neue Inhalte an, mit Erklärungen zu jedem Feld
    #[command(
        name = "neu",
        help_template = TEMPLATE,
        override_usage = "ozg neu ART ANGABEN [OPTIONEN]",
        subcommand_help_heading = "Arten",
        disable_help_subcommand = true,
        arg_required_else_help = false
    )]
    New {
        /// Was angelegt wird
        #[command(subcommand)]
        what: New,
    },
    /// Benennt einen Inhalt um: Dateien, frühere Adresse und alles, was auf ihn verweist
    #[command(name = "umbenennen", help_template = TEMPLATE, override_usage = "ozg umbenennen ART:KENNUNG NEU [OPTIONEN]", next_help_heading = "Optionen")]
    Rename(RenameOptions),
    /// Übernimmt Tabellen: das Verzeichnis der Stellen oder die Nachnutzung
    #[command(
        help_template = TEMPLATE,
        override_usage = "ozg import ART DATEI [OPTIONEN]",
        subcommand_help_heading = "Arten",
        disable_help_subcommand = true,
        arg_required_else_help = false
    )]
    Import {
        /// Was übernommen wird
        #[command(subcommand)]
        what: Import,
    },
    /// Schreibt, was andere Programme brauchen: die Einstellungen eines Webservers
    #[command(
        help_template = TEMPLATE,
        override_usage = "ozg export ART --fuer PROGRAMM [OPTIONEN]",
        subcommand_help_heading = "Arten",
        disable_help_subcommand = true,
        arg_required_else_help = false
    )]
    Export {
        /// Was geschrieben wird
        #[command(subcommand)]
        what: Export,
    },
    /// Stellt Schreiben, Einladung, Texte, Plakat und Empfängerliste zu einer Leistung zusammen
    #[command(name = "paket", help_template = TEMPLATE, override_usage = "ozg paket LEISTUNG --schritt N --ausgabe DIR [OPTIONEN]", next_help_heading = "Optionen")]
    Kit(KitOptions),
    /// Erzeugt das Portal und veröffentlicht, was sich geändert hat
    #[command(help_template = TEMPLATE, override_usage = "ozg publish ZIEL [OPTIONEN]", next_help_heading = "Optionen")]
    Publish(Publish),
    /// Schreibt Schemas und Einstellungen, mit denen Editoren die Felder ergänzen und prüfen
    #[command(help_template = TEMPLATE, override_usage = "ozg schema [OPTIONEN]", next_help_heading = "Optionen")]
    Schema {
        /// Ordner, in den sie geschrieben werden (sonst content)
        #[arg(long = "ausgabe", value_name = "DIR")]
        output: Option<PathBuf>,
    },
}

/// Options of `ozg check`.
#[derive(Debug, Clone, clap::Args)]
pub struct CheckOptions {
    /// Form der Meldungen: text, json, github, gitlab oder sarif
    #[arg(long, value_name = "FORM", default_value = "text", hide_default_value = true)]
    pub format: Format,
    /// Nennt auch jeden Hinweis und jede gleiche Meldung einzeln (Dokumente für Programme tun das immer)
    #[arg(long = "alle")]
    pub all: bool,
    /// Nennt nur Fehler
    #[arg(long = "nur-fehler", conflicts_with = "all")]
    pub errors_only: bool,
    /// Nennt nur, was seit einem Stand in git hinzugekommen ist, zum Beispiel origin/main
    #[arg(long = "seit", value_name = "STAND", conflicts_with_all = ["due", "translations", "external_links"])]
    pub since: Option<String>,
    /// Schreibt, was sicher zu berichtigen ist (Daten, ja und nein, Beträge, Zeichensatz, Zeilenenden), und zeigt es vorher
    #[arg(long = "reparieren", conflicts_with_all = ["since", "format", "due", "translations", "external_links"])]
    pub repair: bool,
    /// Zeigt nur, was --reparieren schreiben würde
    #[arg(long = "probe", requires = "repair")]
    pub dry_run: bool,
    /// Auch Warnungen gelten als Fehler (Rückgabewert 1), und auf rechtlichen Seiten darf keine Pflichtangabe fehlen
    #[arg(long = "streng")]
    pub strict: bool,
    /// Nennt stattdessen die Leistungen, deren Angaben in den nächsten Tagen zu bestätigen sind (sonst 30 Tage)
    #[arg(long = "faellig", value_name = "TAGE", num_args = 0..=1, default_missing_value = "30", value_parser = days, conflicts_with_all = ["strict", "external_links"])]
    pub due: Option<u32>,
    /// Gibt die Liste der fälligen Prüfungen als Kalender aus (iCalendar)
    #[arg(long = "ical", requires = "due")]
    pub ical: bool,
    /// Nennt stattdessen, was noch nicht übersetzt ist und welche Übersetzungen älter sind als ihr Original
    #[arg(long = "uebersetzungen", conflicts_with_all = ["strict", "external_links", "due"])]
    pub translations: bool,
    /// Fragt auch fremde Websites, ob es die verlinkten Seiten gibt
    #[arg(long = "externe-links")]
    pub external_links: bool,
}

/// Options of `ozg umbenennen`.
#[derive(Debug, Clone, clap::Args)]
pub struct RenameOptions {
    /// Der Inhalt, wie ein Link ihn nennt, zum Beispiel leistung:wohngeld
    #[arg(value_name = "ART:KENNUNG")]
    pub from: String,
    /// Wie er von nun an heißt, zum Beispiel wohngeld-antrag
    #[arg(value_name = "NEU")]
    pub to: String,
    /// Zeigt nur, was sich ändern würde
    #[arg(long = "probe")]
    pub dry_run: bool,
}

/// Options of `ozg paket`.
#[derive(Debug, Clone, clap::Args)]
pub struct KitOptions {
    /// Kennung der Leistung, zum Beispiel wohngeld
    #[arg(value_name = "LEISTUNG")]
    pub service: String,
    /// Schritt, für den das Paket ist: 1, 2 oder 3
    #[arg(long = "schritt", value_name = "N")]
    pub step: Step,
    /// Ordner, in den das Paket geschrieben wird; er darf nichts anderes enthalten
    #[arg(long = "ausgabe", value_name = "DIR")]
    pub output: PathBuf,
    /// Kennung des Termins, zu dem eingeladen wird (sonst der nächste zur Leistung)
    #[arg(long = "termin", value_name = "KENNUNG")]
    pub event: Option<String>,
    /// Lässt ein Instrument weg, zum Beispiel einladung; kann mehrmals stehen
    #[arg(long = "ohne", value_name = "INSTRUMENT")]
    pub without: Vec<Instrument>,
    /// Geschäftszeichen, das auf Schreiben und Einladung steht
    #[arg(long = "geschaeftszeichen", value_name = "ZEICHEN")]
    pub reference: Option<String>,
    /// Erstellt das Paket auch, wenn der Schritt nicht zur Phase oder der Termin nicht zur Einladung passt
    #[arg(long = "trotzdem")]
    pub anyway: bool,
}

/// The address of a portal, as [`crate::checks`] allows it in the settings.
fn base_url(text: &str) -> Result<PortalAddress, String> {
    if text.len() > MOST_OF_BASE_URL {
        return Err(format!("sie ist länger als {MOST_OF_BASE_URL} Zeichen"));
    }
    text.parse().map_err(|error: InvalidText| error.to_string())
}

fn port(text: &str) -> Result<u16, InvalidNumber> {
    const MOST: u32 = u16::MAX as u32;
    text.parse().map(|port: Number<0, MOST>| port.get() as u16)
}

fn days(text: &str) -> Result<u32, InvalidNumber> {
    text.parse().map(Number::<0, 3650>::get)
}

/// A call that is understood.
#[derive(Debug)]
pub struct Call {
    /// Options of all commands.
    pub global: Global,
    /// What to do.
    pub command: Command,
}

/// A call that is not carried out: help was asked for, or it is wrong.
#[derive(Debug)]
pub struct Usage(clap::Error);

/// Reads the arguments.
///
/// # Errors
/// What to print instead of doing something.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Call, Usage> {
    let arguments = help::as_option(arguments.into_iter().collect());
    let matches = Arguments::command().try_get_matches_from(arguments).map_err(Usage)?;
    let arguments = Arguments::from_arg_matches(&matches).map_err(Usage)?;
    match arguments.command {
        Some(command) => Ok(Call {
            global: arguments.global,
            command,
        }),
        None => Err(Usage(Arguments::command().error(ErrorKind::MissingSubcommand, ""))),
    }
}

/// The names of the commands, or of the commands below a command.
fn names(command: Option<&str>) -> String {
    let program = Arguments::command();
    let parent = command
        .and_then(|name| program.find_subcommand(name))
        .unwrap_or(&program);
    let names: Vec<&str> = parent.get_subcommands().map(clap::Command::get_name).collect();
    names.join(", ")
}

impl Usage {
    /// Prints help or what is wrong with the call; the exit code is 0 or 2.
    pub fn print(self) -> ExitCode {
        // Whoever has closed the pipe (`ozg --hilfe | head`) has read enough.
        if matches!(self.0.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
            _ = write!(stdout(), "{}", self.0.render());
            return ExitCode::SUCCESS;
        }
        _ = writeln!(stderr(), "Fehler: {}\nHilfe: ozg --hilfe", self.message());
        ExitCode::from(2)
    }

    /// The command with kinds below it with which the call began, such as `neu`: clap tells by the usage that it would
    /// show.
    fn parent(&self) -> Option<&'static str> {
        let usage = self.0.get(ContextKind::Usage)?.to_string();
        ["neu", "import", "export"]
            .into_iter()
            .find(|name| usage.contains(&format!("ozg {name}")))
    }

    /// The command with which the call began.
    fn command(&self) -> Option<String> {
        let usage = self.0.get(ContextKind::Usage)?.to_string();
        let (_, call) = usage.split_once("ozg ")?;
        call.split_whitespace().next().map(str::to_owned)
    }

    /// clap speaks English; editors read German.
    fn message(&self) -> String {
        let context = |kind| self.0.get(kind).map(ToString::to_string).unwrap_or_default();
        let argument = context(ContextKind::InvalidArg);
        match self.0.kind() {
            ErrorKind::UnknownArgument => match help::meant(&argument, self.command().as_deref()) {
                Some(meant) => format!("die Option {argument} gibt es nicht, meinten Sie `{meant}`?"),
                None => format!("die Option {argument} gibt es nicht"),
            },
            ErrorKind::InvalidSubcommand => {
                let name = context(ContextKind::InvalidSubcommand);
                let (what, known) = match self.parent() {
                    Some(parent) => (format!("`ozg {parent} {name}` gibt es nicht"), names(Some(parent))),
                    None => (format!("den Befehl {name} gibt es nicht"), names(None)),
                };
                match did_you_mean(&name, known.split(", ")) {
                    Some(meant) => format!("{what}, meinten Sie `{meant}`? Es gibt: {known}"),
                    None => format!("{what}, es gibt: {known}"),
                }
            }
            ErrorKind::MissingSubcommand => match self.parent() {
                Some("import") => format!("es fehlt, was übernommen werden soll: {}", names(Some("import"))),
                Some("export") => format!("es fehlt, was geschrieben werden soll: {}", names(Some("export"))),
                Some(parent) => format!("es fehlt, was angelegt werden soll: {}", names(Some(parent))),
                None => format!("es fehlt der Befehl: {}", names(None)),
            },
            ErrorKind::InvalidValue if context(ContextKind::InvalidValue).is_empty() => {
                format!("nach {argument} fehlt eine Angabe")
            }
            ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
                let reason = std::error::Error::source(&self.0)
                    .map(|reason| format!(" ({reason})"))
                    .unwrap_or_default();
                let value: String = context(ContextKind::InvalidValue).chars().take(100).collect();
                let known = context(ContextKind::ValidValue);
                let known = match did_you_mean(&value, known.split(", ")) {
                    _ if known.is_empty() => String::new(),
                    Some(meant) => format!(", meinten Sie `{meant}`? Es gibt: {known}"),
                    None => format!(", es gibt: {known}"),
                };
                format!("der Wert `{value}` passt nicht zu {argument}{reason}{known}")
            }
            ErrorKind::ArgumentConflict => {
                format!("die Option {argument} steht mehrmals da oder passt nicht zu den anderen")
            }
            ErrorKind::MissingRequiredArgument => format!("es fehlt {argument}"),
            _ => "der Aufruf ist nicht zu verstehen".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_declaration_is_sound() {
        Arguments::command().debug_assert();
    }
}
