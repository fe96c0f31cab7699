//! The list for a terminal.

use std::collections::BTreeMap;

use super::{Agenda, Due};

/// Renders the list, ministry by ministry.
pub fn render(agenda: &Agenda) -> String {
    if agenda.due.is_empty() {
        return format!("In den nächsten {} Tagen ist nichts zu prüfen.\n", agenda.days);
    }
    let mut by_ministry: BTreeMap<&str, Vec<&Due>> = BTreeMap::new();
    for due in &agenda.due {
        by_ministry.entry(&due.ministry.abbreviation).or_default().push(due);
    }
    let mut text = String::new();
    for (abbreviation, list) in by_ministry {
        let name = list.first().and_then(|due| due.ministry.name.as_deref());
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
        text.push('\n');
    }
    text
}

/// When a record is due, as a phrase.
pub(super) fn when(due: &Due) -> String {
    let (Some(day), Some(left)) = (due.due_on, due.days_left) else {
        return "noch nie bestätigt".to_owned();
    };
    let date = day.in_german();
    match left {
        ..-1 => format!("überfällig seit dem {date} ({} Tage)", -left),
        -1 => format!("überfällig seit dem {date} (1 Tag)"),
        0 => format!("heute fällig, {date}"),
        1 => format!("fällig am {date}, morgen"),
        _ => format!("fällig am {date}, in {left} Tagen"),
    }
}
