//! What editors have to look at again: records that the ministries must confirm, and translations.

mod ical;
mod json;
mod text;
mod translations;

pub use ical::render as render_ical;
pub use json::render as render_json;
pub use text::render as render_text;
pub use translations::{render_translations_json, render_translations_text, translations};

use serde::Serialize;

use crate::model::plan::{Task, TaskKind, Worklist};
use crate::model::{Contact, Day, Portal, Service};

/// A record to be reviewed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Due {
    /// Id of the service.
    pub service: String,
    /// Its name.
    pub title: String,
    /// The file, relative to the portal root.
    pub path: String,
    /// When the ministry last confirmed it.
    pub reviewed_on: Option<Day>,
    /// The last day on which that holds; missing where it was never confirmed.
    pub due_on: Option<Day>,
    /// Days from the reference date to that day; negative where it has passed.
    pub days_left: Option<i32>,
    /// The responsible ministry.
    pub ministry: Ministry,
    /// Whom to ask: the contacts of the record, or the ministry's coordinators.
    pub contacts: Vec<Person>,
}

/// A ministry, as far as the list needs it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ministry {
    /// Id.
    pub id: String,
    /// Abbreviation, or the id where the ministry is not known.
    pub abbreviation: String,
    /// Name.
    pub name: Option<String>,
}

/// Someone to ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Person {
    /// Name of a person or a desk.
    pub name: String,
    /// E-mail address.
    pub email: Option<String>,
}

/// The list with its frame.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Agenda {
    /// The reference date.
    pub as_of: Day,
    /// How many days ahead the list looks.
    pub days: u32,
    /// What is due, most urgent first.
    pub due: Vec<Due>,
    /// What else the ministries have to do by a day, the next first.
    pub tasks: Vec<OpenTask>,
}

/// Something that a ministry has to do besides confirming a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OpenTask {
    /// What.
    pub kind: TaskKind,
    /// Id of the service.
    pub service: String,
    /// Its name.
    pub title: String,
    /// The file to edit, relative to the portal root.
    pub path: String,
    /// The last day for it.
    pub due_on: Day,
    /// The planned step that it is about.
    pub milestone: Option<String>,
    /// How many answers or authorities are missing.
    pub count: usize,
    /// The responsible ministry.
    pub ministry: Ministry,
}

/// What is overdue, was never confirmed or becomes due within `days`, most urgent first: what was never confirmed, then
/// by date. Drafts and what has expired need no review.
pub fn agenda(portal: &Portal, days: u32) -> Agenda {
    let last = portal.as_of.plus_days(days);
    let list = Worklist::of(portal, last);
    let (reviews, others): (Vec<_>, Vec<_>) = list
        .tasks
        .iter()
        .partition(|task| matches!(task.kind, TaskKind::Review | TaskKind::FirstReview));
    let mut due: Vec<Due> = reviews.iter().map(|task| due(portal, task.service)).collect();
    due.sort_by(|a, b| (a.due_on, &a.service).cmp(&(b.due_on, &b.service)));
    Agenda {
        as_of: portal.as_of,
        days,
        due,
        tasks: others.iter().filter_map(|task| open_task(portal, task)).collect(),
    }
}

/// What has no date cannot become due.
fn open_task(portal: &Portal, task: &Task) -> Option<OpenTask> {
    Some(OpenTask {
        kind: task.kind,
        service: task.service.id.to_string(),
        title: task.service.title.clone(),
        path: task.path.to_string(),
        due_on: Day(task.date?.last_day()),
        milestone: task.milestone.map(str::to_owned),
        count: task.count,
        ministry: ministry(portal, task.service),
    })
}

fn ministry(portal: &Portal, service: &Service) -> Ministry {
    let ministry = portal.ministries.get(&service.ministry);
    Ministry {
        id: service.ministry.to_string(),
        abbreviation: ministry.map_or_else(
            || service.ministry.to_string(),
            |ministry| ministry.abbreviation.clone(),
        ),
        name: ministry.map(|ministry| ministry.name.clone()),
    }
}

fn due(portal: &Portal, service: &Service) -> Due {
    let due_on = portal.review_due(service);
    let ministry = portal.ministries.get(&service.ministry);
    let contacts = match service.contacts.as_slice() {
        [] => ministry.map_or(&[][..], |ministry| ministry.coordinators.as_slice()),
        contacts => contacts,
    };
    Due {
        service: service.id.to_string(),
        title: service.title.clone(),
        path: service.source.path.to_string(),
        reviewed_on: service.reviewed_on,
        due_on,
        days_left: due_on.map(|day| day.days_since(portal.as_of)),
        ministry: self::ministry(portal, service),
        contacts: contacts.iter().map(person).collect(),
    }
}

fn person(contact: &Contact) -> Person {
    Person {
        name: contact.name.clone(),
        email: contact.email.as_ref().map(ToString::to_string),
    }
}
