//! The data of the record.

use serde::Serialize;

use super::authority;
use crate::model::{
    AuthorityKind, BaseServiceId, Day, Efa, EntityId, KeyState, MinistryId, Service, TargetGroup, WebAddress,
    WrittenForm,
};
use crate::site::edition::{Site, urls};
use crate::site::frame::Crumb;
use crate::site::frame::service_facets::Choice;

/// The data of the record.
#[derive(Debug, Serialize)]
pub(super) struct Facts<'a> {
    ministry: Option<Crumb>,
    ministry_since: Option<Day>,
    former_ministries: Vec<FormerView>,
    topic: Option<Crumb>,
    target_groups: &'a [TargetGroup],
    carried_out_by: Vec<KindLink>,
    /// Single bodies that carry it out; the coverage counts them as well.
    carried_out_by_bodies: Vec<Crumb>,
    efa: Option<&'a Efa>,
    base_services: Vec<BaseServiceView>,
    specialist_software: &'a [String],
    sdg: bool,
    is_focus: Option<bool>,
    is_efa_financed: Option<bool>,
    written_form: Option<WrittenForm>,
    ozg_id: Option<&'a str>,
    leika: Vec<&'a str>,
    key_states: &'a [KeyState],
    leika_types: Vec<String>,
    search_words: &'a [String],
}

#[derive(Debug, Serialize)]
struct FormerView {
    name: String,
    url: String,
    until: Day,
}

/// A base service, with what is said about it elsewhere.
#[derive(Debug, Serialize)]
struct BaseServiceView {
    name: String,
    url: Option<WebAddress>,
}

impl BaseServiceView {
    /// In other languages the interface has words for what is no proper name.
    fn new(site: &Site, id: &BaseServiceId) -> Self {
        let known = site.portal.settings.base_service(id);
        let path = format!("base_service.{id}");
        let words = Some(site.theme.text(&path)).filter(|words| !words.is_empty());
        let named = known.as_ref().map(|known| known.name.as_str());
        let name = match site.portal.language {
            Some(_) => words.or(named),
            None => named.or(words),
        };
        Self {
            name: name.unwrap_or(id.as_str()).to_owned(),
            url: known.and_then(|known| known.url),
        }
    }
}

/// A kind of authority, with the list of what it could re-use.
#[derive(Debug, Serialize)]
struct KindLink {
    kind: AuthorityKind,
    url: String,
}

impl<'a> Facts<'a> {
    pub fn new(site: &'a Site, service: &'a Service) -> Self {
        let former = service.former_ministries.iter().filter_map(|former| {
            let Crumb { title, url } = ministry(site, &former.ministry)?;
            Some(FormerView {
                name: title,
                url,
                until: former.until,
            })
        });
        let topic = site.portal.topics.get(&service.topic);
        Self {
            ministry: ministry(site, &service.ministry),
            ministry_since: service.ministry_since,
            former_ministries: former.collect(),
            topic: topic.map(|topic| Crumb {
                title: topic.name.clone(),
                url: site.href(&urls::entity(&EntityId::Topic(topic.id.clone()))),
            }),
            target_groups: &service.target_groups,
            carried_out_by: service
                .carried_out_by
                .iter()
                .map(|kind| kind_link(site, *kind))
                .collect(),
            carried_out_by_bodies: service
                .carried_out_by_bodies
                .iter()
                .filter_map(|id| authority(site, id))
                .collect(),
            efa: service.efa.as_ref(),
            base_services: service
                .base_services
                .iter()
                .map(|id| BaseServiceView::new(site, id))
                .collect(),
            specialist_software: &service.specialist_software,
            sdg: service.sdg,
            is_focus: service.is_focus,
            is_efa_financed: service.is_efa_financed,
            written_form: service.written_form,
            ozg_id: service.ozg_id.as_ref().map(|id| id.as_str()),
            leika: service.leika.iter().map(|key| key.as_str()).collect(),
            key_states: &service.key_states,
            leika_types: service.leika_types.iter().map(ToString::to_string).collect(),
            search_words: &service.search_words,
        }
    }
}

fn ministry(site: &Site, id: &MinistryId) -> Option<Crumb> {
    let ministry = site.portal.ministries.get(id)?;
    Some(Crumb {
        title: ministry.name.clone(),
        url: site.href(&urls::entity(&EntityId::Ministry(id.clone()))),
    })
}

fn kind_link(site: &Site, kind: AuthorityKind) -> KindLink {
    let choice = Choice::CarriedOutBy(kind);
    KindLink {
        kind,
        url: site.href(&choice.url()),
    }
}
