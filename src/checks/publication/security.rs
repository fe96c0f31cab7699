//! The contact for security problems, which holds only until its day.

use crate::diagnostics::{Diagnostic, Place};
use crate::model::Portal;

use crate::checks::rule::{Rule, check};

pub(in crate::checks) const RULES: &[Rule] = &[Rule::warning(
    "security-txt-laeuft-ab",
    "Die Angabe in security.txt läuft ab",
    "Nach ihrem letzten Tag darf sich niemand mehr auf die Angabe verlassen (RFC 9116). Wer eine Sicherheitslücke findet, weiß dann nicht, wem er sie melden soll.",
    "Prüfen Sie, ob die Adresse noch stimmt, und setzen Sie in portal.yaml unter `sicherheit` das Feld `gueltig_bis` auf einen Tag, der höchstens ein Jahr voraus liegt.",
)
.by(&[check!(contact_holds_for_a_while)])];

/// So many days before its end, the contact should be confirmed.
const NOTICE_DAYS: u32 = 30;

/// The contact for security problems holds for some time yet.
fn contact_holds_for_a_while(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    let contact = portal.settings.security.iter();
    let ending = contact.filter(|contact| contact.valid_until < portal.as_of.plus_days(NOTICE_DAYS));
    ending.map(|contact| {
        let day = contact.valid_until.in_german();
        let message = if contact.valid_until < portal.as_of {
            format!("die Angabe in security.txt galt nur bis zum {day}")
        } else {
            format!("die Angabe in security.txt gilt nur noch bis zum {day}")
        };
        Diagnostic::warning(
            "security-txt-laeuft-ab",
            Place::field(&"content/portal.yaml".into(), "/sicherheit/gueltig_bis"),
            message,
        )
        .with_help("Prüfen Sie die Adresse, und verlängern Sie die Frist um höchstens ein Jahr.")
    })
}
