//! Changes to the stream of Markdown events before it becomes HTML.

use pulldown_cmark::{CowStr, Event};

/// Turns the English quotation marks of the parser into German ones: „…“ and ‚…‘.
#[derive(Default)]
pub(super) struct GermanQuotes {
    single_open: bool,
}

impl GermanQuotes {
    pub(super) fn map<'a>(&mut self, event: Event<'a>) -> Event<'a> {
        let Event::Text(text) = &event else { return event };
        let mark = match text.as_ref() {
            "“" => "„",
            "”" => "“",
            "‘" => {
                self.single_open = true;
                "‚"
            }
            // Without an opening mark it is an apostrophe.
            "’" if self.single_open => {
                self.single_open = false;
                "‘"
            }
            _ => return event,
        };
        Event::Text(CowStr::Borrowed(mark))
    }
}
