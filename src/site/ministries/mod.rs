//! The ministries and topic areas: their lists, the page of each, bars.

pub(in crate::site) mod bars;
pub(in crate::site) mod list;
pub(in crate::site) mod page;
pub(in crate::site) mod topics;
pub(in crate::site) mod worklist;
