//! Icons and tags: what stands on a page dozens of times is rendered once for each language.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use tera::{Context, Tera, Value};

use super::fault;
use super::files::Files;
use super::texts::Texts;
use crate::diagnostics::{Diagnostic, Place};

const ICONS: &str = "icons.yaml";
const TAGS: &str = "tags.yaml";

/// The tables of a theme from which its icons and tags are made.
#[derive(Debug)]
pub(super) struct Signs {
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

impl Signs {
    pub fn load(files: &Files) -> Result<Self, Vec<Diagnostic>> {
        let origin = files.get(TAGS).map_or(TAGS, |file| &file.origin);
        Ok(Self {
            drawings: table(files, ICONS)?,
            looks: table(files, TAGS)?,
            origin: origin.into(),
        })
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
    ) -> Result<(), Diagnostic> {
        let render = |component: &str, context: Context| {
            let html = tera.render_component(component, &context, None, true);
            html.map(|html| Value::safe_string(&html))
                .map_err(|error| fault::of(&error, origins))
        };
        let mut icons = BTreeMap::new();
        for (name, drawing) in &self.drawings {
            icons.insert(name.clone(), render("icon", icon(drawing))?);
        }
        let mut tags = BTreeMap::new();
        for (group, looks) in &self.looks {
            let mut of_group = BTreeMap::new();
            for (name, look) in looks {
                let context = self.tag(texts, &icons, (group, name), look)?;
                of_group.insert(name.clone(), render("tag", context)?);
            }
            tags.insert(group.clone(), Value::from(of_group));
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
        let missing = |what: String| Diagnostic::error("vorlage", Place::file(&self.origin), what);
        let label = texts.value.get_from_path(&path);
        let label = label.ok_or_else(|| missing(format!("in den Texten der Oberfläche gibt es `{path}` nicht")))?;
        let icon = icons.get(&look.symbol);
        let icon = icon.ok_or_else(|| missing(format!("in {ICONS} gibt es `{}` nicht", look.symbol)))?;
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
    serde_yaml::from_str(text).map_err(|error| {
        let message = format!("die Tabelle kann nicht gelesen werden ({error})");
        vec![Diagnostic::error(
            "vorlage",
            Place::file(&file.origin.as_str().into()),
            message,
        )]
    })
}
