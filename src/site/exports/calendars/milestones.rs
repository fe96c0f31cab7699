//! What ministries plan: from when a service can be re-used (question 1), and its next steps (question 3).

use std::collections::BTreeMap;
use std::io::{self, Write};

use jiff::civil::Date;

use super::collect;
use super::entry::Entry;
use super::entry::When;
use crate::content_lines::Writer;
use crate::extent::{Slicing, Whole};
use crate::model::{Availability, Milestone, PartialDate, Service};
use crate::site::edition::Site;

/// A date of a service, before it is put into words: a portal has hundreds of thousands of them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Due<'a> {
    service: &'a Service,
    when: PartialDate,
    /// The step that is planned, and how many of the same title there are up to this one; without one, it is the day from
    /// which the service can be re-used.
    step: Option<(&'a Milestone, usize)>,
}

/// The dates of a service.
pub(super) fn of(service: &Service) -> Vec<Due<'_>> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let steps = service.answers.next_steps.iter().flatten().map(|step| {
        let repetition = seen.entry(step.title.as_str()).or_default();
        repetition.raise(1);
        Due {
            service,
            when: step.date,
            step: Some((step, *repetition)),
        }
    });
    reusable(service).into_iter().chain(steps).collect()
}

/// The day from which a service can be re-used.
pub(super) fn reusable(service: &Service) -> Option<Due<'_>> {
    match service.answers.reusable_from {
        Some(Availability::From(when)) => Some(Due {
            service,
            when,
            step: None,
        }),
        _ => None,
    }
}

/// Those of all services by date, one after the other.
pub(super) fn write(site: &Site, writer: &mut Writer, out: &mut dyn Write) -> io::Result<()> {
    let dates = site.portal.services.values().flat_map(|service| of(service));
    // In the order of their entries.
    let mut dates: Vec<(Date, String, Due)> = dates.map(|due| (due.when.last_day(), due.uid(site), due)).collect();
    dates.sort_by(|(a, one, _), (b, other, _)| a.cmp(b).then_with(|| one.cmp(other)));
    for (_, uid, due) in dates {
        due.named_entry(site, uid).write(writer);
        writer.move_to(out)?;
    }
    Ok(())
}

impl Due<'_> {
    /// Whether it is a certain step.
    pub fn is(&self, milestone: &Milestone) -> bool {
        self.step.is_some_and(|(step, _)| std::ptr::eq(step, milestone))
    }

    /// As it stands in a calendar.
    pub fn entry(self, site: &Site) -> Entry {
        self.named_entry(site, self.uid(site))
    }

    fn named_entry(self, site: &Site, uid: String) -> Entry {
        Entry {
            title: self.title(site),
            ..collect::of_service(site, self.service, uid, When::day(self.when.last_day()))
        }
    }

    fn uid(self, site: &Site) -> String {
        collect::uid(site, self.service, &self.key())
    }

    /// The id follows the title, so that a step that is put off moves instead of standing there twice.
    fn key(self) -> String {
        match self.step {
            None => "nachnutzbar".to_owned(),
            Some((step, repetition)) => {
                let hash = blake3::hash(format!("{} {repetition}", step.title).as_bytes()).to_hex();
                format!("schritt-{}", hash.part(..12))
            }
        }
    }

    /// What is known only to the month, quarter or year stands on its last day, and says so.
    fn title(self, site: &Site) -> String {
        let service = &self.service.title;
        let title = match self.step {
            None => site.fill("subscribe.calendar_entry.reusable", &[("title", service)]),
            Some((step, _)) => {
                let path = if step.done {
                    "subscribe.calendar_entry.step_done"
                } else {
                    "subscribe.calendar_entry.step"
                };
                site.fill(path, &[("service", service), ("step", &step.title)])
            }
        };
        match self.when {
            PartialDate::Day(_) => title,
            when => format!("{title} ({})", site.theme.date(&when.to_string())),
        }
    }
}
