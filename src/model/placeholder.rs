//! What `ozg neu` writes where an editor has yet to write: the scaffolds take it from here, and so does the rule that looks
//! for what was left.

/// The summary of a service.
pub const SERVICE_SUMMARY: &str = "Ein Satz, der sagt, wer was bekommt oder tun muss.";
/// The summary of a page.
pub const PAGE_SUMMARY: &str = "Ein Satz, der sagt, was auf der Seite steht.";
/// The summary of a guide.
pub const GUIDE_SUMMARY: &str = "Ein Satz, der sagt, wobei der Leitfaden hilft.";
/// The text of an event.
pub const EVENT_TEXT: &str =
    "Schreiben Sie hier, worum es geht, für wen der Termin ist und was die Teilnehmenden mitbringen sollen.";
/// The text of a press release.
pub const PRESS_RELEASE_TEXT: &str = "Schreiben Sie hier die Mitteilung. Das Wichtigste steht im ersten Satz.";
/// The text of a chapter.
pub const CHAPTER_TEXT: &str =
    "Schreiben Sie hier, wobei der Leitfaden hilft. Die erste Zeile ist der Titel des Kapitels.";
/// The text of a page.
pub const PAGE_TEXT: &str = "Schreiben Sie hier den Text. Überschriften beginnen mit zwei Rauten.";

const ALL: [&str; 7] = [
    SERVICE_SUMMARY,
    PAGE_SUMMARY,
    GUIDE_SUMMARY,
    EVENT_TEXT,
    PRESS_RELEASE_TEXT,
    CHAPTER_TEXT,
    PAGE_TEXT,
];

/// The placeholder that a line begins with, if one was left there. A text that quotes one in a sentence is a text.
pub fn left_in(line: &str) -> Option<&'static str> {
    ALL.into_iter()
        .find(|placeholder| line.trim_start().starts_with(placeholder))
}
