//! What an import of re-uses changes in one table, in words.

use std::fmt;

use super::line::Line;

/// What became of the lines about a service.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// In the order of the file.
    pub lines: Vec<Told>,
}

/// What became of a line.
#[derive(Debug, Clone)]
pub struct Told {
    /// Its number in the file.
    pub line: u32,
    /// The authority, with its name.
    pub authority: String,
    /// What it says: state and date.
    pub says: String,
    /// Whether the authority carries the service out, by its record.
    pub is_responsible: bool,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The authority was not in the table.
    Added,
    /// The line is newer, or says more.
    Updated {
        /// State and date that were there.
        there: String,
    },
    /// The table says the same.
    Unchanged,
    /// The table has had the state for longer: the day on which it began stays.
    Reached {
        /// State and date that are there.
        there: String,
    },
    /// Another line of the file says something newer of the same, or says it again.
    Superseded {
        /// Its number.
        by: u32,
    },
    /// The table says something newer.
    Older {
        /// State and date that are there.
        there: String,
    },
    /// The table says something else, and dates do not tell which is newer.
    Conflict {
        /// State and date that are there.
        there: String,
        /// The columns that differ.
        fields: Vec<&'static str>,
    },
}

impl Told {
    pub(super) fn of(line: &Line, outcome: Outcome) -> Self {
        let since = line.since.map(|since| format!(" {since}")).unwrap_or_default();
        Self {
            line: line.place.line(),
            authority: format!("{} {}", line.authority, line.name),
            says: format!("{}{since}", line.status.word()),
            is_responsible: line.is_responsible,
            outcome,
        }
    }
}

impl Report {
    /// Whether the table stays as it is.
    pub fn is_empty(&self) -> bool {
        let changes = |told: &Told| matches!(told.outcome, Outcome::Added | Outcome::Updated { .. });
        !self.lines.iter().any(changes)
    }

    /// How many lines contradict the table.
    pub fn conflicts(&self) -> usize {
        let is_conflict = |told: &&Told| matches!(told.outcome, Outcome::Conflict { .. });
        self.lines.iter().filter(is_conflict).count()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, text: &mut fmt::Formatter) -> fmt::Result {
        type Wanted = fn(&Outcome) -> bool;
        let groups: [(&str, Wanted); 6] = [
            ("Neu", |outcome| matches!(outcome, Outcome::Added)),
            ("Geändert", |outcome| matches!(outcome, Outcome::Updated { .. })),
            ("Schon so im Portal, das frühere Datum bleibt", |outcome| {
                matches!(outcome, Outcome::Reached { .. })
            }),
            (
                "Nicht übernommen, die Datei sagt zur selben Stelle noch etwas",
                |outcome| matches!(outcome, Outcome::Superseded { .. }),
            ),
            ("Nicht übernommen, im Portal steht Neueres", |outcome| {
                matches!(outcome, Outcome::Older { .. })
            }),
            ("Widerspruch, nicht übernommen", |outcome| {
                matches!(outcome, Outcome::Conflict { .. })
            }),
        ];
        for (title, is_wanted) in groups {
            let lines: Vec<&Told> = self.lines.iter().filter(|told| is_wanted(&told.outcome)).collect();
            if !lines.is_empty() {
                writeln!(text, "  {title} ({}):", lines.len())?;
                lines.iter().try_for_each(|told| writeln!(text, "    {told}"))?;
            }
        }
        let unchanged = self
            .lines
            .iter()
            .filter(|told| told.outcome == Outcome::Unchanged)
            .count();
        let strangers: Vec<&Told> = self.lines.iter().filter(|told| !told.is_responsible).collect();
        if !strangers.is_empty() {
            writeln!(
                text,
                "  Nach dem Datensatz nicht zuständig, zählt nirgends mit ({}):",
                strangers.len()
            )?;
            for Told { line, authority, .. } in strangers {
                writeln!(text, "    Zeile {line}, {authority}")?;
            }
        }
        writeln!(text, "  Unverändert: {unchanged}")
    }
}

impl fmt::Display for Told {
    fn fmt(&self, text: &mut fmt::Formatter) -> fmt::Result {
        let Self {
            line, authority, says, ..
        } = self;
        write!(text, "Zeile {line}, {authority}: ")?;
        match &self.outcome {
            Outcome::Added | Outcome::Unchanged => write!(text, "{says}"),
            Outcome::Updated { there } if there == says => write!(text, "{says}, Angaben ergänzt"),
            Outcome::Updated { there } => write!(text, "{there} → {says}"),
            Outcome::Superseded { by } => write!(text, "{says}, siehe Zeile {by}"),
            Outcome::Reached { there } | Outcome::Older { there } => write!(text, "{says}, im Portal: {there}"),
            Outcome::Conflict { there, fields } => {
                write!(text, "{says}, im Portal: {there} (verschieden: {})", fields.join(", "))
            }
        }
    }
}
