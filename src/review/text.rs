//! The list for a terminal.

use std::collections::BTreeMap;

use super::{Agenda, Due, OpenTask};

/// What one ministry has to do.
#[derive(Default)]
struct Part<'a> {
    name: Option<&'a str>,
    due: Vec<&'a Due>,
    tasks: Vec<&'a OpenTask>,
}

/// Renders the list, ministry by ministry.
pub fn render(agenda: &Agenda) -> String {
    if agenda.due.is_empty() && agenda.tasks.is_empty() {
        return format!("In den nächsten {} Tagen ist nichts zu prüfen.\n", agenda.days);
    }
    let mut by_ministry: BTreeMap<&str, Part> = BTreeMap::new();
    for due in &agenda.due {
        let list = by_ministry.entry(&due.ministry.abbreviation).or_default();
        list.name = due.ministry.name.as_deref();
        list.due.push(due);
    }
    for task in &agenda.tasks {
        let list = by_ministry.entry(&task.ministry.abbreviation).or_default();
        list.name = task.ministry.name.as_deref();
        list.tasks.push(task);
    }
    let mut text = String::new();
    for (abbreviation, Part { name, due: list, tasks }) in by_ministry {
        text += &match name {
            Some(name) => format!("{abbreviation} ({name})\n"),
            None => format!("{abbreviation}\n"),
        };
        for due in list {
            text += &format!("  {}: {}\n    {}\n", due.title, when(due), due.path);
            for person in &due.contacts {
                let email = person
                    .email
                    .as_ref()
                    .map(|email| format!(" <{email}>"))
                    .unwrap_or_default();
                text += &format!("    Kontakt: {}{email}\n", person.name);
            }
        }
        for task in tasks {
            text += &format!("  {}: {}\n    {}\n", task.title, what(task), task.path);
        }
        text.push('\n');
    }
    text
}

/// What is to be done, as a phrase.
pub(super) fn what(task: &OpenTask) -> String {
    let mut text = task.kind.explanation().trim_end_matches('.').to_owned();
    if let Some(milestone) = &task.milestone {
        text += &format!(" („{milestone}“)");
    }
    if task.count > 0 {
        text += &format!(" ({})", task.count);
    }
    text += &format!(", {}", task.due_on.in_german());
    text
}

/// When a record is due, as a phrase.
pub(super) fn when(due: &Due) -> String {
    let (Some(day), Some(left)) = (due.due_on, due.days_left) else {
        return "noch nie bestätigt".to_owned();
    };
    let date = day.in_german();
    match left {
        ..-1 => format!("überfällig seit dem {date} ({} Tage)", left.unsigned_abs()),
        -1 => format!("überfällig seit dem {date} (1 Tag)"),
        0 => format!("heute fällig, {date}"),
        1 => format!("fällig am {date}, morgen"),
        _ => format!("fällig am {date}, in {left} Tagen"),
    }
}
