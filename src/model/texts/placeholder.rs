//! What `ozg neu` writes where an editor has yet to write: the scaffolds take it from here, and so does the rule that looks
//! for what was left.

use crate::model::{TextKind, TextRecord, TextVisitor};

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

/// How a remark begins that names a value which nobody chose.
const GUESSED: &str = "Eingetragen ist `";

/// The remark above a field whose value is the first that there was.
pub fn guess(id: &str) -> String {
    format!("{GUESSED}{id}`, weil es zuerst gefunden wurde: Prüfen Sie das, und löschen Sie diese Zeile.")
}

/// The name of a ministry of which nothing but the id is known.
pub fn ministry_name(id: &str) -> String {
    format!("Ressort {}", id.to_uppercase())
}

/// The lines of a record, counted from 1, whose remark says that nobody chose the value, while it is still the same.
pub fn guesses_left(yaml: &str) -> impl Iterator<Item = u32> {
    let mut guessed = None;
    (1..).zip(yaml.lines()).filter_map(move |(number, line)| {
        if let Some(remark) = line.trim_start().strip_prefix('#') {
            let remark = remark.trim_start_matches(['#', ' ']).strip_prefix(GUESSED);
            guessed = remark.and_then(|rest| rest.split('`').next()).or(guessed);
            return None;
        }
        let (id, value) = (guessed.take()?, line.split_once(':')?.1);
        let value = value.split(" #").next()?.trim().trim_matches(['"', '\'']);
        (value == id).then_some(number)
    })
}

/// The sentence that stands for the text of a kind.
struct Invitation;

impl TextVisitor for Invitation {
    type Output = &'static str;

    fn visit<T: TextRecord>(self) -> Self::Output {
        T::START.invitation
    }
}
