//! Documents and pictures by their paths.

use std::borrow::Cow;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use crate::model::{Attachment, Portal};

impl Portal {
    /// The document or picture at a path. Whether an umlaut is one character or two does not matter:
    /// systems write names in either way, and nobody sees which.
    pub fn attachment(&self, path: &str) -> Option<(&Arc<str>, &Attachment)> {
        let exact = self.attachments.get_key_value(path);
        exact.or_else(|| {
            let wanted = composed(path);
            let mut others = self.attachments.iter().filter(|_| !path.is_ascii());
            others.find(|(other, _)| !other.is_ascii() && composed(other) == wanted)
        })
    }
}

/// A path as addresses have it: each letter one character where there is one (NFC).
pub fn composed(path: &str) -> Cow<'_, str> {
    if path.is_ascii() {
        path.into()
    } else {
        path.nfc().collect::<String>().into()
    }
}
