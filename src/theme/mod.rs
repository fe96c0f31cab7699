//! The look of a portal: templates, styles, scripts and interface texts. It knows no entity by name.

mod assets;
mod files;
mod filters;
mod texts;

use std::path::Path;
use std::sync::Arc;

use tera::{Context, Tera, Value};

use crate::content::markdown::Texts as MarkdownTexts;
use crate::diagnostics::{Diagnostic, Excerpt, Place};

pub use assets::{Asset, Assets};
use files::Files;
use texts::Texts;

/// The language that every theme has complete.
const LANGUAGE: &str = "de";

/// A theme that is ready to render.
#[derive(Debug, Clone)]
pub struct Theme {
    tera: Tera,
    assets: Arc<Assets>,
    texts: Texts,
}

/// What a theme needs to know of its portal.
#[derive(Debug, Clone, Copy)]
pub struct Setup<'a> {
    /// The name of the theme, a folder below `themes/`.
    pub name: &'a str,
    /// Put before every address: empty, or the path below which the portal is published.
    pub prefix: &'a str,
    /// Style rules to put before the theme's own: the portal's colours.
    pub leading_css: &'a str,
}

impl Theme {
    /// Loads a theme: the one in the binary, overlaid file by file by `themes/standard` and `themes/<name>` of the portal.
    ///
    /// # Errors
    /// All faults of templates, texts and assets, each with its place.
    pub fn load(root: &Path, setup: Setup) -> Result<Self, Vec<Diagnostic>> {
        let files = Files::collect(root, setup.name)?;
        let assets = Arc::new(Assets::new(&files, setup)?);
        let texts = Texts::load(&files, LANGUAGE)?;
        let mut tera = Tera::new();
        filters::register(&mut tera, &texts);
        let lookup = assets.clone();
        tera.register_function("asset", move |arguments: tera::Kwargs, _: &tera::State| {
            let path: String = arguments.must_get("path")?;
            let url = lookup
                .url(&path)
                .ok_or_else(|| tera::Error::message(format!("die Datei `{path}` gibt es im Thema nicht")))?;
            Ok::<Value, tera::Error>(Value::from(url))
        });
        tera.add_raw_templates(files.templates()?)
            .map_err(|error| vec![template_problem(&files, &error)])?;
        tera.global_context().insert_value("t", texts.value.clone());
        Ok(Self { tera, assets, texts })
    }

    /// Makes a value known to every template.
    pub fn set_global(&mut self, name: &'static str, value: Value) {
        self.tera.global_context().insert_value(name, value);
    }

    /// Renders a template.
    ///
    /// # Errors
    /// The place in the template, and what is wrong there.
    pub fn render(&self, template: &str, context: &Context) -> Result<String, Box<Diagnostic>> {
        self.tera
            .render(template, context)
            .map_err(|error| Box::new(problem(&error, |name| format!("themes/{name}"), "")))
    }

    /// Styles, scripts and pictures.
    pub fn assets(&self) -> &Assets {
        &self.assets
    }

    /// The words that are added to Markdown.
    pub fn markdown_texts(&self) -> &MarkdownTexts {
        &self.texts.markdown
    }

    /// An interface text by its path, such as `kind.service`; empty where there is none.
    pub fn text<'a>(&'a self, path: &'a str) -> &'a str {
        self.texts
            .value
            .get_from_path(path)
            .and_then(Value::as_str)
            .unwrap_or_default()
    }
}

fn template_problem(files: &Files, error: &tera::Error) -> Diagnostic {
    problem(error, |name| files.origin_of_template(name), "")
}

/// Tera says where; we say it in our form. Its own words are English, for those who write templates.
fn problem(error: &tera::Error, origin: impl Fn(&str) -> String, fallback: &str) -> Diagnostic {
    use tera::ErrorKind::{RenderingError, SyntaxError};
    let help = "Prüfen Sie die Vorlage. Welche Angaben eine Seite bekommt, steht in ARCHITECTURE.md.";
    match error.kind() {
        RenderingError(report) | SyntaxError(report) => {
            let path: Arc<str> = origin(report.filename()).into();
            let text = error.to_string();
            let line = report.span().start_line as u32;
            let column = report.span().start_col as u32 + 1;
            let place = match source_line(&text, line) {
                Some(source) => Place::excerpt(&path, Excerpt::at(&source, line, column)),
                None => Place::line_of(&path, line),
            };
            Diagnostic::error("vorlage", place, report.message()).with_help(help)
        }
        _ => Diagnostic::error("vorlage", Place::file(&origin(fallback).into()), error.to_string()).with_help(help),
    }
}

/// The line of the template as it stands in Tera's own report (`12 | …`).
fn source_line(report: &str, line: u32) -> Option<String> {
    let prefix = format!("{line} | ");
    report
        .lines()
        .find_map(|text| text.trim_start().strip_prefix(&prefix).map(str::to_owned))
}
