//! Icons and tags: what stands on a page dozens of times is rendered once for each language.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use tera::{Context, Tera, Value};

use super::fault;
use super::files::Files;
use super::texts::Texts;
use crate::diagnostics::{Diagnostic, Place, did_you_mean};

const ICONS: &str = "icons.yaml";
const TAGS: &str = "tags.yaml";

/// The tables of a theme from which its icons and tags are made.
#[derive(Debug)]
pub(super) struct IconsAndTags {
    /// SVG by the name of the icon.
    drawings: BTreeMap<String, String>,
    /// By the group and the name of the word in the interface texts.
    looks: BTreeMap<String, BTreeMap<String, Look>>,
    /// The file that says how words look.
    origin: Arc<str>,
}

/// How a word of state looks.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Look {
    tone: String,
    symbol: String,
    #[serde(default)]
    variant: String,
}

impl IconsAndTags {
    pub fn load(files: &Files) -> Result<Self, Vec<Diagnostic>> {
        let origin = files.get(TAGS).map_or(TAGS, |file| &file.origin);
        match (table(files, ICONS), table(files, TAGS)) {
            (Ok(drawings), Ok(looks)) => Ok(Self {
                drawings,
                looks,
                origin: origin.into(),
            }),
            (drawings, looks) => Err(drawings.err().into_iter().chain(looks.err()).flatten().collect()),
        }
    }

    /// Renders them, and makes them known to all templates as `icons` and `tags`.
    ///
    /// # Errors
    /// A tag without a word or a drawing; a fault in the components `icon` and `tag`.
    pub fn put_into(
        &self,
        tera: &mut Tera,
        texts: &Texts,
        origins: &BTreeMap<String, String>,
    ) -> Result<(), Vec<Diagnostic>> {
        let render = |component: &str, context: Context| {
            let html = tera.render_component(component, &context, None, true);
            html.map(|html| Value::safe_string(&html))
                .map_err(|error| fault::of(&error, origins))
        };
        let mut icons = BTreeMap::new();
        for (name, drawing) in &self.drawings {
            let icon = render("icon", icon(drawing)).map_err(|fault| vec![fault])?;
            icons.insert(name.clone(), icon);
        }
        let mut tags = BTreeMap::new();
        let mut problems = Vec::new();
        for (group, looks) in &self.looks {
            let mut of_group = BTreeMap::new();
            for (name, look) in looks {
                let context = self.tag(texts, &icons, (group, name), look);
                match context.and_then(|context| render("tag", context)) {
                    Ok(tag) => drop(of_group.insert(name.clone(), tag)),
                    Err(problem) => problems.push(problem),
                }
            }
            tags.insert(group.clone(), Value::from(of_group));
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        tera.global_context().insert_value("icons", Value::from(icons));
        tera.global_context().insert_value("tags", Value::from(tags));
        Ok(())
    }

    /// What the component `tag` is given.
    fn tag(
        &self,
        texts: &Texts,
        icons: &BTreeMap<String, Value>,
        (group, name): (&str, &str),
        look: &Look,
    ) -> Result<Context, Diagnostic> {
        let path = format!("{group}.{name}");
        let label = texts.value.get_from_path(&path).ok_or_else(|| {
            let place = Place::key(&self.origin, format!("/{group}/{name}"));
            let message = format!("in den Texten der Oberfläche gibt es `{path}` nicht");
            Diagnostic::error("vorlage", place, message).with_help("Die Texte stehen im Thema unter i18n/de.yaml.")
        })?;
        let icon = icons.get(&look.symbol).ok_or_else(|| {
            let place = Place::field(&self.origin, format!("/{group}/{name}/symbol"));
            let help = match did_you_mean(&look.symbol, icons.keys().map(String::as_str)) {
                Some(meant) => format!("Meinten Sie `{meant}`?"),
                None => format!("Alle Symbole stehen im Thema in {ICONS}."),
            };
            let message = format!("das Symbol `{}` gibt es nicht", look.symbol);
            Diagnostic::error("vorlage", place, message).with_help(help)
        })?;
        let mut context = Context::new();
        context.insert_value("label", label.clone());
        context.insert_value("icon", icon.clone());
        context.insert_value("tone", Value::from(look.tone.as_str()));
        context.insert_value("variant", Value::from(look.variant.as_str()));
        Ok(context)
    }
}

/// What the component `icon` is given.
fn icon(drawing: &str) -> Context {
    let mut context = Context::new();
    context.insert_value("drawing", Value::safe_string(drawing));
    context
}

/// A table of the theme; without the file it is empty.
fn table<T: DeserializeOwned + Default>(files: &Files, name: &str) -> Result<T, Vec<Diagnostic>> {
    let Some(file) = files.get(name) else {
        return Ok(T::default());
    };
    let text = file.text().map_err(|problem| vec![problem])?;
    crate::content::yaml::from_str(text).map_err(|error| {
        let place = fault::place_in_yaml(&file.origin, text, &error);
        vec![fault::of_yaml("die Tabelle ist hier nicht zu lesen", place, &error)]
    })
}
