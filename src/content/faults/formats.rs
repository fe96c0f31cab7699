//! Values with a syntax of their own: the parser of their type says what is wrong, and its neighbour what was meant.

use std::fmt::Display;
use std::str::FromStr;

use crate::content::decode::characters;
use crate::diagnostics::{Diagnostic, Guess, Place};
use crate::model::spelling::{self, Meant};
use crate::model::{
    AuthorityId, Availability, BaseServiceId, Cents, Colour, Day, DocumentKind, Email, FileName, FormerUrl, HostName,
    InvalidAmount, InvalidDate, Language, LeikaKey, LeikaType, MaturityModel, Moment, OzgId, PageId, PartialDate,
    PortalAddress, Postcode, RegionalKey, Step, ThemeName, WebAddress,
};

/// A value that is not written as its format asks for.
#[derive(Debug)]
pub(crate) struct Misspelt {
    code: &'static str,
    message: String,
    help: String,
    meant: Option<Meant>,
}

impl Misspelt {
    /// A value of which nothing but its fault is known.
    pub fn of(message: &impl Display) -> Self {
        Self {
            code: "ungueltige-angabe",
            message: message.to_string(),
            help: String::new(),
            meant: None,
        }
    }

    /// What to write instead, where that is certain.
    pub fn certain(&self) -> Option<&str> {
        match &self.meant {
            Some(Meant::Certainly(text)) => Some(text),
            _ => None,
        }
    }

    /// The problem at its place.
    pub fn at(self, place: Place) -> Diagnostic {
        let (message, help) = match &self.meant {
            Some(Meant::Certainly(text)) => (self.message, format!("Schreiben Sie `{text}`.")),
            Some(Meant::Perhaps(text)) => (format!("{}, meinten Sie `{text}`?", self.message), self.help),
            Some(Meant::Id(_)) | None => (self.message, self.help),
        };
        let mut problem = Diagnostic::error(self.code, place, message).with_help(help);
        if let Some(Meant::Id(id)) = self.meant {
            let field = String::new();
            problem.guess = Some(Guess { field, id });
        }
        problem
    }
}

pub(super) fn is_known(format: &str) -> bool {
    check_of(format).is_some()
}

/// What is wrong with a value of a format.
pub(in crate::content) fn format_fault(format: &str, text: &str) -> Option<Misspelt> {
    let check = check_of(format)?;
    let message = check(text)?;
    let is_sound = |text: &str| check(text).is_none();
    let help = match (format, text.parse::<Cents>(), text.parse::<Moment>()) {
        ("betrag", Err(error), _) => error.help(),
        ("zeitpunkt", _, Err(InvalidDate::ChangeOfClock(..))) => "Prüfen Sie die Uhrzeit.".to_owned(),
        _ => help(format).to_owned(),
    };
    if let Some(c) = text.chars().find(|c| characters::is_deceptive(*c)) {
        let cleaned = characters::cleaned(text);
        if is_sound(&cleaned) {
            return Some(Misspelt {
                code: code_of(format),
                message: format!("in `{cleaned}` steht {}", characters::name(c)),
                help: "Löschen Sie das Zeichen.".to_owned(),
                meant: Some(Meant::Certainly(cleaned)),
            });
        }
    }
    let meant = meant(format, text);
    // 31.02.2022 is understood, and there is no such day.
    let not_there = meant.as_ref().filter(|_| code_of(format) == "ungueltiges-datum");
    let message = not_there.and_then(|meant| check(meant.text())).unwrap_or(message);
    let meant = meant.filter(|meant| is_sound(meant.text()) && meant.text() != text);
    Some(Misspelt {
        code: code_of(format),
        message,
        help,
        meant,
    })
}

fn meant(format: &str, text: &str) -> Option<Meant> {
    match format {
        // A month is no day: which one was meant nobody knows.
        "datum" => date(text).filter(|date| date.text().matches('-').count() == 2),
        "teildatum" => date(text),
        "verfuegbarkeit" => match spelling::id(text).as_deref() {
            Some("unbekannt" | "offen" | "noch-offen" | "unklar") => Some(Meant::Certainly("unbekannt".to_owned())),
            _ => date(text),
        },
        "zeitpunkt" => {
            spelling::moment(text).map(|moment| match text.split([' ', 'T', ',']).any(spelling::is_ambiguous) {
                true => Meant::Perhaps(moment),
                false => Meant::Certainly(moment),
            })
        }
        "betrag" => match text.parse::<Cents>() {
            Err(InvalidAmount::Written(_, meant)) => Some(Meant::Certainly(meant)),
            _ => None,
        },
        "regionalschluessel" | "leika" | "ozg-id" | "postleitzahl" => spelling::key(text).map(Meant::Certainly),
        "stelle" => spelling::key(text)
            .map(Meant::Certainly)
            .or_else(|| spelling::id(text).map(Meant::Id)),
        "kennung" | "basisdienst" => spelling::id(text).map(Meant::Id),
        "e-mail" => spelling::email(text).map(Meant::Certainly),
        "webadresse" | "portaladresse" => spelling::web_address(text).map(Meant::Perhaps),
        "sprache" | "farbe" => Some(Meant::Perhaps(characters::cleaned(text).to_lowercase())),
        _ => None,
    }
}

fn date(text: &str) -> Option<Meant> {
    let date = spelling::date(text)?;
    Some(match spelling::is_ambiguous(text) {
        true => Meant::Perhaps(date),
        false => Meant::Certainly(date),
    })
}

type Check = fn(&str) -> Option<String>;

/// The parser behind a format of ours: its error is the message.
fn check_of(format: &str) -> Option<Check> {
    fn parse<T: FromStr<Err: Display>>(text: &str) -> Option<String> {
        text.parse::<T>().err().map(|error| error.to_string())
    }
    Some(match format {
        "datum" => parse::<Day>,
        "teildatum" => parse::<PartialDate>,
        "verfuegbarkeit" => parse::<Availability>,
        "zeitpunkt" => parse::<Moment>,
        "betrag" => parse::<Cents>,
        "regionalschluessel" => parse::<RegionalKey>,
        "leika" => parse::<LeikaKey>,
        "leika-typ" => parse::<LeikaType>,
        "ozg-id" => parse::<OzgId>,
        "postleitzahl" => parse::<Postcode>,
        "kennung" => parse::<PageId>,
        "stelle" => parse::<AuthorityId>,
        "basisdienst" => parse::<BaseServiceId>,
        "reifegradmodell" => parse::<MaturityModel>,
        "e-mail" => parse::<Email>,
        "webadresse" => parse::<WebAddress>,
        "portaladresse" => parse::<PortalAddress>,
        "servername" => parse::<HostName>,
        "farbe" => parse::<Colour>,
        "sprache" => parse::<Language>,
        "schritt" => parse::<Step>,
        "dateiname" => parse::<FileName>,
        "dateiendung" => parse::<DocumentKind>,
        "fruehere-adresse" => parse::<FormerUrl>,
        "thema" => parse::<ThemeName>,
        _ => return None,
    })
}

/// The code of the message for a malformed value of a format.
fn code_of(format: &str) -> &'static str {
    match format {
        "datum" | "teildatum" | "verfuegbarkeit" | "zeitpunkt" => "ungueltiges-datum",
        "regionalschluessel" | "stelle" | "leika" | "leika-typ" | "ozg-id" | "postleitzahl" => "ungueltiger-schluessel",
        "kennung" | "basisdienst" | "fruehere-adresse" | "dateiname" => "ungueltige-kennung",
        _ => "ungueltige-angabe",
    }
}

/// What to do about a malformed value of a format.
fn help(format: &str) -> &'static str {
    match format {
        "datum" => "Schreiben Sie das Datum als Jahr-Monat-Tag, zum Beispiel 2022-02-15.",
        "teildatum" => "Erlaubt sind Tag (2022-02-15), Monat (2022-02), Quartal (2022-Q1) und Jahr (2022).",
        "verfuegbarkeit" => {
            "Erlaubt sind Tag (2022-02-15), Monat (2022-02), Quartal (2022-Q1), Jahr (2022) und `unbekannt`."
        }
        "zeitpunkt" => "Schreiben Sie Datum und Uhrzeit als 2022-03-01 10:00, bei ganzen Tagen nur 2022-03-01.",
        "regionalschluessel" | "leika" | "ozg-id" | "postleitzahl" => {
            "Schreiben Sie alle Ziffern ohne Leerzeichen, mit Anführungszeichen, wenn die erste eine Null ist."
        }
        "stelle" => "Erwartet wird ein Regionalschlüssel (12 Ziffern) oder die Kennung einer Stelle aus weitere.yaml.",
        "betrag" => "Geben Sie den Betrag in Euro an, zum Beispiel 1200 oder 12.50.",
        "leika-typ" => "Schreiben Sie jeden Typ einzeln in die Liste, zum Beispiel [2/3, 4].",
        "reifegradmodell" => "Schreiben Sie 1.1 oder 2.0.",
        "e-mail" => "Schreiben Sie die Adresse ohne Zusätze, zum Beispiel poststelle@example.org.",
        "webadresse" => "Schreiben Sie die ganze Adresse, zum Beispiel https://example.org/dienst.",
        "portaladresse" => {
            "Schreiben Sie die Adresse, unter der die Startseite zu erreichen ist, ohne `?`, `#` und Anmeldenamen, zum Beispiel https://ozg.example.org."
        }
        "servername" => {
            "Schreiben Sie nur den Namen des Servers, ohne https:// und ohne Schrägstrich, zum Beispiel ozg.example.org."
        }
        "sprache" => {
            "Schreiben Sie das Kürzel der Sprache (ISO 639), zum Beispiel en, oder leicht für Leichte Sprache. Deutsch gibt es immer."
        }
        "farbe" => "Schreiben Sie die Farbe als # mit sechs Stellen, zum Beispiel #b3122b.",
        "schritt" => "Schreiben Sie 1, 2 oder 3, oder lassen Sie das Feld weg.",
        "kennung" => "Die Kennung wird Teil der Adresse der Seite. Schreiben Sie zum Beispiel `wohngeld-antrag`.",
        "basisdienst" => "Schreiben Sie eine Kennung, die portal.yaml unter `basisdienste` nennt, zum Beispiel bundid.",
        "dateiendung" => "Schreiben Sie die Endung in kleinen Buchstaben und ohne Punkt, zum Beispiel pdf.",
        "thema" => "Nennen Sie nur den Namen eines Ordners unter themes, zum Beispiel standard.",
        "dateiname" => "Legen Sie die Datei in denselben Ordner und nennen Sie nur ihren Namen.",
        "fruehere-adresse" => {
            "Schreiben Sie die Adresse ab dem ersten Schrägstrich, ohne `..`, zum Beispiel /alt/wohngeld/."
        }
        _ => "Vergleichen Sie die Angabe mit der Feldbeschreibung im Redaktionshandbuch.",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    /// All formats that a schema names, at any depth.
    fn formats(schema: &Value, found: &mut Vec<String>) {
        match schema {
            Value::Object(fields) => {
                found.extend(fields.get("format").and_then(Value::as_str).map(str::to_owned));
                fields.values().for_each(|field| formats(field, found));
            }
            Value::Array(items) => items.iter().for_each(|item| formats(item, found)),
            _ => {}
        }
    }

    #[test]
    fn every_format_has_a_parser_and_help_of_its_own() {
        // Of numbers their bounds are told; any text is Markdown.
        let without = ["markdown", "double", "uint8", "uint32", "uint64"];
        let mut found = Vec::new();
        for kind in crate::scaffold::KINDS.iter() {
            formats(&kind.schema(), &mut found);
        }
        assert!(found.iter().any(|format| format == "sprache"), "{found:?}");
        found.retain(|format| !without.contains(&format.as_str()));
        for format in found {
            assert!(check_of(&format).is_some(), "{format}");
            assert_ne!(help(&format), help(""), "{format}");
        }
    }
}
