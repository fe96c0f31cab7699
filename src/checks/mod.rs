//! What one part of the content means to another: one rule, one function. No rule changes the portal.

mod exceptions;
mod fields;
mod loading;
mod publication;
mod records;
mod rule;
mod texts;

pub use exceptions::{apply as apply_exceptions, silence};
pub use publication::external::{ExternalLink, links as external_links, unreachable as unreachable_link};
pub use publication::renamed::former_address;
pub use publication::{fault_of_file, publish};
pub use rule::Rule;
pub use texts::links::{PortalLink, dead_address, portal_links};

use rayon::prelude::*;

use crate::content::markdown;
use crate::diagnostics::{Diagnostic, RuleInfo};
use crate::model::Portal;

/// All rules, those of the loader among them: one list names every code.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    [
        loading::RULES,
        fields::RULES,
        records::references::RULES,
        publication::renamed::RULES,
        records::directory::RULES,
        texts::links::RULES,
        texts::literal::RULES,
        publication::documents::RULES,
        publication::RULES,
        records::figures::RULES,
        publication::addresses::RULES,
        records::stages::RULES,
        records::ordering::RULES,
        records::costs::RULES,
        records::assessments::RULES,
        records::forms::RULES,
        records::schedule::RULES,
        records::days::RULES,
        records::freshness::RULES,
        records::events::RULES,
        records::ministries::RULES,
        records::maps::RULES,
        texts::templates::RULES,
        publication::security::RULES,
        publication::legal::RULES,
        texts::titles::RULES,
        texts::synonyms::RULES,
        texts::placeholders::RULES,
        texts::wording::RULES,
        texts::foreign::RULES,
        texts::plain::RULES,
        texts::empty::RULES,
        texts::easy::RULES,
        texts::translations::RULES,
        publication::external::RULES,
        publication::inside::RULES,
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
