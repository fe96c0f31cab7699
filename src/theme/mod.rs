//! The look of a portal: templates, styles, scripts and interface texts. It knows no entity by name.

mod artwork;
mod asking;
mod assets;
mod bundle;
mod delimiters;
mod fault;
mod files;
mod filters;
mod fingerprint;
mod folder;
mod folding;
mod icons_and_tags;
mod nesting;
mod script;
mod texts;
mod translation;
mod watch;

use std::collections::{BTreeMap, HashSet};
use std::path::Path;
use std::sync::{Arc, OnceLock};

use tera::{Context, Tera, Value};

use crate::content::markdown::Texts as MarkdownTexts;
use crate::diagnostics::Diagnostic;
use crate::model::Language;

pub use artwork::Artwork;
pub use assets::{Asset, Assets};
use files::Files;
pub use folder::unasked;
use folding::Known;
use icons_and_tags::IconsAndTags;
pub use script::without_comments;
use texts::Texts;
pub(crate) use texts::fill_gaps;
use watch::Stopped;
pub use watch::watch_templates;

/// More bytes than most pages have. A page that grew step by step would be copied again and again.
const USUAL_PAGE: usize = 64 * 1024;

/// A theme that is ready to render.
#[derive(Debug, Clone)]
pub struct Theme {
    /// The templates as they stand in their files.
    tera: Tera,
    /// The same with what is known before a page is rendered, made when the first page is.
    folded: OnceLock<Tera>,
    stopped: Stopped,
    templates: Arc<Vec<(String, String)>>,
    /// Whether texts of the content may be in another language than their page.
    marks_foreign: bool,
    assets: Arc<Assets>,
    texts: Texts,
    icons_and_tags: Arc<IconsAndTags>,
    artwork: Arc<Artwork>,
    /// Whether the portal brings templates, texts or tables of its own.
    is_own: bool,
    /// Where each template came from, for messages.
    origins: Arc<BTreeMap<String, String>>,
    /// A fingerprint of all that decides how a page comes out, beside what its template is given.
    fingerprint: u64,
}

/// What a theme needs to know of its portal.
#[derive(Debug, Clone, Copy)]
pub struct Setup<'a> {
    /// The name of the theme, a folder below `themes/`.
    pub name: &'a str,
    /// Put before every address: empty, or the path below which the portal is published.
    pub prefix: &'a str,
    /// The portal's colour, for pictures.
    pub brand: Option<&'a str>,
    /// Style rules to put before the theme's own: the portal's colours.
    pub leading_css: &'a str,
    /// The languages beside German.
    pub languages: &'a [Language],
}

/// A theme in all languages of a portal.
#[derive(Debug, Clone)]
pub struct Themes {
    /// In German.
    pub german: Theme,
    /// In the other languages, in their order.
    pub translated: Vec<Theme>,
    /// A hash of all files of the theme.
    pub fingerprint: blake3::Hash,
}

impl Themes {
    /// Loads a theme: the one in the binary, overlaid file by file by `themes/standard` and `themes/<name>` of the portal.
    ///
    /// # Errors
    /// All faults of templates, texts and assets, each with its place.
    pub fn load(root: &Path, setup: Setup) -> Result<Self, Vec<Diagnostic>> {
        let files = Files::collect(root, setup.name)?;
        let mut problems = Texts::unreadable(&files, setup.languages);
        let mut keep = |faults: Vec<Diagnostic>| problems.extend(faults);
        let look = Look::load(&files, setup).map_err(&mut keep).ok();
        let german = Texts::load(&files).map_err(&mut keep).ok();
        let others = german.as_ref().map(|german| {
            let texts = setup
                .languages
                .iter()
                .map(|language| german.translated(&files, language));
            texts
                .filter_map(|texts| texts.map_err(&mut keep).ok())
                .collect::<Vec<_>>()
        });
        // Without words nothing can be put together, but templates can be read.
        if let (Some(look), None) = (&look, &german) {
            keep(fault::in_syntax(&look.templates, &look.origins));
        }
        let theme = look.zip(german).map(|(look, texts)| Theme::new(look, texts));
        let german = theme.and_then(|theme| theme.map_err(&mut keep).ok());
        let mut translated = Vec::new();
        for texts in others.into_iter().flatten() {
            let theme = german.as_ref().map(|german| german.with_texts(texts));
            translated.extend(theme.and_then(|theme| theme.map_err(&mut keep).ok()));
        }
        match german {
            Some(german) if problems.is_empty() => Ok(Self {
                german,
                translated,
                fingerprint: files.fingerprint(),
            }),
            _ => Err(problems),
        }
    }
}

/// What a theme has in all languages.
struct Look {
    assets: Arc<Assets>,
    artwork: Arc<Artwork>,
    icons_and_tags: Arc<IconsAndTags>,
    templates: Arc<Vec<(String, String)>>,
    origins: Arc<BTreeMap<String, String>>,
    is_own: bool,
    fingerprint: u64,
}

impl Look {
    fn load(files: &Files, setup: Setup) -> Result<Self, Vec<Diagnostic>> {
        let mut problems = Vec::new();
        let mut keep = |faults: Vec<Diagnostic>| problems.extend(faults);
        let assets = Assets::new(files, setup).map_err(&mut keep).ok();
        let artwork = assets.as_ref().map(|assets| Artwork::load(files, assets));
        let artwork = artwork.and_then(|artwork| artwork.map_err(|fault| keep(vec![fault])).ok());
        let icons_and_tags = IconsAndTags::load(files).map_err(&mut keep).ok();
        let templates = files.templates().map_err(&mut keep).ok();
        match (assets, artwork, icons_and_tags, templates) {
            (Some(assets), Some(artwork), Some(icons_and_tags), Some(templates)) => Ok(Self {
                assets: Arc::new(assets),
                artwork: Arc::new(artwork),
                icons_and_tags: Arc::new(icons_and_tags),
                templates: Arc::new(templates),
                origins: Arc::new(files.template_origins()),
                is_own: files.is_own,
                fingerprint: fingerprint::of_text(&format!("{} {setup:?}", files.fingerprint())),
            }),
            _ => Err(problems),
        }
    }
}

impl Theme {
    fn new(look: Look, texts: Texts) -> Result<Self, Vec<Diagnostic>> {
        let Look {
            assets,
            artwork,
            icons_and_tags,
            templates,
            origins,
            is_own,
            fingerprint,
        } = look;
        let mut tera = Tera::new();
        filters::register(&mut tera, &texts);
        tera.register_function("go_on", watch::go_on);
        tera.register_filter("asked", watch::asked);
        let lookup = assets.clone();
        tera.register_function("asset", move |arguments: tera::Kwargs, _: &tera::State| {
            let path: String = arguments.must_get("path")?;
            let url = lookup
                .url(&path)
                .ok_or_else(|| tera::Error::message(format!("die Datei `{path}` gibt es im Thema nicht")))?;
            Ok::<Value, tera::Error>(Value::from(url))
        });
        tera.add_raw_templates(templates.iter().map(|(name, source)| (name, source)))
            .map_err(|error| fault::of_templates(&error, &templates, &origins))?;
        tera.global_context().insert_value("t", texts.value.clone());
        icons_and_tags.put_into(&mut tera, &texts, &origins)?;
        Ok(Self {
            tera,
            folded: OnceLock::new(),
            stopped: Stopped::default(),
            templates,
            marks_foreign: false,
            assets,
            texts,
            icons_and_tags,
            artwork,
            is_own,
            origins,
            fingerprint,
        })
    }

    /// The same theme with the words of another language.
    fn with_texts(&self, texts: Texts) -> Result<Self, Vec<Diagnostic>> {
        let mut theme = self.clone();
        filters::register(&mut theme.tera, &texts);
        theme.tera.global_context().insert_value("t", texts.value.clone());
        self.icons_and_tags.put_into(&mut theme.tera, &texts, &self.origins)?;
        theme.becomes_another(&texts.value);
        Ok(Self { texts, ..theme })
    }

    /// Says which texts of the content are in the language of the pages; all others but those of the interface are German,
    /// and the filter `lang` says so.
    pub fn mark_foreign(&mut self, native: Arc<HashSet<String>>) {
        let mut texts: Vec<&str> = native.iter().map(String::as_str).collect();
        texts.sort_unstable();
        self.becomes_another(&Value::from(texts));
        let interface = self.texts.all();
        filters::mark_foreign(&mut self.tera, move |text| {
            !native.contains(text) && !interface.contains(text)
        });
        self.marks_foreign = true;
    }

    /// Makes a value known to every template.
    pub fn set_global(&mut self, name: &'static str, value: Value) {
        self.becomes_another(&value);
        self.tera.global_context().insert_value(name, value);
    }

    /// Pages come out differently from now on.
    fn becomes_another(&mut self, by: &Value) {
        self.fingerprint = fingerprint::chain(self.fingerprint, fingerprint::of(by));
        self.folded = OnceLock::new();
    }

    /// A fingerprint of all that decides how a page comes out: the theme, the template, and what it is given.
    pub fn fingerprint(&self, template: &str, values: &[(&'static str, Value)]) -> u64 {
        let of_template = fingerprint::chain(self.fingerprint, fingerprint::of_text(template));
        values.iter().fold(of_template, |before, (name, value)| {
            let of_value = fingerprint::chain(fingerprint::of_text(name), fingerprint::of(value));
            fingerprint::chain(before, of_value)
        })
    }

    /// Renders with folded templates. What goes wrong is told with its place in the template that people wrote.
    fn rendered<T>(&self, template: &str, render: impl Fn(&Tera) -> tera::TeraResult<T>) -> Result<T, Box<Diagnostic>> {
        // A template that cannot be folded is slower, and no fault.
        let folded = || self.fold().unwrap_or_else(|_| self.tera.clone());
        let folded = || render(self.folded.get_or_init(folded));
        let plain = || render(&self.tera);
        let outcome = match self.is_own {
            true => self.stopped.render(template, &self.origins, folded, plain)?,
            // The program's own templates come to their end.
            false => folded().or_else(|_| plain()),
        };
        outcome.map_err(|error| Box::new(fault::of(&error, &self.origins)))
    }

    fn fold(&self) -> tera::TeraResult<Tera> {
        let mut tera = self.tera.clone();
        let globals = tera.global_context().clone();
        let known = Known::new(&self.tera, &globals, &self.assets, &self.templates, !self.marks_foreign);
        let templates = self.templates.iter();
        let folded = templates.map(|(name, source)| (name, known.fold(source)));
        match self.is_own {
            true => tera.add_raw_templates(folded.map(|(name, source)| (name, asking::with_questions(&source))))?,
            false => tera.add_raw_templates(folded)?,
        }
        Ok(tera)
    }

    /// Renders a template with what it is given.
    ///
    /// # Errors
    /// The place in the template, and what is wrong there.
    pub fn render(&self, template: &str, values: &[(&'static str, Value)]) -> Result<Vec<u8>, Box<Diagnostic>> {
        let context = context(values);
        self.rendered(template, |tera| {
            let mut html = Vec::with_capacity(USUAL_PAGE);
            tera.render_to(template, &context, &mut html)?;
            Ok(html)
        })
    }

    /// Renders a component on its own, for what many pages show alike.
    ///
    /// # Errors
    /// The place in the template, and what is wrong there.
    pub fn render_component(
        &self,
        component: &str,
        arguments: &[(&'static str, Value)],
    ) -> Result<String, Box<Diagnostic>> {
        let context = context(arguments);
        self.rendered(component, |tera| tera.render_component(component, &context, None, true))
    }

    /// Renders a component as text in which nothing is escaped.
    ///
    /// # Errors
    /// The place in the template, and what is wrong there.
    pub fn render_plain_component(
        &self,
        component: &str,
        arguments: &[(&'static str, Value)],
    ) -> Result<String, Box<Diagnostic>> {
        let context = context(arguments);
        let render = |tera: &Tera| tera.render_component(component, &context, None, false);
        self.rendered(component, render)
    }

    /// Whether the portal brings templates, texts or tables of its own, which may fail on some page.
    pub fn is_own(&self) -> bool {
        self.is_own
    }

    /// Styles, scripts and pictures.
    pub fn assets(&self) -> &Assets {
        &self.assets
    }

    /// What pictures are drawn with.
    pub fn artwork(&self) -> &Arc<Artwork> {
        &self.artwork
    }

    /// The words that are added to Markdown.
    pub fn markdown_texts(&self) -> &MarkdownTexts {
        &self.texts.markdown
    }

    /// A whole or partial date in words (`15. Februar 2022`, `3. Quartal 2022`).
    pub fn date(&self, date: &str) -> String {
        filters::long_date(&self.texts.formats, date).unwrap_or_else(|| date.to_owned())
    }

    /// A day in words, with its weekday (`Dienstag, 15. Februar 2022`).
    pub fn weekday_date(&self, day: &str) -> String {
        filters::weekday_date(&self.texts.formats, day).unwrap_or_else(|| day.to_owned())
    }

    /// An amount of money (`1.200 €`).
    pub fn euro(&self, cents: u64) -> String {
        filters::euro(&self.texts.formats, cents)
    }

    /// A whole number (`12.345`).
    pub fn number(&self, number: u64) -> String {
        filters::grouped(&self.texts.formats, number)
    }

    /// A month in short (`Feb. 2022`), for axes.
    pub fn short_month(&self, month: &str) -> String {
        filters::short_month(&self.texts.formats, month).unwrap_or_else(|| month.to_owned())
    }

    /// An interface text by its path, such as `kind.service`; empty where there is none.
    pub fn text<'a>(&'a self, path: &'a str) -> &'a str {
        self.texts
            .value
            .get_from_path(path)
            .and_then(Value::as_str)
            .unwrap_or_default()
    }

    /// The interface texts below a path, by their names.
    pub fn texts_below(&self, path: &str) -> BTreeMap<String, String> {
        let texts = self.texts.value.get_from_path(path).and_then(Value::as_map);
        let text =
            |(name, text): (&tera::value::Key, &Value)| Some((name.as_str()?.to_owned(), text.as_str()?.to_owned()));
        texts.into_iter().flatten().filter_map(text).collect()
    }
}

fn context(values: &[(&'static str, Value)]) -> Context {
    let mut context = Context::new();
    for (name, value) in values {
        context.insert_value(*name, value.clone());
    }
    context
}
