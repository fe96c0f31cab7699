//! What `ozg neu` writes where an editor has yet to write: the scaffolds take it from here, and so does the rule that looks
//! for what was left.

use super::{TextKind, TextRecord, TextVisitor};

/// The summary of a service.
pub const SERVICE_SUMMARY: &str = "Ein Satz, der sagt, wer was bekommt oder tun muss.";
/// The summary of a page.
pub const PAGE_SUMMARY: &str = "Ein Satz, der sagt, was auf der Seite steht.";
/// The summary of a guide.
pub const GUIDE_SUMMARY: &str = "Ein Satz, der sagt, wobei der Leitfaden hilft.";
/// The text of a chapter.
pub const CHAPTER_TEXT: &str =
    "Schreiben Sie hier, wobei der Leitfaden hilft. Die erste Zeile ist der Titel des Kapitels.";

const ALL: [&str; 4] = [SERVICE_SUMMARY, PAGE_SUMMARY, GUIDE_SUMMARY, CHAPTER_TEXT];

/// What Markdown may have before the words of a line: quotes, items, headings.
const MARKS: &[char] = &['>', '-', '*', '+', '#', '_', ' ', '\t'];

/// The placeholder that a line begins with, if one was left there. A text that quotes one in a sentence is a text.
pub fn left_in(line: &str) -> Option<&'static str> {
    let words = line.trim_start_matches(MARKS);
    let texts = TextKind::ALL.into_iter().map(|kind| kind.with(Invitation));
    ALL.into_iter()
        .chain(texts)
        .find(|placeholder| words.starts_with(placeholder))
}

/// The sentence that stands for the text of a kind.
struct Invitation;

impl TextVisitor for Invitation {
    type Output = &'static str;

    fn visit<T: TextRecord>(self) -> Self::Output {
        T::START.invitation
    }
}
