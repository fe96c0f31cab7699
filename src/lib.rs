//! `ozg` turns a tree of content files into the information portal of a German state on the
//! re-use of online administrative services (Onlinezugangsgesetz, OZG).

pub mod model;
pub mod search;
