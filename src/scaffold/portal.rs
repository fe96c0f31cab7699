//! A portal for another state: the least that can be built, and what to do next.

use serde_json::json;

use super::commented::Filling;
use super::draft::{self, Draft, DraftContext, NewService, Unappendable};
use super::{editor_settings, schemas};
use crate::model::{AuthorityId, Day, InvalidId, Settings};

/// A new portal.
#[derive(Debug, Clone)]
pub struct NewPortal {
    /// Name of the state.
    pub state: String,
    /// Its abbreviation of two letters.
    pub abbreviation: String,
}

const FILES: [(&str, &str); 8] = [
    (".gitignore", include_str!("portal_files/gitignore")),
    ("README.md", include_str!("portal_files/README.md")),
    (
        "content/themenfelder.yaml",
        include_str!("portal_files/themenfelder.yaml"),
    ),
    ("content/synonyme.yaml", include_str!("portal_files/synonyme.yaml")),
    (
        "content/stellen/gebietskoerperschaften.csv",
        include_str!("portal_files/gebietskoerperschaften.csv"),
    ),
    ("content/seiten/impressum.md", include_str!("portal_files/impressum.md")),
    (
        "content/seiten/datenschutz.md",
        include_str!("portal_files/datenschutz.md"),
    ),
    (
        "content/seiten/barrierefreiheit.md",
        include_str!("portal_files/barrierefreiheit.md"),
    ),
];

/// All files of a new portal; paths are relative to its root.
///
/// # Errors
/// Never in practice: the ids of the samples are ids.
pub fn portal(new: &NewPortal, as_of: Day) -> Result<Vec<Draft>, InvalidId> {
    let mut drafts: Vec<Draft> = FILES.map(|(path, text)| Draft::new(path, text)).into();
    drafts.push(Draft::new("content/portal.yaml", settings(new, as_of)));
    drafts.extend(sample_records(as_of)?);
    let for_editors = schemas().into_iter().chain(editor_settings());
    drafts.extend(for_editors.map(|draft| Draft::new(format!("content/{}", draft.path), draft.text)));
    Ok(drafts)
}

fn settings(new: &NewPortal, as_of: Day) -> String {
    let state = &new.state;
    let filling = Filling::default()
        .value("titel", "OZG-Informationsportal")
        .value("untertitel", format!("Land {state}"))
        .value("basis_url", "https://ozg.example.org")
        .value("land", json!({ "name": state, "kuerzel": new.abbreviation }))
        .value(
            "herausgeber",
            json!({ "name": format!("Ministerium des Innern, {state}") }),
        )
        .value("barriere_melden", "barriere@example.org");
    let filling = filling.value(
        "namen",
        json!({
            "redaktionssystem": "Redaktionssystem des Landes",
            "it_dienstleister": "IT-Dienstleister des Landes",
            "serviceportal": "Serviceportal des Landes",
        }),
    );
    let opening = "Die Einstellungen des Portals. Alles, was nur für dieses Land gilt, steht hier.";
    format!(
        "{}\n{}",
        draft::head(opening),
        draft::commented_record::<Settings>(&filling, as_of)
    )
}

/// One ministry, one service and one body: samples to replace.
fn sample_records(as_of: Day) -> Result<Vec<Draft>, InvalidId> {
    let service = NewService {
        id: "wohngeld".parse()?,
        title: None,
        ministry: "mi".parse()?,
        topic: "arbeit-ruhestand".parse()?,
        is_ministry_chosen: false,
        is_topic_chosen: false,
        is_sample: true,
    };
    let context = DraftContext {
        as_of,
        ministry: Some(service.ministry.clone()),
        topic: Some(service.topic.clone()),
        service: Some(service.id.clone()),
    };
    let mut drafts = draft::ministry(&service.ministry, Some("Ministerium des Innern"), &context);
    drafts.extend(draft::service(&service, as_of));
    let provider: AuthorityId = "it-dienstleister".parse()?;
    let opening = "# Weitere Stellen, die Leistungen vollziehen oder dabei helfen.\n";
    let body = draft::authority_appended(opening, &provider, Some("IT-Dienstleister des Landes"), as_of);
    let text = body.unwrap_or_else(|_: Unappendable| opening.to_owned());
    drafts.push(Draft::new("content/stellen/weitere.yaml", text));
    Ok(drafts)
}
