//! A template with its gaps filled.

use super::value::{Value, escaped};
use super::values::Values;
use crate::diagnostics::{Diagnostic, Place};
use crate::model::{Gap, Piece, Template, pieces};
use crate::site::Site;

/// A filled template.
#[derive(Debug)]
pub(super) struct Sheet {
    pub title: String,
    sections: Vec<Section>,
}

/// A stretch of Markdown, and the file from which its links lead.
#[derive(Debug)]
struct Section {
    markdown: String,
    path: String,
}

impl Sheet {
    /// Fills the gaps of a template.
    ///
    /// # Errors
    /// Everything that the record does not say.
    pub fn fill(values: &Values, template: &Template) -> Result<Self, Vec<Diagnostic>> {
        let mut problems = Vec::new();
        let mut title = String::new();
        for piece in pieces(&template.head.title) {
            match fill(values, piece) {
                Ok(Filled::Text(text)) => title.push_str(text),
                Ok(Filled::Value(value)) => title.push_str(&value.plain()),
                Err(problem) => problems.push(problem),
            }
        }
        let mut filler = Filler::new(&template.source.path);
        for piece in pieces(&template.text.markdown) {
            match fill(values, piece) {
                Ok(Filled::Text(text)) => filler.current.push_str(text),
                Ok(Filled::Value(value)) => filler.add(value),
                Err(problem) => problems.push(problem),
            }
        }
        if problems.is_empty() {
            Ok(Self {
                title,
                sections: filler.finish(),
            })
        } else {
            Err(problems)
        }
    }

    pub fn html(&self, site: &Site) -> String {
        let sections = self.sections.iter();
        sections
            .map(|section| site.sheet_html(&section.markdown, &section.path))
            .collect()
    }

    fn body(&self, site: &Site) -> String {
        let sections = self.sections.iter();
        let texts = sections.map(|section| site.sheet_text(&section.markdown, &section.path));
        texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n")
    }

    /// Title and text, as they go into an e-mail.
    pub fn text(&self, site: &Site, values: &Values) -> String {
        let title = site.filled("kit.subject", &[("title", &self.title)]);
        format!("{title}\n\n{}{}\n", sample_note(site, values), self.body(site))
    }

    /// Headline and text, as they go to the press.
    pub fn article(&self, site: &Site, values: &Values) -> String {
        format!("{}\n\n{}{}\n", self.title, sample_note(site, values), self.body(site))
    }

    /// The text alone.
    pub fn short_text(&self, site: &Site, values: &Values) -> String {
        format!("{}{}\n", sample_note(site, values), self.body(site))
    }

    /// Insists that the text is no longer than the template allows.
    pub fn within_length(&self, site: &Site, template: &Template) -> Result<(), Vec<Diagnostic>> {
        let length = self.body(site).chars().count();
        let Some(longest) = template.head.longest.filter(|longest| length > longest.get() as usize) else {
            return Ok(());
        };
        let message = format!("der fertige Text hat {length} Zeichen, erlaubt sind {longest}");
        let place = Place::field(&template.source.path, "/hoechstens");
        Err(vec![
            Diagnostic::error("paket-text-zu-lang", place, message)
                .with_help("Kürzen Sie die Vorlage, oder erhöhen Sie `hoechstens`."),
        ])
    }
}

/// Says of invented data that they are, before anybody sends them.
fn sample_note(site: &Site, values: &Values) -> String {
    if values.service.sample {
        format!("[{}]\n\n", site.text("kit.sample"))
    } else {
        String::new()
    }
}

enum Filled<'a> {
    Text(&'a str),
    Value(Value),
}

fn fill<'a>(values: &Values, piece: Piece<'a>) -> Result<Filled<'a>, Diagnostic> {
    match piece {
        Piece::Text(text) => Ok(Filled::Text(text)),
        // The checks have refused what is neither text nor a known gap, and without them no kit is made.
        Piece::Open(_) => Ok(Filled::Text("{")),
        Piece::Gap(name, _) => match name.parse::<Gap>() {
            Ok(gap) => values.of(gap).map(Filled::Value),
            Err(_) => Ok(Filled::Text(name)),
        },
    }
}

/// Gathers sections: a block has links of its own file, so it is a section of its own.
struct Filler<'a> {
    path: &'a str,
    current: String,
    sections: Vec<Section>,
}

impl<'a> Filler<'a> {
    fn new(path: &'a str) -> Self {
        Self {
            path,
            current: String::new(),
            sections: Vec::new(),
        }
    }

    fn add(&mut self, value: Value) {
        match value {
            Value::Block { markdown, path } => {
                self.close();
                self.sections.push(Section { markdown, path });
            }
            Value::Url(url) if self.current.ends_with('(') => self.current.push_str(&url),
            Value::Url(url) => self.current.extend(["<", &url, ">"]),
            Value::Words(words) => self.current.push_str(&escaped(&words)),
        }
    }

    fn close(&mut self) {
        let markdown = std::mem::take(&mut self.current);
        if !markdown.trim().is_empty() {
            self.sections.push(Section {
                markdown,
                path: self.path.to_owned(),
            });
        }
    }

    fn finish(mut self) -> Vec<Section> {
        self.close();
        self.sections
    }
}
