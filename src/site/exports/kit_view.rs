//! What the communication kit needs of the site: its words, its addresses and its Markdown, outside of any page.

use serde::Serialize;
use tera::Value;

use crate::content::link::{self, Target};
use crate::content::markdown::{self, Destination, Quotes, Style};
use crate::diagnostics::Diagnostic;
use crate::model::{EntityId, EventId};
use crate::site::edition::{Site, urls};
use crate::site::exports::calendars;
use crate::site::frame::subscriptions::CalendarScope;

impl Site {
    /// An interface text.
    pub(crate) fn text(&self, path: &str) -> String {
        self.theme.text(path).to_owned()
    }

    /// An interface text with its gaps filled.
    pub(crate) fn filled(&self, path: &str, gaps: &[(&str, &str)]) -> String {
        self.fill(path, gaps)
    }

    /// A whole or partial date in words.
    pub(crate) fn date_in_words(&self, date: impl ToString) -> String {
        self.theme.date(&date.to_string())
    }

    /// A day in words, with its weekday.
    pub(crate) fn weekday_in_words(&self, day: impl ToString) -> String {
        self.theme.weekday_date(&day.to_string())
    }

    /// An amount of money in words.
    pub(crate) fn euros(&self, cents: u64) -> String {
        self.theme.euro(cents)
    }

    /// A number in words.
    pub(crate) fn number_in_words(&self, number: u64) -> String {
        self.theme.number(number)
    }

    /// The whole address of an entity's page.
    pub(crate) fn address_of(&self, id: &EntityId) -> String {
        self.absolute(&urls::entity(id))
    }

    /// Markdown as HTML for a sheet of its own: every link is a whole address.
    pub(crate) fn sheet_html(&self, markdown: &str, path: &str) -> String {
        let style = Style {
            top_level: 2,
            id_prefix: "",
            texts: self.theme.markdown_texts(),
            quotes: Quotes::GERMAN,
        };
        let show = |target: &str| self.shown(target, path, &|url| self.absolute(url));
        markdown::render(markdown, style, &|link| self.outside_destination(link, path), &show).html
    }

    /// Markdown as text for an e-mail: every link is a whole address behind its words.
    pub(crate) fn sheet_text(&self, markdown: &str, path: &str) -> String {
        markdown::letter(markdown, &|link| self.outside_destination(link, path))
    }

    fn outside_destination(&self, link: &str, from: &str) -> Destination {
        match link::target(link, from) {
            Target::External(url) => Destination::Url(url),
            Target::Portal(url) => Destination::Url(self.absolute(&url)),
            Target::Entity(id, _) if self.portal.contains(&id) => Destination::Url(self.address_of(&id)),
            Target::File(path, place) => self
                .file(&path, place)
                .map_or(Destination::Hidden, |url| Destination::Url(self.absolute(&url))),
            Target::Anchor(_) | Target::Entity(..) | Target::Invalid(_) => Destination::Hidden,
        }
    }

    /// The calendar file of an event.
    pub(crate) fn event_calendar(&self, id: &EventId) -> Vec<u8> {
        calendars::write(self, &CalendarScope::Event(id.clone()))
    }

    /// Renders a sheet that is no page of the portal; `sheet` is what its template sees.
    pub(crate) fn render_sheet(&self, template: &str, sheet: &impl Serialize) -> Result<Vec<u8>, Box<Diagnostic>> {
        let sheet = [("sheet", Value::from_serializable(sheet))];
        self.theme.render(template, &sheet)
    }
}
