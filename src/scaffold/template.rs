//! A template of the communication kit, with a text to begin with and every gap that there is.

use super::commented::Filling;
use super::draft::{self, Draft};
use crate::model::{Day, Gap, Instrument, Step, TemplateHead};

/// `vorlagen/schritt-<step>/<instrument>.md`
pub fn template(step: Step, instrument: Instrument, title: Option<&str>, as_of: Day) -> Vec<Draft> {
    let (usual_title, text) = beginning(instrument);
    let filling = Filling::default().value("titel", title.unwrap_or(usual_title));
    let filling = match instrument {
        Instrument::SocialMedia => filling.value("hoechstens", 400),
        _ => filling,
    };
    let opening = "Eine Vorlage für Pakete. Unter dem Kopf steht der Text. `ozg paket` füllt seine Lücken aus den Angaben zur \
                   Leistung.";
    let head = draft::commented_record::<TemplateHead>(&filling, as_of);
    let text = format!("---\n{}\n{head}\n{}---\n\n{text}", draft::head(opening), all_gaps());
    vec![Draft::new(
        format!("content/vorlagen/schritt-{step}/{}.md", instrument.word()),
        text,
    )]
}

/// Title and text to begin with; they suit each of the three steps.
fn beginning(instrument: Instrument) -> (&'static str, &'static str) {
    match instrument {
        Instrument::Letter => (
            "Leistung „{leistung}“: Informationen für Ihre Behörde",
            include_str!("template_files/informationsschreiben.md"),
        ),
        Instrument::Mail => (
            "Leistung „{leistung}“: Neuigkeiten für Ihre Behörde",
            include_str!("template_files/mail.md"),
        ),
        Instrument::Invitation => (
            "Einladung zum Termin „{termin}“",
            include_str!("template_files/einladung.md"),
        ),
        Instrument::PressText => (
            "Leistung „{leistung}“: So weit ist der Online-Dienst",
            include_str!("template_files/pressetext.md"),
        ),
        Instrument::SocialMedia => ("{leistung}", include_str!("template_files/social-media.md")),
        Instrument::Poster => (
            "Ein Online-Dienst für Ihre Behörde",
            include_str!("template_files/plakat.md"),
        ),
    }
}

/// What can be filled in, as comments.
fn all_gaps() -> String {
    let lines = Gap::ALL
        .iter()
        .map(|gap| format!("##   {{{}}}: {}\n", gap.word(), gap.explanation()));
    std::iter::once("## Alle Lücken:\n".to_owned()).chain(lines).collect()
}
