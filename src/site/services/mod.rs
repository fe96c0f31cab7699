//! The services: their list, the page of each, road map, calls for participation, changes.

pub(in crate::site) mod changes;
pub(in crate::site) mod list;
pub(in crate::site) mod page;
pub(in crate::site) mod participation;
pub(in crate::site) mod roadmap;
