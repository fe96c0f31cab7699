//! Videos in sign language.

use serde::Serialize;

use crate::model::{SignLanguageVideo, Source};
use crate::site::edition::{Site, urls};

/// A video in sign language.
#[derive(Debug, Serialize)]
pub(super) struct Video<'a> {
    title: &'a str,
    url: String,
    /// Whether it is on another website.
    elsewhere: bool,
    /// Ending of the file in capitals, and its size.
    r#type: Option<String>,
    kilobytes: Option<u64>,
    transcript: String,
}

impl<'a> Video<'a> {
    /// What is not there is not shown; a check reports it.
    pub fn new(site: &Site, video: &'a SignLanguageVideo, source: &Source) -> Option<Self> {
        let folder = source.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let path = video.file.as_ref().map(|file| format!("{folder}/{file}"));
        let file = path.as_ref().and_then(|path| site.portal.attachment(path));
        let size = file.map(|(_, file)| file.bytes);
        let beside = path.as_ref().filter(|_| size.is_some());
        let ending = beside.and_then(|path| path.rsplit_once('.'));
        Some(Self {
            title: &video.title,
            url: match (beside, &video.url) {
                (Some(path), _) => site.href(&urls::attachment(path)),
                (None, url) => url.as_ref()?.to_string(),
            },
            elsewhere: beside.is_none(),
            r#type: ending.map(|(_, ending)| ending.to_uppercase()),
            kilobytes: size.map(|size| size.div_ceil(1000)),
            transcript: site.field(&video.transcript, &source.path, 3, "gebaerdensprache-"),
        })
    }
}
