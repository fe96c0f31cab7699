//! How the files of a portal are to be served: one policy, which every kind of host is told in its own words.

mod apache;
mod caddy;
mod hosted;
mod nginx;
mod plain;
mod policy;
mod security;

pub use apache::{apache, htaccess};
pub use caddy::caddy;
pub use hosted::{Hosted, MARKER, Moved, RULES, Renamed, is_file};
pub use nginx::nginx;
pub use plain::{headers, redirects};
pub use policy::{Cache, PIECES, SMALLER, Served, TYPES, Type, is_asset, is_hashed, is_plain, original, served};
pub use security::{CONTENT_SECURITY_POLICY, REFERRER_POLICY, SECURITY, in_page};

/// Where the configurations look for the portal: the link that `ozg publish` switches.
const ROOT: &str = "/srv/www/portal/current";
