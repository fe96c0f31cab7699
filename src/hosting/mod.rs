//! How the files of a portal are to be served: one policy, which every kind of host is told in its own words.

mod policy;
mod security;

pub use policy::{Cache, SHARED_FOLDERS, Served, TYPES, Type, is_asset, is_hashed, served};
pub use security::{CONTENT_SECURITY_POLICY, SECURITY};
