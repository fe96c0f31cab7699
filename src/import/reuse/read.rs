//! From a spreadsheet to lines: services and authorities must be known, states and dates must be ones.

use std::collections::BTreeMap;

use super::line::{Line, is_newer};
use super::{column, squeezed};
use crate::content::tables::cells::{self, Cell};
use crate::content::tables::columns::{self, Column, Columns};
use crate::content::tables::sheet::{self, Sheet};
use crate::diagnostics::{Diagnostic, Place, did_you_mean};
use crate::import::Document;
use crate::model::{
    Authority, AuthorityId, PartialDate, Portal, ReuseStatus, Service, ServiceId, WebAddress, carries_out, sort_key,
};

/// The column that only tables about several services have.
const OF_SERVICE: Column = Column {
    name: column::SERVICE,
    also: &["leistungsname", "kennung_der_leistung", "leika", "leika_schluessel"],
};

/// The lines of a spreadsheet, and the columns that were not taken over. Without a column for the service, `service`
/// says which one all lines are about. Of several lines about one authority the newest counts; what cannot be ordered by
/// its date is a fault.
///
/// # Errors
/// All lines that cannot be understood.
pub fn read(
    document: Document,
    portal: &Portal,
    service: Option<&ServiceId>,
) -> Result<(Vec<Line>, Vec<String>), Vec<Diagnostic>> {
    let sheet = Sheet::parse(&document.path, &document.text)?;
    let known: Vec<Column> = [OF_SERVICE].into_iter().chain(columns::REUSE.iter().copied()).collect();
    let mut required = vec![column::AUTHORITY, column::STATUS];
    if service.is_none() {
        required.insert(0, column::SERVICE);
    }
    let columns = Columns::find(&sheet, &known, &required).map_err(|problems| {
        let help = "Nennen Sie die Leistung in einer Spalte `leistung` oder mit der Option --leistung.";
        let is_about_service = |problem: &Diagnostic| problem.message.contains("`leistung`");
        let problems = problems.into_iter();
        let helped = problems.map(|problem| {
            if is_about_service(&problem) {
                problem.with_help(help)
            } else {
                problem
            }
        });
        helped.collect::<Vec<_>>()
    })?;
    let mut reader = Reader {
        sheet: &sheet,
        columns: &columns,
        names: Names::of(portal),
        portal,
        service,
        problems: Vec::new(),
    };
    let lines: Vec<Line> = sheet.lines.iter().filter_map(|line| reader.line(line)).collect();
    let mut problems = reader.problems;
    let lines = newest(lines, &mut problems);
    if problems.is_empty() {
        Ok((lines, columns.ignored))
    } else {
        Err(problems)
    }
}

/// What services and authorities are called besides their ids.
struct Names<'a> {
    services: BTreeMap<String, Option<&'a Service>>,
    authorities: BTreeMap<&'a str, &'a Authority>,
}

impl<'a> Names<'a> {
    fn of(portal: &'a Portal) -> Self {
        let mut services: BTreeMap<String, Option<&Service>> = BTreeMap::new();
        for service in portal.services.values() {
            let keys = service.leika.iter().map(ToString::to_string);
            for name in keys.chain([sort_key(&service.title)]) {
                // A name that two services have says nothing.
                services
                    .entry(name)
                    .and_modify(|known| *known = None)
                    .or_insert(Some(service));
            }
        }
        // A municipality key that several regional keys have had means the one of the reference date.
        let mut authorities: Vec<_> = portal.authorities.values().collect();
        authorities.sort_by_key(|authority| authority.exists_on(portal.as_of));
        let authorities = authorities
            .into_iter()
            .filter_map(|authority| Some((authority.ags.as_deref()?, &**authority)));
        Self {
            services,
            authorities: authorities.collect(),
        }
    }
}

struct Reader<'a> {
    sheet: &'a Sheet,
    columns: &'a Columns,
    names: Names<'a>,
    portal: &'a Portal,
    service: Option<&'a ServiceId>,
    problems: Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    /// Every cell is looked at before a faulty one ends the line.
    fn line(&mut self, line: &sheet::Line) -> Option<Line> {
        let service = self.service_of(line);
        let authority = self.authority_of(line);
        let status = self.status_of(line);
        let since = self.parsed::<PartialDate>(line, column::SINCE);
        let url = self.parsed::<WebAddress>(line, column::URL);
        let remark = squeezed(self.text(line, column::REMARK));
        let (service, authority) = (service?, authority?);
        let record = self.portal.services.get(&service);
        Some(Line {
            is_responsible: record.is_none_or(|service| carries_out(service, authority)),
            superseded_by: None,
            service,
            authority: authority.id.clone(),
            name: authority.name.clone(),
            status: status?,
            since: since?,
            url: url?,
            remark: Some(remark).filter(|remark| !remark.is_empty()),
            place: self.sheet.line_place(line.number),
        })
    }

    fn text<'b>(&self, line: &'b sheet::Line, column: &str) -> &'b str {
        let index = self.columns.index(column);
        let cell = index.and_then(|index| line.cells.get(index));
        cell.map_or("", |cell| cell.value.as_str())
    }

    fn fault(&mut self, line: &sheet::Line, column: &str, problem: impl FnOnce(Place) -> Diagnostic) {
        let place = self.sheet.cell_place(line, self.columns.index(column));
        self.problems.push(problem(place));
    }

    fn missing(&mut self, line: &sheet::Line, column: &str) {
        let place = self.sheet.line_place(line.number);
        let message = format!("in der Spalte `{column}` fehlt die Angabe");
        let problem = Diagnostic::error("fehlendes-feld", place, message);
        self.problems
            .push(problem.with_help("Ergänzen Sie die Angabe oder löschen Sie die Zeile."));
    }

    /// By id, LeiKa key or title; an empty cell means the service that the call names.
    fn service_of(&mut self, line: &sheet::Line) -> Option<ServiceId> {
        let text = self.text(line, column::SERVICE);
        if text.is_empty() {
            if self.service.is_none() {
                self.missing(line, column::SERVICE);
            }
            return self.service.cloned();
        }
        let by_id = text
            .parse::<ServiceId>()
            .ok()
            .filter(|id| self.portal.services.contains_key(id));
        let by_name = || {
            let found = self
                .names
                .services
                .get(text)
                .or_else(|| self.names.services.get(&sort_key(text)))?;
            found.map(|service| service.id.clone())
        };
        let Some(id) = by_id.or_else(by_name) else {
            let known = self.portal.services.keys().map(ServiceId::as_str);
            let titles = self.portal.services.values().map(|service| service.title.as_str());
            let meant = did_you_mean(text, known).or_else(|| did_you_mean(text, titles));
            let meant = meant.map(|name| format!(", meinten Sie `{name}`?")).unwrap_or_default();
            let message = format!("die Leistung `{text}` gibt es nicht{meant}");
            let help = "Nennen Sie den Namen des Ordners unter content/leistungen/, den LeiKa-Schlüssel oder den Titel der Leistung.";
            self.fault(line, column::SERVICE, |place| {
                Diagnostic::error("unbekannter-verweis", place, message).with_help(help)
            });
            return None;
        };
        if self.service.is_some_and(|wanted| *wanted != id) {
            let message = format!("die Zeile nennt die Leistung `{id}`, der Aufruf eine andere");
            let help = "Lassen Sie --leistung weg, wenn die Datei mehrere Leistungen enthält.";
            self.fault(line, column::SERVICE, |place| {
                Diagnostic::error("unbekannter-verweis", place, message).with_help(help)
            });
            return None;
        }
        Some(id)
    }

    /// By id, regional key or municipality key.
    fn authority_of(&mut self, line: &sheet::Line) -> Option<&'a Authority> {
        let text = self.text(line, column::AUTHORITY);
        if text.is_empty() {
            self.missing(line, column::AUTHORITY);
            return None;
        }
        let by_id = text
            .parse::<AuthorityId>()
            .ok()
            .and_then(|id| self.portal.authorities.get(self.portal.present_key(&id)));
        let found = by_id
            .map(|authority| &**authority)
            .or_else(|| self.names.authorities.get(text).copied());
        if found.is_none() {
            let known = self.portal.authorities.keys().map(|id| id.as_str());
            let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
            // One digit of a key more or less is another place, and no hint.
            let meant = if is_number { None } else { did_you_mean(text, known) };
            let meant = meant.map(|name| format!(", meinten Sie `{name}`?")).unwrap_or_default();
            let message = format!("die Stelle `{text}` gibt es nicht{meant}");
            let help = "Nennen Sie den Regionalschlüssel (12 Ziffern), den Gemeindeschlüssel (8 Ziffern) oder die Kennung aus weitere.yaml. Tabellenprogramme kürzen Schlüssel gern: Formatieren Sie die Spalte als Text.";
            self.fault(line, column::AUTHORITY, |place| {
                Diagnostic::error("unbekannter-verweis", place, message).with_help(help)
            });
        }
        found
    }

    /// The word of the vocabulary, or the same written with blanks and umlauts.
    fn status_of(&mut self, line: &sheet::Line) -> Option<ReuseStatus> {
        let text = self.text(line, column::STATUS);
        if text.is_empty() {
            self.missing(line, column::STATUS);
            return None;
        }
        let status = cells::word(text);
        if status.is_none() {
            let words: Vec<&str> = ReuseStatus::ALL.iter().map(|status| status.word()).collect();
            let meant = did_you_mean(&columns::fold(text), words.iter().copied());
            let meant = meant.map(|word| format!(", meinten Sie `{word}`?")).unwrap_or_default();
            let message = format!("unbekannter Wert `{text}`{meant}");
            let help = format!("Erlaubt sind: {}.", words.join(", "));
            self.fault(line, column::STATUS, |place| {
                Diagnostic::error("unbekannter-wert", place, message).with_help(help)
            });
        }
        status
    }

    /// An empty cell is none; `None` outside is a cell that cannot be read.
    fn parsed<T: Cell>(&mut self, line: &sheet::Line, column: &str) -> Option<Option<T>> {
        let text = self.text(line, column);
        if text.is_empty() {
            return Some(None);
        }
        match T::read(text) {
            Ok(value) => Some(Some(value)),
            Err(misspelt) => {
                self.fault(line, column, |place| misspelt.at(place).with_help(T::HELP));
                None
            }
        }
    }
}

/// Of several lines about one authority and service the newest counts; the others are kept for the report.
#[expect(clippy::indexing_slicing, reason = "all places are numbers of lines that there are")]
fn newest(mut lines: Vec<Line>, problems: &mut Vec<Diagnostic>) -> Vec<Line> {
    let mut places: BTreeMap<(String, String), usize> = BTreeMap::new();
    for at in 0..lines.len() {
        let key = (lines[at].service.to_string(), lines[at].authority.to_string());
        let known = *places.entry(key.clone()).or_insert(at);
        if known == at {
            continue;
        }
        let (one, other) = (&lines[known], &lines[at]);
        if is_newer(other.since, one.since) {
            lines[known].superseded_by = Some(lines[at].place.line());
            places.insert(key, at);
            continue;
        }
        if !is_newer(one.since, other.since) && !says_the_same(one, other) {
            problems.push(undecided(one, other));
        }
        lines[at].superseded_by = Some(lines[known].place.line());
    }
    lines
}

fn undecided(known: &Line, line: &Line) -> Diagnostic {
    let message = format!(
        "zur Stelle {} und der Leistung `{}` steht in Zeile {} etwas anderes, und welche Angabe neuer ist, sagen die Daten nicht",
        line.authority,
        line.service,
        known.place.line()
    );
    Diagnostic::error("doppelte-kennung", line.place.clone(), message).with_help(
        "Behalten Sie nur die Zeile mit dem neuesten Stand, oder ergänzen Sie genaue Daten in der Spalte `seit`.",
    )
}

fn says_the_same(one: &Line, other: &Line) -> bool {
    one.status == other.status && one.since == other.since && one.url == other.url && one.remark == other.remark
}
