//! What is written to be read: events, press releases, guides, pages.

pub(in crate::site) mod events;
pub(in crate::site) mod guides;
mod legal;
pub(in crate::site) mod pages;
pub(in crate::site) mod press;
mod video;
