//! New content, one function per kind.

use schemars::JsonSchema;

use super::commented::{self, Filling, list_entry, wrapped};
use super::node::{self, Node};
use crate::content::schema_of;
use crate::extent::{Slicing, Whole};
use crate::model::{
    Authority, AuthorityId, Day, Guide, GuideId, Ministry, MinistryId, Service, ServiceId, TextKind, TextRecord,
    TextVisitor, TopicId, placeholder,
};

const READING_AID: &str = "Zeilen mit ## erklären die Felder. Zeilen mit # sind Beispiele: Entfernen Sie dort das # und \
das Leerzeichen danach, damit die Angabe gilt. Was Sie nicht brauchen, können Sie löschen.";

/// A file that is not written yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Path with `/`.
    pub path: String,
    /// What it will hold.
    pub text: String,
}

impl Draft {
    pub(super) fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            text: text.into(),
        }
    }
}

/// What examples can refer to, because it is there.
#[derive(Debug, Clone)]
pub struct DraftContext {
    /// The reference date.
    pub as_of: Day,
    /// A ministry.
    pub ministry: Option<MinistryId>,
    /// A topic area.
    pub topic: Option<TopicId>,
    /// A service.
    pub service: Option<ServiceId>,
}

/// A new service.
#[derive(Debug, Clone)]
pub struct NewService {
    /// The name of its folder.
    pub id: ServiceId,
    /// Its name, where it was given.
    pub title: Option<String>,
    /// The responsible ministry.
    pub ministry: MinistryId,
    /// Its topic area.
    pub topic: TopicId,
    /// Whether somebody chose the ministry, or it is just the first.
    pub is_ministry_chosen: bool,
    /// Whether somebody chose the topic area, or it is just the first.
    pub is_topic_chosen: bool,
    /// Whether it is shown as an invented sample, rather than hidden as a draft.
    pub is_sample: bool,
}

/// `leistungen/<id>/leistung.yaml`
pub fn service(new: &NewService, as_of: Day) -> Vec<Draft> {
    let first = |is_chosen: bool, id: &str| (!is_chosen).then(|| placeholder::guess(id));
    let filling = Filling::default()
        .value("titel", title(new.title.as_deref(), new.id.as_str()))
        .value("ressort", new.ministry.as_str())
        .value("themenfeld", new.topic.as_str())
        .value("phase", "vorbereitung")
        .value(if new.is_sample { "beispiel" } else { "entwurf" }, true)
        .note("ressort", first(new.is_ministry_chosen, new.ministry.as_str()))
        .note("themenfeld", first(new.is_topic_chosen, new.topic.as_str()));
    let opening = "Eine Leistung. Fließtext gehört in text.md und die Tabelle der Nachnutzung in nachnutzung.csv, \
                   beides im selben Ordner.";
    let record = commented_record::<Service>(&filling, as_of);
    let path = format!("content/leistungen/{}/leistung.yaml", new.id);
    vec![Draft::new(path, format!("{}\n{record}", head(opening)))]
}

/// `ressorts/<id>.yaml`
pub fn ministry(id: &MinistryId, name: Option<&str>, context: &DraftContext) -> Vec<Draft> {
    let filling = Filling::default()
        .value("kuerzel", id.as_str().to_uppercase())
        .value(
            "name",
            name.map_or_else(|| placeholder::ministry_name(id.as_str()), str::to_owned),
        )
        .example("zustaendig_fuer", ids(context.topic.as_ref().map(TopicId::as_str)))
        .example("nachfolger", context.ministry.as_ref().map_or("mi", MinistryId::as_str));
    let record = commented_record::<Ministry>(&filling, context.as_of);
    vec![Draft::new(
        format!("content/ressorts/{id}.yaml"),
        format!("{}\n{record}", head("Ein Ressort.")),
    )]
}

/// A record that is one Markdown file, as somebody asked for it.
#[derive(Debug, Clone)]
pub struct NewText {
    /// Its kind.
    pub kind: TextKind,
    /// Its day, where its name begins with one.
    pub day: Option<Day>,
    /// The name of its file, without the day.
    pub name: String,
    /// Its title, where it was given.
    pub title: Option<String>,
}

/// `presse/<date>-<id>.md` and the like
pub fn text(new: &NewText, context: &DraftContext) -> Vec<Draft> {
    vec![new.kind.with(DraftText(new, context))]
}

struct DraftText<'a>(&'a NewText, &'a DraftContext);

impl TextVisitor for DraftText<'_> {
    type Output = Draft;

    fn visit<T: TextRecord>(self) -> Draft {
        let Self(new, context) = self;
        let mut filling = related(context).value("titel", title(new.title.as_deref(), &new.name));
        for (field, value) in T::first_fields(new.day.unwrap_or(context.as_of)) {
            filling = filling.value(field, value);
        }
        let opening = format!("{}. Unter dem Kopf steht der Text.", T::START.nominative);
        let fields = with_fields::<T>(&opening, &filling.value("entwurf", true), context.as_of);
        let day = new.day.map_or_else(String::new, |day| format!("{day}-"));
        Draft::new(
            format!("content/{}/{day}{}.md", T::NAMING.folder, new.name),
            format!("{fields}\n{}\n", T::START.invitation),
        )
    }
}

/// `leitfaeden/<id>/leitfaden.yaml` and its first chapter
pub fn guide(id: &GuideId, name: Option<&str>, as_of: Day) -> Vec<Draft> {
    let filling = Filling::default()
        .value("titel", title(name, id.as_str()))
        .value("art", "leitfaden")
        .value("stand", as_of.to_string())
        .value("entwurf", true);
    let opening = "Ein Leitfaden. Seine Kapitel liegen im selben Ordner und heißen 01-….md, 02-….md und so weiter.";
    let record = commented_record::<Guide>(&filling, as_of);
    let folder = format!("content/leitfaeden/{id}");
    vec![
        Draft::new(
            format!("{folder}/leitfaden.yaml"),
            format!("{}\n{record}", head(opening)),
        ),
        Draft::new(
            format!("{folder}/01-ueberblick.md"),
            format!("# Überblick\n\n{}\n", placeholder::CHAPTER_TEXT),
        ),
    ]
}

/// Why an entry cannot be added to a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unappendable {
    /// The id is there already.
    Exists,
    /// The list is no list, is broken, or is written in a way that an entry cannot follow.
    Unreadable,
}

/// `stellen/weitere.yaml` with one more entry at its end; everything before it stays as it is.
///
/// # Errors
/// When the entry cannot be added without changing what is there.
pub fn authority_appended(
    existing: &str,
    id: &AuthorityId,
    name: Option<&str>,
    as_of: Day,
) -> Result<String, Unappendable> {
    let before = authorities(existing).ok_or(Unappendable::Unreadable)?;
    if before.iter().any(|body| body.id == *id) {
        return Err(Unappendable::Exists);
    }
    let mut text = existing.to_owned();
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    if !text.trim().is_empty() && !text.ends_with("\n\n") {
        text.push('\n');
    }
    text.push_str(&authority_entry(id, name, indent_of_list(existing), as_of));
    if existing.contains("\r\n") {
        text = text.replace("\r\n", "\n").replace('\n', "\r\n");
    }
    let after = authorities(&text).ok_or(Unappendable::Unreadable)?;
    let is_one_more = after.len() == before.len().plus(1) && after.last().is_some_and(|body| body.id == *id);
    if is_one_more {
        Ok(text)
    } else {
        Err(Unappendable::Unreadable)
    }
}

fn authorities(text: &str) -> Option<Vec<Authority>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    crate::content::yaml::from_str::<Option<Vec<Authority>>>(text)
        .ok()
        .map(Option::unwrap_or_default)
}

fn indent_of_list(text: &str) -> &str {
    let first = text.lines().find(|line| line.trim_start().starts_with("- "));
    first.map_or("", |line| line.part(..line.len().minus(line.trim_start().len())))
}

fn authority_entry(id: &AuthorityId, name: Option<&str>, indent: &str, as_of: Day) -> String {
    let filling = Filling::default()
        .value("id", id.as_str())
        .value("name", title(name, id.as_str()))
        .value("art", "verband");
    let record = commented_record::<Authority>(&filling, as_of);
    let lines = wrapped(READING_AID, "## ")
        .into_iter()
        .chain(record.lines().map(str::to_owned));
    list_entry(lines, indent).into_iter().map(|line| line + "\n").collect()
}

/// Examples of what events and press releases refer to.
fn related(context: &DraftContext) -> Filling {
    Filling::default()
        .example("ressort", context.ministry.as_ref().map_or("mi", MinistryId::as_str))
        .example(
            "leistungen",
            ids(context.service.as_ref().map(ServiceId::as_str).or(Some("wohngeld"))),
        )
}

fn ids(id: Option<&str>) -> Vec<String> {
    id.map(str::to_owned).into_iter().collect()
}

pub(super) fn commented_record<T: JsonSchema>(filling: &Filling, as_of: Day) -> String {
    let mut schema = schema_of::<T>();
    node::simplify(&mut schema);
    let node = Node::of(&schema);
    commented::record(&node, filling, as_of)
}

fn with_fields<T: JsonSchema>(opening: &str, filling: &Filling, as_of: Day) -> String {
    format!("---\n{}\n{}---\n", head(opening), commented_record::<T>(filling, as_of))
}

/// What a file is and how to read it, as comments.
pub(super) fn head(opening: &str) -> String {
    let lines = wrapped(&format!("{opening} {READING_AID}"), "## ");
    lines.into_iter().map(|line| line + "\n").collect()
}

/// The title that was given, or one made of the id: `wohngeld-antrag` is "Wohngeld antrag".
fn title(given: Option<&str>, id: &str) -> String {
    if let Some(title) = given {
        return title.to_owned();
    }
    let words = id.replace('-', " ");
    let mut characters = words.chars();
    let first = characters.next().map(char::to_uppercase).into_iter().flatten();
    first.chain(characters).collect()
}
