//! Who writes: the ministry with its letterhead, its signature and its press office.

use super::value::{Found, Value, escaped};
use super::values::Values;
use crate::diagnostics::{Diagnostic, Place};
use crate::model::{Contact, Letterhead, Ministry};

impl<'a> Values<'a> {
    /// What stands on the ministry's letters.
    pub(super) fn letterhead(&self) -> Result<&'a Letterhead, Diagnostic> {
        let letterhead = self.ministry.and_then(|ministry| ministry.letterhead.as_ref());
        letterhead.ok_or_else(|| {
            self.missing_in_ministry(
                "/briefkopf",
                "den Briefkopf des Ressorts",
                "Ergänzen Sie `briefkopf:` mit `anschrift`, `ort` und `unterschrift`.",
            )
        })
    }

    pub(super) fn place_and_day(&self) -> Found {
        let place = &self.letterhead()?.place;
        let day = self.site.date_in_words(self.site.portal.as_of);
        let gaps = [("place", place.as_str()), ("date", &day)];
        Ok(Value::Words(self.site.filled("kit.place_and_day", &gaps)))
    }

    /// "Im Auftrag", the name, what they are, and of which ministry: an e-mail has no letterhead.
    pub(super) fn signature(&self) -> Found {
        let signatory = &self.letterhead()?.signatory;
        let ministry = self.ministry.map(|ministry| &ministry.name);
        let lines = [Some(&signatory.name), signatory.role.as_ref(), ministry];
        let lines: Vec<String> = lines.into_iter().flatten().map(|line| escaped(line)).collect();
        let on_behalf = signatory.on_behalf.as_ref().map(|words| escaped(words));
        let parts = on_behalf.into_iter().chain([lines.join("\\\n")]);
        Ok(self.block_of_ministry(parts.collect::<Vec<_>>().join("\n\n")))
    }

    /// Whom the press calls: without a telephone, nobody.
    pub(super) fn press_office(&self) -> Found {
        let office = self.ministry.and_then(|ministry| ministry.press_office.as_ref());
        let office = office.ok_or_else(|| {
            self.missing_in_ministry(
                "/pressestelle",
                "die Pressestelle des Ressorts",
                "Ergänzen Sie `pressestelle:` mit `name`, `telefon` und `email`.",
            )
        })?;
        if office.phone.is_none() {
            let help = "Ergänzen Sie unter `pressestelle:` das Feld `telefon:`.";
            return Err(self.missing_in_ministry("/pressestelle", "die Telefonnummer der Pressestelle", help));
        }
        Ok(self.block_of_ministry(self.contact_lines(office)))
    }

    /// Name, role, unit and ways to reach; what one line says is not said by another one.
    pub(super) fn contact_lines(&self, contact: &Contact) -> String {
        let mut lines: Vec<&str> = vec![&contact.name];
        let says = |line: &str, other: &str| line.to_lowercase().contains(&other.to_lowercase());
        for more in [&contact.role, &contact.unit].into_iter().flatten() {
            if !lines.iter().any(|line| says(line, more)) {
                lines.retain(|line| !says(more, line));
                lines.push(more);
            }
        }
        let email = contact.email.as_ref().map(|email| format!("<{email}>"));
        let phone = contact
            .phone
            .as_ref()
            .map(|phone| self.site.filled("kit.phone", &[("phone", phone)]));
        let lines = lines.into_iter().map(escaped);
        lines.chain(email).chain(phone).collect::<Vec<_>>().join("\\\n")
    }

    fn missing_in_ministry(&self, field: &str, what: &str, help: &str) -> Diagnostic {
        let source = self
            .ministry
            .map_or(&self.service.source, |Ministry { source, .. }| source);
        let message = format!("die Vorlagen brauchen {what}, die Angabe fehlt");
        Diagnostic::error("paket-angabe-fehlt", Place::field(&source.path, field), message).with_help(help.to_owned())
    }

    fn block_of_ministry(&self, markdown: String) -> Value {
        let source = self
            .ministry
            .map_or(&self.service.source, |Ministry { source, .. }| source);
        Value::Block {
            markdown,
            path: source.path.to_string(),
        }
    }
}
