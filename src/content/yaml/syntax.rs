//! What is wrong with a text that is no YAML, in words that help.
//!
//! The parser speaks English and of itself, and often notices a mistake a line after it was made. So the lines around its
//! place are looked at for what people do: a character that looks like a blank, a colon without a blank behind it.

use saphyr_parser::ScanError;

use crate::content::decode::characters;
use crate::extent::{Slicing, Whole, ordinal, quantity};

/// Where and why a text cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SyntaxError {
    /// Counted from 1.
    pub line: u32,
    /// Counted from 1, in characters.
    pub column: u32,
    pub(super) problem: Problem,
}

/// Why a text cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Problem {
    /// A character that looks like a blank and is none.
    DeceptiveCharacter(char),
    ControlCharacter(char),
    TabIndentation,
    NoBlankBehindColon,
    ColonInText,
    ReservedCharacter(char),
    OpenQuote,
    TextBehindQuote,
    OpenBracket,
    NoColon,
    Indentation,
    Escape,
    UnknownReference,
    ReferenceToItself,
    TooManyReferences,
    TooDeep,
    NameIsNoText,
    ForeignTag,
    SecondDocument,
    Other,
}

impl SyntaxError {
    pub(super) fn of_parser(error: &ScanError, text: &str) -> Self {
        let lines: Vec<&str> = text.lines().collect();
        let line = quantity(error.marker().line()).clamp(1, quantity(lines.len().max(1)));
        let is_past_end = error.marker().line() > lines.len();
        let mut column = ordinal(error.marker().col());
        let mut line = line;
        // What is missing at the end is missed at the last line that has something on it.
        while line > 1
            && lines
                .get((line as usize).minus(1))
                .is_none_or(|text| text.trim().is_empty())
        {
            line.lower(1);
            column = 0;
        }
        if is_past_end || column == 0 {
            let last = lines.get((line as usize).minus(1)).copied().unwrap_or_default();
            column = ordinal(last.chars().count().minus(last.trim_start().chars().count()));
        }
        let said = problem_of(error.info());
        if let Some(made) = made_nearby(&lines, line, said) {
            return made;
        }
        Self {
            line,
            column,
            problem: said,
        }
    }

    pub fn message(&self) -> String {
        match self.problem {
            Problem::DeceptiveCharacter(c) => {
                format!("hier steht {}, und das darf hier nicht stehen", characters::name(c))
            }
            Problem::ControlCharacter(c) => {
                format!("in diesem Text steht, was in keinen gehört: {}", characters::name(c))
            }
            Problem::ReservedCharacter(c) => {
                format!("mit `{c}` darf kein Text beginnen, der nicht in Anführungszeichen steht")
            }
            other => other.fixed().0.to_owned(),
        }
    }

    pub fn help(&self) -> String {
        match self.problem {
            Problem::DeceptiveCharacter(_) => {
                "Löschen Sie das Zeichen. Wo ein Leerzeichen hingehört, tippen Sie eines mit der Leertaste.".to_owned()
            }
            Problem::ControlCharacter(_) => "Löschen Sie das Zeichen oder seine Umschreibung mit `\\`.".to_owned(),
            Problem::ReservedCharacter(_) => "Setzen Sie den Text in Anführungszeichen: `feld: \"…\"`.".to_owned(),
            other => other.fixed().1.to_owned(),
        }
    }

    /// How many characters to mark; the rest of the line where it is not one.
    pub fn length(&self) -> Option<u32> {
        matches!(self.problem, Problem::DeceptiveCharacter(_) | Problem::TabIndentation).then_some(1)
    }
}

impl Problem {
    /// What is wrong, and what to do.
    fn fixed(self) -> (&'static str, &'static str) {
        match self {
            Self::TabIndentation => (
                "die Zeile ist mit einem Tabulator eingerückt",
                "Tabulator: verwenden Sie Leerzeichen, je Stufe zwei.",
            ),
            Self::NoBlankBehindColon => (
                "nach dem Doppelpunkt fehlt ein Leerzeichen",
                "Schreiben Sie `feld: wert`, mit einem Leerzeichen nach dem Doppelpunkt.",
            ),
            Self::ColonInText => (
                "hier steht ein Doppelpunkt, wo keiner stehen darf",
                "Setzen Sie Texte, die einen Doppelpunkt enthalten, in Anführungszeichen; prüfen Sie die Einrückung.",
            ),
            Self::OpenQuote => (
                "das Anführungszeichen wird nicht geschlossen",
                "Ergänzen Sie das schließende Anführungszeichen.",
            ),
            Self::TextBehindQuote => (
                "nach dem schließenden Anführungszeichen geht der Text weiter",
                "Schreiben Sie Anführungszeichen im Text als „ und “, oder setzen Sie den ganzen Text in einfache Anführungszeichen (').",
            ),
            Self::OpenBracket => (
                "eine Klammer wird nicht geschlossen, oder zwischen zwei Einträgen fehlt ein Komma",
                "Schreiben Sie Listen als `[a, b]`, oder jeden Eintrag in eine eigene Zeile, die mit `- ` beginnt.",
            ),
            Self::NoColon => (
                "nach einem Feldnamen fehlt der Doppelpunkt",
                "Schreiben Sie `feld: wert`, mit einem Leerzeichen nach dem Doppelpunkt. Längere Texte müssen eingerückt weitergehen.",
            ),
            Self::Indentation => (
                "die Einrückung oder eine Klammer passt hier nicht",
                "Rücken Sie die Zeile so weit ein wie ihre Nachbarn, und prüfen Sie, ob alle Klammern geschlossen sind.",
            ),
            Self::Escape => (
                "nach einem umgekehrten Schrägstrich steht hier ein Zeichen, das dort keine Bedeutung hat",
                "Setzen Sie Texte mit `\\` in einfache Anführungszeichen (').",
            ),
            Self::UnknownReference | Self::ReferenceToItself => (
                "mit `*` beginnt ein Verweis auf eine andere Stelle der Datei, die es nicht gibt",
                "Setzen Sie Texte, die mit `*` beginnen, in Anführungszeichen.",
            ),
            Self::TooManyReferences => (
                "die Verweise mit `*` vervielfachen die Angaben ins Unermessliche",
                "Schreiben Sie die Angaben aus.",
            ),
            Self::TooDeep => (
                "die Angaben sind zu tief verschachtelt",
                "Mehr als 64 Stufen hat keine Datei. Prüfen Sie Klammern und Einrückung.",
            ),
            Self::NameIsNoText => (
                "hier muss ein Feldname stehen, und es steht etwas anderes da",
                "Setzen Sie Texte, die mit einer Klammer oder mit `? ` beginnen, in Anführungszeichen.",
            ),
            Self::ForeignTag => (
                "mit `!` beginnt eine Angabe, die hier keine Bedeutung hat",
                "Setzen Sie Texte, die mit `!` beginnen, in Anführungszeichen.",
            ),
            Self::SecondDocument => (
                "hinter der Zeile `---` beginnen die Angaben von vorn",
                "Löschen Sie die Zeile, oder legen Sie zwei Dateien an.",
            ),
            _ => (
                "die Datei ist kein gültiges YAML",
                "Prüfen Sie diese Zeile und die davor auf Einrückung, Doppelpunkte und Anführungszeichen.",
            ),
        }
    }
}

/// What the parser means.
fn problem_of(info: &str) -> Problem {
    let knows = |text: &str| info.contains(text);
    if let Some(c) = info
        .strip_prefix("unexpected character: `")
        .and_then(|rest| rest.chars().next())
    {
        return Problem::ReservedCharacter(c);
    }
    if knows("mapping values are not allowed") || knows("block sequence entries are not allowed") {
        Problem::ColonInText
    } else if knows("found a tab") || knows("tabs disallowed") || knows("tab cannot") || knows("start with a tab") {
        Problem::TabIndentation
    } else if knows("invalid indentation in quoted scalar")
        || knows("unexpected end of stream")
        || knows("unexpected document indicator")
    {
        Problem::OpenQuote
    } else if knows("invalid trailing content after double-quoted") {
        Problem::TextBehindQuote
    } else if knows("flow mapping")
        || knows("flow sequence")
        || knows("illegal placement of ':'")
        || knows("flow construct")
        || knows("misplaced bracket")
    {
        Problem::OpenBracket
    } else if knows("simple key expect") {
        Problem::NoColon
    } else if knows("escape") || knows("hexadecimal") {
        Problem::Escape
    } else if knows("unknown anchor") || knows("anchor or alias") {
        Problem::UnknownReference
    } else if knows("recursion limit") {
        Problem::TooDeep
    } else if knows("indent")
        || knows("expected key")
        || knows("expected '-' indicator")
        || knows("expected node content")
    {
        Problem::Indentation
    } else if knows("tag") || knows("handle") {
        Problem::ForeignTag
    } else {
        Problem::Other
    }
}

/// A mistake in the line that the parser names, or in the last one before it that has something on it.
fn made_nearby(lines: &[&str], line: u32, said: Problem) -> Option<SyntaxError> {
    let at = (line as usize).minus(1);
    let before = (0..at)
        .rev()
        .find(|index| lines.get(*index).is_some_and(|line| !line.trim().is_empty()));
    // A tab is noticed in the line before: there it might belong to the text.
    let after = matches!(said, Problem::TabIndentation).then_some(at.plus(1));
    let near = [before, Some(at), after];
    let lines = || {
        near.iter()
            .flatten()
            .filter_map(|index| Some((*index, *lines.get(*index)?)))
    };
    let found = |index: usize, column: usize, problem| SyntaxError {
        line: ordinal(index),
        column: ordinal(column),
        problem,
    };
    let deceptive = lines().find_map(|(index, line)| {
        let (column, c) = deceptive(line)?;
        let problem = match c {
            '\t' => Problem::TabIndentation,
            _ => Problem::DeceptiveCharacter(c),
        };
        Some(found(index, column, problem))
    });
    deceptive.or_else(|| {
        let is_about_names = matches!(
            said,
            Problem::NoColon | Problem::ColonInText | Problem::Indentation | Problem::Other
        );
        let mut lines = lines().filter(|_| is_about_names);
        lines.find_map(|(index, line)| Some(found(index, colon_without_blank(line)?, Problem::NoBlankBehindColon)))
    })
}

/// A character in the indentation or behind the name of a field that looks like a blank, and where it stands.
fn deceptive(line: &str) -> Option<(usize, char)> {
    let name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | ' ');
    let structure = line
        .chars()
        .take_while(|c| name(*c) || *c == ':' || characters::is_deceptive(*c));
    structure.enumerate().find(|(_, c)| characters::is_deceptive(*c))
}

/// Where a line has a name with a colon and no blank behind it.
fn colon_without_blank(line: &str) -> Option<usize> {
    let indent = line.len().minus(line.trim_start_matches([' ', '-']).len());
    let (name, value) = line.part(indent..).split_once(':')?;
    let is_name = !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    let is_glued = value.starts_with(|c: char| !c.is_whitespace() && c != '/');
    (is_name && is_glued).then(|| line.part(..indent.plus(name.len())).chars().count())
}
