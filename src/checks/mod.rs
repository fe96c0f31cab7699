//! What one part of the content means to another: one rule, one function. No rule changes the portal.

mod addresses;
mod directory;
mod documents;
mod events;
mod exceptions;
mod external;
mod fields;
mod figures;
mod freshness;
mod legal;
mod links;
mod literal;
mod loading;
mod maps;
mod ministries;
mod placeholders;
mod publication;
mod references;
mod renamed;
mod rule;
mod schedule;
mod security;
mod stages;
mod templates;
mod texts;
mod titles;
mod translations;
mod wording;

pub use exceptions::{apply as apply_exceptions, silence};
pub use external::{ExternalLink, links as external_links, unreachable as unreachable_link};
pub use links::{PortalLink, dead_address, portal_links};
pub use publication::{fault_of_file, publish};
pub use renamed::former_address;
pub use rule::Rule;

use rayon::prelude::*;

use crate::content::markdown;
use crate::diagnostics::{Diagnostic, RuleInfo};
use crate::model::Portal;

/// All rules, those of the loader among them: one list names every code.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    [
        loading::RULES,
        fields::RULES,
        references::RULES,
        renamed::RULES,
        directory::RULES,
        links::RULES,
        literal::RULES,
        documents::RULES,
        publication::RULES,
        figures::RULES,
        addresses::RULES,
        stages::RULES,
        schedule::RULES,
        freshness::RULES,
        events::RULES,
        ministries::RULES,
        maps::RULES,
        templates::RULES,
        security::RULES,
        legal::RULES,
        titles::RULES,
        placeholders::RULES,
        wording::RULES,
        translations::RULES,
        external::RULES,
        exceptions::RULES,
    ]
    .into_iter()
    .flatten()
}

/// The rule with a code.
pub fn rule(code: &str) -> Option<&'static RuleInfo> {
    rules().map(|rule| &rule.info).find(|info| info.code == code)
}

/// Applies all rules to a portal that holds everything ([`crate::model::Audience::Checks`]).
pub fn check(portal: &Portal) -> Vec<Diagnostic> {
    let checks: Vec<_> = rules().flat_map(|rule| rule.checks).collect();
    let of_portal = checks.into_par_iter().flat_map_iter(|check| check(portal));
    let texts: Vec<_> = texts::all(portal).collect();
    // In portions so small that no thread has a long one left when the others are done.
    let of_texts = texts.par_iter().with_max_len(64);
    let of_texts = of_texts.flat_map_iter(|text| check_text(portal, text));
    of_portal.chain(of_texts).collect()
}

/// Applies the rules of a portal that is to be published (`ozg check --streng`), beside those of [`check`].
pub fn check_strictly(portal: &Portal) -> Vec<Diagnostic> {
    let checks = rules().flat_map(|rule| rule.strict_checks);
    checks.flat_map(|check| check(portal)).collect()
}

/// Parsing is by far the most work of all rules, so each text is parsed once for all that look at it.
fn check_text(portal: &Portal, text: &texts::Text) -> Vec<Diagnostic> {
    let survey = markdown::survey(text.markdown);
    let checks = rules().flat_map(|rule| rule.text_checks);
    checks.flat_map(|check| check(portal, text, &survey)).collect()
}
