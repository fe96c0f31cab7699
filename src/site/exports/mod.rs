//! What programs read: feeds, calendars, open data, the component for other sites, well-known files, contacts.

pub(in crate::site) mod assets;
pub(in crate::site) mod calendars;
pub(in crate::site) mod data;
pub(in crate::site) mod embed;
pub(in crate::site) mod feeds;
mod kit_view;
pub(in crate::site) mod plan;
pub(in crate::site) mod subscribe;
pub(in crate::site) mod vcards;
pub(in crate::site) mod wellknown;
