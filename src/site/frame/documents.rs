//! Documents of an entity as lists show them: with type and size, so that nobody downloads by surprise.

use serde::Serialize;

use crate::model::{Document, Link, Source};
use crate::site::edition::{Site, urls};

/// A document, as the component `documents` shows it.
#[derive(Debug, Serialize)]
pub(in crate::site) struct DocumentItem<'a> {
    title: &'a str,
    url: String,
    /// Ending of the file in capitals: `PDF`; none for a link to elsewhere.
    r#type: Option<String>,
    /// Size, rounded up: no file is nothing.
    kilobytes: Option<u64>,
}

impl<'a> From<&'a Link> for DocumentItem<'a> {
    fn from(link: &'a Link) -> Self {
        Self {
            title: &link.title,
            url: link.url.to_string(),
            r#type: None,
            kilobytes: None,
        }
    }
}

impl Site {
    /// The documents that lie beside the entity's file; what is not there is not listed (a check reports it).
    pub(in crate::site) fn documents<'a>(&self, documents: &'a [Document], source: &Source) -> Vec<DocumentItem<'a>> {
        let folder = source.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let item = |document: &'a Document| {
            let path = format!("{folder}/{}", document.file);
            let (path, attachment) = self.portal.attachment(&path)?;
            let (_, ending) = document.file.as_str().rsplit_once('.')?;
            Some(DocumentItem {
                title: &document.title,
                url: self.href(&urls::attachment(path)),
                r#type: Some(ending.to_uppercase()),
                kilobytes: Some(attachment.bytes.div_ceil(1000)),
            })
        };
        documents.iter().filter_map(item).collect()
    }
}
