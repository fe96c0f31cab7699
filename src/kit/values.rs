//! What the gaps of a template are filled with, from the record of a service.

use super::value::{Found, Value};
use crate::diagnostics::{Diagnostic, Place};
use crate::model::{Contact, Coverage, EntityId, Event, Gap, Markdown, Ministry, Service};
use crate::site::Site;

/// The values of a service.
pub(super) struct Values<'a> {
    pub(super) site: &'a Site,
    pub service: &'a Service,
    pub(super) ministry: Option<&'a Ministry>,
    pub(super) event: Option<&'a Event>,
}

impl<'a> Values<'a> {
    pub fn new(site: &'a Site, service: &'a Service, event: Option<&'a Event>) -> Self {
        let ministry = site
            .portal
            .ministries
            .get(&service.ministry)
            .map(|ministry| &**ministry);
        Self {
            site,
            service,
            ministry,
            event,
        }
    }

    /// What a gap is filled with.
    ///
    /// # Errors
    /// The record does not say it; the problem tells what to add where.
    pub fn of(&self, gap: Gap) -> Found {
        let settings = &self.site.portal.settings;
        let words = |text: &str| Ok(Value::Words(text.to_owned()));
        match gap {
            Gap::Service => words(&self.service.title),
            Gap::Summary => words(self.service.summary.trim_end_matches('.')),
            Gap::Ministry => self.of_ministry(|ministry| &ministry.name),
            Gap::MinistryShort => self.of_ministry(|ministry| &ministry.abbreviation),
            Gap::Topic => self.topic(),
            Gap::State => words(&settings.state.name),
            Gap::Publisher => words(&settings.publisher.name),
            Gap::Today => words(&self.site.date_in_words(self.site.portal.as_of)),
            Gap::PlaceAndDay => self.place_and_day(),
            Gap::PageUrl => {
                let id = EntityId::Service(self.service.id.clone());
                Ok(Value::Url(self.site.address_of(&id)))
            }
            Gap::ServiceUrl => self.service_url(),
            Gap::Application => self.application(),
            Gap::LeadState => self.lead_state(),
            Gap::Carriers => self.carriers(),
            Gap::CarrierCount => words(&self.number(self.coverage().of)),
            Gap::LiveCount => words(&self.number(self.coverage().live)),
            Gap::Spread => Ok(Value::Words(self.spread())),
            Gap::Pilots => self.pilots(),
            Gap::ReusableFrom => self.reusable_from(),
            Gap::Law => self.law(),
            Gap::ContactName => self.first_contact().map(|contact| Value::Words(contact.name.clone())),
            Gap::ContactEmail => self.contact_email(),
            Gap::EventTitle => self.event().map(|event| Value::Words(event.title.clone())),
            Gap::EventWhen => self.event().map(|event| Value::Words(self.when(event))),
            Gap::EventWhere => self.event_place(),
            Gap::Organizer => self.organizer(),
            Gap::EditorialSystem => words(&settings.names.editorial_system),
            Gap::ItProvider => words(&settings.names.it_provider),
            Gap::ServicePortal => words(&settings.names.service_portal),
            Gap::StateOfPlay => self.state_of_play(),
            Gap::NextSteps => self.next_steps(),
            Gap::Costs => self.costs(),
            Gap::Order => Ok(self.order()),
            Gap::Tasks => Ok(self.tasks()),
            Gap::Lessons => self.lessons(),
            Gap::Call => self.call(),
            Gap::Contact => self.contacts_block(),
            Gap::PressOffice => self.press_office(),
            Gap::Signature => self.signature(),
            Gap::EventText => self.event().map(Value::text_of),
            Gap::Registration => self.event().map(|event| self.registration(event)),
        }
    }

    pub(super) fn missing(&self, field: &str, what: &str, help: &str) -> Diagnostic {
        let place = Place::field(&self.service.source.path, field);
        Diagnostic::error(
            "paket-angabe-fehlt",
            place,
            format!("die Vorlagen brauchen {what}, die Angabe fehlt"),
        )
        .with_help(help.to_owned())
    }

    pub(super) fn block(&self, markdown: String) -> Value {
        Value::Block {
            markdown,
            path: self.service.source.path.to_string(),
        }
    }

    fn coverage(&self) -> Coverage {
        Coverage::of_service(&self.site.portal, self.service)
    }

    fn number(&self, number: usize) -> String {
        self.site.number_in_words(number as u64)
    }

    /// How many are live, in the sentence that pages say it with.
    fn spread(&self) -> String {
        let coverage = self.coverage();
        let numbers = [coverage.stated(), coverage.live, coverage.unstated].map(|number| self.number(number));
        let what = self.site.text("kit.responsible");
        let [stated, live, unstated] = numbers.each_ref().map(String::as_str);
        let gaps = [
            ("stated", stated),
            ("live", live),
            ("unstated", unstated),
            ("what", &what),
        ];
        self.site
            .filled(&format!("figure.{}", coverage.wording().text()), &gaps)
    }

    fn of_ministry(&self, name: impl Fn(&Ministry) -> &str) -> Found {
        let ministry = self.ministry.map(|ministry| Value::Words(name(ministry).to_owned()));
        ministry.ok_or_else(|| {
            self.missing(
                "/ressort",
                "den Namen des Ressorts",
                "Nennen Sie unter `ressort:` ein Ressort, das veröffentlicht ist.",
            )
        })
    }

    fn topic(&self) -> Found {
        let topic = self.site.portal.topics.get(&self.service.topic);
        let topic = topic.map(|topic| Value::Words(topic.name.clone()));
        topic.ok_or_else(|| {
            self.missing(
                "/themenfeld",
                "das Themenfeld",
                "Nennen Sie unter `themenfeld:` ein Themenfeld, das veröffentlicht ist.",
            )
        })
    }

    fn service_url(&self) -> Found {
        let url = self.service.efa.as_ref().and_then(|efa| efa.service_url.as_ref());
        let url = url.map(|url| Value::Url(url.to_string()));
        url.ok_or_else(|| {
            self.missing(
                "/efa",
                "die Adresse des Online-Dienstes",
                "Ergänzen Sie unter `efa:` das Feld `dienst:` mit der Webadresse.",
            )
        })
    }

    /// Where people apply: at the online service, or at the state's portal that leads to it.
    fn application(&self) -> Found {
        let portal = self.site.portal.settings.names.service_portal_url.as_ref();
        let portal = portal.map(|url| Value::Url(url.to_string()));
        self.service_url().or_else(|problem| portal.ok_or(problem))
    }

    fn lead_state(&self) -> Found {
        let state = self.service.efa.as_ref().and_then(|efa| efa.lead_state.as_ref());
        let state = state.map(|state| Value::Words(state.clone()));
        state.ok_or_else(|| {
            self.missing(
                "/efa",
                "das umsetzende Land",
                "Ergänzen Sie unter `efa:` das Feld `land:`.",
            )
        })
    }

    fn carriers(&self) -> Found {
        let names = self.site.carriers_of(self.service);
        if names.is_empty() {
            let help = "Ergänzen Sie `vollzug:` mit den Arten der Stellen, die die Leistung vollziehen.";
            return Err(self.missing("/vollzug", "die zuständigen Stellen", help));
        }
        Ok(Value::Words(self.listed(&names)))
    }

    /// "a, b und c"; where a name has an "und" itself, "a; b und c; d".
    pub(super) fn listed(&self, names: &[String]) -> String {
        let and = self.site.filled("kit.list", &[("first", ""), ("last", "")]);
        let joins = |name: &String| name.contains(and.as_str()) || name.contains([',', ';']);
        match names {
            [] => String::new(),
            [one] => one.clone(),
            names if names.iter().any(joins) => names.join("; "),
            [first @ .., last] => self
                .site
                .filled("kit.list", &[("first", &first.join(", ")), ("last", last)]),
        }
    }

    fn pilots(&self) -> Found {
        let ids = self.service.piloting.iter().flat_map(|piloting| &piloting.authorities);
        let pilots = ids.filter_map(|id| self.site.portal.authority(id));
        let names: Vec<String> = pilots.map(|pilot| pilot.full_name()).collect();
        if names.is_empty() {
            let help = "Ergänzen Sie `pilotierung:` mit `behoerden: [Regionalschlüssel, …]`.";
            return Err(self.missing("/pilotierung", "die Pilotbehörden", help));
        }
        Ok(Value::Words(self.listed(&names)))
    }

    fn contacts(&self) -> &'a [Contact] {
        match (&*self.service.contacts, self.ministry) {
            ([], Some(ministry)) => &ministry.coordinators,
            (contacts, _) => contacts,
        }
    }

    fn first_contact(&self) -> Result<&'a Contact, Diagnostic> {
        self.contacts().first().ok_or_else(|| {
            let help = format!(
                "Ergänzen Sie `kontakt:` in der Leistung oder `koordination:` in content/ressorts/{}.yaml.",
                self.service.ministry
            );
            self.missing("/kontakt", "einen Kontakt", &help)
        })
    }

    fn contact_email(&self) -> Found {
        let contact = self.first_contact()?;
        let email = contact.email.as_ref().map(|email| Value::Words(email.to_string()));
        email.ok_or_else(|| {
            let what = format!("eine E-Mail-Adresse von „{}“", contact.name);
            self.missing("/kontakt", &what, "Ergänzen Sie beim Kontakt das Feld `email:`.")
        })
    }

    fn contacts_block(&self) -> Found {
        self.first_contact()?;
        let contacts: Vec<String> = self
            .contacts()
            .iter()
            .map(|contact| self.contact_lines(contact))
            .collect();
        Ok(self.block(contacts.join("\n\n")))
    }

    fn lessons(&self) -> Found {
        let lessons = self
            .service
            .piloting
            .as_ref()
            .and_then(|piloting| piloting.lessons.as_ref());
        let lessons = lessons.map(|Markdown(text)| self.block(text.clone()));
        lessons.ok_or_else(|| {
            let help = "Ergänzen Sie unter `pilotierung:` das Feld `erfahrungen:`.";
            self.missing("/pilotierung", "die Erfahrungen aus der Pilotierung", help)
        })
    }

    fn call(&self) -> Found {
        let today = self.site.portal.as_of;
        let Some(call) = self.service.participation.as_ref().filter(|call| call.is_open(today)) else {
            let help = "Ergänzen Sie `mitarbeit_gesucht:` mit `aufgabe:` und einer Frist (`bis:`), die noch nicht abgelaufen ist.";
            return Err(self.missing("/mitarbeit_gesucht", "einen offenen Aufruf zur Mitarbeit", help));
        };
        let until = call.until.map(|until| {
            self.site
                .filled("kit.call_until", &[("date", &self.site.date_in_words(until))])
        });
        let parts = [Some(call.task.clone()), until];
        Ok(self.block(parts.into_iter().flatten().collect::<Vec<_>>().join("\n\n")))
    }
}
