//! Ways to what one looks for: start page, A to Z, search, not found, and the page of components.

pub(in crate::site) mod a_to_z;
pub(in crate::site) mod components;
pub(in crate::site) mod home;
pub(in crate::site) mod not_found;
pub(in crate::site) mod search;
