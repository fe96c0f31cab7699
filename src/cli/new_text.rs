//! Arguments of `ozg neu` for records that are one Markdown file: a command for each kind, made from what the kind says of
//! itself.

use clap::error::ErrorKind;
use clap::{Arg, ArgMatches, Command, Error, FromArgMatches, Subcommand};

use super::TEMPLATE;
use crate::model::{Day, InvalidId, NAMINGS, Naming, Start, TextKind, TextRecord, TextVisitor};
use crate::scaffold::NewText;

const DAY: &str = "day";
const NAME: &str = "id";
const TITLE: &str = "title";

/// What was asked for.
#[derive(Debug, Clone)]
pub struct NewTextArguments(pub NewText);

/// How a kind is started.
struct StartOf;

impl TextVisitor for StartOf {
    type Output = Start;

    fn visit<T: TextRecord>(self) -> Start {
        T::START
    }
}

/// The kinds that are one Markdown file each.
fn kinds() -> impl Iterator<Item = (&'static Naming, TextKind)> {
    NAMINGS.iter().filter_map(|naming| Some((naming, naming.text_kind()?)))
}

fn command(naming: &'static Naming, start: &Start) -> Command {
    let (usage, file) = match start.day {
        Some(_) => ("DATUM KENNUNG", "Name der Datei ohne Datum"),
        None => ("KENNUNG", "Name der Datei"),
    };
    let day = start.day.map(|meaning| {
        let help = format!("{meaning}, zum Beispiel 2022-03-01");
        Arg::new(DAY)
            .value_name("DATUM")
            .required(true)
            .help(help)
            .value_parser(str::parse::<Day>)
    });
    let is_id = |text: &str| -> Result<String, InvalidId> { (naming.id)(text).map(|_| text.to_owned()) };
    let name = Arg::new(NAME)
        .value_name("KENNUNG")
        .required(true)
        .help(format!("{file}, zum Beispiel {}", start.example))
        .value_parser(is_id);
    let title = Arg::new(TITLE).long("titel").value_name("TEXT").help(start.title);
    Command::new(naming.word)
        .about(start.accusative)
        .help_template(TEMPLATE)
        .override_usage(format!("ozg neu {} {usage} [OPTIONEN]", naming.word))
        .next_help_heading("Angaben")
        .args(day.into_iter().chain([name, title]))
}

impl Subcommand for NewTextArguments {
    fn augment_subcommands(parent: Command) -> Command {
        kinds().fold(parent, |parent, (naming, kind)| {
            parent.subcommand(command(naming, &kind.with(StartOf)))
        })
    }

    fn augment_subcommands_for_update(parent: Command) -> Command {
        Self::augment_subcommands(parent)
    }

    fn has_subcommand(name: &str) -> bool {
        kinds().any(|(naming, _)| naming.word == name)
    }
}

impl FromArgMatches for NewTextArguments {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let asked = matches.subcommand();
        let found = asked.and_then(|(word, given)| {
            let (_, kind) = kinds().find(|(naming, _)| naming.word == word)?;
            Some(Self(NewText {
                kind,
                // Only those that have a day know of it.
                day: given.try_get_one(DAY).ok().flatten().copied(),
                name: given.get_one::<String>(NAME)?.clone(),
                title: given.get_one::<String>(TITLE).cloned(),
            }))
        });
        found.ok_or_else(|| Error::new(ErrorKind::MissingSubcommand))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}
