//! How the texts of an entity and their translations go together.

/// A list that has another length in the translation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Uneven {
    /// Path of the field in the translation.
    pub field: &'static str,
    /// Entries of the original.
    pub original: usize,
    /// Entries of the translation.
    pub translated: usize,
}

/// What came of bringing originals and translations together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TranslationMatch {
    /// Fields whose German text has no translation.
    pub missing: Vec<&'static str>,
    /// Fields that translate a text that the original does not have.
    pub extra: Vec<&'static str>,
    /// Lists that do not match entry by entry.
    pub uneven: Vec<Uneven>,
    /// The texts that are in the other language now.
    pub texts: Vec<String>,
}

impl TranslationMatch {
    /// Replaces a text that the original may have by one that the translation may have.
    pub(in crate::model) fn text(
        &mut self,
        field: &'static str,
        original: Option<&mut String>,
        translated: Option<&String>,
    ) {
        match (original, translated) {
            (Some(original), Some(text)) => self.replace(original, text),
            (Some(_), None) => self.missing.push(field),
            (None, Some(_)) => self.extra.push(field),
            (None, None) => {}
        }
    }

    /// Replaces the texts of a list, entry by entry. An empty list of translations translates nothing.
    pub(in crate::model) fn list<'a>(
        &mut self,
        field: &'static str,
        originals: impl Iterator<Item = &'a mut String>,
        translated: &[String],
    ) {
        let originals: Vec<&mut String> = originals.collect();
        match (originals.len(), translated.len()) {
            (0, 0) => {}
            (_, 0) => self.missing.push(field),
            (original, found) if original != found => self.uneven.push(Uneven {
                field,
                original,
                translated: found,
            }),
            _ => originals
                .into_iter()
                .zip(translated)
                .for_each(|(original, text)| self.replace(original, text)),
        }
    }

    fn replace(&mut self, original: &mut String, text: &String) {
        original.clone_from(text);
        self.texts.push(text.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_replaced_only_as_a_whole() {
        let mut matched = TranslationMatch::default();
        let mut steps = ["eins".to_owned(), "zwei".to_owned()];
        matched.list("/schritte", steps.iter_mut(), &["one".to_owned()]);
        assert_eq!(steps, ["eins", "zwei"]);
        assert_eq!(matched.uneven.len(), 1);
        matched.list("/schritte", steps.iter_mut(), &["one".to_owned(), "two".to_owned()]);
        assert_eq!(steps, ["one", "two"]);
        assert_eq!(matched.texts, ["one", "two"]);
    }
}
