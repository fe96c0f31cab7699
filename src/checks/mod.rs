//! What one part of the content means to another: one rule, one function. No rule changes the portal.

mod documents;
mod figures;
mod links;
mod references;
mod texts;

use crate::diagnostics::Diagnostic;
use crate::model::Portal;

/// A rule looks at the portal and tells what breaks it.
type Rule = for<'a> fn(&'a Portal) -> Box<dyn Iterator<Item = Diagnostic> + 'a>;

/// All rules.
const RULES: &[Rule] = &[
    |portal| Box::new(references::of_ministries(portal)),
    |portal| Box::new(references::of_services(portal)),
    |portal| Box::new(references::of_authorities(portal)),
    |portal| Box::new(references::of_events(portal)),
    |portal| Box::new(references::of_press_releases(portal)),
    |portal| Box::new(figures::maturity_within_its_model(portal)),
    |portal| Box::new(figures::tiers_in_order(portal)),
    |portal| Box::new(figures::one_line_per_authority(portal)),
    |portal| Box::new(figures::end_after_begin(portal)),
    |portal| Box::new(documents::named_files_exist(portal)),
    |portal| Box::new(links::lead_somewhere(portal)),
];

/// Applies all rules to a portal that holds everything ([`crate::model::Audience::Checks`]).
pub fn check(portal: &Portal) -> Vec<Diagnostic> {
    RULES.iter().flat_map(|rule| rule(portal)).collect()
}
