//! The event that a letter invites to: when, where, and how to register.

use super::value::{Found, Value};
use super::values::Values;
use crate::diagnostics::{Diagnostic, Place};
use crate::model::Event;

impl<'a> Values<'a> {
    /// The event that is invited to.
    pub(super) fn event(&self) -> Result<&'a Event, Diagnostic> {
        self.event.ok_or_else(|| {
            let message = "die Vorlagen brauchen einen kommenden Termin zu dieser Leistung, und es gibt keinen";
            let help = format!(
                "Legen Sie einen Termin an (`ozg neu termin`) und nennen Sie dort `leistungen: [{}]`, oder lassen Sie die Einladung mit `--ohne einladung` weg.",
                self.service.id
            );
            Diagnostic::error("paket-angabe-fehlt", Place::file(&self.service.source.path), message).with_help(help)
        })
    }

    pub(super) fn when(&self, event: &Event) -> String {
        let clock = |time: jiff::civil::Time| format!("{}:{:02}", time.hour(), time.minute());
        let day = self.site.weekday_in_words(event.begin.date);
        let end = event.end.filter(|end| *end != event.begin);
        let text = |path: &str, gaps: &[(&str, &str)]| self.site.filled(path, gaps);
        match (event.begin.time, end) {
            (Some(begin), Some(end)) if end.date == event.begin.date => match end.time {
                Some(time) => text(
                    "kit.when_between",
                    &[("day", &day), ("begin", &clock(begin)), ("end", &clock(time))],
                ),
                None => text("kit.when_at", &[("day", &day), ("begin", &clock(begin))]),
            },
            (Some(begin), None) => text("kit.when_at", &[("day", &day), ("begin", &clock(begin))]),
            (None, None) => day,
            (begin, Some(end)) => {
                let from = match begin {
                    Some(begin) => text("kit.when_at", &[("day", &day), ("begin", &clock(begin))]),
                    None => day,
                };
                let until = self.site.weekday_in_words(end.date);
                let until = match end.time {
                    Some(time) => text("kit.when_at", &[("day", &until), ("begin", &clock(time))]),
                    None => until,
                };
                text("kit.when_until", &[("from", &from), ("until", &until)])
            }
        }
    }

    pub(super) fn organizer(&self) -> Found {
        let event = self.event()?;
        let ministry = event.ministry.as_ref();
        let ministry = ministry.and_then(|id| self.site.portal.ministries.get(id));
        let name = event.organizer.as_ref().or(ministry.map(|ministry| &ministry.name));
        name.map(|name| Value::Words(name.clone())).ok_or_else(|| {
            let message = "die Vorlagen brauchen den Veranstalter des Termins, die Angabe fehlt";
            Diagnostic::error("paket-angabe-fehlt", Place::file(&event.source.path), message)
                .with_help("Ergänzen Sie `veranstalter:` mit dem Namen.")
        })
    }

    pub(super) fn event_place(&self) -> Found {
        let event = self.event()?;
        // Who is invited gets the link with the letter, unless it comes after registration.
        let is_sent_later = event.public_link().is_none() && event.registration.is_some();
        let online = event.join_link.as_ref().map(|url| match is_sent_later {
            true => self.site.text("kit.online_registered"),
            false => self.site.filled("kit.online", &[("url", url.as_str())]),
        });
        let places: Vec<String> = event.place.iter().cloned().chain(online).collect();
        if places.is_empty() {
            let place = Place::file(&event.source.path);
            let message = "die Vorlagen brauchen den Ort des Termins, die Angabe fehlt";
            return Err(Diagnostic::error("paket-angabe-fehlt", place, message)
                .with_help("Ergänzen Sie `ort:` oder `online:` mit der Webadresse."));
        }
        Ok(Value::Words(self.listed(&places)))
    }

    /// An event without registration needs none, so that nothing has to be said.
    pub(super) fn registration(&self, event: &Event) -> Value {
        let Some(registration) = &event.registration else {
            return self.block(String::new());
        };
        let url = registration.url.as_ref().map(|url| format!("<{url}>"));
        let email = registration.email.as_ref().map(|email| format!("<{email}>"));
        let ways: Vec<String> = url.into_iter().chain(email).collect();
        let ways = ways.join(&self.site.text("kit.or"));
        let text = match (registration.until, ways.is_empty()) {
            (Some(until), false) => {
                let date = self.site.date_in_words(until);
                self.site
                    .filled("kit.register_until", &[("date", &date), ("way", &ways)])
            }
            (None, false) => self.site.filled("kit.register", &[("way", &ways)]),
            (_, true) => String::new(),
        };
        self.block(text)
    }
}
