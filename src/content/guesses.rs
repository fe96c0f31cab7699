//! Ids that were probably meant by words that are none: only what is there is suggested.

use crate::diagnostics::{Diagnostic, did_you_mean};
use crate::model::{Contents, EntityId};

/// So many ids are listed; more nobody reads.
const MOST_LISTED: usize = 15;

/// Adds to the problems of names that are no ids what they could mean.
pub(super) fn suggest(problems: &mut [Diagnostic], contents: &Contents) {
    for problem in problems {
        let Some(guess) = problem.guess.take() else { continue };
        let mut names = guess.field.rsplit('/').filter(|name| name.parse::<usize>().is_err());
        let Some(name) = names.next() else { continue };
        let known = known(name, contents);
        // What gets its id here may be called so.
        let meant = if name == "id" {
            Some(guess.id.clone())
        } else {
            near(&guess.id, &known)
        };
        if let Some(meant) = meant {
            problem.message = format!("{}, meinten Sie `{meant}`?", problem.message);
        }
        // In a table most wrong keys were cut off by a spreadsheet, as its own help says.
        if guess.field.starts_with('/') && (1..=MOST_LISTED).contains(&known.len()) {
            problem.help = Some(format!("Bekannt sind hier: {}.", known.join(", ")));
        }
    }
}

/// The id that is written with other hyphens, or almost so.
fn near(id: &str, known: &[String]) -> Option<String> {
    let letters = |id: &str| id.replace(['-', '_'], "");
    let same = known.iter().find(|known| letters(known) == letters(id));
    same.cloned()
        .or_else(|| did_you_mean(id, known.iter().map(String::as_str)).map(str::to_owned))
}

/// All ids that a field can name, those of files that could not be read among them.
fn known(field: &str, contents: &Contents) -> Vec<String> {
    let broken = contents
        .broken_files
        .iter()
        .filter_map(|path| super::kind::entity_of(path));
    let broken = |is: fn(&EntityId) -> bool| broken.filter(is).map(|id| id.name().to_string());
    match field {
        "ressort" => {
            let known = contents.ministries.iter().map(|ministry| ministry.id.to_string());
            known.chain(broken(|id| matches!(id, EntityId::Ministry(_)))).collect()
        }
        "nachfolger" => {
            let ministries = contents.ministries.iter().map(|ministry| ministry.id.to_string());
            let authorities = contents.authorities.iter().map(|authority| authority.id.to_string());
            ministries.chain(authorities).collect()
        }
        "themenfeld" | "zustaendig_fuer" => contents.topics.iter().map(|topic| topic.id.to_string()).collect(),
        "leistungen" => {
            let known = contents.services.iter().map(|service| service.id.to_string());
            known.chain(broken(|id| matches!(id, EntityId::Service(_)))).collect()
        }
        "basisdienste" => {
            let known = contents.settings.known_base_services().into_iter();
            known.map(|service| service.id.to_string()).collect()
        }
        "vollzug_stellen" | "behoerden" | "ars" | "uebergeordnet" | "mitverwaltet_von" => contents
            .authorities
            .iter()
            .map(|authority| authority.id.to_string())
            .collect(),
        _ => Vec::new(),
    }
}
