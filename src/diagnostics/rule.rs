//! What a code stands for, as the handbook, SARIF and other readers need it.

use super::Severity;

/// The description of a rule, in German.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleInfo {
    /// The code, such as `unbekanntes-feld`: also the anchor in the handbook.
    pub code: &'static str,
    /// How much it matters to break the rule.
    pub severity: Severity,
    /// What is wrong, in a few words.
    pub title: &'static str,
    /// Why that matters, in full sentences.
    pub reason: &'static str,
    /// What to do about it, in full sentences.
    pub mend: &'static str,
}
