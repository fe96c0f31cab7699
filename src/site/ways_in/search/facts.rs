//! What the search knows of an entity beside its words: days, telephones, and the facts that the list of results shows.

use crate::model::{Contact, Day, EntityId, Service};
use crate::site::edition::Site;

/// The days of a service: those of its plan, and when it is confirmed, released and re-usable.
pub(super) fn days_of_service(service: &Service) -> Vec<String> {
    let answers = &service.answers;
    let steps = answers.next_steps.iter().flatten().map(|step| step.date.to_string());
    let reusable = answers
        .reusable_from
        .and_then(|from| from.date())
        .map(|date| date.to_string());
    let told = service.initial_information.iter().map(|told| told.on.to_string());
    steps.chain(reusable).chain(told).collect()
}

/// The days of a text: an event's beginning and end, a press release's publication.
pub(super) fn days_of_text(site: &Site, id: &EntityId) -> Vec<String> {
    let portal = &site.portal;
    match id {
        EntityId::Event(id) => {
            let event = portal.events.get(id);
            let moments = event.into_iter().flat_map(|event| [Some(event.begin), event.end]);
            let mut days: Vec<String> = moments.flatten().map(|moment| Day(moment.date).to_string()).collect();
            days.dedup();
            days
        }
        EntityId::PressRelease(id) => portal
            .press_releases
            .get(id)
            .map(|release| release.date.to_string())
            .into_iter()
            .collect(),
        _ => Vec::new(),
    }
}

/// The days as they are written in words: *Dienstag, 22. März 2022*.
pub(super) fn words_of_days(site: &Site, days: &[String]) -> Vec<String> {
    days.iter().map(|day| site.theme.weekday_date(day)).collect()
}

/// What the list says of a service: its phase, and from when on it can be re-used.
pub(super) fn of_service(site: &Site, service: &Service) -> Vec<String> {
    let phase = site.theme.text(&format!("phase.{}", service.phase.key())).to_owned();
    let from = service.answers.reusable_from.and_then(|from| from.date());
    let from = from.map(|date| {
        let text = match Day(date.first_day()) <= site.portal.as_of {
            true => "search_page.reusable_since",
            false => "search_page.reusable_from",
        };
        site.fill(text, &[("date", &site.theme.date(&date.to_string()))])
    });
    [phase].into_iter().chain(from).collect()
}

/// What the list says of a text: its day.
pub(super) fn of_text(site: &Site, id: &EntityId) -> Vec<String> {
    let first = days_of_text(site, id).into_iter().next();
    first.map(|day| site.theme.date(&day)).into_iter().collect()
}

/// Telephones as keys.
pub(super) fn telephones(contacts: &[Contact]) -> Vec<String> {
    contacts
        .iter()
        .filter_map(|contact| contact.phone.as_deref())
        .map(telephone)
        .collect()
}

/// A telephone as readers type it within the country: `+49 30 …` and `030 …` are the same.
pub(super) fn telephone(phone: &str) -> String {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let phone = phone.trim();
    match phone.strip_prefix("+49").or_else(|| phone.strip_prefix("0049")) {
        Some(rest) => format!("0{}", digits(rest).trim_start_matches('0')),
        None => digits(phone),
    }
}

/// Who answers, and for whom.
pub(super) fn names_of_contacts(contacts: &[Contact]) -> impl Iterator<Item = String> {
    contacts.iter().flat_map(|contact| {
        let email = contact.email.as_ref().map(ToString::to_string);
        [Some(contact.name.clone()), contact.role.clone(), email]
            .into_iter()
            .flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::telephone;

    #[test]
    fn a_telephone_is_found_with_and_without_the_code_of_the_country() {
        for phone in [
            "+49 30 23125 000",
            "+49 (0) 30 23125-000",
            "030 / 23125-000",
            "0049 30 23125000",
        ] {
            assert_eq!(telephone(phone), "03023125000", "{phone}");
        }
    }
}
