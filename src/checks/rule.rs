//! A rule: what it is called, why it is there, and how it is applied.

use crate::checks::texts::Text;
use crate::content::markdown::Survey;
use crate::diagnostics::{Diagnostic, RuleInfo, Severity};
use crate::model::Portal;

/// Looks at the portal and tells what breaks a rule.
pub(super) type Check = for<'a> fn(&'a Portal) -> Box<dyn Iterator<Item = Diagnostic> + 'a>;

/// Looks at one text and what stands in it, and tells what breaks a rule.
pub(super) type TextCheck = fn(&Portal, &Text, &Survey) -> Vec<Diagnostic>;

/// A rule with its documentation.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Code, severity and documentation.
    pub info: RuleInfo,
    /// How it is checked on the whole portal; empty for what is found on the way, such as by reading a file.
    pub(super) checks: &'static [Check],
    /// How it is checked on the whole portal, where the check is strict.
    pub(super) strict_checks: &'static [Check],
    /// How it is checked on each text: texts are parsed once for all rules.
    pub(super) text_checks: &'static [TextCheck],
}

impl Rule {
    /// A rule that keeps the portal from being built.
    pub(super) const fn error(
        code: &'static str,
        title: &'static str,
        reason: &'static str,
        mend: &'static str,
    ) -> Self {
        Self::new(Severity::Error, code, title, reason, mend)
    }

    /// A rule whose breach may mislead readers.
    pub(super) const fn warning(
        code: &'static str,
        title: &'static str,
        reason: &'static str,
        mend: &'static str,
    ) -> Self {
        Self::new(Severity::Warning, code, title, reason, mend)
    }

    /// A rule whose breach is worth knowing.
    pub(super) const fn hint(
        code: &'static str,
        title: &'static str,
        reason: &'static str,
        mend: &'static str,
    ) -> Self {
        Self::new(Severity::Hint, code, title, reason, mend)
    }

    const fn new(
        severity: Severity,
        code: &'static str,
        title: &'static str,
        reason: &'static str,
        mend: &'static str,
    ) -> Self {
        Self {
            info: RuleInfo {
                code,
                severity,
                title,
                reason,
                mend,
            },
            checks: &[],
            strict_checks: &[],
            text_checks: &[],
        }
    }

    /// Says which functions apply the rule.
    pub(super) const fn by(self, checks: &'static [Check]) -> Self {
        Self { checks, ..self }
    }

    /// Says which functions apply the rule where the check is strict, and only there.
    pub(super) const fn strictly(self, strict_checks: &'static [Check]) -> Self {
        Self { strict_checks, ..self }
    }

    /// Says which functions apply the rule to each text.
    pub(super) const fn by_text(self, text_checks: &'static [TextCheck]) -> Self {
        Self { text_checks, ..self }
    }
}

/// Makes a [`Check`] of a function that returns any iterator.
macro_rules! check {
    ($function:path) => {
        |portal| Box::new($function(portal))
    };
}

pub(super) use check;
